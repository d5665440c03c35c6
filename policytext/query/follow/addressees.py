"""Whose documents are the answer of an actor: "het Rijk" by those of a ministry, "gemeenten" by those of one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import table
from policytext.lexicon.organisations import Use, canonical_name, ministry_of
from policytext.store import DocumentRecord
from policytext.store.filters import fold, matches_organisation
from policytext.types.vocabulary import DocumentKind

#: Letters from which the name of an actor can be a part of the name of an organisation.
_SHORTEST: Final = 5
#: Actors that are no one in particular.
_NOBODY: Final = frozenset(("wij", "we", "ik", "ons", "men", "je", "u", "iedereen", "wie"))
_PARLIAMENT: Final = re.compile(r"\b(?:tweede kamer|eerste kamer|staten-generaal)\b")
_WORDS: Final = re.compile(r"\w+")
_OFFICE: Final = re.compile(r"(?:de )?(?:minister|staatssecretaris|bewindspersoon|ministerie) (?:van|voor) (.+)")


@dataclass(frozen=True, slots=True)
class Role:
    """A group that recommendations name by a common noun, and how the names of those begin that answer for it."""

    words: frozenset[str]
    senders: tuple[str, ...]


@cache
def roles() -> tuple[Role, ...]:
    """All rows of the lexicon."""
    return tuple(
        Role(frozenset(row["words"].split("|")), tuple(fold(name) for name in row["senders"].split("|")))
        for row in table("addressee_roles")
    )


def named_actors(actors: Sequence[str], document: DocumentRecord) -> tuple[str, ...]:
    """Who is to act; the one to whom a letter is sent where the sentence names nobody but its writer and reader.

    Letters to parliament inform it: who is to act there is parliament only where it is spoken to. A report is made for
    who ordered it, and tells others what to do.
    """
    named = tuple(actor for actor in actors if actor not in _NOBODY)
    is_spoken_to = bool(actors) and set(actors) <= {"u", "je"}
    if named or (actors and not is_spoken_to):
        return named
    addressee = document.metadata.addressee
    if not is_spoken_to and document.metadata.kind is DocumentKind.RAPPORT:
        return ()
    if not addressee or (not is_spoken_to and _PARLIAMENT.search(fold(addressee))):
        return ()
    return (addressee,)


def is_sent_by(document: DocumentRecord, actors: Sequence[str]) -> bool:
    """Whether a document is of one of these actors."""
    return any(_is(actor, document.organisations) for actor in actors)


def is_same(actor: str, name: str) -> bool:
    """Whether a name in running text ("de minister") may be one of the actors that a recommendation names."""
    one, other = fold(actor), fold(name)
    return one == other or _is(actor, (name,)) or any(_has(role, one) and _has(role, other) for role in roles())


def _is(actor: str, organisations: Sequence[str]) -> bool:
    plain = fold(actor)
    office = _OFFICE.match(plain)
    if office is not None:
        ministry = ministry_of(actor[office.start(1) :]) or canonical_name(actor, Use.TEXT)
        if ministry is not None:
            return ministry in organisations
        return any(name.startswith("Minist") and office[1] in fold(name) for name in organisations)
    if any(
        _has(role, plain) and any(fold(name).startswith(role.senders) for name in organisations) for role in roles()
    ):
        return True
    if len(plain) < _SHORTEST or any(plain in role.words for role in roles()):
        return False
    return matches_organisation(actor, organisations) or any(_is_in(fold(name), plain) for name in organisations)


def _is_in(name: str, text: str) -> bool:
    """Whether an addressee ("Ministerie van X, t.a.v. de minister") holds the name of an organisation."""
    wanted, plain = (" ".join(_WORDS.findall(one)) for one in (name, text))
    return len(name) >= _SHORTEST and f" {wanted} " in f" {plain} "


def _has(role: Role, actor: str) -> bool:
    return actor in role.words or any(actor.startswith(f"{word} van ") for word in role.words)
