"""One record for the same work cited from several documents.

Citations are joined by what identifies a work: an official number, an address, a title with author and year, or, inside
one document, the entry to which a mention leads. "SCP 2018" in two documents is not joined by that alone: it may be two
works. Candidates come from an index of title words, so that thousands of documents need no comparison of all pairs.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from policytext.citations.matching import (
    MIN_TELLING_WORDS,
    SLIP,
    address_key,
    author_key,
    main_title,
    share_author,
    squash,
    telling_words,
    title_likeness,
)
from policytext.types.citation import Citation
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

# A word that stands in more titles than this leads to no candidates; rarer words of the same title do.
_MAX_POSTINGS = 60
_RARE_WORDS = 4


class _Groups:
    """Disjoint sets of citations by index (union-find with path halving)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: int, right: int) -> None:
        first, second = self.find(left), self.find(right)
        self._parent[max(first, second)] = min(first, second)


def group_citations(citations: Mapping[str, Sequence[Citation]]) -> list[list[Citation]]:
    """Citations of one work together; groups and their members in order of document id and position."""
    flat = [citation for document in sorted(citations) for citation in citations[document]]
    groups = _Groups(len(flat))
    by_key: dict[tuple[str, ...], int] = {}
    for index, citation in enumerate(flat):
        for key in _sure_keys(citation):
            if key in by_key:
                groups.join(by_key[key], index)
            else:
                by_key[key] = index
    _join_mentions(flat, groups)
    _join_titles(flat, groups)
    members: dict[int, list[Citation]] = defaultdict(list)
    for index, citation in enumerate(flat):
        members[groups.find(index)].append(citation)
    return [members[root] for root in sorted(members)]


def best_description(group: Iterable[Citation]) -> Citation:
    """The member that tells most of the work: an entry or note before a mention, then the one with most fields."""

    def worth(citation: Citation) -> tuple[bool, int, int, str, str]:
        fields = (citation.authors, citation.year, citation.title, citation.url, citation.identifier)
        filled = sum(1 for field in fields if field)
        is_full = citation.form in (CitationForm.BIBLIOGRAPHY, CitationForm.FOOTNOTE)
        return (is_full, filled, len(citation.title or ""), citation.title or "", citation.id)

    return max(group, key=worth)


def work_key(group: Sequence[Citation]) -> str:
    """What identifies a work, from its content alone: the number, else title, year and author, else the address."""
    numbers = Counter(citation.identifier for citation in group if citation.identifier)
    if numbers:
        return "number|" + min(numbers, key=lambda number: (-numbers[number], number)).casefold()
    best = best_description(group)
    author = author_key(best.authors[0]) if best.authors else ""
    if best.title:
        return f"title|{squash(best.title)}|{best.year or ''}|{author}"
    address = min((key for citation in group if citation.url and (key := address_key(citation.url))), default=None)
    if address is not None:
        return f"address|{address}"
    if best.authors and best.year:
        return f"mention|{best.document}|{author}|{best.year}{best.year_suffix or ''}"
    return f"citation|{best.document}|{best.span.start}"


def work_id(key: str) -> str:
    """Content id of a work: "work:" and the first 16 hexadecimal digits of the SHA-256 of its key."""
    return "work:" + hashlib.sha256(key.encode()).hexdigest()[:16]


def _sure_keys(citation: Citation) -> Iterable[tuple[str, ...]]:
    if citation.identifier:
        yield ("number", citation.identifier.casefold())
    elif citation.url and (address := address_key(citation.url)):
        yield ("address", address)
    if citation.authors and citation.year and not citation.title and citation.form is CitationForm.AUTHOR_YEAR:
        authors = "|".join(author_key(author) for author in citation.authors)
        yield ("mention", citation.document, authors, citation.year, citation.year_suffix or "")


def _join_mentions(flat: Sequence[Citation], groups: _Groups) -> None:
    """A mention and the entry whose anchors hold it are one work."""
    entries: dict[tuple[str, Span], int] = {}
    for index, citation in enumerate(flat):
        if citation.form is CitationForm.BIBLIOGRAPHY:
            entries.update({(citation.document, anchor): index for anchor in citation.anchors})
    for index, citation in enumerate(flat):
        if citation.form in (CitationForm.AUTHOR_YEAR, CitationForm.OTHER):
            entry = next(
                (
                    found
                    for anchor in citation.anchors
                    if (found := entries.get((citation.document, anchor))) is not None
                ),
                None,
            )
            if entry is not None:
                groups.join(entry, index)


def _join_titles(flat: Sequence[Citation], groups: _Groups) -> None:
    """Equal and nearly equal titles, with the years and authors that go with them."""
    kinds: dict[tuple[str, str | None, str], int] = {}
    for index, citation in enumerate(flat):
        if citation.title:
            author = author_key(citation.authors[0]) if citation.authors else ""
            kind = (squash(citation.title), citation.year, author)
            if len(telling_words(citation.title)) >= 2 or (citation.year and author):
                first = kinds.setdefault(kind, index)
                groups.join(first, index)
    unique = sorted(kinds.values())
    postings: dict[str, list[int]] = defaultdict(list)
    tokens = {index: tuple(dict.fromkeys(telling_words(flat[index].title or ""))) for index in unique}
    for index in unique:
        for token in tokens[index]:
            postings[token].append(index)
    years_of_title: dict[str, set[str]] = defaultdict(set)
    for title, year, _ in kinds:
        if year is not None:
            years_of_title[title].add(year)
    for index in unique:
        rare = sorted(tokens[index], key=lambda token: len(postings[token]))[:_RARE_WORDS]
        candidates = {other for token in rare if len(postings[token]) <= _MAX_POSTINGS for other in postings[token]}
        for other in sorted(candidates):
            is_apart = other > index and groups.find(other) != groups.find(index)
            if is_apart and _is_one_work(flat[index], flat[other], years_of_title):
                groups.join(index, other)


def _is_one_work(left: Citation, right: Citation, years_of_title: Mapping[str, set[str]]) -> bool:
    """Whether two titles with their authors and years describe one work."""
    if left.title is None or right.title is None:
        return False
    if left.year is not None and right.year is not None and left.year != right.year:
        return False
    if left.identifier and right.identifier and left.identifier.casefold() != right.identifier.casefold():
        return False
    if (
        left.document == right.document
        and left.year_suffix != right.year_suffix
        and left.year_suffix
        and right.year_suffix
    ):
        return False
    likeness = title_likeness(left.title, right.title)
    if likeness < SLIP:
        return False
    shared = share_author(left.authors, right.authors)
    telling = min(len(telling_words(left.title)), len(telling_words(main_title(right.title))))
    if left.year is None or right.year is None:
        # One year at most may be known for the title, else the undated citation could be of either edition.
        years = years_of_title[squash(left.title)] | years_of_title[squash(right.title)]
        return (
            len(years) <= 1
            and likeness >= 0.95
            and (shared is True or (shared is None and telling >= MIN_TELLING_WORDS))
        )
    if likeness < 0.95:
        return shared is True and telling >= MIN_TELLING_WORDS
    return shared is True or telling >= MIN_TELLING_WORDS or (shared is None and telling >= 2)
