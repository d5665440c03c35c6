"""Organisations and their names, read from `organisations.tsv`: one canonical form for each, whatever a text calls it.

What a name is looked for in differs: the lines of a letterhead, the author of a cited work, running text. So every
reader says which `Use` it has; what is a name there and what is not stands in the table.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from policytext.lexicon import table

MINISTRY: Final = "Ministerie"
#: Letters of a name from which its capitals, spaces and signs do not matter: shorter ones are also other words.
_FOLDED_LETTERS: Final = 7


class Use(StrEnum):
    """Where a name is looked for."""

    LETTERHEAD = "letterhead"
    AUTHOR = "author"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A row of the table: `names` with the canonical form first, and what its minister may be called after."""

    canonical: str
    names: tuple[str, ...]
    portfolios: tuple[str, ...]
    uses: frozenset[Use]

    @property
    def is_ministry(self) -> bool:
        """Whether a minister stands at the head of it."""
        return self.canonical.startswith(MINISTRY)


@cache
def organisations() -> tuple[Organisation, ...]:
    """All rows in order of the table; a canonical form may have several."""
    return tuple(_organisation(row) for row in table("organisations"))


def _organisation(row: dict[str, str]) -> Organisation:
    names = dict.fromkeys(name for name in (row["canonical"], row["name"], *row["aliases"].split("|")) if name)
    portfolios = tuple(name for name in row["portfolios"].split("|") if name)
    uses = frozenset(Use(use) for use in row["use"].split()) or frozenset(Use)
    return Organisation(row["canonical"], tuple(names), portfolios, uses)


@cache
def names_for(use: Use) -> dict[str, str]:
    """Canonical form of every name that counts for a use, in order of the table; the first row of a name wins."""
    names: dict[str, str] = {}
    for body in organisations():
        if use in body.uses:
            for name in body.names:
                names.setdefault(name, body.canonical)
    return names


@cache
def portfolios() -> dict[str, str]:
    """Canonical form of the ministry for every portfolio of the table ("Rechtsbescherming")."""
    return {portfolio: body.canonical for body in reversed(organisations()) for portfolio in body.portfolios}


def fold_name(name: str) -> str:
    """Letters and digits of a name in lower case, so that hyphens, spaces and capitals do not matter."""
    return re.sub(r"[\W_]+", "", name.lower())


@cache
def _folded(use: Use) -> dict[str, str]:
    folded: dict[str, str] = {}
    for name, canonical in names_for(use).items():
        if len(name) >= _FOLDED_LETTERS:
            folded.setdefault(fold_name(name), canonical)
    return folded


def canonical_name(name: str, use: Use) -> str | None:
    """The canonical form of an organisation, None for a name that the table does not hold for this use.

    Capitals and signs matter in short names only ("SP", "sp").
    """
    return names_for(use).get(name) or _folded(use).get(fold_name(name))


@cache
def _folded_portfolios() -> dict[str, str]:
    folded: dict[str, str] = {}
    for name, canonical in portfolios().items():
        folded.setdefault(fold_name(name), canonical)
    return folded


def ministry_of(portfolio: str) -> str | None:
    """Canonical form of the ministry that has a portfolio, by its name, its letters or a part of its work.

    "Volksgezondheid, Welzijn en Sport", "VWS" and "Medische Zorg" give the same; None where no ministry is known.
    """
    named = canonical_name(f"{MINISTRY} van {portfolio}", Use.TEXT) or names_for(Use.TEXT).get(portfolio)
    named = named or _folded_portfolios().get(fold_name(portfolio))
    return named if named is not None and named.startswith(MINISTRY) else None


def ministry_beginning(portfolio: str) -> str | None:
    """Canonical form of the one ministry whose name begins so and goes on, as a line's end cuts it: "Binnenlandse"."""
    beginning = f"{MINISTRY} van {portfolio} "
    found = {canonical for name, canonical in names_for(Use.TEXT).items() if name.startswith(beginning)}
    return found.pop() if len(found) == 1 else None


class HeadKind(StrEnum):
    """What stands beside a word by which the name of an organisation is known."""

    PLACE = "place"
    NAME = "name"
    ADJECTIVE = "adjective"


class Trait(StrEnum):
    """What else such a word does in running text."""

    SMALL = "small"  # stands in small letters before a name
    ENDING = "ending"  # ends a compound that is such a word itself
    LIST = "list"  # has a field of work as its name, which may be two
    ALONE = "alone"  # means a body named before, where it has its capital


@dataclass(frozen=True, slots=True)
class Head:
    """A word by which the name of an organisation is known."""

    kind: HeadKind
    traits: frozenset[Trait]


@cache
def head_words(use: Use) -> dict[str, Head]:
    """Words by which names that no list has are known ("Gemeente", "Stichting"), with what stands beside them."""
    return {
        row["word"]: Head(HeadKind(row["kind"]), frozenset(map(Trait, row["traits"].split())))
        for row in table("organisation_heads")
        if not row["use"] or use in row["use"].split()
    }
