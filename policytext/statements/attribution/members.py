"""Members of a parliament or council as a text names them: by group, by name, and as those who were named before.

"De leden van de VVD-fractie", "de fracties van CDA, PVV en SP", "het lid Jansen (SP)", "mevrouw De Wit (D66)". A group
has the name of its party, as "D66-fractie" has anywhere; a member of a chamber is a "Kamerlid".
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from policytext.lexicon.organisations import Use, canonical_name
from policytext.statements.mentions.names import organisation_names
from policytext.types.spans import Span

_PARTICLE: Final = r"(?:van|Van|de|De|den|Den|der|Der|het|ten|Ten|ter|Ter|te|Te|el|El|al|Al|in|’t|'t)"
_WORD: Final = r"[A-ZÀ-Þ][\w&’'–-]*"
#: A surname behind "het lid" begins with a capital, also where a particle does: "het lid Van der Duin".
PERSON: Final = rf"(?=[A-ZÀ-Þ’'])(?:{_PARTICLE}\s+){{0,3}}{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_WORD}){{0,2}}"
PARTY_BEHIND: Final = r"(?:\s*\([A-ZÀ-Þ0-9][^()\n]{1,40}\))"
#: A party with its capitals: "50PLUS", "GroenLinks-PvdA", "Partij voor de Dieren".
_PARTY: Final = (
    rf"(?:[A-ZÀ-Þ0-9][\w&’'/]*(?:[-–][A-ZÀ-Þ0-9][\w&’']*)*(?:\s+(?:(?:voor|van|de|het)\s+){{0,2}}{_WORD}){{0,2}})"
)
_SINGLE_PARTY: Final = (
    r"(?!(?:De|Het|Een|Deze|Die|Elke|Geen|[Ff]racties?)\b)[A-ZÀ-Þ0-9][\w&’'/]*(?:[-–][A-ZÀ-Þ0-9][\w&’']*)*"
)
#: What stands before the name of a party, again before each of several.
_BEFORE: Final = r"(?:(?:van|van de|van het|de|het)\s+)?"
_JOINED: Final = r"(?:\s*,\s*(?:en\s+)?|\s+en\s+)"


def _several(item: str) -> str:
    return rf"{item}(?:{_JOINED}{item}){{0,9}}"


_MEMBERS: Final = r"(?:(?:[Dd]e|[Hh]et)\s+)?(?:[Aa]ndere\s+)?(?:[Ll]eden|[Ll]id)"
#: "de VVD-fractie", "de D66- en SP-fracties", "de VVD fractie".
_FRACTIE: Final = (
    rf"(?P<party>{_several(rf'{_BEFORE}{_SINGLE_PARTY}(?:-[Ff]ractie)?-?')})(?:(?<=ractie)|[-\s]\s?[Ff]racties?\b)"
)
#: "de fractie van de SGP", "de fracties van CDA, PVV en SP", "de fractie-Duin".
_FRACTIE_OF: Final = (
    rf"[Ff]racties?(?:\s+van\s+(?:de\s+|het\s+)?(?P<parties>{_several(rf'{_BEFORE}{_PARTY}')})|-(?P<named>{PERSON}))"
)
_GROUPS: Final = re.compile(rf"(?<![\w-])(?:{_MEMBERS}\s+van\s+)?(?:(?:[Dd]e|[Hh]et)\s+)?(?:{_FRACTIE}|{_FRACTIE_OF})")
#: "de leden van D66": a party only where the text speaks of its group elsewhere.
_OF_KNOWN: Final = re.compile(rf"(?<![\w-]){_MEMBERS}\s+van\s+(?:de\s+|het\s+)?(?P<party>{_several(_SINGLE_PARTY)})")
_PERSONS: Final = re.compile(
    rf"(?<![\w-])(?:(?:[Dd]e|[Hh]et)\s+)?(?:Tweede\s+|Eerste\s+)?(?:[Ll]id|[Ll]eden|[Kk]amerlid|[Kk]amerleden)\s+"
    rf"(?P<names>{_several(rf'{PERSON}{PARTY_BEHIND}?')})"
)
_ADDRESSED: Final = rf"(?:[Dd]e\s+heer|[Mm]evrouw|[Dd]hr\.|[Mm]w\.|[Mm]evr\.)\s+(?P<names>{PERSON})"
_WITH_PARTY: Final = re.compile(rf"(?<![\w-]){_ADDRESSED}{PARTY_BEHIND}")
_WITHOUT_PARTY: Final = re.compile(rf"(?<![\w-]){_ADDRESSED}")
#: Those who were named before.
_AGAIN: Final = re.compile(
    r"(?<![\w-])(?:(?:[Dd]eze|[Vv]oornoemde|[Gg]enoemde|[Bb]ovengenoemde|[Dd]ezelfde)\s+(?:leden|fracties?)"
    r"|(?:[Dd]e|[Dd]eze)\s+(?:hier\s+)?(?:(?:voor|boven|eerder)?genoemde|aan\s+het\s+woord\s+zijnde)\s+leden"
    r"|[Dd]it\s+lid|[Hh]et\s+(?:voornoemde|aan\s+het\s+woord\s+zijnde)\s+lid"
    r"|[Dd]e\s+leden(?=\s+[a-zà-ÿ(,])(?!\s+(?:van|der|uit|en)\b))"
)
_PARLIAMENT: Final = re.compile(
    r"(?:Tweede|Eerste) Kamer|Staten-Generaal|Kamerstuk|[Kk]amervragen|vaste commissie|Handelingen|commissiedebat"
    r"|algemeen overleg",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"^(?:(?:van|de|het)\s+)+")
_SPLIT: Final = re.compile(r"\s*,\s*(?:en\s+)?|\s+en\s+")


@dataclass(frozen=True, slots=True)
class Member:
    """Members at a place of a text: the name under which they hold something, None for those named before."""

    span: Span
    name: str | None
    is_many: bool


class Members:
    """All members that one text names, in order."""

    __slots__ = ("_is_parliament", "_starts", "all")

    def __init__(self, text: str) -> None:
        """Find them; in a text that names none nobody is "deze leden"."""
        self._is_parliament = _PARLIAMENT.search(text) is not None
        found = [*self._groups(text), *self._persons(text)]
        if found:
            found += [
                Member(Span(*match.span()), None, "lid" not in match[0].lower().split())
                for match in _AGAIN.finditer(text)
            ]
        kept: list[Member] = []
        for member in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
            if "\n\n" in text[member.span.start : member.span.end]:
                continue  # of two paragraphs: "Leden" above a list of names
            if not kept or member.span.start >= kept[-1].span.end:
                kept.append(member)
        self.all: Final = tuple(kept)
        self._starts = [member.span.start for member in kept]

    def at(self, place: int) -> Member | None:
        """The members named over a place of the text."""
        index = bisect_right(self._starts, place) - 1
        return self.all[index] if index >= 0 and place < self.all[index].span.end else None

    def within(self, span: Span) -> tuple[Member, ...]:
        """Members named in a stretch of the text."""
        first = bisect_right(self._starts, span.start - 1)
        return self.all[first : bisect_right(self._starts, span.end - 1)]

    def person(self, name: str) -> str:
        """The name of a member by how a text calls one: "Kamerlid De Wit"."""
        bare = " ".join(re.sub(PARTY_BEHIND, "", name).split())
        bare = bare[:1].upper() + bare[1:]
        return f"Kamerlid {bare}" if self._is_parliament else bare

    def _groups(self, text: str) -> list[Member]:
        found: list[Member] = []
        parties: set[str] = set()
        for match in _GROUPS.finditer(text):
            if match["named"]:
                names = [f"fractie-{match['named']}"]
            else:
                names = [_party(part) for part in _parts(match["party"] or match["parties"])]
                if " " in match[0][-9:] and not all(map(_is_party, names)):
                    continue  # "de Amsterdamse fractie"
            parties.update(names)
            is_many = re.match(r"(?:het\s+)?lid\b", match[0], re.IGNORECASE) is None
            found.append(Member(Span(*match.span()), enumerated(names), is_many))
        for match in _OF_KNOWN.finditer(text):
            names = [_party(part) for part in _parts(match["party"])]
            if parties.issuperset(names):
                found.append(Member(Span(*match.span()), enumerated(names), is_many=True))
        return found

    def _persons(self, text: str) -> list[Member]:
        found: list[Member] = []
        known: set[str] = set()
        for match in (*_PERSONS.finditer(text), *_WITH_PARTY.finditer(text)):
            names = [self.person(part) for part in _parts(match["names"])]
            known.update(names)
            found.append(Member(Span(*match.span()), enumerated(names), is_many=len(names) > 1))
        for match in _WITHOUT_PARTY.finditer(text):
            name = self.person(match["names"])
            if name in known:
                found.append(Member(Span(*match.span()), name, is_many=False))
        return found


def _parts(names: str) -> list[str]:
    """The names of an enumeration; what stands in brackets divides nothing."""
    bare = re.sub(PARTY_BEHIND, "", names)
    plain = (_ARTICLE.sub("", " ".join(one.split())) for one in _SPLIT.split(bare))
    return [part for one in plain if (part := re.sub(r"-[Ff]ractie$", "", one).strip(" -–"))]


def _party(name: str) -> str:
    known = organisation_names().single(name)
    return known.canonical if known is not None else canonical_name(name, Use.TEXT) or name


def _is_party(name: str) -> bool:
    """Whether a name that stands before "fractie" without a hyphen is one: known, or with capitals inside."""
    return (
        any(letter.isupper() or letter.isdigit() for letter in name[1:]) or canonical_name(name, Use.TEXT) is not None
    )


def enumerated(names: list[str]) -> str:
    """Names as one, each once: "CDA, PVV en SP"."""
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
