"""What became of recommendations and promises, as data: every judgement with the sentences that it rests on."""

from dataclasses import dataclass
from enum import StrEnum

from policytext.store import DocumentRecord, SentenceRecord


class Verdict(StrEnum):
    """What a later document answers."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    CONSIDERED = "considered"  # looked at, taken along, studied: no decision
    MENTIONED = "mentioned"  # speaks of the matter without words of acceptance or refusal


class Basis(StrEnum):
    """What ties an answer to its recommendation, the firmest first."""

    NUMBER = "number"  # by the number that the recommendation has
    NAMED = "named"  # by words of an answer, where the earlier document is cited or named
    WORDS = "words"  # by words of an answer beside a sentence on the matter
    QUESTION = "question"  # by yes or no to a question on the matter
    DECISION = "decision"  # by a decision or promise to do what was recommended
    WHOLE = "whole"  # by an answer to all recommendations of the document at once
    MATTER = "matter"  # by a sentence on the matter, without an answer


class Status(StrEnum):
    """What became of a recommendation, as far as documents of those who have to act tell."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    CONSIDERED = "considered"
    MENTIONED = "mentioned"
    SILENT = "silent"  # the addressee has later documents, and none speaks of it
    ABSENT = "absent"  # the addressee has no later document in the index
    NOBODY = "nobody"  # nobody is named who has to act


class Fate(StrEnum):
    """What came of a promise in later documents of the one who made it."""

    KEPT = "kept"
    REPEATED = "repeated"
    WITHDRAWN = "withdrawn"
    MENTIONED = "mentioned"
    NO_TRACE = "no_trace"  # there are later documents, and none speaks of it
    ABSENT = "absent"  # there is no later document


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence of a later document that answers a recommendation.

    `sentence` has the words of the answer, `matter` is the sentence that speaks of what was recommended where that is
    another one, else None. `by` is who answers, as the document or the sentence names it; `is_addressee` says whether
    that one has to act. `is_reported` says that the document tells the answer of another. `words` are the words that
    decide, as the sentence has them in lower case. `likeness` in [0, 1] is the probability that the sentence on the
    matter says the same as the recommendation; low ones occur where the document is named. `is_sure` is False where
    what ties the two together, or the verdict, may be chance.
    """

    verdict: Verdict
    basis: Basis
    by: str
    is_addressee: bool
    is_reported: bool
    sentence: SentenceRecord
    matter: SentenceRecord | None
    words: tuple[str, ...]
    likeness: float
    is_sure: bool

    @property
    def document(self) -> DocumentRecord:
        """The later document."""
        return self.sentence.document


@dataclass(frozen=True, slots=True)
class Followed:
    """A recommendation and what became of it.

    `number` is the one that its document gives it. `actors` are who is to act, as the statement names them, or the one
    to whom the document is sent where it names none. `later` are the later documents of these. `answers` stand in order
    of date, those of addressees and of others alike. `status` follows from the answers of addressees alone.
    """

    recommendation: SentenceRecord
    number: int | None
    actors: tuple[str, ...]
    later: tuple[DocumentRecord, ...]
    answers: tuple[Answer, ...]
    status: Status
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """A sentence of a later document that comes back to a promise; `is_own` where its maker's document does."""

    fate: Fate
    sentence: SentenceRecord
    words: tuple[str, ...]
    likeness: float
    is_own: bool
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise and what came of it; `later` are the later documents of the same sender."""

    promise: SentenceRecord
    later: tuple[DocumentRecord, ...]
    traces: tuple[Trace, ...]
    fate: Fate
    is_sure: bool


@dataclass(frozen=True, slots=True)
class LooseAnswer:
    """Words of an answer to a recommendation that is in no document of the index, with the sentence before it.

    `also` are the same words in other documents of the sender: a letter is often there twice, as it was sent and as
    parliament printed it.
    """

    verdict: Verdict
    sentence: SentenceRecord
    before: SentenceRecord | None
    words: tuple[str, ...]
    also: tuple[SentenceRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Follow:
    """All of it: recommendations and promises of `documents`, in order of date and text."""

    documents: tuple[DocumentRecord, ...]
    recommendations: tuple[Followed, ...]
    promises: tuple[Promise, ...]
    loose: tuple[LooseAnswer, ...]
