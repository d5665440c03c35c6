"""What coders decide of proposed statements: the values of the ledger."""

from dataclasses import dataclass
from enum import StrEnum

from policytext.store.records import DocumentRecord
from policytext.types.statement import Statement
from policytext.types.vocabulary import Attribution, Stance, StatementKind, Strength


class Verdict(StrEnum):
    """What a coder made of a proposed statement."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    REJECTED = "rejected"  # it states nothing
    SKIPPED = "skipped"  # no decision: the coder went on


@dataclass(frozen=True, slots=True)
class Coded:
    """What a statement is, as the tool proposes or a coder says.

    `stance` is None where no proposition is asked about, and where the statement is not about it.

    Raises:
        ValueError: the fields contradict each other.
    """

    kind: StatementKind
    attribution: Attribution
    holder: str | None
    actors: tuple[str, ...]
    strength: Strength | None
    stance: Stance | None = None

    def __post_init__(self) -> None:
        if (self.strength is None) is (self.kind is StatementKind.RECOMMENDATION):
            raise ValueError("a recommendation has a strength, and nothing else has one")
        if self.holder is not None and self.attribution is not Attribution.REPORTED:
            raise ValueError("only a reported statement has a holder")

    @classmethod
    def of(cls, statement: Statement, stance: Stance | None = None) -> "Coded":
        """What the index says of a statement; a strength that is not known is the middle one."""
        is_advice = statement.kind is StatementKind.RECOMMENDATION
        return cls(
            statement.kind,
            statement.attribution,
            statement.holder if statement.attribution is Attribution.REPORTED else None,
            statement.actors,
            (statement.strength or Strength.SHOULD) if is_advice else None,
            stance,
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision to be kept: of the statement with the words `text` in a sentence of the index.

    `proposition` is None where no stance is asked for. `coded` is what the statement is, None where it was rejected or
    skipped; `proposed` what the coder was shown. `decided_at` is ISO 8601.
    """

    coder: str
    proposition: str | None
    sentence_id: str
    text: str
    verdict: Verdict
    coded: Coded | None
    proposed: Coded
    decided_at: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision as it is kept, and where its statement stands now.

    `number` names it in this index, `document_id` is the content id of the document in which it was made, `source` its
    file. `document` and `sentence_id` are None where the sentence is not in the index now, `statement_id` also where
    the index has no such statement in it. `place` is the same for all decisions on one statement. `text` are the words
    of the statement, `before` and `after` the sentences around its sentence; `page` and `line` count from 1.
    """

    number: int
    coder: str
    proposition: str | None
    verdict: Verdict
    coded: Coded | None
    proposed: Coded
    decided_at: str
    note: str | None
    document_id: str
    source: str
    document: DocumentRecord | None
    sentence_id: str | None
    statement_id: str | None
    place: str
    text: str
    sentence: str
    before: str
    after: str
    page: int | None
    line: int | None
