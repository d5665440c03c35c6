"""The timeline for Discourse Network Analyzer: quotations as coded statements in the texts of their documents."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from policytext.export.timeline.axis import extent
from policytext.export.timeline.network import actors, positions
from policytext.export.timeline.wording import Wording
from policytext.query.answers import Entry, Quote, Timeline
from policytext.store import DocumentRecord, Located
from policytext.store.discourse import CodedDocument, CodedStatement, short
from policytext.types.vocabulary import Stance

#: What an agreement of yes or no can say of a stance; DNA's way to code an ambivalent one is both.
AGREEMENTS: Mapping[Stance, tuple[bool, ...]] = {
    Stance.PRO: (True,),
    Stance.CONTRA: (False,),
    Stance.MIXED: (True, False),
    Stance.NEUTRAL: (),
}
_SECONDS_OF_DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).toordinal()


def coded_documents(timeline: Timeline, texts: Mapping[str, str], wording: Wording) -> tuple[CodedDocument, ...]:
    """The documents of the timeline with their quotations coded.

    The concept is the proposition. A quotation counts for each sender of its document; an organisation that sends it is
    `organization`, an author alone `person`, and whoever is reported `organization`, a reader `person`. A neutral
    quotation has neither yes nor no: it becomes an annotation.

    Args:
        timeline: as `evolve` gives it.
        texts: the whole text of each document, by content id.
        wording: words for stances and places.
    """
    held: dict[str, tuple[DocumentRecord, list[CodedStatement]]] = {}
    for entry, attribution in positions(timeline):
        document = entry.document
        statements = held.setdefault(document.id, (document, []))[1]
        for quote in entry.quotes:
            statements += _coded(timeline, entry, quote, attribution, wording)
    return tuple(
        CodedDocument(
            title=document.title,
            text=texts[document.id],
            author="; ".join(document.metadata.authors) or "; ".join(document.organisations),
            source=document.source,
            kind=document.metadata.kind.value,
            notes=_notes(timeline, document),
            seconds=_seconds(document.date),
            statements=tuple(sorted(statements, key=lambda statement: statement.start)),
        )
        for document, statements in held.values()
    )


def _coded(
    timeline: Timeline, entry: Entry, quote: Quote, attribution: str, wording: Wording
) -> Iterable[CodedStatement]:
    sentence = quote.sentence
    place = _place(sentence, wording)
    sure = "onzeker" if wording.is_unsure(entry) else "eerste oordeel"
    agreements = AGREEMENTS[quote.stance]
    is_person = attribution == "comment" or (attribution == "own" and not entry.document.organisations)
    for name in actors(entry, attribution) or ("",):
        person, organization = (name, "") if is_person else ("", name)
        if not agreements:
            note = " · ".join(filter(None, (wording.stance(quote.stance), name, timeline.proposition, place)))
            yield CodedStatement(sentence.span.start, sentence.span.end, note=note)
        for agreement in agreements:
            yield CodedStatement(
                sentence.span.start,
                sentence.span.end,
                person,
                organization,
                timeline.proposition,
                agreement,
                attribution,
                sure,
                round(100 * entry.confidence),
                place,
            )


def _place(sentence: Located, wording: Wording) -> str:
    parts = [wording.place(sentence), *([" › ".join(sentence.section)] if sentence.section else [])]
    return " · ".join([*parts, f"policytext show {sentence.id}"])


def _notes(timeline: Timeline, document: DocumentRecord) -> str:
    stated = document.date
    known = "datum onbekend: in dit bestand 1970-01-01" if stated is None else f"datum zoals vermeld: {stated}"
    if document.not_before is not None:
        known += f"; naar de eigen tekst niet vóór {document.not_before}"
    whole = "" if short(timeline.proposition) == timeline.proposition else f"\nconcept: {timeline.proposition}"
    return f"policytext {document.short_id}\n{known}{whole}"


def _seconds(stated: str | None) -> int:
    """Begin of the day in seconds since 1970; the first day of a month or year where no more is known."""
    return 0 if stated is None else (extent(stated)[0] - _EPOCH) * _SECONDS_OF_DAY
