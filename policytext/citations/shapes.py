"""The shapes that references have in Dutch policy documents: what in them is author, year and title.

APA, "Organisatie (jaar), Titel", "Titel (jaar) Auteur", "Titel | Site", "NRC, 12 mei 2021, ‘Titel’" and others. A shape
takes the words of a reference without addresses, and gives its fields, or None where the words have another shape.
"""

import re
from dataclasses import replace

from policytext.citations.authors import is_author, is_known_organisation, is_organisation, split_authors
from policytext.citations.fields import BRACKET_YEAR, DATE, YEAR, Fields, last_year
from policytext.citations.identifiers import iter_case_law, iter_journals, iter_papers
from policytext.citations.name_lists import leading_names, whole_list
from policytext.citations.titles import REMARK_VERB, clean_title
from policytext.lexicon import words
from policytext.lexicon.organisations import Use, names_for

_PLAIN_YEAR_HEAD = re.compile(r"^([^()\n]{2,300}?),?\s((?:1[89]|20)\d\d)([a-z])?(?:/\d{2,4})?[.,:/]\s+(?=\S)")
# "Noij e.a., 2021 Titel", "Bobbink, R., Loran, C. 2022 Title": no stop behind the year, so initials or e.a. before it
_UNSTOPPED_YEAR_HEAD = re.compile(
    r"^([^()\n]{2,300}?(?:\b[A-Z]\.|\be\.\s?a\.|\bet al\.?)),?\s((?:1[89]|20)\d\d)([a-z])?/?\s+(?=[A-ZÀ-Þ‘“])"
)
_MENTION_ALONE = re.compile(r"^([^()\n]{2,120}?),?\s((?:1[89]|20)\d\d)([a-z])?\.?$")
_MAKER_LAST = re.compile(r"^(.{3,200}?)[.,]\s+([^,.]{2,60})$")
_LEADING_YEAR = re.compile(r"^\(?((?:1[89]|20)\d\d)([a-z])?\)?[.,:]\s+(?=\S)")
_BRACKET_AUTHOR_YEAR = re.compile(r"\(([^()]{2,120}?),?\s((?:1[89]|20)\d\d)([a-z])?\)\s*\.?$")
_MAKER_IN_BRACKET = re.compile(r"\(\s*([A-ZÀ-Þ][^(),\d]{1,40}?),?\s\d{4}")
_BY = re.compile(
    r"[.,]\s+(?:Door|Auteurs?:|Onder redactie van)\s+([A-ZÀ-Þ][^.,;()]{2,80}(?:\sen\s[A-ZÀ-Þ][^.,;()]{2,60})?)"
)
_AUTHOR_STOP = re.compile(r"(?:(?<=[^\W\d_])[.:,]|(?<=\.),)\s+(?=[\w‘'\"“*&])")
_WITH_INITIALS = re.compile(
    r"(?:en\s+|&\s*|and\s+)?(?:(?:[A-ZÀ-Þ][a-z]?\.[-\s]?)+|.{2,60}?\s(?:[A-Z]\.[-\s]?)+$)"
    r"|[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?\s[A-Z]{1,3}(?:\set al)?$|et al$|e\.a$"
)
# "J. Bakema en P": the stop is that of an initial before a surname, not the end of the list
_INITIAL_AT_END = re.compile(r"(?:^|\s(?:en|and|&)\s)(?:[A-Z]\.[-\s]?)*[A-Z]$")
_LIST_OF_AUTHORS = re.compile(r"\s(?:en|and|&)\s|;|\b(?:e\.a|et al|c\.s)\b")
_UNDATED = re.compile(
    r"^([^()]{2,200}?)(?:(?<!\s[A-Z])[.,])?\s*"
    r"\((?:z\.\s?d\.|z\.\s?j\.|n\.\s?d\.|s\.\s?d\.|in druk|te verschijnen)\)[.,:]?\s*"
)
# "NRC, 12 mei 2021, 'Kop'", "'Kop', NRC 12 mei 2021", "Jan Jansen, 'Kop', in: NRC, 12 mei 2021"
_QUOTED_TITLE = re.compile(
    r"^(?P<head>[^‘’“”\"„'(]{0,160}?)[,.:]?\s*(?:‘(?P<a>[^‘’]{3,250})’|[“„](?P<b>[^“”]{3,250})”|\"(?P<c>[^\"]{3,250})\"|"
    r"(?<!\w)'(?P<d>[^']{3,250})')(?=$|[\s,.;:(])(?P<tail>.{0,300})$"
)
_GENRE_ALONE = re.compile(
    r"^(?:(?:het|de)\s)?[a-z-]*(?:rapport|advies|brief|artikel|essay|notitie|onderzoek|handreiking|factsheet|boek|nota|"
    r"publicatie)$",
    re.IGNORECASE,
)
_IN_MEDIUM = re.compile(r"^(?:[Ii]n:?|[Oo]p|[Uu]it)\s+(?:de\s|het\s)?(?=[A-ZÀ-Þa-z])")
# "het advies van de RVS: De juiste hulp"
_OF_MAKER = re.compile(
    r"^(?:(?:het|de|een|dit|deze)\s+)?(?:[a-z-]*(?:rapport|advies|onderzoek|notitie|essay|studie|publicatie|handreiking|factsheet|"
    r"brief|evaluatie|analyse|verkenning|artikel|monitor|nota))\s+(?:van|door)\s+(?:(?:de|het)\s+)?"
    r"(?P<who>[A-ZÀ-Þ][^.:;()]{1,80}?)(?::\s+|,\s+(?=[A-ZÀ-Þ‘'\"“]))"
)
_COURT = re.compile(
    r"(?:(?:Rechtbank|Rb\.?|Gerechtshof|Hof|Gerecht in eerste aanleg|Gemeenschappelijk Hof)(?:\s(?:van|in|te))?"
    r"\s['’]?[A-ZÀ-Þs][\w’'-]+(?:[\s-][A-ZÀ-Þ][\w’'-]+){0,2}|Hoge Raad|HR|ABRvS|ABRS|RvS|CRvB|CBb|EHRM|ECRM|"
    r"HvJ(?:\s?(?:EU|EG))?|(?:Afdeling bestuursrechtspraak(?: van de)? )?Raad van State|Centrale Raad van Beroep|"
    r"College van Beroep voor het bedrijfsleven|Europees Hof voor de Rechten van de Mens|"
    r"Hof van Justitie(?: van de (?:EU|Europese Unie))?)(?![\w-])"
)
# "(Zaaknaam)" behind the number, at most a consideration between; "(civiel)" before it is no name
_CASE_NAME = re.compile(
    r"(?:,?\s(?:r\.?\s?o\.|rov\.|punt|par\.|§)\s?[\d.]{1,12})?,?\s"
    r"(?:\((?P<bracket>[A-ZÀ-Þ][^()]{2,80})\)|(?P<parties>[A-ZÀ-Þ][^,;()]{1,60}\s(?:t\.|tegen|v\.|/)\s[A-ZÀ-Þ][^,;()]{2,40}))"
)
_CHAMBER_OF_COURT = re.compile(r"(?:zaak|nr|enkelvoudig|meervoudig|grote kamer|kamer|r\.o|punt|m\.nt)\b", re.IGNORECASE)
_NUMBER_OF_CASE = re.compile(r",?\s(?:zaak|klacht|appl?\.|nrs?|nos?|nummers?)(?![\w])", re.IGNORECASE)
_HAS_LETTERS = re.compile(r"[^\W\d_]{3}")
# A case has a name of at most so many words; the day of a ruling stands so near to the court, in characters.
_MAX_CASE_NAME, _DATE_NEAR = 8, 60
_ONLY_PLACE = re.compile(r"(?:pp?|blz|pag(?:ina)?|bijlagen?|item)\b.*", re.IGNORECASE)


def _parliamentary(body: str) -> Fields | None:
    """ "Tweede Kamer, motie 31497-352, Motie van het lid ... over ..., 19 februari 2020": the title is what is left."""
    paper = next(iter_papers(body), None)
    if paper is None:
        return None
    before, after = body[: paper.span.start].strip(" ,.;:("), body[paper.span.end :].strip(" ,.;:)")
    if _ONLY_PLACE.fullmatch(after):
        after = ""
    chamber = re.match(r"(?:Tweede|Eerste) Kamer", body)
    title = clean_title(after) if len(after) > 3 else None
    if title is None and chamber is None and len(before) > 3:
        shaped = _bracket_year(before) or _author_first(before)
        if shaped is not None:
            return replace(shaped, year=shaped.year or paper.year)
        title = clean_title(before)
    found = last_year(after) or last_year(before)
    year = found[0] if found is not None else paper.year
    return Fields((chamber.group(),) if chamber else (), year, None, title)


def _ruling(body: str) -> Fields | None:
    """ "Rechtbank Meerdrecht 4 mei 2021, ECLI:..., r.o. 3 (Zaaknaam)": the court judged; a case may have a name."""
    ruling = next(iter_case_law(body), None)
    if ruling is None:
        return None
    court = _COURT.match(body, 0, ruling.span.end)
    if court is None:
        return None
    # Between court and number; of an application the court is part of the reference.
    end = ruling.span.start if ruling.span.start >= court.end() else ruling.span.end
    between = _without_date(_NUMBER_OF_CASE.split(body[court.end() : end], maxsplit=1)[0])
    name = _CASE_NAME.match(body, ruling.span.end)
    words = (
        name["bracket"] or name["parties"]
        if name is not None
        else between
        if len(between.split()) <= _MAX_CASE_NAME
        else ""
    )
    date = DATE.search(body, court.end(), min(len(body), court.end() + _DATE_NEAR))
    year = date.group()[-4:] if date is not None else ruling.year
    title = words.strip(" ,.;:()") if _HAS_LETTERS.search(words) and not _CHAMBER_OF_COURT.match(words) else None
    return Fields((" ".join(court.group().split()),), year, None, title)


def _bracket_year(body: str) -> Fields | None:
    """ "Auteur (2019), Titel. Uitgever" or "Titel (2019) Auteur"."""
    match = BRACKET_YEAR.search(body)
    if match is None:
        return None
    year, suffix = match.group(1), match.group(2)
    head, tail = body[: match.start()].strip(" ,:"), body[match.end() :].strip()
    maker = _MAKER_IN_BRACKET.match(match.group())
    if (
        maker is not None
        and is_known_organisation(maker.group(1))
        and len(head.split()) > 2
        and not is_organisation(head)
    ):
        return Fields(
            (maker.group(1),), year, suffix, clean_title(head)
        )  # "Serious and Organised Crime (Politie, 2017)"
    authors = (split_authors(head) or whole_list(head)) if head else None
    if authors is None and head and (bracket := _BRACKET_AUTHOR_YEAR.search(body[: match.end()])) is not None:
        inside = split_authors(bracket.group(1))
        outside = _author_first(body[: bracket.start()].strip())
        if (
            outside is not None
            and outside.title
            and " " not in bracket.group(1)
            and not is_organisation(bracket.group(1))
        ):
            return replace(
                outside, year=year, year_suffix=suffix
            )  # "Koepel, Toewijzingen 2018 (Meerdrecht 2019)": a place
        if inside is not None:
            return Fields(inside, year, suffix, clean_title(body[: bracket.start()]))
    tail_words = tail.lstrip(" ,.:;")
    if authors is not None:
        extra: tuple[str, ...] = ()
        if (by := _BY.search(tail)) is not None:
            extra = split_authors(by.group(1)) or ()
            tail_words = (tail[: by.start()] + tail[by.end() :]).lstrip(" ,.:;")
        return Fields((*authors, *extra), year, suffix, clean_title(tail_words))
    if not head:
        return Fields((), year, suffix, clean_title(tail_words))
    # Title first: whoever follows the year wrote it; "J.P.H. Donner, Laat je niet gek maken (2016)" has both before it.
    before = _author_first(head)
    if before is not None and before.title:
        return Fields(before.authors, year, suffix, before.title)
    after = re.split(r"\.\s+(?=[A-ZÀ-Þ])", tail_words.rstrip(". "), maxsplit=1)[0]
    return Fields(split_authors(after) or () if after else (), year, suffix, clean_title(head))


def _author_in_last_bracket(body: str) -> Fields | None:
    """ "Titel (Verwey-Jonker en Radboud University 2021)" or "Titel (cbs.nl)"."""
    if (match := _BRACKET_AUTHOR_YEAR.search(body)) is not None:
        authors = split_authors(match.group(1))
        if authors is not None:
            return Fields(authors, match.group(2), match.group(3), clean_title(body[: match.start()]))
    site = re.search(r"\(((?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6})\)\s*\.?$", body)
    if site is not None:
        return Fields((site_name(site.group(1)),), title=clean_title(body[: site.start()]))
    return None


def _plain_year(body: str) -> Fields | None:
    """ "De Vries, W., 2020. Titel", "Petersen, Arthur. 2022. 'Titel'", "2018. Titel" or "RMO 2004" alone."""
    if (match := _MENTION_ALONE.match(body)) is not None:
        alone = split_authors(match.group(1))
        if alone is not None:
            return Fields(alone, match.group(2), match.group(3))
        maker = _MAKER_LAST.match(match.group(1))
        if maker is not None and is_known_organisation(maker.group(2)):
            return Fields((maker.group(2),), match.group(2), match.group(3), clean_title(maker.group(1)))
    if (match := _LEADING_YEAR.match(body)) is not None:
        return Fields((), match.group(1), match.group(2), clean_title(body[match.end() :]))
    match = _PLAIN_YEAR_HEAD.match(body) or _UNSTOPPED_YEAR_HEAD.match(body)
    authors = (whole_list(match.group(1)) or split_authors(match.group(1))) if match is not None else None
    if match is None or authors is None:
        return None
    tail = body[match.end() :]
    if (again := _LEADING_YEAR.match(tail)) is not None and len(authors) == 1:
        # "Steunpunt Natura 2000. 2010. Titel": the first number belongs to the name
        name = f"{authors[0]} {match.group(2)}"
        return Fields((name,), again.group(1), again.group(2), clean_title(tail[again.end() :]))
    return Fields(authors, match.group(2), match.group(3), clean_title(tail))


def _author_first(body: str) -> Fields | None:
    """ "J.P.H. Donner, Titel", "Nji. Titel" or "VNG: Titel": authors are known by their shape, up to the first stop."""
    authors: tuple[str, ...] | None = None
    end, tail = 0, ""
    if (listed := leading_names(body)) is not None:
        tail = body[listed[1] :].lstrip(" .,:;")
        found = last_year(tail)
        year, suffix = found if found is not None else (None, None)
        return Fields(listed[0], year, suffix, clean_title(tail))
    for match in _AUTHOR_STOP.finditer(body[:200]):
        head = body[: match.start()]
        if authors is None:
            authors = _authors_at_start(head, match.group())
        else:
            # A further author has initials, or is a body: a title may look like any other name.
            added = body[end : match.start()].strip(" ,;.:&")
            is_body = is_known_organisation(added) or (" " in added and is_organisation(added))
            more = split_authors(head) if _WITH_INITIALS.match(added) or is_body else None
            if more is None:
                break
            authors = more
        if authors is not None:
            end, tail = match.start(), body[match.end() :]
    if authors is None:
        return None
    found = last_year(tail)
    year, suffix = found if found is not None else (None, None)
    return Fields(authors, year, suffix, clean_title(tail))


def _authors_at_start(head: str, stop: str) -> tuple[str, ...] | None:
    """The words before a stop as authors: one name, or several that "en", "&" or "e.a." marks as a list."""
    if (":" in stop and not is_organisation(head)) or _INITIAL_AT_END.search(head):
        return None
    if is_author(head):
        # A single capitalised word and a stop is the beginning of a title as often as a name.
        return (head,) if len(head.split()) > 1 or is_organisation(head) else None
    return split_authors(head) if _LIST_OF_AUTHORS.search(head) else None


def _quoted_title(body: str) -> Fields | None:
    """A title in quotation marks between its author or medium and a date."""
    match = _QUOTED_TITLE.match(body)
    if match is None:
        return None
    title = next(group for group in match.group("a", "b", "c", "d") if group is not None).strip(" ,.")
    has_date = DATE.search(match["head"]) is not None
    head, tail = (_without_date(match[part]) for part in ("head", "tail"))
    head = _GENRE_ALONE.sub("", head)
    found = last_year(f"{match['head']} {match['tail']}")
    year, suffix = found if found is not None else (None, None)
    if not head:
        maker = _IN_MEDIUM.sub("", tail)
        if maker and not is_maker(maker):
            return None
        return Fields((maker,) if maker else (), year, suffix, title) if maker or year else None
    authors = split_authors(head)
    if authors is None and has_date and head[0].isupper() and len(head.split()) <= 4:
        authors = (head,)  # "Schiedam 24, 26 maart 2024, 'Kop'": a medium that no list knows
    return None if authors is None else Fields(authors, year, suffix, title)


def _without_date(words: str) -> str:
    return YEAR.sub("", DATE.sub("", words)).strip(" ,.;:()")


def _of_maker(body: str) -> Fields | None:
    """ "het advies van de RVS: De juiste hulp. Den Haag, 2019"."""
    match = _OF_MAKER.match(body)
    authors = split_authors(match["who"]) if match is not None else None
    if match is None or authors is None:
        return None
    tail = body[match.end() :]
    found = last_year(tail)
    year, suffix = found if found is not None else (None, None)
    return Fields(authors, year, suffix, clean_title(tail))


def _undated(body: str) -> Fields | None:
    """ "Rijksoverheid. (z.d.). Titel"."""
    match = _UNDATED.match(body)
    authors = split_authors(match.group(1)) if match is not None else None
    if match is None or authors is None:
        return None
    return Fields(authors, title=clean_title(body[match.end() :]))


def _journal_alone(body: str) -> Fields | None:
    """ "Stb. 2014, 105": a number of an official journal has neither author nor title of its own."""
    journal = next(iter_journals(body), None)
    if journal is None:
        return None
    before, after = body[: journal.span.start].strip(" ,.;:("), body[journal.span.end :].strip(" ,.;:)")
    if before and (REMARK_VERB.search(after) or _ONLY_PLACE.fullmatch(after)):
        after = ""  # "Wet open overheid, Stb. 2021, 500. Dit onderdeel is nog niet in werking."
    if not before and len(after) > 3 and not journal.identifier.startswith("St"):
        return Fields((), journal.year, None, body[: journal.span.end])  # "Verordening (EU) nr. 182/2011 van het ..."
    if len(after) > 3 or BRACKET_YEAR.search(before):
        return None
    return Fields((), journal.year, None, clean_title(before))


def _maker_last(body: str) -> Fields | None:
    """ "Vogelrapportage 2019, Wageningen University & Research": a title with its year, then a known body."""
    match = _MAKER_LAST.match(body.rstrip(" ."))
    year = last_year(match.group(1)) if match is not None else None
    if match is None or year is None or not is_known_organisation(match.group(2)):
        return None
    return Fields((match.group(2),), year[0], year[1], match.group(1).strip(" ,."))


def _site_last(body: str) -> Fields | None:
    """ "Titel | Rapport | Rijksoverheid.nl" or "Titel - Skipr", as a browser names a page."""
    parts = [part.strip() for part in re.split(r"\s+[|–—-]\s+|\s+\|\s*", body) if part.strip()]
    if len(parts) < 2:
        return None
    last = parts[-1].rstrip(".")
    if re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", last, re.IGNORECASE) or is_maker(last):
        return Fields((site_name(last),), title=clean_title(body[: body.rindex(parts[-1])].rstrip(" |–—-")))
    if is_maker(parts[0]) and " | " in body:
        return Fields((parts[0],), title=clean_title(body[len(parts[0]) :].lstrip(" |")))
    return None


def is_maker(name: str) -> bool:
    return is_organisation(name) and len(name) <= 60


def site_name(site: str) -> str:
    """Name behind a web domain where it is known ("cbs.nl" is CBS), else the site as written."""
    stem = re.sub(r"^(?:https?://)?(?:www\.)?|\.[a-z]{2,6}$", "", site, flags=re.IGNORECASE)
    for name in (*names_for(Use.AUTHOR), *words("press_media")):
        if name.casefold().replace(" ", "") == stem.casefold():
            return name
    return site


#: Shapes of a reference, the most telling first.
SHAPES = (
    _parliamentary,
    _ruling,
    _journal_alone,
    _undated,
    _plain_year,
    _quoted_title,
    _bracket_year,
    _author_in_last_bracket,
    _of_maker,
    _author_first,
    _maker_last,
    _site_last,
)
