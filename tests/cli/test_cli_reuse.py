"""reuse, numbers and gaps on the command line: what people see, what programs get."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

Call = Callable[..., Result]

DOCUMENT = {"document", "source", "title", "date", "organisation"}
PLACE = {"text", "spans", "quads", "page", "page_label", "line", "recognised", "section"}
NETWORK = "Netwerk Lokale Teams"


def rows(result: Result) -> list[Any]:  # Any: JSON
    """The JSON values on stdout, one a line, of a command that went well."""
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def value(result: Result) -> Any:  # Any: JSON
    """The one JSON value on stdout of a command that went well."""
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_a_passage_that_comes_back_has_its_fields(sample: Call) -> None:
    """Every pair has both passages with their place, the earlier one first."""
    found = rows(sample("reuse", "--json"))
    assert {row["kind"] for row in found} == {"verbatim", "paraphrase", "same_figure", "same_source"}
    for row in found:
        assert set(row) == {
            "kind", "from", "to", "score", "shared", "nature", "third_source", "credit", "order_known", "agrees",
        }  # fmt: skip
        for side in (row["from"], row["to"]):
            assert set(side) == {*DOCUMENT, *PLACE, "ids"}
        assert not row["order_known"] or row["from"]["date"] is None or row["from"]["date"] <= row["to"]["date"]


def test_a_passage_that_was_taken_over_is_found(sample: Call) -> None:
    """Three sentences of an essay stand in a position paper that does not name it."""
    found = rows(sample("reuse", "--kind", "letterlijk", "--json"))
    (pair,) = [row for row in found if row["shared"].startswith("Wie een kind doorverwijst")]
    assert (pair["from"]["source"].rpartition("/")[2], pair["to"]["source"].rpartition("/")[2]) == (
        "2020-de-oever-wie-bewaakt-de-drempel.md",
        "2022-bjl-regionale-inkoop-ruimte-om-te-kiezen.txt",
    )
    assert (pair["credit"], pair["nature"], len(pair["from"]["ids"])) == ("none", "reuse", 3)


def test_what_two_documents_share(sample: Call) -> None:
    """Named twice, documents are compared with each other only."""
    names = "2020-de-oever-wie-bewaakt-de-drempel.md", "2022-bjl-regionale-inkoop-ruimte-om-te-kiezen.txt"
    found = rows(sample("reuse", "-d", names[0], "-d", names[1], "--json"))
    assert found
    assert {row[side]["source"].rpartition("/")[2] for row in found for side in ("from", "to")} == set(names)


def test_pairs_are_counted_and_continued(sample: Call) -> None:
    """What is left out is said, and how to go on."""
    result = sample("reuse", "--limit", "2", "--kind", "bron")
    assert result.exit_code == 0
    assert "1-2 van" in result.stdout
    assert "--offset 2" in result.stdout


def test_nothing_comes_back(sample: Call) -> None:
    """No documents, no pairs: it is said, and no fault."""
    result = sample("reuse", "--organisation", "Bond van Niemand")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Niets gevonden")


def test_the_ledger_as_json_and_csv(sample: Call) -> None:
    """The same figures in either form, each with its sentence, document and place."""
    found = value(sample("numbers", "--json"))
    assert set(found) == {"topic", "documents", "figures", "total", "offset", "things"}
    figures = [row for thing in found["things"] for row in thing["figures"]]
    assert all(set(row) >= {*DOCUMENT, *PLACE, "sentence", "value", "unit", "year", "first"} for row in figures)
    table = list(csv.DictReader(io.StringIO(sample("numbers", "--csv").stdout)))
    assert [row["sentence"] for row in table] == [row["sentence"] for row in figures]


def test_figures_of_years_are_one_thing_and_no_conflict(sample: Call) -> None:
    """1 in 11, 9 and 7 children of three years are a series."""
    found = value(sample("numbers", "--json"))
    (thing,) = [t for t in found["things"] if any(row["words"] == "1 op de 11" for row in t["figures"])]
    series = [(row["year"], row["words"]) for row in thing["figures"]]
    assert series == [("2017", "1 op de 11"), ("2019", "1 op de 9"), ("2019", "1 op de 9"), ("2023", "1 op de 7")]
    assert thing["conflicts"] == []


def test_figures_on_a_topic(sample: Call) -> None:
    """Waiting times are found by the word for them."""
    result = sample("numbers", "wachttijd")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "23 weken" in result.stdout


def test_gaps_have_their_fields(sample: Call) -> None:
    """Positions, subjects and recommendations, each with quotations."""
    found = value(sample("gaps", NETWORK, "--json"))
    assert set(found) == {
        "documents", "compared", "kept", "dropped", "others", "missing_subjects", "answered", "unanswered",
    }  # fmt: skip
    assert set(found["dropped"][0]) == {"position", "to", "treats_subject", "nearest", "likeness"}
    assert set(found["dropped"][0]["position"]) == {"id", *DOCUMENT, *PLACE}


@pytest.mark.parametrize("part", ["posities", "onderwerpen", "aanbevelingen"])
def test_gaps_of_one_sort(sample: Call, part: str) -> None:
    """Each sort can be asked for by itself."""
    result = sample("gaps", NETWORK, "--only", part, "--limit", "1")
    heads = {"posities": "Posities die", "onderwerpen": "Onderwerpen die", "aanbevelingen": "Aanbevelingen waarop"}
    assert (result.exit_code, result.stderr) == (0, "")
    assert [head in result.stdout for head in heads.values()] == [name == part for name in heads]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["gaps", "Bond van Niemand"], 5, id="nobody"),
        pytest.param(["reuse", "-d", "geen-document"], 5, id="no document"),
        pytest.param(["numbers", "--csv", "--json"], 2, id="two forms at once"),
        pytest.param(["reuse", "--kind", "alles"], 2, id="no such kind"),
    ],
)
def test_wrong_questions_are_refused(sample: Call, arguments: list[str], code: int) -> None:
    """With the exit code of the fault, and a line on stderr."""
    result = sample(*arguments)
    assert result.exit_code == code
    assert result.stderr
