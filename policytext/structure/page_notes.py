"""Footnotes at the foot of pages: smaller letters under the running text, each with a number at its head.

A note can go on at the foot of the next page. A line that begins with a raised number, with text behind it, is a note
whatever its size. Numbers rise: a line of a note that happens to begin with a number (a year) starts no note.
"""

import re
from collections import Counter
from collections.abc import Sequence

from policytext.structure.lines import NOTE_START, ends_sentence, note_label
from policytext.structure.page_lines import SMALL, Measures, PageLine
from policytext.types.vocabulary import BlockKind

_SPACED_LABEL = re.compile(r"(?P<label>\d{1,3})[ \t\u00a0]+(?=\S)|(?P<mark>[*†‡]{1,3})[ \t\u00a0]*(?=\S)")
# Notes of a page are numbered on; a page in between can hold some that were not found.
_LARGEST_STEP = 4
# Part of a page above which notes set in the size of the running text are not looked for.
_LOWER_PART = 0.3
_SHORTEST_BODY_LINE = 15


def mark_notes(lines: Sequence[PageLine], heights: dict[int, float], measures: Measures) -> None:
    """Mark the lines of footnotes, in place; the first line of each gets the note's label.

    Args:
        lines: in reading order, furniture and margins marked.
        heights: of the pages, by number, in points.
        measures: of the document.
    """
    finder = _Finder(measures)
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or lines[index].column != lines[start].column:
            column = [line for line in lines[start:index] if line.kind is None]
            if column:
                finder.mark_column(column, heights.get(column[0].page, 0.0))
            start = index


class _Finder:
    def __init__(self, measures: Measures) -> None:
        self._measures = measures
        self._last_label = 0
        self._open: PageLine | None = None

    def mark_column(self, column: Sequence[PageLine], height: float) -> None:
        """Mark the notes at the foot of one column."""
        first_small = len(column)
        rows = Counter(line.row for line in column)  # lines beside each other are a table
        while first_small and (
            column[first_small - 1].size <= self._measures.body_size - SMALL and rows[column[first_small - 1].row] == 1
        ):
            first_small -= 1
        first = next((i for i in range(first_small, len(column)) if self._label(column[i]) is not None), None)
        if first is not None and not any(self._is_body(line) for line in column[:first]):
            first = None  # small letters alone are a list or a table
        if first is None:
            first = self._raised_start(column, height)
        begin = first if first is not None else len(column)
        if self._goes_on(column, first_small) and first_small < len(column) and first_small <= begin:
            begin = first_small
        for line in column[begin:]:
            label = self._label(line)
            line.kind = BlockKind.NOTE
            if label is not None:
                line.label = label
                self._last_label = int(label) if label.isdecimal() else self._last_label
            self._open = line

    def _is_body(self, line: PageLine) -> bool:
        return abs(line.size - self._measures.body_size) < SMALL and len(line.text) >= _SHORTEST_BODY_LINE

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

    def _label(self, line: PageLine) -> str | None:
        """Label of the note that begins on a line, or None."""
        if line.starts_raised:
            raised = line.line.superscripts[0]
            label = line.text[: len(raised)].strip(" .)\t[]")
            rest = line.text[len(raised) :].strip()
            is_label = label.isdecimal() or label in ("*", "**", "***", "†", "‡")
            return label if is_label and rest else None
        if match := NOTE_START.match(line.text):
            return note_label(match)
        match = _SPACED_LABEL.match(line.text)
        if match is None or line.size > self._measures.body_size - SMALL:
            return None
        label = match["label"] or match["mark"]
        if label.isdecimal() and not self._can_follow(int(label)):
            return None
        return label

    def _can_follow(self, number: int) -> bool:
        return number == 1 or 0 < number - self._last_label <= _LARGEST_STEP
