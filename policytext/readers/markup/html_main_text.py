"""Which parts of a page are the document, and which are the page around it.

Two judges: trafilatura, which knows what the text of a page looks like, and the names that the page gives its own
parts. Trafilatura says where the text is. Within that part of the page only what is named otherwise (menus, banners,
related pages) or is a bare list of links is left out, for trafilatura drops headings, lists and tables that belong to
the text. Outside it, only prose counts. Nothing is dropped: what is not the document becomes furniture.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.readers.markup.html_blocks import PROSE_WORDS, WORD, PageBlock, accept_blocks, find_blocks
from policytext.readers.markup.html_named_parts import FEWEST_WORDS, NamedParts, sum_upwards
from policytext.readers.markup.html_tree import HEADINGS, INLINE
from policytext.readers.markup.markup_tree import Element

_MAIN = ("main", "article")
_LISTS = frozenset({"ul", "ol", "div", "section", "table", "dl", "td"})
# What a browser would not call a part of a page of its own.
_SMALL = INLINE | {"p", "tr", "td", "li"}
# Where trafilatura takes a smaller share of the words that are not named otherwise, it has not found the text.
_LEAST_SHARE = 0.15
# The part of the page that holds this share of what trafilatura took is where the text is.
_ROOT_SHARE = 0.9
# So many blocks can stand between the heading of a page and its text (date, author, share buttons, a lead).
_NEAR = 12
# A link that stands in a page so often serves each of its parts ("print", "bijlage").
_OFTEN = 4
# So many links that are such a share of the words are a list of links.
_FEWEST_LINKS, _LINKS = 3, 0.7
# So many words a link has in a menu.
_WORDS_OF_MENU = 3
# So many words of the title are enough to know it by.
_WORDS_OF_TITLE = 4


@dataclass(frozen=True, slots=True)
class PageParts:
    """The outermost elements, by `id()`, that are no part of the document, and those that hold readers' comments."""

    furniture: frozenset[int]
    comments: frozenset[int]


def find_parts(root: Element, page: str, title: str, controlled: frozenset[str], notes: frozenset[int]) -> PageParts:
    """What of a page is not the document itself.

    Args:
        root: of the page's tree.
        page: the decoded file.
        title: what the page says its title is, to know its heading by.
        controlled: ids of parts that a button opens.
        notes: `id()` of the elements that are notes.
    """
    body = next(root.iter("body"), root)
    blocks = find_blocks(body, controlled)
    accept_blocks(blocks, page)
    named = NamedParts(body, blocks, notes)
    main = _MainText(body, blocks, named, title)
    kept = {id(block.element) for block in blocks if main.keeps(block)}
    furniture = _outermost(body, {id(block.element) for block in blocks}, kept)
    comments = frozenset(id(element) for element in body.iter() if named.is_comments(element))
    return PageParts(frozenset(furniture), comments)


class _MainText:
    """Where the text of a page is."""

    def __init__(self, body: Element, blocks: Sequence[PageBlock], named: NamedParts, title: str) -> None:
        self._body = body
        self._blocks = blocks
        self._named = named
        self._title = tuple(WORD.findall(title.lower()))
        self._link_counts: dict[int, tuple[int, bool]] = {}
        self._repeated = _repeated(blocks)
        plain = sum(len(block.words) for block in blocks if not named.is_furniture(block.element))
        is_found = named.taken_words >= max(FEWEST_WORDS, _LEAST_SHARE * plain)
        self._root = self._text_root() if is_found else self._marked_root()
        self._within = {id(element) for element in self._root.iter()}
        self._within |= self._head()

    def keeps(self, block: PageBlock) -> bool:
        """Whether a block belongs to the document, its notes or its readers' comments."""
        element = block.element
        if self._named.is_kept(element):
            return True
        if self._named.is_furniture(element) or self._is_button(block):
            return False
        if id(element) in self._within:
            return not self._is_list_of_links(block, is_taken=block.is_accepted)
        if element.name in HEADINGS:
            return self._is_title(block)
        return block.is_prose and not any(above.name == "aside" for above in element.ancestors())

    def _is_button(self, block: PageBlock) -> bool:
        """Whether a block is a link that serves the page: to another place in it, or the same one again and again."""
        if block.linked < len(block.words):
            return False
        if tuple(block.words) in self._repeated:
            return True
        if block.leads_within < len(block.words) or len(block.words) == 1:
            return False
        return not any(part.name in ("li", "td") for part in (block.element, *block.element.ancestors()))

    def _is_title(self, block: PageBlock) -> bool:
        """Whether a heading outside the text is that of the page: its words are in the title, and it is no logo."""
        count = len(block.words)
        if block.linked == count:
            return False
        return any(
            self._title[start : start + count] == tuple(block.words) for start in range(len(self._title) - count + 1)
        )

    def _text_root(self) -> Element:
        """The smallest part of the page with nearly all of what was accepted, or the article around it."""
        taken: Counter[int] = Counter()
        for block in self._blocks:
            if block.is_accepted and not self._named.is_furniture(block.element):
                taken[id(block.element)] += len(block.words)
        sum_upwards(self._body, taken)
        found = self._body
        while True:
            most = max(found.elements(), key=lambda child: taken[id(child)], default=None)
            if most is None or most.name in _SMALL:
                break
            if taken[id(most)] < max(1, _ROOT_SHARE * taken[id(self._body)]):
                break
            found = most
        for above in (found, *found.ancestors()):
            if above.name in _MAIN or above.get("role").lower() == "main":
                return above
        return found

    def _marked_root(self) -> Element:
        """The part that the page itself calls its main one, else all of it."""
        sizes = self._named.sizes
        marked = [part for part in self._body.iter() if part.name in _MAIN or part.get("role").lower() == "main"]
        most = max(marked, key=lambda part: sizes[id(part)], default=self._body)
        return most if sizes[id(most)] >= FEWEST_WORDS else self._body

    def _head(self) -> set[int]:
        """The blocks between the heading of the page and its text, where that heading stands before the text."""
        first = next((n for n, block in enumerate(self._blocks) if id(block.element) in self._within), 0)
        if any(self._blocks[n].element.name == "h1" for n in range(first, min(len(self._blocks), first + _NEAR))):
            return set()
        near = range(max(0, first - _NEAR), first)
        starts = [number for number in near if self._is_heading_of_page(self._blocks[number])]
        starts = starts or [
            number
            for number in near
            if len(self._blocks[number].words) >= _WORDS_OF_TITLE and self._is_title(self._blocks[number])
        ]
        return {id(block.element) for block in self._blocks[starts[0] : first]} if starts else set()

    def _is_heading_of_page(self, block: PageBlock) -> bool:
        is_logo = block.linked == len(block.words)
        return block.element.name == "h1" and not is_logo and not self._named.is_furniture(block.element)

    def _is_list_of_links(self, block: PageBlock, *, is_taken: bool) -> bool:
        """Whether a block is nothing but links to other pages, or one of several in a list that is.

        What trafilatura takes for text may be a list of sources or documents; links of a few words each are a menu.
        """
        if block.linked < _LINKS * len(block.words) or len(block.words) > PROSE_WORDS:
            return False
        for part in (block.element, *block.element.ancestors()):
            if part.name in _LISTS:
                count, is_own = self._count_links(part)
                if count >= _FEWEST_LINKS:
                    size = self._named.sizes[id(part)]
                    is_menu = size <= _WORDS_OF_MENU * count
                    return not is_own and self._named.links[id(part)] >= _LINKS * size and (is_menu or not is_taken)
        return False

    def _count_links(self, element: Element) -> tuple[int, bool]:
        """How many links an element holds, and whether one leads to a place in the page itself."""
        known = self._link_counts.get(id(element))
        if known is None:
            targets = [link.get("href") for link in element.iter("a") if link.get("href")]
            known = self._link_counts[id(element)] = len(targets), any(target[0] == "#" for target in targets)
        return known


def _repeated(blocks: Sequence[PageBlock]) -> frozenset[tuple[str, ...]]:
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
            if id(element) in with_words and id(element) not in kept:
                found += [id(child) for child in element.elements() if child.name in INLINE]
        elif element is not body:
            found.append(id(element))
    return found
