"""Nearest vectors through projections, and what of an index is filled."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from policytext.query.open_index import open_index
from policytext.query.search import search
from policytext.store import Filters, Reader, columns
from policytext.store.connection import DATABASE_NAME
from policytext.types.vocabulary import StatementKind
from policytext.vectors import (
    ReducedVectors,
    VectorIndex,
    exact_search,
    fill,
    filling,
    forget_earlier,
    is_current,
    reduced,
)

ROWS, DIMENSIONS, POSITIONS = 3_000, 64, 3_500


def unit_vectors(count: int, seed: int) -> NDArray[np.float32]:
    """Around a few centres, the first numbers varying most, as vectors of sentences do."""
    lot = np.random.default_rng(seed)
    centres = lot.standard_normal((12, DIMENSIONS))
    vectors = 2.0 + centres[lot.integers(0, 12, count)] + 0.6 * lot.standard_normal((count, DIMENSIONS))
    vectors *= np.linspace(1.5, 0.3, DIMENSIONS)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


MATRIX = unit_vectors(ROWS, seed=0)
PLACES = np.sort(np.random.default_rng(1).permutation(POSITIONS)[:ROWS]).astype(np.uint32)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes at which three thousand vectors are many."""
    for name, size in (("DIRECTIONS", 24), ("FIRST", 12), ("PROMISING", 900), ("CANDIDATES", 400), ("_FEW", 100)):
        monkeypatch.setattr(reduced, name, size)


@pytest.fixture
def held(tmp_path: Path, small_steps: None) -> ReducedVectors:
    """The vectors, written in three blocks."""
    blocks = ((PLACES[part], MATRIX[part]) for part in (slice(0, 10), slice(10, 10), slice(10, None)))
    reduced.write(tmp_path, blocks, ROWS, DIMENSIONS)
    return ReducedVectors(tmp_path)


@pytest.mark.parametrize("share", [1.0, 0.5, 0.1, 0.02, 0.0])
def test_nearest_are_nearly_always_the_exact_ones(held: ReducedVectors, share: float) -> None:
    mask = np.random.default_rng(2).random(POSITIONS) < share
    hits = wanted = 0
    for query in unit_vectors(10, seed=3):
        found = held.nearest(query, 20, mask)
        allowed = PLACES[mask[PLACES]].tolist()
        expected = exact_search(PLACES.tolist(), MATRIX, query, 20, allowed)
        assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)
        assert len(found) == len(expected)
        assert all(mask[place] for place, _ in found)
        hits += len({place for place, _ in found} & {place for place, _ in expected})
        wanted += len(expected)
    assert hits >= 0.98 * wanted


def test_vectors_are_given_as_they_are_and_only_where_there_is_one(held: ReducedVectors) -> None:
    asked = np.arange(POSITIONS)
    known, vectors = held.vectors(asked)
    assert asked[known].tolist() == PLACES.tolist()
    assert (vectors == MATRIX).all()


def test_equal_vectors_stand_in_order_of_position(tmp_path: Path) -> None:
    reduced.write(tmp_path, [(np.arange(50, dtype=np.uint32), np.repeat(MATRIX[:1], 50, axis=0))], 50, DIMENSIONS)
    found = ReducedVectors(tmp_path).nearest(MATRIX[0], 5, np.ones(50, dtype=bool))
    assert [place for place, _ in found] == [0, 1, 2, 3, 4]


def test_no_vectors_are_found_nothing_in(tmp_path: Path) -> None:
    reduced.write(tmp_path, [], 0, DIMENSIONS)
    held = ReducedVectors(tmp_path)
    assert held.nearest(MATRIX[0], 5, np.ones(3, dtype=bool)) == []
    assert held.vectors(np.arange(3))[0].tolist() == [False] * 3


def test_another_number_of_vectors_than_announced_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="announced"):
        reduced.write(tmp_path, [(PLACES[:2], MATRIX[:2])], 3, DIMENSIONS)


@pytest.fixture
def copied(sample_index: Path, tmp_path: Path) -> Path:
    """The sample index without anything that is derived."""
    folder = tmp_path / "index"
    folder.mkdir()
    shutil.copy(sample_index / DATABASE_NAME, folder)
    return folder


def test_search_through_columns_finds_the_same(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [
        (query, filters)
        for query in ("wie bepaalt de toegang tot de jeugdhulp", "wachttijden", "huisvesting van aandachtsgroepen")
        for filters in (Filters(), Filters(kinds=(StatementKind.RECOMMENDATION,)))
    ]

    def answers() -> list[list[tuple[str, float]]]:
        with open_index(copied) as index:
            found = [search(index, query, filters) for query, filters in questions]
            return [[(hit.sentence.id, round(hit.score, 5)) for hit in answer.hits] for answer in found]

    before = answers()
    monkeypatch.setattr(filling, "COLUMNS_FROM", 100)
    monkeypatch.setattr(filling, "CHROMA_LIMIT", 100)
    with Reader.open(copied) as reader:
        assert not is_current(copied, reader)
        fill(copied, reader)
    with Reader.open(copied) as reader:
        assert reader.units.columns is not None
        assert is_current(copied, reader)
    assert VectorIndex(copied).fingerprint is None  # above its limit Chroma is not filled
    assert answers() == before


def test_fill_makes_what_is_missing_and_forgets_what_is_old(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "COLUMNS_FROM", 100)
    (copied / columns.FOLDER_NAME / "unfinished-x").mkdir(parents=True)
    with Reader.open(copied) as reader:
        fill(copied, reader)
        forget_earlier(copied, reader)
        names = [folder.name for folder in (copied / columns.FOLDER_NAME).iterdir()]
        assert names == [reader.units.columns_name]
        assert VectorIndex(copied).fingerprint == reader.fingerprint()
