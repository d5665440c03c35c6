"""Who does what a clause says, or has to."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from policytext.statements.frames.arguments import (
    agents_of,
    asked_of,
    cases,
    giver_of,
    has_er,
    is_asking,
    lemma_of,
    objects_of,
    parts,
    phrase_tokens,
)
from policytext.statements.frames.clause import Clause
from policytext.statements.frames.predicates import is_of
from policytext.statements.mentions import IntroducedNames, find_mentions
from policytext.types.syntax import Parse

#: Words that stand for no one who could act.
_NOBODY: Final = frozenset(("het", "'t", "dit", "dat", "wat", "er", "niets", "niemand", "alles", "iets", "zulks"))
_PERSONAL: Final = frozenset(("ik", "wij", "we", "jij", "je", "u", "hij", "zij", "ze", "jullie", "iedereen", "men"))
#: Phrases that are remembered, since the same subjects come back throughout a document.
_REMEMBERED: Final = 4_096
#: Modal verbs of who has to ask: "De raad moet het college om uitleg vragen".
_DUTIES: Final = frozenset(("moeten", "dienen", "behoren", "horen"))
#: What is said to be had in the right measure: "moeten voldoende mogelijkheden hebben".
_ENOUGH: Final = frozenset(("voldoende", "genoeg", "meer", "veel", "minder", "gelijk"))
_DUTY_OF: Final = frozenset(("van", "voor", "aan"))


@lru_cache(maxsize=_REMEMBERED)
def _is_name(phrase: str) -> bool:
    return bool(find_mentions(phrase, names=IntroducedNames()))


def obliged_by(parse: Parse, clause: Clause, subjects: Sequence[int]) -> tuple[int, ...]:
    """Heads of those who act in a clause with these subjects.

    The agent of a passive, or its subject where it is asked, the giver beside a verb of receiving, who is asked, the
    owner of a duty ("de taak van gemeenten", "aan het Rijk"), else the subject. The subject of a state is left out ("De
    drempel moet lager", "Er moet geld komen") unless it names somebody who can act.
    """
    if clause.is_passive and is_asking(parse, clause):  # "door de inspectie is geadviseerd om": it asks, others act
        return tuple(head for head in subjects if names_actor(parse, head))
    if clause.is_passive:
        return _able(parse, agents_of(parse, clause))
    giver = giver_of(parse, clause)
    if giver:
        return giver
    if _is_to_be_given(parse, clause):
        return ()  # "Gemeenten moeten meer tijd krijgen": whoever gives it is not named
    if is_asking(parse, clause) and not _DUTIES & set(clause.modals) and (asked := asked_of(parse, clause)):
        return asked
    owner = owner_of(parse, clause)
    if owner:
        return owner
    acting = _able(parse, subjects)
    if _is_state(parse, clause):
        return tuple(head for head in acting if names_actor(parse, head))
    return acting


def owner_of(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """Heads of those whose duty a nominal predicate names; () for other predicates."""
    token = parse.tokens[clause.predicate]
    if clause.copula is None and clause.lemma == "zijn":  # "Het is aan het Rijk om te kiezen"
        is_open = bool(parse.children(clause.predicate, "xcomp", "advcl", "ccomp"))
        for child in parse.children(clause.predicate, "obl"):
            if not is_open and not parse.children(child, "acl"):  # a parser may hang the duty on its owner
                continue
            if cases(parse, child) == ("aan",):
                return parts(parse, child)
    if clause.copula is None or token.pos not in ("NOUN", "PROPN", "PRON"):
        return ()
    if cases(parse, clause.predicate) == ("aan",):
        return parts(parse, clause.predicate)
    if not is_of("duty", lemma_of(parse, clause.predicate)):
        return ()
    for child in parse.children(clause.predicate, "nmod", "obl"):
        if parse.tokens[child].relation == "nmod:poss" or set(cases(parse, child)) & _DUTY_OF:
            return parts(parse, child)
    return ()


def names_actor(parse: Parse, head: int) -> bool:
    """Whether a phrase names a person or body of the lexicon, a proper name or a personal pronoun."""
    token = parse.tokens[head]
    if token.pos == "PROPN" or token.text.lower() in _PERSONAL:
        return True
    phrase = [index for index in phrase_tokens(parse, head) if index <= head or parse.tokens[index].pos == "PROPN"]
    return _is_name(" ".join(parse.tokens[index].text for index in phrase))


def _able(parse: Parse, heads: Sequence[int]) -> tuple[int, ...]:
    return tuple(head for head in heads if parse.tokens[head].text.lower() not in _NOBODY)


def _is_to_be_given(parse: Parse, clause: Clause) -> bool:
    """Whether a clause says what its subject must get or have enough of: others have to see to it."""
    if "moeten" not in clause.modals or is_asking(parse, clause):
        return False
    if is_of("receives", clause.lemma):
        return True
    return clause.lemma == "hebben" and any(
        lemma_of(parse, child) in _ENOUGH
        for head in objects_of(parse, clause)
        for child in parse.children(head, "amod", "det", "nummod", "advmod")
    )


def _is_state(parse: Parse, clause: Clause) -> bool:
    """Whether the predicate is a quality, or says with "er" that something is there."""
    if clause.copula is not None or parse.tokens[clause.predicate].pos not in ("VERB", "AUX"):
        return True
    return has_er(parse, clause) and is_of("exists", clause.lemma)
