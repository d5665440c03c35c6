"""Numbers in digits and in words: "1.250,5", "tweehonderdvijftig", "anderhalf miljoen", "tientallen"."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from policytext.lexicon import table
from policytext.statements.figures.tokens import Tokens
from policytext.types.vocabulary import Bound

_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
#: As in English: "1,250,000" and "4,000". Three decimals that are all nought tell nothing, thousands do.
_COMMA_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3}){2,}|,000)")
_DECIMAL: Final = re.compile(r"\d+(?:,\d+)?")
#: Not Dutch, but seen before units: "3.5 procent". Elsewhere it is a section or a version.
_POINT: Final = re.compile(r"\d+\.\d{1,2}")
#: Longer strings of digits are keys of accounts, phones and books.
_MAX_DIGITS: Final = 13
_FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75}
#: Letters that multiply an amount of euros only: "€ 250k".
_MONEY_SCALES: Final = {"k": 1e3, "m": 1e6}
_MAX_LETTERS: Final = 48
_MAX_SCALES: Final = 2


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the tokens from `first` to `last`.

    `scale` is the factor of the words behind it ("miljoen": a million). `is_spelled` says that it is in words,
    `is_half` that it counts only with a unit ("anderhalf"), `is_pointed` that a point stands where Dutch has a comma.
    `bound` is that of the word itself: "tientallen" is at least ten.
    """

    first: int
    last: int
    value: float
    scale: float = 1.0
    is_spelled: bool = False
    is_half: bool = False
    is_pointed: bool = False
    bound: Bound = Bound.EXACT

    @property
    def is_scaled(self) -> bool:
        """Whether a word such as "miljoen" is part of it."""
        return self.scale > 1

    @property
    def is_plain(self) -> bool:
        """Whether it is in digits without a scale: what may be a year, a date or a place in a text."""
        return not (self.is_scaled or self.is_spelled)


@cache
def number_words(kind: str) -> dict[str, float]:
    """Values of the number words of a class, see `number_words.tsv`."""
    return {row["word"]: float(row["value"]) for row in table("number_words") if row["class"] == kind}


@cache
def _spelled() -> re.Pattern[str]:
    """A spelled number up to 999,999 in its parts: thousands, hundreds, and what is left of a hundred."""
    cardinals = number_words("cardinal")
    small = "|".join(word for word, value in cardinals.items() if 0 < value < 20)
    tens = "|".join(word for word, value in cardinals.items() if value >= 20)
    ones = "|".join(word for word, value in cardinals.items() if 0 < value < 10)
    rest = rf"(?:(?:(?:{ones})en)?(?:{tens})|{small})"
    hundreds = rf"(?:{rest})?honderd(?:en)?(?:{rest})?|{rest}"
    return re.compile(rf"(?:(?P<thousands>{hundreds})?(?P<thousand>duizend)(?:en)?)?(?P<hundreds>{hundreds})?")


@lru_cache(maxsize=65536)
def spelled_number(word: str) -> float | None:
    """Value of a number word that is folded, None for any other word. "duizenden" is none: it is vague."""
    if len(word) > _MAX_LETTERS or word in number_words("vague"):
        return None
    if word in number_words("cardinal"):
        return number_words("cardinal")[word]
    match = _spelled().fullmatch(word)
    if match is None or not word:
        return None
    value = _under_thousand(match["hundreds"] or "")
    return value + 1000 * _under_thousand(match["thousands"] or "een") if match["thousand"] else value


def _under_thousand(word: str) -> float:
    if not word:
        return 0.0
    if "honderd" in word:
        before, _, after = word.partition("honderd")
        after = after if after in number_words("cardinal") or _tens(after) else after.removeprefix("en")
        return 100 * (_tens(before) or 1) + _tens(after)
    return _tens(word)


def _tens(word: str) -> float:
    cardinals = number_words("cardinal")
    if word in cardinals:
        return cardinals[word]
    for ones, value in cardinals.items():
        rest = word.removeprefix(ones + "en")
        if 0 < value < 10 and rest != word and rest in cardinals:
            return value + cardinals[rest]
    return 0.0


def digits_value(text: str) -> tuple[float, bool] | None:
    """Value of a number in digits, and whether a point stands for the comma; None for what is no number in Dutch."""
    if len(text) > _MAX_DIGITS + 6 or sum(character.isdecimal() for character in text) > _MAX_DIGITS:
        return None
    if len(text) > 1 and text[0] == "0" and text[1].isdecimal():
        return None  # a phone number, a key
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(".", "").replace(",", ".")), False
    if _COMMA_THOUSANDS.fullmatch(text):
        return float(text.replace(",", "")), False
    if _DECIMAL.fullmatch(text):
        return float(text.replace(",", ".")), False
    return (float(text), True) if _POINT.fullmatch(text) else None


def read_number(tokens: Tokens, index: int) -> Number | None:
    """The number that begins at a token, with its scale; None where none does."""
    token = tokens.at(index)
    if token.is_number:
        value = digits_value(token.text)
        if value is None:
            return None
        last, whole = _spaced_thousands(tokens, index, value[0])
        if tokens.is_glued(last + 1) and tokens.word(last + 1) in _FRACTIONS:
            return _scaled(tokens, Number(index, last + 1, whole + _FRACTIONS[tokens.word(last + 1)]))
        if tokens.is_glued(last + 1) and tokens.at(index - 1).text == "€" and tokens.word(last + 1) in _MONEY_SCALES:
            scale = _MONEY_SCALES[tokens.word(last + 1)]
            return Number(index, last + 1, whole * scale, scale)
        return _scaled(tokens, Number(index, last, whole, is_pointed=value[1]))
    if not token.is_word:
        return None
    word = token.folded
    halved = _half(tokens, index)
    if halved is not None:
        return halved
    scales, vague = number_words("scale"), number_words("vague")
    if word in vague:
        return _scaled(tokens, Number(index, index, vague[word], is_spelled=True, bound=Bound.AT_LEAST))
    if word == "een" and tokens.word(index + 1) in number_words("about"):
        about = number_words("about")[tokens.word(index + 1)]
        return _scaled(tokens, Number(index, index + 1, about, is_spelled=True, bound=Bound.ABOUT))
    if word in scales and word not in ("miljoen", "miljard", "biljoen", "mln", "mld", "mio", "mrd", "dzd"):
        return _scaled(tokens, Number(index, index, scales[word], is_spelled=True))
    spelled = spelled_number(word)
    return None if spelled is None else _scaled(tokens, Number(index, index, spelled, is_spelled=True))


def _spaced_thousands(tokens: Tokens, index: int, value: float) -> tuple[int, float]:
    """Last token and value of thousands parted by spaces ("428 000"), as some tables have them."""
    last = index
    if len(tokens[index].text) > 3 or not tokens[index].text.isdecimal():
        return index, value
    while (
        (following := tokens.at(last + 1)).is_number
        and len(following.text) == 3
        and following.text.isdecimal()
        and following.start == tokens[last].end + 1
    ):
        last += 1
        value = value * 1000 + int(following.text)
        if last - index > _MAX_SCALES:
            return index, float(int(tokens[index].text))
    return last, value


def _half(tokens: Tokens, index: int) -> Number | None:
    """ "anderhalf", "een half", "twee en een half": numbers only before a scale or a unit."""
    halves = number_words("half")
    word = tokens.word(index)
    if word in halves:
        return _scaled(tokens, Number(index, index, halves[word], is_spelled=True, is_half=True))
    if word == "een" and tokens.word(index + 1) in ("half", "halve"):
        return _scaled(tokens, Number(index, index + 1, 0.5, is_spelled=True, is_half=True))
    whole = spelled_number(word)
    if (
        whole is not None
        and tokens.words(index + 1, index + 3) == ("en", "een")
        and tokens.word(index + 3) in ("half", "halve")
    ):
        return _scaled(tokens, Number(index, index + 3, whole + 0.5, is_spelled=True, is_half=True))
    return None


def _scaled(tokens: Tokens, number: Number) -> Number:
    """The number times the scales and vague numbers behind it: "1,3 miljard", "honderden miljoenen"."""
    scales, vague = number_words("scale"), number_words("vague")
    last, scale = number.last, 1.0
    for _ in range(_MAX_SCALES):
        word = tokens.word(last + 1)
        if word in scales or (number.bound is not Bound.EXACT and word in vague):
            scale *= scales.get(word) or vague[word]
            last += 1
    if scale == 1.0:
        return number
    return replace(number, last=last, value=number.value * scale, scale=scale, is_half=False)
