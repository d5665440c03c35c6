"""Other words for the words of a question: "kerncentrales" for "kernenergie", "VNG" for its full name.

From a list of words and names that mean about the same in Dutch public policy (`lexicon/search_synonyms.tsv`). What was
tried besides, and what each gains: docs/adr/0029.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext.lexicon import table
from policytext.lexicon.compounds import analyse
from policytext.store.fulltext import parts, question_words, stopwords, tokens
from policytext.store.passages import Words

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """What may stand for words of a question: its words with a meaning of their own, as written.

    `lemmas` holds the stems of those that the list gives as a dictionary does, which any form may stand for.
    """

    words: Phrase
    lemmas: tuple[str | None, ...]

    @classmethod
    def of(cls, phrase: Phrase) -> "Alternative":
        """The alternative that a phrase of the list is."""
        words = tuple(word for word in phrase if word not in stopwords()) or phrase
        return cls(words, tuple(parts(word)[0] if _lemma(word) == word else None for word in words))

    def stands_in(self, words: Words) -> bool:
        """Whether all its words are there, in any order."""
        for word, lemma in zip(self.words, self.lemmas, strict=True):
            if not (words.has_word(word) or (lemma is not None and words.has_part(lemma))):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words of a question with a meaning of their own, and what may stand for them together."""

    words: Phrase
    alternatives: tuple[Alternative, ...]


@lru_cache(maxsize=256)
def expansions(query: str) -> tuple[Expansion, ...]:
    """What may stand for the words of a question, in their order; each word is looked up once, in the longest phrase.

    A word that the list gives as a dictionary does is known in any form, another as it is written ("ouderen", which is
    no form of "ouder").
    """
    return tuple(_expansions(question_words(query)))


def other_words(query: str) -> str:
    """All words that may stand for words of the question, for full text; "" where none may."""
    found = (word for one in expansions(query) for other in one.alternatives for word in other.words)
    return " ".join(dict.fromkeys(found))


def _expansions(words: list[str]) -> Iterator[Expansion]:
    groups, longest = _groups()
    place = 0
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            phrase = tuple(words[place : place + length])
            known = (phrase, (*phrase[:-1], _lemma(phrase[-1])))
            others = {other: None for one in known for group in groups.get(one, ()) for other in group}
            if others:
                kept = tuple(Alternative.of(other) for other in others if other not in known)
                yield Expansion(tuple(word for word in phrase if word not in stopwords()), kept)
                break
        else:
            length = 1
        place += length


@cache
def _groups() -> tuple[dict[Phrase, list[tuple[Phrase, ...]]], int]:
    """The groups in which each phrase stands, and the words of the longest phrase."""
    found: dict[Phrase, list[tuple[Phrase, ...]]] = {}
    for row in table("search_synonyms"):
        group = tuple(tuple(tokens(phrase)) for phrase in row["terms"].split(";"))
        for phrase in group:
            found.setdefault(phrase, []).append(group)
    return found, max(map(len, found))


def _lemma(word: str) -> str:
    return analyse(word).lemma if word.isalpha() else word
