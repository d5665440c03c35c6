"""Reading a file of corrections into an index, all at once or not at all where it cannot be read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from policytext.errors import ConfigError, InputError, NotFound
from policytext.importing.annotation_file import read_annotations
from policytext.importing.codings import Coding, Codings
from policytext.importing.csv_file import read_table
from policytext.importing.deciding import Decision, FieldChange, Outcome, decide
from policytext.importing.locating import Locator, NoPlace, Target
from policytext.importing.qdpx_file import read_project
from policytext.store import CorrectionRecord, Reader, Writer

#: Bytes of a file of corrections, at most; what is unpacked has bounds of its own.
_LARGEST: Final = 256_000_000
_HINT: Final = "name a .csv, .jsonld, .json or .qdpx file with codings"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What can be chosen: only to look, to let the file count where corrections differ, how QDPX positions end."""

    dry_run: bool = False
    overrule: bool = False
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one coding, or of several of one statement.

    `names` say which parts of the file. `document`, `statement` and `sentence` are empty where no place was found.
    """

    outcome: Outcome
    names: tuple[str, ...]
    document: str = ""
    source: str = ""
    statement: str = ""
    sentence: str = ""
    text: str = ""
    page: int | None = None
    changes: tuple[FieldChange, ...] = ()
    reason: str = ""
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file: items in its order, and how many parts of it say nothing about statements."""

    items: tuple[Item, ...]
    ignored: int

    def count(self, outcome: Outcome) -> int:
        """How many items have an outcome."""
        return sum(item.outcome is outcome for item in self.items)

    @property
    def is_clean(self) -> bool:
        """Whether every coding was put in place or changes nothing."""
        return all(item.outcome in (Outcome.CHANGED, Outcome.UNCHANGED) for item in self.items)


def import_corrections(folder: Path, path: Path, options: ImportOptions, now: str) -> Report:
    """Read corrections from a file and store those that change something.

    Args:
        folder: of the index.
        path: the file.
        options: what was chosen.
        now: the time, ISO 8601.

    Raises:
        InputError: the file cannot be read or is none of corrections.
        IndexMissing, IndexLocked, IndexStateError: the index cannot be written to.
    """
    codings = read_codings(path, options.ends)
    with Reader.open(folder) as reader:
        facts = reader.info()
    writing = (
        nullcontext()
        if options.dry_run
        else Writer.open(
            folder, model=facts.model, dimensions=facts.dimensions, pipeline_version=facts.pipeline_version
        )
    )
    with writing as writer:  # first, so that nobody else corrects what is compared
        with Reader.open(folder) as reader:
            planned = _planned(reader, codings, overrule=options.overrule)
        items = [_stored(writer, item, decision, now) for item, decision in planned]
    return Report(tuple(items), codings.ignored)


def read_codings(path: Path, ends: str | None) -> Codings:
    """The codings in a file, whose name or content says what it is. Raises InputError."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", _HINT) from error
    if len(data) > _LARGEST:
        raise InputError(f"{path}: is larger than {_LARGEST // 1_000_000} MB", "part it in several files")
    if path.suffix.lower() == ".qdpx" or data.startswith(b"PK"):
        return read_project(path, data, ends)
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if path.suffix.lower() in (".json", ".jsonld", ".jsonl") or start in (b"{", b"["):
        return read_annotations(path, data)
    return read_table(path, data)


def _planned(reader: Reader, codings: Codings, *, overrule: bool) -> list[tuple[Item, Decision]]:
    """What is to be done, statement by statement, in the order in which the file first speaks of each."""
    locator, corrections = Locator(reader), _Corrections(reader.corrections())
    failed: list[tuple[int, Item]] = []
    targets: dict[tuple[str, str], Target] = {}
    held: dict[tuple[str, str], list[tuple[int, Coding]]] = defaultdict(list)
    for number, coding in enumerate(codings.codings):
        try:
            target = locator.locate(coding.place)
        except NoPlace as error:
            outcome = Outcome.NO_PLACE if error.is_known else Outcome.NOT_IN_INDEX
            failed.append((number, Item(outcome, (coding.name,), text=coding.place.quote, reason=error.reason)))
            continue
        if coding.fault is not None:
            failed.append((number, _item(Outcome.NOT_UNDERSTOOD, target, [coding], reason=coding.fault)))
            continue
        key = (target.sentence_id, target.key)
        held[key].append((number, coding))
        if key not in targets or target.is_moved:
            targets[key] = target
    planned = [(number, item, Decision(item.outcome)) for number, item in failed]
    for key, numbered in held.items():
        found = [coding for _, coding in numbered]
        decision = decide(targets[key], found, corrections.of(targets[key]), overrule=overrule)
        item = _item(decision.outcome, targets[key], found, changes=decision.changes, reason=decision.reason)
        planned.append((numbered[0][0], item, decision))
    return [(item, decision) for _, item, decision in sorted(planned, key=lambda plan: plan[0])]


class _Corrections:
    """The corrections that are in place, by statement and by sentence."""

    def __init__(self, records: Iterable[CorrectionRecord]) -> None:
        self._by_statement: dict[str, CorrectionRecord] = {}
        self._by_sentence: Mapping[str, list[CorrectionRecord]] = defaultdict(list)
        for record in records:
            if record.sentence_id is not None:
                self._by_statement[record.statement_id] = record
                self._by_sentence[record.sentence_id].append(record)

    def of(self, target: Target) -> CorrectionRecord | None:
        """The correction of a statement, or that by which a sentence makes none."""
        if target.statement_id:
            return self._by_statement.get(target.statement_id)
        there = self._by_sentence.get(target.sentence_id, [])
        return there[0] if len(there) == 1 else None


def _item(
    outcome: Outcome,
    target: Target,
    codings: Iterable[Coding],
    *,
    changes: tuple[FieldChange, ...] = (),
    reason: str = "",
) -> Item:
    return Item(
        outcome=outcome,
        names=tuple(coding.name for coding in codings),
        document=target.document.short_id,
        source=target.document.source,
        statement=target.statement_id,
        sentence=target.sentence_id,
        text=target.text,
        page=None if target.record is None else target.record.page,
        changes=changes,
        reason=reason,
        is_moved=target.is_moved,
    )


def _stored(writer: Writer | None, item: Item, decision: Decision, now: str) -> Item:
    """The item with its judgement stored; what the store refuses becomes a conflict."""
    if writer is None or decision.judgement is None:
        return item
    made_at = decision.made_at if _is_time(decision.made_at) and decision.made_at else now
    try:
        writer.correct(item.sentence, decision.judgement, made_at, statement=item.statement or None, note=decision.note)
    except (ConfigError, NotFound) as error:
        return replace(item, outcome=Outcome.CONFLICT, reason=error.message)
    return item


def _is_time(text: str | None) -> bool:
    try:
        return text is not None and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
