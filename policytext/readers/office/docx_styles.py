"""Styles of a DOCX file: what a paragraph is and how its words look, through all the styles that a style is based on.

Source: ECMA-376 part 1, 17.7 (styles) and 17.7.3 (toggle properties: bold and hidden of a paragraph style and of a
character style cancel each other; what the run itself says goes before both).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from policytext.readers.office.office_content import role_of_style
from policytext.readers.office.office_xml import child_of, children_of, number_of, value_of
from policytext.types.vocabulary import BlockKind

_OFF = ("0", "false", "off", "none")
# 1/20 point. Less than this is no white space that a reader sees as an empty line.
_SPACE = 60
# Word allows ten styles on top of each other; a file that names more goes in a circle.
_LONGEST_CHAIN = 30


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; None where nothing is said. `font` is one for symbols, or nothing."""

    bold: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    font: str | None = None
    underlined: bool | None = None

    def over(self, other: "Look") -> "Look":
        """This look, and the other where this one says nothing."""
        return Look(
            other.bold if self.bold is None else self.bold,
            other.hidden if self.hidden is None else self.hidden,
            other.raised if self.raised is None else self.raised,
            self.font or other.font,
            other.underlined if self.underlined is None else self.underlined,
        )


def read_look(properties: Element | None) -> Look:
    """The look that run properties (`w:rPr`) give."""
    if properties is None or len(properties) == 0:
        return Look()
    align = value_of(properties, "w:vertAlign")
    fonts = child_of(properties, "w:rFonts")
    font = (fonts.get("w:ascii") or fonts.get("w:hAnsi")) if fonts is not None else None
    return Look(
        _toggle(properties, "w:b"),
        _toggle(properties, "w:vanish"),
        None if align is None else align == "superscript",
        font if font and font.lower().startswith(("symbol", "wingdings", "webdings")) else None,
        None if (line := value_of(properties, "w:u")) is None else line != "none",
    )


def _toggle(properties: Element, name: str) -> bool | None:
    found = child_of(properties, name)
    return None if found is None else found.get("w:val", "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits: what its paragraphs are, their numbering, the space around them, their look.

    `space` is that before and after, None where nothing is said; `level` that of a heading.
    """

    kind: BlockKind | None = None
    level: int = 0
    look: Look = Look()
    list_id: str | None = None
    list_level: int | None = None
    space: tuple[int | None, int | None] = (None, None)
    keeps_close: bool = False
    is_framed: bool = False


class Styles:
    """The styles of a file.

    Args:
        root: of `word/styles.xml`, or None where the file has none.
    """

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        for style in children_of(root, "w:style") if root is not None else ():
            name = style.get("w:styleId", "")
            self._elements.setdefault(name, style)
            if style.get("w:default", "0") in ("1", "true", "on"):
                self._defaults.setdefault(style.get("w:type", ""), name)
        self._root = root

    @cached_property
    def _document(self) -> Style:
        """What holds for all paragraphs of the file (`w:docDefaults`)."""
        root = self._root
        if root is None:
            return Style()
        run = child_of(root, "w:docDefaults/w:rPrDefault/w:rPr")
        return Style(look=read_look(run), space=_space(child_of(root, "w:docDefaults/w:pPrDefault/w:pPr")))

    @property
    def language(self) -> str | None:
        """The language of the usual paragraph ("nl-NL"); the file's own default is often that of the program."""
        usual = self._elements.get(self._defaults.get("paragraph", ""))
        return value_of(usual, "w:rPr/w:lang")

    def paragraph(self, name: str | None) -> Style:
        """A paragraph style, or the file's usual one where no style or an unknown one is named."""
        if name is None or name not in self._elements:
            name = self._defaults.get("paragraph", "")
        return self._style(name)

    def character(self, name: str | None) -> Look:
        """The look of a character style."""
        return self._style(name).look if name else Look()

    def is_framed(self, name: str | None) -> bool:
        """Whether a table style draws lines or a ground."""
        return bool(name) and self._style(name or "").is_framed

    def _style(self, name: str) -> Style:
        known = self._known.get(name)
        if known is None:
            known = Style(space=self._document.space)
            for element in reversed(list(self._chain(name))):
                known = _inherit(known, element)
            self._known[name] = known
        return known

    def _chain(self, name: str) -> Iterator[Element]:
        """The style and those that it is based on, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            element = self._elements.get(name)
            if element is None:
                return
            yield element
            name = value_of(element, "w:basedOn") or ""


def _inherit(base: Style, element: Element) -> Style:
    properties = child_of(element, "w:pPr")
    kind, level = _role(element, properties, base)
    list_id, list_level = read_numbering(properties)
    before, after = _space(properties)
    close = properties is not None and _toggle(properties, "w:contextualSpacing")
    return Style(
        kind,
        level,
        read_look(child_of(element, "w:rPr")).over(base.look),
        base.list_id if list_id is None else list_id,
        base.list_level if list_level is None else list_level,
        (base.space[0] if before is None else before, base.space[1] if after is None else after),
        base.keeps_close if close is None else bool(close),
        base.is_framed or draws_frame(element),
    )


def _role(element: Element, properties: Element | None, base: Style) -> tuple[BlockKind | None, int]:
    """What the style's paragraphs are: its name says it first, then its outline level, then what it is based on."""
    for name in (value_of(element, "w:name") or "", element.get("w:styleId", "")):
        kind, level = role_of_style(name)
        if kind is not None:
            return kind, level
    outline = value_of(properties, "w:outlineLvl")
    if outline is not None:
        level = number_of(outline, 9) + 1
        return (BlockKind.HEADING, level) if 1 <= level <= 9 else (None, 0)
    return base.kind, base.level


def read_numbering(properties: Element | None) -> tuple[str | None, int | None]:
    """List id and level that paragraph properties name; None for what they do not say."""
    numbering = None if properties is None else child_of(properties, "w:numPr")
    if numbering is None:
        return None, None
    level = value_of(numbering, "w:ilvl")
    return value_of(numbering, "w:numId"), None if level is None else max(0, min(number_of(level), 8))


def _space(properties: Element | None) -> tuple[int | None, int | None]:
    spacing = None if properties is None else child_of(properties, "w:spacing")
    if spacing is None:
        return None, None
    before, after = (_points(spacing, side) for side in ("before", "after"))
    return before, after


def _points(spacing: Element, side: str) -> int | None:
    if spacing.get(f"w:{side}Autospacing", "0") in ("1", "true", "on"):
        return 280  # "auto" is 14 points
    value = spacing.get(f"w:{side}")
    return None if value is None else number_of(value)


def has_space(properties: Element | None, style: Style, side: int) -> bool:
    """Whether white space is set before (0) or after (1) a paragraph."""
    own = _space(properties)[side]
    value = style.space[side] if own is None else own
    return (value or 0) >= _SPACE


def hides_frame(element: Element) -> bool:
    """Whether a table says itself that it has no lines, whatever its style has."""
    borders = child_of(element, "w:tblPr/w:tblBorders")
    return borders is not None and all(side.get("w:val", "none") in ("none", "nil") for side in borders)


def draws_frame(element: Element) -> bool:
    """Whether table properties below an element (a table, a table style) draw a line or a ground."""
    for properties in (
        *children_of(element, "w:tblPr"),
        *children_of(element, "w:tr/w:tc/w:tcPr"),
        *children_of(element, "w:tblStylePr"),
    ):
        for borders in _borders(properties):
            if any(side.get("w:val", "none") not in ("none", "nil") for side in borders):
                return True
        fill = child_of(properties, "w:shd")
        if fill is not None and fill.get("w:fill", "auto").lower() not in ("auto", "ffffff"):
            return True
    return False


def _borders(properties: Element) -> Iterator[Element]:
    for name in ("w:tblBorders", "w:tcBorders", "w:tblPr/w:tblBorders", "w:tcPr/w:tcBorders"):
        yield from children_of(properties, name)
