"""Fractions of a whole: "1 op de 27", "drie van de vier", "driekwart", "de helft", "1/3 deel"."""

from dataclasses import replace
from typing import Final

from policytext.statements.figures.names import is_glued_to_name, is_month, is_named, is_year
from policytext.statements.figures.numbers import Number, number_words, read_number, spelled_number
from policytext.statements.figures.quantity import Quantity, Sort
from policytext.statements.figures.tokens import Tokens
from policytext.statements.figures.units import unit_behind
from policytext.statements.figures.word_classes import WordClasses
from policytext.statements.figures.wording import figure_words

_UNIT: Final = "deel"
_EACH: Final = frozenset(("de", "elke", "iedere"))
_WHOLE: Final = figure_words("whole")
#: Between the whole and its number: "12 van de ruim 340 gemeenten".
_IN_BETWEEN: Final = frozenset(("ruim", "bijna", "circa", "ongeveer", "in", "totaal"))
_LARGEST_ONE_IN: Final = 1e7
#: Behind "een derde" where it is a share; elsewhere it is the third one.
_AFTER_SHARE: Final = figure_words("after share")
_BEFORE_SHARE: Final = figure_words("before share")


def read_share(tokens: Tokens, index: int, classes: WordClasses) -> Quantity | None:
    """The share of a whole that begins at a token, None where none does."""
    token = tokens.at(index)
    if token.is_word:
        named = _named_share(tokens, index, classes)
        if named is not None:
            return _range_of_shares(tokens, named, classes)
    elif not token.is_number:
        return None
    part = read_number(tokens, index)
    if part is None or part.is_half:
        return None
    return _written_fraction(tokens, part) or _one_in(tokens, part) or _some_of(tokens, part)


def _named_share(tokens: Tokens, index: int, classes: WordClasses) -> Quantity | None:
    word = tokens.word(index)
    if word == "de" and tokens.word(index + 1) == "helft":
        return _share(index, index + 1, 0.5)
    ordinals = number_words("ordinal")
    for ordinal, whole in ordinals.items():  # "driekwart", "tweederde"
        if word.endswith(ordinal) and word != ordinal:
            part = spelled_number(word.removesuffix(ordinal))
            if part is not None and 0 < part < whole:
                return _with_deel(tokens, _share(index, index, part / whole))
    part = spelled_number(word)
    following = tokens.word(index + 1)
    if part is None or following not in ordinals or not 0 < part < ordinals[following]:
        return None
    found = _share(index, index + 1, part / ordinals[following])
    if part == 1 and not _is_one_share(tokens, index, classes):
        return None
    return _with_deel(tokens, found)


def _range_of_shares(tokens: Tokens, low: Quantity, classes: WordClasses) -> Quantity:
    """ "een kwart tot een derde": both ends where a second share follows, else the share itself."""
    if tokens.word(low.last + 1) in ("tot", "a", "of"):
        high = _named_share(tokens, low.last + 2, classes)
        if high is not None and high.value > low.value:
            return replace(low, last=high.last, high=high.value)
    return low


def _is_one_share(tokens: Tokens, index: int, classes: WordClasses) -> bool:
    """Whether "een derde" is a share and not the third one of something: "een derde partij"."""
    following = index + 2
    if tokens.word(following) == "eeuw":
        return False
    if tokens.word(index + 1) == "kwart" or tokens.word(following) in _AFTER_SHARE:
        return True
    is_followed = classes.is_noun(following) or classes.is_adjective(following)
    return tokens.word(index - 1) in _BEFORE_SHARE and not is_followed


def _with_deel(tokens: Tokens, share: Quantity) -> Quantity:
    if tokens.word(share.last + 1) in ("deel", "gedeelte"):
        return _share(share.first, share.last + 1, share.value)
    return share


def _written_fraction(tokens: Tokens, part: Number) -> Quantity | None:
    """ "1/3 van de scholen": digits on both sides of a stroke, before what is divided."""
    slash = part.last + 1
    whole = tokens.at(slash + 1)
    if tokens.at(slash).text != "/" or not (tokens.is_glued(slash) and tokens.is_glued(slash + 1) and whole.is_number):
        return None
    behind = slash + 2
    if tokens.word(behind) in ("e", "de") and tokens.is_glued(behind):
        behind += 1
    if tokens.word(behind) not in ("van", "deel", "gedeelte") or tokens.is_glued(part.first):
        return None
    if not whole.text.isdecimal() or len(whole.text) > 3 or not 0 < part.value < int(whole.text):
        return None
    return _with_deel(tokens, _share(part.first, behind - 1, part.value / int(whole.text)))


def _one_in(tokens: Tokens, part: Number) -> Quantity | None:
    at = part.last + 1
    if tokens.word(at) != "op":
        return None
    has_article = tokens.word(at + 1) in _EACH
    whole = read_number(tokens, at + 2 if has_article else at + 1)
    if whole is None or not (0 < part.value <= whole.value <= _LARGEST_ONE_IN) or whole.value < 2:
        return None
    if is_glued_to_name(tokens, part) or is_named(tokens, part, None) or is_glued_to_name(tokens, whole):
        return None
    behind = unit_behind(tokens, whole)
    if is_month(tokens.word(whole.last + 1)) or (behind is not None and not has_article):
        return None
    if is_year(tokens, whole.first) and not has_article:
        return None
    return _share(part.first, whole.last, part.value / whole.value)


def _some_of(tokens: Tokens, part: Number) -> Quantity | None:
    at = part.last + 1
    # "een van de drie partijen" names one of them; "1 van de 3" counts.
    if tokens.word(at) != "van" or tokens.word(at + 1) not in _WHOLE or (part.is_spelled and part.value <= 1):
        return None
    at += 2
    while tokens.word(at) in _IN_BETWEEN:
        at += 1
    whole = read_number(tokens, at)
    if whole is None or unit_behind(tokens, whole) is not None or not 0 < part.value <= whole.value:
        return None
    if is_glued_to_name(tokens, part) or is_named(tokens, part, None) or is_named(tokens, whole, None):
        return None
    return _share(part.first, whole.last, part.value / whole.value)


def _share(first: int, last: int, value: float) -> Quantity:
    return Quantity(first, last, value, _UNIT, Sort.PART)
