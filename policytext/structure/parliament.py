"""Who speaks in a paper of parliament, as its first sentences say it: the ministry that answers, or the committee.

"De vaste commissie voor Wonen heeft vragen voorgelegd aan de minister van ..." with answers behind it is the
minister's; what a committee reports of its members or of a debate is the committee's. Only asked where a paper has no
letterhead, signature or record that tells its sender.
Source of the forms: reports, lists of questions and answers, and answers to questions on officielebekendmakingen.nl.
"""

import re
from collections.abc import Sequence
from typing import Final

from policytext.structure.front import FrontLine, joined
from policytext.structure.organisations import find_organisations

#: Lines of a head in which such a paper says what it is.
_LINES: Final = 60
#: A digit behind a word is a note.
_WORD: Final = r"[A-ZÀ-Þ](?:[^\W\d_]|-)+"
_NAME: Final = rf"{_WORD}(?:(?:,\s|\sen\s(?:de\s|van\s)?|\s|\svan\s|\svoor\s|\sder\s){_WORD}){{0,8}}"
_COMMITTEE: Final = re.compile(
    rf"\b[Dd]e\s(?P<name>(?:(?:vaste|algemene|tijdelijke|bijzondere)\s)?(?:Kamer)?commissie\svoor\s(?:de\s)?{_NAME})"
)
#: "heeft een aantal vragen en opmerkingen voorgelegd aan de minister van ...".
_SUBMITTED: Final = re.compile(
    r"\bvragen\b[^.]{0,160}?\b(?:voorgelegd|voor\ste\sleggen)\saan\s(?P<who>de\s[^.;]{5,160})"
)
_ANSWERED: Final = re.compile(
    r"\bvragen\b[^.]{0,60}\bbeantwoord\b|\bbeantwoord\b[^.]{0,60}\bvragen\b|\bbrief\b[^.]{0,80}\bbeantwoord\b"
    r"|\bantwoorden\s(?:hieronder|hierna)\b"
)
#: "Antwoord van Minister De Wit (Volkshuisvesting)", "Antwoorden van de staatssecretaris van Financiën".
_ANSWER_OF: Final = re.compile(
    r"\bAntwoord(?:en)?\s(?:van|door)\s(?:de\s)?(?P<office>[Mm]inister|[Ss]taatssecretaris)\b[^.()]{0,120}?"
    r"(?:\((?P<portfolio>[A-ZÀ-Þ][^()]{2,80})\)|(?=[.(,]|$))"
)
#: The title of a report, in capitals; a number behind it is a note.
_TITLED: Final = re.compile(
    r"\bVERSLAG VAN DE (?P<name>(?:(?:VASTE|ALGEMENE|BIJZONDERE) )?COMMISSIE VOOR [A-ZÀ-Þ][A-ZÀ-Þ ,/-]*[A-ZÀ-Þ])"
)
_SMALL: Final = frozenset(("van", "de", "der", "den", "het", "en", "voor", "in", "/"))
#: What a committee does whose paper it is.
_REPORTS: Final = re.compile(
    r"\bverslag\suit\b|\bbrengt\b[^.]{0,80}\bverslag\b|\boverleg\sgevoerd\b"
    r"|\bvragen\b[^.]{0,160}\b(?:voorgelegd|voor\ste\sleggen)\b"
)


def find_speaker(head: Sequence[FrontLine]) -> tuple[str, ...]:
    """The organisation that speaks in a paper of parliament by its head; empty where the head is none of such a paper.

    Args:
        head: the first lines of the document.
    """
    text = ""
    for line in head[:_LINES]:
        text = f"{text}\n{line.text}" if line.is_apart or not text else joined(text, line.text)
    text = " ".join(text.split())
    answer = _ANSWER_OF.search(text)
    if answer is not None:
        office = f"{answer['office'].lower()} van {answer['portfolio']}" if answer["portfolio"] else answer[0]
        if found := _ministries(office):
            return found
    committee = _COMMITTEE.search(text)
    if committee is None or _REPORTS.search(text, committee.start()) is None:
        titled = _TITLED.search(text)
        return () if titled is None else (_upper_first(_in_usual_case(titled["name"])),)
    submitted = _SUBMITTED.search(text, committee.start())
    if submitted is not None and _ANSWERED.search(text, submitted.end()):
        found = _ministries(submitted["who"]) or tuple(name.label for name in find_organisations(submitted["who"]))[:1]
        if found:
            return found
    return (_upper_first(committee["name"]),)


def _upper_first(name: str) -> str:
    return name[:1].upper() + name[1:]


def _in_usual_case(name: str) -> str:
    """A committee in capitals as it is written elsewhere: "vaste commissie voor Wonen en de Hoge Colleges"."""
    first, committee, rest = name.lower().partition("commissie voor ")
    words = (word if word in _SMALL else word.capitalize() for word in rest.split())
    return f"{first}{committee}{' '.join(words)}"


def _ministries(text: str) -> tuple[str, ...]:
    """The first ministry that an office in a text belongs to."""
    labels = (name.label for name in find_organisations(text))
    return tuple(label for label in labels if label.startswith("Ministerie"))[:1]
