"""Weighted logistic regression with an L2 penalty, by Newton's method: small, exact and without a random start."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def fit_logistic(x: Array, y: Array, sample_weight: Array, penalty: float, steps: int = 30) -> dict[str, object]:
    """Mean, scale, weights and bias as lists, for columns standardised on the training data.

    Args:
        x: features, shape (n, d).
        y: 0 or 1, shape (n,).
        sample_weight: shape (n,).
        penalty: L2 penalty on the weights (not on the bias).
        steps: Newton steps; 30 is far past convergence for these sizes.
    """
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    ridge = np.diag([penalty] * x.shape[1] + [1e-9])
    w = np.zeros(z.shape[1])
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-z @ w))
        gradient = z.T @ (sample_weight * (p - y)) + ridge @ w
        curvature = (z * (sample_weight * p * (1 - p))[:, None]).T @ z + ridge
        w -= np.linalg.solve(curvature, gradient)
    return {
        "mean": [round(float(v), 6) for v in mean],
        "scale": [round(float(v), 6) for v in scale],
        "weights": [round(float(v), 6) for v in w[:-1]],
        "bias": round(float(w[-1]), 6),
    }


def grouped_folds(groups: list[str], folds: int) -> list[NDArray[np.int64]]:
    """Indices of the test rows of each fold; a group is never split. Largest groups first, to the smallest fold."""
    sizes: dict[str, int] = {}
    for group in groups:
        sizes[group] = sizes.get(group, 0) + 1
    loads, place = [0] * folds, {}
    for group, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        place[group] = loads.index(min(loads))
        loads[place[group]] += size
    return [
        np.array([i for i, group in enumerate(groups) if place[group] == fold], dtype=np.int64) for fold in range(folds)
    ]
