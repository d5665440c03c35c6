"""What a page itself calls its parts, weighed by what they hold: a name is a hint, and text is not furniture.

An element named as a menu, a banner or a form is furniture with all that is in it, unless the text of the page itself
stands in it. Readers' comments are known by their names alone.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from policytext.readers.markup.html_blocks import PROSE_LINKS, PROSE_WORDS, PageBlock
from policytext.readers.markup.html_parts import parts_of
from policytext.readers.markup.html_tree import HEADINGS
from policytext.readers.markup.markup_tree import Element

_FURNITURE_TAGS = frozenset({"footer", "form"})
_ALWAYS_FURNITURE = frozenset({"nav", "menu", "dialog"})
_COMMENT_HOLDERS = frozenset({"div", "section", "ol", "ul", "li", "article", "aside"})
_COMMENT_TYPES = ("schema.org/Comment", "schema.org/UserComments")
_MAIN = frozenset({"html", "main", "#document", "body"})
# Fewer words are no text of a page.
FEWEST_WORDS = 25
# A part that holds this share of the text is not furniture, whatever it is called.
_OWN_SHARE = 0.4
# A part of which trafilatura takes this share is not furniture either, unless it is very short.
_TAKEN_SHARE = 0.5


class NamedParts:
    """Which elements of a page are named as something else than its text.

    Args:
        body: of the page.
        blocks: of it, in order, with what trafilatura took.
        notes: `id()` of the elements that are notes.
    """

    def __init__(self, body: Element, blocks: Sequence[PageBlock], notes: frozenset[int]) -> None:
        self._body = body
        self._notes = notes
        self.sizes: Counter[int] = Counter()
        self.links: Counter[int] = Counter()
        self.taken: Counter[int] = Counter()
        for block in blocks:
            self.sizes[id(block.element)] += len(block.words)
            self.links[id(block.element)] += block.linked
            self.taken[id(block.element)] += len(block.words) * block.is_accepted
        for counts in (self.sizes, self.links, self.taken):
            sum_upwards(body, counts)
        self.taken_words = sum(len(block.words) for block in blocks if block.is_accepted)
        self._furniture: dict[int, bool] = {}
        self._kept: dict[int, bool] = {}

    def is_furniture(self, element: Element) -> bool:
        """Whether an element, or one around it, is named as something else than the text."""
        return self._holds(element, self._furniture, self._is_named)

    def is_kept(self, element: Element) -> bool:
        """Whether an element is a note or a readers' comment, or stands in one."""
        return self._holds(element, self._kept, lambda part: id(part) in self._notes or self.is_comments(part))

    def _holds(self, element: Element, known: dict[int, bool], holds: Callable[[Element], bool]) -> bool:
        path: list[Element] = []
        part: Element | None = element
        while part is not None and id(part) not in known:
            path.append(part)
            part = None if part is self._body else part.parent
        found = part is not None and known[id(part)]
        for inner in reversed(path):
            found = known[id(inner)] = found or holds(inner)
        return found

    def is_comments(self, element: Element) -> bool:
        """Whether an element holds what readers wrote."""
        if element.name not in _COMMENT_HOLDERS or self._holds_text(element):
            return False
        is_typed = element.get("itemtype").rstrip("/").endswith(_COMMENT_TYPES)
        if not is_typed and not parts_of(element) & {"comments", "comment"}:
            return False
        return next(element.iter("h1", "main"), None) is None

    def _holds_text(self, element: Element) -> bool:
        """Whether a large part of the text of the page stands in an element."""
        return self.taken_words >= FEWEST_WORDS and self.taken[id(element)] >= _OWN_SHARE * self.taken_words

    def _is_named(self, element: Element) -> bool:
        if element is self._body or element.name in _MAIN or self._holds_text(element):
            return False
        parts = parts_of(element)
        if "whole" in parts or element.name in _ALWAYS_FURNITURE:
            return True
        if element.name == "header" or "header" in parts:
            return self.taken[id(element)] == 0 and not _has_heading(element)
        if parts & {"comments", "comment", "notes", "note"}:
            return False
        size, taken = self.sizes[id(element)], self.taken[id(element)]
        if element.name == "aside" and "furniture" not in parts:
            return size < PROSE_WORDS or self.links[id(element)] > PROSE_LINKS * size
        if element.name in ("p", "span") or not (element.name in _FURNITURE_TAGS or "furniture" in parts):
            return False
        return taken < _TAKEN_SHARE * size or size < PROSE_WORDS


def sum_upwards(body: Element, counts: Counter[int]) -> None:
    """Add to the count of each element, by `id()`, those of the elements in it."""
    for element in reversed(list(body.iter())):
        if element is not body and element.parent is not None and counts[id(element)]:
            counts[id(element.parent)] += counts[id(element)]


def _has_heading(element: Element) -> bool:
    """Whether an element holds a heading that is not only a link (the name of the site that leads to its front)."""
    for heading in element.iter(*HEADINGS):
        if sum(len(link.text()) for link in heading.iter("a") if link.get("href")) < len(heading.text()):
            return True
    return False
