"""A copy of a PDF with what was found in it marked on the pages, for who does not have the tool."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from policytext import __version__
from policytext.errors import ConfigError, UnreadableDocument, UnsupportedFormat
from policytext.export.brief.language import LANGUAGES
from policytext.store import DocumentRecord, StatementRecord
from policytext.types.vocabulary import Attribution, StatementKind

#: Colours of the marks (red, green, blue from 0 to 1), told apart by people who see red and green alike; what is
#: reported of others is paler.
COLOURS: Final = {
    StatementKind.CLAIM: (0.55, 0.78, 1.0),
    StatementKind.RECOMMENDATION: (1.0, 0.76, 0.35),
    StatementKind.COMMITMENT: (0.82, 0.65, 1.0),
}
_PALER: Final = 0.55
KINDS: Final = {
    StatementKind.CLAIM: "claim",
    StatementKind.RECOMMENDATION: "aanbeveling",
    StatementKind.COMMITMENT: "toezegging",
}
_AUTHOR: Final = "policytext"


def highlighted(document: DocumentRecord, source: Path, statements: Sequence[StatementRecord]) -> bytes:
    """The PDF with a mark over each statement and a note behind it: kind, holder, strength, who is to act, id.

    Args:
        document: of the index.
        source: its file; it is only read.
        statements: of this document.

    Raises:
        UnsupportedFormat: the document has no pages to mark.
        ConfigError: the file is not the one that was ingested: the marks would stand in the wrong places.
        UnreadableDocument: the file cannot be opened, or does not allow remarks.
    """
    if document.media_type != "application/pdf":
        raise UnsupportedFormat(
            f"{document.source}: has no pages to mark ({document.media_type})",
            f"see what was found with: policytext show {document.short_id} --all",
        )
    data = _same_bytes(document, source)
    import pymupdf  # noqa: PLC0415 - slow to load

    engine: Any = pymupdf  # it has no types
    try:
        with engine.open(stream=data, filetype="pdf") as copy:
            if copy.needs_pass:
                raise UnreadableDocument(f"{source}: needs a password to be opened")
            for record in statements:
                _mark(engine, copy, record)
            metadata = {name: value for name, value in (copy.metadata or {}).items() if isinstance(value, str)}
            copy.set_metadata({**metadata, "subject": f"met uitspraken gemarkeerd door policytext {__version__}"})
            return bytes(copy.tobytes(garbage=1, deflate=True))
    except (RuntimeError, ValueError) as error:
        raise UnreadableDocument(f"{source}: no marks can be put on it: {error}") from error


def _same_bytes(document: DocumentRecord, source: Path) -> bytes:
    try:
        data = source.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            f"{source}: {error.strerror or error}", "put the file back, or ingest it from where it is now"
        ) from error
    if "sha256:" + hashlib.sha256(data).hexdigest() != document.id:
        raise ConfigError(f"{source}: has changed since it was ingested", f"policytext ingest {source}")
    return data


def _mark(engine: Any, copy: Any, record: StatementRecord) -> None:
    """Marks over the words, page by page; the note stands behind the first."""
    words = note_of(record)
    for page_number, boxes in _by_page(record):
        page = copy[page_number - 1]
        # Boxes are as the page is shown; annotations are placed as it is stored.
        quads = [(engine.Rect(*box) * page.derotation_matrix).quad for box in boxes]
        mark = page.add_highlight_annot(quads)
        mark.set_colors(stroke=_colour(record))
        mark.set_info(title=_AUTHOR, content=words, subject=KINDS[record.statement.kind])
        mark.update()
        words = f"{record.id} (vervolg)"


def _by_page(record: StatementRecord) -> Iterator[tuple[int, list[tuple[float, float, float, float]]]]:
    pages: dict[int, list[tuple[float, float, float, float]]] = {}
    for quad in record.quads or ():
        pages.setdefault(quad.page, []).append((quad.x0, quad.y0, quad.x1, quad.y1))
    yield from pages.items()


def _colour(record: StatementRecord) -> tuple[float, ...]:
    colour = COLOURS[record.statement.kind]
    if record.statement.attribution is Attribution.OWN:
        return colour
    return tuple(1 - (1 - part) * _PALER for part in colour)


def note_of(record: StatementRecord) -> str:
    """What the note behind a mark says, a fact a line; in Dutch, as the documents are."""
    statement = record.statement
    lines = [KINDS[statement.kind] + (" (gecorrigeerd)" if record.corrected else "")]
    if statement.attribution is Attribution.REPORTED:
        lines.append(f"weergegeven van: {statement.holder or 'niet genoemd'}")
    else:
        lines.append(f"van: {'; '.join(record.document.organisations) or 'de schrijver'}")
    if statement.strength is not None:
        lines.append(f"sterkte: {LANGUAGES['nl'].strengths[statement.strength]}")
    if statement.actors:
        lines.append(f"wie handelt: {', '.join(statement.actors)}")
    if statement.citations:
        lines.append(f"bron: {', '.join(statement.citations)}")
    lines.append(f"zekerheid: {statement.confidence:.2f}".replace(".", ","))
    lines.append(f"{statement.id} · policytext show {record.sentence_id}")
    return "\n".join("".join(c if c.isprintable() else "\ufffd" for c in line) for line in lines)
