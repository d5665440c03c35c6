"""Entries of a list of sources, one citation each; linking.py finds the mentions that lead to them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from policytext.citations.authors import split_authors
from policytext.citations.context import Context, Found
from policytext.citations.fields import URL
from policytext.citations.reference import parse_reference
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm

_MARKER = re.compile(r"\s*(?:[-–—•*▪●]\s+|\[\d{1,3}\]\s*|\d{1,3}[.)]\s+(?=[A-ZÀ-Þ‘“\"']))?")
# A new entry inside a block: a stop, then names with initials and a year. A shorter first part is no entry of its own.
_NEW_ENTRY = re.compile(
    r"(?<=[.\d/a-z])(?P<gap>\s+)(?P<authors>(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er)\s){0,3}[A-ZÀ-Þ][\w’'-]{1,30},?\s(?:[A-Z]\.[-\s]?){1,5}"
    r"[^()\d]{0,250}?)[\s,]{1,2}\(?(?:1[89]|20)\d\d[a-z]?\)?[.,:]?\s"
)
_MIN_ENTRY = 40
_HAS_WORDS = re.compile(r"[^\W\d_]{3}")


def find_bibliography(context: Context) -> Iterator[Found]:
    """Citations of all bibliography entries; anchors are left to the linking."""
    previous: Found | None = None
    for found in _entries(context):
        if previous is not None and _is_address_of(context, previous, found):
            whole = Span(previous.span.start, found.span.end)
            previous = Found(previous.form, whole, replace(previous.fields, url=found.fields.url), ())
            continue
        if previous is not None:
            yield previous
        previous = found
    if previous is not None:
        yield previous


def _is_address_of(context: Context, entry: Found, found: Found) -> bool:
    """Whether an entry is only the address of the one before it, cut off by the layout."""
    words = context.text[found.span.start : found.span.end]
    is_next = not context.text[entry.span.end : found.span.start].strip()
    return is_next and entry.fields.url is None and found.fields.url is not None and URL.match(words) is not None


def _entries(context: Context) -> Iterator[Found]:
    text = context.text
    for block in context.document.blocks:
        if block.kind is not BlockKind.BIBLIOGRAPHY_ENTRY:
            continue
        match = _MARKER.match(text, block.span.start, block.span.end)
        span = Span(match.end() if match is not None else block.span.start, block.span.end)
        words = text[span.start : span.end]
        if not _HAS_WORDS.search(words):
            continue
        for part in _split(text, span):
            entry = text[part.start : part.end]
            fields = parse_reference(entry, [link.target for link in context.links_in(part)])
            yield Found(CitationForm.BIBLIOGRAPHY, part, fields, ())


def _split(text: str, span: Span) -> Iterator[Span]:
    """Entries that came as one block, cut where authors with initials and a year begin after a stop."""
    start = span.start
    for match in _NEW_ENTRY.finditer(text, span.start, span.end):
        if match.start() - start >= _MIN_ENTRY and split_authors(match["authors"]) is not None:
            yield Span(start, match.start("gap"))
            start = match.start("authors")
    yield Span(start, span.end)
