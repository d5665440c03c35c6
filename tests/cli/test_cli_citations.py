"""`policytext citations`: each condition leaves what it says, each citation stands with its sentence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cited_index import HOSTILE, REPORT, make_index
from click.testing import Result
from store_builders import Ingested

Call = Callable[..., Result]

MENTION, ACT, NOTE, PAPER, ACT_AGAIN, NAMED, BOOK, LINK = range(8)


@pytest.fixture
def parts(index_folder: Path) -> tuple[Ingested, Ingested, Ingested]:
    """Report, letter and article of the index in the working folder."""
    return make_index(index_folder)


def listed(call: Call, *arguments: str) -> list[dict[str, Any]]:
    result = call("citations", "--json", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        pytest.param([], list(range(8)), id="all"),
        pytest.param(["brief.txt"], [MENTION, ACT, NOTE, PAPER], id="document"),
        pytest.param(["--document", "De wijk wacht"], [ACT_AGAIN, NAMED, BOOK, LINK], id="document as an option"),
        pytest.param(["brief", "artikel.pdf"], list(range(8)), id="two documents"),
        pytest.param(["--form", "law"], [ACT, ACT_AGAIN], id="form"),
        pytest.param(["--form", "law", "--form", "link"], [ACT, ACT_AGAIN, LINK], id="one form or the other"),
        pytest.param(["--organisation", "planbureau"], [NOTE, NAMED], id="author of the work"),
        pytest.param(["-o", "berg"], [BOOK], id="person"),
        pytest.param(["--year", "2019"], [PAPER, BOOK], id="year of the work"),
        pytest.param(["--year", "2018-2019"], [MENTION, NOTE, PAPER, NAMED, BOOK], id="years"),
        pytest.param(["--year", "2019-"], [PAPER, BOOK], id="years from"),
        pytest.param(["--from", "2021"], [ACT_AGAIN, NAMED, BOOK, LINK], id="date of the document"),
        pytest.param(["--until", "2020-12"], [MENTION, ACT, NOTE, PAPER], id="until"),
        pytest.param(["--resolved"], [NOTE, NAMED], id="resolved"),
        pytest.param(["--unresolved"], [MENTION, ACT, PAPER, ACT_AGAIN, BOOK, LINK], id="unresolved"),
        pytest.param(["--unresolved", "--form", "law", "-n", "1"], [ACT], id="limit"),
    ],
)
def test_condition_leaves_what_it_says(
    arguments: list[str], numbers: list[int], parts: tuple[Ingested, ...], call: Call
) -> None:
    ids = [citation.id for held in parts for citation in held.citations]
    ordered = sorted(ids[:4], key=lambda key: int(key.rpartition("c")[2])) + sorted(
        ids[4:], key=lambda key: int(key.rpartition("c")[2])
    )
    assert [row["id"] for row in listed(call, *arguments)] == [ordered[number] for number in numbers]


def test_rows_are_those_of_the_export(parts: tuple[Ingested, ...], call: Call) -> None:
    assert listed(call) == [json.loads(line) for line in call("export", "citations").stdout.splitlines()]


def test_people_see_the_sentence_and_the_work(parts: tuple[Ingested, ...], call: Call) -> None:
    shown = call("citations").stdout
    letter = parts[1].document.short_id
    assert shown.index("Stichting Buurtkracht · Brief over de wijk") < shown.index("Wijkblad · De wijk wacht")
    assert (
        f"     Planbureau Zuid (2018). {REPORT}\n       “De wijk groeit (Zuid 2018).”\n       {letter}:0 · regel 1\n"
        in shown
    )
    assert "noot · " in shown
    assert "is rapport.txt" in shown
    assert "p. 3 (gedrukt: p3)" in shown
    assert " ".join(f"Van der Berg, J. (2019a). {HOSTILE}".split()) in " ".join(shown.split())
    assert shown.endswith("8 van 8 getoond · wie nog meer: policytext works WERK\n")


def test_what_is_left_out_is_told(parts: tuple[Ingested, ...], call: Call) -> None:
    assert "2 van 8 getoond · alles: --all · " in call("citations", "--limit", "2").stdout
    assert "8 van 8 getoond · " in call("citations", "--all").stdout


def test_nothing_found_is_told(parts: tuple[Ingested, ...], call: Call) -> None:
    result = call("citations", "--form", "press")
    assert (result.exit_code, result.stdout) == (0, "Geen verwijzingen die hieraan voldoen.\n")
    assert listed(call, "--form", "press") == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["citations", "bestaat-niet"], 5, id="unknown document"),
        pytest.param(["citations", "--year", "toen"], 2, id="no year"),
        pytest.param(["citations", "--year", "2020-2018"], 2, id="no range"),
        pytest.param(["citations", "--form", "gerucht"], 2, id="no form"),
        pytest.param(["citations", "--from", "2021", "--to", "2020"], 2, id="no dates"),
        pytest.param(["works", "bestaat-niet"], 5, id="unknown work"),
        pytest.param(["works", "--cited-by", "bestaat-niet"], 5, id="works of an unknown document"),
        pytest.param(["works", "--kind", "ding"], 2, id="no kind"),
        pytest.param(["export", "graph", "--format", "ris"], 2, id="a graph is no bibliography"),
        pytest.param(["export", "statements", "--format", "bibtex"], 2, id="nor are statements"),
    ],
)
def test_wrong_question_is_one_line_and_a_code(
    arguments: list[str], code: int, parts: tuple[Ingested, ...], call: Call
) -> None:
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert sum(line.startswith("Error: ") for line in result.stderr.splitlines()) == 1
