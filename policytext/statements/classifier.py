"""A trained classifier of sentences: claim, recommendation, commitment or none, from vectors and named features.

Multinomial logistic regression. Weights are in `statements.json`, made by `policytext.training.statements`; what it was
trained on, what it reaches and where it is weak: docs/models/statements.md. Without sentence vectors of the default
model a second set of weights, for named features alone, is used.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from policytext.types.vocabulary import StatementKind

WEIGHTS: Final = "statements.json"

#: The classes in the order of the weights; None is "no statement".
CLASSES: Final[tuple[StatementKind | None, ...]] = (
    StatementKind.CLAIM,
    StatementKind.RECOMMENDATION,
    StatementKind.COMMITMENT,
    None,
)
#: Scale of a sentence's own vector and of its neighbours' beside features that are 0 or `FEATURE_SCALE`: cosines of
#: the encoder lie between 0.7 and 1, so its differences are small.
OWN_SCALE: Final = 10.0
NEIGHBOUR_SCALE: Final = 5.0
CUE_SCALE: Final = 0.5
WORD_SCALE: Final = 0.3
GENRE_SCALE: Final = 1.0

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """One set of weights over the classes of `CLASSES`.

    `bias` has shape (4,); `names` maps a feature to its row in `rows`, shape (features, 4); `dense`, shape
    (3 x dimensions, 4), weighs the sentence's vector, the one before and the one after, or is None.
    """

    bias: Array
    names: Mapping[str, int]
    rows: Array
    dense: Array | None

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Weights":  # Any: the JSON object that training wrote
        """The weights from their JSON form."""
        dense = value["dense"]
        return cls(
            np.asarray(value["bias"], dtype=np.float64),
            {name: row for row, name in enumerate(value["names"])},
            np.asarray(value["rows"], dtype=np.float64).reshape(len(value["names"]), len(CLASSES)),
            None if dense is None else np.asarray(dense, dtype=np.float64),
        )


@dataclass(frozen=True, slots=True)
class Classifier:
    """Both sets of weights, and the mean of the vectors that the first was trained on, shape (dimensions,)."""

    with_vectors: Weights
    without_vectors: Weights
    mean: Array

    def probabilities(self, names: Sequence[Sequence[str]], vectors: NDArray[np.float32] | None) -> Array:
        """Probability of each class for a stretch of sentences that follow each other, shape (n, 4).

        Args:
            names: the features of each sentence, from `features.features`.
            vectors: passage vectors of the default model, shape (n, dimensions), or None where there are none.
        """
        weights = self.without_vectors if vectors is None else self.with_vectors
        scores = np.tile(weights.bias, (len(names), 1))
        for row, present in enumerate(names):
            for name in present:
                place = weights.names.get(name)
                if place is not None:
                    scores[row] += feature_scale(name) * weights.rows[place]
        if vectors is not None and weights.dense is not None:
            scores += dense_features(vectors, self.mean) @ weights.dense
        scores -= scores.max(axis=1, keepdims=True, initial=0.0) if len(scores) else 0.0
        odds: Array = np.exp(scores)
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def feature_scale(name: str) -> float:
    """Value of a feature where it is present: words weigh less than cues, there are many more of them."""
    if name.startswith("genre:"):
        return GENRE_SCALE
    return WORD_SCALE if name.startswith(("w:", "^")) else CUE_SCALE


def dense_features(vectors: NDArray[np.float32], mean: Array) -> Array:
    """A sentence's vector and those before and after it (nothing at the ends), scaled, shape (n, 3 x dimensions)."""
    centred = vectors.astype(np.float64) - mean
    before, after = np.zeros_like(centred), np.zeros_like(centred)
    before[1:], after[:-1] = centred[:-1], centred[1:]
    return np.hstack([centred * OWN_SCALE, before * NEIGHBOUR_SCALE, after * NEIGHBOUR_SCALE])


@cache
def classifier() -> Classifier:
    """The shipped classifier."""
    value = json.loads(files("policytext.statements").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return Classifier(
        Weights.from_json(value["with_vectors"]), Weights.from_json(value["without_vectors"]), np.asarray(value["mean"])
    )
