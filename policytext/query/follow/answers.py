"""The sentences of a later document that answer a recommendation, with what ties the two together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from policytext.query.follow.addressees import is_same
from policytext.query.follow.matter import Near
from policytext.query.follow.model import Basis, Verdict
from policytext.query.follow.numbering import is_of_all, numbers_named
from policytext.query.follow.wording import Response, asks_for_a_position, response, response_to_numbers, yes_or_no
from policytext.store import DocumentRecord, Scope, StatementRecord
from policytext.store.words import UnitWords
from policytext.types.vocabulary import Attribution, BlockKind, StatementKind

#: Sentences behind one on the matter in which an answer to it may stand, and behind a question.
_BEHIND: Final = 2
_BEHIND_QUESTION: Final = 3
#: Probability of saying the same from which what is said of a sentence is surely said of the recommendation.
_SURELY_SAME: Final = 0.3
#: How sure it has to be that a sentence is a promise or decision.
_SURE_PROMISE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its sentences are read from the store; `sentence` and `matter` are unit ids.

    `weight` tells how much speaks for it, to choose between the recommendations that one sentence may answer.
    """

    verdict: Verdict
    basis: Basis
    by: str
    is_addressee: bool
    is_reported: bool
    sentence: str
    matter: str | None
    words: tuple[str, ...]
    likeness: float
    is_sure: bool
    weight: float = 0.0

    @property
    def rank(self) -> tuple[bool, int, bool, float]:
        """Sort key: the firmest answer first."""
        bases = list(Basis)
        return (self.verdict is Verdict.MENTIONED, bases.index(self.basis), not self.is_sure, -self.likeness)


@dataclass(frozen=True, slots=True)
class Searched:
    """A recommendation with the answers that were found; fields as in `model.Followed`."""

    record: StatementRecord
    number: int | None
    actors: tuple[str, ...]
    later: tuple[DocumentRecord, ...]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """A later document as it is searched for answers.

    `units` are its sentences by number, `statements` what they state by unit id, `named` the numbers of those in which
    it cites or names the earlier document. `is_addressee` says that one of its senders has to act, `is_own` that it is
    of the recommending sender itself.
    """

    document: DocumentRecord
    units: Mapping[int, UnitWords]
    statements: Mapping[str, StatementRecord]
    named: frozenset[int]
    cites: bool
    is_addressee: bool
    is_own: bool

    @property
    def sender(self) -> str:
        """Who sends it."""
        return "; ".join(self.document.organisations) or "; ".join(self.document.metadata.authors) or "?"

    def is_named_near(self, number: int, reach: int = 1) -> bool:
        """Whether the earlier document is named in a sentence or one that is so near."""
        return any(place in self.named for place in range(number - reach, number + reach + 1))


def answers_on(near: Sequence[Near], later: Later, actors: Sequence[str], *, is_denied: bool) -> list[Draft]:
    """Answers of one document to one recommendation, found by the matter.

    Args:
        near: its sentences that come nearest.
        later: the document.
        actors: who has to act.
        is_denied: whether the recommendation asks not to do something.
    """
    found = []
    for one in near:
        is_named = later.is_named_near(one.sentence.number)
        if one.is_same_matter or (later.cites and one.is_in_reply) or (is_named and one.touches):
            draft = _answer(_Pair(one, later, tuple(actors), is_named), is_denied=is_denied)
            if draft is not None:
                found.append(draft)
    return found


@dataclass(frozen=True, slots=True)
class _Pair:
    """A sentence on the matter of a recommendation, and whether the earlier document is named beside it."""

    near: Near
    later: Later
    actors: tuple[str, ...]
    is_named: bool

    @property
    def unit(self) -> UnitWords:
        return self.near.sentence

    @property
    def weight(self) -> float:
        """What speaks for it; a name in the sentence itself more than one beside it."""
        return self.near.weight + 0.5 * self.is_named + 0.5 * (self.unit.number in self.later.named)


def _answer(pair: _Pair, *, is_denied: bool) -> Draft | None:
    unit, later = pair.unit, pair.later
    if asks_for_a_position(unit.text):
        return _to_question(pair)
    if unit.text.rstrip().endswith("?"):
        return None
    may_answer = pair.is_named or later.is_addressee
    said = response(unit.text)
    if said is not None and may_answer and (said.has_object or said.endorses or pair.is_named):
        draft = _by_words(pair, said, unit)
        if draft is not None:
            return draft
    for number in range(unit.number + 1, unit.number + 1 + _BEHIND):
        behind = later.units.get(number)
        if behind is None or behind.block - unit.block > 1 or behind.kind is BlockKind.HEADING:
            break
        said = response(behind.text)
        if said is not None and may_answer and (said.points or said.has_object) and not said.endorses:
            draft = _by_words(pair, said, behind)
            if draft is not None:
                return draft
    return None if later.is_own or not may_answer else _by_deed(pair, is_denied=is_denied)


def _by_deed(pair: _Pair, *, is_denied: bool) -> Draft | None:
    """A decision to do, or not to do, what was recommended, or a mere mention of the matter by the addressee."""
    record = pair.later.statements.get(pair.unit.id)
    if record is None or record.statement.attribution is Attribution.REPORTED:
        return None
    later, likeness = pair.later, pair.near.likeness
    if record.statement.kind is StatementKind.COMMITMENT and record.statement.confidence >= _SURE_PROMISE:
        verdict = Verdict.ACCEPTED if record.statement.negated == is_denied else Verdict.REJECTED
        return Draft(
            verdict, Basis.DECISION, later.sender, later.is_addressee, False, pair.unit.id, None, (), likeness,
            is_sure=False, weight=pair.weight,
        )  # fmt: skip
    if not later.is_addressee:
        return None
    return Draft(
        Verdict.MENTIONED, Basis.MATTER, later.sender, True, False, pair.unit.id, None, (), likeness, is_sure=False,
        weight=pair.weight,
    )  # fmt: skip


def _by_words(pair: _Pair, said: Response, unit: UnitWords) -> Draft | None:
    """An answer by words of acceptance or refusal; None where these are of nobody whose answer counts."""
    later = pair.later
    speaker = speaker_of(later, unit)
    if speaker is None and not (said.is_own or said.endorses):
        speaker = spoken_of(unit, pair.actors)
        if speaker is None and not later.is_addressee:
            return None
    if speaker is None and later.is_own:
        return None  # the sender speaks of its own recommendation
    is_addressee = later.is_addressee if speaker is None else any(is_same(actor, speaker) for actor in pair.actors)
    if speaker is not None and not is_addressee:
        return None
    sure = pair.near.likeness >= _SURELY_SAME or (pair.is_named and pair.near.is_same_matter)
    return Draft(
        said.verdict,
        Basis.NAMED if pair.is_named else Basis.WORDS,
        later.sender if speaker is None else speaker,
        is_addressee,
        speaker is not None,
        unit.id,
        None if unit.id == pair.unit.id else pair.unit.id,
        said.words,
        pair.near.likeness,
        is_sure=sure,
        weight=pair.weight,
    )


def speaker_of(later: Later, unit: UnitWords) -> str | None:
    """Who answers where a sentence tells the answer of another, None where the document answers itself."""
    record = later.statements.get(unit.id)
    if record is None or record.statement.attribution is Attribution.OWN:
        return None
    return record.statement.holder


def spoken_of(unit: UnitWords, actors: Sequence[str]) -> str | None:
    """The word by which a sentence speaks of one who has to act ("de minister onderschrijft"), else None."""
    return next((word for word in unit.words if any(is_same(actor, word) for actor in actors)), None)


def _to_question(pair: _Pair) -> Draft | None:
    """Yes or no behind a question on the matter: an answer to questions of a council or of parliament."""
    one, later = pair.near, pair.later
    if not pair.is_named and not one.is_same_matter:
        return None
    for number in range(one.sentence.number + 1, one.sentence.number + 1 + _BEHIND_QUESTION):
        unit = later.units.get(number)
        if unit is None or unit.text.rstrip().endswith("?"):
            return None
        said = yes_or_no(unit.text)
        if said is not None:
            return Draft(
                said, Basis.QUESTION, later.sender, later.is_addressee, False, unit.id, one.sentence.id,
                (unit.words[0],), one.likeness, is_sure=one.likeness >= _SURELY_SAME, weight=pair.weight,
            )  # fmt: skip
    return None


def answers_by_number(later: Later, *, is_only_one: bool, with_mentions: bool = False) -> dict[int, Draft]:
    """Answers that name recommendations by their numbers, the first for each number.

    Args:
        later: a document that cites or names the earlier one, or that one itself.
        is_only_one: whether it names no other document with numbered recommendations.
        with_mentions: whether what is said of a number counts where it has no words of an answer.
    """
    found: dict[int, Draft] = {}
    for number, unit in later.units.items():
        if (
            unit.scope is not Scope.TEXT
            or "aanbevel" not in unit.text.lower()
            or not (named := numbers_named(unit.text))
        ):
            continue
        answers: Mapping[int, Response | None] = response_to_numbers(unit.text)
        at = unit
        if not answers and (behind := later.units.get(number + 1)) is not None:
            said = response(behind.text)
            if said is not None and said.points:
                answers, at = dict.fromkeys(named, said), behind
        if not answers and with_mentions:
            answers = dict.fromkeys(named, None)
        is_named = later.is_named_near(number, 3)
        if not (is_named or is_only_one or later.is_own):
            continue
        speaker = speaker_of(later, at)
        for one, said in answers.items():
            if later.is_own and speaker is None and said is not None and said.is_own:
                continue  # the sender speaks of its own recommendations
            draft = Draft(
                Verdict.MENTIONED if said is None else said.verdict,
                Basis.NUMBER,
                speaker or later.sender,
                later.is_addressee,
                speaker is not None,
                at.id,
                None if at is unit else unit.id,
                () if said is None else said.words,
                0.0,
                is_sure=is_named or is_only_one,
            )
            found.setdefault(one, draft)
    return found


def answer_to_all(later: Later) -> Draft | None:
    """An answer to the recommendations of a named document together; it tells of none of them surely."""
    for number, unit in later.units.items():
        if unit.scope is not Scope.TEXT or number not in later.named or not is_of_all(unit.text):
            continue
        said = response(unit.text)
        if said is not None and said.has_object and speaker_of(later, unit) is None:
            return Draft(
                said.verdict, Basis.WHOLE, later.sender, later.is_addressee, False, unit.id, None, said.words, 0.0,
                is_sure=False,
            )  # fmt: skip
    return None
