"""One record for the same work cited from several documents.

Citations are joined by what identifies a work: an official number, an address, a title with author and year, or, inside
one document, the entry to which a mention leads. "SCP 2018" in two documents is not joined by that alone: it may be two
works. What contradicts keeps works apart whatever else joins them: chapters that share the number or address of their
book, 2018a and 2018b of one bibliography. Candidates come from an index of title words, so that thousands of documents
need no comparison of all pairs.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from policytext.citations.matching import (
    SLIP,
    address_key,
    author_key,
    evidence,
    main_title,
    share_author,
    site_key,
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
# Evidence from which two descriptions are one work, see `matching.evidence`. In 89 documents with 999 citations, all 12
# pairs from here to 7.5 were one work on reading, and one of the three below.
_ENOUGH = 5.0
# A document hardly ever cites two works of one title.
_SAME_DOCUMENT = 1.0
# Works of one book have its number or address in common: alike titles are then one work, others are chapters.
_SAME_PLACE = 0.6
# Descriptions of one work that a new one is compared with; a work with more has them nearly all alike.
_MAX_VOICES = 12

_ARTICLE = re.compile(
    r"(?:,\s*|\s+|&)(?:art(?:\.|ikel(?:en)?\b)|aanhef\b|hoofdstuk\b|§|paragraaf\b|bijlage\b).*$", re.S
)
_BWB = re.compile(r"(?:^|\b)(?:jci[\d.]+:[cv]:)?(BWB[RV]\d{7})", re.IGNORECASE)
_SHARED_NUMBER = ("ISBN", "ISSN")
# A number and no name of an act.
_NUMBER_ALONE = re.compile(r"(?:BWB[RV]\d|CVDR\d|jci|CELEX|ECLI|Stb|Stcrt|Trb|PbEU|\d)", re.IGNORECASE)
_NUMBERED_ACT = re.compile(r"(?:Verordening|Richtlijn|Besluit|Kaderbesluit|Aanbeveling) \d{1,4}/\d{1,4}$")
# Fewer telling words are no title of the page that a link leads to.
_LINK_WORDS = 2


class _Groups:
    """Disjoint sets of citations by index (union-find with path halving) that refuse to join what contradicts."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        self._parent = list(range(len(citations)))
        #: For each root: which letter each document gives the work, and the descriptions of it that differ.
        self._letters: list[dict[tuple[str, str], str]] = [_letter(citation) for citation in citations]
        self._voices: list[dict[str, Citation]] = [_voice(citation) for citation in citations]

    def find(self, item: int) -> int:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: int, right: int, *, by_place: bool = False) -> bool:
        """Make two sets one, unless they contradict; whether they are one now.

        Args:
            left, right: any member of each.
            by_place: what they have in common is an address or a number that several works can share.
        """
        first, second = sorted((self.find(left), self.find(right)))
        if first == second:
            return True
        letters, others = self._letters[first], self._letters[second]
        if any(others.get(key, letter) != letter for key, letter in letters.items()):
            return False
        if by_place and any(
            _are_apart(one, other) for one in self._voices[first].values() for other in self._voices[second].values()
        ):
            return False
        self._parent[second] = first
        letters.update(others)
        for title, voice in self._voices[second].items():
            if len(self._voices[first]) < _MAX_VOICES:
                self._voices[first].setdefault(title, voice)
        return True


def _letter(citation: Citation) -> dict[tuple[str, str], str]:
    """The letter of an edition by document and year: letters tell works of one bibliography apart, and no others."""
    if citation.year is None or citation.year_suffix is None:
        return {}
    return {(citation.document, citation.year): citation.year_suffix}


def _voice(citation: Citation) -> dict[str, Citation]:
    """The citation by its title, if it has one that speaks of the work: the words of a link do not."""
    title = work_title(citation)
    return {} if title is None else {squash(title): citation}


def _are_apart(left: Citation, right: Citation) -> bool:
    """Whether two that share a number or an address are works of their own all the same: chapters of one book."""
    likeness = title_likeness(left.title or "", right.title or "")
    if left.year is not None and right.year is not None and left.year != right.year:
        return likeness < 1  # one of the years is another date of the page, or was misread
    return likeness < _SAME_PLACE and share_author(left.authors, right.authors) is False


def group_citations(citations: Mapping[str, Sequence[Citation]]) -> list[list[Citation]]:
    """Citations of one work together; groups and their members in order of document id and position."""
    flat = [citation for document in sorted(citations) for citation in citations[document]]
    groups = _Groups(flat)
    _join_keys(flat, groups)
    _join_mentions(flat, groups)
    _join_short_forms(flat, groups)
    _join_titles(flat, groups)
    members: dict[int, list[Citation]] = defaultdict(list)
    for index, citation in enumerate(flat):
        members[groups.find(index)].append(citation)
    return [members[root] for root in sorted(members)]


def law_of(identifier: str) -> str:
    """The act that a reference to one of its articles is to: "Jeugdwet, art. 2.3" gives "Jeugdwet".

    Its number in the Basiswettenbestand where the identifier has one ("jci1.3:c:BWBR0034925&artikel=2.3").
    """
    number = _BWB.search(identifier)
    return number.group(1).upper() if number else _ARTICLE.sub("", identifier) or identifier


def work_number(citation: Citation) -> str | None:
    """The official number of the cited work; an article of an act is a place in the work that the act is."""
    if citation.identifier and citation.form is CitationForm.LAW:
        return law_of(citation.identifier)
    return citation.identifier


def register_number(citation: Citation) -> str | None:
    """The number of an act or treaty in its register (Basiswettenbestand, CELEX), whatever name it is cited by."""
    parts = dict(citation.parts)
    number = _BWB.search(citation.identifier or "")
    return parts.get("bwb") or parts.get("celex") or (number.group(1).upper() if number else None)


def work_title(citation: Citation) -> str | None:
    """The title of the cited work; the words of a link ("hier", "download") are none unless they tell something."""
    if citation.title and citation.form is CitationForm.LINK and len(telling_words(citation.title)) < _LINK_WORDS:
        return None
    return citation.title


def best_description(group: Iterable[Citation]) -> Citation:
    """The member that tells most of the work: an entry or note before a mention, then the one with most fields.

    It speaks of the work: an act without the article that this member cites, a page without the words of the link.
    """
    members = list(group)
    titles = Counter(squash(title) for citation in members if (title := work_title(citation)))

    def shared(title: str) -> int:
        """How many members have this title, or this without its subtitle: a slip of the pen is seldom made twice."""
        return sum(titles[key] for key in {squash(title), squash(main_title(title))})

    def worth(citation: Citation) -> tuple[bool, int, int, int, str, str]:
        fields = (citation.authors, citation.year, work_title(citation), citation.url, citation.identifier)
        filled = sum(1 for field in fields if field)
        is_full = citation.form in (CitationForm.BIBLIOGRAPHY, CitationForm.FOOTNOTE)
        title = citation.title or ""
        return (is_full, filled, shared(title), len(title), title, citation.id)

    acts = [citation for citation in members if citation.form is CitationForm.LAW]
    best = max(acts or members, key=worth)
    if best.form is CitationForm.LAW:
        title, number = _law_title(acts), work_number(best)
        return replace(best, identifier=number if number and _NUMBER_ALONE.match(number) else title, title=title)
    return replace(best, title=work_title(best))


def _law_title(members: Sequence[Citation]) -> str | None:
    """The name by which an act is cited: that in its references most often, else as the fullest of them writes it."""
    numbers = Counter(work_number(citation) for citation in members)
    names = {name: count for name, count in numbers.items() if name and not _NUMBER_ALONE.match(name)}
    # "Algemene verordening gegevensbescherming" rather than "Verordening 2016/679"
    names = {name: count for name, count in names.items() if not _NUMBERED_ACT.match(name)} or names
    if names:
        return min(names, key=lambda name: (-names[name], len(name), name))
    written = [citation.title for citation in members if citation.title]
    return max(written, key=lambda title: (len(title), title), default=None)


def work_key(group: Sequence[Citation]) -> str:
    """What identifies a work, from its content alone: the number, else title, year and author, else the address."""
    best = best_description(group)
    author = author_key(best.authors[0]) if best.authors else ""
    registered = sorted({number for citation in group if (number := register_number(citation))})
    if registered:
        return f"number|{registered[0].casefold()}"
    numbers = Counter(number for citation in group if (number := work_number(citation)))
    if numbers:
        number = min(numbers, key=lambda number: (-numbers[number], number))
        # Chapters of one book have its number in common.
        return f"number|{number.casefold()}" + (
            f"|{squash(best.title)}" if number.startswith(_SHARED_NUMBER) and best.title else ""
        )
    if best.title:
        return f"title|{squash(best.title)}|{best.year or ''}|{author}"
    address = min((key for citation in group if citation.url and (key := address_key(citation.url))), default=None)
    if address is not None:
        return f"address|{address}"
    if best.authors and best.year:
        return f"mention|{best.document}|{author}|{best.year}{best.year_suffix or ''}"
    if best.url:
        return f"site|{site_key(best.url)}"
    return f"citation|{best.document}|{best.span.start}"


def work_id(key: str) -> str:
    """Content id of a work: "work:" and the first 16 hexadecimal digits of the SHA-256 of its key."""
    return "work:" + hashlib.sha256(key.encode()).hexdigest()[:16]


def _keys(citation: Citation) -> Iterator[tuple[tuple[str, ...], bool]]:
    """What identifies the cited work, and whether several works can have it in common."""
    registered = register_number(citation)
    if registered:
        yield ("register", registered.casefold()), False
    number = work_number(citation)
    if number:
        yield ("number", number.casefold()), number.startswith(_SHARED_NUMBER)
    elif citation.url and (address := address_key(citation.url)):
        yield ("address", address), True
    elif citation.url and not citation.authors and work_title(citation) is None:
        yield ("site", site_key(citation.url)), False
    if citation.authors and citation.year and not citation.title and citation.form is CitationForm.AUTHOR_YEAR:
        authors = "|".join(author_key(author) for author in citation.authors)
        yield ("mention", citation.document, authors, citation.year, citation.year_suffix or ""), False


def _join_keys(flat: Sequence[Citation], groups: _Groups) -> None:
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, citation in enumerate(flat):
        for key, is_shared in _keys(citation):
            found = holders[key]
            is_new = not any(groups.join(holder, index, by_place=is_shared) for holder in found)
            if is_new and len(found) < _MAX_VOICES:
                found.append(index)


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


def _join_short_forms(flat: Sequence[Citation], groups: _Groups) -> None:
    """A short form ("ibid.") is the work that it repeats, where it is certain which."""
    places = {citation.id: index for index, citation in enumerate(flat)}
    for index, citation in enumerate(flat):
        if len(citation.repeats) == 1 and citation.repeats[0] in places:
            groups.join(places[citation.repeats[0]], index)


def _join_titles(flat: Sequence[Citation], groups: _Groups) -> None:
    """Equal and nearly equal titles, with the years and authors that go with them."""
    kinds: dict[tuple[str, str | None, str], list[int]] = defaultdict(list)
    titles = [work_title(citation) or "" for citation in flat]
    for index, citation in enumerate(flat):
        if titles[index]:
            author = author_key(citation.authors[0]) if citation.authors else ""
            held = kinds[(squash(titles[index]), citation.year, author)]
            is_act = citation.form is CitationForm.LAW
            is_telling = is_act or len(telling_words(titles[index])) >= 2 or (citation.year and author)
            if not (is_telling and any(_fits(flat[other], citation) and groups.join(other, index) for other in held)):
                held.append(index)
    unique = sorted(index for held in kinds.values() for index in held[:_MAX_VOICES])
    postings: dict[str, list[int]] = defaultdict(list)
    tokens = {index: tuple(dict.fromkeys(telling_words(titles[index]))) for index in unique}
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


def _fits(left: Citation, right: Citation) -> bool:
    """Whether two citations with one title can be of one work: two numbers are two works, and an act is no report."""
    if (left.form is CitationForm.LAW) != (right.form is CitationForm.LAW):
        return False
    first, second = register_number(left), register_number(right)
    if first is not None and second is not None:
        return first == second
    first, second = work_number(left), work_number(right)
    return first is None or second is None or first.casefold() == second.casefold() or _is_act(left, right)


def _is_act(left: Citation, right: Citation) -> bool:
    """Whether both cite the act of this title, one by its number and the other by its name."""
    return left.form is right.form is CitationForm.LAW and not all(
        _NUMBER_ALONE.match(work_number(citation) or "") for citation in (left, right)
    )


def _is_one_work(left: Citation, right: Citation, years_of_title: Mapping[str, set[str]]) -> bool:
    """Whether two titles with their authors and years describe one work; when in doubt they are two."""
    if not _fits(left, right):
        return False
    first, second = left.title or "", right.title or ""
    likeness = title_likeness(first, second)
    if likeness < SLIP:
        return False
    same_year: bool | None = None
    if left.year is not None and right.year is not None:
        same_year = left.year == right.year
    elif len(years_of_title[squash(first)] | years_of_title[squash(second)]) > 1:
        return False  # the undated citation could be of either edition
    score = evidence(first, second, likeness, share_author(left.authors, right.authors), same_year)
    return score + (_SAME_DOCUMENT if left.document == right.document else 0.0) >= _ENOUGH
