"""Every citation that leads to a document of the index, checked against what that document says."""

from collections import defaultdict
from collections.abc import Sequence

from policytext.query.checking.answers import CheckAnswer, CiteCheck, Doubt, Later, Verdict
from policytext.query.checking.claims import Claim, claim_of
from policytext.query.checking.collection import Collection
from policytext.query.checking.figures import Numbers
from policytext.query.checking.matching import Matcher
from policytext.query.checking.verdicts import judge
from policytext.store import CitationRecord, DocumentRecord, Filters, Reader, SentenceRecord
from policytext.types.vocabulary import Resolution


def check_cites(reader: Reader, filters: Filters | None = None) -> CheckAnswer:
    """The citations of the documents that the filters leave, each against the document that it leads to."""
    records = reader.citations(filters)
    resolved = [record for record in records if record.citation.resolution is Resolution.RESOLVED]
    unresolved = sum(record.citation.resolution is Resolution.NOT_RESOLVED for record in records)
    ambiguous = sum(record.citation.resolution is Resolution.AMBIGUOUS for record in records)
    if not resolved:
        return CheckAnswer((), unresolved, ambiguous)
    return CheckAnswer(tuple(_Checking(reader, records, resolved).all()), unresolved, ambiguous)


class _Checking:
    """The citations of one question, and what is known of their documents."""

    def __init__(self, reader: Reader, records: Sequence[CitationRecord], resolved: Sequence[CitationRecord]) -> None:
        self._documents = {record.id: record for record in reader.documents()}
        # what a document cites of itself (a regulation its own annex) is no source of it
        self._resolved = [r for r in resolved if r.citation.resolved_to in self._documents.keys() - {r.document.id}]
        self._versions = later_versions(reader, self._documents)
        self._by_sentence: dict[str, list[CitationRecord]] = defaultdict(list)
        for record in records:
            for key in anchored(record):
                self._by_sentence[key].append(record)
        collection = Collection.of(reader)
        cited = [self._documents[record.citation.resolved_to or ""] for record in self._resolved]
        about = [*cited, *(record.document for record in self._resolved)]
        about += [later for document in cited for later, _ in self._versions.get(document.id, ())]
        self._matcher = Matcher(reader, collection, Numbers(reader, collection, about))
        wanted = [key for record in self._resolved for key in anchored(record)]
        self._sentences = with_before(reader, collection, wanted)

    def all(self) -> list[CiteCheck]:
        """One check for each sentence and each document that it cites; entries that no sentence leads to at the end
        of their document."""
        groups: dict[tuple[str, str], list[CitationRecord]] = defaultdict(list)
        for record in self._resolved:
            for key in anchored(record) or [""]:
                groups[key or record.id, record.citation.resolved_to or ""].append(record)
        seen = {(record.document.id, record.citation.work) for record in self._resolved if anchored(record)}
        position = {key: place for place, key in enumerate(self._documents)}
        checks = []
        for (key, cited), citations in groups.items():
            record = citations[0]
            if key in self._sentences:
                checks.append(self._check(key, cited, citations))
            elif (record.document.id, record.citation.work) not in seen:
                checks.append(
                    CiteCheck(
                        tuple(citations),
                        self._documents[cited],
                        None,
                        Verdict.CANNOT_JUDGE,
                        None,
                        Doubt.NO_SENTENCE,
                        self._later(None, cited, record),
                    )
                )
        return sorted(checks, key=lambda check: (position[check.document.id], *_place(check)))

    def _check(self, key: str, cited: str, citations: Sequence[CitationRecord]) -> CiteCheck:
        sentence, before = self._sentences[key]
        document = self._documents[cited]
        claim = claim_of(sentence, before, citations, self._by_sentence[key], document)
        match = self._matcher.match(claim, document)
        verdict, doubt = judge(claim, match, self._matcher.said_anywhere(claim, document), document)
        return CiteCheck(
            tuple(citations), document, claim, verdict, match, doubt, self._later(claim, cited, citations[0])
        )

    def _later(self, claim: Claim | None, cited: str, record: CitationRecord) -> Later | None:
        """The newest later version of a cited document, with what it says."""
        versions = self._versions.get(cited, ())
        if not versions:
            return None
        document, likeness = versions[-1]
        date = record.document.date
        is_after = date is not None and document.date is not None and document.date > date
        if claim is None:
            return Later(document, Verdict.CANNOT_JUDGE, None, likeness, is_after)
        match = self._matcher.match(claim, document)
        verdict, _ = judge(claim, match, self._matcher.said_anywhere(claim, document), document)
        return Later(document, verdict, match, likeness, is_after)


def later_versions(
    reader: Reader, documents: dict[str, DocumentRecord]
) -> dict[str, tuple[tuple[DocumentRecord, float], ...]]:
    """By content id the versions of a document that are of a later date, the newest last, with how alike they are."""
    found: dict[str, list[tuple[DocumentRecord, float]]] = defaultdict(list)
    for one, other, likeness in reader.versions():
        for earlier, later in ((one, other), (other, one)):
            if earlier in documents and later in documents and is_earlier(documents[earlier], documents[later]):
                found[earlier].append((documents[later], likeness))
    return {key: tuple(sorted(held, key=lambda pair: pair[0].date or "")) for key, held in found.items()}


def is_earlier(one: DocumentRecord, other: DocumentRecord) -> bool:
    """Whether the dates of two documents, as far as they are known, say that the first is the earlier."""
    if one.date is None or other.date is None:
        return False
    shared = min(len(one.date), len(other.date))
    return one.date[:shared] < other.date[:shared]


def anchored(record: CitationRecord) -> list[str]:
    """Ids of the sentences that carry the markers or mentions of a citation, each once."""
    return list(dict.fromkeys(a.sentence_id for a in record.anchors if a.sentence_id is not None))


def with_before(
    reader: Reader, collection: Collection, keys: Sequence[str]
) -> dict[str, tuple[SentenceRecord, SentenceRecord | None]]:
    """Sentences by id, each with the one before it in its block."""
    wanted = list(dict.fromkeys(keys))
    beside: dict[str, str] = {}
    for key in wanted:
        place = collection.places.get(key)
        if place is not None:
            earlier = [other for other in collection.beside(place, 1) if other < place]
            if earlier:
                beside[key] = collection.units[earlier[0]].id
    every = list(dict.fromkeys([*wanted, *beside.values()]))
    held = dict(zip(every, reader.sentence_records(every), strict=True))
    return {key: (held[key], held.get(beside.get(key, ""))) for key in wanted}


def _place(check: CiteCheck) -> tuple[bool, int, str]:
    if check.claim is None:
        return True, check.citations[0].citation.span.start, check.citations[0].id
    return False, check.claim.sentence.index, check.citations[0].id
