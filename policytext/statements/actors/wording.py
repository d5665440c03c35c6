"""Actors by the words of a sentence alone, for sentences without a usable parse.

A mention counts when it stands close to the modal verb or frame, as subject ("gemeenten moeten", "moeten gemeenten"),
as agent ("door het Rijk") or as the one who is asked ("vraagt van het kabinet"); not when it is only served ("voor
ouders") or joined in ("samen met aanbieders").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policytext.statements.actors.frames import NamedActor
from policytext.statements.actors.naming import ME, WE, ActorNames
from policytext.statements.cues import Reading
from policytext.types.spans import Span
from policytext.types.vocabulary import StatementKind

_FIRST_PERSON: Final = {"wij": WE, "we": WE, "ik": ME}
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


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention by the half-open range of its words."""

    start: int
    end: int
    name: str
    span: Span


def actors_in_words(reading: Reading, kind: StatementKind, names: ActorNames, span: Span) -> tuple[NamedActor, ...]:
    """Actors in order of the sentence; () where nobody is named.

    Args:
        reading: the cues of the sentence.
        kind: recommendation or commitment.
        names: the names of the document.
        span: the sentence in the document.
    """
    anchors = [hit.first for hit in reading.hits if hit.group in ("modal", "frame", "promise")]
    found = _mentions(reading, names, span)
    if kind is StatementKind.RECOMMENDATION:
        found = [mention for mention in found if mention.name not in (WE, ME) or _obliges_us(reading, mention.start)]
    if not found:
        return ()
    if not anchors:
        return _shown(found[:1], "named") if kind is StatementKind.COMMITMENT else ()
    distance, first = min((_distance(one.start, one.end, anchors), number) for number, one in enumerate(found))
    if distance > _REACH:
        return ()
    begin, end = first, first + 1  # widened over "gemeenten en het Rijk", "professionals, scholen en ouders"
    while begin > 0 and _are_joined(reading.words, found[begin - 1], found[begin]):
        begin -= 1
    while end < len(found) and _are_joined(reading.words, found[end - 1], found[end]):
        end += 1
    anchor = min(anchors, key=lambda place: abs(place - found[first].start))
    return _shown(found[begin:end], f"bij ‘{reading.words[anchor]}’")


def _shown(found: Sequence[_Named], sign: str) -> tuple[NamedActor, ...]:
    return tuple({one.name: NamedActor(one.name, sign, one.span) for one in found}.values())


def _obliges_us(reading: Reading, place: int) -> bool:
    """Whether "wij" at `place` is to act ("wij moeten", "nodig dat wij"), not only the one who asks ("wij pleiten")."""
    return reading.words[place - 1 : place] == ("dat",) or any(
        hit.group == "modal" and abs(hit.first - place) <= _NEXT_TO for hit in reading.hits
    )


def _are_joined(words: Sequence[str], one: _Named, next_one: _Named) -> bool:
    between = words[one.end : next_one.start]
    return 0 < len(between) <= 3 and set(between) <= _DETERMINERS | _JOINING and not _JOINING.isdisjoint(between)


def _mentions(reading: Reading, names: ActorNames, span: Span) -> list[_Named]:
    """Mentions and first persons of the sentence that may act, in order."""
    found = []
    for mention in names.within(span):
        within = Span(mention.span.start - span.start, mention.span.end - span.start)
        places = [
            at for at, token in enumerate(reading.tokens) if token.start < within.end and token.end > within.start
        ]
        if places and not _is_beside(reading.words, places[0]):
            found.append(_Named(places[0], places[-1] + 1, names.of_mention(mention), within))
    for at, token in enumerate(reading.tokens):
        if token.text in _FIRST_PERSON:
            found.append(_Named(at, at + 1, _FIRST_PERSON[token.text], Span(token.start, token.end)))
    return sorted(found, key=lambda one: one.start)


def _is_beside(words: Sequence[str], start: int) -> bool:
    before = [word for word in words[max(0, start - 4) : start] if word not in _DETERMINERS]
    return bool(before) and before[-1] in _BESIDE


def _distance(start: int, end: int, anchors: Sequence[int]) -> float:
    """Words between a mention and the nearest sign of obligation; those behind it count more."""
    return min(anchor - end if anchor >= end else _BEHIND_COSTS * max(0, start - anchor - 1) for anchor in anchors)
