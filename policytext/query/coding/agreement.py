"""How far coders agree on what statements are, where two or more decided on the same one.

What was skipped counts for nothing. A rejected statement has the kind `none` and no other value. Where a coder decided
on a statement for several propositions, what they said of it last counts for all fields but the stance.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from policytext.query.coding.reliability import cohen_kappa, coincidences, krippendorff_alpha, shares, totals
from policytext.store.coding_records import DecisionRecord, Verdict
from policytext.types.vocabulary import Attribution

#: What is compared. Strength is that of recommendations; stance that towards the proposition.
FIELDS: Final = ("kind", "attribution", "strength", "stance")
#: What is told of disagreements beside: names, of which there are too many to measure.
_NAMES: Final = ("holder", "actors")
#: The kind of a rejected statement, the stance of one that is not about the proposition, and the name of nobody.
NONE, UNRELATED, NOBODY = "none", "unrelated", "-"

#: What the coders said of one unit, by coder.
Said = Mapping[str, DecisionRecord]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders: on how many units both decided, on which share of them alike, and Cohen's kappa where it exists."""

    coders: tuple[str, str]
    units: int
    agreed: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Category:
    """A value: how often it was given in units that two or more coders decided, and the share that others gave too.

    Both follow from the coincidences of values, so that each unit counts once however many coders it has.
    """

    value: str
    given: float
    agreed: float


@dataclass(frozen=True, slots=True)
class Measure:
    """Agreement on one field over all units that two or more coders decided; there is at least one.

    `alpha` is Krippendorff's, None where all gave one and the same value. `table` has the coincidences of values, each
    unit counting as many as it has values; `agreed` is their share of equal ones.
    """

    field: str
    units: int
    coders: tuple[str, ...]
    agreed: float
    alpha: float | None
    pairs: tuple[Pair, ...]
    categories: tuple[Category, ...]
    table: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A statement of which coders said different things: the fields, and what each said of these by coder."""

    record: DecisionRecord
    values: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Measures of the fields on which anything can be compared, and the statements on which coders differ.

    `decisions` counts the decisions of these coders that say something, `shared` the statements that two or more
    decided.
    """

    coders: tuple[str, ...]
    decisions: int
    shared: int
    measures: tuple[Measure, ...]
    disagreements: tuple[Disagreement, ...]


def find_agreement(decisions: Sequence[DecisionRecord]) -> Agreement:
    """The agreement in decisions, given in order of time."""
    telling = [one for one in decisions if one.verdict is not Verdict.SKIPPED]
    statements, stances = _units(telling)
    measures = []
    for field in FIELDS:
        measure = _measure(field, stances if field == "stance" else statements)
        if measure is not None:
            measures.append(measure)
    return Agreement(
        coders=tuple(sorted({one.coder for one in telling})),
        decisions=len(telling),
        shared=sum(len(said) > 1 for said in statements),
        measures=tuple(measures),
        disagreements=tuple(_disagreements(statements, stances)),
    )


def value_of(record: DecisionRecord, field: str) -> str | None:
    """What a decision says of a field of `FIELDS` or of the names, None for nothing; several names in order."""
    coded = record.coded
    if coded is None:
        return NONE if field == "kind" and record.verdict is Verdict.REJECTED else None
    if field == "kind":
        return coded.kind.value
    if field == "attribution":
        return coded.attribution.value
    if field == "strength":
        return None if coded.strength is None else coded.strength.value
    if field == "holder":
        return None if coded.attribution is Attribution.OWN else (coded.holder or NOBODY).lower()
    if field == "actors":
        return "; ".join(sorted(coded.actors)) or NOBODY
    if record.proposition is None:
        return None
    return UNRELATED if coded.stance is None else coded.stance.value


def _units(decisions: Sequence[DecisionRecord]) -> tuple[list[Said], list[Said]]:
    """The statements with what each coder said last, and the same of each proposition apart."""
    statements: dict[str, dict[str, DecisionRecord]] = defaultdict(dict)
    stances: dict[tuple[str, str], dict[str, DecisionRecord]] = defaultdict(dict)
    for one in decisions:
        statements[one.place][one.coder] = one
        if one.proposition is not None:
            stances[one.place, one.proposition][one.coder] = one
    return list(statements.values()), list(stances.values())


def _measure(field: str, units: Sequence[Said]) -> Measure | None:
    told = [_told(field, said) for said in units]
    told = [values for values in told if len(values) > 1]
    if not told:
        return None
    given = [list(values.values()) for values in told]
    table = coincidences(given)
    counts = totals(table)
    coders = tuple(sorted({coder for values in told for coder in values}))
    return Measure(
        field=field,
        units=len(told),
        coders=coders,
        agreed=sum(agreed for _, agreed in counts.values()) / sum(count for count, _ in counts.values()),
        alpha=krippendorff_alpha(given),
        pairs=tuple(pair for two in combinations(coders, 2) if (pair := _pair(two, told)) is not None),
        categories=tuple(
            Category(value, count, agreed / count)
            for value, (count, agreed) in sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))
        ),
        table=table,
    )


def _told(field: str, said: Said) -> dict[str, str]:
    values = {coder: value_of(record, field) for coder, record in said.items()}
    return {coder: value for coder, value in values.items() if value is not None}


def _pair(coders: tuple[str, str], told: Sequence[Mapping[str, str]]) -> Pair | None:
    one, other = coders
    both = [(values[one], values[other]) for values in told if one in values and other in values]
    if not both:
        return None
    return Pair(coders, len(both), shares(both), cohen_kappa(both))


def _disagreements(statements: Sequence[Said], stances: Sequence[Said]) -> list[Disagreement]:
    found: list[Disagreement] = []
    for fields, units in (((*FIELDS[:-1], *_NAMES), statements), (FIELDS[-1:], stances)):
        for said in units:
            told = {field: _told(field, said) for field in fields}
            differing = {field: values for field, values in told.items() if len(set(values.values())) > 1}
            if differing:
                found.append(Disagreement(next(iter(said.values())), differing))
    return sorted(found, key=lambda one: (one.record.source, one.record.page or one.record.line or 0, one.record.place))
