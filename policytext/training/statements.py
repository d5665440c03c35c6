"""Train the classifier of sentences in `policytext/statements/statements.json`.

Usage: python -m policytext.training.statements --data FOLDER [--write]

FOLDER holds `statements.tsv` (file, text, kind of each sentence, in reading order); the passages of
`written_passages.tsv`, which the project wrote, are added to whatever a model is trained on and never tested on.
Prints what cross-validation over files gives; `--write` stores the weights. Deterministic. Needs scikit-learn, which
sentence-transformers brings.
"""

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]  # ships no types
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # ships no types

from policytext.encode import load_bulk_encoder
from policytext.statements.classifier import CLASSES, WEIGHTS, Array, dense_features, feature_scale
from policytext.statements.cues import read
from policytext.statements.features import features
from policytext.statements.genre import Genre
from policytext.training.logistic import grouped_folds

KINDS = ("claim", "recommendation", "commitment", "none")  # the order of `CLASSES`
#: Inverse of the L2 penalty; 0.06 and 0.12 gave the same figures, 0.3 worse ones.
STRENGTH = 0.1
FOLDS = 8
#: Sentences in which a cue, or a word, must occur before it gets a weight.
FEWEST_CUES, FEWEST_WORDS = 5, 8
#: Passages that the project wrote itself, and the weight of their sentences: one was tried beside two.
WRITTEN, WRITTEN_WEIGHT = "written_passages.tsv", 2.0
#: Constants tried for the recommendations' bias in each genre; the best mean F1 of claims and recommendations wins.
#: Without one, the rarer kind is said too seldom.
SHIFTS = np.arange(0.0, 1.3, 0.1)
AS_GOOD = 0.01


def genre_of_file(name: str) -> Genre:
    """Genre of a file of the training data, from its folder and name."""
    if re.fullmatch(r"[A-Za-z0-9]+_\d{4}", name) or "verkiezings" in name or "coalitieakkoord" in name:
        return Genre.PROGRAMME
    if "advies" in name or "motie" in name:
        return Genre.OTHER
    government = ("kamerbrieven/", "docx-kamervragen/", "internetconsultatie/", "officiele-publicaties/")
    return Genre.GOVERNMENT if name.startswith(government) else Genre.OTHER


def written_passages() -> list[list[tuple[str, str]]]:
    """The passages that the project wrote for training: (kind, sentence) pairs."""
    text = (Path(__file__).parent / WRITTEN).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    passages = "\n".join(lines).strip().split("\n\n")
    return [[tuple(line.split("\t", 1)) for line in passage.splitlines()] for passage in passages]  # type: ignore[misc]  # two cells a line


def stretches(files: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open ranges of rows that belong to one file and follow each other."""
    starts = [row for row in range(len(files)) if row == 0 or files[row] != files[row - 1]]
    return list(pairwise([*starts, len(files)]))


def feature_matrix(names: Sequence[Sequence[str]], kept: dict[str, int]) -> sparse.csr_matrix:
    """Sparse features, shape (rows, features), scaled as the classifier scales them."""
    rows, columns, values = [], [], []
    for row, present in enumerate(names):
        for name in set(present):
            if name in kept:
                rows.append(row)
                columns.append(kept[name])
                values.append(feature_scale(name))
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(names), len(kept)))


def frequent(names: Sequence[Sequence[str]]) -> dict[str, int]:
    """Features that occur often enough, with their columns."""
    counts = Counter(name for present in names for name in set(present))
    kept = [
        name
        for name, count in counts.items()
        if count >= (FEWEST_WORDS if name.startswith(("w:", "^")) else FEWEST_CUES)
    ]
    return {name: column for column, name in enumerate(sorted(kept))}


def fit(x: sparse.csr_matrix, y: NDArray[np.int64], weight: Array) -> LogisticRegression:
    """The model; classes come in the order of `KINDS`, since all occur."""
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(x, y, sample_weight=weight)


def cross_validate(x: sparse.csr_matrix, y: NDArray[np.int64], weight: Array, files: list[str]) -> Array:
    """Log probability of each class for the rows of the files, from a model that saw no row of its file; shape (n, 4).

    Rows behind those of the files are in every model's training.
    """
    found = np.zeros((len(files), len(KINDS)))
    for test in grouped_folds(files, FOLDS):
        train = np.setdiff1d(np.arange(len(y)), test)
        found[test] = fit(x[train], y[train], weight[train]).predict_log_proba(x[test])
    return found


def scores(found: Array, y: NDArray[np.int64], shift: float) -> dict[str, float]:
    """F1 of each kind when recommendations get a bonus of `shift`."""
    moved = found.copy()
    moved[:, KINDS.index("recommendation")] += shift
    said = moved.argmax(axis=1)
    result = {}
    for number, kind in enumerate(KINDS):
        right = float(((said == number) & (y == number)).sum())
        result[kind] = round(2 * right / max(1.0, float((said == number).sum() + (y == number).sum())), 3)
    return result


def best_shift(found: Array, y: NDArray[np.int64]) -> float:
    """The bonus for recommendations with the best mean F1 of claims and recommendations.

    Many are about as good; of those within `AS_GOOD` the largest is taken: a recommendation that is missed is lost to
    its reader, one that is said too often can be seen for what it is.
    """
    rated: list[tuple[float, float]] = []
    for shift in SHIFTS:
        result = scores(found, y, float(shift))
        rated.append(((result["claim"] + result["recommendation"]) / 2, float(shift)))
    best = max(rating for rating, _ in rated)
    return max(shift for rating, shift in rated if rating >= best - AS_GOOD)


def best_shifts(found: Array, y: NDArray[np.int64], genres: NDArray[np.str_]) -> dict[Genre, float]:
    """The bonus of each genre."""
    return {genre: best_shift(found[genres == genre], y[genres == genre]) for genre in Genre}


def weights_json(
    model: LogisticRegression, kept: dict[str, int], shifts: dict[Genre, float], dense_columns: int
) -> dict[str, object]:
    """One set of weights as `classifier.Weights.from_json` reads it; dense columns come first in the model."""
    table = np.asarray(model.coef_).T.copy()
    for genre, shift in shifts.items():  # every sentence has one genre, so its weight is where a bias of the genre goes
        name = f"genre:{genre}"
        table[dense_columns + kept[name], KINDS.index("recommendation")] += shift / feature_scale(name)
    return {
        "bias": np.round(np.asarray(model.intercept_), 4).tolist(),
        "names": list(kept),
        "rows": np.round(table[dense_columns:], 3).ravel().tolist(),
        "dense": None if dense_columns == 0 else np.round(table[:dense_columns], 3).tolist(),
    }


def main() -> None:
    """Train, report, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with (arguments.data / "statements.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    files = [row["file"] for row in rows]
    passages = written_passages()
    sentences = [(row["kind"], row["text"]) for row in rows] + [pair for passage in passages for pair in passage]
    texts = [text for _, text in sentences]
    y = np.array([KINDS.index(kind) for kind, _ in sentences])
    weight = np.where(np.arange(len(y)) < len(files), 1.0, WRITTEN_WEIGHT)
    genres = np.array([genre_of_file(file).value for file in files])
    assert len(KINDS) == len(CLASSES)

    vectors = load_bulk_encoder().encode_passages(texts)
    mean = np.round(vectors.astype(np.float64).mean(axis=0), 5)
    names: list[list[str]] = []
    dense: list[Array] = []
    ranges = [(start, end, genre_of_file(files[start])) for start, end in stretches(files)]
    for passage in passages:
        start = ranges[-1][1]
        ranges.append((start, start + len(passage), Genre.OTHER))
    for start, end, genre in ranges:
        names += features([read(text) for text in texts[start:end]], genre)
        dense.append(dense_features(vectors[start:end], mean))
    kept = frequent(names)
    named = feature_matrix(names, kept)
    whole = sparse.hstack([sparse.csr_matrix(np.vstack(dense)), named]).tocsr()

    report, model = {}, {}
    for label, x, columns in (("with_vectors", whole, dense[0].shape[1]), ("without_vectors", named, 0)):
        found = cross_validate(x, y, weight, files)
        labels = y[: len(files)]
        shifts = best_shifts(found, labels, genres)
        for genre, shift in shifts.items():
            found[genres == genre, KINDS.index("recommendation")] += shift
        report[label] = {
            "shifts": {str(genre): round(shift, 2) for genre, shift in shifts.items()},
            "f1": scores(found, labels, 0.0),
            **{f"f1_{genre}": scores(found[genres == genre], labels[genres == genre], 0.0) for genre in Genre},
        }
        model[label] = weights_json(fit(x, y, weight), kept, shifts, columns)
    sys.stdout.write(json.dumps({"sentences": len(rows), "files": len(set(files)), **report}, indent=1) + "\n")
    if arguments.write:
        target = Path(__file__).parent.parent / "statements" / WEIGHTS
        content = {"cross_validation": report, "mean": mean.tolist(), **model}
        target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        sys.stdout.write(f"weights written to {target.name}: {target.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main()
