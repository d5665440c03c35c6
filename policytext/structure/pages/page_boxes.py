"""Boxes beside the running text of paged documents: drawn, or set smaller and further in under a title of their own.

Running text in smaller letters without a title (a long quotation, a note to a table) is left alone.
"""

import re
from collections.abc import Sequence

from policytext.structure.lines import ends_sentence
from policytext.structure.pages.page_blocks import PageBlock
from policytext.structure.pages.page_lines import SMALL, Measures
from policytext.types.vocabulary import BlockKind

# "Kader 1. Hoe wij te werk gingen"
_TITLE = re.compile(r"\W*(?:kader|box|tekstkader|tekstbox|intermezzo|casus)\s+\d{1,2}\b", re.IGNORECASE)
_LONGEST_TITLE = 120
# A box holds a few lines at least; it stands this much further in, in points.
_FEWEST_CHARACTERS = 80
_INSET = 4.0
_SAME_EDGE = 3.0
_CAN_BE_TITLE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_CAN_BE_INSIDE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE, BlockKind.CAPTION})


def mark_framed(blocks: Sequence[PageBlock], frames: frozenset[int]) -> None:
    """Give the blocks that stand in drawn boxes the container BOX, in place, and find their titles.

    Args:
        blocks: in reading order.
        frames: numbers of the frames that are boxes, as the lines carry them.
    """
    before: PageBlock | None = None
    for block in blocks:
        frame = block.lines[0].frame
        if frame is None or frame not in frames or block.is_final:
            before = block
            continue
        block.container = BlockKind.BOX
        is_first = before is None or before.lines[0].frame != frame
        first = block.lines[0]
        is_set_apart = all(line.is_bold for line in block.lines) or first.size > first.body + SMALL
        text = block.text.strip()
        if block.kind in _CAN_BE_TITLE and is_set_apart and len(text) <= _LONGEST_TITLE and not ends_sentence(text):
            block.kind, block.level, block.label = BlockKind.HEADING, 1 if is_first else 2, None
            block.is_final = True
        before = block


def mark_boxes(blocks: Sequence[PageBlock], measures: Measures) -> None:
    """Give the blocks of boxes the container BOX, in place, and make their titles headings of the box."""
    edges: dict[int, float] = {}
    for block in blocks:
        for line in block.lines:
            if line.kind is None and abs(line.size - line.body) < SMALL:
                edges[line.page] = min(edges.get(line.page, line.x0), line.x0)
    index = 0
    while index < len(blocks):
        if not _is_title(blocks[index], edges, measures):
            index += 1
            continue
        end = _end(blocks, index)
        inside = blocks[index + 1 : end]
        if any(line.frame is not None for block in blocks[index:end] for line in block.lines):
            index += 1
            continue
        tells = any(block.kind is not BlockKind.TABLE and ends_sentence(block.text) for block in inside)
        if tells and sum(len(block.text) for block in inside) >= _FEWEST_CHARACTERS:
            for block in blocks[index:end]:
                if not block.is_final:
                    block.container = BlockKind.BOX
            blocks[index].kind, blocks[index].level, blocks[index].label = BlockKind.HEADING, 1, None
            blocks[index].is_final = True
            index = end
        else:
            index += 1


def _is_title(block: PageBlock, edges: dict[int, float], measures: Measures) -> bool:
    first = block.lines[0]
    text = block.text.strip()
    if block.kind not in _CAN_BE_TITLE or block.is_final or len(text) > _LONGEST_TITLE:
        return False
    if _TITLE.match(text):
        return True
    is_set_apart = first.size <= first.body - SMALL and first.x0 >= edges.get(first.page, first.x0) + _INSET
    return is_set_apart and all(line.is_bold for line in block.lines) and not ends_sentence(text)


def _end(blocks: Sequence[PageBlock], title: int) -> int:
    """Index after the last block that is set like the first one under the title and stands in its column."""
    first = next((block for block in blocks[title + 1 : title + 2] if block.kind in _CAN_BE_INSIDE), None)
    if first is None or first.is_final:
        return title + 1
    head = blocks[title].lines[0]
    index = title + 1
    while index < len(blocks):
        block = blocks[index]
        line = block.lines[0]
        if block.is_final or block.kind not in _CAN_BE_INSIDE or line.column != head.column:
            break
        if abs(line.size - first.lines[0].size) >= SMALL or line.x0 < head.x0 - _SAME_EDGE:
            break
        index += 1
    return index
