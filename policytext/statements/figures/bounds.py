"""How exactly a number is given: the words before it ("ruim", "nog geen") and behind it ("of meer")."""

from dataclasses import replace
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.folding import folded
from policytext.statements.figures.quantity import Quantity, Sort
from policytext.statements.figures.ranges import tells_of_change
from policytext.statements.figures.tokens import Tokens
from policytext.types.vocabulary import Bound

_LONGEST: Final = 5
#: Most phrases before one number: "naar schatting ruim 300".
_MOST_PHRASES: Final = 3
_ARTICLES: Final = frozenset(("de", "het", "een"))
_WITH_UNIT: Final = frozenset((Sort.MONEY, Sort.SHARE, Sort.TIME, Sort.MEASURE))


@cache
def _bounds() -> dict[tuple[str, ...], tuple[Bound, str]]:
    return {
        tuple(folded(word) for word in row["words"].split()): (Bound(row["bound"]), row["place"])
        for row in table("bounds")
    }


def with_bounds(tokens: Tokens, found: Quantity) -> Quantity:
    """The quantity with the words that bound it: its tokens include them."""
    first, bound = found.first, found.bound
    for _ in range(_MOST_PHRASES):
        phrase = _phrase_before(tokens, first, found)
        if phrase is None:
            break
        start, said = phrase
        bound = said if bound in (Bound.EXACT, Bound.ABOUT) and said is not Bound.EXACT else bound
        first = start
    qualifier = (first, found.first - 1) if first < found.first else None
    behind = _bounds().get(tokens.words(found.last + 1, found.last + 3))
    last = found.last
    if behind is not None and behind[1] == "behind":
        bound, last = behind[0], last + 2
        qualifier = qualifier or (last - 1, last)
    return replace(found, first=first, last=last, bound=bound, qualifier=qualifier)


def _phrase_before(tokens: Tokens, first: int, found: Quantity) -> tuple[int, Bound] | None:
    """First token and bound of the longest phrase right before a token."""
    stop = first
    if tokens.at(stop - 1).text == "." and tokens.word(stop - 2) == "ca":
        stop -= 1
    for length in range(min(_LONGEST, stop), 0, -1):
        phrase = tokens.words(stop - length, stop)
        known = _bounds().get(phrase)
        if known is None or known[1] == "behind":
            continue
        bound, place = known
        if place == "time" and found.sort is not Sort.TIME:
            continue
        if place == "unit" and (found.sort not in _WITH_UNIT or found.high is not None):
            continue
        if phrase == ("tot",) and (tells_of_change(tokens, first) or found.sort is Sort.SHARE):
            continue
        return stop - length, bound
    return None
