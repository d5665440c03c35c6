"""What a proposition and a sentence have in common and where they part: the features of stance.

No feature knows a subject: they count shared words, negations, directions (meer, minder) and evaluations (goed,
schadelijk), so that the weights learnt on some subjects hold on others.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from policytext.lexicon import table, words
from policytext.lexicon.lemmas import verb
from policytext.lexicon.separable import joined
from policytext.store.fulltext import stem
from policytext.types.vocabulary import StatementKind

_WORD_OR_MARK = re.compile(r"[^\W_]+(?:'s)?|[.;:!?,()]")
#: Markers of notes, which stick to the word before them.
_RAISED = re.compile("[⁰¹²³⁴-⁹]+")
Array = NDArray[np.float64]

#: Words that turn "niet" into an affirmation: "niet alleen gemeenten, maar ook het Rijk".
_NOT_ONLY = frozenset({"alleen", "slechts", "enkel", "uitsluitend", "zozeer"})

#: Share of a proposition's words from which a sentence says the same or its denial. Of the labelled pairs that share so
#: many and differ in whether a negation stands near the shared words, 88 in 100 are contra.
SAME_WORDS = 0.7

#: Verbs that deny as "niet" does, and the particles that can stand apart from them, at most so many words on.
_REJECTING = frozenset({"afwijzen", "afkeuren", "verwerpen", "afraden", "ontraden"})
_PARTICLES = ("af",)
_APART = 12

_MODALS = frozenset({"moet", "moeten", "dient", "dienen", "moest", "moesten"})

#: Names of the values of `features`, in order.
FEATURES = (
    "similarity",
    "coverage",
    "coverage_with_compounds",
    "shared_share",
    "shared_pairs",
    "length",
    "proposition_length",
    "is_claim",
    "is_recommendation",
    "is_commitment",
    "negation_proposition",
    "negation_sentence",
    "negation_agrees",
    "negation_near_shared",
    "negation_scope_differs",
    "direction_sentence",
    "direction_agrees",
    "direction_agrees_with_negation",
    "evaluation_sentence",
    "evaluation_agrees",
    "evaluation_agrees_with_negation",
    "both_must",
    "antonym",
    "direction_times_evaluation",
)


@cache
def _signed(name: str, column: str, positive: str) -> dict[str, int]:
    return {row["word"]: 1 if row[column] == positive else -1 for row in table(name)}


@cache
def _antonyms() -> tuple[tuple[str, str], ...]:
    pairs = [(row["left"], row["right"]) for row in table("stance_antonyms")]
    return tuple(pairs + [(right, left) for left, right in pairs])


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text, prepared once: lower-case tokens, content stems in order, negations, signs.

    A verb in two words is one token: "neemt ... toe" is toenemen.
    """

    tokens: tuple[str, ...]
    stems: tuple[str, ...]
    negations: tuple[int, ...]  # also where something is rejected
    direction: int
    evaluation: int

    @classmethod
    def of(cls, text: str) -> "Wording":
        """The wording of a text."""
        tokens = tuple(joined(_WORD_OR_MARK.findall(_RAISED.sub(" ", text.lower()))))
        stops, denials = frozenset(words("stopwords")), frozenset(words("negations"))
        directions, evaluations = (
            _signed("stance_directions", "direction", "up"),
            _signed("stance_evaluations", "value", "good"),
        )
        return cls(
            tokens,
            tuple(stem(token) for token in tokens if token not in stops and token not in denials and len(token) > 2),
            tuple(
                position
                for position, token in enumerate(tokens)
                if (token in denials and not set(tokens[position + 1 : position + 2]) & _NOT_ONLY)
                or _rejects(tokens, position)
            ),
            _sign(sum(_sign_of(token, directions) for token in tokens)),
            _sign(sum(_sign_of(token, evaluations) for token in tokens)),
        )

    def negation_touches(self, shared: frozenset[str]) -> bool:
        """Whether a negation stands near (four words before to five after) a word that both texts have."""
        return any(
            stem(self.tokens[place]) in shared
            for position in self.negations
            for place in range(max(0, position - 4), min(len(self.tokens), position + 6))
        )


def _rejects(tokens: tuple[str, ...], position: int) -> bool:
    """Whether a verb says that somebody will not have it, its particle apart or not: "wijzen wij af", "verwerpt"."""
    infinitive = verb(tokens[position])
    if infinitive is None or infinitive in _REJECTING:
        return infinitive is not None
    return any(
        particle + infinitive in _REJECTING and particle in tokens[position + 1 : position + _APART]
        for particle in _PARTICLES
    )


def _sign_of(token: str, signs: Mapping[str, int]) -> int:
    """What a word says by itself, or as a form of a verb that is listed."""
    return signs.get(token) or signs.get(verb(token) or "", 0)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _is_part(stem_: str, others: frozenset[str]) -> bool:
    """Whether a stem is part of a compound among the others, or holds one of them."""
    return any((len(stem_) > 4 and stem_ in other) or (len(other) > 4 and other in stem_) for other in others)


def coverage(proposition: Wording, sentence: Wording) -> float:
    """Share in [0, 1] of the proposition's content words that the sentence holds; parts of compounds count 0.7."""
    wanted, found = frozenset(proposition.stems), frozenset(sentence.stems)
    if not wanted:
        return 0.0
    shared = wanted & found
    parts = sum(_is_part(item, found) for item in wanted - shared)
    return (len(shared) + 0.7 * parts) / len(wanted)


def vector_features(query: NDArray[np.float32], passage: NDArray[np.float32], sentence: NDArray[np.float32]) -> Array:
    """How the meanings of a proposition and a sentence agree and differ, number by number, shape (2 x dimensions,).

    The products of the proposition's query vector and the sentence's vector, then the absolute differences of the two
    as passages; both times the root of the dimensions, so that they are about as large as other features.
    """
    scale = math.sqrt(len(sentence))
    return np.concatenate([query * sentence, np.abs(passage - sentence)]).astype(np.float64) * scale


def is_outright(values: Array) -> bool:
    """Whether a sentence puts the matter in the proposition's own words; from `features`."""
    return bool(values[FEATURES.index("coverage_with_compounds")] >= SAME_WORDS)


def is_denied(values: Array) -> bool:
    """Whether a sentence says what the proposition says, but one of the two denies it; from `features`."""
    return is_outright(values) and bool(values[FEATURES.index("negation_scope_differs")])


def features(
    proposition: Wording, sentence: Wording, similarity: float, kind: StatementKind | None
) -> NDArray[np.float64]:
    """The pair's features, shape (len(FEATURES),).

    Args:
        proposition: wording of the proposition.
        sentence: wording of the sentence.
        similarity: cosine of the proposition's query vector and the sentence's passage vector.
        kind: what the sentence was found to be, None for no statement.
    """
    wanted, found = frozenset(proposition.stems), frozenset(sentence.stems)
    shared = wanted & found
    pairs = set(zip(proposition.stems, proposition.stems[1:], strict=False))
    pairs_found = set(zip(sentence.stems, sentence.stems[1:], strict=False))
    denial = 1 - 2 * bool(proposition.negations)
    denial_found = 1 - 2 * bool(sentence.negations)
    near, near_wanted = sentence.negation_touches(shared), proposition.negation_touches(shared)
    must = any(token in _MODALS for token in proposition.tokens)
    must_found = any(token in _MODALS for token in sentence.tokens)
    direction = proposition.direction * sentence.direction
    evaluation = proposition.evaluation * sentence.evaluation
    opposed = any(
        any(item.startswith(left) for item in wanted - found) and any(item.startswith(right) for item in found - wanted)
        for left, right in _antonyms()
    )
    return np.array(
        [
            similarity,
            len(shared) / max(1, len(wanted)),
            coverage(proposition, sentence),
            len(shared) / max(1, len(found)),
            len(pairs & pairs_found) / max(1, len(wanted)),
            math.log1p(len(sentence.stems)),
            math.log1p(len(proposition.stems)),
            kind is StatementKind.CLAIM,
            kind is StatementKind.RECOMMENDATION,
            kind is StatementKind.COMMITMENT,
            bool(proposition.negations),
            bool(sentence.negations),
            denial * denial_found,
            near,
            near != near_wanted,
            sentence.direction,
            direction,
            direction * denial * denial_found,
            sentence.evaluation,
            evaluation,
            evaluation * denial * denial_found,
            must and must_found,
            opposed,
            proposition.direction * sentence.evaluation,
        ],
        dtype=np.float64,
    )
