"""The ledger of coders: what each decided of proposed statements, apart from what the index says of them.

As a correction does, a decision knows its sentence by content: by its words, and by which of the sentences with these
words it is, in a document with its content id or from its file. It is put in its place when it is read, so that no
ingest touches it, and it never changes an answer (docs/adr/0042-coding-ledger.md).
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from policytext.errors import IndexMissing, IndexStateError
from policytext.store import checksums, packing, snapshot
from policytext.store.coding_records import Coded, Decision, DecisionRecord, Verdict
from policytext.store.connection import DATABASE_NAME, open_for_writing, translated
from policytext.store.correction_rows import context_of, occurrence_of, source_of, unit_called, words_key
from policytext.store.lock import FolderLock
from policytext.store.records import DocumentRecord
from policytext.types.vocabulary import Attribution, Stance, StatementKind, Strength

Rows = Callable[..., list[Any]]  # Any: SQLite gives each cell the type that was stored

_COLUMNS: Final = (
    "coder, proposition, document, source, sentence, occurrence, clause, verdict, coded, proposed, note, decided_at,"
    " context"
)


def keep(folder: Path, decisions: Sequence[Decision]) -> None:
    """Keep decisions; one on the same statement by the same coder, for the same proposition, replaces the earlier one.

    Raises:
        IndexMissing, IndexLocked, SchemaTooNew, IntegrityError: the index cannot be written.
        NotFound: there is no such sentence.
        IndexStateError: the sentence has other words now; or an ingest did not end.
    """
    with _writing(folder) as connection:
        for decision in decisions:
            _insert(connection, decision)


def forget(folder: Path, coder: str, proposition: str | None = None) -> int:
    """Forget what a coder decided, for one proposition ("" for none) or for all; how many decisions that were.

    Raises:
        IndexMissing, IndexLocked, SchemaTooNew, IntegrityError, IndexStateError: as for `keep`.
    """
    with _writing(folder) as connection:
        return connection.execute(
            "DELETE FROM coding WHERE coder = ? AND (? IS NULL OR proposition = ?)", (coder, proposition, proposition)
        ).rowcount


@contextmanager
def _writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """A transaction under the lock of the folder; all of it is taken back where the block raises."""
    if not (folder / DATABASE_NAME).is_file():
        raise IndexMissing(f"no index in {folder}")
    snapshot.refuse(folder)
    try:
        lock = FolderLock(folder)
    except OSError as error:
        raise IndexStateError(f"cannot write to {folder}: {error.strerror}", hint="name a copy of the index") from error
    try:
        with closing(open_for_writing(folder)) as connection, translated(folder / DATABASE_NAME):
            checksums.watch(connection)
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            checksums.renew(connection)
            connection.execute("COMMIT")  # closing without it takes all of it back
    finally:
        lock.release()


def _insert(connection: sqlite3.Connection, decision: Decision) -> None:
    unit = unit_called(connection, decision.sentence_id)
    sentence, clause = words_key(unit.text), words_key(decision.text)
    if clause not in sentence:
        raise IndexStateError(
            f"{decision.sentence_id} has other words now: its document was read anew",
            hint="start again; what was decided before is kept",
        )
    values = (
        decision.coder,
        decision.proposition or "",
        unit.content_id,
        source_of(connection, unit),
        sentence,
        occurrence_of(connection, unit),
        "" if clause == sentence else clause,
        decision.verdict.value,
        "null" if decision.coded is None else packing.to_json(asdict(decision.coded)),
        packing.to_json(asdict(decision.proposed)),
        None if decision.note is None else packing.storable(decision.note),
        decision.decided_at,
        packing.to_json(context_of(connection, unit, packing.storable(decision.text))),
    )
    connection.execute(
        f"INSERT OR REPLACE INTO coding ({_COLUMNS}) VALUES ({', '.join('?' * len(values))})",
        values,
    )


class Ledger:
    """Reading decisions through an open index."""

    def __init__(self, rows: Rows, documents: Callable[[], Mapping[int, DocumentRecord]]) -> None:
        """Read with `rows`, which runs a query; `documents` gives all documents by row."""
        self._rows = rows
        self._documents = documents

    def decisions(self, coders: Sequence[str] = (), proposition: str | None = None) -> list[DecisionRecord]:
        """Decisions in order of time, of one coder on one statement for one proposition the last.

        Args:
            coders: only of these; of all where there are none.
            proposition: only those for this proposition; "" for those without one, None for all.
        """
        if not self._rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'coding'"):
            return []  # an index of an earlier version
        found = self._rows(
            f"SELECT id, {_COLUMNS} FROM coding WHERE (? = '[]' OR coder IN (SELECT value FROM json_each(?)))"
            " AND (? IS NULL OR proposition = ?) ORDER BY decided_at, id",
            (*[packing.to_json(list(coders))] * 2, proposition, proposition),
        )
        places = _Places.of(self._rows, self._documents(), {(row[3], row[4]) for row in found})
        records = (_record(row, places) for row in found)
        last = {(record.coder, record.proposition, record.place): record for record in records}
        return sorted(last.values(), key=lambda record: (record.decided_at, record.number))


@dataclass(frozen=True, slots=True)
class _Places:
    """Sentences of the documents in which something was decided.

    `units` are rows and numbers of sentences in order, by row of the document and words; `statements` pairs of id and
    words, by row of the sentence.
    """

    documents: Mapping[int, DocumentRecord]
    row_of: Mapping[str, int]
    units: Mapping[tuple[int, str], Sequence[tuple[int, int]]]
    statements: Mapping[int, Sequence[tuple[str, str]]]

    @classmethod
    def of(cls, rows: Rows, documents: Mapping[int, DocumentRecord], wanted: Iterable[tuple[str, str]]) -> "_Places":
        """Read the documents with these pairs of content id and path."""
        row_of = {path: row for row, record in documents.items() for path in record.sources}
        row_of |= {record.id: row for row, record in documents.items()}
        needed = packing.to_json(sorted({row_of[key] for pair in wanted for key in pair if key in row_of}))
        units: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for document, unit, number, text in rows(
            "SELECT document, id, number, text FROM unit WHERE document IN (SELECT value FROM json_each(?))"
            " ORDER BY document, number",
            (needed,),
        ):
            units.setdefault((document, words_key(packing.restored(text))), []).append((unit, number))
        statements: dict[int, list[tuple[str, str]]] = {}
        for unit, key, text in rows(
            "SELECT unit, id, text FROM statement WHERE document IN (SELECT value FROM json_each(?))"
            " ORDER BY span_start, id",
            (needed,),
        ):
            statements.setdefault(unit, []).append((key, words_key(packing.restored(text))))
        return cls(documents, row_of, units, statements)

    def find(self, content_id: str, source: str, sentence: str, occurrence: int) -> tuple[int, tuple[int, int]] | None:
        """Row of the document, and row and number of the sentence; None where it is not there now."""
        document = self.row_of.get(content_id, self.row_of.get(source))
        if document is None:
            return None
        found = self.units.get((document, sentence), ())
        if occurrence >= len(found):  # of several sentences with the same words the others may have gone
            return (document, found[0]) if len(found) == 1 else None
        return document, found[occurrence]

    def statement(self, unit: int, sentence: str, clause: str) -> str | None:
        """The statement with these words in a sentence; the only one where none has just these."""
        held = self.statements.get(unit, ())
        for key, words in held:
            if words == (clause or sentence):
                return key
        return held[0][0] if len(held) == 1 else None


def _record(row: Sequence[Any], places: _Places) -> DecisionRecord:
    number, coder, proposition, content_id, source, sentence, occurrence, clause, verdict, *rest = row
    coded, proposed, note, decided_at, context = rest
    found = places.find(content_id, source, sentence, occurrence)
    document, unit = (None, None) if found is None else (places.documents[found[0]], found[1])
    sentence_id = None if document is None or unit is None else f"{document.short_id}:{unit[1]}"
    return DecisionRecord(
        number=number,
        coder=coder,
        proposition=proposition or None,
        verdict=Verdict(verdict),
        coded=None if coded == "null" else _coded(json.loads(coded)),
        proposed=_coded(json.loads(proposed)),
        decided_at=decided_at,
        note=note if note is None else packing.restored(note),
        document_id=content_id,
        source=source,
        document=document,
        sentence_id=sentence_id,
        statement_id=None if unit is None else places.statement(unit[0], sentence, clause),
        place="\n".join((sentence_id or f"{content_id}\n{sentence}\n{occurrence}", clause)),
        **json.loads(context),
    )


def _coded(value: Mapping[str, Any]) -> Coded:  # Any: JSON values
    return Coded(
        StatementKind(value["kind"]),
        Attribution(value["attribution"]),
        value["holder"],
        tuple(value["actors"]),
        None if value["strength"] is None else Strength(value["strength"]),
        None if value["stance"] is None else Stance(value["stance"]),
    )
