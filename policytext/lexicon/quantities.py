"""Whether two figures speak of the same thing, and whether they give the same number for it.

Figures of two documents differ in wording: "30 procent" and "3 op de 10", "ruim 400.000" and "428.000 jongeren". They
are compared here because queries need it, which do not know the stage that finds figures.
"""

from typing import Final

from policytext.lexicon.compounds import analyse
from policytext.types.statement import Figure
from policytext.types.vocabulary import Bound

#: What one of a unit is in percent; figures with such a unit compare with each other.
_PERCENT: Final = {"deel": 100.0, "procent": 1.0, "promille": 0.1}
#: Units of time in days, as calendars have them on average. Source: 365.25 days a year.
_DAYS: Final = {"jaar": 365.25, "kwartaal": 91.3125, "maand": 30.4375, "week": 7.0, "dag": 1.0, "uur": 1.0 / 24}
#: How far a rounded number may be from the number itself. Two significant digits are usual in running text.
_ROUNDING: Final = 0.05
#: How far "ongeveer" and "bijna" may be from the number.
_ABOUT: Final = 0.1
#: How far above its bound a number is that "ruim" or "meer dan" gives, as a share of the bound, and likewise below.
_BEYOND: Final = 0.25


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures have the same unit and count the same thing, whatever the number and the period.

    Shares in any writing compare with each other, as do durations. A figure that does not say what it counts compares
    with none.
    """
    return (
        one.counted is not None
        and other.counted is not None
        and _dimension(one.unit)[:1] == _dimension(other.unit)[:1]
        and _lemmas(one.counted) == _lemmas(other.counted)
    )


def same_value(one: Figure, other: Figure) -> bool:
    """Whether two figures with comparable units may give the same number: equal within rounding, given their bounds.

    "ruim 400.000" and "428.000" agree, "400.000" and "428.000" do not. A range agrees with any number inside it.
    False where the units do not compare.
    """
    (unit, factor), (other_unit, other_factor) = _dimension(one.unit), _dimension(other.unit)
    if unit != other_unit:
        return False
    low, high = _interval(one, factor)
    other_low, other_high = _interval(other, other_factor)
    return low <= other_high and other_low <= high


def _dimension(unit: str) -> tuple[str, float]:
    """The unit that figures of one dimension share, and what one of this unit is in it; a rate stays with it."""
    base, _, rate = unit.partition(" per ")
    rate = f" per {rate}" if rate else ""
    if base in _PERCENT:
        return f"procent{rate}", _PERCENT[base]
    if base in _DAYS:
        return f"dag{rate}", _DAYS[base]
    return unit, 1.0


def _interval(figure: Figure, factor: float) -> tuple[float, float]:
    """The least and the most that a figure can mean, in the shared unit."""
    low, high = figure.value, figure.value if figure.high is None else figure.high
    margin = _ABOUT if figure.bound is Bound.ABOUT else _half_digit(figure)
    least, most = low - abs(low) * margin, high + abs(high) * margin
    if figure.bound is Bound.AT_LEAST:
        least, most = low, high + abs(high) * _BEYOND
    elif figure.bound is Bound.AT_MOST:
        least, most = low - abs(low) * _BEYOND, high
    return least * factor, most * factor


def _half_digit(figure: Figure) -> float:
    """Half of the last digit that is not zero, as a share of the number, at most `_ROUNDING`: "30" may be 29 or 31.

    A number with three digits or more is taken at half of its last one: "428.000" is no "430.000" that was cut.
    """
    number = abs(figure.value)
    if number == 0.0:
        return 0.0
    digits = f"{number:.6g}".replace(".", "").partition("e")[0].strip("0")
    return min(_ROUNDING, 0.5 / float(digits or 1))


def _lemmas(counted: str) -> tuple[str, ...]:
    """Lemmas of the words of what is counted, in lower case."""
    return tuple(analyse(word).lemma for word in counted.lower().split())
