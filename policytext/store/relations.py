"""Rows of relations between statements; the caller has the transaction."""

import sqlite3
from collections.abc import Collection, Sequence

from policytext.store import packing
from policytext.types.statement import Relation
from policytext.types.vocabulary import RelationType

COLUMNS = "source, target, type, score, method"


def insert(connection: sqlite3.Connection, relations: Sequence[Relation]) -> None:
    """Insert relations; one that is there already is replaced.

    Raises:
        ValueError: a relation has a score outside [0, 1], leads to itself, or names a statement that is not there.
    """
    for relation in relations:
        if not 0.0 <= relation.score <= 1.0:
            raise ValueError(f"the score {relation.score} of a relation is not in [0, 1]")
        if relation.source == relation.target:
            raise ValueError(f"a relation leads from {relation.source} to itself")
    try:
        connection.executemany(
            f"INSERT OR REPLACE INTO relation ({COLUMNS}) VALUES (?, ?, ?, ?, ?)",
            ((r.source, r.target, r.type.value, r.score, r.method) for r in relations),
        )
    except sqlite3.IntegrityError as error:
        raise ValueError("a relation names a statement that is not in the store") from error


def replace(
    connection: sqlite3.Connection,
    relations: Sequence[Relation],
    types: Collection[RelationType] | None,
    document: str | None,
) -> None:
    """Insert relations in place of those of the same extent, see `Writer.put_relations`."""
    kinds = set(RelationType) if types is None else set(types)
    if any(relation.type not in kinds for relation in relations):
        raise ValueError("a relation is of a type that is not being replaced")
    clause, parameters = "", [packing.to_json(sorted(kinds))]
    if document is not None:
        inside = "(SELECT id FROM statement WHERE document = (SELECT id FROM document WHERE content_id = ?))"
        clause = f" AND source IN {inside} AND target IN {inside}"
        parameters += [document, document]
    connection.execute(f"DELETE FROM relation WHERE type IN (SELECT value FROM json_each(?)){clause}", parameters)
    insert(connection, relations)
