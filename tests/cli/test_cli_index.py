"""`policytext index`: what it holds, whether it is whole, and making anew what is derived."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from policytext.encode import load_query_encoder
from policytext.store import Writer

Call = Callable[..., Result]


@pytest.fixture
def index(index_folder: Path, hashing: None, call: Call) -> Path:
    """An index of one document and one failure, in the working folder."""
    (index_folder.parent / "brief.txt").write_text("Brief\n\nGemeenten moeten kiezen.\n", encoding="utf-8")
    (index_folder.parent / "leeg.txt").write_bytes(b"")
    assert call("ingest", "brief.txt", "leeg.txt").exit_code == 6
    return index_folder


def database(index: Path) -> Path:
    (path,) = (path for path in index.iterdir() if path.suffix in (".db", ".sqlite", ".sqlite3"))
    return path


def test_info(index: Path, call: Call) -> None:
    facts = json.loads(call("index", "info", "--json").stdout)
    wanted = {"model": "hashing-64", "dimensions": 64, "documents": 1, "sentences": 2, "vector_index": "current"}
    assert facts | wanted == facts
    assert [failure["source"] for failure in facts["failures"]] == ["leeg.txt"]
    shown = call("index", "info").stdout
    assert "hashing-64" in shown
    assert "leeg.txt: the file is empty" in shown


def test_failures_are_named_with_the_documents_on_stderr(index: Path, call: Call) -> None:
    result = call("documents")
    assert result.stderr == "Not ingested: leeg.txt: the file is empty\n"
    assert json.loads(call("documents", "--json").stdout)[0]["source"] == "brief.txt"


def test_check_of_a_good_index(index: Path, call: Call) -> None:
    assert call("index", "check").stdout == "No problems found.\n"
    assert json.loads(call("index", "check", "--json").stdout) == {"problems": []}


def test_check_finds_damage_and_says_what_mends_it(index: Path, call: Call) -> None:
    with sqlite3.connect(database(index)) as connection:
        connection.execute("DELETE FROM unit_text")
    connection.close()
    result = call("index", "check")
    assert result.exit_code == 8
    assert "policytext index rebuild" in result.stdout
    assert "1 problem(s) found" in result.stderr
    assert len(json.loads(call("index", "check", "--json").stdout)["problems"]) == 1
    assert call("index", "rebuild").exit_code == 0
    assert call("index", "check").exit_code == 0


def test_missing_vectors_are_found_and_made_anew(index: Path, call: Call) -> None:
    (index / "vectors" / "sealed.json").unlink()
    assert "stale" in call("index", "info").stdout
    assert call("index", "check").exit_code == 8
    assert call("index", "rebuild").stdout == "Rebuilt: 2 vectors.\n"
    assert call("index", "check").exit_code == 0


def test_question_to_an_index_without_vectors_still_answers(index: Path, call: Call) -> None:
    (index / "vectors" / "sealed.json").unlink()
    assert "Gemeenten moeten kiezen." in call("search", "kiezen").stdout


def test_question_to_an_index_of_a_model_that_is_not_here(
    index: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policytext.query.open_index.load_query_encoder", load_query_encoder)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    result = call("search", "kiezen")
    assert (result.exit_code, result.stdout) == (7, "")
    assert "hashing-64" in result.stderr
    assert "Hint: " in result.stderr


def test_index_that_another_process_writes_to(index: Path, call: Call) -> None:
    with Writer.open(index, model="hashing-64", dimensions=64, pipeline_version="x"):
        results = [call("ingest", "brief.txt"), call("index", "rebuild")]
        assert call("search", "kiezen").exit_code == 0
    for result in results:
        assert (result.exit_code, result.stdout) == (4, "")
        assert "is writing to the index in index" in result.stderr
        assert "Hint: wait" in result.stderr


def test_file_that_is_no_database(index: Path, call: Call) -> None:
    for path in index.glob(database(index).name + "-*"):
        path.unlink()
    database(index).write_bytes(b"geen database" * 500)
    result = call("search", "kiezen")
    assert (result.exit_code, result.stdout) == (8, "")
    assert result.stderr.startswith("Error: ")
    assert "Hint: " in result.stderr
