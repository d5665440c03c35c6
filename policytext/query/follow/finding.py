"""The life of recommendations and promises of documents, put together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from policytext.errors import NotFound
from policytext.lexicon.pointing import is_pointing
from policytext.query.follow.addressees import is_sent_by, named_actors
from policytext.query.follow.answers import Draft, Later, Searched, answer_to_all, answers_by_number, answers_on
from policytext.query.follow.matter import Matters
from policytext.query.follow.model import Basis, Follow, LooseAnswer, Verdict
from policytext.query.follow.naming import Naming
from policytext.query.follow.numbering import blocks_of
from policytext.query.follow.promises import TraceDraft, is_promise, traces_of
from policytext.query.follow.results import concerns, followed, promise
from policytext.query.follow.wording import asks_for_a_position, is_to_the_reader, recommends, response
from policytext.query.reuse.nature import is_standard
from policytext.store import DocumentRecord, Filters, Reader, Scope, SentenceRecord, StatementRecord
from policytext.store.fulltext import tokens
from policytext.store.words import UnitWords, unit_words
from policytext.types.vocabulary import Attribution, BlockKind, StatementKind

#: How sure it has to be that a statement is a recommendation.
_SURE: Final = 0.6
#: How far below the weight of the best another recommendation may be to be answered by the same sentence.
_AS_WELL: Final = 0.25
#: What a number adds to the weight of a recommendation: it is one that its document counts.
_NUMBERED: Final = 0.5
_SHARED_BY_MANY: Final = (Basis.NUMBER, Basis.WHOLE, Basis.MATTER)
#: Sections of a report in which those concerned answer it.
_REACTION: Final = ("reactie", "wederhoor", "zienswijze")
#: Words of a sentence by which an answer to a recommendation, or motion, that is not there is known.
_LOOSE: Final = ("aanbevel", " advies", "adviezen", " motie")


@dataclass(frozen=True, slots=True)
class FollowQuery:
    """What is asked: all documents, or those that `key` names (a document or an organisation).

    `by` leaves recommendations that this organisation has to act on or answers (a part of its name). `filters` are
    conditions on the documents whose recommendations are followed.
    """

    key: str | None = None
    by: str | None = None
    filters: Filters | None = None


@dataclass(frozen=True, slots=True)
class LooseDraft:
    """What a loose answer says."""

    verdict: Verdict
    words: tuple[str, ...]


def find_follow(reader: Reader, query: FollowQuery) -> Follow:
    """What became of the recommendations and promises of documents.

    Raises:
        NotFound: neither a document nor an organisation fits; or several documents do.
    """
    return _Search(reader, query).follow()


class _Search:
    """One question, with what it reads of the index."""

    def __init__(self, reader: Reader, query: FollowQuery) -> None:
        self._reader = reader
        self._query = query
        self._all = reader.documents()
        self._by_id = {document.id: document for document in self._all}
        units = unit_words(reader)
        self._units: dict[str, dict[int, UnitWords]] = defaultdict(dict)
        for unit in units:
            self._units[unit.document][unit.number] = unit
        self._statements: dict[str, list[StatementRecord]] = defaultdict(list)
        self._of_unit: dict[str, dict[str, StatementRecord]] = defaultdict(dict)
        for record in reader.statements():
            self._statements[record.document.short_id].append(record)
            self._of_unit[record.document.short_id].setdefault(record.sentence_id, record)
        self._naming = Naming(
            self._all, reader.citations(), {short: list(held.values()) for short, held in self._units.items()}
        )
        self._pool_units = units

    @cached_property
    def _matters(self) -> Matters:
        kept = [
            replace(unit, states=True) if not unit.states and asks_for_a_position(unit.text) else unit
            for unit in self._pool_units
            if unit.scope is Scope.TEXT
        ]
        return Matters(self._reader, kept)

    def follow(self) -> Follow:
        """The answer."""
        documents = self._documents()
        kept = {document.id for document in documents}
        everything = [item for document in self._all for item in self._recommendations(document)]
        drafts = [item for item in _each_once(everything) if item.record.document.id in kept]
        promises = [item for document in documents for item in self._promises(document)]
        loose = self._loose(documents, {draft.sentence for item in everything for draft in item.drafts})
        ids = [
            *(item.record.sentence_id for item in drafts),
            *(key for item in drafts for draft in item.drafts for key in (draft.sentence, draft.matter) if key),
            *(record.sentence_id for record, _, _ in promises),
            *(trace.sentence for _, _, held in promises for trace in held),
            *(key for unit, _ in loose for key in (unit.id, self._before(unit)) if key),
        ]
        wanted = list(dict.fromkeys(ids))
        held = dict(zip(wanted, self._reader.sentence_records(wanted), strict=True))
        recommendations = [followed(held, item) for item in drafts]
        if self._query.by is not None:
            recommendations = [item for item in recommendations if concerns(item, self._query.by)]
        return Follow(
            tuple(documents),
            tuple(recommendations),
            tuple(promise(held, *item) for item in promises),
            tuple(self._loose_answers(held, loose)),
        )

    def _documents(self) -> list[DocumentRecord]:
        admitted = self._reader.documents(self._query.filters)
        if self._query.key is None:
            return admitted
        of_sender = {d.id for d in self._reader.documents(Filters(organisations=(self._query.key,)))}
        try:
            wanted = {self._reader.document(self._query.key).id}
        except NotFound:
            if not of_sender:
                raise
            wanted = of_sender
        return [document for document in admitted if document.id in wanted]

    def _recommendations(self, document: DocumentRecord) -> Iterator[Searched]:
        records = [record for record in self._statements[document.short_id] if _is_recommendation(record)]
        if not records:
            return
        numbers = self._numbers(document, records)
        after = [other for other in self._all if self._naming.is_later(other, document)]
        known = {other.id for other in after if self._naming.knows(other, document)}
        by_number = self._by_number(document, after, known) if any(numbers) else {}
        for record, number in zip(records, numbers, strict=True):
            named = [actor for actor in record.statement.actors if not recommends(actor, tokens(record.text))]
            actors = named_actors(named, document)
            addressed = {other.id for other in after if is_sent_by(other, actors) and not _is_of_same(other, document)}
            looked_at = [other for other in after if other.id in addressed or other.id in known]
            names = [*actors, *document.organisations]
            near = self._matters.near(record.sentence_id, [other.short_id for other in looked_at], names)
            found: list[Draft] = []
            for other in looked_at:
                later = self._later(other, document, is_addressee=other.id in addressed)
                drafts = answers_on(near.get(other.short_id, ()), later, actors, is_denied=record.statement.negated)
                if number is not None and (one := by_number.get(other.id, {}).get(number)) is not None:
                    drafts.append(replace(one, is_addressee=one.is_addressee or later.is_addressee))
                if not drafts and other.id in known and (whole := answer_to_all(later)) is not None:
                    drafts.append(whole)
                found += _best(drafts)
            found = [replace(draft, weight=draft.weight + _NUMBERED * (number is not None)) for draft in found]
            if number is not None and (own := by_number.get(document.id, {}).get(number)) is not None:
                found.insert(0, own)
            addressees = tuple(other for other in after if other.id in addressed)
            yield Searched(record, number, actors, addressees, tuple(found))

    def _numbers(self, document: DocumentRecord, records: Sequence[StatementRecord]) -> list[int | None]:
        units = self._units[document.short_id]
        blocks = self._reader.load_document(document.id).blocks
        indexes = [units[int(record.sentence_id.partition(":")[2])].block for record in records]
        return blocks_of(records, blocks, indexes)

    def _by_number(
        self, document: DocumentRecord, after: Sequence[DocumentRecord], known: set[str]
    ) -> dict[str, dict[int, Draft]]:
        """Content id of a later document, or of the document itself -> its answers by number."""
        found = {}
        for other in after:
            if other.id not in known:
                continue
            is_only_one = not any(
                third.id != document.id and self._naming.cites(other, third)
                for third in self._all
                if any(map(_is_recommendation, self._statements[third.short_id]))
            )
            found[other.id] = answers_by_number(
                self._later(other, document, is_addressee=False), is_only_one=is_only_one
            )
        own = self._later(document, document, is_addressee=True)
        heading, units = _reaction(own.units)
        answers = answers_by_number(replace(own, units=units), is_only_one=True, with_mentions=True)
        found[document.id] = {
            number: replace(draft, by=f"“{heading}”" if draft.by == own.sender else draft.by, is_reported=True)
            for number, draft in answers.items()
        }
        return found

    def _later(self, other: DocumentRecord, document: DocumentRecord, *, is_addressee: bool) -> Later:
        return Later(
            other,
            self._units[other.short_id],
            self._of_unit[other.short_id],
            self._naming.places(other, document),
            self._naming.cites(other, document),
            is_addressee,
            _is_of_same(other, document),
        )

    def _promises(
        self, document: DocumentRecord
    ) -> Iterator[tuple[StatementRecord, tuple[DocumentRecord, ...], list[TraceDraft]]]:
        records = [record for record in self._statements[document.short_id] if is_promise(record)]
        if not records:
            return
        after = [other for other in self._all if self._naming.is_later(other, document)]
        own = tuple(other for other in after if _is_of_same(other, document))
        others = [other for other in after if other not in own and self._naming.knows(other, document)]
        for record in records:
            near = self._matters.near(
                record.sentence_id, [other.short_id for other in (*own, *others)], document.organisations
            )
            traces = [
                trace
                for other in (*own, *others)
                if (trace := traces_of(near.get(other.short_id, ()), self._later(other, document, is_addressee=False)))
            ]
            yield record, own, traces

    def _loose(self, documents: Sequence[DocumentRecord], used: set[str]) -> list[tuple[UnitWords, LooseDraft]]:
        found = []
        for document in documents:
            for unit in self._units[document.short_id].values():
                text = unit.text.lower()
                if unit.scope is not Scope.TEXT or unit.id in used or not any(word in text for word in _LOOSE):
                    continue
                record = self._of_unit[document.short_id].get(unit.id)
                said = response(unit.text)
                if said is not None and said.has_object and record is not None and _is_own_answer(record, text):
                    found.append((unit, LooseDraft(said.verdict, said.words)))
        return found

    def _before(self, unit: UnitWords) -> str | None:
        before = self._units[unit.document].get(unit.number - 1)
        return before.id if before is not None and before.scope is Scope.TEXT else None

    def _loose_answers(
        self, held: Mapping[str, SentenceRecord], loose: Sequence[tuple[UnitWords, LooseDraft]]
    ) -> Iterator[LooseAnswer]:
        """Each answer once, though its letter be in the index twice."""
        same: dict[tuple[str, ...], list[tuple[UnitWords, LooseDraft]]] = defaultdict(list)
        for unit, draft in loose:
            sender = held[unit.id].document.organisations[:1]
            same[(*sender, *unit.words) if sender else (unit.id,)].append((unit, draft))
        for (unit, draft), *others in same.values():
            before = self._before(unit)
            also = tuple(held[other.id] for other, _ in others)
            yield LooseAnswer(draft.verdict, held[unit.id], None if before is None else held[before], draft.words, also)


def _reaction(units: Mapping[int, UnitWords]) -> tuple[str, dict[int, UnitWords]]:
    """The sentences of the section of a report in which those concerned answer it, with the heading of that section."""
    heading, inside = "", False
    found = {}
    for number, unit in units.items():
        if unit.kind is BlockKind.HEADING:
            inside = any(word in unit.text.lower() for word in _REACTION)
            heading = unit.text if inside else heading
        elif inside:
            found[number] = unit
    return heading, found


def _each_once(items: Sequence[Searched]) -> list[Searched]:
    """Recommendations with their answers, where each sentence answers only those that it fits about as well as any.

    What names several recommendations by their numbers, answers all at once or merely mentions a matter is left as it
    is.
    """
    best: dict[str, float] = defaultdict(float)
    for draft in (draft for item in items for draft in item.drafts):
        best[draft.sentence] = max(best[draft.sentence], draft.weight)
    return [
        replace(
            item,
            drafts=tuple(
                d for d in item.drafts if d.basis in _SHARED_BY_MANY or d.weight >= best[d.sentence] - _AS_WELL
            ),
        )
        for item in items
    ]


#: Words by which a sender answers in its own name.
_OWN_NAME: Final = frozenset(("ik", "wij", "we", "kabinet", "college", "mijn", "ons", "onze"))


def _is_own_answer(record: StatementRecord, text: str) -> bool:
    return record.statement.attribution is Attribution.OWN and not _OWN_NAME.isdisjoint(tokens(text))


def _is_recommendation(record: StatementRecord) -> bool:
    statement = record.statement
    return (
        statement.kind is StatementKind.RECOMMENDATION
        and statement.attribution is Attribution.OWN
        and record.scope is Scope.TEXT
        and statement.confidence >= _SURE
        and not _is_of_a_form(tokens(record.text))
        and not is_to_the_reader(tokens(record.text))
        and not (_is_of_nobody_else(record) and _is_answer(record.text))
    )


#: How a motion gives its reasons, before it asks for anything.
_REASONS: Final = frozenset(("overwegende", "constaterende", "gehoord", "gelezen", "gezien"))
#: How a motion asks: the same words in all of them, and each time for something else.
_ASKS: Final = "verzoekt"


def _is_of_a_form(words: Sequence[str]) -> bool:
    """Whether words are those of letters and forms, or of the reasons of a motion; what a motion asks for is not."""
    first = next(iter(words), "")
    return first in _REASONS or (first != _ASKS and is_standard(words))


def _is_of_nobody_else(record: StatementRecord) -> bool:
    """Whether nobody but the writer is named as who acts, or the sentence points back at what another says."""
    first = next(iter(tokens(record.text)), "")
    return record.statement.actors in ((), ("wij",), ("ik",)) or is_pointing(first)


def _is_answer(text: str) -> bool:
    """Whether a sentence rather answers another than recommends something: "Die redenering volgen wij niet"."""
    said = response(text)
    return said is not None and (said.points or said.has_object) and not said.endorses


def _is_of_same(other: DocumentRecord, document: DocumentRecord) -> bool:
    """Whether two documents have the same sender; that of a coalition is no single party."""
    one, two = document.organisations, other.organisations
    return bool(one and two) and (one[0] == two[0] or set(one) <= set(two))


def _best(drafts: Sequence[Draft]) -> list[Draft]:
    """The firmest answer of each speaker in one document."""
    best: dict[str, Draft] = {}
    for draft in sorted(drafts, key=lambda draft: draft.rank):
        best.setdefault(draft.by, draft)
    firm = [draft for draft in best.values() if draft.verdict is not Verdict.MENTIONED]
    return firm or list(best.values())[:1]
