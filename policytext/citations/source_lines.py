"""Lines that name a source below a table, figure or quotation: "Bron: ZonMw (2018) Eerste evaluatie Jeugdwet"."""

import re
from collections.abc import Iterable, Iterator

from policytext.citations.context import Context, Found
from policytext.citations.notes import find_sources
from policytext.citations.reference import parse_reference
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

_SOURCE_LINE = re.compile(
    r"(?:^|(?<=[.!?)]\s)|(?<=\n))\s*[(*_]?(?:Bron(?:nen)?|Ontleend aan|Overgenomen uit)\s*:\s*", re.MULTILINE
)
_ADAPTED = re.compile(
    r"[,;.(]{0,2}\s(?:eigen\s)?(?:bewerking|bewerkt|berekening(?:en)?)\s?(?:door|van)?\s?(?:de\s)?(?:[\w-]+)?[.)]*\s*$",
    re.IGNORECASE,
)
_MAX_LENGTH = 400


def find_source_lines(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Sources that a block, or the end of it, names after "Bron:"."""
    text = context.text
    for block in blocks:
        words = text[block.span.start : block.span.end]
        matches = list(_SOURCE_LINE.finditer(words))
        if not matches:
            continue
        start = block.span.start + matches[-1].end()
        end = min(block.span.end, start + _MAX_LENGTH)
        line_end = text.find("\n", start, end)
        span = Span(start, line_end if line_end > start else end)
        if (adapted := _ADAPTED.search(text, span.start, span.end)) is not None and adapted.start() > span.start:
            span = Span(span.start, adapted.start())  # "Jansen 2012, bewerking auteurs"
        if text[span.end - 1] == ")" and text.count("(", span.start, span.end) < text.count(")", span.start, span.end):
            span = Span(span.start, span.end - 1)  # "(Bron: CBS, 2020)"
        found = list(find_sources(context, span))
        if not found:
            fields = parse_reference(text[span.start : span.end])
            found = [(span, fields)] if fields.authors or fields.url else []
        for part, fields in found:
            simple = fields.authors and fields.year and not fields.title
            form = CitationForm.AUTHOR_YEAR if simple else CitationForm.OTHER
            yield Found(form, part, fields, (part,))
