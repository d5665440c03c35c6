"""How a sentence begins: list marks, imperatives, calls ("Laten we") and infinitives that head an item.

Parsers trained on news and encyclopedias know next to none of them; see `frames.repairs`, of which these are a part.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from policytext.lexicon import lemmas, table, words
from policytext.statements.frames.clause import joined_lemma
from policytext.statements.frames.predicates import is_of, modal_lemma
from policytext.types.syntax import NO_HEAD, Parse, Token

#: The tokens that a repair changes, by their index.
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
PLURAL_MORPH: Final = "Number=Plur|Tense=Pres|VerbForm=Fin"
#: A noun in -en with a neuter singular that is longer is hardly ever anything but an infinitive.
_SHORTEST_NOUN: Final = 8
_STRAY: Final = ("fixed", "parataxis", "appos", "nmod", "amod", "dep", "nsubj")


def list_mark(parse: Parse) -> Changes:
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


def orders(parse: Parse) -> Changes:
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
        if token.plain_relation == "acl" and has_mark(parse, child, ("dat", "of")):
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


def has_mark(parse: Parse, index: int, marks: tuple[str, ...]) -> bool:
    return any(parse.tokens[child].text.lower() in marks for child in parse.children(index, "mark"))


def call(parse: Parse) -> Changes:
    """ "Laten we" before an infinitive is its auxiliary."""
    first = _first_word(parse)
    if first + 1 >= len(parse) or parse.tokens[first].text.lower() not in ("laten", "laat"):
        return {}
    if parse.tokens[first + 1].text.lower() not in ("we", "wij", "ons"):
        return {}
    call = replace(parse.tokens[first], pos="AUX", lemma="laten", morph=PLURAL_MORPH, relation="aux")
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


def noun_in_en(parse: Parse) -> Changes:
    """ "Versterken van wijkteams" at the head of an item: a verb, though treebanks have it as a noun as well."""
    first = _first_word(parse)
    token = parse.tokens[first]
    if token.pos != "NOUN" or token.head != NO_HEAD or parse.children(first, "det", "nmod:poss", "amod", "cop", "aux"):
        return {}
    is_neuter = token.feature("Gender") == "Neut" and token.feature("Number") == "Sing"
    if not is_neuter or len(token.text) < _SHORTEST_NOUN or not token.text.endswith("en"):
        return {}
    return {first: replace(token, pos="VERB", morph="VerbForm=Inf", lemma=token.text.lower())}
