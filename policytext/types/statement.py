"""What documents claim, recommend and promise."""

from dataclasses import dataclass

from policytext.types.spans import Span
from policytext.types.vocabulary import Attribution, RelationType, StatementKind, Strength


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a statement gives: its words, value and unit ("1 op de 8 kinderen": 0.125, "deel", "kinderen")."""

    span: Span
    value: float
    unit: str
    counted: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, recommendation or commitment, always the document's own words.

    `span` is in code points of `Document.text`; `sentence` is the index of the sentence that holds it. `holder` is who
    states it when the attribution is reported. `actors` are who is to act, lower case. `strength` is set for
    recommendations only. `confidence` is in [0, 1]. `cues` name the signs that led to the decision, for explanation.
    `citations` are the ids of the citations anchored in the sentence.
    """

    id: str
    document: str
    sentence: int
    span: Span
    kind: StatementKind
    attribution: Attribution
    holder: str | None
    actors: tuple[str, ...]
    strength: Strength | None
    negated: bool
    hedges: tuple[str, ...]
    figures: tuple[Figure, ...]
    confidence: float
    cues: tuple[str, ...]
    citations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not in [0, 1]")
        if (self.strength is not None) != (self.kind is StatementKind.RECOMMENDATION):
            raise ValueError("a recommendation has a strength, and nothing else has")
        if (self.holder is not None) and self.attribution is Attribution.OWN:
            raise ValueError("an own statement has no other holder")


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation between two statements, with a score in [0, 1] and the method that found it."""

    source: str
    target: str
    type: RelationType
    score: float
    method: str
