"""Sources in notes: each source in a note is a citation of its own; a note that only defines or remarks is none.

The anchors of a note's citations are its markers in the running text (`Document.markers`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policytext.citations.authors import split_authors
from policytext.citations.context import Context, Found, Short, quoted_in
from policytext.citations.cutting import MAX_REREAD, cut, is_title_with_year, officials
from policytext.citations.fields import BRACKET_YEAR, DATE, URL, YEAR, Fields, last_year
from policytext.citations.identifiers import Official
from policytext.citations.legislation import iter_laws
from policytext.citations.name_lists import leading_names
from policytext.citations.press import iter_press
from policytext.citations.reference import BARE_ADDRESS, CONSULTED_ON, parse_reference, strip_lead_in
from policytext.citations.short_forms import read_short
from policytext.citations.titles import REMARK_VERB
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, CitationForm

_MARKER = re.compile(r"^\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\^?\w{1,4}\]:?|\d{1,3}[.)]?(?=\s)|\*+)?\s*")
_INTERNAL = re.compile(
    r"(?:bijlagen?|hoofdstuk(?:ken)?|paragra(?:af|fen)|par\.|§|(?:voet)?no(?:ot|ten)|pagina|blz\.|p\.\s?\d|tabel|figuur|kader|"
    r"hierboven|hieronder|boven|onder|verderop|eerder|onderdeel|box|deel\s+[\dIVX]|stap|vraag|toelichting|begrippenlijst)\b",
    re.IGNORECASE,
)
_TALK = re.compile(r"^(?:Gesprek|Interview|Telefoongesprek|E-mail(?:wisseling)?)\s+(?:tussen|met|van)\s", re.IGNORECASE)
GENRE = (
    r"(?:[\w-]{0,40}(?:rapport|rapportage|advies|onderzoek|evaluatie|notitie|nota|brief|essay|manifest|publicatie|handreiking|"
    r"leidraad|factsheet|verkenning|monitor|analyse|artikel|boek|bundel|proefschrift|oratie|statuut|visie|agenda|akkoord|"
    r"programma|actieplan|convenant|richtlijn|onderzoeksrapport|eindrapport|jaarverslag|studie|inventarisatie|motie|"
    r"uitspraak|arrest|arrest|vonnis|beschikking|circulaire|website|webpagina|nieuwsbericht|persbericht|podcast|"
    r"documentaire|memorie van toelichting|position paper))"
)
_GENRE_THEN_DATE = re.compile(rf"^[^.;]{{0,40}}\b{GENRE}\b[^.;]{{0,140}}[.,]\s(?:{DATE.pattern})\.?$", re.IGNORECASE)
_GENRE_WITH_DATE = re.compile(
    rf"(?<![\w-]){GENRE}\b[^.;]{{0,80}}?\b(?:van|d\.d\.|dd\.?|,)\s*(?={DATE.pattern})", re.IGNORECASE
)
# How a sentence of the author begins that ends in a mention: the mention is the citation, not the sentence.
_REMARK_START = re.compile(
    r"(?:wij|we|dit|dat|deze|die|er|hier|zo|ook|bij|om|als|dus|hiermee|daarmee|ons|onze|hierbij|daarbij|met|sinds|waar|hierin|"
    r"het (?:betreft|betrof|gaat|ging|is|zijn|was|waren|wordt|werd|kan|zou))\s",
    re.IGNORECASE,
)
_GENRE = re.compile(rf"(?<![\w-]){GENRE}\b", re.IGNORECASE)
_MENTION = re.compile(
    r"(?:(?:en|&|;|,)\s+(?:en\s+)?)?(?P<who>[^\W\d_a-z][^();]{1,90}?)\s*\(\s*(?P<year>(?:1[89]|20)\d\d)(?P<suffix>[a-z])?\s*\)"
)
_MENTIONS = re.compile(
    r"[^\W\d_a-z][^()]{1,90}\(\s*\d{4}[a-z]?\s*\)(?:\s*(?:,|en|&|;)[^()]{2,95}\(\s*\d{4}[a-z]?\s*\))+[\s.]*"
)
_MENTION_IN_REMARK = re.compile(
    r"\((?:zie\s|vgl\.\s|o\.a\.\s)?[A-ZÀ-Þ][^()\d]{1,90},?\s(?:1[89]|20)\d\d[a-z]?(?:[,;:]\s?[^()]{0,60})?\)[.\s]*$"
)
_ACRONYM_AND_NAME = re.compile(
    r"(?P<short>[A-Z][A-Za-z]{1,9})\s?(?:[:=–-]|staat voor|is)\s?(?P<name>[^.:;()]{8,120})\.?"
)
_EMPTY_TITLE = re.compile(
    r"(?:dit|dat|deze|die|het|de)(?:\s[\w-]+){1,3}\s(?:is|zijn|staat|staan|kan|kunnen)|beide|alle", re.IGNORECASE
)
_DEICTIC = re.compile(
    r"^(?:hier|deze \w+|dit \w+|die \w+|link|website|site|klik hier|lees meer|meer|pagina|document|bron)$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:wij|we|ons|onze)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?](?=\s|$)|\s*\((?=[^()]{0,30}(?:1[89]|20)\d\d)|;")
# "Verordening (EU) ... tot wijziging van Besluit ... en tot intrekking van ..."
_CHANGED = re.compile(r"\b(?:wijziging|intrekking|aanvulling|uitvoering|vervanging)\svan\s(?:[A-Za-z]+\s){0,3}$")
_ACTS = ("Verordening", "Richtlijn", "Besluit", "Kaderbesluit")
# A note that goes on longer than this argues; a bracketed year somewhere in it does not make it a source.
_MAX_SOURCE_WORDS = 60
# "L. Farmer, “Criminal Law as an Institution”, in ...": a quoted title of so many characters right behind the author
_QUOTED_WITHIN, _LONG_TITLE = 60, 20
# A sentence with a verb and a mention at its end is at least so long; a shorter one is a title ("Zorg is mensenwerk").
_REMARK_WORDS = 12
# Of a longer note only the beginning is looked at for words that name a source.
_MAX_READ = 2000


@dataclass(frozen=True, slots=True)
class NotesFound:
    """Citations of notes, and the note blocks that hold none: remarks, in which references may still stand."""

    citations: tuple[Found, ...]
    remarks: tuple[Block, ...]


def find_notes(context: Context) -> NotesFound:
    """Look through all notes of a document."""
    anchors: dict[int, list[Span]] = defaultdict(list)
    for marker in context.document.markers:
        if marker.note is not None:
            anchors[marker.note].append(marker.span)
    citations: list[Found] = []
    remarks: list[Block] = []
    for block in context.document.blocks:
        if block.kind is not BlockKind.NOTE:
            continue
        body = note_body(context.document.text, block)
        markers = tuple(anchors[block.index])
        found = list(_sources_and_short_forms(context, body))
        if not found:
            remarks.append(block)
        citations += [Found(CitationForm.FOOTNOTE, span, fields, markers, short=short) for span, fields, short in found]
    return NotesFound(tuple(citations), tuple(remarks))


def note_body(text: str, block: Block) -> Span:
    """Span of a note without its number."""
    match = _MARKER.match(text[block.span.start : min(block.span.end, block.span.start + 12)])
    start = block.span.start + (match.end() if match is not None else 0)
    return Span(min(start, block.span.end), block.span.end)


def find_sources(context: Context, body: Span) -> Iterator[tuple[Span, Fields]]:
    """The sources of a stretch that may hold several, each with its span and fields."""
    for span, fields, short in _sources_and_short_forms(context, body):
        if short is None:
            yield span, fields


def _sources_and_short_forms(context: Context, body: Span) -> Iterator[tuple[Span, Fields, Short | None]]:
    """The sources of a stretch, and between them the short forms that point to earlier ones."""
    mentions = _mentions_only(context.text, body)
    if mentions:
        yield from ((span, fields, None) for span, fields in mentions)
        return
    previous: Span | None = None
    for span in cut(context, body):
        short = read_short(context.text[span.start : span.end])
        if short is not None:
            yield span, Fields(), short
            previous = span
            continue
        if not _is_source(context, span) and not _is_listed(context.text, previous, span):
            continue
        previous = span
        numbers = _own_numbers(context.text, span)
        if len(numbers) < 2 or _is_one_work(numbers):
            yield span, source_fields(context, span), None
            continue
        start = span.start
        for official in numbers:
            is_open = context.text.count("(", start, official.span.end) > context.text.count(
                ")", start, official.span.end
            )
            part = Span(start, official.span.end + (is_open and context.text[official.span.end] == ")"))
            fields = source_fields(context, part) if start == span.start else Fields(year=official.year)
            where = part if start == span.start else official.span
            yield where, replace(fields, identifier=official.identifier), None
            start = official.span.end


def _is_listed(text: str, previous: Span | None, span: Span) -> bool:
    """Whether a title with a year stands behind a source and a semicolon."""
    is_behind = previous is not None and ";" in text[previous.end : span.start]
    return is_behind and is_title_with_year(text[span.start : span.end])


def _mentions_only(text: str, body: Span) -> list[tuple[Span, Fields]]:
    """The mentions of a note that holds nothing else: "Zie SCP (2018) en RMO (2008)"; empty for one or none."""
    words = text[body.start : body.end]
    if len(words) > MAX_REREAD or len(_MENTION.findall(words)) < 2:
        return []
    start = len(words) - len(strip_lead_in(words))
    if _MENTIONS.fullmatch(words, start) is None:
        return []
    found = []
    for match in _MENTION.finditer(words, start):
        authors = split_authors(match["who"])
        if authors is None:
            return []
        span = Span(body.start + match.start("who"), body.start + match.end())
        found.append((span, Fields(authors, match["year"], match["suffix"])))
    return found


def source_fields(context: Context, span: Span) -> Fields:
    """Fields of one source; for a source that stands inside a sentence of the author, of the words that name it."""
    text = context.text[span.start : span.end]
    links = context.links_in(span)
    fields = parse_reference(text, [link.target for link in links])
    begin = span.start + len(text) - len(strip_lead_in(text))
    pointing = [link for link in links if _DEICTIC.match(context.text[link.span.start : link.span.end].strip())]
    title = _named_title(context, span, {link.span for link in pointing})
    if title is not None and title.start > begin + 1 and not fields.authors:
        found = last_year(text)
        fields = replace(
            fields,
            title=context.text[title.start : title.end].strip(" .,*_") or None,
            year=found[0] if found is not None else None,
        )
    elif title is None and pointing and not fields.authors:
        fields = replace(fields, title=None)
    if fields.title is not None and fields.url is not None:
        # "Dit rapport is te vinden op www.vng.nl", "'Titel', https://...": the address is not of the title
        words = URL.split(fields.title, maxsplit=1)[0].strip(" ,.;:(")
        fields = replace(fields, title=None if _EMPTY_TITLE.fullmatch(words) else words or None)
    if fields.identifier is None and (law := next(iter_laws(text, 0, len(text)), None)) is not None:
        fields = replace(fields, identifier=law.identifier if law.article is not None else None)
        # "Artikel 2.2 van de Jeugdwet" is a place in an act: the title is that of the act
        if law.article is not None and law.written and law.span.start <= begin - span.start:
            fields = replace(fields, title=law.written)
    if not fields.authors and links and _FIRST_PERSON.search(text):
        fields = replace(fields, authors=context.document.metadata.organisations[:1])
    return fields


def _named_title(context: Context, span: Span, pointing: Iterable[Span]) -> Span | None:
    """Where the words that name a work begin and end: quoted, emphasised or linked words and what continues them."""
    starts = [stretch.start - 1 for stretch in quoted_in(context.text, span)]
    starts += [stretch.start for stretch in context.emphasised_in(span) if len(stretch) < 0.8 * len(span)]
    starts += [
        link.span.start
        for link in context.links_in(span)
        if link.span not in pointing and not URL.match(context.text, link.span.start)
    ]
    starts = [start for start in starts if start >= span.start]
    if not starts:
        return None
    start = min(starts)
    end = _CLAUSE_END.search(context.text, start + 3, span.end)
    # "versie 1.0 (2022)": a stop inside a number does not end the clause (the pattern wants a space after it)
    return Span(start, end.start() if end is not None else span.end)


def _is_source(context: Context, span: Span) -> bool:
    """Whether a stretch names a source, rather than defining or remarking."""
    text = context.text[span.start : span.end].strip()
    bare = strip_lead_in(text)
    if _is_spelt_out(bare):
        return False
    if not bare or (_INTERNAL.match(bare) and not officials(context.text, span)):
        return False
    if _REMARK_START.match(bare) and not context.links_in(span) and not context.emphasised_in(span):
        return bool(URL.search(text) or officials(context.text, span))
    if any(
        not link.target.startswith(("mailto:", "tel:")) and not (link.target.startswith("#") and len(link.target) > 1)
        for link in context.links_in(span)
    ):
        return True
    if (
        URL.search(text)
        or BARE_ADDRESS.fullmatch(bare.rstrip(" .,;"))
        or officials(context.text, span)
        or _TALK.match(bare)
        or CONSULTED_ON.search(text)
    ):
        return True
    if next(iter_laws(context.text, span.start, span.end), None) or next(
        iter_press(context.text, span.start, span.end), None
    ):
        return True
    has_names = leading_names(bare) is not None
    if len(text.split()) > _MAX_SOURCE_WORDS and not has_names and not BRACKET_YEAR.search(text[:120]):
        return False
    fields = parse_reference(text)
    quoted = next(quoted_in(text, Span(0, min(len(text), MAX_REREAD))), None)
    is_quoted = quoted is not None and quoted.start < _QUOTED_WITHIN and len(quoted) > _LONG_TITLE
    if fields.authors and fields.title and (fields.year or len(bare.split()) <= 30 or is_quoted or has_names):
        return True
    if fields.authors and fields.year:
        return True
    text = text[:_MAX_READ]
    if _GENRE_WITH_DATE.search(text) or _GENRE_THEN_DATE.match(text):
        return True
    if len(text.split()) >= _REMARK_WORDS and _MENTION_IN_REMARK.search(text) and REMARK_VERB.search(text):
        return (
            False  # "Zo kunnen drie soorten worden onderscheiden (Bakema 2006, 50; 2012).": the mention is the source
        )
    bracket = BRACKET_YEAR.search(text)
    if bracket is not None and fields.title and text[0].isupper() and len(text[: bracket.start()].split()) <= 25:
        return True
    named = [*context.emphasised_in(span), *quoted_in(context.text, span)]
    is_titled = any(8 <= len(stretch) < 0.95 * max(1, len(text)) for stretch in named)
    return is_titled and bool(_GENRE.search(text)) and (YEAR.search(text) is not None or len(text.split()) <= 30)


def _is_spelt_out(words: str) -> bool:
    """Whether a note only spells out an acronym: "NWO: Nederlandse Organisatie voor Wetenschappelijk Onderzoek"."""
    match = _ACRONYM_AND_NAME.fullmatch(words)
    if match is None or YEAR.search(words):
        return False
    initials = iter("".join(word[0] for word in match["name"].casefold().split()))
    return all(letter in initials for letter in match["short"].casefold())


def _own_numbers(text: str, span: Span) -> list[Official]:
    """The numbers of a source that are those of works it cites: acts that an act changes, and its journal, are not."""
    numbers: list[Official] = []
    for official in officials(text, span):
        before = text[max(span.start, official.span.start - 60) : official.span.start]
        is_journal = official.identifier.startswith(("PbEU", "PbEG")) and before.endswith("(")
        if numbers and (_CHANGED.search(before) or is_journal) and numbers[0].identifier.startswith(_ACTS):
            continue
        numbers.append(official)
    return numbers


def _is_one_work(numbers: list[Official]) -> bool:
    """Whether several numbers belong to one work: an act with its journal, or one number twice."""
    kinds = {official.identifier.split(" ")[0].rstrip("0123456789-:") for official in numbers}
    return len({official.identifier for official in numbers}) == 1 or (
        kinds <= {"Richtlijn", "Verordening", "Stb."} and len(kinds) > 1
    )
