"""How a tool counts: whether an end is the last character's own position, and whether a line end is one or two.

REFI-QDA says code points and ends on the last character (10.2); many tools write the position behind it, and some count
the carriage return of files from Windows. What fits the words that most selections are said to have is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from policytext.types.spans import Span

INCLUSIVE = "inclusive"


@dataclass(frozen=True, slots=True)
class Mark:
    """Two positions as a tool wrote them, and the words there: all of them, or their beginning. "" for unknown."""

    start: int
    end: int
    words: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Counting:
    """The text with line feeds only and without byte order mark, and the way to it from what a tool counted."""

    text: str
    raw: str
    is_raw: bool
    is_inclusive: bool

    def span(self, start: int, end: int) -> Span | None:
        """The span in `text` of two positions; None where they are no stretch of it."""
        end += self.is_inclusive
        if self.is_raw:
            start, end = (position - self.raw.count("\r\n", 0, max(0, position)) for position in (start, end))
        return Span(start, end) if 0 <= start < end <= len(self.text) else None


def counting_of(raw: str, marks: Sequence[Mark], ends: str | None) -> Counting:
    """How the tool counts that wrote these marks.

    Args:
        raw: the plain text of the source as it is in the file.
        marks: its selections.
        ends: "inclusive" or "exclusive" where that is known; else the words tell, and where they do not, an end is the
            position behind the last character.
    """
    raw = raw.removeprefix("\ufeff")
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    countings = [
        Counting(text, raw, is_raw, is_inclusive)
        for is_raw in ((False, True) if "\r\n" in raw else (False,))
        for is_inclusive in ((False, True) if ends is None else (ends == INCLUSIVE,))
    ]
    return max(countings, key=lambda counting: sum(_fits(counting, mark) for mark in marks))


def _fits(counting: Counting, mark: Mark) -> bool:
    """Whether the words at a mark are those that it is said to have, white space aside."""
    span = counting.span(mark.start, mark.end)
    if span is None or not mark.words:
        return False
    there = "".join(counting.text[span.start : span.end].split())
    words = "".join(mark.words.split())
    return there == words if mark.is_whole else there.startswith(words)
