"""Which figures compare, and which give the same number."""

import pytest

from policytext.lexicon.quantities import comparable, same_value
from policytext.types.spans import Span
from policytext.types.statement import Figure
from policytext.types.vocabulary import Bound


def figure(
    value: float, unit: str, counted: str | None = "gemeenten", bound: Bound = Bound.EXACT, high: float | None = None
) -> Figure:
    return Figure(Span(0, 1), value, unit, counted, None, high, None, bound)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(figure(30, "procent"), figure(0.3, "deel"), True, id="shares in two writings"),
        pytest.param(figure(3, "aantal", "scholen"), figure(1, "aantal", "school"), True, id="plural and singular"),
        pytest.param(figure(3, "aantal", "Scholen"), figure(3, "aantal", "scholen"), True, id="case"),
        pytest.param(figure(2, "week", "wachttijd"), figure(1, "maand", "wachttijd"), True, id="durations"),
        pytest.param(figure(3, "aantal"), figure(3, "procent"), False, id="another unit"),
        pytest.param(figure(3, "euro"), figure(3, "euro per jaar"), False, id="a rate"),
        pytest.param(figure(3, "aantal"), figure(3, "aantal", "scholen"), False, id="something else counted"),
        pytest.param(figure(3, "procent"), figure(3, "procent", "aantal gemeenten"), False, id="growth and share"),
        pytest.param(figure(3, "aantal", None), figure(3, "aantal", None), False, id="nothing said"),
    ],
)
def test_comparable(one: Figure, other: Figure, expected: bool) -> None:
    assert comparable(one, other) is expected
    assert comparable(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(figure(1 / 8, "deel"), figure(12.5, "procent"), True, id="one in eight"),
        pytest.param(figure(1 / 3, "deel"), figure(33, "procent"), True, id="rounded"),
        pytest.param(figure(428_000, "aantal"), figure(428_000, "aantal"), True, id="equal"),
        pytest.param(figure(428_000, "aantal"), figure(430_000, "aantal"), True, id="rounded to two digits"),
        pytest.param(figure(428_000, "aantal"), figure(400_000, "aantal"), False, id="further than rounding"),
        pytest.param(
            figure(428_000, "aantal"), figure(400_000, "aantal", bound=Bound.AT_LEAST), True, id="ruim 400.000"
        ),
        pytest.param(figure(428, "aantal"), figure(200, "aantal", bound=Bound.AT_LEAST), False, id="far beyond"),
        pytest.param(figure(28, "aantal"), figure(30, "aantal", bound=Bound.ABOUT), True, id="bijna 30"),
        pytest.param(figure(20, "aantal"), figure(30, "aantal", bound=Bound.ABOUT), False, id="not about 30"),
        pytest.param(figure(28, "aantal"), figure(30, "aantal", bound=Bound.AT_MOST), True, id="nog geen 30"),
        pytest.param(figure(31, "aantal"), figure(30, "aantal", bound=Bound.AT_MOST), False, id="over the most"),
        pytest.param(figure(17, "procent"), figure(16, "procent", high=18), True, id="inside a range"),
        pytest.param(figure(25, "procent"), figure(16, "procent", high=18), False, id="outside a range"),
        pytest.param(figure(52, "week"), figure(1, "jaar"), True, id="a year in weeks"),
        pytest.param(figure(16, "procent"), figure(18, "procent"), False, id="16 and 18 percent"),
        pytest.param(figure(5, "euro"), figure(5, "aantal"), False, id="another unit"),
        pytest.param(figure(0, "aantal"), figure(0, "aantal"), True, id="none"),
        pytest.param(figure(-3, "procent"), figure(3, "procent"), False, id="sign"),
    ],
)
def test_same_value(one: Figure, other: Figure, expected: bool) -> None:
    assert same_value(one, other) is expected
    assert same_value(other, one) is expected
