"""From a sentence to the sources that it gives, to what these say and to their own sources, and so on to the root."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policytext.query.checking import Verdict
from policytext.query.checking.claims import claim_of
from policytext.query.checking.collection import Collection
from policytext.query.checking.figures import Numbers
from policytext.query.checking.finding import anchored, with_before
from policytext.query.checking.matching import Matcher
from policytext.query.checking.verdicts import judge
from policytext.query.trace.answers import End, Manner, Source, Step
from policytext.query.trace.kin import KinFinder
from policytext.query.trace.reservations import Reservations, changed_figures, is_note
from policytext.store import CitationRecord, DocumentRecord, Reader, SentenceRecord
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm, Resolution

#: Sources of sources that are followed.
_DEEPEST: Final = 8
#: Sentences behind one without a source of which the source may be meant for it too.
_BEHIND: Final = 2
#: Verdicts that say that a cited document holds the claim.
_SAYS: Final = (Verdict.SUPPORTED, Verdict.PARTLY, Verdict.FIGURE_DIFFERS, Verdict.CONTRADICTED)


class Chains:
    """Follows the citations of one index."""

    def __init__(
        self, reader: Reader, collection: Collection, citations: Sequence[CitationRecord], kin: KinFinder
    ) -> None:
        self._reader = reader
        self._collection = collection
        self._kin = kin
        self._documents = {record.id: record for record in reader.documents()}
        self._by_sentence: dict[str, list[CitationRecord]] = defaultdict(list)
        self._by_document: dict[str, list[CitationRecord]] = defaultdict(list)
        self._by_work: dict[str, list[CitationRecord]] = defaultdict(list)
        for record in citations:
            self._by_document[record.document.id].append(record)
            if record.citation.work is not None:
                self._by_work[record.citation.work].append(record)
            for key in anchored(record):
                self._by_sentence[key].append(record)
        self._reservations = Reservations(reader, collection)

    def step(self, sentence: SentenceRecord, path: tuple[str, ...] = ()) -> Step:
        """A place with its sources, followed to the root.

        Args:
            sentence: the sentence.
            path: content ids of the documents on the way to it.
        """
        if len(path) >= _DEEPEST:
            return Step(sentence, (), End.TOO_FAR)
        citations, manner = self._given(sentence)
        groups = self._by_source(citations, sentence.document)
        sources = tuple(self._source(sentence, held, citations, manner, path) for held in groups)
        if sources:
            return Step(sentence, sources, None)
        is_root = bool(path) and not Step(sentence, (), None).is_reported
        return Step(sentence, (), End.FIRST_SOURCE if is_root else End.NO_SOURCE)

    def _given(self, sentence: SentenceRecord) -> tuple[list[CitationRecord], Manner]:
        """The citations of a sentence, or of what stands nearest behind it in its paragraph, or of its note."""
        own = self._by_sentence.get(sentence.id, [])
        if own:
            return own, Manner.AT
        if is_note(sentence):
            return self._in_block(sentence), Manner.NOTE
        place = self._collection.places.get(sentence.id)
        behind = [] if place is None else [p for p in self._collection.beside(place, _BEHIND) if p > place]
        for other in behind:
            held = self._by_sentence.get(self._collection.units[other].id, [])
            if held:
                return held, Manner.BESIDE
        return [], Manner.AT

    def _in_block(self, sentence: SentenceRecord) -> list[CitationRecord]:
        """The citations whose own words stand in the note of a sentence."""
        spans = [s.span for s in self._reader.sentences(sentence.document.id) if s.block == sentence.block]
        note = Span(min(span.start for span in spans), max(span.end for span in spans))
        return [
            record
            for record in self._by_document[sentence.document.id]
            if note.start <= record.citation.span.start < note.end
        ]

    def _by_source(
        self, citations: Sequence[CitationRecord], citing: DocumentRecord
    ) -> list[tuple[CitationRecord, ...]]:
        """Citations by the source that they are of, each source once, what a document cites of itself left out."""
        groups: dict[str, list[CitationRecord]] = {}
        entries = {key: record for record in citations for key in record.citation.repeats}
        for record in citations:
            citation = record.citation
            if citation.resolved_to == citing.id:
                continue
            described = entries.get(record.id)
            key = citation.resolved_to or (described or record).citation.work or citation.work or record.id
            groups.setdefault(key, []).append(record)
        return [tuple(sorted(held, key=_fullness)) for held in groups.values()]

    def _source(
        self,
        sentence: SentenceRecord,
        held: tuple[CitationRecord, ...],
        citations: Sequence[CitationRecord],
        manner: Manner,
        path: tuple[str, ...],
    ) -> Source:
        best = held[0].citation
        also = self._also(held, sentence.document)
        resolved = next((r.citation.resolved_to for r in held if r.citation.resolved_to is not None), None)
        document = self._documents.get(resolved or "")
        if document is None:
            is_unsure = best.resolution is Resolution.AMBIGUOUS
            return Source(held, manner, None, None, End.AMBIGUOUS if is_unsure else End.OUTSIDE, also=also)
        source = Source(held, manner, document, None, End.NOT_THERE, also=also)
        claim = claim_of(
            sentence,
            with_before(self._reader, self._collection, [sentence.id])[sentence.id][1],
            held,
            citations,
            document,
        )
        matcher = Matcher(
            self._reader, self._collection, Numbers(self._reader, self._collection, (sentence.document, document))
        )
        match = matcher.match(claim, document)
        verdict, _ = judge(claim, match, matcher.said_anywhere(claim, document), document)
        source = replace(source, match=match, verdict=verdict)
        on_way = (*path, sentence.document.id)
        says = (Verdict.SUPPORTED,) if manner is Manner.BESIDE else _SAYS
        if match is None or verdict not in says:
            return replace(source, end=End.CIRCULAR) if document.id in on_way else source
        if document.id in on_way:
            return replace(source, end=End.CIRCULAR)
        numbers = self._kin.numbers([match.sentence, sentence])
        pair = (numbers[match.sentence.id], numbers[sentence.id])
        return replace(
            source,
            step=self.step(match.sentence, on_way),
            end=None,
            changes=changed_figures(*pair),
            lost=self._reservations.lost(match.sentence, sentence, pair, self.notes(match.sentence)),
        )

    def notes(self, sentence: SentenceRecord) -> list[SentenceRecord]:
        """Sentences of the notes to a sentence."""
        spans = [
            record.citation.span
            for record in self._by_sentence.get(sentence.id, ())
            if record.citation.form is CitationForm.FOOTNOTE
        ]
        if not spans:
            return []
        sentences = self._reader.sentences(sentence.document.id)
        blocks = {s.block for s in sentences for span in spans if s.span.start <= span.start < s.span.end}
        ids = [f"{sentence.document.short_id}:{s.index}" for s in sentences if s.block in blocks]
        return [record for record in self._reader.sentence_records(ids) if is_note(record)]

    def _also(self, held: Sequence[CitationRecord], citing: DocumentRecord) -> tuple[CitationRecord, ...]:
        """References to the same work in other documents, one for each."""
        found: dict[str, CitationRecord] = {}
        for record in held:
            for other in self._by_work.get(record.citation.work or "", ()):
                if other.document.id != citing.id:
                    found.setdefault(other.document.id, other)
        return tuple(found.values())


def _fullness(record: CitationRecord) -> tuple[bool, bool, int]:
    """Sort key: entries and notes with a title first, then the longest."""
    is_full = record.citation.form in (CitationForm.BIBLIOGRAPHY, CitationForm.FOOTNOTE)
    return not is_full, record.citation.title is None, -len(record.text)
