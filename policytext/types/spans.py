"""Spans and the map that leads from a document's normalised text back to its source.

Two coordinate systems exist and are never mixed:

- *text*: code points of `Document.text`, the normalised text in reading order;
- *source*: code points of the raw text that a reader decoded from the file. For text formats that is the file itself;
  for PDF it is the sequence of glyphs, whose places on the page are in `types.document.GlyphBoxes`.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, 0 <= start <= end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether every code point of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stands for one stretch of source.

    With equal lengths the run is read code point by code point; otherwise it is indivisible (a ligature, a run of
    white space made one space). A run of source length 0 is text that the source does not hold (a block separator).
    """

    text: Span
    source: Span

    @property
    def is_linear(self) -> bool:
        """Whether position i of the text is position i of the source."""
        return len(self.text) == len(self.source)


class OffsetMap:
    """Runs in order of text that together cover `[0, length)` of the text without gaps or overlaps."""

    __slots__ = ("_starts", "runs")

    def __init__(self, runs: Iterable[Run]) -> None:
        self.runs: tuple[Run, ...] = tuple(runs)
        position = 0
        for run in self.runs:
            if run.text.start != position or len(run.text) == 0:
                raise ValueError(f"runs must be gapless and not empty: {run} at {position}")
            position = run.text.end
        self._starts = [run.text.start for run in self.runs]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self.runs == other.runs

    def __hash__(self) -> int:
        return hash(self.runs)

    @property
    def length(self) -> int:
        """Code points of the text that the map covers."""
        return self.runs[-1].text.end if self.runs else 0

    def to_source(self, span: Span) -> tuple[Span, ...]:
        """Source spans of a text span, in order of text, adjacent ones joined.

        Joined with nothing between them and normalised, the source characters at these spans are the text.
        Raises ValueError if the span reaches past the text.
        """
        if span.end > self.length:
            raise ValueError(f"{span} reaches past the text ({self.length})")
        pieces: list[Span] = []
        index = bisect_right(self._starts, span.start) - 1
        while 0 <= index < len(self.runs) and self.runs[index].text.start < span.end:
            run = self.runs[index]
            index += 1
            if len(run.source) == 0 or not run.text.overlaps(span):
                continue
            piece = run.source
            if run.is_linear:
                shift = run.source.start - run.text.start
                piece = Span(max(run.text.start, span.start) + shift, min(run.text.end, span.end) + shift)
            if pieces and pieces[-1].end == piece.start:
                pieces[-1] = Span(pieces[-1].start, piece.end)
            elif not pieces or pieces[-1] != piece:
                pieces.append(piece)
        return tuple(pieces)

    def to_text(self, span: Span) -> Span | None:
        """Smallest text span that covers every kept character of a source span, or None if none was kept."""
        starts: list[int] = []
        ends: list[int] = []
        for run in self.runs:
            if not run.source.overlaps(span):
                continue
            if run.is_linear:
                shift = run.text.start - run.source.start
                starts.append(max(run.source.start, span.start) + shift)
                ends.append(min(run.source.end, span.end) + shift)
            else:
                starts.append(run.text.start)
                ends.append(run.text.end)
        return Span(min(starts), max(ends)) if starts else None
