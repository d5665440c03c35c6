"""The sentences of an index, to compare one of them with many: their words, how rare these are, and their vectors.

The comparison is the one that finds passages in other words (`query.reuse.alike`), which was learned from pairs that
people judged; here it is asked for pairs that somebody points at: a sentence and those of the document that it cites.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.lexicon.pointing import is_pointing
from policytext.query.rarity import Rarity, content_of
from policytext.query.reuse.alike import Side, features, model
from policytext.store import Reader, Scope
from policytext.store.words import UnitWords, unit_words
from policytext.types.vocabulary import BlockKind

Floats = NDArray[np.float32]
Array = NDArray[np.float64]

_SCOPES: Final = (Scope.TEXT, Scope.NOTE)
#: Weight of the vector of the sentence before in that of one that points back at it, as in `query.reuse.paraphrase`.
_BEFORE: Final = 0.5
#: Nearest sentences in other documents whose mean tells how crowded it is around a sentence.
_CROWD: Final = 10


@dataclass(frozen=True)
class Collection:
    """Sentences of running text and notes of all documents, in order of document and text.

    Readers' comments, running heads and lists of sources are left out. `contents` are the stems of the content words of
    each, with those of the sentence before where it points back at that. `raw` are their vectors as stored, shape (n,
    dimensions), zeros where a sentence has none; `own` the same with the sentence before where it is pointed at.
    """

    units: Sequence[UnitWords]
    contents: Sequence[frozenset[str]]
    raw: Floats
    own: Floats
    rarity: Rarity

    @classmethod
    def of(cls, reader: Reader) -> "Collection":
        """All that an index holds."""
        units = [u for u in unit_words(reader) if u.scope in _SCOPES and u.kind is not BlockKind.BIBLIOGRAPHY_ENTRY]
        ids, held = reader.vectors()
        rows = {key: row for row, key in enumerate(ids)}
        by_id = {unit.id: unit for unit in units}
        raw = np.zeros((len(units), held.shape[1] if held.ndim == 2 else 0), dtype=np.float32)
        own = raw.copy()
        contents = []
        for place, unit in enumerate(units):
            earlier = by_id.get(f"{unit.document}:{unit.number - 1}") if _leans(unit) else None
            earlier = earlier if earlier is not None and earlier.block == unit.block else None
            contents.append(content_of(unit) | (content_of(earlier) if earlier else frozenset()))
            if unit.id in rows:
                raw[place] = own[place] = held[rows[unit.id]]
                if earlier is not None and earlier.id in rows:
                    own[place] = (raw[place] + _BEFORE * held[rows[earlier.id]]) / (1 + _BEFORE)
        return cls(units, contents, raw, own, Rarity.of(contents))

    @cached_property
    def vectors(self) -> Floats:
        """Vectors with what all have in common taken off, of unit length, shape (n, dimensions); zeros for none."""
        return self._centred(self.own)

    @cached_property
    def places(self) -> dict[str, int]:
        """Place of each sentence, by its id."""
        return {unit.id: place for place, unit in enumerate(self.units)}

    @cached_property
    def documents(self) -> dict[str, range]:
        """Places of the sentences of each document, by its short id."""
        bounds: dict[str, tuple[int, int]] = {}
        for place, unit in enumerate(self.units):
            bounds[unit.document] = (bounds.get(unit.document, (place, 0))[0], place + 1)
        return {key: range(*bound) for key, bound in bounds.items()}

    def beside(self, place: int, reach: int) -> list[int]:
        """Places of the sentences of the same block, at most so many before and after, without the sentence itself."""
        unit = self.units[place]
        return [
            other
            for other in range(max(0, place - reach), min(len(self.units), place + reach + 1))
            if other != place and (self.units[other].document, self.units[other].block) == (unit.document, unit.block)
        ]

    def cosines(self, place: int, others: Sequence[int]) -> Floats:
        """Nearness in meaning of one sentence to others, in [-1, 1], shape (len(others),)."""
        found: Floats = self.vectors[list(others)] @ self.vectors[place]
        return found

    def likeness(self, place: int, others: Sequence[int]) -> Array:
        """Probability that each of the others says the same in other words, shape (len(others),)."""
        usable = [other for other in others if self.units[other].words]
        if not usable or not self.units[place].words:
            return np.zeros(len(others))
        wanted = [place, *usable]
        crowds = dict(zip(wanted, self._crowds(wanted).tolist(), strict=True))
        own = Side(self.units[place], self.contents[place], crowds[place])
        rows = [
            features(
                own, Side(self.units[other], self.contents[other], crowds[other]), self._near(place, other), self.rarity
            )
            for other in usable
        ]
        chances = dict(zip(usable, model().probabilities(np.stack(rows)).tolist(), strict=True))
        return np.array([chances.get(other, 0.0) for other in others])

    def weight(self, stems: Iterable[str]) -> float:
        """How much stems say together: the sum of how rare they are."""
        return sum(map(self.rarity, sorted(stems)))

    def _near(self, one: int, other: int) -> tuple[float, float, float]:
        numbers = self._numbers
        subject = float(self._subjects[numbers[one]] @ self._subjects[numbers[other]])
        return float(self.vectors[one] @ self.vectors[other]), float(self._around[one] @ self._around[other]), subject

    def _crowds(self, places: Sequence[int]) -> Array:
        rows = list(places)
        cosines = (self.vectors[rows] @ self.vectors.T + self._around[rows] @ self._around.T) / 2
        cosines[self._numbers[rows][:, None] == self._numbers[None, :]] = -1.0
        depth = min(_CROWD, cosines.shape[1])
        return np.asarray(np.maximum(np.partition(cosines, -depth, axis=1)[:, -depth:], 0.0).mean(axis=1), dtype=float)

    @cached_property
    def _numbers(self) -> NDArray[np.int64]:
        """Number of the document of each sentence."""
        known: dict[str, int] = {}
        return np.array([known.setdefault(unit.document, len(known)) for unit in self.units], dtype=np.int64)

    @cached_property
    def _around(self) -> Floats:
        """Means of the vectors of each sentence and of those right beside it, centred likewise."""
        total, count = self.raw.copy(), np.ones((len(self.raw), 1), dtype=np.float32)
        follows = np.array(
            [
                one.document == other.document and other.number - one.number == 1
                for one, other in zip(self.units, self.units[1:], strict=False)
            ],
            dtype=bool,
        )
        total[:-1][follows] += self.raw[1:][follows]
        total[1:][follows] += self.raw[:-1][follows]
        count[:-1][follows] += 1
        count[1:][follows] += 1
        return self._centred(total / count)

    @cached_property
    def _subjects(self) -> Floats:
        """Mean vector of each document, of unit length."""
        sums = np.zeros((int(self._numbers.max()) + 1, self.raw.shape[1]), dtype=np.float32)
        np.add.at(sums, self._numbers, self.raw)
        return _unit_length(sums)

    def _centred(self, vectors: Floats) -> Floats:
        """Without what all have in common: sentences on one subject are all alike before that."""
        has_one = np.any(self.raw != 0, axis=1)
        moved = vectors.copy()
        if has_one.any():
            moved[has_one] -= self.raw[has_one].mean(axis=0)
        return _unit_length(moved)


def _leans(unit: UnitWords) -> bool:
    return bool(unit.words) and is_pointing(unit.words[0])


def _unit_length(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1), 1e-6)[:, None], dtype=np.float32)
