"""Notes of a page: links that lead from a marker to a note, and the notes that they lead to.

Pages write them in many ways: EPUB and ARIA roles, the exports of Word ("_ftn1"), Wikipedia, WordPress and Markdown,
official publications. What they share is taken for the sign: a link whose words are no more than a marker (a number, a
letter, a star) leads to a place further on in the page, and that place begins a short block that says nothing of its
own kind (no heading), that is named a note, leads back, or begins with the same marker.

Source of the roles: DPUB-ARIA 1.1 (doc-noteref, doc-footnote, doc-backlink), EPUB 3 Structural Semantics (noteref).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from policytext.readers.markup.html_parts import parts_of
from policytext.readers.markup.html_tree import HEADINGS, INLINE
from policytext.readers.markup.markup_tree import Element, Words

_MARKER = re.compile(
    r"[\[(]?(?P<label>\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§]{1,3}|(?:noot|note|n\.?|voetnoot) ?\d{1,3})[\])]?[.:]?"
)
_NOTE_NAME = re.compile(
    r"(?:^|[-_:])(?:_?ftn|fn|footnote|endnote|edn|_?edn|note|noot|voetnoot|eindnoot|cite[-_]note|n)\W?\d", re.IGNORECASE
)
_BACK_NAME = re.compile(r"(?:ftn|fn|edn|footnote|note|noot|cite)[-_]?(?:ref|back|anchor)|ref[-_]?\d", re.IGNORECASE)
_BACK_ROLES = ("doc-backlink", "backlink", "referrer")
_NOTE_ROLES = ("doc-noteref", "noteref")
# A block longer than this is a part of the text that a number leads to, not a note.
_LONGEST_NOTE = 4_000
_MOST_LINKS = 20_000


@dataclass(slots=True)
class Note:
    """A note of a page: the element that holds it and, where that holds more, the part of it that is the note."""

    note_id: str
    label: str
    holder: Element
    content: Sequence[Element | Words] | None = None


@dataclass(slots=True)
class Notes:
    """What was found, by `id()` of the element: references (their words and the note's id), notes, links back."""

    references: dict[int, tuple[tuple[Words, ...], str]] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    back_links: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Candidate:
    link: Element
    label: str
    target: Element
    is_named: bool


class _Starts:
    """At which of its children the notes of a block begin, looked up once for each block."""

    def __init__(self, anchors: Sequence[Element]) -> None:
        self._anchors = {id(anchor) for anchor in anchors}
        self._starts: dict[int, list[int]] = {}
        self._numbers: dict[int, dict[int, int]] = {}
        self._counts: dict[int, int] = {}

    def of(self, holder: Element) -> list[int]:
        """Numbers of the children in which a note begins."""
        if id(holder) not in self._starts:
            self._starts[id(holder)] = [
                number
                for number, child in enumerate(holder.children)
                if isinstance(child, Element) and any(id(part) in self._anchors for part in child.iter())
            ]
        return self._starts[id(holder)]

    def number_of(self, holder: Element, child: Element) -> int:
        """The number of a child."""
        if id(holder) not in self._numbers:
            self._numbers[id(holder)] = {id(part): number for number, part in enumerate(holder.children)}
        return self._numbers[id(holder)][id(child)]

    def count(self, holder: Element) -> int:
        """How many notes begin in a block."""
        if id(holder) not in self._counts:
            self._counts[id(holder)] = sum(id(part) in self._anchors for part in holder.iter() if part is not holder)
        return self._counts[id(holder)]


def find_notes(root: Element) -> Notes:
    """The notes of a page with their references."""
    places, order = _places(root)
    candidates = list(_candidates(root, places, order))
    found = Notes()
    targets: dict[int, list[_Candidate]] = {}
    for candidate in candidates:
        targets.setdefault(id(candidate.target), []).append(candidate)
    starts = _Starts([group[0].target for group in targets.values()])
    taken: dict[int, Note] = {}
    for key, group in targets.items():
        note = _note(group, starts)
        if note is None:
            continue
        taken[key] = note
        for candidate in group:
            found.references[id(candidate.link)] = (_marker_words(candidate.link), note.note_id)
    _find_back_links(root, places, taken, found)
    for note in taken.values():
        found.notes[id(_own_element(note))] = note
    return found


def _own_element(note: Note) -> Element:
    """The element that is the note alone: where several stand in one block, one is put around this one."""
    if note.content is None:
        return note.holder
    children = note.holder.children
    first = next(number for number, child in enumerate(children) if child is note.content[0])
    own = Element("note", {}, note.holder, note.holder.start, list(note.content))
    for child in own.elements():
        child.parent = own
    children[first : first + len(note.content)] = [own]
    return own


def _places(root: Element) -> tuple[dict[str, Element], dict[int, int]]:
    """Elements by the names under which links reach them, and the order of all elements."""
    places: dict[str, Element] = {}
    order: dict[int, int] = {}
    for number, element in enumerate(root.iter()):
        order[id(element)] = number
        for name in (element.get("id"), element.get("name") if element.name == "a" else ""):
            if name:
                places.setdefault(name, element)
    return places, order


def _target(link: Element, places: dict[str, Element]) -> Element | None:
    href = link.get("href").strip()
    _, hash_sign, name = href.partition("#")
    if not hash_sign or not name or href.startswith(("javascript:", "mailto:")):
        return None
    return places.get(name) or places.get(unquote(name))


def _candidates(root: Element, places: dict[str, Element], order: dict[int, int]) -> Iterator[_Candidate]:
    for count, link in enumerate(root.iter("a")):
        if count >= _MOST_LINKS:
            return
        target = _target(link, places)
        if target is None:
            continue
        words = link.text()
        match = _MARKER.fullmatch(words.lower()) if len(words) < 20 else None
        roles = f"{link.get('epub:type')} {link.get('role')}".split()
        if any(role in roles for role in _BACK_ROLES):
            continue
        is_reference = any(role in roles for role in _NOTE_ROLES)
        if match is None and not (is_reference and words):
            continue
        if not is_reference and order[id(target)] <= order[id(link)]:
            continue
        label = match["label"] if match else words
        name = target.get("id") or target.get("name")
        is_named = is_reference or bool(_NOTE_NAME.search(name)) or _is_named_note(target)
        yield _Candidate(link, label.split()[-1], target, is_named and not _BACK_NAME.search(name))


def _is_named_note(element: Element) -> bool:
    for above, _ in zip((element, *element.ancestors()), range(5), strict=False):
        parts = parts_of(above)
        if "note" in parts or "notes" in parts:
            return True
    return False


def _note(group: Sequence[_Candidate], starts: _Starts) -> Note | None:
    """The note that a group of references leads to; None where the place is none."""
    first = group[0]
    target = first.target
    holder: Element = target
    if target.name in INLINE:
        holder = next((above for above in target.ancestors() if above.name not in INLINE), target)
        if holder.name in ("td", "th") and holder.parent is not None:
            holder = holder.parent
    if holder.name in HEADINGS or holder.name in ("body", "html", "#document", "table", "main", "article"):
        content = _content_from(target, holder, starts)
        if content is None:
            return None
    else:
        content = _content_from(target, holder, starts) if starts.count(holder) > 1 else None
    nodes = holder.children if content is None else content
    words = _text_of(nodes)
    if not words or len(words) > _LONGEST_NOTE or _holds_heading(nodes):
        return None
    leads_back = any(_leads_back(node, first.link) for node in nodes if isinstance(node, Element))
    begins_alike = _begins_with(words, first.label)
    if not (first.is_named or leads_back or begins_alike):
        return None
    return Note(target.get("id") or target.get("name"), first.label, holder, content)


def _content_from(target: Element, holder: Element, starts: _Starts) -> Sequence[Element | Words] | None:
    """The children of a block from the one with the target up to that with the next; None where they cannot be cut."""
    if target is holder:
        return None
    child = target
    while child.parent is not None and child.parent is not holder:
        child = child.parent
    numbers = starts.of(holder)
    own = starts.number_of(holder, child)
    place = bisect_right(numbers, own)
    return holder.children[own : numbers[place] if place < len(numbers) else len(holder.children)]


def _text_of(nodes: Sequence[Element | Words]) -> str:
    parts = [node.text if isinstance(node, Words) else node.text() + " " for node in nodes]
    return " ".join("".join(parts).split())


def _holds_heading(nodes: Sequence[Element | Words]) -> bool:
    return any(isinstance(node, Element) and any(True for _ in node.iter(*HEADINGS)) for node in nodes)


def _begins_with(words: str, label: str) -> bool:
    start = words.lower().lstrip("^↑ [(")
    return start.startswith(label) and not start[len(label) : len(label) + 1].isalnum()


def _leads_back(node: Element, reference: Element) -> bool:
    """Whether an element holds a link to the place of a reference."""
    names = {
        element.get(name)
        for element in (reference, *list(reference.ancestors())[:2], *reference.iter())
        for name in ("id", "name")
    } - {""}
    return any(link.get("href").partition("#")[2] in names for link in node.iter("a") if link.get("href"))


def _marker_words(link: Element) -> tuple[Words, ...]:
    """The words of a marker without the brackets around them."""
    found: list[Words] = []
    for words in link.words():
        text = words.text
        start = len(text) - len(text.lstrip(" \t\r\n[("))
        end = len(text.rstrip(" \t\r\n])"))
        if start < end:
            found.append(words.cut(start, end))
    return tuple(found)


def _find_back_links(root: Element, places: dict[str, Element], taken: dict[int, Note], found: Notes) -> None:
    """Links in notes that lead back to their references."""
    references = {id(element) for element in root.iter() if id(element) in found.references}
    near = set(references)
    for element in root.iter("a"):
        if id(element) in references:
            near |= {id(above) for above in list(element.ancestors())[:2] if above.name in INLINE}
            near |= {id(child) for child in element.iter()}
            before = _sibling_before(element)
            if before is not None:
                near.add(id(before))
    for note in taken.values():
        nodes = note.holder.children if note.content is None else note.content
        for node in nodes:
            if not isinstance(node, Element):
                continue
            for link in node.iter("a"):
                target = _target(link, places)
                name = link.get("href").partition("#")[2]
                roles = f"{link.get('epub:type')} {link.get('role')} {link.get('class')}"
                is_back = any(role in roles for role in _BACK_ROLES) or bool(_BACK_NAME.search(name))
                if target is not None and (id(target) in near or (is_back and len(link.text()) < 12)):
                    found.back_links.add(id(link))


def _sibling_before(element: Element) -> Element | None:
    """An anchor that stands directly before an element."""
    if element.parent is None:
        return None
    siblings = element.parent.children
    for number, node in enumerate(siblings):
        if node is element:
            before = siblings[number - 1] if number else None
            return before if isinstance(before, Element) else None
    return None
