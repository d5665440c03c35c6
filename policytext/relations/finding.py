"""Support and attack between the statements of one document.

Support: a logistic model over what is seen of a pair (`pairs.features`) and the likeness of its sentences. Attack: one
rule, since too few are labelled to learn from; its score is how often it was right on the labelled documents. Weights
are in `arguments.json`, made by `policytext.training.relations`; what they reach: docs/models/relations.md.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.relations.markers import Role
from policytext.relations.pairs import Pair, Place, Similarities, features, pairs_of, places_of
from policytext.types.document import Document, Sentence
from policytext.types.statement import Relation, Statement
from policytext.types.syntax import Parse
from policytext.types.vocabulary import BlockKind, RelationType, StatementKind

WEIGHTS: Final = "arguments.json"

#: Score of an item of a list that is announced as reasons. By what the words mean: too few are labelled to measure it.
LISTED: Final = 0.75

#: Roles whose connective names a support, in the order in which one is chosen for the method.
_NAMING: Final = (Role.CONCLUSION, Role.REASON, Role.RESULT, Role.EXAMPLE)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the model.

    The log odds of a pair are `bias`, the weights of its features and `similarity` times the similarity above the
    document's mean, with `similarity_after` added where the reason stands behind. A pair below `threshold` is no
    support. `attack` is the score of the rule for attacks.
    """

    bias: float
    names: Mapping[str, float]
    similarity: float
    similarity_after: float
    threshold: float
    attack: float

    def probability(self, names: Iterable[str], similarity: float, *, is_behind: bool) -> float:
        """How likely the source of a pair supports its target, in [0, 1]."""
        odds = self.bias + similarity * (self.similarity + (self.similarity_after if is_behind else 0.0))
        odds += sum(self.names.get(name, 0.0) for name in names)
        return 1.0 / (1.0 + math.exp(-odds))


@cache
def weights() -> Weights:
    """The weights that ship with the package."""
    held = json.loads(files("policytext.relations").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return Weights(**held["weights"])


def find_relations(
    document: Document,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    vectors: NDArray[np.float32] | None = None,
    parses: Mapping[int, Parse] | None = None,
) -> tuple[Relation, ...]:
    """Support and attack between statements of one document, in order of the source.

    A statement supports at most one other, the likeliest, and no two support each other. Scores are in [0, 1]: for
    support the model's probability, for attack how often the rule was right. `method` names what found it: the
    connective ("marker:daarom"), "list", "adjacent", or "nearby".

    Args:
        document: the document.
        sentences: all its sentences, in order.
        statements: its statements in order; those in readers' comments and notes are left out.
        vectors: a unit vector for each sentence, shape (len(sentences), dimensions), or None without a usable model.
        parses: not looked at yet; connectives are found by words and place.
    """
    del parses
    places = places_of(document, sentences, statements)
    pairs = list(pairs_of(places))
    attacks = [pair for pair in pairs if is_attack(places, pair)]
    found = [_relation(places, pair, RelationType.ATTACK, weights().attack) for pair in attacks]
    scores = support_scores(places, pairs, vectors)
    for pair, score in chosen(pairs, scores, weights().threshold, taken=attacks):
        found.append(_relation(places, pair, RelationType.SUPPORT, score))
    order = {place.statement.id: number for number, place in enumerate(places)}
    return tuple(sorted(found, key=lambda relation: (order[relation.source], order[relation.target])))


def support_scores(places: Sequence[Place], pairs: Sequence[Pair], vectors: NDArray[np.float32] | None) -> list[float]:
    """For each pair, the probability that its source supports its target."""
    similarities = Similarities(places, vectors).above_mean(pairs)
    model = weights()
    scores = [
        model.probability(features(places, pair), float(similarity), is_behind=pair.source > pair.target)
        for pair, similarity in zip(pairs, similarities, strict=True)
    ]
    return [
        max(score, LISTED) if pair.is_list and places[pair.target].signs.lists_reasons else score
        for pair, score in zip(pairs, scores, strict=True)
    ]


def chosen(
    pairs: Sequence[Pair], scores: Sequence[float], threshold: float, taken: Sequence[Pair] = ()
) -> list[tuple[Pair, float]]:
    """The pairs that are kept, the likeliest first: one target for each source and one direction for each two."""
    closed = {frozenset((pair.source, pair.target)) for pair in taken}
    sources: set[int] = set()
    kept = []
    for number in sorted(range(len(pairs)), key=lambda number: -scores[number]):
        pair, score = pairs[number], scores[number]
        ends = frozenset((pair.source, pair.target))
        if score < threshold or pair.source in sources or ends in closed:
            continue
        sources.add(pair.source)
        closed.add(ends)
        kept.append((pair, score))
    return kept


def is_attack(places: Sequence[Place], pair: Pair) -> bool:
    """Whether a pair is an objection.

    The source is the next sentence of the same paragraph, opens or turns with a contrast, and judges ("De regel werkt
    echter slecht") or points back at what it denies ("Maar dat klopt niet"); a contrast without either turns to another
    side of the matter more often. Promises are left out: they argue against nothing.
    """
    source, target = places[pair.source], places[pair.target]
    return (
        Role.CONTRAST in source.signs.roles
        and source.statement.sentence == target.statement.sentence + 1
        and source.block == target.block
        and source.kind not in (BlockKind.HEADING, BlockKind.SUBJECT)
        and StatementKind.COMMITMENT not in (source.statement.kind, target.statement.kind)
        and (source.signs.points_back or any(cue.startswith("value:") for cue in source.statement.cues))
    )


def _relation(places: Sequence[Place], pair: Pair, kind: RelationType, score: float) -> Relation:
    source, target = places[pair.source], places[pair.target]
    marked = kind is RelationType.ATTACK
    method = f"marker:{source.signs.roles[Role.CONTRAST]}" if marked else _method(places, pair)
    return Relation(source.statement.id, target.statement.id, kind, round(score, 4), method)


def _method(places: Sequence[Place], pair: Pair) -> str:
    """What a reader sees that speaks for a support."""
    later = places[max(pair.source, pair.target)]
    is_behind = pair.source > pair.target
    wanted = (Role.REASON, Role.EXAMPLE) if is_behind else (Role.CONCLUSION, Role.RESULT)
    for role in _NAMING:
        if role in wanted and role in later.signs.roles:
            return f"marker:{later.signs.roles[role]}"
    if pair.is_list:
        return "list"
    return "adjacent" if abs(pair.source - pair.target) == 1 else "nearby"
