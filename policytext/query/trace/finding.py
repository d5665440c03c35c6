"""The ancestry of a claim: where it stands, what it rests on, who said it before and who repeats it."""

from collections.abc import Sequence
from typing import Final

from policytext.query.checking.collection import Collection
from policytext.query.open_index import OpenIndex
from policytext.query.rarity import is_content
from policytext.query.reuse import Passage
from policytext.query.reuse.credit import Credits
from policytext.query.trace.answers import Kin, Reservation, Step, Trace
from policytext.query.trace.chain import Chains
from policytext.query.trace.kin import Found, KinFinder
from policytext.query.trace.reservations import Reservations, changed_figures
from policytext.query.trace.standing import Standing, find_standing, is_key
from policytext.store import Filters, SentenceRecord
from policytext.store.fulltext import tokens
from policytext.store.records import chronological
from policytext.types.vocabulary import Credit, ReuseKind

#: Share of the content words in common that name the source, from which two sentences have nothing else in common.
_MOST: Final = 0.7


def trace(index: OpenIndex, claim: str, filters: Filters) -> Trace:
    """Where a claim comes from, among the documents that the filters leave.

    Sources are followed into any document of the index; the claim itself, and what says the same, is looked for where
    the filters allow.

    Args:
        index: the index.
        claim: the claim in words, or the id of a sentence or statement.
        filters: where the claim is looked for.

    Raises:
        NotFound: the id names no sentence.
    """
    reader = index.reader
    collection = Collection.of(reader)
    documents = reader.documents(filters)
    if is_key(claim):
        standing = Standing(reader.find_statement(claim)[0], ())
    else:
        standing = find_standing(index, collection, claim, filters)
    if standing.sentence is None:
        return Trace(claim, None, (), (), (), standing.others, len(documents), 0)
    citations = reader.citations()
    credits = Credits(citations)
    kin = KinFinder(reader, collection, credits)
    chains = Chains(reader, collection, citations, kin)
    start = chains.step(standing.sentence)
    found, set_aside = kin.find(standing.sentence, documents)
    cited = {source.document.id for source in start.sources if source.document is not None and source.step is not None}
    records = dict(zip(keys := [one.unit for one in found], reader.sentence_records(keys), strict=True))
    named = frozenset(token for source in start.sources for record in source.citations for token in tokens(record.text))
    found = [one for one in found if records[one.unit].document.id not in cited and not _is_of_source(one, named)]
    made = _Relating(collection, chains, kin, credits, Reservations(reader, collection))
    earlier, later, unordered = made.kin(start, found, records)
    shown = {start.sentence.id, *records}
    others = tuple(sentence for sentence in standing.others if sentence.id not in shown)
    return Trace(claim, start, earlier, later, unordered, others, len(documents), set_aside, standing.is_sure)


def _is_of_source(found: Found, named: frozenset[str]) -> bool:
    """Whether the words in common are those that name the source, which says nothing of what is claimed."""
    words = [word for word in tokens(found.shared) if is_content(word)]
    return found.kind is ReuseKind.VERBATIM and sum(word in named for word in words) > _MOST * len(words)


class _Relating:
    """Puts places that say the same before or after the claim, with what differs between them."""

    def __init__(
        self, collection: Collection, chains: Chains, kin: KinFinder, credits: Credits, reservations: Reservations
    ) -> None:
        self._collection = collection
        self._chains = chains
        self._kin = kin
        self._credits = credits
        self._reservations = reservations

    def kin(
        self, start: Step, found: Sequence[Found], records: dict[str, SentenceRecord]
    ) -> tuple[tuple[Kin, ...], tuple[Kin, ...], tuple[Kin, ...]]:
        """Those that are earlier, later, and of unknown order, each in order of date."""
        groups: dict[bool | None, list[Kin]] = {True: [], False: [], None: []}
        for one in sorted(found, key=lambda one: (chronological(records[one.unit].document), records[one.unit].index)):
            sentence = records[one.unit]
            is_earlier = self._credits.is_earlier(sentence.document, start.sentence.document)
            groups[is_earlier].append(self._relate(start.sentence, sentence, one, is_earlier))
        return tuple(groups[True]), tuple(groups[False]), tuple(groups[None])

    def _relate(self, start: SentenceRecord, other: SentenceRecord, found: Found, is_earlier: bool | None) -> Kin:
        earlier, later = (other, start) if is_earlier else (start, other)
        numbers = self._kin.numbers([earlier, later])
        pair = (numbers[earlier.id], numbers[later.id])
        step = self._chains.step(other) if is_earlier is not False else Step(other, (), None)
        credit = Credit.UNKNOWN
        lost: tuple[Reservation, ...] = ()
        changes = changed_figures(*pair)
        if is_earlier is not None:
            credit = self._credits.of(Passage(earlier.document, (earlier,)), Passage(later.document, (later,)))
            if credit is Credit.NONE and set(earlier.document.metadata.authors) & set(later.document.metadata.authors):
                credit = Credit.OWN
            if not any(change.is_of_other_year for change in changes):
                lost = self._reservations.lost(earlier, later, pair, self._chains.notes(earlier))
        return Kin(step, found.kind, found.score, found.shared, found.agrees, credit, changes, lost)
