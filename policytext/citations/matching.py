"""When two descriptions are of one work: titles, authors and addresses compared.

Pure comparisons without an index; works.py and resolving.py decide what to compare. Scores are in [0, 1], 1 is equal.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from policytext.citations.authors import surname
from policytext.lexicon import words
from policytext.lexicon.organisations import Use, names_for

_SUBTITLE = re.compile(r"[.:?!]\s|\s[–—|-]\s|,\s")
_TOKEN = re.compile(r"[^\W_]+")
# Titles with fewer telling words are shared by many works ("Eindrapport", "Jaarverslag 2019").
MIN_TELLING_WORDS = 3
# Character likeness from which two titles of the same author and year are one, a slip of the pen apart.
SLIP = 0.88
# Likeness of a title and the same one with its subtitle.
_MAIN_TITLE = 0.95


def fold(text: str) -> str:
    """Lower case without accents, words separated by one space."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(_TOKEN.findall(plain.casefold()))


def squash(text: str) -> str:
    """Letters and digits only, so that hyphens and spaces do not matter."""
    return fold(text).replace(" ", "")


@cache
def _function_words() -> frozenset[str]:
    return frozenset(words("stopwords"))


def telling_words(title: str) -> tuple[str, ...]:
    """Words of a title that are not function words, in order."""
    return tuple(word for word in fold(title).split() if word not in _function_words())


def main_title(title: str) -> str:
    """What stands before a subtitle."""
    return _SUBTITLE.split(title, maxsplit=1)[0]


def numbers(title: str) -> frozenset[str]:
    """Numbers in a title, which tell its parts and editions apart ("deel 2")."""
    return frozenset(re.findall(r"\d+", title))


def title_likeness(left: str, right: str) -> float:
    """How much two titles are alike: 1 for equal ones, 0.95 where only one has the subtitle, else by their characters.

    Titles that differ in a number are never more than 0.5 alike, unless one of them lacks the subtitle that holds it.
    """
    first, second = squash(left), squash(right)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    shorter, longer = sorted((left, right), key=len)
    is_main = len(telling_words(shorter)) >= 2 and squash(shorter) == squash(main_title(longer))
    if is_main and not re.match(r"\s*(?:[–—-]\s*)?deel\s", longer[len(main_title(longer)) :]):
        return _MAIN_TITLE
    likeness = difflib.SequenceMatcher(None, first[:300], second[:300], autojunk=False).ratio()
    return likeness if numbers(left) == numbers(right) else min(likeness, 0.5)


# Weights of evidence that two descriptions are of one work: each telling word of the title up to a bound (long titles
# are rarely shared by chance), what a missing subtitle or a slip of the pen takes off, and what authors and years add
# or take off. Set by hand on reading which pairs of real documents are one work; works.py says how far that was
# checked.
_WORD_WEIGHT, _MAX_TITLE_WEIGHT = 1.5, 8.0
_NO_SUBTITLE, _SLIP_OF_PEN = -1.0, -6.0
_AUTHOR_SHARED, _AUTHOR_OTHER = 3.0, -4.0
_YEAR_SAME, _YEAR_OTHER = 2.0, -12.0


def evidence(left: str, right: str, likeness: float, same_author: bool | None, same_year: bool | None) -> float:
    """How much speaks for one work, as a sum of weights: nothing known is 0, what speaks against is below.

    Args:
        left, right: the two titles.
        likeness: how much they are alike, from `title_likeness`.
        same_author: whether an author is shared; None where one of them names none.
        same_year: whether the years are equal; None where one of them has none.
    """
    telling = min(len(telling_words(left)), len(telling_words(right)))
    score = min(_WORD_WEIGHT * telling, _MAX_TITLE_WEIGHT)
    if likeness < _MAIN_TITLE:
        score += _SLIP_OF_PEN
    elif likeness < 1:
        score += _NO_SUBTITLE
    if same_author is not None:
        score += _AUTHOR_SHARED if same_author else _AUTHOR_OTHER
    if same_year is not None:
        score += _YEAR_SAME if same_year else _YEAR_OTHER
    return score


@cache
def _other_names() -> dict[str, str]:
    """From any folded name of an organisation to its folded canonical form."""
    names: dict[str, str] = {}
    for name, canonical in names_for(Use.AUTHOR).items():
        names.setdefault(fold(name), fold(canonical))
    return names


# Who writes for a municipality: "College van B en W Meerdrecht", "Burgemeester en wethouders van Meerdrecht".
_MUNICIPALITY = re.compile(
    r"^(?:het )?(?:college(?: van (?:burgemeester en wethouders|b en w|b w|benw))?|burgemeester en wethouders|b en w|"
    r"gemeenteraad) (?:van )?(?:de )?(?:gemeente )?(?=\S)"
)
_MIN_ACRONYM = 3


@cache
def _initials(name: str) -> str | None:
    """Initials of the telling words of a longer name: "Sociaal en Cultureel Planbureau" gives "scp"."""
    initials = "".join(word[0] for word in telling_words(name))
    return initials if len(initials) >= _MIN_ACRONYM else None


def is_acronym_of(short: str, full: str) -> bool:
    """Whether a name is the initials of a longer one: "TSD" of "Transitiecommissie Sociaal Domein"."""
    return short.isupper() and " " not in short and fold(short) == _initials(full)


@cache
def author_key(author: str) -> str:
    """One key for an author under its different names: surname, or the short name of an organisation."""
    name = _MUNICIPALITY.sub("gemeente ", fold(author))
    if name.startswith("gemeente "):
        return name
    if name in _other_names():
        return _other_names()[name]
    return fold(surname(author)) or name


def share_author(left: Iterable[str], right: Iterable[str]) -> bool | None:
    """Whether two lists have an author in common; None where one of them is empty.

    An organisation and a part of it ("VNG", "VNG Expertiseteam") count as one, and so do a name and its initials.
    """
    left, right = tuple(left), tuple(right)
    first, second = {author_key(name) for name in left}, {author_key(name) for name in right}
    if not first or not second:
        return None
    if first & second:
        return True
    if any(is_acronym_of(one, other) or is_acronym_of(other, one) for one in left for other in right):
        return True
    return any(
        f"{longer} ".startswith(f"{shorter} ")
        for one in first
        for other in second
        for shorter, longer in (sorted((one, other), key=len),)
    )


def address_key(url: str) -> str | None:
    """An address without scheme, "www." and ornament; None for a home page, which is no work of its own."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", url.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"(?:#.*|[?&]utm_.*)$", "", bare).rstrip("/")
    host, _, path = bare.partition("/")
    return f"{host.lower()}/{path}" if path else None


def site_key(url: str) -> str:
    """The host of an address, without "www.": which site a link to a home page is to."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", url.strip(), flags=re.IGNORECASE)
    return re.split(r"[/?#]", bare, maxsplit=1)[0].lower()
