"""From drafts of answers to answers with their sentences, and what follows from them."""

from collections.abc import Mapping, Sequence

from policytext.query.follow.answers import Draft, Searched
from policytext.query.follow.model import Answer, Fate, Followed, Promise, Status, Trace, Verdict
from policytext.query.follow.promises import TraceDraft
from policytext.store import DocumentRecord, SentenceRecord, StatementRecord
from policytext.store.filters import matches_organisation


def followed(held: Mapping[str, SentenceRecord], item: Searched) -> Followed:
    """A recommendation with its answers; `held` are the sentences by id."""
    answers = tuple(_answer(held, draft) for draft in item.drafts)
    status, is_sure = _status(item.actors, item.later, answers)
    return Followed(held[item.record.sentence_id], item.number, item.actors, item.later, answers, status, is_sure)


def _answer(held: Mapping[str, SentenceRecord], draft: Draft) -> Answer:
    return Answer(
        draft.verdict,
        draft.basis,
        draft.by,
        draft.is_addressee,
        draft.is_reported,
        held[draft.sentence],
        None if draft.matter is None else held[draft.matter],
        draft.words,
        draft.likeness,
        draft.is_sure,
    )


def _status(actors: Sequence[str], later: Sequence[DocumentRecord], answers: Sequence[Answer]) -> tuple[Status, bool]:
    """What became of it: the last firm answer of an addressee, unsure where two addressees differ."""
    own = [answer for answer in answers if answer.is_addressee]
    firm = [answer for answer in own if answer.verdict is not Verdict.MENTIONED]
    if firm:
        last = firm[-1]
        agree = len({answer.verdict for answer in firm}) == 1
        return Status(last.verdict.value), agree and any(answer.is_sure for answer in firm)
    if own:
        return Status.MENTIONED, own[-1].is_sure
    if not actors:
        return Status.NOBODY, True
    return (Status.SILENT, False) if later else (Status.ABSENT, True)


def promise(
    held: Mapping[str, SentenceRecord],
    record: StatementRecord,
    later: tuple[DocumentRecord, ...],
    drafts: Sequence[TraceDraft],
) -> Promise:
    """A promise with what came of it; `held` are the sentences by id."""
    traces = tuple(
        Trace(draft.fate, held[draft.sentence], draft.words, draft.likeness, draft.is_own, draft.is_sure)
        for draft in drafts
    )
    own = [trace for trace in traces if trace.is_own]
    if own:
        best = max(own, key=lambda trace: trace.fate is not Fate.MENTIONED)
        return Promise(held[record.sentence_id], later, traces, best.fate, best.is_sure)
    fate = Fate.NO_TRACE if later else Fate.ABSENT
    return Promise(held[record.sentence_id], later, traces, fate, not later)


def concerns(item: Followed, by: str) -> bool:
    """Whether an organisation has to act on a recommendation or answers it."""
    senders = {name for document in item.later for name in document.organisations}
    senders |= {name for answer in item.answers for name in (answer.by, *answer.document.organisations)}
    return matches_organisation(by, senders) or matches_organisation(by, item.actors)
