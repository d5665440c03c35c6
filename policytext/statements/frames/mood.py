"""What a clause does: state, ask, order, call on us, propose.

Dutch treebanks do not mark the imperative: "stel" is a finite singular like "(ik) stel". So what decides is the bare
stem at the head of its clause without a subject; a list of verbs of advice helps where a parser takes it for a noun.
"""

from functools import cache
from typing import Final

from policytext.lexicon import words
from policytext.statements.frames.arguments import has_er, lemma_of
from policytext.statements.frames.clause import Clause, has_te, is_noun
from policytext.statements.frames.frame import Mood
from policytext.statements.frames.predicates import is_of, modal_lemma
from policytext.types.syntax import Parse

#: What may stand before an imperative: "En stel ...", "Kortom: geef ...", "Dus kies", "Graag".
_OPENING: Final = frozenset(("en", "maar", "dus", "kortom", "of", "ook", "daarom"))
_BEFORE: Final = frozenset(("punct", "cc", "mark", "discourse", "vocative", "nummod", "advcl", "parataxis", "dep"))
_POLITE: Final = "u"
_OBJECTS: Final = frozenset(("DET", "NOUN", "PROPN", "ADJ", "NUM", "ADV", "SCONJ"))
_NO_ORDER: Final = frozenset(("ik", "je", "jij", "we", "wij", "ze", "zij", "hij", "men", "er", "het"))
#: A heading or item that proposes something is no longer; "Investeren" with a finite verb behind it is a subject.
_ITEM_MARKS: Final = frozenset("•▪◦‣●■–—*-")


@cache
def _imperatives() -> frozenset[str]:
    return frozenset(words("imperative_verbs"))


def mood_of(
    parse: Parse, clause: Clause, *, has_subject: bool, is_question: bool, is_main: bool, is_first: bool = True
) -> Mood:
    """The mood of a clause.

    Args:
        parse: the sentence.
        clause: the clause.
        has_subject: whether it has a subject of its own.
        is_question: whether the sentence ends in a question mark.
        is_main: whether it is not governed by another clause.
        is_first: whether it goes on with no other clause, whose subject it could share.
    """
    if is_main and is_question:
        return Mood.QUESTION
    if not is_main:
        return Mood.STATEMENT if clause.finite is not None or has_subject else Mood.INFINITIVE
    if is_hortative(parse, clause):
        return Mood.HORTATIVE
    if _is_imperative(parse, clause, has_subject):
        return Mood.IMPERATIVE
    if clause.finite is not None:
        is_item = is_first and _is_plural_item(parse, clause, has_subject)
        return Mood.INFINITIVE if is_item else Mood.STATEMENT
    return Mood.INFINITIVE if _is_infinitive(parse, clause, has_subject) else Mood.FRAGMENT


def is_hortative(parse: Parse, clause: Clause) -> bool:
    """Whether it begins with "laten we", which repairs.py makes an auxiliary."""
    return any(
        is_of("causes", lemma_of(parse, verb))
        and _is_first(parse, clause, verb)
        and not any(parse.tokens[child].relation == "advcl" and child < verb for child in clause.dependents)
        for verb in clause.auxiliaries
    )


def _is_imperative(parse: Parse, clause: Clause, has_subject: bool) -> bool:
    verb = clause.finite if clause.finite is not None else clause.head
    token = parse.tokens[verb]
    form = token.text.lower()
    following = parse.tokens[verb + 1].text.lower() if verb + 1 < len(parse) else ""
    if not _is_first(parse, clause, verb) or following in _NO_ORDER or modal_lemma(token) is not None:
        return False
    if following == _POLITE and token.pos == "VERB":
        return form not in ("heeft", "hebt", "bent", "is") and _has_no_other_subject(parse, clause)
    if has_subject or has_er(parse, clause) or _is_left_out(parse, clause, verb):
        return False
    if token.pos in ("VERB", "AUX") and token.feature("VerbForm") == "Fin":
        return token.feature("Tense") != "Past" and token.feature("Number") != "Plur" and _is_stem(form, token.lemma)
    if form not in _imperatives() or token.feature("VerbForm") in ("Inf", "Part"):
        return False
    # "Werk in eigen stad", "Zorg voor kinderen" may be nouns; an object right behind shows the verb.
    return verb + 1 < len(parse) and parse.tokens[verb + 1].pos in _OBJECTS


def _is_first(parse: Parse, clause: Clause, verb: int) -> bool:
    """Whether a verb stands at the head of its clause: before it only marks, conjunctions and a dependent clause."""
    for child in clause.dependents:
        token = parse.tokens[child]
        if child >= verb or token.plain_relation in _BEFORE or token.pos == "PUNCT":
            continue
        if token.text.lower() not in _OPENING and token.text not in _ITEM_MARKS:
            return False
    return not any(child < verb for child in clause.particles)


def _is_stem(form: str, lemma: str) -> bool:
    """Whether a form is the bare stem, not a third person ("stelt"): "t" belongs to the stem in "zet" and "laat"."""
    if not form.endswith("t"):
        return True
    infinitive = lemma.rpartition("_")[2].lower()
    if form in _imperatives() or infinitive == form:
        return form in _imperatives()
    return infinitive.removesuffix("n").removesuffix("e").endswith("t")


def _is_left_out(parse: Parse, clause: Clause, verb: int) -> bool:
    """Whether a first person left its "ik" out: "Hoop dat dit lukt", "Ben het eens"."""
    return is_of("elliptic", lemma_of(parse, verb)) and parse.tokens[verb].text.lower() != "wees"


def _has_no_other_subject(parse: Parse, clause: Clause) -> bool:
    return not any(
        parse.tokens[child].plain_relation == "nsubj" and parse.tokens[child].text.lower() != _POLITE
        for child in clause.dependents
    )


def _is_plural_item(parse: Parse, clause: Clause, has_subject: bool) -> bool:
    """Whether a plural without a subject is an infinitive after all: "Investeren in wijkteams" tagged as a plural."""
    token = parse.tokens[clause.head]
    if has_subject or token.feature("Number") != "Plur" or clause.finite != clause.head:
        return False
    return token.text.lower() == token.lemma.replace("_", "").lower() and _is_first(parse, clause, clause.head)


def _is_infinitive(parse: Parse, clause: Clause, has_subject: bool) -> bool:
    """Whether a bare infinitive proposes something: "Wachttijden verkorten", "Versterken van wijkteams"."""
    token = parse.tokens[clause.head]
    if has_subject or clause.is_passive or token.feature("VerbForm") != "Inf" or is_noun(parse, clause.head):
        return False
    if has_te(parse, clause.head) or any(parse.tokens[c].relation == "case" for c in clause.dependents):
        return False
    return bool(clause.dependents)
