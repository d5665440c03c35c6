"""Text of documents inside HTML and SVG, and how wide it will be."""

import unicodedata
from functools import cache
from html import escape

#: Directional formatting could make a quotation read otherwise than it stands in the document.
_DIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Widths of Helvetica's letters in parts of the font size, to the nearest class; 0.56 for all others. Source: the
#: Adobe font metrics of the fourteen standard PDF fonts.
_NARROW = dict.fromkeys("ijl'|.,:;!I ft()[]/\\", 0.28) | dict.fromkeys('rJs"-', 0.4)
_BROAD = dict.fromkeys("mMW@%—", 0.87) | dict.fromkeys("ABCDEFGHKNOPQRSUVXYZw&", 0.69)
_WIDTHS = _NARROW | _BROAD
_OTHER = 0.56
#: Where Helvetica and Arial are missing a broader font may stand in (DejaVu Sans).
_SPARE = 1.12


def escaped(text: str) -> str:
    """Text as HTML and XML: no markup, control characters or lone surrogates, and nothing that turns its direction."""
    return escape(plain(text))


def plain(text: str) -> str:
    """Text as `escaped` shows it, before the markup is taken out."""
    return text if text.isprintable() else "".join(map(_held, text))


def _held(character: str) -> str:
    if character in "\n\t":
        return " "
    # Cn: what is no character (U+FFFE) cannot stand in XML.
    banned = character in _DIRECTIONAL or unicodedata.category(character) in {"Cc", "Cs", "Cn"}
    return "\ufffd" if banned else character


def text_width(text: str, size: float) -> float:
    """About how wide the text is in a sans-serif font, in the unit of `size`."""
    return _SPARE * size * sum(_WIDTHS.get(character, _OTHER) for character in text)


@cache
def shortened(text: str, size: float, width: float) -> str:
    """The text, cut with an ellipsis where it would be wider than `width`."""
    if text_width(text, size) <= width:
        return text
    end = len(text)
    while end > 1 and text_width(text[:end] + "…", size) > width:
        end -= 1
    return text[:end].rstrip() + "…"


def lines_of(text: str, size: float, width: float, most: int) -> list[str]:
    """The text in lines that fit in `width`, at most so many; the last is cut with an ellipsis where more follows."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= width:
            line += " " + words.pop(0)
        lines.append(line)
    if words:
        lines[-1] += " " + " ".join(words)
    return [shortened(line, size, width) for line in lines]
