"""Finding sentences by meaning and by words: the ranking that search and evolution share."""

import numpy as np
from numpy.typing import NDArray

from policytext.encode import DEFAULT_MODEL
from policytext.query.open_index import OpenIndex
from policytext.store import Filters, SentenceRecord

#: Constant of reciprocal rank fusion. Source: Cormack, Clarke and Büttcher (2009), Reciprocal Rank Fusion, SIGIR.
_RRF = 60
#: Depth to which the rankings are fused.
DEPTH = 200
#: What a sentence that has only the parts of a query's compound gets of what one with the word would: enough to come up
#: where nothing better is there, too little to pass a sentence that has the word or means it.
_PARTS = 0.1
#: Mean and standard deviation of the cosine between a proposition and all sentences on its subject with the default
#: model (five documents on youth care); thresholds elsewhere are on this scale.
_REFERENCE = (0.815, 0.026)


def fused(
    index: OpenIndex, query: str, vector: NDArray[np.float32], filters: Filters, depth: int = DEPTH
) -> dict[str, float]:
    """Unit ids with their fused score, best first: reciprocal ranks by vectors and by full text, added.

    Sentences that have only the parts of a compound of the query follow, in full text, on those with its words.
    """
    scores: dict[str, float] = {}
    with_words = [unit for unit, _ in index.reader.match(query, filters, depth)]
    known = frozenset(with_words)
    with_parts = [unit for unit, _ in index.reader.match_parts(query, filters, depth) if unit not in known]
    for ranking, first, share in (
        ([unit for unit, _ in index.nearest(vector, depth, filters)], 0, 1.0),
        (with_words, 0, 1.0),
        (with_parts, len(with_words), _PARTS),
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


def on_reference_scale(index: OpenIndex, similarity: float) -> float:
    """A similarity as the default model would give it: thresholds were measured with that model.

    For another model the mean and spread of the index stand for those of the reference; a rough translation.
    """
    if index.model == DEFAULT_MODEL:
        return similarity
    mean, spread = index.similarity_scale
    return _REFERENCE[0] + _REFERENCE[1] * (similarity - mean) / spread
