"""What documents say on a saved question; `is_new` tells which documents are looked at for news."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from policytext.query.answers import Entry, Hit, Step
from policytext.query.evolve import evolve
from policytext.query.follow import Basis, FollowQuery, Verdict, find_follow
from policytext.query.open_index import OpenIndex
from policytext.query.ranking import ranker
from policytext.query.search import search
from policytext.query.watching.model import Event, EventKind, Watch, WatchKind
from policytext.store import DocumentRecord, Filters
from policytext.store.filters import matches_organisation
from policytext.types.vocabulary import Attribution, Change, Stance

IsNew = Callable[[DocumentRecord], bool]
#: Confidence from which a position is told without a question mark, as on the timeline.
_SURE: Final = 0.5
#: Hits that are looked at in all, and quotations of one document that are told.
_LOOKED_AT: Final = 200
_QUOTED: Final = 3
_SIDES: Final = {
    Stance.PRO: EventKind.SUPPORTS,
    Stance.CONTRA: EventKind.CONTRADICTS,
    Stance.MIXED: EventKind.WEAKENS,
    Stance.NEUTRAL: EventKind.SPEAKS,
}
_WEAKER: Final = (Change.WEAKENED, Change.CONDITION_ADDED, Change.SCOPE_NARROWED, Change.DROPPED)
_STRONGER: Final = (Change.STRENGTHENED, Change.CONDITION_REMOVED, Change.SCOPE_WIDENED)


def events(index: OpenIndex, watch: Watch, is_new: IsNew) -> list[Event]:
    """What the new documents of an index say on a question, in order of date; undated documents last."""
    find = {
        WatchKind.CLAIM: _on_claim,
        WatchKind.QUERY: _on_query,
        WatchKind.ACTOR: _on_actor,
        WatchKind.FOLLOW: _on_answers,
    }[watch.kind]
    found = list(find(index, watch, is_new))
    return sorted(found, key=lambda event: (event.document.date is None, event.document.date or "", event.document.id))


def _on_claim(index: OpenIndex, watch: Watch, is_new: IsNew) -> Iterator[Event]:
    """Positions in new documents, and how the position of a sender of one moved since its earlier document."""
    timeline = evolve(index, watch.text, Filters(), watch.actor)
    moved = {
        step.later.id: step
        for step in (*timeline.steps, *timeline.returns)
        if step.same_holder and is_new(step.later) and step.change not in (Change.SAME, Change.NEW)
    }
    for entry in timeline.entries:
        if is_new(entry.document):
            step = moved.pop(entry.document.id, None)
            yield _position(entry, step)
    for entry in timeline.reported:
        if is_new(entry.document) and not entry.is_comment:
            yield _position(entry, None, is_reported=True)
    for step in moved.values():  # a document that treats the subject and leaves the position out
        if step.evidence is not None:
            earlier = None if step.before is None else step.before.sentence
            sender = "; ".join(step.later.organisations) or None
            yield Event(
                EventKind.WEAKENS, step.later, sender, (step.evidence,), earlier, change=step.change, is_sure=False
            )


def _position(entry: Entry, step: Step | None, *, is_reported: bool = False) -> Event:
    kind = _SIDES[entry.stance]
    if step is not None and kind is EventKind.SUPPORTS and step.change in (*_WEAKER, *_STRONGER):
        kind = EventKind.WEAKENS if step.change in _WEAKER else EventKind.STRENGTHENS
    best = sorted(entry.quotes, key=lambda quote: -quote.bearing)[:_QUOTED]
    return Event(
        kind,
        entry.document,
        entry.holder,
        tuple(quote.sentence for quote in sorted(best, key=lambda quote: quote.sentence.index)),
        None if step is None or step.before is None else step.before.sentence,
        is_reported=is_reported,
        change=None if step is None else step.change,
        is_sure=entry.confidence >= _SURE,
    )


def _on_query(index: OpenIndex, watch: Watch, is_new: IsNew) -> Iterator[Event]:
    """Hits in new documents that are near enough to be called an answer."""
    new = [document for document in index.reader.documents() if is_new(document)]
    for hit in _hits(index, watch.text, _only(index, new)) if new else ():
        if is_new(hit.sentence.document):
            yield Event(EventKind.HIT, hit.sentence.document, _sender(hit.sentence.document), (hit.sentence,))


def _on_actor(index: OpenIndex, watch: Watch, is_new: IsNew) -> Iterator[Event]:
    """Who speaks on a subject in a new document: for the first time, or, where one is asked about, again."""
    new = [document for document in index.reader.documents() if is_new(document)]
    if watch.actor is not None:
        new = [document for document in new if matches_organisation(watch.actor, document.organisations)]
    by_document: dict[str, list[Hit]] = {}
    for hit in _hits(index, watch.text, _only(index, new)) if new else ():
        if is_new(hit.sentence.document) and _is_own(hit):
            by_document.setdefault(hit.sentence.document.id, []).append(hit)
    spoke: set[str] = set()
    for document in new:
        hits = by_document.get(document.id, [])[:_QUOTED]
        if hits and watch.actor is None and not document.organisations:  # whether it is the first time, nobody knows
            yield Event(EventKind.FIRST, document, _sender(document), tuple(h.sentence for h in hits), is_sure=False)
        for name in document.organisations if hits else ():
            if watch.actor is not None and not matches_organisation(watch.actor, (name,)):
                continue
            is_first = name not in spoke and not _spoke_before(index, watch.text, name, is_new)
            spoke.add(name)
            if is_first or watch.actor is not None:
                kind = EventKind.FIRST if is_first else EventKind.AGAIN
                yield Event(kind, document, name, tuple(hit.sentence for hit in hits))


def _spoke_before(index: OpenIndex, subject: str, name: str, is_new: IsNew) -> bool:
    """Whether an organisation speaks on a subject in a document that is not new."""
    known = [d for d in index.reader.documents() if name in d.organisations and not is_new(d)]
    return any(_is_own(hit) for hit in (_hits(index, subject, _only(index, known)) if known else ()))


def _on_answers(index: OpenIndex, watch: Watch, is_new: IsNew) -> Iterator[Event]:
    """Answers to recommendations, and what came of promises, where one of the two documents is new."""
    found = find_follow(index.reader, FollowQuery(watch.text, watch.actor))
    for item in found.recommendations:
        for answer in item.answers:
            if answer.verdict is Verdict.MENTIONED and answer.basis is not Basis.NUMBER:
                continue  # that somebody speaks of the matter is no answer
            if is_new(answer.document) or is_new(item.recommendation.document):
                sentences = (answer.sentence,) if answer.matter is None else (answer.matter, answer.sentence)
                yield Event(
                    EventKind.ANSWER,
                    answer.document,
                    answer.by,
                    sentences,
                    item.recommendation,
                    is_reported=answer.is_reported,
                    answer=answer.verdict.value,
                    is_addressee=answer.is_addressee,
                    is_sure=answer.is_sure,
                )
    for promise in found.promises if watch.actor is None else ():
        for trace in promise.traces:
            document = trace.sentence.document
            if is_new(document) or is_new(promise.promise.document):
                yield Event(
                    EventKind.PROMISE,
                    document,
                    _sender(document),
                    (trace.sentence,),
                    promise.promise,
                    answer=trace.fate.value,
                    is_sure=trace.is_sure,
                )


def _hits(index: OpenIndex, text: str, filters: Filters) -> list[Hit]:
    found = search(index, text, filters, limit=_LOOKED_AT)
    return [hit for hit in found.hits if found.is_enough and hit.score >= ranker().enough]


def _only(index: OpenIndex, documents: Sequence[DocumentRecord]) -> Filters:
    if len(documents) == len(index.reader.documents()):
        return Filters()
    return Filters(documents=tuple(document.id for document in documents))


def _is_own(hit: Hit) -> bool:
    """Whether a hit states something in the document's own name; a question that it answers is another's."""
    statement = hit.sentence.statement
    return statement is not None and statement.attribution is Attribution.OWN


def _sender(document: DocumentRecord) -> str | None:
    return "; ".join(document.organisations) or "; ".join(document.metadata.authors) or None
