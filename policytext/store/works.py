"""Rows of cited works; the caller has the transaction."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from policytext.store import packing
from policytext.types.citation import Citation, Work

#: Setting of the index that says whether it was looked up what its citations cite since documents last came or went.
RESOLUTION: Final = "resolution"
CURRENT, STALE = "current", "stale"


def is_resolved(settings: Mapping[str, str]) -> bool:
    """Whether the works and resolutions are those of the documents, by the settings of an index."""
    return settings.get(RESOLUTION) == CURRENT


def replace(
    connection: sqlite3.Connection, citations_by_document: Mapping[str, Sequence[Citation]], works: Sequence[Work]
) -> None:
    """Insert all works in place of the earlier ones, see `Writer.put_resolution`."""
    connection.execute("DELETE FROM work")
    connection.executemany(
        "UPDATE citation SET work = ?, resolution = ?, resolved_to = ?, candidates = ? WHERE id = ?",
        (
            (c.work, c.resolution.value, c.resolved_to, packing.to_json(list(c.candidates)), c.id)
            for citations in citations_by_document.values()
            for c in citations
        ),
    )
    connection.executemany(
        "INSERT INTO work VALUES (?, ?, ?)", ((w.id, packing.pack_work(w), w.corpus_document) for w in works)
    )
    try:
        connection.executemany(
            "INSERT INTO work_citation VALUES (?, ?, ?)",
            ((w.id, position, c) for w in works for position, c in enumerate(w.citations)),
        )
    except sqlite3.IntegrityError as error:
        raise ValueError("a work names a citation that is not in the store") from error
