"""The rows of one document: what `Writer.put_document` writes inside its transaction."""

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

from policytext.store import fulltext, packing, packing_statements, packing_structure
from policytext.store.places import Places, scope_of
from policytext.types.citation import Citation
from policytext.types.document import Document, Sentence
from policytext.types.quality import Quality
from policytext.types.spans import Span
from policytext.types.statement import Relation, Statement


def check_parts(
    document: Document,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    relations: Sequence[Relation],
) -> None:
    """Raise ValueError where what was found does not belong to the document or does not fit together."""
    if [s.index for s in sentences] != list(range(len(sentences))):
        raise ValueError("sentences must be numbered from 0 in order")
    if any(s.sentence >= len(sentences) for s in statements):
        raise ValueError("a statement names a sentence that is not there")
    if ({s.document for s in statements} | {c.document for c in citations}) - {document.id}:
        raise ValueError(f"a statement or citation belongs to another document than {document.id}")
    if {end for r in relations for end in (r.source, r.target)} - {s.id for s in statements}:
        raise ValueError("a relation names a statement that is not among those given")


def vector_numbers(
    document: Document, sentences: int, vectors: NDArray[np.float32], keys: Sequence[str], dimensions: int
) -> list[int]:
    """Numbers of the sentences whose vectors the rows are. Raises ValueError where keys and vectors do not fit."""
    if vectors.shape != (len(keys), dimensions):
        raise ValueError(f"vectors of shape {vectors.shape} for {len(keys)} keys, {dimensions} wide")
    prefix = document.short_id + ":"
    numbers = [int(key.removeprefix(prefix)) if key.startswith(prefix) else -1 for key in keys]
    if len(set(numbers)) < len(numbers) or not all(0 <= number < sentences for number in numbers):
        raise ValueError("vector keys must be unit ids of the document, each once")
    return numbers


def insert_document(
    connection: sqlite3.Connection,
    document: Document,
    sentences: int,
    statements: int,
    citations: int,
    pipeline_version: str,
) -> int:
    """Insert a document without its findings, of which the numbers are given; returns its row."""
    execute = connection.execute
    metadata = document.metadata
    row = execute(
        "INSERT INTO document (content_id, short_id, media_type, reader, kind, metadata, warnings,"
        " pages, sentences, statements, citations, pipeline_version, quality)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            document.short_id,
            document.media_type,
            document.reader,
            metadata.kind.value,
            packing.pack_metadata(metadata),
            packing.to_json(list(document.warnings)),
            len(document.pages),
            sentences,
            statements,
            citations,
            pipeline_version,
            packing_structure.pack_quality(Quality.of(document)),
        ),
    ).lastrowid
    assert row is not None
    execute(
        "INSERT INTO document_body VALUES (?, ?, ?, ?, ?, ?)",
        (
            row,
            packing.pack_text(document.text),
            packing.pack_text(document.source_text),
            packing.pack_offsets(document.offsets),
            packing_structure.pack_structure(document),
            None if document.glyphs is None else packing.pack_glyphs(document.glyphs),
        ),
    )
    return row


def insert_units(
    connection: sqlite3.Connection,
    row: int,
    document: Document,
    sentences: Sequence[Sentence],
    stating: Set[int],
    places: Places,
) -> int:
    """Insert the sentences and their words; returns the row of the first, the others follow it."""
    first = int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM unit").fetchone()[0])
    units: list[tuple[object, ...]] = []
    words: list[tuple[int, str, str, str]] = []
    for sentence in sentences:
        block = document.blocks[sentence.block]
        text = document.quote(sentence.span)
        units.append(
            (
                first + sentence.index,
                row,
                sentence.index,
                sentence.block,
                sentence.span.start,
                sentence.span.end,
                scope_of(block.kind, block.container, states_something=sentence.index in stating).value,
                block.kind.value,
                None if block.container is None else block.container.value,
                packing.to_json(list(block.section)),
                packing.storable(text),
                *places.columns(sentence.span),
            )
        )
        words.append((first + sentence.index, *fulltext.index_columns(text)))
    connection.executemany("INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", units)
    connection.executemany(fulltext.INSERT, words)
    return first


def insert_statements(
    connection: sqlite3.Connection, row: int, statements: Sequence[Statement], first_unit: int, places: Places
) -> None:
    """Insert statements. Raises ValueError if one of their ids is taken."""
    values = [
        (
            s.id,
            row,
            first_unit + s.sentence,
            s.span.start,
            s.span.end,
            s.kind.value,
            s.attribution.value,
            packing_statements.pack_statement(s),
            packing.storable(places.document.quote(s.span)),
            *places.columns(s.span),
        )
        for s in statements
    ]
    try:
        connection.executemany("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    except sqlite3.IntegrityError as error:
        raise ValueError("the id of a statement is not unique in the index") from error


def insert_citations(
    connection: sqlite3.Connection,
    row: int,
    document: Document,
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    places: Places,
) -> None:
    """Insert citations with the places of their anchors. Raises ValueError if one of their ids is taken."""
    starts = [sentence.span.start for sentence in sentences]

    def unit_at(span: Span) -> int | None:
        number = bisect_right(starts, span.start) - 1
        return number if number >= 0 and span.start < sentences[number].span.end else None

    values = []
    for c in citations:
        block = document.block_at(c.span.start)
        anchors = [[unit_at(a), places.spans(a), places.quads(a)] for a in c.anchors]
        values.append(
            (
                c.id,
                row,
                c.span.start,
                c.span.end,
                c.form.value,
                packing.pack_citation(c),
                c.work,
                c.resolution.value,
                c.resolved_to,
                packing.to_json(list(c.candidates)),
                packing.storable(document.quote(c.span)),
                *places.columns(c.span),
                packing.to_json([] if block is None else list(block.section)),
                packing.to_json(anchors),
            )
        )
    try:
        connection.executemany(
            "INSERT INTO citation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values
        )
    except sqlite3.IntegrityError as error:
        raise ValueError("the id of a citation is not unique in the index") from error
