"""Cross-validation over documents, and what is set by it: the bonus of recommendations, and the calibration."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.statements.genre import Genre
from policytext.training.acts.fitting import Example
from policytext.training.acts.passages import KINDS
from policytext.training.logistic import grouped_folds

Array = NDArray[np.float64]
Figures = dict[str, float]

_RECOMMENDATION: Final = KINDS.index("recommendation")
#: Bonuses for recommendations that are tried in each genre: without one, the rarer kind is said too seldom.
SHIFTS: Final = np.arange(0.0, 1.05, 0.1)
#: Differences of F1 that say nothing: that of one fold to the next is ten times as large.
_ABOUT: Final = 0.005
#: Temperatures that are tried for the probabilities (Guo et al. 2017).
TEMPERATURES: Final = np.arange(0.6, 2.05, 0.1)
#: Sentences from which a document's own figures say something.
_FEWEST_SENTENCES: Final = 40


def folds(examples: Sequence[Example], count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Numbers of the examples to train on and to test on; a document is never split, written passages only train."""
    real = [number for number, example in enumerate(examples) if example.stretch.is_tested]
    rows = [(number, examples[number].stretch.group) for number in real for _ in examples[number].kinds]
    for chosen in grouped_folds([group for _, group in rows], count):
        tested = {rows[row][0] for row in chosen}
        yield [number for number in range(len(examples)) if number not in tested], sorted(tested)


def f1_scores(found: Array, kinds: NDArray[np.int64]) -> Figures:
    """F1 of each kind."""
    said = found.argmax(axis=1)
    result: Figures = {}
    for number, kind in enumerate(KINDS):
        right = float(((said == number) & (kinds == number)).sum())
        result[kind] = 2 * right / max(1.0, float((said == number).sum() + (kinds == number).sum()))
    return result


def rounded(figures: Figures) -> Figures:
    """Figures to three places."""
    return {name: round(value, 3) for name, value in figures.items()}


def best_shift(found: Array, kinds: NDArray[np.int64]) -> float:
    """The largest bonus for recommendations whose mean F1 of claims and recommendations is about the best.

    The figure hardly changes over half of the bonuses, and a recommendation that is missed is worse than one too many.
    """
    rated = [
        (float(np.mean([f1_scores(shifted(found, float(shift)), kinds)[kind] for kind in KINDS[:2]])), float(shift))
        for shift in SHIFTS
    ]
    return max(shift for mean, shift in rated if mean >= max(rated)[0] - _ABOUT)


def shifted(found: Array, shift: float | Array) -> Array:
    """Scores with a bonus for recommendations."""
    moved = found.copy()
    moved[:, _RECOMMENDATION] += shift
    return moved


def best_temperature(found: Array, kinds: NDArray[np.int64]) -> float:
    """The temperature that gives the labels the highest likelihood."""
    return float(min(TEMPERATURES, key=lambda temperature: _loss(found / temperature, kinds)))


def calibration_error(found: Array, kinds: NDArray[np.int64], bins: int = 10) -> float:
    """Expected calibration error: mean gap between confidence and share of right decisions, over bins of like size."""
    odds = _softmax(found)
    confidence, right = odds.max(axis=1), odds.argmax(axis=1) == kinds
    gaps = [
        len(rows) * abs(confidence[rows].mean() - right[rows].mean())
        for rows in np.array_split(confidence.argsort(), bins)
        if len(rows)
    ]
    return float(sum(gaps) / len(kinds))


def spread(found: Array, kinds: NDArray[np.int64], groups: Sequence[str]) -> dict[str, tuple[float, float, float]]:
    """Quartiles over documents of the F1 of each kind, for documents that have it and enough sentences."""
    names = np.array(groups)
    values: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for group in sorted(set(groups)):
        rows = names == group
        if rows.sum() < _FEWEST_SENTENCES:
            continue
        scores = f1_scores(found[rows], kinds[rows])
        for number, kind in enumerate(KINDS):
            if (kinds[rows] == number).sum() >= 5:
                values[kind].append(scores[kind])
    quartiles = {
        kind: np.percentile(found_values, [25, 50, 75]) for kind, found_values in values.items() if found_values
    }
    return {
        kind: (round(float(q[0]), 3), round(float(q[1]), 3), round(float(q[2]), 3)) for kind, q in quartiles.items()
    }


def by_genre(found: Array, kinds: NDArray[np.int64], genres: NDArray[np.str_]) -> dict[str, Figures]:
    """F1 of each kind in each genre."""
    return {str(genre): rounded(f1_scores(found[genres == genre], kinds[genres == genre])) for genre in Genre}


def _softmax(found: Array) -> Array:
    odds = np.exp(found - found.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def _loss(found: Array, kinds: NDArray[np.int64]) -> float:
    return -float(np.log(_softmax(found)[np.arange(len(kinds)), kinds] + 1e-12).mean())
