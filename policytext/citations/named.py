"""Works that running text refers to by name: reports, programmes and agreements without author and year in brackets.

A name alone is a subject, not a source. It counts where the text treats it as a document: a marked title (emphasised
or between quotation marks) with a year or after a word for a document ("het rapport ..."), a report named after who
made it ("SCP-rapportage"), or what a bracketed "vergelijk ..." points to.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from policytext.citations.authors import is_author, is_known_organisation, is_organisation, split_authors
from policytext.citations.context import Context, Found, quoted_in
from policytext.citations.fields import MONTH, Fields
from policytext.lexicon import table, words
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

_DOCUMENT_WORDS = (
    r"[\w-]{0,40}(?:rapporten|rapport|advies|adviezen|nota|notitie|essay|manifest|handreiking|leidraad|publicatie|verkenning|"
    r"boek|bundel|proefschrift|oratie|lezing|onderzoek|studie|evaluatie|monitor|actieplan|programma|visie|agenda|akkoord|convenant|"
    r"brief|kamerbrief|artikel|position paper|factsheet|documentaire|beleidsnota|kadernota|onderzoeksrapport|"
    r"eindrapport|documentaires)"
)
# "rapporten ...: *A* (2006), *B* (2007) en *C* (2012)": what may stand between two titles of one list.
_LISTED = re.compile(r"\s*(?:,|;|en|,\s*en|&)\s*")
_OPENING = ("‘", "'", "“", '"', "„")
_UNMARKED = re.compile(
    r"\b(?:(?:het|de|dit|ons|hun)\s(?:[a-z][\w-]*\s){0,2}?)?(?:boek|rapport|[a-z]+rapport|essay|manifest|advies|proefschrift|briefadvies)"
    r"\s(?P<title>[A-ZÀ-Þ][\w’'-]*(?:,?\s(?!(?:van|door|uit|voor)\s(?:de|het|een|[A-ZÀ-Þ])|waar\w*\b|dat\b|die\b|over\b"
    r"|stelt\b|schetst\b|concludeert\b|laat\b|pleit\b|toont\b|beschrijft\b|adviseert\b|werd\b|wordt\b|heeft\b|staat\b"
    r"|afsluit\b|is\s(?:een|de|het|in|door)\b|constateert\b|blijkt\b|komt\b|geeft\b|bevat\b|gaat\b|kwam\b|noemt\b|wijst\b)[\w’'&-]+){2,11})"
)
_MIN_WORDS = 3
_MAX_WORDS = 11
_DOCUMENT_WORD_BEFORE = re.compile(
    rf"(?:\b(?:het|de|een|ons|onze|mijn|haar|zijn|hun|dit|deze)\s+(?:[\w-]+\s+)?)?\b{_DOCUMENT_WORDS}(?:\s+(?:over|"
    rf"met de titel|getiteld|genaamd|zoals|als))?:?\s*[‘'“\"„]?\s*$",
    re.IGNORECASE,
)
YEAR_AFTER = re.compile(r"[’'”\"]?,?\s*\(\s*(?:(?P<maker>[A-Z][\w& -]{1,50}?),?\s+)?(?P<year>(?:1[89]|20)\d\d)\s*\)")
_DAY_AND_MONTH = re.compile(rf",?\s(?:\d{{1,2}}\s)?{MONTH}$", re.IGNORECASE)
# "het essay De staat van het domein (2019)", "het rapport Zorg: een onderwerp (AEF, 2020)"
_UNMARKED_WITH_YEAR = re.compile(
    rf"(?<![\w-]){_DOCUMENT_WORDS}\s(?P<title>[A-ZÀ-Þ][^.;()‘’“”\"\n]{{7,140}}?)\s"
    r"\((?:(?P<maker>[A-ZÀ-Þ][\w& -]{1,50}?),?\s+)?"
    r"(?P<year>(?:1[89]|20)\d\d)\)"
)
# "de Eerste evaluatie Jeugdwet (ZonMw, 2018)"
_EVALUATION = re.compile(
    r"\b(?P<title>(?:(?:Eerste|Tweede|Derde|Vierde)\s)?(?:[Ee]valuatie|[Tt]ussenevaluatie|[Ww]etsevaluatie)\s(?:van\s(?:de|het)\s)?"
    r"[A-ZÀ-Þ][\w-]+(?:\s(?:[a-z]+\s){0,2}[A-ZÀ-Þ0-9][\w-]*){0,4})\s"
    r"\((?:(?P<maker>[A-ZÀ-Þ][\w& -]{1,50}?),?\s+)?(?P<year>(?:19|20)\d\d)\)"
)
# "het rapport van de Algemene Rekenkamer uit 2021"
_OF_MAKER_AND_YEAR = re.compile(
    rf"(?<![\w-])(?:(?:het|de|een)\s+(?:[a-z]+\s+)?)?{_DOCUMENT_WORDS}\s(?:van|door)\s(?:(?:de|het)\s)?(?P<maker>[A-ZÀ-Þ][\w’'-]*"
    r"(?:\s(?:(?:van|voor|der|de|het|en)\s){0,2}[A-ZÀ-Þ][\w’'-]*){0,6})\suit\s(?P<year>(?:19|20)\d\d)(?![\d-])"
)
# "zei Jan van der Berg in 2003: ‘...’" before the speech that it quotes
_SAID = re.compile(
    r"\b(?:zei|stelde|schreef|betoogde|verklaarde|aldus)\s+([A-ZÀ-Þ][\w’'-]+(?:\s(?:(?:van|de|der|den|ten|ter)\s){0,2}"
    r"[A-ZÀ-Þ][\w’'-]+){1,3})"
)
_SAID_WITHIN = 400
# "het artikel ‘X’ op Wijkblik⁴": the maker or medium may stand between a title and its note
_NOTE_WITHIN = 40
_SAME_CLAUSE = re.compile(r"[’'”\"]?\s(?:van|uit|in|op|door)\s[^.,;:()]+\.?")
_PROGRAMME = re.compile(r"(?:^|\s)programma:?\s*[‘'“\"„]?\s*$", re.IGNORECASE)
_ORGANISATION_BEFORE = re.compile(r"(?:\bvan(?:uit)?\s+(?:de|het)\s+)([A-Z][\w&-]{1,20})\b[^.;]{0,12}$")
_OF_ORGANISATION = re.compile(r"(?:van|door)\s+(?:de\s+|het\s+)?([A-Z][\w&]{1,20})(?=[\s,.:])")
# Behind a title: "(Significant)", "van Andersson Elffers Felix", then "uit 2020" or "(2020)".
_BEHIND = re.compile(
    r"[’'”\"]?\s*(?:\(\s*(?P<bracket>[A-ZÀ-Þ][^()\d]{1,60}?)\s*\)|(?:van|door)\s+(?:(?:de|het)\s+)?"
    r"(?P<who>[A-ZÀ-Þ][\w&’'-]*(?:\s(?:(?:van|voor|der|den|de|het|en)\s){0,2}[A-ZÀ-Þ][\w&’'-]*){0,6}"
    r"(?:\s(?:instituut|universiteit|hogeschool))?))"
)
_YEAR_BEHIND = re.compile(r"[’'”\"]?,?\s*(?:\(|uit\s+(?:het jaar\s+)?|van\s+)((?:1[89]|20)\d\d)(?![\w-])")
_SPEECH = re.compile(
    r"\b(?:Oratie|Inaugurele rede|Afscheidsrede|Proefschrift|Dissertatie)\b[,:]?\s+(?:[A-ZÀ-Þ][\w’' -]{2,40}?,?\s+)?"
    rf"(?:{MONTH}\s+)?(?P<year>(?:19|20)\d\d)[.,:]?\s+(?P<title>[‘“\"']?[A-ZÀ-Þ](?:[^.\n]|\.(?=\S)){{8,160}})"
)
# Who is sent a document did not make it.
_HANDED_OVER = re.compile(
    r"\b(?:stuur|zend|zond|bied|bood|aan|kreeg|krijgt|ontving|ontvangt|las|leest)\w*\b[^,;]{0,40}$", re.IGNORECASE
)
_COMPOUND = re.compile(
    r"(?:\blandelijke\s+)?\b(?P<who>[A-Z][A-Za-z&]{1,11})-(?:[a-z]+-){0,3}(?:rapportages?|rapport(?:en)?|advies|adviezen|evaluaties?|notities?|"
    r"verkenning(?:en)?|studies?|onderzoek(?:en)?)(?:-[a-z]+){0,4}(?![\w-])"
)
_POINTER = re.compile(r"\(\s*(?P<lead>vergelijk|vgl\.|zie|zie ook|cf\.)\s+(?P<what>[^()]{4,120})\)", re.IGNORECASE)
_INTERNAL = re.compile(
    r"\b(?:bijlagen?|hoofdstuk|paragraaf|figuur|tabel|kader|noot|pagina|blz|p\.|hierboven|hieronder|boven|onder|verder|box|deel|stap|vraag|"
    r"artikel|volgende|vorige|eerder|afbeelding|schema)\b",
    re.IGNORECASE,
)
_GENRE_NAME = re.compile(
    r"\b(?P<name>(?:[A-Z][\w-]{1,40}\s){0,3}[A-Z][\w-]{0,40}(?:akkoord|agenda|visie|programma|strategie|actieplan|convenant|verdrag))\s\((?P<year>(?:19|20)\d\d)\)"
)
_WORD = re.compile(r"[\w’'&-]+")
_MIN_TITLE = 6


@cache
def _programmes() -> frozenset[str]:
    return frozenset(row["name"] for row in table("programmes"))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(words("stopwords"))


def find_named(context: Context, blocks: Iterable[Block]) -> Iterator[Found]:
    """Named works in the blocks."""
    compounds: dict[str, list[Span]] = {}
    for block in blocks:
        yield from _marked_titles(context, block)
        yield from _with_year(context, block)
        yield from _unmarked_titles(context, block)
        yield from _genre_names(context, block)
        yield from _pointers(context, block)
        yield from _speeches(context, block)
        for match in _COMPOUND.finditer(context.text, block.span.start, block.span.end):
            if is_organisation(match["who"]) and not _is_noted(context, match.end()):
                compounds.setdefault(match.group().casefold(), []).append(Span(*match.span()))
    for spans in compounds.values():
        written = context.text[spans[0].start : spans[0].end]
        who = _COMPOUND.match(written)
        # "WUR-rapport" is by WUR; an acronym that no list knows may be its subject
        authors = (who["who"],) if who is not None and is_known_organisation(who["who"]) else ()
        years = [year.group(1) for span in spans if (year := _YEAR_BEHIND.match(context.text, span.end)) is not None]
        fields = Fields(authors, years[0] if len(set(years)) == 1 else None, None, written)
        yield Found(CitationForm.OTHER, spans[0], fields, tuple(spans))


def _marked_titles(context: Context, block: Block) -> Iterator[Found]:
    """Emphasised or quoted titles with a year behind them or a word for a document before them."""
    text = context.text
    marked = sorted({*context.emphasised_in(block.span), *quoted_in(text, block.span)})
    previous: Found | None = None
    for stretch in marked:
        if not block.span.contains(stretch) or len(stretch) < _MIN_TITLE or not text[stretch.start].isupper():
            continue
        year = YEAR_AFTER.match(text, stretch.end, block.span.end)
        before = _DOCUMENT_WORD_BEFORE.search(text[max(block.span.start, stretch.start - 70) : stretch.start])
        if (year is None and before is None) or _is_noted(context, stretch.end):
            continue
        if year is None and before is not None and _PROGRAMME.search(before.group()):
            continue  # a programme is something that runs; its name alone is no source
        opening = stretch.start - (1 if text[stretch.start - 1 : stretch.start] in _OPENING else 0)
        closing = stretch.end + (1 if opening < stretch.start else 0)
        start = stretch.start - len(before.group().lstrip()) if before is not None and year is None else opening
        span = Span(start, year.end() if year is not None else closing)
        maker = _DAY_AND_MONTH.sub("", year["maker"] or "") if year is not None else ""
        authors = split_authors(maker) if maker else None
        authors = authors or _makers(context, block, stretch, before is not None)
        if not authors and before is not None and year is not None:
            authors = _maker_behind(text, year.end(), block.span.end)  # "het essay ‘X’ (2019) van Movisie"
        if not authors and previous is not None and _LISTED.fullmatch(text, previous.span.end, start):
            authors = previous.fields.authors
        title = text[stretch.start : stretch.end].strip(" .,")
        when = year["year"] if year is not None else _year_behind(text, stretch.end) if before is not None else None
        fields = Fields(authors, when, None, title)
        previous = Found(CitationForm.OTHER, span, fields, (span,))
        yield previous


def _unmarked_titles(context: Context, block: Block) -> Iterator[Found]:
    """Titles without a mark right after a word for a document: "het rapport Niet alles kan overal"."""
    for match in _UNMARKED.finditer(context.text, block.span.start, block.span.end):
        title = match["title"].rstrip(" ,.")
        parts = title.split()
        if not _MIN_WORDS <= len(parts) <= _MAX_WORDS or not any(part.islower() for part in parts[1:]):
            continue
        if is_organisation(parts[0]) or (is_author(" ".join(parts[:2])) and not parts[1].islower()):
            continue
        span = Span(match.start(), match.start("title") + len(title))
        if _is_noted(context, span.end):
            continue
        after = _OF_ORGANISATION.match(context.text[span.end : span.end + 60].lstrip())
        authors = (after.group(1),) if after is not None and is_organisation(after.group(1)) else ()
        yield Found(CitationForm.OTHER, span, Fields(authors, title=title), (span,))


def _with_year(context: Context, block: Block) -> Iterator[Found]:
    """Titles without a mark that a bracketed year ends, and documents that are named by their maker and year only."""
    titled = (_EVALUATION, _UNMARKED_WITH_YEAR)
    for match in (found for pattern in titled for found in pattern.finditer(context.text, *_bounds(block))):
        if context.is_year(match["year"]) and split_authors(match["title"]) is None:
            span = Span(match.start("title"), match.end())
            authors = split_authors(match["maker"]) if match["maker"] else None
            authors = authors or _makers(context, block, Span(*match.span("title")), False)
            yield Found(CitationForm.OTHER, span, Fields(authors, match["year"], None, match["title"]), (span,))
    for match in _OF_MAKER_AND_YEAR.finditer(context.text, block.span.start, block.span.end):
        if is_organisation(match["maker"]) and context.is_year(match["year"]) and not _is_noted(context, match.end()):
            span = Span(*match.span())
            yield Found(CitationForm.OTHER, span, Fields((match["maker"],), match["year"]), (span,))


def _bounds(block: Block) -> tuple[int, int]:
    return block.span.start, block.span.end


def _is_noted(context: Context, end: int) -> bool:
    """Whether a note marker stands behind a title and what says where it appeared: then the note is the citation."""
    for marker in context.note_markers_near(end):
        between = context.text[end : marker.start]
        if len(between) <= 3 or (len(between) <= _NOTE_WITHIN and _SAME_CLAUSE.fullmatch(between)):
            return True
    return False


def _makers(context: Context, block: Block, stretch: Span, is_named: bool) -> tuple[str, ...]:
    """The organisation that the sentence names as the maker of a marked title."""
    text = context.text
    sentence = context.sentence_at(stretch.start) or block.span
    before = text[max(sentence.start, stretch.start - 90) : stretch.start]
    authors = _organisation_near(before) or (_organisation_beside(before) if is_named else ())
    if authors or not is_named:
        return authors
    after = _BEHIND.match(text, stretch.end, sentence.end)
    who = (after["bracket"] or after["who"]) if after is not None else None
    if who is None or not (is_organisation(who) or (after is not None and " " in who and is_author(who))):
        return (who,) if after is not None and who is not None and after["bracket"] and is_author(who) else ()
    return (who,)


def _maker_behind(text: str, start: int, end: int) -> tuple[str, ...]:
    """The body behind a title and its year: "(2019) van Movisie"."""
    behind = _BEHIND.match(text, start, end)
    who = behind["who"] if behind is not None else None
    return (who,) if who is not None and is_organisation(who) else ()


def _year_behind(text: str, end: int) -> str | None:
    """The year of "het rapport ‘X’ van AEF uit 2020" or "het rapport ‘X’ uit 2020"."""
    maker = _BEHIND.match(text, end)
    for position in (end, maker.end() if maker is not None else end):
        if (year := _YEAR_BEHIND.match(text, position)) is not None:
            return year.group(1)
    return None


def _speeches(context: Context, block: Block) -> Iterator[Found]:
    """ "Oratie Nijmegen september 2003 Titel": an academic speech or thesis named with its year and title."""
    for match in _SPEECH.finditer(context.text, block.span.start, block.span.end):
        span = Span(*match.span())
        said = _SAID.findall(context.text, max(0, span.start - _SAID_WITHIN), span.start)
        authors = tuple(name for name in said[-1:] if is_author(name))
        fields = Fields(authors, match["year"], None, match["title"].strip(" ‘’“”\"'"))
        yield Found(CitationForm.OTHER, span, fields, (span,))


def _organisation_near(before: str) -> tuple[str, ...]:
    """The organisation of "rapporten vanuit de VNG: X" or "het RMO-advies X"."""
    match = _ORGANISATION_BEFORE.search(before)
    if match is not None and is_organisation(match.group(1)):
        return (match.group(1),)
    compound = re.search(r"\b([A-Z][A-Za-z&]{1,11})-[a-z]+\s*[‘'“\"]?$", before)
    if compound is not None and is_organisation(compound.group(1)):
        return (compound.group(1),)
    return ()


def _organisation_beside(before: str) -> tuple[str, ...]:
    """The body right before the words for its document: "vanuit WUR het rapport ‘", "heeft het CPB het rapport ‘"."""
    document = _DOCUMENT_WORD_BEFORE.search(before)
    words = before[: document.start()].rstrip() if document is not None else ""
    if not words or _HANDED_OVER.search(words):
        return ()
    parts = words.split()
    for count in range(min(5, len(parts)), 0, -1):
        name = " ".join(parts[-count:])
        if name[0].isupper() and is_known_organisation(name):
            return (name,)
    return ()


def _genre_names(context: Context, block: Block) -> Iterator[Found]:
    """ "Klimaatakkoord (2019)": a name that says itself that it is an agreement, agenda, ..., with a year."""
    for match in _GENRE_NAME.finditer(context.text, block.span.start, block.span.end):
        if context.is_year(match["year"]):
            # "Het" and "In" open the sentence, they are not of the name.
            name = match["name"]
            while " " in name and name.split()[0].lower() in _function_words():
                name = name.split(maxsplit=1)[1]
            if name in _programmes():
                continue  # with all its other mentions: programmes.py
            span = Span(match.end("name") - len(name), match.end())
            yield Found(CitationForm.OTHER, span, Fields(year=match["year"], title=name), (span,))


def _pointers(context: Context, block: Block) -> Iterator[Found]:
    """ "(vergelijk discussies op VNG fora)": what a bracket points to, if an organisation is named in it."""
    for match in _POINTER.finditer(context.text, block.span.start, block.span.end):
        what = match["what"]
        if _INTERNAL.search(what) or re.search(r"(?:1[89]|20)\d\d|https?:|www\.", what):
            continue
        who = next((word for word in _WORD.findall(what) if word[0].isupper() and is_organisation(word)), None)
        if who is not None:
            span = Span(match.start("lead"), match.end("what"))
            yield Found(CitationForm.OTHER, span, Fields((who,), title=what.strip()), (span,))
