"""What the head of a Kamerstuk says of itself: dossier, number in it, parliamentary year, chamber.

Source of the forms: the head of parliamentary papers on officielebekendmakingen.nl ("Tweede Kamer der Staten-Generaal",
"Vergaderjaar 2020–2021", "32 545 Wet- en regelgeving financiële markten", "Nr. 143"); papers of the Eerste Kamer carry
a letter in place of a number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.structure.front import FrontLine

_DOSSIER = re.compile(r"(?P<dossier>\d{2} ?\d{3})(?:[ -][(]?(?P<suffix>[IVXLC]+|R\d{4})[)]?)?(?=\s|$)")
_NUMBER = re.compile(r"nr\.?\s*(?P<number>\d{1,4})\b", re.IGNORECASE)
_LETTER = re.compile(r"(?P<letter>[A-Z]{1,3})(?=\s|$)")
_SESSION = re.compile(r"vergaderjaar\s+(?P<first>\d{4})\s*[-–—/]\s*(?P<second>\d{4}|\d{2})\b", re.IGNORECASE)
_SENATE = re.compile(r"eerste kamer der staten", re.IGNORECASE)
# The head is the first lines of the first page; dossier and number stand near each other.
_HEAD_LINES, _NEAR = 14, 16


@dataclass(frozen=True, slots=True)
class Kamerstuk:
    """`dossier` with its addition ("36600-VII"), `number` ("143", "C"), `session_year` ("2020-2021") where stated."""

    dossier: str
    number: str
    session_year: str | None

    @property
    def reference(self) -> str:
        """Dossier and number as official identifiers join them ("32545-143")."""
        return f"{self.dossier}-{self.number}"


def find_kamerstuk(head: Sequence[FrontLine]) -> Kamerstuk | None:
    """What the first lines of a document say of its place in a dossier; None where it is no Kamerstuk."""
    first_page = [line for line in head if line.page == head[0].page]
    sessions = [match for line in first_page[: _HEAD_LINES + _NEAR] if (match := _SESSION.search(line.text))]
    is_senate = any(_SENATE.search(line.text) for line in first_page[:_HEAD_LINES])
    for index, line in enumerate(first_page[:_HEAD_LINES]):
        found = _DOSSIER.match(line.text)
        number = None if found is None else _number(first_page[index : index + _NEAR], is_senate=is_senate)
        if found is None or number is None:
            continue
        dossier = found["dossier"].replace(" ", "")
        suffix = f"-{found['suffix']}" if found["suffix"] else ""
        return Kamerstuk(dossier + suffix, number, _session(sessions[0]) if sessions else None)
    return None


def _number(lines: Sequence[FrontLine], *, is_senate: bool) -> str | None:
    number = next((match["number"] for line in lines if (match := _NUMBER.match(line.text))), None)
    if number is None and is_senate:
        number = next((match["letter"] for line in lines[1:] if (match := _LETTER.match(line.text))), None)
    return number


def _session(match: re.Match[str]) -> str:
    first, second = match["first"], match["second"]
    return f"{first}-{first[:2] + second if len(second) == 2 else second}"
