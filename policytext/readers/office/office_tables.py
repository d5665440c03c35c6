"""What a table of an office file is for: figures in rows, or a way to put text side by side.

Letters set their head in a table without lines, and forms and lists of recommendations put whole paragraphs into cells.
Only the first kind is a table to a reader of the text.
"""

from collections.abc import Sequence

from policytext.readers.office.office_content import Node, Paragraph, Table, paragraphs_of
from policytext.types.vocabulary import BlockKind

# A cell with more characters than this argues; shorter ones hold a name, a figure, a judgement.
_PROSE = 250
# Of several paragraphs in a cell, one this long makes the cell a text.
_LONG_PARAGRAPH = 120
_LONGEST_LABEL = 60
_SHARE_OF_FIGURES = 0.3


def printed(cell: Sequence[Node]) -> list[Paragraph]:
    """The paragraphs of a cell that hold words."""
    return [paragraph for paragraph in paragraphs_of(cell) if not paragraph.is_blank]


def filled_cells(row: Sequence[Sequence[Node]]) -> list[Sequence[Node]]:
    """The cells of a row that hold words."""
    return [cell for cell in row if printed(cell)]


def is_column(found: Table) -> bool:
    """Whether the table is one column: a frame around text, or a place on the page."""
    return all(len(filled_cells(row)) <= 1 for row in found.rows) and all(len(row) == 1 for row in found.rows)


def is_prose(cell: Sequence[Node]) -> bool:
    """Whether a cell holds text of its own: a long paragraph, several of them, a heading, a list, a table."""
    paragraphs = printed(cell)
    if any(isinstance(node, Table) and any(filled_cells(row) for row in node.rows) for node in cell):
        return True
    if any(paragraph.kind is BlockKind.HEADING for paragraph in paragraphs):
        return True
    lengths = [len(paragraph.text) for paragraph in paragraphs]
    if sum(lengths) > _PROSE:
        return True
    is_list = sum(paragraph.kind is BlockKind.LIST_ITEM for paragraph in paragraphs) > 1
    return len(paragraphs) > 1 and (max(lengths) > _LONG_PARAGRAPH or (is_list and sum(lengths) > _LONG_PARAGRAPH))


def is_lines(found: Table, *, in_head: bool) -> bool:
    """Whether the rows are lines of a letter: at most two cells without a frame, no table of figures.

    Args:
        found: the table.
        in_head: whether no running text precedes it, where a letter has its "Datum" and its "Onderwerp".
    """
    rows = [filled_cells(row) for row in found.rows]
    if found.is_framed or any(len(row) > 2 for row in rows):
        return False
    pairs = [row for row in rows if len(row) == 2]
    if in_head:
        return all(_length(row[0]) <= _LONGEST_LABEL or is_prose(row[0]) for row in pairs)
    figures = sum(
        any(character.isdigit() for paragraph in printed(row[1]) for character in paragraph.text) for row in pairs
    )
    return figures <= _SHARE_OF_FIGURES * len(pairs)


def _length(cell: Sequence[Node]) -> int:
    return sum(len(paragraph.text) for paragraph in printed(cell))
