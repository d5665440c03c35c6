"""A small part of the killer in each run of the tests; a hundred kills with the slow ones."""

import sys
from pathlib import Path

import pytest
from kill import kill_many


def test_nothing_is_lost_when_commands_are_killed(tmp_path: Path) -> None:
    figures = kill_many(tmp_path, 2, documents=3)
    assert figures.faults == []
    assert figures.killed.total() == 2


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_nothing_is_lost_in_a_hundred_kills(tmp_path: Path) -> None:
    figures = kill_many(tmp_path, 100, seed=12)
    sys.stdout.write(f"{figures}\n")
    assert figures.faults == []
    assert figures.killed.total() == 100
