"""What came of promises: where later documents of the same sender, or others that name it, come back to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policytext.query.follow.answers import Later
from policytext.query.follow.matter import Near
from policytext.query.follow.model import Fate
from policytext.query.follow.numbering import numbers_named
from policytext.query.follow.wording import Act, outcome
from policytext.store import Scope, StatementRecord
from policytext.store.filters import fold
from policytext.types.vocabulary import Attribution, StatementKind

#: How sure it has to be that a sentence is a promise.
SURE: Final = 0.6
#: The same where no phrase of a promise stands in it ("wij zullen", "ik zeg toe").
_SURE_WITHOUT_SIGN: Final = 0.82
#: Words of a sentence that does with the document itself what it says: the promise is kept on the spot.
_ON_THE_SPOT: Final = ("met deze brief", "hierbij", "in deze brief", "met deze notitie", "deze brief toe te lichten")
#: Words of an offer to talk, which nobody follows up.
_OFFERS: Final = ("offer",)
#: Words by which another recalls a promise.
_RECALLS: Final = ("toegezeg", "toezeg", "beloof", "belofte", "aangekondig", "aankondig")
_FATES: Final = (Fate.WITHDRAWN, Fate.KEPT, Fate.REPEATED, Fate.MENTIONED)


@dataclass(frozen=True, slots=True)
class TraceDraft:
    """A trace before its sentence is read from the store."""

    fate: Fate
    sentence: str
    words: tuple[str, ...]
    likeness: float
    is_own: bool
    is_sure: bool

    @property
    def rank(self) -> tuple[bool, int, float]:
        """Sort key: what the maker of the promise says itself, the clearest first."""
        return (not self.is_own, _FATES.index(self.fate), -self.likeness)


def is_promise(record: StatementRecord) -> bool:
    """Whether a statement promises something of its sender that can be looked for later."""
    statement = record.statement
    plain = fold(record.text)
    return (
        statement.kind is StatementKind.COMMITMENT
        and statement.attribution is Attribution.OWN
        and record.scope is Scope.TEXT
        and statement.confidence >= SURE
        and (statement.confidence >= _SURE_WITHOUT_SIGN or any(cue.startswith("promise:") for cue in statement.cues))
        and not statement.negated
        and not any(words in plain for words in _ON_THE_SPOT)
        and not numbers_named(record.text)  # an answer to recommendations
        and not any(cue.partition(":")[2] in _OFFERS or cue.startswith("offer") for cue in statement.cues)
    )


def traces_of(near: Sequence[Near], later: Later) -> TraceDraft | None:
    """The clearest sentence by which a later document comes back to a promise; None where none does.

    Args:
        near: its sentences that come nearest to the promise.
        later: the document; `is_own` says that it is of the one who promised.
    """
    drafts = [draft for one in near if (draft := _trace(one, later)) is not None]
    return min(drafts, key=lambda draft: draft.rank, default=None)


def _trace(one: Near, later: Later) -> TraceDraft | None:
    unit = one.sentence
    record = later.statements.get(unit.id)
    is_promise_again = record is not None and record.statement.kind is StatementKind.COMMITMENT
    recalls = any(word in unit.text.lower() for word in _RECALLS)
    if not later.is_own:
        if recalls and one.touches and later.is_named_near(unit.number):
            return TraceDraft(Fate.MENTIONED, unit.id, (), one.likeness, is_own=False, is_sure=True)
        return None
    if not one.is_same_matter and not (one.touches and recalls):
        return None
    said = outcome(unit.text)
    if said is not None:
        fate = Fate.KEPT if said[0] is Act.DONE else Fate.WITHDRAWN
        return TraceDraft(fate, unit.id, said[1], one.likeness, is_own=True, is_sure=one.is_same_matter and recalls)
    fate = Fate.REPEATED if is_promise_again else Fate.MENTIONED
    return TraceDraft(fate, unit.id, (), one.likeness, is_own=True, is_sure=one.likeness >= SURE)
