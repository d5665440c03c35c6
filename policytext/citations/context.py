"""What every family of citation finders may ask about a document, worked out once.

The finders look at blocks, not at the file: which blocks argue, where the file marks words as emphasised (the title of
a report), which links stand where. Nothing here decides that something is a citation.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from policytext.citations.fields import Fields
from policytext.types.document import Block, Document, Link, Sentence
from policytext.types.spans import Run, Span
from policytext.types.vocabulary import BlockKind, CitationForm

# Years a Dutch policy document can cite; a later year in brackets is a target ("Agenda 2030") or a forecast.
EARLIEST_YEAR = 1800
LATEST_YEAR = 2049

_ARGUING = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTATION,
        BlockKind.BOX,
        BlockKind.COMMENT,
        BlockKind.TABLE,
        BlockKind.CAPTION,
    }
)
_HEADLINES = frozenset({BlockKind.HEADING, BlockKind.SUBJECT})
# Markup for emphasis in text formats: one or two asterisks or underscores around words on at most a few lines.
_EMPHASIS = re.compile(
    r"(?<![\w*_\\])(\*{1,2}|_{1,2})(?=\S)([^*_\n]{2,300}(?:\n[^*_\n]{1,200}){0,2})(?<=\S)\1(?![A-Za-z0-9*_])"
)
# An apostrophe inside a word ("programma’s") does not close a quotation.
_QUOTED = re.compile(
    r"[‘“\"„]((?:[^‘’“”\"„\n]|’(?=[^\W\d_])){3,200})[’”\"](?![^\W\d_])|(?<![\w’'])'([^'‘’\n]{3,200})'(?!\w)"
)


class Pointing(StrEnum):
    """How a short form points back."""

    BEFORE = "before"  # "ibid.": to the source right before it
    NOTE = "note"  # "zie noot 12": to a note by its number
    WORK = "work"  # "Jansen, a.w.": to the earlier work of an author


@dataclass(frozen=True, slots=True)
class Short:
    """A short form as read: how it points, the authors that it names, and the number of the note that it names."""

    pointing: Pointing
    names: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A citation as a family found it, before it is numbered: spans in code points of `Document.text`.

    `short` is set where it is a short form; `repeats` are then the spans of the citations that it repeats.
    """

    form: CitationForm
    span: Span
    fields: Fields
    anchors: tuple[Span, ...]
    short: Short | None = None
    repeats: tuple[Span, ...] = ()


@dataclass(slots=True)
class Context:
    """A document with what the finders ask of it. `latest_year` bounds years that can be of a cited work.

    `text` is that of the document with a space for every character of a note marker: positions are the same, and
    "(SCP 2018)⁹" and "Hervormingsagenda²" end where they seem to.
    """

    document: Document
    sentences: Sequence[Sentence]
    emphasised: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    latest_year: int = LATEST_YEAR
    text: str = ""
    _sentence_starts: list[int] = field(default_factory=list)
    _markers: list[Span] = field(default_factory=list)
    _block_starts: list[int] = field(default_factory=list)

    def running_blocks(self, *, headlines: bool = False) -> Iterator[Block]:
        """Blocks in which a reference can stand in running text, readers' comments included, in order."""
        for block in self.document.blocks:
            if block.kind in _ARGUING or (headlines and block.kind in _HEADLINES):
                yield block

    def block_at(self, position: int) -> Block | None:
        """The block that holds a position, as `Document.block_at` but by a list that is made once."""
        index = bisect_right(self._block_starts, position) - 1
        blocks = self.document.blocks
        return blocks[index] if index >= 0 and position < blocks[index].span.end else None

    def sentence_at(self, position: int) -> Span | None:
        """Span of the sentence that holds a position."""
        index = bisect_right(self._sentence_starts, position) - 1
        if index < 0 or position >= self.sentences[index].span.end:
            return None
        return self.sentences[index].span

    def links_in(self, span: Span) -> tuple[Link, ...]:
        """Links whose text overlaps a span, in order."""
        index = bisect_left(self.links, span.start, key=lambda link: link.span.end)
        found = []
        while index < len(self.links) and self.links[index].span.start < span.end:
            if self.links[index].span.overlaps(span):
                found.append(self.links[index])
            index += 1
        return tuple(found)

    def emphasised_in(self, span: Span) -> tuple[Span, ...]:
        """Emphasised stretches that overlap a span, in order."""
        index = bisect_left(self.emphasised, span.start, key=lambda found: found.end)
        found = []
        while index < len(self.emphasised) and self.emphasised[index].start < span.end:
            if self.emphasised[index].overlaps(span):
                found.append(self.emphasised[index])
            index += 1
        return tuple(found)

    def note_markers_near(self, position: int) -> tuple[Span, ...]:
        """Markers that lead to a note, from a position on, at most three."""
        first = bisect_left(self._markers, position, key=lambda span: span.start)
        return tuple(self._markers[first : first + 3])

    def is_year(self, digits: str) -> bool:
        """Whether four digits can be the year of a work that this document cites."""
        return EARLIEST_YEAR <= int(digits) <= self.latest_year


def build_context(document: Document, sentences: Sequence[Sentence]) -> Context:
    """Work out what the finders need; linear in the length of the document."""
    date = document.metadata.date
    ordered = sorted(sentences, key=lambda sentence: sentence.span)
    return Context(
        document=document,
        sentences=ordered,
        emphasised=_emphasised(document),
        links=tuple(sorted(document.links, key=lambda link: (link.span.start, link.span.end))),
        # A report of December may carry the next year; a forthcoming work is cited with the year after that at most.
        latest_year=min(LATEST_YEAR, int(date.value[:4]) + 2) if date is not None else LATEST_YEAR,
        text=_without_markers(document),
        _markers=sorted(marker.span for marker in document.markers if marker.note is not None),
        _sentence_starts=[sentence.span.start for sentence in ordered],
        _block_starts=[block.span.start for block in document.blocks],
    )


def _without_markers(document: Document) -> str:
    pieces: list[str] = []
    position = 0
    for span in sorted(marker.span for marker in document.markers):
        if span.start >= position:
            pieces += [document.text[position : span.start], " " * len(span)]
            position = span.end
    return "".join([*pieces, document.text[position:]])


def quoted_in(text: str, span: Span) -> Iterator[Span]:
    """Stretches between quotation marks inside a span, without the marks."""
    for match in _QUOTED.finditer(text, span.start, span.end):
        group = 1 if match.group(1) is not None else 2
        yield Span(*match.span(group))


def _emphasised(document: Document) -> tuple[Span, ...]:
    """Stretches of the text that the source marks as emphasised, without the marks; only for formats with markup."""
    if document.glyphs is not None or not ("*" in document.source_text or "_" in document.source_text):
        return ()
    runs = sorted((run for run in document.offsets.runs if len(run.source) > 0), key=lambda run: run.source.start)
    starts = [run.source.start for run in runs]
    found = []
    for match in _EMPHASIS.finditer(document.source_text):
        span = _to_text(runs, starts, Span(*match.span(2)))
        if span is not None and len(span) > 1:
            found.append(span)
    return tuple(sorted(found))


def _to_text(runs: Sequence[Run], starts: Sequence[int], source: Span) -> Span | None:
    """Text span of a source span, as OffsetMap.to_text but by bisection: there may be thousands to look up."""
    index = max(0, bisect_right(starts, source.start) - 1)
    low: int | None = None
    high = 0
    while index < len(runs) and runs[index].source.start < source.end:
        run = runs[index]
        index += 1
        if not run.source.overlaps(source):
            continue
        if run.is_linear:
            shift = run.text.start - run.source.start
            start, end = max(run.source.start, source.start) + shift, min(run.source.end, source.end) + shift
        else:
            start, end = run.text.start, run.text.end
        low = start if low is None else min(low, start)
        high = max(high, end)
    return None if low is None else Span(low, high)
