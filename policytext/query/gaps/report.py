"""What is left out, as data: every gap with the quotations that show it."""

from dataclasses import dataclass

from policytext.store import DocumentRecord, SentenceRecord


@dataclass(frozen=True, slots=True)
class DroppedPosition:
    """A position of an earlier document that the later ones of the same sender do not repeat.

    `nearest` is the sentence of a later document that comes nearest, `likeness` in [0, 1] the probability that it says
    the same. `treats_subject` says that a later document speaks of the subject without the position; where it is False
    none speaks of it at all, and `nearest` is None.
    """

    position: SentenceRecord
    later: tuple[DocumentRecord, ...]
    treats_subject: bool
    nearest: SentenceRecord | None
    likeness: float


@dataclass(frozen=True, slots=True)
class MissingSubject:
    """A word that other documents on the same matter use again and again and this one never does, with its places."""

    word: str
    document: DocumentRecord
    others: tuple[SentenceRecord, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A recommendation to which no later document comes back; `nearest` is what comes nearest, if anything does."""

    recommendation: SentenceRecord
    actors: tuple[str, ...]
    later: int
    nearest: SentenceRecord | None
    likeness: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is left out.

    `steps` are the earlier documents that were compared, each with the later ones; `kept` counts the positions that
    come back.
    `compared` are the documents whose subjects a document was held against.
    """

    documents: tuple[DocumentRecord, ...]
    steps: tuple[tuple[DocumentRecord, tuple[DocumentRecord, ...]], ...]
    kept: int
    dropped: tuple[DroppedPosition, ...]
    compared: tuple[DocumentRecord, ...]
    missing: tuple[MissingSubject, ...]
    answered: int
    unanswered: tuple[Unanswered, ...]
