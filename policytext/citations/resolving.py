"""Which document of the corpus a citation leads to, if any.

A document is found by its number or address, by its title with year and sender, or by its kind, date and sender.
What contradicts rules out: another year, another number in the title, another sender. Two documents that fit equally
well make the citation ambiguous; nothing is guessed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from policytext.citations.by_date import Dates
from policytext.citations.identifiers import find_identifier
from policytext.citations.matching import (
    MIN_TELLING_WORDS,
    address_key,
    share_author,
    squash,
    telling_words,
    title_likeness,
)
from policytext.citations.works import best_description, group_citations, work_id, work_key
from policytext.types.citation import Citation, Work
from policytext.types.document import Metadata
from policytext.types.vocabulary import Resolution

# Titles less alike than this are of different documents; 0.9 lets a slip of the pen or a missing article pass.
_ALIKE = 0.9
_MAX_POSTINGS = 200
_RARE_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a corpus document fits: higher is better, field by field."""

    likeness: float
    same_author: bool
    same_year: bool
    document: str

    @property
    def rank(self) -> tuple[float, bool, bool]:
        return (self.likeness, self.same_author, self.same_year)


class _Corpus:
    """The corpus, findable by number, address, title word and date."""

    def __init__(self, corpus: Mapping[str, Metadata]) -> None:
        self.metadata = corpus
        self.numbers: dict[str, set[str]] = defaultdict(set)
        self.addresses: dict[str, set[str]] = defaultdict(set)
        self.title_words: dict[str, set[str]] = defaultdict(set)
        self.dates = Dates(corpus)
        for document, metadata in corpus.items():
            number = find_identifier(metadata.reference or "")
            for key in {number, metadata.reference} - {None, ""}:
                self.numbers[str(key).casefold()].add(document)
            if metadata.address and (address := address_key(metadata.address)):
                self.addresses[address].add(document)
            for title in _titles(metadata):
                for word in telling_words(title):
                    self.title_words[word].add(document)

    def by_title(self, title: str) -> set[str]:
        """Documents that share one of the rarest words of a title."""
        found = sorted(
            (word for word in set(telling_words(title)) if word in self.title_words),
            key=lambda word: (len(self.title_words[word]), word),
        )
        candidates: set[str] = set()
        for word in found[:_RARE_WORDS]:
            if len(self.title_words[word]) <= _MAX_POSTINGS:
                candidates |= self.title_words[word]
        return candidates


def resolve_citations(
    citations: Mapping[str, Sequence[Citation]], corpus: Mapping[str, Metadata]
) -> tuple[dict[str, tuple[Citation, ...]], tuple[Work, ...]]:
    """Say for every citation which work it cites and which corpus document that is.

    Args:
        citations: document id -> its citations.
        corpus: document id -> metadata of every document that can be cited.

    Returns:
        The citations with `work`, `resolution`, `resolved_to` and `candidates`, and the works, ordered by id. A
        document resolves to itself only where it names its own title and year, number or address.
    """
    index = _Corpus(corpus)
    resolved: dict[str, Citation] = {}
    works: dict[str, Work] = {}
    for group in group_citations(citations):
        identity = _free_id(work_id(work_key(group)), works)
        outcomes = {citation.id: _look_up(citation, index) for citation in group}
        found = {outcome[0] for outcome in outcomes.values() if len(outcome) == 1}
        # Every member is the same work: what one of them settles holds for all, if they do not contradict.
        settled = next(iter(found)) if len(found) == 1 else None
        best = best_description(group)
        works[identity] = Work(
            id=identity,
            authors=best.authors,
            year=best.year,
            title=best.title,
            url=best.url or next((citation.url for citation in group if citation.url), None),
            identifier=best.identifier
            or next((citation.identifier for citation in group if citation.identifier), None),
            corpus_document=settled,
            citations=tuple(citation.id for citation in group),
        )
        for citation in group:
            outcome = outcomes[citation.id]
            if settled is not None and (settled != citation.document or outcome == (settled,)):
                outcome = (settled,)
            resolved[citation.id] = _with_outcome(citation, identity, outcome)
    by_document = {document: tuple(resolved[citation.id] for citation in citations[document]) for document in citations}
    return by_document, tuple(works[identity] for identity in sorted(works))


def _free_id(identity: str, works: Mapping[str, Work]) -> str:
    """The id, with a number where two works that could not be told to be one have the same description."""
    if identity not in works:
        return identity
    number = 2
    while f"{identity}-{number}" in works:
        number += 1
    return f"{identity}-{number}"


def _with_outcome(citation: Citation, work: str, outcome: tuple[str, ...]) -> Citation:
    if len(outcome) == 1:
        return replace(citation, work=work, resolution=Resolution.RESOLVED, resolved_to=outcome[0], candidates=())
    if outcome:
        return replace(citation, work=work, resolution=Resolution.AMBIGUOUS, resolved_to=None, candidates=outcome)
    return replace(citation, work=work, resolution=Resolution.NOT_RESOLVED, resolved_to=None, candidates=())


def _look_up(citation: Citation, corpus: _Corpus) -> tuple[str, ...]:
    """Corpus documents that the citation leads to: none, the one, or several that fit equally well."""
    sure: set[str] = set()
    if citation.identifier:
        sure |= corpus.numbers.get(citation.identifier.casefold(), set())
    if citation.url and (address := address_key(citation.url)):
        sure |= corpus.addresses.get(address, set())
    if sure:
        return tuple(sorted(sure))
    if not citation.title:
        return ()
    fits = [
        fit for document in corpus.by_title(citation.title) if (fit := _fit(citation, document, corpus)) is not None
    ]
    if fits:
        best = max(fit.rank for fit in fits)
        return tuple(sorted(fit.document for fit in fits if fit.rank == best))
    return corpus.dates.find(citation)


def _titles(metadata: Metadata) -> tuple[str, ...]:
    """Names under which a document can be cited: its title, and the subject of a letter."""
    titles = [metadata.title] if metadata.title else []
    if metadata.subject and squash(metadata.subject) != squash(metadata.title):
        titles.append(metadata.subject)
    return tuple(titles)


def _fit(citation: Citation, document: str, corpus: _Corpus) -> _Fit | None:
    """How well a document fits a citation with a title, or None where something contradicts or too little is known."""
    metadata = corpus.metadata[document]
    title = citation.title or ""
    likeness = max((title_likeness(title, other) for other in _titles(metadata)), default=0.0)
    if likeness < _ALIKE:
        return None
    year = metadata.date.value[:4] if metadata.date is not None else None
    same_year = citation.year is not None and citation.year == year
    if citation.year is not None and year is not None and not same_year:
        return None
    same_author = share_author(citation.authors, (*metadata.organisations, *metadata.authors))
    telling = len(telling_words(title))
    if document == citation.document and not (likeness == 1.0 and same_year):
        return None
    if same_author is False and not (likeness == 1.0 and same_year and telling > MIN_TELLING_WORDS):
        return None
    if same_author is None and telling < MIN_TELLING_WORDS:
        return None
    if likeness < 0.95 and not (same_author and telling >= MIN_TELLING_WORDS):
        return None
    return _Fit(likeness, bool(same_author), same_year, document)
