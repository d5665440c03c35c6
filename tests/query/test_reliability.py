"""Coefficients of agreement, against published worked examples and against the package `krippendorff`."""

import math
import random
from collections.abc import Sequence

import pytest

from policytext.query.coding.reliability import cohen_kappa, coincidences, krippendorff_alpha, totals

#: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): each line is a coder, a stop is no value.
BINARY = ("0100000010", "1110010000")  # section A: Meg and Owen
NOMINAL = ("aabbdcccedda", "babbbccceddd")  # section B: Ben and Gerry
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")  # section C


def units(coders: Sequence[str]) -> list[list[str]]:
    """The values of each unit, from one line a coder."""
    return [[value for value in values if value != "."] for values in zip(*coders, strict=False)]


@pytest.mark.parametrize(
    ("coders", "published"),
    [
        pytest.param(BINARY, 0.095, id="section A, two coders, two values"),
        pytest.param(NOMINAL, 0.692, id="section B, two coders, five values"),
        pytest.param(MISSING, 0.743, id="section C, four coders, values missing"),
    ],
)
def test_alpha_is_the_published_one(coders: Sequence[str], published: float) -> None:
    alpha = krippendorff_alpha(units(coders))
    assert alpha is not None
    assert round(alpha, 3) == published


def test_coincidences_are_the_published_ones() -> None:
    """Section C: the table, its margins, and the 40 values that can be paired."""
    table = coincidences(units(MISSING))
    assert table["1", "1"] == 7
    assert table["2", "2"] == 10
    assert table["3", "3"] == 8
    assert table["2", "3"] == table["3", "2"] == pytest.approx(4 / 3)
    assert [round(totals(table)[value][0]) for value in "12345"] == [9, 13, 10, 5, 3]
    assert sum(table.values()) == pytest.approx(40)


def test_kappa_is_the_published_one() -> None:
    """Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (2003), table 18.1: kappa 0.68 of 100."""
    counts = {("p", "p"): 75, ("p", "n"): 1, ("p", "o"): 4, ("n", "p"): 5, ("n", "n"): 4, ("n", "o"): 1, ("o", "o"): 10}
    kappa = cohen_kappa([pair for pair, count in counts.items() for _ in range(count)])
    assert kappa == pytest.approx(0.676, abs=5e-4)


@pytest.mark.parametrize("given", [[], [["a"]], [["a", "a"], ["a", "a"]]], ids=["nothing", "alone", "one value"])
def test_alpha_of_what_says_nothing_is_none(given: list[list[str]]) -> None:
    assert krippendorff_alpha(given) is None


def test_kappa_of_what_says_nothing_is_none() -> None:
    assert cohen_kappa([]) is None
    assert cohen_kappa([("a", "a")]) is None
    assert cohen_kappa([("a", "b"), ("a", "b")]) == 0


def test_extremes() -> None:
    assert krippendorff_alpha([["a", "a"], ["b", "b"]]) == 1
    assert cohen_kappa([("a", "a"), ("b", "b")]) == 1
    assert cohen_kappa([("a", "b"), ("b", "a")]) == -1


@pytest.mark.parametrize("seed", range(20))
def test_alpha_is_that_of_the_package(seed: int) -> None:
    """Random values of two to five coders, some missing."""
    package = pytest.importorskip("krippendorff")
    choose = random.Random(seed)
    coders = [[choose.choice((0, 1, 2, math.nan)) for _ in range(30)] for _ in range(choose.randint(2, 5))]
    ours = krippendorff_alpha([[v for v in unit if not math.isnan(v)] for unit in zip(*coders, strict=True)])
    assert ours == pytest.approx(package.alpha(reliability_data=coders, level_of_measurement="nominal"))
