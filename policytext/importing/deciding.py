"""What a file changes: compared with the index as it is, and with what the file was made from.

Three states meet: what the file was made from (its base, where it tells), what it says now, and what the index says
now. Only what somebody changed in the file counts. Where a person corrected the same since the file was made, that is
a conflict: nothing is overwritten, unless it is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from policytext.export.coding import NONE, compact
from policytext.export.records import statement_row
from policytext.importing.codings import Coding
from policytext.importing.labels import Labels, Value, labels_of, name_of, same, words_of
from policytext.importing.locating import Target
from policytext.store import CorrectionRecord, Judgement
from policytext.types.vocabulary import Attribution, StatementKind, Strength

_FIELDS: Final = ("kind", "attribution", "actors", "strength")


class Outcome(StrEnum):
    """What became of a coding."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"  # two corrections that differ
    NO_PLACE = "no place"  # its words do not stand where the file has them, or nowhere
    NOT_IN_INDEX = "not in the index"  # its document
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that a correction changes, in words for people."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done about the codings of one statement. `judgement` is None where nothing is."""

    outcome: Outcome
    changes: tuple[FieldChange, ...] = ()
    reason: str = ""
    judgement: Judgement | None = None
    note: str | None = None
    made_at: str | None = None


def decide(target: Target, codings: Sequence[Coding], earlier: CorrectionRecord | None, *, overrule: bool) -> Decision:
    """What the codings of one statement change.

    Args:
        target: the statement.
        codings: all that the file says of it.
        earlier: the correction that stands there already.
        overrule: whether the file counts where it and an earlier correction differ.
    """
    now = labels_of(None if target.record is None else target.record.statement)
    spoken: dict[str, tuple[Value, Coding]] = {}
    for coding in codings:
        for field, value in coding.said.items():
            if coding.base is not None and field in coding.base and same(coding.base[field], value):
                continue  # nobody touched it
            held = spoken.get(field)
            if held is not None and not same(held[0], value):
                first = f"{held[1].name} says {words_of(field, held[0])}"
                second = f"{coding.name} {words_of(field, value)}"
                return Decision(Outcome.CONFLICT, reason=f"two codings differ in {field}: {first}, {second}")
            spoken.setdefault(field, (value, coding))
    wanted = {field: value for field, (value, _) in spoken.items() if field not in now or not same(now[field], value)}
    if now["kind"] == NONE and wanted and "kind" not in spoken:
        reason = "it is no statement" + (f" since {earlier.made_at}" if earlier is not None else ": say its kind")
        return Decision(Outcome.CONFLICT if earlier is not None else Outcome.NOT_UNDERSTOOD, reason=reason)
    wanted = _possible(wanted, now, spoken)
    confirmed = _confirmed(codings, now, earlier, wanted)
    if not wanted and not confirmed:
        return Decision(Outcome.UNCHANGED)
    changes = tuple(
        FieldChange(field, words_of(field, now.get(field)), words_of(field, wanted[field]))
        for field in _FIELDS
        if field in wanted
    )
    unseen = [field for field in wanted if earlier is not None and not _is_seen(field, earlier, now, spoken[field][1])]
    if unseen and earlier is not None and not overrule:
        reason = f"{' and '.join(sorted(unseen))} was corrected otherwise at {earlier.made_at}"
        return Decision(Outcome.CONFLICT, changes, reason)
    if any(_is_outdated(target, coding) for coding in codings) and wanted and not overrule:
        return Decision(
            Outcome.CONFLICT, changes, "the index sees it otherwise since the table was made: export it anew"
        )
    judgement = _judgement({**confirmed, **wanted})
    said = [coding for coding in codings if set(coding.said) & {*wanted, *confirmed}]
    note = next((coding.note for coding in said if coding.note), None)
    made_at = None if earlier is not None else next((coding.made_at for coding in said if coding.made_at), None)
    reason = f"corrected before, at {earlier.made_at}" if earlier is not None and wanted else ""
    return Decision(Outcome.CHANGED, changes, reason, judgement, note, made_at)


def _possible(wanted: Mapping[str, Value], now: Labels, spoken: Mapping[str, tuple[Value, Coding]]) -> dict[str, Value]:
    """What can be said of the kind that it will be: nothing of no statement, a strength of recommendations only."""
    kind = wanted.get("kind", now["kind"])
    if kind == NONE:
        return {"kind": NONE} if "kind" in wanted else {}
    found = dict(wanted)
    if "strength" in found:
        # A recommendation without a strength of its own has the middle one; an export shows it, and nobody said it.
        listed = spoken["strength"][1].confirmed
        is_unsaid = found["strength"] == Strength.SHOULD and bool(listed) and "strength" not in listed
        if kind != StatementKind.RECOMMENDATION or not found["strength"] or is_unsaid:
            del found["strength"]
    return found


def _confirmed(
    codings: Sequence[Coding], now: Labels, earlier: CorrectionRecord | None, wanted: Mapping[str, Value]
) -> dict[str, Value]:
    """What a person said that is so already, and that the index does not know to be said by one."""
    known = () if earlier is None else (("kind",) if earlier.judgement.rejected else earlier.judgement.fields)
    found: dict[str, Value] = {}
    for coding in codings:
        for field in coding.confirmed:
            value = coding.said.get(field)
            if value and field not in known and field not in wanted and field in now and same(now[field], value):
                found[field] = value
    return found


def _is_seen(field: str, earlier: CorrectionRecord, now: Labels, coding: Coding) -> bool:
    """Whether the file was made with the earlier correction of a field in it, or there is none of that field."""
    fields = ("kind",) if earlier.judgement.rejected else earlier.judgement.fields
    if field not in fields:
        return True
    if coding.seen is not None:
        return coding.seen == earlier.made_at
    base = None if coding.base is None else coding.base.get(field)
    return base is not None and field in now and same(base, now[field])


def _is_outdated(target: Target, coding: Coding) -> bool:
    """Whether the tool saw something else in the statement when the file was made: then what differs is no edit."""
    if not coding.found:
        return False
    if target.record is None:
        return True  # it was a statement then
    row = statement_row(target.record)
    return any(compact(row[name]) != compact(value) for name, value in coding.found.items())


def _judgement(said: Mapping[str, Value]) -> Judgement:
    kind, attribution, actors, strength = (said.get(field) for field in _FIELDS)
    if kind == NONE:
        return Judgement(rejected=True)
    whose, holder = (None, "") if not isinstance(attribution, tuple) else attribution
    return Judgement(
        kind=None if not isinstance(kind, str) else StatementKind(kind),
        actors=None if not isinstance(actors, tuple) else tuple(dict.fromkeys(filter(None, map(name_of, actors)))),
        strength=None if not isinstance(strength, str) or not strength else Strength(strength),
        attribution=None if whose is None else Attribution(whose),
        holder=name_of(holder) or None,
    )
