"""Words that point back to a document that was just named: "genoemd rapport", "die brief", "dit advies".

"Dit rapport" is mostly the document itself. So "dit" and "deze" count only right behind a citation of a document of
that kind, and not in a document that is one itself, but for a letter with a verb in the past ("in deze brief vroegen
wij"); "die", "dat" and "genoemd" also farther on in the paragraph. What fits two documents of one sentence stays
ambiguous.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policytext.citations.context import Context, Found
from policytext.citations.fields import Fields
from policytext.citations.short_forms import distinct_works, repeating
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm, DocumentKind

# Kinds of documents by the stems that name them: those that a report can call itself, letters, and the rest.
_REPORTS = (
    "rapport|advies|studie|evaluatie|verkenning|notitie|nota|essay|boek|handreiking|publicatie|proefschrift|bundel|monitor|"
    "onderzoek|leidraad|factsheet"
)
_LETTERS = "brief"
# "Dit onderzoek" is as often what is being done as what was written about it.
_ACTIVITIES = frozenset({"onderzoek", "evaluatie", "monitor"})
_OTHERS = "motie|akkoord|convenant|manifest|arrest|vonnis"
_KINDS_OF_REPORT = frozenset(
    {
        DocumentKind.RAPPORT,
        DocumentKind.ADVIES,
        DocumentKind.ESSAY,
        DocumentKind.ARTIKEL,
        DocumentKind.NOTITIE,
        DocumentKind.NOTA,
        DocumentKind.POSITION_PAPER,
        DocumentKind.PROGRAMMA,
        DocumentKind.BESLUIT,
        DocumentKind.UNKNOWN,
    }
)
_KINDS_OF_LETTER = frozenset(
    {DocumentKind.BRIEF, DocumentKind.KAMERBRIEF, DocumentKind.KAMERVRAGEN, DocumentKind.UNKNOWN}
)
_KINDS_OF_OTHER = frozenset({DocumentKind.MOTIE, DocumentKind.AKKOORD, DocumentKind.UNKNOWN})
_POINTING = re.compile(
    r"\b(?P<how>dit|deze|dat|die|(?:(?:het|de)\s)?(?:(?:eerder|hiervoor|hierboven|zojuist)\s)?"
    r"(?:genoemde?|voornoemde?|bovengenoemde?|eerdergenoemde?|laatstgenoemde?|aangehaalde?))\s"
    r"(?:(?:eerdere|eerste|tweede|laatste|recente|nieuwe|oude|landelijke|uitgebreide|belangrijke)\s)?"
    rf"(?P<noun>[a-z-]{{0,30}}?(?P<stem>{_REPORTS}|{_LETTERS}|{_OTHERS}))(?![\w-])",
    re.IGNORECASE,
)
# What follows names the document anew ("die brief van 3 mei", "dit rapport over toezicht van de raad"): no short form.
_NAMED_ANEW = re.compile(r"\s(?:van|uit|d\.d\.|getiteld|met de titel|[‘“'\"„])")
_PAST = re.compile(
    r"\s(?:(?:al|ook|toen|reeds)\s)?(?:vroeg|vroegen|schreef|schreven|stelden?|gaf|gaven|stond|stonden|werd|werden|deed|deden|was|"
    r"kondigden?|meldden?|informeerden?|riep|riepen|bepleitten?|wees|wezen|adviseerden?|concludeerden?|noemden?|lieten?)\b"
)
_NEAR, _STRONG = frozenset({"dit", "deze"}), re.compile(r"genoemd|aangehaald", re.IGNORECASE)
# How far back is looked, in citations and in characters.
_BACK, _REACH = 12, 1500
_WORDS_BEFORE, _WORDS_BEHIND, _WORDS = 120, 30, 300
_CITED_KINDS = frozenset(
    {
        CitationForm.FOOTNOTE,
        CitationForm.AUTHOR_YEAR,
        CitationForm.OTHER,
        CitationForm.KAMERSTUK,
        CitationForm.LINK,
        CitationForm.PRESS,
    }
)


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where a citation stands in the running text; `number` is its place in the list of citations."""

    start: int
    end: int
    number: int


def find_pointing_words(context: Context, blocks: Iterable[Block], found: Sequence[Found]) -> list[Found]:
    """Short forms of words in the blocks that point back to one of the citations, with what they repeat."""
    cited = list(found)
    places = sorted(
        _Place(span.start, span.end, number)
        for number, citation in enumerate(cited)
        if citation.form in _CITED_KINDS
        for span in citation.anchors or (citation.span,)
    )
    by_span = {citation.span: citation for citation in cited}
    added: list[Found] = []
    for block in blocks:
        if not places or block.kind is BlockKind.NOTE:
            continue
        for match in _POINTING.finditer(context.text, block.span.start, block.span.end):
            span = Span(*match.span())
            if match["stem"].lower() in _ACTIVITIES and not _STRONG.search(match["how"]):
                continue
            if _is_own(context, match) or _NAMED_ANEW.match(context.text, span.end) or _is_taken(places, cited, span):
                continue
            nearest = _nearest(context, block, match, places, cited)
            full = [by_span[at] for citation in nearest for at in citation.repeats or (citation.span,) if at in by_span]
            targets = distinct_works(full)
            if targets:
                citation = repeating(Found(CitationForm.OTHER, span, Fields(), (span,)), targets)
                added.append(citation)
                insort(places, _Place(span.start, span.end, len(cited)))
                cited.append(citation)
    return added


def _is_own(context: Context, match: re.Match[str]) -> bool:
    """Whether "dit rapport" is likely to be the document that says so."""
    if match["how"].lower() not in _NEAR:
        return False
    kind, stem = context.document.metadata.kind, match["stem"].lower()
    if stem == _LETTERS:
        return kind in _KINDS_OF_LETTER and not _PAST.match(context.text, match.end())
    return kind in (_KINDS_OF_OTHER if stem in _OTHERS.split("|") else _KINDS_OF_REPORT)


def _is_taken(places: Sequence[_Place], cited: Sequence[Found], span: Span) -> bool:
    """Whether the words are part of a citation."""
    index = bisect_left(places, span.start, key=lambda place: place.start)
    near = places[max(0, index - 2) : index + 2]
    return any(place.start < span.end and span.start < place.end for place in near) or any(
        cited[place.number].span.overlaps(span) for place in near
    )


def _nearest(
    context: Context, block: Block, match: re.Match[str], places: Sequence[_Place], cited: Sequence[Found]
) -> Sequence[Found]:
    """The citations of the nearest sentence before that cites a document of the kind, in order."""
    how, stem = match["how"].lower(), match["stem"].lower()
    floor = block.span.start if not _STRONG.search(how) else _start_of_section(context, block)
    if how in _NEAR:
        floor = max(floor, _start_of_sentence_before(context, match.start()))
    floor = max(floor, match.start() - _REACH)
    index = bisect_left(places, match.start(), key=lambda place: place.start)
    nearest: list[Found] = []
    sentence: Span | None = None
    for place in reversed(places[max(0, index - _BACK) : index]):
        if place.start < floor:
            break
        around = context.sentence_at(place.start)
        if nearest and around != sentence:
            break
        if _fits(context, stem, place, cited[place.number], around):
            nearest.append(cited[place.number])
            sentence = around
    return nearest[::-1]


def _fits(context: Context, stem: str, place: _Place, citation: Found, sentence: Span | None) -> bool:
    """Whether a citation is called a document of the kind: by its own words, or by those around it in its sentence."""
    text = context.text
    before = max(place.start - _WORDS_BEFORE, sentence.start if sentence is not None else 0)
    behind = min(place.end + _WORDS_BEHIND, sentence.end if sentence is not None else len(text))
    own = text[citation.span.start : min(citation.span.end, citation.span.start + _WORDS)]
    words = " ".join((text[before:behind], own, (citation.fields.title or "")[:_WORDS])).lower()
    return stem in words


def _start_of_sentence_before(context: Context, position: int) -> int:
    """Where the sentence before the one at a position begins."""
    sentence = context.sentence_at(position)
    if sentence is None:
        return position
    previous = context.sentence_at(max(0, sentence.start - 2))
    return previous.start if previous is not None else sentence.start


def _start_of_section(context: Context, block: Block) -> int:
    """Where the blocks under the same headings begin, at most a few blocks back."""
    first = block
    for index in range(block.index - 1, max(-1, block.index - 6), -1):
        before = context.document.blocks[index]
        if before.section != block.section or before.kind is BlockKind.HEADING:
            break
        first = before
    return first.span.start
