"""Entries of a list of sources, one citation each; linking.py finds the mentions that lead to them.

The layout of a page may cut an entry in two, or two entries may come as one block: parts are joined where a block does
not begin as an entry does, and cut where authors and a year begin after a stop.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policytext.citations.authors import split_authors
from policytext.citations.context import Context, Found
from policytext.citations.fields import BRACKET_YEAR, URL, YEAR, Fields
from policytext.citations.name_lists import leading_names
from policytext.citations.reference import parse_reference
from policytext.citations.titles import PLACES, REMARK_VERB
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm

_MARKER = re.compile(r"\s*(?:[-–—•*▪●~]\s+|\[\d{1,3}\]\s*|\d{1,3}[.)]\s+(?=[A-ZÀ-Þ‘“\"']))?")
_NUMBER = re.compile(r"\s*[\[(]?(\d{1,3})(?:[\]).]|$)")
# "—— (2018)", "Idem (2019)": the authors of the entry before
_SAME_AUTHORS = re.compile(
    r"\s*(?:[—–_-]{2,12}|[—–](?=[\s.,]*\(?\d{4})|[Ii]dem\b|Id\.)[\s.,:]*(?=\(?(?:1[89]|20)\d\d|[A-ZÀ-Þ‘“])"
)
# A new entry inside a block: a stop, then names with initials and a year. A shorter first part is no entry of its own.
_NEW_ENTRY = re.compile(
    r"(?<=[.\d/a-z])(?P<gap>\s+)(?P<authors>(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er)\s){0,3}[A-ZÀ-Þ][\w’'-]{1,30},?\s(?:[A-Z]\.[-\s]?){1,5}"
    r"[^()\d]{0,250}?)[\s,]{1,2}\(?(?:1[89]|20)\d\d[a-z]?\)?[.,:]?\s"
)
_MIN_ENTRY = 40
_HAS_WORDS = re.compile(r"[^\W\d_]{3}")
# What goes on with the entry before: its address, place, publisher, number, thesis, collection, or words in lower case.
_GOES_ON = re.compile(
    rf"\s*(?:https?:|www\.|doi\b|DOI\b|IS[SB]N\b|\[|\(|[&,;:–]|{PLACES}\s?[,:/;]|(?:In|Uit|Via|Referentie|Kenmerk|Rapportnummer|"
    r"Rapportnr\.|Proefschrift|Dissertatie|Masterscriptie|Uitgeverij|Geraadpleegd|Retrieved|Beschikbaar|Verkregen|Online)\b[\s:]"
    r"|(?:pp?|blz)\.\s?\d)"
)
# "Tijdschrift, 104(3): 383-397"
_JOURNAL = re.compile(
    r"[A-ZÀ-Þ][\w&’' ]{2,60},?\s\d{1,4}\s?(?:\(\d{1,3}(?:[-/]\d{1,3})?\))?\s?[:,]\s?\d{1,5}\s?[-–]\s?\d{1,5}\.?\s*"
)
_TITLE_BEHIND = re.compile(r"\s?\((?:1[89]|20)\d\d[a-z]?\)[.,:]?\s+(?=[A-ZÀ-Þ‘“'\"])")
_LOWER_CASE = re.compile(r"\s*[a-zà-ÿ]")
_ENDS = re.compile(r"[.)\]>/”’\"]\s*$|https?://\S+\s*$|\d\s*$")
# An entry is put together from at most so many blocks, of so many characters in all; a remark is longer.
_MOST_PARTS, _LONGEST, _LONGEST_PART = 5, 2000, 300


@dataclass(slots=True)
class _Entry:
    """An entry while its blocks are put together; `span` is that of what stands together in the text."""

    span: Span
    words: str
    fields: Fields
    has_same_authors: bool = False
    number: int | None = None
    parts: int = 1


def find_bibliography(context: Context) -> Iterator[Found]:
    """Citations of all bibliography entries; anchors are left to the linking."""
    authors: tuple[str, ...] = ()
    for entry in _put_together(context):
        fields = entry.fields
        if entry.has_same_authors and authors:
            fields = replace(fields, authors=authors)
        authors = fields.authors
        yield Found(CitationForm.BIBLIOGRAPHY, entry.span, fields, ())


def _put_together(context: Context) -> Iterator[_Entry]:
    """Entries whose blocks were joined."""
    previous: _Entry | None = None
    for entry, kind in _entries(context):
        if previous is not None and _is_rest_of(context, previous, entry, kind):
            is_next = not context.text[previous.span.end : entry.span.start].strip()
            previous.span = Span(previous.span.start, entry.span.end) if is_next else previous.span
            previous.words = f"{previous.words} {entry.words}"
            links = [previous.fields.url or "", entry.fields.url or ""]
            previous.fields = parse_reference(previous.words, [link for link in links if link])
            previous.parts += 1
            continue
        if kind is BlockKind.PARAGRAPH:
            continue  # a remark between two entries
        if previous is not None:
            yield previous
        previous = entry
    if previous is not None:
        yield previous


def _is_rest_of(context: Context, previous: _Entry, entry: _Entry, kind: BlockKind) -> bool:
    """Whether a block goes on with the entry before it."""
    if previous.parts >= _MOST_PARTS or len(previous.words) + len(entry.words) > _LONGEST or entry.has_same_authors:
        return False
    if previous.number is not None and entry.number == previous.number + 1:
        return False
    if URL.match(entry.words):
        return previous.fields.url is None
    is_headed = bool(
        entry.fields.authors and (YEAR.search(entry.words[:_LONGEST_PART]) or BRACKET_YEAR.search(entry.words))
    )
    is_cut = not _ENDS.search(previous.words)
    if is_cut and not YEAR.search(previous.words):
        return True  # the list of authors itself goes on
    if _GOES_ON.match(entry.words) or _JOURNAL.match(entry.words) or (is_cut and _LOWER_CASE.match(entry.words)):
        return not (is_headed and split_authors(entry.words.split(".")[0]))
    if kind is BlockKind.PARAGRAPH:
        return not is_headed and len(entry.words) <= _LONGEST_PART and bool(YEAR.search(previous.words))
    return not is_headed and previous.fields.title is None and bool(previous.fields.authors)


def _entries(context: Context) -> Iterator[tuple[_Entry, BlockKind]]:
    """Every block of a list of sources, or part of one, as an entry; paragraphs between two entries with their kind."""
    text = context.text
    for block in _blocks(context):
        same = _SAME_AUTHORS.match(text, block.span.start, block.span.end)
        match = same or _MARKER.match(text, block.span.start, block.span.end)
        span = Span(match.end() if match is not None else block.span.start, block.span.end)
        if not _HAS_WORDS.search(text, span.start, span.end):
            continue
        for number, part in enumerate(_split(text, span)):
            words = text[part.start : part.end]
            fields = parse_reference(words, [link.target for link in context.links_in(part)])
            is_same = same is not None and number == 0
            start = block.span.start if is_same else part.start
            is_remark = block.kind is BlockKind.PARAGRAPH and not (
                _is_reference(context, block) or _is_like_entry(words, fields)
            )
            kind = BlockKind.PARAGRAPH if is_remark else BlockKind.BIBLIOGRAPHY_ENTRY
            yield _Entry(Span(start, part.end), words, fields, is_same, None if number else _number(text, block)), kind


def _number(text: str, block: Block) -> int | None:
    """The number before an entry: "[3]", "3."."""
    match = _NUMBER.match(block.label or "") or _NUMBER.match(text, block.span.start, block.span.end)
    return None if match is None else int(match.group(1))


def _blocks(context: Context) -> Iterator[Block]:
    """Blocks of the lists of sources, with list items and short paragraphs between two entries."""
    waiting: list[Block] = []
    is_inside = False
    for block in context.document.blocks:
        if block.kind is BlockKind.BIBLIOGRAPHY_ENTRY or _is_reference(context, block):
            yield from waiting
            yield block
            waiting, is_inside = [], True
        elif block.kind in (BlockKind.FURNITURE, BlockKind.NOTE):
            continue
        elif is_inside and block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) and len(waiting) < 2:
            waiting.append(block)
        else:
            yield from _last_part(context, waiting)
            waiting, is_inside = [], False
    yield from _last_part(context, waiting)


def _last_part(context: Context, waiting: list[Block]) -> list[Block]:
    """The block behind the last entry, where it is the journal of that entry and nothing else."""
    span = waiting[0].span if waiting else Span(0, 0)
    return waiting[:1] if _JOURNAL.fullmatch(context.text, span.start, span.end) else []


def _is_reference(context: Context, block: Block) -> bool:
    """Whether a paragraph is a whole reference: "Harden, S. (1991). Whose science? Ithaca: Cornell"."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or len(block.span) > _LONGEST_PART:
        return False
    words = context.text[block.span.start : block.span.end]
    names = leading_names(words)
    if names is None or _TITLE_BEHIND.match(words, names[1]) is None:
        return False
    return REMARK_VERB.search(words, names[1]) is None


def _is_like_entry(words: str, fields: Fields) -> bool:
    """Whether a paragraph between two entries is one: "VNG. (2021b). Wijken in cijfers."."""
    is_whole = bool(fields.authors and fields.year and fields.title) and len(words) <= _LONGEST_PART
    return is_whole and words.startswith(fields.authors[0]) and REMARK_VERB.search(words) is None


def _split(text: str, span: Span) -> Iterator[Span]:
    """Entries that came as one block, cut where authors with initials and a year begin after a stop."""
    start = span.start
    for match in _NEW_ENTRY.finditer(text, span.start, span.end):
        is_long = match.start() - start >= _MIN_ENTRY and YEAR.search(text, start, match.start()) is not None
        if is_long and split_authors(match["authors"]) is not None:
            yield Span(start, match.start("gap"))
            start = match.start("authors")
    yield Span(start, span.end)
