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
from policytext.query.ranking import Question, features, stems_of, words_of
from policytext.store import Filters, SentenceRecord
from policytext.store.passages import Passage, Words

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
    return [
        (record, similarities[record.id])
        for record in index.reader.sentence_records(units)
        if record.id in similarities
    ]


#: Sentences of the collection whose cosines tell what is near to a question.
_SAMPLE: Final = 512


class _Records:
    """Records of sentences, read together when the first is asked for."""

    def __init__(self, index: OpenIndex, units: Sequence[str]) -> None:
        self._index, self._units = index, units

    @cached_property
    def held(self) -> dict[str, SentenceRecord]:
        return {record.id: record for record in self._index.reader.sentence_records(self._units)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with its passage, its cosine and the features of `ranking.features`.

    `record` reads those of all the candidates that were found together; who wants few asks the reader for these.
    """

    unit: str
    passage: Passage
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
    passages = {passage.unit: passage for passage in index.reader.passages(units)}
    question = Question.of(query, index.reader.frequencies(stems_of(query)), index.units)
    near = _Nearness(index, vector, [*units, *_beside(passages.values())])
    headings: dict[tuple[str, ...], Words] = {}
    titles: dict[str, Words] = {}
    known = [unit for unit in units if unit in passages]
    kinds = index.reader.units.kinds_stated(known)
    named = index.reader.units.titles({unit.partition(":")[0] for unit in known})
    records = _Records(index, known)
    found = []
    for unit in known:
        passage, short_id = passages[unit], unit.partition(":")[0]
        if passage.section not in headings:
            headings[passage.section] = words_of(" ".join(passage.section))
        if short_id not in titles:
            titles[short_id] = words_of(named[short_id])
        x = features(
            question,
            kinds.get(unit, ()),
            passage,
            near.of(unit),
            [near.of(other) for other in _beside([passage]) if other in near.cosines],
            headings[passage.section],
            titles[short_id],
        )
        found.append(Candidate(unit, passage, near.cosines.get(unit, 0.0), x, records))
    return found


class _Nearness:
    """Cosines with a question, in standard deviations above the mean of the collection."""

    def __init__(self, index: OpenIndex, vector: NDArray[np.float32], units: Sequence[str]) -> None:
        sample = index.sample_units(_SAMPLE)
        self.cosines = index.similarities(vector, list(dict.fromkeys([*units, *sample])))
        held = np.array([self.cosines[unit] for unit in sample if unit in self.cosines] or [0.0])
        self._mean, self._spread = float(held.mean()), float(held.std()) or 1.0

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
