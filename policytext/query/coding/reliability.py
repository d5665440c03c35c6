"""Coefficients of agreement between coders, for values without order (nominal data)."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)


def coincidences(units: Sequence[Sequence[Value]]) -> dict[tuple[Value, Value], float]:
    """How often two values come together in a unit: each pair of coders of a unit of m values counts 1 / (m - 1).

    Args:
        units: the values that each unit got, a value for each coder who gave one; units with fewer than two count for
            nothing.

    Returns:
        By pair of values; symmetric, and the sum is the number of values that can be paired.

    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania 2011, section C.
    """
    found: dict[tuple[Value, Value], float] = {}
    for values in units:
        counts = Counter(values)
        others = len(values) - 1
        if others < 1:
            continue
        for one, times in counts.items():
            for other, often in counts.items():
                pairs = times * (often - (one == other))
                if pairs:
                    found[one, other] = found.get((one, other), 0.0) + pairs / others
    return found


def krippendorff_alpha(units: Sequence[Sequence[Value]]) -> float | None:
    """Krippendorff's alpha for nominal data, any number of coders, values missing or not.

    1 is full agreement, 0 what chance gives. None where nothing can be paired, or only one value was ever given, which
    says nothing of reliability. `units` as for `coincidences`.

    Source: as there: alpha = ((n - 1) sum o_cc - sum n_c (n_c - 1)) / (n (n - 1) - sum n_c (n_c - 1)).
    """
    table = coincidences(units)
    n_of: Counter[Value] = Counter()
    for (one, _), count in table.items():
        n_of[one] += count  # type: ignore[assignment]  # a Counter adds floats as well
    n = sum(n_of.values())
    agreed = sum(count for (one, other), count in table.items() if one == other)
    by_chance = sum(count * (count - 1) for count in n_of.values())
    if len(n_of) < 2:
        return None
    return ((n - 1) * agreed - by_chance) / (n * (n - 1) - by_chance)


def cohen_kappa(pairs: Sequence[tuple[Value, Value]]) -> float | None:
    """Cohen's kappa of two coders, from what both said of each unit.

    None where there is no unit, or where both gave one and the same value to all.

    Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960)
    37-46: kappa = (p_o - p_e) / (1 - p_e).
    """
    if not pairs:
        return None
    n = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(count * second[value] for value, count in first.items()) / n**2
    if by_chance == 1:
        return None
    return (shares(pairs) - by_chance) / (1 - by_chance)


def shares(pairs: Sequence[tuple[Value, Value]]) -> float:
    """The share of pairs of equal values, in [0, 1]; there is at least one pair."""
    return sum(one == other for one, other in pairs) / len(pairs)


def totals(table: Mapping[tuple[Value, Value], float]) -> dict[Value, tuple[float, float]]:
    """Of each value in a table of `coincidences`: how often it was given, and how often with itself."""
    found: dict[Value, tuple[float, float]] = {}
    for (one, other), count in table.items():
        given, agreed = found.get(one, (0.0, 0.0))
        found[one] = (given + count, agreed + (count if one == other else 0.0))
    return found
