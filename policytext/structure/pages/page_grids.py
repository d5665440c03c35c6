"""Tables by the rules and boxes that are drawn around their cells.

What touches each other, or lies under each other with the same ends, is one grid. Level lines part its rows, upright
ones its columns; a grid without upright lines has the columns that its words leave. Lines of a cell stay together, so
that headers and cells of several lines come out as one row each. A grid whose rows hold one cell each is none: a frame,
a form, rules under headings. Lengths are in points.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.structure.pages.page_lines import PageLine
from policytext.structure.tables import by_cell, records
from policytext.types.raw import Page, Shape
from policytext.types.vocabulary import ShapeKind

Rows = list[list[PageLine]]

_MEETS = 3.0
_SAME_END = 6.0
# Rules without upright ones belong together if they lie no further apart than this.
_FURTHEST = 260.0
# A level line parts rows if it runs over this share of the grid; an upright one parts columns from this share on.
_ACROSS, _DOWN = 0.5, 0.3
# What is this large both ways frames the page.
_PAGE_SHARE = 0.8
_FEWEST_ROWS, _CELL_SHARE = 2, 0.5
_MANY_BANDS = 4
_MOST_SHAPES_A_PAGE = 300


@dataclass(slots=True)
class _Grid:
    x0: float
    y0: float
    x1: float
    y1: float
    shapes: list[Shape]


def find_tables(lines: Sequence[PageLine], shapes: Sequence[Shape], pages: Sequence[Page]) -> list[Rows]:
    """Tables with ruled rows: for each its rows, as lines in the order of the cells.

    Args:
        lines: in reading order; those that already have a kind are left out.
        shapes: rules and boxes of the pages.
        pages: with their sizes.
    """
    on_pages: dict[int, list[PageLine]] = {}
    for line in lines:
        if line.kind is None:
            on_pages.setdefault(line.page, []).append(line)
    by_page: dict[int, list[Shape]] = {}
    for shape in shapes:
        by_page.setdefault(shape.box.page, []).append(shape)
    sizes = {page.number: (page.width, page.height) for page in pages}
    tables: list[Rows] = []
    for number, drawn in by_page.items():
        width, height = sizes.get(number, (0.0, 0.0))
        free = on_pages.get(number, [])
        if len(free) < _FEWEST_ROWS:
            continue
        kept = [
            shape
            for shape in drawn[:_MOST_SHAPES_A_PAGE]
            if shape.box.x1 - shape.box.x0 < _PAGE_SHARE * width or shape.box.y1 - shape.box.y0 < _PAGE_SHARE * height
        ]
        for grid in _grids(kept):
            rows = _rows(grid, free)
            if rows:
                taken = {id(line) for row in rows for line in row}
                free = [line for line in free if id(line) not in taken]
                tables.append(rows)
    return tables


def _grids(shapes: Sequence[Shape]) -> list[_Grid]:
    """Shapes that touch or are stacked with the same ends, the largest grid first."""
    parents = list(range(len(shapes)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for index, shape in enumerate(shapes):
        for other in range(index + 1, len(shapes)):
            if _belong_together(shape, shapes[other]):
                parents[root(other)] = root(index)
    groups: dict[int, list[Shape]] = {}
    for index, shape in enumerate(shapes):
        groups.setdefault(root(index), []).append(shape)
    grids = [
        _Grid(
            min(s.box.x0 for s in group),
            min(s.box.y0 for s in group),
            max(s.box.x1 for s in group),
            max(s.box.y1 for s in group),
            group,
        )
        for group in groups.values()
        if len(group) > 1
    ]
    return sorted(grids, key=lambda grid: -(grid.x1 - grid.x0) * (grid.y1 - grid.y0))


def _belong_together(one: Shape, other: Shape) -> bool:
    a, b = one.box, other.box
    touch = a.x0 <= b.x1 + _MEETS and b.x0 <= a.x1 + _MEETS and a.y0 <= b.y1 + _MEETS and b.y0 <= a.y1 + _MEETS
    if touch:
        return True
    is_stack = abs(a.x0 - b.x0) <= _SAME_END and abs(a.x1 - b.x1) <= _SAME_END
    return is_stack and max(a.y0, b.y0) - min(a.y1, b.y1) <= _FURTHEST and _is_level(one) and _is_level(other)


def _is_level(shape: Shape) -> bool:
    return shape.box.x1 - shape.box.x0 > shape.box.y1 - shape.box.y0


def _rows(grid: _Grid, lines: Sequence[PageLine]) -> Rows:
    """Rows of a grid; none where it is no table."""
    inside = [
        line
        for line in lines
        if grid.y0 - 1 <= line.middle <= grid.y1 + 1 and line.x0 >= grid.x0 - _MEETS and line.x1 <= grid.x1 + _MEETS
    ]
    if len(inside) < _FEWEST_ROWS:
        return []
    level = _edges(grid, is_level=True)
    upright = _edges(grid, is_level=False)
    bands: dict[int, list[PageLine]] = {}
    for line in sorted(inside, key=lambda line: (line.y0, line.x0)):
        bands.setdefault(bisect_right(level, line.middle), []).append(line)
    rows: Rows = []
    # Columns, or rules under every row, say that a row is what stands between two rules.
    is_ruled = len(upright) > 2 or len(bands) >= _MANY_BANDS
    for number, band in sorted(bands.items()):
        if _is_between(grid, band, level[number - 1 : number + 1], has_columns=len(upright) > 2):
            continue
        rows += [_ordered(row, upright) for row in records(_visual_rows(band), is_ruled=is_ruled)]
    several = sum(1 for row in rows if _cells(row, upright) > 1)
    return rows if several >= _FEWEST_ROWS and several >= _CELL_SHARE * len(rows) else []


def _is_between(grid: _Grid, band: Sequence[PageLine], edges: Sequence[float], *, has_columns: bool) -> bool:
    """Whether a band is text between two tables: no upright line goes through it, and its rows are of one cell."""
    if len(edges) == 2 and has_columns:
        middle = sum(edges) / 2
        inner = [
            shape
            for shape in grid.shapes
            if shape.box.y0 - 1 <= middle <= shape.box.y1 + 1
            and (
                grid.x0 + _MEETS < shape.box.x0 < grid.x1 - _MEETS or grid.x0 + _MEETS < shape.box.x1 < grid.x1 - _MEETS
            )
        ]
        if inner:
            return False
    rows = _visual_rows(band)
    is_wide = max(line.x1 - line.x0 for line in band) > _ACROSS * (grid.x1 - grid.x0)
    return all(len(row) == 1 for row in rows) and (len(rows) > 1 or is_wide)


def _edges(grid: _Grid, *, is_level: bool) -> list[float]:
    """Heights of level lines that part rows, or places of upright lines that part columns, in order."""
    pieces: list[tuple[float, float, float]] = []
    for shape in grid.shapes:
        box = shape.box
        sides = (box.y0, box.y1) if is_level else (box.x0, box.x1)
        if shape.kind is ShapeKind.RULE:
            if _is_level(shape) is not is_level:
                continue
            sides = ((sides[0] + sides[1]) / 2,) * 2
        first, last = (box.x0, box.x1) if is_level else (box.y0, box.y1)
        pieces += [(side, first, last) for side in dict.fromkeys(sides)]
    length = grid.x1 - grid.x0 if is_level else grid.y1 - grid.y0
    found: list[float] = []
    group: list[tuple[float, float, float]] = []
    for piece in [*sorted(pieces), None]:
        if piece is not None and (not group or piece[0] - group[-1][0] <= _MEETS):
            group.append(piece)
            continue
        if group and _covered(group) >= (_ACROSS if is_level else _DOWN) * length:
            found.append(sum(side for side, _, _ in group) / len(group))
        group = [piece] if piece is not None else []
    return found


def _covered(pieces: Sequence[tuple[float, float, float]]) -> float:
    total, end = 0.0, float("-inf")
    for _, first, last in sorted(pieces, key=lambda piece: piece[1]):
        total += max(0.0, last - max(first, end))
        end = max(end, last)
    return total


def _visual_rows(band: Sequence[PageLine]) -> Rows:
    """Lines of a band, top to bottom, as rows of lines beside each other."""
    rows: Rows = []
    for line in band:
        row = rows[-1] if rows else None
        shared = min(row[0].y1, line.y1) - max(row[0].y0, line.y0) if row else 0.0
        is_beside = row is not None and all(line.x0 >= other.x1 - 2 or line.x1 <= other.x0 + 2 for other in row)
        if row is not None and is_beside and shared > 0.5 * min(row[0].height, line.height):
            row.append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.x0)
    return rows


def _column(line: PageLine, upright: Sequence[float]) -> int:
    return bisect_right(upright, (line.x0 + line.x1) / 2)


def _ordered(row: list[PageLine], upright: Sequence[float]) -> list[PageLine]:
    """Lines of a row in the order of its cells."""
    if len(upright) <= 2:  # the two sides of the grid
        return by_cell(row)
    return sorted(row, key=lambda line: (_column(line, upright), line.y0, line.x0))


def _cells(row: Sequence[PageLine], upright: Sequence[float]) -> int:
    if len(upright) > 2:
        return len({_column(line, upright) for line in row})
    cells, end = 0, float("-inf")
    for line in sorted(row, key=lambda line: line.x0):
        cells += line.x0 >= end - 1
        end = max(end, line.x1)
    return cells
