"""Whether sentences of a later document speak of the matter of an earlier one."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from policytext.query.rarity import Rarity, content_of, is_content
from policytext.query.reuse.alike import model
from policytext.query.reuse.paraphrase import Pool
from policytext.store import Reader
from policytext.store.fulltext import stem, tokens
from policytext.store.words import UnitWords
from policytext.types.vocabulary import BlockKind

#: Sentences of each document that are looked at closely.
_LOOKED_AT: Final = 8
#: Rarity of shared words that weighs as much as this much cosine where the nearest are chosen.
_SHARED_WEIGHT: Final = 0.1
#: Rarity of shared words, or cosine, from which a pair is looked at closely at all.
_LEAST_SHARED: Final = 0.8
_NEAR: Final = 0.35
#: Content words from which a sentence can be on a matter: "Ik laat een keurmerk maken" says what it is about.
_FEWEST_CONTENT: Final = 2
#: Bounds, chosen by reading pairs of the sample corpus (docs/adr/0038): probability that both say the same; and, below
#: it, cosine, rarity of the words in common added up, and their share of the earlier sentence.
_SAYS_THE_SAME: Final = 0.3
_SAME: Final = (0.3, 1.75, 0.45)
#: What is enough in a document that cites the earlier one, and beside the name of that one.
_IN_REPLY: Final = (0.2, 1.4, 0.4)
_TOUCHES: Final = (0.15, 1.0, 0.13)


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence beside an earlier one: what both have in common, names left out.

    `likeness` in [0, 1] is the probability that it says the same, `cosine` that of their vectors with what all
    sentences share taken off, `shared` the rarity of the words in common added up, `covered` their share of the
    earlier one.
    """

    sentence: UnitWords
    likeness: float
    cosine: float
    shared: float
    covered: float

    @property
    def is_same_matter(self) -> bool:
        """Whether it speaks of the same matter, whoever is named."""
        return self.likeness >= _SAYS_THE_SAME or self._passes(_SAME)

    @property
    def is_in_reply(self) -> bool:
        """Whether it speaks of the matter, given that its document answers the earlier one."""
        return self.is_same_matter or self._passes(_IN_REPLY)

    @property
    def touches(self) -> bool:
        """Whether it may speak of the matter where the earlier document is named beside it."""
        return self.is_in_reply or self._passes(_TOUCHES)

    @property
    def weight(self) -> float:
        """How much speaks for it, to choose between several."""
        return self.likeness + self.cosine + _SHARED_WEIGHT * self.shared + self.covered

    def _passes(self, bounds: tuple[float, float, float]) -> bool:
        cosine, shared, covered = bounds
        return self.cosine >= cosine and self.shared >= shared and self.covered >= covered


class Matters:
    """The sentences of the running text of an index, ready to be compared.

    Plain facts ("het register is gepubliceerd") count as well as statements: they tell what became of promises.
    """

    def __init__(self, reader: Reader, sentences: Sequence[UnitWords]) -> None:
        """Of the sentences those that are no headings and have a vector."""
        self._pool = Pool.of(reader, sentences)
        self._in_pool = {sentence.id: number for number, sentence in enumerate(self._pool.sentences)}
        ids, vectors = reader.vectors()
        rows = {key: number for number, key in enumerate(ids)}
        self._sentences = [
            sentence
            for sentence in sentences
            if sentence.kind is not BlockKind.HEADING
            and sentence.id in rows
            and sum(map(is_content, sentence.words)) >= _FEWEST_CONTENT
        ]
        self._contents = [content_of(sentence) for sentence in self._sentences]
        self._rarity = Rarity.of(self._contents)
        chosen = vectors[[rows[sentence.id] for sentence in self._sentences]]
        if len(chosen):
            chosen = chosen - chosen.mean(axis=0)
            chosen /= np.maximum(np.linalg.norm(chosen, axis=1), 1e-6)[:, None]
        self._vectors = chosen
        self._place = {sentence.id: number for number, sentence in enumerate(self._sentences)}
        by_document: dict[str, list[int]] = defaultdict(list)
        by_stem: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self._sentences):
            by_document[sentence.document].append(number)
            for word in self._contents[number]:
                by_stem[word].append(number)
        self._by_document = {key: np.array(places) for key, places in by_document.items()}
        self._by_stem = {key: np.array(places) for key, places in by_stem.items()}

    def near(self, unit: str, documents: Collection[str], names: Sequence[str] = ()) -> dict[str, list[Near]]:
        """The sentences of each document (short id) that come nearest to a sentence, the nearest first.

        Args:
            unit: id of the sentence.
            documents: short ids.
            names: words that tell nothing of the matter: of senders and of who is to act.
        """
        place = self._place.get(unit)
        if place is None or not documents:
            return {}
        idle = {stem(word) for name in names for word in tokens(name)}
        words = [word for word in sorted(self._contents[place]) if word not in idle]
        shared = np.zeros(len(self._sentences))
        for word in words:
            shared[self._by_stem[word]] += self._rarity(word)
        total = sum(map(self._rarity, words))
        found = {}
        for document in documents:
            places = self._by_document.get(document)
            if places is None:
                continue
            near = self._vectors[places] @ self._vectors[place]
            order = np.argsort(-(near + _SHARED_WEIGHT * shared[places]), kind="stable")[:_LOOKED_AT]
            cosines = dict(zip(places[order].tolist(), near[order].tolist(), strict=True))
            chosen = [
                n
                for n, cosine in cosines.items()
                if n != place and (shared[n] >= _LEAST_SHARED or (shared[n] > 0 and cosine >= _NEAR))
            ]
            likeness = self._likeness(place, chosen)
            rated = [
                Near(
                    self._sentences[n],
                    likeness.get(n, 0.0),
                    cosines[n],
                    float(shared[n]),
                    float(shared[n]) / total if total else 0.0,
                )
                for n in chosen
            ]
            found[document] = sorted(rated, key=lambda near: -near.weight)
        return found

    def _likeness(self, place: int, chosen: Sequence[int]) -> dict[int, float]:
        """Probability that sentences say the same, for those that are long enough to tell."""
        one = self._in_pool.get(self._sentences[place].id)
        if one is None:
            return {}
        pairs = [(n, other) for n in chosen if (other := self._in_pool.get(self._sentences[n].id)) is not None]
        if not pairs:
            return {}
        chances = model().probabilities(self._pool.rows([(min(one, other), max(one, other)) for _, other in pairs]))
        return {n: float(chance) for (n, _), chance in zip(pairs, chances, strict=True)}
