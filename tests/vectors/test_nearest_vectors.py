"""Which of the two ways a question takes, and that neither fails it."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from policytext.vectors import VectorIndex, nearest, nearest_vectors

IDS = ["a", "b", "c"]
MATRIX = np.eye(3, dtype=np.float32)


class Store:
    """Hands out the vectors and counts how often it was asked."""

    def __init__(self) -> None:
        self.loaded = 0

    def load(self) -> tuple[list[str], NDArray[np.float32]]:
        self.loaded += 1
        return IDS, MATRIX


@pytest.mark.parametrize(
    ("threshold", "fingerprint", "loaded"),
    [
        pytest.param(10, "now", 1, id="small index: exact"),
        pytest.param(2, "now", 0, id="large index: by Chroma"),
        pytest.param(2, "later", 1, id="large index but out of date: exact"),
    ],
)
def test_nearest_vectors_chooses_by_size_and_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threshold: int, fingerprint: str, loaded: int
) -> None:
    monkeypatch.setattr(nearest, "EXACT_SEARCH_LIMIT", threshold)
    VectorIndex(tmp_path).rebuild(IDS, MATRIX, fingerprint="now")
    store = Store()
    found = nearest_vectors(tmp_path, fingerprint, len(IDS), store.load, MATRIX[1], 2, ["b", "c"])
    assert (found[0], len(found), store.loaded) == (("b", pytest.approx(1.0)), 2, loaded)


def test_nearest_vectors_needs_no_vector_index(tmp_path: Path) -> None:
    assert nearest_vectors(tmp_path, "now", len(IDS), Store().load, MATRIX[2], 1) == [("c", pytest.approx(1.0))]
