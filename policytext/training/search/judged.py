"""The judged queries, found in an index, and how good a ranking of sentences is by them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policytext.evaluation.search import CUT, ndcg, recall
from policytext.query.adapter import adapted
from policytext.query.open_index import OpenIndex
from policytext.query.retrieve import DEPTH, fused, with_features
from policytext.store import Filters
from policytext.training.relations import sentence_key

QUERIES, JUDGED = "queries.tsv", "judged.tsv"


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with the grade of each unit that answers it (2 directly, 1 related) and what was found for it.

    `by_words`, `by_vectors`, `by_adapted` (the query's vector moved) and `fused` are unit ids, best first; `units` are
    those whose features are the rows of `features`, shape (len(units), number of features). `is_test`: nothing is
    learned from it.
    """

    number: str
    kind: str
    text: str
    grades: Mapping[str, int]
    by_words: tuple[str, ...]
    by_vectors: tuple[str, ...]
    by_adapted: tuple[str, ...]
    fused: tuple[str, ...]
    units: tuple[str, ...]
    features: NDArray[np.float64]
    is_test: bool

    def ndcg(self, ranked: Sequence[str]) -> float:
        """nDCG@10 of a ranking of units, see `evaluation.search.ndcg`."""
        return ndcg([self.grades.get(unit, 0) for unit in ranked[:CUT]], self.grades)

    def recall(self, ranked: Sequence[str]) -> float:
        """Direct answers among the first ten, see `evaluation.search.recall`."""
        return recall(ranked[:CUT], self.grades)

    def ordered(self, scores: NDArray[np.float64]) -> list[str]:
        """The units by score, best first; equal ones in the order in which they were found."""
        return [self.units[place] for place in np.argsort(-scores, kind="stable")]


def read_judged(index: OpenIndex) -> list[JudgedQuery]:
    """The judged queries, asked of an index of the judged documents.

    Raises:
        SystemExit: a judged document is not in the index.
    """
    keys = _units_by_key(index)
    grades: dict[str, dict[str, int]] = {}
    for row in _rows(JUDGED):
        for unit in keys.get((row["file"], row["sentence"]), ()):
            grades.setdefault(row["query"], {})[unit] = int(row["grade"])
    return [_asked(index, row, grades.get(row["query"], {})) for row in _rows(QUERIES)]


def _asked(index: OpenIndex, row: Mapping[str, str], grades: Mapping[str, int]) -> JudgedQuery:
    text, filters = row["text"], Filters()
    plain = index.encoder.encode_query(text)
    vector = adapted(plain, index.model)
    found = list(fused(index, text, vector, filters))
    candidates = with_features(index, text, vector, found)
    return JudgedQuery(
        number=row["query"],
        kind=row["type"],
        text=text,
        grades=grades,
        by_words=tuple(unit for unit, _ in index.reader.match(text, filters, DEPTH)),
        by_vectors=tuple(unit for unit, _ in index.nearest(plain, DEPTH, filters)),
        by_adapted=tuple(unit for unit, _ in index.nearest(vector, DEPTH, filters)),
        fused=tuple(found),
        units=tuple(candidate.record.id for candidate in candidates),
        features=np.stack([candidate.features for candidate in candidates]),
        is_test=row["set"] == "test",
    )


def _units_by_key(index: OpenIndex) -> dict[tuple[str, str], list[str]]:
    """Units by the judged file and the hash of their words."""
    files = {row["file"] for row in _rows(JUDGED)}
    found: dict[tuple[str, str], list[str]] = {}
    missing = []
    documents = index.reader.documents()
    for file in sorted(files):
        document = next((one for one in documents if any(source.endswith(file) for source in one.sources)), None)
        if document is None:
            missing.append(file)
            continue
        text = index.reader.load_document(document.id)
        for sentence in index.reader.sentences(document.id):
            key = (file, sentence_key(text.quote(sentence.span)))
            found.setdefault(key, []).append(f"{document.short_id}:{sentence.index}")
    if missing:
        raise SystemExit(f"not in the index: {', '.join(missing)}")
    return found


def _rows(name: str) -> list[dict[str, str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
