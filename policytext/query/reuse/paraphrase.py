"""Sentences that say again in other words what an earlier document said: candidates, their features, the model."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from policytext.lexicon.pointing import is_pointing
from policytext.query.rarity import Rarity, content_of
from policytext.query.reuse.alike import Array, Side, features, model
from policytext.query.reuse.candidates import Floats, Ints, near_pairs, phrase_pairs, says_something
from policytext.store import Reader
from policytext.store.words import UnitWords

#: Sentences of one document that a sentence may come back in: more than one is mostly the same point spread out.
_PER_DOCUMENT: Final = 1
#: Weight of the vector of the sentence before in that of one that points back at it.
_BEFORE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Pool:
    """Sentences that are compared with each other, and what is known of each.

    `before` is the sentence before it where it points back at that ("Dit leidt ertoe dat ..."), else None. `vectors`
    are those of the sentences, `around` the means with the sentences beside them, both with what all sentences have in
    common taken off, of unit length, shape (n, dimensions). `crowds` is how near the ten nearest of other documents
    are, `documents` the number of the document of each; shape (n,). `subjects` are the means of the vectors of each
    document, of unit length. `pairs` are places of the candidates, the lower first, ascending.
    """

    sentences: Sequence[UnitWords]
    before: Sequence[UnitWords | None]
    contents: Sequence[frozenset[str]]
    documents: Ints
    vectors: Floats
    around: Floats
    crowds: Floats
    subjects: Floats
    pairs: Sequence[tuple[int, int]]
    rarity: Rarity

    @classmethod
    def of(cls, reader: Reader, sentences: Sequence[UnitWords]) -> "Pool":
        """The statements among these sentences that say something by themselves and have a vector."""
        ids, vectors = reader.vectors()
        place = {key: number for number, key in enumerate(ids)}
        by_id = {sentence.id: sentence for sentence in sentences}
        kept = [s for s in sentences if s.states and s.id in place and says_something(s)]
        before = [_before(sentence, by_id) for sentence in kept]
        contents = [
            content_of(sentence) | (content_of(earlier) if earlier else frozenset())
            for sentence, earlier in zip(kept, before, strict=True)
        ]
        numbers: dict[str, int] = {}
        documents = np.array([numbers.setdefault(s.document, len(numbers)) for s in kept], dtype=np.int64)
        rarity = Rarity.of(contents)
        raw = vectors[[place[sentence.id] for sentence in kept]]
        if len(numbers) < 2:
            return cls(kept, before, contents, documents, raw, raw, np.zeros(len(kept), np.float32), raw, (), rarity)
        mean = raw.mean(axis=0)
        own = raw.copy()
        for number, earlier in enumerate(before):
            if earlier is not None and earlier.id in place:
                own[number] += _BEFORE * vectors[place[earlier.id]]
                own[number] /= 1 + _BEFORE
        chosen, around = _centred(own, mean), _centred(_beside(kept, raw), mean)
        near, crowds = near_pairs(np.hstack([chosen, around]) * np.float32(0.5**0.5), documents)
        pairs = sorted(near | phrase_pairs(kept, documents))
        subjects = np.stack([raw[documents == number].mean(axis=0) for number in range(len(numbers))])
        subjects /= np.linalg.norm(subjects, axis=1)[:, None]
        return cls(kept, before, contents, documents, chosen, around, crowds, subjects, pairs, rarity)

    def rows(self, pairs: Sequence[tuple[int, int]]) -> Array:
        """Features of pairs of places, shape (len(pairs), number of features)."""
        return np.stack([self._row(one, other) for one, other in pairs]) if pairs else np.zeros((0, 0))

    def _row(self, one: int, other: int) -> Array:
        near, around = self.vectors[one] @ self.vectors[other], self.around[one] @ self.around[other]
        subject = self.subjects[self.documents[one]] @ self.subjects[self.documents[other]]
        cosines = float(near), float(around), float(subject)
        return features(self._side(one), self._side(other), cosines, self.rarity)

    def _side(self, place: int) -> Side:
        return Side(self.sentences[place], self.contents[place], float(self.crowds[place]))


def _centred(vectors: Floats, mean: Floats) -> Floats:
    """Vectors without what all have in common, of unit length: sentences on one subject are all alike before that."""
    moved = vectors - mean
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1), 1e-6)[:, None], dtype=np.float32)


def _beside(sentences: Sequence[UnitWords], vectors: Floats) -> Floats:
    """Mean of the vectors of each sentence and of those right before and after it."""
    total, count = vectors.copy(), np.ones((len(vectors), 1), dtype=np.float32)
    for number in range(len(sentences) - 1):
        one, other = sentences[number], sentences[number + 1]
        if one.document == other.document and other.number - one.number == 1:
            total[number] += vectors[number + 1]
            total[number + 1] += vectors[number]
            count[number : number + 2] += 1
    return np.asarray(total / count, dtype=np.float32)


def _before(sentence: UnitWords, by_id: dict[str, UnitWords]) -> UnitWords | None:
    earlier = by_id.get(f"{sentence.document}:{sentence.number - 1}")
    is_near = earlier is not None and earlier.block == sentence.block
    return earlier if is_near and is_pointing(sentence.words[0]) else None


def find_paraphrases(pool: Pool, connected: Container[frozenset[str]] = frozenset()) -> list[tuple[int, int, float]]:
    """Places in the pool of pairs that say the same, the earlier document first, with their probability.

    Of a sentence only the best match in each other document is given, so that one point made in ten sentences is no
    hundred pairs.

    Args:
        pool: the sentences.
        connected: pairs of documents (short ids) that are known to have something from each other or from one source;
            of these less will do.
    """
    if not pool.pairs:
        return []
    chances = model().probabilities(pool.rows(pool.pairs))
    taken: dict[tuple[int, int], int] = {}
    found = []
    for place in np.argsort(-chances, kind="stable").tolist():
        if chances[place] < model().connected:
            break
        one, other = pool.pairs[place]
        ids = frozenset((pool.sentences[one].document, pool.sentences[other].document))
        ends = ((one, int(pool.documents[other])), (other, int(pool.documents[one])))
        if any(taken.get(end, 0) >= _PER_DOCUMENT for end in ends):
            continue
        if chances[place] < model().threshold and ids not in connected:
            continue
        for end in ends:
            taken[end] = taken.get(end, 0) + 1
        found.append((one, other, float(chances[place])))
    return found
