"""Quotations of paged documents that stand apart: set in, smaller or in italics, and said to be another's words.

The words of another are known by quotation marks, by a colon before them or by a source in brackets at their end.
"""

import re
from collections.abc import Sequence

from policytext.structure.pages.page_blocks import PageBlock
from policytext.structure.pages.page_lines import SMALL, PageLine
from policytext.types.vocabulary import BlockKind

_INSET = 8.0
_SHORTEST, _SHORTEST_BODY_LINE = 60, 25
_OPENS = ("“", "„", "‘", '"', "'", "«")
_SOURCE_AT_END = re.compile(r"\([^()]{2,80}\b(?:1[89]|20)\d\d[^()]{0,40}\)\.?\s*\Z")


def mark_quotations(blocks: Sequence[PageBlock]) -> None:
    """Turn paragraphs that are quotations into such, in place; headings and boxes must be known."""
    edges: dict[int, float] = {}
    for block in blocks:
        for line in block.lines:
            if line.kind is None and abs(line.size - line.body) < SMALL and len(line.text) >= _SHORTEST_BODY_LINE:
                edges[line.page] = min(edges.get(line.page, line.x0), line.x0)
    before = ""
    for block in blocks:
        if not block.lines or block.kind in (BlockKind.NOTE, BlockKind.FURNITURE):
            continue
        if _is_quotation(block, before, edges):
            block.kind = BlockKind.QUOTATION
        before = block.text


def _is_quotation(block: PageBlock, before: str, edges: dict[int, float]) -> bool:
    text = block.text.strip()
    if block.kind is not BlockKind.PARAGRAPH or block.is_final or block.container is not None or len(text) < _SHORTEST:
        return False
    if not all(_is_set_in(line, edges) for line in block.lines):
        return False
    is_small = all(line.size <= line.body - SMALL for line in block.lines)
    if not is_small and not all(line.line.italic for line in block.lines):
        return False
    return text.startswith(_OPENS) or before.rstrip().endswith(":") or _SOURCE_AT_END.search(text) is not None


def _is_set_in(line: PageLine, edges: dict[int, float]) -> bool:
    edge = edges.get(line.page)
    return line.kind is None and edge is not None and line.x0 >= edge + _INSET
