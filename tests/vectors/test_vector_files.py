"""Damage to the files of the vector index is named; what Chroma changes by opening them is none."""

from pathlib import Path

import numpy as np
import pytest

from policytext.vectors import VectorIndex


@pytest.fixture
def filled(tmp_path: Path) -> VectorIndex:
    """An index of twenty vectors."""
    vectors = np.random.default_rng(1).normal(size=(20, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = VectorIndex(tmp_path)
    index.rebuild([f"a:{number}" for number in range(20)], vectors, fingerprint="f")
    assert index.faults("f") == []
    return index


def generation(index: VectorIndex) -> Path:
    """Where Chroma's files are."""
    return next(path for path in index.folder.iterdir() if path.is_dir())


def test_opening_it_is_no_damage(filled: VectorIndex) -> None:
    assert len(filled.query(np.eye(8, dtype=np.float32)[0], 3, fingerprint="f")) == 3
    filled.close()
    assert filled.faults("f") == []
    (generation(filled) / "rows.npz").write_bytes(b"x")
    assert "rows.npz" in filled.faults("f")[0]


@pytest.mark.parametrize("name", ["rows.npz", "chroma.sqlite3"])
def test_missing_and_cut_off_files_are_named(filled: VectorIndex, name: str) -> None:
    file = generation(filled) / name
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert name in filled.faults("f")[0]
    file.unlink()
    assert filled.faults("f") != []


def test_records_of_another_state_and_no_index_are_told(filled: VectorIndex, tmp_path: Path) -> None:
    assert "not up to date" in filled.faults("g")[0]
    assert "no whole vector index" in VectorIndex(tmp_path / "elders").faults("f")[0]
