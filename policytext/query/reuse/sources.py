"""Sources that two documents share: works that both cite, and the one document where the other cites it.

Works that the store keeps apart are one here when authors, year and title overlap: a title with or without its subtitle
or series, or written a little otherwise. Acts are no shared source: everybody cites them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.organisations import Use, names_for
from policytext.query.work_kinds import kind_of
from policytext.store import CitationRecord, DocumentRecord, Reader, Scope
from policytext.store.filters import fold
from policytext.store.fulltext import tokens
from policytext.store.words import UnitWords
from policytext.types.citation import Work
from policytext.types.vocabulary import CitationForm, WorkKind

#: How alike the titles of two records of one work are, and share of the words of the shorter title that the longer has.
_ALIKE: Final = 0.85
_FEWEST_WORDS: Final = 3
#: Documents that cite a source from which it is everybody's: a site of the government, a form.
_EVERYBODY: Final = 0.5
_FEW: Final = 6
#: Sentences of a document that name a programme up to which it does so in passing.
_IN_PASSING: Final = 4
_NO_SOURCES: Final = frozenset((WorkKind.LEGISLATION, WorkKind.TREATY))
_SITE: Final = re.compile(r"(?:https?://)?(?:www\.)?[^/\s]+/?\Z")


@dataclass(frozen=True, slots=True)
class Source:
    """A source that documents share: a title for it, the document of the index that it is (if any), and its citations.

    Citations stand in order of document and text. `named` are the ids of sentences that name it without citing it, as a
    national programme is named.
    """

    title: str
    document: DocumentRecord | None
    citations: tuple[CitationRecord, ...]
    named: tuple[str, ...] = ()

    def of(self, document: DocumentRecord) -> tuple[CitationRecord, ...]:
        """The citations of one document."""
        return tuple(record for record in self.citations if record.document.id == document.id)

    def sentences(self, document: DocumentRecord) -> tuple[str, ...]:
        """Ids of the sentences of one document that cite or name it, each once, in order."""
        anchors = (anchor.sentence_id for record in self.of(document) for anchor in record.anchors)
        short = f"{document.short_id}:"
        found = [key for key in (*anchors, *self.named) if key is not None and key.startswith(short)]
        return tuple(sorted(dict.fromkeys(found), key=lambda key: int(key.partition(":")[2])))


def shared_sources(reader: Reader) -> list[Source]:
    """Sources that two documents of the index have in common, by title."""
    held = {record.id: record for record in reader.citations()}
    documents = {record.id: record for record in reader.documents()}
    position = {key: number for number, key in enumerate(documents)}
    works = [work for work in reader.works() if _is_source(work, held, documents)]
    found = []
    for group in _one_work(works, held):
        citations = [held[key] for work in group for key in work.citations if key in held]
        citations.sort(key=lambda record: (position[record.document.id], record.citation.span.start))
        document = next((documents[w.corpus_document] for w in group if w.corpus_document in documents), None)
        holders = {record.document.id for record in citations} | ({document.id} if document else set())
        if len(holders) < 2 or (len(holders) > _FEW and len(holders) > _EVERYBODY * len(documents)):
            continue
        title = next((work.title for work in group if work.title), None) or (document.title if document else None)
        name = title or next((w.identifier or w.url for w in group if w.identifier or w.url), None)
        found.append(Source(name or citations[0].text, document, tuple(citations)))
    return sorted(found, key=lambda source: source.title)


def named_programmes(units: Iterable[UnitWords]) -> list[Source]:
    """National programmes and agreements that the running text of two documents names in passing, by title.

    Only names of three words or more: shorter ones ("Klimaatakkoord") also mean other things. What a document names
    again and again is its subject.
    """
    titles: dict[str, str] = {}
    for row in table("programmes"):
        for name in (row["name"], *row["short"].split(";")):
            if len(tokens(name)) >= _FEWEST_WORDS:
                titles[" ".join(tokens(name))] = row["name"]
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for unit in units:
        if unit.scope is Scope.TEXT:
            text = f" {' '.join(unit.words)} "
            for name, title in titles.items():
                if f" {name} " in text:
                    found[title][unit.document].append(unit.id)
    sources = []
    for title, by_document in sorted(found.items()):
        kept = [key for keys in by_document.values() if len(keys) <= _IN_PASSING for key in keys]
        if len({key.partition(":")[0] for key in kept}) > 1:
            sources.append(Source(title, None, (), tuple(kept)))
    return sources


def _is_source(work: Work, held: dict[str, CitationRecord], documents: dict[str, DocumentRecord]) -> bool:
    """Whether a work can be a source that documents share: no act, and no bare address of a site."""
    citations = [held[key] for key in work.citations if key in held]
    if not citations or kind_of(work, citations, documents.get(work.corpus_document or "")) in _NO_SOURCES:
        return False
    if work.title or work.identifier or work.corpus_document or (work.authors and work.year):
        return True
    is_page = work.url is not None and not _SITE.fullmatch(work.url)
    return is_page and any(record.citation.form is not CitationForm.LINK for record in citations)


def _one_work(works: Sequence[Work], held: dict[str, CitationRecord]) -> list[list[Work]]:
    """Works in groups that are one, in order; candidates share a rare word of the title, so that few are compared."""
    group = {work.id: number for number, work in enumerate(works)}
    by_word: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        for word in _title_words(work.title or ""):
            by_word[word].append(work)
    for together in by_word.values():
        if len(together) <= _COMPARED:
            for number, work in enumerate(together):
                for other in together[:number]:
                    if group[work.id] != group[other.id] and _is_one(work, other):
                        low, high = sorted((group[work.id], group[other.id]))
                        group = {key: low if value == high else value for key, value in group.items()}
    groups: dict[int, list[Work]] = defaultdict(list)
    for work in works:
        groups[group[work.id]].append(work)
    return list(groups.values())


#: Works with a word in their title up to which they are compared by it.
_COMPARED: Final = 40


def _is_one(one: Work, other: Work) -> bool:
    """Whether two records describe one work: year and makers do not differ, and the titles overlap."""
    if one.identifier and other.identifier and one.identifier != other.identifier:
        return False
    if one.year and other.year and one.year != other.year:
        return False
    is_by_same = _share_maker(one.authors, other.authors)
    if one.authors and other.authors and not is_by_same:
        return False
    is_sure = is_by_same and bool(one.year and other.year)
    return _titles_agree(one.title or "", other.title or "", is_sure=is_sure)


def _titles_agree(one: str, other: str, *, is_sure: bool) -> bool:
    words, others = sorted((_title_words(one), _title_words(other)), key=len)
    fewest = _FEWEST_WORDS if is_sure else _FEWEST_WORDS + 1
    if len(words) < fewest:
        return words == others and len(words) >= 2
    if set(words) <= set(others):
        return True
    return SequenceMatcher(None, " ".join(words), " ".join(others), autojunk=False).ratio() >= _ALIKE


@lru_cache(maxsize=10_000)
def _title_words(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(title)))


def _share_maker(authors: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two lists of authors have one in common: a body under any of its names, a person by the family name."""
    return not _makers(tuple(authors)).isdisjoint(_makers(tuple(others)))


@cache
def _folded_names() -> dict[str, str]:
    return {fold(name): fold(body) for name, body in names_for(Use.AUTHOR).items()}


@lru_cache(maxsize=10_000)
def _makers(authors: tuple[str, ...]) -> frozenset[str]:
    names = _folded_names()
    found = set()
    for author in authors:
        folded = fold(author)
        found.add(names.get(folded, folded))
        longest = max(re.findall(r"\w+", folded), key=len, default="")
        found.update([longest] if len(longest) > 3 else [])
    return frozenset(found)
