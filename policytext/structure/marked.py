"""Drafts of files with markup of their own: what the markup names is taken over, the rest is left to later steps."""

from policytext.structure.drafts import DraftBlock, split_superscripts
from policytext.structure.lines import CAPTION, ITEM_START
from policytext.structure.markup import TextDraft
from policytext.types.raw import MarkedBlock, RawDocument
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

# What stands for a sentence or a heading of its own whatever the words say.
_NAMED = frozenset(BlockKind) - {BlockKind.PARAGRAPH}


def draft_marked(raw: RawDocument) -> list[TextDraft]:
    """Draft blocks in the order of the file.

    A paragraph can still turn out to be a heading (all of it emphasised), an item whose author typed the number, a
    caption, or a part of a letter.
    """
    drafts: list[TextDraft] = []
    end = 0
    for block in raw.blocks:
        is_apart = raw.text.count("\n", end, block.source.start) > 1
        drafts.append(_draft(block, raw.text[block.source.start : block.source.end], is_apart=is_apart))
        end = block.source.end
    return drafts


def _draft(block: MarkedBlock, words: str, *, is_apart: bool) -> TextDraft:
    draft = DraftBlock(
        block.kind,
        split_superscripts(block.source, block.superscripts),
        level=block.level if block.kind is BlockKind.HEADING else 0,
        label=block.label,
        container=block.container,
        page=block.page,
        # The file says where a paragraph ends: no two of them are halves of one.
        is_placed=True,
        note_id=block.note_id,
    )
    draft.is_final = block.kind is BlockKind.NOTE
    found = TextDraft(
        draft,
        is_alone="\n" not in words.strip(),
        is_marked=block.kind in _NAMED,
        is_strong=block.is_strong,
        blank_before=int(is_apart),
        indent=block.level,
    )
    if block.kind is BlockKind.PARAGRAPH:
        item = ITEM_START.match(words)
        if item is not None:
            draft.kind = BlockKind.LIST_ITEM
            found.marker_start = block.source.start + item.start("marker")
            draft.label = item["marker"]
            draft.pieces = split_superscripts(
                Span(block.source.start + item.end(), block.source.end), block.superscripts
            )
        elif CAPTION.match(words.lstrip()):
            draft.kind = BlockKind.CAPTION
    return found
