"""An official reference as all readers of this folder give it, and the public addresses of what it refers to."""

from dataclasses import dataclass
from typing import Final

from policytext.types.spans import Span

Parts = tuple[tuple[str, str], ...]

# officielebekendmakingen.nl holds papers of parliament and journals from 1 January 1995, the Staatscourant by number
# from July 2009, municipal journals from 2014. What is older has other addresses, which do not follow from its number.
_FIRST_YEAR: Final = {"stb": 1995, "trb": 1995, "stcrt": 2010, "gmb": 2014, "prb": 2014, "wsb": 2014, "bgr": 2014}


@dataclass(frozen=True, slots=True)
class Official:
    """An official reference: its canonical form, where it stands, and the year that it names, if any.

    `parts` and `address` as in `policytext.types.citation.Citation`.
    """

    identifier: str
    span: Span
    year: str | None = None
    parts: Parts = ()
    address: str | None = None


def named(*pairs: tuple[str, str | None]) -> Parts:
    """The pairs that have a value, in order."""
    return tuple((name, value) for name, value in pairs if value)


def publication_address(number: str) -> str:
    """Address of a publication by its number ("kst-31839-290", "stb-2014-105")."""
    return f"https://zoek.officielebekendmakingen.nl/{number}.html"


def dossier_address(dossier: str) -> str:
    """Address of the list of papers of a dossier ("31839", "36600-VIII")."""
    return f"https://zoek.officielebekendmakingen.nl/dossier/{dossier}"


def journal_address(journal: str, year: str, number: str) -> str | None:
    """Address of a publication in an official journal ("stb"), or None where it is too old to have one."""
    if int(year) < _FIRST_YEAR[journal]:
        return None
    return publication_address(f"{journal}-{year}-{number}")


def celex_address(celex: str) -> str:
    """Address of a text of the Union in EUR-Lex, in Dutch; the treaties ("12012E") as a whole."""
    whole = "/TXT" if celex.startswith("1") and "/" not in celex else ""
    return f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{celex}{whole}"


def law_address(register: str) -> str:
    """Address of an act ("BWBR0034925", a CELEX number), as it now stands."""
    return f"https://wetten.overheid.nl/{register}" if register.startswith("BWB") else celex_address(register)
