"""What the layout model says of the parts of a page, where it was asked: it goes before geometry there.

Heads and feet become furniture; a block of notes gets the rule that geometry looks for above notes; lines in a table
become its rows; captions and headings keep their names. Everything else is left to geometry, and so are all pages that
the model did not look at. Lengths are in points.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from policytext.structure.pages.page_blocks import PageBlock
from policytext.structure.pages.page_lines import PageLine
from policytext.types.raw import Quad, Region, Shape
from policytext.types.vocabulary import BlockKind, ShapeKind

Rows = list[list[PageLine]]
#: Regions by the number of their page.
Regions = Mapping[int, Sequence[Region]]

_EDGES = frozenset({"page-header", "page-footer"})
_HEADINGS = {"title": 1, "section-header": 2}
# A rule above notes as geometry knows it: this wide, this far above the first line.
_RULE_WIDTH, _RULE_ABOVE = 100.0, 2.0
# White space between two lines from which on they stand in two rows of a table, in heights of a line.
_ROW_GAP = 0.35
_FEWEST_ROWS = 2
# Left edges of one cell's lines differ by less than this.
_CELL_EDGE = 12.0
_MOST_HEADING_LINES = 3


def by_page(regions: Iterable[Region]) -> Regions:
    """Regions by the number of their page, in their order."""
    pages: dict[int, list[Region]] = {}
    for region in regions:
        pages.setdefault(region.box.page, []).append(region)
    return pages


def mark_edges(lines: Sequence[PageLine], regions: Regions) -> None:
    """Mark the lines of heads and feet as furniture, in place; what geometry has named already stays."""
    for line in lines:
        if line.kind is None and _region_of(line, regions, _EDGES) is not None:
            line.kind = BlockKind.FURNITURE


def rules_above_notes(regions: Regions) -> list[Shape]:
    """A rule above each block of notes that the model sees."""
    boxes = [region.box for page in regions.values() for region in page if region.kind == "footnote"]
    return [
        Shape(
            ShapeKind.RULE,
            Quad(box.page, box.x0, box.y0 - _RULE_ABOVE, min(box.x0 + _RULE_WIDTH, box.x1), box.y0 - _RULE_ABOVE),
        )
        for box in boxes
    ]


def tables_of(lines: Sequence[PageLine], regions: Regions, taken: Collection[int]) -> list[Rows]:
    """Tables that the model sees, as rows of lines; what geometry has made a table of by its rules is left to it.

    Args:
        lines: of the document; those that have a kind are left out.
        regions: of its pages.
        taken: indexes of the lines that stand in tables already.
    """
    tables: list[Rows] = []
    on_pages: dict[int, list[PageLine]] = {}
    for line in lines:
        if line.kind is None and line.page in regions:
            on_pages.setdefault(line.page, []).append(line)
    for region in (region for page in regions.values() for region in page if region.kind == "table"):
        inside = [line for line in on_pages.get(region.box.page, ()) if _is_inside(line, region.box)]
        if any(line.index in taken for line in inside):
            continue
        rows = _rows(inside)
        if len(rows) >= _FEWEST_ROWS and any(len({line.column for line in row}) > 1 or len(row) > 1 for row in rows):
            tables.append(rows)
    return tables


def _rows(lines: Sequence[PageLine]) -> Rows:
    """Lines parted where white space runs across the table, each row in the order of its cells."""
    rows: Rows = []
    bottom = 0.0
    for line in sorted(lines, key=lambda line: (line.y0, line.x0)):
        if not rows or line.y0 - bottom > _ROW_GAP * line.height:
            rows.append([])
            bottom = line.y1
        rows[-1].append(line)
        bottom = max(bottom, line.y1)
    for row in rows:
        # a cell's lines stay together: they share their left edge
        row.sort(key=lambda line: (round(line.x0 / _CELL_EDGE), line.y0))
    return rows


def mark_named(blocks: Sequence[PageBlock], regions: Regions) -> None:
    """Give paragraphs that the model calls captions or headings their kinds, in place."""
    for block in blocks:
        if block.kind is not BlockKind.PARAGRAPH or not block.lines:
            continue
        if all(_region_of(line, regions, ("caption",)) for line in block.lines):
            block.kind = BlockKind.CAPTION
            continue
        headed = [_region_of(line, regions, _HEADINGS) for line in block.lines]
        if len(headed) <= _MOST_HEADING_LINES and headed[0] is not None and all(headed):
            block.kind = BlockKind.HEADING
            block.level = _HEADINGS[headed[0].kind]


def _region_of(line: PageLine, regions: Regions, kinds: Collection[str]) -> Region | None:
    on_page = regions.get(line.page, ())
    return next((region for region in on_page if region.kind in kinds and _is_inside(line, region.box)), None)


def _is_inside(line: PageLine, box: Quad) -> bool:
    middle = (line.x0 + line.x1) / 2
    return line.page == box.page and box.y0 <= line.middle <= box.y1 and box.x0 <= middle <= box.x1
