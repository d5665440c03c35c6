"""Train the model of matches in `policytext/query/points.json`: whether a statement makes the point of another.

Usage: python -m policytext.training.points --index FOLDER ... [--annotations FOLDER] [--write]

Each index holds documents whose sentences `points.tsv` names. The annotations folder holds `statements.tsv`: the
stretches of election programmes and audit reports in it, which are no files elsewhere, are ingested into an index that
is thrown away. Prints what cross-validation over topics gives; `--write` stores the weights. Deterministic.
"""

import argparse
import csv
import json
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.ingest.run import IngestOptions, ingest
from policytext.query.open_index import OpenIndex, open_index
from policytext.query.points import WEIGHTS, on_topic
from policytext.query.points_pairs import FEATURES
from policytext.store import Filters
from policytext.training.logistic import fit_logistic, grouped_folds
from policytext.training.relations import sentence_key

Array = NDArray[np.float64]
LABELS: Final = "points.tsv"
TARGET: Final = Path(__file__).parents[1] / "query" / WEIGHTS
FOLDS: Final = 10
#: L2 penalty on standardised columns; 2 to 50 gave average precisions within 0.03.
PENALTY: Final = 5.0
#: Grade of a pair that makes the same point; 1 is related, 0 neither.
SAME: Final = 2
#: Probability of being on the topic from which pairs were picked for reading.
LEAST: Final = 0.02
#: Thresholds reported.
THRESHOLDS: Final = (0.4, 0.5, 0.55, 0.6, 0.7)
#: The one that is shipped: of what the command shows with it more than three quarters make the same point
#: (docs/models/points.md).
THRESHOLD: Final = 0.6


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A pair with its features, its grade and the topic under which it was read.

    `may_agree`: no rule says that the two are of different kinds or may differ.
    """

    topic: str
    features: Array
    may_agree: bool
    grade: int


def main() -> None:
    """Train, report, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, nargs="+", required=True)
    parser.add_argument("--annotations", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    rows = labels()
    pairs: list[LabelledPair] = []
    with tempfile.TemporaryDirectory() as folder:
        folders = [*given.index]
        if given.annotations is not None:
            ingest(
                [write_stretches(given.annotations, Path(folder) / "texts")], Path(folder) / "index", IngestOptions()
            )
            folders.append(Path(folder) / "index")
        for place in folders:
            with open_index(place) as index:
                pairs += read_pairs(index, rows)
    report, weights = train(pairs)
    sys.stdout.write(json.dumps({"labelled": len(rows), **report}, indent=1) + "\n")
    if given.write:
        TARGET.write_text(json.dumps({**weights, "cross_validation": report}, indent=1) + "\n", encoding="utf-8")


def labels() -> list[dict[str, str]]:
    """Rows of the labels: topic, point and other (hashes of sentences, `relations.sentence_key`), grade."""
    return _rows(Path(__file__).parent / LABELS)


def write_stretches(annotations: Path, target: Path) -> Path:
    """Write the labelled stretches of files that are nowhere else as text files; gives the folder."""
    stretches: dict[str, list[str]] = {}
    for row in _rows(annotations / "statements.tsv"):
        if "/" not in row["file"]:
            stretches.setdefault(row["file"], []).append(row["text"].strip())
    target.mkdir(parents=True)
    for name, texts in stretches.items():
        file = target / f"{re.sub(r'[^0-9A-Za-z]+', '-', name)}.md"
        file.write_text(f"# {name}\n\n" + "\n\n".join(texts) + "\n", encoding="utf-8")
    return target


def read_pairs(index: OpenIndex, rows: Sequence[dict[str, str]]) -> list[LabelledPair]:
    """The labelled pairs of which both sentences are found on their topic in an index."""
    found: list[LabelledPair] = []
    for topic in dict.fromkeys(row["topic"] for row in rows):
        said = on_topic(index, topic, Filters(), LEAST)
        if said is None:
            continue
        place = {sentence_key(one.record.text): number for number, one in enumerate(said.candidates)}
        for row in rows:
            if row["topic"] == topic and row["point"] in place and row["other"] in place:
                pair = place[row["point"]], place[row["other"]]
                may_agree = bool(said.of_one_kind[pair] and not said.differing[pair])
                found.append(LabelledPair(topic, said.features[pair], may_agree, int(row["grade"])))
    return found


def train(pairs: Sequence[LabelledPair]) -> tuple[dict[str, object], dict[str, object]]:
    """Cross-validated figures, and the weights as `points.matcher` takes them."""
    x = np.stack([pair.features for pair in pairs])
    grades = np.array([pair.grade for pair in pairs])
    y = (grades == SAME).astype(np.float64)
    agree = np.array([pair.may_agree for pair in pairs])
    scores = np.zeros(len(y))
    for test in grouped_folds([pair.topic for pair in pairs], FOLDS):
        seen = np.setdiff1d(np.arange(len(y)), test)
        weights, bias = folded(x[seen], y[seen])
        scores[test] = 1.0 / (1.0 + np.exp(-(x[test] @ weights + bias)))
    weights, bias = folded(x, y)
    nearness = x[:, FEATURES.index("nearness_on_topic")]
    report: dict[str, object] = {
        "pairs": len(pairs),
        "same": int(y.sum()),
        "related": int((grades == 1).sum()),
        "average_precision": round(average_precision(y, scores), 3),
        "average_precision_of_nearness": round(average_precision(y, nearness), 3),
        "thresholds": {str(t): _at(t, scores, grades) for t in THRESHOLDS},
        "thresholds_and_rules": {str(t): _at(t, scores * agree, grades) for t in THRESHOLDS},
    }
    return report, {
        "weights": dict(zip(FEATURES, (round(float(weight), 4) for weight in weights), strict=True)),
        "bias": round(bias, 4),
        "threshold": THRESHOLD,
    }


def folded(x: Array, y: Array) -> tuple[Array, float]:
    """Weights of plain features and bias, with the standardising folded in."""
    model = fit_logistic(x, y, np.ones(len(y)), PENALTY)
    weights = np.array(model["weights"]) / np.array(model["scale"])
    return weights, float(model["bias"]) - float(weights @ np.array(model["mean"]))  # type: ignore[arg-type]  # a number


def average_precision(y: Array, scores: Array) -> float:
    """Mean of the precision at each of the right pairs, best scored first."""
    right = y[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    return float((precision * right).sum() / max(1.0, right.sum()))


def _at(threshold: float, scores: Array, grades: NDArray[np.int64]) -> dict[str, float]:
    said = scores >= threshold
    same = grades == SAME
    return {
        "said": int(said.sum()),
        "precision": round(float(same[said].mean()), 3) if said.any() else 0.0,
        "same_or_related": round(float((grades[said] > 0).mean()), 3) if said.any() else 0.0,
        "recall": round(float(said[same].mean()), 3),
    }


def _rows(path: Path) -> list[dict[str, str]]:
    lines = (line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main()
