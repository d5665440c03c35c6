"""An index opened from Python answers what the command line answers."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from cited_index import REPORT, make_index
from click.testing import CliRunner
from fake_classifier import Always
from store_builders import DIMENSIONS, ingested, make_document

import policytext
from policytext.api import Index, Records
from policytext.api.columns import COLUMNS
from policytext.cli.main import main
from policytext.errors import ConfigError, IndexMissing, IndexStateError, ModelMissing, NotFound
from policytext.ingest.run import IngestOptions, ingest
from policytext.statements import finding
from policytext.store import DocumentRecord, Writer
from policytext.types.statement import Relation
from policytext.types.vocabulary import Attribution, RelationType, StatementKind

OWN = Attribution.OWN

TEXTS = {
    "2019-raad.md": "# Advies over de wijk\n\nStichting Raad, 1 mei 2019\n\nGemeenten moeten de wijkteams betalen.\n",
    "2021-bond.md": "# Brief over de wijk\n\nBond Zuid, 2 juni 2021\n\nWij zullen de wijkteams niet meer betalen.\n",
}


@pytest.fixture
def small(tmp_path: Path, hashing: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """Two documents in which every sentence is a recommendation."""
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.RECOMMENDATION))
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ingest([tmp_path], tmp_path / "index", IngestOptions(nlp="fast"))
    with policytext.open(tmp_path / "index") as index:
        yield index


@pytest.fixture
def cited(tmp_path: Path) -> Iterator[Index]:
    make_index(tmp_path / "cited")
    with policytext.open(str(tmp_path / "cited")) as index:
        yield index


def _command(index: Index, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--index", str(index.folder)])
    assert result.exit_code == 0, result.output
    return result.stdout


def _lines(index: Index, *arguments: str) -> list[object]:
    return [json.loads(line) for line in _command(index, *arguments).splitlines()]


@pytest.mark.parametrize("kind", ["documents", "statements", "relations"])
def test_rows_are_those_of_an_export(kind: str, small: Index) -> None:
    assert getattr(small, kind)().rows() == _lines(small, "export", kind)


@pytest.mark.parametrize("kind", ["citations", "works"])
def test_rows_of_what_is_cited_are_those_of_an_export(kind: str, cited: Index) -> None:
    rows = getattr(cited, kind)().rows()
    assert rows
    assert rows == _lines(cited, "export", kind)


def test_answers_are_those_of_the_commands(small: Index) -> None:
    assert small.search("wijkteams betalen").to_json() == json.loads(
        _command(small, "search", "wijkteams betalen", "--json")
    )
    proposition = "Gemeenten moeten de wijkteams betalen"
    assert small.evolve(proposition).to_json() == json.loads(_command(small, "evolve", proposition, "--json"))
    key = small.statements()[0].sentence_id
    assert small.trace(key).to_json() == json.loads(_command(small, "trace", key, "--json"))


def test_rows_of_answers_have_one_a_hit_a_quotation_a_place(small: Index) -> None:
    found = small.search("wijkteams betalen")
    assert [row["id"] for row in found.rows()] == [hit.sentence.id for hit in found.hits]
    timeline = small.evolve("Gemeenten moeten de wijkteams betalen")
    assert len(timeline.rows()) == sum(len(entry.quotes) for entry in (*timeline.entries, *timeline.reported))
    key = small.statements()[0].sentence_id
    assert (small.trace(key).rows()[0]["role"], small.trace(key).rows()[0]["id"]) == ("start", key)


def test_a_traced_source_has_a_row_with_how_it_is_cited(cited: Index) -> None:
    letter = cited.document("Brief over de wijk")
    rows = cited.trace(f"{letter.short_id}:0").rows()
    source = next(row for row in rows if row["role"] == "source")
    assert (source["depth"], source["cited_by"]) == (1, f"{letter.short_id}:0")
    assert source["reference"]
    assert {tuple(row) for row in rows} == {COLUMNS["trace"]}


def test_columns_are_known_without_rows(small: Index, cited: Index) -> None:
    key = small.statements()[0].sentence_id
    timeline = small.evolve("Gemeenten moeten de wijkteams betalen")
    for answer in (small.documents(), small.statements(), small.search("wijkteams"), timeline, small.trace(key)):
        assert {tuple(row) for row in answer.rows()} == {answer.columns()}
    for records in (cited.citations(), cited.works()):
        assert {tuple(row) for row in records.rows()} == {records.columns()}


def test_columns_of_relations_are_those_of_an_export(tmp_path: Path) -> None:
    claim = StatementKind.CLAIM
    part = ingested(make_document(["De pont vaart. De haven is open."]), [(0, claim, OWN), (1, claim, OWN)])
    ids = [statement.id for statement in part.statements]
    relation = Relation(ids[0], ids[1], RelationType.SUPPORT, 0.5, "test")
    with Writer.open(tmp_path, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        replace(part, relations=(relation,)).put(writer, "a.txt")
    with policytext.open(tmp_path) as index:
        assert {tuple(row) for row in index.relations().rows()} == {COLUMNS["relations"]}


def test_a_frame_without_rows_has_its_columns(small: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs without the libraries: what they would be called with."""
    frames = SimpleNamespace(DataFrame=lambda rows=None, **more: (rows, *more.values()), String="text")
    monkeypatch.setitem(sys.modules, "pandas", frames)
    monkeypatch.setitem(sys.modules, "polars", frames)
    nothing = small.statements(holder="niemand anders")
    assert nothing.to_pandas() == ([], list(COLUMNS["statements"]))
    assert nothing.to_polars() == (None, dict.fromkeys(COLUMNS["statements"], "text"))


def test_conditions_narrow(small: Index, tmp_path: Path) -> None:
    assert [d.date for d in small.documents(date_from="2020")] == ["2021-06-02"]
    assert [d.source for d in small.documents(document=str(tmp_path / "2019-raad.md"))] == ["2019-raad.md"]
    kinds = {record.statement.kind.value for record in small.statements(kind=["recommendation", "claim"])}
    assert kinds <= {"recommendation", "claim"}
    assert len(small.statements(kind="recommendation", actor="gemeente")) == 1
    assert len(small.statements(kind="recommendation", actor="rijk")) == 0
    assert small.search("wijkteams", document="2021").hits[0].sentence.document.date == "2021-06-02"


def test_conditions_of_citations_and_works(cited: Index) -> None:
    forms = {record.citation.form.value for record in cited.citations(form="law")}
    assert forms <= {"law"}
    assert [w.work.title for w in cited.works(title="wijk beeld", in_corpus=True)] == [REPORT]
    assert len(cited.works(in_corpus=False)) + len(cited.works(in_corpus=True)) == len(cited.works())


def test_a_wrong_condition_is_told(small: Index) -> None:
    with pytest.raises(TypeError, match="'organisaton' is no condition; there are addressee"):
        small.documents(organisaton="Raad")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="'actor' is no condition"):
        small.documents(actor="Raad")  # type: ignore[call-arg]
    with pytest.raises(ConfigError) as told:
        small.statements(kind="aanbeveling")
    assert "claim, recommendation, commitment" in told.value.hint
    with pytest.raises(ConfigError):
        small.search("  ")
    with pytest.raises(ConfigError):
        small.search("wijk", order="size")
    with pytest.raises(ConfigError):
        small.search("wijk", limit=0)
    with pytest.raises(ConfigError):
        small.evolve("")
    with pytest.raises(NotFound):
        small.document("bestaat niet")


def test_records_are_a_sequence(small: Index) -> None:
    documents = small.documents()
    assert isinstance(documents, Records)
    assert isinstance(documents[0], DocumentRecord)
    assert documents[:1] == Records([documents[0]], dict, ())
    assert len(documents[:1].rows()) == 1
    assert repr(documents) == "<2 × DocumentRecord>"
    assert list(reversed(documents)) == [documents[1], documents[0]]


def test_the_text_of_a_document_has_the_spans_of_its_statements(small: Index) -> None:
    for record in small.statements():
        span = record.statement.span
        assert small.text(record.document.short_id)[span.start : span.end] == record.text
        assert record.statement in small.sentence(record.sentence_id).statements


def test_a_closed_index_says_so(small: Index) -> None:
    small.close()
    small.close()
    with pytest.raises(IndexStateError, match="closed"):
        small.documents()
    assert "closed" in repr(small)


def test_what_is_ingested_later_is_seen_after_refresh(small: Index, tmp_path: Path) -> None:
    assert small.search("sleutel bewaken").hits[0].sentence.document.date is not None
    (tmp_path / "2022.md").write_text("# Sleutel\n\nDe sleutel moet bewaakt worden.\n", encoding="utf-8")
    ingest([tmp_path], small.folder, IngestOptions(nlp="fast"))
    assert len(small.documents()) == 2
    small.refresh()
    assert len(small.documents()) == 3
    assert "sleutel" in small.search("sleutel bewaken").hits[0].sentence.text


def test_no_index_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing) as told:
        policytext.open(tmp_path)
    assert "policytext ingest" in told.value.hint


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_without_its_library_is_told_with_the_remedy(
    library: str, small: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModelMissing) as told:
        getattr(small.documents(), f"to_{library}")()
    assert f"pip install {library}" in told.value.hint


def test_frames_of_pandas_hold_the_rows(small: Index) -> None:
    pandas = pytest.importorskip("pandas")
    frame = small.statements().to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["id"]) == [record.id for record in small.statements()]
    assert isinstance(frame["actors"][0], list)


def test_frames_of_polars_hold_the_rows_with_lists_as_json(small: Index) -> None:
    polars = pytest.importorskip("polars")
    frame = small.documents().to_polars()
    assert isinstance(frame, polars.DataFrame)
    assert frame["pages"].dtype.is_integer()
    assert [json.loads(cell) for cell in frame["origins"]] == [row["origins"] for row in small.documents().rows()]


def test_polars_is_given_columns_of_one_type(small: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs without Polars: what it would be called with."""
    monkeypatch.setitem(sys.modules, "polars", SimpleNamespace(DataFrame=lambda columns, **_: columns))
    columns = small.statements().to_polars()
    assert {len(cells) for cells in columns.values()} == {len(small.statements())}
    for cells in columns.values():
        assert len({type(cell) for cell in cells if cell is not None} - {int}) <= 1
        assert not any(isinstance(cell, list | dict) for cell in cells)
