"""Heads, feet, page numbers and margins of pages, by place and repetition.

A head stands at the same height on several pages, digits aside; a page number stands outermost. What stands beside
the running text in smaller letters is the margin column of a letter (house style of the Rijksoverheid: sender,
addresses, references) or a note in the margin of a report.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from statistics import median

from policytext.structure.furniture import PAGE_NUMBER, is_furniture_text, repetition_key
from policytext.structure.lines import ends_sentence
from policytext.structure.pages.page_lines import SMALL, Measures, PageLine
from policytext.types.raw import Page
from policytext.types.vocabulary import BlockKind

# Shares of a page's height in which heads and feet stand.
_EDGE, _WIDE_EDGE = 0.11, 0.22
_FEWEST_REPEATS = 3
_MANY_REPEATS = 100
_NO_PAGE = 1_000_000_000
# What comes back on most pages is furniture wherever it stands (a watermark, a text along the side).
_MOST_PAGES = 0.6
_SAME_HEIGHT = 4.0
# Lines at the edge of a page among which its number is.
_OUTERMOST = 4
_FEWEST_LETTERS = 3
_FEWEST_WIDE_LINES = 3
_WIDE = 0.55
# Points by which the letters of a heading are larger than the running text.
_HEADING_SIZE = 0.9
_NARROW = 0.32
_MOST_RIGHTS = 0.75
# Lines of a table stand within so many line heights of each other.
_CLOSE = 2.2
_BAND, _MOST_IN_BAND = 12.0, 60
_NOTE = re.compile(r"\W{0,3}(?:\d{1,3}|[*†‡]+)[\s.)\]]*[^\W\d]")
#: Side by which a foot is placed, its x and y in steps of a few points, its size in whole points.
_FootPlace = tuple[str, int, int, int]
_ROMAN = re.compile(r"\W*[ivxl]{1,6}\W*")
# A foot that names the chapter, another one on each page: short, far under the text, at one place on most pages.
_LONGEST_FOOT, _FAR_UNDER, _MOST_FEET = 60, 1.5, 0.5


def mark_page_edges(lines: Sequence[PageLine], pages: Sequence[Page], measures: Measures) -> None:
    """Mark furniture and the lines of margin columns, in place."""
    by_page: dict[int, list[PageLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    heights = {page.number: page.height for page in pages}
    _mark_turned(by_page)
    _mark_repeated(lines, heights, len(by_page), measures)
    for number, on_page in by_page.items():
        _mark_page_numbers(on_page, heights.get(number, 0.0))
    _mark_margins(by_page)


def _mark_turned(by_page: dict[int, list[PageLine]]) -> None:
    for on_page in by_page.values():
        turned = [line for line in on_page if line.is_turned]
        if len(turned) < 0.5 * len(on_page):
            for line in turned:
                line.kind = BlockKind.FURNITURE


def _mark_repeated(lines: Sequence[PageLine], heights: dict[int, float], page_count: int, measures: Measures) -> None:
    """Mark what comes back at its height: at the very edge with other figures, elsewhere word for word."""
    # Bare figures come back by chance: page numbers are found by their place alone. Notes differ in figures only, too.
    candidates = [
        line
        for line in lines
        if is_furniture_text(line.text.strip()) and any(c.isalpha() for c in line.text) and not line.starts_raised
    ]
    bands = _Bands(lines)
    candidates = [line for line in candidates if not _is_in_table(line, bands)]
    masked = _Places(candidates, [repetition_key(line.text) for line in candidates])
    exact = _Places(candidates, [" ".join(line.text.lower().split()) for line in candidates])
    lines_of: dict[int, list[PageLine]] = {}
    for line in lines:
        lines_of.setdefault(line.page, []).append(line)
    for index, line in enumerate(candidates):
        height = heights.get(line.page) or 1.0
        from_edge = min(line.middle, height - line.middle) / height
        # A large line at the head of a page is a chapter, even if other chapters begin there too.
        is_small = line.size <= line.body + SMALL
        is_edge = from_edge < _EDGE
        repeats = (masked if is_edge and is_small else exact).pages_beside(index)
        if repeats >= _FEWEST_REPEATS and (from_edge < _WIDE_EDGE or repeats > _MOST_PAGES * page_count):
            if is_small or not _names_part(line, lines_of[line.page], exact.pages_of(index), page_count):
                line.kind = BlockKind.FURNITURE
        elif page_count == repeats == 2 and is_edge and is_small and exact.pages_beside(index) == 2:
            line.kind = BlockKind.FURNITURE  # a document of two pages has its head twice
    _mark_chapter_heads(candidates, heights)
    _mark_chapter_feet(candidates, heights, page_count)


def _names_part(line: PageLine, on_page: Sequence[PageLine], pages: Collection[int], page_count: int) -> bool:
    """Whether a large line at the head of pages heads what stands there: pages in a row of a chapter, or a part of it.

    The pages of a chapter follow each other; a heading below that of the chapter has a larger one above it.
    """
    if line.is_recognised or line.size < line.body + _HEADING_SIZE or len(pages) > _MOST_PAGES * page_count:
        return False
    above = [other for other in on_page if other.y1 <= line.middle]
    if any(other.size > line.size + SMALL for other in above):
        return True
    return not above and (line.page - 1 in pages or line.page + 1 in pages)


class _Bands:
    """Lines by the height at which they stand on their page."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self._found: dict[tuple[int, int], list[PageLine]] = {}
        for line in lines:
            self._found.setdefault((line.page, int(line.middle // _BAND)), []).append(line)

    def near(self, line: PageLine, reach: int) -> list[PageLine]:
        """Lines that stand within so many bands of a line, a bounded number of them."""
        band = int(line.middle // _BAND)
        found: list[PageLine] = []
        for number in range(band - reach, band + reach + 1):
            found += self._found.get((line.page, number), ())[:_MOST_IN_BAND]
        return found


def _is_in_table(line: PageLine, bands: _Bands) -> bool:
    """Whether a line is a cell: beside it stands a figure of a column of figures."""
    return any(
        _share_row(line, other)
        and PAGE_NUMBER.match(other.text.strip()) is not None
        and _is_in_column_of_figures(other, bands.near(other, 3))
        for other in bands.near(line, 1)
    )


def _mark_chapter_heads(lines: Sequence[PageLine], heights: dict[int, float]) -> None:
    """Mark heads that name the chapter, another one on each page: small letters at one height at the top."""
    heads = [
        line
        for line in lines
        if line.size <= line.body - SMALL and line.middle < _EDGE * (heights.get(line.page) or 0.0)
    ]
    places = _Places(heads, ["" for _ in heads])
    for index, line in enumerate(heads):
        if places.pages_beside(index) >= _FEWEST_REPEATS:
            line.kind = BlockKind.FURNITURE


def _mark_chapter_feet(lines: Sequence[PageLine], heights: dict[int, float], page_count: int) -> None:
    """Mark feet that name the chapter: the last words of most pages, at one place, far under the text."""
    by_page: dict[int, list[PageLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    feet: list[PageLine] = []
    # A full page leaves no room above its foot: there its place and look tell.
    close: list[PageLine] = []
    for page, on_page in by_page.items():
        last = max(on_page, key=lambda line: line.y0)
        above = max((line.y1 for line in on_page if line.y1 < last.middle), default=0.0)
        is_far = last.y0 - above > _FAR_UNDER * last.height
        is_apart = last.line.bold or last.size <= last.body - SMALL
        if ends_sentence(last.text) or _NOTE.match(last.text) or len(last.text) > _LONGEST_FOOT:
            continue
        if last.middle > (1 - _EDGE) * (heights.get(page) or 0.0) and (is_far or is_apart):
            (feet if is_far else close).append(last)
    places = Counter(place for line in feet for place in _foot_places(line))
    fewest = max(_FEWEST_REPEATS, _MOST_FEET * page_count)
    for line in [*feet, *close]:
        if line.kind is None and _most_at(places, line) >= fewest:
            line.kind = BlockKind.FURNITURE


def _most_at(places: Counter[_FootPlace], line: PageLine) -> int:
    """On how many pages a foot stands where this line stands."""
    return max(
        sum(places[side, x + dx, y + dy, size] for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        for side, x, y, size in _foot_places(line)
    )


def _foot_places(line: PageLine) -> list[_FootPlace]:
    """Places of a foot by its left and by its right end, with its size."""
    y, size = round(line.y0 / _SAME_HEIGHT), round(line.size)
    return [("left", round(line.x0 / _SAME_HEIGHT), y, size), ("right", round(line.x1 / _SAME_HEIGHT), y, size)]


class _Places:
    """At which heights, on which pages, lines of the same words stand."""

    def __init__(self, lines: Sequence[PageLine], keys: Sequence[str]) -> None:
        self._lines, self._keys = lines, keys
        self._found: dict[str, list[tuple[float, int]]] = {}
        for line, key in zip(lines, keys, strict=True):
            self._found.setdefault(key, []).append((line.y0, line.page))
        for places in self._found.values():
            places.sort()
        self._pages = {key: frozenset(page for _, page in places) for key, places in self._found.items()}

    def pages_of(self, index: int) -> frozenset[int]:
        """Pages on which the words of a line stand, wherever they do."""
        return self._pages[self._keys[index]]

    def pages_beside(self, index: int) -> int:
        """Number of pages that have a line's words at its height; counted up to a hundred."""
        places = self._found[self._keys[index]]
        first = bisect_left(places, (self._lines[index].y0 - _SAME_HEIGHT, 0))
        last = bisect_right(places, (self._lines[index].y0 + _SAME_HEIGHT, _NO_PAGE))
        if last - first > _MANY_REPEATS:
            return last - first
        return len({page for _, page in places[first:last]})


def _mark_page_numbers(on_page: Sequence[PageLine], height: float) -> None:
    """Mark the page number in the outermost rows of each edge, and what shares its row."""
    if height <= 0:
        return
    for is_foot in (False, True):
        limit = (1 - _EDGE) * height if is_foot else _EDGE * height
        near = [line for line in on_page if (line.middle > limit if is_foot else line.middle < limit)]
        near.sort(key=lambda line: -line.y1 if is_foot else line.y0)
        for line in near[:_OUTERMOST]:
            if not _is_page_number(line.text.strip()):
                continue
            row = [other for other in near if other is line or _share_row(other, line)]
            figures = sum(1 for other in row if PAGE_NUMBER.match(other.text.strip()))
            if figures > 1 or _is_in_column_of_figures(line, on_page):
                break  # figures of a table
            for other in row:
                if other is line or (other.size <= line.body and is_furniture_text(other.text.strip())):
                    other.kind = BlockKind.FURNITURE
            break


def _is_page_number(text: str) -> bool:
    return PAGE_NUMBER.match(text) is not None or _ROMAN.fullmatch(text) is not None


def _share_row(one: PageLine, other: PageLine) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.5 * min(one.height, other.height) and (one.x0 >= other.x1 or other.x0 >= one.x1)


def _is_in_column_of_figures(line: PageLine, on_page: Sequence[PageLine]) -> bool:
    """Whether figures stand close above or below, with the same edge: the cells of a table."""
    return any(
        other is not line
        and abs(other.middle - line.middle) < _CLOSE * line.height
        and min(abs(other.x0 - line.x0), abs(other.x1 - line.x1)) < _SAME_HEIGHT
        and abs(other.size - line.size) < SMALL
        and PAGE_NUMBER.match(other.text.strip())
        for other in on_page
    )


def _mark_margins(by_page: dict[int, list[PageLine]]) -> None:
    """Mark lines that stand wholly beside the running text in smaller letters."""
    bodies = {number: _body(on_page) for number, on_page in by_page.items()}
    known = [body for body in bodies.values() if body is not None]
    if not known:
        return
    usual = (median(body[0] for body in known), median(body[1] for body in known))
    first = min(by_page)
    for number, on_page in by_page.items():
        left, right = bodies[number] or usual
        # What comes back beside the text of a letter: a figure close under such a label belongs to it.
        labels: list[PageLine] = []
        for line in on_page:
            is_beside = line.x0 >= right - 1 or line.x1 <= left + 1
            if line.is_turned or line.size > line.body - SMALL or not is_beside:
                continue
            # Figures alone beside the text are more often a table that reaches out, unless a label stands above them.
            has_words = sum(character.isalpha() for character in line.text) >= _FEWEST_LETTERS or line.page == first
            is_labelled = any(
                abs(label.x0 - line.x0) < _SAME_HEIGHT and 0 <= line.y0 - label.y0 < _CLOSE * line.height
                for label in labels
            )
            if not (has_words or is_labelled) or line.x1 - line.x0 >= _NARROW * (right - left) + 40:
                continue
            if line.kind is BlockKind.FURNITURE or line.page == first:
                labels.append(line)
            # The letterhead of the first page says who sends, though the other pages repeat it.
            line.is_margin = line.kind is None or (number == first and not PAGE_NUMBER.match(line.text.strip()))
    is_letter = any(line.is_margin for line in by_page[first])
    said = Counter(line.text.strip() for on_page in by_page.values() for line in on_page if line.is_margin)
    for number, on_page in by_page.items():
        for line in on_page:
            if not line.is_margin:
                continue
            if number == first:
                line.kind = BlockKind.ADDRESS
            elif is_letter or said[line.text.strip()] > 1:
                line.kind = BlockKind.FURNITURE
            else:
                line.kind = BlockKind.BOX


def _body(on_page: Sequence[PageLine]) -> tuple[float, float] | None:
    """Left and right edge of the running text of a page, or None where there is too little of it."""
    lines = [line for line in on_page if line.kind is None and abs(line.size - line.body) < SMALL]
    widest = max((line.x1 - line.x0 for line in lines), default=0.0)
    wide = [line for line in lines if line.x1 - line.x0 >= _WIDE * widest]
    if len(wide) < _FEWEST_WIDE_LINES:
        return None
    rights = sorted(line.x1 for line in wide)
    # On a scan, handwriting beside a line is taken for its end.
    is_scan = wide[0].is_recognised
    return min(line.x0 for line in wide), rights[int(_MOST_RIGHTS * (len(rights) - 1))] if is_scan else rights[-1]
