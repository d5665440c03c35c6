"""Putting a document in place of what the store held of it; the caller has the transaction."""

import sqlite3
from collections.abc import Sequence

from policytext.errors import InputError
from policytext.store import inserts, sources
from policytext.store.places import Places
from policytext.types.citation import Citation
from policytext.types.document import Document, Sentence
from policytext.types.statement import Statement

Findings = tuple[Sequence[Sentence], Sequence[Statement], Sequence[Citation]]


def put_in_place(
    connection: sqlite3.Connection,
    document: Document,
    findings: Findings,
    source: str,
    pipeline_version: str,
    manifest_key: str,
) -> list[str]:
    """Insert a document with its sentences, statements and citations in place of what there was of the same content.

    Its other sources stay. Returns the sources that are orphans now, see `sources.bind`.

    Raises:
        InputError: the first eight digits of the content id are those of another document.
    """
    sentences, statements, citations = findings
    old = connection.execute("SELECT id FROM document WHERE content_id = ?", (document.id,)).fetchone()
    others: list[tuple[object, ...]] = []
    if old is not None:
        others = sources.other_sources(connection, old[0], source)
        sources.remove_document(connection, old[0])
    short = connection.execute("SELECT content_id FROM document WHERE short_id = ?", (document.short_id,))
    if short.fetchone() is not None:
        raise InputError(
            f"{source} and another document begin with the same digits {document.short_id}",
            hint="change a character of the file, or keep it in an index of its own",
        )
    row = inserts.insert_document(
        connection, document, len(sentences), len(statements), len(citations), pipeline_version
    )
    sources.bind_again(connection, row, others)
    orphans = sources.bind(connection, source, row, manifest_key)
    places = Places(document)
    first_unit = inserts.insert_units(connection, row, document, sentences, {s.sentence for s in statements}, places)
    inserts.insert_statements(connection, row, statements, first_unit, places)
    inserts.insert_citations(connection, row, document, sentences, citations, places)
    return orphans
