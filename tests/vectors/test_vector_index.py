"""The vector index: filled, found in, and recognised when it cannot be used."""

import json
import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from policytext.errors import IndexLocked, PolicytextError
from policytext.store.lock import FolderLock
from policytext.vectors import VectorIndex, VectorsStale, exact_search

IDS = [f"0a1b2c3d:{number}" for number in range(600)]


def unit_vectors(count: int, seed: int = 0) -> NDArray[np.float32]:
    """Random directions, shape (count, 16)."""
    vectors: NDArray[np.float32] = np.random.default_rng(seed).standard_normal((count, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


MATRIX = unit_vectors(len(IDS))


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[VectorIndex]:
    """An index of 600 vectors with the fingerprint "first"."""
    index = VectorIndex(tmp_path)
    index.rebuild(IDS, MATRIX, fingerprint="first")
    yield index
    index.close()


def seal_of(index: VectorIndex) -> Path:
    return index.folder / "sealed.json"


def generation_of(index: VectorIndex) -> Path:
    return index.folder / str(json.loads(seal_of(index).read_text())["generation"])


def test_new_folder_has_no_vectors_and_is_left_as_it_was(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path)
    assert (index.fingerprint, index.count(), list(tmp_path.iterdir())) == (None, 0, [])


def test_rebuild_records_what_it_was_made_from(filled: VectorIndex) -> None:
    assert (filled.fingerprint, filled.count()) == ("first", 600)


@pytest.mark.parametrize(
    "allowed",
    [
        pytest.param(None, id="all"),
        pytest.param(IDS[:300], id="half"),
        pytest.param(IDS[5:8], id="fewer than are wanted"),
        pytest.param([*IDS[:20], "no:1"], id="one without a vector"),
        pytest.param([*IDS, "no:1"], id="all and one without a vector"),
        pytest.param(["no:1"], id="none that has a vector"),
        pytest.param([], id="none"),
    ],
)
def test_query_agrees_with_exact_search(filled: VectorIndex, allowed: list[str] | None) -> None:
    found = filled.query(MATRIX[7], 10, allowed, fingerprint="first")
    expected = exact_search(IDS, MATRIX, MATRIX[7], 10, allowed)
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in expected], abs=1e-5)


def test_rebuild_replaces_everything(filled: VectorIndex) -> None:
    filled.rebuild(["x:1"], MATRIX[:1], fingerprint="second")
    assert filled.query(MATRIX[0], 5, fingerprint="second") == [("x:1", pytest.approx(1.0, abs=1e-5))]


def test_earlier_index_answers_until_it_is_forgotten(filled: VectorIndex) -> None:
    """A reader of the earlier records still finds in them while, and after, the new index is filled."""
    filled.rebuild(["x:1"], MATRIX[:1], fingerprint="second")
    filled.rebuild(["x:2"], MATRIX[:1], fingerprint="third")  # as after an ingest that was stopped
    assert filled.query(MATRIX[7], 1, fingerprint="first")[0][0] == IDS[7]
    assert filled.query(MATRIX[0], 1, fingerprint="third")[0][0] == "x:2"
    filled.forget_earlier()
    assert filled.query(MATRIX[0], 1, fingerprint="third")[0][0] == "x:2"
    with pytest.raises(VectorsStale):
        filled.query(MATRIX[7], 1, fingerprint="first")
    assert len(list(filled.folder.glob("chroma-*"))) == 1


def test_no_vectors_at_all_are_an_index_too(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path)
    index.rebuild([], np.zeros((0, 16), dtype=np.float32), fingerprint="empty")
    assert (index.fingerprint, index.query(MATRIX[0], 5, fingerprint="empty")) == ("empty", [])


@pytest.mark.parametrize(
    ("kept", "added", "changed"),
    [
        pytest.param(600, 0, 0, id="nothing changed"),
        pytest.param(590, 20, 5, id="little changed: mended"),
        pytest.param(100, 0, 0, id="much removed: made anew"),
        pytest.param(0, 30, 0, id="all replaced"),
    ],
)
def test_refresh_gives_what_rebuild_gives(filled: VectorIndex, kept: int, added: int, changed: int) -> None:
    ids = IDS[600 - kept :] + [f"new:{number}" for number in range(added)]
    vectors = np.concatenate((MATRIX[600 - kept :], unit_vectors(added, seed=1)))
    vectors[:changed] = unit_vectors(changed, seed=2)
    filled.refresh(ids, vectors, fingerprint="second")
    assert (filled.fingerprint, filled.count()) == ("second", len(ids))
    for query in (vectors[0], vectors[-1]):
        found = filled.query(query, 5, fingerprint="second")
        assert [name for name, _ in found] == [name for name, _ in exact_search(ids, vectors, query, 5)]


def test_refresh_makes_a_damaged_index_anew(filled: VectorIndex) -> None:
    (generation_of(filled) / "chroma.sqlite3").write_bytes(b"no database")
    filled.refresh(IDS, MATRIX, fingerprint="second")
    assert filled.query(MATRIX[3], 1, fingerprint="second")[0][0] == IDS[3]


def test_query_with_another_fingerprint_is_refused(filled: VectorIndex) -> None:
    with pytest.raises(VectorsStale, match="not up to date"):
        filled.query(MATRIX[0], 5, fingerprint="second")


def damage_no_seal(index: VectorIndex) -> None:
    seal_of(index).unlink()


def damage_cut_seal(index: VectorIndex) -> None:
    seal_of(index).write_text('{"format": 1')


def damage_other_seal(index: VectorIndex) -> None:
    seal_of(index).write_text("[]")


def damage_no_generation(index: VectorIndex) -> None:
    generation_of(index).rename(index.folder / "elsewhere")


def damage_other_chroma(index: VectorIndex) -> None:
    seal_of(index).write_text(json.dumps(json.loads(seal_of(index).read_text()) | {"chroma": "0.0.1"}))


def damage_database(index: VectorIndex) -> None:
    (generation_of(index) / "chroma.sqlite3").write_bytes(b"no database")


def damage_missing_database(index: VectorIndex) -> None:
    (generation_of(index) / "chroma.sqlite3").unlink()


def damage_count(index: VectorIndex) -> None:
    seal_of(index).write_text(json.dumps(json.loads(seal_of(index).read_text()) | {"count": 601}))


@pytest.mark.parametrize(
    "damage",
    [
        damage_no_seal,
        damage_cut_seal,
        damage_other_seal,
        damage_no_generation,
        damage_other_chroma,
        damage_database,
        damage_missing_database,
        damage_count,
    ],
)
def test_damaged_index_is_stale_and_can_be_made_anew(filled: VectorIndex, damage: object) -> None:
    damage(filled)  # type: ignore[operator]  # one of the functions above
    with pytest.raises(VectorsStale) as refusal:
        filled.query(MATRIX[0], 5, fingerprint="first")
    assert "index rebuild" in refusal.value.hint
    filled.rebuild(IDS, MATRIX, fingerprint="first")
    assert filled.query(MATRIX[9], 1, fingerprint="first")[0][0] == IDS[9]


def test_second_writer_is_refused_and_the_index_stays(filled: VectorIndex) -> None:
    lock = FolderLock(filled.folder)
    try:
        with pytest.raises(IndexLocked):
            filled.rebuild(["x:1"], MATRIX[:1], fingerprint="second")
    finally:
        lock.release()
    assert filled.fingerprint == "first"


def test_failed_rebuild_leaves_the_index_as_it_was(filled: VectorIndex) -> None:
    with pytest.raises(Exception, match=r"(?i)duplicate"):
        filled.rebuild(["x:1", "x:1"], MATRIX[:2], fingerprint="second")
    assert filled.query(MATRIX[4], 1, fingerprint="first")[0][0] == IDS[4]
    assert len(list(filled.folder.glob("chroma-*"))) == 1


def test_reader_keeps_its_index_while_another_is_made(filled: VectorIndex, tmp_path: Path) -> None:
    """A query that runs while an ingest ends gets its answer or is refused; it never gets a wrong one."""
    reader = VectorIndex(tmp_path)
    reader.query(MATRIX[0], 1, fingerprint="first")
    filled.rebuild(["x:1"], MATRIX[:1], fingerprint="second")
    assert reader.query(MATRIX[0], 1, fingerprint="first")[0][0] == IDS[0]
    filled.forget_earlier()
    with pytest.raises(VectorsStale):
        reader.query(MATRIX[0], 1, fingerprint="first")
    assert reader.query(MATRIX[0], 1, fingerprint="second")[0][0] == "x:1"
    reader.close()


def _nearest(folder: Path) -> str:
    try:
        return VectorIndex(folder).query(MATRIX[11], 1, fingerprint="first")[0][0]
    except PolicytextError as error:
        return type(error).__name__


@pytest.mark.slow
def test_several_processes_read_at_once(filled: VectorIndex, tmp_path: Path) -> None:
    filled.close()
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert set(pool.map_async(_nearest, [tmp_path] * 16).get(timeout=120)) == {IDS[11]}


def test_state_is_read_without_importing_chroma(filled: VectorIndex, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from policytext.vectors import VectorIndex;"
        "assert VectorIndex(Path(sys.argv[1])).fingerprint == 'first'; assert 'chromadb' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)
