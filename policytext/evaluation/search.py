"""How well a search answers queries of which people judged the sentences.

`queries.tsv` of a gold folder: qid, query, relevant ("row:grade" joined by ";"; grade 2 answers directly, 1 is
related), with the rows of `NNN.spans.tsv`. A hit counts for the rows that it covers, once.
"""

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from policytext.evaluation.gold import COVERED, NUMBER, number_of, read_spans, share_covered
from policytext.query.answers import Hit
from policytext.types.spans import Span

QUERIES: Final = "queries.tsv"
#: Hits that count.
CUT: Final = 10
DIRECT: Final = 2


@dataclass(frozen=True, slots=True)
class GoldQuery:
    """A query with the grade of each row that answers it."""

    number: str
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QueryScore:
    """nDCG@10 and recall of direct answers among the first ten hits of one query, both in [0, 1]."""

    number: str
    text: str
    ndcg: float
    recall: float


def ndcg(gains: Sequence[int], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, gain 2^grade - 1 (Järvelin and Kekäläinen 2002)."""
    best = _gain(sorted(grades.values(), reverse=True)[:CUT])
    return _gain(gains[:CUT]) / best if best else 0.0


def recall(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Direct answers among what was found, of those that ten hits can hold."""
    direct = {row for row, grade in grades.items() if grade == DIRECT}
    return len(direct.intersection(found)) / min(CUT, len(direct)) if direct else 0.0


def read_queries(folder: Path) -> list[GoldQuery]:
    """The judged queries of a gold folder; [] where it has none.

    Raises:
        ValueError: a grade is none.
    """
    path = folder / QUERIES
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            GoldQuery(row["qid"], row["query"], dict(_grade(part) for part in row["relevant"].split(";") if part))
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def score_search(
    folder: Path, queries: Sequence[GoldQuery], search: Callable[[str], Sequence[Hit]]
) -> list[QueryScore]:
    """Scores of all queries, in their order.

    Args:
        folder: the gold folder.
        queries: its queries.
        search: gives the hits of a query, best first.
    """
    numbers = {row[:NUMBER] for query in queries for row in query.grades}
    rows = {number: read_spans(folder, number) for number in sorted(numbers)}
    found = []
    for query in queries:
        seen: set[str] = set()
        gains = []
        for hit in search(query.text)[:CUT]:
            here = _rows_of(hit, rows.get(number_of(hit.sentence.document.source), {}))
            gains.append(max((query.grades.get(row, 0) for row in here if row not in seen), default=0))
            seen.update(here)
        found.append(
            QueryScore(query.number, query.text, ndcg(gains, query.grades), recall(sorted(seen), query.grades))
        )
    return found


def _rows_of(hit: Hit, rows: Mapping[str, Span]) -> list[str]:
    return [row for row, span in rows.items() if share_covered(hit.sentence.spans, span) >= COVERED]


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1.0) / math.log2(place + 2) for place, grade in enumerate(grades))


def _grade(part: str) -> tuple[str, int]:
    row, _, grade = part.rpartition(":")
    return row, int(grade)
