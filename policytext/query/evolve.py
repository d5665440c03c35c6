"""How a position evolved: which documents speak on a proposition, on which side, and what changed in between."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from policytext.query.answers import Entry, Quote, Timeline
from policytext.query.bearing import readings
from policytext.query.changes import find_returns, find_steps
from policytext.query.open_index import OpenIndex
from policytext.query.retrieve import candidates, on_reference_scale
from policytext.query.stance import Reading, joint_stance, sentence_stance, stance_model, together
from policytext.store import DocumentRecord, Filters, Scope, SentenceRecord
from policytext.types.vocabulary import Attribution, Strength

#: Sentences looked at for one proposition, by meaning and again by words. Far past where bearing ones are found.
CANDIDATES = 600
#: Quotations shown for one entry: those that bear most on the proposition.
QUOTES = 5
#: Share of the best quotation's bearing that a further one of the same document or holder needs: beside a sentence that
#: says it outright, what merely touches on it is noise.
BESIDE_THE_BEST = 0.4
#: A document treats the subject when the mean similarity of its five nearest sentences is at least this. Measured with
#: multilingual-e5-small: five documents on youth care reach 0.855 to 0.91 on propositions about youth care, and 0.81 to
#: 0.85 on propositions about nitrogen, abortion or policing.
ON_SUBJECT = 0.855
_NEAREST = 5
#: Probability of bearing from which a quotation needs no document on the subject around it: more likely than not.
BEARS = 0.5
_STRENGTHS = (Strength.COULD, Strength.SHOULD, Strength.MUST)


Key = TypeVar("Key")


def evolve(index: OpenIndex, proposition: str, filters: Filters) -> Timeline:
    """The timeline of a proposition over the documents that the filters leave.

    What a document reports of others, and readers' comments, become entries apart and never count for the document.
    """
    vector = index.encoder.encode_query(proposition)
    found = candidates(index, proposition, vector, replace(filters, include_comments=True), CANDIDATES)
    documents = index.reader.documents(filters)
    own, reported = _bearing(index, proposition, found)
    own = {key: quotes for key, quotes in own.items() if _is_on_subject(quotes, found, index)}
    reported = {key: quotes for key, quotes in reported.items() if _is_on_subject(quotes, found, index)}
    entries = [_entry(quotes, _sender(quotes[0].sentence.document)) for quotes in own.values()]
    others = [
        _entry(quotes, holder, is_comment=quotes[0].sentence.scope is Scope.COMMENT)
        for (_, holder), quotes in reported.items()
    ]
    speaking = {entry.document.id for entry in entries}
    silent = [
        document for document in documents if document.id not in speaking and _treats_subject(document, found, index)
    ]
    return Timeline(
        proposition,
        len(documents),
        _in_order(entries),
        _in_order(others),
        tuple(sorted(silent, key=lambda document: _time_key(document))),
        find_steps(_in_order(entries), silent),
        find_returns(_in_order(entries)),
    )


def _bearing(
    index: OpenIndex, proposition: str, found: Sequence[tuple[SentenceRecord, float]]
) -> tuple[dict[str, list[Quote]], dict[tuple[str, str | None], list[Quote]]]:
    """Quotations that bear on the proposition: own ones by document, reported ones by document and holder."""
    model = stance_model()
    own: dict[str, list[Quote]] = {}
    reported: dict[tuple[str, str | None], list[Quote]] = {}
    for sentence, reading in readings(index, proposition, found):
        for statement in sentence.statements[:1]:
            quote = Quote(
                sentence, sentence_stance(reading, model.bounds), reading.bearing, reading.pro, reading.is_outright
            )
            if statement.attribution is Attribution.OWN and sentence.scope is not Scope.COMMENT:
                own.setdefault(sentence.document.id, []).append(quote)
            else:
                reported.setdefault((sentence.document.id, statement.holder), []).append(quote)
    return _speaking(own), _speaking(reported)


def _speaking(quotes: dict[Key, list[Quote]]) -> dict[Key, list[Quote]]:
    """The groups that speak on the proposition, without what bears far less on it than their best quotation."""
    speaks_from = stance_model().speaks_from
    return {
        key: [quote for quote in group if quote.bearing >= BESIDE_THE_BEST * max(other.bearing for other in group)]
        for key, group in quotes.items()
        if together(quote.bearing for quote in group) >= speaks_from
    }


def _entry(quotes: Iterable[Quote], holder: str | None, *, is_comment: bool = False) -> Entry:
    best = sorted(quotes, key=lambda quote: -quote.bearing)[:QUOTES]
    stance, certainty = joint_stance(
        [Reading(quote.bearing, quote.pro, quote.is_outright) for quote in best], stance_model().bounds
    )
    strengths = {quote.sentence.statements[0].strength for quote in best}
    return Entry(
        best[0].sentence.document,
        holder,
        is_comment,
        stance,
        certainty * best[0].bearing,
        next((strength for strength in reversed(_STRENGTHS) if strength in strengths), None),
        tuple(sorted(best, key=lambda quote: quote.sentence.index)),
    )


def _sender(document: DocumentRecord) -> str | None:
    return "; ".join(document.organisations) or "; ".join(document.metadata.authors) or None


def _treats_subject(document: DocumentRecord, found: Sequence[tuple[SentenceRecord, float]], index: OpenIndex) -> bool:
    nearest = sorted(
        (similarity for sentence, similarity in found if sentence.document.id == document.id), reverse=True
    )
    top = nearest[:_NEAREST]
    return bool(top) and on_reference_scale(index, sum(top) / len(top)) >= ON_SUBJECT


def _is_on_subject(quotes: Sequence[Quote], found: Sequence[tuple[SentenceRecord, float]], index: OpenIndex) -> bool:
    """Whether quotations that may bear by chance stand in a document on the subject.

    One that bears more likely than not speaks for itself; a doubtful one shares a word or two, and that happens in
    documents on anything.
    """
    return max(quote.bearing for quote in quotes) >= BEARS or _treats_subject(quotes[0].sentence.document, found, index)


def _time_key(document: DocumentRecord) -> tuple[bool, str, str]:
    return document.date is None, document.date or "", document.title


def _in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (*_time_key(entry.document), entry.holder or "")))
