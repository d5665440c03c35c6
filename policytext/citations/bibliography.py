"""Entries of a list of sources, one citation each; linking.py finds the mentions that lead to them."""

import re
from collections.abc import Iterator

from policytext.citations.context import Context, Found
from policytext.citations.fields import parse_reference
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm

_MARKER = re.compile(r"\s*(?:[-–—•*▪●]\s+|\[\d{1,3}\]\s*|\d{1,3}[.)]\s+(?=[A-ZÀ-Þ‘“\"']))?")
_HAS_WORDS = re.compile(r"[^\W\d_]{3}")


def find_bibliography(context: Context) -> Iterator[Found]:
    """Citations of all bibliography entries; anchors are left to the linking."""
    text = context.text
    for block in context.document.blocks:
        if block.kind is not BlockKind.BIBLIOGRAPHY_ENTRY:
            continue
        match = _MARKER.match(text, block.span.start, block.span.end)
        span = Span(match.end() if match is not None else block.span.start, block.span.end)
        words = text[span.start : span.end]
        if not _HAS_WORDS.search(words):
            continue
        fields = parse_reference(words, [link.target for link in context.links_in(span)])
        yield Found(CitationForm.BIBLIOGRAPHY, span, fields, ())
