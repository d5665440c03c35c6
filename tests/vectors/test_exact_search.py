"""Comparing with all vectors."""

import numpy as np
import pytest

from policytext.vectors import exact_search

IDS = ["a", "b", "c", "d"]
MATRIX = np.array([[1, 0], [0, 1], [0.6, 0.8], [1, 0]], dtype=np.float32)
EAST = np.array([1, 0], dtype=np.float32)


@pytest.mark.parametrize(
    ("limit", "allowed", "expected"),
    [
        pytest.param(2, None, ["a", "d"], id="equal ones in the order of the rows"),
        pytest.param(9, None, ["a", "d", "c", "b"], id="limit beyond the number of rows"),
        pytest.param(2, {"b", "c"}, ["c", "b"], id="only allowed ids"),
        pytest.param(1, ["b", "c"], ["c"], id="allowed ids as a list"),
        pytest.param(3, {"a", "unknown"}, ["a"], id="an allowed id without a vector is passed over"),
        pytest.param(3, set(), [], id="nothing allowed"),
        pytest.param(0, None, [], id="nothing wanted"),
    ],
)
def test_exact_search_gives_the_nearest_first(limit: int, allowed: set[str] | None, expected: list[str]) -> None:
    assert [name for name, _ in exact_search(IDS, MATRIX, EAST, limit, allowed)] == expected


def test_exact_search_gives_cosines() -> None:
    assert exact_search(IDS, MATRIX, EAST, 1, {"c"}) == [("c", pytest.approx(0.6))]


def test_exact_search_in_no_vectors_finds_nothing() -> None:
    assert exact_search([], np.zeros((0, 2), dtype=np.float32), EAST, 5) == []


def test_few_allowed_rows_give_the_same_as_many() -> None:
    """Rows are gathered before the product where few are left and after it where many are."""
    random = np.random.default_rng(4)
    matrix = random.standard_normal((500, 8)).astype(np.float32)
    ids = [str(row) for row in range(500)]
    allowed = set(ids[::20])
    everything = exact_search(ids, matrix, matrix[3], 500)
    some = exact_search(ids, matrix, matrix[3], 500, allowed)
    assert [name for name, _ in some] == [name for name, _ in everything if name in allowed]
