"""Case law: ECLI numbers, with the misprints that people and scanners make of them, and the older LJN numbers.

Canonical forms: "ECLI:NL:RVS:2019:795" in capitals, "LJN AO7817", "EHRM 25579/05" (application to the European Court of
Human Rights or its former commission; of several joined ones the first).
Source: Practice Directions of the European Court of Human Rights (applications: serial number and year);
ECLI: Council conclusions 2011/C 127/01 (country, court of at most seven signs, year, number of at most 25);
misprints as found in public documents (a stop or space for a colon, a missing colon, letters of "ECLI" swapped).
"""

import re
from collections.abc import Iterator

from policytext.citations.fields import DATE
from policytext.citations.official.reference import Official, named
from policytext.types.spans import Span

_COUNTRIES = "NL|EU|CE|EP|BE|DE|FR|UK|LU|AT|BG|CY|CZ|DK|EE|EL|ES|FI|HR|HU|IE|IT|LT|LV|MT|PL|PT|RO|SE|SI|SK"
_SEPARATOR = r"\s?[:;.]\s?"
_ECLI = re.compile(
    rf"(?<![\w:/=])(?:ECL[I1l]|ELCI|ECIL|ECL|ECI|ECU|CLI|EC[l1]I)(?:{_SEPARATOR}|\s)(?P<country>{_COUNTRIES})"
    rf"{_SEPARATOR}(?P<court>[A-Z][A-Z0-9]{{0,6}}?)(?:{_SEPARATOR})?(?P<year>(?:1[89]|20)\d\d){_SEPARATOR}"
    r"(?P<number>[A-Z0-9](?:[A-Z0-9.]{0,24}))(?<!\.)(?![A-Z0-9])",
    re.IGNORECASE,
)
_LJN = re.compile(r"\bLJN(?:-?(?:nummer|nr\.?))?\s?[:=]?\s?([A-Z]{2})\s?(\d{4})(?!\d)")
# An application is found by its number, and the court looked for a short way before it.
_APPLICATION = re.compile(
    r"(?:\b(?:[Nn]rs?|[Nn]os?|[Nn]ummers?|[Zz]aak|[Zz]aaknummer|appl)\.?\s?)(?P<number>\d{1,5}/\d\d)(?![\d/])"
    r"(?P<more>(?:(?:,|\sen|\s&|,\sen)\s\d{1,5}/\d\d(?![\d/])){0,12})"
)
_COURT = re.compile(r"\b(?:EHRM|ECRM|ECHR|ECtHR|Europees Hof voor de [Rr]echten van de [Mm]ens)\b")
_COURT_WITHIN = 190
_NUMBER_OF_APPLICATION = re.compile(r"\d{1,5}/\d\d")
_CONSIDERATION = re.compile(r"\)?,?\s*(?:r\.?\s?o\.|rov\.|rechtsoverweging(?:en)?|punt)\s*(\d{1,3}(?:\.\d{1,3}){0,3})")


def iter_case_law(text: str, start: int = 0, end: int | None = None) -> Iterator[Official]:
    """ECLI numbers, the older LJN numbers, and applications to the European Court of Human Rights."""
    end = len(text) if end is None else end
    for match in _ECLI.finditer(text, start, end):
        yield ruling(
            match["country"].upper(),
            match["court"].upper(),
            match["year"],
            match["number"].upper(),
            Span(*match.span()),
            _consideration(text, match.end(), end),
        )
    for match in _LJN.finditer(text, start, end):
        number = match.group(1) + match.group(2)
        parts = named(("number", number), ("overweging", _consideration(text, match.end(), end)))
        yield Official(f"LJN {number}", Span(*match.span()), None, parts)
    for match in _APPLICATION.finditer(text, start, end):
        courts = list(_COURT.finditer(text, max(start, match.start() - _COURT_WITHIN), match.start()))
        court = courts[-1] if courts else None
        between = "" if court is None else text[court.end() : match.start()]
        # A ruling with an ECLI is known by that.
        if court is not None and not re.search(r"[;\n]|ECLI:", between):
            yield _application(match, court, between)


def ruling(country: str, court: str, year: str, number: str, span: Span, consideration: str | None = None) -> Official:
    """A ruling by the parts of its ECLI; addresses at rechtspraak.nl, EUR-Lex, or the European search engine."""
    identifier = f"ECLI:{country}:{court}:{year}:{number}"
    if country == "NL":
        address = f"https://deeplink.rechtspraak.nl/uitspraak?id={identifier}"
    elif country == "EU":
        address = f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:{identifier}"
    else:
        address = f"https://e-justice.europa.eu/ecli/{identifier}"
    parts = named(
        ("country", country), ("court", court), ("year", year), ("number", number), ("overweging", consideration)
    )
    return Official(identifier, span, year, parts, address)


def _application(match: re.Match[str], court: re.Match[str], between: str) -> Official:
    """Applications to the European Court of Human Rights, with the address by which HUDOC finds them."""
    numbers = [match["number"], *_NUMBER_OF_APPLICATION.findall(match["more"])]
    dates = DATE.findall(between)
    name = "ECRM" if court.group() == "ECRM" else "EHRM"
    span = Span(court.start(), match.end())
    address = f"https://hudoc.echr.coe.int/eng#%7B%22appno%22:[%22{numbers[0]}%22]%7D"
    parts = named(("court", name), *(("number", number) for number in numbers))
    return Official(f"EHRM {numbers[0]}", span, dates[-1][-4:] if dates else None, parts, address)


def _consideration(text: str, position: int, end: int) -> str | None:
    match = _CONSIDERATION.match(text, position, end)
    return match.group(1) if match is not None else None
