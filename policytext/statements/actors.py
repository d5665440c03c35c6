"""Who is to act: the actor nearest to the verb of obligation, or the author of a promise.

A first version without syntax: a noun of the actor lexicon counts when it stands close to the modal verb or frame, as
subject ("gemeenten moeten", "moeten gemeenten"), as agent ("door het Rijk") or as the one who is asked ("vraagt van het
kabinet"); not when it is only served ("voor ouders") or joined in ("samen met aanbieders").
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.statements.cues import Reading
from policytext.types.vocabulary import StatementKind

_WE: Final = "wij"
_FIRST_PERSON: Final = frozenset(("wij", "we", "ik"))
#: Prepositions behind which an actor is not the one who acts.
_BESIDE: Final = frozenset(
    (
        *("voor", "met", "tussen", "over", "bij", "in", "naar", "tegen", "rond", "rondom", "namens", "binnen"),
        *("zonder", "behalve", "naast", "onder", "op", "uit"),
    )
)
_DETERMINERS: Final = frozenset(
    ("de", "het", "een", "alle", "elke", "iedere", "onze", "hun", "deze", "die", "dit", "dat", "ook")
)
_JOINING: Final = frozenset(("en", ",", "of", "zowel", "als"))
#: Words between "wij" and the modal verb whose subject it is.
_NEXT_TO: Final = 3
#: Words between the actor and the verb of obligation past which they hardly belong together.
_REACH: Final = 12
#: A subject stands before its verb more often than behind it.
_BEHIND_COSTS: Final = 1.5


@cache
def _actors() -> dict[tuple[str, ...], str]:
    return {tuple(row["word"].split()): row["actor"] for row in table("actors")}


def actors_of(reading: Reading, kind: StatementKind) -> tuple[str, ...]:
    """Actors in lower case, in order of the sentence; empty where nobody is named, and always for claims."""
    if kind is StatementKind.CLAIM:
        return ()
    words = reading.words
    if kind is StatementKind.COMMITMENT and any(word in _FIRST_PERSON for word in words):
        return (_WE,)
    anchors = [hit.first for hit in reading.hits if hit.group in ("modal", "frame", "promise")]
    found = _mentions(words)
    if kind is StatementKind.RECOMMENDATION:
        found = [mention for mention in found if mention[2] != _WE or _obliges_us(reading, mention[0])]
    if not found:
        return ()
    if not anchors:
        return tuple(dict.fromkeys(name for _, _, name in found[:1])) if kind is StatementKind.COMMITMENT else ()
    distance, first = min((_distance(start, end, anchors), number) for number, (start, end, _) in enumerate(found))
    if distance > _REACH:
        return ()
    begin, end = first, first + 1  # widened over "gemeenten en het Rijk", "professionals, scholen en ouders"
    while begin > 0 and _are_joined(words, found[begin - 1], found[begin]):
        begin -= 1
    while end < len(found) and _are_joined(words, found[end - 1], found[end]):
        end += 1
    return tuple(dict.fromkeys(name for _, _, name in found[begin:end]))


def _obliges_us(reading: Reading, place: int) -> bool:
    """Whether "wij" at `place` is to act ("wij moeten", "nodig dat wij"), not only the one who asks ("wij pleiten")."""
    return reading.words[place - 1 : place] == ("dat",) or any(
        hit.group == "modal" and abs(hit.first - place) <= _NEXT_TO for hit in reading.hits
    )


def _are_joined(words: Sequence[str], one: tuple[int, int, str], next_one: tuple[int, int, str]) -> bool:
    between = words[one[1] : next_one[0]]
    return 0 < len(between) <= 3 and set(between) <= _DETERMINERS | _JOINING and not _JOINING.isdisjoint(between)


def _mentions(words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Half-open ranges of words that name an actor who may act; the longest name wins."""
    lexicon = _actors()
    longest = max(len(name) for name in lexicon)
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            name = lexicon.get(tuple(words[at : at + length]))
            if name is not None and not _is_beside(words, at):
                found.append((at, at + length, name))
            if name is not None:
                at += length - 1
                break
        at += 1
    return found


def _is_beside(words: Sequence[str], start: int) -> bool:
    before = [word for word in words[max(0, start - 4) : start] if word not in _DETERMINERS]
    return bool(before) and before[-1] in _BESIDE


def _distance(start: int, end: int, anchors: Sequence[int]) -> float:
    """Words between a mention and the nearest sign of obligation; those behind it count more."""
    return min(anchor - end if anchor >= end else _BEHIND_COSTS * max(0, start - anchor - 1) for anchor in anchors)
