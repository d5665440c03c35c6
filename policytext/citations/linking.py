"""Inside one document: which mention in the text leads to which entry of the list of sources.

An entry's anchors are its mentions. A mention that leads to exactly one entry takes the entry's title, address and
identifier; one that fits two entries ("SCP 2018" beside 2018a and 2018b) leads to none.
"""

import difflib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from policytext.citations.authors import surname
from policytext.citations.context import Context, Found
from policytext.citations.matching import is_acronym_of
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

# A misspelt name still leads to the one entry of that year whose name is this much alike (difflib ratio, 0 to 1);
# 0.74 lets one letter of an acronym of four differ (0.75) and one or two of a surname.
_ALIKE = 0.74
_HAS_MORE = re.compile(r"\b(?:e\.\s?a|et al|c\.s|en anderen)\b")
_NUMBERED_ENTRY = re.compile(r"\[(\d{1,3})\]\s*$|(?:^|\n)(\d{1,3})[.)]\s*$")
_NUMBERED_MENTION = re.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,12})\]")


def known_entries(found: Iterable[Found]) -> frozenset[tuple[str, str]]:
    """First author's comparison name and year of each bibliography entry and citing note."""
    return frozenset(
        (surname(author), entry.fields.year)
        for entry in found
        if entry.fields.year is not None
        for author in entry.fields.authors[:1]
    )


def link_mentions(context: Context, found: Sequence[Found]) -> list[Found]:
    """The same citations, entries with the anchors of their mentions and mentions with the fields of their entry."""
    entries = [index for index, citation in enumerate(found) if citation.form is CitationForm.BIBLIOGRAPHY]
    if not entries:
        return list(found)
    by_year: dict[str, list[int]] = defaultdict(list)
    by_title: dict[str, list[int]] = defaultdict(list)
    for index in entries:
        fields = found[index].fields
        if fields.year is not None:
            by_year[fields.year].append(index)
        for key in _title_keys(fields.title):
            by_title[key].append(index)
    anchors: dict[int, list[Span]] = defaultdict(list)
    result = list(found)
    for index, citation in enumerate(found):
        if citation.form is CitationForm.AUTHOR_YEAR:
            entry = _entry_of_mention(citation, found, by_year)
        elif citation.form is CitationForm.OTHER:
            entry = _entry_of_name(citation, found, by_title, entries)
        else:
            continue
        if entry is None:
            continue
        anchors[entry] += citation.anchors
        source = found[entry].fields
        mine = citation.fields
        result[index] = replace(
            citation,
            fields=replace(
                mine,
                title=mine.title or source.title,
                url=mine.url or source.url,
                identifier=mine.identifier or source.identifier,
            ),
        )
    for number, spans in _numbered_mentions(context, found, entries).items():
        anchors[number] += spans
    for entry in entries:
        result[entry] = replace(result[entry], anchors=tuple(sorted(set(anchors[entry]))))
    return result


def _entry_of_mention(citation: Found, found: Sequence[Found], by_year: dict[str, list[int]]) -> int | None:
    fields = citation.fields
    if fields.year is None or not fields.authors:
        return None
    name = surname(fields.authors[0])
    same_year = by_year.get(fields.year, [])
    exact = [index for index in same_year if name in [surname(author) for author in found[index].fields.authors]]
    first = [index for index in exact if surname(found[index].fields.authors[0]) == name]
    # A later author is meant only where one alone is named ("Peeters 2018" of "VNG (2018). ... Door René Peeters").
    is_single = len(fields.authors) == 1 and not _HAS_MORE.search(fields.authors[0])
    for candidates in (first, exact if is_single else []):
        fitting = [index for index in candidates if fields.year_suffix in (None, found[index].fields.year_suffix)]
        if len(fitting) == 1:
            return fitting[0]
        if candidates:
            return _by_coauthors(citation, found, fitting)
    short = [
        index
        for index in same_year
        if found[index].fields.authors and is_acronym_of(fields.authors[0], found[index].fields.authors[0])
    ]
    if short:
        return short[0] if len(short) == 1 else None
    alike = [
        index
        for index in same_year
        if found[index].fields.authors and _is_alike(name, surname(found[index].fields.authors[0]))
    ]
    return alike[0] if len(alike) == 1 else None


def _by_coauthors(citation: Found, found: Sequence[Found], candidates: Sequence[int]) -> int | None:
    """The one candidate with all further authors of the mention, or as many as it."""
    mine = [surname(author) for author in citation.fields.authors]
    has_more = any(_HAS_MORE.search(author) for author in citation.fields.authors)
    fitting = []
    for index in candidates:
        theirs = [surname(author) for author in found[index].fields.authors]
        if set(mine) <= set(theirs) and (len(theirs) > len(mine) if has_more else len(theirs) == len(mine)):
            fitting.append(index)
    return fitting[0] if len(fitting) == 1 else None


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


def _entry_of_name(
    citation: Found, found: Sequence[Found], by_title: dict[str, list[int]], entries: Sequence[int]
) -> int | None:
    fields = citation.fields
    if fields.title is None:
        return None
    candidates = {index for key in _title_keys(fields.title) for index in by_title.get(key, [])}
    candidates = {index for index in candidates if fields.year in (None, found[index].fields.year)}
    if not candidates and len(fields.authors) == 1 and fields.title.startswith(fields.authors[0] + "-"):
        # "SCP-overall-rapportage-sociaaldomein": the words of a title of that organisation, run together
        words = _squash(fields.title.removeprefix(fields.authors[0]))
        candidates = {
            index
            for index in entries
            if len(words) >= 12
            and words in _squash(found[index].fields.title or "")
            and fields.authors[0] in found[index].fields.authors
        }
    return candidates.pop() if len(candidates) == 1 else None


def _numbered_mentions(context: Context, found: Sequence[Found], entries: Sequence[int]) -> dict[int, list[Span]]:
    """Mentions such as "[12]" or "[3, 5-7]" of entries that carry a number, as indices of `found`."""
    text = context.text
    numbers: dict[str, int] = {}
    for index in entries:
        start = found[index].span.start
        match = _NUMBERED_ENTRY.search(text[max(0, start - 7) : start])
        if match is not None:
            numbers.setdefault(match.group(1) or match.group(2), index)
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
    return mentions


def _labels(inside: str) -> list[str]:
    labels: list[str] = []
    for part in re.split(r"\s?[,;]\s?", inside):
        ends = [int(end) for end in re.split(r"\s?[–-]\s?", part) if end]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] <= 30:
            labels += [str(number) for number in range(ends[0], ends[1] + 1)]
        else:
            labels += [str(end) for end in ends]
    return labels
