"""Headings of paged documents: short blocks that are set larger, heavier or apart, or that carry a chapter's number.

Levels come from how a heading is set: the larger the higher, bold before plain; among headings set alike, the number
tells ("2.1" stands below "2").
"""

from collections.abc import Sequence
from itertools import pairwise

from policytext.structure.letters import CONTACT, SALUTATION, SUBJECT
from policytext.structure.lines import CAPTION, NUMBERING, ends_open, ends_sentence, stands_alone
from policytext.structure.page_blocks import PageBlock
from policytext.structure.page_lines import Measures
from policytext.types.vocabulary import BlockKind

_LONGEST, _MOST_LINES = 220, 5
_LONGEST_PLAIN = 110
# Points by which a heading's letters are larger than the running text.
_LARGER = 0.9
_APART = 1.25
_DEEPEST = 6

_Style = tuple[float, bool, bool, bool]


def mark_headings(blocks: Sequence[PageBlock], measures: Measures) -> None:
    """Turn blocks into headings with levels from 1, in place."""
    found = [index for index, block in enumerate(blocks) if _is_heading(blocks, index, measures)]
    for index in found:
        blocks[index].kind = BlockKind.HEADING
        blocks[index].label = None
        # What is set so large is no line of an address, whatever its words.
        blocks[index].is_final = blocks[index].lines[0].size >= measures.body_size + 2 * _LARGER
    _join_parts(blocks, found)
    _give_levels([blocks[index] for index in found if blocks[index].lines])


def _is_heading(blocks: Sequence[PageBlock], index: int, measures: Measures) -> bool:
    block = blocks[index]
    text = block.text.strip()
    if block.is_final or block.container is not None or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return False
    if len(text) > _LONGEST or len(block.lines) > _MOST_LINES or sum(c.isalpha() for c in text) < 3:
        return False
    is_numbered = NUMBERING.match(text) is not None
    if block.kind is BlockKind.LIST_ITEM and not text[:1].isalnum():
        return False
    if CAPTION.match(text) or SUBJECT.match(text) or SALUTATION.match(text) or stands_alone(text):
        return False
    is_larger = block.lines[0].size >= measures.body_size + _LARGER
    is_bold = all(line.line.bold for line in block.lines) and not measures.bold_is_usual
    is_italic = all(line.line.italic for line in block.lines)
    if not is_larger and CONTACT.search(text):
        return False
    if not is_larger and block.lines[0].size < measures.body_size - 1:
        return False
    if not is_larger and (text[:1].islower() or ends_open(text)):
        return False
    if ends_sentence(text) and not text.endswith(("?", "!")) and not (is_larger and text.endswith((":", "…"))):
        is_sentence = not text.endswith((".", ":")) or len(text) > _LONGEST_PLAIN or not (is_larger or is_bold)
        if (
            is_sentence
            or (text.endswith(":") and not is_larger)
            or (block.kind is BlockKind.LIST_ITEM and not is_larger)
        ):
            return False
    if is_larger or is_bold:
        return True
    is_alone = block.gap >= _APART and len(block.lines) <= 2 and len(text) <= _LONGEST_PLAIN
    following = _following(blocks, index)
    if not is_alone or following is None or following.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return False
    is_text_next = len(following.text) > _LONGEST_PLAIN or following.kind is BlockKind.LIST_ITEM
    if is_italic:
        return is_text_next
    number = NUMBERING.match(text)
    is_deep = number is not None and bool(number["named"] or "." in (number["number"] or ""))
    return is_numbered and is_deep and block.kind is BlockKind.PARAGRAPH and not text.endswith("?")


def _following(blocks: Sequence[PageBlock], index: int) -> PageBlock | None:
    for block in blocks[index + 1 : index + 12]:
        if block.kind not in (BlockKind.NOTE, BlockKind.FURNITURE) and block.lines:
            return block
    return None


def _join_parts(blocks: Sequence[PageBlock], found: Sequence[int]) -> None:
    """Put the lines of a heading together that its short lines kept apart: same look, one under the other."""
    for before, index in pairwise(found):
        first, second = blocks[before], blocks[index]
        if index != before + 1 or not first.lines or not 0 < second.gap < _APART:
            continue
        if _style(first) == _style(second) and not NUMBERING.match(second.text.strip()):
            is_close = first.lines[-1].column == second.lines[0].column
            if is_close and len(first.text) + len(second.text) <= _LONGEST:
                second.lines = [*first.lines, *second.lines]
                second.gap, second.follows_break = first.gap, first.follows_break
                first.lines = []


def _style(block: PageBlock) -> _Style:
    line = block.lines[0]
    text = block.text
    return round(line.size * 2) / 2, line.line.bold, text.isupper(), not line.line.italic


def _give_levels(headings: Sequence[PageBlock]) -> None:
    styles = sorted({_style(block) for block in headings}, reverse=True)
    ranks = {style: number for number, style in enumerate(styles, start=1)}
    depths = {id(block): _depth(block) for block in headings}
    shallowest: dict[_Style, int] = {}
    for block in headings:
        depth = depths[id(block)]
        if depth:
            style = _style(block)
            shallowest[style] = min(shallowest.get(style, depth), depth)
    for block in headings:
        style, depth = _style(block), depths[id(block)]
        block.level = min(_DEEPEST, ranks[style] + (depth - shallowest[style] if depth else 0))


def _depth(block: PageBlock) -> int:
    match = NUMBERING.match(block.text.strip())
    if match is None or match["number"] is None:
        return 0
    return match["number"].count(".") + 1
