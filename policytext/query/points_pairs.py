"""What two statements on a topic have in common: the features that tell whether both make the same point.

No feature knows a subject. Words count by how rare they are, in the collection and among what is said on the topic:
that two sentences on nitrogen both have "stikstof" says nothing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.lexicon.compounds import analyse
from policytext.query.pairs import Wording
from policytext.store.fulltext import parts, stem, stopwords
from policytext.store.passages import Words
from policytext.types.statement import Statement
from policytext.types.vocabulary import StatementKind

Array = NDArray[np.float64]

#: Names of the values of `pair_features`, in order.
FEATURES: Final = (
    "nearness_on_topic",  # cosine of the vectors as seen from the middle of what is said on the topic
    "overlap",  # harmonic mean of the shares of each one's words that the other has, by rarity
    "margin",  # cosine, in standard deviations, less the mean of that of either with those nearest to it on the topic
    "length_of_point",  # logarithm of content words
)
_ASKS: Final = frozenset((StatementKind.RECOMMENDATION, StatementKind.COMMITMENT))
#: What a compound of which the other has only the parts counts.
_PART: Final = 0.5
#: Neighbours that tell what is usual around a statement. Source of the margins: Artetxe and Schwenk (2019),
#: Margin-based parallel corpus mining, ACL.
_NEIGHBOURS: Final = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What a statement says, prepared once: its content words as written, the stems and parts of all its words.

    `asks` tells what has to happen or will be done from what is the case. `direction` is 1 where it speaks of more, -1
    of less, else 0.
    """

    words: tuple[str, ...]
    held: frozenset[str]
    asks: bool
    is_negated: bool
    direction: int
    figures: frozenset[tuple[float, str]]

    @classmethod
    def of(cls, statement: Statement, text: str, words: Words) -> "Said":
        """What a statement says; `words` are those of the `text` of its sentence, from the full-text index."""
        wording = Wording.of(text)
        content = (word for word in words.words if len(word) > 1 and not word.isdigit() and word not in stopwords())
        return cls(
            words=tuple(dict.fromkeys(content)),
            held=words.parts | frozenset(words.stems),
            asks=statement.kind in _ASKS,
            is_negated=bool(wording.negations),
            direction=wording.direction,
            figures=frozenset((figure.value, figure.unit) for figure in statement.figures),
        )


def stems_of(said: Sequence[Said]) -> list[str]:
    """Stems whose frequencies in the collection `pair_features` needs."""
    return list(dict.fromkeys(stem(word) for one in said for word in one.words))


def of_one_kind(said: Sequence[Said]) -> NDArray[np.bool_]:
    """Which pairs both say what is the case, or both what has to happen or will be done, shape (n, n)."""
    asks = np.array([one.asks for one in said])
    return np.asarray(asks[:, None] == asks[None, :])


def may_differ(said: Sequence[Said]) -> NDArray[np.bool_]:
    """Which pairs may say the opposite or something else, shape (n, n), however near their words and vectors are.

    Only one of them denies, or one has more and one less, or each gives figures and none is the same.
    """
    negated = np.array([one.is_negated for one in said])
    directions = np.array([one.direction for one in said])
    turned = (negated[:, None] != negated[None, :]) | (directions[:, None] * directions[None, :] < 0)
    return np.asarray(turned | (_figures_differ(said) > 0))


def pair_features(
    said: Sequence[Said],
    vectors: NDArray[np.float32],
    spread: float,
    frequencies: Mapping[str, int],
    units: int,
) -> Array:
    """The features of every ordered pair (point, other), shape (n, n, len(FEATURES)); the diagonal means nothing.

    Args:
        said: the statements on a topic, n of them.
        vectors: their unit vectors, shape (n, d).
        spread: standard deviation of cosines between sentences of the collection.
        frequencies: in how many units of the collection each of `stems_of` occurs.
        units: units of the collection.
    """
    nearness = (vectors @ vectors.T) / spread
    seen = vectors - vectors.mean(axis=0)
    seen = seen / np.maximum(np.linalg.norm(seen, axis=1, keepdims=True), 1e-9)
    on_topic = seen @ seen.T
    covered = _covered(said, frequencies, units)
    back = covered.T
    overlap = 2 * covered * back / np.maximum(covered + back, 1e-9)
    lengths = np.log1p([float(len(one.words)) for one in said])
    return np.stack(
        [
            on_topic,
            overlap,
            _margin(nearness),
            np.broadcast_to(lengths[:, None], nearness.shape),
        ],
        axis=-1,
    ).astype(np.float64)


def _covered(said: Sequence[Said], frequencies: Mapping[str, int], units: int) -> Array:
    """The share of each one's words (rows) that each other has (columns), by rarity, shape (n, n)."""
    vocabulary: dict[str, str] = {}
    for one in said:
        for word in one.words:
            vocabulary.setdefault(stem(word), word)
    column = {stem_: number for number, stem_ in enumerate(vocabulary)}
    having: dict[str, list[int]] = {}
    for row, one in enumerate(said):
        for part in one.held:
            having.setdefault(part, []).append(row)
    held = np.zeros((len(said), len(column)))
    for stem_, word in vocabulary.items():
        pieces = [stem(part.lemma) for part in analyse(word).parts] if word.isalpha() else []
        for piece in pieces:
            held[having.get(piece, []), column[stem_]] += _PART / len(pieces)
        for form in (stem_, parts(word)[0]):
            held[having.get(form, []), column[stem_]] = 1.0
    own = np.zeros_like(held)
    for row, one in enumerate(said):
        own[row, [column[stem(word)] for word in one.words]] = 1.0
    weights = own * _rarity(list(vocabulary), own.sum(axis=0), len(said), frequencies, units)
    covered: Array = weights @ held.T / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
    return covered


def _rarity(stems: Sequence[str], counts: Array, said: int, frequencies: Mapping[str, int], units: int) -> Array:
    """How rare words are on the topic times how rare in the collection, each in [0, 1]."""
    here = np.log((said + 1) / (counts + 0.5)) / math.log((said + 1) / 1.5)
    found = np.array([float(frequencies.get(stem_, 0)) for stem_ in stems])
    everywhere = np.log((units + 1) / (found + 0.5)) / math.log((units + 1) / 1.5)
    return np.clip(here, 0.0, 1.0) * np.clip(everywhere, 0.0, 1.0)


def _margin(values: NDArray[np.floating]) -> Array:
    """Each value less the mean of the highest in its row and in its column, itself aside."""
    others = values.astype(np.float64)
    np.fill_diagonal(others, -np.inf)
    count = min(_NEIGHBOURS, len(values) - 1)
    if count < 1:
        return np.zeros_like(others)
    usual = np.sort(others, axis=1)[:, -count:].mean(axis=1)
    return np.asarray(values - (usual[:, None] + usual[None, :]) / 2)


def _figures_differ(said: Sequence[Said]) -> Array:
    """Where both give figures, and none that is the same."""
    given = np.array([bool(one.figures) for one in said])
    differ = given[:, None] & given[None, :]
    for row in np.flatnonzero(given).tolist():
        for other in np.flatnonzero(given).tolist():
            if said[row].figures & said[other].figures:
                differ[row, other] = False
    return np.asarray(differ, dtype=np.float64)
