"""`policytext index backup` and `restore`, and what commands say of a damaged index and of a full disk."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from policytext.store.connection import DATABASE_NAME

Call = Callable[..., Result]


@pytest.fixture
def index(index_folder: Path, hashing: None, call: Call) -> Path:
    """An index of one document in the working folder."""
    (index_folder.parent / "brief.txt").write_text("Brief\n\nGemeenten moeten kiezen.\n", encoding="utf-8")
    assert call("ingest", "brief.txt").exit_code == 0
    return index_folder


def change(index: Path, sql: str) -> None:
    """Run a statement behind the store's back."""
    connection = sqlite3.connect(index / DATABASE_NAME)
    connection.execute(sql)
    connection.commit()
    connection.close()


def test_there_and_back(index: Path, call: Call) -> None:
    before = call("search", "kiezen", "--json").stdout
    result = call("index", "backup", "reserve.zip")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 documents, 2 sentences, 0 corrections" in result.stdout
    shutil.rmtree(index)
    facts = json.loads(call("index", "restore", "reserve.zip", "--json").stdout)
    assert facts["documents"] == 1
    assert call("search", "kiezen", "--json").stdout == before
    assert call("index", "check").exit_code == 0  # what is derived is there too
    assert call("ingest", "brief.txt").stdout.endswith("0 ingested, 1 unchanged, 0 failed\n")


def test_nothing_is_replaced_without_being_told(index: Path, call: Call) -> None:
    call("index", "backup", "reserve.zip")
    for arguments, code in ((("backup", "reserve.zip"), 2), (("restore", "reserve.zip"), 4)):
        result = call("index", *arguments)
        assert (result.exit_code, result.stdout) == (code, "")
        assert "--force" in result.stderr
        assert call("index", *arguments, "--force").exit_code == 0


def test_file_that_is_no_backup(index: Path, call: Call) -> None:
    result = call("index", "restore", "brief.txt", "--index", "elders")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "brief.txt is no backup" in result.stderr
    assert "Hint: " in result.stderr


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE unit SET spans = '[[1,'", id="JSON that is cut off"),
        pytest.param("UPDATE document SET metadata = 'null'", id="no metadata"),
        pytest.param("UPDATE unit SET text = CAST(x'ff41' AS TEXT)", id="text that is no UTF-8"),
        pytest.param("UPDATE unit_text_content SET c0 = CAST(x'ff41' AS TEXT)", id="words that are no UTF-8"),
        pytest.param("ALTER TABLE unit RENAME COLUMN scope TO scopf", id="a column of another name"),
    ],
)
def test_question_to_a_damaged_index_says_that_it_is_damaged(index: Path, call: Call, sql: str) -> None:
    change(index, sql)
    codes = {}
    for question in (("search", "kiezen"), ("statements",), ("export", "statements"), ("show", "brief.txt", "--all")):
        result = call(*question)  # an exception would be raised
        codes[question] = result.exit_code
        if result.exit_code:
            assert "is damaged" in result.stderr
            assert "policytext index check" in result.stderr
    assert set(codes.values()) <= {0, 8}
    assert 8 in codes.values()
    assert call("index", "check").exit_code == 8
    assert call("index", "backup", "reserve.zip").exit_code == (0 if "unit_text" in sql else 8)


def test_fault_of_the_program_is_not_taken_for_damage(index: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("kapot")

    monkeypatch.setattr("policytext.query.search.search", fail)
    monkeypatch.setattr("policytext.store.reader.Reader.documents", fail)
    with pytest.raises(KeyError, match="kapot"):
        call("documents")


def test_output_on_a_full_disk(index: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "index/vectors")

    monkeypatch.setattr("policytext.store.columns.building.Filling.__enter__", full)
    monkeypatch.setattr("policytext.vectors.filling.COLUMNS_FROM", 1)
    result = call("index", "rebuild")
    assert result.exit_code == 4
    assert "No space left on device" in result.stderr
    assert "Hint: free some space, then run policytext index rebuild" in result.stderr
    assert "Gemeenten moeten kiezen." in call("search", "kiezen").stdout


def test_ingest_that_did_not_end_is_told_by_check(index: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    (index.parent / "nota.txt").write_text("Nota\n\nHet Rijk moet betalen.\n", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("policytext.ingest.run.resolve_citations", stop)
        assert call("ingest", "nota.txt").exit_code == 130
    result = call("index", "check")
    assert result.exit_code == 8
    assert "unfinished: an ingest did not end" in result.stdout
    (index / "policytext.before.sqlite3").write_bytes(b"geen database" * 400)
    result = call("index", "check")
    assert "earlier state: " in result.stdout
    assert call("index", "rebuild").exit_code == 0
    assert call("index", "check").exit_code == 0
    assert "betalen" in call("search", "betalen").stdout
