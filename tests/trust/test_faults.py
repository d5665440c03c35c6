"""A small part of the faults in each run of the tests; many of each with the slow ones."""

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench import Bench, Figures, without_models
from faults import all_faults, cut_off, damage_derived, fail_migration, fail_statements, flip_bits, unreadable_files
from small_disk import full_disk, read_only


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A project that each test copies."""
    with without_models():
        yield Bench(tmp_path_factory.mktemp("storing") / "project", documents=2)


@pytest.fixture
def bench(first: Bench, tmp_path: Path) -> Bench:
    """A project of the test's own."""
    return Bench.copied(first, tmp_path / "project")


def test_damaged_database_is_told(bench: Bench) -> None:
    figures = Figures()
    flip_bits(bench, figures, 10, seed=5)
    cut_off(bench, figures, 4, seed=5)
    assert figures.faults == []
    assert figures.ends["told"] > 6


def test_damaged_columns_and_vectors_are_named_and_mended(bench: Bench) -> None:
    figures = Figures()
    damage_derived(bench, figures, every=41)
    assert figures.faults == []
    assert figures.tried["derived"] > 2


def test_nothing_is_lost_where_the_disk_fails(bench: Bench) -> None:
    figures = Figures()
    fail_statements(bench, figures, 4, seed=3)
    unreadable_files(bench, figures)
    fail_migration(bench, figures, 2, seed=3)
    assert figures.faults == []
    assert figures.ends["refused"] > 4


def test_nothing_is_lost_on_a_full_disk(first: Bench, tmp_path: Path) -> None:
    figures = Figures()
    full_disk(first, tmp_path / "full", figures, 1)
    assert figures.faults == []
    assert figures.ends["refused"] == 1


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_many_faults(tmp_path: Path) -> None:
    figures = all_faults(tmp_path, 50)
    sys.stdout.write(f"{figures}\n")  # pytest -s shows the figures of SECURITY.md
    assert figures.faults == []
    assert figures.tried.total() > 300


@pytest.mark.slow
def test_index_that_cannot_be_written(first: Bench, tmp_path: Path) -> None:
    figures = Figures()
    read_only(first, tmp_path / "readonly", figures)
    assert figures.faults == []


def test_harness_sees_an_answer_that_is_lost(bench: Bench) -> None:
    figures = Figures()
    before = bench.answers()
    with sqlite3.connect(bench.database) as database:
        database.execute("DROP TABLE checksum")
        database.execute("CREATE TABLE checksum (part TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID")
        database.execute("UPDATE statement SET text = replace(text, 'en', 'em')")
    database.close()
    from faults import _damaged  # noqa: PLC0415 (what the harness does after each fault)

    _damaged(bench, figures, before, "letters")
    assert figures.faults == ["letters: index check finds nothing, and answers are others"]
