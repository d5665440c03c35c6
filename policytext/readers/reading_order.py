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

from policytext.readers.segments import Run, Segment

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
    return [_rows(region) for region in _regions(by_place, 0) if region]


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
    aligned = _aligned_share(left, right)
    sizes = median(s.size for s in left), median(s.size for s in right)
    if abs(sizes[0] - sizes[1]) >= _OTHER_SIZE:
        larger = left if sizes[0] > sizes[1] else right
        return _is_prose(larger) or aligned < _ALIGNED_MARGIN
    if min(len(left), len(right)) < _FEWEST_LINES or min(beside) < _FEWEST_LINES - 1:
        return False
    return (_is_prose(left) and _is_prose(right)) or aligned < _ALIGNED


def _is_prose(side: Sequence[Segment]) -> bool:
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


def _aligned_share(left: Sequence[Segment], right: Sequence[Segment]) -> float:
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
    for row in rows:
        row.sort(key=lambda segment: segment.x0)
        merged = [row[0]]
        for segment in row[1:]:
            if _goes_on(merged[-1], segment):
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


def _goes_on(before: Segment, segment: Segment) -> bool:
    gap = segment.x0 - before.x1
    size = max(before.size, segment.size)
    if gap <= _WORD_GAP * size:
        return True
    return gap <= _MARKER_GAP_POINTS and _MARKER.fullmatch(before.text.strip()) is not None


def _merge(before: Segment, segment: Segment) -> None:
    """Put a segment behind another, with a space of no width where the page only leaves a gap."""
    last = before.runs[-1]
    if segment.x0 - before.x1 > _SPACE * max(before.size, segment.size):
        edge, top, bottom = before.x1, last.boxes[-1][1], last.boxes[-1][3]
        before.runs.append(Run(" ", [(edge, top, edge, bottom)], last.baseline, last.size, last.bold, last.italic))
    before.runs += segment.runs
    before.x1 = max(before.x1, segment.x1)
