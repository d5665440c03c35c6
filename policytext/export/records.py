"""Records as rows for JSON Lines and CSV: statements, citations, documents. Nothing is left out."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from policytext.export.fields import document_fields, place_fields, quad_list, span_list
from policytext.export.quality import quality_row
from policytext.store import AnchorRecord, CitationRecord, DocumentRecord, StatementRecord
from policytext.types.document import Metadata
from policytext.types.spans import Span
from policytext.types.statement import Figure, Reason
from policytext.types.vocabulary import StatementKind

Json = dict[str, Any]  # Any: a JSON value

#: A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def statement_row(record: StatementRecord) -> Json:
    """All that is known of a statement. `figures` and `reasons` have their own words where they stand in it."""
    statement = record.statement
    return {
        "id": statement.id,
        **document_fields(record.document),
        "kind": statement.kind.value,
        "attribution": statement.attribution.value,
        "holder": statement.holder,
        "actors": list(statement.actors),
        "strength": None if statement.strength is None else statement.strength.value,
        "negated": statement.negated,
        "hedges": list(statement.hedges),
        "conditions": list(statement.conditions),
        "figures": [_figure(figure, record) for figure in statement.figures],
        "prominence": None if statement.prominence is None else statement.prominence.value,
        "confidence": round(statement.confidence, 4),
        "odds": odds_field(statement.odds),
        "cues": list(statement.cues),
        "reasons": [_reason(reason, record) for reason in statement.reasons],
        "citations": list(statement.citations),
        "corrected": record.corrected,
        **place_fields(record),
        "block": record.kind.value,
        "container": None if record.container is None else record.container.value,
        "sentence": record.sentence_id,
    }


def citation_row(record: CitationRecord) -> Json:
    """All that is known of a citation; `anchors` are the places of its markers or mentions in the running text."""
    citation = record.citation
    return {
        "id": citation.id,
        **document_fields(record.document),
        "form": citation.form.value,
        "authors": list(citation.authors),
        "year": citation.year,
        "year_suffix": citation.year_suffix,
        # `title` and `url` are those of the cited work here, so the citing document's title has a name of its own
        "title": citation.title,
        "document_title": record.document.title,
        "url": citation.url,
        "identifier": citation.identifier,
        "parts": [list(part) for part in citation.parts],
        "address": citation.address,
        "repeats": list(citation.repeats),
        **place_fields(record),
        "anchors": _anchors(record.anchors),
        "anchor_sentences": [anchor.sentence_id for anchor in record.anchors if anchor.sentence_id is not None],
        "work": citation.work,
        "resolution": citation.resolution.value,
        "resolved_to": record.resolved_source,
        "candidates": list(citation.candidates),
    }


def versions_of(document: str, versions: Sequence[tuple[str, str, float]]) -> list[tuple[str, float]]:
    """Content ids of the documents that are versions of one, with how alike they are, the most alike first."""
    pairs = [(other if one == document else one, alike) for one, other, alike in versions if document in (one, other)]
    return sorted(pairs, key=lambda pair: -pair[1])


def document_row(record: DocumentRecord, versions: Sequence[tuple[str, str, float]] = ()) -> Json:
    """All that is known of a document, with the origin of each piece of metadata and the versions of its text."""
    return {
        "document": record.short_id,
        "id": record.id,
        "source": record.source,
        "sources": list(record.sources),
        **metadata_fields(record.metadata),
        "media_type": record.media_type,
        "pages": record.pages,
        "sentences": record.sentences,
        "statements": record.statements,
        "citations": record.citations,
        "warnings": list(record.warnings),
        "versions": [[other, round(alike, 3)] for other, alike in versions_of(record.id, versions)],
        "quality": None if record.quality is None else quality_row(record.quality),
        "pipeline_version": record.pipeline_version,
    }


def metadata_fields(metadata: Metadata) -> Json:
    """What is known about a document, by field, with the origin of each; several senders are also joined by "; "."""
    return {
        "title": metadata.title,
        "date": None if metadata.date is None else metadata.date.value,
        "date_precision": None if metadata.date is None else metadata.date.precision.value,
        "organisation": "; ".join(metadata.organisations) or None,
        "organisations": list(metadata.organisations),
        "authors": list(metadata.authors),
        "signatories": list(metadata.signatories),
        "addressee": metadata.addressee,
        "kind": metadata.kind.value,
        "language": metadata.language,
        "address": metadata.address,
        "subject": metadata.subject,
        "reference": metadata.reference,
        "dossier": metadata.dossier,
        "number": metadata.number,
        "session_year": metadata.session_year,
        "origins": {name: origin.value for name, origin in metadata.origins},
    }


def json_lines(rows: Iterable[Json]) -> Iterator[str]:
    """One JSON value a line, without the line end; lone surrogates become question marks."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def csv_lines(rows: Iterable[Json]) -> Iterator[str]:
    """CSV with a header, for spreadsheets: nested values as JSON, no cell that a spreadsheet would run as a formula."""
    header: list[str] | None = None
    for row in rows:
        if header is None:
            header = list(row)
            yield _csv_line(header)
        yield _csv_line([_cell(row[name]) for name in header])


def _csv_line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)  # cells with either sign are quoted for this line end
    return buffer.getvalue().removesuffix("\r\n")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, str) and text.startswith(_FORMULA_STARTS):
        return "'" + text
    return text


def odds_field(odds: Sequence[float]) -> dict[str, float] | None:
    """Probabilities by kind, "none" for no statement; None where nothing estimated them."""
    names = [*(kind.value for kind in StatementKind), "none"]
    return {name: round(value, 4) for name, value in zip(names, odds, strict=True)} if odds else None


def _figure(figure: Figure, record: StatementRecord) -> Json:
    return {
        "text": words_at(figure.span, record),
        "value": figure.value,
        "high": figure.high,
        "unit": figure.unit,
        "counted": figure.counted,
        "period": figure.period,
        "qualifier": figure.qualifier,
        "bound": figure.bound.value,
    }


def _reason(reason: Reason, record: StatementRecord) -> Json:
    return {
        "aspect": reason.aspect.value,
        "sign": reason.sign,
        "weight": round(reason.weight, 4),
        "text": None if reason.span is None else words_at(reason.span, record),
    }


def words_at(span: Span, record: StatementRecord) -> str | None:
    """The words at a span of the document's text, where it lies in the statement."""
    whole = record.statement.span
    return record.text[span.start - whole.start : span.end - whole.start] if whole.contains(span) else None


def _anchors(anchors: Iterable[AnchorRecord]) -> list[list[int]] | list[list[float]]:
    """Places of the anchors, as spans for text formats and as quads for PDF."""
    held = tuple(anchors)
    if any(anchor.quads is not None for anchor in held):
        return [quad for anchor in held for quad in quad_list(anchor.quads or ())]
    return [span for anchor in held for span in span_list(anchor.spans)]
