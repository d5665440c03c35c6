"""The points that documents make again and again on a topic, each with who makes it and its best quotation.

A point is a short statement that stands by itself; others are matched to it one by one (Bar-Haim and others 2020, From
arguments to key points, ACL). Groups of what is merely near in meaning would share words and not a point. Weights, data
and what it reaches: docs/models/points.md.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.lexicon.pointing import is_pointing
from policytext.query.adapter import adapted
from policytext.query.open_index import OpenIndex
from policytext.query.points_pairs import FEATURES, Array, Said, may_differ, of_one_kind, pair_features, stems_of
from policytext.query.ranking import ranker
from policytext.query.retrieve import Candidate, fused, with_features
from policytext.store import DocumentRecord, Filters, SentenceRecord
from policytext.store.fulltext import tokens
from policytext.types.vocabulary import Attribution

WEIGHTS: Final = "points.json"
#: Sentences near the topic that are looked at, by meaning and again by words.
_DEPTH: Final = 400
#: Sentences of the collection whose cosines with each other tell what is near.
_SAMPLE: Final = 256
#: Words of a statement that can be a point: concise, and enough to say something.
_WORDS: Final = range(6, 31)
#: Words of a statement that can make one, and among them words with a meaning of their own.
_FEWEST_WORDS: Final = 5
_FEWEST_CONTENT_WORDS: Final = 3
#: Confidence that a point is a statement at all.
_SURE: Final = 0.5
#: Beginnings that lean on the sentence before, and are no first choice for a quotation.
LEANING: Final = frozenset(
    (
        "ook",
        "daarnaast",
        "bovendien",
        "maar",
        "dus",
        "want",
        "en",
        "zo",
        "echter",
        "net",
        "wel",
        "verder",
        "evenmin",
        "denk",
    )
)
#: Words that stand for something said elsewhere, wherever they are in a sentence.
_ELSEWHERE: Final = frozenset(
    ("deze", "dit", "zulke", "dergelijke", "bedoelde", "genoemde", "voornoemde", "bovenstaande", "onderstaande")
)
#: What "dit" and "deze" point at where they point at the time of writing: "dit jaar" needs no sentence before it.
_NOW: Final = frozenset(("jaar", "kabinet", "kabinetsperiode", "maand", "moment", "regeerperiode", "week", "zomer"))
_PERSONS: Final = frozenset(("hij", "zij", "ze", "hun", "haar"))
#: Words of a quotation beyond which it grows long.
_LONG: Final = 20
#: Probability of making a point from which a statement at least touches on it: in cross-validation 98 in 100 do.
RELATED: Final = 0.4
#: Cosine from the middle of the topic from which two points shown singly would say nearly the same.
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Member:
    """A statement that makes a point, with the probability in [0, 1] that it does; 1 for the point itself."""

    sentence: SentenceRecord
    probability: float


@dataclass(frozen=True, slots=True)
class Point:
    """A point: the quotation that puts it best comes first, then the others, the surest first.

    `documents` counts those that make it, versions of one text as one; `organisations` are those that send them.
    `differing` are statements in about the same words of which only one denies, or with other figures: they may say the
    opposite, and are not counted. `related` are those of other documents that touch on it, not sure enough to make it.
    """

    members: tuple[Member, ...]
    documents: int
    organisations: tuple[str, ...]
    differing: tuple[Member, ...]
    related: tuple[Member, ...]

    @property
    def quotation(self) -> SentenceRecord:
        """The sentence that puts the point best."""
        return self.members[0].sentence


@dataclass(frozen=True, slots=True)
class PointsAnswer:
    """Recurring points, the one that most documents make first: those from `offset` of the `total`.

    `statements` and `documents` count what was found on the topic. `single` are points of one document each, the
    nearest to the topic first: some of `singles`. `is_enough` says that the collection treats the topic.
    """

    topic: str
    statements: int
    documents: int
    total: int
    offset: int
    points: tuple[Point, ...]
    singles: int
    single: tuple[Point, ...]
    is_enough: bool


@dataclass(frozen=True, slots=True)
class OnTopic:
    """The statements on a topic, the nearest first, each with the probability that it is on it, and pair features.

    `best` is the highest probability of any sentence. `features`, `of_one_kind` and `differing` are of pairs, from
    `points_pairs.pair_features`, `of_one_kind` and `may_differ`.
    """

    candidates: tuple[Candidate, ...]
    chances: tuple[float, ...]
    features: Array
    of_one_kind: NDArray[np.bool_]
    differing: NDArray[np.bool_]
    best: float


@dataclass(frozen=True, slots=True)
class Matcher:
    """The model of matches: the probability that a statement makes a point, and the one from which it is said."""

    weights: Array
    bias: float
    threshold: float

    def probabilities(self, features: Array) -> Array:
        """Probabilities for features of shape (..., len(FEATURES))."""
        return np.asarray(1.0 / (1.0 + np.exp(-(features @ self.weights + self.bias))))


@cache
def matcher() -> Matcher:
    """The weights that ship with the package."""
    held = json.loads(files("policytext.query").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return Matcher(np.array([held["weights"][name] for name in FEATURES]), held["bias"], held["threshold"])


def points(
    index: OpenIndex, topic: str, filters: Filters, *, limit: int = 10, offset: int = 0, single: int = 5
) -> PointsAnswer:
    """The points made on a topic.

    Args:
        index: the index.
        topic: a few words or a question.
        filters: where to look; the documents' own statements, unless reported ones are asked for.
        limit: at most so many recurring points.
        offset: recurring points to skip.
        single: at most so many points that only one document makes.
    """
    found = on_topic(index, topic, filters, ranker().least)
    if found is None or found.best < ranker().enough:
        return PointsAnswer(topic, 0, 0, 0, offset, (), 0, (), is_enough=False)
    model, texts = matcher(), _Texts(index.reader.versions())
    matches = model.probabilities(found.features)
    np.fill_diagonal(matches, 1.0)
    owners = [texts.of(one.record.document) for one in found.candidates]
    possible = [
        row
        for row, one in enumerate(found.candidates)
        if found.chances[row] >= ranker().enough and _can_be_point(one.record)
    ]
    merits = {row: _merit(found, row) for row in possible}
    agreeing = np.where((matches >= model.threshold) & found.of_one_kind & ~found.differing, matches, 0.0)
    groups = _recurring(agreeing, merits, owners)
    recurring = [_point(rows, matches, found, owners) for rows in groups]
    recurring.sort(key=lambda point: (-point.documents, -len(point.members), point.quotation.id))
    taken = {row for group in groups for row in group}
    alone = [row for row in possible if row not in taken]
    apart = _apart(sorted(alone, key=lambda row: (-merits[row], row)), found, single)
    return PointsAnswer(
        topic=topic,
        statements=len(found.candidates),
        documents=len(set(owners)),
        total=len(recurring),
        offset=offset,
        points=tuple(recurring[offset : offset + limit]),
        singles=len(alone),
        single=tuple(_point([row], matches, found, owners) for row in apart),
        is_enough=True,
    )


def on_topic(index: OpenIndex, topic: str, filters: Filters, least: float) -> OnTopic | None:
    """The statements on a topic; None where there are none.

    Args:
        index: the index.
        topic: a few words or a question.
        filters: where to look.
        least: probability of being on the topic that a statement needs.
    """
    vector = adapted(index.query_vector(topic), index.model)
    found = with_features(index, topic, vector, list(fused(index, topic, vector, filters, _DEPTH)))
    if not found:
        return None
    chances = 1.0 / (1.0 + np.exp(-ranker().odds(np.stack([one.features for one in found]))))
    wanted = filters.attribution or Attribution.OWN
    rated = [
        (one, float(chance), Said.of(one.record.statements[0], one.record.text, one.passage.words))
        for one, chance in zip(found, chances, strict=True)
        if chance >= least and _states(one, wanted)
    ]
    ids, matrix = index.vectors_of([one.record.id for one, *_ in rated])
    rows = {unit: row for row, unit in enumerate(ids)}
    rated = [
        (one, chance, said)
        for one, chance, said in rated
        if one.record.id in rows and len(said.words) >= _FEWEST_CONTENT_WORDS
    ]
    if not rated:
        return None
    rated.sort(key=lambda row: (-row[1], row[0].record.id))
    vectors = matrix[[rows[one.record.id] for one, *_ in rated]]
    said = [statement for *_, statement in rated]
    frequencies = index.reader.frequencies(stems_of(said))
    return OnTopic(
        candidates=tuple(one for one, *_ in rated),
        chances=tuple(chance for _, chance, _ in rated),
        features=pair_features(said, vectors, _spread(index), frequencies, index.units),
        of_one_kind=of_one_kind(said),
        differing=may_differ(said),
        best=float(chances.max()),
    )


class _Texts:
    """Which documents are versions of one text: what both say counts once."""

    def __init__(self, versions: Iterable[tuple[str, str, float]]) -> None:
        self._first: dict[str, str] = {}
        for one, other, _ in versions:
            self._first[self._root(other)] = self._root(one)

    def of(self, document: DocumentRecord) -> str:
        """Content id of a document that stands for all versions of the text."""
        return self._root(document.id)

    def _root(self, key: str) -> str:
        while self._first.get(key, key) != key:
            key = self._first[key]
        return key


def _spread(index: OpenIndex) -> float:
    """Standard deviation of cosines between sentences of the collection, from a sample."""
    _, sample = index.vectors_of(index.sample_units(_SAMPLE))
    cosines = (sample @ sample.T)[np.triu_indices(len(sample), 1)]
    return (float(cosines.std()) if len(cosines) else 0.0) or 1.0


def _states(candidate: Candidate, attribution: Attribution) -> bool:
    record = candidate.record
    return (
        bool(record.statements)
        and record.statements[0].attribution is attribution
        and len(record.text.split()) >= _FEWEST_WORDS
    )


def _can_be_point(record: SentenceRecord) -> bool:
    """Whether a statement is concise, surely one, and stands by itself."""
    return record.statements[0].confidence >= _SURE and stands_by_itself(record, _WORDS)


def stands_by_itself(record: SentenceRecord, lengths: range) -> bool:
    """Whether a sentence can be read alone: whole, of so many words, not pointing at what was said before."""
    text, words = record.text.strip(), tokens(record.text)
    starts = text.lstrip("•-–▶‘’“”\"'( ")[:1]
    return (
        len(text.split()) in lengths
        and (starts.isupper() or starts.isdigit())
        and text.rstrip("”’\"')⁰¹²³⁴⁵⁶⁷⁸⁹ ").endswith((".", "!", ";"))
        and bool(words)
        and words[0] not in _PERSONS
        and not is_pointing(words[0])
        and not any(word in _ELSEWHERE and following not in _NOW for word, following in pairwise([*words, ""]))
    )


def _recurring(matches: Array, merits: Mapping[int, float], owners: Sequence[str]) -> list[list[int]]:
    """Groups of rows that make a point, the point first, the surest next; each point is made in two documents at least.

    The point that most documents make is taken first, of equal ones the best quotation, and what makes it is taken
    away; of those left over a statement that matches a point already taken is no point of its own.

    Args:
        matches: the probability that the statement of a column makes the point of a row, 0 where it is too small.
        merits: rows that can be a point, each with how good a quotation it is.
        owners: the document of each row.
    """
    left = np.ones(len(owners), dtype=bool)
    open_points = sorted(merits)
    groups: list[list[int]] = []
    while open_points:
        made = {row: np.flatnonzero((matches[row] > 0) & left).tolist() for row in open_points}
        documents = {row: len({owners[other] for other in made[row]}) for row in open_points}
        best = max(open_points, key=lambda row: (documents[row], len(made[row]), merits[row], -row))
        if documents[best] < 2:
            return groups
        groups.append(sorted(made[best], key=lambda row: (row != best, -matches[best, row], row)))
        left[made[best]] = False
        open_points = [row for row in open_points if left[row] and not matches[row, best] and not matches[best, row]]
    return groups


def _merit(found: OnTopic, row: int) -> float:
    """How good a quotation a statement is: near the topic, sure, a main claim, short, not leaning on what was said."""
    record = found.candidates[row].record
    statement, words = record.statements[0], len(record.text.split())
    stands = tokens(record.text)[0] not in LEANING
    worth = 0.4 * found.chances[row] + 0.2 * statement.confidence + 0.2 * (statement.prominence is not None)
    return worth + 0.2 * stands - 0.02 * max(0, words - _LONG)


def _point(rows: Sequence[int], matches: Array, found: OnTopic, owners: Sequence[str]) -> Point:
    point, documents = rows[0], {owners[row] for row in rows}
    records = [found.candidates[row].record for row in rows]
    organisations = dict.fromkeys(name for record in records for name in record.document.organisations)
    near = sorted(np.flatnonzero(matches[point] >= RELATED).tolist(), key=lambda row: (-matches[point, row], row))
    likely = [row for row in near if row not in rows and matches[point, row] >= matcher().threshold]
    differing = [row for row in likely if found.differing[point, row]]
    related = [row for row in near if row not in rows and row not in differing and owners[row] not in documents]
    return Point(
        members=tuple(_member(row, point, matches, found) for row in rows),
        documents=len(documents),
        organisations=tuple(organisations),
        differing=tuple(_member(row, point, matches, found) for row in differing),
        related=tuple(_member(row, point, matches, found) for row in related),
    )


def _member(row: int, point: int, matches: Array, found: OnTopic) -> Member:
    return Member(found.candidates[row].record, float(matches[point, row]))


def _apart(rows: Sequence[int], found: OnTopic, limit: int) -> list[int]:
    """At most so many of the rows: documents take turns, each in the order given; no two say nearly the same."""
    seen = FEATURES.index("nearness_on_topic")
    documents = {row: found.candidates[row].record.document.id for row in rows}
    used = dict.fromkeys(documents.values(), 0)
    chosen: list[int] = []
    left = [*rows]
    while left and len(chosen) < limit:
        row = min(left, key=lambda row: used[documents[row]])
        left.remove(row)
        if all(found.features[row, other, seen] < _ALIKE for other in chosen):
            used[documents[row]] += 1
            chosen.append(row)
    return chosen
