"""Learn the order of hits in `policytext/query/ranking.json` from judged queries, and measure searching.

Usage: python -m policytext.training.search --index FOLDER [--write]

FOLDER is an index of the documents that `judged.tsv` names, and of others between which they have to be found. Prints,
side by side, what words, vectors, both fused and the learned orders reach; these in cross-validation over queries.
`--write` stores the weights. Deterministic.
"""

import argparse
import json
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from policytext.query.open_index import open_index
from policytext.query.ranking import FEATURES, PLACES, WEIGHTS, among_others
from policytext.training.logistic import fit_logistic
from policytext.training.search.judged import JudgedQuery, read_judged

Array = NDArray[np.float64]
FOLDS: Final = 8
#: L2 penalty on standardised columns.
PENALTY: Final = 1.0
STEPS: Final = 20
TARGET: Final = Path(__file__).parents[2] / "query" / WEIGHTS
KINDS: Final = ("topic", "question", "paraphrase")
ABSENT: Final = "absent"
#: Share of the queries without an answer for which it has to be said that nothing is near enough.
TOLD: Final = 0.9
#: Probability that each sentence needs that is shown beside one that is near enough.
LEAST: Final = 0.05


def main() -> None:
    """Measure, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with open_index(given.index) as index:
        queries = read_judged(index)
    report, weights = train(queries)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    if given.write:
        TARGET.write_text(json.dumps({**weights, "cross_validation": report}, indent=1) + "\n", encoding="utf-8")


def train(queries: Sequence[JudgedQuery]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Figures of all methods, and the weights as `ranking.ranker` takes them.

    Nothing is learned from the queries of the test set; their figures stand apart under `test`.
    """
    tested = [query for query in queries if query.is_test]
    absent = [query for query in queries if query.kind == ABSENT]
    queries = [query for query in queries if query.kind != ABSENT and not query.is_test]
    weights, bias = fit(queries, by_itself)
    order, _ = fit(queries, in_order)
    learned = cross_validate(queries, by_itself) | {query.number: query.features @ weights + bias for query in tested}
    ordered = cross_validate(queries, in_order) | {query.number: in_order(query) @ order for query in tested}
    orders: dict[str, Callable[[JudgedQuery], Sequence[str]]] = {
        "words": lambda query: query.by_words,
        "vectors": lambda query: query.by_vectors,
        "vectors, query moved": lambda query: query.by_adapted,
        "fused": lambda query: query.fused,
        "by probability": lambda query: query.ordered(learned[query.number]),
        "learned": lambda query: query.ordered(ordered[query.number]),
    }
    report: dict[str, Any] = {"queries": len(queries), "grades": sum(len(query.grades) for query in queries)}
    nothing = sorted(float((query.features @ weights + bias).max()) for query in absent)
    enough = nothing[math.ceil(TOLD * len(nothing)) - 1] + 1e-6
    report |= {name: figures(queries, order) for name, order in orders.items()}
    report["not near enough"] = {
        kind: round(
            float(np.mean([learned[query.number].max() < enough for query in queries if query.kind == kind])), 3
        )
        for kind in KINDS
    } | {ABSENT: round(sum(odds < enough for odds in nothing) / len(nothing), 3)}
    report["test"] = {"queries": len(tested), "grades": sum(len(query.grades) for query in tested)} | {
        name: figures(tested, order) for name, order in orders.items()
    }
    return report, {
        "weights": _named(FEATURES, weights),
        "bias": round(bias, 4),
        "order": _named((*FEATURES, *PLACES), order),
        "enough": round(1.0 / (1.0 + math.exp(-enough)), 4),
        "least": LEAST,
    }


def by_itself(query: JudgedQuery) -> Array:
    """What tells whether each sentence is on the matter."""
    return query.features


def in_order(query: JudgedQuery) -> Array:
    """What tells in which order the sentences stand."""
    return among_others(query.features, query.units)


def _named(names: Sequence[str], weights: Array) -> dict[str, float]:
    return dict(zip(names, (round(float(weight), 4) for weight in weights), strict=True))


def figures(
    queries: Sequence[JudgedQuery], order: Callable[[JudgedQuery], Sequence[str]]
) -> dict[str, dict[str, float]]:
    """nDCG@10 and recall of direct answers, of all queries and of each kind."""
    found = {}
    for kind in ("all", *KINDS):
        chosen = [query for query in queries if kind in ("all", query.kind)]
        found[kind] = {
            "ndcg": round(float(np.mean([query.ndcg(order(query)) for query in chosen])), 3),
            "recall": round(float(np.mean([query.recall(order(query)) for query in chosen])), 3),
        }
    return found


def cross_validate(queries: Sequence[JudgedQuery], seen: Callable[[JudgedQuery], Array]) -> dict[str, Array]:
    """Log odds of the units of each query by weights that did not see it."""
    found: dict[str, Array] = {}
    for fold in range(FOLDS):
        tested = queries[fold::FOLDS]
        weights, bias = fit([query for query in queries if all(query is not other for other in tested)], seen)
        found.update({query.number: seen(query) @ weights + bias for query in tested})
    return found


def fit(queries: Sequence[JudgedQuery], seen: Callable[[JudgedQuery], Array]) -> tuple[Array, float]:
    """Weights of plain features and bias; every query counts alike, a related answer as half a direct one.

    Args:
        queries: what is learned from.
        seen: the features of the units of a query, shape (len(units), number of features).
    """
    x = np.concatenate([seen(query) for query in queries])
    grades = [query.grades.get(unit, 0) / 2 for query in queries for unit in query.units]
    shares = np.concatenate([np.full(len(query.units), 1.0 / len(query.units)) for query in queries])
    model = fit_logistic(x, np.array(grades), shares / shares.mean(), PENALTY, STEPS)
    scale = np.array(model["scale"])
    weights = np.array(model["weights"]) / scale
    bias = float(model["bias"]) - float(weights @ np.array(model["mean"]))  # type: ignore[arg-type]  # a number
    return weights, bias


if __name__ == "__main__":
    main()
