"""Who is to act: the actor nearest to the verb of obligation, or the author of a promise.

With a parse, those that the frames of the sentence oblige (statements/frames/obligation.py), by their name in the
actor lexicon. Without one, or where the frames name nobody: a noun of the actor lexicon counts when it stands close to
the modal verb or frame, as subject ("gemeenten moeten", "moeten gemeenten"), as agent ("door het Rijk") or as the one
who is asked ("vraagt van het kabinet"); not when it is only served ("voor ouders") or joined in ("samen met
aanbieders").
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.statements.cues import Reading
from policytext.statements.frames import Frame, Mood, ParsedSentence, Role
from policytext.statements.frames.arguments import phrase_tokens
from policytext.statements.frames.predicates import is_of
from policytext.types.syntax import Parse
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
#: Words of the longest name of the lexicon, and letters from which the end of a compound tells that it is one.
_LONGEST_NAME: Final = 4
_SHORTEST_ENDING: Final = 6
#: A subject stands before its verb more often than behind it.
_BEHIND_COSTS: Final = 1.5


@cache
def _actors() -> dict[tuple[str, ...], str]:
    return {tuple(row["word"].split()): row["actor"] for row in table("actors")}


def actors_of(reading: Reading, kind: StatementKind, sentence: ParsedSentence | None = None) -> tuple[str, ...]:
    """Actors in lower case, in order of the sentence; empty where nobody is named, and always for claims.

    Args:
        reading: the cues of the sentence.
        kind: what the sentence was found to be.
        sentence: its frames, None where no parse was made.
    """
    if kind is StatementKind.CLAIM:
        return ()
    if sentence is not None and (obliged := _obliged(sentence, kind)) is not None:
        return obliged
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


def _obliged(sentence: ParsedSentence, kind: StatementKind) -> tuple[str, ...] | None:
    """Names of those whom the frames oblige; None where the frames do not tell."""
    parse = sentence.parse
    for frames in _ranked(sentence, kind):
        heads = [head for frame in frames for head in frame.obliged]
        names = dict.fromkeys(name for head in sorted(set(heads)) if (name := _name(parse, head)) is not None)
        if names:
            return tuple(names)
    return None


def _ranked(sentence: ParsedSentence, kind: StatementKind) -> tuple[list[Frame], ...]:
    """Frames in groups, those first that say most clearly who has to act; the first group with names decides."""
    stated = [frame for frame in sentence.frames if frame.mood is not Mood.QUESTION and frame.role is not Role.BESIDE]
    if kind is StatementKind.COMMITMENT:
        return ([frame for frame in stated if frame.governor is None],)
    directive = [frame for frame in stated if frame.is_directive or _asks_somebody(frame)]
    # "Gemeenten moeten zorgen dat kinderen hulp krijgen": what has to be ensured obliges those who have to ensure it.
    above = [frame for frame in directive if frame.obliged]
    directive = [frame for frame in directive if frame.governor is None or sentence.frames[frame.governor] not in above]
    possible = [frame for frame in stated if frame.modals and frame not in directive]
    return directive, possible


def _asks_somebody(frame: Frame) -> bool:
    """Whether a clause asks somebody other than its subject."""
    return is_of("asks", frame.lemma) and bool(frame.obliged) and frame.obliged != frame.subjects


def _name(parse: Parse, head: int) -> str | None:
    """The name in the lexicon of a phrase with this head, else a proper name as written; None for other nouns.

    A compound of a noun of the lexicon is one of its kind ("jeugdzorgaanbieders") and keeps its own word.
    """
    phrase = phrase_tokens(parse, head)
    words = [parse.tokens[index].text.lower() for index in phrase]
    place = phrase.index(head)
    lexicon = _actors()
    for length in range(_LONGEST_NAME, 0, -1):
        for start in range(max(0, place - length + 1), place + 1):
            name = lexicon.get(tuple(words[start : start + length]))
            if name is not None and start + length > place:
                return name
    if any(words[place].endswith(ending) for ending in _endings()):
        return words[place]
    if parse.tokens[head].pos == "PROPN":
        return " ".join((words[place], *(parse.tokens[part].text.lower() for part in parse.children(head, "flat"))))
    return None


@cache
def _endings() -> tuple[str, ...]:
    return tuple(name[0] for name in _actors() if len(name) == 1 and len(name[0]) >= _SHORTEST_ENDING)


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
