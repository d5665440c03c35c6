"""People's judgements of statements: kept apart from what the tool finds, and put over it again after each ingest.

A correction knows its sentence by content: by its words, and by which of the sentences with these words it is, in a
document with its content id or from its file. So it stays in place when the document is read anew, by another version
too, and when the file changes elsewhere (docs/adr/0018). Functions on an open connection; the caller has the
transaction.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from policytext.errors import ConfigError, NotFound
from policytext.store import packing, relations
from policytext.store.correction_rows import (
    UPSERT,
    Row,
    StoredCorrection,
    StoredUnit,
    context_of,
    from_storable,
    occurrence_of,
    packed,
    read,
    source_of,
    statement_row,
    statement_rows,
    to_storable,
    unit_called,
    unit_of_row,
    unpacked,
    words_key,
)
from policytext.store.judging import judged, merged, pack_judgement
from policytext.store.places import scope_of
from policytext.store.records import Judgement
from policytext.types.spans import Span
from policytext.types.statement import Statement
from policytext.types.vocabulary import Attribution, BlockKind, StatementKind

#: Who speaks in a reader's comment, as the statement stage says it.
_COMMENTER: Final = "lezer"


def correct(
    connection: sqlite3.Connection,
    sentence: str,
    statement: str | None,
    judgement: Judgement,
    made_at: str,
    note: str | None,
) -> int:
    """Put a judgement in place, see `Writer.correct`; returns its number."""
    unit = unit_called(connection, sentence)
    target, earlier = _target(connection, unit, statement)
    if earlier is not None:
        _take_back(connection, earlier)
        try:
            judgement = merged(earlier.judgement, judgement)
        except ValueError as error:  # a strength for what was called no recommendation before
            raise ConfigError(str(error), hint="say with --kind what it is") from error
        target = statement_row(connection, earlier.statement)
    kind = _kind(target, judgement, sentence)
    words = None if note is None else packing.storable(note)
    columns = (None if kind is None else kind.value, pack_judgement(judgement), words, made_at)
    if earlier is not None:
        number = earlier.id
        connection.execute(
            "UPDATE correction SET kind = ?, judgement = ?, note = coalesce(?, note), made_at = ? WHERE id = ?",
            (*columns, number),
        )
    else:
        number = _insert(connection, unit, target, columns)
    _put_in_place(connection, read(connection, "id = ?", (number,))[0], unit)
    return number


def undo(connection: sqlite3.Connection, sentence: str, statement: str | None) -> None:
    """Take a judgement back, see `Writer.undo_correction`."""
    _, earlier = _target(connection, unit_called(connection, sentence), statement)
    if earlier is None:
        raise NotFound(
            f"nothing was corrected at {statement or sentence}", hint="see what was with: policytext export corrections"
        )
    _take_back(connection, earlier)
    connection.execute("DELETE FROM correction WHERE id = ?", (earlier.id,))


def put_in_place(connection: sqlite3.Connection, document: int) -> None:
    """Put all corrections that belong in a document over the statements that the tool found there.

    Those made in the document come first, then those made in one of its files when that held another text. Of these a
    document that is still in the index keeps its own.
    """
    content_id = connection.execute("SELECT content_id FROM document WHERE id = ?", (document,)).fetchone()[0]
    held = read(
        connection,
        "document = ? OR source IN (SELECT path FROM source WHERE document = ?) ORDER BY document <> ?, id",
        (content_id, document, content_id),
    )
    if not held:
        return
    places: dict[str, list[int]] = {}
    for row, text in connection.execute("SELECT id, text FROM unit WHERE document = ? ORDER BY number", (document,)):
        places.setdefault(words_key(packing.restored(text)), []).append(row)
    taken = set[tuple[int, str]]()
    for correction in held:
        found = places.get(correction.sentence, [])
        # Of several sentences with the same words the others may have gone.
        position = correction.occurrence if correction.occurrence < len(found) else 0 if len(found) == 1 else None
        if position is None or (found[position], correction.clause) in taken:
            continue
        taken.add((found[position], correction.clause))
        if correction.unit == found[position]:
            continue
        moved = correction if correction.document == content_id else _moved(connection, correction, content_id)
        if moved is not None:
            _put_in_place(connection, moved, unit_of_row(connection, found[position]))


def _target(
    connection: sqlite3.Connection, unit: StoredUnit, statement: str | None
) -> tuple[Row | None, StoredCorrection | None]:
    """The statement that is meant, if it is one, and the correction that it has already."""
    there = read(connection, "unit = ? ORDER BY id", (unit.id,))
    if statement is not None:
        known = [correction for correction in there if correction.statement == statement]
        found = statement_row(connection, statement)
        if found is not None or known:
            return found, known[0] if known else None
    stated = statement_rows(connection, unit.id)
    if len(stated) > 1:
        ids = ", ".join(row[0] for row in stated)
        raise ConfigError(f"{unit.short_id}:{unit.number} makes {len(stated)} statements", hint=f"name one of {ids}")
    known = [correction for correction in there if not stated or correction.statement == stated[0][0]]
    return stated[0] if stated else None, known[0] if len(known) == 1 else None


def _kind(target: Row | None, judgement: Judgement, sentence: str) -> StatementKind | None:
    """The kind that a statement has after a judgement, None for no statement."""
    if judgement.rejected:
        return None
    kind = judgement.kind if target is None or judgement.kind is not None else StatementKind(target[3])
    if kind is None:
        raise ConfigError(f"{sentence} is no statement", hint="say which kind it is with --kind")
    if judgement.strength is not None and kind is not StatementKind.RECOMMENDATION:
        raise ConfigError("only a recommendation has a strength", hint="add --kind recommendation")
    return kind


def _insert(connection: sqlite3.Connection, unit: StoredUnit, target: Row | None, columns: tuple[object, ...]) -> int:
    is_clause = target is not None and Span(target[1], target[2]) != unit.span
    number = connection.execute(
        "INSERT OR REPLACE INTO correction (document, source, sentence, occurrence, clause, statement, unit, kind,"
        " judgement, note, made_at, context, found, now) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', '{}', 'null')",
        (
            unit.content_id,
            source_of(connection, unit),
            words_key(unit.text),
            occurrence_of(connection, unit),
            words_key(packing.restored(target[6])) if is_clause and target is not None else "",
            "" if target is None else target[0],  # it gets its id when it is put in place
            unit.id,
            *columns,
        ),
    ).lastrowid
    assert number is not None
    return number


def _moved(connection: sqlite3.Connection, correction: StoredCorrection, content_id: str) -> StoredCorrection | None:
    """The correction in another text of its file; a document that still is in the index keeps its own."""
    if correction.unit is None:
        changed = connection.execute(
            "UPDATE OR IGNORE correction SET document = ? WHERE id = ?", (content_id, correction.id)
        )
        number = correction.id
    else:
        columns = "source, sentence, occurrence, clause, kind, judgement, note, made_at, statement, context, found, now"
        changed = connection.execute(
            f"INSERT OR IGNORE INTO correction (document, {columns}) SELECT ?, {columns} FROM correction WHERE id = ?",
            (content_id, correction.id),
        )
        number = changed.lastrowid or 0
        # The first one stays with the files that are its document still: it must not come back where this is undone.
        connection.execute(
            "UPDATE correction SET source = (SELECT s.path FROM source s JOIN unit u ON u.document = s.document"
            " WHERE u.id = correction.unit ORDER BY s.content_id IS NOT NULL, s.path LIMIT 1) WHERE id = ?",
            (correction.id,),
        )
    return read(connection, "id = ?", (number,))[0] if changed.rowcount == 1 else None


def _put_in_place(connection: sqlite3.Connection, correction: StoredCorrection, unit: StoredUnit) -> None:
    """Put a correction over what the tool found in its sentence, and keep that for `_take_back`."""
    stated = statement_rows(connection, unit.id)
    targets = _chosen(stated, correction.clause)
    base = max(targets, key=lambda row: json.loads(row[5])["confidence"]) if targets else None
    key = _free_id(connection, correction, unit) if base is None else base[0]
    now: Row | None = None
    if correction.kind is not None:
        before = _blank(connection, unit, key) if base is None else unpacked(base, unit.content_id)
        place: Sequence[Any] = unit.place if base is None else base[6:]
        if len(targets) > 1:  # what a person judged as one statement was the whole sentence
            before, place = replace(before, span=unit.span), unit.place
        now = packed(judged(before, correction.judgement, correction.kind), place)
    gone = [row[0] for row in targets if now is None or row[0] != key]
    lost = _relations_of(connection, gone)
    connection.executemany("DELETE FROM statement WHERE id = ?", ((one,) for one in gone))
    if now is not None:
        connection.execute(UPSERT, (unit.document, unit.id, *now))
    _count(connection, unit)
    shown = now if now is not None else base
    connection.execute(
        "UPDATE correction SET unit = ?, statement = ?, context = ?, found = ?, now = ? WHERE id = ?",
        (
            unit.id,
            key,
            packing.to_json(context_of(connection, unit, unit.place[0] if shown is None else shown[6])),
            packing.to_json({"statements": [to_storable(row) for row in targets], "relations": lost}),
            packing.to_json(None if now is None else to_storable(now)),
            correction.id,
        ),
    )


def _take_back(connection: sqlite3.Connection, correction: StoredCorrection) -> None:
    """Put back what the tool found in the sentence of a correction that is in place."""
    assert correction.unit is not None  # `_target` gives those that are in place only
    unit = unit_of_row(connection, correction.unit)
    found = json.loads(connection.execute("SELECT found FROM correction WHERE id = ?", (correction.id,)).fetchone()[0])
    rows = found["statements"]
    if correction.statement not in {row[0] for row in rows}:
        connection.execute("DELETE FROM statement WHERE id = ?", (correction.statement,))
    for row in rows:
        connection.execute(UPSERT, (unit.document, unit.id, *from_storable(row)))
    ends = {row for (row,) in connection.execute("SELECT id FROM statement")} if found["relations"] else set()
    connection.executemany(
        f"INSERT OR IGNORE INTO relation ({relations.COLUMNS}) VALUES (?, ?, ?, ?, ?)",
        (relation for relation in found["relations"] if {relation[0], relation[1]} <= ends),
    )
    _count(connection, unit)


def _chosen(stated: Sequence[Row], clause: str) -> list[Row]:
    """The statements of a sentence that a correction is about; all of them where it is about the whole sentence."""
    if not clause:
        return list(stated)
    keys = [words_key(packing.restored(row[6])) for row in stated]
    for fits in (
        [row for row, key in zip(stated, keys, strict=True) if key == clause],
        [row for row, key in zip(stated, keys, strict=True) if key in clause or clause in key],
    ):
        if fits:
            return fits[:1]
    return []


def _free_id(connection: sqlite3.Connection, correction: StoredCorrection, unit: StoredUnit) -> str:
    """Id of a statement that only a person sees in a sentence; of another's the sentence may have the plain one."""
    others = {other.statement for other in read(connection, "unit = ? AND id <> ?", (unit.id, correction.id))}
    key = f"{unit.short_id}:s{unit.number}"
    return f"{key}.0" if key in others or statement_row(connection, key) is not None else key


def _blank(connection: sqlite3.Connection, unit: StoredUnit, key: str) -> Statement:
    """The sentence as a statement of which nothing is known but the sources that it names."""
    is_comment = BlockKind.COMMENT in (unit.kind, unit.container)
    sources = connection.execute(
        "SELECT id FROM citation c WHERE document = ? AND EXISTS"
        " (SELECT 1 FROM json_each(c.anchors) a WHERE json_extract(a.value, '$[0]') = ?) ORDER BY span_start, id",
        (unit.document, unit.number),
    )
    return Statement(
        id=key,
        document=unit.content_id,
        sentence=unit.number,
        span=unit.span,
        kind=StatementKind.CLAIM,  # until it is judged
        attribution=Attribution.REPORTED if is_comment else Attribution.OWN,
        holder=_COMMENTER if is_comment else None,
        actors=(),
        strength=None,
        negated=False,
        hedges=(),
        figures=(),
        confidence=1.0,
        cues=(),
        citations=tuple(row[0] for row in sources),
    )


def _relations_of(connection: sqlite3.Connection, statements: Sequence[str]) -> list[Row]:
    ids = packing.to_json(list(statements))
    return connection.execute(
        f"SELECT {relations.COLUMNS} FROM relation WHERE source IN (SELECT value FROM json_each(?))"
        " OR target IN (SELECT value FROM json_each(?))",
        (ids, ids),
    ).fetchall()


def _count(connection: sqlite3.Connection, unit: StoredUnit) -> None:
    """Bring up to date what follows from the statements of a sentence: its scope, and the document's count."""
    there = connection.execute("SELECT count(*) FROM statement WHERE unit = ?", (unit.id,)).fetchone()[0]
    scope = scope_of(unit.kind, unit.container, states_something=there > 0)
    connection.execute("UPDATE unit SET scope = ? WHERE id = ?", (scope.value, unit.id))
    connection.execute(
        "UPDATE document SET statements = (SELECT count(*) FROM statement WHERE document = ?) WHERE id = ?",
        (unit.document, unit.document),
    )
