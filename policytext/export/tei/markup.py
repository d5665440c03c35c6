"""Elements over stretches of text that may overlap: cut and nested so that they make a tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from policytext.export.coding import xml_characters

#: Signs that an address may hold as they are (RFC 3986, 2); everything else is percent-encoded.
_ADDRESS_SIGNS: Final = "%:/?#[]@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class Element:
    """An element over [start, end) of a text; one without length is empty. The one of lower rank is outside.

    An id and a number stand on the first piece only, where it has to be cut.
    """

    start: int
    end: int
    rank: int
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def content(text: str) -> str:
    """Text as content of an element."""
    return escape(xml_characters(text))


def attributes_text(attributes: Mapping[str, str]) -> str:
    """Attributes with a space before each; empty ones are left out."""
    return "".join(f" {name}={quoteattr(xml_characters(value))}" for name, value in attributes.items() if value)


def address(url: str) -> str:
    """A URL as a pointer: no spaces, which would part it in two."""
    return quote(url.encode("utf-8", "replace"), safe=_ADDRESS_SIGNS)


def marked_up(text: str, start: int, end: int, elements: Iterable[Element]) -> str:
    """The text in [start, end) with the elements that lie in it; what reaches beyond is cut."""
    inside = [_cut(one, start, end) for one in elements if _touches(one, start, end)]
    return _nested(text, start, end, sorted(inside, key=_order))


def _touches(one: Element, start: int, end: int) -> bool:
    return start <= one.start < end if one.start == one.end else one.start < end and start < one.end


def _cut(one: Element, start: int, end: int) -> Element:
    if start <= one.start and one.end <= end:
        return one
    attributes = one.attributes
    if one.start < start:
        attributes = {name: value for name, value in attributes.items() if name not in ("xml:id", "n")}
    return replace(one, start=max(one.start, start), end=min(one.end, end), attributes=attributes)


def _order(one: Element) -> tuple[int, int, int]:
    return one.start, -one.end if one.end > one.start else -(10**12), one.rank


def _nested(text: str, start: int, end: int, waiting: list[Element]) -> str:
    parts: list[str] = []
    position = start
    while waiting:
        one = waiting.pop(0)
        parts.append(content(text[position : one.start]))
        tag = one.name + attributes_text(one.attributes)
        if one.start == one.end:
            parts.append(f"<{tag}/>")
            position = one.start
            continue
        count = sum(other.start < one.end for other in waiting)
        inner, waiting = waiting[:count], waiting[count:]
        rest = [_cut(other, one.end, other.end) for other in inner if other.end > one.end]
        if rest:
            waiting = sorted([*rest, *waiting], key=_order)
        inner = [_cut(other, one.start, one.end) for other in inner]
        parts.append(f"<{tag}>{_nested(text, one.start, one.end, inner)}</{one.name}>")
        position = one.end
    parts.append(content(text[position:end]))
    return "".join(parts)
