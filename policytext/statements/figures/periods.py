"""When a figure holds: the years and dates of a sentence, and which of them belongs to which figure."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from policytext.statements.figures.names import is_month, is_year
from policytext.statements.figures.numbers import read_number
from policytext.statements.figures.tokens import Tokens
from policytext.statements.figures.units import is_unit, unit_behind
from policytext.statements.figures.wording import figure_words

_DASHES: Final = frozenset("-–—/")
#: Words right before a year that belong to its period: "sinds 2015", "eind 2019".
_LEADING: Final = figure_words("leading")
#: Parts of a year, behind an ordinal: "eerste halfjaar van 2020".
_PARTS: Final = figure_words("part of a year")
_ORDINALS: Final = figure_words("ordinal")
_JOINING: Final = frozenset(("en", "tot", "t/m", "naar"))
#: "de afgelopen tien jaar": a period without a year.
_PAST: Final = figure_words("past")
_SPANS: Final = figure_words("span")
#: Signs and words that part the clauses of a sentence; crossing one costs as much as that many words.
_CLAUSES: Final = {
    ",": 3,
    ";": 8,
    "en": 3,
    "maar": 6,
    "terwijl": 8,
    ":": 6,
    ".": 8,
    "tegenover": 3,
    "naar": 3,
    "(": 2,
    ")": 2,
}
#: A figure for every so many years, and one that held before the time that is spoken of.
_EACH: Final = frozenset(("per", "elke", "iedere"))
_WHICH: Final = frozenset(("die", "dat", "welke"))
_BEFORE_THAT: Final = frozenset(("daarvoor", "voorheen", "destijds", "eerder", "vroeger"))
_NEAR: Final = 3
#: Tokens that authors may take before the year of their work.
_LONGEST_CITATION: Final = 14
#: Tokens beyond which distance does not matter.
_FAR: Final = 60


#: Behind the first author: "en anderen", "et al.".
_OTHERS: Final = frozenset(("anderen", "al", "collega's", "collega’s"))


@dataclass(frozen=True, slots=True)
class Period:
    """A period at the tokens from `first` to `last`; `start` is where its words without "in" begin."""

    first: int
    last: int
    start: int


def find_periods(tokens: Tokens) -> tuple[Period, ...]:
    """The periods of a sentence in order. Years of cited works ("SCP 2018") and in names ("Jeugdwet 2015") are none."""
    found: list[Period] = []
    index = 0
    while index < len(tokens):
        period = _past(tokens, index)
        if period is None and is_year(tokens, index) and not _counts(tokens, index):
            period = _of_years(tokens, index, found[-1].last if found else -1)
        if period is None:
            index += 1
            continue
        found.append(period)
        index = period.last + 1
    return tuple(found)


def _counts(tokens: Tokens, index: int) -> bool:
    """Whether what looks like a year has a unit: "2000 euro"."""
    number = read_number(tokens, index)
    if number is None or number.last > index:
        return True
    return tokens.word(index - 1) in ("€", "eur", ".") or unit_behind(tokens, number) is not None


def _past(tokens: Tokens, index: int) -> Period | None:
    if tokens.word(index) not in _PAST or tokens.word(index - 1) not in ("de", "het", "in", "afgelopen"):
        return None
    at = index + 1
    number = read_number(tokens, at)
    if number is not None:
        at = number.last + 1
    elif tokens.word(at) in ("paar", "enkele"):
        at += 1
    if tokens.word(at) not in _SPANS or (tokens.word(index) in ("eerste", "volgende") and number is None):
        return None
    if tokens.word(index) == "eerste" and tokens.word(at + 1) in ("van", "na"):
        return None
    return Period(index, at, index - 1 if tokens.word(index - 1) in ("de", "het") else index)


def _of_years(tokens: Tokens, index: int, previous: int) -> Period | None:
    """The period of a year: with the second one of a range, and the words before it."""
    if _is_in_name(tokens, index):
        return None
    last = _range_end(tokens, index)
    first = index
    is_range = last > index
    if tokens.word(first - 1) in ("van", "tussen") and is_range and tokens.word(index + 1) in _JOINING:
        first -= 1
    elif is_month(tokens.word(first - 1)):
        first -= 1
        if tokens.at(first - 1).is_number and len(tokens.at(first - 1).text) <= 2:
            first -= 1
    elif tokens.word(first - 1) == "van" and tokens.word(first - 2) in _PARTS:
        first -= 2
        if read_number(tokens, first - 1) is not None:
            first -= 1
        if tokens.word(first - 1) in _ORDINALS:
            first -= 1
    while first - 1 > previous and tokens.word(first - 1) in _LEADING:
        first -= 1
    return Period(first, last, first)


def _range_end(tokens: Tokens, index: int) -> int:
    """The last token of a range of years: "2015-2019", "2018/19", "2015 en 2019", "2011 tot en met 2013"."""
    dash = tokens.at(index + 1)
    following = tokens.at(index + 2)
    if dash.text in _DASHES and following.is_number:
        is_short = len(following.text) == 2 and following.glued
        if is_year(tokens, index + 2) or (is_short and following.text.isdecimal()):
            return index + 2
    for between in (("tot", "en", "met"), ("t", "/", "m"), ("tot",), ("en",)):
        at = index + 1 + len(between)
        if tokens.words(index + 1, at) == between and is_year(tokens, at) and not _counts(tokens, at):
            is_pair = between == ("en",)
            return at if not is_pair or tokens.word(index - 1) in ("tussen", "in", "jaren") else index
    return index


def _is_in_name(tokens: Tokens, index: int) -> bool:
    """Whether a year is part of a date in digits, a name, or the citation of a work."""
    before, after = tokens.at(index - 1), tokens.at(index + 1)
    if tokens.is_glued(index) and (before.is_number or before.is_word or before.text in "-/.:@"):
        return True
    if after.glued and (after.is_word or after.text in ("_", "#")):
        return True
    if before.text == "(" and tokens.at(index - 2).is_word and tokens.at(index - 2).text[0].isupper():
        return True  # "Jansen (2018)"
    if before.text == "(" and tokens.word(index - 2) in _OTHERS and tokens.word(index - 3) in ("en", "et"):
        return True  # "Jansen en anderen (2018)"
    if before.text in (",", ".") and after.text in (")", ";", ",") and _is_cited(tokens, index):
        return True  # "(Jansen, 2018)", "(De Vries et al., 2020)"
    if tokens.words(index - 3, index) == ("ten", "opzichte", "van") or tokens.word(index - 1) == "opzichte":
        return True  # with what it is compared, not when it holds
    is_capital = before.is_word and before.text[0].isupper() and index > 1
    return is_capital and not is_month(before.folded) and before.folded not in _LEADING


def overlapping(periods: tuple[Period, ...], first: int, last: int) -> bool:
    """Whether a period, of those in order, has a token between `first` and `last`."""
    at = bisect_left(periods, first, key=lambda period: period.last)
    return at < len(periods) and periods[at].first <= last


def _is_cited(tokens: Tokens, index: int) -> bool:
    """Whether a name stands before the year in the same brackets."""
    for place in range(index - 1, max(-1, index - _LONGEST_CITATION), -1):
        if tokens[place].text in "();":
            return False
        if tokens[place].is_word and tokens[place].text[0].isupper():
            return True
    return False


def is_of_another_time(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words by a figure keep the years of the sentence from it: "de 5 km die daarvoor gold", "per 5 jaar"."""
    if tokens.word(first - 1) in _EACH and is_unit(tokens.word(last)):
        return True
    behind = tokens.words(last + 1, last + 1 + _NEAR)
    return bool(behind) and behind[0] in _WHICH and not _BEFORE_THAT.isdisjoint(behind)


def nearest(tokens: Tokens, periods: tuple[Period, ...], first: int, last: int) -> Period | None:
    """The period nearest to the tokens from `first` to `last`, the ends of clauses counted as distance.

    Where two are as near, the one before the figure holds.
    """
    at = bisect_left(periods, first, key=lambda period: period.last)
    before = periods[at - 1] if at else None
    behind = periods[at] if at < len(periods) else None
    if before is None or behind is None:
        return before or behind
    cost = _cost(tokens, before.last + 1, first), _cost(tokens, last + 1, behind.first)
    return before if cost[0] <= cost[1] else behind


def _cost(tokens: Tokens, first: int, stop: int) -> int:
    stop = min(stop, first + _FAR)
    return sum(_CLAUSES.get(word, 1) for word in tokens.words(first, stop))
