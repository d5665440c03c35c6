"""Author-year mentions, in brackets ("(RMO 2008)") and running ("zoals Homan (2019) schetst"): each its own citation.

Every year in brackets is looked at, so the tests are strict: what stands before the year must be a list of authors.
Outside brackets a capitalised word before "(2019)" can also be a project, a person's year of birth or a title, so a
sign of citing is wanted: an organisation, "e.a.", a word that reports, or an entry in the list of sources.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from policytext.citations.authors import ET_AL, PARTICLES, body_at_end, is_organisation, split_authors, surname
from policytext.citations.context import Context, Found
from policytext.citations.fields import MONTH, Fields
from policytext.lexicon import table, words
from policytext.types.document import Block
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm

_BRACKET = re.compile(r"\(([^()]{3,400})\)")
_YEAR = re.compile(r"(?<![\d./:–-])(?:\[(?:1[89]|20)\d\d\]\s*)?((?:1[89]|20)\d\d)([a-z])?(?![\w/]|[-–.]\d)")
_RUNNING_YEAR = re.compile(
    r"\s?\(\s*(?:\[(?:1[89]|20)\d\d\]\s*)?((?:1[89]|20)\d\d)([a-z])?"
    r"(?P<more>(?:\s*(?:[,;]|en)\s*(?:1[89]|20)\d\d[a-z]?){0,6})(?:\s*[,:;]\s*(?:(?:pp?|blz|pag)\.?\s?)?\d[\d\s–-]{0,12})?\s*\)"
)
_LEAD = re.compile(
    r"^[\s,;:.]*(?:(?:zie|vgl\.?|vergelijk|cf\.?|bron(?:nen)?|o\.?a\.?|onder (?:meer|andere)|bijv\.|bijvoorbeeld|"
    r"bv\.|e\.g\.|"
    r"ook|met name|naar|uit|aldus|volgens|in|en|door|ontleend aan|gebaseerd op|op basis van|nog|verder|en ook|"
    r"&)(?=[\s:,.])[:,.]*\s*)",
    re.IGNORECASE,
)
_QUOTED_IN = re.compile(r"\b(?:geciteerd|aangehaald|beschreven|besproken|genoemd)\s(?:in|door|bij)\s", re.IGNORECASE)
# "Zie O’Brien et al. 2024", "volgens Bakema en Vos, 2019b"
_BARE = re.compile(
    rf"(?<![\w(&-])(?P<who>(?:(?:Van|De|Den|Ten|Ter)\s(?:(?:de|den|der)\s)?)?[A-ZÀ-Þ][\w’'-]{{1,30}}"
    rf"(?:\s(?:en|&)\s(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er)\s){{0,3}}[A-ZÀ-Þ][\w’'-]{{1,30}})?(?P<more>\s{ET_AL})?),?\s"
    r"(?P<year>(?:1[89]|20)\d\d)(?P<suffix>[a-z])?(?![\w/)]|[-–.]\d)"
)
_POINTING_BEFORE = re.compile(
    r"\b(?:zie|vgl\.|vergelijk|volgens|aldus|ook|conform|bij)\s(?:ook\s|bijvoorbeeld\s)?$", re.IGNORECASE
)
# "Homans’ (2019) model", "Bakema’s (2018) indeling"
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])(?:['’]s?)$")
# "(VNG, z.d.)": a source without a date
_UNDATED = re.compile(r"\((?P<who>[^()]{2,90}?),?\s+(?P<no_year>z\.\s?d\.|n\.\s?d\.|z\.\s?j\.)\)")
# Degrees of a person: "studeerde natuurkunde (VU, 1993)"
_DEGREE = re.compile(
    r"\b(?:studeerde|promoveerde|afgestudeerd|gepromoveerd|behaalde|master|bachelor|doctoraal)\b", re.IGNORECASE
)
# "(CBS, 30 april 2021)"
_DAY_AND_MONTH = re.compile(rf"(?<=\w),\s*(?:\d{{1,2}}\s+)?{MONTH}\s*$", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:Hoogleraar|Professor|Prof\.|Lector|Minister|Staatssecretaris|Wethouder|Burgemeester|Kamerlid|Onderzoeker|Directeur|"
    r"Socioloog|Bestuurskundige|Filosoof|Psychiater|Journalist)\s+(?=\S)"
)
_DEGREE_REACH = 400
# Official journals and series of the Commission with a year are numbers (legislation.py), not authors.
_SERIES = frozenset(
    ("COM", "SWD", "SEC", "JOIN", "PbEU", "PbEG", "PB", "Pb", "PbL", "Stb", "Stcrt", "Trb", "Gmb", "ECLI")
)
_PARTICLES_BEFORE = re.compile(r"\b(?:(?:van|de|den|der|ten|ter)\s){1,2}$")
# "(PbEU 2019, L 305)", whatever a scan made of "PbEU"
_JOURNAL_OF_UNION = re.compile(r"\)?,\s[LC]\s?\d{1,4}(?!\d)")
# A regulation with its year is a title: "(Gemeenschappelijke Regeling Meerdrecht 2016, artikel 2.1)"
_REGULATION = re.compile(
    r"(?:Gemeenschappelijke\s)?[Rr]egeling\s|(?:Mandaat|Delegatie)(?:besluit|regeling)\s|Reglement\s|Statuten\s"
)
_ARTICLE = re.compile(r"(?:de|het)\s", re.IGNORECASE)
_BETWEEN_YEARS = re.compile(r"^[\s,;&]*(?:en)?[\s,]*$")
_PAGES = re.compile(r"^[\s,;:]*(?:(?:pp?|blz|pag|hoofdstuk|h|par|§|noot)\.?\s?)?\d[\d\s,–-]*[;,]?\s*", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_NAME_TOKEN = re.compile(r"^[(‘'“]?[A-ZÀ-Þ][\w’'&./-]*,?$")
_ET_AL_AT_END = re.compile(rf"\s*{ET_AL}$", re.IGNORECASE)
_REPORTING_BEFORE = re.compile(
    r"(?:\b(?:volgens|aldus|zoals|door|van|bij|in navolging van|zie|ook|blijkens|conform|uit|en|of|bron:?|"
    r"(?:zoals|ook|zie|beschreven|uitgewerkt|geciteerd|staat) in):?\s+(?:de|het|onder anderen?)?\s*)$",
    re.IGNORECASE,
)
# What is said of a source right behind its name: "stelt", "concludeert", or a quotation behind a colon.
REPORTING_AFTER = re.compile(
    r"^[,\s]*(?:(?:ook|al|eerder|reeds|zelf|dan|in)\s+)?(?:stel|schet|concludeer|laat|laten|toon|beschrij|schrij|schreef|"
    r"noem|wij[sz]|wees|betoog|vind|vond|zeg|zei|constateer|bepleit|plei|adviseer|onderscheid|spreek|spraken|sprak|geef|"
    r"gaf|geven|gaven|meld|rapporteer|bereken|schat|waarschuw|verwacht|analyseer|onderzoch|onderzoek|definieer|gebruik|heeft|hebben|"
    r"besluit|besloot|kom|kwam|bevestig|introduceer|benadruk|signaleer|formuleer|omschrij|redeneer|vat|maak|blijk|bekritiseer|tonen|spreken|maken|zeggen|vatten|laten|bekijken|duiden|stip|trek|zie[nt]\b)|^:\s*[“\"‘'„]",
    re.IGNORECASE,
)
# "(stand 2019)", "(peildatum 2020)": see authors.py; an abbreviated act before a year belongs to legislation.py.
_REACH = 130


@cache
def _act_names() -> frozenset[str]:
    rows = table("law_titles")
    return frozenset({row["abbreviation"] for row in rows if row["abbreviation"]} | {row["title"] for row in rows})


@cache
def _function_words() -> frozenset[str]:
    return frozenset(words("stopwords"))


@cache
def _places() -> frozenset[str]:
    return frozenset(words("place_names"))


def find_author_year(context: Context, blocks: Iterable[Block], known: frozenset[tuple[str, str]]) -> Iterator[Found]:
    """Author-year mentions in the blocks.

    Args:
        context: the document.
        blocks: where to look.
        known: first author and year of each entry in the document's list of sources, from `linking.known_entries`.
    """
    for block in blocks:
        for match in _BRACKET.finditer(context.text, block.span.start, block.span.end):
            if not _is_degree(context, block, match.start()):
                yield from _in_brackets(context, Span(*match.span(1)), known)
        if known:
            yield from _without_brackets(context, block, known)
        for match in _UNDATED.finditer(context.text, block.span.start, block.span.end):
            begin, authors = _author_part(match["who"], "", known) or (0, None)
            if authors is not None:
                span = Span(match.start("who") + begin, match.end("no_year"))
                yield Found(CitationForm.AUTHOR_YEAR, span, Fields(authors), (span,))
        for match in _RUNNING_YEAR.finditer(context.text, block.span.start, block.span.end):
            if context.is_year(match.group(1)):
                found = _running(context, block, match, known)
                if found is not None:
                    yield found
                    yield from _further_years(match, found.fields.authors)


def _in_brackets(context: Context, inside: Span, known: frozenset[tuple[str, str]]) -> Iterator[Found]:
    text = context.text
    position = inside.start
    authors: tuple[str, ...] | None = None
    for year in _YEAR.finditer(text, inside.start, inside.end):
        segment = text[position : year.start()]
        skipped = _PAGES.match(segment) if authors is not None else None
        start = position + (skipped.end() if skipped is not None else 0)
        position = year.end()
        if not context.is_year(year.group(1)) or _JOURNAL_OF_UNION.match(text, year.end()):
            authors = None
            continue
        if authors is not None and _BETWEEN_YEARS.match(text[start : year.start()]):
            # "(SCP 2018a, 2018b)": the same authors again
            span = Span(year.start(), year.end())
        else:
            part = _author_part(text[start : year.start()], year.group(1), known)
            if part is None:
                authors = None
                continue
            begin, authors = part
            span = Span(start + begin, year.end())
        if _REGULATION.match(authors[0]):
            title = text[span.start : span.end]
            yield Found(CitationForm.OTHER, span, Fields(year=year.group(1), title=title), (span,))
            continue
        yield Found(CitationForm.AUTHOR_YEAR, span, Fields(authors, year.group(1), year.group(2)), (span,))


def _author_part(segment: str, year: str, known: frozenset[tuple[str, str]]) -> tuple[int, tuple[str, ...]] | None:
    """Where the authors begin in what stands before a year in brackets, and who they are."""
    offset = len(segment) - len(segment.lstrip(" ,;:&"))
    # A semicolon ends whatever was before it.
    semicolon = segment.rstrip(" ;").rfind(";")  # "(Berg en Smit; 2019)": the one before the year separates nothing
    offset = max(offset, semicolon + 1) if semicolon >= 0 else offset
    if (quoted := _QUOTED_IN.search(segment)) is not None:
        offset = max(offset, quoted.end())  # "(Tonkens, geciteerd in Bakema 2016)": Bakema is what was read
    while (lead := _LEAD.match(segment[offset:])) is not None and lead.end() < len(segment) - offset:
        offset += lead.end()
    offset += len(segment[offset:]) - len(segment[offset:].lstrip(" ,;:"))
    words_before = _DAY_AND_MONTH.sub("", segment[offset:]).rstrip(" ,:;")
    if not words_before or words_before in _act_names() or words_before in _SERIES or len(words_before) > 160:
        return None
    authors = split_authors(words_before)
    if authors is None and is_organisation(words_before[0].upper() + words_before[1:]) and " " in words_before:
        authors = (words_before,)  # "(ministerie van VWS, 2019)"
    if authors is None:
        # "zie het onderzoek van SCP 2018": a known name at the end is enough
        et_al = _ET_AL_AT_END.search(words_before)
        names = words_before[: et_al.start()] if et_al is not None else words_before
        begin = _walk_back(names)
        authors = split_authors(words_before[begin:]) if begin is not None else None
        if begin is None or authors is None or authors[0] in _act_names():
            return None
        is_known = et_al is not None or is_organisation(authors[0]) or (surname(authors[0]), year) in known
        return (offset + begin, authors) if is_known else None
    return offset, authors


def _without_brackets(context: Context, block: Block, known: frozenset[tuple[str, str]]) -> Iterator[Found]:
    """ "Zie O’Brien et al. 2024.": without brackets only works of the document's own list or notes."""
    text = context.text
    for match in _BARE.finditer(text, block.span.start, block.span.end):
        authors = split_authors(match["who"])
        if authors is None or (surname(authors[0]), match["year"]) not in known or not context.is_year(match["year"]):
            continue
        is_pointed_at = _POINTING_BEFORE.search(text, max(block.span.start, match.start() - 30), match.start())
        if match["more"] or is_pointed_at is not None:
            span = Span(*match.span())
            yield Found(CitationForm.AUTHOR_YEAR, span, Fields(authors, match["year"], match["suffix"]), (span,))


def _running(context: Context, block: Block, year: re.Match[str], known: frozenset[tuple[str, str]]) -> Found | None:
    """The authors that stand right before a year in brackets, found by walking back over names."""
    text = context.text
    sentence = context.sentence_at(year.start()) or block.span
    floor = max(sentence.start, block.span.start, year.start() - _REACH)
    left = text[floor : year.start()]
    rest, tail = left, ""
    possessive = _POSSESSIVE.search(left)
    if possessive is not None:
        rest = left[: possessive.start()]
    elif (et_al := _ET_AL_AT_END.search(left)) is not None:
        rest, tail = left[: et_al.start()], left[et_al.start() :]
    begin = _walk_back(rest)
    if begin is None:
        return None
    if not tail and (body := body_at_end(rest)) is not None and body < begin:
        begin = body
    authors = split_authors(rest[begin:] + tail)
    if authors is None or any(author in _act_names() for author in authors) or set(authors) & _places():
        return None
    start = floor + begin
    if (article := _ARTICLE.match(authors[0])) is not None and is_organisation(authors[0][article.end() :]):
        start += article.end()
        authors = (authors[0][article.end() :], *authors[1:])
    particle = _particle_before(text, floor, start, authors[0], year.group(1), known)
    start, authors = start - len(particle), (particle + authors[0], *authors[1:])
    if (office := _OFFICE.match(authors[0])) is not None:
        start += office.end()
        authors = (authors[0][office.end() :], *authors[1:])
    if authors[0] in _SERIES:
        return None
    key = (surname(authors[0]), year.group(1))
    is_cited = (
        key in known
        or bool(tail)
        or possessive is not None
        or is_organisation(authors[0])
        or re.search(r",\s[A-Z]\.", authors[0]) is not None  # "Erisma, J.W. (2022)": as a list of sources writes it
        or (_REPORTING_BEFORE.search(text[floor:start]) is not None and _is_personal(authors))
        or REPORTING_AFTER.match(text[year.end() : year.end() + 40]) is not None
    )
    if not is_cited:
        return None
    # "Homan (2019, 2020)": the first citation ends before the second year
    end = year.start("more") if year["more"] else year.end()
    span = Span(start, end)
    return Found(CitationForm.AUTHOR_YEAR, span, Fields(authors, year.group(1), year.group(2)), (span,))


def _particle_before(text: str, floor: int, start: int, name: str, year: str, known: frozenset[tuple[str, str]]) -> str:
    """ "de " of "volgens de Boer (2023)", where the list of sources has a "De Boer" of that year; else nothing."""
    match = _PARTICLES_BEFORE.search(text, max(floor, start - 12), start)
    particles = match.group() if match is not None else ""
    while particles:
        if (f"{particles}{name}".casefold(), year) in known:
            return particles
        particles = particles.partition(" ")[2]
    return ""


def _further_years(match: re.Match[str], authors: tuple[str, ...]) -> Iterator[Found]:
    """ "Tonkens (2018, 2019)": each further year is a work of the same authors."""
    for year in _YEAR.finditer(match.string, *match.span("more")):
        span = Span(*year.span())
        yield Found(CitationForm.AUTHOR_YEAR, span, Fields(authors, year.group(1), year.group(2)), (span,))


def _is_degree(context: Context, block: Block, position: int) -> bool:
    """Whether the words right before a bracket say that somebody took a degree."""
    sentence = context.sentence_at(position) or block.span
    return _DEGREE.search(context.text, max(sentence.start, position - _DEGREE_REACH), position) is not None


def _is_personal(authors: tuple[str, ...]) -> bool:
    """Whether the names are not just one long capitalised phrase."""
    return all(len(author.split()) <= 4 for author in authors)


def _walk_back(left: str) -> int | None:
    """Start of the names at the end of a stretch: capitalised words, particles between them, "en", "&" and commas."""
    tokens = list(_TOKEN.finditer(left))
    first: int | None = None
    for index in range(len(tokens) - 1, max(-1, len(tokens) - 16), -1):
        token = tokens[index].group()
        if (
            first is not None
            and token.endswith((".", ":", "!", "?"))
            and not re.fullmatch(r"(?:[A-Z][a-z]?\.-?)+", token)
        ):
            break
        if first is not None and token.endswith(";"):
            break
        if _NAME_TOKEN.match(token):
            first = index
        elif token.lower() in PARTICLES or token in ("en", "&", "and"):
            if first is None:
                return None
        else:
            break
    if first is None:
        return None
    # Back to a particle that begins the name: "van der Lans" but not the "van" of "het rapport van SCP".
    while first < len(tokens):
        bare = tokens[first].group().strip("(‘'“,").lower()
        # A function word that begins the sentence is no name: "Volgens Homan (2019)", "In SCP (2018)".
        is_opening = bare in _function_words() and not (
            bare in PARTICLES and bare not in ("in", "op", "uit", "bij", "over")
        )
        if not (is_opening or bare in ("volgens", "zoals", "aldus", "naast", "conform", "blijkens", "zie")):
            break
        first += 1
    if first >= len(tokens):
        return None
    begin = first
    while begin > 0 and tokens[begin - 1].group() in ("der", "den", "ten", "ter", "'t", "’t"):
        begin -= 1
        if begin > 0 and tokens[begin - 1].group() in ("van", "Van", "op", "in", "aan", "von"):
            begin -= 1
    start = tokens[begin].start()
    return start + len(tokens[begin].group()) - len(tokens[begin].group().lstrip("(‘'“"))
