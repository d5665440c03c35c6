"""Answers to questions, as data: every quotation is a record of the store with its place in the source."""

from dataclasses import dataclass

from policytext.store import DocumentRecord, SentenceRecord
from policytext.types.vocabulary import Change, Stance, Strength


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that answers a query; `score` orders the hits of one answer, `similarity` is a cosine in [-1, 1]."""

    sentence: SentenceRecord
    score: float
    similarity: float


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Hits, best first: the part from `offset` of the `total` that were found."""

    query: str
    total: int
    offset: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement that bears on a proposition, with the probabilities in [0, 1] behind that judgement.

    `is_outright` says that it puts the matter in the proposition's own words.
    """

    sentence: SentenceRecord
    stance: Stance
    bearing: float
    pro: float
    is_outright: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """The position of one holder in one document.

    `holder` is the organisation for a document's own position, and whoever the document quotes for a reported one
    (None where it does not say who). `confidence` in [0, 1] is the probability that the best quotation bears on
    the proposition times that of the stance. `strength` is the strongest recommendation among the quotations.
    Quotations stand in order of the document.
    """

    document: DocumentRecord
    holder: str | None
    is_comment: bool
    stance: Stance
    confidence: float
    strength: Strength | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to the position between one document and the next; `why` is one line of fixed words and facts.

    `before` and `after` are the quotations that show it; one is None where a document is silent.
    """

    earlier: DocumentRecord
    later: DocumentRecord
    change: Change
    same_holder: bool
    why: str
    before: Quote | None
    after: Quote | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """How a position evolved: entries in order of date, undated documents last and outside the changes.

    `steps` lead from each document to the next; `returns` from a holder's document to its own next one, where documents
    of others lie in between. `silent` documents treat the subject without a position on the proposition; `documents`
    counts those looked at.
    """

    proposition: str
    documents: int
    entries: tuple[Entry, ...]
    reported: tuple[Entry, ...]
    silent: tuple[DocumentRecord, ...]
    steps: tuple[Step, ...]
    returns: tuple[Step, ...]
