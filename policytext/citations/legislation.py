"""Acts, orders, treaties, official journals and case law: only with an article, a year or an official number.

"de Jeugdwet" alone names a subject; "artikel 2.3 van de Jeugdwet", "Wmo 2015", "Stb. 2014, 105" and an ECLI point to a
text. Mentions of the same article are one citation with several anchors.
Source of the notations: Aanwijzingen voor de regelgeving (3.26 to 3.29) and Leidraad voor juridische auteurs.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from policytext.citations.context import Context, Found
from policytext.citations.fields import MONTH, Fields
from policytext.citations.identifiers import iter_case_law, iter_journals, iter_publications, iter_registers
from policytext.citations.official.law_mentions import LawMention, iter_laws
from policytext.citations.official.reference import Official
from policytext.citations.quoted_articles import iter_quoted_articles
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

__all__ = ["LawMention", "find_legislation", "find_numbered_publications", "iter_laws"]

# "de Wet van 1 maart 2014 inzake ..."
_ACT_OF_DAY = re.compile(
    rf"\b(?:Wet|Besluit) van \d{{1,2}} {MONTH} (?P<year>(?:1[89]|20)\d\d)"
    r"(?:,?\s(?:tot|houdende|inzake)\s[^.;()\n]{3,160}(?<!\s))?"
)
# A number that opens a line is that of the document itself, in its colophon.
_LINE_BEFORE = re.compile(r"(?:^|\n)[\s\W]*$")


def find_legislation(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Acts, official journals, European acts and case law of the blocks; the same text is one citation."""
    fields: dict[str, Fields] = {}
    anchors: dict[str, list[Span]] = {}
    for block in blocks:
        spans: list[Span] = []  # in order, without overlaps
        for mention in iter_laws(context.text, block.span.start, block.span.end):
            if mention.article is None and mention.year is not None and not context.is_year(mention.year):
                continue
            spans.append(mention.span)
            fields.setdefault(mention.identifier, _fields_of_act(mention))
            anchors.setdefault(mention.identifier, []).append(mention.span)
        for match in _ACT_OF_DAY.finditer(context.text, block.span.start, block.span.end):
            act = Span(*match.span())
            if not _overlaps(act, spans):
                insort(spans, act)
                name = " ".join(match.group().split())
                fields.setdefault(name, Fields(year=match["year"], title=name, identifier=name))
                anchors.setdefault(name, []).append(act)
        for official in _officials(context.text, block.span):
            if _overlaps(official.span, spans):
                continue
            fields.setdefault(official.identifier, _fields_of(official))
            anchors.setdefault(official.identifier, []).append(official.span)
    for mention in iter_quoted_articles(context):
        fields.setdefault(mention.identifier, _fields_of_act(mention))
        anchors.setdefault(mention.identifier, []).append(mention.span)
    for identifier, spans in anchors.items():
        yield Found(CitationForm.LAW, spans[0], fields[identifier], tuple(spans))


def find_numbered_publications(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Publications that running text names by DOI or ISBN, outside of web addresses."""
    for block in blocks:
        for official in iter_publications(context.text, block.span.start, block.span.end):
            words = context.text[block.span.start : official.span.start]
            is_address = "/" in context.text[official.span.start : official.span.start + 8]
            if is_address or _LINE_BEFORE.search(words[-40:] if len(words) > 40 else "\n" + words):
                continue
            yield Found(CitationForm.OTHER, official.span, _fields_of(official), (official.span,))


def _overlaps(span: Span, spans: list[Span]) -> bool:
    """Whether a span overlaps one of those in order: the one before it or the one behind."""
    index = bisect_left(spans, span)
    return any(span.overlaps(near) for near in spans[max(0, index - 1) : index + 1])


def _officials(text: str, span: Span) -> Iterator[Official]:
    yield from iter_case_law(text, span.start, span.end)
    yield from iter_journals(text, span.start, span.end)
    yield from iter_registers(text, span.start, span.end)


def _fields_of_act(mention: LawMention) -> Fields:
    return Fields(
        year=mention.year,
        title=mention.written or None,
        identifier=mention.identifier,
        parts=mention.parts,
        address=mention.address,
    )


def _fields_of(official: Official) -> Fields:
    return Fields(year=official.year, identifier=official.identifier, parts=official.parts, address=official.address)
