"""Inside one document: which mention in the text leads to which entry of the list of sources.

An entry's anchors are its mentions. A mention that leads to exactly one entry takes the entry's title, address and
identifier; one that fits two entries ("SCP 2018" beside 2018a and 2018b) keeps both as candidates and takes nothing.
"""

import difflib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from policytext.citations.authors import full_surname, surname
from policytext.citations.context import Context, Found
from policytext.citations.matching import is_acronym_of
from policytext.citations.short_forms import repeating, work_of
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

# A misspelt name still leads to the one entry of that year whose name is this much alike (difflib ratio, 0 to 1);
# 0.74 lets one letter of an acronym of four differ (0.75) and one or two of a surname.
_ALIKE = 0.74
_HAS_MORE = re.compile(r"\b(?:e\.\s?a|et al|c\.s|en anderen)\b")
_NUMBERED_ENTRY = re.compile(r"\[(\d{1,3})\]\s*$|(?:^|\n)(\d{1,3})[.)]\s*$")
_WORD = re.compile(r"[^\W_]+")
_SUBTITLE = re.compile(r"[.:?!]\s|\s[–-]\s")
# A title that is named in passing has at least so many words and characters, else it is words like any others.
_MIN_TITLE_WORDS, _MIN_TITLE = 3, 18
_LABEL = re.compile(r"[\[(]?(\d{1,3})[\]).]?")
_SECOND_YEAR = re.compile(r"\b(?:1[89]|20)\d\d/((?:1[89]|20)\d\d)\b")
# Where in an entry its year stands, in characters; the candidates of one mention that are kept.
_HEAD, _MOST = 300, 12
_UNDATED = ""  # the year of "z.d."
_NUMBERED_MENTION = re.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,12})\]")


def known_entries(found: Iterable[Found]) -> frozenset[tuple[str, str]]:
    """First author's comparison name and year of each bibliography entry and citing note; with particles too."""
    return frozenset(
        (name, entry.fields.year)
        for entry in found
        if entry.fields.year is not None
        for author in entry.fields.authors[:1]
        for name in (surname(author), full_surname(author))
    )


def link_mentions(
    context: Context, found: Sequence[Found], short_names: Mapping[str, str] = MappingProxyType({})
) -> list[Found]:
    """The same citations, entries with the anchors of their mentions and mentions with what they repeat.

    A mention leads to the entry of the list of sources, or where there is none to the one note that describes a work of
    that author and year; it takes what that says of the work. One that fits several keeps them all and takes nothing.
    """
    entries = [index for index, citation in enumerate(found) if citation.form is CitationForm.BIBLIOGRAPHY]
    listed = _Works(context, found, entries, short_names)
    noted = _Works(context, found, _first_of_works(found), short_names)
    anchors: dict[int, list[Span]] = defaultdict(list)
    result = list(found)
    for index, citation in enumerate(found):
        candidates: Sequence[int] = ()
        if citation.form is CitationForm.OTHER:
            candidates = listed.by_name(citation)
        elif _is_mention(citation):
            candidates = listed.by_mention(citation) or noted.by_mention(citation)
        candidates = [candidate for candidate in candidates if candidate != index]
        if not candidates:
            continue
        result[index] = repeating(citation, [found[candidate] for candidate in candidates])
        if len(candidates) == 1 and found[candidates[0]].form is CitationForm.BIBLIOGRAPHY:
            anchors[candidates[0]] += citation.anchors
    for index, spans in _titles_in_text(context, found, entries).items():
        anchors[index] += spans
    for number, spans in _numbered_mentions(context, found, entries).items():
        anchors[number] += spans
    for entry in entries:
        result[entry] = replace(result[entry], anchors=tuple(sorted(set(anchors[entry]))))
    return result


def _is_mention(citation: Found) -> bool:
    """Whether a citation says no more than author and year, in the text or in a note ("SCP 2018, p. 12")."""
    fields = citation.fields
    is_bare = not (fields.title or fields.identifier or fields.url)
    return citation.form is CitationForm.AUTHOR_YEAR or (citation.form is CitationForm.FOOTNOTE and is_bare)


def _first_of_works(found: Sequence[Found]) -> list[int]:
    """The first note of each work that notes describe in full: with author, year and title."""
    works: dict[tuple[str | None, ...], int] = {}
    for index, citation in enumerate(found):
        fields = citation.fields
        if citation.form is CitationForm.FOOTNOTE and fields.authors and fields.year and fields.title:
            works.setdefault(work_of(fields), index)
    return list(works.values())


class _Works:
    """Works that a document describes in full, by year and by title."""

    def __init__(
        self, context: Context, found: Sequence[Found], indices: Sequence[int], short_names: Mapping[str, str]
    ) -> None:
        self._found = found
        self._short_names = short_names
        self._indices = indices
        self._by_year: dict[str, list[int]] = defaultdict(list)
        self._by_title: dict[str, list[int]] = defaultdict(list)
        for index in indices:
            fields, span = found[index].fields, found[index].span
            if fields.year is None:
                self._by_year[_UNDATED].append(index)
            else:
                self._by_year[fields.year].append(index)
                # "2013/2014": printed in the one year and published in the other
                head = context.text[span.start : min(span.end, span.start + _HEAD)]
                for second in _SECOND_YEAR.findall(head):
                    self._by_year[second].append(index)
            for key in _title_keys(fields.title):
                self._by_title[key].append(index)

    def by_mention(self, citation: Found) -> Sequence[int]:
        """Works that an author-year mention can lead to: none, the one, or several that it does not tell apart."""
        fields = citation.fields
        if not fields.authors or (fields.year is None and citation.form is not CitationForm.AUTHOR_YEAR):
            return ()
        name = surname(fields.authors[0])
        same_year = self._by_year.get(fields.year or _UNDATED, [])
        exact = [index for index in same_year if name in self._names(index)]
        if not exact and name in self._short_names:
            name = self._short_names[name]
            exact = [index for index in same_year if name in self._names(index)]
        first = [index for index in exact if self._names(index)[0] == name]
        # A later author is meant only where one alone is named ("Peeters 2018" of "VNG (2018). ... Door René Peeters").
        is_single = len(fields.authors) == 1 and not _HAS_MORE.search(fields.authors[0])
        for candidates in (first, exact if is_single else []):
            suffix = fields.year_suffix
            fitting = [index for index in candidates if suffix in (None, self._found[index].fields.year_suffix)]
            fitting = [index for index in fitting if not self._has_other_authors(citation, index)]
            if len(fitting) == 1:
                return fitting
            if candidates:
                return self._by_coauthors(citation, fitting)
        with_author = [index for index in same_year if self._found[index].fields.authors]
        short = [
            index
            for index in with_author
            if is_acronym_of(fields.authors[0], self._found[index].fields.authors[0])
            or is_acronym_of(self._found[index].fields.authors[0], fields.authors[0])
        ]
        alike = short or [index for index in with_author if _is_alike(name, self._names(index)[0])]
        return alike if len(alike) == 1 else ()

    def by_name(self, citation: Found) -> Sequence[int]:
        """The one work that a title in the text names."""
        fields = citation.fields
        if fields.title is None:
            return ()
        candidates = {index for key in _title_keys(fields.title) for index in self._by_title.get(key, [])}
        candidates = {index for index in candidates if fields.year in (None, self._found[index].fields.year)}
        if not candidates and len(fields.authors) == 1 and fields.title.startswith(fields.authors[0] + "-"):
            # "SCP-overall-rapportage-sociaaldomein": the words of a title of that organisation, run together
            words = _squash(fields.title.removeprefix(fields.authors[0]))
            candidates = {
                index
                for index in self._indices
                if len(words) >= 12
                and words in _squash(self._found[index].fields.title or "")
                and fields.authors[0] in self._found[index].fields.authors
            }
        return tuple(candidates) if len(candidates) == 1 else ()

    def _names(self, index: int) -> list[str]:
        return [surname(author) for author in self._found[index].fields.authors]

    def _by_coauthors(self, citation: Found, candidates: Sequence[int]) -> Sequence[int]:
        """The one candidate with all further authors of the mention, or as many as it; all where none is."""
        mine = {surname(author) for author in citation.fields.authors}
        has_more = any(_HAS_MORE.search(author) for author in citation.fields.authors)
        fitting = []
        for index in candidates:
            theirs = self._names(index)
            is_longer = len(theirs) > len(mine) or any(
                _HAS_MORE.search(author) for author in self._found[index].fields.authors
            )
            if mine <= set(theirs) and (is_longer if has_more else len(theirs) == len(mine)):
                fitting.append(index)
        return (fitting or candidates)[:_MOST]

    def _has_other_authors(self, citation: Found, index: int) -> bool:
        """Whether a mention names a second author whom the work does not have."""
        theirs = self._names(index)
        if any(_HAS_MORE.search(author) for author in self._found[index].fields.authors):
            return False
        others = [surname(author) for author in citation.fields.authors[1:]]
        return any(name not in theirs and not any(_is_alike(name, other) for other in theirs) for name in others)


def _is_alike(left: str, right: str) -> bool:
    if abs(len(left) - len(right)) > 2 or min(len(left), len(right)) < 4:
        return False
    return difflib.SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE


def _squash(title: str) -> str:
    return re.sub(r"[\W_]+", "", title.casefold())


def _title_keys(title: str | None) -> set[str]:
    """Keys by which a title can be named: the whole, and what stands before its subtitle."""
    if title is None:
        return set()
    main = re.split(r"[.:?!]\s|\s[–-]\s", title, maxsplit=1)[0]
    return {key for key in (_squash(title), _squash(main)) if len(key) >= 6}


def _titles_in_text(context: Context, found: Sequence[Found], entries: Sequence[int]) -> dict[int, list[Span]]:
    """Where the running text names the title of an entry in full, outside of other citations, as indices of `found`."""
    titles: dict[tuple[str, ...], list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for index in entries:
        title = found[index].fields.title
        main = _SUBTITLE.split(title, maxsplit=1)[0] if title else ""
        words = tuple(_WORD.findall(main.casefold()))
        if len(words) >= _MIN_TITLE_WORDS and len(main) >= _MIN_TITLE:
            titles[words[:_MIN_TITLE_WORDS]].append((words, index))
    # A title that two entries have says nothing.
    titles = {
        key: [pair for pair in pairs if sum(words == pair[0] for words, _ in pairs[:_MOST]) == 1]
        for key, pairs in titles.items()
    }
    named: dict[int, list[Span]] = defaultdict(list)
    if not titles:
        return named
    taken = sorted((citation.span.start, citation.span.end) for citation in found)
    for block in context.running_blocks():
        tokens = [
            (match.group().casefold(), match.start(), match.end())
            for match in _WORD.finditer(context.text, block.span.start, block.span.end)
        ]
        for place in range(len(tokens) - _MIN_TITLE_WORDS + 1):
            key = tuple(token[0] for token in tokens[place : place + _MIN_TITLE_WORDS])
            for words, index in titles.get(key, ())[:_MOST]:
                window = tokens[place : place + len(words)]
                if tuple(token[0] for token in window) == words:
                    span = Span(window[0][1], window[-1][2])
                    if not _is_name_in_sentence(context, span):
                        continue
                    near = bisect_right(taken, (span.start, span.end))
                    if not any(
                        start < span.end and span.start < end for start, end in taken[max(0, near - 2) : near + 1]
                    ):
                        named[index].append(span)
    return named


def _is_name_in_sentence(context: Context, span: Span) -> bool:
    """Whether words begin with a capital that is not that of their sentence."""
    sentence = context.sentence_at(span.start)
    is_inside = sentence is not None and re.search(r"\w", context.text[sentence.start : span.start]) is not None
    return is_inside and context.text[span.start].isupper()


def _numbered_mentions(context: Context, found: Sequence[Found], entries: Sequence[int]) -> dict[int, list[Span]]:
    """Mentions such as "[12]" or "[3, 5-7]" of entries that carry a number, as indices of `found`."""
    text = context.text
    numbers: dict[str, int] = {}
    for index in entries:
        number = _number_of_entry(context, found[index].span)
        if number is not None:
            numbers.setdefault(number, index)
    if len(numbers) < 2:
        return {}
    first_entry = min(found[index].span.start for index in entries)
    mentions: dict[int, list[Span]] = defaultdict(list)
    blocks = [block.span for block in context.running_blocks()]
    starts = [span.start for span in blocks]
    for match in _NUMBERED_MENTION.finditer(text):
        block = bisect_right(starts, match.start()) - 1
        if block < 0 or match.end() > blocks[block].end or match.start() >= first_entry > blocks[block].end:
            continue
        for label in _labels(match.group(1)):
            if label in numbers:
                mentions[numbers[label]].append(Span(*match.span()))
    # Raised numbers: markers that lead to no note are those of the list.
    for marker in context.document.markers:
        if marker.note is None and marker.label in numbers and marker.span not in mentions[numbers[marker.label]]:
            mentions[numbers[marker.label]].append(marker.span)
    return mentions


def _number_of_entry(context: Context, span: Span) -> str | None:
    """The number that stands before an entry: as the label of its block, or in its words."""
    block = context.block_at(span.start)
    if block is not None and block.label and (label := _LABEL.fullmatch(block.label)) is not None:
        return label.group(1)
    match = _NUMBERED_ENTRY.search(context.text[max(0, span.start - 7) : span.start])
    return None if match is None else match.group(1) or match.group(2)


def _labels(inside: str) -> list[str]:
    labels: list[str] = []
    for part in re.split(r"\s?[,;]\s?", inside):
        ends = [int(end) for end in re.split(r"\s?[–-]\s?", part) if end]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] <= 30:
            labels += [str(number) for number in range(ends[0], ends[1] + 1)]
        else:
            labels += [str(end) for end in ends]
    return labels
