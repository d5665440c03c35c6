"""Answers to questions, as data: every quotation is a record of the store with its place in the source."""

from dataclasses import dataclass, replace
from enum import StrEnum

from policytext.store import DocumentRecord, SentenceRecord
from policytext.types.vocabulary import Change, Stance, Strength


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that answers a query.

    `score` is the probability in [0, 1] that it is on the matter, looked at by itself; hits stand in an order that
    compares them (`ranking.Ranker.places`), so scores need not fall. `similarity` is a cosine in [-1, 1]. `also` are
    the sentences elsewhere that say the same in nearly the same words. `before` is the sentence before it, where it
    points back at that ("Dat vraagt tijd").
    """

    sentence: SentenceRecord
    score: float
    similarity: float
    also: tuple[SentenceRecord, ...] = ()
    before: SentenceRecord | None = None


#: A value with how many hits have it, the most frequent first.
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """How the hits are spread, each hit counted once; a document without a value counts under none.

    `years` stand in order of time, `documents` are content ids, `kinds` are those of statements.
    """

    organisations: Counts
    years: Counts
    document_kinds: Counts
    kinds: Counts
    documents: Counts


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Hits, best first or by date: the part from `offset` of the `total` that were found.

    `is_enough` says that the best hit is near enough to the question to be called an answer; where it is not, the hits
    are the nearest that there are. `is_capped` says that more may be on the matter than the `total` looked at.
    """

    query: str
    total: int
    offset: int
    hits: tuple[Hit, ...]
    facets: Facets
    is_enough: bool = True
    is_capped: bool = False


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
    The quotation that bears most stands first, the others in order of the document.
    """

    document: DocumentRecord
    holder: str | None
    is_comment: bool
    stance: Stance
    confidence: float
    strength: Strength | None
    quotes: tuple[Quote, ...]

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions under which the quotations hold, as written."""
        found = (condition for quote in self.quotes for condition in quote.sentence.statements[0].conditions)
        return tuple(dict.fromkeys(found))

    def nearest(self, count: int) -> tuple[Quote, ...]:
        """The quotations that bear most, at most `count`, in the order of `quotes`."""
        bearing = sorted(self.quotes, key=lambda quote: -quote.bearing)[:count]
        return tuple(quote for quote in self.quotes if quote in bearing)


class PieceKind(StrEnum):
    """What became of some words from one quotation to the next."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one or both of two quotations, a space between; all but the added make the earlier, all but the removed
    the later one."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to the position between one document and the next; `why` is one line of fixed words and facts.

    `before` and `after` are the quotations that show it; one is None where a document is silent. `evidence` is then the
    sentence by which the silent one treats the subject. `difference` is empty where the two quotations are too far
    apart to be compared word by word. Documents without a date stand in their order by the earliest that they can be.
    """

    earlier: DocumentRecord
    later: DocumentRecord
    change: Change
    same_holder: bool
    why: str
    before: Quote | None
    after: Quote | None
    difference: tuple[Piece, ...] = ()
    evidence: SentenceRecord | None = None

    @property
    def is_order_known(self) -> bool:
        """Whether the dates tell that the one came first: what has none can be of any time after the earliest."""
        first, then = self.earlier.date, self.later.earliest
        return first is not None and (self.later.date is not None or not (then or "").startswith(first))


@dataclass(frozen=True, slots=True)
class Timeline:
    """How a position evolved: entries in order of date; a document without one by the earliest that it can be.

    Where nothing tells that either, a document stands last and outside the changes.
    `steps` lead from each document to the next; `returns` from a holder's document to its own next one, where documents
    of others lie in between. `silent` documents treat the subject without a position on the proposition; `documents`
    counts those looked at. `repeats` are the documents that say again what another of the same date says, each with
    that other: they are left out of all else. `has_sides` is False for a subject that one cannot agree or disagree
    with: every stance is neutral then.
    """

    proposition: str
    documents: int
    entries: tuple[Entry, ...]
    reported: tuple[Entry, ...]
    silent: tuple[DocumentRecord, ...]
    steps: tuple[Step, ...]
    returns: tuple[Step, ...]
    has_sides: bool = True
    repeats: tuple[tuple[DocumentRecord, DocumentRecord], ...] = ()

    def of(self, sender: str) -> "Timeline":
        """The part of an organisation, or of a person who signs for none.

        Its documents, what others report of it, its changes from one of its documents to the next.
        """
        own = tuple(entry for entry in self.entries if sender in entry.document.senders)
        steps = (step for step in (*self.steps, *self.returns) if step.same_holder)
        return replace(
            self,
            entries=own,
            reported=tuple(entry for entry in self.reported if entry.holder == sender),
            silent=tuple(document for document in self.silent if sender in document.senders),
            steps=tuple(
                sorted(
                    (step for step in steps if sender in step.later.senders),
                    key=lambda step: (step.later.earliest or "", step.later.title),
                )
            ),
            returns=(),
        )

    def without_sender(self) -> "Timeline":
        """The part of documents whose sender nobody knows; without changes, since they may be anybody's."""
        own = tuple(entry for entry in self.entries if not entry.document.senders)
        return replace(self, entries=own, reported=(), silent=(), steps=(), returns=())
