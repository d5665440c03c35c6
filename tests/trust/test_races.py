"""A small part of the races in each run of the tests; many with the slow ones."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench import Bench, Figures, without_models
from races import race_all, stale_lock, two_ingests


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A project of one document."""
    with without_models():
        yield Bench(tmp_path_factory.mktemp("samen") / "project", documents=1)


def test_two_ingests_at_once(bench: Bench) -> None:
    figures = Figures()
    two_ingests(bench, figures, 0)
    assert figures.faults == []
    assert figures.tried.total() == 2


@pytest.mark.slow
def test_lock_of_a_killed_ingest(bench: Bench) -> None:
    figures = Figures()
    for number in range(2):  # without and with workers
        stale_lock(bench, figures, number, random.Random(1))
    assert figures.faults == []


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_many_races(tmp_path: Path) -> None:
    figures = race_all(tmp_path, 10)
    sys.stdout.write(f"{figures}\n")  # pytest -s shows the figures of SECURITY.md
    assert figures.faults == []
    assert figures.tried["queries"] > 20
