"""The clauses that limit a statement to a case: "als het Rijk betaalt", "tenzij", "Stelt het Rijk geen geld ..., dan".

A conjunction opens such a clause; the parse tells how far it reaches, else commas and finite verbs do. What only
compares ("als gevolg van"), grants ("ook als") or tells a time in the past ("wanneer het kabinet viel") limits nothing.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from policytext.lexicon import table, words
from policytext.lexicon.folding import folded
from policytext.lexicon.lemmas import noun_or_adjective, verb
from policytext.statements.patterns import Hit, Phrases, Token, tokens
from policytext.types.spans import Span
from policytext.types.syntax import Parse

_CLAUSES: Final = frozenset(("advcl", "acl", "ccomp", "parataxis", "conj", "csubj", "dep", "advmod"))
_ENDS: Final = frozenset((";", ":", "?", "!", ".", ")", "–", "•"))
#: Words that may stand before a clause that opens the sentence.
_OPENING: Final = frozenset(("maar", "en", "want", "alleen", "dus", "of", "dat", "pas", "(", "-", "–", "•", "“", "‘"))
#: Subjects of one word; any other singular noun right behind "als" and before a verb is a role.
_PRONOUNS: Final = frozenset(
    ("men", "hij", "zij", "ze", "het", "dit", "dat", "er", "we", "wij", "u", "je", "ik", "niemand", "iemand", "alles")
)
_DETERMINERS: Final = frozenset(("de", "het", "een", "deze", "die", "dit", "dat", "alle", "geen", "onze", "hun"))
#: Behind a comma inside a clause: it goes on.
_GOING_ON: Final = frozenset(("die", "dat", "waar", "waarbij", "waarin", "waarvan", "waarop", "welke", "wie"))
#: Right behind "als" and a bare noun: the noun is an example or a role, and more is said of it ("als zand waardoor").
_SAID_OF_IT: Final = frozenset(("die", "dat", "welke"))
_BOTH: Final = "zowel"
_SUBJECTS: Final = ("nsubj", "csubj", "expl")
_BARE: Final = frozenset(("NOUN", "PROPN", "ADJ"))
_PAST: Final = "Tense=Past"
_PAST_WORDS: Final = frozenset(("was", "waren", "werd", "werden", "had", "hadden", "kwam", "kwamen", "ging", "gingen"))
#: A clause has a subject and a verb.
_FEWEST_WORDS: Final = 3
#: Most words of a clause: in a text that is no sentence nothing else ends it.
_LONGEST: Final = 120


@cache
def _phrases() -> Phrases:
    markers = [("marker", row["pattern"], row["class"]) for row in table("condition_markers")]
    return Phrases([*markers, *(("idle", entry, "idle") for entry in words("idle_conditions"))])


@cache
def _finite() -> frozenset[str]:
    modals = (row["form"] for row in table("modal_forms"))
    return frozenset((*words("finite_verbs"), *words("verb_first_conditionals"), *modals))


@lru_cache(maxsize=16384)
def _is_verb_form(word: str) -> bool:
    """Whether a word is listed as a finite verb, or known as the form of a verb and of no other word."""
    form = folded(word)
    is_sure = form not in words("stopwords") and (form.endswith("t") or noun_or_adjective(form) is None)
    return word in _finite() or (is_sure and verb(form) is not None)


class _Sentence:
    """The words of a sentence, with the tags of its parse where it has one."""

    def __init__(self, text: str, parse: Parse | None) -> None:
        self.tokens = tokens(text)
        self.words = [token.text for token in self.tokens]
        self.parse = parse
        self._places = {} if parse is None else {token.span.start: at for at, token in enumerate(parse.tokens)}

    def parsed(self, index: int) -> int | None:
        """Index in the parse of a word."""
        return self._places.get(self.tokens[index].start)

    def is_finite(self, index: int) -> bool:
        """Whether a word is a finite verb."""
        if not 0 <= index < len(self.words):
            return False
        place = self.parsed(index)
        if place is None or self.parse is None:
            return _is_verb_form(self.words[index])
        return self.parse.tokens[place].feature("VerbForm") == "Fin"

    def is_past(self, first: int, stop: int) -> bool:
        """Whether a finite verb between two words is in the past tense."""
        if self.parse is None:
            return any(word in _PAST_WORDS for word in self.words[first:stop])
        places = (self.parsed(index) for index in range(first, stop))
        return any(place is not None and _PAST in self.parse.tokens[place].morph for place in places)


def conditions_of(text: str, parse: Parse | None = None) -> tuple[Span, ...]:
    """The clauses that limit what a sentence says, in order, in code points of the sentence; none lies in another.

    Args:
        text: the sentence.
        parse: its syntax, with spans in code points of the sentence.
    """
    sentence = _Sentence(text, parse)
    found = _verb_first(sentence)
    hits = _phrases().find(sentence.words)
    idle = [hit for hit in hits if hit.group == "idle"]
    markers = [hit for hit in hits if hit.group == "marker" and not any(_covers(sentence, one, hit) for one in idle)]
    for hit in sorted(markers, key=lambda hit: (hit.first, hit.label != "whole")):
        if found and hit.first < found[-1][1]:
            continue
        stop = hit.last if hit.label == "whole" else _clause_end(sentence, hit.first, hit.last)
        if _limits(sentence, hit, stop):
            found.append((hit.first, stop))
    return tuple(Span(sentence.tokens[first].start, sentence.tokens[stop - 1].end) for first, stop in found)


def _covers(sentence: _Sentence, one: Hit, other: Hit) -> bool:
    """Whether a conjunction is part of a longer phrase; not over a comma: "Zo zal, als de wet er komt, ..."."""
    is_behind_comma = one.first < other.first and sentence.words[other.first - 1] == ","
    return one.first <= other.first and other.last <= one.last and not is_behind_comma


def _limits(sentence: _Sentence, hit: Hit, stop: int) -> bool:
    """Whether the clause from a conjunction to before the word `stop` limits anything."""
    if hit.label == "whole":
        return True
    if stop - hit.first < _FEWEST_WORDS or (hit.label == "present" and sentence.is_past(hit.first, stop)):
        return False
    if hit.label == "opening" and hit.first > 0 and sentence.words[hit.first - 1] != ",":
        return False
    if hit.label == "alone" and not _is_clause(sentence, hit, stop):
        return False
    # "Wanneer komt de wet?"
    return not (hit.first == 0 and sentence.words[-1] == "?" and sentence.is_finite(hit.last))


def _is_clause(sentence: _Sentence, hit: Hit, stop: int) -> bool:
    """Whether "als" opens a clause of its own, rather than naming a role, an example or the second of two."""
    if hit.first == 0 and sentence.words[stop : stop + 2] == [",", "dan"]:
        return True  # whatever the parser makes of its verb
    if _BOTH in sentence.words[: hit.first] or not _has_finite(sentence, hit, stop):
        return False
    if _has_determiner(sentence, hit.last) and _ends_in_verb(sentence, hit.last, stop):
        return True  # a role has no article: "die als piekbelaster worden aangemerkt"
    if _is_role(sentence, hit.first, hit.last, stop):
        return False
    # "Maatregelen als de uitkoop zijn niet genoeg": the verb is that of the sentence, which has no other.
    outside = (*range(hit.first), *range(stop, len(sentence.words)))
    return hit.first == 0 or any(sentence.is_finite(index) for index in outside)


def _is_relative(word: str) -> bool:
    return word in _GOING_ON or word.startswith("waar")


def _has_determiner(sentence: _Sentence, index: int) -> bool:
    """Whether a phrase with an article, or a pronoun, begins at a word."""
    return index < len(sentence.words) and sentence.words[index] in _DETERMINERS | _PRONOUNS


def _ends_in_verb(sentence: _Sentence, first: int, stop: int) -> bool:
    """Whether what follows a conjunction ends in its finite verb, as clauses do, and in no relative clause's."""
    if any(map(_is_relative, sentence.words[first + 1 : stop])):
        return False
    last = stop - 1
    is_cluster = sentence.is_finite(last - 1) and _is_nonfinite(sentence, last)
    return last > first and (sentence.is_finite(last) or is_cluster)


def _is_nonfinite(sentence: _Sentence, index: int) -> bool:
    """Whether a word is a participle or an infinitive."""
    place = sentence.parsed(index)
    if place is None or sentence.parse is None:
        return verb(folded(sentence.words[index])) is not None
    return sentence.parse.tokens[place].feature("VerbForm") in ("Part", "Inf")


def _has_finite(sentence: _Sentence, hit: Hit, stop: int) -> bool:
    return any(sentence.is_finite(index) for index in range(hit.last, stop))


def _is_role(sentence: _Sentence, first: int, last: int, stop: int) -> bool:
    """Whether "als" names a role or compares: "als voorzitter leidt zij". A clause has a subject of its own."""
    if last + 1 < stop and (sentence.words[last + 1] in _SAID_OF_IT or sentence.words[last + 1].startswith("waar")):
        return sentence.words[last] not in _PRONOUNS and not sentence.is_finite(last)
    if sentence.parse is not None:
        at = sentence.parsed(first)
        if at is not None and sentence.parse.tokens[at].plain_relation == "case":
            return True
        places = {place for index in range(last, stop) if (place := sentence.parsed(index)) is not None}
        inside = [sentence.parse.tokens[place] for place in places]
        has_subject = any(token.plain_relation in _SUBJECTS and token.head in places for token in inside)
        # Without one, a bare noun is a role and the rest an impersonal passive: "als aan de eisen is voldaan".
        follows = sentence.parsed(last)
        return not has_subject and follows is not None and sentence.parse.tokens[follows].pos in _BARE
    word = folded(sentence.words[last])
    is_subject = word in _PRONOUNS or noun_or_adjective(word) != word
    return not is_subject and sentence.is_finite(last + 1) and last + 2 < stop


def _clause_end(sentence: _Sentence, first: int, last: int) -> int:
    """Index behind the last word of the clause that a conjunction at the words from `first` to `last` opens."""
    parsed = _parsed_end(sentence, first, last)
    if parsed is not None:
        end = _with_final_verb(sentence, last, parsed)
        # Else a parser cut the clause in two; not where more is said of a noun: "een instrument als de meter waarmee".
        is_cut = _has_determiner(sentence, last) and not any(map(_is_relative, sentence.words[last + 1 : last + 3]))
        if not is_cut or any(sentence.is_finite(index) for index in range(last, end)):
            return _without_aside(sentence, last, end)
    is_opening = all(word in _OPENING for word in sentence.words[:first])
    seen_verb = False
    stop = min(len(sentence.words), last + _LONGEST)
    for index in range(last, stop):
        word = sentence.words[index]
        if word in _ENDS:
            return index
        if word == "," and sentence.words[index + 1 : index + 2] == ["dan"]:
            return index
        if word == "," and seen_verb and (_is_aside(sentence, index) or not _goes_on(sentence, index, is_opening)):
            return index
        # "Als het Rijk betaalt kunnen gemeenten door": the second of two verbs begins the main clause.
        if is_opening and seen_verb and sentence.is_finite(index) and sentence.is_finite(index - 1):
            return index
        seen_verb = seen_verb or sentence.is_finite(index)
    return stop


def _with_final_verb(sentence: _Sentence, first: int, stop: int) -> int:
    """The end with the finite verb that a parser left out: "indien het feit de dood tot gevolg heeft"."""
    has_verb = any(sentence.is_finite(index) for index in range(first, stop))
    is_last = stop + 1 >= len(sentence.words) or sentence.words[stop + 1] in _ENDS or sentence.words[stop + 1] == ","
    return stop + 1 if not has_verb and is_last and sentence.is_finite(stop) else stop


def _without_aside(sentence: _Sentence, first: int, stop: int) -> int:
    """The end without a relative clause behind the verb, which may belong to another noun."""
    seen_verb = False
    for index in range(first, stop):
        if seen_verb and sentence.words[index] == "," and _is_aside(sentence, index):
            return index
        seen_verb = seen_verb or sentence.is_finite(index)
    return stop


def _is_aside(sentence: _Sentence, comma: int) -> bool:
    """Whether a relative clause follows a comma."""
    return comma + 1 < len(sentence.words) and sentence.words[comma + 1] in _GOING_ON


def _goes_on(sentence: _Sentence, comma: int, is_opening: bool) -> bool:
    """Whether the clause goes on behind a comma: at a relative clause, or in a row before the main verb."""
    following = sentence.words[comma + 1] if comma + 1 < len(sentence.words) else ""
    if following in _GOING_ON:
        return True
    return is_opening and following != "dan" and not sentence.is_finite(comma + 1)


def _parsed_end(sentence: _Sentence, first: int, last: int) -> int | None:
    """Where the clause ends by the parse: behind the last word that hangs on its verb. None where it is not sure."""
    parse = sentence.parse
    if parse is None:
        return None
    at = sentence.parsed(last - 1)
    if at is None or parse.tokens[at].plain_relation not in ("mark", "advmod", "cc", "case"):
        return None
    head = parse.tokens[at].head
    if head <= at or parse.tokens[head].plain_relation not in _CLAUSES:
        return None
    tree = parse.subtree(head)
    end = head
    for place in range(head + 1, len(parse.tokens)):
        if place not in tree:
            break
        end = place
    stop = parse.tokens[end].span.end
    index = max((place for place, token in enumerate(sentence.tokens) if token.end <= stop), default=last) + 1
    while index > last and not sentence.words[index - 1][0].isalnum():
        index -= 1
    return index


def _verb_first(sentence: _Sentence) -> list[tuple[int, int]]:
    """ "Stelt het Rijk geen geld beschikbaar, dan stopt de aanpak": from the verb to the comma before "dan"."""
    listed = sentence.words
    if len(listed) < _FEWEST_WORDS or listed[-1] == "?" or not sentence.tokens[0].is_word:
        return []
    is_known = listed[0] in words("verb_first_conditionals")
    if not (is_known or (listed[0].endswith("t") and (sentence.parse is None or sentence.is_finite(0)))):
        return []
    commas = [index for index, word in enumerate(listed[:-1]) if word == ","]
    for comma in commas:
        if comma < _FEWEST_WORDS:
            continue
        is_then = listed[comma + 1] == "dan" and _has_verb(sentence, comma + 2)
        is_main = listed[0] in ("mocht", "mochten") and sentence.is_finite(comma + 1)
        if is_then or is_main:
            return [(0, comma)]
    return []


def _has_verb(sentence: _Sentence, index: int) -> bool:
    """Whether a word is there that may be the verb of a main clause."""
    return index < len(sentence.words) and _is_word(sentence.tokens, index)


def _is_word(found: Sequence[Token], index: int) -> bool:
    return found[index].is_word
