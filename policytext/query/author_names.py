"""Names of authors in parts: family name, particle and given name of a person; the name of a body as it is.

Where the shape of a name leaves it open whether it is a person's, it is kept whole: a person sorted under the first
name is a lesser evil than a ministry cut in two.
"""

import re
from dataclasses import dataclass
from functools import cache

from policytext.lexicon import table, words
from policytext.lexicon.organisations import Use, names_for

_ET_AL = re.compile(r",?\s+(?:e\.\s?a\.?|et\s+al\.?|c\.s\.?|en\s+anderen?|and\s+others)$", re.IGNORECASE)
_INITIALS = r"(?:IJ|Ph|Th|Ch|Chr|Tj|Sj|[A-ZÀ-Þ][a-z]?)\."
_INITIAL_GROUP = rf"(?:(?:{_INITIALS}|[A-Z]-)[\s-]?){{1,6}}[A-Z]?|[A-ZÀ-Þ](?:[\s-][A-ZÀ-Þ]){{0,3}}"
_LEADING = re.compile(
    rf"^(?P<given>(?:{_INITIALS}[\s-]?){{1,6}}(?:[A-Z](?=\s))?|[A-ZÀ-Þ](?:\s[A-ZÀ-Þ]){{0,2}}(?=\s))\s?(?P<rest>\S.*)$"
)
_TRAILING = re.compile(
    rf"^(?P<rest>\S.*?)\s+(?P<given>(?:{_INITIALS}[\s-]?){{1,6}}|[A-ZÀ-Þ]{{1,3}}|[A-ZÀ-Þ](?:-[A-ZÀ-Þ])+)$"
)
_ONLY_INITIALS = re.compile(rf"^(?:{_INITIAL_GROUP})$")
_CAPITALISED = re.compile(r"^(?:[’'][a-z]-?)?[A-ZÀ-Þ][\w’'‐-]*$")
_SUFFIXES = frozenset(["jr", "sr", "jr.", "sr.", "ii", "iii"])
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class AuthorName:
    """A name: of a person with `family` (and `particle`, `given`), or of a body, or unclear, with `literal` alone.

    `particle` stands before the family name and does not count in sorting: "van der", "'t".
    """

    family: str | None = None
    given: str | None = None
    particle: str | None = None
    literal: str | None = None

    @property
    def whole(self) -> str:
        """The name in order of speech: "J. van der Sluijs"."""
        return self.literal or " ".join(part for part in (self.given, self.particle, self.family) if part)


@cache
def _particles() -> frozenset[str]:
    return frozenset(words("name_particles"))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(words("given_names"))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(
        name.casefold() for name in (*names_for(Use.AUTHOR), *words("author_words"), *words("press_media"))
    )


@cache
def _heads() -> frozenset[str]:
    return frozenset(row["word"].casefold() for row in table("organisation_heads"))


@cache
def parse_name(author: str) -> AuthorName:
    """One author as written in a reference, in parts; "e.a." is left off.

    "Helm, P. van der", "P. van der Helm", "Van der Helm P." and "Piet van der Helm" give Helm with the particle "van
    der"; "Ministerie van VWS", "SCP" and what could be either are literal.
    """
    written = " ".join(author.split())
    name = _ET_AL.sub("", written).strip(" ,;")
    if not name:
        return AuthorName(literal=author.strip() or None)
    if name.casefold() in _bodies() or _is_body(name):
        return AuthorName(literal=name)
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        return _inverted(family, given) or AuthorName(literal=name)
    if "," in name:
        return AuthorName(literal=name)
    for pattern in (_LEADING, _TRAILING):
        match = pattern.match(name)
        if match is not None and (person := _family(match["rest"], match["given"].strip())) is not None:
            return person
    return _spoken(name, has_others=has_others(author)) or AuthorName(literal=name)


def has_others(author: str) -> bool:
    """Whether a name stands for more authors than it names: "Ros e.a."."""
    return _ET_AL.search(" ".join(author.split())) is not None


def is_person(author: str) -> bool:
    """Whether the name has the shape of a person's with a given name or initials."""
    name = parse_name(author)
    return name.family is not None and name.given is not None


def _is_body(name: str) -> bool:
    """Whether a name has a word of a body, a figure or a sign that no person's has."""
    parts = name.split()
    return (
        len(parts) > _MOST_WORDS
        or any(character.isdigit() or character in '&/()[]{}:;@\\<>|"' for character in name)
        or (re.match(_INITIALS, name) is None and any(part.casefold().strip(".,") in _heads() for part in parts))
    )


def _inverted(family: str, given: str) -> AuthorName | None:
    """ "Sluijs, Jeroen van der": particles may stand behind the given name."""
    behind: list[str] = []
    words_of_given = given.split()
    while words_of_given and words_of_given[-1] in _particles():
        behind.insert(0, words_of_given.pop())
    given = " ".join(words_of_given)
    is_given = bool(given) and (
        _ONLY_INITIALS.match(given) is not None
        or all(_CAPITALISED.match(word) or re.match(_INITIALS + r"$", word) for word in words_of_given)
    )
    if not is_given or len(words_of_given) > 3 or given.casefold() in _bodies():
        return None
    if _ONLY_INITIALS.match(given) is None and words_of_given[0] not in _given_names():
        return None
    person = _family(family, given)
    if person is None:
        return None
    particle = " ".join([*behind, *([person.particle] if person.particle else [])])
    return AuthorName(person.family, given, particle or None)


def _family(rest: str, given: str | None) -> AuthorName | None:
    """A family name with the particles before it; None where the words are none."""
    parts = rest.split()
    particles: list[str] = []
    while len(parts) > 1 and parts[0].lower() in _particles():
        particles.append(parts.pop(0).lower())
    named = [part for part in parts if part.lower() not in _particles() and part.lower() not in _SUFFIXES]
    if not named or len(named) > 3 or not all(_CAPITALISED.match(part) for part in named):
        return None
    if _CAPITALISED.match(parts[-1]) is None and parts[-1].lower() not in _SUFFIXES:
        return None
    return AuthorName(" ".join(parts), given, " ".join(particles) or None)


def _spoken(name: str, *, has_others: bool) -> AuthorName | None:
    """ "Jeroen van der Sluijs" by its particles or a known first name; "Homan" alone is a family name."""
    parts = name.split()
    if len(parts) == 1:
        is_word = _CAPITALISED.match(name) is not None and not name[1:].isupper() and not re.search(r"[A-Z]{2}", name)
        return AuthorName(family=name) if is_word and len(name) > 1 else None
    if parts[0].lower() in _particles():
        # "Van der Helm" is a family name, "De Oever" may be a body; bodies seldom write with others.
        is_name = parts[0].lower() not in ("de", "het") or len(parts) > 2 or has_others
        return _family(name, None) if is_name else None
    given = 1
    while given < len(parts) - 1 and (parts[given] in _given_names() or _ONLY_INITIALS.match(parts[given])):
        given += 1
    if parts[0] not in _given_names() and not re.match(rf"{_INITIALS}$", parts[0]):
        return None
    return _family(" ".join(parts[given:]), " ".join(parts[:given]))
