"""What the layout model says goes before geometry on the pages that it looked at."""

from collections.abc import Sequence

from policytext.structure.pages.page_blocks import PageBlock
from policytext.structure.pages.page_lines import PageLine
from policytext.structure.pages.page_regions import by_page, mark_edges, mark_named, rules_above_notes, tables_of
from policytext.types.raw import Quad, Region, SourceLine
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind


def line(index: int, text: str, x0: float, y0: float, page: int = 1) -> PageLine:
    made = SourceLine(Span(index, index + 1), page)
    return PageLine(index, made, text, x0, y0, x0 + 6 * len(text), y0 + 10, 10.0)


def region(kind: str, x0: float, y0: float, x1: float, y1: float, page: int = 1) -> Region:
    return Region(Quad(page, x0, y0, x1, y1), kind)


def test_heads_and_feet_are_furniture_on_their_page_only() -> None:
    lines = [line(0, "Hoofd", 72, 20), line(1, "Tekst", 72, 200), line(2, "Hoofd", 72, 20, page=2)]
    mark_edges(lines, by_page([region("page-header", 60, 10, 300, 40)]))
    assert [found.kind for found in lines] == [BlockKind.FURNITURE, None, None]


def test_what_geometry_named_stays() -> None:
    note = line(0, "1 Een noot", 72, 780)
    note.kind = BlockKind.NOTE
    mark_edges([note], by_page([region("page-footer", 60, 770, 300, 800)]))
    assert note.kind is BlockKind.NOTE


def test_notes_get_a_rule_above_them() -> None:
    (rule,) = rules_above_notes(by_page([region("footnote", 72, 700, 500, 740), region("text", 72, 100, 500, 300)]))
    assert (rule.box.page, rule.box.x0, rule.box.x1) == (1, 72, 172)
    assert rule.box.y0 < 700


def rows(tables: Sequence[Sequence[Sequence[PageLine]]]) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table] for table in tables]


CELLS = [
    line(0, "Maatregel", 72, 100),
    line(1, "Toelichting", 200, 100),
    line(2, "Loket", 72, 130),
    line(3, "Het loket blijft open", 200, 130),
    line(4, "tot het najaar.", 200, 142),
]


def test_rows_are_parted_by_white_space_and_cells_stay_together() -> None:
    found = tables_of(CELLS, by_page([region("table", 60, 90, 500, 160)]), taken=())
    assert rows(found) == [
        [["Maatregel", "Toelichting"], ["Loket", "Het loket blijft open", "tot het najaar."]],
    ]


def test_a_table_of_geometry_is_left_to_it() -> None:
    assert tables_of(CELLS, by_page([region("table", 60, 90, 500, 160)]), taken={2}) == []


def test_one_column_is_no_table() -> None:
    lines = [line(0, "een", 72, 100), line(1, "twee", 72, 130)]
    assert tables_of(lines, by_page([region("table", 60, 90, 500, 160)]), taken=()) == []


def test_paragraphs_that_the_model_names() -> None:
    blocks = [
        PageBlock(BlockKind.PARAGRAPH, [line(0, "Museale collectie", 72, 100)]),
        PageBlock(BlockKind.PARAGRAPH, [line(1, "Bron: CBS", 72, 200)]),
        PageBlock(BlockKind.PARAGRAPH, [line(2, "Gewone tekst", 72, 300)]),
        PageBlock(BlockKind.LIST_ITEM, [line(3, "Een punt", 72, 100)]),
    ]
    named = by_page([region("section-header", 60, 95, 400, 115), region("caption", 60, 195, 400, 215)])
    mark_named(blocks, named)
    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.CAPTION, 0),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.LIST_ITEM, 0),
    ]
