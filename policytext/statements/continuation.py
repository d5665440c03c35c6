"""Fragments that go on from the statement before them: "Door ...", "Zorgen dat ...", the items of its list.

They oblige as strongly as the recommendation that they go on from, and oblige the same actors, unless they say
something else themselves. Measured on 790 labelled recommendations of other documents: the strength is right for 83.7
in 100 with this rule and for 83.0 without it. A phrase that repeats the preposition of a promise is part of that
promise; source: the guide of the labelled sentences, by which fragments have the label of what they belong to.
"""

from dataclasses import replace
from typing import Final

from policytext.statements.cues import Reading
from policytext.statements.frames import ParsedSentence
from policytext.statements.modality import is_fragment, says_how_strongly
from policytext.types.document import Block
from policytext.types.statement import Reason, Statement
from policytext.types.vocabulary import Aspect, BlockKind, StatementKind

_SIGN: Final = "gaat verder op de aanbeveling ervoor"
_OF_PROMISE: Final = "gaat verder op de toezegging ervoor"
_PREPOSITIONS: Final = frozenset(
    ("voor", "door", "met", "in", "naar", "tegen", "van", "aan", "zonder", "over", "bij", "tot", "op", "om")
)
_REPLACED: Final = frozenset((Aspect.KIND, Aspect.STRENGTH, Aspect.ACTOR))


def continued(
    statement: Statement,
    before: Statement | None,
    blocks: tuple[Block, Block],
    reading: Reading,
    sentence: ParsedSentence | None,
) -> Statement:
    """The statement with what it takes from the one before it.

    Args:
        statement: the statement.
        before: the last statement before it in the document.
        blocks: the block of the statement before and its own.
        reading: its cues.
        sentence: its frames.
    """
    is_advice = statement.kind is StatementKind.RECOMMENDATION
    if not is_advice or before is None or before.kind is not StatementKind.RECOMMENDATION:
        return statement
    if not _belong_together(*blocks) or not is_fragment(sentence):
        return statement
    reasons: list[Reason] = []
    strength, actors = statement.strength, statement.actors
    if not says_how_strongly(reading, sentence) and before.strength is not None:
        strength = before.strength
        reasons.append(Reason(Aspect.STRENGTH, _SIGN, 0.0, before.span))
    if not actors and before.actors:
        actors = before.actors
        reasons.append(Reason(Aspect.ACTOR, _SIGN, 0.0, before.span))
    kept = [reason for reason in statement.reasons if not any(reason.aspect is new.aspect for new in reasons)]
    return replace(statement, strength=strength, actors=actors, reasons=(*kept, *reasons))


def promised_along(
    statement: Statement,
    before: Statement | None,
    is_same_block: bool,
    readings: tuple[Reading | None, Reading],
    sentence: ParsedSentence | None,
) -> Statement:
    """The statement, as a promise where it is a further part of one: "Wij zetten ons in voor sport. Voor schone lucht."

    Args:
        statement: the statement.
        before: the last statement before it in the document.
        is_same_block: whether both stand in one block.
        readings: the cues of the statement before and its own.
        sentence: its frames.
    """
    if statement.kind is not StatementKind.RECOMMENDATION or not is_same_block:
        return statement
    if before is None or before.kind is not StatementKind.COMMITMENT or statement.sentence - before.sentence != 1:
        return statement
    earlier, own = readings
    if earlier is None or not own.words or own.words[0] not in _PREPOSITIONS or own.words[0] not in earlier.words:
        return statement
    if not is_fragment(sentence):
        return statement
    kept = tuple(reason for reason in statement.reasons if reason.aspect not in _REPLACED)
    return replace(
        statement,
        kind=StatementKind.COMMITMENT,
        strength=None,
        actors=before.actors,
        confidence=before.confidence,
        odds=before.odds,
        reasons=(Reason(Aspect.KIND, _OF_PROMISE, 0.0, before.span), *kept),
    )


def _belong_together(before: Block, own: Block) -> bool:
    """Whether a block goes on from another: it is the same, or an item behind an item or behind its lead line."""
    if before.index == own.index:
        return True
    return own.kind is BlockKind.LIST_ITEM and before.section == own.section and own.index - before.index == 1
