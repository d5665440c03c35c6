"""Which of the sentences that were found bear on a proposition, and how each relates to it.

Whether a sentence bears is told from how near it is in meaning, and from how many of the proposition's words, or others
for them, stand in it or in its place and in what order, as for the order of search hits (`ranking.features`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from policytext.encode import DEFAULT_MODEL
from policytext.query import ranking
from policytext.query.adapter import adapted
from policytext.query.open_index import OpenIndex
from policytext.query.pairs import Wording, features, is_outright, vector_features
from policytext.query.retrieve import on_reference_scale, with_features
from policytext.query.stance import BEARING_FEATURES, Reading, stance_model
from policytext.store import SentenceRecord

#: Probability of bearing below which a sentence is not even a part of what others say together.
LEAST: Final = 0.05
_COLUMNS: Final = [ranking.FEATURES.index(name) for name in BEARING_FEATURES[1:]]
#: Sentences with their cosine to the proposition, as `retrieve.candidates` finds them.
Found = Sequence[tuple[SentenceRecord, float]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence beside a proposition: `bearing` has the values of `BEARING_FEATURES`."""

    sentence: SentenceRecord
    bearing: NDArray[np.float64]

    def words(self, proposition: Wording) -> NDArray[np.float64]:
        """What the two have in common, as `pairs.features` tells it."""
        kind = self.sentence.statements[0].kind
        return features(proposition, Wording.of(self.sentence.text), float(self.bearing[0]), kind)


def weigh(index: OpenIndex, proposition: str, found: Found) -> list[Weighed]:
    """The features of each found sentence that is a statement, in their order."""
    vector = adapted(index.query_vector(proposition), index.model)
    stated = {sentence.id: (sentence, cosine) for sentence, cosine in found if sentence.statements}
    weighed = []
    for candidate in with_features(index, proposition, vector, list(stated)):
        sentence, cosine = stated[candidate.unit]
        similarity = on_reference_scale(index, cosine)
        weighed.append(Weighed(sentence, np.array([similarity, *candidate.features[_COLUMNS]])))
    return weighed


class Entailment(Protocol):
    """Who tells whether sentences entail a proposition: `encode.EntailmentModel`."""

    def probabilities(self, premises: Sequence[str], hypothesis: str) -> NDArray[np.float32]:
        """Entailment, neither, contradiction of each premise, shape (len(premises), 3)."""


def readings(
    index: OpenIndex, proposition: str, found: Found, entailment: Entailment | None = None
) -> Iterator[tuple[SentenceRecord, Reading]]:
    """The statements that may bear on the proposition, each with how it relates to it.

    Args:
        index: the index.
        proposition: the proposition.
        found: sentences near it.
        entailment: who tells sides; without it the shipped model does.
    """
    model = stance_model()
    bearing = [(one, model.bearing.probability(one.bearing)) for one in weigh(index, proposition, found)]
    kept = [(one, probability) for one, probability in bearing if probability >= LEAST]
    wanted = Wording.of(proposition)
    if entailment is not None:
        told = entailment.probabilities([one.sentence.text for one, _ in kept], proposition)
        for (one, probability), (entails, _, contradicts) in zip(kept, told.tolist(), strict=True):
            # What neither entails nor contradicts lies in the middle, where no side is said.
            yield one.sentence, Reading(probability, 0.5 + (entails - contradicts) / 2, is_outright(one.words(wanted)))
        return
    vectors = pair_vectors(index, proposition, [one.sentence.id for one, _ in kept])
    for one, probability in kept:
        words = one.words(wanted)
        side = model.side(words, vectors.get(one.sentence.id))
        yield one.sentence, Reading(probability, side, is_outright(words))


def pair_vectors(index: OpenIndex, proposition: str, units: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """`pairs.vector_features` of each unit; none where another model than the one that the weights know made them."""
    if index.model != DEFAULT_MODEL or not units:
        return {}
    query = index.query_vector(proposition)
    passage = index.encoder.encode_passages([proposition])[0]
    ids, matrix = index.vectors_of(units)
    return {unit: vector_features(query, passage, row) for unit, row in zip(ids, matrix, strict=True)}
