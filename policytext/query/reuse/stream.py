"""The words of documents as one row of numbers, and the way back to their sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.store.fulltext import stopwords
from policytext.store.words import UnitWords

Ints = NDArray[np.int64]

#: Words of a collection of which shares say something, and the bits of a rare function word or number.
_FEWEST_WORDS: Final = 20_000
_MOST_BITS_OF_FUNCTION_WORD: Final = 8.0


@dataclass(frozen=True)
class Stream:
    """All words of sentences in order.

    `words`, `documents` and `units` are, for each word, its number in the vocabulary, that of its document and that of
    its sentence in `sentences`. Numbers of documents follow the order of the sentences.
    """

    sentences: Sequence[UnitWords]
    vocabulary: tuple[str, ...]
    words: Ints
    documents: Ints
    units: Ints

    @classmethod
    def of(cls, sentences: Sequence[UnitWords]) -> "Stream":
        """The stream of sentences, which stand in order of document and text."""
        known: dict[str, int] = {}
        documents: dict[str, int] = {}
        words, of_document, units = [], [], []
        for number, sentence in enumerate(sentences):
            document = documents.setdefault(sentence.document, len(documents))
            for word in sentence.words:
                words.append(known.setdefault(word, len(known)))
            of_document += [document] * len(sentence.words)
            units += [number] * len(sentence.words)
        return cls(
            sentences,
            tuple(known),
            np.array(words, dtype=np.int64),
            np.array(of_document, dtype=np.int64),
            np.array(units, dtype=np.int64),
        )

    @cached_property
    def bits(self) -> NDArray[np.float64]:
        """What each word says, by word of the vocabulary: -log2 of its share of all words, little of function words.

        In a few pages every word is frequent; the share is taken of a collection of some size at least.
        """
        counts = np.bincount(self.words, minlength=len(self.vocabulary))
        bits = -np.log2((counts + 0.5) / max(_FEWEST_WORDS, len(self.words)))
        return np.where(self.is_content, bits, np.minimum(bits, _MOST_BITS_OF_FUNCTION_WORD))

    @cached_property
    def is_content(self) -> NDArray[np.bool_]:
        """Whether a word of the vocabulary is neither a function word nor a number."""
        stops = stopwords()
        return np.array(
            [len(word) > 2 and word not in stops and not any(c.isdigit() for c in word) for word in self.vocabulary],
            dtype=np.bool_,
        )

    @cached_property
    def starts(self) -> Ints:
        """Where each sentence begins in the stream, and its end at last; shape (sentences + 1,)."""
        lengths = np.fromiter((len(s.words) for s in self.sentences), dtype=np.int64, count=len(self.sentences))
        return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
