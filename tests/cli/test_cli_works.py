"""`policytext works` and the exports of works: who cites what, each work once, and files that other programs read."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cited_index import HOSTILE, REPORT, make_index
from click.testing import Result
from store_builders import Ingested

Call = Callable[..., Result]


@pytest.fixture
def parts(index_folder: Path) -> tuple[Ingested, Ingested, Ingested]:
    """Report, letter and article of the index in the working folder."""
    return make_index(index_folder)


def listed(call: Call, *arguments: str) -> list[dict[str, Any]]:
    result = call("works", "--json", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["title"] or row["identifier"] or row["url"] or row["authors"][0] for row in rows]


WORKS = [REPORT, "Jeugdwet", "31839-290", HOSTILE, "Zuid", "www.zuid.example/cijfers"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param([], WORKS, id="most cited first"),
        pytest.param(["--in-corpus"], [REPORT], id="in the index"),
        pytest.param(["--only-secondary"], WORKS[1:], id="not in the index"),
        pytest.param(["--cited-by", "brief.txt"], [REPORT, "Jeugdwet", "31839-290", "Zuid"], id="cited by"),
        pytest.param(["--organisation", "planbureau"], [REPORT], id="author"),
        pytest.param(["--title", "beeld wijk"], [REPORT], id="words of the title"),
        pytest.param(["--kind", "legislation"], ["Jeugdwet"], id="kind"),
        pytest.param(["--kind", "bill", "--kind", "webpage"], ["31839-290", "www.zuid.example/cijfers"], id="kinds"),
        pytest.param(["--limit", "1"], [REPORT], id="limit"),
        pytest.param(["--from", "2021", "--kind", "legislation"], ["Jeugdwet"], id="citing documents of a time"),
    ],
)
def test_condition_leaves_what_it_says(
    arguments: list[str], expected: list[str], parts: tuple[Ingested, ...], call: Call
) -> None:
    assert names(listed(call, *arguments)) == expected


def test_only_citations_of_the_time_are_counted(parts: tuple[Ingested, ...], call: Call) -> None:
    (row,) = listed(call, "--from", "2021", "--kind", "legislation")
    assert (row["documents"], row["citations"], row["organisations"]) == (1, 1, ["Wijkblad"])


def test_row_tells_who_cites_it_where(parts: tuple[Ingested, ...], call: Call) -> None:
    report, act = listed(call)[:2]
    assert (report["kind"], report["resolved_to"], report["documents"], report["citations"]) == (
        "report",
        "rapport.txt",
        2,
        2,
    )
    assert report["organisations"] == ["Stichting Buurtkracht", "Wijkblad"]
    note, named = report["cited_by"]
    assert (note["form"], note["line"], note["sentences"]) == ("footnote", 5, [f"{parts[1].document.short_id}:0"])
    assert (named["form"], named["page"], named["organisation"]) == ("other", 2, "Wijkblad")
    assert (act["identifier"], act["address"]) == ("Jeugdwet", "https://wetten.overheid.example/jeugdwet")
    assert act["cited_by"][0]["parts"] == [["artikel", "2.3"]]


def test_people_see_how_often_and_by_whom(parts: tuple[Ingested, ...], call: Call) -> None:
    shown = call("works").stdout
    assert f"Planbureau Zuid (2018). {REPORT}\n" in shown
    assert "rapport · 2 verwijzingen in 2 documenten · door Stichting Buurtkracht, Wijkblad · is" in shown
    assert "6 van 6 getoond · met de zinnen: policytext works " in shown
    assert "1 van 6 getoond · alles: --all · " in call("works", "-n", "1").stdout
    assert call("works", "--title", "bestaat niet").stdout == "Geen werken die hieraan voldoen.\n"


@pytest.mark.parametrize("key", ["id", "digits", "title", "words"])
def test_one_work_with_its_sentences(key: str, parts: tuple[Ingested, ...], call: Call) -> None:
    identity = listed(call)[0]["id"]
    named = {"id": identity, "digits": identity[5:11], "title": REPORT, "words": "beeld wijk"}[key]
    shown = call("works", named).stdout
    assert "     “De wijk groeit (Zuid 2018).”\n" in shown
    assert f"     “Dat staat in {REPORT}.”\n" in shown
    assert f"noot · {parts[1].citations[2].id} · regel 5: Planbureau Zuid (2018), {REPORT}" in shown
    assert shown.endswith("2 verwijzingen in 2 documenten\n")
    assert json.loads(call("works", named, "--json").stdout)["id"] == identity


def test_key_of_several_works_lists_them(parts: tuple[Ingested, ...], call: Call) -> None:
    result = call("works", "wijk")
    assert result.exit_code == 5
    assert "fits 2 works: " in result.stderr


def test_work_by_its_number(parts: tuple[Ingested, ...], call: Call) -> None:
    assert "Kamerstukken II 2019/20" in call("works", "31839-290").stdout


def test_export_of_works_as_rows(parts: tuple[Ingested, ...], call: Call) -> None:
    rows = [json.loads(line) for line in call("export", "works").stdout.splitlines()]
    assert rows == listed(call)
    cells = list(csv.DictReader(call("export", "works", "--format", "csv").stdout.splitlines(keepends=True)))
    assert [row["id"] for row in cells] == [row["id"] for row in rows]
    assert json.loads(cells[0]["cited_by"]) == rows[0]["cited_by"]
    of_letter = [json.loads(line) for line in call("export", "works", "--document", "brief.txt").stdout.splitlines()]
    assert {row["id"] for row in of_letter} == {row["id"] for row in listed(call, "--cited-by", "brief.txt")}


def test_files_tell_how_much_is_in_them(tmp_path: Path, parts: tuple[Ingested, ...], call: Call) -> None:
    for what, file_format, told in (
        ("works", "bibtex", "6 works"),
        ("citations", "ris", "8 citations"),
        ("works", "csv", "6 works"),
        ("graph", "gexf", "8 nodes and 8 edges"),
    ):
        target = tmp_path / f"uit.{file_format}"
        assert call("export", what, "--format", file_format, "-O", target).stderr == f"{told} written to {target}\n"
        assert target.read_bytes()
