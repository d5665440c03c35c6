"""What the words of a sentence say: which of them are about something, and how rare they are in the index."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from policytext.store.fulltext import stem, stopwords
from policytext.store.words import UnitWords


def is_content(word: str) -> bool:
    """Whether a folded word is neither a function word nor a number."""
    return len(word) > 2 and word not in stopwords() and not word.isdigit()


def content_of(sentence: UnitWords) -> frozenset[str]:
    """Stems of a sentence's content words and of the parts of those that are compounds."""
    return sentence.parts.union(sentence.stems) - _idle()


@cache
def _idle() -> frozenset[str]:
    return frozenset(form for word in stopwords() for form in (word, stem(word)))


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare stems are among sentences, in [0, 1]: 0 where all have one, near 1 where few have it."""

    counts: Mapping[str, int]
    total: int

    @classmethod
    def of(cls, contents: Sequence[frozenset[str]]) -> "Rarity":
        """From the stems of sentences."""
        return cls(Counter(stem for content in contents for stem in content), len(contents))

    def __call__(self, stem: str) -> float:
        """Rarity of one stem; 0 for a function word, which is not counted."""
        count = self.counts.get(stem, 0)
        return math.log((self.total + 1) / count) / math.log(self.total + 1) if count else 0.0
