"""Train the stance models of `policytext/query/stance.json`.

Usage: python -m policytext.training.stance --data FOLDER [--write]

FOLDER holds `stance.tsv` (proposition, sentence, stance, origin) and `statements.tsv` (kind of each sentence). Prints
what cross-validation over propositions and files gives; `--write` stores the weights. Deterministic.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policytext.encode import load_bulk_encoder
from policytext.query.pairs import (
    BEARING_FEATURES,
    CONTEXT,
    FEATURES,
    Wording,
    bearing_features,
    features,
    is_denied,
    rarity,
    vector_features,
)
from policytext.query.stance import WEIGHTS, Logistic
from policytext.training.logistic import fit_logistic, grouped_folds
from policytext.types.vocabulary import StatementKind

SIDES = ("pro", "contra", "mixed")
#: Written pairs share words with their sentence by design; they teach nothing where the question is whether one bears.
WRITTEN_WEIGHT_BEARING = 0.0
#: Retrieved pairs follow the distribution that a query meets (mostly pro), written ones are half pro, half contra.
RETRIEVED_WEIGHT_PRO = 2.0
PENALTY = 10.0
#: With the 768 vector features; 100 to 1,000 were tried.
PENALTY_VECTORS = 300.0
FOLDS = 8
#: F1 by which a threshold may fall short of the best; less is noise with a hundred pairs that bear.
AS_GOOD = 0.02
#: Share of cross-validated pairs in which a said side must be right.
WANTED_CONTRA, WANTED_PRO = 0.85, 0.7


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a tab-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@dataclass(frozen=True, slots=True)
class PairFeatures:
    """Features of all pairs, one row each: of bearing, of words, of vectors."""

    bearing: NDArray[np.float64]
    words: NDArray[np.float64]
    vectors: NDArray[np.float64]


def pair_features(rows: list[dict[str, str]], statements: list[dict[str, str]]) -> PairFeatures:
    """Features of each pair; `statements` are all labelled sentences in reading order."""
    encoder = load_bulk_encoder()
    propositions = sorted({row["proposition"] for row in rows})
    sentences = sorted({row["sentence"] for row in rows})
    queries = {text: encoder.encode_query(text) for text in propositions}
    passages = dict(zip(propositions, encoder.encode_passages(propositions), strict=True))
    found = dict(zip(sentences, encoder.encode_passages(sentences), strict=True))
    wordings = {text: Wording.of(text) for text in (*propositions, *sentences)}
    all_stems = [Wording.of(row["text"]).stems for row in statements]
    counts = Counter(stem for stems in all_stems for stem in set(stems))
    place = {row["id"]: number for number, row in enumerate(statements)}
    bearing, words, vectors = [], [], []
    for row in rows:
        proposition, sentence, number = row["proposition"], row["sentence"], place[row["sentence_id"]]
        kind = None if statements[number]["kind"] == "none" else StatementKind(statements[number]["kind"])
        before = [n for n in range(max(0, number - CONTEXT), number) if statements[n]["file"] == row["file"]]
        similarity = float(queries[proposition] @ found[sentence])
        weights = {stem: rarity(counts[stem], len(statements)) for stem in wordings[proposition].stems}
        bearing.append(
            bearing_features(
                wordings[proposition],
                wordings[sentence],
                (stem for n in before for stem in all_stems[n]),
                similarity,
                kind,
                weights,
            )
        )
        words.append(features(wordings[proposition], wordings[sentence], similarity, kind))
        vectors.append(vector_features(queries[proposition], passages[proposition], found[sentence]))
    return PairFeatures(np.array(bearing), np.array(words), np.array(vectors))


def cross_validate(
    x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64], groups: list[str], penalty: float
) -> NDArray[np.float64]:
    """Probability of each row from a model that saw no row of its group."""
    probabilities = np.zeros(len(y))
    for test in grouped_folds(groups, FOLDS):
        train = np.setdiff1d(np.arange(len(y)), test)
        model = Logistic.from_json(fit_logistic(x[train], y[train], weight[train], penalty))  # type: ignore[arg-type]  # JSON values
        probabilities[test] = [model.probability(row) for row in x[test]]
    return probabilities


def best_threshold(probability: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """Threshold and its F1: the lowest of those within `AS_GOOD` of the best.

    Many are about as good, and a position that is missed is lost to its reader, one that is shown can be passed over.
    """
    scores = []
    for threshold in np.arange(0.02, 0.9, 0.02):
        said = probability >= threshold
        right = float((said & (y == 1)).sum())
        scores.append((2 * right / max(1.0, float(said.sum() + y.sum())), float(threshold)))
    best = max(scores)[0]
    threshold, f1 = min((threshold, f1) for f1, threshold in scores if f1 >= best - AS_GOOD)
    return round(threshold, 2), round(f1, 3)


def bounds_for(probability: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """The highest probability at which contra, and the lowest at which pro, is right often enough."""
    steps = np.arange(0.1, 0.9, 0.01)
    contra = [step for step in steps if (y[probability <= step] == 0).mean() >= WANTED_CONTRA]
    pro = [step for step in steps if (y[probability >= step] == 1).mean() >= WANTED_PRO]
    return round(float(max(contra)), 2), round(float(min(pro)), 2)


def main() -> None:
    """Train, report, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = read_rows(arguments.data / "stance.tsv")
    found = pair_features(rows, read_rows(arguments.data / "statements.tsv"))
    retrieved = np.array([row["origin"] == "retrieved" for row in rows])
    groups = [row["proposition"] if row["origin"] == "retrieved" else row["file"] for row in rows]
    stance = np.array([row["stance"] for row in rows])

    bears = np.isin(stance, SIDES).astype(np.float64)
    weight = np.where(retrieved, 1.0, WRITTEN_WEIGHT_BEARING)
    bearing = cross_validate(found.bearing, bears, weight, groups, PENALTY)
    threshold, f1 = best_threshold(bearing[retrieved], bears[retrieved])

    sided = np.isin(stance, SIDES[:2])
    pro = (stance[sided] == "pro").astype(np.float64)
    pro_weight = np.where(retrieved[sided], RETRIEVED_WEIGHT_PRO, 1.0)
    pro_groups = [group for group, keep in zip(groups, sided, strict=True) if keep]
    words = found.words[sided]
    whole = np.hstack([words, found.vectors[sided]])
    said = cross_validate(whole, pro, pro_weight, pro_groups, PENALTY_VECTORS)
    by_words = cross_validate(words, pro, pro_weight, pro_groups, PENALTY)
    denied = np.array([is_denied(row) for row in words])
    denied_pro = (float(pro[denied].sum()) + 1.0) / (float(denied.sum()) + 2.0)
    said = np.where(denied, np.minimum(said, denied_pro), said)
    contra_to, pro_from = bounds_for(said, pro)
    is_said = (said <= contra_to) | (said >= pro_from)
    right = (said >= 0.5) == (pro == 1)
    said_right = np.where(said >= pro_from, pro == 1, pro == 0)
    report = {
        "pairs": len(rows),
        "bearing_f1_retrieved": f1,
        "pro_accuracy": round(float(right.mean()), 3),
        "pro_accuracy_retrieved": round(float(right[retrieved[sided]].mean()), 3),
        "pro_accuracy_by_words": round(float(((by_words >= 0.5) == (pro == 1)).mean()), 3),
        "denied_pairs": int(denied.sum()),
        "precision_where_said": round(float(said_right[is_said].mean()), 3),
        "precision_where_said_retrieved": round(float(said_right[is_said & retrieved[sided]].mean()), 3),
        "share_said": round(float(is_said.mean()), 3),
    }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    if arguments.write:
        model = {
            "features": list(FEATURES),
            "bearing_features": list(BEARING_FEATURES),
            "bearing": fit_logistic(found.bearing, bears, weight, PENALTY),
            "pro": fit_logistic(whole, pro, pro_weight, PENALTY_VECTORS),
            "pro_by_words": fit_logistic(words, pro, pro_weight, PENALTY),
            "bearing_threshold": threshold,
            "denied_pro": round(denied_pro, 3),
            "contra_to": contra_to,
            "pro_from": pro_from,
            "cross_validation": report,
        }
        target = Path(__file__).parent.parent / "query" / WEIGHTS
        target.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
        sys.stdout.write(f"weights written to {target.name}\n")


if __name__ == "__main__":
    main()
