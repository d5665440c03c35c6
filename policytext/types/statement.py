"""What documents claim, recommend and promise."""

from dataclasses import dataclass

from policytext.types.spans import Span
from policytext.types.vocabulary import (
    Aspect,
    Attribution,
    Bound,
    Prominence,
    RelationType,
    StatementKind,
    Strength,
    Unstated,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a statement gives, normalised so that two documents can be compared.

    `span` covers its words in the document, qualifier included. `value` is the number in base units ("605 miljoen
    euro": 605,000,000, unit "euro"; "1 op de 8 kinderen": 0.125, unit "deel", counted "kinderen"; "1,1 %": 1.1, unit
    "procent"). `high` is the upper end of a range ("zestien of zelfs achttien procent": 16 and 18), None for a single
    number. `counted` is what is counted and `period` when, both as written. `qualifier` is the word that bounds the
    number as written ("ruim", "bijna"), and `bound` what it does.
    """

    span: Span
    value: float
    unit: str
    counted: str | None
    period: str | None
    high: float | None = None
    qualifier: str | None = None
    bound: Bound = Bound.EXACT

    def __post_init__(self) -> None:
        if self.high is not None and self.high < self.value:
            raise ValueError(f"a range ends at {self.high}, below its start {self.value}")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a statement was taken for what it is.

    `sign` names what spoke for it in words that a user understands ("modal verb of obligation: moeten"). `weight` is
    what the sign adds to the log odds of the kind that was chosen, negative where it spoke against it; 0 for a rule,
    which has no weight. `span` is where the sign stands in `Document.text`, None where it is no stretch of text.
    """

    aspect: Aspect
    sign: str
    weight: float = 0.0
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, recommendation or commitment, always the document's own words.

    `span` is in code points of `Document.text`; `sentence` is the index of the sentence that holds it: all of it, or
    one of its main clauses where a sentence holds two statements. `holder` is who states it when the attribution is
    reported. `actors` are who is to act, lower case. `strength` is set for recommendations only. `confidence` is in [0,
    1]: how often such a decision is right. `cues` name the signs in the sentence, `reasons` those that led to the
    decision, the weightiest first for each aspect. `conditions` are the clauses that limit it ("als het Rijk betaalt"),
    as written. `citations` are the ids of the citations anchored in the sentence. `odds` are the probabilities of
    claim, recommendation, commitment and none, empty where nothing estimated them. `prominence` is None for a statement
    that is no main claim.
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
    conditions: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    odds: tuple[float, ...] = ()
    prominence: Prominence | None = None

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not in [0, 1]")
        if (self.strength is not None) != (self.kind is StatementKind.RECOMMENDATION):
            raise ValueError("a recommendation has a strength, and nothing else has")
        if (self.holder is not None) and self.attribution is Attribution.OWN:
            raise ValueError("an own statement has no other holder")
        if self.odds and len(self.odds) != 4:
            raise ValueError(f"four probabilities are expected, not {len(self.odds)}")


@dataclass(frozen=True, slots=True)
class WhyUnstated:
    """Why a sentence makes no statement.

    `what` it is, and `words` of it that show this, None where its place or nothing does. `is_judged` says whether the
    classifier held it for none of the kinds; otherwise a rule left it out, whatever the classifier held. `signs` are
    those that it has of a kind that can speak for a statement, in words of the user's language, and `lacking` those
    that often do and that it has not, by kind. Nothing is weighed: the classifier read the sentences around it as well.
    """

    what: Unstated
    words: str | None
    is_judged: bool
    signs: tuple[str, ...]
    lacking: tuple[tuple[StatementKind, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation between two statements, with a score in [0, 1] and the method that found it."""

    source: str
    target: str
    type: RelationType
    score: float
    method: str
