"""All that comes back across documents, each pair of passages once, the earliest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from policytext.query.numbers.mentions import find_mentions
from policytext.query.open_index import OpenIndex
from policytext.query.rarity import Rarity, content_of
from policytext.query.reuse.answers import Passage, Reuse, ReuseAnswer
from policytext.query.reuse.credit import Credits
from policytext.query.reuse.figures import find_figures
from policytext.query.reuse.nature import is_standard, nature_of
from policytext.query.reuse.paraphrase import Pool, find_paraphrases
from policytext.query.reuse.sources import Source, named_programmes, shared_sources
from policytext.query.reuse.stream import Stream
from policytext.query.reuse.verbatim import Repeat, Repeats, find_repeats
from policytext.store import DocumentRecord, Filters, Located, Scope, SentenceRecord
from policytext.store.records import chronological
from policytext.store.words import UnitWords, unit_words
from policytext.types.vocabulary import BlockKind, Credit, ReuseKind, ReuseNature

_ALL = tuple(ReuseKind)


@dataclass(frozen=True, slots=True)
class ReuseQuery:
    """What is asked: `filters` leave the documents that are compared.

    `documents` are content ids: of one, what it shares with any other document is given; of several, what they share
    with each other; of none, all. `everything` also gives standard text and what both merely quote.
    """

    filters: Filters
    documents: tuple[str, ...] = ()
    kinds: tuple[ReuseKind, ...] = _ALL
    everything: bool = False

    def wants(self, one: DocumentRecord, other: DocumentRecord) -> bool:
        """Whether a pair of documents is asked for."""
        held = (one.id in self.documents) + (other.id in self.documents)
        return not self.documents or held == min(2, len(self.documents))


@dataclass(frozen=True, slots=True)
class _Found:
    """A pair of passages before it is known which is the earlier: sentence ids or records of either side."""

    kind: ReuseKind
    one: tuple[Located, ...]
    other: tuple[Located, ...]
    score: float
    shared: str
    is_widespread: bool = False
    agrees: bool | None = None
    third: str | None = None


def find_reuse(index: OpenIndex, query: ReuseQuery, *, limit: int | None = None, offset: int = 0) -> ReuseAnswer:
    """What comes back across the documents that the filters leave, earliest first."""
    reader = index.reader
    records = {record.short_id: record for record in reader.documents(query.filters)}
    units = [unit for unit in unit_words(reader, query.filters) if unit.scope is not Scope.COMMENT]
    search = _Search(index, query, records, units)
    pairs = [pair for found in search.all() if (pair := search.pair(found)) is not None]
    pairs = _each_once(pairs)
    kept = [pair for pair in pairs if query.everything or not _is_set_aside(pair)]
    kept.sort(key=_order)
    stop = None if limit is None else offset + limit
    return ReuseAnswer(len(records), len(kept), offset, tuple(kept[offset:stop]), len(pairs) - len(kept))


def _is_set_aside(pair: Reuse) -> bool:
    """Whether it is standard text, or the words of a third whom both merely quote.

    Two documents that cite a source and put it in the same words of their own are reuse all the same.
    """
    return pair.nature is ReuseNature.STANDARD or (pair.nature is ReuseNature.COMMON_SOURCE and pair.third is None)


class _Search:
    """What is found in the documents of one question, and what is known of them meanwhile."""

    def __init__(
        self, index: OpenIndex, query: ReuseQuery, records: Mapping[str, DocumentRecord], units: Sequence[UnitWords]
    ) -> None:
        self._reader = index.reader
        self._query = query
        self._records = records
        self._units = units
        self._text = [unit for unit in units if unit.scope is Scope.TEXT]
        self._credits = Credits(index.reader.citations())
        # a person who filters documents still wants to know that both quote a third
        self._sources = [*shared_sources(index.reader), *named_programmes(self._text)]
        self._by_sentence: dict[str, list[Source]] = defaultdict(list)
        for source in self._sources:
            for record in source.citations:
                for anchor in record.anchors:
                    if anchor.sentence_id is not None:
                        self._by_sentence[anchor.sentence_id].append(source)

    def all(self) -> Iterator[_Found]:
        """Pairs of all kinds that are asked for, whichever side is the earlier."""
        kinds = self._query.kinds
        repeats = Repeats((), frozenset())
        if ReuseKind.VERBATIM in kinds or ReuseKind.PARAPHRASE in kinds:
            repeats = find_repeats(Stream.of(self._text))
        if ReuseKind.VERBATIM in kinds:
            yield from self._repeats(repeats.passages)
        if ReuseKind.SAME_SOURCE in kinds:
            yield from self._shared_sources()
        if ReuseKind.PARAPHRASE in kinds:
            yield from self._paraphrases(repeats)
        if ReuseKind.SAME_FIGURE in kinds:
            yield from self._figures()

    def pair(self, found: _Found) -> Reuse | None:
        """The pair with the earlier passage first, its nature and the credit given; None where it is not asked for."""
        one, other = (Passage(parts[0].document, parts) for parts in (found.one, found.other))
        if not self._query.wants(one.document, other.document):
            return None
        is_earlier = self._credits.is_earlier(one.document, other.document)
        if is_earlier is False or (is_earlier is None and chronological(one.document) > chronological(other.document)):
            one, other = other, one
        if found.kind is ReuseKind.SAME_SOURCE:
            nature, third = ReuseNature.COMMON_SOURCE if found.third else ReuseNature.REUSE, found.third
        else:
            nature, third = nature_of(one, other, found.shared, self._by_sentence, is_widespread=found.is_widespread)
            if found.kind is not ReuseKind.VERBATIM and nature is ReuseNature.COMMON_SOURCE:
                nature = ReuseNature.REUSE  # two accounts of one source are still two
        credit = Credit.UNKNOWN if is_earlier is None else self._credits.of(one, other)
        return Reuse(
            found.kind,
            one,
            other,
            found.score,
            found.shared,
            nature,
            credit,
            is_earlier is not None,
            found.agrees,
            third,
        )

    def _repeats(self, repeats: Sequence[Repeat]) -> Iterator[_Found]:
        wanted = [
            repeat
            for repeat in repeats
            if self._query.wants(*(self._records[self._text[place].document] for place in (repeat.first, repeat.other)))
        ]
        spans = [(repeat.first, repeat.stop) for repeat in wanted] + [(r.other, r.other_stop) for r in wanted]
        held = self._sentences(self._text[place].id for first, stop in spans for place in range(first, stop))
        for repeat in wanted:
            one, other = (
                tuple(held[self._text[place].id] for place in range(first, stop))
                for first, stop in ((repeat.first, repeat.stop), (repeat.other, repeat.other_stop))
            )
            yield _Found(ReuseKind.VERBATIM, one, other, repeat.share, repeat.shared, repeat.is_widespread)

    def _paraphrases(self, repeats: Repeats) -> Iterator[_Found]:
        own = [unit for place, unit in enumerate(self._text) if place not in repeats.widespread]
        pool = Pool.of(self._reader, [unit for unit in own if not is_standard(unit.words)])
        found = []
        for one, other, chance in find_paraphrases(pool, self._connected(repeats.passages)):
            ends = pool.sentences[one], pool.sentences[other]
            if self._query.wants(*(self._records[end.document] for end in ends)):
                before = pool.before[one], pool.before[other]
                found.append(
                    (
                        [b.id for b in (before[0],) if b] + [ends[0].id],
                        [b.id for b in (before[1],) if b] + [ends[1].id],
                        chance,
                    )
                )
        held = self._sentences(key for one, other, _ in found for key in (*one, *other))
        for keys, others, chance in found:
            yield _Found(
                ReuseKind.PARAPHRASE,
                tuple(held[key] for key in keys),
                tuple(held[key] for key in others),
                chance,
                "",
            )

    def _figures(self) -> Iterator[_Found]:
        figures = find_mentions(self._reader, self._query.filters, self._units)
        rarity = Rarity.of([content_of(unit) for unit in self._text])
        for one, other, agrees in find_figures(figures.mentions, rarity):
            shared = one.words if agrees else f"{one.words} / {other.words}"
            yield _Found(ReuseKind.SAME_FIGURE, (one.sentence,), (other.sentence,), 1.0, shared, agrees=agrees)

    def _shared_sources(self) -> Iterator[_Found]:
        titles = {unit.document: unit.id for unit in reversed(self._units) if self._is_title(unit)}
        keys = [
            key for record in self._records.values() for source in self._sources for key in source.sentences(record)
        ]
        held = self._sentences([*keys, *titles.values()])
        for source in self._sources:
            ends: dict[str, tuple[Located, ...]] = {}
            for record in self._records.values():
                parts: list[Located] = [held[key] for key in source.sentences(record)]
                parts += [c for c in source.of(record) if not any(_covers(part, c) for part in parts)]
                if not parts and source.document is not None and source.document.id == record.id:
                    parts = [held[titles[record.short_id]]] if record.short_id in titles else []
                if parts:
                    ends[record.short_id] = tuple(parts)
            own = None if source.document is None else source.document.short_id
            for one, other in combinations(ends, 2):
                third = None if own in (one, other) else source.title
                yield _Found(ReuseKind.SAME_SOURCE, ends[one], ends[other], 1.0, source.title, third=third)

    def _is_title(self, unit: UnitWords) -> bool:
        """Whether a sentence is the title of its document, as it stands in it."""
        title = self._records[unit.document].title.casefold().rstrip(".")
        text = unit.text.casefold().strip().rstrip(".")
        return bool(text) and (
            text == title or (unit.kind is BlockKind.HEADING and text in title and unit.number < _TOP)
        )

    def _connected(self, repeats: Sequence[Repeat]) -> frozenset[frozenset[str]]:
        """Pairs of documents that have a passage, a source or a sender in common, or of which one cites the other."""
        found = {
            frozenset(self._text[place].document for place in (repeat.first, repeat.other))
            for repeat in repeats
            if not repeat.is_widespread
        }
        for source in self._sources:
            holders = {record.document.short_id for record in source.citations}
            holders |= {key.partition(":")[0] for key in source.named}
            holders |= {source.document.short_id} if source.document else set()
            found.update(map(frozenset, combinations(sorted(holders), 2)))
        for one, other in combinations(self._records.values(), 2):
            if set(one.organisations) & set(other.organisations) or self._credits.cites(other, one):
                found.add(frozenset((one.short_id, other.short_id)))
        return frozenset(found)

    def _sentences(self, keys: Iterable[str]) -> dict[str, SentenceRecord]:
        wanted = list(dict.fromkeys(keys))
        return dict(zip(wanted, self._reader.sentence_records(wanted), strict=True))


#: Sentences at the top of a document among which its title is.
_TOP = 12


def _covers(part: Located, reference: Located) -> bool:
    """Whether a sentence holds a reference."""
    if part.quads is not None or reference.quads is not None:
        return reference.text in part.text
    return all(any(s.start <= span.start and span.end <= s.end for s in part.spans) for span in reference.spans)


def _each_once(pairs: Sequence[Reuse]) -> list[Reuse]:
    """Pairs without those whose two sentences are in a pair that says more of them: verbatim before other words,
    other words before a figure. A figure that disagrees always says more.
    """
    known: set[tuple[str, str]] = set()
    kept = []
    for pair in pairs:
        ends = {(one.id, other.id) for one in pair.earlier.parts for other in pair.later.parts}
        is_told = pair.kind in (ReuseKind.PARAPHRASE, ReuseKind.SAME_FIGURE) and not known.isdisjoint(ends)
        if is_told and pair.agrees is not False:
            continue
        if pair.kind in (ReuseKind.VERBATIM, ReuseKind.PARAPHRASE):
            known |= ends
        kept.append(pair)
    return kept


def _order(pair: Reuse) -> tuple[object, ...]:
    one, other = pair.earlier, pair.later
    return (*chronological(one.document), *chronological(other.document), _place(one), _place(other), pair.kind.value)


def _place(passage: Passage) -> int:
    first = passage.parts[0]
    return first.index if isinstance(first, SentenceRecord) else 0
