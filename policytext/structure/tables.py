"""Tables by geometry: rows of cells that stand beside each other with the same left edges.

Ruled lines are for `page_grids`. A row of the table is one block with its cells from left to right, each cell with its
lines together, so that a sentence in a cell is not mixed with its neighbours.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from policytext.structure.pages.page_lines import Measures, PageLine

_FEWEST_ROWS = 2
# Lines between two rows of cells that can be the rest of a cell.
_MOST_SINGLE = 6
# Rows of a table stand within this many usual line distances of each other.
_LARGEST_GAP = 3.2
_ROW_GAP = 1.2
_SAME_EDGE = 4.0
_MOST_ROWS = 400
_FEWEST_FULL_ROWS = 3
# "1.803", "-0,2", "€ 12 mln", "53%", "< 0", "N.v.t."
_FIGURE = re.compile(
    r"(?:[<>≤≥±+–-]\s?)?(?:€\s?)?(?:[<>+–-]\s?)?\d[\d.,/]{0,14}(?:\s?(?:%|mln|mld|miljoen|miljard))?|[–-]|[nN]\.?v\.?t\.?"
)


def table_rows(lines: Sequence[PageLine], start: int, measures: Measures) -> tuple[int, list[list[PageLine]]]:
    """The table that begins at a line: index after it, and its rows as lines in the order of the cells.

    No rows where there is no table.
    """
    rows = _visual_rows(lines, start, measures)
    while rows and len(rows[-1]) == 1:
        if _is_inside(rows[-1][0], rows[:-1]):
            break
        rows.pop()
    if sum(1 for row in rows if len(row) > 1) < _FEWEST_ROWS or not _share_edges(rows):
        return start, []
    end = start + sum(len(row) for row in rows)
    return end, [by_cell(row) for row in records(rows)]


def _visual_rows(lines: Sequence[PageLine], start: int, measures: Measures) -> list[list[PageLine]]:
    rows: list[list[PageLine]] = []
    index, singles = start, 0
    while index < len(lines) and len(rows) < _MOST_ROWS:
        line = lines[index]
        if line.kind is not None or line.column != lines[start].column:
            break
        end = index + 1
        while end < len(lines) and lines[end].row == line.row and lines[end].kind is None:
            end += 1
        row = list(lines[index:end])
        if rows:
            distance = (line.y0 - rows[-1][0].y0) / measures.pitch(line)
            if distance > _LARGEST_GAP:
                break
        if len(row) == 1:
            singles += 1
            if singles > _MOST_SINGLE or (rows and not _is_inside(line, rows)):
                break
        else:
            singles = 0
        rows.append(row)
        index = end
    return rows


def _is_inside(line: PageLine, rows: Sequence[Sequence[PageLine]]) -> bool:
    """Whether a lone line is the rest of a cell: it begins where a cell begins and leaves other columns free."""
    edges = [other for row in rows if len(row) > 1 for other in row]
    left = min((other.x0 for other in edges), default=line.x0)
    right = max((other.x1 for other in edges), default=line.x1)
    starts = any(abs(other.x0 - line.x0) < _SAME_EDGE for other in edges)
    return starts and line.x1 - line.x0 < 0.75 * max(right - left, 1.0)


def _share_edges(rows: Sequence[Sequence[PageLine]]) -> bool:
    """Whether cells of different rows stand under each other, other than the first ones."""
    several = [row for row in rows if len(row) > 1]
    for before, row in pairwise(several):
        for cell in row[1:]:
            for other in before[1:]:
                if abs(cell.x0 - other.x0) < _SAME_EDGE or abs(cell.x1 - other.x1) < _SAME_EDGE:
                    return True
    return False


def records(rows: Sequence[Sequence[PageLine]], *, is_ruled: bool = False) -> list[list[PageLine]]:
    """Rows of lines as rows of the table: lines of a cell that wraps are put to its row.

    A row with a figure under a figure is a new one; otherwise a larger gap than inside cells begins one, or, where all
    gaps are alike, a first cell.

    Args:
        rows: lines beside each other, from the top.
        is_ruled: rules around the rows keep them together, so that only figures part them.
    """
    if not rows:
        return []
    tops = [min(line.y0 for line in row) for row in rows]
    gaps = [after - before for before, after in pairwise(tops)]
    smallest = min((gap for gap in gaps if gap > 0), default=0.0)
    has_gaps = any(gap > _ROW_GAP * smallest for gap in gaps)
    left = min(line.x0 for row in rows for line in row)
    # That so many cells all wrap after the same number of lines is no coincidence: these are rows.
    if len(rows) >= _FEWEST_FULL_ROWS and {len(row) for row in rows} in ({n} for n in range(_FEWEST_FULL_ROWS, 40)):
        return [list(row) for row in rows]
    merged: list[list[PageLine]] = [list(rows[0])]
    for gap, row in zip(gaps, rows[1:], strict=True):
        is_new = _has_figure_under(row, merged[-1])
        if not is_ruled and not is_new:
            is_new = gap > _ROW_GAP * smallest if has_gaps else row[0].x0 < left + _SAME_EDGE
        if is_new:
            merged.append(list(row))
        else:
            merged[-1] += row
    return merged


def _has_figure_under(row: Sequence[PageLine], above: Sequence[PageLine]) -> bool:
    """Whether a cell of figures stands under another one: figures do not wrap."""
    return any(
        other.x0 < line.x1 and other.x1 > line.x0 and _FIGURE.fullmatch(other.text.strip())
        for line in row
        if _FIGURE.fullmatch(line.text.strip())
        for other in above
    )


def by_cell(row: list[PageLine]) -> list[PageLine]:
    """Lines of a row in the order of its cells: those that overlap across form one cell."""
    cells: list[tuple[float, float, list[PageLine]]] = []
    for line in sorted(row, key=lambda line: line.x0):
        if cells and line.x0 < cells[-1][1] - 1:
            x0, x1, held = cells[-1]
            cells[-1] = (x0, max(x1, line.x1), [*held, line])
        else:
            cells.append((line.x0, line.x1, [line]))
    return [line for _, _, held in cells for line in sorted(held, key=lambda line: (line.y0, line.x0))]
