"""What comes nearest to a statement among the sentences of other documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from policytext.query.reuse.alike import model
from policytext.query.reuse.paraphrase import Pool
from policytext.store.words import UnitWords

#: Sentences that are looked at closely for each statement, and the probability from which one says the same. Here
#: missing a return is worse than seeing one too many: that something is left out is an accusation.
_LOOKED_AT: Final = 5
SAYS_THE_SAME: Final = 0.3
#: Nearness, in cosine with what all sentences share taken off, from which a sentence is on the subject of another; and
#: rarity that words in common have to add up to.
_ON_SUBJECT: Final = 0.3
_SHARED: Final = 0.6
#: Rarity of words in common from which less nearness will do.
_SHARED_MUCH: Final = 1.8
_LESS_NEAR: Final = 0.1


@dataclass(frozen=True, slots=True)
class Nearest:
    """The sentence that comes nearest to a statement.

    `likeness` is the probability that it says the same, `is_on_subject` whether it speaks of the same matter.
    """

    sentence: UnitWords
    likeness: float
    is_on_subject: bool

    @property
    def says_the_same(self) -> bool:
        """Whether the statement comes back in it."""
        return self.likeness >= SAYS_THE_SAME


class Comparison:
    """Statements of an index, ready to be compared."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._place = {sentence.id: number for number, sentence in enumerate(pool.sentences)}
        self._by_document: dict[str, list[int]] = {}
        for number, sentence in enumerate(pool.sentences):
            self._by_document.setdefault(sentence.document, []).append(number)

    def nearest(self, unit: str, documents: Sequence[str]) -> Nearest | None:
        """What comes nearest to a sentence in documents (short ids); None where the sentence or they say nothing."""
        place = self._place.get(unit)
        places = [number for document in documents for number in self._by_document.get(document, ())]
        if place is None or not places:
            return None
        pool = self._pool
        near = pool.vectors[places] @ pool.vectors[place] + pool.around[places] @ pool.around[place] / 2
        looked_at = [places[number] for number in np.argsort(-near, kind="stable")[:_LOOKED_AT].tolist()]
        looked_at += [n for n in places if self._shared(place, n) >= _SHARED_MUCH and n not in looked_at][:_LOOKED_AT]
        chances = model().probabilities(pool.rows([(min(place, n), max(place, n)) for n in looked_at]))
        best = int(np.argmax(chances))
        on_subject = [n for n in looked_at if self._is_on_subject(place, n)]
        chosen = looked_at[best] if chances[best] >= SAYS_THE_SAME or not on_subject else on_subject[0]
        return Nearest(pool.sentences[chosen], float(chances[best]), bool(on_subject))

    def _shared(self, one: int, other: int) -> float:
        return sum(map(self._pool.rarity, sorted(self._pool.contents[one] & self._pool.contents[other])))

    def _is_on_subject(self, one: int, other: int) -> bool:
        near, shared = float(self._pool.vectors[one] @ self._pool.vectors[other]), self._shared(one, other)
        return (near >= _ON_SUBJECT and shared >= _SHARED) or (near >= _LESS_NEAR and shared >= _SHARED_MUCH)
