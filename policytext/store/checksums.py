"""What the rows of each document were when they were written, so that a bit that fell over is noticed.

SQLite notices damage to the structure of its file, not a letter that became another one. So a digest of all rows of a
document is kept beside them, renewed in the transaction that changes them, and of what belongs to no document one for
each table. What changed is found by triggers that only the writing connection has: no change can forget its digest, and
what a write does not touch keeps the digest of before the damage.

A migration that changes rows or columns has to empty the table `checksum`; the next writer fills it.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from policytext.store.works import CURRENT, RESOLUTION

#: What is cited, by all documents together: a part of its own, which can be made anew.
WORKS: Final = "works"
#: Columns of a citation that its document gives, and those that follow from all documents together.
_CITED_BY: Final = (
    "id, document, span_start, span_end, form, fields, text, spans, quads, page, page_label, line, section, anchors"
)
_CITED: Final = "work, resolution, resolved_to, candidates"
_DOCUMENT: Final = (
    "SELECT * FROM document WHERE id = ?",
    "SELECT * FROM document_body WHERE document = ?",
    "SELECT * FROM source WHERE document = ? ORDER BY path",
    "SELECT * FROM unit WHERE document = ? ORDER BY number",
    "SELECT * FROM statement WHERE document = ? ORDER BY span_start, id",
    f"SELECT {_CITED_BY} FROM citation WHERE document = ? ORDER BY span_start, id",
    "SELECT document, digest, count, dimensions FROM vector_block WHERE document = ?",  # digest: of the vectors
    "SELECT * FROM signature WHERE document = ?",
    "SELECT * FROM version WHERE document = ? ORDER BY other",
    "SELECT r.* FROM statement s JOIN relation r ON r.source = s.id WHERE s.document = ?"
    " ORDER BY r.source, r.target, r.type, r.method",
)
_WORKS: Final = (
    "SELECT * FROM work ORDER BY id",
    "SELECT * FROM work_citation ORDER BY work, position",
    f"SELECT id, {_CITED} FROM citation ORDER BY id",
)
#: Table, which of its columns (all where none are named), and the part to which a changed row belongs.
_WATCHED: Final = (
    ("document", "", "{row}.id"),
    *((name, "", "{row}.document") for name in ("document_body", "source", "unit", "statement")),
    *((name, "", "{row}.document") for name in ("vector_block", "signature", "version")),
    ("citation", _CITED_BY, "{row}.document"),
    ("relation", "", "coalesce((SELECT document FROM statement WHERE id = {row}.source), '')"),
    *((name, columns, f"'{WORKS}'") for name, columns in (("work", ""), ("work_citation", ""), ("citation", _CITED))),
)
#: Tables whose rows belong to documents or to what is cited, or are in none of the parts.
_NO_PARTS: Final = frozenset({"checksum", *(table for table, _, _ in _WATCHED)})


@dataclass(frozen=True, slots=True)
class Changed:
    """A part that is not what was written; `document` is its row in `document`, None for a table."""

    part: str
    document: int | None


def watch(connection: sqlite3.Connection) -> None:
    """Notice on this connection what changes, and make the digests that are missing. In autocommit mode."""
    connection.execute("PRAGMA recursive_triggers = ON")  # what INSERT OR REPLACE takes away is noticed too
    connection.execute("CREATE TEMP TABLE changed (part PRIMARY KEY) WITHOUT ROWID")
    tables = _tables(connection)
    for number, (table, columns, part) in enumerate((*_WATCHED, *((name, "", f"'{name}'") for name in tables))):
        of = f" OF {columns}" if columns else ""
        for event, rows in (("INSERT", ("NEW",)), (f"UPDATE{of}", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            # no OR IGNORE: the conflict clause of the statement that fires a trigger would count inside it
            noted = " ".join(
                f"INSERT INTO changed SELECT new_one FROM (SELECT {part.format(row=row)} AS new_one)"
                " WHERE new_one NOT IN changed;"
                for row in rows
            )
            name = f"noted_{number}_{event.partition(' ')[0].lower()}"
            connection.execute(f"CREATE TEMP TRIGGER {name} AFTER {event} ON main.{table} BEGIN {noted} END")
    held = {part for (part,) in connection.execute("SELECT part FROM checksum")}
    documents = [row for (row,) in connection.execute("SELECT id FROM document") if str(row) not in held]
    missing = [name for name in (*tables, WORKS) if name not in held]
    if documents or missing:
        connection.execute("BEGIN IMMEDIATE")
        _write(connection, [*documents, *missing])
        connection.execute("COMMIT")


def renew(connection: sqlite3.Connection) -> None:
    """Renew the digests of what changed, at the end of the transaction that changed it."""
    parts = {part for (part,) in connection.execute("SELECT part FROM changed")} - {""}
    if "meta" in parts and not connection.execute("SELECT 1 FROM checksum WHERE part = ?", (WORKS,)).fetchone():
        parts.add(WORKS)  # it was looked up what is cited: nothing, and no row changed
    _write(connection, parts)
    connection.execute("DELETE FROM changed")


def changed(connection: sqlite3.Connection) -> Iterator[Changed]:
    """Parts whose rows are not those that were written; none where no digests were made yet.

    Raises:
        sqlite3.DatabaseError: the structure of the file is damaged.
    """
    held = dict(connection.execute("SELECT part, digest FROM checksum").fetchall())
    if not held:
        return
    for (row,) in connection.execute("SELECT id FROM document ORDER BY id").fetchall():
        if held.pop(str(row), None) != _digest(connection, row):
            yield Changed(str(row), row)
    for name in (*_tables(connection), WORKS):
        digest = held.pop(name, None)
        if digest is not None and digest != _digest(connection, name):
            yield Changed(name, None)
    yield from (Changed(str(part), None) for part in held)


def _write(connection: sqlite3.Connection, parts: Iterable[int | str]) -> None:
    for part in parts:
        is_there = (
            connection.execute("SELECT 1 FROM document WHERE id = ?", (part,)).fetchone() is not None
            if isinstance(part, int)
            else part != WORKS or _is_resolved(connection)  # else it is made when all is looked up
        )
        if is_there:
            digest = _digest(connection, part)
            connection.execute("INSERT OR REPLACE INTO checksum VALUES (?, ?)", (str(part), digest))
        else:
            connection.execute("DELETE FROM checksum WHERE part = ?", (str(part),))


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Tables that belong to no document, each a part of its own: settings, failures, corrections."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        " AND name NOT LIKE 'unit!_text%' ESCAPE '!' ORDER BY name"
    )
    return [name for (name,) in found if name not in _NO_PARTS]


def _is_resolved(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (RESOLUTION,)).fetchone()
    return row is not None and bool(row[0] == CURRENT)


def _digest(connection: sqlite3.Connection, part: int | str) -> str:
    digest = hashlib.blake2b(digest_size=16)
    parameters = (part,) if isinstance(part, int) else ()
    queries: tuple[str, ...] = (f'SELECT * FROM "{part}" ORDER BY 1',)
    if isinstance(part, int):
        queries = _DOCUMENT
    elif part == WORKS:
        queries = _WORKS
    with _as_bytes(connection):
        for query in queries:
            for row in connection.execute(query, parameters):
                digest.update(repr(row).encode("ascii"))
            digest.update(b"\n")
    return digest.hexdigest()


@contextmanager
def _as_bytes(connection: sqlite3.Connection) -> Iterator[None]:
    """Text as a type of its own that needs no decoding: damaged text may be no UTF-8, and is no blob."""
    before = connection.text_factory
    connection.text_factory = bytearray
    try:
        yield
    finally:
        connection.text_factory = before
