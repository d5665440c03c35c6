"""Which decisions can become corrections of the index: those on which no coder says otherwise.

Only what differs from the index becomes one. A proposal that was accepted is left as it is: a correction would hold it
fast against a later version of the tool that knows better.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from policytext.store import Judgement, Reader
from policytext.store.coding_records import Coded, DecisionRecord, Verdict
from policytext.types.statement import Statement
from policytext.types.vocabulary import StatementKind


class Outcome(StrEnum):
    """What becomes of a decision."""

    CORRECTED = "corrected"  # the index says otherwise, and is to be corrected
    HELD = "held"  # the index says the same
    CONTESTED = "contested"  # another coder decided otherwise
    ALONE = "alone"  # nobody else decided on it
    AWAY = "away"  # its statement is not in the index now


@dataclass(frozen=True, slots=True)
class Adoption:
    """A decision and what becomes of it; `judgement` is the correction, None where there is none.

    `coders` are those who decided so.
    """

    decision: DecisionRecord
    outcome: Outcome
    coders: tuple[str, ...]
    judgement: Judgement | None = None


def find_adoptions(
    reader: Reader, decisions: Sequence[DecisionRecord], coder: str, *, alone: bool = False
) -> list[Adoption]:
    """What becomes of a coder's decisions, in order of time; stances are no part of the index and count for nothing.

    Args:
        reader: the index.
        decisions: those of all coders, in order of time.
        coder: whose are adopted.
        alone: also those on statements that nobody else decided on.
    """
    places: dict[str, dict[str, DecisionRecord]] = defaultdict(dict)
    for one in decisions:
        if one.verdict is not Verdict.SKIPPED:
            places[one.place][one.coder] = one
    ids = [said[coder].statement_id for said in places.values() if coder in said]
    held = {record.id: record.statement for record in reader.statements(ids=[key for key in ids if key is not None])}
    return [_adoption(said, coder, held, reader, alone=alone) for said in places.values() if coder in said]


def _adoption(
    said: dict[str, DecisionRecord], coder: str, held: dict[str, Statement], reader: Reader, *, alone: bool
) -> Adoption:
    mine = said[coder]
    coders = tuple(sorted(name for name, one in said.items() if _same(one.coded, mine.coded)))
    if len(coders) < len(said):
        return Adoption(mine, Outcome.CONTESTED, coders)
    if len(coders) == 1 and not alone:
        return Adoption(mine, Outcome.ALONE, coders)
    if mine.sentence_id is None:
        return Adoption(mine, Outcome.AWAY, coders)
    if mine.statement_id is None and mine.coded is not None:
        # Of several statements none is meant; a sentence without any becomes the one that was coded.
        if reader.sentence_records([mine.sentence_id])[0].statements:
            return Adoption(mine, Outcome.AWAY, coders)
        return Adoption(mine, Outcome.CORRECTED, coders, _judgement(mine.coded, None))
    now = None if mine.statement_id is None else held[mine.statement_id]
    if mine.coded is None:
        judgement = None if now is None else Judgement(rejected=True)
    else:
        judgement = None if now is None or _same(Coded.of(now), mine.coded) else _judgement(mine.coded, now)
    return Adoption(mine, Outcome.HELD if judgement is None else Outcome.CORRECTED, coders, judgement)


def _same(one: Coded | None, other: Coded | None) -> bool:
    """Whether two coders say the same of the statement itself; names are the same in whatever case and order."""
    return one is other or (one is not None and other is not None and _said(one) == _said(other))


def _said(coded: Coded) -> tuple[object, ...]:
    actors = frozenset(name.lower() for name in coded.actors)
    return coded.kind, coded.attribution, (coded.holder or "").lower(), actors, coded.strength


def _judgement(coded: Coded, now: Statement | None) -> Judgement:
    """A judgement of the fields that differ from what the index says."""
    was = None if now is None else Coded.of(now)
    whose = was is None or (was.attribution, was.holder) != (coded.attribution, coded.holder)
    is_advice = coded.kind is StatementKind.RECOMMENDATION
    return Judgement(
        kind=coded.kind if was is None or was.kind is not coded.kind else None,
        actors=coded.actors if was is None or set(was.actors) != set(coded.actors) else None,
        strength=coded.strength if is_advice and (was is None or was.strength is not coded.strength) else None,
        attribution=coded.attribution if whose else None,
        holder=coded.holder if whose else None,
    )
