"""`policytext trace` and `check-cites` on the sample documents: what people and programs read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext.cli.main import main

Call = Callable[..., Result]
CLAIM = "In de opvang is 1 op de 3 bedden bezet door iemand die geen opvang meer nodig heeft"
DOCUMENT = {"document", "source", "title", "date", "organisation"}
PLACE = {"text", "spans", "quads", "page", "page_label", "line", "recognised", "section"}


@pytest.fixture
def call(sample_index: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs a command on the sample documents in a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: CliRunner().invoke(main, [*arguments, "--index", str(sample_index)])


def test_a_trace_shows_the_chain_and_what_it_comes_to(call: Call) -> None:
    """The place, the document that it cites, that document's own sentence, the root; in 80 columns."""
    result = call("trace", CLAIM)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "“In de opvang in Waterrijk is een op de drie bedden bezet" in result.stdout
    assert "eerste bron in de index" in result.stdout
    assert "Eén wortel" in result.stdout
    body = [line for line in result.stdout.splitlines()[1:] if "http" not in line]
    assert max(map(len, body)) <= 80


def test_a_trace_as_json_has_its_fields(call: Call) -> None:
    """Stable names, each passage with document and place."""
    found = json.loads(call("trace", CLAIM, "--json").stdout)
    assert set(found) == {
        "claim", "enough", "sure", "start", "earlier", "later", "unordered", "roots", "nearest", "documents",
        "set_aside",
    }  # fmt: skip
    assert set(found["start"]) == {*DOCUMENT, *PLACE, "id", "attribution", "holder", "sources", "end"}
    (source,) = found["start"]["sources"]
    assert source["step"]["id"] == source["match"]["sentence"]["id"]


def test_a_trace_by_id_and_files(call: Call, tmp_path: Path) -> None:
    """The page and the graph are written; what is printed stays the answer."""
    start = json.loads(call("trace", CLAIM, "--json").stdout)["start"]["id"]
    page, graph = tmp_path / "page.html", tmp_path / "chain.dot"
    result = call("trace", start, "--html", str(page), "--dot", str(graph))
    assert result.exit_code == 0
    assert str(page) in result.stderr
    assert str(page) not in result.stdout
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert graph.read_text(encoding="utf-8").startswith("digraph")


def test_nothing_near_is_no_fault(call: Call) -> None:
    """It is said, with the nearest places, and nothing is traced."""
    result = call("trace", "De maan is van groene kaas gemaakt")
    assert result.exit_code == 0
    assert result.stdout.startswith("Geen plaats gevonden")
    assert "Oordeel" not in result.stdout


def test_no_such_sentence(call: Call) -> None:
    """An id that names nothing has the exit code for that."""
    assert call("trace", "558ef468:99999").exit_code == 5


def test_checked_citations_are_counted_and_continued(call: Call) -> None:
    """Each outcome in the summary; what is left out is said, and how to go on."""
    result = call("check-cites", "--limit", "2")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "--offset 2" in result.stdout
    assert "nagegaan" in result.stdout
    assert "buiten de index" in result.stdout


def test_checked_citations_of_one_outcome(call: Call) -> None:
    """As JSON, one a line."""
    rows = [json.loads(line) for line in call("check-cites", "--verdict", "supported", "--json").stdout.splitlines()]
    assert rows
    assert {row["verdict"] for row in rows} == {"supported"}
    assert all(
        {*DOCUMENT, "citations", "claim", "cited", "match", "later_version", "doubt"} <= set(row) for row in rows
    )
    assert all(row["match"]["sentence"]["text"] for row in rows)


def test_checks_of_one_document(call: Call) -> None:
    """Named by its file."""
    rows = call("check-cites", "2023-ministerie-kamerbrief-toegang-jeugdhulp.pdf", "--json").stdout.splitlines()
    assert {json.loads(row)["source"].rpartition("/")[2] for row in rows} == {
        "2023-ministerie-kamerbrief-toegang-jeugdhulp.pdf"
    }
