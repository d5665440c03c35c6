"""nDCG and recall of a ranking: figures worked out by hand."""

import math

import pytest

from policytext.evaluation.search import ndcg, recall

GRADES = {"a": 2, "b": 1, "c": 2}


@pytest.mark.parametrize(
    ("gains", "expected"),
    [
        pytest.param([2, 2, 1], 1.0, id="best order"),
        pytest.param([], 0.0, id="nothing found"),
        pytest.param([0, 0, 0], 0.0, id="nothing right"),
        pytest.param([1, 2, 2], (1 + 3 / math.log2(3) + 3 / 2) / (3 + 3 / math.log2(3) + 1 / 2), id="worst first"),
        pytest.param([0] * 10 + [2], 0.0, id="the eleventh does not count"),
    ],
)
def test_ndcg(gains: list[int], expected: float) -> None:
    assert ndcg(gains, GRADES) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [(["a", "c"], 1.0), (["a", "b"], 0.5), (["b"], 0.0), ([], 0.0)],
)
def test_recall(found: list[str], expected: float) -> None:
    assert recall(found, GRADES) == expected


def test_recall_is_of_those_that_ten_hits_can_hold() -> None:
    grades = {str(number): 2 for number in range(40)}
    assert recall([str(number) for number in range(10)], grades) == 1.0


def test_a_query_without_answers_scores_nothing() -> None:
    assert (ndcg([0], {}), recall(["a"], {})) == (0.0, 0.0)
