"""In what order the hits of a search stand: what each shares with the question, by itself and in its place.

Two linear models over a handful of features, none of which knows a subject: one says how likely each sentence is on the
matter, by itself; one in what order they stand, for which it is compared with the others that were found. Weights, how
they were made and what they reach: docs/models/ranking.md.
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.lexicon.compounds import analyse
from policytext.query.expansion import Alternative, expansions
from policytext.store.fulltext import parts, question_words, stem, stopwords, tokens
from policytext.store.passages import Passage, Words
from policytext.types.vocabulary import StatementKind

Array = NDArray[np.float64]
WEIGHTS: Final = "ranking.json"

#: Names of the values of `features`, in order.
FEATURES: Final = (
    "nearness",  # standard deviations of the cosine above that of the collection
    "nearness_beside",  # the same, mean of the sentences beside it
    "coverage",  # share of the question's words that it has, by itself or in its place, weighted by how rare they are
    "in_order",  # share of neighbouring words of the question that are neighbours here
    "is_statement",
    "asks_for_duty_and_recommends",
    "is_short",
)
_COVERAGE: Final = FEATURES.index("coverage")
#: What `among_others` adds to them for the order.
PLACES: Final = (
    "among_nearest",  # reciprocal rank by nearness among the sentences found
    "nearness_without_words",  # nearness, the more the fewer of the question's words the best of them have
    "nearness_around",  # of the sentences found up to ten before and behind it, those closer by counting for more
)
#: Sentences before and behind one in which others that were found speak for it.
_AROUND: Final = 10
#: More sentences than a document has, so that places in two documents are never near each other.
_APART: Final = 1 << 32
#: Ranks that are added before the reciprocal is taken: the first counts twice the eleventh.
_SMOOTHING: Final = 10
#: Sentences with most of the question's words that tell whether it is put in the words of the documents.
_BEST: Final = 5
#: What a sentence has of a word of the question that is in a compound, or an irregular form.
_COMPOUND: Final = 0.9
#: What a sentence has of a compound of the question that has only a part of it.
_PART: Final = 0.5
#: What a sentence has of a word of the question that has another word for it.
_OTHER_WORD: Final = 0.8
#: What a word of the question counts in the sentence itself, beside it, in a heading and in the title. In
#: cross-validation these are as good as weights that are free (nDCG@10 of 0.501 and 0.502), which put a word in a
#: heading before one in the sentence.
_IN_PLACE: Final = (1.0, 0.6, 0.8, 0.4)
#: Words from which a sentence says something by itself.
_SHORT: Final = 6
_DUTY: Final = frozenset(("moet", "moeten", "dient", "dienen", "zou", "zouden", "behoort", "hoort", "nodig"))
_ASKS: Final = frozenset(("wie", "wat", "hoe", "welke", "welk", "waarom", "op", "aan"))


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question: its stem, its lemma's stem, the stems of its immediate parts, and how rare it is.

    `others` are what may stand for it, by itself or with the words beside it.
    """

    stem: str
    lemma: str
    parts: tuple[str, ...]
    weight: float
    others: tuple[Alternative, ...] = ()

    def share_in(self, words: Words) -> float:
        """1 where the words have it in any form, less in a compound or in other words, and least in parts only."""
        if words.has_stem(self.stem):
            return 1.0
        if words.has_part(self.lemma):
            return _COMPOUND
        for other in self.others:  # no generator: this is asked a thousand times of every search
            if other.stands_in(words):
                return _OTHER_WORD
        if not self.parts:
            return 0.0
        return _PART * sum([words.has_part(part) for part in self.parts]) / len(self.parts)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is compared with sentences; `asks_for_duty`: who has to do what, as "Wie moet ...?" does."""

    terms: tuple[Term, ...]
    asks_for_duty: bool
    #: Of words that were looked at the share that they have of each term: a sentence is looked at by itself and again
    #: beside each of its neighbours, a heading with every sentence under it.
    _held: dict[Words, tuple[float, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, query: str, frequencies: Mapping[str, int], units: int) -> "Question":
        """Read a question.

        Args:
            query: what the user typed.
            frequencies: in how many units each of `stems_of(query)` occurs.
            units: units of the index.
        """
        found = []
        others = {word: one.alternatives for one in expansions(query) for word in one.words}
        for word in _content(query):
            lemma = parts(word)[0]
            immediate = tuple(stem(part.lemma) for part in analyse(word).parts) if word.isalpha() else ()
            seen = max(frequencies.get(stem(word), 0), frequencies.get(lemma, 0))
            # Robertson and Spärck Jones, as BM25 has it: never negative.
            weight = math.log(1.0 + (units - seen + 0.5) / (seen + 0.5))
            found.append(Term(stem(word), lemma, immediate, weight, others.get(word, ())))
        return cls(tuple(found), _asks_for_duty(query))

    def coverage(self, *fields: Words | None) -> float:
        """Share of the question's words that one of the fields has, weighted by rarity, in [0, 1]."""
        shares = [self.shares(words) for words in fields if words is not None]
        return float(self.weighed(np.array([list(map(max, zip(*shares, strict=True)))]))[0]) if shares else 0.0

    def shares(self, words: Words) -> tuple[float, ...]:
        """Of each word of the question the share that these words have of it."""
        held = self._held.get(words)
        if held is None:
            held = self._held[words] = tuple([term.share_in(words) for term in self.terms])
        return held

    def weighed(self, shares: Array) -> Array:
        """The shares of the words together, rare ones counting for more, in [0, 1]; shape (n, words) to (n,)."""
        weights = np.array([term.weight for term in self.terms])
        total = weights.sum()
        return np.asarray(shares @ weights / total) if total else np.zeros(len(shares))

    def in_order(self, words: Words) -> float:
        """Share of the question's neighbouring words that stand next to each other, in [0, 1]."""
        if len(self.terms) < 2:
            return 0.0
        pairs = set(pairwise(term.stem for term in self.terms))
        near = sum(_are_near(one, other, words) for one, other in pairs)
        return near / len(pairs)


def _are_near(one: str, other: str, words: Words) -> bool:
    """Whether a word with the one stem has one with the other behind it, with at most one between."""
    if f" {one} {other} " in words.as_stems:
        return True
    if not (words.has_stem(one) and words.has_stem(other)):
        return False
    return (one, other) in zip(words.stems, words.stems[2:], strict=False)  # "inkoop van jeugdhulp"


def stems_of(query: str) -> tuple[str, ...]:
    """Stems whose frequencies `Question.of` needs."""
    return tuple(dict.fromkeys(one for word in _content(query) for one in (stem(word), parts(word)[0])))


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """The words of a text outside the full-text index, such as a heading."""
    found = tokens(text)
    held = dict.fromkeys(part for word in found for part in parts(word))
    return Words.of(" ".join(found), " ".join(stem(word) for word in found), " ".join(held))


def features(
    question: Question,
    kinds: Sequence[Collection[StatementKind]],
    passages: Sequence[Passage],
    headings: Sequence[Words],
    titles: Sequence[Words],
) -> Array:
    """What speaks for sentences as answers, shape (n, len(FEATURES)); those of nearness are 0 (`with_nearness`).

    Args:
        question: the question.
        kinds: kinds of the statements that each sentence makes.
        passages: the words of each and those beside it.
        headings: words of the headings above each.
        titles: words of the title of its document.
    """
    found = np.zeros((len(passages), len(FEATURES)))
    found[:, _COVERAGE] = _coverage_in_place(question, passages, headings, titles)
    for row, (passage, stated) in enumerate(zip(passages, kinds, strict=True)):
        found[row, _COVERAGE + 1 :] = (
            question.in_order(passage.words),
            bool(stated),
            question.asks_for_duty and StatementKind.RECOMMENDATION in stated,
            passage.words.as_written.count(" ") <= _SHORT,
        )
    return found


def with_nearness(x: Array, nearness: float, beside: Sequence[float]) -> Array:
    """The features of a sentence that was compared by words, those of its nearness set.

    Args:
        x: its row of `features`.
        nearness: standard deviations of its cosine above the mean of the collection.
        beside: the same for the sentences beside it, as far as there are.
    """
    near = x.copy()
    near[:2] = nearness, sum(beside) / len(beside) if beside else 0.0
    return near


def among_others(x: Array, units: Sequence[str]) -> Array:
    """The features of all sentences found for a question, `PLACES` added, shape (n, len(FEATURES) + len(PLACES)).

    A question in other words than the documents use has its answers among the nearest in meaning; the words that a
    sentence happens to share with it say little then. And where one sentence is on the matter, those around it are.

    Args:
        x: rows of `features`, shape (n, len(FEATURES)); n may be 0.
        units: their ids, document and number.
    """
    near, covered = x[:, FEATURES.index("nearness")], x[:, FEATURES.index("coverage")]
    ranks = np.empty(len(x))
    ranks[np.argsort(-near, kind="stable")] = np.arange(len(x))
    best = np.sort(covered)[-_BEST:]
    lacking = 1.0 - (float(best.mean()) if len(best) else 0.0)
    return np.column_stack((x, 1.0 / (_SMOOTHING + ranks), near * lacking, _around(near, units)))


def _around(near: Array, units: Sequence[str]) -> Array:
    """Nearness of the sentences found around each, weighed by how close by they stand, a mean over `_AROUND`."""
    if not units:
        return np.zeros(0)
    documents: dict[str, int] = {}
    places = np.empty(len(units), dtype=np.int64)
    for row, unit in enumerate(units):
        document, _, number = unit.partition(":")
        places[row] = documents.setdefault(document, len(documents)) * _APART + int(number)
    order = np.argsort(places)
    held, values = places[order], near[order]
    total = np.zeros(len(units))
    for step in range(-_AROUND, _AROUND + 1):
        if step:
            at = np.minimum(np.searchsorted(held, places + step), len(held) - 1)
            total += np.where(held[at] == places + step, values[at], 0.0) * (1.0 - abs(step) / (_AROUND + 1))
    return total / _AROUND


def _coverage_in_place(
    question: Question, passages: Sequence[Passage], headings: Sequence[Words], titles: Sequence[Words]
) -> Array:
    """Share of the question's words that sentences have, and a part of that for those that only their place has.

    A word counts once: in the sentence, else in a sentence beside it, else in a heading above it, else in the title.
    """
    size = len(passages), len(question.terms)
    none = (0.0,) * len(question.terms)
    known, total, before = np.zeros(size), np.zeros(len(passages)), np.zeros(len(passages))
    in_fields = (
        [[question.shares(one.words)] for one in passages],
        [[question.shares(words) for words in (one.before, one.after) if words is not None] for one in passages],
        [[question.shares(words)] for words in headings],
        [[question.shares(words)] for words in titles],
    )
    for worth, fields in zip(_IN_PLACE, in_fields, strict=True):
        shares = [one[0] if len(one) == 1 else tuple(map(max, zip(*one, strict=True))) or none for one in fields]
        known = np.maximum(known, np.array(shares).reshape(size))
        covered = question.weighed(known)
        total += worth * (covered - before)
        before = covered
    return total


@dataclass(frozen=True, slots=True)
class Ranker:
    """The linear models: the log odds that a sentence is on the matter of the question, and the order of sentences.

    `enough` is the probability that the best sentence must have for anything to be shown, `least` that of each one.
    """

    weights: Array
    bias: float
    order: Array
    enough: float
    least: float

    def odds(self, x: Array) -> Array:
        """Log odds of rows of features, shape (n,)."""
        return np.asarray(x @ self.weights + self.bias)

    def places(self, x: Array, units: Sequence[str]) -> Array:
        """By what the sentences found for one question are ordered, highest first; see `among_others`, shape (n,)."""
        return np.asarray(among_others(x, units) @ self.order)


@cache
def ranker() -> Ranker:
    """The weights that ship with the package."""
    held = json.loads(files("policytext.query").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    weights, order = held["weights"], held["order"]
    return Ranker(
        np.array([weights[name] for name in FEATURES]),
        held["bias"],
        np.array([order[name] for name in (*FEATURES, *PLACES)]),
        held["enough"],
        held["least"],
    )


def _content(query: str) -> list[str]:
    found = list(dict.fromkeys(question_words(query)))
    return [word for word in found if word not in stopwords()] or found


def _asks_for_duty(query: str) -> bool:
    found = tokens(query)
    is_question = query.rstrip().endswith("?") or bool(found and found[0] in _ASKS)
    return is_question and not _DUTY.isdisjoint(found)
