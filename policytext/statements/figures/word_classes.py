"""Which words of a sentence are nouns and adjectives: from its parse, else from the word list."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from policytext.lexicon import table, words
from policytext.lexicon.folding import folded
from policytext.lexicon.inflection import positives
from policytext.lexicon.lemmas import noun_or_adjective, verb
from policytext.lexicon.word_list import word_list
from policytext.statements.figures.tokens import Token, Tokens
from policytext.types.syntax import Parse

_NOUN: Final = "noun"
_ADJECTIVE: Final = "adjective"
_OTHER: Final = "other"
_VERBS: Final = frozenset(("VERB", "AUX"))
_NOUNS: Final = frozenset(("NOUN", "PROPN"))
#: Most adjectives before a noun that are looked through.
_MOST_ADJECTIVES: Final = 4


@cache
def amount_verbs() -> frozenset[str]:
    """Folded verb forms that say what a number is or became."""
    return frozenset(folded(word) for word in words("amount_verbs"))


@cache
def is_place(word: str) -> bool:
    """Whether a word as written names a country, a province or a large municipality."""
    return word in words("place_names")


@cache
def _never_counted() -> frozenset[str]:
    listed = (*words("uncounted_words"), *words("stopwords"), *words("finite_verbs"), *amount_verbs())
    modals = (row["form"] for row in table("modal_forms"))
    return frozenset(folded(word) for word in (*listed, *modals))


@lru_cache(maxsize=65536)
def word_class(word: str) -> str:
    """Whether a folded word is most likely a "noun", an "adjective" before one, or "other"; unknown words are nouns."""
    if word in _never_counted():
        return _OTHER
    known = noun_or_adjective(word)
    listed = word_list()
    if word.endswith("e") and word not in listed.nouns:
        base = next((base for base in positives(word) if base in listed.adjectives), None)
        if base is not None or (known is not None and known in listed.adjectives):
            return _ADJECTIVE
        if known is None and word.endswith(("ende", "erde", "lijke", "ische", "baar", "bare", "ige", "gde", "kte")):
            return _ADJECTIVE
    if known is not None and known in listed.adjectives and known not in listed.nouns:
        return _OTHER
    return _OTHER if known is None and verb(word) is not None else _NOUN


class WordClasses:
    """Nouns and noun phrases of one sentence."""

    def __init__(self, tokens: Tokens, parse: Parse | None) -> None:
        """Look up which token of the parse each token is; spans of the parse are positions in the same sentence."""
        self._tokens = tokens
        self.parse = parse
        self._places = {} if parse is None else {token.span.start: index for index, token in enumerate(parse.tokens)}

    def parsed(self, index: int) -> int | None:
        """Index in the parse of a token, None without a parse or where it divides words in another way."""
        return self._places.get(self._tokens.at(index).start) if 0 <= index < len(self._tokens) else None

    def _tag(self, index: int) -> str:
        place = self.parsed(index)
        return "" if place is None or self.parse is None else self.parse.tokens[place].pos

    def is_noun(self, index: int) -> bool:
        """Whether a token may be what is counted."""
        token = self._tokens.at(index)
        if not token.is_word or len(token.text) < 2 or token.folded in _never_counted():
            return False
        tag = self._tag(index)
        # Parsers often take an unknown compound for an adjective, and seldom a verb for a noun.
        return tag in _NOUNS or (tag not in _VERBS and word_class(token.folded) == _NOUN)

    def is_adjective(self, index: int) -> bool:
        """Whether a token may stand between a number and the noun that it counts."""
        token = self._tokens.at(index)
        if not token.is_word:
            return False
        return word_class(token.folded) == _ADJECTIVE or (token.text[0].isupper() and token.folded.endswith("se"))

    def is_verb(self, index: int) -> bool:
        """Whether the parse has a verb here."""
        return self._tag(index) in _VERBS

    def phrase_from(self, index: int) -> tuple[int, int] | None:
        """First and last token of adjectives with their noun that begin here."""
        named = self._name_with_number(index)
        if named is not None:
            return index, named
        for last in range(index, index + _MOST_ADJECTIVES + 1):
            if self.is_adjective(last) and (self.is_noun(last + 1) or self.is_adjective(last + 1)):
                continue
            return (index, last) if self.is_noun(last) else None
        return None

    def _name_with_number(self, index: int) -> int | None:
        """Last token of a name that has a number in it and of the noun that it belongs to: "CO2-uitstoot"."""
        number, following = self._tokens.at(index + 1), self._tokens.at(index + 2)
        if not (self._tokens.at(index).text[:1].isupper() and number.is_number):
            return None
        if following.text == "-" and following.glued and self._tokens.at(index + 3).is_word:
            return index + 3
        if not number.glued:
            return None
        return index + 2 if self.is_noun(index + 2) else index + 1

    def phrase_to(self, index: int) -> tuple[int, int] | None:
        """First and last token of a noun that stands here with the adjectives before it."""
        if not self.is_noun(index):
            return None
        first = index
        while first > 0 and index - first < _MOST_ADJECTIVES and self.is_adjective(first - 1):
            first -= 1
        return first, self._name_with_number(index) or index

    def before(self, index: int) -> Iterator[tuple[int, Token]]:
        """Tokens before a place, the nearest first."""
        for place in range(index - 1, -1, -1):
            yield place, self._tokens[place]
