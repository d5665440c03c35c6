"""A text as words for the search of mentions: each with its place, its key, and how it joins the word before it."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from typing import Final

from policytext.lexicon import words
from policytext.types.spans import Span
from policytext.types.syntax import Parse, Token

#: A word with inner hyphens, apostrophes and ampersands ("GGZ-aanbieders", "zzp'er", "I&W"), or one sign.
_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # markers of notes, no part of a word
_LETTER: Final = rf"[^\W_{_RAISED}]"
_WORD: Final = re.compile(rf"{_LETTER}+(?:[-‑&'’]{_LETTER}+)*|[^\w\s]|[_{_RAISED}]")
_CHUNK: Final = re.compile(r"\S+")
_SITE: Final = re.compile(r"\.(?:nl|com|eu|org|be|net|gov)(?:[/:?#]|[^\w]*$)")
_SENTENCE_END: Final = frozenset(".?!:;•")
_OPENING: Final = frozenset("([‘’“”\"'„*–—-•")
_DETERMINERS: Final = frozenset(
    (
        *("de", "het", "dit", "dat", "deze", "die", "uw", "ons", "onze", "hun", "haar", "zijn", "beide", "elke", "elk"),
        *("iedere", "ieder", "alle", "welke", "welk", "mijn", "jullie", "diens", "hetzelfde", "dezelfde"),
    )
)
#: Letters of a further part of a name in small letters, and words that stand behind names in letterheads.
_SHORTEST_PART: Final = 4
_NO_PART: Final = frozenset(("postbus", "telefoon", "bezoekadres"))
#: Adjectives that may stand between an article and its noun: "het nieuwe college".
_MOST_ADJECTIVES: Final = 2


class Gap(IntEnum):
    """What stands between a word and the word before it."""

    GLUED = 0
    SPACE = 1
    BREAK = 2  # an empty line or a tab: the end of a block or a cell


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign; `key` is the form in which words are compared, lower-cased with plain apostrophes and hyphens."""

    text: str
    key: str
    start: int
    end: int
    gap: Gap

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_letters(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_acronym(self) -> bool:
        """Whether it has two capitals or more in one part, as abbreviations do: "VWS", "JenV"."""
        return sum(letter.isupper() for letter in self.text.split("-")[0]) > 1


@cache
def function_words() -> frozenset[str]:
    """Words of the closed classes, and those that begin a sentence far more often than a name."""
    return frozenset((*words("stopwords"), *words("sentence_starters"), "u", "uw"))


def key_of(text: str) -> str:
    """The form in which words are compared: lower case, without accents, with plain apostrophes and hyphens."""
    key = text.casefold()
    if not key.isascii():
        plain = unicodedata.normalize("NFKD", key.replace("’", "'").replace("‑", "-"))
        key = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return key


def split_words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Words and signs of a stretch of text, in linear time."""
    before = start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        between = text[before : match.start()]
        gap = Gap.GLUED if not between else Gap.BREAK if between.count("\n") > 1 or "\t" in between else Gap.SPACE
        yield Word(match[0], key_of(match[0]), match.start(), match.end(), gap)
        before = match.end()


def _without_addresses(text: str, span: Span) -> Iterator[Word]:
    """Words outside web and mail addresses; the word behind one joins nothing."""
    addresses = [
        match.span()
        for match in _CHUNK.finditer(text, span.start, span.end)
        if "://" in match[0] or "@" in match[0] or "www." in match[0] or _SITE.search(match[0])
    ]
    starts = [start for start, _ in addresses]
    is_behind = False
    for word in split_words(text, span.start, span.end):
        index = bisect_right(starts, word.start) - 1
        if index >= 0 and word.start < addresses[index][1]:
            is_behind = True
            continue
        yield replace(word, gap=Gap.BREAK) if is_behind else word
        is_behind = False


class Reading:
    """The words of a stretch of text, web and mail addresses left out, and what the parse says of them."""

    __slots__ = ("_parse_starts", "parse", "text", "words")

    def __init__(self, text: str, within: Span | None = None, parse: Parse | None = None) -> None:
        self.text = text
        self.parse = parse
        self._parse_starts = [] if parse is None else [token.span.start for token in parse.tokens]
        span = within if within is not None else Span(0, len(text))
        self.words = tuple(_without_addresses(text, span))

    def __len__(self) -> int:
        return len(self.words)

    def key(self, index: int) -> str:
        """Key of a word; empty outside the text and where the word belongs to another block."""
        return self.words[index].key if 0 <= index < len(self.words) else ""

    def follows(self, index: int) -> bool:
        """Whether a word stands one space behind the word before it."""
        return 0 < index < len(self.words) and self.words[index].gap is Gap.SPACE

    def is_glued(self, index: int) -> bool:
        """Whether nothing stands between a word and the word before it."""
        return 0 < index < len(self.words) and self.words[index].gap is Gap.GLUED

    def is_name_word(self, index: int) -> bool:
        """Whether a word with a capital or a digit stands one space behind the word before it."""
        return self.follows(index) and (self.words[index].is_capital or self.words[index].text[0].isdigit())

    def opens_sentence(self, index: int) -> bool:
        """Whether a word is the first of its sentence, so that its capital says nothing."""
        at = index
        while at > 0 and self.words[at].gap is not Gap.BREAK and self.words[at - 1].text in _OPENING:
            at -= 1
        if at == 0 or self.words[at].gap is Gap.BREAK or self.words[at - 1].text in _SENTENCE_END:
            return True
        # "a) Behandeling", "(2) Raad": behind the number of an item
        return self.words[at - 1].text == ")" and len(self.words[at - 2].text) <= 2 and at >= 2 and self._begins(at - 2)

    def _begins(self, index: int) -> bool:
        """Whether a short word, or a bracket before it, begins a block or follows a sentence."""
        index -= self.words[index - 1].text == "(" if index else 0
        return index == 0 or self.words[index].gap is Gap.BREAK or self.words[index - 1].text in _SENTENCE_END

    def is_shouted(self, index: int) -> bool:
        """Whether a function word has its capitals from the words around it: "RAAD OM ADVIES"."""
        word = self.words[index]
        if not word.text.isupper() or word.key not in function_words():
            return False
        beside = [self.words[at].text for at in (index - 1, index + 1) if 0 <= at < len(self)]
        return any(len(text) > 1 and text.isupper() for text in beside)

    def is_cut(self, first: int, last: int) -> bool:
        """Whether the words from first to last are part of a longer word: "gemeente- en wijkteams", "vng.nl"."""
        after = last + 1
        if self.is_glued(after) and self.words[after].text in "-‑_@":
            return True
        if self.is_glued(after) and self.words[after].text == "." and self.is_glued(after + 1):
            return self.words[after + 1].text[0].isalnum() and self.words[after + 1].text not in _RAISED
        before = first - 1
        if not self.is_glued(first):
            return False
        if self.words[before].text in "-‑_@":
            return True
        return self.words[before].text == "." and self.is_glued(before) and self.words[before - 1].text[0].isalnum()

    def is_determined(self, index: int) -> bool:
        """Whether an article or pronoun stands before a word, with adjectives between them: "het nieuwe college"."""
        for at in range(index - 1, max(-1, index - 2 - _MOST_ADJECTIVES), -1):
            if not self.follows(at + 1):
                return False
            if self.words[at].key in _DETERMINERS:
                return True
            if not self.words[at].key.endswith("e") or self.words[at].key in function_words():
                return False
        return False

    def part_of_speech(self, index: int) -> str | None:
        """Universal part of speech of a word by the parse; None without one."""
        token = self._token(index)
        return None if token is None else token.pos

    def is_flat(self, index: int) -> bool:
        """Whether the parse takes a word as a further part of the name before it: "Stichting Molens draaien".

        Parsers join what stands behind a name in lists and letterheads too: function words and short ones do not count.
        """
        token = self._token(index) if self.follows(index) else None
        key = self.key(index)
        is_part = len(key) >= _SHORTEST_PART and key not in function_words() and key not in _NO_PART
        return is_part and token is not None and token.plain_relation == "flat"

    def _token(self, index: int) -> Token | None:
        """The token of the parse that ends a word of the reading."""
        if self.parse is None:
            return None
        word = self.words[index]
        at = bisect_left(self._parse_starts, word.end) - 1
        return self.parse.tokens[at] if at >= 0 and self.parse.tokens[at].span.end > word.start else None
