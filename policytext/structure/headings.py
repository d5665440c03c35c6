"""Headings of texts without heading markup: short lines between blank lines that open a section.

A line is a heading by what it is (short, no end of a sentence, does not break off) and by what follows (text).
Documents that mark headings with number signs get no others, except lines that are emphasised as a whole.
"""

import re
from collections.abc import Sequence

from policytext.structure.drafts import DraftBlock, Piece
from policytext.structure.lines import CHAPTER, NUMBERING, ends_open, ends_sentence, stands_alone
from policytext.structure.markup import TextDraft
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

_LONGEST = 110
# A list heading that is itself an advice may be a sentence; a longer one is a list item with an explanation.
_LONGEST_SENTENCE = 100
# Marked headings from which on a document is taken to mark all of its headings.
_MARKS_ALL = 2
_TITLE_LEVEL, _UPPER_LEVEL = 1, 2
_NOT_HEADING = re.compile(
    r"@\w|https?://|www\.|(?-i:\b\d{4}\s?[A-Z]{2}\b)|\A\W*(?:postbus|t\.a\.v\.|p/a|tel|bron|foto)\b"
    r"|\A(?:tekst|door|auteurs?):?\s+(?-i:[A-ZÀ-Þ][\w.'’-]*\s+(?:(?:van|de|der|den|ten|ter)\s+)*[A-ZÀ-Þ])|\A[\d\W]*\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def find_headings(drafts: Sequence[TextDraft], source_text: str, *, only_strong: bool = False) -> None:
    """Turn drafts into headings, in place, and give them levels from 1.

    Args:
        drafts: of a document in order.
        source_text: which their pieces refer to.
        only_strong: whether a heading is at least emphasised as a whole, as where a word processor could mark it.
    """
    texts = [draft.block.raw_text(source_text).strip() for draft in drafts]
    marked = sum(1 for draft in drafts if draft.block.kind is BlockKind.HEADING)
    found = [
        index
        for index, draft in enumerate(drafts)
        if (draft.is_strong or not only_strong)
        and _is_heading(drafts, texts, index)
        and (marked < _MARKS_ALL or (draft.is_strong and _has_sentences(drafts, texts, index)))
    ]
    _give_levels(drafts, texts, found, marked >= _MARKS_ALL)


def _is_heading(drafts: Sequence[TextDraft], texts: Sequence[str], index: int) -> bool:
    draft, text = drafts[index], texts[index]
    if not draft.is_alone or draft.is_marked or not 2 <= len(text) <= _LONGEST:
        return False
    if draft.block.kind is BlockKind.LIST_ITEM:
        return _is_numbered_heading(drafts, texts, index)
    if (
        draft.block.kind is not BlockKind.PARAGRAPH
        or _NOT_HEADING.search(text)
        or not _WORD.search(text)
        or stands_alone(text)
    ):
        return False
    if ends_open(text) or (ends_sentence(text) and not text.endswith("?")) or not _starts_like_heading(text):
        return False
    following = _following(drafts, index)
    return following is not None and (index == 0 or _is_body(drafts[following], texts[following], text))


def _starts_like_heading(text: str) -> bool:
    first = text.lstrip("“\"'‘(*_[")[:1]
    return first.isupper() or first.isdigit()


def _following(drafts: Sequence[TextDraft], index: int) -> int | None:
    """The next draft that is not a note or a caption."""
    for number in range(index + 1, min(len(drafts), index + 12)):
        if drafts[number].block.kind not in (BlockKind.NOTE, BlockKind.FURNITURE):
            return number
    return None


def _is_body(draft: TextDraft, text: str, heading: str) -> bool:
    """Whether a heading can stand above this: a paragraph longer than it, a list, a table or another heading."""
    if draft.block.kind is not BlockKind.PARAGRAPH:
        return True
    is_short_line = draft.is_alone and len(text) <= _LONGEST and not ends_sentence(text)
    return is_short_line or ends_sentence(text) or len(text) > max(_LONGEST, len(heading))


def _has_sentences(drafts: Sequence[TextDraft], texts: Sequence[str], index: int) -> bool:
    """Whether a list or a paragraph of whole sentences follows at once."""
    following = _following(drafts, index)
    if following is not None and drafts[following].block.kind is BlockKind.LIST_ITEM:
        return True
    return (
        following is not None
        and drafts[following].block.kind is BlockKind.PARAGRAPH
        and ends_sentence(texts[following])
        and len(texts[following]) > _LONGEST
    )


def _is_numbered_heading(drafts: Sequence[TextDraft], texts: Sequence[str], index: int) -> bool:
    """Whether a line that begins with a number is a heading: text follows it, not the next item of a list."""
    draft, text = drafts[index], texts[index]
    if not _is_numbered(draft.block):
        return False
    if ends_open(text) or (ends_sentence(text) and not (text.endswith((".", "?")) and len(text) <= _LONGEST_SENTENCE)):
        return False
    before = drafts[index - 1].block if index else None
    if ". " in text[:-1] or (before is not None and before.kind is BlockKind.LIST_ITEM and _is_numbered(before)):
        return False
    following = _following(drafts, index)
    if following is None or drafts[following].block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return False
    return drafts[following].indent <= draft.indent and len(texts[following]) > len(text)


def _is_numbered(block: DraftBlock) -> bool:
    return (block.label or "")[:1].isdigit()


def _give_levels(drafts: Sequence[TextDraft], texts: Sequence[str], found: Sequence[int], is_marked: bool) -> None:
    # Numbered and plain headings are two levels; the kind that comes first, the title left aside, is the upper one.
    depths = {index: _numbering_depth(drafts[index].block, texts[index]) for index in found}
    # Short lines above short lines are a title page.
    plain = [
        index
        for index in found[1:]
        if not depths[index]
        and not CHAPTER.match(texts[index])
        and index + 1 < len(texts)
        and (len(texts[index + 1]) > _LONGEST or depths.get(index + 1))
    ]
    first_numbered = next((index for index in found if depths[index]), len(drafts))
    lower = 0 if not plain or first_numbered == len(drafts) else (1 if plain[0] < first_numbered else -1)
    deepest = max((draft.block.level for draft in drafts if draft.block.kind is BlockKind.HEADING), default=0)
    title = _title(drafts, texts, found)
    for index in found:
        block = drafts[index].block
        depth = depths[index]
        if is_marked:
            block.level = deepest + 1
        elif depth:
            block.level = _UPPER_LEVEL + depth - 1 + (lower == 1)
        elif index == title:
            block.level = _TITLE_LEVEL
        elif lower == -1 and not CHAPTER.match(texts[index]):
            block.level = _UPPER_LEVEL + 1
        else:
            block.level = _UPPER_LEVEL
        if block.kind is BlockKind.LIST_ITEM:
            # The number is part of a heading, the marker of an item is not.
            block.pieces.insert(0, Piece(Span(drafts[index].marker_start, block.source_start)))
            block.label = None
        block.kind = BlockKind.HEADING


def align_chapters(drafts: Sequence[DraftBlock], source_text: str) -> None:
    """Give the chapters "1.", "2.", "3." of a document one level, in place: conversions to markup often mix them up.

    Done only where the numbers run on from 1 without a second 1: otherwise lists inside chapters are numbered too.
    """
    chapters: list[DraftBlock] = []
    for draft in drafts:
        match = NUMBERING.match(draft.raw_text(source_text).lstrip()) if draft.kind is BlockKind.HEADING else None
        if match is None or match["number"] is None or "." in match["number"] or draft.container is not None:
            continue
        if int(match["number"]) != len(chapters) + 1:
            return
        chapters.append(draft)
    for chapter in chapters:
        chapter.level = min(other.level for other in chapters)


def _title(drafts: Sequence[TextDraft], texts: Sequence[str], found: Sequence[int]) -> int | None:
    """Index of the heading that is the document's title: the first, if no text precedes it."""
    if not found or drafts[found[0]].block.label or any(len(text) > _LONGEST for text in texts[: found[0]]):
        return None
    return found[0]


def _numbering_depth(block: DraftBlock, text: str) -> int:
    """How deep a heading's number is ("2.1" is 2), 0 without a number."""
    if block.label:
        return 1
    match = NUMBERING.match(text)
    if match is None:
        return 0
    number = match["number"]
    if number is None:
        return 1
    return number.count(".") + 1 if number.count(".") or match["dot"] or len(number) <= 2 else 0
