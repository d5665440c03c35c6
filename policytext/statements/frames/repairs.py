"""What parsers trained on news and encyclopedias get wrong in policy texts, put right before frames are made.

Such treebanks hold next to no imperatives, list marks or headings, so a parser takes "Verlaag de drempel" for a verb
with its subject and "Geef" for a determiner. Each repair looks for a tree that Dutch does not have and turns it into
the one that it has; right trees are left as they are (tests/statements/test_frames.py runs them over the treebanks).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from policytext.lexicon import lemmas, table, words
from policytext.statements.frames.clause import has_te, joined_lemma
from policytext.statements.frames.obligation import names_actor
from policytext.statements.frames.predicates import is_of, modal_lemma
from policytext.types.syntax import NO_HEAD, Parse, Token

Changes = Mapping[int, Token]

_MARKS: Final = frozenset("•▪◦‣●■–—*-o")
_ENUMERATION_ENDS: Final = (".", ")")
#: Tokens at the head of a sentence among which its list mark is looked for.
_OPENING: Final = 3
_SUBJECT_PRONOUNS: Final = frozenset(
    ("ik", "je", "jij", "u", "we", "wij", "ze", "zij", "hij", "men", "er", "het", "dit", "dat", "jullie")
)
#: What may stand behind an imperative that a parser took for a noun.
_AFTER_ORDER: Final = frozenset(("DET", "NOUN", "PROPN", "ADJ", "NUM", "ADV", "SCONJ", "PRON"))
_ORDER_MORPH: Final = "Number=Sing|Tense=Pres|VerbForm=Fin"
_PLURAL_MORPH: Final = "Number=Plur|Tense=Pres|VerbForm=Fin"
#: A noun in -en with a neuter singular that is longer is hardly ever anything but an infinitive.
_SHORTEST_NOUN: Final = 8
_STRAY: Final = ("fixed", "parataxis", "appos", "nmod", "amod", "dep", "nsubj")


def repaired(parse: Parse) -> Parse:
    """The parse with what is certainly wrong put right; the tokens keep their places."""
    if not parse.tokens:
        return parse
    for repair in _REPAIRS:
        changes = repair(parse)
        if changes:
            parse = Parse(tuple(changes.get(index, token) for index, token in enumerate(parse.tokens)))
    return parse


def _list_mark(parse: Parse) -> Changes:
    """ "•", "2." and "a)" before a sentence are punctuation, whatever hangs on them."""
    first = _first_word(parse)
    changes: dict[int, Token] = {}
    if first == 0 or first >= len(parse):
        return changes
    roots = [index for index in range(first) if parse.tokens[index].head == NO_HEAD]
    below = [child for root in roots for child in parse.children(root) if child >= first]
    new_root = below[0] if below else first
    for index in range(first):
        changes[index] = replace(parse.tokens[index], pos="PUNCT", morph="", head=new_root, relation="punct")
    if roots:
        changes[new_root] = replace(parse.tokens[new_root], head=NO_HEAD, relation="root")
    for mark in range(first):
        for child in parse.children(mark):
            if child >= first and child != new_root:
                changes[child] = replace(parse.tokens[child], head=new_root)
    return changes


def _first_word(parse: Parse) -> int:
    """Index of the first token behind quotation marks and a list mark."""
    texts = [token.text for token in parse.tokens[: _OPENING + 1]]
    at = 0
    while at < min(_OPENING, len(texts)) and not texts[at][0].isalnum():
        at += 1
    if at < len(texts) and texts[at] in _MARKS and len(texts) > at + 1:
        at += 1
    elif at < len(texts) and _is_number(texts[at], texts[at + 1] if at + 1 < len(texts) else ""):
        at += 1 if texts[at].endswith(_ENUMERATION_ENDS) else 2
    return at if at < len(parse) else 0


def _is_number(text: str, following: str) -> bool:
    """Whether a token numbers an item: "2.", "a)" or "2" with a point or bracket behind it."""
    label = text.rstrip(".)")
    is_label = (label.isdigit() and len(label) <= 2) or (len(label) == 1 and label.isalpha())
    return is_label and (text.endswith(_ENUMERATION_ENDS) or following in _ENUMERATION_ENDS)


@cache
def _imperatives() -> frozenset[str]:
    return frozenset(words("imperative_verbs"))


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in table("imperative_lemmas")}


@cache
def _infinitive(form: str) -> str | None:
    return _irregular().get(form) or lemmas.verb(form)


def _orders(parse: Parse) -> Changes:
    """A bare stem that begins the sentence and heads it is an imperative, and what follows no subject of it."""
    first = _first_word(parse)
    token = parse.tokens[first]
    if token.head != NO_HEAD or not _may_be_order(parse, first):
        return {}
    changes: dict[int, Token] = {}
    verbs = [first, *(child for child in parse.children(first, "conj") if _goes_on_ordering(parse, child))]
    for verb in verbs:
        token = parse.tokens[verb]
        if token.pos != "VERB" or token.morph != _ORDER_MORPH:
            lemma = _infinitive(token.text.lower()) or token.lemma
            changes[verb] = replace(token, pos="VERB", morph=_ORDER_MORPH, lemma=lemma)
        changes.update(_arguments_of_order(parse, verb))
    return changes


def _may_be_order(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    form = token.text.lower()
    following = parse.tokens[index + 1] if index + 1 < len(parse) else None
    if following is None or following.text.lower() in _SUBJECT_PRONOUNS or modal_lemma(token) is not None:
        return False
    if any(other.text == "?" for other in parse.tokens[-_OPENING:]) or is_of("elliptic", joined_lemma(token.lemma)):
        return False
    if form.endswith("t") and (form not in _imperatives() or _has_consequence(parse)):
        return False
    if token.pos == "VERB" and token.morph == _ORDER_MORPH:
        return form in _imperatives() or not form.endswith("t")
    if following.pos not in _AFTER_ORDER or (token.pos == "VERB" and form not in _imperatives()):
        return False
    if form in _imperatives():
        return True
    is_other_word = token.pos in ("ADV", "ADP", "SCONJ", "CCONJ", "PRON") or lemmas.noun_or_adjective(form) is not None
    return not is_other_word and _is_stem_of(form, _infinitive(form))


def _is_stem_of(form: str, infinitive: str | None) -> bool:
    """Whether a form is the stem of an infinitive: "baseer" of "baseren"."""
    return infinitive is not None and infinitive != form and not form.endswith(("t", "d", "en"))


def _has_consequence(parse: Parse) -> bool:
    """Whether "dan" shows that a verb before it only states a condition: "Laat het Rijk dit na, dan ..."."""
    return any(token.text.lower() == "dan" for token in parse.tokens)


def _goes_on_ordering(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    form = token.text.lower()
    is_bare = token.pos == "VERB" and token.morph == _ORDER_MORPH and not form.endswith("t")
    return is_bare or form in _imperatives()


def _arguments_of_order(parse: Parse, verb: int) -> Changes:
    """Objects and clauses that a parser took for subjects, names or relative clauses of an imperative."""
    changes: dict[int, Token] = {}
    objects = list(parse.children(verb, "obj"))
    for child in parse.children(verb):
        token = parse.tokens[child]
        if child < verb:
            continue
        if token.plain_relation == "acl" and _has_mark(parse, child, ("dat", "of")):
            changes[child] = replace(token, relation="ccomp")
        is_noun = token.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") and not parse.children(child, "case")
        if is_noun and token.plain_relation in _STRAY and token.text.lower() not in _SUBJECT_PRONOUNS:
            if objects and token.plain_relation == "nsubj" and child < objects[0]:
                changes[child] = replace(token, relation="iobj")
            elif not objects:
                objects.append(child)
                changes[child] = replace(token, relation="obj")
            elif objects[0] in changes and token.relation == "fixed":
                changes[objects[0]] = replace(parse.tokens[objects[0]], relation="iobj")
                changes[child] = replace(token, relation="obj")
    return changes


def _has_mark(parse: Parse, index: int, marks: tuple[str, ...]) -> bool:
    return any(parse.tokens[child].text.lower() in marks for child in parse.children(index, "mark"))


def _call(parse: Parse) -> Changes:
    """ "Laten we" before an infinitive is its auxiliary."""
    first = _first_word(parse)
    if first + 1 >= len(parse) or parse.tokens[first].text.lower() not in ("laten", "laat"):
        return {}
    if parse.tokens[first + 1].text.lower() not in ("we", "wij", "ons"):
        return {}
    call = replace(parse.tokens[first], pos="AUX", lemma="laten", morph=_PLURAL_MORPH, relation="aux")
    if parse.tokens[first].head != NO_HEAD:
        head = parse.tokens[first].head
        return {first: call} if parse.tokens[head].head == NO_HEAD else {}
    verb = next((child for child in parse.children(first, "xcomp", "ccomp") if parse.tokens[child].pos == "VERB"), None)
    if verb is None:
        return {}
    changes = {first: replace(call, head=verb), verb: replace(parse.tokens[verb], head=NO_HEAD, relation="root")}
    for child in parse.children(first):
        if child != verb:
            token = parse.tokens[child]
            relation = "nsubj" if child == first + 1 else token.relation
            changes[child] = replace(token, head=verb, relation=relation)
    return changes


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
        if token.relation not in ("ccomp", "csubj") or token.pos != "VERB" or not _has_mark(parse, index, ("dat",)):
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
    return _PLURAL_MORPH if is_plural else token.morph


def _plurals(parse: Parse) -> Changes:
    """A verb in -en with a subject and no other verb is a plural, not an infinitive."""
    return {
        index: replace(token, morph=_PLURAL_MORPH)
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


def _noun_in_en(parse: Parse) -> Changes:
    """ "Versterken van wijkteams" at the head of an item: a verb, though treebanks have it as a noun as well."""
    first = _first_word(parse)
    token = parse.tokens[first]
    if token.pos != "NOUN" or token.head != NO_HEAD or parse.children(first, "det", "nmod:poss", "amod", "cop", "aux"):
        return {}
    is_neuter = token.feature("Gender") == "Neut" and token.feature("Number") == "Sing"
    if not is_neuter or len(token.text) < _SHORTEST_NOUN or not token.text.endswith("en"):
        return {}
    return {first: replace(token, pos="VERB", morph="VerbForm=Inf", lemma=token.text.lower())}


def _no(parse: Parse) -> Changes:
    """ "Geen" and "niet" are no particles of a verb: "kan geen standhouden"."""
    return {
        index: replace(token, relation="advmod" if token.text.lower() == "niet" else "det")
        for index, token in enumerate(parse.tokens)
        if token.text.lower() in ("geen", "niet") and token.plain_relation == "compound"
    }


_REPAIRS: Final[tuple[Callable[[Parse], Changes], ...]] = (
    _list_mark,
    _orders,
    _call,
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
    _noun_in_en,
    _no,
)
