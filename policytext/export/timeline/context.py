"""The sentences around quotations, so that a reader sees what leads to them without opening the document."""

from collections.abc import Iterable
from dataclasses import dataclass

from policytext.query.answers import Quote, Timeline
from policytext.store import Reader, Scope, SentenceRecord

#: Sentences shown on each side of a quotation.
AROUND = 2
_RUNNING = frozenset({Scope.TEXT, Scope.HEADING})


@dataclass(frozen=True, slots=True)
class Context:
    """Sentences before and after a quotation, in order; fewer at the ends of a document or beside a note."""

    before: tuple[SentenceRecord, ...]
    after: tuple[SentenceRecord, ...]


def contexts(reader: Reader, timeline: Timeline) -> dict[str, Context]:
    """The context of every quotation of the timeline, by sentence id; what was not part of its text is left out."""
    quotes = {quote.sentence.id: quote.sentence for quote in _quotes(timeline)}
    wanted: dict[str, tuple[list[str], list[str]]] = {}
    for key, sentence in quotes.items():
        document, index = sentence.document, sentence.index
        before = range(max(index - AROUND, 0), index)
        after = range(index + 1, min(index + AROUND + 1, document.sentences))
        wanted[key] = ([f"{document.short_id}:{n}" for n in before], [f"{document.short_id}:{n}" for n in after])
    ids = list(dict.fromkeys(name for sides in wanted.values() for side in sides for name in side))
    records = dict(zip(ids, reader.sentence_records(ids), strict=True))
    return {
        key: Context(*(tuple(_beside(quotes[key], (records[name] for name in side))) for side in sides))
        for key, sides in wanted.items()
    }


def _beside(sentence: SentenceRecord, others: Iterable[SentenceRecord]) -> Iterable[SentenceRecord]:
    """The sentences that belong to the same part of the document: running text, or the same kind beside it."""
    scopes = _RUNNING if sentence.scope in _RUNNING else {sentence.scope}
    return (other for other in others if other.scope in scopes)


def _quotes(timeline: Timeline) -> Iterable[Quote]:
    for entry in (*timeline.entries, *timeline.reported):
        yield from entry.quotes
