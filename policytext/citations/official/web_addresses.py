"""What a web address tells: the official reference behind an address of a public site."""

import re
from urllib.parse import unquote

from policytext.citations.official.case_law import iter_case_law
from policytext.citations.official.european import act_of_celex, document, iter_european, journal, other_celex
from policytext.citations.official.journals import iter_official_journals
from policytext.citations.official.papers import iter_marked_papers
from policytext.citations.official.proceedings import archive_address, iter_proceedings
from policytext.citations.official.publications import iter_publications
from policytext.citations.official.reference import Official, named
from policytext.citations.official.registers import juriconnect, local_regulation, regulation
from policytext.types.spans import Span

_HOST = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[\w.-]{3,80})/(?P<path>\S{0,1000})", re.IGNORECASE)
_LAW = re.compile(
    r"(?:id/|eli/)?(?:jci\d[\d.]{0,4}:[cv]:(?P<jci>BWB[RVW]\d{7})(?P<keys>(?:&[a-z]{1,12}=[\w.:°-]{1,20}){0,8})|"
    r"(?P<register>BWB[RVW]\d{7})(?:/(?P<date>\d{4}-\d\d-\d\d))?)"
)
_PUBLICATION = re.compile(
    r"(?:.*/)?(?P<number>(?:kst|h|ah|kv|blg|stb|stcrt|trb|gmb|prb|wsb|bgr)-[\w()-]{3,40}?)(?:\.\w{3,4})?(?:[?#].*)?$"
)
_CVDR = re.compile(r"(?:.*/)?CVDR(?P<number>\d{4,7})(?:/(?P<version>\d{1,3}))?", re.IGNORECASE)
_CELEX = re.compile(
    r"CELEX(?::|=)(?:3(?P<year>\d{4})(?P<letter>[RLDFH])(?P<number>\d{4})|(?P<other>[1-9C]\d{4}[A-Z]{1,2}[\d()]{0,8}(?:/\w{2,3})?))"
)
_EU_DOCUMENT = re.compile(r"uri=(?P<kind>COM|SWD|SEC|JOIN):(?P<year>\d{4}):(?P<number>\d{1,4})")
_EU_JOURNAL = re.compile(r"uri=OJ:(?P<series>[LC]):(?P<year>\d{4}):(?P<number>\d{1,4})")
_ELI = re.compile(r"eli/(?P<kind>reg|dir|dec|reg_impl|reg_del)/(?P<year>\d{4})/(?P<number>\d{1,4})(?:/|$)")
_ELI_LETTERS = {"reg": "R", "reg_impl": "R", "reg_del": "R", "dir": "L", "dec": "D"}
_ARCHIVE = re.compile(r"[?&](?:did|id)=(20\d\d[DZ]\d{5})")


def official_of_address(url: str) -> Official | None:
    """The official reference that an address leads to, its span that of the address; None for other addresses."""
    url = unquote(url)
    match = _HOST.match(url)
    if match is None:
        return None
    host, path, span = match["host"].lower(), match["path"].replace("&amp;", "&"), Span(0, len(url))
    if host == "wetten.overheid.nl":
        return _of_law(path, span)
    if host.endswith("officielebekendmakingen.nl"):
        return _of_publication(path, span)
    if host.endswith("regelgeving.overheid.nl") and (local := _CVDR.match(path)) is not None:
        return local_regulation(local["number"], local["version"], span)
    if (
        host.endswith("rechtspraak.nl")
        and (ecli := re.search(r"ECLI:[A-Z:\d.]{5,50}", path, re.IGNORECASE)) is not None
    ):
        return _moved(next(iter_case_law(ecli.group()), None), span)
    if host in ("eur-lex.europa.eu", "data.europa.eu"):
        return _of_union(path, span)
    if host.endswith("doi.org"):
        return _moved(next(iter_publications(url, 0, len(url)), None), span)
    if host == "tweedekamer.nl" and (numbers := _ARCHIVE.findall("?" + path)):
        # the document is more exact than the case that it belongs to
        number = next((number for number in numbers if "D" in number), numbers[0])
        return Official(number, span, None, named(("number", number)), archive_address(number))
    return None


def _of_law(path: str, span: Span) -> Official | None:
    match = _LAW.match(path)
    if match is None:
        return None
    if match["jci"] is not None:
        return juriconnect(match["jci"], match["keys"], span)
    return regulation(match["register"], span, match["date"])


def _of_publication(path: str, span: Span) -> Official | None:
    match = _PUBLICATION.match(path)
    if match is None:
        return None
    number = match["number"]
    for reader in (iter_marked_papers, iter_proceedings, iter_official_journals):
        found = next((found for found in reader(number, 0, len(number)) if len(found.span) == len(number)), None)
        if found is not None:
            return _moved(found, span)
    return None


def _of_union(path: str, span: Span) -> Official | None:
    if (celex := _CELEX.search(path)) is not None:
        if celex["other"] is not None:
            return other_celex(celex["other"], span)
        return act_of_celex(celex["letter"], celex["year"], celex["number"], span)
    if (ecli := re.search(r"ECLI:EU:[A-Z]:\d{4}:\d{1,5}", path, re.IGNORECASE)) is not None:
        return _moved(next(iter_case_law(ecli.group()), None), span)
    if (paper := _EU_DOCUMENT.search(path)) is not None:
        return document(paper["kind"], paper["year"], paper["number"], span)
    if (issue := _EU_JOURNAL.search(path)) is not None:
        return journal(issue["year"], issue["series"], issue["number"], span)
    if (eli := _ELI.search(path)) is not None:
        return act_of_celex(_ELI_LETTERS[eli["kind"]], eli["year"], eli["number"], span)
    return _moved(next(iter_european(path, 0, len(path)), None), span)


def _moved(found: Official | None, span: Span) -> Official | None:
    return None if found is None else Official(found.identifier, span, found.year, found.parts, found.address)
