"""The predicate of a clause with all its verbs, however many tokens the tree hangs it on.

Universal Dependencies for Dutch makes moeten, kunnen, mogen and zullen auxiliaries of the main verb, but lets willen,
hoeven, dienen, behoren, gaan, blijven, lijken and the like govern it as `xcomp`, and worden, blijven and lijken their
nominal predicate. Here both come to the same: one predicate, and the verbs around it. A parser is wrong about it in
both ways, so what decides is the word, not its label alone.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from policytext.lexicon import words
from policytext.statements.frames.predicates import is_conditional, is_of, modal_lemma, takes_te
from policytext.types.syntax import Parse

#: A chain such as "zou moeten blijven kunnen proberen" is never longer.
_LONGEST: Final = 8
_VERBAL: Final = frozenset(("VERB", "AUX"))
_NOMINAL: Final = frozenset(("ADJ", "NOUN", "PROPN", "ADV", "PRON", "NUM"))
_SHORT: Final = 6
_DETERMINERS: Final = ("det", "nmod:poss")


@cache
def _with_zijn() -> frozenset[str]:
    return frozenset(words("verbs_with_zijn"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause before it is interpreted.

    `chain` leads from the token that heads the clause in the tree to the `predicate`. `auxiliaries` and `copula` are
    the other verbs, `particles` what makes one meaning with the verb ("af", "ter beschikking", "nodig" in "nodig
    hebben"). `dependents` are the tokens that depend on any of the chain, ascending, without those named. `finite` is
    the finite verb. `modals` are lemmas in order.
    """

    chain: tuple[int, ...]
    predicate: int
    copula: int | None
    auxiliaries: tuple[int, ...]
    particles: tuple[int, ...]
    dependents: tuple[int, ...]
    finite: int | None
    modals: tuple[str, ...]
    lemma: str
    is_passive: bool
    is_conditional: bool

    @property
    def head(self) -> int:
        """The token that heads the clause in the tree."""
        return self.chain[0]

    @property
    def verb(self) -> tuple[int, ...]:
        """All tokens of the predicate, ascending."""
        parts = {*self.chain, *self.auxiliaries, *self.particles}
        if self.copula is not None:
            parts.add(self.copula)
        return tuple(sorted(parts))


def clause_at(parse: Parse, head: int) -> Clause:
    """The clause that a token heads."""
    chain, copula = _chain(parse, head)
    predicate = chain[-1]
    inner = [child for token in chain for child in parse.children(token)]
    auxiliaries = [child for child in inner if parse.tokens[child].plain_relation == "aux"]
    copulas = [child for child in inner if parse.tokens[child].relation == "cop" and child not in chain]
    if copula is None and copulas:
        copula, auxiliaries = copulas[-1], [*auxiliaries, *copulas[:-1]]
    particles = _particles(parse, chain, copula is None)
    taken = {*chain, *auxiliaries, *particles, *((copula,) if copula is not None else ())}
    verbs = sorted({*chain, *auxiliaries, *((copula,) if copula is not None else ())})
    is_passive, te_modal = _voice(parse, chain, auxiliaries)
    modals = [
        modal
        for index in verbs
        if (index != predicate or _is_elliptic_modal(parse, index)) and (modal := modal_lemma(parse.tokens[index]))
    ]
    return Clause(
        chain=chain,
        predicate=predicate,
        copula=copula,
        auxiliaries=tuple(auxiliaries),
        particles=tuple(particles),
        dependents=tuple(sorted(set(inner) - taken)),
        finite=next((index for index in verbs if parse.tokens[index].feature("VerbForm") == "Fin"), None),
        modals=(*modals, *te_modal),
        lemma=_lemma(parse, predicate, particles, copula is not None),
        is_passive=is_passive,
        is_conditional=any(is_conditional(parse.tokens[index]) for index in verbs),
    )


def is_clause(parse: Parse, index: int) -> bool:
    """Whether a token heads a clause: a verb that is no noun, or a predicate with a copula, auxiliary or subject."""
    token = parse.tokens[index]
    if parse.children(index, "cop", "aux"):
        return True
    if token.pos in _VERBAL:
        return not is_noun(parse, index)
    return bool(parse.children(index, "nsubj", "csubj"))


def is_noun(parse: Parse, index: int) -> bool:
    """Whether an infinitive or participle stands for a noun: "het ploegen van het land", "bij uitvoeren"."""
    if parse.tokens[index].feature("VerbForm") not in ("Inf", "Part") or parse.children(index, "cop", "aux"):
        return False
    return any(parse.tokens[child].pos in ("DET", "PRON") for child in parse.children(index, *_DETERMINERS))


def is_bare_participle(parse: Parse, index: int) -> bool:
    """Whether a participle stands without an auxiliary."""
    return parse.tokens[index].feature("VerbForm") == "Part" and not parse.children(index, "aux", "cop", "mark")


def has_te(parse: Parse, index: int) -> bool:
    """Whether an infinitive has "te"."""
    return any(parse.tokens[child].text.lower() == "te" for child in parse.children(index, "mark", "compound:prt"))


def joined_lemma(lemma: str) -> str:
    """A lemma as written: treebank and parsers separate particles ("af_schaffen")."""
    return lemma.replace("_", "").lower()


def _chain(parse: Parse, head: int) -> tuple[tuple[int, ...], int | None]:
    """Tokens from the head of a clause to its predicate, and the copula if it is one of them."""
    chain = [head]
    while len(chain) < _LONGEST:
        at = chain[-1]
        below = _governed(parse, at)
        if below is None or below in chain:
            break
        chain.append(below)
        if _is_copular(parse, at, below):
            return tuple(chain), at
    return tuple(chain), None


def _governed(parse: Parse, at: int) -> int | None:
    """The predicate that a verb only modifies or links; None where the verb is the predicate itself."""
    token = parse.tokens[at]
    if token.pos not in _VERBAL:
        return None
    lemma = joined_lemma(token.lemma)
    modal = modal_lemma(token)
    for child in parse.children(at, "xcomp", "ccomp", "csubj"):
        if modal is not None and _is_infinitive(parse, child, takes_te(modal)):
            return child
        if is_of("auxiliary", lemma) and _is_infinitive(parse, child, None):
            return child
        if is_of("passive", lemma) and _is_infinitive(parse, child, True):
            return child
        if lemma == "hebben" and _is_duty(parse, at, child):
            return child
        if _is_copular(parse, at, child) or (modal is not None and _is_elliptic(parse, at, child)):
            return child
    return None


def _is_infinitive(parse: Parse, index: int, with_te: bool | None) -> bool:
    """Whether a dependent is the infinitive of a verb group, not a clause of its own."""
    token = parse.tokens[index]
    if any(parse.tokens[child].text.lower() in ("dat", "of", "om") for child in parse.children(index, "mark")):
        return False
    if any(subject > token.head for subject in parse.children(index, "nsubj")):
        return False  # one before the verb above is the subject of both: "Het Rijk dient de norm te verlagen"
    if with_te is not None and has_te(parse, index) != with_te:
        return False
    is_bare = token.pos in _VERBAL and token.feature("VerbForm") in ("Inf", None)
    return is_bare or bool(parse.children(index, "aux:pass", "cop", "aux"))


def _is_duty(parse: Parse, at: int, child: int) -> bool:
    """Whether "hebben" with an infinitive obliges: "hebben zich te houden aan", not "hebben te maken met"."""
    if parse.tokens[child].pos not in _VERBAL or not has_te(parse, child) or parse.children(at, "obj"):
        return False
    if any(parse.tokens[mark].text.lower() == "om" for mark in parse.children(child, "mark")):
        return False
    return not is_of("idle", joined_lemma(parse.tokens[child].lemma)) and not parse.children(child, "nsubj")


def _is_copular(parse: Parse, at: int, child: int) -> bool:
    """Whether a verb links its subject to a predicate that is no verb: "goedkoper worden", "beperkt blijven"."""
    token = parse.tokens[child]
    if not is_of("copula", joined_lemma(parse.tokens[at].lemma)) or token.relation != "xcomp":
        return False
    if parse.children(at, "obj") or parse.children(child, "cop"):
        return False
    return token.pos in _NOMINAL or (token.feature("VerbForm") == "Part" and not has_te(parse, child))


def _is_elliptic(parse: Parse, at: int, child: int) -> bool:
    """Whether a modal verb stands for "moet ... zijn/worden": "De drempel moet lager"."""
    token = parse.tokens[child]
    return token.relation == "xcomp" and token.pos in ("ADJ", "ADV", "NOUN") and not parse.children(at, "obj")


def _is_elliptic_modal(parse: Parse, index: int) -> bool:
    """Whether a modal verb is itself the predicate: "Dat moet.", but not "Wij willen dat ..."."""
    return modal_lemma(parse.tokens[index]) in ("moeten", "kunnen", "mogen") and not parse.children(index, "obj")


def _particles(parse: Parse, chain: tuple[int, ...], is_verbal: bool) -> list[int]:
    """Tokens that make one verb with the predicate: "af", "plaats", "ter beschikking", "nodig" (hebben)."""
    predicate = chain[-1]
    found: list[int] = []
    for child in parse.children(predicate, "compound:prt"):
        if parse.tokens[child].text.lower() != "te":
            found += [child, *parse.children(child, "fixed")]
    if is_verbal and parse.tokens[predicate].pos in _VERBAL:
        for child in parse.children(predicate, "xcomp", "obl"):
            found += _resultative(parse, child)
    return found


def _resultative(parse: Parse, child: int) -> list[int]:
    """The words of a predicate inside the predicate: "mogelijk (maken)", "in staat (stellen)"."""
    token = parse.tokens[child]
    if token.relation == "xcomp" and token.pos == "ADJ" and not parse.children(child, "mark", "conj", "nsubj"):
        return [child]
    if token.relation == "xcomp" and token.pos == "ADP" and (fixed := parse.children(child, "fixed")):
        return [child, *fixed]
    cases = parse.children(child, "case")
    if token.text.lower() in ("staat", "beschikking") and len(cases) == 1:
        return [*cases, child]
    return []


def _voice(parse: Parse, chain: tuple[int, ...], auxiliaries: list[int]) -> tuple[bool, tuple[str, ...]]:
    """Whether the predicate is passive, and the modality that the form of the passive or of "hebben te" has."""
    predicate = parse.tokens[chain[-1]]
    passive = [index for index in auxiliaries if parse.tokens[index].relation == "aux:pass"]
    if passive:
        by_zijn = all(joined_lemma(parse.tokens[index].lemma) == "zijn" for index in passive)
        return not (by_zijn and joined_lemma(predicate.lemma) in _with_zijn()), ()
    lemmas = {joined_lemma(parse.tokens[index].lemma) for index in auxiliaries}
    is_te = predicate.feature("VerbForm") == "Inf" and has_te(parse, chain[-1])
    if is_te and len(chain) == 1 and "zijn" in lemmas:
        return True, ("zijn te",)
    if is_te and len(chain) == 1 and "hebben" in lemmas:
        return False, ("hebben te",)
    if is_te and len(chain) > 1:
        above = joined_lemma(parse.tokens[chain[-2]].lemma)
        if is_of("passive", above):
            return True, ("zijn te",)
        if above == "hebben":
            return False, ("hebben te",)
    return False, ()


def _lemma(parse: Parse, predicate: int, particles: list[int], is_nominal: bool) -> str:
    token = parse.tokens[predicate]
    lemma = joined_lemma(token.lemma)
    if is_nominal or token.pos not in _VERBAL:
        # "ervoor ... dat" leaves its preposition with the clause behind it: no part of the predicate.
        marks = parse.children(predicate, "mark")
        cases = [
            parse.tokens[child].text.lower()
            for child in parse.children(predicate, "case")
            if not marks or child > marks[0]
        ]
        fixed = [parse.tokens[child].text.lower() for child in parse.children(predicate, "fixed")]
        return " ".join((*cases, lemma, *fixed))  # "in strijd" is one fixed phrase, "van belang" a noun with its case
    joined, apart, behind = "", [], []
    for index in sorted(particles):
        text = parse.tokens[index].text.lower()
        if text in ("er", "te") or ("_" in token.lemma and lemma.startswith(text)):
            continue
        if parse.tokens[index].pos in _VERBAL:
            behind.append(text)  # "laten zien", "laten weten"
        elif _is_separable(parse, index) and not joined:
            joined = "" if lemma.startswith(text) and lemma != text else text
        else:
            apart.append(text)
    return " ".join((*apart, joined + lemma, *behind))


def _is_separable(parse: Parse, index: int) -> bool:
    """Whether a particle is written with its verb: "af", "terug", "vast", not "beschikbaar" or "plaats"."""
    token = parse.tokens[index]
    if token.relation != "compound:prt" or parse.children(index, "fixed"):
        return False
    # Adjectives that are written with their verb are short: vast-, vrij-, waar-, bekendmaken; beschikbaar stellen.
    return token.pos in ("ADP", "ADV") or (token.pos == "ADJ" and len(token.text) <= _SHORT)
