"""Official journals: Staatsblad, Staatscourant, Tractatenblad, and those of municipalities, provinces, water boards.

Canonical form: "Stb. 2014, 105".
Source of the notations: Aanwijzingen voor de regelgeving (3.45), Leidraad voor juridische auteurs (2022).
"""

import re
from collections.abc import Iterator

from policytext.citations.fields import MONTH
from policytext.citations.official.reference import Official, journal_address, named
from policytext.types.spans import Span

_NAMES = {
    "stb": "Stb.",
    "staatsblad": "Stb.",
    "stcrt": "Stcrt.",
    "staatscourant": "Stcrt.",
    "trb": "Trb.",
    "tractatenblad": "Trb.",
    "gmb": "Gmb.",
    "gemeenteblad": "Gmb.",
    "prb": "Prb.",
    "provinciaal blad": "Prb.",
    "wsb": "Wsb.",
    "waterschapsblad": "Wsb.",
    "bgr": "Bgr.",
}
_NAME = (
    r"\b(?P<journal>Stb|Staatsblad|Stcrt|Staatscourant|Trb|Tractatenblad|Gmb|Gemeenteblad|Prb|Provinciaal [Bb]lad|Wsb|"
    r"Waterschapsblad)\b\.?"
)
_JOURNAL = re.compile(
    rf"{_NAME}\s*,?\s*(?:van\s+)?(?:\d{{1,2}}\s+{MONTH}\s+)?(?P<year>(?:1[89]|20)\d\d)\s*[,/-]?\s*(?:nr\.?\s*)?"
    r"(?P<number>\d{1,6})(?![\d/]|-\d)"
)
# "Staatscourant nr 32656, 2013"
_NUMBER_FIRST = re.compile(rf"{_NAME}\s*,?\s*nr\.?\s*(?P<number>\d{{1,6}})\s*,\s*(?P<year>(?:1[89]|20)\d\d)(?!\d)")
_PUBLISHED = re.compile(
    r"(?<![\w/=-])(?P<journal>stb|stcrt|trb|gmb|prb|wsb|bgr)-(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,6})(?![\w-])"
)


def iter_official_journals(text: str, start: int, end: int) -> Iterator[Official]:
    """Publications in official journals between two positions, not in order."""
    for pattern in (_JOURNAL, _NUMBER_FIRST, _PUBLISHED):
        for match in pattern.finditer(text, start, end):
            yield publication(match["journal"], match["year"], match["number"], Span(*match.span()))


def publication(journal: str, year: str, number: str, span: Span) -> Official:
    """A publication in a journal, by any name of the journal."""
    name = _NAMES[journal.lower()]
    address = journal_address(name.lower().rstrip("."), year, number)
    return Official(f"{name} {year}, {number}", span, year, named(("year", year), ("number", number)), address)
