"""What is denied in a clause, and which words that usually deny do not ("niet alleen ... maar ook")."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from policytext.lexicon import table, words
from policytext.statements.frames.arguments import is_contrasted, phrase_tokens
from policytext.statements.frames.clause import Clause, is_clause
from policytext.statements.frames.frame import Negation, NegationScope
from policytext.types.syntax import Parse

_NUMBER: Final = "#"
#: Negations of one clause that are read; no sentence has as many.
_MOST: Final = 16
#: Arguments whose denial denies the clause: "geen geld krijgen", "niemand mag".
_CORE: Final = frozenset(("nsubj", "obj", "iobj", "csubj"))
#: Words of quantity that "niet" before them applies to, whatever it hangs on: "niet alle kinderen", "niet altijd".
_QUANTITIES: Final = frozenset(
    (
        *("alle", "alles", "allemaal", "iedereen", "ieder", "iedere", "elke", "elk", "overal", "altijd", "steeds"),
        *("telkens", "beide", "zomaar", "helemaal", "geheel", "volledig", "voldoende", "genoeg"),
    )
)
_CLAUSAL: Final = frozenset(("acl", "advcl", "ccomp", "csubj", "xcomp", "parataxis"))


@cache
def _negators() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in table("negators")}


@cache
def _idle() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split()) for entry in words("idle_negations"))


def negations_of(parse: Parse, clause: Clause) -> tuple[Negation, ...]:
    """The negations of a clause in order, without those of the clauses inside it."""
    lower = [token.text.lower() for token in parse.tokens]
    found: list[Negation] = []
    for index in _region(parse, clause):
        if len(found) == _MOST:
            break
        kind = _negators().get(lower[index])
        if kind is None or _is_idle(lower, parse, index):
            continue
        negation = _NEGATIONS[kind](parse, clause, index)
        if negation is not None:
            found.append(negation)
    return tuple(found) or _shared_noch(parse, clause, lower)


def _region(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """Tokens that belong to the clause and to no clause inside it, ascending."""
    return tuple(sorted(_walk(parse, clause)))


def _walk(parse: Parse, clause: Clause) -> Iterator[int]:
    seen = set(clause.verb)
    waiting = []
    for part in clause.verb:
        waiting += [child for child in parse.children(part) if child not in seen]
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        if parse.tokens[at].plain_relation in _CLAUSAL and (is_clause(parse, at) or parse.children(at, "mark")):
            # "zonder te vragen" is an adverbial clause of this one: its own word denies no more than itself.
            yield from (child for child in parse.children(at, "mark") if parse.tokens[child].text.lower() == "zonder")
            continue
        if parse.tokens[at].relation == "conj" and (parse.tokens[at].head in clause.chain or is_clause(parse, at)):
            continue
        yield at
        waiting += parse.children(at)


def _is_idle(lower: Sequence[str], parse: Parse, index: int) -> bool:
    """Whether a word stands in a phrase that denies nothing."""
    for phrase in _idle():
        place = next((at for at, word in enumerate(phrase) if word == lower[index]), None)
        if place is None or index < place or index - place + len(phrase) > len(lower):
            continue
        if all(_matches(parse, lower, index - place + at, word) for at, word in enumerate(phrase)):
            return True
    return False


def _matches(parse: Parse, lower: Sequence[str], index: int, word: str) -> bool:
    if word == _NUMBER:
        return parse.tokens[index].pos == "NUM" or lower[index][0].isdigit()
    return lower[index] == word


def _predicate(parse: Parse, clause: Clause, index: int) -> Negation:
    scope = {at for at in (*_region(parse, clause), *clause.verb) if parse.tokens[at].pos != "PUNCT"}
    return Negation(index, clause.predicate, NegationScope.PREDICATE, tuple(sorted(scope - {index})), True)


def _constituent(parse: Parse, index: int, target: int, denies: bool) -> Negation:
    tokens = sorted(set(phrase_tokens(parse, target)) - {index})
    return Negation(index, target, NegationScope.CONSTITUENT, tuple(tokens), denies)


def _adverb(parse: Parse, clause: Clause, index: int) -> Negation:
    """ "Niet" and its like: of the predicate, unless it stands before what it applies to."""
    following = index + 1
    if parse.tokens[index].text.lower() == "niet":
        if following < len(parse) and parse.tokens[following].text.lower() in _QUANTITIES:
            return _constituent(parse, index, _phrase_head(parse, clause, following), True)
        contrasted = _contrasted(parse, clause, index)
        if contrasted is not None:
            return _constituent(parse, index, contrasted, False)
    head = parse.tokens[index].head
    if head in clause.verb or head < 0:
        return _predicate(parse, clause, index)
    if parse.tokens[head].pos in ("ADV", "ADJ") and parse.tokens[head].head in clause.verb:
        return _predicate(parse, clause, index)  # "niet echt", "niet zo snel", and "nog niet" hung the wrong way round
    return _constituent(parse, index, head, False)


def _phrase_head(parse: Parse, clause: Clause, index: int) -> int:
    """The head of the phrase that a determiner belongs to, else the word itself."""
    head = parse.tokens[index].head
    is_determiner = parse.tokens[index].plain_relation in ("det", "amod", "nummod")
    return head if is_determiner and head not in clause.chain else index


def _contrasted(parse: Parse, clause: Clause, index: int) -> int | None:
    """The part of a coordination, or the first phrase of the clause, that "niet" stands before."""
    for at in range(index + 1, min(len(parse), index + 12)):
        token = parse.tokens[at]
        if token.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") or at in clause.verb:
            continue
        is_part = token.relation == "conj" or bool(parse.children(at, "conj"))
        if is_part and is_contrasted(parse, at) and (token.relation == "conj" or _has_contrast(parse, at)):
            return at
        if token.plain_relation in ("nsubj", "obj", "obl", "iobj", "nmod", "conj"):
            break
    return None


def _has_contrast(parse: Parse, head: int) -> bool:
    """Whether a coordination goes on with "maar" or "als"."""
    return any(
        parse.tokens[word].text.lower() in ("maar", "doch", "als", "wel")
        for part in parse.children(head, "conj")
        for word in parse.children(part, "cc", "mark")
    )


def _determiner(parse: Parse, clause: Clause, index: int) -> Negation:
    """ "Geen": its noun; the clause is denied when the noun is its subject, object or predicate."""
    head = parse.tokens[index].head
    if head in clause.verb and head != clause.predicate:
        return _predicate(parse, clause, index)
    target = head if head >= 0 else index
    is_core = parse.tokens[target].plain_relation in _CORE or target == clause.predicate
    above = parse.tokens[target].head
    is_core = is_core or (parse.tokens[target].relation == "conj" and parse.tokens[above].plain_relation in _CORE)
    is_core = is_core or (parse.tokens[target].plain_relation in ("obl", "advmod") and above in clause.verb)
    return _constituent(parse, index, target, is_core)


def _pronoun(parse: Parse, clause: Clause, index: int) -> Negation:
    """ "Niemand", "niets", "nergens": nothing that takes the place of an argument makes the clause true."""
    above = parse.tokens[index].head
    is_direct = above in clause.verb or index in clause.verb
    return _constituent(parse, index, index, is_direct)


def _coordinator(parse: Parse, clause: Clause, index: int) -> Negation | None:
    """ "Noch": the part that it introduces."""
    head = parse.tokens[index].head
    if head < 0 or head in clause.verb:
        return _predicate(parse, clause, index)
    top = head
    for above in parse.ancestors(head):
        if above in clause.verb:
            break
        top = above
    return _constituent(parse, index, head, parse.tokens[top].plain_relation in _CORE)


def _preposition(parse: Parse, _clause: Clause, index: int) -> Negation | None:
    """ "Zonder": what it introduces."""
    head = parse.tokens[index].head
    if head < 0:
        return None
    tokens = tuple(at for at in parse.subtree(head) if at != index)
    return Negation(index, head, NegationScope.CONSTITUENT, tokens, False)


def _shared_noch(parse: Parse, clause: Clause, lower: Sequence[str]) -> tuple[Negation, ...]:
    """The negation of a first part that only the "noch" of the second shows: "lezen noch schrijven"."""
    for token in clause.chain:
        for part in parse.children(token, "conj"):
            for word in parse.children(part, "cc"):
                if lower[word] == "noch":
                    return (_predicate(parse, clause, word),)
    return ()


_NEGATIONS: Final = {
    "adverb": _adverb,
    "determiner": _determiner,
    "pronoun": _pronoun,
    "coordinator": _coordinator,
    "preposition": _preposition,
}
