"""How a position evolved: which documents speak on a proposition, on which side, and what changed in between."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import fmean
from typing import TypeVar

from policytext.lexicon import table, words
from policytext.lexicon.lemmas import noun_or_adjective, verb
from policytext.query.answers import Entry, Quote, Timeline
from policytext.query.bearing import Entailment, readings
from policytext.query.changes import find_returns, find_steps
from policytext.query.open_index import OpenIndex
from policytext.query.repeats import repeated
from policytext.query.retrieve import candidates, on_reference_scale
from policytext.query.stance import Bounds, Reading, joint_stance, sentence_stance, stance_model, together
from policytext.query.undated import bounded
from policytext.store import DocumentRecord, Filters, Scope, SentenceRecord
from policytext.store.filters import matches_organisation
from policytext.store.fulltext import tokens
from policytext.types.vocabulary import Attribution, Stance, Strength

#: Sentences looked at for one proposition, by meaning and again by words. Far past where bearing ones are found.
CANDIDATES = 600
#: Quotations kept of one entry, those that bear most on the proposition; the terminal shows fewer.
QUOTES = 6
#: Share of the best quotation's bearing that a further one of the same document or holder needs: beside a sentence that
#: says it outright, what merely touches on it is noise.
BESIDE_THE_BEST = 0.25
#: Share of their words that two quotations have in common when the second is left out: it says the same again.
ALIKE = 0.7
#: A document treats the subject when the mean similarity of its five nearest sentences is at least this. Measured with
#: multilingual-e5-small: five documents on youth care reach 0.855 to 0.91 on propositions about youth care, and 0.81 to
#: 0.85 on propositions about nitrogen, abortion or policing.
ON_SUBJECT = 0.855
_NEAREST = 5
#: Probability of bearing from which a quotation needs no document on the subject around it: more likely than not.
BEARS = 0.5
#: How a present participle ends: "een bindend referendum" has no finite verb.
_PARTICIPLE = ("end", "ende")
#: Between which values no side is said where a cross-encoder tells sides: it has to be half sure. Not calibrated, since
#: the model is the user's.
ENTAILED = Bounds(contra_to=0.25, pro_from=0.75)
_STRENGTHS = (Strength.COULD, Strength.SHOULD, Strength.MUST)


Key = TypeVar("Key")


def evolve(
    index: OpenIndex,
    proposition: str,
    filters: Filters,
    holder: str | None = None,
    entailment: Entailment | None = None,
) -> Timeline:
    """The timeline of a proposition over the documents that the filters leave.

    What a document reports of others, and readers' comments, become entries apart and never count for the document.

    Args:
        index: the index.
        proposition: a sentence that one can agree or disagree with, or a subject; a subject has no sides.
        filters: which documents.
        holder: only positions of this organisation, its own and those that others report of it; written as for
            `store.filters.matches_organisation`.
        entailment: who tells sides instead of the shipped model.
    """
    vector = index.query_vector(proposition)
    found = candidates(index, proposition, vector, replace(filters, include_comments=True), CANDIDATES)
    documents = index.reader.documents(filters)
    of_documents = {document.id: document for document in documents}
    repeats = repeated(index.reader, documents, only_same_date=True)
    found = [(sentence, similarity) for sentence, similarity in found if sentence.document.id not in repeats]
    bounds = stance_model().bounds if entailment is None else ENTAILED
    own, reported = _bearing(index, proposition, found, entailment, bounds)
    on_subject = _on_subject(found, index)
    own = {key: quotes for key, quotes in own.items() if _may_speak(quotes, on_subject)}
    reported = {key: quotes for key, quotes in reported.items() if _may_speak(quotes, on_subject)}
    entries = [_entry(quotes, _sender(quotes[0].sentence.document), bounds) for quotes in own.values()]
    others = [
        _entry(quotes, name, bounds, is_comment=quotes[0].sentence.scope is Scope.COMMENT)
        for (_, name), quotes in reported.items()
    ]
    speaking = {entry.document.id for entry in entries}
    silent = [document for document in documents if document.id in on_subject - speaking]
    known = bounded(index.reader, (*(entry.document for entry in (*entries, *others)), *silent))
    entries, others = ([_known(entry, known) for entry in held] for held in (entries, others))
    silent = [known.get(document.id, document) for document in silent]
    if holder is not None:
        documents = [document for document in documents if matches_organisation(holder, document.organisations)]
        entries = [entry for entry in entries if matches_organisation(holder, entry.document.organisations)]
        others = [entry for entry in others if entry.holder and matches_organisation(holder, (entry.holder,))]
        silent = [document for document in silent if matches_organisation(holder, document.organisations)]
    has_sides = is_statement(proposition)
    if not has_sides:
        entries, others = ([_without_side(entry) for entry in held] for held in (entries, others))
    nearest = _nearest_sentences(found)
    told = {entry.document.id for entry in (*entries, *others)} | {document.id for document in silent}
    return Timeline(
        proposition,
        len(documents),
        _in_order(entries),
        _in_order(others),
        tuple(sorted(silent, key=lambda document: _time_key(document))),
        find_steps(_in_order(entries), silent, nearest),
        find_returns(_in_order(entries)),
        has_sides,
        tuple((of_documents[one], of_documents[other]) for one, other in repeats.items() if other in told),
    )


def is_statement(text: str) -> bool:
    """Whether one can agree or disagree with a text: whether it has a finite verb, as far as word lists tell.

    A form that may be a noun as well ("kosten") is taken for one at the beginning and behind a word that leads to a
    noun ("de kosten van jeugdhulp").
    """
    known = frozenset((*words("finite_verbs"), *(row["form"] for row in table("modal_forms"))))
    leads = frozenset(words("stopwords"))
    spoken = [word.strip(".,;:!?()").lower() for word in text.split()]
    return any(
        word in known
        or (
            word not in leads
            and not word.endswith(_PARTICIPLE)
            and verb(word) is not None
            and (noun_or_adjective(word) is None or before not in leads)
        )
        for before, word in pairwise(["de", *spoken])
    )


def _known(entry: Entry, known: Mapping[str, DocumentRecord]) -> Entry:
    """The entry with what is known of the time of its document."""
    return replace(entry, document=known.get(entry.document.id, entry.document))


def _without_side(entry: Entry) -> Entry:
    quotes = tuple(replace(quote, stance=Stance.NEUTRAL) for quote in entry.quotes)
    return replace(entry, stance=Stance.NEUTRAL, confidence=max(quote.bearing for quote in quotes), quotes=quotes)


def _nearest_sentences(found: Sequence[tuple[SentenceRecord, float]]) -> dict[str, SentenceRecord]:
    """The sentence of each document that is nearest to the proposition, by id of the document."""
    nearest: dict[str, SentenceRecord] = {}
    for sentence, _ in sorted(found, key=lambda item: -item[1]):
        if sentence.scope is Scope.TEXT:
            nearest.setdefault(sentence.document.id, sentence)
    return nearest


def _bearing(
    index: OpenIndex,
    proposition: str,
    found: Sequence[tuple[SentenceRecord, float]],
    entailment: Entailment | None,
    bounds: Bounds,
) -> tuple[dict[str, list[Quote]], dict[tuple[str, str | None], list[Quote]]]:
    """Quotations that bear on the proposition: own ones by document, reported ones by document and holder."""
    own: dict[str, list[Quote]] = {}
    reported: dict[tuple[str, str | None], list[Quote]] = {}
    for sentence, reading in readings(index, proposition, found, entailment):
        for statement in sentence.statements[:1]:
            quote = Quote(sentence, sentence_stance(reading, bounds), reading.bearing, reading.pro, reading.is_outright)
            if statement.attribution is Attribution.OWN and sentence.scope is not Scope.COMMENT:
                own.setdefault(sentence.document.id, []).append(quote)
            else:
                reported.setdefault((sentence.document.id, statement.holder), []).append(quote)
    best = max((_together(group) for group in own.values()), default=0.0)
    return _speaking(own, best), _speaking(reported, best)


def _speaking(quotes: dict[Key, list[Quote]], best: float) -> dict[Key, list[Quote]]:
    """The groups that speak on the proposition, without what bears far less on it than their best quotation.

    `best` is how much the document bears on it that bears most.
    """
    model = stance_model()
    return {
        key: [quote for quote in group if quote.bearing >= BESIDE_THE_BEST * max(other.bearing for other in group)]
        for key, group in quotes.items()
        if model.speaks(_together(group), best)
    }


def _together(quotes: Iterable[Quote]) -> float:
    return together(quote.bearing for quote in quotes)


def _entry(quotes: Iterable[Quote], holder: str | None, bounds: Bounds, *, is_comment: bool = False) -> Entry:
    best = _apart(sorted(quotes, key=lambda quote: -quote.bearing))
    stance, certainty = joint_stance([Reading(quote.bearing, quote.pro, quote.is_outright) for quote in best], bounds)
    strengths = {quote.sentence.statements[0].strength for quote in best}
    return Entry(
        best[0].sentence.document,
        holder,
        is_comment,
        stance,
        certainty * best[0].bearing,
        next((strength for strength in reversed(_STRENGTHS) if strength in strengths), None),
        (best[0], *sorted(best[1:], key=lambda quote: quote.sentence.index)),
    )


def _apart(quotes: Iterable[Quote]) -> list[Quote]:
    """The first `QUOTES` of which none is in nearly the words of one before: a summary repeats its text."""
    kept: list[Quote] = []
    said: list[frozenset[str]] = []
    for quote in quotes:
        spoken = frozenset(tokens(quote.sentence.text))
        if all(len(spoken & other) < ALIKE * len(spoken | other) for other in said):
            kept.append(quote)
            said.append(spoken)
        if len(kept) == QUOTES:
            break
    return kept


def _sender(document: DocumentRecord) -> str | None:
    return "; ".join(document.organisations) or "; ".join(document.metadata.authors) or None


def _on_subject(found: Sequence[tuple[SentenceRecord, float]], index: OpenIndex) -> frozenset[str]:
    """Ids of the documents that treat the subject, by their sentences nearest to the proposition."""
    near: dict[str, list[float]] = {}
    for sentence, similarity in found:
        near.setdefault(sentence.document.id, []).append(similarity)
    means = {key: fmean(sorted(values, reverse=True)[:_NEAREST]) for key, values in near.items()}
    return frozenset(key for key, value in means.items() if on_reference_scale(index, value) >= ON_SUBJECT)


def _may_speak(quotes: Sequence[Quote], on_subject: Collection[str]) -> bool:
    """Whether quotations that may bear by chance stand in a document on the subject.

    One that bears more likely than not speaks for itself; a doubtful one shares a word or two, and that happens in
    documents on anything.
    """
    return max(quote.bearing for quote in quotes) >= BEARS or quotes[0].sentence.document.id in on_subject


def _time_key(document: DocumentRecord) -> tuple[bool, str, str]:
    return document.earliest is None, document.earliest or "", document.title


def _in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (*_time_key(entry.document), entry.holder or "")))
