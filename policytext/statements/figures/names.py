"""Numbers that count nothing: years, dates, times of day, articles, phones, list numbers, parts of names."""

import re
from functools import cache
from typing import Final

from policytext.lexicon import table, words
from policytext.lexicon.folding import folded
from policytext.statements.figures.numbers import Number
from policytext.statements.figures.tokens import Tokens
from policytext.statements.figures.wording import figure_words

_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d|2100")
#: Signs that may touch a number on its left.
_OPENING: Final = frozenset("([{€$£<>≥≤~±≈+„“\"'‘:;,=")
#: Signs that may touch a number on its right.
_CLOSING: Final = frozenset(")]}%‰€.,;:!?\"'”’…*°")
_DASHES: Final = frozenset("-–—")
#: What may stand between two numbers of one name: "artikelen 3, 4 en 5", "hoofdstuk 2 t/m 4".
_BETWEEN: Final = frozenset((",", "en", "of", "tot", "t", "m", "/", "met", "&", "-", "–", "(", ")", "."))
_MOST_BETWEEN: Final = 4
_BULLETS: Final = frozenset("•▪◦●-–—*(")
_MOST_BULLETS: Final = 2
#: Behind a number that is an article: its member, or the short name of its code.
_REFERENCE_BEHIND: Final = figure_words("reference")
_CLOCK_BEFORE: Final = frozenset(("om", "tot", "vanaf", "rond", "omstreeks", "tussen", "van", "voor", "na"))


@cache
def _months() -> frozenset[str]:
    return frozenset(row["name"] for row in table("months") if row["number"])


@cache
def _numbered() -> frozenset[str]:
    listed = (*words("labelled_parts"), *words("numbered_names"))
    return frozenset(folded(word.rstrip(".")) for word in listed)


def is_year(tokens: Tokens, index: int) -> bool:
    """Whether the number may be a year."""
    return tokens.at(index).is_number and _YEAR.fullmatch(tokens.at(index).text) is not None


def is_month(word: str) -> bool:
    """Whether a folded word is a month or its abbreviation."""
    return word in _months()


def is_glued_to_name(tokens: Tokens, number: Number, *, is_upper: bool = False) -> bool:
    """Whether a number touches what makes it part of a word, a key or a date: "CO2", "2e", "24/7", "C-123".

    `is_upper` says that it was read as the upper end of a range: a dash may join it to the lower one.
    """
    first, last = number.first, number.last
    if tokens.is_glued(first) and tokens.at(first).is_number:
        before = tokens.at(first - 1)
        if before.text in _DASHES:
            if tokens.is_glued(first - 1) and not (is_upper and _is_range_end(tokens, first - 1)):
                return True
        elif before.text == "'" or before.text == "’":
            return True  # "'90"
        elif before.text not in _OPENING or (before.text in ":;,=" and tokens.is_glued(first - 1)):
            return True
    after = tokens.at(last + 1)
    if not after.glued or not tokens.at(last).is_number or not after.text:
        return False
    if after.text in _DASHES:
        return _is_dashed_key(tokens, last + 1)
    return after.text not in _CLOSING or (after.text == ":" and tokens.is_glued(last + 2))


def _is_range_end(tokens: Tokens, dash: int) -> bool:
    """Whether a dash stands between two numbers of which neither is part of a longer key."""
    return (
        tokens.at(dash - 1).is_number
        or tokens.at(dash - 1).text in "%,€"
        or tokens.at(dash - 1).text == "-"  # "250,--"
    )


def _is_dashed_key(tokens: Tokens, dash: int) -> bool:
    """Whether the dash behind a number begins a word or a third number: "5-puntenplan", "1-1-2020"."""
    following = tokens.at(dash + 1)
    if not following.glued or not following.text:
        return False
    if following.is_word:
        return True
    if not following.is_number:
        return following.text not in "€)/,."
    beyond = tokens.at(dash + 2)
    return beyond.glued and beyond.text in _DASHES and tokens.at(dash + 3).is_number


def is_date_or_time(tokens: Tokens, number: Number) -> bool:
    """Whether a number is a day before a month, or an hour."""
    following = tokens.word(number.last + 1)
    if following in _months() and not tokens.is_glued(number.last + 1):
        return True
    if following in ("uur", "u") and number.scale == 1:
        if number.is_pointed or ":" in tokens.at(number.first).text:
            return True
        before = tokens.word(number.first - 1)
        return before in _CLOCK_BEFORE and number.value <= 24 and tokens.word(number.last + 2) != "per"
    return False


def is_named(tokens: Tokens, number: Number, taken: int | None) -> bool:
    """Whether a bare number names: a year, the number of an article, note, item, phone or postal code.

    Args:
        tokens: of the sentence.
        number: without a unit.
        taken: index of the last token that was such a name, whose list this number may continue.
    """
    first, last = number.first, number.last
    if number.is_pointed or (number.is_plain and first == last and is_year(tokens, first)):
        return True
    if _is_named_before(tokens, first) or (taken is not None and _continues(tokens, taken, first)):
        return True
    if not number.is_plain:
        return False
    before, after = tokens.at(first - 1), tokens.at(last + 1)
    if before.is_number or after.is_number or after.folded in _REFERENCE_BEHIND:
        return True
    if (before.text, after.text) in (("(", ")"), ("[", "]")):
        return True
    if len(tokens[first].text) == 4 and len(after.text) == 2 and after.text.isupper():
        return True  # a postal code
    return _is_list_number(tokens, number)


def _is_named_before(tokens: Tokens, first: int) -> bool:
    place = first - 1
    for _ in range(2):  # "nr. 7", "tabel: 3", "(artikel (3)"
        if tokens.at(place).text in (".", ":", "(", "-"):
            place -= 1
    return tokens.word(place) in _numbered() or tokens.word(place) == "per"


def _continues(tokens: Tokens, taken: int, first: int) -> bool:
    between = tokens.words(taken + 1, first)
    return 0 < len(between) <= _MOST_BETWEEN and all(word in _BETWEEN for word in between)


def _is_list_number(tokens: Tokens, number: Number) -> bool:
    """Whether a number opens the sentence as that of an item or a heading: "3. Zorg", "4 Conclusies"."""
    if number.first > _MOST_BULLETS or any(token.text not in _BULLETS for token in tokens[: number.first]):
        return False
    after = tokens.at(number.last + 1)
    return after.text in (".", ")", ":") or (after.is_word and after.text[0].isupper() and not after.text.isupper())
