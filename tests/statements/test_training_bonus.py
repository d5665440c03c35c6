"""The bonus of recommendations: about the best, and the larger where the figure hardly changes."""

import numpy as np
import pytest

pytest.importorskip("sklearn")

from policytext.training.acts.validation import SHIFTS, best_shift, f1_scores, shifted

CLAIM, RECOMMENDATION = 0, 1


def scores(margins: list[float]) -> np.ndarray:
    """Log odds of claims over recommendations, the other classes out of sight."""
    found = np.full((len(margins), 4), -20.0)
    found[:, CLAIM], found[:, RECOMMENDATION] = margins, 0.0
    return found


def test_the_largest_of_the_bonuses_that_are_equally_good() -> None:
    kinds = np.array([CLAIM] * 50 + [RECOMMENDATION] * 50)
    found = scores([2.0] * 50 + [0.35] * 50)
    assert best_shift(found, kinds) == pytest.approx(max(SHIFTS))
    assert best_shift(scores([0.75] * 50 + [0.35] * 50), kinds) == pytest.approx(0.7)


def test_never_one_that_is_worse_than_about_the_best() -> None:
    lot = np.random.default_rng(0)
    kinds = lot.integers(0, 2, 400)
    found = scores(list(lot.normal(np.where(kinds == CLAIM, 0.8, 0.2), 0.6)))

    def mean(shift: float) -> float:
        f1 = f1_scores(shifted(found, shift), kinds)
        return (f1["claim"] + f1["recommendation"]) / 2

    best = max(mean(float(shift)) for shift in SHIFTS)
    assert mean(best_shift(found, kinds)) >= best - 0.0051
