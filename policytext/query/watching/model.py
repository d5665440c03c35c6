"""Saved questions and what is new on them, as data: every piece of news with the sentences that it rests on."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from policytext.store import DocumentRecord, SentenceRecord
from policytext.store.filters import fold
from policytext.types.vocabulary import Change


class WatchKind(StrEnum):
    """What a saved question asks."""

    CLAIM = "claim"  # who supports, contradicts or weakens a proposition
    QUERY = "query"  # which sentences answer a question
    ACTOR = "actor"  # whether an organisation, or any, speaks on a subject
    FOLLOW = "follow"  # who answers the recommendations of a document or organisation


class EventKind(StrEnum):
    """What is new."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    WEAKENS = "weakens"
    STRENGTHENS = "strengthens"
    SPEAKS = "speaks"  # on the proposition, without a side
    HIT = "hit"
    FIRST = "first"  # speaks on the subject for the first time
    AGAIN = "again"  # speaks on it again
    ANSWER = "answer"  # to a recommendation
    PROMISE = "promise"  # comes back to a promise


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved question. `text` is the proposition, question, subject or key, `actor` the organisation asked about."""

    name: str
    kind: WatchKind
    text: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A piece of news in a document.

    `by` is whose words it tells, None where nobody knows. `sentences` are the quotations, `earlier` the one that they
    change or answer. `is_reported` says that the document tells it of another. `change` is how a holder's own position
    moved. `answer` is the verdict on a recommendation, or the fate of a promise, `is_addressee` whether an answer is of
    one who has to act. `is_sure` is False where the judgement
    is more likely wrong than for others of its kind. `more` counts further new hits in its document, which are
    not told; the last one that is told has it.
    """

    kind: EventKind
    document: DocumentRecord
    by: str | None
    sentences: tuple[SentenceRecord, ...]
    earlier: SentenceRecord | None = None
    is_reported: bool = False
    change: Change | None = None
    answer: str | None = None
    is_addressee: bool = True
    is_sure: bool = True
    more: int = 0

    @property
    def mark(self) -> str:
        """Sixteen digits, the same for the same news: what is told, of whom, in which words; not where."""
        words = " ".join(re.findall(r"\w+", fold(" ".join(sentence.text for sentence in self.sentences))))
        value = f"{self.kind}|{self.by or ''}|{self.answer or ''}|{words}"
        return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:16]


def document_mark(document: DocumentRecord) -> str:
    """Sixteen digits of the content: the same however a document is read, another one for other bytes."""
    return document.id.removeprefix("sha256:")[:16]
