"""Sentences that a page break, notes, furniture or a box cut in two become one block with two stretches of source."""

from collections.abc import Sequence

from policytext.structure.drafts import DraftBlock
from policytext.structure.lines import ends_open, ends_sentence, stands_alone, starts_lower
from policytext.types.vocabulary import BlockKind

_CAN_BE_CUT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})
_AT_PAGE_END = frozenset({BlockKind.NOTE, BlockKind.FURNITURE})
_PASSED_OVER = _AT_PAGE_END | {BlockKind.CAPTION, BlockKind.TABLE}
# How many blocks of what floats between the halves of a sentence are looked over.
_LARGEST_BOX = 30
# A short line without an end is a heading or a name more often than half a sentence.
_SHORTEST_CUT = 30
_SHORTEST_SURE_CUT = 80


def join_interrupted(drafts: Sequence[DraftBlock], source_text: str) -> list[DraftBlock]:
    """Drafts with the second half of each interrupted sentence moved to its first half.

    What stands between the halves follows the joined block; where that is a box with a heading of its own, its blocks
    get the container BOX.
    """
    texts = [draft.raw_text(source_text) for draft in drafts]
    # For each draft that was moved, the draft that its words went to.
    owners: dict[int, int] = {}
    # Drafts whose last words already have their continuation.
    finished: set[int] = set()
    for index, draft in enumerate(drafts):
        first = _first_half(drafts, texts, index, finished)
        if first is None:
            continue
        owner = owners.get(first, first)
        drafts[owner].pieces += draft.pieces
        owners[index] = owner
        finished.add(first)
        _mark_box([drafts[number] for number in range(first + 1, index) if number not in owners])
    return [draft for index, draft in enumerate(drafts) if index not in owners]


def _first_half(drafts: Sequence[DraftBlock], texts: Sequence[str], index: int, finished: set[int]) -> int | None:
    """Index of the draft whose last sentence the draft `index` continues: the nearest that fits, if one does."""
    draft, words = drafts[index], texts[index]
    if draft.kind is not BlockKind.PARAGRAPH or draft.is_final or not words.strip() or stands_alone(words):
        return None
    if draft.is_placed and not draft.follows_break:
        return None
    is_lower = starts_lower(words)
    passed_break, passed_heading, passed_finished = draft.follows_break, False, False
    for number in range(index - 1, max(-1, index - 1 - _LARGEST_BOX), -1):
        candidate, text = drafts[number], texts[number]
        if candidate.kind is BlockKind.HEADING:
            passed_heading = True
        elif candidate.kind in _PASSED_OVER:
            passed_break = passed_break or candidate.kind in _AT_PAGE_END
        elif candidate.container is BlockKind.BOX and draft.container is None:
            passed_heading = not draft.is_placed  # a whole box; on pages its place says that it is one
        elif candidate.kind not in _CAN_BE_CUT or candidate.container != draft.container:
            return None
        elif number not in finished and _breaks_off(candidate, text):
            fits = is_lower or (passed_break and (ends_open(text) or _starts_inside(words)))
            # Over a whole box, only a text that is surely cut: a short line above a box is a heading or a name.
            is_sure = ends_open(text) or (candidate.kind is BlockKind.PARAGRAPH and len(text) >= _SHORTEST_SURE_CUT)
            if fits and (is_sure if passed_heading or passed_finished else True):
                return number
            passed_finished = True
        else:
            passed_finished = True
        if (draft.is_placed or not is_lower) and (passed_heading or passed_finished):
            return None
        passed_break = passed_break or candidate.follows_break
    return None


def _breaks_off(draft: DraftBlock, text: str) -> bool:
    stripped = text.strip()
    if draft.is_final or not stripped or ends_sentence(stripped) or stands_alone(text):
        return False
    return len(stripped) >= _SHORTEST_CUT or ends_open(text)


def _starts_inside(words: str) -> bool:
    first = words.lstrip(" \t\r\n*_")[:1]
    return first in tuple("(),;:–") or first.isdigit()


def _mark_box(between: Sequence[DraftBlock]) -> None:
    if not any(draft.kind is BlockKind.HEADING for draft in between):
        return
    for draft in between:
        if draft.kind not in (BlockKind.NOTE, BlockKind.FURNITURE) and draft.container is None:
            draft.container = BlockKind.BOX
