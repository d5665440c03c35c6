"""Check the encoder on Dutch sentence pairs: `python -m tests.benchmarks.sick_nl`.

SICK-NL (Wijnholds and Moortgat 2021) has 9,840 pairs with how related they are, 1 to 5, and whether one entails the
other. Printed are Spearman's correlation of the cosine with relatedness, on the test part and on all pairs, and the
mean cosine by entailment. The data lies in ../shared and is not in the repository.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policytext.encode import load_bulk_encoder

DATA = Path(__file__).resolve().parents[3] / "shared" / "sick_nl" / "SICK_NL.txt"


def spearman(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Rank correlation, equal values with their mean rank."""
    return float(np.corrcoef(_ranks(left), _ranks(right))[0, 1])


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2.0)[inverse])


def say(line: str) -> None:
    """A line of the result."""
    sys.stdout.write(line + "\n")


def main() -> int:
    """Print the figures."""
    if not DATA.is_file():
        sys.stderr.write("SICK-NL is not at hand\n")
        return 1
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = sorted({row[side] for row in rows for side in ("sentence_A", "sentence_B")})
    place = {text: number for number, text in enumerate(texts)}
    vectors = load_bulk_encoder().encode_passages(texts)
    cosines = np.array([float(vectors[place[row["sentence_A"]]] @ vectors[place[row["sentence_B"]]]) for row in rows])
    related = np.array([float(row["relatedness_score"]) for row in rows])
    tested = np.array([row["SemEval_set"].strip() == "TEST" for row in rows])
    by_label: dict[str, list[float]] = defaultdict(list)
    for row, cosine in zip(rows, cosines, strict=True):
        by_label[row["entailment_label"]].append(float(cosine))
    say(f"relatedness, Spearman: test {spearman(cosines[tested], related[tested]):.3f} of {int(tested.sum())} pairs")
    say(f"relatedness, Spearman: all {spearman(cosines, related):.3f} of {len(rows)} pairs")
    for label, values in sorted(by_label.items()):
        say(f"mean cosine, {label.lower()}: {np.mean(values):.3f} of {len(values)} pairs")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
