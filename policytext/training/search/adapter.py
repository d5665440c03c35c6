"""Learn the map of a question's vector (`policytext/query/adapter.py`) from pairs of a query and a sentence.

Usage: python -m policytext.training.search.adapter --annotations FOLDER [--write]

FOLDER holds `stance.tsv` and `statements.tsv`. Pairs are the propositions of `stance.tsv` with the sentences that they
are about, and the queries of `written.tsv` with theirs. Each query has to be nearer to its sentence than to those of
other queries and to a sample of all labelled sentences (InfoNCE, van den Oord and others 2018). Deterministic.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch.nn import functional

from policytext.encode import load_bulk_encoder, load_query_encoder
from policytext.encode.encoder import DEFAULT_MODEL
from policytext.query.adapter import WEIGHTS

Array = NDArray[np.float32]
WRITTEN: Final = "written.tsv"
TARGET: Final = Path(__file__).parents[2] / "query" / WEIGHTS
#: Of 16, 32 and 64 dimensions, temperatures of 0.03 to 0.12 and 20 to 80 rounds: within 0.01 of the best for the judged
#: queries, except that higher ranks and more rounds lose.
RANK, ROUNDS, RATE, TEMPERATURE, DROPOUT, DECAY = 16, 60, 1e-3, 0.05, 0.1, 0.01
BATCH, OTHERS = 256, 1500
#: Vectors so near are of the same sentence.
_SAME: Final = 0.995


def main() -> None:
    """Train, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annotations", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    queries, answers, others = _vectors(given.annotations)
    down, up, loss = fit(queries, answers, others)
    sys.stdout.write(f"{len(queries)} pairs, {len(others)} other sentences, loss {loss:.3f}\n")
    if given.write:
        save_file({"down": down, "up": up}, str(TARGET))


def fit(queries: Array, answers: Array, others: Array) -> tuple[Array, Array, float]:
    """The map and its last loss.

    Args:
        queries: unit vectors, shape (n, d).
        answers: those of the sentence that each is about, shape (n, d).
        others: those of sentences in general, shape (m, d).
    """
    torch.manual_seed(0)
    size = queries.shape[1]
    down = torch.nn.Parameter(torch.randn(size, RANK) * 0.02)
    up = torch.nn.Parameter(torch.zeros(RANK, size))
    optimiser = torch.optim.AdamW([down, up], lr=RATE, weight_decay=DECAY)
    asked, said, rest = (torch.from_numpy(np.ascontiguousarray(part)) for part in (queries, answers, others))
    loss = torch.zeros(())
    for number in range(ROUNDS):
        order = np.random.default_rng(number).permutation(len(queries))
        for start in range(0, len(order), BATCH):
            rows = torch.from_numpy(order[start : start + BATCH])
            picked = np.random.default_rng((number, start)).choice(len(rest), min(OTHERS, len(rest)), replace=False)
            loss = _loss(asked[rows], said[rows], rest[torch.from_numpy(picked)], down, up)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch
            optimiser.step()
    return down.detach().numpy(), up.detach().numpy(), float(loss.detach())


def _loss(
    asked: torch.Tensor, said: torch.Tensor, rest: torch.Tensor, down: torch.Tensor, up: torch.Tensor
) -> torch.Tensor:
    mapped = functional.normalize(asked + functional.dropout(asked @ down, DROPOUT) @ up, dim=-1)
    among, beyond = mapped @ said.T / TEMPERATURE, mapped @ rest.T / TEMPERATURE
    same = (said @ said.T > _SAME).fill_diagonal_(False)
    among = among.masked_fill(same, -1e4)
    beyond = beyond.masked_fill(said @ rest.T > _SAME, -1e4)
    return functional.cross_entropy(torch.cat([among, beyond], dim=1), torch.arange(len(asked)))


def _vectors(annotations: Path) -> tuple[Array, Array, Array]:
    """Vectors of queries, of the sentences that they are about, and of all labelled sentences."""
    sentences = {row["id"]: row["text"].strip() for row in _rows(annotations / "statements.tsv")}
    pairs = [
        (row["proposition"], row["sentence"].strip())
        for row in _rows(annotations / "stance.tsv")
        if row["stance"] != "unrelated"
    ]
    for row in _rows(Path(__file__).parent / WRITTEN):
        if row["id"] in sentences:
            pairs += [(row["paraphrase"], sentences[row["id"]]), (row["question"], sentences[row["id"]])]
    texts = sorted({sentence for _, sentence in pairs} | {text for text in sentences.values() if len(text) > 30})
    place = {text: number for number, text in enumerate(texts)}
    vectors = load_bulk_encoder().encode_passages(texts)
    encoder = load_query_encoder(DEFAULT_MODEL)
    queries = np.stack([encoder.encode_query(query) for query, _ in pairs])
    return queries, vectors[[place[sentence] for _, sentence in pairs]], vectors


def _rows(path: Path) -> Sequence[dict[str, str]]:
    lines = (line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main()
