"""Filters: each leaves only what it says, in every command that takes it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

Call = Callable[..., Result]

QUERY = "toegang tot de jeugdhulp"
PROPOSITION = "Wijkteams moeten de toegang tot de jeugdhulp vormen"
NETWERK = "Netwerk Lokale Teams Laagland"


def found(sample: Call, command: str, *conditions: str) -> list[dict[str, Any]]:
    """Hits, entries or rows of a command under the conditions."""
    arguments = {
        "search": ["search", QUERY, "--json", "-n", "50"],
        "evolve": ["evolve", PROPOSITION, "--json"],
        "documents": ["documents", "--json"],
        "statements": ["export", "statements"],
        "citations": ["export", "citations"],
        "export documents": ["export", "documents"],
    }[command]
    result = sample(*arguments, *conditions)
    assert (result.exit_code, result.stderr) == (0, "")
    if arguments[0] == "export":
        return [json.loads(line) for line in result.stdout.splitlines()]
    value = json.loads(result.stdout)
    rows = value if isinstance(value, list) else value.get("hits", value.get("entries"))
    return list(rows)


COMMANDS = ["search", "evolve", "documents", "statements", "citations", "export documents"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("conditions", "holds"),
    [
        pytest.param(["-o", "lokale teams"], lambda row: row["organisation"] == NETWERK, id="organisation, in part"),
        pytest.param(["--from", "2019", "--to", "2019-12-31"], lambda row: row["date"][:4] == "2019", id="dates"),
        pytest.param(["--to", "2020-01"], lambda row: row["date"] < "2020-02", id="up to"),
        pytest.param(["-d", "de-wijk-als-voordeur"], lambda row: "voordeur" in row["source"], id="document"),
    ],
)
def test_filter(command: str, conditions: list[str], holds: Callable[[dict[str, Any]], bool], sample: Call) -> None:
    rows = found(sample, command, *conditions)
    assert rows
    assert [row for row in rows if not holds(row)] == []
    assert len(rows) <= len(found(sample, command))


@pytest.mark.parametrize("command", ["search", "statements"])
@pytest.mark.parametrize(
    ("kind", "value"),
    [("aanbeveling", "recommendation"), ("recommendation", "recommendation"), ("claim", "claim")],
)
def test_kind_of_statement(command: str, kind: str, value: str, sample: Call) -> None:
    assert {row["kind"] for row in found(sample, command, "--kind", kind)} == {value}


def test_several_values_are_alternatives(sample: Call) -> None:
    kinds = {row["kind"] for row in found(sample, "statements", "-k", "claim", "-k", "aanbeveling")}
    assert kinds == {"claim", "recommendation"}


def test_filters_hold_together(sample: Call) -> None:
    rows = found(sample, "statements", "-o", NETWERK, "--from", "2021", "-k", "aanbeveling")
    assert rows
    assert {(row["organisation"], row["date"][:4], row["kind"]) for row in rows} == {
        (NETWERK, "2021", "recommendation")
    }


def test_document_kind(sample: Call) -> None:
    assert {row["kind"] for row in found(sample, "documents", "--document-kind", "essay")} == {"essay"}


def test_undated_documents_fall_outside_any_range(sample: Call) -> None:
    assert None in {row["date"] for row in found(sample, "documents")}
    assert None not in {row["date"] for row in found(sample, "documents", "--from", "1900")}


@pytest.mark.parametrize("command", COMMANDS)
def test_filter_that_leaves_nothing_gives_an_empty_answer(command: str, sample: Call) -> None:
    assert found(sample, command, "--from", "2090") == []


def test_people_are_told_that_nothing_is_left(sample: Call) -> None:
    assert sample("search", QUERY, "--from", "2090").stdout == "Niets gevonden dat er genoeg op lijkt.\n"
    assert sample("documents", "--from", "2090").stdout == "Geen documenten.\n"
