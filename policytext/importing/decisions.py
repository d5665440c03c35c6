"""Decisions of coders from a table or JSON Lines: made by a script or a spreadsheet, or by a colleague elsewhere.

The columns are those of `policytext code export`. Of what a row does not say the proposal is taken.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from policytext.errors import InputError, NotFound
from policytext.importing.labels import NOTHING, LabelError, labels_of_cells, name_of
from policytext.query.coding.agreement import NONE, UNRELATED
from policytext.query.coding.drafting import changed, verdict_of
from policytext.store import Reader, SentenceRecord, StatementRecord
from policytext.store.coding_records import Coded, Decision, Verdict
from policytext.store.correction_rows import words_key
from policytext.types.vocabulary import Attribution, Stance, StatementKind, Strength

#: What a row may say was decided.
VERDICTS: Final[Mapping[str, Verdict]] = {
    **{verdict.value: verdict for verdict in Verdict},
    "accept": Verdict.ACCEPTED,
    "change": Verdict.CHANGED,
    "reject": Verdict.REJECTED,
    "skip": Verdict.SKIPPED,
}
STANCES: Final[Mapping[str, Stance | None]] = {
    **{stance.value: stance for stance in Stance},
    "gemengd": Stance.MIXED,
    "neutraal": Stance.NEUTRAL,
    UNRELATED: None,
    NOTHING: None,
}
_SEPARATORS: Final = ",;\t"
_PROPOSED: Final = "proposed_"
_HINT: Final = "it needs the columns id and decision, as `policytext code export --format csv` writes them"

#: The stances that the tool sees in statements on a proposition, by id of the statement.
Stances = Callable[[str], Mapping[str, Stance]]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be kept, by its place in the file, and why."""

    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """Who decided, for which proposition and when, where a row does not say so; `decided_at` is ISO 8601 in UTC."""

    coder: str | None
    proposition: str | None
    decided_at: str


def read_rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file (comma, semicolon or tab) or of JSON Lines; empty cells are left out.

    Raises:
        InputError: it is neither, or has no column `id`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("the decisions are no text in UTF-8", "save them as CSV in UTF-8") from error
    rows = _json_rows(text) if text.lstrip().startswith("{") else _table_rows(text)
    return [{name: cell for name, cell in row.items() if cell.strip()} for row in rows]


def _json_rows(text: str) -> Iterator[dict[str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            row = json.loads(line) if line.strip() else {}
        except ValueError as error:
            raise InputError(f"line {number} of the decisions is no JSON: {error}", _HINT) from error
        if not isinstance(row, dict):
            raise InputError(f"line {number} of the decisions is no object", _HINT)
        yield {str(name): _cell(value) for name, value in row.items()}


def _cell(value: Any) -> str:  # Any: a JSON value
    if isinstance(value, list):
        return json.dumps(value) if value else NOTHING
    return "" if value is None else str(value)


def _table_rows(text: str) -> Iterator[dict[str, str]]:
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        columns = [name.strip().lower() for name in next(rows, [])]
        if "id" not in columns:
            raise InputError("the decisions have no column id", _HINT)
        for row in rows:
            yield dict(zip(columns, row, strict=False))
    except csv.Error as error:
        raise InputError(f"the decisions cannot be read as a table: {error}", _HINT) from error


def decisions_of(
    reader: Reader, rows: list[dict[str, str]], told: Told, stances: Stances
) -> tuple[list[Decision], list[Refused]]:
    """The decisions in rows, and the rows that are none.

    Args:
        reader: the index.
        rows: from `read_rows`.
        told: what holds where a row does not say it.
        stances: asked only for propositions of which a row does not say what was proposed.
    """
    decisions: list[Decision] = []
    refused: list[Refused] = []
    for number, cells in enumerate(rows, start=1):
        try:
            if cells:
                decisions.append(_decision(reader, cells, told, stances))
        except (LabelError, ValueError) as error:
            refused.append(Refused(f"row {number}", str(error)))
        except NotFound as error:
            refused.append(Refused(f"row {number}", error.message))
    return decisions, refused


def newer(reader: Reader, decisions: list[Decision]) -> list[Decision]:
    """The decisions but those of which the index has a later one, by the same coder on the same statement."""
    held = {
        (one.coder, one.proposition, one.sentence_id, words_key(one.text)): one.decided_at
        for one in reader.coding.decisions()
    }
    return [
        one
        for one in decisions
        if held.get((one.coder, one.proposition, one.sentence_id, words_key(one.text)), "") <= one.decided_at
    ]


def _decision(reader: Reader, cells: Mapping[str, str], told: Told, stances: Stances) -> Decision:
    coder = " ".join(cells.get("coder", "").split()) or told.coder
    if not coder:
        raise LabelError("does not say who decided")
    proposition = cells.get("proposition", "").strip() or told.proposition
    sentence, record = _found(reader, cells)
    proposed = _proposed(cells, record, proposition, stances)
    verdict, coded = _said(cells, proposed, proposition)
    text = cells.get("text") or (sentence.text if record is None else record.text)
    return Decision(
        coder=coder,
        proposition=proposition,
        sentence_id=sentence.id,
        text=text,
        verdict=verdict,
        coded=coded,
        proposed=proposed,
        decided_at=_moment(cells.get("decided_at", "").strip()) or told.decided_at,
        note=cells.get("note", "").strip() or None,
    )


def _found(reader: Reader, cells: Mapping[str, str]) -> tuple[SentenceRecord, StatementRecord | None]:
    """The sentence and the statement that a row means: by its id, or by its words where these stand elsewhere."""
    key, wanted = cells.get("id", "").strip(), words_key(cells["text"]) if "text" in cells else None
    try:
        sentence, records = reader.find_statement(key)
    except NotFound:
        if wanted is None or "document" not in cells:
            raise
        sentence, records = None, []
    if wanted is None:
        if len(records) != 1 or sentence is None:
            raise LabelError(f"{key} makes {len(records)} statements: name one")
        return sentence, records[0]
    for record in records:
        if words_key(record.text) == wanted:
            assert sentence is not None  # its statements were found with it
            return sentence, record
    if sentence is not None and wanted in words_key(sentence.text):
        return sentence, None
    document = reader.document(cells.get("document", key.rpartition(":")[0]))
    same = [record for record in reader.statements(document=document.id) if words_key(record.text) == wanted]
    if len(same) != 1:
        raise NotFound(f"{key} has other words in this index")
    return reader.sentence_records([same[0].sentence_id])[0], same[0]


def _proposed(
    cells: Mapping[str, str], record: StatementRecord | None, proposition: str | None, stances: Stances
) -> Coded:
    """What the coder was shown: as the row says, or else as the index has it."""
    shown = {name.removeprefix(_PROPOSED): cell for name, cell in cells.items() if name.startswith(_PROPOSED)}
    if record is None and "kind" not in shown:
        raise NotFound("the index has no such statement, and the row does not say what was proposed")
    stance = None
    if proposition is not None and record is not None and "stance" not in shown:
        stance = stances(proposition).get(record.id)
    base = Coded.of(record.statement, stance) if record is not None else _plain()
    return _with_cells(base, shown, proposition)


def _plain() -> Coded:
    return Coded(StatementKind.CLAIM, Attribution.OWN, None, (), None)


def _said(cells: Mapping[str, str], proposed: Coded, proposition: str | None) -> tuple[Verdict, Coded | None]:
    word = cells.get("decision", "").strip().lower()
    verdict = VERDICTS.get(word)
    if word and verdict is None:
        raise LabelError(f"{word!r} is no decision: write accept, change, reject or skip")
    if verdict in (Verdict.REJECTED, Verdict.SKIPPED):
        return verdict, None
    if labels_of_cells(cells).get("kind") == NONE:
        return Verdict.REJECTED, None
    coded = _with_cells(proposed, cells, proposition)
    if verdict is None and not _says_something(cells, proposition):
        raise LabelError("says nothing: write accept, change, reject or skip")
    if verdict is Verdict.CHANGED and coded == proposed:
        raise LabelError("changes nothing: say what it is in kind, attribution, holder, actors, strength or stance")
    return verdict_of(coded, proposed), coded


def _says_something(cells: Mapping[str, str], proposition: str | None) -> bool:
    return bool(labels_of_cells(cells)) or (proposition is not None and "stance" in cells)


def _with_cells(base: Coded, cells: Mapping[str, str], proposition: str | None) -> Coded:
    """The statement with what the cells say."""
    labels = labels_of_cells(cells)
    fields: dict[str, Any] = {}  # Any: values of fields of `Coded`
    if "kind" in labels:
        fields["kind"] = StatementKind(str(labels["kind"]))
    if "attribution" in labels:
        whose = labels["attribution"]
        fields |= {"attribution": Attribution(whose[0]), "holder": name_of(whose[1]) or None}
    if "actors" in labels:
        fields["actors"] = tuple(dict.fromkeys(map(name_of, labels["actors"])))
    if "strength" in labels:
        fields["strength"] = Strength(str(labels["strength"]))
        if fields.get("kind", base.kind) is not StatementKind.RECOMMENDATION:
            raise LabelError("only a recommendation has a strength")
    if "stance" in cells and proposition is not None:
        word = cells["stance"].strip().lower()
        if word not in STANCES:
            raise LabelError(f"{word!r} is no stance: write {', '.join(STANCES)}")
        fields["stance"] = STANCES[word]
    elif "stance" in cells:
        raise LabelError("has a stance and no proposition")
    return changed(base, **fields)


def _moment(text: str) -> str | None:
    """A time in ISO 8601 as the store keeps it: in UTC, to the second. Raises ValueError for anything else."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
