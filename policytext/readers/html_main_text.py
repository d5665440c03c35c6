"""Which parts of a page are the document, and which are the page around it.

Two judges: trafilatura, which knows what the text of a page looks like, and the names that the page gives its own
parts. Trafilatura says where the text is: its words are looked up in the blocks of our own tree, since it gives neither
places nor notes. Within that part of the page only what is named otherwise (menus, banners, related pages) or is a bare
list of links is left out, for trafilatura drops headings, lists and tables that belong to the text. Outside it, only
prose counts. Nothing is dropped: what is not the document becomes furniture.
"""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from policytext.readers.html_parts import is_hidden, parts_of
from policytext.readers.html_tree import INLINE
from policytext.readers.markup_tree import Element, Words

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*\s*\Z")
_NO_TEXT = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "canvas",
        "audio",
        "video",
        "object",
        "iframe",
        "select",
        "textarea",
    ]
)
_FURNITURE_TAGS = frozenset({"nav", "footer", "form", "menu", "dialog"})
_MAIN = ("main", "article")
_LISTS = frozenset({"ul", "ol", "div", "section", "table", "dl"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Runs of so many words are compared; a block is in the main text if this share of them is.
_SHINGLE, _ACCEPTED = 4, 0.6
# Less than this is no text of a page: words, and share of the words of the page that are not named otherwise.
_FEWEST_WORDS, _LEAST_SHARE = 25, 0.15
# The part of the page that holds this share of what trafilatura took is where the text is.
_ROOT_SHARE = 0.9
# A part that holds this share of the text is not furniture, whatever it is called.
_OWN_SHARE = 0.4
_PROSE_WORDS, _PROSE_LINKS = 20, 0.3
# So many blocks can stand between the heading of a page and its text (date, author, share buttons, a lead).
_NEAR = 12
# A link that stands in a page so often serves each of its parts ("print", "bijlage").
_OFTEN = 4
_LINKS, _FEWEST_LINKS = 0.7, 3
# The library keeps whole trees of its own and its time grows faster than the page: larger ones go by names alone.
_LARGEST = 3_000_000

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Block:
    """The words that stand directly in a block of the page, and how many of them are links, and links within it."""

    element: Element
    words: list[str] = field(default_factory=list)
    linked: int = 0
    leads_within: int = 0
    ends_sentence: bool = False
    is_accepted: bool = False

    @property
    def is_prose(self) -> bool:
        return len(self.words) >= _PROSE_WORDS and self.linked < _PROSE_LINKS * len(self.words) and self.ends_sentence


def find_furniture(root: Element, page: str, title: str, controlled: frozenset[str]) -> frozenset[int]:
    """The elements (by `id()`) that are no part of the document, the outermost of each.

    Args:
        root: of the page's tree.
        page: the decoded file.
        title: what the page says its title is, to know its heading by.
        controlled: ids of parts that a button opens.
    """
    body = next(root.iter("body"), root)
    blocks = _blocks(body, controlled)
    _accept(blocks, page)
    main = _MainText(body, blocks, title)
    kept = {id(block.element) for block in blocks if main.keeps(block)}
    return frozenset(_outermost(body, {id(block.element) for block in blocks}, kept))


def _blocks(body: Element, controlled: frozenset[str]) -> list[_Block]:
    """Blocks of the page with words of their own, in order."""
    found: list[_Block] = []
    _collect(body, body, "", found, {}, controlled)
    return [block for block in found if block.words]


def _collect(
    element: Element,
    holder: Element,
    target: str,
    found: list[_Block],
    by_holder: dict[int, _Block],
    controlled: frozenset[str],
) -> None:
    """Words of an element, for the block that holds them; `target` is where the link leads that they stand in."""
    for child in element.children:
        if isinstance(child, Words):
            _add_words(child, holder, target, found, by_holder)
        elif child.name not in _NO_TEXT and not is_hidden(child, controlled):
            inner = (child.get("href") or target) if child.name == "a" else target
            _collect(child, holder if child.name in INLINE else child, inner, found, by_holder, controlled)


def _add_words(words: Words, holder: Element, target: str, found: list[_Block], by_holder: dict[int, _Block]) -> None:
    block = by_holder.get(id(holder))
    split = _WORD.findall(words.text.lower())
    if block is None:
        if not split:
            return
        block = by_holder[id(holder)] = _Block(holder)
        found.append(block)
    block.words += split
    block.linked += len(split) * bool(target)
    block.leads_within += len(split) * target.startswith("#")
    if words.text.strip():
        block.ends_sentence = _SENTENCE_END.search(words.text[-20:]) is not None


def _accept(blocks: Sequence[_Block], page: str) -> None:
    """Mark the blocks whose words trafilatura takes for text."""
    words = _WORD.findall(_extract(page).lower())
    known: dict[int, set[tuple[str, ...]]] = {}
    for block in blocks:
        size = min(_SHINGLE, len(block.words))
        if size not in known:
            known[size] = {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}
        total = len(block.words) - size + 1
        held = sum(tuple(block.words[start : start + size]) in known[size] for start in range(total))
        block.is_accepted = held >= _ACCEPTED * total


def _extract(page: str) -> str:
    """What trafilatura takes for the text of a page; empty where it finds none or fails."""
    if len(page) > _LARGEST:
        return ""
    import trafilatura  # noqa: PLC0415 - it loads lxml and a fifth of a second of other modules; only pages need it

    try:
        return (
            trafilatura.extract(
                page,
                output_format="txt",
                include_comments=False,
                include_tables=True,
                include_formatting=False,
                deduplicate=False,
            )
            or ""
        )
    except Exception as error:  # what a page can make of a library of heuristics is not ours to list
        _log.warning("trafilatura cannot read a page: %s", error)
        return ""


class _MainText:
    """Where the text of a page is."""

    def __init__(self, body: Element, blocks: Sequence[_Block], title: str) -> None:
        self._body = body
        self._title = tuple(_WORD.findall(title.lower()))
        self._blocks = blocks
        self._accepted_words = sum(len(block.words) for block in blocks if block.is_accepted)
        self._shares: dict[int, int] = {}
        self._sizes: dict[int, int] = {}
        self._links: dict[int, int] = {}
        for block in blocks:
            for element in (block.element, *block.element.ancestors()):
                key = id(element)
                self._sizes[key] = self._sizes.get(key, 0) + len(block.words)
                self._links[key] = self._links.get(key, 0) + block.linked
                if block.is_accepted:
                    self._shares[key] = self._shares.get(key, 0) + len(block.words)
        self._named: dict[int, bool] = {}
        self._link_counts: dict[int, tuple[int, bool]] = {}
        plain = sum(len(block.words) for block in blocks if not self._is_furniture(block.element))
        self._is_found = self._accepted_words >= max(_FEWEST_WORDS, _LEAST_SHARE * plain)
        self._repeated = _repeated(blocks)
        self._root = self._text_root() if self._is_found else self._marked_root()
        self._within = {id(element) for element in self._root.iter()}
        self._before = self._head()

    def keeps(self, block: _Block) -> bool:
        """Whether a block belongs to the document."""
        if self._is_furniture(block.element) or self._is_button(block):
            return False
        if id(block.element) in self._within or id(block.element) in self._before:
            return block.is_accepted or not self._is_list_of_links(block)
        if block.element.name == "h1" or (block.element.name in _HEADINGS and self._title):
            return self._is_title(block)
        return block.is_prose

    def _is_button(self, block: _Block) -> bool:
        """Whether a block is a link that serves the page: to another place in it, or the same one again and again."""
        if block.linked < len(block.words):
            return False
        if tuple(block.words) in self._repeated:
            return True
        in_list = block.element.name in ("li", "td") or any(
            above.name in ("li", "td") for above in block.element.ancestors()
        )
        return block.leads_within == len(block.words) > 1 and not in_list

    def _is_title(self, block: _Block) -> bool:
        """Whether a heading outside the text is that of the page: its words are in the title, and it is no logo."""
        count = len(block.words)
        if not count or block.linked == count:
            return False
        return any(
            self._title[start : start + count] == tuple(block.words) for start in range(len(self._title) - count + 1)
        )

    def _text_root(self) -> Element:
        """The smallest part of the page with nearly all of what was accepted, or the article around it."""
        taken = [block for block in self._blocks if block.is_accepted and not self._is_furniture(block.element)]
        shares: Counter[int] = Counter()
        for block in taken:
            for element in (block.element, *block.element.ancestors()):
                shares[id(element)] += len(block.words)
        found = self._body
        while True:
            most = max(found.elements(), key=lambda child: shares[id(child)], default=None)
            if most is None or shares[id(most)] < max(1, _ROOT_SHARE * shares[id(self._body)]):
                break
            if most.name in INLINE or most.name in ("p", "tr", "td", "li"):
                break
            found = most
        for above in (found, *found.ancestors()):
            if above.name in _MAIN or above.get("role") == "main":
                return above
        return found

    def _head(self) -> set[int]:
        """The blocks between the heading of the page and its text, where that heading stands before the text."""
        first = next((n for n, block in enumerate(self._blocks) if id(block.element) in self._within), 0)
        if any(self._blocks[n].element.name == "h1" for n in range(first, min(len(self._blocks), first + _NEAR))):
            return set()
        near = range(max(0, first - _NEAR), first)
        starts = [number for number in near if self._is_heading_of_page(self._blocks[number])]
        return {id(block.element) for block in self._blocks[starts[0] : first]} if starts else set()

    def _is_heading_of_page(self, block: _Block) -> bool:
        is_logo = block.linked == len(block.words)
        return block.element.name == "h1" and not is_logo and not self._is_furniture(block.element)

    def _marked_root(self) -> Element:
        """The part that the page itself calls its main one, else all of it."""
        marked = [
            element for element in self._body.iter() if element.name in _MAIN or element.get("role").lower() == "main"
        ]
        most = max(marked, key=lambda element: self._sizes.get(id(element), 0), default=self._body)
        return most if self._sizes.get(id(most), 0) >= _FEWEST_WORDS else self._body

    def _is_furniture(self, element: Element) -> bool:
        """Whether an element, or one around it, is named as something else than the text."""
        path: list[Element] = []
        found = False
        for part in (element, *element.ancestors()):
            known = self._named.get(id(part))
            if known is not None:
                found = known
                break
            path.append(part)
            if part is self._body:
                break
        for part in reversed(path):
            found = found or self._is_named(part)
            self._named[id(part)] = found
        return found

    def _is_named(self, element: Element) -> bool:
        if element is self._body or element.name in ("html", "main", "#document"):
            return False
        size, share = self._sizes.get(id(element), 0), self._shares.get(id(element), 0)
        if share >= _OWN_SHARE * max(1, self._accepted_words) and self._accepted_words >= _FEWEST_WORDS:
            return False  # the text itself stands in it
        parts = parts_of(element)
        if "whole" in parts or element.name in ("nav", "menu", "dialog"):
            return True
        if any(part in parts for part in ("comments", "comment", "notes", "note")):
            return False
        if element.name == "header" or "header" in parts:
            return share == 0 and not _has_heading(element)
        if element.name == "aside":
            return share < 0.5 * size or self._links.get(id(element), 0) > 0.4 * size
        if not (element.name in _FURNITURE_TAGS or "furniture" in parts):
            return False
        return element.name not in ("p", "span") and (share < 0.5 * size or size < _PROSE_WORDS)

    def _is_list_of_links(self, block: _Block) -> bool:
        """Whether a block is one of several that are nothing but links to other pages."""
        if block.linked < _LINKS * len(block.words) or len(block.words) > _PROSE_WORDS:
            return False
        for above in block.element.ancestors():
            if above.name in _LISTS:
                count, is_own = self._count_links(above)
                if count >= _FEWEST_LINKS:
                    return not is_own and self._links.get(id(above), 0) >= _LINKS * self._sizes.get(id(above), 0)
        return False

    def _count_links(self, element: Element) -> tuple[int, bool]:
        """How many links an element holds, and whether one leads to a place in the page itself."""
        known = self._link_counts.get(id(element))
        if known is None:
            targets = [link.get("href") for link in element.iter("a") if link.get("href")]
            known = self._link_counts[id(element)] = len(targets), any(target[0] == "#" for target in targets)
        return known


def _has_heading(element: Element) -> bool:
    """Whether an element holds a heading that is not only a link (the name of the site that leads to its front)."""
    for heading in element.iter(*_HEADINGS):
        if sum(len(link.text()) for link in heading.iter("a") if link.get("href")) < len(heading.text()):
            return True
    return False


def _repeated(blocks: Sequence[_Block]) -> frozenset[tuple[str, ...]]:
    """Words of blocks that are links and stand in the page again and again."""
    counts = Counter(tuple(block.words) for block in blocks if block.linked == len(block.words))
    return frozenset(words for words, count in counts.items() if count >= _OFTEN)


def _outermost(body: Element, with_words: set[int], kept: set[int]) -> list[int]:
    """The outermost elements that hold words and none of the document's."""
    holds_kept: dict[int, bool] = {}
    holds_words: dict[int, bool] = {}
    for element in reversed(list(body.iter())):
        key = id(element)
        holds_kept[key] = key in kept or any(holds_kept[id(child)] for child in element.elements())
        holds_words[key] = key in with_words or any(holds_words[id(child)] for child in element.elements())
    found: list[int] = []
    stack = [body]
    while stack:
        element = stack.pop()
        if not holds_words[id(element)]:
            continue
        if holds_kept[id(element)]:
            stack.extend(element.elements())
        elif element is not body:
            found.append(id(element))
    return found
