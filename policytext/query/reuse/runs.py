"""Stretches of words that two documents share: seeds from an inverted index of shingles, joined over small edits.

Every run of five words is hashed (Broder 1997), equal hashes are brought together by sorting, and what stands at the
same distance in two documents becomes one run. So the work grows with the text and with what is shared, not with the
number of pairs of documents.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

#: Words in a seed. Four are often chance ("in het kader van"), six lose what was edited a little.
SHINGLE: Final = 5
#: Documents that may share a seed for it to count as taken over from one by another; text of more is everybody's.
MOST_DOCUMENTS: Final = 12
#: Occurrences of a seed that are compared, over all documents: a phrase that comes back in every section is no passage.
_MOST_OCCURRENCES: Final = 36
#: Words that may lie between two runs of one passage, on either side: what was edited.
GAP: Final = 8
#: Odd numbers below 2**62 that hash the words of a seed by their place. Drawn once at random and written down: NumPy's
#: random numbers take 10 ms to import.
_FACTORS: Final = (
    587_187_781_843_811_253,
    1_793_949_808_637_943_127,
    1_477_407_008_519_262_293,
    4_536_491_794_187_867_253,
    3_497_181_703_644_325_045,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words [first, stop) of one document that are, in order and but for small edits, [other, other_stop) of another.

    Positions are in the stream of all words. `matched` are the places of equal words, pairs of (place, other place,
    length).
    """

    first: int
    stop: int
    other: int
    other_stop: int
    matched: tuple[tuple[int, int, int], ...]

    @property
    def words(self) -> int:
        """How many words are equal on both sides."""
        return sum(length for _, _, length in self.matched)


@dataclass(frozen=True, slots=True)
class Shared:
    """What documents share: runs between pairs of them, and in how many documents the shingle at each place is."""

    runs: tuple[Run, ...]
    spread: Ints


def shared_runs(words: Ints, documents: Ints) -> Shared:
    """Runs that two documents share, the place in the earlier document first.

    Args:
        words: number of each word of all documents in order, shape (n,).
        documents: number of the document of each word, ascending, shape (n,).
    """
    places, groups, spread = _groups(words, documents)
    one, other = _pairs(places, groups, documents, spread)
    return Shared(tuple(_joined(_exact(one, other, documents), documents)), spread)


def _groups(words: Ints, documents: Ints) -> tuple[Ints, Ints, Ints]:
    """Places of shingles that more than one document has, their group, and the number of documents at every place."""
    spread = np.zeros(len(words), dtype=np.int64)
    count = len(words) - SHINGLE + 1
    if count <= 0:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), spread
    factors = np.array(_FACTORS, dtype=np.int64)
    with np.errstate(over="ignore"):
        hashes = sum((words[i : i + count] + 1) * factors[i] for i in range(SHINGLE))
    inside = np.flatnonzero(documents[:count] == documents[SHINGLE - 1 :])
    order = inside[np.argsort(hashes[inside], kind="stable")]
    groups = np.concatenate([[0], np.cumsum(hashes[order][1:] != hashes[order][:-1])]).astype(np.int64)
    # within a group places ascend, and so do documents: a change of document is a further one
    is_new = np.concatenate([[True], (groups[1:] != groups[:-1]) | (documents[order][1:] != documents[order][:-1])])
    found_in = np.bincount(groups, weights=is_new).astype(np.int64)
    spread[order] = found_in[groups]
    kept = spread[order] > 1
    return order[kept], groups[kept], spread


def _pairs(places: Ints, groups: Ints, documents: Ints, spread: Ints) -> tuple[Ints, Ints]:
    """All pairs of places of one group in two documents, the earlier document first."""
    is_few = spread[places] <= MOST_DOCUMENTS
    places, groups = places[is_few], groups[is_few]
    first, second = [], []
    for step in range(1, min(_MOST_OCCURRENCES, len(places))):
        is_pair = (groups[step:] == groups[:-step]) & (documents[places[step:]] != documents[places[:-step]])
        first.append(places[:-step][is_pair])
        second.append(places[step:][is_pair])
    if not first:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(first), np.concatenate(second)


def _exact(one: Ints, other: Ints, documents: Ints) -> list[tuple[int, int, int]]:
    """Runs without any edit: (place, other place, length in words), by pair of documents, then by place."""
    order = np.lexsort((one, other - one, documents[other], documents[one]))
    one, other = one[order], other[order]
    if not len(one):
        return []
    goes_on = (
        (np.diff(one) == 1)
        & (np.diff(other) == 1)
        & (documents[one][1:] == documents[one][:-1])
        & (documents[other][1:] == documents[other][:-1])
    )
    starts = np.concatenate([[0], np.flatnonzero(~goes_on) + 1])
    lengths = np.diff(np.concatenate([starts, [len(one)]])) + SHINGLE - 1
    runs = zip(one[starts].tolist(), other[starts].tolist(), lengths.tolist(), strict=True)
    return sorted(runs, key=lambda run: (int(documents[run[0]]), int(documents[run[1]]), run[0], run[1]))


def _joined(exact: list[tuple[int, int, int]], documents: Ints) -> list[Run]:
    """Runs joined where little lies between them on both sides; a word counts once on each side."""
    found: list[list[tuple[int, int, int]]] = []
    open_ones: list[list[tuple[int, int, int]]] = []
    pair = (-1, -1)
    for place, other, length in exact:
        here = (int(documents[place]), int(documents[other]))
        if here != pair:
            pair, open_ones = here, []
        open_ones = [chain for chain in open_ones if place - (chain[-1][0] + chain[-1][2]) <= GAP]
        for chain in open_ones:
            last = chain[-1]
            overlap = max(last[0] + last[2] - place, last[1] + last[2] - other, 0)
            if other > last[1] and other - (last[1] + last[2]) <= GAP and overlap < length:
                chain.append((place + overlap, other + overlap, length - overlap))
                break
        else:
            chain = [(place, other, length)]
            open_ones.append(chain)
            found.append(chain)
    return [
        Run(chain[0][0], chain[-1][0] + chain[-1][2], chain[0][1], chain[-1][1] + chain[-1][2], tuple(chain))
        for chain in found
    ]
