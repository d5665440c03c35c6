"""Articles and their parts as acts are cited: "2.3, eerste lid, aanhef en onder a en b", lists and ranges.

Canonical form: "2.3 lid 1 onder a, b"; articles of a list are separated by "; ", a range is "300 t/m 304".
Source of the notations: Aanwijzingen voor de regelgeving (3.26 to 3.29), Leidraad voor juridische auteurs (2022).
"""

import re
from dataclasses import dataclass
from typing import Final

from policytext.citations.official.reference import Parts
from policytext.lexicon import table

_RANKS: Final = {row["word"]: row["value"] for row in table("ordinals")}
# "2", "2.3.5", "6:162", "82a", "36d", "10.2.e", "5.1.2e"; Roman numerals of acts that change others
_NUM = (
    r"(?:\d{1,4}(?:[.:]\d{1,4}[a-z]{0,2}){0,4}[a-z]{0,3}(?:\.\d[a-z]?)?(?:\.[a-z](?=\.?(?:\W|$)))?(?![\w°º])|"
    r"[IVX]{1,6}[a-z]?(?!\w))"
)
_ARTICLE = re.compile(_NUM)
_TO = r"\s*(?:tot\s+en\s+met|t/m|–|-)\s*"
_AND = r"(?:\s*,\s*|\s+)(?:en|of|respectievelijk|resp\.|dan\s+wel)\s+|\s*,\s*"
_WORD = r"(?:[Aa]rtikel(?:en)?|[Aa]rtt?\.)\s*"
_RANGE = re.compile(rf"{_TO}(?:{_WORD})?(?P<to>{_NUM})")
_NEXT = re.compile(
    rf"(?:{_AND}|\s*;\s*|\s*[,(]?\s*(?:en\s+)?(?:jo\.|jo|j°|juncto|in\s+(?:samenhang|verbinding|combinatie)\s+met|alsmede(?:\s+in)?)\s+)"
    rf"(?:de\s+|het\s+)?(?:{_WORD})?(?={_NUM})"
)
# "18 e.v.", "18 en verder"
_ONWARD = re.compile(r"\s*(?:e\.\s?v\.|ev\.|en\s+(?:verder|volgende))(?!\w)")
# "30 (3)", "6(1)(e)" as acts of the Union are cited
_BRACKETED = re.compile(r"\s?\((?P<lid>\d{1,2})\)(?:\s?\((?P<letter>[a-z]|\d{1,2})\))?")
_RANK = r"(?:" + "|".join(_RANKS) + r"|\d{1,2}(?:e|de|ste))"
_JOINT = r"(?:\s*(?:,\s*(?:en\s+)?|:\s*|;\s*)|\s+(?:en|of)\s+|\s*)"
_RANKED = re.compile(
    rf"{_JOINT}(?:het\s+|de\s+)?(?P<ranks>{_RANK}(?:(?:{_AND}|{_TO}){_RANK}){{0,6}})\s+"
    r"(?P<what>lid|leden|volzin(?:nen)?|zin|gedachtestreepje|streepje|alinea)(?!\w)",
    re.IGNORECASE,
)
_SMALL = r"\d{1,2}[a-z]?(?!\w|[.:]\d)(?!\s+(?:lid|leden|sub|onder))"
_NUMBERED = re.compile(
    rf"{_JOINT}(?P<what>lid|leden|volzin)\s+(?P<numbers>(?:{_SMALL}|laatste)(?:(?:{_AND}|{_TO}){_SMALL}){{0,8}})"
)
_LETTER = r"(?:aa|bb|cc|dd|ee|ff|gg|hh|[a-z])(?![\w’'°º-])"
_FIGURE = r"\d{1,2}[a-z]?[°º]?(?!\w|[.:]\d)"
_LETTERED = re.compile(
    rf"{_JOINT}(?:het\s+bepaalde\s+)?(?:onder(?:deel|delen)?|sub|letters?|ten)\s+(?P<items>{_LETTER}(?:(?:{_AND}|{_TO}){_LETTER}){{0,12}}|"
    rf"{_FIGURE}(?:(?:{_AND}|{_TO}){_FIGURE}){{0,12}})"
)
_OPENING = re.compile(rf"{_JOINT}(?:de\s+)?aanhef(?:\s+en)?(?!\w)")
_MAX_ARTICLES, _MAX_PARTS = 16, 8
_RANKED_VALUE = re.compile(r"(\d)(?:e|de|ste)\b")
_NAMES = {"lid": "lid", "leden": "lid", "volzin": "volzin", "volzinnen": "volzin", "zin": "volzin", "alinea": "alinea"}


@dataclass(frozen=True, slots=True)
class Provision:
    """An article, or a range of articles up to `until`, with its parts in order: name ("lid") and values ("1", "3")."""

    article: str
    until: str | None = None
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def written(self) -> str:
        """Canonical form: "2.3 lid 1 onder a, b"; the opening words are named only where no part below them is."""
        words = [self.numbers]
        is_deeper = any(name == "onderdeel" for name, _ in self.groups)
        for name, values in self.groups:
            if name == "aanhef":
                words += [] if is_deeper else [name]
            else:
                words.append(f"{'onder' if name == 'onderdeel' else name} {', '.join(values)}")
        return " ".join(words)

    @property
    def numbers(self) -> str:
        """The article or the range: "2.3", "300 t/m 304"."""
        return self.article if self.until is None else f"{self.article} t/m {self.until}"

    @property
    def parts(self) -> Parts:
        """Typed fields: artikel, lid, aanhef, onderdeel, volzin."""
        return (("artikel", self.numbers), *((name, value) for name, values in self.groups for value in values))


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles as they stand in a text, and the position behind the last."""

    provisions: tuple[Provision, ...]
    end: int


def read_provisions(text: str, start: int, end: int) -> Reading | None:
    """The articles that stand from a position on, which is that of the first number; None where none does."""
    provisions: list[Provision] = []
    position = start
    while len(provisions) < _MAX_ARTICLES:
        number = _ARTICLE.match(text, position, end)
        if number is None:
            break
        position, until = number.end(), None
        to = _RANGE.match(text, position, end)
        if to is not None:
            position, until = to.end(), to["to"]
        groups, position = _read_groups(text, position, end)
        onward = _ONWARD.match(text, position, end)
        article = number.group()
        if onward is not None:
            article, position = f"{article} e.v.", onward.end()
        provisions.append(Provision(article, until, groups))
        following = _NEXT.match(text, position, end)
        if following is None:
            break
        start, position = position, following.end()
    else:
        position = start
    return Reading(tuple(provisions), position) if provisions else None


def written(provisions: tuple[Provision, ...]) -> str:
    """Canonical form of a list of articles."""
    return "; ".join(provision.written for provision in provisions)


def with_article_parts(provision: Provision, count: int) -> Provision:
    """An article of `count` numbers, told apart from the parts into which they run on ("10.2.e", "5.1.2e")."""
    pieces = re.fullmatch(rf"(\d+(?:\.\d+){{{count - 1}}})\.(\d{{1,2}})(?:\.?([a-z]))?", provision.article)
    if pieces is None:
        return provision
    groups: tuple[tuple[str, tuple[str, ...]], ...] = (("lid", (pieces[2],)),)
    if pieces[3]:
        groups = (*groups, ("onderdeel", (pieces[3],)))
    return Provision(pieces[1], provision.until, groups + provision.groups)


def _read_groups(text: str, position: int, end: int) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], int]:
    """Parts of an article from a position on, and where they end."""
    groups: list[tuple[str, tuple[str, ...]]] = []
    bracketed = _BRACKETED.match(text, position, end)
    if bracketed is not None:
        groups.append(("lid", (bracketed["lid"],)))
        groups += [("onderdeel", (bracketed["letter"],))] if bracketed["letter"] else []
        position = bracketed.end()
    for _ in range(_MAX_PARTS):
        match = next(
            (
                found
                for pattern in (_RANKED, _NUMBERED, _LETTERED, _OPENING)
                if (found := pattern.match(text, position, end)) is not None
            ),
            None,
        )
        if match is None:
            break
        position = match.end()
        name, values = _group(match)
        if groups and groups[-1][0] == name and (name == "lid" or _same_kind(groups[-1][1], values)):
            groups[-1] = (name, groups[-1][1] + values)
        else:
            groups.append((name, values))
    return tuple(groups), position


def _group(match: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    found = match.groupdict()
    if found.get("ranks"):
        name = _NAMES.get(found["what"].lower(), "streepje")
        return name, tuple(_RANKED_VALUE.sub(r"\1", value) for value in _values(found["ranks"].lower()))
    if found.get("numbers"):
        return _NAMES[found["what"]], _values(found["numbers"])
    if found.get("items"):
        return "onderdeel", _values(found["items"])
    return "aanhef", ("ja",)


def _values(listed: str) -> tuple[str, ...]:
    """Values of a list; a range stays one value ("1 t/m 3")."""
    listed = re.sub(_TO, "~", listed)
    values = []
    for item in re.split(_AND, listed):
        bounds = [_value(bound.strip()) for bound in item.split("~")]
        values.append(" t/m ".join(bounds))
    return tuple(values)


def _value(word: str) -> str:
    return _RANKS.get(word, word.replace("º", "°"))


def _same_kind(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether parts are of one level: letters with letters; "onder k, onder 6°" goes a level down."""
    return left[-1][0].isdigit() == right[0][0].isdigit()
