"""Which files are which document: the same bytes, the same document in another form, another version of it.

Functions on an open connection; the caller has the transaction.
"""

import json
import sqlite3
from collections.abc import Mapping

from policytext.store import packing
from policytext.store.records import Form, KnownSource
from policytext.types.vocabulary import Resolution

#: Pairs of documents that are versions of one text, with how alike they are.
VERSIONS = (
    "SELECT a.content_id, b.content_id, v.similarity FROM version v JOIN document a ON a.id = v.document"
    " JOIN document b ON b.id = v.other ORDER BY v.similarity DESC, a.content_id, b.content_id"
)
_COLUMNS = "path, document, manifest_key, size_bytes, mtime_ns, content_id, media_type, similarity"


def known_sources(connection: sqlite3.Connection) -> dict[str, KnownSource]:
    """What was ingested, by path."""
    rows = connection.execute(
        "SELECT s.path, coalesce(s.content_id, d.content_id), d.pipeline_version, s.manifest_key, s.size_bytes,"
        " s.mtime_ns, s.content_id IS NOT NULL FROM source s JOIN document d ON d.id = s.document ORDER BY s.path"
    )
    return {
        path: KnownSource(content_id, version, manifest_key, size, mtime, bool(is_form))
        for path, content_id, version, manifest_key, size, mtime, is_form in rows
    }


def bind(
    connection: sqlite3.Connection,
    source: str,
    row: int,
    manifest_key: str,
    size_bytes: int = 0,
    mtime_ns: int = 0,
    form: Form | None = None,
) -> list[str]:
    """Say which document a source holds, as it is or in another form; returns the sources that are orphans now.

    A document that no file holds byte for byte any more goes, with all that was found in it: its quotations would point
    into a file that is not there. The files that held it in another form are its orphans; they are to be read again.
    """
    before = connection.execute("SELECT document FROM source WHERE path = ?", (source,)).fetchone()
    other = (None, None, None) if form is None else (form.content_id, form.media_type, form.similarity)
    connection.execute(
        f"INSERT OR REPLACE INTO source ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (source, row, manifest_key, size_bytes, mtime_ns, *other),
    )
    connection.execute("DELETE FROM failure WHERE source = ?", (source,))
    return [] if before is None else remove_unsourced(connection, before[0])


def other_sources(connection: sqlite3.Connection, row: int, source: str) -> list[tuple[object, ...]]:
    """Columns of the other sources of a document, for `bind_again`."""
    return connection.execute(
        f"SELECT {_COLUMNS.replace('document, ', '')} FROM source WHERE document = ? AND path <> ?", (row, source)
    ).fetchall()


def bind_again(connection: sqlite3.Connection, row: int, others: list[tuple[object, ...]]) -> None:
    """Bind sources that a document had before to its new row."""
    connection.executemany(
        f"INSERT INTO source ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((path, row, *rest) for path, *rest in others),
    )


def demote(connection: sqlite3.Connection, content_id: str, new: int, similarity: float) -> None:
    """Make the files of a document other forms of a better one; nothing where it went with its only file."""
    found = connection.execute("SELECT id, media_type FROM document WHERE content_id = ?", (content_id,)).fetchone()
    if found is None:
        return
    old, media_type = found
    connection.execute(
        "UPDATE source SET document = ?, content_id = coalesce(content_id, ?), media_type = coalesce(media_type, ?),"
        " similarity = coalesce(similarity, ?) WHERE document = ?",
        (new, content_id, media_type, similarity, old),
    )
    remove_unsourced(connection, old)


def remove_unsourced(connection: sqlite3.Connection, row: int) -> list[str]:
    """Remove the document if no file is it byte for byte any more, and what pointed at it; returns its orphans."""
    own = "SELECT 1 FROM source WHERE document = ? AND content_id IS NULL LIMIT 1"
    found = connection.execute("SELECT content_id FROM document WHERE id = ?", (row,)).fetchone()
    if found is None or connection.execute(own, (row,)).fetchone():
        return []
    content_id = found[0]
    orphans = [path for (path,) in connection.execute("SELECT path FROM source WHERE document = ?", (row,))]
    remove_document(connection, row)
    connection.execute(
        "UPDATE citation SET resolution = ?, resolved_to = NULL WHERE resolved_to = ?",
        (Resolution.NOT_RESOLVED.value, content_id),
    )
    connection.execute("UPDATE work SET corpus_document = NULL WHERE corpus_document = ?", (content_id,))
    ambiguous = connection.execute(
        "SELECT id, candidates FROM citation WHERE instr(candidates, ?)", (content_id,)
    ).fetchall()
    connection.executemany(
        "UPDATE citation SET candidates = ? WHERE id = ?",
        ((packing.to_json([c for c in json.loads(held) if c != content_id]), key) for key, held in ambiguous),
    )
    return orphans


def remove_document(connection: sqlite3.Connection, row: int) -> None:
    """Remove a document with all that belongs to it alone."""
    execute = connection.execute
    execute("DELETE FROM unit_text WHERE rowid IN (SELECT id FROM unit WHERE document = ?)", (row,))
    execute("DELETE FROM document WHERE id = ?", (row,))
    execute("DELETE FROM work WHERE id NOT IN (SELECT work FROM work_citation)")


def put_signature(connection: sqlite3.Connection, row: int, minhash: bytes, versions: Mapping[str, float]) -> None:
    """Store by what a document is recognised, and of which documents it is another version, with how alike they are."""
    connection.execute("INSERT OR REPLACE INTO signature VALUES (?, ?)", (row, minhash))
    connection.executemany(
        "INSERT OR REPLACE INTO version SELECT ?, id, ? FROM document WHERE content_id = ?",
        ((row, similarity, other) for other, similarity in versions.items()),
    )


def signatures(connection: sqlite3.Connection) -> dict[str, bytes]:
    """Signatures by content id."""
    return dict(
        connection.execute("SELECT d.content_id, s.minhash FROM signature s JOIN document d ON d.id = s.document")
    )
