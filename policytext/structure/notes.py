"""Note markers in the running text, each led to its note.

Numbers may start again on every page or in every chapter, so a marker belongs to the nearest note of its label that
follows it in the source; a label that only one note of the document has leads there from anywhere. A marker without
such a note is kept as a dead end.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from policytext.structure.lines import plain_digits
from policytext.types.document import Block, NoteMarker
from policytext.types.spans import OffsetMap, Span
from policytext.types.vocabulary import BlockKind

_MARKER = re.compile(r"[⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\]")
# Square and cubic measures: "24 m²", "per km²", "ha²" is none.
_UNIT_BEFORE = re.compile(r"(?:^|[\s\d(/])(?:[kdcm]?m|h?a|CO|NO|PM|CH)\Z")
_WITHOUT_MARKERS = frozenset({BlockKind.NOTE, BlockKind.FURNITURE, BlockKind.CONTENTS})


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
    notes: dict[str, list[tuple[int, int]]] = {}
    for block in blocks:
        if block.kind is BlockKind.NOTE and block.label:
            source = offsets.to_source(block.span)
            notes.setdefault(block.label, []).append((source[0].start if source else 0, block.index))
    for places in notes.values():
        places.sort()
    markers = [NoteMarker(span, plain_digits(text[span.start : span.end]), note) for span, note in referred.items()]
    taken = {position for span in referred for position in range(span.start, span.end)}
    for block in blocks:
        if block.kind in _WITHOUT_MARKERS:
            continue
        for match in _MARKER.finditer(text, block.span.start, block.span.end):
            label = plain_digits(match.group()).strip("[]")
            if match.group()[0] == "[" and label not in notes:
                continue  # a remark or a reference of another kind
            before = text[max(block.span.start, match.start() - 4) : match.start()]
            if label in ("2", "3") and _UNIT_BEFORE.search(before):
                continue
            span = Span(*match.span())
            if match.start() in taken:
                continue
            note = _find_note(notes.get(label, []), offsets.to_source(span)[0].start)
            if note is None and before[-1:].isdigit():
                continue  # a power, not a marker
            markers.append(NoteMarker(span, label, note))
    return tuple(sorted(markers, key=lambda marker: marker.span))


def find_labels(texts: Sequence[str]) -> frozenset[str]:
    """Labels of all that looks like a marker, in plain digits."""
    return frozenset(plain_digits(match.group()).strip("[]") for text in texts for match in _MARKER.finditer(text))


def _find_note(places: Sequence[tuple[int, int]], position: int) -> int | None:
    """Index of the note's block for a marker at a source position; `places` are (source start, block) of its label."""
    index = bisect_left(places, (position, -1))
    if index < len(places):
        return places[index][1]
    return places[0][1] if len(places) == 1 else None
