"""Train the model of support in `policytext/relations/arguments.json` and measure the rule for attacks.

Usage: python -m policytext.training.relations --documents FOLDER [--write]

FOLDER holds the documents that `relations.tsv` names. They are ingested into an index that is thrown away, so that the
model learns from statements as they are found. Prints what cross-validation over documents gives; `--write` stores the
weights. Deterministic.
"""

import argparse
import csv
import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policytext.ingest.report import Outcome
from policytext.ingest.run import IngestOptions, ingest
from policytext.relations.finding import WEIGHTS, chosen, is_attack
from policytext.relations.pairs import Pair, Place, Similarities, features, pairs_of, places_of
from policytext.store import Reader
from policytext.training.logistic import fit_logistic, grouped_folds

Array = NDArray[np.float64]

LABELS = "relations.tsv"
FOLDS = 7
#: L2 penalty on standardised columns; 60 and 300 gave the same best F1 in cross-validation, within 0.01.
PENALTY = 150.0
STEPS = 10
#: Pairs in which a feature must occur before it gets a weight.
FEWEST = 8
#: Thresholds tried; the lowest from which on so large a share of what is said is right in cross-validation is taken.
#: F1 is within 0.02 of its best from 0.1 to 0.3; below this share, more of what is said would be wrong than right.
THRESHOLDS = np.arange(0.1, 0.9, 0.01)
WANTED = 0.5


def sentence_key(text: str) -> str:
    """Twelve hexadecimal digits of a hash of a sentence's words, white space and case aside."""
    return hashlib.sha256(" ".join(text.lower().split()).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The pairs of one document within the stretches that were read.

    `kind` is "support", "attack" or "" for each pair; `missed` counts labelled relations that are no pair, by type.
    """

    file: str
    places: tuple[Place, ...]
    pairs: tuple[Pair, ...]
    kinds: tuple[str, ...]
    similarity: Array
    missed: Counter[str]


def labels() -> dict[str, list[tuple[str, str, str]]]:
    """Rows (from, to, type) of each labelled file."""
    text = (Path(__file__).parent / LABELS).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        found.setdefault(row["file"], []).append((row["from"], row["to"], row["type"]))
    return found


def read_labelled(reader: Reader, file: str, rows: Sequence[tuple[str, str, str]]) -> Labelled:
    """One document of an index with its labels."""
    document = reader.load_document(reader.document(Path(file).name).id)
    sentences = reader.sentences(document.id)
    statements = [record.statement for record in reader.statements(document=document.id)]
    texts = [document.quote(sentence.span) for sentence in sentences]
    ids, known = reader.vectors([f"{document.short_id}:{sentence.index}" for sentence in sentences])
    vectors = np.zeros((len(sentences), known.shape[1]), dtype=np.float32)
    vectors[[int(id_.rpartition(":")[2]) for id_ in ids]] = known
    keys = [sentence_key(text) for text in texts]
    read: set[int] = set()
    wanted = {}
    for first, last, kind in rows:
        if kind == "read":
            read |= set(range(keys.index(first), len(keys) - keys[::-1].index(last)))
        else:
            wanted[first, last] = kind
    places = places_of(document, sentences, statements)
    numbers = [place.statement.sentence for place in places]
    pairs = tuple(p for p in pairs_of(places) if numbers[p.source] in read and numbers[p.target] in read)
    ends = [(keys[numbers[pair.source]], keys[numbers[pair.target]]) for pair in pairs]
    return Labelled(
        file=file,
        places=places,
        pairs=pairs,
        kinds=tuple(wanted.get(end, "") for end in ends),
        similarity=Similarities(places, vectors).above_mean(pairs),
        missed=Counter(kind for end, kind in wanted.items() if end not in set(ends)),
    )


def matrix(documents: Sequence[Labelled]) -> tuple[Array, list[str]]:
    """Features of all pairs, shape (pairs, names + 2), and the names; similarity and similarity behind come last."""
    present = [features(document.places, pair) for document in documents for pair in document.pairs]
    counts = Counter(name for names in present for name in set(names))
    kept = sorted(name for name, count in counts.items() if count >= FEWEST)
    column = {name: number for number, name in enumerate(kept)}
    x = np.zeros((len(present), len(kept) + 2))
    for row, names in enumerate(present):
        for name in names:
            if name in column:
                x[row, column[name]] = 1.0
    x[:, -2] = np.concatenate([document.similarity for document in documents])
    behind = [pair.source > pair.target for document in documents for pair in document.pairs]
    x[:, -1] = x[:, -2] * behind
    return x, kept


def folded(x: Array, y: Array) -> tuple[Array, float]:
    """Weights of the plain columns and bias, with the standardising folded in."""
    model = fit_logistic(x, y, np.ones(len(y)), PENALTY, STEPS)
    weights = np.array(model["weights"]) / np.array(model["scale"])
    return weights, float(model["bias"]) - float(weights @ np.array(model["mean"]))  # type: ignore[arg-type]  # a number


def cross_validate(x: Array, y: Array, documents: Sequence[Labelled]) -> Array:
    """Probability of support of each pair from a model that saw no pair of its document."""
    files = [document.file for document in documents for _ in document.pairs]
    found = np.zeros(len(y))
    for test in grouped_folds(files, FOLDS):
        train = np.setdiff1d(np.arange(len(y)), test)
        weights, bias = folded(x[train], y[train])
        found[test] = 1.0 / (1.0 + np.exp(-(x[test] @ weights + bias)))
    return found


def figures(said: int, right: int, wanted: int) -> dict[str, float]:
    """Precision, recall and F1 with their counts."""
    return {
        "said": said,
        "right": right,
        "labelled": wanted,
        "precision": round(right / max(1, said), 3),
        "recall": round(right / max(1, wanted), 3),
        "f1": round(2 * right / max(1, said + wanted), 3),
    }


def scored(documents: Sequence[Labelled], found: Array, threshold: float) -> list[tuple[int, int, int]]:
    """For each document: supports said, right, labelled."""
    result = []
    start = 0
    for document in documents:
        scores = found[start : start + len(document.pairs)].tolist()
        start += len(document.pairs)
        kinds = dict(zip(document.pairs, document.kinds, strict=True))
        attacks = [pair for pair in document.pairs if is_attack(document.places, pair)]
        kept = chosen(document.pairs, scores, threshold, taken=attacks)
        right = sum(kinds[pair] == "support" for pair, _ in kept)
        result.append((len(kept), right, document.kinds.count("support") + document.missed["support"]))
    return result


def main() -> None:
    """Train, report, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    labelled = labels()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        done = ingest([arguments.documents / file for file in labelled], index, IngestOptions())
        if failed := done.having(Outcome.FAILED):
            raise SystemExit(f"not read: {', '.join(file.source for file in failed)}")
        with Reader.open(index) as reader:
            documents = [read_labelled(reader, file, rows) for file, rows in labelled.items()]
    report, weights = train(documents)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    if arguments.write:
        target = Path(__file__).parent.parent / "relations" / WEIGHTS
        content = {"cross_validation": report, "weights": weights}
        target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def train(documents: Sequence[Labelled]) -> tuple[dict[str, object], dict[str, object]]:
    """The cross-validated figures, and the weights as `relations.finding.Weights` takes them."""
    x, names = matrix(documents)
    y = np.array([float(kind == "support") for document in documents for kind in document.kinds])
    found = cross_validate(x, y, documents)
    rated = {round(float(t), 2): np.sum(scored(documents, found, float(t)), axis=0).tolist() for t in THRESHOLDS}
    threshold = max(rated)
    for lower in sorted(rated, reverse=True):
        if figures(*rated[lower])["precision"] < WANTED:
            break
        threshold = lower
    by_document = {
        d.file: figures(*counts) for d, counts in zip(documents, scored(documents, found, threshold), strict=True)
    }
    rule = [
        (is_attack(d.places, pair), kind == "attack")
        for d in documents
        for pair, kind in zip(d.pairs, d.kinds, strict=True)
    ]
    attacks = figures(
        sum(said for said, _ in rule),
        sum(said and right for said, right in rule),
        sum(right for _, right in rule) + sum(d.missed["attack"] for d in documents),
    )
    weights, bias = folded(x, y)
    report: dict[str, object] = {
        "documents": len(documents),
        "pairs": len(y),
        "support": figures(*rated[threshold]),
        "attack": attacks,
        "support_by_document": by_document,
    }
    values = {name: round(float(value), 3) for name, value in zip(names, weights, strict=False)}
    return report, {
        "bias": round(bias, 3),
        "names": {name: value for name, value in values.items() if abs(value) >= 0.005},
        "similarity": round(float(weights[-2]), 3),
        "similarity_after": round(float(weights[-1]), 3),
        "threshold": threshold,
        "attack": attacks["precision"],
    }


if __name__ == "__main__":
    main()
