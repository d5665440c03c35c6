"""Case law: ECLI numbers, with the misprints that people and scanners make of them, and the older LJN numbers.

Canonical forms: "ECLI:NL:RVS:2019:795" in capitals, "LJN AO7817".
Source: ECLI, Council conclusions 2011/C 127/01 (country, court of at most seven signs, year, number of at most 25);
misprints as found in public documents (a stop or space for a colon, a missing colon, letters of "ECLI" swapped).
"""

import re
from collections.abc import Iterator

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
_CONSIDERATION = re.compile(r"\)?,?\s*(?:r\.?\s?o\.|rov\.|rechtsoverweging(?:en)?|punt)\s*(\d{1,3}(?:\.\d{1,3}){0,3})")


def iter_case_law(text: str, start: int = 0, end: int | None = None) -> Iterator[Official]:
    """ECLI numbers and the older LJN numbers."""
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


def _consideration(text: str, position: int, end: int) -> str | None:
    match = _CONSIDERATION.match(text, position, end)
    return match.group(1) if match is not None else None
