"""Does the index agree with itself, and making anew what follows from the records."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from policytext.errors import PolicytextError
from policytext.store import checksums, file_sums, fulltext, packing, rows, snapshot
from policytext.store.connection import open_for_reading
from policytext.store.correction_rows import records, words_key
from policytext.store.lock import is_held
from policytext.store.migrations import CHECKSUMS_FROM, CORRECTIONS_FROM, MIGRATIONS, schema_version
from policytext.store.reader import Reader
from policytext.store.writer import Writer
from policytext.types.vocabulary import RelationType

_REBUILD: Final = "policytext index rebuild"
_ANEW: Final = (
    "policytext index restore FILE --force, with a backup; without one, remove the index folder and run policytext"
    " ingest"
)
_AGAIN: Final = "policytext ingest, of its file, with --again; where that fails, a backup"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with an index; `hint` is what mends it. `document` is a content id where one suffers."""

    kind: str
    message: str
    hint: str
    document: str | None = None

    def __str__(self) -> str:
        return f"{self.kind}: {self.message} (to mend it: {self.hint})"


def rebuild_derived(folder: Path) -> None:
    """Make the full-text index anew from the stored sentences, under the writer's lock.

    Raises:
        IndexMissing, IndexLocked, IntegrityError: the index cannot be opened for writing.
    """
    with Reader.open(folder) as reader:
        info = reader.info()
    with Writer.open(
        folder, model=info.model, dimensions=info.dimensions, pipeline_version=info.pipeline_version
    ) as writer:
        writer.rebuild_fulltext()


def check(folder: Path) -> list[Problem]:
    """Everything that is wrong with the index in `folder`; empty when all is well.

    Raises:
        IndexMissing, IndexStateError, SchemaTooNew, IntegrityError: it cannot even be opened.
    """
    is_ingesting = snapshot.is_kept(folder) and is_held(folder)
    problems = [] if is_ingesting else _left_over(folder)
    with closing(open_for_reading(folder, latest=not is_ingesting)) as connection:
        problems += [problem for look in _LOOKS for problem in _guarded(look, connection)]
    if any(problem.kind == "database" for problem in problems):
        return problems  # what stands in a damaged file says nothing more
    with Reader.open(folder, latest=not is_ingesting) as reader:
        return problems + _unreadable_documents(reader)


def first_damage(connection: sqlite3.Connection, *, derived: bool = False) -> str | None:
    """The first sign that a database is not what was written to it; None where there is none.

    `derived`: look at the words of the full-text index too, which can be made anew.
    """
    for look in (_database, _schema, _checksums, *((_full_text,) if derived else ())):
        for problem in _guarded(look, connection):
            if derived or problem.hint != _REBUILD:
                return problem.message
    return None


def damage(folder: Path) -> str | None:
    """The first damage to what readers see, None where there is none; to tell it from a fault of the program."""
    try:
        with Reader.open(folder) as reader, closing(open_for_reading(folder)) as connection:
            found = first_damage(connection, derived=True)
            if found is not None:
                return found
            held = reader.units.columns
            return next(iter([] if held is None else file_sums.faults(held.folder)), None)
    except (sqlite3.DatabaseError, PolicytextError) as error:
        return str(error)


def _left_over(folder: Path) -> list[Problem]:
    """An ingest that was stopped, and the copy that it left for readers."""
    if not snapshot.is_kept(folder):
        return []
    hint = f"policytext ingest; or {_REBUILD}"
    problems = [Problem("unfinished", "an ingest did not end; queries answer from the state before it", hint)]
    try:
        with closing(open_for_reading(folder)) as connection:
            found = [problem for look in (_database, _checksums) for problem in _guarded(look, connection)]
    except PolicytextError as error:
        found = [Problem("database", error.message, hint)]
    return problems + [Problem("earlier state", problem.message, hint, problem.document) for problem in found]


def _guarded(look: Callable[[sqlite3.Connection], Iterator[Problem]], connection: sqlite3.Connection) -> list[Problem]:
    try:
        return list(look(connection))
    except sqlite3.DatabaseError as error:
        if "decode" in str(error):  # text that is no UTF-8; `_checksums` names whose
            return [Problem("unreadable", str(error), _AGAIN)]
        return [Problem("database", str(error), _ANEW)]


def _database(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (message,) in connection.execute("PRAGMA integrity_check(20)"):
        if "FTS5" in message:  # newer versions of SQLite look at the word lists too
            yield Problem("full text", message, _REBUILD)
        elif message != "ok":
            yield Problem("database", message, _ANEW)


def _schema(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Tables and columns under other names than they were made with."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        for statements in MIGRATIONS[: schema_version(connection)]:
            for statement in statements:
                fresh.execute(statement)
        for (table,) in fresh.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            wanted, found = (
                one.execute("SELECT name, type, pk FROM pragma_table_info(?)", (table,)).fetchall()
                for one in (fresh, connection)
            )
            if wanted != found:
                hint = _REBUILD if table.startswith("unit_text") else _ANEW
                yield Problem("schema", f"the table {table} is not as it was made", hint)


def _references(connection: sqlite3.Connection) -> Iterator[Problem]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem("orphan", f"row {row} of {table} has no {parent}", _ANEW)
    for (content_id,) in connection.execute(
        "SELECT content_id FROM document WHERE id NOT IN (SELECT document FROM source WHERE content_id IS NULL)"
    ):
        yield Problem("orphan", f"document {content_id} has no source", _ANEW, content_id)
    for key, wanted in connection.execute(
        "SELECT id, resolved_to FROM citation WHERE resolved_to IS NOT NULL"
        " AND resolved_to NOT IN (SELECT content_id FROM document)"
    ):
        yield Problem("orphan", f"citation {key} leads to {wanted}, which is not in the index", _REBUILD)


def _counts(connection: sqlite3.Connection) -> Iterator[Problem]:
    for table, column in (("unit", "sentences"), ("statement", "statements"), ("citation", "citations")):
        for content_id, stated, found in connection.execute(
            f"SELECT content_id, {column}, (SELECT count(*) FROM {table} t WHERE t.document = d.id) AS n"
            f" FROM document d WHERE {column} <> n"
        ):
            message = f"document {content_id} should have {stated} {column} and has {found}"
            yield Problem("count", message, _ANEW, content_id)


def _vectors(connection: sqlite3.Connection) -> Iterator[Problem]:
    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    dimensions = int(meta.get("dimensions", "0"))
    hint = _AGAIN
    rows = connection.execute(
        "SELECT d.content_id, d.sentences, v.count, v.dimensions, v.digest, v.numbers, v.data FROM document d"
        " LEFT JOIN vector_block v ON v.document = d.id"
    )
    for content_id, sentences, count, width, digest, numbers, data in rows:
        if count is None:
            yield Problem("vectors", f"document {content_id} has no vectors", hint, content_id)
        elif width != dimensions or len(data) != 4 * count * width or len(numbers) != 4 * count:
            message = f"the vectors of {content_id} are not {count} of {dimensions} dimensions"
            yield Problem("vectors", message, hint, content_id)
        elif hashlib.sha256(numbers + data).hexdigest() != digest:
            yield Problem("vectors", f"the vectors of {content_id} are not those that were stored", hint, content_id)
        elif count and int(np.frombuffer(numbers, dtype="<u4").max()) >= sentences:
            yield Problem("vectors", f"a vector of {content_id} belongs to no sentence", hint, content_id)
        elif not np.isfinite(np.frombuffer(data, dtype="<f4")).all():
            yield Problem("vectors", f"a vector of {content_id} holds a number that is none", hint, content_id)


def _full_text(connection: sqlite3.Connection) -> Iterator[Problem]:
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    for name, version in fulltext.versions().items():
        if meta.get(name) != version:
            message = f"the words were prepared by another version ({name} {meta.get(name)}, not {version})"
            yield Problem("full text", message, _REBUILD)
    missing, extra = connection.execute(
        "SELECT (SELECT count(*) FROM unit WHERE id NOT IN (SELECT id FROM unit_text_docsize)),"
        " (SELECT count(*) FROM unit_text_docsize WHERE id NOT IN (SELECT id FROM unit))"
    ).fetchone()
    if missing or extra:
        yield Problem("full text", f"{missing} sentences are missing and {extra} are too many", _REBUILD)
    rows = connection.execute(
        f"SELECT u.text, {', '.join(f't.{column}' for column in fulltext.COLUMNS)}"
        " FROM unit u JOIN unit_text t ON t.rowid = u.id"
    )
    decoded, connection.text_factory = connection.text_factory, lambda raw: raw.decode("utf-8", "replace")
    try:
        other = sum(fulltext.index_columns(packing.restored(text)) != tuple(columns) for text, *columns in rows)
    finally:
        connection.text_factory = decoded
    if other:
        yield Problem("full text", f"{other} sentences are indexed by other words than theirs", _REBUILD)
    # FTS5 checks its word lists by an INSERT, so on a copy (in a temporary file that SQLite removes by itself).
    copy = sqlite3.connect("")
    try:
        connection.backup(copy)
        copy.execute("INSERT INTO unit_text (unit_text) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        yield Problem("full text", f"the word lists do not fit the sentences: {error}", _REBUILD)
    finally:
        copy.close()


def _statements(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Statements and relations whose values no reader would understand."""
    found = connection.execute(
        f"SELECT d.content_id, {rows.STATEMENT_COLUMNS} FROM statement s"
        " JOIN document d ON d.id = s.document ORDER BY s.id"
    )
    for content_id, *row in found:
        try:
            rows.statement_of(row, content_id)
        except (ValueError, KeyError, TypeError) as error:
            message = f"statement {row[0]} cannot be read: {error!r}"
            yield Problem("unreadable", message, _AGAIN, content_id)
    types = packing.to_json(list(RelationType))
    for source, target, kind in connection.execute(
        "SELECT source, target, type FROM relation WHERE source = target OR NOT score BETWEEN 0 AND 1"
        " OR type NOT IN (SELECT value FROM json_each(?))",
        (types,),
    ):
        yield Problem("relation", f"{source} {kind} {target} cannot be", _AGAIN)


def _corrections(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Corrections that do not stand where they say, and statements that are marked as corrected and are not."""
    if schema_version(connection) < CORRECTIONS_FROM:
        return
    mended = _AGAIN
    for number, source, sentence, statement, now, text, fields in connection.execute(
        "SELECT c.id, c.source, c.sentence, c.statement, json_extract(c.now, '$[5]'), u.text, s.fields"
        " FROM correction c JOIN unit u ON u.id = c.unit LEFT JOIN statement s ON s.id = c.statement"
    ):
        if words_key(packing.restored(text)) != sentence:
            yield Problem("correction", f"correction {number} of {source} stands at another sentence", mended)
        elif fields != now:
            yield Problem("correction", f"{statement} is not what a person said that it is", mended)
    for (statement,) in connection.execute(
        "SELECT id FROM statement WHERE json_extract(fields, '$.corrected')"
        " AND id NOT IN (SELECT statement FROM correction WHERE unit IS NOT NULL)"
    ):
        yield Problem("correction", f"{statement} is marked as corrected, and nobody did", mended)
    try:
        records(connection)
    except (ValueError, KeyError, TypeError) as error:
        yield Problem("correction", f"a correction cannot be read: {error!r}", _ANEW)


def _checksums(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Rows that are not those that were written, though they may be read."""
    if schema_version(connection) < CHECKSUMS_FROM:
        return
    for changed in checksums.changed(connection):
        if changed.document is not None:
            content_id, short_id, source = connection.execute(
                "SELECT content_id, short_id, (SELECT min(path) FROM source WHERE document = d.id) FROM document d"
                " WHERE id = ?",
                (changed.document,),
            ).fetchone()
            message = f"document {short_id} ({source}) is not what was written"
            yield Problem("changed", message, _AGAIN, content_id)
        else:
            hint = _REBUILD if changed.part == checksums.WORKS else _ANEW
            yield Problem("changed", f"what the index holds of {changed.part!r} is not what was written", hint)


_LOOKS: Final = (_database, _schema, _checksums, _references, _counts, _statements, _corrections, _vectors, _full_text)


def _unreadable_documents(reader: Reader) -> list[Problem]:
    problems: list[Problem] = []
    for record in reader.documents():
        try:
            document = reader.load_document(record.id)
        except (
            ValueError,
            KeyError,
            TypeError,
            IndexError,
            zlib.error,
            json.JSONDecodeError,
            PolicytextError,
        ) as error:
            message = f"document {record.short_id} cannot be read: {error}"
            problems.append(Problem("unreadable", message, _AGAIN, record.id))
            continue
        sentences = reader.sentences(record.id)
        if sentences and sentences[-1].span.end > len(document.text):
            message = f"document {record.short_id} is shorter than its sentences"
            problems.append(Problem("unreadable", message, _ANEW, record.id))
    return problems
