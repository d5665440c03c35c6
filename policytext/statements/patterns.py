"""Phrases of the lexicon found in a sentence, word by word, in one pass.

The pattern language of the lexicon: words separated by spaces; `|` between alternatives of one place; `*` at the end of
a word for any ending; `...` for at most four words in between. Matching is case-insensitive. A pattern is tried only
where its first word occurs, so that hundreds of patterns cost little more than one look-up a word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: Most words that `...` may skip: further apart, Dutch verb brackets still occur but chance hits prevail.
GAP: Final = 4
_PREFIX: Final = 4

#: A word with inner apostrophes and hyphens, a number, or one sign. No part of it can match in two ways.
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[?!:;,.()%€\"“”„‘’'…•–-]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a sentence: lower-cased, with its half-open place in the sentence."""

    text: str
    start: int
    end: int
    capital: bool

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()


def tokens(sentence: str) -> list[Token]:
    """Words, numbers and signs of a sentence in order."""
    found = []
    for match in _TOKEN.finditer(sentence):
        text = match.group()
        found.append(Token(text.lower(), match.start(), match.end(), text[0].isupper()))
    return found


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found: its group and label, and the half-open range of tokens from first to last word."""

    group: str
    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Place:
    words: frozenset[str]
    prefixes: tuple[str, ...]
    gap: int

    def takes(self, word: str) -> bool:
        return word in self.words or (bool(self.prefixes) and word.startswith(self.prefixes))


@dataclass(frozen=True, slots=True)
class _Phrase:
    group: str
    label: str
    places: tuple[_Place, ...]

    def end(self, words: Sequence[str], start: int) -> int | None:
        """Index behind the last word of the phrase that begins at `start`; the nearest words are taken."""
        at = start + 1
        for place in self.places[1:]:
            stop = min(len(words), at + place.gap + 1)
            while at < stop and not place.takes(words[at]):
                at += 1
            if at >= stop:
                return None
            at += 1
        return at


class Phrases:
    """A set of patterns with groups and labels."""

    def __init__(self, patterns: Iterable[tuple[str, str, str]]) -> None:
        """Compile `(group, pattern, label)` triples.

        Raises:
            ValueError: a pattern is empty, begins or ends with a gap, or has a prefix of under four letters.
        """
        self._by_word: dict[str, list[_Phrase]] = {}
        self._by_prefix: dict[str, list[_Phrase]] = {}
        for group, pattern, label in patterns:
            phrase = _Phrase(group, label, _places(pattern))
            for word in phrase.places[0].words:
                self._by_word.setdefault(word, []).append(phrase)
            for prefix in phrase.places[0].prefixes:
                self._by_prefix.setdefault(prefix[:_PREFIX], []).append(phrase)

    def find(self, words: Sequence[str]) -> list[Hit]:
        """Every phrase in the lower-cased words, in order of place; phrases may overlap."""
        hits = []
        for start, word in enumerate(words):
            for phrase in self._by_word.get(word, ()):
                end = phrase.end(words, start)
                if end is not None:
                    hits.append(Hit(phrase.group, phrase.label, start, end))
            for phrase in self._by_prefix.get(word[:_PREFIX], ()):
                if phrase.places[0].takes(word) and (end := phrase.end(words, start)) is not None:
                    hits.append(Hit(phrase.group, phrase.label, start, end))
        return hits


def _places(pattern: str) -> tuple[_Place, ...]:
    places: list[_Place] = []
    gap = 0
    for part in pattern.split():
        if part == "...":
            gap = GAP
            continue
        alternatives = part.split("|")
        prefixes = tuple(word[:-1] for word in alternatives if word.endswith("*"))
        if any(len(prefix) < _PREFIX for prefix in prefixes) or "" in alternatives:
            raise ValueError(f"a word or a prefix of the pattern is too short: {pattern!r}")
        places.append(_Place(frozenset(w for w in alternatives if not w.endswith("*")), prefixes, gap))
        gap = 0
    if not places or gap or pattern.startswith("..."):
        raise ValueError(f"a pattern must begin and end with a word: {pattern!r}")
    return tuple(places)
