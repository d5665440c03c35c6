"""From a sentence to its figures."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from policytext.lexicon import table, words
from policytext.lexicon.folding import folded
from policytext.statements.figures.bounds import with_bounds
from policytext.statements.figures.counted import are_steps, counted_by
from policytext.statements.figures.numbers import number_words, spelled_number
from policytext.statements.figures.periods import Period, find_periods, is_of_another_time, nearest, overlapping
from policytext.statements.figures.quantity import Quantity, Sort
from policytext.statements.figures.reading import read_quantities
from policytext.statements.figures.tokens import Tokens, tokenise
from policytext.statements.figures.units import is_unit, of_a_derived_word, rate_before, rate_behind
from policytext.statements.figures.word_classes import WordClasses
from policytext.statements.figures.wording import figure_words
from policytext.types.spans import Span
from policytext.types.statement import Figure
from policytext.types.syntax import Parse

#: From here on a number without a unit is money where the sentence speaks of money: "een tekort van 300 miljoen".
_MONEY_FROM: Final = 1e6
#: A number without anything that it counts is a figure from here on, as long as no sign of a name stands by it.
_LONE_FROM: Final = 1000
#: Between two figures of the same thing, at most `_MOST_BETWEEN` words.
_GOING_ON: Final = frozenset(("naar", "tot", "en", "tegen", "tegenover", "respectievelijk"))
_MOST_BETWEEN: Final = 6
#: Between figures of one row: "10 en ruim 12 procent van de panden".
_JOINING: Final = figure_words("joining")
_OTHERS: Final = frozenset(("helft", "factor", "dubbel", "driedubbel"))


def find_figures(sentence: str, start: int = 0, parse: Parse | None = None) -> tuple[Figure, ...]:
    """The figures of a sentence in order, no two of which overlap.

    Args:
        sentence: its text.
        start: where it begins in `Document.text`: spans are positions there.
        parse: its syntax, with spans in code points of the sentence; helps to find what is counted.
    """
    tokens = tokenise(sentence)
    if not any(_may_begin(tokens, index) for index in range(len(tokens))):
        return ()
    classes = WordClasses(tokens, parse)
    periods = find_periods(tokens)
    found: list[_Found] = []
    for bare in read_quantities(tokens, classes):
        # "0€half": a sign between two numbers is that of the first.
        if overlapping(periods, bare.first, bare.last) or (found and bare.first <= found[-1].quantity.last):
            continue
        quantity = with_bounds(tokens, bare)
        is_parted = bool(found) and found[-1].quantity.sort is not Sort.TIME
        place = counted_by(tokens, quantity, classes, found[-1].last + 1 if is_parted else 0)
        counted = _words(sentence, tokens, place)
        if place is None and found and _goes_on(tokens, found[-1].quantity, quantity):
            counted = found[-1].counted
        if quantity.is_bare and counted is None and not _stands_alone(tokens, quantity):
            continue
        unit, last = _unit(tokens, quantity, place)
        found.append(_Found(quantity, counted, unit, last))
    for index in range(len(found) - 1, 0, -1):  # "10 en 12 procent van de panden", "in 2025 10, in 2030 12 procent"
        one, following = found[index - 1 : index + 1]
        if are_steps(tokens, one.quantity, following.quantity):
            del found[index - 1 : index + 1]
            break
        between = [
            word
            for at, word in enumerate(tokens.words(one.last + 1, following.first), start=one.last + 1)
            if not overlapping(periods, at, at) and not (word == "in" and overlapping(periods, at + 1, at + 1))
        ]
        if one.counted is None and one.unit == following.unit and all(word in _JOINING for word in between):
            one.counted = following.counted
    return tuple(_figure(sentence, start, tokens, one, _period(tokens, periods, one)) for one in found)


@dataclass(slots=True)
class _Found:
    """A quantity with what it counts, its unit with the rate, and its last token with the rate."""

    quantity: Quantity
    counted: str | None
    unit: str
    last: int

    @property
    def first(self) -> int:
        """Its first token."""
        return self.quantity.first


def _figure(sentence: str, start: int, tokens: Tokens, one: _Found, period: Period | None) -> Figure:
    quantity = one.quantity
    return Figure(
        span=Span(tokens[one.first].start + start, tokens[one.last].end + start),
        value=quantity.value,
        unit=one.unit,
        counted=one.counted,
        period=None if period is None else _words(sentence, tokens, (period.start, period.last)),
        high=quantity.high,
        qualifier=_words(sentence, tokens, quantity.qualifier),
        bound=quantity.bound,
    )


def _period(tokens: Tokens, periods: tuple[Period, ...], one: _Found) -> Period | None:
    if is_of_another_time(tokens, one.first, one.last):
        return None
    return nearest(tokens, periods, one.first, one.last)


def _goes_on(tokens: Tokens, previous: Quantity, quantity: Quantity) -> bool:
    """Whether a figure counts what the one before it counts: "van 10 procent in 2015 naar 8 procent"."""
    between = tokens.words(previous.last + 1, quantity.first)
    if previous.unit != quantity.unit or ";" in between:
        return False
    if between and (between[-1] == "er" or all(word in _JOINING for word in between)):
        return True
    return len(between) <= _MOST_BETWEEN and any(word in _GOING_ON for word in between) and "." not in between


def _may_begin(tokens: Tokens, index: int) -> bool:
    """Whether a figure may begin at a token; "een" does before a unit only."""
    token = tokens[index]
    if token.folded == "een":
        return is_unit(tokens.word(index + 1)) or tokens.word(index + 1) in ("op", "tot", "of", "a")
    return token.is_number or (token.is_word and _may_count(token.folded))


@lru_cache(maxsize=65536)
def _may_count(word: str) -> bool:
    """Whether a folded word may be a number or a multiple by itself."""
    if word in _multiples() or word.endswith(tuple(number_words("ordinal"))):
        return True
    if any(word in number_words(kind) for kind in ("scale", "vague", "about", "half")) or word in _OTHERS:
        return True
    derived = of_a_derived_word(word)
    number = word.removesuffix("maal") if derived is None else derived[2]
    return spelled_number(number) is not None


@cache
def _multiples() -> frozenset[str]:
    return frozenset(row["word"] for row in table("multiples"))


@cache
def _money_words() -> tuple[str, ...]:
    return tuple(folded(word) for word in words("money_words"))


def _stands_alone(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number is a figure though nothing says what it counts: it is large, or "er" stands for what it is."""
    if quantity.scale > 1 or quantity.high is not None:
        return quantity.scale > 1
    if not any(token.is_word for token in tokens):
        return False  # a number of a table or a graph
    return quantity.value >= _LONE_FROM or tokens.word(quantity.first - 1) == "er"


def _unit(tokens: Tokens, quantity: Quantity, counted: tuple[int, int] | None) -> tuple[str, int]:
    """The unit with its rate, and the last token of the figure: a rate right behind it belongs to it."""
    unit, last = quantity.unit, quantity.last
    if quantity.is_bare and quantity.scale > 1 and quantity.value >= _MONEY_FROM:
        unit = "euro" if _is_money(tokens, last, counted) else unit
    if quantity.sort is Sort.MULTIPLE:
        return unit, last
    rate = rate_behind(tokens, last + 1)
    if rate is not None:
        return unit + rate[0], rate[1]
    if counted is not None and counted[0] > last:
        rate = rate_behind(tokens, counted[1] + 1)
    return unit + (rate[0] if rate is not None else rate_before(tokens, quantity.first) or ""), last


def _is_money(tokens: Tokens, last: int, counted: tuple[int, int] | None) -> bool:
    """Whether a large number without a unit is an amount of money: by what it counts, else by any word around it."""
    if counted is not None and tokens.word(counted[1]).endswith(_money_words()):
        return True
    if counted is not None and counted[0] == last + 1:
        return False
    return any(token.is_word and token.folded.endswith(_money_words()) for token in tokens)


def _words(sentence: str, tokens: Tokens, place: tuple[int, int] | None) -> str | None:
    return None if place is None else sentence[tokens[place[0]].start : tokens[place[1]].end]
