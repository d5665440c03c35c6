"""Nearest vectors among very many: first in few dimensions, then exactly among the nearest of these.

A file holds all vectors as they are, two others their projections on the main directions in which they differ
(principal components): on the first half of these directions, and on the others. A question is compared with all
projections of the first file, a sixth of the bytes, with those of the second for some ten thousands that come first,
and the exact cosine is worked out for some thousands of these. No filter is a limit: what a filter leaves is chosen
before. docs/adr/0027 has the recall that was measured, beside other ways.
"""

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

#: Directions that are kept. Of the vectors of the default model 128 of 384 hold three quarters of the variance.
DIRECTIONS: Final = 128
#: Those of them in which all vectors are compared: what takes the time is to bring the numbers from memory.
FIRST: Final = 64
#: Vectors that are compared in all directions.
PROMISING: Final = 30_000
#: Vectors that are compared exactly.
CANDIDATES: Final = 4_000
#: Vectors from which the directions are worked out.
_SAMPLE: Final = 20_000
#: Up to so many vectors all are compared exactly: picking them out takes no longer than the projections.
_FEW: Final = 10_000
_VECTORS: Final = "vectors.npy"
_POSITIONS: Final = "vectors.positions.npy"
_PROJECTED: Final = "vectors.projected.npy"
_FURTHER: Final = "vectors.further.npy"
_DIRECTIONS: Final = "vectors.directions.npy"
_CHUNK: Final = 16_384


def write(folder: Path, blocks: Iterable[tuple[NDArray[np.uint32], Vectors]], count: int, dimensions: int) -> None:
    """Write vectors and their projections into a folder.

    Args:
        folder: an existing folder.
        blocks: positions, ascending over all blocks, with the vectors of unit length, shape (n, dimensions).
        count: how many vectors there are in all.
        dimensions: numbers of a vector.
    """
    table = _mapped(folder / _VECTORS, (count, dimensions))
    positions = np.empty(count, dtype=np.uint32)
    start = 0
    for places, vectors in blocks:
        table[start : start + len(places)] = vectors
        positions[start : start + len(places)] = places
        start += len(places)
    if start != count:
        raise ValueError(f"{start} vectors where {count} were announced")
    np.save(folder / _POSITIONS, positions)
    directions = _directions(table)
    np.save(folder / _DIRECTIONS, directions)
    parts = ((_PROJECTED, directions[:, :FIRST]), (_FURTHER, directions[:, FIRST:]))
    for name, some in parts:
        projected = _mapped(folder / name, (count, some.shape[1]))
        for first in range(0, count, _CHUNK):
            projected[first : first + _CHUNK] = table[first : first + _CHUNK] @ some
        projected.flush()
    table.flush()


def _mapped(path: Path, shape: tuple[int, int]) -> "np.memmap[tuple[int, ...], np.dtype[np.float32]]":
    """A new file of float32 numbers, mapped into memory, with its room on the disk.

    Raises:
        OSError: there is no room. Writing into a map for which there is none would end the process by a signal.
    """
    held = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=shape)
    if hasattr(os, "posix_fallocate"):  # not on every system
        with path.open("r+b") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, path.stat().st_size))
    return held


def _directions(table: Vectors) -> Vectors:
    """The directions in which the vectors differ most, unit length, shape (dimensions, at most DIRECTIONS)."""
    sample = np.asarray(table[:: max(1, len(table) // _SAMPLE)], dtype=np.float64)
    if len(sample):
        sample = sample - sample.mean(axis=0)
    _, vectors = np.linalg.eigh(sample.T @ sample)
    return np.ascontiguousarray(vectors[:, ::-1][:, :DIRECTIONS], dtype=np.float32)


class ReducedVectors:
    """The vectors that `write` put into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _shape(self) -> tuple[int, int]:
        """Where the numbers begin in the file of the vectors, in bytes, and how many a vector has."""
        held = np.load(self._folder / _VECTORS, mmap_mode="r")
        return int(held.offset), int(held.shape[1])

    @cached_property
    def _projected(self) -> Vectors:
        held: Vectors = np.load(self._folder / _PROJECTED, mmap_mode="r")
        return held

    @cached_property
    def _further(self) -> Vectors:
        held: Vectors = np.load(self._folder / _FURTHER, mmap_mode="r")
        return held

    @cached_property
    def _positions(self) -> NDArray[np.uint32]:
        return np.asarray(np.load(self._folder / _POSITIONS, mmap_mode="r"))

    @cached_property
    def _basis(self) -> Vectors:
        held: Vectors = np.load(self._folder / _DIRECTIONS)
        return held

    def nearest(self, vector: Vectors, limit: int, mask: NDArray[np.bool_]) -> list[tuple[int, float]]:
        """Positions of the nearest vectors with their cosine, nearest first.

        Args:
            vector: the query, unit length, shape (dimensions,).
            limit: at most so many.
            mask: positions that may be returned, one value for each position.
        """
        kept = mask[self._positions]
        if np.count_nonzero(kept) <= max(_FEW, limit):
            rows = np.flatnonzero(kept)
        else:
            rows = self._promising(vector @ self._basis, kept, max(CANDIDATES, 2 * limit))
        cosines = self._exact(rows) @ vector
        limit = min(limit, len(rows))
        if limit <= 0:
            return []
        if limit < len(rows):
            chosen = cosines >= np.partition(cosines, -limit)[-limit]
            rows, cosines = rows[chosen], cosines[chosen]
        order = np.lexsort((rows, -cosines))[:limit]
        return list(zip(self._positions[rows[order]].tolist(), cosines[order].tolist(), strict=True))

    def _promising(self, projected: Vectors, kept: NDArray[np.bool_], count: int) -> NDArray[np.intp]:
        """About `count` rows whose projections are nearest to that of a query, and not fewer unless fewer are kept."""
        scores = np.where(kept, self._projected @ projected[:FIRST], -np.inf)
        rows = _highest(scores, max(PROMISING, 2 * count))
        nearer = scores[rows] + self._further[rows] @ projected[FIRST:]
        return rows[_highest(nearer, count)]

    def vectors(self, positions: NDArray[np.integer]) -> tuple[NDArray[np.bool_], Vectors]:
        """Which of the positions have a vector, and the vectors of these, shape (n, dimensions)."""
        rows = np.searchsorted(self._positions, positions)
        rows = np.minimum(rows, max(0, len(self._positions) - 1))
        held = self._positions[rows] == positions if len(self._positions) else np.zeros(len(positions), dtype=bool)
        return held, self._exact(rows[held])

    def _exact(self, rows: NDArray[np.integer]) -> Vectors:
        """Vectors as they are, shape (len(rows), dimensions).

        Read and not mapped: for each row looked at, the system would map sixteen pages and count them as memory used.
        """
        start, dimensions = self._shape
        if 4 * len(rows) > len(self._positions):
            held: Vectors = np.load(self._folder / _VECTORS, mmap_mode="r")
            return np.asarray(held[rows])
        width = 4 * dimensions
        table = np.empty((len(rows), dimensions), dtype=np.float32)
        view = table.reshape(-1).view(np.uint8).data
        with (self._folder / _VECTORS).open("rb", buffering=0) as file:
            for place, row in enumerate(rows.tolist()):
                os.preadv(file.fileno(), [view[place * width : (place + 1) * width]], start + row * width)
        return table


def _highest(scores: Vectors, count: int) -> NDArray[np.intp]:
    """Places of about `count` of the highest scores, ascending, not fewer unless there are fewer; none of -inf."""
    if count >= len(scores):
        return np.flatnonzero(scores > -np.inf)
    # A threshold from a part of the scores is met by about so many: many times quicker than ordering all.
    step = max(1, len(scores) // 50_000)
    part = scores[::step]
    wanted = min(len(part), 1 + int(1.3 * count / step))
    found = np.flatnonzero(scores >= np.partition(part, -wanted)[-wanted])
    if len(found) < count or len(found) > 3 * count:
        found = np.sort(np.argpartition(scores, -count)[-count:])
    return found[scores[found] > -np.inf]
