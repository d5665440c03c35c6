"""Rows of the database as records. Each `..._COLUMNS` is the select list that the function below it reads."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from policytext.store import packing, packing_statements, packing_structure
from policytext.store.records import (
    AnchorRecord,
    CitationRecord,
    DocumentRecord,
    IndexInfo,
    Scope,
    SentenceRecord,
    StatementRecord,
)
from policytext.types.document import Document
from policytext.types.raw import Quad
from policytext.types.spans import Span
from policytext.types.statement import Statement
from policytext.types.vocabulary import BlockKind

Row = Sequence[Any]  # Any: SQLite gives each cell the type that was stored

DOCUMENT_COLUMNS: Final = (
    "id, content_id, short_id, media_type, metadata, pages, sentences, statements, citations, warnings,"
    " pipeline_version, quality"
)


def document_record(row: Row, sources: tuple[str, ...]) -> DocumentRecord:
    """A document with its sources."""
    (
        _,
        content_id,
        short_id,
        media_type,
        metadata,
        pages,
        sentences,
        statements,
        citations,
        warnings,
        version,
        quality,
    ) = row
    return DocumentRecord(
        id=content_id,
        short_id=short_id,
        sources=sources,
        media_type=media_type,
        metadata=packing.unpack_metadata(metadata),
        pages=pages,
        sentences=sentences,
        statements=statements,
        citations=citations,
        warnings=tuple(json.loads(warnings)),
        pipeline_version=version,
        quality=packing_structure.unpack_quality(quality),
    )


def document(row: Row, content_id: str) -> Document:
    """The whole document, from its media type, reader, metadata and warnings and the columns of `document_body`."""
    media_type, reader, metadata, warnings, _, text, source_text, offsets, structure, glyphs = row
    return Document(
        id=content_id,
        media_type=media_type,
        reader=reader,
        text=packing.unpack_text(text),
        offsets=packing.unpack_offsets(offsets),
        metadata=packing.unpack_metadata(metadata),
        source_text=packing.unpack_text(source_text),
        glyphs=None if glyphs is None else packing.unpack_glyphs(glyphs),
        warnings=tuple(json.loads(warnings)),
        **packing_structure.unpack_structure(structure),
    )


def index_info(
    folder: Path,
    meta: Mapping[str, str],
    counts: Mapping[str, int],
    *,
    schema_version: int,
    size_bytes: int,
    vectors: int,
) -> IndexInfo:
    """What an index holds, from the table `meta` and the numbers of rows by table."""
    return IndexInfo(
        folder=folder,
        model=meta.get("model", ""),
        dimensions=int(meta.get("dimensions", "0")),
        pipeline_version=meta.get("pipeline_version", ""),
        schema_version=schema_version,
        size_bytes=size_bytes,
        documents=counts["document"],
        sources=counts["source"],
        sentences=counts["unit"],
        statements=counts["statement"],
        citations=counts["citation"],
        works=counts["work"],
        relations=counts["relation"],
        vectors=vectors,
        failures=counts["failure"],
        corrections=counts.get("correction", 0),
    )


UNIT_COLUMNS: Final = (
    "u.id, u.document, u.number, u.block, u.span_start, u.span_end, u.scope, u.kind, u.container, u.section, u.text,"
    " u.spans, u.quads, u.page, u.page_label, u.line"
)


def sentence_record(row: Row, document: DocumentRecord, stated: Sequence[Row]) -> SentenceRecord:
    """A sentence of a document with the statements that it makes, from their rows (`STATEMENT_COLUMNS`)."""
    _, _, number, block, start, end, scope, kind, container, section, text, spans, quads, page, label, line = row
    return SentenceRecord(
        id=f"{document.short_id}:{number}",
        document=document,
        text=packing.restored(text),
        spans=_spans(spans),
        quads=_quads(quads),
        page=page,
        page_label=label,
        line=line,
        section=_section(section),
        index=number,
        block=block,
        span=Span(start, end),
        scope=Scope(scope),
        kind=BlockKind(kind),
        container=None if container is None else BlockKind(container),
        statements=tuple(statement_of(found, document.id) for found in stated),
        corrected=frozenset(found[0] for found in stated if packing_statements.is_corrected(found[7])),
    )


STATEMENT_COLUMNS: Final = (
    "s.id, s.document, s.unit, s.span_start, s.span_end, s.kind, s.attribution, s.fields, s.text, s.spans, s.quads,"
    " s.page, s.page_label, s.line"
)


def statement_of(row: Row, document_id: str) -> Statement:
    """The statement itself, from a row that begins with `STATEMENT_COLUMNS`."""
    key, _, _, start, end, kind, attribution, fields = row[:8]
    return packing_statements.unpack_statement(key, document_id, Span(start, end), kind, attribution, fields)


def statement_record(row: Row, document: DocumentRecord) -> StatementRecord:
    """A statement, from `STATEMENT_COLUMNS` and the number, scope, kind, container and section of its unit."""
    text, spans, quads, page, label, line, number, scope, kind, container, section = row[8:]
    return StatementRecord(
        id=row[0],
        document=document,
        text=packing.restored(text),
        spans=_spans(spans),
        quads=_quads(quads),
        page=page,
        page_label=label,
        line=line,
        section=_section(section),
        statement=statement_of(row, document.id),
        sentence_id=f"{document.short_id}:{number}",
        scope=Scope(scope),
        kind=BlockKind(kind),
        container=None if container is None else BlockKind(container),
        corrected=packing_statements.is_corrected(row[7]),
    )


CITATION_COLUMNS: Final = (
    "c.id, c.document, c.span_start, c.span_end, c.form, c.fields, c.work, c.resolution, c.resolved_to, c.candidates,"
    " c.text, c.spans, c.quads, c.page, c.page_label, c.line, c.section, c.anchors"
)


def citation_record(row: Row, document: DocumentRecord, sources: Mapping[str, str]) -> CitationRecord:
    """A citation; `sources` gives the first path of each document by content id."""
    key, _, start, end, form, fields, work, resolution, resolved_to, candidates = row[:10]
    text, spans, quads, page, label, line, section, anchors = row[10:]
    return CitationRecord(
        id=key,
        document=document,
        text=packing.restored(text),
        spans=_spans(spans),
        quads=_quads(quads),
        page=page,
        page_label=label,
        line=line,
        section=_section(section),
        citation=packing.unpack_citation(
            key, document.id, Span(start, end), form, fields, (work, resolution, resolved_to, candidates)
        ),
        anchors=tuple(
            AnchorRecord(
                packing.unpack_spans(places),
                packing.unpack_quads(boxes),
                None if number is None else f"{document.short_id}:{number}",
            )
            for number, places, boxes in json.loads(anchors)
        ),
        resolved_source=None if resolved_to is None else sources.get(resolved_to),
    )


@lru_cache(maxsize=10_000)  # many sentences stand under one heading
def _section(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _spans(text: str) -> tuple[Span, ...]:
    return packing.unpack_spans(json.loads(text))


def _quads(text: str | None) -> tuple[Quad, ...] | None:
    return None if text is None else packing.unpack_quads(json.loads(text))
