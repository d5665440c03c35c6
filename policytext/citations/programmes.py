"""National programmes, agendas and agreements that running text refers to by name: "Hervormingsagenda Jeugd", "IZA".

The names are lexicon data (lexicon/programmes.tsv). A name alone is a subject: the programme counts as a source where
the text treats it as a document at least once, with quotation marks, a year, or a verb of adopting or publishing. Then
all mentions are anchors of one citation, later ones under a short name too. Editions that the text tells apart by their
year ("Regeerakkoord 2017", "Regeerakkoord 2021") are works of their own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from policytext.citations.context import Context, Found
from policytext.citations.fields import Fields
from policytext.citations.named import YEAR_AFTER
from policytext.lexicon import table
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm

_PLAIN_YEAR_AFTER = re.compile(r"\s(?P<year>(?:19|20)\d\d)(?![\d-])")
_ADOPTED = re.compile(
    r"\b(?:vastgesteld|ondertekend|gepubliceerd|verschenen|gepresenteerd|aangeboden|gesloten|uitgebracht|gelanceerd|"
    r"afgesproken in|opgenomen in)\b",
    re.IGNORECASE,
)
# How far from a name a verb of adopting may stand.
_REACH = 60
_OPENING, _CLOSING = "‘'“\"„", ("’", "'", "”", '"')
# A first word that is itself the name of its programme ("de Hervormingsagenda").
_HEAD = re.compile(r"[A-Z]\w*(?:agenda|akkoord|scenario|programma|strategie|visie)")
# "Klimaatakkoord van Parijs", "Regionale Hervormingsagenda Jeugd": a longer name is that of another document.
_LONGER = re.compile(r"\svan\s(?:Parijs|Glasgow|Kyoto)\b|[’']?s?-[a-z]|\s(?:Regio|Gemeente|Provincie)\s[A-Z]")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A mention of a programme: where it stands, the year behind it, and whether the text treats it as a document."""

    span: Span
    year: str | None
    is_document: bool


@cache
def _names() -> dict[str, str]:
    """From every name and short name to the full name."""
    names: dict[str, str] = {}
    for row in table("programmes"):
        for name in (row["name"], *filter(None, row["short"].split(";"))):
            names.setdefault(name, row["name"])
    return names


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w-])")


def find_programmes(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Programmes that the blocks treat as documents, each with all its mentions as anchors."""
    mentions: dict[str, list[_Mention]] = {}
    for block in blocks:
        for match in _pattern().finditer(context.text, block.span.start, block.span.end):
            title = _names()[match.group()]
            if _LONGER.match(context.text, match.end()) or (block.kind is BlockKind.NOTE and match.group() != title):
                continue  # in a note a short name only helps to remark
            span = Span(*match.span())
            year = YEAR_AFTER.match(context.text, span.end) or _PLAIN_YEAR_AFTER.match(context.text, span.end)
            mention = _Mention(span, year["year"] if year is not None else None, _is_document(context, span))
            mentions.setdefault(title, []).append(mention)
    for title, found in mentions.items():
        if not any(mention.is_document for mention in found):
            continue
        years = {mention.year for mention in found if mention.year is not None}
        for group in _editions(found) if len(years) > 1 else [found]:
            citation = _citation(context, title, group, with_short_names=len(years) < 2)
            if citation is not None:
                yield citation


def _editions(mentions: list[_Mention]) -> list[list[_Mention]]:
    """Mentions by their year; one without a year belongs to the edition that was named last before it."""
    groups: dict[str, list[_Mention]] = {}
    last: str | None = None
    for mention in mentions:
        last = mention.year or last
        if last is not None:
            groups.setdefault(last, []).append(mention)
    return list(groups.values())


def _citation(context: Context, title: str, mentions: list[_Mention], *, with_short_names: bool) -> Found | None:
    """One citation of a programme: its first mention as a document, and all mentions as anchors."""
    first = next((mention for mention in mentions if mention.is_document), None)
    if first is None:
        return None
    span, text = first.span, context.text
    is_full = {mention.span: text[mention.span.start : mention.span.end] == title for mention in mentions}
    anchors = [span for span, is_whole in is_full.items() if is_whole or span.start >= first.span.start]
    if with_short_names:
        anchors += _heads(context, title, span.end, anchors)
    start = span.start - (1 if span.start > 0 and text[span.start - 1] in _OPENING else 0)
    bracket = YEAR_AFTER.match(text, span.end)
    end = bracket.end() if bracket is not None else span.end + (1 if text[span.end : span.end + 1] in _CLOSING else 0)
    fields = Fields(title=title, year=_year_of(context, first))
    return Found(CitationForm.OTHER, Span(start, end), fields, tuple(sorted(anchors)))


def _is_document(context: Context, span: Span) -> bool:
    """Whether a programme's name is marked as a title, or its sentence says that it was adopted or published."""
    text = context.text
    if YEAR_AFTER.match(text, span.end) or _PLAIN_YEAR_AFTER.match(text, span.end):
        return True
    if span.start > 0 and text[span.start - 1] in _OPENING:
        return True
    if any(stretch.start <= span.start and span.end <= stretch.end for stretch in context.emphasised_in(span)):
        return True
    sentence = context.sentence_at(span.start)
    if sentence is None:
        return False
    start, end = max(sentence.start, span.start - _REACH), min(sentence.end, span.end + _REACH)
    return _ADOPTED.search(text, start, end) is not None


def _heads(context: Context, title: str, position: int, taken: list[Span]) -> list[Span]:
    """Later mentions by the first word alone, where that word is itself the name ("de Hervormingsagenda")."""
    head = title.split()[0]
    if " " not in title or not _HEAD.fullmatch(head):
        return []
    known = sorted(taken)
    pattern = re.compile(rf"(?<![\w-]){re.escape(head)}(?![\w-])")
    found = []
    for block in context.running_blocks():
        if block.span.end <= position:
            continue
        for match in pattern.finditer(context.text, max(position, block.span.start), block.span.end):
            span = Span(*match.span())
            index = bisect_right(known, span)
            if not any(span.overlaps(other) for other in known[max(0, index - 1) : index + 1]):
                found.append(span)
    return found


def _year_of(context: Context, mention: _Mention) -> str | None:
    """Year of adoption where the sentence gives it: "(2019)", "in 2023", or "dit jaar" of a dated document."""
    if mention.year is not None:
        return mention.year
    text = context.text
    sentence = context.sentence_at(mention.span.start)
    if sentence is None or _ADOPTED.search(text, sentence.start, sentence.end) is None:
        return None
    words_around = text[sentence.start : sentence.end]
    date = context.document.metadata.date
    if re.search(r"\b(?:dit jaar|onlangs|vorige week|deze maand|vandaag)\b", words_around) and date is not None:
        return date.value[:4]
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", words_around)
    return years[0] if len(years) == 1 else None
