"""What parsers trained on news and encyclopedias get wrong in policy texts, put right before frames are made.

Such treebanks hold next to no imperatives, list marks or headings, so a parser takes "Verlaag de drempel" for a verb
with its subject and "Geef" for a determiner. Each repair looks for a tree that Dutch does not have and turns it into
the one that it has; right trees are left as they are (tests/statements/test_frames.py runs them over the treebanks).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from policytext.statements.frames.clause import has_te, joined_lemma
from policytext.statements.frames.obligation import names_actor
from policytext.statements.frames.openings import PLURAL_MORPH, Changes, call, has_mark, list_mark, noun_in_en, orders
from policytext.statements.frames.predicates import is_of
from policytext.types.syntax import NO_HEAD, Parse


def repaired(parse: Parse) -> Parse:
    """The parse with what is certainly wrong put right; the tokens keep their places."""
    if not parse.tokens:
        return parse
    for repair in _REPAIRS:
        changes = repair(parse)
        if changes:
            parse = Parse(tuple(changes.get(index, token) for index, token in enumerate(parse.tokens)))
    return parse


def _te(parse: Parse) -> Changes:
    """ "Te" right before an infinitive is its mark."""
    changes = {}
    for index, token in enumerate(parse.tokens[:-1]):
        following = parse.tokens[index + 1]
        if token.text.lower() == "te" and token.pos != "ADP" and following.feature("VerbForm") == "Inf":
            changes[index] = replace(token, pos="ADP", morph="", head=index + 1, relation="mark")
    return changes


def _before_om(parse: Parse) -> Changes:
    """What stands before "om" belongs to the verb above: "Wij verzoeken het kabinet om te investeren"."""
    changes = {}
    for index, token in enumerate(parse.tokens):
        if token.relation not in ("xcomp", "ccomp", "advcl") or token.head == NO_HEAD:
            continue
        start = next((c for c in parse.children(index, "mark") if parse.tokens[c].text.lower() == "om"), None)
        if start is None or not has_te(parse, index):
            continue
        for child in parse.children(index, "obj", "iobj", "obl", "nsubj"):
            if token.head < child < start:
                changes[child] = replace(parse.tokens[child], head=token.head)
    return changes


def _asked_of(parse: Parse) -> Changes:
    """Who is asked belongs to the verb of asking, and so does what is asked of them.

    "De commissie adviseert het kabinet om de norm te verlagen" says nothing of the kabinet by itself, and in
    "adviseert de minister de norm te verlagen" one of the two objects is asked.
    """
    changes = {}
    for index, token in enumerate(parse.tokens):
        if token.head == NO_HEAD or not has_te(parse, index):
            continue
        above = token.head if token.relation == "xcomp" else parse.tokens[token.head].head
        if above == NO_HEAD or not is_of("asks", joined_lemma(parse.tokens[above].lemma)):
            continue
        is_asked = parse.tokens[token.head].relation in ("obj", "iobj") and names_actor(parse, token.head)
        if token.plain_relation == "acl" and is_asked:
            changes[index] = replace(token, head=above, relation="xcomp")
        objects = parse.children(index, "obj")
        if token.relation == "xcomp" and len(objects) == 2 and objects[0] > above and not parse.children(above, "obj"):
            changes[objects[0]] = replace(parse.tokens[objects[0]], head=above)
    return changes


def _passive_before_infinitive(parse: Parse) -> Changes:
    """A participle right behind its auxiliary is no adjective: "is geadviseerd maatregelen te nemen"."""
    for index, token in enumerate(parse.tokens):
        if token.relation != "amod" or token.feature("VerbForm") != "Part" or not 0 < index < token.head:
            continue
        auxiliary = parse.tokens[index - 1]
        infinitive = parse.tokens[token.head].head
        is_passive = auxiliary.pos == "AUX" and auxiliary.lemma in ("zijn", "worden") and auxiliary.head == infinitive
        if not is_passive or infinitive == NO_HEAD or not has_te(parse, infinitive):
            continue
        below = parse.tokens[infinitive]
        changes = {
            index: replace(token, head=below.head, relation=below.relation),
            index - 1: replace(auxiliary, head=index, relation="aux:pass"),
            infinitive: replace(below, head=index, relation="xcomp"),
            token.head: replace(parse.tokens[token.head], relation="obj"),
        }
        for child in parse.children(infinitive):
            if child < index - 1:
                changes[child] = replace(parse.tokens[child], head=index)
        return changes
    return {}


def _subject_with_te(parse: Parse) -> Changes:
    """An infinitive with "te" and no other verb has no subject: "bewoners beter te waarschuwen" is a list's item."""
    changes = {}
    for index, token in enumerate(parse.tokens):
        if token.feature("VerbForm") != "Inf" or not has_te(parse, index) or parse.children(index, "aux", "cop", "obj"):
            continue
        subjects = parse.children(index, "nsubj")
        if len(subjects) == 1 and subjects[0] < index:
            changes[subjects[0]] = replace(parse.tokens[subjects[0]], relation="obj")
    return changes


def _two_subjects(parse: Parse) -> Changes:
    """A second subject is joined to the first by "maar" or "en", or else the object."""
    changes = {}
    for index in range(len(parse)):
        subjects = parse.children(index, "nsubj")
        if len(subjects) != 2 or any(parse.tokens[child].relation == "nsubj:outer" for child in subjects):
            continue
        first, second = subjects
        if parse.children(second, "cc"):
            changes[second] = replace(parse.tokens[second], head=first, relation="conj")
        elif parse.tokens[index].pos == "VERB" and not parse.children(index, "obj", "aux:pass", "cop"):
            changes[second] = replace(parse.tokens[second], relation="obj")
    return changes


def _clause_with_dat(parse: Parse) -> Changes:
    """A clause with "dat" has a subject: the first of what a parser took for objects."""
    changes = {}
    for index, token in enumerate(parse.tokens):
        if token.relation not in ("ccomp", "csubj") or token.pos != "VERB" or not has_mark(parse, index, ("dat",)):
            continue
        if parse.children(index, "nsubj", "csubj", "expl", "aux:pass"):
            continue
        objects = parse.children(index, "obj")
        if objects and objects[0] < index:
            changes[objects[0]] = replace(parse.tokens[objects[0]], relation="nsubj")
            changes[index] = replace(token, morph=_as_finite(parse, index))
    return changes


def _as_finite(parse: Parse, index: int) -> str:
    token = parse.tokens[index]
    is_plural = token.feature("VerbForm") == "Inf" and not parse.children(index, "aux") and not has_te(parse, index)
    return PLURAL_MORPH if is_plural else token.morph


def _plurals(parse: Parse) -> Changes:
    """A verb in -en with a subject and no other verb is a plural, not an infinitive."""
    return {
        index: replace(token, morph=PLURAL_MORPH)
        for index, token in enumerate(parse.tokens)
        if token.pos == "VERB"
        and token.morph == "VerbForm=Inf"
        and token.relation in ("root", "ccomp", "csubj", "parataxis", "advcl", "acl:relcl")
        and parse.children(index, "nsubj")
        and not parse.children(index, "aux", "cop")
        and not has_te(parse, index)
    }


def _first_is_subject(parse: Parse) -> Changes:
    """A main clause without a subject whose first phrase is taken for its object: "Ook het Rijk moet betalen"."""
    changes = {}
    for index, token in enumerate(parse.tokens):
        if token.relation not in ("root", "conj", "parataxis") or token.pos != "VERB":
            continue
        if (
            parse.children(index, "nsubj", "csubj", "expl", "aux:pass", "mark")
            or len(parse.children(index, "obj")) != 1
        ):
            continue
        (phrase,) = parse.children(index, "obj")
        finite = next((v for v in (*parse.children(index, "aux"), index) if _is_finite(parse, v)), None)
        shares = token.relation == "conj" and token.head != NO_HEAD and bool(parse.children(token.head, "nsubj"))
        if finite == phrase + 1 and not shares and parse.tokens[phrase].pos in ("NOUN", "PROPN"):
            changes[phrase] = replace(parse.tokens[phrase], relation="nsubj")
    return changes


def _is_finite(parse: Parse, index: int) -> bool:
    return parse.tokens[index].feature("VerbForm") == "Fin"


def _phrase_in_phrase(parse: Parse) -> Changes:
    """A modifier with its own preposition is a phrase of the clause: "van het Rijk ruimte krijgen"."""
    changes = {}
    for index, token in enumerate(parse.tokens):
        if token.relation != "amod" or token.head == NO_HEAD or index > token.head:
            continue
        above = parse.tokens[token.head].head
        has_article = any(parse.tokens[child].text.lower() in ("de", "het") for child in parse.children(index, "det"))
        if above != NO_HEAD and has_article and parse.children(index, "case"):
            changes[index] = replace(token, pos="NOUN" if token.pos == "ADJ" else token.pos, head=above, relation="obl")
    return changes


def _no(parse: Parse) -> Changes:
    """ "Geen" and "niet" are no particles of a verb: "kan geen standhouden"."""
    return {
        index: replace(token, relation="advmod" if token.text.lower() == "niet" else "det")
        for index, token in enumerate(parse.tokens)
        if token.text.lower() in ("geen", "niet") and token.plain_relation == "compound"
    }


_REPAIRS: Final[tuple[Callable[[Parse], Changes], ...]] = (
    list_mark,
    orders,
    call,
    _te,
    _before_om,
    _asked_of,
    _passive_before_infinitive,
    _subject_with_te,
    _two_subjects,
    _clause_with_dat,
    _plurals,
    _first_is_subject,
    _phrase_in_phrase,
    noun_in_en,
    _no,
)
