"""Fit the model of paraphrases, and say what it reaches on pairs of documents that it has not seen.

`python -m policytext.training.reuse INDEX... [--write]`: the indexes hold the documents of `pairs.tsv`.
"""

import argparse
import csv
import json
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np

from policytext.query.reuse.alike import FEATURES, WEIGHTS, Array
from policytext.query.reuse.paraphrase import Pool
from policytext.store import Reader, Scope
from policytext.store.words import unit_words
from policytext.training.logistic import fit_logistic, grouped_folds
from policytext.training.relations import sentence_key

PENALTY, FOLDS = 3.0, 10
#: Probability from which a pair is taken: from here on eight in ten are right in cross-validation. Of documents that
#: are known to be connected more of the unlabelled pairs are the same, by reading; see docs/models/paraphrases.md.
THRESHOLD, CONNECTED = 0.6, 0.4


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def read_pairs(folders: list[Path]) -> tuple[Array, Array, list[str]]:
    """Features, labels and groups (pairs of documents) of the labelled pairs that the indexes hold."""
    with (Path(__file__).parent / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        labelled = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
    rows, labels, groups = [], [], []
    for folder in folders:
        with Reader.open(folder) as reader:
            names = {record.short_id: Path(record.source).name for record in reader.documents()}
            pool = Pool.of(reader, [unit for unit in unit_words(reader) if unit.scope is Scope.TEXT])
        place = {(names[s.document], sentence_key(s.text)): i for i, s in enumerate(pool.sentences)}
        for row in labelled:
            ends = (row["file"], row["sentence"]), (row["other_file"], row["other"])
            if all(end in place for end in ends):
                rows.append(pool.rows([(place[ends[0]], place[ends[1]])])[0])
                labels.append(float(row["same"]))
                groups.append(" ".join(sorted((row["file"], row["other_file"]))))
    _say(f"{len(rows)} of {len(labelled)} pairs found, {int(sum(labels))} the same")
    return np.stack(rows), np.array(labels), groups


def main() -> None:
    """Cross-validate by pair of documents, fit on all, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("indexes", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    x, y, groups = read_pairs(options.indexes)
    held_out = np.zeros(len(y))
    for fold in grouped_folds(groups, FOLDS):
        train = np.setdiff1d(np.arange(len(y)), fold)
        held_out[fold] = _probabilities(fit_logistic(x[train], y[train], np.ones(len(train)), PENALTY), x[fold])
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        said = held_out >= threshold
        right = float((said & (y == 1)).sum())
        _say(
            f"{threshold}: precision {right / max(1, said.sum()):.3f}, recall {right / y.sum():.3f}, said {said.sum()}"
        )
    fitted = fit_logistic(x, y, np.ones(len(y)), PENALTY)
    _say(dict(zip(FEATURES, fitted["weights"], strict=True)), fitted["bias"])  # type: ignore[call-overload]
    if options.write:
        values = {"features": list(FEATURES), **fitted, "threshold": THRESHOLD, "connected": CONNECTED}
        path = Path(str(files("policytext.query.reuse"))) / WEIGHTS
        path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


def _probabilities(fitted: dict[str, object], x: Array) -> Array:
    mean, scale, weights = (np.array(fitted[name], dtype=np.float64) for name in ("mean", "scale", "weights"))
    odds: Array = (x - mean) / scale @ weights + float(str(fitted["bias"]))
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


if __name__ == "__main__":
    main()
