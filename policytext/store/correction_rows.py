"""Rows of corrections, of the sentences that they are about and of the statements that they change."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from policytext.errors import NotFound
from policytext.store import fulltext, packing, packing_statements
from policytext.store.judging import unpack_judgement
from policytext.store.records import CorrectionRecord, Judgement
from policytext.types.spans import Span
from policytext.types.statement import Statement
from policytext.types.vocabulary import BlockKind, StatementKind

Row = Sequence[Any]  # Any: SQLite gives each cell the type that was stored

#: Columns of a statement but those that say to which document and sentence it belongs.
STATEMENT: Final = "id, span_start, span_end, kind, attribution, fields, text, spans, quads, page, page_label, line"
#: Writes a statement, given document, unit and the columns of STATEMENT; relations of one that was there stay.
UPSERT: Final = (
    f"INSERT INTO statement (document, unit, {STATEMENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in STATEMENT.split(", ")[1:])
)
_CORRECTION: Final = (
    "id, document, source, sentence, occurrence, clause, kind, judgement, note, made_at, statement, unit"
)
_RECORD: Final = (
    "SELECT c.id, c.document, c.source, d.short_id, u.number, c.statement, c.context, c.judgement, c.found, c.now,"
    " c.made_at, c.note FROM correction c LEFT JOIN unit u ON u.id = c.unit LEFT JOIN document d ON d.id = u.document"
)


@lru_cache(maxsize=10_000)  # the sentences of a document are compared again and again
def words_key(text: str) -> str:
    """By what a sentence is known again: its words without case, accents, signs and note markers."""
    return " ".join(fulltext.tokens(text)) or packing.to_json(text)


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A sentence as stored, with its document's row and ids."""

    id: int
    document: int
    content_id: str
    short_id: str
    number: int
    span: Span
    kind: BlockKind
    container: BlockKind | None
    place: tuple[Any, ...]  # text, spans, quads, page, page_label, line

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return packing.restored(self.place[0])


@dataclass(slots=True)
class StoredCorrection:
    """A row of the table, without what it found and made."""

    id: int
    document: str
    source: str
    sentence: str
    occurrence: int
    clause: str
    kind: StatementKind | None
    judgement: Judgement
    note: str | None
    made_at: str
    statement: str
    unit: int | None


def records(connection: sqlite3.Connection, sentence: str | None = None) -> list[CorrectionRecord]:
    """All corrections in order of file and time, or those in place at the sentence with this unit id."""
    condition = "" if sentence is None else " WHERE d.short_id || ':' || u.number = ?"
    parameters = () if sentence is None else (sentence,)
    found = connection.execute(f"{_RECORD}{condition} ORDER BY c.source, c.made_at, c.id", parameters).fetchall()
    return [_record(row) for row in found]


def _record(row: Row) -> CorrectionRecord:
    number, content_id, source, short_id, unit_number, statement, context, judgement, found, now, made_at, note = row
    stood = json.loads(context)
    after = json.loads(now)
    return CorrectionRecord(
        number=number,
        document_id=content_id,
        source=source,
        sentence_id=None if short_id is None else f"{short_id}:{unit_number}",
        statement_id=statement,
        judgement=unpack_judgement(judgement),
        found=tuple(unpacked(values, content_id) for values in json.loads(found)["statements"]),
        now=None if after is None else unpacked(after, content_id),
        made_at=made_at,
        note=note if note is None else packing.restored(note),
        **stood,
    )


def unpacked(values: Row, content_id: str) -> Statement:
    """The statement in columns STATEMENT; inverse of `packed`."""
    key, start, end, kind, attribution, fields = values[:6]
    return packing_statements.unpack_statement(key, content_id, Span(start, end), kind, attribution, fields)


def unit_called(connection: sqlite3.Connection, sentence: str) -> StoredUnit:
    """The sentence with this unit id. Raises NotFound if there is none."""
    short_id, _, number = sentence.partition(":")
    row = connection.execute(
        "SELECT u.id FROM unit u JOIN document d ON d.id = u.document WHERE d.short_id = ? AND u.number = ?",
        (short_id, int(number)),
    ).fetchone()
    if row is None:
        raise NotFound(f"no sentence {sentence}")
    return unit_of_row(connection, row[0])


def unit_of_row(connection: sqlite3.Connection, row: int) -> StoredUnit:
    """The sentence in this row of the table."""
    found = connection.execute(
        "SELECT u.id, u.document, d.content_id, d.short_id, u.number, u.span_start, u.span_end, u.kind, u.container,"
        " u.text, u.spans, u.quads, u.page, u.page_label, u.line FROM unit u JOIN document d ON d.id = u.document"
        " WHERE u.id = ?",
        (row,),
    ).fetchone()
    key, document, content_id, short_id, number, start, end, kind, container, *place = found
    return StoredUnit(
        key,
        document,
        content_id,
        short_id,
        number,
        Span(start, end),
        BlockKind(kind),
        None if container is None else BlockKind(container),
        tuple(place),
    )


def occurrence_of(connection: sqlite3.Connection, unit: StoredUnit) -> int:
    """Which of the sentences of its document with the same words a sentence is, from 0."""
    key = words_key(unit.text)
    before = connection.execute("SELECT text FROM unit WHERE document = ? AND number < ?", (unit.document, unit.number))
    return sum(words_key(packing.restored(text)) == key for (text,) in before)


def source_of(connection: sqlite3.Connection, unit: StoredUnit) -> str:
    """The first path of the files that are the document of a sentence, or of those that hold it in another form."""
    path: str = connection.execute(
        "SELECT path FROM source WHERE document = ? ORDER BY content_id IS NOT NULL, path LIMIT 1", (unit.document,)
    ).fetchone()[0]
    return path


def read(connection: sqlite3.Connection, condition: str, parameters: Sequence[object]) -> list[StoredCorrection]:
    """Corrections on which a condition holds."""
    found = connection.execute(f"SELECT {_CORRECTION} FROM correction WHERE {condition}", parameters).fetchall()
    return [
        StoredCorrection(
            key,
            document,
            source,
            sentence,
            occurrence,
            clause,
            None if kind is None else StatementKind(kind),
            unpack_judgement(judgement),
            *rest,
        )
        for key, document, source, sentence, occurrence, clause, kind, judgement, *rest in found
    ]


def statement_row(connection: sqlite3.Connection, statement: str) -> Row | None:
    """Columns STATEMENT of the statement with this id."""
    row: Row | None = connection.execute(f"SELECT {STATEMENT} FROM statement WHERE id = ?", (statement,)).fetchone()
    return row


def statement_rows(connection: sqlite3.Connection, unit: int) -> list[Row]:
    """Columns STATEMENT of the statements that a sentence makes, in order."""
    return connection.execute(
        f"SELECT {STATEMENT} FROM statement WHERE unit = ? ORDER BY span_start, id", (unit,)
    ).fetchall()


def packed(statement: Statement, place: Sequence[Any]) -> list[Any]:
    """Columns STATEMENT of a corrected statement; `place` are those from its text on."""
    return [
        statement.id,
        statement.span.start,
        statement.span.end,
        statement.kind.value,
        statement.attribution.value,
        packing_statements.pack_statement(statement, corrected=True),
        *place,
    ]


def to_storable(row: Row) -> list[Any]:
    """A row for JSON: the words as a string."""
    return [*row[:6], packing.restored(row[6]), *row[7:]]


def from_storable(row: Row) -> list[Any]:
    """Inverse of `to_storable`."""
    return [*row[:6], packing.storable(row[6]), *row[7:]]


def context_of(connection: sqlite3.Connection, unit: StoredUnit, text: str | bytes) -> dict[str, Any]:
    """The words of a statement and where they stand: fields of `CorrectionRecord`."""
    around = {
        number: packing.restored(words)
        for number, words in connection.execute(
            "SELECT number, text FROM unit WHERE document = ? AND number IN (?, ?)",
            (unit.document, unit.number - 1, unit.number + 1),
        )
    }
    return {
        "text": packing.restored(text),
        "sentence": unit.text,
        "before": around.get(unit.number - 1, ""),
        "after": around.get(unit.number + 1, ""),
        "page": unit.place[3],
        "line": unit.place[5],
    }
