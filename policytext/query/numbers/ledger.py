"""The ledger: for each thing that is counted its figures over documents and time, who came with them, who disagrees."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policytext.lexicon.quantities import same_value
from policytext.query.numbers.mentions import Figures, Mention, Role, find_mentions
from policytext.query.numbers.things import groups, same_unit
from policytext.query.open_index import OpenIndex
from policytext.query.rarity import Rarity, content_of
from policytext.query.search import search
from policytext.store import CitationRecord, DocumentRecord, Filters, Reader, Scope

#: Sentences that are looked through for a topic.
_ON_TOPIC = 400
#: Words that two things share, and their part of the words of either, from which both are on the same subject.
_SHARED_WORDS = 3
_SHARED = 0.6


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of a thing. `first` is the row that came with this number earlier, None for the one that did.

    `cited` are the citations at its sentence; `cites_first` says that one of them leads to the document of `first`.
    """

    mention: Mention
    first: "Row | None"
    cited: tuple[CitationRecord, ...]
    cites_first: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures of different documents for one thing and one year that cannot both be right."""

    one: Row
    other: Row
    year: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted, in the words of the documents, with its figures by year, then by date of the document.

    `units` are the units in which it is given, each once; `words` what its sentences have in common. `otherwise` holds
    a figure of each other thing on the same subject, in a unit that does not compare.
    """

    name: str
    words: tuple[str, ...]
    rows: tuple[Row, ...]
    conflicts: tuple[Conflict, ...]
    units: tuple[str, ...]
    otherwise: tuple[Row, ...] = ()

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """Documents that give a figure for it, each once."""
        return tuple({row.mention.sentence.document.id: row.mention.sentence.document for row in self.rows}.values())


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """What is asked: `filters` leave the documents; `topic` is None for all.

    `alone` also gives things of which one document alone gives figures (a topic always does); `only_conflicts` leaves
    those of which documents disagree.
    """

    filters: Filters
    topic: str | None = None
    alone: bool = False
    only_conflicts: bool = False

    def wants(self, thing: "Thing") -> bool:
        """Whether a thing is asked for."""
        return (self.alone or self.topic is not None or len(thing.documents) > 1) and (
            not self.only_conflicts or bool(thing.conflicts)
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """The things that are counted: first those with a conflict, then those of which most documents give figures.

    It is the part from `offset` of the `total`; `documents` counts those looked at, `figures` the figures in them.
    """

    topic: str | None
    documents: int
    figures: int
    total: int
    offset: int
    things: tuple[Thing, ...]


def find_ledger(index: OpenIndex, query: LedgerQuery, *, limit: int | None = None, offset: int = 0) -> Ledger:
    """The figures of the documents that the filters leave: at most `limit` things, from `offset`."""
    reader = index.reader
    found = find_mentions(reader, query.filters)
    telling = [mention for mention in found.mentions if mention.is_telling]
    if query.topic is not None:
        telling = _on_topic(index, query.topic, query.filters, telling)
    citations = {record.id: record for record in reader.citations()}
    rarity = rarity_of(found)
    things = [_thing(group, citations) for group in groups(_in_order(reader, telling), rarity)]
    kept = [thing for thing in things if query.wants(thing)]
    kept.sort(key=lambda t: (-len(t.conflicts), -len(t.documents), -len(t.rows), t.rows[0].mention.sentence.id))
    shown = kept[offset:] if limit is None else kept[offset : offset + limit]
    return Ledger(
        query.topic,
        len(reader.documents(query.filters)),
        len(telling),
        len(kept),
        offset,
        tuple(replace(thing, otherwise=_otherwise(thing, kept)) for thing in shown),
    )


def _otherwise(thing: Thing, things: Sequence[Thing]) -> tuple[Row, ...]:
    """The first figure of each other thing on the same subject that has another unit: a change of unit, maybe."""
    words = frozenset(thing.words)
    found = []
    for other in things:
        shared = words & frozenset(other.words)
        is_near = len(shared) >= _SHARED_WORDS and len(shared) >= _SHARED * min(len(words), len(other.words))
        if other is not thing and is_near and not same_unit(thing.rows[0].mention.figure, other.rows[0].mention.figure):
            found.append(other.rows[0])
    return tuple(found)


def rarity_of(figures: Figures) -> Rarity:
    """How rare stems are in the running text of the documents."""
    return Rarity.of([content_of(unit) for unit in figures.units if unit.scope is Scope.TEXT])


def _on_topic(index: OpenIndex, topic: str, filters: Filters, mentions: Sequence[Mention]) -> list[Mention]:
    """Figures whose sentence a search for the topic finds."""
    wanted = Filters(
        organisations=filters.organisations,
        date_from=filters.date_from,
        date_to=filters.date_to,
        documents=filters.documents,
        document_kinds=filters.document_kinds,
        include_notes=True,
    )
    answer = search(index, topic, wanted, limit=_ON_TOPIC)
    hits = {hit.sentence.id for hit in answer.hits} | {other.id for hit in answer.hits for other in hit.also}
    return [mention for mention in mentions if mention.sentence.id in hits] if answer.is_enough else []


def _in_order(reader: Reader, mentions: Sequence[Mention]) -> list[Mention]:
    position = {record.id: number for number, record in enumerate(reader.documents())}
    return sorted(mentions, key=lambda m: (position[m.sentence.document.id], m.figure.span.start))


def _thing(group: Sequence[Mention], citations: dict[str, CitationRecord]) -> Thing:
    rows: list[Row] = []
    for mention in group:  # in order of date, so that the first with a number came with it
        cited = tuple(citations[key] for key in mention.sources)
        first = next((row for row in rows if row.first is None and _repeats(mention, row.mention)), None)
        origin = None if first is None else first.mention.sentence.document.id
        rows.append(
            Row(mention, first, cited, any(record.citation.resolved_to == origin for record in cited if origin))
        )
    ordered = sorted(rows, key=lambda row: (row.mention.year is None, row.mention.year or ""))
    shared = Counter(stem for mention in group for stem in mention.topic)
    return Thing(
        _name(group),
        tuple(sorted(stem for stem, count in shared.items() if count > len(group) / 2)),
        tuple(ordered),
        tuple(_conflicts(rows)),
        tuple(dict.fromkeys(mention.figure.unit for mention in group)),
    )


def _repeats(mention: Mention, earlier: Mention) -> bool:
    """Whether a figure gives the number that another document gave, and for no other year."""
    years = {year for year in (mention.year, earlier.year) if year}
    return (
        mention.sentence.document.id != earlier.sentence.document.id
        and len(years) < 2
        and same_value(mention.figure, earlier.figure)
    )


def disagree(one: Mention, other: Mention) -> bool:
    """Whether two figures for one thing cannot both be right: levels of the same stated year, apart beyond rounding."""
    return (
        one.year is not None
        and one.year == other.year
        and Role.CHANGE not in (one.role, other.role)
        and not (one.is_listed or other.is_listed)
        and not same_value(one.figure, other.figure)
    )


def _conflicts(rows: Sequence[Row]) -> list[Conflict]:
    """Pairs of documents that disagree for a year, each once; a document that also has the other number does not."""
    found: dict[tuple[str, str, str], Conflict] = {}
    for number, later in enumerate(rows):
        for earlier in rows[:number]:
            ids = earlier.mention.sentence.document.id, later.mention.sentence.document.id
            if ids[0] == ids[1] or not disagree(earlier.mention, later.mention):
                continue
            if any(_has_it(rows, place, row.mention) for place, row in zip(ids, (later, earlier), strict=True)):
                continue
            found.setdefault((*ids, earlier.mention.year or ""), Conflict(earlier, later, earlier.mention.year or ""))
    return list(found.values())


def _has_it(rows: Sequence[Row], document: str, mention: Mention) -> bool:
    """Whether a document gives this number too, for the same year."""
    return any(
        row.mention.sentence.document.id == document
        and row.mention.year == mention.year
        and same_value(row.mention.figure, mention.figure)
        for row in rows
    )


def _name(group: Sequence[Mention]) -> str:
    """What most of the figures say that they count, in the words of the first; else the words of the first sentence."""
    said = Counter(mention.thing for mention in group if mention.thing)
    if said:
        most = max(said.values())
        return next(name for name in said if said[name] == most)
    return group[0].sentence.text
