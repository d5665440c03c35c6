"""Pages to drafts: furniture, margins, notes, boxes and tables by geometry, paragraphs and headings from their look.

On pages that the layout model looked at, what it says goes before geometry (`page_regions`).

The steps work on the lines that a reader put in reading order; what the blocks mean beyond their place on the page
(letters, bibliographies, comments) is found by the steps that all formats share.
"""

from collections.abc import Sequence

from policytext.structure.drafts import DraftBlock, Piece, line_pieces
from policytext.structure.pages.page_blocks import PageBlock, make_blocks
from policytext.structure.pages.page_boxes import mark_boxes, mark_framed
from policytext.structure.pages.page_edges import mark_page_edges
from policytext.structure.pages.page_frames import mark_frames
from policytext.structure.pages.page_grids import find_tables
from policytext.structure.pages.page_headings import mark_headings
from policytext.structure.pages.page_lines import measure, read_lines
from policytext.structure.pages.page_notes import mark_notes
from policytext.structure.pages.page_quotations import mark_quotations
from policytext.structure.pages.page_regions import by_page, mark_edges, mark_named, rules_above_notes, tables_of
from policytext.types.raw import RawDocument
from policytext.types.vocabulary import BlockKind

# Where no word is broken at a line end: an address keeps its hyphens.
_VERBATIM = frozenset({BlockKind.ADDRESS, BlockKind.FURNITURE})

_FLOATS = frozenset({BlockKind.TABLE, BlockKind.CAPTION})


def draft_blocks(raw: RawDocument) -> list[DraftBlock]:
    """Draft blocks of a paged document in reading order.

    Args:
        raw: with glyph boxes and with lines in reading order, each with its box in points.
    """
    lines = read_lines(raw)
    if not lines:
        return []
    measures = measure(lines)
    regions = by_page(raw.regions)
    mark_page_edges(lines, raw.pages, measures)
    mark_notes(lines, raw.pages, [*raw.shapes, *rules_above_notes(regions)])
    mark_edges(lines, regions)
    tables = find_tables(lines, raw.shapes, raw.pages)
    tables += tables_of(lines, regions, {line.index for table in tables for row in table for line in row})
    in_tables = {line.index for table in tables for row in table for line in row}
    frames = mark_frames([line for line in lines if line.index not in in_tables], raw.shapes, raw.pages)
    blocks = make_blocks(lines, measures, tables)
    mark_framed(blocks, frames)
    mark_boxes(blocks, measures)
    mark_named(blocks, regions)
    mark_headings(blocks, measures)
    mark_quotations(blocks)
    return _drafts(raw, [block for block in blocks if block.lines])


def _drafts(raw: RawDocument, blocks: Sequence[PageBlock]) -> list[DraftBlock]:
    drafts: list[DraftBlock] = []
    before: PageBlock | None = None
    for block in blocks:
        # What stands in the middle of a page and is no running text can cut a sentence as a page break does.
        after_float = before is not None and (before.kind in _FLOATS or before.container != block.container)
        drafts.append(
            DraftBlock(
                kind=block.kind,
                pieces=_pieces(raw, block),
                level=block.level,
                label=block.label,
                container=block.container,
                page=block.lines[0].page,
                follows_break=block.follows_break or after_float,
                is_placed=True,
                is_final=block.is_final,
            )
        )
        if block.kind not in (BlockKind.FURNITURE, BlockKind.NOTE):
            before = block
    return drafts


def _pieces(raw: RawDocument, block: PageBlock) -> list[Piece]:
    pieces = [piece for line in block.lines for piece in line_pieces(line.line, raw.text)]
    if block.kind in _VERBATIM:
        return [Piece(piece.source, piece.superscript, verbatim=True) for piece in pieces]
    return pieces
