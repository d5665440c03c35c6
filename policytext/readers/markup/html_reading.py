"""How to read the elements of a page: headings, lists, tables, quotations, links, notes, what is hidden."""

import re
from urllib.parse import urljoin, urlsplit

from policytext.readers.markup.html_main_text import PageParts
from policytext.readers.markup.html_notes import Notes
from policytext.readers.markup.html_parts import is_hidden
from policytext.readers.markup.html_tree import INLINE as INLINE_TAGS
from policytext.readers.markup.html_tree import SILENT
from policytext.readers.markup.markup_roles import GROUP, INLINE, SKIPPED, Reading, Role
from policytext.readers.markup.markup_tree import Element

_ROLES: dict[str, Reading] = {
    **dict.fromkeys(("b", "strong"), Reading(Role.STRONG)),
    "sup": Reading(Role.RAISED),
    "br": Reading(Role.LINE_BREAK),
    **dict.fromkeys(("p", "dt", "dd", "li"), Reading(Role.PARAGRAPH)),
    **dict.fromkeys(("pre", "listing", "xmp"), Reading(Role.PREFORMATTED)),
    **dict.fromkeys(("ul", "ol", "dir"), Reading(Role.LIST)),
    "table": Reading(Role.TABLE),
    "tr": Reading(Role.ROW),
    **dict.fromkeys(("td", "th"), Reading(Role.CELL)),
    **dict.fromkeys(("figcaption", "caption"), Reading(Role.CAPTION)),
    "blockquote": Reading(Role.QUOTATION),
    "aside": Reading(Role.BOX),
    "div": Reading(Role.GROUP, is_apart=False),
}
_HEADING = re.compile(r"h([1-6])")
_ITEM_OWNERS = frozenset({"ul", "ol", "menu", "dir"})
_BULLET = "•"
# A marker that stands in the words of an item.
_OWN_LABEL = re.compile(r"\s*(?:[•▪●■□◦‣–—-]|\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})(?:[.)]|°\.?))\s")
_LONGEST_LABEL = 12
# A table with such a cell is there to place things: a cell of data holds no headings, no lists, no longer text.
_LONGEST_CELL = 600
_IN_LAYOUT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "form", "article", "section"})
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ENDS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class PageReading:
    """Says of each element of a page how to read it.

    Args:
        notes: of the page.
        parts: what of the page is not the document.
        address: of the page, to resolve its links; empty where it is not known.
        controlled: ids of parts that a button opens.
    """

    def __init__(self, notes: Notes, parts: PageParts, address: str, controlled: frozenset[str]) -> None:
        self._notes = notes
        self._parts = parts
        self._address = address
        self._controlled = controlled
        self._layout_tables: dict[int, bool] = {}
        self._numbers: dict[int, dict[int, str]] = {}

    def __call__(self, element: Element) -> Reading:
        """How to read an element."""
        name, key = element.name, id(element)
        if name in SILENT or key in self._notes.back_links:
            return SKIPPED
        if key in self._notes.references:
            words, note_id = self._notes.references[key]
            return Reading(Role.REFERENCE, note_id=note_id, marker=words)
        if key in self._notes.notes:
            note = self._notes.notes[key]
            return Reading(Role.NOTE, label=note.label, note_id=note.note_id)
        if is_hidden(element, self._controlled):
            return SKIPPED
        if key in self._parts.furniture:
            return Reading(Role.FURNITURE)
        if key in self._parts.comments:
            return Reading(Role.COMMENT)
        return self._by_name(element)

    def _by_name(self, element: Element) -> Reading:
        name = element.name
        if match := _HEADING.fullmatch(name):
            return Reading(Role.HEADING, level=int(match[1]))
        if name == "a":
            target = self.link_target(element)
            return Reading(Role.LINK, target=target) if target else INLINE
        if name == "button":
            return INLINE if self._is_opener(element) else SKIPPED
        if name == "summary":
            return GROUP if any(_HEADING.fullmatch(child.name) for child in element.elements()) else _summary(element)
        if element.get("role") == "heading":
            level = element.get("aria-level")
            return Reading(Role.HEADING, level=int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2)
        if name == "li" and element.parent is not None and element.parent.name in _ITEM_OWNERS:
            return Reading(Role.ITEM, label=self._label(element))
        if name in ("ul", "ol") and self._is_contents(element):
            return Reading(Role.CONTENTS)
        if name in ("tr", "td", "th", "table") and self._is_layout(element):
            return Reading(Role.GROUP, is_apart=False)
        if name == "math":
            return INLINE
        known = _ROLES.get(name)
        if known is not None:
            return known
        return INLINE if name in INLINE_TAGS or _is_in_math(element) else GROUP

    def link_target(self, link: Element) -> str | None:
        """Where a link leads, as a full address where that of the page is known; None for places in the page itself."""
        href = link.get("href").strip()
        if not href or href.startswith("#") or href.lower().startswith(("javascript:", "data:", "vbscript:")):
            return None
        try:
            target = urljoin(self._address, href) if self._address else href
            if self._address and urlsplit(target)._replace(fragment="") == urlsplit(self._address)._replace(
                fragment=""
            ):
                return None
        except ValueError:
            return href
        return target

    def _is_opener(self, button: Element) -> bool:
        """Whether a button is the heading of what it opens."""
        if "aria-controls" in button.attributes or "aria-expanded" in button.attributes:
            return True
        return any(_HEADING.fullmatch(above.name) or above.name in ("summary", "dt") for above in button.ancestors())

    def _is_contents(self, element: Element) -> bool:
        """Whether a list is one of the parts of this page: every item a link to a place in it."""
        links = [link for link in element.iter("a") if link.get("href")]
        if len(links) < 3 or not all(link.get("href").startswith("#") for link in links):
            return False
        return len("".join(link.text() for link in links)) >= 0.8 * len(element.text())

    def _label(self, item: Element) -> str | None:
        """What a browser prints before an item; None where the page writes it itself, as official ones do."""
        if _OWN_LABEL.match(_beginning(item)):
            return None
        owner = item.parent
        if owner is None or owner.name != "ol":
            return _BULLET
        numbers = self._numbers.get(id(owner))
        if numbers is None:
            numbers = self._numbers[id(owner)] = _numbers(owner)
        return numbers.get(id(item), _BULLET)

    def _is_layout(self, element: Element) -> bool:
        table = next((part for part in (element, *element.ancestors()) if part.name == "table"), None)
        if table is None:
            return True
        known = self._layout_tables.get(id(table))
        if known is None:
            known = self._layout_tables[id(table)] = _places_things(table)
        return known


def _beginning(element: Element) -> str:
    """The first words of an element, up to the first few characters that are no white space."""
    found = ""
    for words in element.words():
        found += words.text
        if len(found.lstrip()) > _LONGEST_LABEL:
            break
    return found


def _summary(element: Element) -> Reading:
    return Reading(Role.HEADING, level=3) if element.text() else SKIPPED


def _is_in_math(element: Element) -> bool:
    return any(above.name == "math" for above in element.ancestors())


def _numbers(owner: Element) -> dict[int, str]:
    """Labels of the items of a numbered list. Source: WHATWG HTML, 4.4.5 (start, reversed, type, value)."""
    items = [child for child in owner.elements() if child.name == "li"]
    backwards = "reversed" in owner.attributes
    number = _whole(owner.get("start"), len(items) if backwards else 1)
    found: dict[int, str] = {}
    for item in items:
        number = _whole(item.get("value"), number)
        found[id(item)] = _numeral(number, item.get("type") or owner.get("type")) + "."
        number += -1 if backwards else 1
    return found


def _whole(value: str, default: int) -> int:
    return int(value) if re.fullmatch(r"-?[0-9]{1,6}", value) else default


def _numeral(number: int, style: str) -> str:
    if style in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters.upper() if style == "A" else letters
    if style in ("i", "I") and 0 < number < 4000:
        letters = ""
        for value, letter in (*_ROMAN, *_ROMAN_ENDS):
            letters += letter * (number // value)
            number %= value
        return letters.upper() if style == "I" else letters
    return str(number)


def _places_things(table: Element) -> bool:
    """Whether a table is there to place things on the page, and not to show data."""
    if table.get("role").lower() in ("presentation", "none"):
        return True
    rows = cells = longest = 0
    stack = list(table.elements())
    while stack:
        element = stack.pop()
        if element.name in ("td", "th"):
            cells += 1
            paragraphs = sum(child.name in ("p", "div") and bool(child.text()) for child in element.elements())
            text = element.text()
            longest = max(longest, len(text))
            holds_parts = any(child.name in _IN_LAYOUT for child in element.iter() if child is not element)
            if holds_parts and len(text) > _LONGEST_CELL:
                return True
            if paragraphs > 1 and len(text) > _LONGEST_CELL:
                return True
        else:
            rows += element.name == "tr"
            stack.extend(element.elements())
    return cells <= 1 or (cells <= rows and longest > _LONGEST_CELL / 2) or (rows == 1 and longest > _LONGEST_CELL)
