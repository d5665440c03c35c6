"""Fragments that go on from the recommendation before them: "Door ...", "Zorgen dat ...", the items of its list.

They oblige as strongly as what they go on from, and oblige the same actors, unless they say something else themselves.
Measured on 790 labelled recommendations of other documents: the strength is right for 83.7 in 100 with this rule and
for 83.0 without it.
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


def _belong_together(before: Block, own: Block) -> bool:
    """Whether a block goes on from another: it is the same, or an item behind an item or behind its lead line."""
    if before.index == own.index:
        return True
    return own.kind is BlockKind.LIST_ITEM and before.section == own.section and own.index - before.index == 1
