"""The order in which a page is read: columns one after the other, rows from the top, each row from the left.

Columns are found by their gutters: a left edge that several segments share, with nothing that crosses the space before
it over a stretch of the page. Rows of a table and labels with their values also leave such a space; there both sides
stand on the same baselines and are short, and they are read row by row.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from policytext.readers.pages.segments import Run, Segment

# A gutter is at least this wide, in points and in font sizes of the page.
_GUTTER_POINTS, _GUTTER_SIZES = 6.0, 0.6
_EDGE_TOLERANCE = 3.0
_FEWEST_LINES = 3
_FEWEST_PROSE_LINES = 4
# Lines of prose fill their column and hold words; cells of a table do neither.
_FULL = 0.7
_PROSE_CHARACTERS = 18
_DENSE = 2.0
_SAME_BASELINE = 2.0
_ALIGNED = 0.25
# The margin of a letter can hold two lines; they are set smaller, and only by chance on the baselines of the text.
_FEWEST_MARGIN_LINES = 2
_ALIGNED_MARGIN = 0.8
_OTHER_SIZE = 0.7
_MOST_GUTTERS = 24
_DEEPEST = 5
# A page with more segments than this is a drawing or hostile; it is read from the top, without columns and rows.
_MOST_SEGMENTS = 4_000
# Gap inside a line, in font sizes: justified text spreads its words.
_WORD_GAP = 1.8
_MARKER_GAP_POINTS = 60.0
# A gap of this many font sizes is a space between words.
_SPACE = 0.15
# Pieces of one line, nearer to each other than any two columns, and what a list marker or a note's label stands before.
_GLUED, _MARKER_GAP, _LABEL_GAP = 0.45, 40.0, 1.3
_BAND = 16.0
# Letters so much larger than their neighbours (a title beside a caption) stand on no line with them.
_OTHER_LETTERS, _FEW_CHARACTERS = 1.8, 6
# Words of a justified line that are this evenly spread, in shares of the usual gap, from one edge to the other.
_EVEN, _FEWEST_SPREAD, _WIDEST_SPREAD = 0.45, 4, 7.0
_FIRM_MARKER = re.compile(r"[-–—•▪▫◦·‣●○■□➢➤✓✔§\ue000-\uf8ff]|\(?(?:\d{1,2}|[a-zA-Z])[.)]")
_LABEL = re.compile(r"\d{1,3}|[*†‡]{1,3}")
_MARKER = re.compile(r"[-–—•▪▫◦·‣●○■□➢➤✓✔§\ue000-\uf8ffo*]|\(?[\da-zA-Z]{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,4}\.?|\d{1,2}")


def order_segments(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Level segments as lines in reading order, grouped by region: a column, or what lies across the columns.

    Pieces of a line are merged; what a wide gap parts stays apart, as neighbours in a row.
    """
    if not segments:
        return []
    by_place = sorted(segments, key=lambda segment: (segment.middle, segment.x0))
    if len(by_place) > _MOST_SEGMENTS:
        return [by_place]
    by_place = sorted(_glued(by_place), key=lambda segment: (segment.middle, segment.x0))
    return [_rows(region) for region in _regions(by_place, 0) if region]


def _glued(segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the pieces of a line put together where nothing can part them: no column is so near to another."""
    bands: dict[int, list[Segment]] = {}
    found: list[Segment] = []
    for segment in sorted(segments, key=lambda segment: (segment.x0, segment.y0)):
        band = int(segment.middle // _BAND)
        near = [other for number in (band - 1, band, band + 1) for other in bands.get(number, ())]
        before = max((other for other in near if _are_glued(other, segment)), key=lambda o: o.x1, default=None)
        if before is None:
            found.append(segment)
            bands.setdefault(band, []).append(segment)
        else:
            # A marker or a label is a word of its own, however near it stands.
            is_marker = _MARKER.fullmatch(before.text.strip()) is not None and before.middle < segment.middle - 0.5
            _merge(before, segment, is_apart=is_marker or _FIRM_MARKER.fullmatch(before.text.strip()) is not None)
            before.measure()
    return found


def _are_glued(before: Segment, segment: Segment) -> bool:
    gap = segment.x0 - before.x1
    if not -1.5 <= gap <= _MARKER_GAP:
        return False
    shared = min(before.y1, segment.y1) - max(before.y0, segment.y0)
    is_row = shared >= 0.5 * min(before.y1 - before.y0, segment.y1 - segment.y0)
    size = max(before.size, segment.size)
    words = before.text.strip()
    if is_row and gap <= _GLUED * size and not _differ_in_size(before, segment):
        return True
    if is_row and _FIRM_MARKER.fullmatch(words):
        return True
    # The label of a note, raised so far that it stands half above its note.
    is_raised = before.middle < segment.middle and before.size <= segment.size + 1
    return shared > 0 and is_raised and gap <= _LABEL_GAP * size and _LABEL.fullmatch(words) is not None


def _differ_in_size(before: Segment, segment: Segment) -> bool:
    small, large = sorted((before, segment), key=lambda s: s.size)
    return large.size > _OTHER_LETTERS * small.size and len(small.text.strip()) > _FEW_CHARACTERS


def _regions(segments: list[Segment], depth: int) -> list[list[Segment]]:
    if depth >= _DEEPEST or len(segments) < 2 * _FEWEST_LINES:
        return [segments]
    best = _best_gutter(segments)
    if best is None:
        return [segments]
    edge, width, zones = best
    regions: list[list[Segment]] = []
    position = 0
    for first, last in zones:
        if first > position:
            regions += _regions(segments[position:first], depth + 1)
        zone = segments[first:last]
        regions += _regions([s for s in zone if s.x1 <= edge - width + 1], depth + 1)
        regions += _regions([s for s in zone if s.x0 >= edge - 1 and s.x1 > edge - width + 1], depth + 1)
        position = last
    if position < len(segments):
        regions += _regions(segments[position:], depth + 1)
    return regions


def _best_gutter(segments: Sequence[Segment]) -> tuple[float, float, list[tuple[int, int]]] | None:
    """Left edge behind the gutter that parts most lines, its width, and the stretches [first, last) that it parts."""
    size = median(segment.size for segment in segments)
    width = max(_GUTTER_POINTS, _GUTTER_SIZES * size)
    best: tuple[float, float, list[tuple[int, int]]] | None = None
    most = 0
    for edge in _left_edges(segments):
        zones = _zones(segments, edge, width)
        parted = sum(last - first for first, last in zones)
        if parted > most:
            best, most = (edge, width, zones), parted
    return best


def _left_edges(segments: Sequence[Segment]) -> list[float]:
    """Left edges that at least three segments share, the most frequent ones; the leftmost has no gutter before it."""
    edges = sorted(segment.x0 for segment in segments)
    groups: list[tuple[int, float]] = []
    start = 0
    for index in range(1, len(edges) + 1):
        if index == len(edges) or edges[index] - edges[index - 1] > _EDGE_TOLERANCE:
            if index - start >= _FEWEST_LINES and edges[start] > edges[0] + _EDGE_TOLERANCE:
                groups.append((index - start, edges[start]))
            start = index
    groups.sort(reverse=True)
    return [edge for _, edge in groups[:_MOST_GUTTERS]]


def _zones(segments: Sequence[Segment], edge: float, width: float) -> list[tuple[int, int]]:
    zones: list[tuple[int, int]] = []
    start = 0
    for index in range(len(segments) + 1):
        crosses = index == len(segments) or (segments[index].x0 < edge - 1 and segments[index].x1 > edge - width + 1)
        if not crosses:
            continue
        zone = segments[start:index]
        left = [segment for segment in zone if segment.x1 <= edge - width + 1]
        right = [segment for segment in zone if segment.x0 >= edge - 1]
        if _are_columns(left, right):
            zones.append((start, index))
        start = index + 1
    return zones


def _are_columns(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    if min(len(left), len(right)) < _FEWEST_MARGIN_LINES or max(len(left), len(right)) < _FEWEST_LINES:
        return False
    top, bottom = max(left[0].y0, right[0].y0), min(left[-1].y1, right[-1].y1)
    beside = [sum(1 for s in side if top <= s.middle <= bottom) for side in (left, right)]
    if min(beside) < 1:
        return False
    aligned = aligned_share(left, right)
    sizes = median(s.size for s in left), median(s.size for s in right)
    if abs(sizes[0] - sizes[1]) >= _OTHER_SIZE:
        larger = left if sizes[0] > sizes[1] else right
        return is_prose(larger) or aligned < _ALIGNED_MARGIN
    if min(len(left), len(right)) < _FEWEST_LINES or min(beside) < _FEWEST_LINES - 1:
        return False
    return (is_prose(left) and is_prose(right)) or aligned < _ALIGNED


def is_prose(side: Sequence[Segment]) -> bool:
    """Whether a side is filled from top to bottom, most lines with words that fill its width."""
    if len(side) < _FEWEST_PROSE_LINES:
        return False
    steps = [after.y0 - before.y0 for before, after in pairwise(side)]
    if median(steps) > _DENSE * median(s.y1 - s.y0 for s in side):
        return False
    left = min(s.x0 for s in side)
    widths = sorted(s.x1 - left for s in side)
    wide = widths[int(0.9 * (len(widths) - 1))]
    return median(widths) >= _FULL * wide and median(s.length for s in side) >= _PROSE_CHARACTERS


def aligned_share(left: Sequence[Segment], right: Sequence[Segment]) -> float:
    """Share of the segments of the smaller side that stand on a baseline of the other side."""
    few, many = sorted((left, right), key=len)
    baselines = sorted(segment.baseline for segment in many)
    aligned = 0
    for segment in few:
        place = bisect_left(baselines, segment.baseline - _SAME_BASELINE)
        if place < len(baselines) and baselines[place] <= segment.baseline + _SAME_BASELINE:
            aligned += 1
    return aligned / len(few)


def _rows(segments: Sequence[Segment]) -> list[Segment]:
    """Segments of a region as lines, row after row."""
    rows: list[list[Segment]] = []
    for segment in segments:
        # Only the last rows can hold it, since segments come from top to bottom.
        for row in reversed(rows[-3:]):
            if _is_in_row(segment, row):
                row.append(segment)
                break
        else:
            rows.append([segment])
    lines: list[Segment] = []
    left, right = min(s.x0 for s in segments), max(s.x1 for s in segments)
    for row in rows:
        row.sort(key=lambda segment: segment.x0)
        is_spread = _is_spread(row, left, right)
        merged = [row[0]]
        for segment in row[1:]:
            if is_spread or _goes_on(merged[-1], segment):
                _merge(merged[-1], segment)
            else:
                merged.append(segment)
        for line in merged:
            line.measure()
        lines += merged
    return lines


def _is_in_row(segment: Segment, row: Sequence[Segment]) -> bool:
    main = max(row, key=lambda other: (other.size, other.width))
    shared = min(main.y1, segment.y1) - max(main.y0, segment.y0)
    if shared < 0.5 * min(main.y1 - main.y0, segment.y1 - segment.y0):
        return False
    # What stands one over the other is no row, however close the lines.
    return all(segment.x0 >= other.x1 - 2 or segment.x1 <= other.x0 + 2 for other in row)


def _is_spread(row: Sequence[Segment], left: float, right: float) -> bool:
    """Whether a row is a justified line with few words: even gaps, from near one edge of the region to the other."""
    if len(row) < _FEWEST_SPREAD or row[-1].x1 < right - 0.1 * (right - left) or len({s.size for s in row}) > 1:
        return False
    if row[0].x0 > left + 0.3 * (right - left) or not all(any(c.isalpha() for c in s.text) for s in row):
        return False
    gaps = [segment.x0 - before.x1 for before, segment in pairwise(row)]
    usual = median(gaps)
    return usual <= _WIDEST_SPREAD * row[0].size and all(abs(gap - usual) <= _EVEN * usual for gap in gaps)


def _goes_on(before: Segment, segment: Segment) -> bool:
    gap = segment.x0 - before.x1
    size = max(before.size, segment.size)
    if _differ_in_size(before, segment):
        return False
    if gap <= _WORD_GAP * size:
        return True
    return gap <= _MARKER_GAP_POINTS and _MARKER.fullmatch(before.text.strip()) is not None


def _merge(before: Segment, segment: Segment, *, is_apart: bool = False) -> None:
    """Put a segment behind another, with a space of no width where the page only leaves a gap."""
    last = before.runs[-1]
    if is_apart or segment.x0 - before.x1 > _SPACE * max(before.size, segment.size):
        edge, top, bottom = before.x1, last.boxes[-1][1], last.boxes[-1][3]
        before.runs.append(Run(" ", [(edge, top, edge, bottom)], last.baseline, last.size, last.bold, last.italic))
    before.runs += segment.runs
    before.x1 = max(before.x1, segment.x1)
