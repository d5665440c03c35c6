"""Kinds, attribution, strength and actors of statements against gold labels.

The rules are those of the gold standard's own script: a row has the kind that covers most of it, if that is at least
half; attribution, strength and actors are looked at where the kind is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policytext.evaluation.gold import COVERED, GoldDocument, share_covered
from policytext.types.spans import Span
from policytext.types.statement import Statement
from policytext.types.vocabulary import Attribution, StatementKind

_KINDS: Final = tuple(StatementKind)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its spans in the source file."""

    statement: Statement
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row, what it is and what was said; `aspect` is "kind", "attribution", "strength" or "actor"."""

    document: str
    row: str
    aspect: str
    gold: str
    said: str

    @property
    def is_right(self) -> bool:
        """Whether they agree."""
        return self.gold == self.said


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, wrongly said and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what there is that was said."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


def judge_statements(gold: GoldDocument, said: Sequence[Said]) -> list[Verdict]:
    """A verdict for every labelled row and aspect, in order of the rows.

    Args:
        gold: the labels of a document.
        said: the statements of the same document.
    """
    verdicts: list[Verdict] = []
    for label in gold.labels:
        row = gold.rows[label.row]
        near = [item for item in said if share_covered(item.spans, row) > 0]
        shares = {kind: _share(near, row, kind) for kind in _KINDS}
        best = max(_KINDS, key=lambda kind: shares[kind])
        kind = best if shares[best] >= COVERED else None
        verdicts.append(Verdict(gold.number, label.row, "kind", _name(label.kind), _name(kind)))
        if kind is None or kind is not label.kind:
            continue
        holders = {
            held: share_covered((s for item in near if item.statement.attribution is held for s in item.spans), row)
            for held in (Attribution.OWN, Attribution.REPORTED)
        }
        held = max(holders, key=lambda key: holders[key])
        verdicts.append(Verdict(gold.number, label.row, "attribution", _name(label.attribution), _name(held)))
        mine = next((i for i in near if i.statement.kind is kind and share_covered(i.spans, row) >= COVERED), None)
        if kind is StatementKind.RECOMMENDATION:
            strength = None if mine is None else mine.statement.strength
            verdicts.append(Verdict(gold.number, label.row, "strength", _name(label.strength), _name(strength)))
        if kind is not StatementKind.CLAIM:
            actors = () if mine is None else mine.statement.actors
            verdicts.append(
                Verdict(gold.number, label.row, "actor", "; ".join(sorted(label.actors)), "; ".join(sorted(actors)))
            )
    return verdicts


def count_kind(verdicts: Sequence[Verdict], kind: StatementKind) -> Counts:
    """Right, wrong and missed rows of one kind."""
    rows = [verdict for verdict in verdicts if verdict.aspect == "kind"]
    right = sum(verdict.gold == verdict.said == kind for verdict in rows)
    return Counts(
        right,
        sum(verdict.said == kind for verdict in rows) - right,
        sum(verdict.gold == kind for verdict in rows) - right,
    )


def count_actors(verdicts: Sequence[Verdict]) -> Counts:
    """Actors that are right, wrongly named and missed, one by one."""
    total = Counts()
    for verdict in verdicts:
        if verdict.aspect == "actor":
            gold, said = ({name for name in text.split("; ") if name} for text in (verdict.gold, verdict.said))
            total += Counts(len(gold & said), len(said - gold), len(gold - said))
    return total


def accuracy(verdicts: Sequence[Verdict], aspect: str) -> tuple[int, int]:
    """How many verdicts of an aspect are right, and how many there are."""
    of_aspect = [verdict for verdict in verdicts if verdict.aspect == aspect]
    return sum(verdict.is_right for verdict in of_aspect), len(of_aspect)


def _share(said: Sequence[Said], row: Span, kind: StatementKind) -> float:
    return share_covered((span for item in said if item.statement.kind is kind for span in item.spans), row)


def _name(value: str | None) -> str:
    return "none" if value is None else str(value)
