"""Places in other documents that say what a sentence says: in equal words, in other words, or with a figure for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from policytext.lexicon.quantities import same_value
from policytext.query.checking.collection import Collection
from policytext.query.checking.matching import is_saying
from policytext.query.numbers.ledger import disagree
from policytext.query.numbers.mentions import Mention, find_mentions
from policytext.query.numbers.things import same_thing
from policytext.query.reuse.alike import model
from policytext.query.reuse.candidates import says_something
from policytext.query.reuse.credit import Credits
from policytext.query.reuse.nature import is_standard
from policytext.query.reuse.stream import Stream
from policytext.query.reuse.verbatim import Repeat, find_repeats
from policytext.store import DocumentRecord, Filters, Reader, SentenceRecord
from policytext.types.vocabulary import Bound, ReuseKind

#: Sentences that are compared closely: the nearest in meaning, and those with most of the words.
_CLOSE: Final = 40
#: Words in common from which a sentence is looked at besides.
_WORDS: Final = 3
#: What it adds that a sentence has a number of the claim's, where several of a document say the same.
_NUMBER: Final = 0.3
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
#: Share of a verbatim run in the sentence itself: a run that only touches it says nothing of it.
_OWN_SHARE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """A place that says the same, and what tells it; `agrees` of a figure only."""

    unit: str
    kind: ReuseKind
    score: float
    shared: str
    agrees: bool | None = None


class KinFinder:
    """Looks for what one sentence says in all other documents of an index."""

    def __init__(self, reader: Reader, collection: Collection, credits: Credits) -> None:
        self._reader = reader
        self._collection = collection
        self._credits = credits

    @cached_property
    def _repeats(self) -> tuple[list[Repeat], frozenset[int]]:
        found = find_repeats(Stream.of(self._collection.units))
        return list(found.passages), found.widespread

    def find(self, sentence: SentenceRecord, documents: Sequence[DocumentRecord]) -> tuple[list[Found], int]:
        """Places in these documents that say what a sentence says, at most one in words and one in figures for each.

        Returns:
            The places, and how many documents share its words only as standard text.
        """
        place = self._collection.places.get(sentence.id)
        if place is None:
            return [], 0
        shorts = {record.short_id for record in documents if record.id != sentence.document.id}
        best: dict[tuple[str, bool], Found] = {}
        equal, set_aside = self._verbatim(place, shorts)
        for found in (*equal, *self._paraphrases(place, sentence, documents, shorts), *self._figures(sentence, shorts)):
            short = found.unit.partition(":")[0]
            is_figure = found.kind is ReuseKind.SAME_FIGURE
            known = best.get((short, False))
            if known is None or (is_figure and known.unit != found.unit):
                best.setdefault((short, is_figure), found)
        return list(best.values()), set_aside

    def _verbatim(self, place: int, shorts: set[str]) -> tuple[list[Found], int]:
        repeats, _ = self._repeats
        found, standard = [], set[str]()
        for repeat in sorted(repeats, key=lambda repeat: -repeat.words):
            for own, other in (
                (range(repeat.first, repeat.stop), range(repeat.other, repeat.other_stop)),
                (range(repeat.other, repeat.other_stop), range(repeat.first, repeat.stop)),
            ):
                if place not in own:
                    continue
                counterpart = self._counterpart(place, other)
                if counterpart is None or self._collection.units[counterpart].document not in shorts:
                    continue
                if repeat.is_widespread or is_standard(tuple(repeat.shared.lower().split())):
                    standard.add(self._collection.units[counterpart].document)
                else:
                    unit = self._collection.units[counterpart].id
                    found.append(Found(unit, ReuseKind.VERBATIM, repeat.share, repeat.shared))
        return found, len(standard - {one.unit.partition(":")[0] for one in found})

    def _counterpart(self, place: int, others: Sequence[int]) -> int | None:
        """The sentence of a passage that has most of the words of one; None where none has enough."""
        words = set(self._collection.units[place].words)
        best = max(others, key=lambda other: len(words & set(self._collection.units[other].words)))
        held = len(words & set(self._collection.units[best].words))
        return best if held >= _OWN_SHARE * max(1, len(words)) else None

    def _paraphrases(
        self, place: int, sentence: SentenceRecord, documents: Sequence[DocumentRecord], shorts: set[str]
    ) -> list[Found]:
        collection = self._collection
        if not says_something(collection.units[place]):
            return []
        everything = [
            other
            for short in shorts
            for other in collection.documents.get(short, range(0))
            if is_saying(collection.units[other]) and says_something(collection.units[other])
        ]
        if not everything:
            return []
        cosines = collection.cosines(place, everything)
        content = collection.contents[place]
        shared = np.array([collection.weight(content & collection.contents[other]) for other in everything])
        close = {everything[i] for i in np.argsort(-cosines)[:_CLOSE].tolist()}
        close |= {everything[i] for i in np.argsort(-shared)[:_CLOSE].tolist() if shared[i] > 0}
        order = sorted(close)
        by_short = {record.short_id: record for record in documents}
        found = []
        for other, chance in zip(order, collection.likeness(place, order).tolist(), strict=True):
            document = by_short[collection.units[other].document]
            is_connected = self._credits.cites(sentence.document, document) or self._credits.cites(
                document, sentence.document
            )
            if chance >= (model().connected if is_connected else model().threshold):
                found.append(Found(collection.units[other].id, ReuseKind.PARAPHRASE, chance, ""))
        numbers = frozenset(word for word in collection.units[place].words if word.isdigit())
        return sorted(found, key=lambda one: -one.score - _NUMBER * self._has_number(one, numbers))

    def _has_number(self, found: Found, numbers: frozenset[str]) -> bool:
        words = self._collection.units[self._collection.places[found.unit]].words
        return any(word in numbers and not _YEAR.fullmatch(word) for word in words)

    def _figures(self, sentence: SentenceRecord, shorts: set[str]) -> list[Found]:
        """Figures for the same thing: the same number, or another one for the same year."""
        own = [m for m in self.numbers([sentence])[sentence.id] if m.is_telling]
        if not own:
            return []
        topic = frozenset(stem for mention in own for stem in mention.topic)
        units = [u for u in self._collection.units if u.document in shorts and len(u.parts & topic) >= _WORDS - 1]
        if not units:
            return []
        held = find_mentions(self._reader, Filters(documents=tuple(sorted({u.document for u in units}))), units)
        found = []
        for mention in own:
            for other in held.mentions:
                if not other.is_telling or not same_thing(mention, other, self._collection.rarity):
                    continue
                agrees = _is_number(mention, other) and not _years_differ(mention, other)
                if agrees or disagree(mention, other):
                    shared = other.words if agrees else f"{other.words} / {mention.words}"
                    found.append(Found(other.sentence.id, ReuseKind.SAME_FIGURE, 1.0, shared, agrees))
        return sorted(found, key=lambda one: one.agrees is False)

    def numbers(self, sentences: Sequence[SentenceRecord]) -> dict[str, list[Mention]]:
        """The figures of sentences, by their ids."""
        places = self._collection.places
        units = [self._collection.units[places[s.id]] for s in sentences if s.id in places]
        found: dict[str, list[Mention]] = {sentence.id: [] for sentence in sentences}
        if units:
            about = Filters(documents=tuple(sorted({s.document.id for s in sentences})))
            wanted = set(found)
            for mention in find_mentions(self._reader, about, units).mentions:
                if mention.sentence.id in wanted:
                    found[mention.sentence.id].append(mention)
        return found


def _is_number(one: Mention, other: Mention) -> bool:
    """Whether two figures are one number: where both are exact and written in one unit, to the last digit."""
    if one.figure.unit == other.figure.unit and one.figure.bound is other.figure.bound is Bound.EXACT:
        return (one.figure.value, one.figure.high) == (other.figure.value, other.figure.high)
    return same_value(one.figure, other.figure)


def _years_differ(one: Mention, other: Mention) -> bool:
    return one.year is not None and other.year is not None and one.year != other.year
