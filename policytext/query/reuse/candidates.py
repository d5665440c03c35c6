"""Pairs of sentences of two documents that may say the same: near in meaning, or with a rare phrase in common.

Neither way compares all sentences with all: phrases are looked up, and from some ten thousand sentences on vectors are
compared only with those that lie around the same points of reference.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.query.rarity import is_content
from policytext.store.words import UnitWords

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Words of a sentence that are neither function words nor numbers, from which it says something by itself, and all
#: words up to which it is one thought and no enumeration.
_FEWEST_CONTENT: Final = 4
_MOST_WORDS: Final = 90
#: Nearest sentences in other documents that are looked at for each sentence.
_NEAREST: Final = 4
#: Nearest sentences in other documents whose mean tells how crowded it is around a sentence.
_CROWD: Final = 10
#: Stems of a phrase, how many of them are no function words, and sentences with it up to which it is rare.
PHRASE: Final = 3
_CONTENT_IN_PHRASE: Final = 2
_RARE: Final = 4
#: Sentences up to which all are compared with all, and cells that are looked through for each sentence beyond that.
_COMPARED: Final = 20_000
_CELLS: Final = 4
#: Rows of one block of a comparison: 1,000 by 20,000 cosines are 80 MB.
_BLOCK: Final = 1_000


def says_something(sentence: UnitWords) -> bool:
    """Whether a sentence is long enough to say something by itself, and no enumeration."""
    return len(sentence.words) <= _MOST_WORDS and sum(map(is_content, sentence.words)) >= _FEWEST_CONTENT


def near_pairs(vectors: Floats, documents: Ints) -> tuple[set[tuple[int, int]], Floats]:
    """Places of sentences that are among each other's nearest in other documents, and how crowded each place is.

    Args:
        vectors: of unit length, shape (n, dimensions).
        documents: number of the document of each, shape (n,).

    Returns:
        Pairs of places, the lower first, where one is among the four nearest of the other when the crowd around it is
        taken off (CSLS: Conneau and others 2018); and the mean cosine of the ten nearest, shape (n,).
    """
    crowds = np.zeros(len(vectors), dtype=np.float32)
    for rows, columns, cosines in _blocks(vectors, documents):
        depth = min(_CROWD, len(columns))
        crowds[rows] = np.maximum(np.partition(cosines, -depth, axis=1)[:, -depth:], 0.0).mean(axis=1)
    pairs: set[tuple[int, int]] = set()
    for rows, columns, cosines in _blocks(vectors, documents):
        cosines -= crowds[columns][None, :] / 2
        depth = min(_NEAREST, len(columns))
        best = np.argpartition(cosines, -depth, axis=1)[:, -depth:]
        for row, places in zip(rows.tolist(), columns[best].tolist(), strict=True):
            pairs.update((min(row, place), max(row, place)) for place in places if documents[place] != documents[row])
    return pairs, crowds


def _blocks(vectors: Floats, documents: Ints) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Rows, the columns that each is compared with, and their cosines; -1 within a document."""
    places = np.arange(len(vectors))
    groups = [(places, places)] if len(vectors) <= _COMPARED else _cells(vectors)
    for members, others in groups:
        for start in range(0, len(members), _BLOCK):
            rows = members[start : start + _BLOCK]
            cosines = vectors[rows] @ vectors[others].T
            cosines[documents[rows][:, None] == documents[others][None, :]] = -1.0
            yield rows, others, cosines


def _cells(vectors: Floats) -> Iterator[tuple[Ints, Ints]]:
    """Sentences by the point of reference that they are nearest to, with those around the nearest such points."""
    count = int(len(vectors) ** 0.5)
    points = vectors[:: max(1, len(vectors) // count)]
    nearest = np.concatenate(
        [np.argmax(vectors[start : start + _BLOCK] @ points.T, axis=1) for start in range(0, len(vectors), _BLOCK)]
    )
    order = np.argsort(nearest, kind="stable")
    bounds = np.searchsorted(nearest[order], np.arange(len(points) + 1))
    held = [order[bounds[i] : bounds[i + 1]] for i in range(len(points))]
    for number, members in enumerate(held):
        if len(members):
            around = np.argsort(-(points @ points[number]), kind="stable")[:_CELLS]
            yield members, np.concatenate([held[place] for place in around])


def phrase_pairs(sentences: Sequence[UnitWords], documents: Ints) -> set[tuple[int, int]]:
    """Places of sentences of two documents with three stems in a row in common that few others have.

    Two of the three are no function words.
    """
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        content = [is_content(word) for word in sentence.words]
        phrases = {
            sentence.stems[start : start + PHRASE]
            for start in range(len(content) - PHRASE + 1)
            if sum(content[start : start + PHRASE]) >= _CONTENT_IN_PHRASE
        }
        for phrase in phrases:
            holders[phrase].append(place)
    return {
        (one, other)
        for places in holders.values()
        if 2 <= len(places) <= _RARE
        for one, other in combinations(places, 2)
        if documents[one] != documents[other]
    }
