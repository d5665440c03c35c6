"""Footnotes at the foot of pages and columns: under a short rule or in smaller letters, each with a label at its head.

A note can go on at the foot of the next page. A line that begins with a raised number, with text behind it, is a note
whatever its size; under a rule the size does not matter either. Numbers rise: a line of a note that happens to begin
with a number (a year) starts no note.
"""

import re
from collections import Counter
from collections.abc import Sequence

from policytext.structure.lines import NOTE_START, ends_sentence, note_label
from policytext.structure.pages.page_lines import SMALL, PageLine
from policytext.types.raw import Page, Quad, Shape
from policytext.types.vocabulary import BlockKind, ShapeKind

_SPACED_LABEL = re.compile(r"(?P<label>\d{1,3})[ \t\u00a0]+(?=\S)|(?P<mark>[*†‡]{1,3})[ \t\u00a0]*(?=\S)")
# "(1) Bron", "[1] Bron", "1) Bron", "1. Bron", and a label with the note on the next line.
_ENCLOSED_LABEL = re.compile(
    r"(?:\((?P<round>\d{1,3})\)|\[(?P<square>\d{1,3})\]|(?P<open>\d{1,3})[).])[ \t\u00a0]*(?=\S)"
)
_LONE_LABEL = re.compile(r"[(\[]?(?P<label>\d{1,3})[)\].]?|(?P<mark>[*†‡]{1,3})")
_MARKS = ("*", "**", "***", "†", "‡", "††", "‡‡")
# Notes of a page are numbered on; a page in between can hold some that were not found.
_LARGEST_STEP = 4
# Part of a page above which notes set in the size of the running text are not looked for.
_LOWER_PART = 0.3
_SHORTEST_BODY_LINE = 15
# A rule over notes begins where their column begins and is shorter than the page; the first note stands close under it.
_SHORTEST_RULE, _LONGEST_RULE_SHARE = 20.0, 0.85
_RULE_INSET, _UNDER_RULE = 40.0, 30.0


def mark_notes(lines: Sequence[PageLine], pages: Sequence[Page], shapes: Sequence[Shape] = ()) -> None:
    """Mark the lines of footnotes, in place; the first line of each gets the note's label.

    Args:
        lines: in reading order, furniture and margins marked, each told the size of the running text.
        pages: with their sizes.
        shapes: rules and boxes that are drawn on the pages.
    """
    rules: dict[int, list[Quad]] = {}
    for shape in shapes:
        if shape.kind is ShapeKind.RULE and shape.box.x1 - shape.box.x0 >= _SHORTEST_RULE:
            rules.setdefault(shape.box.page, []).append(shape.box)
    sizes = {page.number: page for page in pages}
    finder = _Finder()
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or lines[index].column != lines[start].column:
            column = [line for line in lines[start:index] if line.kind is None]
            if column:
                page = sizes.get(column[0].page)
                finder.mark_column(column, page, rules.get(column[0].page, []))
            start = index


class _Finder:
    def __init__(self) -> None:
        self._last_label = 0
        self._open: PageLine | None = None
        # What stands raised in the column: the numbers that its notes have.
        self._called: frozenset[str] = frozenset()

    def mark_column(self, column: Sequence[PageLine], page: Page | None, rules: Sequence[Quad]) -> None:
        """Mark the notes at the foot of one column."""
        height = page.height if page is not None else 0.0
        self._called = frozenset(
            line.text[raised.start - line.line.source.start : raised.end - line.line.source.start].strip()
            for line in column
            for raised in line.line.superscripts
            if raised.start > line.line.source.start
        )
        begin = self._under_rule(column, page, rules)
        is_ruled = begin is not None
        if begin is None:
            begin = self._small_start(column, height)
        for number, line in enumerate(column[begin:], start=begin):
            label = self._label(line, is_ruled=is_ruled) or self._lone_label(column, number)
            line.kind = BlockKind.NOTE
            if label is not None:
                line.label = label
                self._last_label = int(label) if label.isdecimal() else self._last_label
            self._open = line

    def _small_start(self, column: Sequence[PageLine], height: float) -> int:
        """Index of the first line of the notes, by size and labels; the length of the column where there are none."""
        first_small = len(column)
        rows = Counter(line.row for line in column)  # lines beside each other are a table
        while first_small and _is_small(column[first_small - 1]) and rows[column[first_small - 1].row] == 1:
            first_small -= 1
        first = next(
            (i for i in range(first_small, len(column)) if self._label(column[i]) or self._lone_label(column, i)), None
        )
        if first is not None and not any(_is_body(line) for line in column[:first]):
            first = None  # small letters alone are a list or a table
        if first is None:
            first = self._raised_start(column, height)
        begin = first if first is not None else len(column)
        if self._goes_on(column, first_small) and first_small < len(column) and first_small <= begin:
            begin = first_small
        return begin

    def _under_rule(self, column: Sequence[PageLine], page: Page | None, rules: Sequence[Quad]) -> int | None:
        """Index of the first line under the rule that parts the notes of a column from its text."""
        if page is None:
            return None
        left = min(line.x0 for line in column)
        right = max(line.x1 for line in column)
        for rule in sorted(rules, key=lambda rule: rule.y0):
            if rule.x0 > left + _RULE_INSET or rule.x1 < left or rule.x0 >= right:
                continue
            width = rule.x1 - rule.x0
            if width > _LONGEST_RULE_SHARE * page.width or rule.y0 < _LOWER_PART * page.height:
                continue
            begin = next((index for index, line in enumerate(column) if line.middle > rule.y0), None)
            if begin is not None and self._are_notes(column, begin, rule):
                return begin
        return None

    def _are_notes(self, column: Sequence[PageLine], begin: int, rule: Quad) -> bool:
        below = column[begin:]
        first = below[0]
        if first.y0 - rule.y1 > _UNDER_RULE or any(line.size > line.body + SMALL for line in below):
            return False
        if any(line.middle > rule.y0 for line in column[:begin]) or len({line.row for line in below}) < len(below):
            return False
        is_small = all(_is_small(line) for line in below)
        if (label := self._label(first, is_ruled=True)) is not None:
            return is_small or first.starts_raised or label in self._called
        if self._lone_label(column, begin) is not None:
            return True
        # Small letters without a label go on with the last note of the page before.
        return is_small and self._open is not None and column[0].page - self._open.page in (0, 1)

    def _goes_on(self, column: Sequence[PageLine], first: int) -> bool:
        """Whether the last note of an earlier page broke off, so that small letters at the foot continue it."""
        return (
            self._open is not None
            and column[0].page - self._open.page in (0, 1)
            and not ends_sentence(self._open.text)
            and first > 0
        )

    def _raised_start(self, column: Sequence[PageLine], height: float) -> int | None:
        """Where notes in the size of the running text begin: at a raised number, far enough down."""
        for index, line in enumerate(column):
            if line.starts_raised and line.middle > _LOWER_PART * height and self._label(line) is not None:
                before = column[index - 1] if index else None
                if before is None or ends_sentence(before.text) or line.y0 - before.y1 > 0.5 * line.height:
                    return index
        return None

    def _label(self, line: PageLine, *, is_ruled: bool = False) -> str | None:
        """Label of the note that begins on a line, or None."""
        if line.starts_raised:
            raised = line.line.superscripts[0]
            label = line.text[: len(raised)].strip(" .)\t[]")
            rest = line.text[len(raised) :].strip()
            is_label = label.isdecimal() or label in _MARKS
            return label if is_label and rest else None
        if match := NOTE_START.match(line.text):
            return note_label(match)
        if not is_ruled and not _is_small(line):
            return None
        return self._plain_label(line.text, is_ruled=is_ruled)

    def _plain_label(self, text: str, *, is_ruled: bool) -> str | None:
        """Label in letters like those of the note."""
        label: str | None = None
        if match := _SPACED_LABEL.match(text):
            label = match["label"] or match["mark"]
        elif match := _ENCLOSED_LABEL.match(text):
            label = match["round"] or match["square"] or (match["open"] if is_ruled else None)
        return label if label is not None and self._is_expected(label) else None

    def _lone_label(self, column: Sequence[PageLine], index: int) -> str | None:
        """Label that stands on a line of its own, above or before its note."""
        line = column[index]
        match = _LONE_LABEL.fullmatch(line.text.strip())
        if match is None or index + 1 >= len(column) or line.size > line.body - SMALL:
            return None
        after = column[index + 1]
        if not _is_small(after) or after.y0 - line.y1 > line.height or not any(c.isalpha() for c in after.text):
            return None
        label = match["label"] or match["mark"]
        return label if self._is_expected(label) else None

    def _is_expected(self, label: str) -> bool:
        """Whether a note can have this label: it follows the last one, or the text above calls it."""
        if label in self._called or not label.isdecimal() or label == "1":
            return True
        return 0 < int(label) - self._last_label <= _LARGEST_STEP


def _is_small(line: PageLine) -> bool:
    return line.size <= line.body - SMALL


def _is_body(line: PageLine) -> bool:
    return abs(line.size - line.body) < SMALL and len(line.text) >= _SHORTEST_BODY_LINE
