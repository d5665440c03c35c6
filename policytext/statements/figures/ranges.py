"""Two numbers that are one range ("10 tot 15 procent") or share a unit ("van 10 naar 15 procent")."""

from dataclasses import replace
from functools import cache
from typing import Final

from policytext.lexicon import words
from policytext.lexicon.folding import folded
from policytext.statements.figures.names import is_glued_to_name
from policytext.statements.figures.numbers import Number, read_number
from policytext.statements.figures.quantity import Quantity, Sort
from policytext.statements.figures.tokens import Tokens
from policytext.statements.figures.units import of_a_number, of_an_ending
from policytext.statements.figures.wording import figure_words
from policytext.types.vocabulary import Bound

#: Words between the ends of a range, the longest first.
_TO: Final = (
    ("tot", "en", "met"),
    ("t", "/", "m"),
    ("of", "zelfs"),
    ("of", "misschien"),
    ("of", "wel"),
    ("tot",),
    ("a",),
    ("of",),
    ("-",),
    ("–",),
    ("—",),
)
_SOFTENERS: Final = figure_words("softener")
#: Between two figures that share the unit of the last one.
_SHARING: Final = figure_words("sharing")
_MOST_SHARING: Final = 4
#: Most numbers in a row that share one unit: "3, 5 en 8 procent".
_MOST_NUMBERS: Final = 6
#: A verb of change stands in the clause of its figure.
_CHANGE_WITHIN: Final = 16
#: Sorts whose unit a bare number before them takes over.
_SHARED: Final = frozenset((Sort.MONEY, Sort.SHARE, Sort.TIME, Sort.MEASURE, Sort.TIMES))


@cache
def _change_stems() -> tuple[str, ...]:
    return tuple(folded(word) for word in words("change_stems"))


def tells_of_change(tokens: Tokens, before: int) -> bool:
    """Whether a word of change stands closely before a token: "steeg van 10 tot 15 procent" is no range."""
    near = tokens[max(0, before - _CHANGE_WITHIN) : before]
    return any(token.is_word and token.folded.startswith(_change_stems()) for token in near)


def between_before(tokens: Tokens, first: int) -> int | None:
    """The token "tussen" before a number, None where there is none."""
    place = first - 1
    while tokens.word(place) in _SOFTENERS:
        place -= 1
    return place if tokens.word(place) == "tussen" else None


def read_range(tokens: Tokens, low: Quantity, number: Number) -> Quantity | None:
    """The range that a quantity begins, None where nothing follows that ends one.

    Args:
        tokens: of the sentence.
        low: the quantity at the lower end, bare where the unit stands behind the upper end only.
        number: the number in it.
    """
    if tokens.word(low.last + 1) == "of" and tokens.word(low.first - 1) == "," and tokens.at(low.first - 2).is_number:
        return None  # the last of a row: "250, 500 of 1000 meter"
    between = between_before(tokens, low.first)
    at = _dashed_ending(tokens, low.last + 1) or _connector_end(tokens, low.last + 1, between is not None)
    if at is None:
        return None
    while tokens.word(at) in _SOFTENERS:
        at += 1
    opening = at + 1 if tokens.word(at) in ("€", "eur") else at
    upper = read_number(tokens, opening)
    if upper is None or (upper.is_half and upper.value < number.value):
        return None
    high = of_a_number(tokens, upper)
    ending = of_an_ending(tokens, upper.first, upper.last) if tokens.at(upper.last).is_number else None
    if ending is not None:
        high = replace(high, unit=ending[0], sort=Sort.TIME, last=ending[2])
    elif is_glued_to_name(tokens, replace(upper, last=high.last), is_upper=True):
        return None
    is_path = tokens.word(low.last + 1) == "tot" and tokens.word(low.first - 1) == "van"
    return None if is_path and tells_of_change(tokens, low.first) else _joined(low, high, between)


def _connector_end(tokens: Tokens, at: int, is_between: bool) -> int | None:
    """The place behind the words that join two ends, None where none stand there."""
    if is_between:
        return at + 1 if tokens.word(at) == "en" else None
    for phrase in _TO:
        if tokens.words(at, at + len(phrase)) == phrase:
            return at + len(phrase)
    return None


def _dashed_ending(tokens: Tokens, at: int) -> int | None:
    """The place behind "- tot" of "12- tot 18-jarigen"."""
    if tokens.at(at).text == "-" and tokens.is_glued(at) and tokens.word(at + 1) in ("tot", "en", "a"):
        return at + 2
    return None


def _joined(low: Quantity, high: Quantity, between: int | None) -> Quantity | None:
    """One quantity of both ends, with the unit of either; None where their units differ or they go down."""
    if not low.is_bare and not high.is_bare and low.unit != high.unit:
        return None
    with_unit = high if not high.is_bare else low
    factor = with_unit.factor
    value, upper = low.value, high.value
    if low.is_bare:
        value *= factor
    if high.is_bare:
        upper *= factor
    if low.scale == 1 and high.scale > 1 and value * high.scale <= upper:
        value *= high.scale
    if low.sort is Sort.MONEY and low.first == low.last and high.is_bare and high.scale == 1:
        return None
    if upper <= value:
        return None
    first = low.first if between is None else between
    return replace(
        with_unit, first=first, last=high.last, value=value, high=upper, scale=max(low.scale, high.scale),
        bound=Bound.EXACT, is_spelled=low.is_spelled or high.is_spelled,
    )  # fmt: skip


def shared_unit(tokens: Tokens, last: int) -> Quantity | None:
    """The next quantity with a unit, where only numbers and words such as "naar" and "en" part it from `last`."""
    for _ in range(_MOST_NUMBERS):
        number = _next_number(tokens, last)
        if number is None:
            return None
        found = of_a_number(tokens, number)
        if found.sort in _SHARED or found.scale > 1:
            return found
        last = number.last
    return None


def _next_number(tokens: Tokens, last: int) -> Number | None:
    for at in range(last + 1, last + 2 + _MOST_SHARING):
        number = read_number(tokens, at + 1 if tokens.word(at) in ("€", "eur") else at)
        if number is not None and at > last + 1:
            return number
        if tokens.word(at) not in _SHARING:
            return None
    return None
