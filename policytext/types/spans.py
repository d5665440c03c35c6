"""Spans and the map that leads from a document's normalised text back to its source.

Two coordinate systems exist and are never mixed:

- *text*: code points of `Document.text`, the normalised text in reading order;
- *source*: code points of the raw text that a reader decoded from the file. For text formats that is the file itself;
  for PDF it is the sequence of glyphs, whose places on the page are in `types.document.GlyphBoxes`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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

    def through(self, onward: "OffsetMap") -> "OffsetMap":
        """The map to where `onward` leads from the source of this one: text to raw text to file.

        What is indivisible in either map is so in the result; of a run that `onward` spreads over several stretches,
        white space around markup, the first counts.
        """
        runs: list[Run] = []
        for run in self.runs:
            pieces = list(onward.pieces(run.source)) if len(run.source) else []
            if run.is_linear and pieces:
                shift = run.text.start - run.source.start
                for piece in pieces:
                    _append(runs, Run(Span(piece.text.start + shift, piece.text.end + shift), piece.source))
            else:
                held = [piece.source for piece in pieces if len(piece.source)]
                last = runs[-1].source.end if runs else 0
                _append(runs, Run(run.text, _leading(held) if held else Span(last, last)))
        return OffsetMap(runs)

    def pieces(self, span: Span) -> Iterator[Run]:
        """The runs of a text span, cut to it; an indivisible run keeps its whole source."""
        index = bisect_right(self._starts, span.start) - 1
        while 0 <= index < len(self.runs) and self.runs[index].text.start < span.end:
            run = self.runs[index]
            index += 1
            if not run.text.overlaps(span):
                continue
            text = Span(max(run.text.start, span.start), min(run.text.end, span.end))
            if run.is_linear:
                shift = run.source.start - run.text.start
                yield Run(text, Span(text.start + shift, text.end + shift))
            else:
                yield Run(text, run.source)

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


def _append(runs: list[Run], run: Run) -> None:
    """Add a run, or let the last one grow where both are read code point by code point."""
    last = runs[-1] if runs else None
    if last is not None and last.is_linear and run.is_linear and last.source.end == run.source.start:
        runs[-1] = Run(Span(last.text.start, run.text.end), Span(last.source.start, run.source.end))
    else:
        runs.append(run)


def _leading(spans: Sequence[Span]) -> Span:
    """The first of the spans, with those that follow on it without a gap."""
    end = spans[0].end
    for span in spans[1:]:
        if span.start != end:
            break
        end = span.end
    return Span(spans[0].start, end)
