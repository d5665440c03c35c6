"""Note markers in the running text, each led to its note.

Numbers may start again on every page or in every chapter, so a marker belongs to the nearest note of its label that
follows it in the source; a label that only one note of the document has leads there from anywhere. Where all notes
stand at the end and their numbers start again, the first chapter's markers belong to the first row of notes, and so
on. A marker without such a note is kept as a dead end.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from policytext.structure.lines import plain_digits
from policytext.types.document import Block, NoteMarker
from policytext.types.spans import OffsetMap, Span
from policytext.types.vocabulary import BlockKind

_MARKER = re.compile(r"[⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\]")
# What can be a marker only where a note has that label: "(1)" and signs behind a word or its punctuation.
_BRACKETED = re.compile(r"(?<=\S)[ \u00a0]?(?P<marker>\(\d{1,3}\))")
_SIGN = re.compile(r"(?<=[^\s*†‡(\[/_])(?P<marker>\*{1,3}|†{1,2}|‡{1,2})(?![\w*†‡])")
# Square and cubic measures: "24 m²", "per km²", "ha²" is none.
_UNIT_BEFORE = re.compile(r"(?:^|[\s\d(/])(?:[kdcm]?m|h?a|CO|NO|PM|CH)\Z")
# Digits of a raised number of several parts ("10.1.c", the ground on which words were blacked out), and of an isotope.
_PART_BEFORE = re.compile(r"[⁰¹²³⁴-⁹]\.\Z")
_PART_AFTER = re.compile(r"\.(?:[⁰¹²³⁴-⁹\d]|[a-z]\b)|\w")
_ROW_BEFORE, _ROW_AFTER = re.compile(r"[⁰¹²³⁴-⁹] \Z"), re.compile(r" [⁰¹²³⁴-⁹]")
_WITHOUT_MARKERS = frozenset({BlockKind.NOTE, BlockKind.FURNITURE, BlockKind.CONTENTS})
# Share of the notes that raised numbers lead to, from which on numbers in brackets count something else.
_RAISED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class _Notes:
    """Notes by label, as (source start, index of the block), and in their order as rows whose numbers rise."""

    by_label: Mapping[str, list[tuple[int, int]]]
    rows: Sequence[Mapping[str, int]]
    starts: Sequence[int]


def find_markers(
    text: str, blocks: Sequence[Block], offsets: OffsetMap, referred: Mapping[Span, int | None] = MappingProxyType({})
) -> tuple[NoteMarker, ...]:
    """Markers in order of the text.

    Args:
        text: of the document.
        blocks: in order; notes among them.
        offsets: of the text, to know what follows what in the source.
        referred: spans of markers that the file itself leads to a note, with the index of the note's block, or None
            where the note is missing.
    """
    called = {note for note in referred.values() if note is not None}
    # markers that an author typed lead to notes that an author typed, not to those that the file itself calls
    notes = _collect([block for block in blocks if block.index not in called], offsets)
    markers = [NoteMarker(span, plain_digits(text[span.start : span.end]), note) for span, note in referred.items()]
    taken = {position for span in referred for position in range(span.start, span.end)}
    found = [(label, span, offsets.to_source(span)[0].start) for label, span in _raised(text, blocks, notes, taken)]
    raised = {label for label, _, _ in found}
    if len(raised & notes.by_label.keys()) <= _RAISED_SHARE * len(notes.by_label):
        bracketed = _labelled(text, blocks, notes, _BRACKETED)
        found += [(label, span, offsets.to_source(span)[0].start) for label, span in bracketed]
    signs = _labelled(text, blocks, notes, _SIGN)
    found += [(label, span, offsets.to_source(span)[0].start) for label, span in signs if span.start not in taken]
    found.sort(key=lambda marker: marker[1])
    rows = _rows_of_markers(found, notes)
    for number, (label, span, position) in enumerate(found):
        note = rows[number] if rows else _find_note(notes, label, position)
        if note is None and text[max(0, span.start - 1) : span.start].isdigit():
            continue  # a power, not a marker
        markers.append(NoteMarker(span, label, note))
    return tuple(sorted(markers, key=lambda marker: marker.span))


def find_labels(texts: Sequence[str]) -> frozenset[str]:
    """Labels of all that looks like a marker, in plain digits."""
    return frozenset(plain_digits(match.group()).strip("[]") for text in texts for match in _MARKER.finditer(text))


def _collect(blocks: Sequence[Block], offsets: OffsetMap) -> _Notes:
    by_label: dict[str, list[tuple[int, int]]] = {}
    rows: list[dict[str, int]] = []
    starts: list[int] = []
    last = 0
    for block in blocks:
        if block.kind is not BlockKind.NOTE or not block.label:
            continue
        source = offsets.to_source(block.span)
        start = source[0].start if source else 0
        by_label.setdefault(block.label, []).append((start, block.index))
        starts.append(start)
        number = int(block.label) if block.label.isdecimal() else last
        if not rows or number < last or block.label in rows[-1]:
            rows.append({})
        rows[-1][block.label] = block.index
        last = number
    for places in by_label.values():
        places.sort()
    return _Notes(by_label, rows, sorted(starts))


def _raised(text: str, blocks: Sequence[Block], notes: _Notes, taken: set[int]) -> Iterator[tuple[str, Span]]:
    """Raised numbers, and numbers in square brackets that a note has."""
    for block in blocks:
        if block.kind in _WITHOUT_MARKERS:
            continue
        for match in _MARKER.finditer(text, block.span.start, block.span.end):
            label = plain_digits(match.group()).strip("[]")
            if match.start() in taken or (match.group()[0] == "[" and label not in notes.by_label):
                continue  # a remark or a reference of another kind
            before = text[max(block.span.start, match.start() - 4) : match.start()]
            if label in ("2", "3") and _UNIT_BEFORE.search(before):
                continue
            if match.group()[0] != "[" and _is_part(before, text, match.end(), block.span.end):
                continue
            if label not in notes.by_label and (_ROW_BEFORE.search(before) or _ROW_AFTER.match(text, match.end())):
                continue
            yield label, Span(*match.span())


def _is_part(before: str, text: str, end: int, limit: int) -> bool:
    """Whether a raised number is a part of something longer, that no note can have as its label."""
    if _PART_BEFORE.search(before):
        return True
    after = _PART_AFTER.match(text, end, limit)
    if after is None:
        return False
    # "tekst¹De" lacks a space; "tekst ¹³C" is an isotope; "10.1.c" goes on after a stop.
    return "." in after.group() or not before.strip() or before[-1:].isspace()


def _labelled(
    text: str, blocks: Sequence[Block], notes: _Notes, pattern: re.Pattern[str]
) -> Iterator[tuple[str, Span]]:
    """Matches of a pattern whose label a note has."""
    for block in blocks:
        if block.kind in _WITHOUT_MARKERS:
            continue
        for match in pattern.finditer(text, block.span.start, block.span.end):
            label = match["marker"].strip("()")
            if label in notes.by_label:
                yield label, Span(*match.span("marker"))


def _rows_of_markers(found: Sequence[tuple[str, Span, int]], notes: _Notes) -> list[int | None]:
    """Notes of the markers where all notes stand at the end in several rows, a row for each chapter; else nothing."""
    if len(notes.rows) < 2 or not found or notes.starts[0] < max(position for _, _, position in found):
        return []
    leads: list[int | None] = []
    row, last = 0, 0
    for label, _, _ in found:
        number = int(label) if label.isdecimal() else last
        if number < last and number == 1:
            row += 1
        last = number
        leads.append(notes.rows[row].get(label) if row < len(notes.rows) else None)
    return leads if row + 1 == len(notes.rows) else []


def _find_note(notes: _Notes, label: str, position: int) -> int | None:
    """Index of the note's block for a marker at a source position."""
    places = notes.by_label.get(label, [])
    index = bisect_left(places, (position, -1))
    if index < len(places):
        return places[index][1] if _is_near(notes, position, places[index]) else None
    return places[0][1] if len(places) == 1 else None


def _is_near(notes: _Notes, position: int, place: tuple[int, int]) -> bool:
    """Whether no other row of notes both goes on and ends between a marker and a note: its own note was not found."""
    row = next((number for number, row in enumerate(notes.rows) if place[1] in row.values()), 0)
    if row == 0:
        return True
    first_of_row = min(notes.rows[row].values())
    between = bisect_left(notes.starts, position)
    first = next((start for start, index in _places(notes) if index == first_of_row), 0)
    return not (between < len(notes.starts) and notes.starts[between] < first)


def _places(notes: _Notes) -> Iterator[tuple[int, int]]:
    for places in notes.by_label.values():
        yield from places
