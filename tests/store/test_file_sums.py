"""Files of folders that are written once: what is missing, cut off or changed is named."""

import sqlite3
from pathlib import Path

import pytest

from policytext.store import file_sums


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A folder with files, also in a folder of it, that are written down."""
    (tmp_path / "below").mkdir()
    (tmp_path / "a.npy").write_bytes(b"abc")
    (tmp_path / "below" / "b.bin").write_bytes(b"")
    file_sums.write(tmp_path)
    assert file_sums.faults(tmp_path) == []
    return tmp_path


def test_missing_and_cut_off_files_are_found_without_reading(sealed: Path) -> None:
    (sealed / "a.npy").write_bytes(b"ab")
    (sealed / "below" / "b.bin").unlink()
    for contents in (True, False):
        found = file_sums.faults(sealed, contents=contents)
        assert found == ["a.npy has 2 bytes where 3 were written", "below/b.bin is missing"]


def test_changed_bytes_are_found_by_reading(sealed: Path) -> None:
    (sealed / "a.npy").write_bytes(b"abd")
    assert file_sums.faults(sealed, contents=False) == []
    assert file_sums.faults(sealed) == ["a.npy is not what was written"]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a.npy": 3}', b'{"a.npy": ["x", "y"]}', b"\xff"])
def test_damaged_list_is_a_fault(sealed: Path, content: bytes) -> None:
    (sealed / file_sums.SUMS_NAME).write_bytes(content)
    assert file_sums.faults(sealed) == [f"{file_sums.SUMS_NAME} is damaged"]


def test_folder_of_before_has_no_faults(sealed: Path) -> None:
    (sealed / file_sums.SUMS_NAME).unlink()
    (sealed / "a.npy").unlink()
    assert file_sums.faults(sealed) == []


def test_database_that_its_program_changed_has_to_be_sound(sealed: Path) -> None:
    def fill(rows: int) -> None:
        with sqlite3.connect(sealed / "b.sqlite3") as database:
            database.execute("CREATE TABLE IF NOT EXISTS t (n)")
            database.executemany("INSERT INTO t VALUES (?)", [(number,) for number in range(rows)])
        database.close()

    fill(10)
    file_sums.write(sealed)
    fill(2_000)
    assert file_sums.faults(sealed, databases=("b.sqlite3",)) == []
    assert len(file_sums.faults(sealed)) == 1
    (sealed / "b.sqlite3").write_bytes((sealed / "b.sqlite3").read_bytes()[:6_000])
    assert "b.sqlite3 is damaged" in file_sums.faults(sealed, databases=("b.sqlite3",))[0]
