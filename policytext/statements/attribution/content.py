"""What is said: whether a clause, a colon or a quotation behind a verb of saying gives the words of its subject."""

from typing import Final

from policytext.statements.frames import Frame, ParsedSentence
from policytext.types.syntax import Parse

_QUOTES: Final = frozenset('“„"‘«')
#: Words between a verb and the colon or quotation behind it.
_MOST_SIGNS: Final = 2
_ENDS: Final = frozenset((";", ":", ",", "."))
#: Nouns that have a clause with "dat" of their own: "op grond van het feit dat".
_HAVING_THAT: Final = frozenset(
    (
        "feit",
        "gevolg",
        "risico",
        "gevaar",
        "kans",
        "moment",
        "mate",
        "wijze",
        "manier",
        "doel",
        "basis",
        "zodanig",
        "zo",
    )
)
#: Verbs of saying that take an infinitive with "te" for what is said.
_WITH_INFINITIVE: Final = ("aangeven", "zeggen", "melden", "verklaren", "beweren", "erkennen", "weten", "toezeggen")
#: Before "te" these open an infinitive that tells why or how, not what is said.
_OTHER_INFINITIVES: Final = frozenset(("om", "door", "zonder", "alvorens", "teneinde", "dan", "die", "na"))


def has_content(sentence: ParsedSentence, place: int) -> bool:
    """Whether a clause, a colon or a quotation says what is said."""
    parse, frame = sentence.parse, sentence.frames[place]
    heads = {frame.predicate, *frame.verb}
    for head in heads:
        for child in parse.children(head, "ccomp", "csubj", "xcomp", "advcl", "acl"):
            marks = {parse.tokens[mark].text.lower() for mark in parse.children(child, "mark")}
            relation = parse.tokens[child].relation
            is_behind = child > frame.predicate and (relation in ("xcomp", "ccomp") or "om" in marks)
            if "dat" in marks or ("te" in marks and is_behind):
                return True
            if relation == "ccomp" and not marks and not _is_indirect_question(parse, child):
                return True
    return has_quotation(parse, frame) or _has_that_behind(parse, frame) or _has_infinitive_behind(parse, frame)


def _has_that_behind(parse: Parse, frame: Frame) -> bool:
    """Whether "dat" opens a clause behind the verb or its particle, whatever the parser makes of that clause."""
    for index in range(min(frame.verb) + 1, len(parse)):
        token = parse.tokens[index]
        if token.text.lower() == "dat":
            if index - 1 in frame.verb:
                return True
            return token.pos == "SCONJ" and parse.tokens[index - 1].text.lower() not in _HAVING_THAT
        if index not in frame.verb and (token.feature("VerbForm") == "Fin" or token.text in _ENDS):
            return False
    return False


def _has_infinitive_behind(parse: Parse, frame: Frame) -> bool:
    """Whether the words said are an infinitive that the parser hung elsewhere: "heeft aangegeven mee te doen"."""
    if not frame.lemma.endswith(_WITH_INFINITIVE):
        return False
    for index in range(max(frame.verb) + 1, len(parse)):
        token = parse.tokens[index]
        if token.text.lower() == "te":
            return True
        if token.feature("VerbForm") == "Fin" or token.text in _ENDS or token.text.lower() in _OTHER_INFINITIVES:
            return False
    return False


_ASKING: Final = frozenset(("hoe", "of", "waar", "wat", "wie", "welk", "welke", "wanneer", "waarom", "hoeveel", "in"))


def _is_indirect_question(parse: Parse, child: int) -> bool:
    """Whether a clause is what is asked or chosen: "bepalen hoe zij werken"."""
    first = min(parse.subtree(child))
    return parse.tokens[first].text.lower() in _ASKING


def has_quotation(parse: Parse, frame: Frame) -> bool:
    """Whether a colon or an opening quotation mark stands behind the verb, or a quotation before it."""
    last = max(frame.verb)
    first = min(frame.verb)
    signs = [index for index, token in enumerate(parse.tokens) if token.text in _QUOTES or token.text == ":"]
    if any(index > first and len(parse) - index > 3 for index in signs):
        return True
    closing = [index for index, token in enumerate(parse.tokens) if token.text in '”’"»' and index < last]
    return any(first - index <= _MOST_SIGNS for index in closing if index < first)
