"""By what something is multiplied ("verdubbeld", "met een factor drie"), and ages in signs ("18-/18+")."""

from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.statements.figures.numbers import read_number, spelled_number
from policytext.statements.figures.quantity import Quantity, Sort
from policytext.statements.figures.tokens import Tokens
from policytext.statements.figures.units import of_a_derived_word
from policytext.statements.figures.word_classes import WordClasses

_UNIT: Final = "keer"
#: "dubbel zo veel" and "half zo groot".
_AS: Final = {"dubbel": 2.0, "half": 0.5, "driedubbel": 3.0}
_AS_BEHIND: Final = frozenset(("zo", "zoveel"))
#: Nouns of a multiple count with an article only: "het drievoudige".
_NOUNS: Final = frozenset(("dubbele", "drievoudige", "viervoudige", "vijfvoudige", "tienvoudige"))


@cache
def _multiples() -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in table("multiples")}


def read_multiple(tokens: Tokens, index: int, classes: WordClasses) -> Quantity | None:
    """The multiple that begins at a token, None where none does."""
    word = tokens.word(index)
    if word in _multiples():
        if word in _NOUNS and (
            tokens.word(index - 1) not in ("het", "een")
            or classes.is_noun(index + 1)
            or classes.is_adjective(index + 1)
        ):
            return None
        return Quantity(index, index, _multiples()[word], _UNIT, Sort.MULTIPLE)
    if word in _AS and tokens.word(index + 1) in _AS_BEHIND:
        return Quantity(index, index, _AS[word], _UNIT, Sort.MULTIPLE)
    if word == "factor":
        number = read_number(tokens, index + 1)
        if number is not None and not number.is_pointed:
            return Quantity(index, number.last, number.value, _UNIT, Sort.MULTIPLE)
    if word.endswith("maal"):
        times = spelled_number(word.removesuffix("maal"))
        if times is not None and times >= 2:
            return Quantity(index, index, times, _UNIT, Sort.TIMES)
    derived = of_a_derived_word(word) if tokens.at(index).is_word else None
    if derived is not None:
        unit, bound, stem = derived
        value = spelled_number(stem)
        if value is not None and value > 0:
            return Quantity(index, index, value, unit, Sort.TIME, bound=bound)
    return None


def read_age_in_signs(tokens: Tokens, index: int) -> Quantity | None:
    """ "18-/18+" and "18+/18-": the age that parts youth help from what adults get; "50+" alone names."""
    token = tokens.at(index)
    if not token.is_number or not token.text.isdecimal() or tokens.word(index + 3) != token.text:
        return None
    signs = tokens.words(index + 1, index + 3) + tokens.words(index + 4, index + 5)
    if signs not in (("-", "/", "+"), ("+", "/", "-"), ("–", "/", "+"), ("+", "/", "–")):
        return None
    return Quantity(index, index + 4, float(token.text), "jaar", Sort.TIME)
