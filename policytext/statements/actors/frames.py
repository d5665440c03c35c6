"""Actors by the syntax of a sentence: those whom its frames oblige (statements/frames/obligation.py), by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policytext.statements.actors.naming import ActorNames
from policytext.statements.frames import Frame, Mood, ParsedSentence, Role
from policytext.statements.frames.predicates import is_of
from policytext.types.spans import Span
from policytext.types.syntax import Parse
from policytext.types.vocabulary import StatementKind

_DUTIES: Final = frozenset(("moeten", "dienen", "behoren", "horen"))
_CAN: Final = "kunnen"


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor with why it is one: `sign`, and `span` of the phrase in code points of the sentence."""

    name: str
    sign: str
    span: Span


def obliged_by_frames(
    sentence: ParsedSentence, kind: StatementKind, names: ActorNames, offset: int
) -> tuple[NamedActor, ...]:
    """Those whom the frames oblige, in order of the sentence; () where the frames name nobody.

    Args:
        sentence: the sentence with its frames.
        kind: recommendation or commitment.
        names: the names of the document.
        offset: where the sentence begins in the text of the document.
    """
    parse = sentence.parse
    for frames in _ranked(sentence, kind):
        found: dict[str, NamedActor] = {}
        heads = sorted({(head, place) for place, frame in enumerate(frames) for head in _acting(frame, kind)})
        for head, place in heads:
            if _is_enabled(frames[place], sentence.frames) and not names.is_body(parse, head, offset):
                continue
            if _only_asks(frames[place], head, sentence.frames):
                continue
            for name in names.of_head(parse, head, offset):
                sign = _sign(parse, frames[place], head)
                found.setdefault(name, NamedActor(name, sign, parse.tokens[head].span))
        if found:
            return tuple(found.values())
    return ()


def _acting(frame: Frame, kind: StatementKind) -> tuple[int, ...]:
    """Heads of those who act; a promise is also kept by who only wants something: "Het kabinet wil ruimte"."""
    if frame.mood is Mood.IMPERATIVE:  # "Verhoog de KDW": a parser may take what is raised for the subject
        return tuple(head for head in frame.obliged if head not in frame.subjects)
    if kind is StatementKind.COMMITMENT and not frame.is_passive:
        return frame.obliged or frame.subjects
    if _only_holds(frame):
        return tuple(head for head in frame.obliged if head not in frame.subjects)
    return frame.obliged


def _is_enabled(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether others have to see to it that the subject can: "Bewoners moeten kunnen meebeslissen".

    Of 12 such recommendations in documents of others 11 oblige nobody by name; one obliges a minister.
    """
    if _CAN not in frame.modals:
        return False
    above = None if frame.governor is None else frames[frame.governor]
    return not _DUTIES.isdisjoint(frame.modals) or (above is not None and is_of("obliges", above.lemma))


def _only_asks(frame: Frame, head: int, frames: Sequence[Frame]) -> bool:
    """Whether the subject asks for what a clause says: "De commissie stelt voor om de norm te verlagen"."""
    above = None if frame.governor is None else frames[frame.governor]
    return above is not None and is_of("asks", above.lemma) and not above.is_passive and head in above.subjects


def _only_holds(frame: Frame) -> bool:
    """Whether a clause tells what its subject thinks, asks or lacks, so that the subject is not whom it obliges."""
    if _DUTIES & set(frame.modals):
        return False
    verb = frame.lemma.rpartition(" ")[2]  # "nodig vinden"
    return is_of("asks", frame.lemma) or is_of("holds", frame.lemma) or is_of("holds", verb)


def is_addressing(sentence: ParsedSentence) -> bool:
    """Whether a sentence asks without saying whom, as an order or an item of a list does."""
    main = [frame for frame in sentence.frames if frame.role is not Role.BESIDE and frame.governor is None]
    if not main:
        return True
    return main[0].mood in (Mood.IMPERATIVE, Mood.INFINITIVE, Mood.FRAGMENT) or main[0].tense is None


def _ranked(sentence: ParsedSentence, kind: StatementKind) -> tuple[list[Frame], ...]:
    """Frames in groups, those first that say most clearly who has to act; the first group with names decides."""
    stated = [
        frame
        for frame in sentence.frames
        if frame.mood is not Mood.QUESTION
        and frame.role is not Role.BESIDE
        and not _is_indirect_question(sentence.parse, frame)
    ]
    if kind is StatementKind.COMMITMENT:
        return ([frame for frame in stated if frame.governor is None],)
    directive = [frame for frame in stated if frame.is_directive or _asks_somebody(frame)]
    # "Gemeenten moeten zorgen dat kinderen hulp krijgen": what has to be ensured obliges those who have to ensure it.
    above = [frame for frame in directive if frame.obliged]
    directive = [frame for frame in directive if frame.governor is None or sentence.frames[frame.governor] not in above]
    possible = [frame for frame in stated if frame.modals and frame not in directive]
    # "Gemeenten maken samen een plan", where that is a proposal: nothing else in it says who has to act. Not "Het CPB
    # stelt dat ...".
    stating = {one.governor for one in sentence.frames if one.role is Role.COMPLEMENT and one.tense is not None}
    proposed = [
        one
        for place, one in enumerate(sentence.frames)
        if one in stated and _is_plain(sentence.parse, one) and (place not in stating or is_of("ensures", one.lemma))
    ]
    proposed = [] if directive or possible else proposed
    return directive, possible, proposed


def _is_indirect_question(parse: Parse, frame: Frame) -> bool:
    """Whether a clause is what is to be found out: "Onderzoeken of er een huisartsenpost mogelijk is"."""
    marks = (mark for verb in {frame.predicate, *frame.verb} for mark in parse.children(verb, "mark"))
    return any(parse.tokens[mark].text.lower() == "of" for mark in marks)


def _is_plain(parse: Parse, frame: Frame) -> bool:
    """Whether a main clause says what others do: not what the author thinks, wants or asks."""
    if frame.governor is not None or is_of("asks", frame.lemma) or is_of("obliges", frame.lemma):
        return False
    return not any(parse.tokens[head].text.lower() in ("wij", "we", "ik") for head in frame.obliged)


def _asks_somebody(frame: Frame) -> bool:
    """Whether a clause asks somebody other than its subject."""
    return is_of("asks", frame.lemma) and bool(frame.obliged) and frame.obliged != frame.subjects


def _sign(parse: Parse, frame: Frame, head: int) -> str:
    verb = parse.tokens[frame.predicate].text
    if head in frame.agents:
        return f"door wie bij ‘{verb}’"
    if head in frame.subjects:
        return f"onderwerp van ‘{frame.modal or verb}’"
    return f"gevraagd met ‘{verb}’" if is_of("asks", frame.lemma) else f"aan zet bij ‘{verb}’"
