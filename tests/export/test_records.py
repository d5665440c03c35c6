"""Exports: the fields that are promised, JSON Lines and CSV that can be read back, cells that no spreadsheet runs."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.export.records import citation_row, csv_lines, document_row, json_lines, statement_row
from policytext.store import Reader
from policytext.types import vocabulary

Rows = dict[str, list[dict[str, Any]]]

PLACE = {
    "source",
    "text",
    "spans",
    "quads",
    "page",
    "page_label",
    "line",
    "section",
    "document",
    "date",
    "organisation",
}
FIGURE = {"text", "value", "high", "unit", "counted", "period", "qualifier", "bound"}
FIELDS = {
    "statements": PLACE
    | {"id", "title", "kind", "attribution", "holder", "actors", "strength", "negated", "hedges", "figures"}
    | {"confidence", "cues", "citations", "conditions", "odds", "reasons", "prominence", "corrected"},
    "citations": PLACE
    | {"id", "form", "authors", "year", "title", "url", "identifier", "anchors", "work", "resolution", "resolved_to"}
    | {"candidates"},
    "documents": {"id", "document", "source", "sources", "title", "date", "organisation", "organisations", "authors"}
    | {"addressee", "kind", "language", "address", "subject", "reference", "origins", "pages", "warnings"},
}
VALUES = {
    ("statements", "kind"): vocabulary.StatementKind,
    ("statements", "attribution"): vocabulary.Attribution,
    ("citations", "form"): vocabulary.CitationForm,
    ("citations", "resolution"): vocabulary.Resolution,
    ("documents", "kind"): vocabulary.DocumentKind,
}


@pytest.fixture(scope="module")
def rows(sample_index: Path) -> Rows:
    """All rows of the sample corpus."""
    with Reader.open(sample_index) as reader:
        return {
            "statements": [statement_row(record) for record in reader.statements()],
            "citations": [citation_row(record) for record in reader.citations()],
            "documents": [document_row(record) for record in reader.documents()],
        }


@pytest.mark.parametrize("what", FIELDS)
def test_every_promised_field_is_there_in_every_row(what: str, rows: Rows) -> None:
    assert rows[what]
    assert [FIELDS[what] - row.keys() for row in rows[what] if FIELDS[what] - row.keys()] == []
    assert len({tuple(row) for row in rows[what]}) == 1


@pytest.mark.parametrize(("what", "field"), VALUES)
def test_values_are_of_the_closed_vocabulary(what: str, field: str, rows: Rows) -> None:
    assert {row[field] for row in rows[what]} <= set(VALUES[what, field])


@pytest.mark.parametrize("what", ["statements", "citations"])
def test_place_is_spans_for_text_and_quads_for_pdf(what: str, rows: Rows) -> None:
    pdf = [row for row in rows[what] if row["source"].endswith(".pdf")]
    text = [row for row in rows[what] if not row["source"].endswith(".pdf")]
    assert pdf
    assert all(row["spans"] is None and row["quads"] and row["page"] >= 1 and row["line"] is None for row in pdf)
    assert all(row["quads"] is None and row["spans"] and row["line"] >= 1 and row["page"] is None for row in text)
    assert all(len(quad) == 5 and quad[1] < quad[3] and quad[2] < quad[4] for row in pdf for quad in row["quads"])


def test_anchors_are_of_the_same_kind_as_the_place(rows: Rows) -> None:
    for row in rows["citations"]:
        assert {len(anchor) for anchor in row["anchors"]} <= {5 if row["spans"] is None else 2}


def test_strength_is_given_for_recommendations_only(rows: Rows) -> None:
    assert all((row["strength"] is not None) == (row["kind"] == "recommendation") for row in rows["statements"])


def test_citations_that_statements_name_are_exported(rows: Rows) -> None:
    ids = {row["id"] for row in rows["citations"]}
    named = {item for row in rows["statements"] for item in row["citations"]}
    assert named
    assert named <= ids


def test_resolved_citations_name_a_source_of_the_index(rows: Rows) -> None:
    sources = {source for row in rows["documents"] for source in row["sources"]}
    resolved = {row["resolved_to"] for row in rows["citations"] if row["resolution"] == "resolved"}
    assert resolved
    assert resolved <= sources
    assert all((row["resolved_to"] is None) == (row["resolution"] != "resolved") for row in rows["citations"])


def test_figures_have_their_own_words(rows: Rows) -> None:
    figures = [(figure, row["text"]) for row in rows["statements"] for figure in row["figures"]]
    assert figures
    assert all(figure["text"] in text for figure, text in figures)
    assert all(figure.keys() == FIGURE for figure, _ in figures)


@pytest.mark.parametrize("what", FIELDS)
def test_json_lines_give_the_rows_back(what: str, rows: Rows) -> None:
    assert [json.loads(line) for line in json_lines(rows[what])] == rows[what]


def read_csv(lines: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(lines, newline="")))


@pytest.mark.parametrize("what", FIELDS)
def test_csv_gives_the_rows_back(what: str, rows: Rows) -> None:
    cells = read_csv("\n".join(csv_lines(rows[what])))
    assert len(cells) == len(rows[what])
    for row, cell in zip(rows[what], cells, strict=True):
        for name, value in row.items():
            nested = isinstance(value, list | dict)
            wanted = value if nested else "" if value is None else str(value)
            assert (json.loads(cell[name]) if nested else cell[name].removeprefix("'")) == wanted


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30))
def test_any_text_survives_both_formats(text: str) -> None:
    row = {"text": text, "list": [text]}
    assert json.loads(next(json_lines([row]))) == row
    (cell,) = read_csv("\r\n".join(csv_lines([row])))
    assert json.loads(cell["list"]) == [text]
    assert cell["text"] in (text, "'" + text)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("+31 70 373 8393", "'+31 70 373 8393", id="plus"),
        pytest.param("-5", "'-5", id="minus in text"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab before a formula"),
        pytest.param("\r=1", "'\r=1", id="carriage return before a formula"),
        pytest.param("1=1", "1=1", id="sign inside"),
        pytest.param(-5, "-5", id="a number stays a number"),
        pytest.param(None, "", id="nothing"),
        pytest.param(["=1"], '["=1"]', id="list is no formula"),
        pytest.param("a\ud800b", "a?b", id="lone surrogate"),
        pytest.param('zegt "x", y\nz', 'zegt "x", y\nz', id="quotation marks, comma and line end"),
    ],
)
def test_csv_cell(value: object, cell: str) -> None:
    assert read_csv("\n".join(csv_lines([{"a": value, "b": 1}])))[0]["a"] == cell


def test_lone_surrogates_do_not_stop_an_export() -> None:
    (line,) = json_lines([{"text": "a\ud800b", "list": ["\udfff"]}])
    assert json.loads(line.encode("utf-8")) == {"text": "a?b", "list": ["?"]}


@pytest.mark.parametrize("lines", [json_lines, csv_lines])
def test_nothing_gives_no_lines(lines: Callable[[list[object]], object]) -> None:
    assert list(lines([])) == []  # type: ignore[call-overload]
