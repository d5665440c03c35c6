"""Whether two sentences say the same in other words: a logistic regression on what they share.

No feature knows a subject. Weights, how they were made and what they reach: docs/models/paraphrases.md.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.lexicon import words as lexicon_words
from policytext.query.rarity import Rarity, is_content
from policytext.store.words import UnitWords

Array = NDArray[np.float64]
WEIGHTS: Final = "alike.json"

#: Names of the values of `features`, in order.
FEATURES: Final = (
    "similarity",  # cosine, what all sentences have in common taken off
    "around",  # the same of both with the sentences beside them
    "margin",  # mean of the two above what is usual around both
    "subject",  # cosine of the means of the vectors of their documents
    "covered_least",  # share of the content words of one that the other has, by rarity; the smaller of the two shares
    "covered_most",  # the larger one
    "shared",  # rarity of all content words that both have, summed, at most six
    "run",  # rarity of the stems in a row that both have, summed, at most six
    "rarest",  # rarity of the rarest word in that row that is no name
    "longer",  # log of how many times longer the one is
    "denial_differs",  # one denies and the other does not
    "numbers_differ",  # both have numbers, and none in common
)
_MOST: Final = 6.0
#: Stems in a row from which both have a phrase.
_PHRASE: Final = 3


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence as it is compared.

    `content` are the stems of its content words and their parts, with those of the sentence before where it points back
    at that. `crowd` is how crowded it is around its vector.
    """

    sentence: UnitWords
    content: frozenset[str]
    crowd: float


def features(one: Side, other: Side, near: tuple[float, float, float], rarity: Rarity) -> Array:
    """The values of `FEATURES` for a pair, the same whichever comes first.

    Args:
        one: a sentence.
        other: one of another document.
        near: cosine of their vectors, of the vectors with the sentences beside them, and of the means of those of their
            documents.
        rarity: of stems in the index.
    """
    shared = sum(map(rarity, sorted(one.content & other.content)))
    weights = [sum(map(rarity, sorted(side.content))) for side in (one, other)]
    covered = sorted(shared / weight if weight else 0.0 for weight in weights)
    run, rarest = _run(one.sentence, other.sentence, rarity)
    numbers = [frozenset(word for word in side.sentence.words if word.isdigit()) for side in (one, other)]
    lengths = [len(side.sentence.words) for side in (one, other)]
    return np.array(
        [
            near[0],
            near[1],
            (near[0] + near[1] - one.crowd - other.crowd) / 2,
            near[2],
            covered[0],
            covered[1],
            min(shared, _MOST),
            min(run, _MOST),
            rarest,
            abs(math.log(lengths[0] / lengths[1])),
            float(_denies(one) != _denies(other)),
            float(bool(numbers[0]) and bool(numbers[1]) and not numbers[0] & numbers[1]),
        ]
    )


def _run(one: UnitWords, other: UnitWords, rarity: Rarity) -> tuple[float, float]:
    """Rarity of the weightiest row of at least three stems that both have, and of its rarest word that is no name."""
    starts: dict[tuple[str, ...], int] = {}
    for place in range(len(other.stems) - _PHRASE + 1):
        starts.setdefault(other.stems[place : place + _PHRASE], place)
    names = _names(one.text)
    best, rarest, place = 0.0, 0.0, 0
    while place <= len(one.stems) - _PHRASE:
        length = 0
        start = starts.get(one.stems[place : place + _PHRASE])
        if start is not None:
            length = _PHRASE
            while (
                one.stems[place + length : place + length + 1] == other.stems[start + length : start + length + 1] != ()
            ):
                length += 1
            weights = [rarity(stem) for stem in one.stems[place : place + length]]
            if sum(weights) > best:
                best = sum(weights)
                words = one.words[place : place + length]
                rarest = max(
                    (w for w, word in zip(weights, words, strict=True) if is_content(word) and word not in names),
                    default=0.0,
                )
        place += max(1, length)
    return best, rarest


def _names(text: str) -> frozenset[str]:
    """Words with a capital inside a sentence, folded to lower case."""
    return frozenset(word.strip(".,;:()’‘'\"“”?!").casefold() for word in text.split()[1:] if word[:1].isupper())


@cache
def _denials() -> frozenset[str]:
    return frozenset(lexicon_words("negations"))


def _denies(side: Side) -> bool:
    return not _denials().isdisjoint(side.sentence.words)


@dataclass(frozen=True, slots=True)
class Model:
    """Logistic regression over standardised features.

    A pair is taken from the probability `threshold` on; in two documents that are known to be connected (one cites the
    other, both have a source or a passage in common) from `connected` on.
    """

    mean: Array
    scale: Array
    weights: Array
    bias: float
    threshold: float
    connected: float

    def probabilities(self, rows: Array) -> Array:
        """Probability of each row of features, shape (n, number of features) -> (n,)."""
        odds: Array = (rows - self.mean) / self.scale @ self.weights + self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-odds)))


@cache
def model() -> Model:
    """The shipped model."""
    values = json.loads(files("policytext.query.reuse").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    if values["features"] != list(FEATURES):
        raise ValueError(f"{WEIGHTS} was trained on other features; run python -m policytext.training.reuse")
    mean, scale, weights = (np.array(values[name], dtype=np.float64) for name in ("mean", "scale", "weights"))
    return Model(mean, scale, weights, values["bias"], values["threshold"], values["connected"])
