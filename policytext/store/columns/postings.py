"""In which sentences each word stands, and how they rank for the words of a query as SQLite's bm25() has it."""

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.store.fulltext import COLUMNS, Term

#: Constants of BM25 in FTS5 (https://www.sqlite.org/fts5.html#the_bm25_function); its scores are reproduced here.
_K1, _B = 1.2, 0.75
_LEAST_IDF: Final = 1e-6
_MOST: Final = 0xFFFF

Positions = NDArray[np.uint32]


def write(folder: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write the postings of sentences, given in order with the columns of the full-text index, words joined by spaces.

    Raises:
        OSError: the disk is full, or the folder cannot be written.
    """
    vocabularies = [_Vocabulary() for _ in COLUMNS]
    tokens = [array("I") for _ in COLUMNS]
    counts = [array("H") for _ in COLUMNS]
    for row in rows:
        for text, vocabulary, held, count in zip(row, vocabularies, tokens, counts, strict=True):
            found = text.split()
            held.extend(map(vocabulary.__getitem__, found))
            count.append(min(len(found), _MOST))
    lengths = np.sum([np.frombuffer(count, dtype=np.uint16).astype(np.uint32) for count in counts], axis=0)
    np.save(folder / "lengths.npy", lengths.astype(np.uint32))
    for name, vocabulary, held, count in zip(COLUMNS, vocabularies, tokens, counts, strict=True):
        _write_column(folder, name, vocabulary, np.frombuffer(held, np.uint32), np.frombuffer(count, np.uint16))


class _Vocabulary(dict[str, int]):
    """Numbers words in the order in which they come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _write_column(
    folder: Path, name: str, vocabulary: Mapping[str, int], tokens: NDArray[np.uint32], counts: NDArray[np.uint16]
) -> None:
    words = sorted((word.encode("utf-8"), number) for word, number in vocabulary.items())
    rank = np.empty(len(words), dtype=np.uint64)
    rank[[number for _, number in words]] = np.arange(len(words), dtype=np.uint64)
    # One number for word and sentence: sorting these is several times quicker than sorting by two keys.
    keys = rank[tokens] << np.uint64(32)
    keys |= np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
    keys.sort()
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    held = keys[first]
    np.save(folder / f"{name}.positions.npy", (held & np.uint64(0xFFFFFFFF)).astype(np.uint32))
    often = np.diff(np.append(first, len(keys)))
    np.save(folder / f"{name}.often.npy", np.minimum(often, 255).astype(np.uint8))
    starts = np.searchsorted(held, np.arange(len(words) + 1, dtype=np.uint64) << np.uint64(32))
    np.save(folder / f"{name}.starts.npy", starts.astype(np.int64))
    np.save(folder / f"{name}.letters.npy", np.frombuffer(b"".join(word for word, _ in words), dtype=np.uint8))
    ends = np.cumsum([0, *(len(word) for word, _ in words)], dtype=np.int64)
    np.save(folder / f"{name}.ends.npy", ends)


class Postings:
    """The words of an index, from the files that `write` made."""

    def __init__(self, folder: Path) -> None:
        self._columns = {name: _Column(folder, name) for name in COLUMNS}
        self._folder = folder

    @cached_property
    def _lengths(self) -> NDArray[np.uint32]:
        held: NDArray[np.uint32] = np.load(self._folder / "lengths.npy", mmap_mode="r")
        return held

    @cached_property
    def _norms(self) -> NDArray[np.float64]:
        """What the length of each sentence does to the weight of its words."""
        lengths = np.asarray(self._lengths, dtype=np.float64)
        mean = float(lengths.mean()) if len(lengths) else 1.0
        return _K1 * (1.0 - _B + _B * lengths / (mean or 1.0))

    def ranked(
        self, alternatives: Sequence[Sequence[Term]], mask: NDArray[np.bool_], limit: int
    ) -> list[tuple[int, float]]:
        """Positions that have all terms of one of the alternatives, and their BM25 score, best first.

        Args:
            alternatives: terms that count only together; one alone for most.
            mask: positions that may be returned, shape (sentences,).
            limit: at most so many.
        """
        total = len(self._lengths)
        scores = np.zeros(total)
        for terms in alternatives:
            held = [self._columns[column].posting(word) for column, word in terms]
            common = held[0][0]
            for positions, _ in held[1:]:
                common = np.intersect1d(common, positions, assume_unique=True)
            for (column, _), (positions, often) in zip(terms, held, strict=True):
                idf = max(_LEAST_IDF, math.log((total - len(positions) + 0.5) / (len(positions) + 0.5)))
                chosen = mask[positions]
                if len(held) > 1:
                    chosen &= np.isin(positions, common, assume_unique=True)
                here = positions[chosen]
                weight = COLUMNS[column] * often[chosen]
                scores[here] += idf * (weight * (_K1 + 1.0)) / (weight + self._norms[here])
        found = np.flatnonzero(scores)  # no word adds nothing
        ranks = scores[found]
        if len(found) > limit:
            least = np.partition(ranks, -limit)[-limit]
            kept = ranks >= least
            found, ranks = found[kept], ranks[kept]
        order = np.lexsort((found, -ranks))[:limit]
        return list(zip(found[order].tolist(), ranks[order].tolist(), strict=True))

    def count(self, columns: Sequence[str], word: str) -> int:
        """In how many sentences a word stands in one of the columns."""
        held = [self._columns[column].posting(word)[0] for column in columns]
        if len(held) == 1:
            return len(held[0])
        seen = np.zeros(len(self._lengths), dtype=bool)
        for positions in held:
            seen[positions] = True
        return int(np.count_nonzero(seen))


class _Column:
    """One column of the full-text index."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name

    def _load(self, what: str) -> NDArray[np.generic]:
        held: NDArray[np.generic] = np.load(self._folder / f"{self._name}.{what}.npy", mmap_mode="r")
        return held.view(np.ndarray)  # mapped all the same; picking one number out is ten times quicker

    @cached_property
    def _arrays(self) -> tuple[NDArray[np.generic], ...]:
        return tuple(self._load(what) for what in ("letters", "ends", "starts", "positions", "often"))

    def posting(self, word: str) -> tuple[Positions, NDArray[np.uint8]]:
        """Positions of the sentences with a word, ascending, and how often it stands in each."""
        letters, ends, starts, positions, often = self._arrays
        wanted = word.encode("utf-8")

        def nth(number: int) -> bytes:
            return letters[int(ends[number]) : int(ends[number + 1])].tobytes()

        number = bisect_left(range(len(ends) - 1), wanted, key=nth)
        if number == len(ends) - 1 or nth(number) != wanted:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint8)
        part = slice(int(starts[number]), int(starts[number + 1]))
        return np.asarray(positions[part], dtype=np.uint32), np.asarray(often[part], dtype=np.uint8)
