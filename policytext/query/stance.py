"""Stance of a sentence towards a proposition: a first judgement, from counts and small trained models.

Three logistic models: does the sentence bear on the proposition (take a side at all, `BEARING_FEATURES`), if so, is it
for or against (`pairs.features` and, with the default model, `pairs.vector_features`), and does its document speak on
the proposition (`speaking_features`). Weights, how they were made and what they reach: docs/models/stance.md.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from policytext.query.pairs import FEATURES, is_denied
from policytext.types.vocabulary import Stance

WEIGHTS = "stance.json"
#: What tells whether a sentence bears on a proposition: their cosine on the scale of the default model, and two of
#: `ranking.FEATURES`. Nearness relative to the collection is a better guide where that holds many subjects, and none
#: where all of it is on one.
BEARING_FEATURES = ("similarity", "coverage", "in_order")
#: Share of the weight that either side needs for a position to be called mixed.
BOTH_SIDES = 0.3
#: Sentences by which it is told whether a document speaks on a proposition.
_SPEAKING = 3
#: Probabilities nearer to 0 or 1 than this are taken as this.
_LEAST_ODDS = 1e-4


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sentence relates to a proposition: both values are probabilities in [0, 1].

    `bearing`: that the sentence takes a side on the proposition; `pro`: that this side is pro, given that it bears.
    `is_outright` says that the sentence puts the matter in the proposition's own words (`pairs.is_outright`).
    """

    bearing: float
    pro: float
    is_outright: bool


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model with its standardisation: probability = sigmoid((x - mean) / scale · weights + bias)."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    @classmethod
    def from_json(cls, values: dict[str, list[float] | float]) -> "Logistic":
        """The model from its JSON form."""
        return cls(
            np.asarray(values["mean"]),
            np.asarray(values["scale"]),
            np.asarray(values["weights"]),
            float(np.asarray(values["bias"])),
        )

    def probability(self, x: NDArray[np.float64]) -> float:
        """Probability in [0, 1] for one feature vector."""
        return float(1.0 / (1.0 + np.exp(-(float((x - self.mean) / self.scale @ self.weights) + self.bias))))


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which probabilities of being pro no side is said.

    The two are not symmetrical: few documents that bear on a proposition oppose it, so a doubtful "contra" is mostly
    wrong, and calling an ally an opponent is the graver mistake.
    """

    contra_to: float
    pro_from: float


@dataclass(frozen=True, slots=True)
class StanceModel:
    """The models and the thresholds chosen in cross-validation over propositions.

    A document speaks on a proposition from the probability `speaks_from` on. `denied_pro` is the share of pro
    among labelled pairs in which one text denies what the other says in the same words: too few for the logistic model
    to learn how much that means together.
    """

    bearing: Logistic
    speaking: Logistic
    pro: Logistic
    pro_by_words: Logistic
    denied_pro: float
    speaks_from: float
    bounds: Bounds

    def speaks(self, bearing: float, best: float) -> bool:
        """Whether a document speaks on the proposition, see `speaking_features`."""
        return self.speaking.probability(speaking_features(bearing, best)) >= self.speaks_from

    def side(self, words: NDArray[np.float64], vectors: NDArray[np.float64] | None) -> float:
        """Probability that a sentence which bears on the proposition is for it.

        Args:
            words: from `pairs.features`.
            vectors: from `pairs.vector_features`; None where another model than the default one made them.
        """
        pro = (
            self.pro_by_words.probability(words)
            if vectors is None
            else self.pro.probability(np.concatenate([words, vectors]))
        )
        return min(pro, self.denied_pro) if is_denied(words) else pro


@cache
def stance_model() -> StanceModel:
    """The shipped model."""
    values = json.loads(files("policytext.query").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    if values["features"] != list(FEATURES) or values["bearing_features"] != list(BEARING_FEATURES):
        raise ValueError(f"{WEIGHTS} was trained on other features; run python -m policytext.training.stance")
    return StanceModel(
        bearing=Logistic.from_json(values["bearing"]),
        speaking=Logistic.from_json(values["speaking"]),
        pro=Logistic.from_json(values["pro"]),
        pro_by_words=Logistic.from_json(values["pro_by_words"]),
        denied_pro=values["denied_pro"],
        speaks_from=values["speaks_from"],
        bounds=Bounds(contra_to=values["contra_to"], pro_from=values["pro_from"]),
    )


def together(bearings: Iterable[float]) -> float:
    """Probability that at least one of the sentences that bear most does, as if they erred independently.

    Only the best three count: a long document has many sentences near to anything.
    """
    best = sorted(bearings, reverse=True)[:_SPEAKING]
    return 1.0 - math.prod(1.0 - bearing for bearing in best)


def speaking_features(bearing: float, best: float) -> NDArray[np.float64]:
    """What tells whether a document speaks on a proposition, shape (2,).

    How near sentences come to a proposition depends on how it is put: of a long one, or one in words of one's own, no
    sentence has more than a part. So the best document tells what can be had.

    Args:
        bearing: `together` of the document's own statements.
        best: the highest such value of any document on this proposition.
    """
    return np.array([_log_odds(bearing), _log_odds(best)])


def _log_odds(probability: float) -> float:
    held = min(max(probability, _LEAST_ODDS), 1.0 - _LEAST_ODDS)
    return math.log(held / (1.0 - held))


def sentence_stance(reading: Reading, bounds: Bounds) -> Stance:
    """Stance of one sentence; neutral where the model is not certain enough."""
    return _side(reading.pro, bounds)


def joint_stance(readings: Sequence[Reading], bounds: Bounds) -> tuple[Stance, float]:
    """Stance of a document from the readings of its quotations, and a confidence in [0, 1].

    Where sentences put the matter in the proposition's own words, they alone decide: what else the document says on it
    is read less surely. Sentences that bear more on the proposition weigh more. Mixed is said when certain sentences of
    either side have at least `BOTH_SIDES` of the weight.
    """
    readings = [reading for reading in readings if reading.is_outright] or readings
    weights = np.array([reading.bearing for reading in readings])
    pros = np.array([reading.pro for reading in readings])
    share = float(weights @ pros / weights.sum())
    stances = [sentence_stance(reading, bounds) for reading in readings]
    weight = {side: sum(w for w, said in zip(weights, stances, strict=True) if said is side) for side in Stance}
    if min(weight[Stance.PRO], weight[Stance.CONTRA]) >= BOTH_SIDES * weights.sum():
        return Stance.MIXED, 1.0 - 2 * abs(share - 0.5)
    stance = _side(share, bounds)
    if stance is Stance.NEUTRAL:
        return stance, 1.0 - 2 * abs(share - 0.5)
    return stance, share if stance is Stance.PRO else 1.0 - share


def _side(pro: float, bounds: Bounds) -> Stance:
    if pro >= bounds.pro_from:
        return Stance.PRO
    return Stance.CONTRA if pro <= bounds.contra_to else Stance.NEUTRAL
