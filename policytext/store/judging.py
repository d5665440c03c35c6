"""What a person's judgement makes of a statement, and judgements as JSON."""

import json
from dataclasses import replace
from typing import Any, Final

from policytext.store.packing import to_json
from policytext.store.records import Judgement
from policytext.types.statement import Reason, Statement
from policytext.types.vocabulary import Aspect, Attribution, StatementKind, Strength

#: The sign that stands for a person's judgement among the reasons of a statement.
BY_A_PERSON: Final = "corrected by a person"
#: Strength of what a person calls a recommendation without saying how strong: the middle one.
_UNSAID: Final = Strength.SHOULD
_ASPECTS: Final = {
    "kind": Aspect.KIND,
    "actors": Aspect.ACTOR,
    "strength": Aspect.STRENGTH,
    "attribution": Aspect.ATTRIBUTION,
}


def judged(statement: Statement, judgement: Judgement, kind: StatementKind) -> Statement:
    """The statement as a person says that it is; `kind` is what they say or leave as it is.

    The probabilities stay those that the classifier gave; the confidence is 1. A recommendation that was none before
    has the middle strength unless the judgement says another.
    """
    attribution = statement.attribution if judgement.attribution is None else judgement.attribution
    strength = None
    if kind is StatementKind.RECOMMENDATION:
        strength = judgement.strength or statement.strength or _UNSAID
    aspects = [_ASPECTS[name] for name in judgement.fields]
    return replace(
        statement,
        kind=kind,
        attribution=attribution,
        holder=statement.holder if judgement.attribution is None else judgement.holder,
        actors=statement.actors if judgement.actors is None else judgement.actors,
        strength=strength,
        confidence=1.0,
        reasons=(
            *(Reason(aspect, BY_A_PERSON) for aspect in aspects),
            *(reason for reason in statement.reasons if reason.aspect not in aspects),
        ),
    )


def merged(earlier: Judgement, later: Judgement) -> Judgement:
    """Both judgements of one statement as one; where they speak of the same, the later counts."""
    if later.rejected or earlier.rejected:
        return later
    kind = later.kind or earlier.kind
    strength = later.strength or earlier.strength
    whose = earlier if later.attribution is None else later
    return Judgement(
        kind=kind,
        actors=earlier.actors if later.actors is None else later.actors,
        strength=strength if kind in (None, StatementKind.RECOMMENDATION) else None,
        attribution=whose.attribution,
        holder=whose.holder,
    )


def pack_judgement(judgement: Judgement) -> str:
    """A judgement as a JSON object."""
    return to_json({name: getattr(judgement, name) for name in judgement.__dataclass_fields__})


def unpack_judgement(text: str) -> Judgement:
    """Inverse of `pack_judgement`."""
    value: dict[str, Any] = json.loads(text)  # Any: the object that pack_judgement wrote
    return Judgement(
        kind=None if value["kind"] is None else StatementKind(value["kind"]),
        rejected=value["rejected"],
        actors=None if value["actors"] is None else tuple(value["actors"]),
        strength=None if value["strength"] is None else Strength(value["strength"]),
        attribution=None if value["attribution"] is None else Attribution(value["attribution"]),
        holder=value["holder"],
    )
