"""Who does it, to whom, and by whom: the arguments of a clause, where they stand in it or are shared with another."""

from typing import Final

from policytext.statements.frames.clause import Clause, has_te, is_clause, joined_lemma
from policytext.statements.frames.predicates import is_of
from policytext.types.syntax import Parse

#: Coordinated parts of one phrase that are looked at.
_MOST_PARTS: Final = 64
_ONLY: Final = frozenset(("alleen", "slechts", "enkel", "louter", "uitsluitend"))
#: Prepositions with which the one who is asked is named: "vragen van/aan", "aandringen bij", "oproep aan".
_OF_ASKED: Final = frozenset(("van", "aan", "bij"))
#: Forms that refer to no one who could act.
_THINGS: Final = frozenset(("het", "dit", "dat", "wat", "er", "'t", "dat", "zulks", "alles", "iets", "niets"))


def parts(parse: Parse, head: int) -> tuple[int, ...]:
    """The head of a phrase and those coordinated with it, without a part that is only contrasted.

    "Niet het Rijk maar gemeenten" and "gemeenten en niet het Rijk" have one part: gemeenten.
    """
    joined = [head]
    for at in joined:
        joined += [child for child in parse.children(at, "conj") if child not in joined and not is_clause(parse, child)]
        if len(joined) > _MOST_PARTS:
            break
    if len(joined) == 1:
        return (head,)
    has_but = any(_has_word(parse, part, ("maar", "doch", "als", "wel")) for part in joined[1:])
    kept = [part for part in joined if not is_contrasted(parse, part) or (part == head and not has_but)]
    return tuple(sorted(kept)) or (head,)


def is_contrasted(parse: Parse, part: int) -> bool:
    """Whether "niet" stands before a part of a coordination: "en niet het Rijk", "niet zozeer het Rijk".

    What "niet" depends on differs from parser to parser (the part, its preposition, the verb), so its place decides.
    """
    words = [token.text.lower() for token in parse.tokens]
    start = min((*phrase_tokens(parse, part), *parse.children(part, "case")))
    before = words[max(0, start - 2) : start]
    if before[-1:] == ["niet"]:
        return words[start] not in _ONLY and words[start - 2 : start - 1] != ["dan"]  # "al dan niet"
    return before == ["niet", "zozeer"] or (words[start] == "niet" and words[start + 1 : start + 2] != ["alleen"])


def subjects_of(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """Heads of the clause's own subject, () where it has none.

    A clause that is the subject counts when it stands before the predicate ("Investeren in wijkteams is nodig") and not
    when it follows ("Het is nodig dat ..."), where it says what is needed.
    """
    own = [child for child in clause.dependents if parse.tokens[child].relation in ("nsubj", "nsubj:pass")]
    own = [child for child in own if parse.tokens[child].pos != "ADV"] or own  # "Samen met ouders moeten scholen"
    if not own:
        own = [child for child in clause.dependents if parse.tokens[child].relation == "nsubj:outer"]
    if not own:
        own = _inverted(parse, clause)
    if not own and not has_expletive(parse, clause):
        own = [c for c in clause.dependents if parse.tokens[c].plain_relation == "csubj" and c < clause.predicate]
    if not own:
        return ()
    return parts(parse, own[0])


def _inverted(parse: Parse, clause: Clause) -> list[int]:
    """The subject behind a verb that a parser took for an object of it: "... en daarom moet het Rijk ingrijpen"."""
    if clause.finite is None or has_expletive(parse, clause) or parse.tokens[clause.head].relation != "conj":
        return []
    before = [c for c in clause.dependents if c < clause.finite and parse.tokens[c].plain_relation == "advmod"]
    behind = [c for c in clause.dependents if c > clause.finite and parse.tokens[c].relation == "iobj"]
    is_next = behind and min(phrase_tokens(parse, behind[0])) == clause.finite + 1
    return behind[:1] if before and is_next else []


def has_expletive(parse: Parse, clause: Clause) -> bool:
    """Whether "het" or "er" fills the place of the subject."""
    return any(
        parse.tokens[child].relation == "expl" and parse.tokens[child].text.lower() in ("het", "'t", "er", "dat", "dit")
        for child in clause.dependents
    )


def has_er(parse: Parse, clause: Clause) -> bool:
    """Whether the clause has "er" of itself, not as part of "ervoor" or with a preposition."""
    return any(parse.tokens[child].text.lower() == "er" for child in clause.dependents)


def objects_of(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """Heads of the direct objects; in a list item also what is built, though a preposition stands before it.

    "Versterken van wijkteams" has its object in a phrase with "van".
    """
    found = [
        child
        for child in clause.dependents
        if parse.tokens[child].relation == "obj" and parse.tokens[child].text.lower() != "zich"
    ]
    if not found and clause.finite is None and not clause.is_passive:
        found = [
            child
            for child in clause.dependents
            if parse.tokens[child].relation == "nmod" and cases(parse, child) == ("van",)
        ]
    return tuple(part for child in found[:2] for part in parts(parse, child))


def indirect_objects_of(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """Heads of the indirect objects."""
    found = [child for child in clause.dependents if parse.tokens[child].relation == "iobj"]
    return tuple(part for child in found for part in parts(parse, child))


def agents_of(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """Heads of the phrase with "door" in a passive clause: who does it."""
    if not clause.is_passive:
        return ()
    for relation in (("obl:agent",), ("obl", "obl:arg")):
        for child in clause.dependents:
            if parse.tokens[child].relation in relation and cases(parse, child) == ("door",):
                return parts(parse, child)
    return ()


def asked_of(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """Heads of the phrase that says who is asked: object, indirect object or a phrase with "van", "aan", "bij".

    Only a person or body can be asked to do something, so an object counts only beside a clause that says what.
    """
    for relation in ("iobj", "obj"):
        for child in clause.dependents:
            if parse.tokens[child].relation != relation or parse.tokens[child].text.lower() in _THINGS:
                continue
            if relation == "iobj" or any(
                parse.tokens[other].relation in ("xcomp", "ccomp", "advcl") and is_clause(parse, other)
                for other in clause.dependents
            ):
                return parts(parse, child)
    for child in clause.dependents:  # "Dit vraagt inzet van bedrijven"
        if parse.tokens[child].plain_relation in ("obj", "obl") and cases(parse, child) in ((), ("om",)):
            of_whom = [part for part in parse.children(child, "nmod") if cases(parse, part) == ("van",)]
            if of_whom and is_of("effort", lemma_of(parse, child)):
                return parts(parse, of_whom[0])
    for child in clause.dependents:
        if parse.tokens[child].plain_relation in ("obl", "obj") and set(cases(parse, child)) & _OF_ASKED:
            return parts(parse, child)
    return ()


def is_asking(parse: Parse, clause: Clause) -> bool:
    """Whether a clause asks for something: "voorstellen", but not "zich voorstellen"."""
    return is_of("asks", clause.lemma) and not any(
        parse.tokens[child].relation == "expl:pv" for child in clause.dependents
    )


def giver_of(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """Heads of the phrase with "van" beside a verb of receiving: who gives. () for other verbs."""
    if not is_of("receives", clause.lemma):
        return ()
    for child in clause.dependents:
        if parse.tokens[child].plain_relation == "obl" and cases(parse, child) == ("van",):
            return parts(parse, child)
    return ()


def phrase_with(parse: Parse, clause: Clause, preposition: str) -> tuple[int, ...]:
    """Heads of the first adverbial phrase with a preposition."""
    for child in clause.dependents:
        if parse.tokens[child].plain_relation in ("obl", "nmod") and cases(parse, child) == (preposition,):
            return parts(parse, child)
    return ()


def cases(parse: Parse, head: int) -> tuple[str, ...]:
    """The prepositions of a phrase, lower case."""
    return tuple(parse.tokens[child].text.lower() for child in parse.children(head, "case"))


def phrase_tokens(parse: Parse, head: int) -> tuple[int, ...]:
    """A noun with its determiners, modifiers and names, without clauses, coordinated parts and appositions."""
    found = [head]
    for at in found:
        for child in parse.children(at):
            relation = parse.tokens[child].plain_relation
            if child not in found and relation not in _OUTSIDE and not (at == head and relation in ("case", "cc")):
                found.append(child)
    return tuple(sorted(found))


_OUTSIDE: Final = frozenset(
    ("acl", "advcl", "conj", "punct", "parataxis", "appos", "ccomp", "csubj", "xcomp", "cop", "aux")
)


def controls_object(lemma: str) -> bool:
    """Whether the object of a verb, not its subject, does what its infinitive says."""
    return is_of("controls", lemma) or is_of("controls", lemma.rpartition(" ")[2])


def is_infinitive_with_te(parse: Parse, head: int) -> bool:
    """Whether a dependent clause is an infinitive with "te"."""
    return has_te(parse, head) and parse.tokens[head].feature("VerbForm") != "Fin"


def lemma_of(parse: Parse, index: int) -> str:
    """The lemma of a token as written in one word."""
    return joined_lemma(parse.tokens[index].lemma)


def _has_word(parse: Parse, part: int, words: tuple[str, ...]) -> bool:
    return any(parse.tokens[child].text.lower() in words for child in parse.children(part, "cc", "mark", "advmod"))
