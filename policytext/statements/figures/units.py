"""The unit that stands before or behind a number, and the rate "per jaar" behind it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.folding import folded
from policytext.statements.figures.names import is_month, is_year
from policytext.statements.figures.numbers import Number, read_number
from policytext.statements.figures.quantity import Quantity, Sort
from policytext.statements.figures.tokens import Tokens
from policytext.statements.figures.wording import figure_words
from policytext.types.vocabulary import Bound

_SIGNS: Final = {"€": "euro", "£": "pond", "$": "dollar", "eur": "euro"}
_ABBREVIATED: Final = frozenset(("mln", "mld", "mrd", "mio", "dzd"))
#: Adverbs and adjectives of rate beside a figure: "jaarlijks 3 miljoen euro", "een jaarlijkse korting van".
_RATES: Final = {
    "jaarlijks": "jaar",
    "jaarlijkse": "jaar",
    "maandelijks": "maand",
    "maandelijkse": "maand",
    "wekelijks": "week",
    "wekelijkse": "week",
    "dagelijks": "dag",
    "dagelijkse": "dag",
    "jaarbasis": "jaar",
}
_MOST_RATES: Final = 2
#: What stands behind a stroke in a unit.
_SLASHED: Final = {
    "uur": "uur",
    "u": "uur",
    "h": "uur",
    "jaar": "jaar",
    "jr": "jaar",
    "dag": "dag",
    "ha": "hectare",
    "hectare": "hectare",
    "l": "liter",
    "liter": "liter",
    "m2": "vierkante meter",
    "m3": "kubieke meter",
    "kg": "kilogram",
}
#: Signs of elements and compounds, and substances, between a unit and its rate: "kg N per hectare", "mg NO3/l".
_SUBSTANCE: Final = re.compile(r"(?:[A-Z][a-z]?[0-9₀-₉x]*){1,4}")
#: "per saldo" and the like divide nothing.
_NO_RATES: Final = figure_words("no rate")


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit, its factor and sort, and the last token that belongs to it."""

    unit: str
    factor: float
    sort: Sort
    last: int


@cache
def _measures() -> dict[str, tuple[str, float, Sort]]:
    return {folded(row["form"]): (row["unit"], float(row["factor"]), Sort(row["kind"])) for row in table("measures")}


@cache
def _endings() -> dict[str, tuple[str, Bound]]:
    return {row["ending"]: (row["unit"], Bound(row["bound"])) for row in table("measure_endings")}


def is_unit(word: str) -> bool:
    """Whether a folded word is a unit."""
    return word in _measures()


def unit_before(tokens: Tokens, first: int) -> tuple[str, int] | None:
    """The currency before a number, with the token where it begins."""
    word = tokens.word(first - 1)
    if word == "euro" and tokens.at(first - 1).text[0].isupper():
        return "euro", first - 1  # "Euro 12 miljoen"
    unit = _SIGNS.get(word)
    return None if unit is None else (unit, first - 1)


def unit_behind(tokens: Tokens, number: Number) -> Measure | None:
    """The unit behind a number, None where none stands there."""
    at = number.last + 1
    if tokens.word(number.last) in _ABBREVIATED and tokens.at(at).text == "." and tokens.is_glued(at):
        at += 1
    word = tokens.word(at)
    if word == "%" and number.is_spelled:  # "een %N-verlies"
        return None
    if word == "%":
        if tokens.words(at + 1, at + 3) in (("-", "punt"), ("–", "punt")):
            return Measure("procentpunt", 1.0, Sort.SHARE, at + 2)
        return Measure("procent", 1.0, Sort.SHARE, at)
    if word == "m" and tokens.word(at + 1) in ("2", "3", "²", "³") and tokens.is_glued(at + 1):
        square = tokens.word(at + 1) in ("2", "²")
        return Measure("vierkante meter" if square else "kubieke meter", 1.0, Sort.MEASURE, at + 1)
    if word in ("vierkante", "kubieke") and tokens.word(at + 1) in ("meter", "kilometer"):
        return Measure(f"{word} {tokens.word(at + 1)}", 1.0, Sort.MEASURE, at + 1)
    found = _measures().get(word)
    if word in _SIGNS and tokens.at(at + 1).is_number:
        return None  # it belongs to the next number: "in 2020 € 6 miljoen"
    if found is None or (len(word) == 1 and word.isalpha() and number.is_spelled):
        return None
    unit, factor, sort = found
    return Measure(unit, factor, sort, at)


def of_a_number(tokens: Tokens, number: Number) -> Quantity:
    """The number with the unit before or behind it; a bare count where it has none."""
    first, last, unit, factor, sort = number.first, number.last, "aantal", 1.0, Sort.COUNT
    before, behind = unit_before(tokens, first), unit_behind(tokens, number)
    if behind is not None:
        unit, factor, sort, last = behind.unit, behind.factor, behind.sort, behind.last
    if before is not None and sort in (Sort.COUNT, Sort.MONEY):
        unit, first = before
        factor, sort = 1.0, Sort.MONEY
    if before is not None and sort is Sort.MONEY:
        last = _cents(tokens, last)
    elif behind is None:
        last = _cents(tokens, last)
        following = _measures().get(tokens.word(last + 1)) if last > number.last else None
        if following is not None:
            unit, factor, sort = following
            last += 1
        else:
            last = number.last
    value = number.value * factor
    dash = tokens.at(first - 1)
    if dash.text in ("-", "–") and tokens.is_glued(first) and not tokens.is_glued(first - 1) and sort is not Sort.COUNT:
        value, first = -value, first - 1
    return Quantity(
        first, last, value, unit, sort, None, number.scale, factor, number.bound, is_spelled=number.is_spelled
    )


def _cents(tokens: Tokens, last: int) -> int:
    """The last token of ",-" behind an amount without cents."""
    if tokens.words(last + 1, last + 3) in ((",", "-"), (",", "–"), (",", "—")) and tokens.is_glued(last + 1):
        last += 2
        if tokens.at(last + 1).text == "-" and tokens.is_glued(last + 1):
            last += 1
    return last


def of_an_ending(tokens: Tokens, index: int, last: int | None = None) -> tuple[str, Bound, int] | None:
    """Unit, bound and last token of an ending behind a number in digits: "-jarigen" of "18-jarigen"."""
    at = (index if last is None else last) + 1
    if tokens.at(at).text in ("-", "–") and tokens.is_glued(at):
        at += 1
    if not tokens.is_glued(at):
        return None
    found = _endings().get(tokens.word(at))
    return None if found is None else (*found, at)


def of_a_derived_word(word: str) -> tuple[str, Bound, str] | None:
    """Unit, bound and number word of a word that a spelled number begins: "vierjarige"."""
    for ending, (unit, bound) in _endings().items():
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return unit, bound, word.removesuffix(ending).removesuffix("-")
    return None


def rate_behind(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """The rate that begins at a token ("per 1.000 inwoners per jaar"), with its last token."""
    rate, last = "", index - 1
    following = tokens.word(index + 1)
    if _SUBSTANCE.fullmatch(tokens.at(index).text) and following in ("/", "per"):
        last = index
    for _ in range(_MOST_RATES):
        at = last + 1
        if tokens.word(at) in ("jaarlijks", "maandelijks", "wekelijks", "dagelijks"):
            rate, last = f"{rate} per {_RATES[tokens.word(at)]}", at
        elif tokens.words(at, at + 2) == ("op", "jaarbasis"):
            rate, last = f"{rate} per jaar", at + 1
        elif (slashed := _slashed(tokens, at)) is not None:
            rate, last = rate + slashed[0], slashed[1]
        elif tokens.word(at) == "per" and (end := _denominator(tokens, at + 1)) is not None:
            words = " ".join(token.text.lower() for token in tokens[at : end + 1])
            rate, last = f"{rate} {words}", end
    return (rate, last) if rate else None


def _slashed(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A rate with strokes, with its last token: "km/uur", "mol/ha/jaar"; a line's end may part it ("mol/ ha")."""
    rate, last = "", at - 1
    while tokens.at(last + 1).text == "/" and tokens.word(last + 2) in _SLASHED:
        rate, last = f"{rate} per {_SLASHED[tokens.word(last + 2)]}", last + 2
    return (rate, last) if rate else None


def _denominator(tokens: Tokens, at: int) -> int | None:
    """Last token of what stands behind "per": a noun, with a number before it; no date."""
    number = read_number(tokens, at)
    if is_year(tokens, at) or is_month(tokens.word(at)):
        return None
    if number is not None:
        noun = tokens.at(number.last + 1)
        is_noun = noun.is_word and (number.value >= 100 or noun.folded in _measures()) and not noun.text[0].isupper()
        return number.last + 1 if is_noun else None
    following = tokens.at(at)
    if not following.is_word or following.text[0].isupper() or following.folded in _NO_RATES:
        return None
    return at + 1 if following.folded in ("vierkante", "kubieke") and tokens.word(at + 1) in _measures() else at


def rate_before(tokens: Tokens, first: int) -> str | None:
    """The rate right before a figure: "jaarlijks 3 miljoen euro", "per week 3 uur"."""
    if tokens.word(first - 1) in _RATES:
        return f" per {_RATES[tokens.word(first - 1)]}"
    if tokens.word(first - 2) == "per" and tokens.word(first - 1) in _measures():
        return f" per {tokens.word(first - 1)}"
    if tokens.word(first - 1) == "van" and tokens.word(first - 3) in _RATES:
        return f" per {_RATES[tokens.word(first - 3)]}"
    return None
