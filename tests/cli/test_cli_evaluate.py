"""`policytext evaluate`: scores against annotations, the changes since the last run, and floors."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from fake_classifier import Always

from policytext.statements import finding
from policytext.types.vocabulary import StatementKind

Call = Callable[..., Result]
SENTENCES = ["De wachttijden lopen in alle regio's op.", "Gemeenten moeten meer doen.", "De avond begint om acht uur."]


@pytest.fixture
def annotated(tmp_path: Path, hashing: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A gold folder and a corpus of one document, in which everything is taken for a claim."""
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.CLAIM))
    gold, corpus = tmp_path / "gold", tmp_path / "documents"
    gold.mkdir()
    corpus.mkdir()
    text = "De wijk\n\n" + "\n\n".join(SENTENCES) + "\n"
    (corpus / "900_wijk.txt").write_text(text, encoding="utf-8")
    places = [(text.index(sentence), text.index(sentence) + len(sentence)) for sentence in SENTENCES]
    rows = [f"900-{number}\t{start}\t{end}" for number, (start, end) in enumerate(places)]
    (gold / "900.spans.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    labels = ["900-0\tclaim\town\t-\t-", "900-1\trecommendation\town\tgemeenten\tmust", "900-2\tnone\t-\t-\t-"]
    (gold / "900.labels.tsv").write_text("\n".join(labels) + "\n", encoding="utf-8")
    relations = ["from\tto\ttype", "900-0\t900-1\tsupport"]
    (gold / "900.relations.tsv").write_text("\n".join(relations) + "\n", encoding="utf-8")
    return gold, corpus


def test_figures_by_document_and_kind(call: Call, annotated: tuple[Path, Path]) -> None:
    result = call("evaluate", *annotated)
    assert result.exit_code == 0
    lines = {line.split("  ")[0]: line.split() for line in result.stdout.splitlines()}
    assert lines["claim precision"][-2:] == ["0.333", "0.333"]
    assert lines["claim recall"][-2:] == ["1.000", "1.000"]
    assert lines["recommendation F1"][-3:] == ["0.000", "0.000", "1"]
    assert "support F1" in lines


def test_second_run_tells_what_changed(
    call: Call, annotated: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    call("evaluate", *annotated)
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.RECOMMENDATION))
    (annotated[1] / "900_wijk.txt").touch()
    monkeypatch.setattr("policytext.ingest.run.pipeline_version", lambda _: "another")
    result = call("evaluate", *annotated)
    assert "gained since the last run: 1\n  900-1  kind: recommendation, said recommendation" in result.stdout
    assert "lost since the last run: 1\n  900-0  kind: claim, said recommendation" in result.stdout


def test_json(call: Call, annotated: tuple[Path, Path]) -> None:
    call("evaluate", *annotated)
    value = json.loads(call("evaluate", *annotated, "--json").stdout)
    assert value["figures"]["900"]["claim F1"] == 0.5
    assert (value["gained"], value["lost"]) == ([], [])
    assert ["900", "900-1", "kind", "recommendation", "claim"] in value["verdicts"]


def test_floors_fail_the_run_and_only_rise(call: Call, annotated: tuple[Path, Path], tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"claim F1": 0.4, "recommendation F1": 0.2}', encoding="utf-8")
    result = call("evaluate", *annotated, "--floors", floors, "--raise-floors")
    assert result.exit_code == 1
    assert "Below its floor: recommendation F1 0.000, floor 0.200" in result.stderr
    assert json.loads(floors.read_text(encoding="utf-8")) == {"claim F1": 0.5, "recommendation F1": 0.2}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("900.labels.tsv", "900-9\tclaim\town\t-\t-\n", "no such row: 900-9", id="row"),
        pytest.param("900.labels.tsv", "900-0\tmening\town\t-\t-\n", "not a label", id="kind"),
    ],
)
def test_wrong_annotations_are_named(
    name: str, content: str, message: str, call: Call, annotated: tuple[Path, Path]
) -> None:
    (annotated[0] / name).write_text(content, encoding="utf-8")
    result = call("evaluate", *annotated)
    assert result.exit_code == 2
    assert message in result.stderr


def test_raising_floors_needs_a_file(call: Call, annotated: tuple[Path, Path]) -> None:
    assert call("evaluate", *annotated, "--raise-floors").exit_code == 2


def test_search_is_scored_by_the_queries_of_the_folder(call: Call, annotated: tuple[Path, Path]) -> None:
    queries = ["qid\tquery\trelevant", "q1\tgemeenten moeten meer doen\t900-1:2;900-0:1"]
    (annotated[0] / "queries.tsv").write_text("\n".join(queries) + "\n", encoding="utf-8")
    result = call("evaluate", *annotated, "--search")
    assert result.exit_code == 0
    assert "recall@10 1.000 of 1 queries" in result.stdout
    (query,) = json.loads(call("evaluate", *annotated, "--search", "--json").stdout)["search"]
    assert (query["number"], query["recall"]) == ("q1", 1.0)
    assert 0.0 < query["ndcg"] <= 1.0


def test_search_without_queries_is_said(call: Call, annotated: tuple[Path, Path]) -> None:
    assert "search: no queries.tsv" in call("evaluate", *annotated, "--search").stdout
