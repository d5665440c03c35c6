"""Cited works with who cites them: which there are, which are meant, the most cited first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from policytext.errors import NotFound
from policytext.lexicon.organisations import Use, names_for
from policytext.query.work_kinds import kind_of
from policytext.store import CitationRecord, DocumentRecord, Reader
from policytext.store.filters import Filters, fold, matches_organisation
from policytext.types.citation import Work
from policytext.types.vocabulary import CitationForm, WorkKind

_SHORTEST_PREFIX: Final = 4  # digits of an id
_LISTED: Final = 6


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work, what kind it is, the document of the index that it is (if any), and its citations in order of document.

    `documents` are those that cite it, itself left out, in order of date.
    """

    work: Work
    kind: WorkKind
    document: DocumentRecord | None
    citations: tuple[CitationRecord, ...]

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """Documents that cite it, each once; a document that cites itself does not count."""
        own = None if self.document is None else self.document.id
        return tuple(
            {record.document.id: record.document for record in self.citations if record.document.id != own}.values()
        )

    @property
    def organisations(self) -> tuple[str, ...]:
        """Organisations whose documents cite it, each once."""
        return tuple(dict.fromkeys(name for document in self.documents for name in document.organisations))

    @property
    def register_number(self) -> str | None:
        """Number of an act or treaty in its register: BWBR0034925, or the CELEX number of European law."""
        held = (dict(record.citation.parts) for record in self.citations)
        return next((number for parts in held if (number := parts.get("bwb") or parts.get("celex"))), None)

    @property
    def address(self) -> str | None:
        """Public address that follows from the number of the work; of an act that of the whole act."""
        number = self.register_number
        if number is not None and number.startswith("BWB"):
            return f"https://wetten.overheid.nl/{number}"
        return next((record.citation.address for record in self.citations if record.citation.address), None)

    @property
    def best(self) -> CitationRecord:
        """The citation that describes the work most fully: an entry or note with its title, the longest of these."""

        def worth(record: CitationRecord) -> tuple[bool, bool, int, str]:
            is_full = record.citation.form in (CitationForm.BIBLIOGRAPHY, CitationForm.FOOTNOTE)
            return (is_full, record.citation.title == self.work.title, len(record.text), record.id)

        return max(self.citations, key=worth)


@dataclass(frozen=True, slots=True)
class WorkFilters:
    """Conditions that all hold; an empty field is no condition, several values in a field are alternatives.

    `cited_by` are keys of documents as for `Reader.document`. `organisations` match the authors of the work as they
    match the senders of a document, under any name that the lexicon knows. `title` are words of the title, in any
    order. `in_corpus` leaves works that are documents of the index, or those that are not.
    """

    cited_by: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    title: str | None = None
    in_corpus: bool | None = None
    kinds: tuple[WorkKind, ...] = ()

    def admit(self, cited: CitedWork) -> bool:
        """Whether a work passes; `cited_by` is left to `cited_works`, which knows the documents."""
        authors = cited.work.authors if cited.document is None else (*cited.work.authors, *cited.document.organisations)
        title = cited.work.title or ("" if cited.document is None else cited.document.title)
        return (
            (not self.organisations or any(is_by(name, authors) for name in self.organisations))
            and (self.title is None or _has_words(self.title, title))
            and (self.in_corpus is None or (cited.document is not None) is self.in_corpus)
            and (not self.kinds or cited.kind in self.kinds)
        )


def cited_works(reader: Reader, filters: WorkFilters | None = None, citing: Filters | None = None) -> list[CitedWork]:
    """Works, the one that most documents cite first, then by number of citations, year (newest first) and title.

    Args:
        reader: the index.
        filters: which works.
        citing: conditions on the documents that cite; only their citations are counted and listed.

    Raises:
        NotFound: a key in `cited_by` names no document.
    """
    filters = filters or WorkFilters()
    held = {record.id: record for record in reader.citations(citing)}
    documents = {record.id: record for record in reader.documents()}
    position = {key: number for number, key in enumerate(documents)}
    wanted = {reader.document(key).id for key in filters.cited_by}
    found = []
    for work in reader.works():
        citations = tuple(held[key] for key in work.citations if key in held)
        if not citations or (wanted and not any(record.document.id in wanted for record in citations)):
            continue
        document = documents.get(work.corpus_document or "")
        citations = tuple(sorted(citations, key=lambda record: position[record.document.id]))
        cited = CitedWork(work, kind_of(work, citations, document), document, citations)
        if filters.admit(cited):
            found.append(cited)
    return sorted(found, key=_prominence)


def _prominence(cited: CitedWork) -> tuple[int, int, int, str, str]:
    work = cited.work
    return (-len(cited.documents), -len(cited.citations), -int(work.year or 0), fold(work.title or ""), work.id)


def is_by(wanted: str, authors: Iterable[str]) -> bool:
    """Whether one of the authors is meant: by a part of its name, its initials or another name of it."""
    names = names_for(Use.AUTHOR)
    held = tuple(name for author in authors for name in dict.fromkeys((author, names.get(author, author))))
    return matches_organisation(wanted, held) or matches_organisation(names.get(wanted, wanted), held)


def find_work(key: str, works: Sequence[CitedWork]) -> CitedWork:
    """The one work that a user means.

    Args:
        key: its id, with or without "work:", the first digits of it, its number, or words of its title.
        works: all works.

    Raises:
        NotFound: nothing fits, or several works do; the message lists them.
    """
    wanted = key.strip()
    digits = wanted.lower().removeprefix("work:")
    tests = (
        lambda cited: digits == cited.work.id.removeprefix("work:"),
        lambda cited: len(digits) >= _SHORTEST_PREFIX and cited.work.id.removeprefix("work:").startswith(digits),
        lambda cited: fold(cited.work.identifier or "") == fold(wanted) != "",
        lambda cited: fold(cited.work.title or "") == fold(wanted) != "",
        lambda cited: _has_words(wanted, cited.work.title or ""),
    )
    for test in tests:
        found = [cited for cited in works if test(cited)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = "; ".join(f"{short_id(cited)} ({cited.work.title})" for cited in found[:_LISTED])
            more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
            raise NotFound(f"{key!r} fits {len(found)} works: {listed}{more}", hint="give the digits of one of them")
    raise NotFound(f"no work fits {key!r}", hint="see the works with: policytext works --all")


def short_id(cited: CitedWork) -> str:
    """The first eight digits of the id of a work, and what tells works with one description apart ("0a1b2c3d-2")."""
    digits, _, number = cited.work.id.removeprefix("work:").partition("-")
    return digits[:8] + (f"{digits[8:]}-{number}" if number else "")


def _has_words(wanted: str, title: str) -> bool:
    words = re.findall(r"\w+", fold(wanted))
    return bool(words) and set(words) <= set(re.findall(r"\w+", fold(title)))
