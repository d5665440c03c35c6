"""Parquet: what pyarrow reads are the rows of JSON Lines; without pyarrow an error says what to do."""

import io
import json
import sys
from typing import Any

import pyarrow.parquet
import pytest
from coded_index import write_index

from policytext.errors import ModelMissing
from policytext.export.corrections import correction_row
from policytext.export.parquet import parquet_file
from policytext.export.records import citation_row, document_row, statement_row
from policytext.export.relations import relation_row
from policytext.export.works import work_row
from policytext.query.works import cited_works
from policytext.store import Judgement, Reader, Writer

Rows = dict[str, list[dict[str, Any]]]
#: Columns whose values have another shape in Parquet: pairs as structures, mappings as lists of pairs.
RESHAPED = ("versions", "origins", "quality")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    folder = write_index(tmp_path_factory.mktemp("columns"))
    with Reader.open(folder) as reader:
        sentence = reader.statements()[-1].sentence_id
        facts = reader.info()
    with Writer.open(folder, model=facts.model, dimensions=facts.dimensions, pipeline_version="1") as writer:
        writer.correct(sentence, Judgement(actors=("rijk",)), "2026-01-02T10:00:00+00:00")
    with Reader.open(folder) as reader:
        return {
            "statements": [statement_row(one) for one in reader.statements()],
            "citations": [citation_row(one) for one in reader.citations()],
            "works": [work_row(one) for one in cited_works(reader)],
            "relations": [relation_row(one) for one in reader.relations()],
            "corrections": [correction_row(one) for one in reader.corrections()],
            "documents": [document_row(one, [(one.id, "sha256:x", 0.9)]) for one in reader.documents()],
        }


def read(content: bytes) -> pyarrow.Table:
    return pyarrow.parquet.read_table(io.BytesIO(content))


@pytest.mark.parametrize("what", ["statements", "citations", "works", "relations", "corrections", "documents"])
def test_rows_are_those_of_json_lines(what: str, rows: Rows) -> None:
    assert rows[what]
    table = read(parquet_file(rows[what], what))
    assert table.column_names == list(rows[what][0])
    expected = json.loads(json.dumps(rows[what], ensure_ascii=False).encode("utf-8", "replace"))
    for row, found in zip(expected, table.to_pylist(), strict=True):
        for name, value in row.items():
            if name not in RESHAPED:
                assert found[name] == value, name
    assert table.schema.metadata[b"kind"] == what.encode()


def test_mappings_and_pairs_keep_their_values(rows: Rows) -> None:
    (found, *_) = read(parquet_file(rows["documents"], "documents")).to_pylist()
    (row, *_) = rows["documents"]
    assert dict(found["origins"]) == row["origins"]
    assert [[one["document"], one["likeness"]] for one in found["versions"]] == row["versions"] != []
    quality = {**found["quality"], "blocks": dict(found["quality"]["blocks"])}
    assert quality == json.loads(json.dumps(row["quality"]))


@pytest.mark.parametrize("what", ["statements", "citations", "works", "relations", "corrections", "documents"])
def test_types_do_not_depend_on_what_stands_in_a_column(what: str, rows: Rows) -> None:
    whole = read(parquet_file(rows[what], what)).schema
    one = read(parquet_file(rows[what][:1], what)).schema
    none = read(parquet_file([], what)).schema
    assert whole.equals(one)
    assert all(whole.field(name).type == none.field(name).type for name in none.names)


def test_more_rows_than_are_written_together(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policytext.export.parquet._BATCH", 2)
    table = read(parquet_file(rows["statements"], "statements"))
    assert table.column("id").to_pylist() == [row["id"] for row in rows["statements"]]


def test_without_pyarrow_an_error_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ModelMissing, match="needs pyarrow") as found:
        parquet_file([], "statements")
    assert found.value.exit_code == 7
    assert "pip install 'policytext[parquet]'" in found.value.hint
