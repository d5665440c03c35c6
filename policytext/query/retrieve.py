"""Finding sentences by meaning and by words: what search and evolution share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.encode import DEFAULT_MODEL
from policytext.query.expansion import other_words
from policytext.query.open_index import OpenIndex
from policytext.query.ranking import Question, features, stems_of, with_nearness, words_of
from policytext.store import Filters, Reader, SentenceRecord
from policytext.store.passages import Passage, Words
from policytext.types.vocabulary import StatementKind

#: Constant of reciprocal rank fusion. Source: Cormack, Clarke and Büttcher (2009), Reciprocal Rank Fusion, SIGIR.
_RRF = 60
#: Depth to which the rankings are fused.
DEPTH = 200
#: What a sentence that has only the parts of a query's compound gets of what one with the word would: enough to come up
#: where nothing better is there, too little to pass a sentence that has the word or means it.
_PARTS = 0.1
#: What a sentence with other words for those of a query gets likewise: it comes up, and the order is decided later.
_OTHER_WORDS = 0.1
#: Mean and standard deviation of the cosine between a proposition and all sentences on its subject with the default
#: model (five documents on youth care); thresholds elsewhere are on this scale.
_REFERENCE = (0.815, 0.026)


def fused(
    index: OpenIndex, query: str, vector: NDArray[np.float32], filters: Filters, depth: int = DEPTH
) -> dict[str, float]:
    """Unit ids with their fused score, best first: reciprocal ranks by vectors and by full text, added.

    Sentences that have only the parts of a compound of the query follow, in full text, on those with its words; those
    that have other words for the query's (`expansion`) come up besides.
    """
    scores: dict[str, float] = {}
    with_words = [unit for unit, _ in index.reader.match(query, filters, depth)]
    known = frozenset(with_words)
    with_parts = [unit for unit, _ in index.reader.match_parts(query, filters, depth) if unit not in known]
    instead = other_words(query)
    in_other_words = [unit for unit, _ in index.reader.match(instead, filters, depth)] if instead else []
    for ranking, first, share in (
        ([unit for unit, _ in index.nearest(vector, depth, filters)], 0, 1.0),
        (with_words, 0, 1.0),
        (with_parts, len(with_words), _PARTS),
        (in_other_words, 0, _OTHER_WORDS),
    ):
        for rank, unit in enumerate(ranking, start=first):
            scores[unit] = scores.get(unit, 0.0) + share / (_RRF + rank)
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


def candidates(
    index: OpenIndex, query: str, vector: NDArray[np.float32], filters: Filters, depth: int
) -> list[tuple[SentenceRecord, float]]:
    """Sentences near a query by meaning or by words, each with its similarity; in no order."""
    units = list(fused(index, query, vector, filters, depth))
    similarities = index.similarities(vector, units)
    records = Asked.of(index, query).records(units)
    return [(record, similarities[record.id]) for record in records if record.id in similarities]


#: Questions of which an open index keeps what was read and compared.
_QUESTIONS: Final = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """A sentence beside the words of a question: its passage, the kinds of its statements, `ranking.features`.

    Of the features those of nearness are 0.
    """

    passage: Passage
    kinds: tuple[StatementKind, ...]
    features: NDArray[np.float64]


class Asked:
    """A question to an open index, with the sentences that were compared with its words.

    A brief asks one question four times, each time with other filters or to another depth, and finds many of the same
    sentences. What is kept goes with the index: another state of it is opened anew.
    """

    def __init__(self, reader: Reader, query: str, units: int) -> None:
        self._reader = reader
        self._question = Question.of(query, reader.frequencies(stems_of(query)), units)
        self._compared: dict[str, Compared] = {}
        self._records: dict[str, SentenceRecord] = {}

    @classmethod
    def of(cls, index: OpenIndex, query: str) -> "Asked":
        """The question, kept where it was among the last that were asked."""
        asked = index.asked.pop(query, None) or cls(index.reader, query, index.units)
        index.asked[query] = asked  # the last that was asked stands last
        for longest_ago in list(index.asked)[:-_QUESTIONS]:
            del index.asked[longest_ago]
        return asked

    def records(self, units: Sequence[str]) -> list[SentenceRecord]:
        """Sentences, in the order of the units."""
        missing = [unit for unit in units if unit not in self._records]
        self._records |= {record.id: record for record in self._reader.sentence_records(missing)}
        return [self._records[unit] for unit in units]

    def compared(self, units: Sequence[str]) -> dict[str, Compared]:
        """Of the units that the index has what the words of the question say of them."""
        missing = [unit for unit in units if unit not in self._compared]
        passages = {passage.unit: passage for passage in self._reader.passages(missing)}
        kinds = self._reader.units.kinds_stated(list(passages))
        named = self._reader.units.titles({unit.partition(":")[0] for unit in passages})
        headings: dict[tuple[str, ...], Words] = {}
        titles = {short_id: words_of(title) for short_id, title in named.items()}
        for passage in passages.values():
            if passage.section not in headings:
                headings[passage.section] = words_of(" ".join(passage.section))
        rows = features(
            self._question,
            [kinds.get(unit, ()) for unit in passages],
            list(passages.values()),
            [headings[passage.section] for passage in passages.values()],
            [titles[unit.partition(":")[0]] for unit in passages],
        )
        for (unit, passage), x in zip(passages.items(), rows, strict=True):
            self._compared[unit] = Compared(passage, kinds.get(unit, ()), x)
        return {unit: self._compared[unit] for unit in units if unit in self._compared}


class _Records:
    """Records of sentences, read together when the first is asked for."""

    def __init__(self, asked: Asked, units: Sequence[str]) -> None:
        self._asked, self._units = asked, units

    @cached_property
    def held(self) -> dict[str, SentenceRecord]:
        return {record.id: record for record in self._asked.records(self._units)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with its passage, its statements' kinds, its cosine and the features of its ranking.

    `record` reads those of all the candidates that were found together; who wants few asks the reader for these.
    """

    unit: str
    passage: Passage
    kinds: tuple[StatementKind, ...]
    similarity: float
    features: NDArray[np.float64]
    records: _Records

    @property
    def record(self) -> SentenceRecord:
        """The sentence."""
        return self.records.held[self.unit]


def with_features(index: OpenIndex, query: str, vector: NDArray[np.float32], units: Sequence[str]) -> list[Candidate]:
    """What speaks for each of these units as an answer, in their order.

    Args:
        index: the index.
        query: the words asked for, without operators.
        vector: the query's vector.
        units: ids of the units, for instance those that `fused` finds.
    """
    asked = Asked.of(index, query)
    compared = asked.compared(units)
    near = _Nearness(index, vector, [*units, *_beside(one.passage for one in compared.values())])
    records = _Records(asked, list(compared))
    found = []
    for unit, one in compared.items():
        beside = [near.of(other) for other in _beside([one.passage]) if other in near.cosines]
        x = with_nearness(one.features, near.of(unit), beside)
        found.append(Candidate(unit, one.passage, one.kinds, near.cosines.get(unit, 0.0), x, records))
    return found


class _Nearness:
    """Cosines with a question, in standard deviations above the mean of the collection."""

    def __init__(self, index: OpenIndex, vector: NDArray[np.float32], units: Sequence[str]) -> None:
        self.cosines = index.similarities(vector, list(dict.fromkeys(units)))
        held = (index.sample_vectors @ vector).astype(np.float64)
        self._mean, self._spread = (float(held.mean()), float(held.std()) or 1.0) if len(held) else (0.0, 1.0)

    def of(self, unit: str) -> float:
        """Nearness of a unit; that of the mean where it has no vector."""
        return (self.cosines[unit] - self._mean) / self._spread if unit in self.cosines else 0.0


def _beside(passages: Iterable[Passage]) -> list[str]:
    """Ids of the units beside passages, of the same scope."""
    found = []
    for passage in passages:
        short, _, number = passage.unit.partition(":")
        found += [f"{short}:{int(number) - 1}"] if passage.before is not None else []
        found += [f"{short}:{int(number) + 1}"] if passage.after is not None else []
    return found


def on_reference_scale(index: OpenIndex, similarity: float) -> float:
    """A similarity as the default model would give it: thresholds were measured with that model.

    For another model the mean and spread of the index stand for those of the reference; a rough translation.
    """
    if index.model == DEFAULT_MODEL:
        return similarity
    mean, spread = index.similarity_scale
    return _REFERENCE[0] + _REFERENCE[1] * (similarity - mean) / spread
