"""Page heads, page feet and page numbers in texts that were pages: found by repetition and place."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policytext.structure.drafts import DraftBlock
from policytext.structure.lines import ends_sentence
from policytext.types.vocabulary import BlockKind

PAGE_NUMBER = re.compile(
    r"\W*(?:(?:pagina|pag\.?|blz\.?|bladzijde|page|p\.)\s*\d{1,4}(?:\s*(?:van|/|of)\s*\d{1,4})?|\d{1,4}\s*(?:van|/)\s*\d{1,4}"
    r"|[-–—|]\s*\d{1,4}\s*[-–—|]|\d{1,4})[^\w.)]*\Z",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_LONGEST_LINE = 120
# A head or foot stands on most pages; three of them are no coincidence.
_FEWEST_REPEATS = 3
_SHARE_OF_PAGES = 0.3
# Lines of a page's head or foot: page number, department, reference, date.
_EDGE_LINES = 8
_CANDIDATES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.CAPTION})


def mark_furniture(drafts: Sequence[DraftBlock], texts: Sequence[str]) -> None:
    """Mark page numbers and repeated heads and feet, in place.

    Where the format has page breaks, only the first and last two blocks of a page are looked at.
    """
    edges = _page_edges(drafts)
    keys = [_DIGITS.sub("#", text).lower() for text in texts]
    numbers = [
        index for index in edges if _is_candidate(drafts[index], texts[index]) and PAGE_NUMBER.match(texts[index])
    ]
    has_pages = drafts[-1].page > 1 if drafts else False
    numbered = has_pages or _is_rising(texts, numbers)
    for index in numbers if numbered else ():
        _set(drafts[index])
    counts = Counter(keys[index] for index in edges if _is_candidate(drafts[index], texts[index]) and texts[index])
    beside_number = {index + step for index in numbers for step in (-1, 1)} if numbered else set()
    for index in edges:
        repeated = counts[keys[index]] >= _FEWEST_REPEATS
        if repeated and _is_candidate(drafts[index], texts[index]) and (has_pages or index in beside_number):
            _set(drafts[index])


def find_repeated_lines(contents: Sequence[str], pages: Sequence[int]) -> frozenset[int]:
    """Numbers of the lines that are heads or feet: the same on most pages, digits aside, near a page's edge.

    Lines of the first page are left alone: what the other pages repeat of it (sender, reference) is said there.

    Args:
        contents: lines without their ends.
        pages: page of each line.
    """
    places: dict[str, list[int]] = {}
    for number in _line_edges(contents, pages):
        line = contents[number].strip()
        key = _DIGITS.sub("#", line).lower()
        if len(key) <= _LONGEST_LINE and not _is_sentence(line):
            places.setdefault(key, []).append(number)
    last_page = pages[-1] if pages else 0
    found: set[int] = set()
    for numbers in places.values():
        on_pages = {pages[number] for number in numbers}
        if len(on_pages) >= max(_FEWEST_REPEATS, _SHARE_OF_PAGES * last_page):
            found.update(number for number in numbers if pages[number] > 1)
    return frozenset(found)


def _line_edges(contents: Sequence[str], pages: Sequence[int]) -> list[int]:
    """Numbers of the first and last lines of each page that hold words, in a file of more than two pages."""
    if not pages or pages[-1] < _FEWEST_REPEATS:
        return []
    by_page: dict[int, list[int]] = {}
    for number, content in enumerate(contents):
        if content.strip():
            by_page.setdefault(pages[number], []).append(number)
    edges: set[int] = set()
    for numbers in by_page.values():
        edges.update(numbers[:_EDGE_LINES])
        edges.update(numbers[-_EDGE_LINES:])
    return sorted(edges)


def _page_edges(drafts: Sequence[DraftBlock]) -> list[int]:
    """Indices of the two first and last blocks of each page; all where there is one page."""
    if not drafts or drafts[-1].page == 1:
        return list(range(len(drafts)))
    edges: set[int] = set()
    starts = [index for index, draft in enumerate(drafts) if index == 0 or drafts[index - 1].page != draft.page]
    for start, end in zip(starts, [*starts[1:], len(drafts)], strict=True):
        edges.update(range(start, min(start + 2, end)))
        edges.update(range(max(start, end - 2), end))
    return sorted(edges)


def _is_candidate(draft: DraftBlock, text: str) -> bool:
    return draft.kind in _CANDIDATES and 0 < len(text) <= _LONGEST_LINE and not _is_sentence(text)


def repetition_key(text: str) -> str:
    """The form in which a head or foot comes back on other pages: its digits masked, in lower case."""
    return _DIGITS.sub("#", text.strip()).lower()


def is_furniture_text(text: str) -> bool:
    """Whether a line can be a head or foot: short, and no sentence of the author."""
    return 0 < len(text) <= _LONGEST_LINE and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    """Whether a line says something: one that comes back is then a repetition of the author."""
    return len(text) > _LONGEST_LINE // 2 and ends_sentence(text)


def _is_rising(texts: Sequence[str], numbers: Sequence[int]) -> bool:
    """Whether lone numbers count pages: at least three that rise, so that a figure in a list is not taken for one."""
    values = [int(match.group()) for index in numbers if (match := _DIGITS.search(texts[index]))]
    rises = sum(1 for before, after in pairwise(values) if after == before + 1)
    return len(values) >= _FEWEST_REPEATS and rises >= 0.6 * (len(values) - 1)


def _set(draft: DraftBlock) -> None:
    draft.kind = BlockKind.FURNITURE
    draft.level = 0
    draft.is_final = True
