"""Numbers as word processors print them in front of items, headings and notes."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
# The Chicago Manual of Style, 14.25: the order of symbols for notes, doubled after the last.
_SYMBOLS = "*†‡§"
_LARGEST = 9_999

BULLET = "•"
# What the symbol fonts show for their private code points; U+F000 and a byte. Source: the code charts of Symbol and
# Wingdings (Unicode mapping files of the vendor, "symbol.txt" and "wingdings").
_SYMBOL_CHARACTERS = {
    0xB7: "•",
    0xA7: "▪",
    0xA8: "◻",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0x6C: "●",
    0xD8: "➢",
    0xFC: "✓",
    0xFB: "✗",
    0xFE: "☑",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0x2D: "−",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xA3: "≤",
    0xB4: "×",
    0xAE: "→",
}


def format_number(value: int, style: str) -> str:
    """A number in a style of Office Open XML (`lowerRoman`) or OpenDocument (`i`); decimal where it is unknown.

    Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat) and OpenDocument 1.3 part 3, 19.502 (style:num-format).
    """
    value = max(0, min(value, _LARGEST))
    if style in ("none", ""):
        return ""
    if style in ("lowerLetter", "a"):
        return _letters(value)
    if style in ("upperLetter", "A"):
        return _letters(value).upper()
    if style in ("lowerRoman", "i"):
        return _roman(value)
    if style in ("upperRoman", "I"):
        return _roman(value).upper()
    if style == "decimalZero":
        return f"{value:02d}"
    if style == "ordinal":
        return f"{value}e"
    if style == "numberInDash":
        return f"- {value} -"
    if style == "chicago" and value:
        return _SYMBOLS[(value - 1) % 4] * min((value - 1) // 4 + 1, 5)
    return str(value)


def _letters(value: int) -> str:
    """a to z, then aa, bb: a letter is repeated, as Word and Writer do."""
    if value == 0:
        return "0"
    return chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 20)


def _roman(value: int) -> str:
    if value == 0:
        return "0"
    parts: list[str] = []
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        parts.append(letters * count)
    return "".join(parts)


def symbol_character(code: int) -> str:
    """What a symbol font shows at a code point; the character itself outside the private area, else nothing."""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOL_CHARACTERS.get(code - 0xF000, "")
    if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    return chr(code)


def bullet_character(text: str, font: str = "") -> str:
    """The bullet that is printed: one of a symbol font becomes the character that looks like it."""
    bullet = text.strip()[:3]
    if not bullet or not all(character.isprintable() or "\ue000" <= character <= "\uf8ff" for character in bullet):
        return BULLET
    if "\ue000" <= bullet[0] <= "\uf8ff":
        return symbol_character(ord(bullet[0])) or BULLET
    if font.lower().startswith(("wingdings", "symbol", "webdings")):
        return symbol_character(0xF000 + ord(bullet[0])) or BULLET
    return "◦" if bullet == "o" else bullet
