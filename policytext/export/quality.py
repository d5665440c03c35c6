"""How well documents were read, as records for programs and as lines for people."""

from collections.abc import Sequence
from dataclasses import asdict

from policytext.export.fields import Json
from policytext.types.quality import Quality

_MOST_NUMBERS = 12


def quality_row(quality: Quality) -> Json:
    """All counts of `types.quality.Quality`, with blocks as an object from kind to number."""
    row = asdict(quality)
    lists = {name: list(value) for name, value in row.items() if isinstance(value, tuple)}
    return {**row, **lists, "blocks": dict(quality.blocks), "text_share": round(quality.text_share, 3)}


def quality_lines(quality: Quality) -> list[str]:
    """The counts in words, one subject a line; what there is none of is left out, save what would be missed."""
    lines = [_size(quality), _notes(quality)]
    if quality.ocr_pages:
        confidence = "" if quality.ocr_confidence is None else f", mean confidence {quality.ocr_confidence:.2f}"
        lines.append(f"text recognised on {_pages(quality.ocr_pages)}{confidence}")
    if quality.unread_pages:
        lines.append(f"no text on {_pages(quality.unread_pages)}: pictures")
    if quality.model_pages:
        lines.append(f"layout model asked on {_pages(quality.model_pages)}")
    blocks = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in quality.blocks)
    lines.append(f"blocks: {blocks or 'none'}")
    extras = [(quality.redactions, "redaction"), (quality.annotations, "annotation by a reader of the file")]
    lines += [f"{count} {name}{'s' if count > 1 and ' ' not in name else ''}" for count, name in extras if count]
    return lines


def _size(quality: Quality) -> str:
    parts = [f"{quality.characters} characters"]
    if quality.pages:
        parts = [f"{quality.pages} pages", *parts, f"text on {quality.text_share:.0%} of the pages"]
    if quality.columns > 1:
        parts.append(f"up to {quality.columns} columns")
    return ", ".join(parts)


def _notes(quality: Quality) -> str:
    if not quality.notes and not quality.markers:
        return "no notes"
    line = f"{quality.notes} notes, {quality.markers} markers, {quality.linked_markers} linked"
    if quality.markers_without_note:
        line += f"; markers without a note: {_some(quality.markers_without_note)}"
    if quality.notes_without_marker:
        line += f"; notes without a marker: {_some(quality.notes_without_marker)}"
    return line


def _pages(numbers: Sequence[int]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {_some([str(number) for number in numbers])}"


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NUMBERS
    return ", ".join(names[:_MOST_NUMBERS]) + (f" and {more} more" if more > 0 else "")
