"""Lines of pages to blocks: paragraphs, list items, rows of tables, lines of contents, notes and furniture.

A line goes on with the block before it if it stands close under it, looks the same, and nothing says that a new block
begins (an indent, a marker, a short line that ended a sentence). A paragraph goes on over a page or column where its
last line is full and ends no sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policytext.structure.letters import CONTACT, MINISTER, SUBJECT
from policytext.structure.lines import CAPTION, ITEM_START, NUMBERING, ends_open, ends_sentence, starts_lower
from policytext.structure.pages.page_lines import Measures, PageLine
from policytext.structure.sections import BIBLIOGRAPHY, CONTENTS_TITLE
from policytext.structure.tables import table_rows
from policytext.types.vocabulary import BlockKind

# A gap this much larger than the usual distance of lines parts two paragraphs.
_GAP, _WIDE_GAP = 1.3, 2.3
_TIGHT = 0.5
_SIZE_STEP = 0.6
# A line is short if the next word would have fitted on it, with so many font sizes to spare; very short if it ends
# this share of its column before the right edge.
_SPARE, _VERY_SHORT = 0.8, 0.35
# An indent of so many font sizes begins a paragraph.
_INDENT = 0.7
_LEADER = re.compile(r"(?:[.…_·]\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})?\s*\Z", re.IGNORECASE)
_FIGURE_AS_SUBJECT = re.compile(r"\w+\s+\d[\d.-]*[a-z]?\s+(?:[a-z]|\()")
_MOST_CONTENTS_PAGES = 3
_SHORTEST_BEFORE_GAP = 20
_ENTRY_GAP = 1.6
_ENTRY_END = re.compile(r"\s\d{1,3}\s*\Z")
_ENTRY_PAGE = re.compile(r"\d{1,3}")
# Labels of a letterhead that have their value beside them, without a colon.
_LETTER_LABEL = re.compile(
    r"(?:datum|betreft|onderwerp|(?:ons|uw|onze) (?:kenmerk|referentie)|kenmerk|bijlagen?(?:\(n\))?|uw brief(?: van)?"
    r"|contactpersoon|aan|van|cc|kopie(?: aan)?)\s*:?\Z",
    re.IGNORECASE,
)
_ADDRESS_START = re.compile(r"(?:https?://|www\.|doi:)", re.IGNORECASE)
_ADDRESS_END = re.compile(r"(?:https?://|www\.|doi)\S+\s*\Z", re.IGNORECASE)
# "Remkens, J., 2020." at the head of an entry of a list of sources.
_ENTRY_START = re.compile(r"[A-ZÀ-Þ][^\n]{1,250}?\(?\b(?:1[89]|20)\d\d[a-z]?\b|[A-ZÀ-Þ][\w'’-]+, (?:[A-Z]\.)+")


@dataclass(slots=True)
class PageBlock:
    """Lines that form a block, in reading order; `gap` is the distance to the block above, in usual line distances."""

    kind: BlockKind
    lines: list[PageLine] = field(default_factory=list)
    label: str | None = None
    level: int = 0
    container: BlockKind | None = None
    follows_break: bool = False
    is_final: bool = False
    gap: float = 0.0

    @property
    def text(self) -> str:
        """The words of the block, a line feed after each line."""
        return "\n".join(line.text for line in self.lines)


def make_blocks(
    lines: Sequence[PageLine], measures: Measures, tables: Sequence[Sequence[list[PageLine]]] = ()
) -> list[PageBlock]:
    """Blocks in reading order, without headings yet.

    Args:
        lines: in reading order.
        measures: of the document.
        tables: those that were found by their rules, as rows of lines; a table stands where its first line stands.
    """
    builder = _Builder(measures)
    ruled = {line.index: table for table in tables for row in table for line in row}
    done: set[int] = set()
    start = 0
    while start < len(lines):
        table = ruled.get(lines[start].index)
        if table is not None:
            if id(table) not in done:
                done.add(id(table))
                builder.add_table(table)
            start += 1
            continue
        end = start + 1
        while (
            end < len(lines)
            and lines[end].row == lines[start].row
            and lines[end].column == lines[start].column
            and lines[end].index not in ruled
        ):
            end += 1
        start = builder.add_row(lines, start, end)
    return builder.blocks


class _Builder:
    def __init__(self, measures: Measures) -> None:
        self.blocks: list[PageBlock] = []
        self._measures = measures
        # The last block of the running text, of the notes, and of the margin, which other blocks can stand between.
        self._text: PageBlock | None = None
        self._note: PageBlock | None = None
        self._margin: PageBlock | None = None
        self._is_bibliography = False
        # Page of the title of the contents, which go on for a few pages at most.
        self._contents_page = -_MOST_CONTENTS_PAGES

    def add_table(self, rows: Sequence[list[PageLine]]) -> None:
        """Add the rows of a table, each as a block."""
        for row in rows:
            self._start(BlockKind.TABLE, row)

    def add_row(self, lines: Sequence[PageLine], start: int, end: int) -> int:
        """Add the lines [start, end) of a row, or the whole table that begins with them; return the next index."""
        row = lines[start:end]
        plain = [line for line in row if line.kind is None]
        if len(plain) == len(row) and len(row) > 1:
            if _LETTER_LABEL.match(row[0].text.strip()):
                self._add_labelled(row)
                return end
            if _is_entry(row) and (self._is_contents(row[0]) or _LEADER.search(_joined(row))):
                self._start(BlockKind.CONTENTS if _LEADER.search(_joined(row)) else BlockKind.PARAGRAPH, row)
                return end
            after, rows = table_rows(lines, start, self._measures)
            if rows:
                for table_row in rows:
                    self._start(BlockKind.TABLE, table_row)
                return after
        for before, line in zip([None, *row], row, strict=False):
            block = self._cut_by_gap(before, line)
            if block is not None:
                block.lines.append(line)
            else:
                self._add_line(line)
        return end

    def _cut_by_gap(self, before: PageLine | None, line: PageLine) -> PageBlock | None:
        """The block whose line goes on behind a gap, where words were blacked out or left open; None if none does."""
        block = self._text
        if before is None or block is None or block.lines[-1] is not before or line.kind is not None:
            return None
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or abs(before.size - line.size) >= _SIZE_STEP:
            return None
        is_inside = starts_lower(line.text) or line.text.strip()[:1] in (".", ",", ";", ":", ")")
        is_cut = is_inside and not ends_sentence(before.text) and len(block.text) >= _SHORTEST_BEFORE_GAP
        return block if is_cut or line.is_behind_box else None

    def _add_line(self, line: PageLine) -> None:
        if line.kind is BlockKind.FURNITURE:
            self._add_aside(line, BlockKind.FURNITURE)
        elif line.is_margin:
            self._add_margin(line)
        elif line.kind is BlockKind.NOTE:
            self._add_note(line)
        else:
            self._add_text(line)

    def _add_aside(self, line: PageLine, kind: BlockKind) -> None:
        self.blocks.append(PageBlock(kind, [line], is_final=True))

    def _add_margin(self, line: PageLine) -> None:
        last = self._margin
        if last is not None and last.lines[-1].column == line.column and self._distance(last.lines[-1], line) < _GAP:
            last.lines.append(line)
            return
        is_box = line.kind is BlockKind.BOX
        kind = BlockKind.PARAGRAPH if is_box else line.kind or BlockKind.ADDRESS
        self._margin = PageBlock(kind, [line], container=BlockKind.BOX if is_box else None, is_final=True)
        self.blocks.append(self._margin)

    def _add_note(self, line: PageLine) -> None:
        if line.label is None and self._note is not None:
            self._note.lines.append(line)
            return
        self._note = PageBlock(BlockKind.NOTE, [line], label=line.label, is_final=True)
        self.blocks.append(self._note)

    def _is_contents(self, line: PageLine) -> bool:
        return line.page - self._contents_page < _MOST_CONTENTS_PAGES

    def _add_text(self, line: PageLine) -> None:
        if CONTENTS_TITLE.match(line.text):
            self._contents_page = line.page
        if BIBLIOGRAPHY.match(line.text):
            self._is_bibliography = True
            self._start(BlockKind.PARAGRAPH, [line])
            return
        if self._is_bibliography and line.size > line.body + _SIZE_STEP:
            self._is_bibliography = False
        kind = self._kind(line)
        if kind is BlockKind.CONTENTS and self._ends_entry(line):
            return
        if kind is None and self._text is not None and self._goes_on(self._text, line):
            self._text.lines.append(line)
            return
        self._start(kind or BlockKind.PARAGRAPH, [line])

    def _ends_entry(self, line: PageLine) -> bool:
        """Put the last line of a wrapped entry of a table of contents to its first, if there is one."""
        last = self._text
        if last is None or last.kind is not BlockKind.PARAGRAPH or len(self.blocks) < 2 or last is not self.blocks[-1]:
            return False
        is_below = last.lines[-1].column == line.column and self._distance(last.lines[-1], line) < _ENTRY_GAP
        if self.blocks[-2].kind is not BlockKind.CONTENTS or not is_below or len(last.lines) > 2:
            return False
        last.lines.append(line)
        last.kind = BlockKind.CONTENTS
        return True

    def _add_labelled(self, row: Sequence[PageLine]) -> None:
        """A label of a letterhead with its value: a block of its own, which lines under the value can continue."""
        self._start(BlockKind.PARAGRAPH, row)

    def _start(self, kind: BlockKind, lines: Sequence[PageLine]) -> None:
        before = self._text.lines[-1] if self._text is not None and self._text.lines else None
        is_break = before is None or before.column != lines[0].column
        gap = 9.0 if before is None or is_break else self._distance(before, lines[0])
        self._text = PageBlock(kind, list(lines), follows_break=is_break, gap=gap)
        self.blocks.append(self._text)

    def _distance(self, before: PageLine, line: PageLine) -> float:
        """Distance of two lines under each other, in the usual distance of such lines."""
        pitch = min(self._measures.pitch(before), self._measures.pitch(line))
        return (line.y0 - before.y0 + (before.height - line.height) / 2) / pitch

    def _kind(self, line: PageLine) -> BlockKind | None:
        """What begins with this line, where its own words tell."""
        if _LEADER.search(line.text) and any(character.isalpha() for character in line.text):
            return BlockKind.CONTENTS
        if ITEM_START.match(line.text) and not self._is_wrapped_number(line):
            return BlockKind.LIST_ITEM
        if CAPTION.match(line.text) and self._opens(line) and not self._tells_of_figure(line):
            return BlockKind.CAPTION
        return None

    def _tells_of_figure(self, line: PageLine) -> bool:
        """Whether a line that names a figure is running text: "Figuur 2 toont ..." in the size of the text."""
        is_plain = abs(line.size - line.body) < _SIZE_STEP and not line.is_bold and not line.line.italic
        return is_plain and _FIGURE_AS_SUBJECT.match(line.text) is not None

    def _is_wrapped_number(self, line: PageLine) -> bool:
        """Whether a line that looks like an item is the middle of a sentence: "... zoals in artikel / 3. ..."."""
        if self._text is None:
            return False
        last = self._text.lines[-1]
        if last.column != line.column or self._distance(last, line) >= _GAP or line.x0 - last.left > 2:
            return False
        first = line.text.lstrip()[:1]
        is_dash_or_number = first in "-–—(" or first.isalnum()
        is_full = not _is_short(last, line)
        return is_dash_or_number and is_full and not ends_sentence(last.text) and self._text.kind is not BlockKind.TABLE

    def _opens(self, line: PageLine) -> bool:
        """Whether a line stands apart from what is above it."""
        if self._text is None:
            return True
        last = self._text.lines[-1]
        return last.column != line.column or self._distance(last, line) >= _GAP or ends_sentence(last.text)

    def _goes_on(self, block: PageBlock, line: PageLine) -> bool:
        last = block.lines[-1]
        if block.kind in (BlockKind.TABLE, BlockKind.CONTENTS) or last.frame != line.frame:
            return False
        if abs(last.size - line.size) >= _SIZE_STEP:
            return False
        if self._is_contents(line) and _ENTRY_END.search(last.text):
            return False
        is_short = _is_short(last, line)
        if last.column != line.column:
            return self._goes_on_elsewhere(block, line, is_short=is_short)
        distance = self._distance(last, line)
        if not _TIGHT / 2 < distance < _GAP:
            # Lines that are set wider than is usual for their size, inside a sentence.
            is_inside = not is_short and not ends_sentence(last.text) and starts_lower(line.text)
            return _GAP <= distance < _WIDE_GAP and is_inside and last.line.bold == line.line.bold
        if len(block.lines) >= 2 and block.lines[-2].column == last.column:
            # A paragraph keeps its own distance of lines.
            own = self._distance(block.lines[-2], last)
            if own < 1.15 and distance > 1.2 * own and (is_short or ends_sentence(last.text)):
                return False
        is_item = block.kind is BlockKind.LIST_ITEM
        if self._looks_change(block, line, is_short=is_short):
            return False
        if _LETTER_LABEL.match(block.lines[0].text.strip()):
            return len(block.lines) > 1 and abs(line.x0 - block.lines[1].x0) < 3
        return self._goes_on_below(block, line, is_short=is_short, is_item=is_item)

    def _looks_change(self, block: PageBlock, line: PageLine, *, is_short: bool) -> bool:
        """Whether weight or slant change with the line, and not inside a sentence."""
        last = block.lines[-1]
        if (last.is_bold, last.line.italic) == (line.is_bold, line.line.italic) or starts_lower(line.text):
            return False
        looks = {(other.is_bold, other.line.italic) for other in block.lines}
        is_cut = len(block.lines) > 1 and not is_short and not ends_sentence(last.text)
        if len(looks) == 1 and line.text[:1].isupper() and not ends_open(last.text) and not is_cut:
            return True
        return is_short or ends_sentence(last.text)

    def _goes_on_below(self, block: PageBlock, line: PageLine, *, is_short: bool, is_item: bool) -> bool:
        last = block.lines[-1]
        width = max(last.right - last.left, 1.0)
        ends = ends_sentence(last.text)
        indent = line.x0 - last.x0
        if self._is_bibliography and _ADDRESS_START.match(line.text):
            return True
        if self._starts_entry(block, line, is_short=is_short):
            return False
        if self._is_bibliography and line.x0 - block.lines[0].x0 > _INDENT * line.size:
            return True  # the lines of an entry hang in under its first
        if is_item:
            first = block.lines[0]
            if line.x0 < first.x0 - 2:
                return not ends and starts_lower(line.text)
            if len(block.lines) >= 2 and line.x0 < block.lines[1].x0 - 3 and ends:
                return False
            if len(block.lines) == 1 and line.x0 <= first.x0 + 1 and ends and is_short:
                return False
        elif indent > _INDENT * line.size and not starts_lower(line.text):
            # Indented under a full line: a new paragraph; centred lines move a little to both sides.
            is_centred = abs((line.x0 + line.x1) - (last.x0 + last.x1)) < 6
            if not is_centred and (ends or is_short):
                return False
        if ends and is_short:
            return starts_lower(line.text)
        is_very_short = last.x1 < last.right - _VERY_SHORT * width
        if is_very_short and not starts_lower(line.text) and not ends_open(last.text):
            return False
        return not (SUBJECT.match(line.text) or (is_short and CONTACT.search(line.text) and len(line.text) < 90))

    def _starts_entry(self, block: PageBlock, line: PageLine, *, is_short: bool) -> bool:
        """Whether a line begins an entry of a list: out under lines that hang in, or by its words among the sources."""
        first, last = block.lines[0], block.lines[-1]
        rest = [other for other in block.lines[1:] if other.column == last.column]
        hangs = bool(rest) and all(other.x0 > first.x0 + _INDENT * line.size for other in rest)
        if hangs and block.kind is BlockKind.PARAGRAPH and abs(line.x0 - first.x0) < 2:
            return True
        if MINISTER.match(last.text.strip()) and len(block.lines) == 1 and line.text[:1].isupper():
            return True
        if not self._is_bibliography or hangs or line.x0 - first.x0 > _INDENT * line.size:
            return False
        ends = ends_sentence(last.text) or _ADDRESS_END.search(last.text) is not None
        return (is_short and line.text[:1].isupper()) or (ends and _ENTRY_START.match(line.text) is not None)

    def _goes_on_elsewhere(self, block: PageBlock, line: PageLine, *, is_short: bool) -> bool:
        """Whether a paragraph goes on at the top of the next column or page."""
        last = block.lines[-1]
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or block.container is not None:
            return False
        if line.page - last.page not in (0, 1) or last.line.bold != line.line.bold:
            return False
        if ends_sentence(last.text) or is_short or len(last.text) < 20:
            return False
        if ITEM_START.match(line.text) or NUMBERING.match(line.text):
            return False
        return starts_lower(line.text) or last.text.rstrip()[-1:] in "-,\u00ad" or len(block.lines) > 1


def _is_short(last: PageLine, line: PageLine) -> bool:
    """Whether the first word of a line would have fitted on the line before it: the line end was meant."""
    first = line.text.strip(" ").split(" ", maxsplit=1)[0]  # a space that does not break is part of the word
    width = (line.x1 - line.x0) * (len(first) + 1) / max(len(line.text), 1)
    return last.x1 + width + _SPARE * line.size < last.right


def _joined(row: Sequence[PageLine]) -> str:
    return " ".join(line.text.strip() for line in row)


def _is_entry(row: Sequence[PageLine]) -> bool:
    """Whether a row is a line of a table of contents: words and, far to the right, the number of a page."""
    if _LEADER.search(_joined(row)):
        return True
    words = " ".join(line.text for line in row[:-1])
    is_number = _ENTRY_PAGE.fullmatch(row[-1].text.strip()) is not None
    return (
        is_number
        and len(row) <= 3
        and sum(character.isalpha() for character in words) >= 4
        and (row[-1].x1 >= row[0].right - 3 and row[-1].x0 - row[-2].x1 > 4 * row[0].size)
    )
