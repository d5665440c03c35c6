"""Sentences that a page break, notes, furniture or a box cut in two become one block with two stretches of source."""

from collections.abc import Sequence

from policytext.structure.drafts import DraftBlock
from policytext.structure.lines import ends_open, ends_sentence, starts_lower
from policytext.types.vocabulary import BlockKind

_CAN_BE_CUT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.NOTE})
_CAN_GO_ON = frozenset({BlockKind.PARAGRAPH})
_PASSED_OVER = frozenset({BlockKind.NOTE, BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.TABLE})
# What a box that floats between the halves of a sentence can hold, and how many blocks of it are looked over.
_LARGEST_BOX = 30
# A short line without an end is a heading or a name more often than half a sentence.
_SHORTEST_CUT = 30


def join_interrupted(drafts: Sequence[DraftBlock], source_text: str) -> list[DraftBlock]:
    """Drafts with the second half of each interrupted sentence moved to its first half.

    What stands between the halves follows the joined block; where that is a box with a heading of its own, its blocks
    get the container BOX.
    """
    texts = [draft.raw_text(source_text) for draft in drafts]
    taken: set[int] = set()
    joined: list[DraftBlock] = []
    for index, draft in enumerate(drafts):
        if index in taken:
            continue
        joined.append(draft)
        last = index
        while (following := _second_half(drafts, texts, last, taken)) is not None:
            between = [drafts[number] for number in range(last + 1, following) if number not in taken]
            _mark_box(between)
            draft.pieces += drafts[following].pieces
            taken.add(following)
            last = following
    return joined


def _second_half(drafts: Sequence[DraftBlock], texts: Sequence[str], first: int, taken: set[int]) -> int | None:
    """Index of the draft that continues the draft `first`, if one does."""
    draft, text = drafts[first], texts[first]
    if draft.kind not in _CAN_BE_CUT and first not in taken:
        return None
    if draft.is_final or ends_sentence(text.rstrip()) or not text.strip():
        return None
    if len(text.strip()) < _SHORTEST_CUT and not ends_open(text) and first not in taken:
        return None
    passed_box = passed_break = False
    for number in range(first + 1, min(len(drafts), first + 1 + _LARGEST_BOX)):
        candidate, words = drafts[number], texts[number]
        if number in taken:
            return None
        passed_break = passed_break or candidate.follows_break
        if candidate.kind in _PASSED_OVER and not (draft.kind is BlockKind.NOTE and candidate.kind is BlockKind.NOTE):
            passed_break = passed_break or candidate.kind in (BlockKind.NOTE, BlockKind.FURNITURE)
            continue
        if candidate.kind in _CAN_GO_ON and not candidate.is_final and candidate.container == draft.container:
            if _goes_on(text, words, passed_break=passed_break):
                return number
            if number == first + 1 or not passed_box:
                return None
        elif candidate.kind is BlockKind.HEADING and not passed_box and draft.kind is not BlockKind.NOTE:
            passed_box = True
        elif not passed_box:
            return None
    return None


def _goes_on(text: str, words: str, *, passed_break: bool) -> bool:
    """Whether the words finish the text, which has no end of its own."""
    if starts_lower(words):
        return True
    starts_inside = words.lstrip(" \t\r\n*_")[:1] in "(),;:–" or words.lstrip()[:1].isdigit()
    return passed_break and (ends_open(text) or (starts_inside and words.lstrip()[:1] != ""))


def _mark_box(between: Sequence[DraftBlock]) -> None:
    if not any(draft.kind is BlockKind.HEADING for draft in between):
        return
    for draft in between:
        if draft.kind not in (BlockKind.NOTE, BlockKind.FURNITURE) and draft.container is None:
            draft.container = BlockKind.BOX
