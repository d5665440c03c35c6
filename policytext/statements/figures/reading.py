"""The quantities of a sentence from left to right: shares, multiples, and numbers with their units."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from policytext.lexicon import words
from policytext.lexicon.folding import folded
from policytext.statements.figures.multiples import read_age_in_signs, read_multiple
from policytext.statements.figures.names import is_date_or_time, is_glued_to_name, is_named, is_year
from policytext.statements.figures.numbers import Number, read_number
from policytext.statements.figures.quantity import Quantity, Sort
from policytext.statements.figures.ranges import read_range, shared_unit
from policytext.statements.figures.shares import read_share
from policytext.statements.figures.tokens import Tokens
from policytext.statements.figures.units import is_unit, of_a_number, of_an_ending
from policytext.statements.figures.word_classes import WordClasses
from policytext.statements.figures.wording import figure_words

#: Before "een jaar" where it is one year and not some year.
_ONE_BEFORE: Final = figure_words("before one")
_ENUMERATED: Final = frozenset(folded(word) for word in words("enumerated_words"))
#: A text counts only few of its own parts.
_MOST_PARTS: Final = 20
_SLOGAN: Final = 4


def read_quantities(tokens: Tokens, classes: WordClasses) -> Iterator[Quantity]:
    """The quantities of a sentence in order, none of which overlap."""
    index = 0
    name: int | None = None
    while index < len(tokens):
        found = (
            read_share(tokens, index, classes)
            or read_age_in_signs(tokens, index)
            or read_multiple(tokens, index, classes)
        )
        if found is None:
            number = read_number(tokens, index)
            if number is None:
                index += 1
                continue
            size = _size_end(tokens, number)
            found = None if size is not None else _with_unit(tokens, number, name, classes)
            if found is None:
                if number.is_plain:
                    name = number.last
                index = (size or number.last) + 1
                continue
        yield found
        index = found.last + 1


def _size_end(tokens: Tokens, number: Number) -> int | None:
    """Last token of the sides of an area: "7 x 14 km" has no value of its own."""
    if tokens.word(number.last + 1) not in ("x", "*", "×"):
        return None
    other = read_number(tokens, number.last + 2)
    return None if other is None else other.last + (1 if is_unit(tokens.word(other.last + 1)) else 0)


def _with_unit(tokens: Tokens, number: Number, name: int | None, classes: WordClasses) -> Quantity | None:
    """The quantity of a number, None where it names something or counts nothing."""
    found = of_a_number(tokens, number)
    ending = of_an_ending(tokens, number.first, number.last) if tokens.at(number.last).is_number else None
    if ending is not None and found.is_bare:
        unit, bound, last = ending
        found = replace(found, unit=unit, bound=bound, last=last, sort=Sort.TIME)
    joined = read_range(tokens, found, number)
    # A dash joins digits to a range or to a key; only what is no key has a unit or a noun behind it.
    if joined is None and is_glued_to_name(tokens, replace(number, last=max(number.last, found.last))):
        return None
    if tokens.at(number.first).is_number and _touches_a_name(tokens, number):
        return None
    whole = joined or found
    if whole.sort in (Sort.COUNT, Sort.TIME) and is_date_or_time(tokens, _last_number(number, whole, tokens)):
        return None
    if whole.is_bare:
        if _is_name(tokens, number, name, joined) or classes.is_verb(number.first):
            return None
        return _bare(tokens, whole, number)
    if whole.sort is Sort.TIME and number.is_plain and is_year(tokens, number.first):
        return None
    if _is_article(tokens, whole, number):
        return None
    return whole


def _touches_a_name(tokens: Tokens, number: Number) -> bool:
    """Whether the left side of a number is glued to a word or a key."""
    before = tokens.at(number.first - 1)
    return tokens.is_glued(number.first) and (before.is_word or before.is_number) and before.folded != "eur"


def _last_number(number: Number, whole: Quantity, tokens: Tokens) -> Number:
    """The number before the unit, with what stands before the whole: of a range the upper end is read for a clock."""
    if whole.high is None:
        return number
    last = whole.last if whole.is_bare else whole.last - 1
    return replace(number, first=number.first, last=last, value=whole.high, scale=whole.scale)


def _is_name(tokens: Tokens, number: Number, name: int | None, joined: Quantity | None) -> bool:
    if is_named(tokens, number, name):
        return True
    return joined is not None and is_year(tokens, joined.last)


def _bare(tokens: Tokens, found: Quantity, number: Number) -> Quantity | None:
    """A count, or a quantity with the unit of the next one: "van 10 naar 15 procent"."""
    if found.high is None and number.bound is found.bound:
        shared = shared_unit(tokens, found.last)
        if shared is not None:
            scale = shared.scale if found.scale == 1 and found.value * shared.scale <= 1e4 * shared.value else 1.0
            return replace(
                found, value=found.value * scale * shared.factor, unit=shared.unit, sort=shared.sort, scale=scale
            )
    if number.is_half:
        return None
    if (
        number.value == 1
        and number.scale == 1
        and found.high is None
        and (number.is_spelled or _is_slogan(tokens, number))
    ):
        return None
    if found.value <= _MOST_PARTS and tokens.word(found.last + 1) in _ENUMERATED:
        return None
    return found


def _is_slogan(tokens: Tokens, number: Number) -> bool:
    """Whether the digit 1 comes twice in a few words, as in "1 gezin, 1 plan"."""
    return "1" in tokens.words(number.first - _SLOGAN, number.first) + tokens.words(
        number.last + 1, number.last + 1 + _SLOGAN
    )


def _is_article(tokens: Tokens, found: Quantity, number: Number) -> bool:
    """Whether "een" before a unit is an article: "een jaar later"; "één jaar" and "binnen een week" count."""
    if number.value != 1 or not number.is_spelled or number.scale > 1 or found.high is not None:
        return False
    if found.sort is Sort.SHARE:
        return False
    is_stressed = tokens.at(number.first).text.lower() != "een"
    if found.sort is Sort.TIMES or not is_stressed:
        return found.sort is not Sort.TIME or tokens.word(number.first - 1) not in _ONE_BEFORE
    return False
