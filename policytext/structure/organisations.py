"""Names of Dutch organisations in the short lines of a letterhead, a cover, a signature or a colophon.

Known bodies come from the table of `lexicon.organisations` under one label ("Vereniging van Nederlandse Gemeenten" and
"VNG" are one organisation); others are found by the word that such names begin with ("Gemeente", "Stichting",
"Expertiseteam") and the capitals after it. Not for running text (`statements.mentions` reads that): whether a body
sends a document or is only spoken of is decided by where its name stands, in `structure.metadata`.
"""

import re
from dataclasses import dataclass
from functools import cache

from policytext.lexicon.organisations import (
    Use,
    canonical_name,
    head_words,
    ministry_beginning,
    ministry_of,
    names_for,
    portfolios,
)
from policytext.types.spans import Span

_HEADS = "|".join(re.escape(word) for word in sorted(head_words(Use.LETTERHEAD), key=len, reverse=True))
_CAPITAL = r"(?:[A-ZÀ-Þ][\w&’'/+-]*(?:\.(?=\w)[\w-]+)*|[A-Z]&[A-Z]+|’s-[A-Z]\w+|'s-[A-Z]\w+)"
_LINK = r"(?:van|voor|der|de|den|het|en|in|op|te|ten|aan|tot|&|’t|'t|bij|om)"
# "VNG Expertiseteam Reikwijdte Jeugdhulpplicht", "Raad voor de Kinderbescherming", "gemeente Bergen op Zoom". At most
# three small words between two capitals, at most ten capitals.
_NAMED = re.compile(
    rf"(?<![\w-])(?:(?:[A-Z]{{3,6}}[- ])?(?:{_HEADS})|gemeente|provincie|ministerie|stichting|vereniging|waterschap)"
    rf"(?:[ ](?:{_LINK}[ ]){{0,3}}{_CAPITAL}){{1,10}}(?![\w])"
)
# A ministry's name is a list: "Ministerie van Onderwijs, Cultuur en Wetenschap".
_PORTFOLIO = rf"{_CAPITAL}(?:,?[ ](?:en[ ])?(?:van[ ])?{_CAPITAL}){{0,7}}"
_MINISTRY = re.compile(rf"(?<!\w)(?i:ministerie)\svan\s(?P<portfolio>{_PORTFOLIO})")
# "(Minister van BZK)" says whom a matter belongs to.
_MINISTER = re.compile(
    r"(?<![\w(])(?i:minister|staatssecretaris|ministers)[ ](?i:van|voor)[ ](?P<portfolio>[^\n;.:()]{3,120})"
)
_GOVERNING = re.compile(
    rf"(?<!\w)(?i:college van (?:burgemeester en wethouders|b&w)|burgemeester en wethouders|gemeenteraad|de raad)"
    rf"\s(?i:van)\s(?:de\s)?(?i:gemeente\s)?(?P<place>{_CAPITAL}(?:[ ](?:aan|den|de|op|en|van|in)[ ]{_CAPITAL}|"
    rf"[ ]{_CAPITAL}){{0,3}})"
)

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile(r"\b(?:Van|De|Der|Den|Het|Een|En|Voor|Tot|Te|Ter|Ten|Op|In|Aan)\b")
_WORD_END = re.compile(r"(?=,|\s|$)")


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation named in a text: the span of the name (code points of the text searched) and its label."""

    span: Span
    label: str


@cache
def _known() -> re.Pattern[str]:
    names = names_for(Use.LETTERHEAD)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(_pattern, sorted(names, key=len, reverse=True))) + r")(?![\w-])")


def _pattern(name: str) -> str:
    return r"\s+".join(re.escape(part) for part in name.split())


def canonical_organisation(name: str) -> str:
    """The label under which an organisation is shown; a name that the lexicon does not know stays as it is.

    Capitals, white space and an article before the name do not matter.
    """
    name = " ".join(name.split()).strip(" ,.;:")
    bare = re.sub(r"^(?:de|het|een)\s+(?=[A-Z])", "", name, flags=re.IGNORECASE)
    known = (
        canonical_name(name, Use.LETTERHEAD) or canonical_name(bare, Use.LETTERHEAD) or portfolios().get(name)
    )  # official metadata may name a portfolio ("Rechtsbescherming") as the body that sends
    return known or bare[:1].upper() + bare[1:]


def find_organisations(text: str) -> tuple[OrganisationName, ...]:
    """Organisations named in a short text (a line, a few lines joined), in order, without overlaps.

    A minister stands for the ministry, a council or a college for its municipality. Where two names overlap the
    longer one is given. A line all in capitals is also read as if it were written in the usual way.
    """
    names = _find(text)
    if (
        not names
        and text.isupper()
        and len(usual := _SMALL.sub(lambda word: word[0].lower(), _capitalised(text))) == len(text)
    ):
        names = _find(usual)
    return names


def _capitalised(text: str) -> str:
    return _WORD.sub(lambda word: word[0][0] + word[0][1:].lower(), text)


def _find(text: str) -> tuple[OrganisationName, ...]:
    found: list[OrganisationName] = []
    for pattern in (_MINISTRY, _MINISTER):
        for match in pattern.finditer(text):
            label, length = _ministry(match["portfolio"])
            # "staatssecretaris Van Ooijen" is a person, not a portfolio; a ministry unknown to the lexicon is one.
            if label is not None:
                found.append(OrganisationName(Span(match.start(), match.start("portfolio") + length), label))
            elif pattern is _MINISTRY:
                name = " ".join(match[0].split())
                found.append(OrganisationName(Span(*match.span()), name[:1].upper() + name[1:]))
    for match in _GOVERNING.finditer(text):
        found.append(OrganisationName(Span(*match.span()), canonical_organisation(f"Gemeente {match['place']}")))
    known_names = [
        OrganisationName(Span(*match.span()), canonical_organisation(match[0])) for match in _known().finditer(text)
    ]
    found += known_names
    for match in _NAMED.finditer(text):
        # "Raad voor het Regeringsbeleid en het RIVM": a known name is complete where a small word follows.
        complete = next((known for known in known_names if known.span.start == match.start()), None)
        if complete is None or len(complete.span) < 7:
            found.append(OrganisationName(Span(*match.span()), canonical_organisation(match[0])))
    kept: list[OrganisationName] = []
    for item in sorted(found, key=lambda one: (-len(one.span), one.span)):
        if not any(item.span.overlaps(other.span) for other in kept):
            kept.append(item)
    return tuple(sorted(kept, key=lambda one: one.span))


def _ministry(portfolio: str) -> tuple[str | None, int]:
    """Label of the ministry with the longest known portfolio at the start of the words, and the length of those."""
    ends = [match.start() for match in _WORD_END.finditer(portfolio)]
    for end in reversed(ends):
        name = " ".join(portfolio[:end].split()).rstrip(",")
        known = ministry_of(name)
        if known is not None:
            return known, end
    whole = " ".join(portfolio.split())
    cut = ministry_beginning(whole)
    return (cut, len(portfolio)) if cut is not None else (None, 0)
