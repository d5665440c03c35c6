"""Headings of paged documents: short blocks that are set larger, heavier or apart, or that carry a chapter's number."""

import re
from collections.abc import Sequence
from itertools import pairwise

from policytext.structure.letters import CONTACT, SALUTATION, SUBJECT
from policytext.structure.lines import CAPTION, NUMBERING, ends_open, ends_sentence, stands_alone
from policytext.structure.pages.page_blocks import PageBlock
from policytext.structure.pages.page_levels import give_levels, look_alike, without_date_lines
from policytext.structure.pages.page_lines import SMALL, Measures
from policytext.structure.redactions import find_redactions
from policytext.structure.sections import BOX_TITLE
from policytext.types.vocabulary import BlockKind

_LONGEST, _MOST_LINES = 280, 5
_LONGEST_PLAIN = 110
# Points by which a heading's letters are larger than the running text; letters of a scan are measured less well.
_LARGER = 0.9
_LARGER_IN_SCAN = 0.2
_APART, _FAR_APART = 1.25, 1.8
_SAME_EDGE = 3.0
_SHORT_SHARE, _SHORTEST_SENTENCE = 0.6, 60
# Numbered names of sections where nothing but the number shows what they are.
_FEWEST_NAMES = 3
_NUMBERED_NAME = re.compile(r"(\d{1,2})\.? [A-Z][^\n]{2,60}")
# Letters of a line that blacking out left, at most.
_LEFT_OVER = 12
# The first line of a ministry's letterhead, cut off from its name or not.
_LETTERHEAD = re.compile(r"Ministerie(?: van [A-Z][\w, ]{1,80})?")
# What is printed below a barcode: capitals and digits without a word, between stars or not.
_BARCODE = re.compile(r"\*[A-Z0-9 ]+\*|(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{9,}")
# So many headings in a row, most of which come again, are a table of contents.
_FEWEST_LISTED, _LISTED_SHARE = 3, 0.6
# Share of letters and spaces in a heading of a scan: handwriting and stains are read as signs.
_LETTER_SHARE = 0.8
_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWEL = re.compile(r"[aeiouyáéíóúàèäëïöü]", re.IGNORECASE)
_ITEM_LABEL = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s")


def mark_headings(blocks: Sequence[PageBlock], measures: Measures) -> None:
    """Turn blocks into headings with levels from 1, in place."""
    found: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and block.container is None:
            found.append(index)  # the layout model named it
            continue
        follows_heading = bool(found) and found[-1] == index - 1
        if _is_heading(blocks, index, measures, follows_heading=follows_heading):
            found.append(index)
            block.kind = BlockKind.HEADING
            block.label = None
            # What is set so large is no line of an address, whatever its words.
            block.is_final = block.lines[0].size >= block.lines[0].body + 2 * _LARGER
    if not found and not any(line.is_bold or line.line.italic for block in blocks for line in block.lines):
        found = _numbered_names(blocks)
        for index in found:
            blocks[index].kind, blocks[index].label = BlockKind.HEADING, None
    _mark_boxed(blocks)
    _join_parts(blocks, found)
    found = _without_contents(blocks, [index for index in found if blocks[index].lines])
    found = _without_running_heads(blocks, found)
    headings = without_date_lines([blocks[index] for index in found], blocks)
    give_levels(headings, blocks)


def _numbered_names(blocks: Sequence[PageBlock]) -> list[int]:
    """Numbered short lines above paragraphs, 1, 2, 3: the headings of a scan whose text layer knows one letter only."""
    found: list[int] = []
    numbers = [0]
    for index, block in enumerate(blocks):
        text = block.text.strip()
        match = _NUMBERED_NAME.fullmatch(text)
        if block.kind is not BlockKind.LIST_ITEM or match is None or ends_sentence(text) or ends_open(text):
            continue
        following, number = _following(blocks, index), int(match[1])
        is_above = following is not None and not _NUMBERED_NAME.fullmatch(following.text.strip())
        if is_above and number > numbers[-1] and _can_be_heading(block, text):
            found.append(index)
            numbers.append(number)
    return found if len(found) >= _FEWEST_NAMES else []


def _mark_boxed(blocks: Sequence[PageBlock]) -> None:
    """Find the title of each box that names itself, and the lines in italics above the paragraphs of a box."""
    is_titled = False
    for index, block in enumerate(blocks):
        if block.container is not BlockKind.BOX:
            continue
        is_first = index == 0 or blocks[index - 1].container is not BlockKind.BOX
        is_titled = block.kind is BlockKind.HEADING or (is_titled and not is_first)
        text = block.text.strip()
        if block.is_final or block.kind is not BlockKind.PARAGRAPH or len(block.lines) > 1 or ends_sentence(text):
            continue
        is_italic = block.lines[0].line.italic and block.gap >= _APART
        if is_first and BOX_TITLE.match(text):
            block.kind, block.level, is_titled = BlockKind.HEADING, 1, True
        elif is_italic and _names(text) and _is_plain_heading(blocks, index, is_italic=True):
            block.kind, block.level = BlockKind.HEADING, 2 if is_titled else 1


def _without_contents(blocks: Sequence[PageBlock], found: Sequence[int]) -> list[int]:
    """Headings without those that only list the headings to come: a table of contents without page numbers."""
    last = {_words(blocks[index]): index for index in found}
    kept: list[int] = []
    start = 0
    for end in range(1, len(found) + 1):
        if end < len(found) and _following(blocks, found[end - 1]) is blocks[found[end]]:
            continue
        run = found[start:end]
        listed = [index for index in run if last[_words(blocks[index])] > index]
        if len(listed) >= max(_FEWEST_LISTED, _LISTED_SHARE * len(run)):
            for index in listed:
                blocks[index].kind, blocks[index].is_final = BlockKind.CONTENTS, True
            run = [index for index in run if index not in listed]
        kept += run
        start = end
    return kept


def _without_running_heads(blocks: Sequence[PageBlock], found: Sequence[int]) -> list[int]:
    """Headings without those at the head of a page that say again what the page before is headed by."""
    kept: list[int] = []
    heads: dict[int, PageBlock] = {}
    for index in found:
        block = blocks[index]
        page = block.lines[0].page
        before = heads.get(page - 1)
        if page not in heads and block.follows_break and _before_on_page(blocks, index) is None:
            heads[page] = block
            if before is not None and _words(before) == _words(block) and look_alike(before, block):
                block.kind, block.level, block.is_final = BlockKind.FURNITURE, 0, True
                continue
        kept.append(index)
    return kept


def _before_on_page(blocks: Sequence[PageBlock], index: int) -> PageBlock | None:
    before = _before(blocks, index)
    return before if before is not None and before.lines[0].page == blocks[index].lines[0].page else None


def _words(block: PageBlock) -> str:
    return " ".join(block.text.split()).casefold()


def _is_heading(blocks: Sequence[PageBlock], index: int, measures: Measures, *, follows_heading: bool) -> bool:
    block = blocks[index]
    text = block.text.strip()
    if not _can_be_heading(block, text) or _is_beside_text(blocks, index):
        return False
    is_larger = _is_larger(block)
    is_bold = all(line.is_bold for line in block.lines) and not measures.bold_is_usual
    is_italic = all(line.line.italic for line in block.lines)
    if not is_larger:
        if CONTACT.search(text) or block.lines[0].size < block.lines[0].body - 1:
            return False
        if text[:1].islower() and block.kind is not BlockKind.LIST_ITEM:
            return False
        if ends_open(text):
            return False
    if block.kind is BlockKind.LIST_ITEM and not is_larger:
        is_name = is_bold and not ends_sentence(text) and len(text) <= _LONGEST_PLAIN
        return is_name or ((is_bold or is_italic) and _heads_text(blocks, index, is_bold=is_bold))
    if ends_sentence(text) and not text.endswith(("?", "!")) and not (is_larger and text.endswith((":", "…"))):
        is_sentence = not text.endswith((".", ":")) or len(text) > _LONGEST_PLAIN or not (is_larger or is_bold)
        is_numbered = is_larger and text.endswith(".") and _is_deep(text)
        if (is_sentence and not is_numbered) or (text.endswith(":") and not is_larger):
            return False
    is_apart = follows_heading or block.gap >= _APART
    if is_larger or is_bold:
        # Weight is guessed on a scan: there a heading stands on a line of its own, too.
        return is_larger or not block.lines[0].is_recognised or (is_apart and len(block.lines) == 1)
    is_alone = is_apart and len(block.lines) <= 2 and len(text) <= _LONGEST_PLAIN
    return is_alone and (_is_plain_heading(blocks, index, is_italic=is_italic) or _is_run_in(blocks, index))


def _can_be_heading(block: PageBlock, text: str) -> bool:
    if block.is_final or block.container is not None or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return False
    if len(text) > _LONGEST or len(block.lines) > _MOST_LINES or sum(c.isalpha() for c in text) < 3:
        return False
    if block.kind is BlockKind.LIST_ITEM and not text[:1].isalnum():
        return False
    if _is_left_over(text) or _LETTERHEAD.fullmatch(text) or _BARCODE.fullmatch(text):
        return False
    if CAPTION.match(text) or SUBJECT.match(text) or SALUTATION.match(text) or stands_alone(text):
        return False
    return not block.lines[0].is_recognised or _looks_like_words(text)


def _is_left_over(text: str) -> bool:
    """Whether a line is what blacking out left of one: codes, and hardly a word beside them ("Oord, 10.1.c")."""
    codes = find_redactions(text)
    kept = len(text) - sum(code.span.end - code.span.start for code in codes)
    return bool(codes) and kept <= _LEFT_OVER


def _looks_like_words(text: str) -> bool:
    """Whether a line of a scan holds words, not what handwriting, stamps and stains were taken for."""
    fit = sum(1 for character in text if character.isalpha() or character == " ")
    words = _WORD.findall(text)
    has_words = NUMBERING.match(text) is not None or fit >= _LETTER_SHARE * len(text)
    return has_words and any((_VOWEL.search(word) and not word[1:].isupper()) or word.isupper() for word in words)


def _is_beside_text(blocks: Sequence[PageBlock], index: int) -> bool:
    """Whether other words stand at the height of a line of a scan: handwriting beside the text heads nothing."""
    line = blocks[index].lines[0]
    if not line.is_recognised or len(_WORD.findall(line.text)) == len(line.text.split()):
        return False
    return any(
        other.page == line.page
        and min(other.y1, line.y1) - max(other.y0, line.y0) > 0.3 * min(other.height, line.height)
        for block in blocks[max(0, index - 4) : index + 5]
        if block is not blocks[index] and block.kind not in (BlockKind.FURNITURE, BlockKind.ADDRESS)
        for other in (*block.lines[:1], *block.lines[-1:])
    )


def _is_larger(block: PageBlock) -> bool:
    line = block.lines[0]
    return line.size >= line.body + (_LARGER_IN_SCAN * line.body if line.is_recognised else _LARGER)


def _heads_text(blocks: Sequence[PageBlock], index: int, *, is_bold: bool) -> bool:
    """Whether an item that is set apart stands above text, not among other items that are set like it."""
    following, before = _following(blocks, index), _before(blocks, index)
    if following is None or following.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE):
        return False
    if not _ITEM_LABEL.match(blocks[index].text.strip()):
        return False
    for other in (following, before):
        if other is not None and other.kind is BlockKind.LIST_ITEM:
            is_like = all(line.is_bold if is_bold else line.line.italic for line in other.lines)
            if is_like or not is_bold:
                return False
    return not all(line.is_bold if is_bold else line.line.italic for line in following.lines)


def _is_plain_heading(blocks: Sequence[PageBlock], index: int, *, is_italic: bool) -> bool:
    block, following = blocks[index], _following(blocks, index)
    text = block.text.strip()
    if following is None or following.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return False
    if is_italic:
        is_other = not all(line.line.italic for line in following.lines)
        tells = is_other and len(following.text) > len(text) and ends_sentence(following.text)
        return tells or len(following.text) > _LONGEST_PLAIN or following.kind is BlockKind.LIST_ITEM
    return _is_deep(text) and block.kind is BlockKind.PARAGRAPH and not text.endswith("?")


def _is_deep(text: str) -> bool:
    """Whether a line is numbered as only headings are: "2.1", "Bijlage 3"."""
    number = NUMBERING.match(text)
    return number is not None and bool(number["named"] or "." in (number["number"] or ""))


def _is_run_in(blocks: Sequence[PageBlock], index: int) -> bool:
    """Whether a short line stands close above the paragraph that it names, and far under what is before it."""
    block, following, before = blocks[index], _following(blocks, index), _before(blocks, index)
    line = block.lines[0]
    width = line.x1 - line.x0
    if len(block.lines) > 1 or block.kind is not BlockKind.PARAGRAPH or line.is_recognised or following is None:
        return False
    first = following.lines[0]
    is_above = (
        following.kind is BlockKind.PARAGRAPH
        and following.container is None
        and following.gap < _APART
        and first.column == line.column
        and abs(first.x0 - line.x0) < _SAME_EDGE
        and abs(first.size - line.size) < SMALL
        and abs(line.size - line.body) < SMALL
        and (len(following.text) > _LONGEST_PLAIN or (_is_sentence(following) and first.x1 - first.x0 > 1.5 * width))
    )
    ends_before = before is None or before.kind is not BlockKind.PARAGRAPH or ends_sentence(before.text)
    ends_before = ends_before or (block.gap >= _FAR_APART and not ends_open(before.text if before is not None else ""))
    is_short = width < _SHORT_SHARE * (first.right - first.left)
    return is_above and ends_before and is_short and _names(block.text.strip())


def _is_sentence(block: PageBlock) -> bool:
    return len(block.text) >= _SHORTEST_SENTENCE and ends_sentence(block.text)


def _names(text: str) -> bool:
    """Whether a line can name what follows it."""
    return (
        (not ends_sentence(text) or text.endswith(("?", "!"))) and text[:1].isupper() and len(_WORD.findall(text)) > 0
    )


def _following(blocks: Sequence[PageBlock], index: int) -> PageBlock | None:
    for block in blocks[index + 1 : index + 12]:
        if block.kind not in (BlockKind.NOTE, BlockKind.FURNITURE) and block.lines:
            return block
    return None


def _before(blocks: Sequence[PageBlock], index: int) -> PageBlock | None:
    for block in reversed(blocks[max(0, index - 11) : index]):
        if block.kind not in (BlockKind.NOTE, BlockKind.FURNITURE) and block.lines:
            return block
    return None


def _join_parts(blocks: Sequence[PageBlock], found: Sequence[int]) -> None:
    """Put the lines of a heading together that its short lines kept apart: same look, one under the other."""
    for before, index in pairwise(found):
        first, second = blocks[before], blocks[index]
        if index != before + 1 or not first.lines or not 0 < second.gap < _APART:
            continue
        text = second.text.strip()
        if look_alike(first, second) and not NUMBERING.match(text) and not _ITEM_LABEL.match(text):
            is_close = first.lines[-1].column == second.lines[0].column
            if is_close and len(first.text) + len(second.text) <= _LONGEST:
                second.lines = [*first.lines, *second.lines]
                second.gap, second.follows_break = first.gap, first.follows_break
                first.lines = []
