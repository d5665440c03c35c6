"""Judges of sentences: claim, recommendation, commitment or none, with a probability and what spoke for it.

Two of them. The network (statements/network.py) judges readings that were taken while the encoder made the vectors,
with the cues of the sentence and the sentences around it. Where the encoder is another one, a logistic regression on
named features alone judges. Weights are in `acts/`, made by `policytext.training.acts`; what they were trained on, what
they reach and where they are weak: docs/models/statements.md.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from policytext.statements.features import is_word
from policytext.statements.genre import Genre
from policytext.types.vocabulary import StatementKind

if TYPE_CHECKING:
    from policytext.statements.network import ActNetwork

#: The folder of the weights beside this module, and what is in it for all judges.
FOLDER: Final = "acts"
WORDS: Final = "words.json"
FIGURES: Final = "figures.json"

#: The classes in the order of the weights; None is "no statement".
CLASSES: Final[tuple[StatementKind | None, ...]] = (
    StatementKind.CLAIM,
    StatementKind.RECOMMENDATION,
    StatementKind.COMMITMENT,
    None,
)
_RECOMMENDATION: Final = CLASSES.index(StatementKind.RECOMMENDATION)
#: Values of features where they are present: words weigh less than cues, there are many more of them.
CUE_SCALE: Final = 0.5
WORD_SCALE: Final = 0.3
GENRE_SCALE: Final = 1.0

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge says of a stretch of sentences.

    `odds` are the probabilities of `CLASSES`, shape (n, 4). `weights` has for each sentence what its features add to
    the log odds of the class with the highest probability, by name; features that add next to nothing are left out.
    """

    odds: Array
    weights: tuple[Mapping[str, float], ...]


class Judge(Protocol):
    """Tells for sentences of one document that follow each other what they do."""

    def judge(self, names: Sequence[Sequence[str]], readings: NDArray[np.float32] | None, genre: Genre) -> Judgement:
        """Judge sentences.

        Args:
            names: the features of each sentence, from `features.features`.
            readings: rows of a `listening.ReadingListener`, shape (n, size); None where there are none.
            genre: the genre of the document.
        """


#: Below this a feature explains nothing.
_NOTHING: Final = 0.05


@dataclass(frozen=True, slots=True)
class WordsJudge:
    """Multinomial logistic regression on named features.

    `bias` has shape (4,); `names` maps a feature to its row in `rows`, shape (features, 4); `shifts` is what
    recommendations are given extra in each genre, in log odds.
    """

    bias: Array
    names: Mapping[str, int]
    rows: Array
    shifts: Mapping[str, float]

    @classmethod
    def from_json(
        cls,
        value: Mapping[str, Any],  # Any: the JSON object that training wrote
        shifts: Mapping[str, float],
    ) -> "WordsJudge":
        """The weights from their JSON form."""
        return cls(
            np.asarray(value["bias"], dtype=np.float64),
            {name: row for row, name in enumerate(value["names"])},
            np.asarray(value["rows"], dtype=np.float64).reshape(len(value["names"]), len(CLASSES)),
            dict(shifts),
        )

    def judge(self, names: Sequence[Sequence[str]], readings: NDArray[np.float32] | None, genre: Genre) -> Judgement:
        """See `Judge`; readings are not looked at."""
        known = [[name for name in present if name in self.names] for present in names]
        scores = np.tile(self.bias, (len(names), 1))
        for row, present in enumerate(known):
            for name in present:
                scores[row] += feature_scale(name) * self.rows[self.names[name]]
        scores[:, _RECOMMENDATION] += self.shifts.get(str(genre), 0.0)
        odds = softmax(scores)
        weights = []
        for row, present in enumerate(known):
            slope = _slope(odds[row])
            added = {name: feature_scale(name) * float(self.rows[self.names[name]] @ slope) for name in present}
            weights.append({name: value for name, value in added.items() if abs(value) >= _NOTHING})
        return Judgement(odds, tuple(weights))


class NetworkJudge:
    """The network on readings, cues and neighbours, with calibrated probabilities."""

    def __init__(
        self,
        network: "ActNetwork",
        cues: Sequence[str],
        headings: Mapping[str, Sequence[float]],
        shifts: Mapping[str, float],
        temperature: float,
    ) -> None:
        """Use a network that is ready for use.

        Args:
            network: the network.
            cues: names of its cues, in the order of its inputs.
            headings: what each class is given extra under headings, in log odds, by name (`headings.heading_names`).
            shifts: what recommendations are given extra in each genre, in log odds.
            temperature: by what the scores are divided before they become probabilities (Guo et al. 2017).
        """
        self._network = network
        self._columns: Final = {name: column for column, name in enumerate(cues)}
        self._headings: Final = {name: np.asarray(row, dtype=np.float64) for name, row in headings.items()}
        self._shifts: Final = dict(shifts)
        self._temperature: Final = temperature

    def judge(self, names: Sequence[Sequence[str]], readings: NDArray[np.float32] | None, genre: Genre) -> Judgement:
        """See `Judge`; readings must be there. What a cue adds is its slope, so that it is near, not exact."""
        import torch  # noqa: PLC0415 (slow to import)

        assert readings is not None
        if not len(names):
            return Judgement(np.zeros((0, len(CLASSES))), ())
        rows = np.zeros((len(names), len(self._columns)), dtype=np.float32)
        for row, present in enumerate(names):
            rows[row, [self._columns[name] for name in present if name in self._columns]] = 1.0
        cues = torch.from_numpy(rows).requires_grad_()
        logits = self._network.judge(torch.from_numpy(np.ascontiguousarray(readings)), cues)
        scores = logits.detach().numpy().astype(np.float64)
        under = [[name for name in present if name in self._headings] for present in names]
        for row, present in enumerate(under):
            scores[row] += sum((self._headings[name] for name in present), np.zeros(len(CLASSES)))
        scores[:, _RECOMMENDATION] += self._shifts.get(str(genre), 0.0)
        odds = softmax(scores / self._temperature)
        slopes = np.stack([_slope(row) for row in odds]) / self._temperature
        (logits * torch.from_numpy(slopes.astype(np.float32))).sum().backward()  # type: ignore[no-untyped-call]
        assert cues.grad is not None
        added = cues.grad.numpy() * rows
        weights = tuple(
            {
                name: float(added[row, self._columns[name]])
                for name in present
                if name in self._columns and abs(added[row, self._columns[name]]) >= _NOTHING
            }
            | {name: float(self._headings[name] @ slopes[row]) for name in under[row]}
            for row, present in enumerate(names)
        )
        return Judgement(odds, weights)


def softmax(scores: Array) -> Array:
    """Probabilities from scores, row by row."""
    if not len(scores):
        return scores
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def _slope(odds: Array) -> Array:
    """How the log odds of the likeliest class change with each class's score, shape (4,)."""
    chosen = int(odds.argmax())
    others = odds.copy()
    others[chosen] = 0.0
    slope = -others / max(others.sum(), 1e-12)
    slope[chosen] = 1.0
    return np.asarray(slope)


def feature_scale(name: str) -> float:
    """Value of a feature where it is present."""
    if name.startswith("genre:"):
        return GENRE_SCALE
    return WORD_SCALE if is_word(name) else CUE_SCALE


@cache
def words_judge() -> WordsJudge:
    """The shipped classifier of named features."""
    path = files("policytext.statements").joinpath(FOLDER, WORDS)
    return WordsJudge.from_json(json.loads(path.read_text(encoding="utf-8")), figures()["words"]["shifts"])


@cache
def figures() -> dict[str, Any]:  # Any: the JSON object that training wrote
    """What validation found: bonus of recommendations in each genre, temperature, and how right the judges are."""
    path = files("policytext.statements").joinpath(FOLDER, FIGURES)
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value
