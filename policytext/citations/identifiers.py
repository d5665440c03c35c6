"""Official numbers in a text: parliamentary papers, case law, official journals, European acts.

Canonical forms: "31839-290" and "36600-VIII-61" (dossier, sub-dossier, number, as in the addresses of
officielebekendmakingen.nl), "h-tk-20192020-45-7" (Handelingen: chamber, session, number, item), "ah-tk-20192020-1234"
(Aanhangsel), "ECLI:NL:RVS:2019:795", "Stb. 2014, 105", "CELEX" numbers are not made: "Richtlijn 2014/65".
Source of the notations: Leidraad voor juridische auteurs (2022), chapters on Kamerstukken, rechtspraak, Staatsblad.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.types.spans import Span

# "31 839", "31839", "21 501-02", "36 600 VIII", "35925-XVI", "36 600-VIII"
_DOSSIER = (
    r"(?P<{0}>\d{{2}}[ .\u00a0\u202f]?\d{{3}})"
    r"(?:[ \u00a0]?[-–]?[ \u00a0]?\(?(?P<{0}_sub>(?:[IVX]{{1,5}}|\d{{2}}|\(R ?\d{{4}}\))(?![\w-]))\)?)?"
)
_NUMBER = r"(?P<{0}>\d{{1,4}}|[A-Z]{{1,2}})(?![\w])"
_SESSION = r"(?:(?P<session>(?:19|20)\d\d)\s?[-–/]\s?(?:(?:19|20)?\d\d)\b)"
_CHAMBER = r"(?P<chamber>(?:Tweede|Eerste)\s+Kamer|II|I|TK|EK)"
_NR = r"(?:nrs?\.?|nummers?|no\.)"
_PAPER_WORD = (
    r"(?:[Kk]amer(?:stuk(?:ken|dossier)?|dossier)|KST|Kst|[Mm]oties?|[Bb]rief|[Dd]ossiers?|TK|EK|[Vv]ergaderjaar)"
)

_PAPER = re.compile(
    rf"\b(?:{_PAPER_WORD}|(?:Tweede|Eerste)\s+Kamer)\b"
    rf"(?:\s*\(?\b{_CHAMBER}\b\)?)?"
    rf"(?:[,:]?\s*(?:der Staten-Generaal|nr\.?|nrs\.?|dossier(?:nummer)?|vergaderjaar|[Mm]otie|stuk|"
    rf"Kamerstuk(?:ken)?)){{0,3}}"
    rf"(?:,?\s*{_SESSION})?[,:]?\s*(?:(?:[Kk]amerstuk(?:ken)?|dossier|nr\.)\s*(?:II|I)?,?\s*)?"
    rf"{_DOSSIER.format('dossier')}"
    rf"(?:\s*,?\s*\(?{_NR}\s*{_NUMBER.format('number')}|\s?[-–/]\s?{_NUMBER.format('joined')}|,\s?{_NUMBER.format('bare')})?\)?"
)
# A further paper of the same list: " en 35 334, nr. 309", "; 31 839, nr. 12"
_NEXT_PAPER = re.compile(
    rf"\s*(?:,|;|en|&|/)\s*(?:{_NR}\s*)?{_DOSSIER.format('dossier')}\s*,?\s*{_NR}\s*{_NUMBER.format('number')}"
)
# A further number of the same dossier: " en 13", ", 14"; only after "nrs."
_NEXT_NUMBER = re.compile(r"\s*(?:,|en|&)\s*(?:nr\.?\s*)?(?P<number>\d{1,4})(?![\w.,]*\d)")
# "31839, nr. 290" with nothing before it: the shape is telling enough
_BARE_PAPER = re.compile(rf"(?<![\d.,/-]){_DOSSIER.format('dossier')},?\s(?:{_NR})\s*{_NUMBER.format('number')}")
_KST = re.compile(r"\bkst-(?P<dossier>\d{5})(?:-(?P<dossier_sub>[IVX]{1,5}|\d{2}))?-(?P<number>[\dA-Z]{1,4})\b")
_PROCEEDINGS = re.compile(
    rf"\b(?P<annex>Aanhangsel(?:\s+(?:van\s+de\s+)?|,\s*)?)?(?P<word>Handelingen)?,?\s*{_CHAMBER}\s*,?\s*"
    rf"(?P<years>(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)?\d\d)),?\s*(?:{_NR}\s*)?(?P<number>\d{{1,4}})(?:,\s*item\s*(?P<item>\d{{1,3}}))?"
    rf"(?![\d ]*\d)"
)
# A line end may stand behind a colon.
ECLI = re.compile(r"\bECLI:\s?[A-Z]{2}:\s?[A-Z0-9]{1,10}:\s?\d{4}:\s?[A-Z0-9.]{1,25}(?<!\.)")
_LJN = re.compile(r"\bLJN:?\s?([A-Z]{2}\d{4})\b")
JOURNAL = re.compile(
    r"\b(?P<journal>Stb\.?|Staatsblad|Stcrt\.?|Staatscourant|Trb\.?|Tractatenblad|Gmb\.?|Gemeenteblad)\s*,?\s*"
    r"(?P<year>(?:1[89]|20)\d\d)\s*,?\s*(?:nr\.?\s*)?(?P<number>\d{1,6})(?![\d/])"
)
_JOURNAL_NAMES = {
    "sta": "Stb.",
    "stb": "Stb.",
    "stc": "Stcrt.",
    "trb": "Trb.",
    "tra": "Trb.",
    "gmb": "Gmb.",
    "gem": "Gmb.",
}
EU_ACT = re.compile(
    r"\b(?P<kind>[Vv]erordening|[Rr]ichtlijn|[Bb]esluit|Kaderbesluit|Aanbeveling)\s*(?:\((?P<union>EU|EG|EEG|Euratom|EU,\s*Euratom)\)\s*)?"
    r"(?:[Nn]r\.?\s*)?(?P<first>\d{1,4})/(?P<second>\d{1,4})(?:/(?P<suffix>EU|EG|EEG|JBZ|GBVB|Euratom))?\b"
)
COM_DOCUMENT = re.compile(r"\b(?:COM|SWD|SEC)\s?\(\s?(?P<year>(?:19|20)\d\d)\s?\)\s?(?P<number>\d{1,4})\b")
_ISBN = re.compile(r"\bISBN:?\s?([\d-]{10,17}[\dXx])\b")


@dataclass(frozen=True, slots=True)
class Official:
    """An official number: its canonical form, where it stands, and the year that it names, if any."""

    identifier: str
    span: Span
    year: str | None = None


def iter_papers(text: str, start: int = 0, end: int | None = None) -> Iterator[Official]:
    """Parliamentary papers between two positions of a text, in order, without overlaps."""
    end = len(text) if end is None else end
    position = start
    while position < end:
        match = _first(text, position, end, _PAPER, _KST, _BARE_PAPER, _PROCEEDINGS)
        if match is None:
            return
        position = match.end()
        if match.re is _PROCEEDINGS:
            if match["annex"] is not None or match["word"] is not None:
                yield _proceedings(match)
            continue
        groups = match.groupdict()
        number = groups.get("number") or groups.get("joined") or groups.get("bare")
        session = groups.get("session")
        if (
            number is None
            and session is None
            and not re.match(r"[Kk]amer(?:stuk|dossier)|[Dd]ossier|KST|Kst", match.group())
        ):
            continue
        if number is None and match["dossier_sub"] and match["dossier_sub"].isdigit():
            # "31839-29" read as a sub-dossier is dossier and number
            yield Official(f"{_digits(match['dossier'])}-{match['dossier_sub']}", _balanced(match), session)
            continue
        yield Official(_paper(match, number), _balanced(match), session)
        many = re.search(r"\bnrs\.?\s*\w+\)?$", match.group()) is not None
        while True:
            following = _NEXT_PAPER.match(text, position, end)
            if following is not None:
                begin = following.start("dossier")
                yield Official(_paper(following, following["number"]), Span(begin, following.end()), session)
            elif many and (following := _NEXT_NUMBER.match(text, position, end)) is not None:
                yield Official(_paper(match, following["number"]), Span(*following.span("number")), session)
            else:
                break
            position = following.end()


def iter_case_law(text: str, start: int = 0, end: int | None = None) -> Iterator[Official]:
    """ECLI numbers and the older LJN numbers."""
    end = len(text) if end is None else end
    for match in ECLI.finditer(text, start, end):
        number = re.sub(r"\s", "", match.group())
        yield Official(number, Span(*match.span()), number.split(":")[3])
    for match in _LJN.finditer(text, start, end):
        yield Official(f"LJN {match.group(1)}", Span(*match.span()))


def iter_journals(text: str, start: int = 0, end: int | None = None) -> Iterator[Official]:
    """Publications in Staatsblad, Staatscourant, Tractatenblad and Gemeenteblad, and European acts by number."""
    end = len(text) if end is None else end
    for match in JOURNAL.finditer(text, start, end):
        name = "Stcrt." if match["journal"] == "Staatscourant" else _JOURNAL_NAMES[match["journal"][:3].lower()]
        yield Official(f"{name} {match['year']}, {match['number']}", Span(*match.span()), match["year"])
    for match in EU_ACT.finditer(text, start, end):
        found = _european_act(match)
        if found is not None:
            yield found
    for match in COM_DOCUMENT.finditer(text, start, end):
        identifier = f"{match.group()[:3]}({match['year']}) {match['number']}"
        yield Official(identifier, Span(*match.span()), match["year"])


def find_identifier(text: str) -> str | None:
    """First official number of a reference, or None."""
    found: list[Official] = []
    for finder in (iter_papers, iter_case_law, iter_journals):
        found.extend(finder(text))
    if found:
        return min(found, key=lambda official: official.span.start).identifier
    isbn = _ISBN.search(text)
    return f"ISBN {isbn.group(1).replace('-', '')}" if isbn else None


def _first(text: str, start: int, end: int, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    matches = [match for pattern in patterns if (match := pattern.search(text, start, end)) is not None]
    return min(matches, key=lambda match: (match.start(), -match.end())) if matches else None


def _balanced(match: re.Match[str]) -> Span:
    """Span of a match without a closing bracket that was opened before it."""
    words = match.group()
    return Span(match.start(), match.end() - (1 if words.endswith(")") and "(" not in words else 0))


def _digits(dossier: str) -> str:
    return re.sub(r"\D", "", dossier)


def _paper(match: re.Match[str], number: str | None) -> str:
    sub = match["dossier_sub"]
    parts = [_digits(match["dossier"])]
    if sub:
        parts.append(sub.strip("()").replace(" ", ""))
    if number:
        parts.append(number)
    return "-".join(parts)


def _proceedings(match: re.Match[str]) -> Official:
    chamber = "ek" if match["chamber"] in ("I", "EK", "Eerste Kamer") else "tk"
    first, second = re.split(r"\s?[-–/]\s?", match["years"])
    years = first + (second if len(second) == 4 else first[:2] + second)
    prefix = "ah" if match["annex"] else "h"
    item = f"-{match['item']}" if match["item"] else ""
    return Official(f"{prefix}-{chamber}-{years}-{match['number']}{item}", Span(*match.span()), first)


def _european_act(match: re.Match[str]) -> Official | None:
    """An act of the Union; the year is the first number of directives and of regulations since 2015."""
    first, second = match["first"], match["second"]
    if match["union"] is None and match["suffix"] is None:
        return None
    year = next((part for part in (first, second) if len(part) == 4 and part[:2] in ("19", "20")), None)
    identifier = f"{match['kind'].capitalize()} {first}/{second}"
    return Official(identifier, Span(*match.span()), year)
