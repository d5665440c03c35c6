"""Styles of an OpenDocument text: what a paragraph is and how its words look, through all its parents.

Source: OpenDocument 1.3 part 3, 16 (styles) and 20 (formatting attributes). A document's automatic styles hold what its
author changed by hand; those of `styles.xml` belong to the margins of pages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from policytext.readers.office.office_content import role_of_style
from policytext.readers.office.office_xml import child_of, children_of
from policytext.types.vocabulary import BlockKind

_LENGTH = re.compile(r"(?P<number>\d{0,6}(?:\.\d{1,9})?)(?P<unit>mm|cm|in|pt|pc|px)?\Z")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
_POSITION = re.compile(r"(?P<share>-?\d{1,3})%")
_ESCAPED = re.compile(r"_(?P<code>[0-9a-f]{2,4})_")
# Less than 3 points is no white space that a reader sees as an empty line.
_SPACE = 3.0
_BOLD = 600
_LEAST_RAISE = 10
_LONGEST_CHAIN = 30
_BORDERS = ("fo:border", "fo:border-top", "fo:border-bottom", "fo:border-left", "fo:border-right")


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits; None where nothing is said. `bold` stands for underlined words too."""

    kind: BlockKind | None = None
    level: int = 0
    bold: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    list_style: str | None = None
    space: tuple[bool, bool] = (False, False)
    starts_page: bool = False
    master_page: str | None = None
    is_framed: bool = False


class Styles:
    """The styles that hold for a part.

    Args:
        scopes: elements that hold styles, the nearest first: the part's automatic ones, then the common ones.
    """

    def __init__(self, scopes: Sequence[Element | None]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._known: dict[tuple[str, str], Style] = {}
        for scope in scopes:
            for style in children_of(scope, "style:style") if scope is not None else ():
                key = (style.get("style:family", ""), style.get("style:name", ""))
                self._elements.setdefault(key, style)

    def get(self, family: str, name: str | None) -> Style:
        """A style of a family ("paragraph", "text", "table", "table-cell"); one that says nothing for an unknown."""
        key = (family, name or "")
        known = self._known.get(key)
        if known is None:
            known = Style()
            for element in reversed(list(self._chain(*key))):
                known = _inherit(known, element)
            self._known[key] = known
        return known

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        for _ in range(_LONGEST_CHAIN):
            element = self._elements.get((family, name))
            if element is None:
                return
            yield element
            name = element.get("style:parent-style-name", "")


def _inherit(base: Style, element: Element) -> Style:
    text = child_of(element, "style:text-properties")
    paragraph = child_of(element, "style:paragraph-properties")
    text = Element("none") if text is None else text
    paragraph = Element("none") if paragraph is None else paragraph
    kind, level = _role(element, base)
    position, display = text.get("style:text-position"), text.get("text:display")
    return Style(
        kind,
        level,
        _is_strong(text, base.bold),
        base.hidden if display is None else display == "none",
        base.raised if position is None else _is_raised(position),
        element.get("style:list-style-name", base.list_style),
        (_has_space(paragraph, "top", base.space[0]), _has_space(paragraph, "bottom", base.space[1])),
        paragraph.get("fo:break-before", "page" if base.starts_page else "auto") in ("page", "column"),
        element.get("style:master-page-name") or base.master_page,
        base.is_framed or _is_framed(element),
    )


def _is_strong(text: Element, inherited: bool | None) -> bool | None:
    """Whether words are emphasised: bold or underlined, which letters use for the same."""
    weight, line = text.get("fo:font-weight"), text.get("style:text-underline-style")
    if weight is None and line is None:
        return inherited
    is_bold = weight == "bold" or (weight is not None and weight.isdecimal() and int(weight[:4]) >= _BOLD)
    return is_bold or (line is not None and line != "none") or (weight is None and bool(inherited))


def _role(element: Element, base: Style) -> tuple[BlockKind | None, int]:
    for name in (element.get("style:display-name", ""), element.get("style:name", "")):
        kind, level = role_of_style(_ESCAPED.sub(lambda match: chr(int(match["code"], 16)), name[:200]))
        if kind is not None:
            return kind, level
    return base.kind, base.level


def _is_raised(position: str) -> bool:
    if position.startswith("super"):
        return True
    match = _POSITION.match(position)
    return match is not None and int(match["share"]) >= _LEAST_RAISE


def _has_space(properties: Element, side: str, inherited: bool) -> bool:
    value = properties.get(f"fo:margin-{side}", properties.get("fo:margin"))
    if value is None:
        return inherited
    match = _LENGTH.match(value.strip())
    if match is None or not match["number"] or match["number"] == ".":
        return inherited
    return float(match["number"]) * _POINTS.get(match["unit"] or "pt", 1.0) >= _SPACE


def _is_framed(element: Element) -> bool:
    for name in ("style:table-cell-properties", "style:table-properties"):
        properties = child_of(element, name)
        if properties is None:
            continue
        if any(not properties.get(border, "none").startswith("none") for border in _BORDERS):
            return True
        if properties.get("fo:background-color", "transparent").lower() not in ("transparent", "#ffffff"):
            return True
    return False
