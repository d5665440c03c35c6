"""Train the stance models of `policytext/query/stance.json`.

Usage: python -m policytext.training.stance --data FOLDER [--write]

FOLDER holds `stance.tsv` (proposition, sentence, stance, origin) and `statements.tsv` (kind of each sentence). Prints
what cross-validation over propositions and files gives; `--write` stores the weights. Deterministic.
"""

import argparse
import csv
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policytext.encode import load_bulk_encoder
from policytext.query.pairs import BEARING_COLUMNS, FEATURES, Wording, features
from policytext.query.stance import WEIGHTS, Logistic
from policytext.training.logistic import fit_logistic, grouped_folds
from policytext.types.vocabulary import StatementKind

SIDES = ("pro", "contra", "mixed")
#: Written pairs share words with their sentence by design; they teach nothing where the question is whether one bears.
WRITTEN_WEIGHT_BEARING = 0.0
#: Retrieved pairs follow the distribution that a query meets (mostly pro), written ones are half pro, half contra.
RETRIEVED_WEIGHT_PRO = 2.0
PENALTY = 10.0
FOLDS = 8
#: What a said side must be right in, among the cross-validated pairs that take one.
WANTED_PRECISION = 0.75


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a tab-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def pair_features(rows: list[dict[str, str]], kinds: dict[str, str]) -> NDArray[np.float64]:
    """Features of each pair, shape (len(rows), len(FEATURES))."""
    encoder = load_bulk_encoder()
    propositions = sorted({row["proposition"] for row in rows})
    sentences = sorted({row["sentence"] for row in rows})
    queries = {text: encoder.encode_query(text) for text in propositions}
    passages = dict(zip(sentences, encoder.encode_passages(sentences), strict=True))
    wordings = {text: Wording.of(text) for text in (*propositions, *sentences)}
    values = []
    for row in rows:
        kind = kinds.get(row["sentence_id"], "none")
        values.append(
            features(
                wordings[row["proposition"]],
                wordings[row["sentence"]],
                float(queries[row["proposition"]] @ passages[row["sentence"]]),
                None if kind == "none" else StatementKind(kind),
            )
        )
    return np.array(values)


def cross_validate(
    x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64], groups: list[str]
) -> NDArray[np.float64]:
    """Probability of each row from a model that saw no row of its group."""
    probabilities = np.zeros(len(y))
    for test in grouped_folds(groups, FOLDS):
        train = np.setdiff1d(np.arange(len(y)), test)
        model = Logistic.from_json(fit_logistic(x[train], y[train], weight[train], PENALTY))  # type: ignore[arg-type]  # JSON values
        probabilities[test] = [model.probability(row) for row in x[test]]
    return probabilities


def best_threshold(probability: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """Threshold with the best F1, and that F1."""
    scores = []
    for threshold in np.arange(0.02, 0.9, 0.02):
        said = probability >= threshold
        right = float((said & (y == 1)).sum())
        scores.append((2 * right / max(1.0, float(said.sum() + y.sum())), float(threshold)))
    f1, threshold = max(scores)
    return round(threshold, 2), round(f1, 3)


def certainty_for(probability: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float, float]:
    """Least certainty at which a said side is right often enough, with that precision and the share that is said."""
    for certainty in np.arange(0.5, 0.95, 0.01):
        said = (probability >= certainty) | (probability <= 1 - certainty)
        precision = float(((probability >= 0.5) == (y == 1))[said].mean())
        if precision >= WANTED_PRECISION:
            break
    return round(float(certainty), 2), round(precision, 3), round(float(said.mean()), 3)


def main() -> None:
    """Train, report, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = read_rows(arguments.data / "stance.tsv")
    kinds = {row["id"]: row["kind"] for row in read_rows(arguments.data / "statements.tsv")}
    x = pair_features(rows, kinds)
    retrieved = np.array([row["origin"] == "retrieved" for row in rows])
    groups = [row["proposition"] if row["origin"] == "retrieved" else row["file"] for row in rows]
    stance = np.array([row["stance"] for row in rows])

    bears = np.isin(stance, SIDES).astype(np.float64)
    bearing_x = x[:, list(BEARING_COLUMNS)]
    weight = np.where(retrieved, 1.0, WRITTEN_WEIGHT_BEARING)
    found = cross_validate(bearing_x, bears, weight, groups)
    threshold, f1 = best_threshold(found[retrieved], bears[retrieved])

    sided = np.isin(stance, SIDES[:2])
    pro = (stance[sided] == "pro").astype(np.float64)
    pro_weight = np.where(retrieved[sided], RETRIEVED_WEIGHT_PRO, 1.0)
    pro_groups = [group for group, keep in zip(groups, sided, strict=True) if keep]
    said = cross_validate(x[sided], pro, pro_weight, pro_groups)
    certainty, precision, share = certainty_for(said, pro)
    right = (said >= 0.5) == (pro == 1)
    report = {
        "pairs": len(rows),
        "bearing_f1_retrieved": f1,
        "pro_accuracy": round(float(right.mean()), 3),
        "pro_accuracy_retrieved": round(float(right[retrieved[sided]].mean()), 3),
        "precision_where_said": precision,
        "share_said": share,
    }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    if arguments.write:
        model = {
            "features": list(FEATURES),
            "bearing": fit_logistic(bearing_x, bears, weight, PENALTY),
            "pro": fit_logistic(x[sided], pro, pro_weight, PENALTY),
            "bearing_threshold": threshold,
            "certainty": certainty,
            "cross_validation": report,
        }
        target = Path(__file__).parent.parent / "query" / WEIGHTS
        target.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
        sys.stdout.write(f"weights written to {target.name}\n")


if __name__ == "__main__":
    main()
