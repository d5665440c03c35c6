"""What is new on a saved question since its last run."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from policytext.query.open_index import OpenIndex
from policytext.query.watching.looking import events
from policytext.query.watching.model import Event, EventKind, Watch, document_mark
from policytext.store import DocumentRecord, Filters

#: Hits of one document that are told.
_HITS_TOLD: Final = 3


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of a question found.

    `new_documents` counts the documents that were not there before, `events` is what they say. `documents` and `marks`
    are what has been seen after it: of all documents of the index, and of what is told or counted.
    """

    watch: Watch
    new_documents: int
    events: tuple[Event, ...]
    documents: frozenset[str]
    marks: frozenset[str]


def run_watch(
    index: OpenIndex,
    watch: Watch,
    seen_documents: Collection[str],
    seen_marks: Collection[str],
    *,
    since: str | None = None,
) -> Ran:
    """What documents say on a question that were not there at the last run.

    A document is new by its bytes, so that one that is read anew in another version of the program is not; what a
    changed file says in the words that were told before is not told again.

    Args:
        index: the index.
        watch: the question.
        seen_documents: marks of the documents that were there (`model.document_mark`).
        seen_marks: marks of what was told (`model.Event.mark`).
        since: look at all documents dated from this day on instead, whatever was seen.
    """
    documents = index.reader.documents()
    if since is None:
        new = {document.id for document in documents if document_mark(document) not in seen_documents}
        told = frozenset(seen_marks)
    else:
        new = {document.id for document in index.reader.documents(Filters(date_from=since))}
        told = frozenset()

    def is_new(document: DocumentRecord) -> bool:
        return document.id in new

    found = events(index, watch, is_new) if new else []
    fresh = {event.mark: event for event in found if event.mark not in told}
    return Ran(
        watch,
        len(new),
        tuple(_best_hits(fresh.values())),
        frozenset(map(document_mark, documents)),
        frozenset(event.mark for event in found),
    )


def _best_hits(events: Iterable[Event]) -> Iterator[Event]:
    """News with the first few hits of each document, which are its best; the last of them counts the others.

    In a letter on nothing but the subject nearly every sentence is a hit: 89 in one of 202 sentences.
    """
    for _, group in groupby(events, key=lambda event: event.document.id):
        of_document = list(group)
        hits = [event for event in of_document if event.kind is EventKind.HIT]
        yield from (event for event in of_document if event.kind is not EventKind.HIT)
        told = hits[:_HITS_TOLD]
        if told:
            yield from told[:-1]
            yield replace(told[-1], more=len(hits) - len(told))
