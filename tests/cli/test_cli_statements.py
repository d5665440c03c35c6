"""`policytext statements` and `explain`: each condition leaves what it says, and all that is known is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argued_index import LETTER, make_index
from click.testing import Result
from store_builders import Ingested

Call = Callable[..., Result]

WAIT, OPENLY, DESK, DEAR, PROMISE, RAIN, NOTE = range(7)


@pytest.fixture
def letter(index_folder: Path) -> Ingested:
    """The letter of the index in the working folder."""
    return make_index(index_folder)[0]


def listed(call: Call, *arguments: str) -> list[dict[str, Any]]:
    result = call("statements", "--json", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        pytest.param([], [WAIT, OPENLY, DESK, DEAR, PROMISE], id="all"),
        pytest.param(["--kind", "aanbeveling"], [OPENLY, DESK], id="kind"),
        pytest.param(["--actor", "gemeente"], [OPENLY], id="actor, begin of the word"),
        pytest.param(["--actor", "RIJK"], [OPENLY], id="one actor of two, in capitals"),
        pytest.param(["--actor", "meenten"], [], id="not the end of a word"),
        pytest.param(["--actor", "-", "-k", "aanbeveling"], [DESK], id="nobody named"),
        pytest.param(["--actor", "rijk", "--actor", "wij"], [OPENLY, PROMISE], id="one actor or the other"),
        pytest.param(["--strength", "moet"], [OPENLY], id="strength"),
        pytest.param(["--strength", "could", "--strength", "zou-moeten"], [DESK], id="one strength or the other"),
        pytest.param(["--holder", "rekenkamer"], [DEAR], id="holder"),
        pytest.param(["--own"], [WAIT, OPENLY, DESK, PROMISE], id="own"),
        pytest.param(["--reported"], [DEAR], id="reported"),
        pytest.param(["--with-figure"], [WAIT], id="with a figure"),
        pytest.param(["--without-figure", "-k", "claim"], [DEAR], id="without a figure"),
        pytest.param(["--with-source"], [WAIT], id="with a source"),
        pytest.param(["--without-source", "-k", "claim"], [DEAR], id="without a source"),
        pytest.param(["--section", "deel 1", "-k", "toezegging"], [PROMISE], id="section"),
        pytest.param(["--section", "deel 2"], [], id="no such section"),
        pytest.param(["--min-confidence", "0.8"], [WAIT], id="sure ones"),
        pytest.param(["--main"], [WAIT], id="main claims"),
        pytest.param(["--since", "2023", "--until", "2023-12", "-n", "2"], [WAIT, OPENLY], id="dates and limit"),
        pytest.param(["--organisation", "buurtkracht", "--document", "brief"], [0, 1, 2, 3, 4], id="other filters"),
    ],
)
def test_condition_leaves_what_it_says(arguments: list[str], numbers: list[int], letter: Ingested, call: Call) -> None:
    rows = listed(call, "brief.txt", *arguments)
    assert [row["text"] for row in rows] == [LETTER[number] for number in numbers]
    assert all(row["source"] == "brief.txt" for row in rows)


def test_rows_are_those_of_the_export(letter: Ingested, call: Call) -> None:
    exported = [json.loads(line) for line in call("export", "statements").stdout.splitlines()]
    assert listed(call, "--comments") == exported
    row = next(row for row in exported if row["text"] == LETTER[WAIT])
    (figure,) = row["figures"]
    assert figure == {
        "text": "ruim 14 weken",
        "value": 14.0,
        "high": None,
        "unit": "week",
        "counted": None,
        "period": "2023",
        "qualifier": "ruim",
        "bound": "at least",
    }
    assert row["odds"] == {"claim": 0.9, "recommendation": 0.04, "commitment": 0.01, "none": 0.05}
    assert (row["prominence"], row["corrected"]) == ("document", False)
    asked = next(row for row in exported if row["text"] == LETTER[OPENLY])
    assert asked["conditions"] == ["als het Rijk betaalt"]
    assert asked["reasons"][0] == {
        "aspect": "kind",
        "sign": "modal verb of obligation: moeten",
        "weight": 1.8,
        "text": "moeten",
    }
    assert asked["reasons"][1]["text"] is None


def test_several_documents_in_order_of_date(letter: Ingested, call: Call) -> None:
    assert [row["source"] for row in listed(call, "brief.txt", "artikel", "-k", "claim")] == [
        "artikel.txt",
        "brief.txt",
        "brief.txt",
    ]


def test_comments_are_listed_when_asked(letter: Ingested, call: Call) -> None:
    assert not [row for row in listed(call) if row["holder"] == "lezer"]
    assert [row["text"] for row in listed(call, "--comments", "--holder", "lezer")] == ["Gemeenten moeten stoppen."]


def test_people_see_quotations_by_document(letter: Ingested, call: Call) -> None:
    shown = call("statements").stdout
    assert shown.index("Wijkblad · De wijk wacht") < shown.index("Stichting Buurtkracht · Brief over wachten")
    assert shown.count("Brief over wachten") == 1
    key = letter.document.short_id
    assert f"     “{LETTER[WAIT]}”\n     claim · kern van het document · {key}:s0 · regel 1 · Deel 1" in shown
    assert "bron: Planbureau Zuid (2018a)" in shown
    assert "claim, weergegeven van rekenkamer" in shown
    assert shown.endswith(f"6 van 6 getoond · waarom: policytext explain {listed(call)[0]['id']}\n")


def test_recommendations_stand_by_who_is_to_act(letter: Ingested, call: Call) -> None:
    lines = call("statements", "-k", "aanbeveling").stdout.splitlines()
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert headings == [
        "gemeenten · 1 aanbeveling",
        "rijk · 1 aanbeveling",
        "niemand genoemd · 1 aanbeveling",
        headings[-1],
    ]
    assert sum(LETTER[OPENLY] in line for line in lines) == 2
    assert any("moet · gemeenten, rijk" in line for line in lines)


def test_heading_of_an_actor_counts_what_is_not_shown(letter: Ingested, call: Call) -> None:
    assert call("correct", f"{letter.document.short_id}:{DESK}", "--actor", "rijk").exit_code == 0
    shown = call("statements", "-k", "aanbeveling", "--actor", "rijk", "--limit", "1").stdout
    assert "rijk · 1 van 2 aanbevelingen" in shown


def test_what_is_left_out_is_told(letter: Ingested, call: Call) -> None:
    assert "2 van 6 getoond · alles: --limit 6 · " in call("statements", "--limit", "2").stdout


def test_nothing_found_is_told(letter: Ingested, call: Call) -> None:
    result = call("statements", "--since", "2090")
    assert (result.exit_code, result.stdout) == (0, "Geen uitspraken die hieraan voldoen.\n")
    assert listed(call, "--since", "2090") == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["statements", "bestaat-niet"], 5, id="unknown document"),
        pytest.param(["statements", "--min-confidence", "2"], 2, id="no probability"),
        pytest.param(["statements", "--strength", "erg"], 2, id="no strength"),
        pytest.param(["explain", "brief.txt"], 5, id="a document is no statement"),
        pytest.param(["explain", "brief.txt:99"], 5, id="no such sentence"),
        pytest.param(["explain", "bestaat-niet:1"], 5, id="no such document"),
    ],
)
def test_wrong_question_is_one_line_and_a_code(arguments: list[str], code: int, letter: Ingested, call: Call) -> None:
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert sum(line.startswith("Error: ") for line in result.stderr.splitlines()) == 1
    assert code == 2 or "Hint: " in result.stderr


def test_explanation_tells_all_that_is_known(letter: Ingested, call: Call) -> None:
    shown = call("explain", letter.statements[OPENLY].id).stdout
    told = " ".join(shown.split())
    for words in (
        LETTER[OPENLY],
        "modal verb of obligation: moeten: pleit zwaar ervoor (+1,8)",
        "figure: pleit licht ertegen (−0,2)",
        "soort aanbeveling (zekerheid 0,75)",
        "van wie het document zelf",
        "wie handelt gemeenten, rijk – subject of the modal verb sterkte moet",
        "ontkenning nee",
        "voorbehoud misschien",
        "voorwaarde “als het Rijk betaalt”",
        f"verband ondersteund door {letter.statements[WAIT].id}: “{LETTER[WAIT]}”",
    ):
        assert words in told


def test_explanation_of_a_claim_with_a_figure(letter: Ingested, call: Call) -> None:
    told = " ".join(call("explain", letter.keys[WAIT]).stdout.split())
    assert "claim 0,9 · geen uitspraak 0,05 · aanbeveling 0,04 · toezegging 0,01" in told
    assert "cijfer “ruim 14 weken”: ten minste 14 week, periode 2023" in told
    assert f"bron {LETTER[NOTE]} [{letter.citations[0].id}]" in told
    assert f"verband ondersteunt {letter.statements[OPENLY].id}" in told
    assert "wie handelt" not in told


@pytest.mark.parametrize(
    ("number", "part"),
    [
        pytest.param(RAIN, "paragraph: lopende tekst", id="running text"),
        pytest.param(NOTE, "note: naast de lopende tekst", id="note"),
    ],
)
def test_explanation_of_what_is_no_statement(number: int, part: str, letter: Ingested, call: Call) -> None:
    shown = call("explain", letter.keys[number]).stdout
    assert f"“{LETTER[number]}”" in shown
    assert "soort         geen uitspraak" in shown
    assert part in shown
    assert f"policytext correct {letter.keys[number]} --kind claim" in shown


def test_explanation_of_a_plain_sentence_says_who_judged_and_what_lacks(letter: Ingested, call: Call) -> None:
    told = " ".join(call("explain", letter.keys[RAIN]).stdout.split())
    assert "wat het is zonder bekend werkwoord waarom oordeel van het model op losse woorden" in told
    assert "heeft geen teken van een uitspraak mist voor een claim: oordelend woord, verbindingswoord, getal" in told
    assert "--kind aanbeveling, --kind toezegging" in told
    note = " ".join(call("explain", letter.keys[NOTE]).stdout.split())
    assert "wat het is naast de lopende tekst waarom regel: alleen in de lopende tekst" in note
    assert "mist" not in note


def test_explanation_of_a_rejected_statement_says_how_to_take_that_back(letter: Ingested, call: Call) -> None:
    key = letter.keys[DESK]
    assert call("correct", key, "--reject").exit_code == 0
    shown = call("explain", key).stdout
    assert "gecorrigeerd" in shown
    assert f"policytext correct {key} --undo" in shown
    assert "wat het is" not in shown
    assert json.loads(call("explain", key, "--json").stdout)["unstated"]["by"] == "person"


def test_explanation_as_json(letter: Ingested, call: Call) -> None:
    value = json.loads(call("explain", letter.statements[WAIT].id, "--json").stdout)
    assert [row["id"] for row in value["statements"]] == [letter.statements[WAIT].id]
    assert [(row["from"], row["to"], row["type"]) for row in value["relations"]] == [
        (letter.statements[WAIT].id, letter.statements[OPENLY].id, "support")
    ]
    assert [row["id"] for row in value["cited"]] == [letter.citations[0].id]
    nothing = json.loads(call("explain", letter.keys[RAIN], "--json").stdout)
    assert (nothing["text"], nothing["statements"], nothing["scope"]) == (LETTER[RAIN], [], "text")
    assert value["unstated"] is None
    assert (nothing["unstated"]["what"], nothing["unstated"]["by"]) == ("no sentence", "classifier")
    assert nothing["unstated"]["lacking"]["commitment"] == ["wending die iets toezegt", "wij, ik of ons"]


def test_relations_are_exported_with_both_ends(letter: Ingested, call: Call) -> None:
    (row,) = (json.loads(line) for line in call("export", "relations").stdout.splitlines())
    assert (row["type"], row["score"], row["method"]) == ("support", 0.8, "adjacency")
    assert (row["from_text"], row["to_text"]) == (LETTER[WAIT], LETTER[OPENLY])
    assert (row["from_line"], row["to_kind"], row["to_source"]) == (1, "recommendation", "brief.txt")
    assert call("export", "relations", "--document", "artikel.txt").stdout == ""


def test_show_takes_the_id_of_a_statement(letter: Ingested, call: Call) -> None:
    assert call("show", letter.statements[DESK].id).stdout == call("show", letter.keys[DESK]).stdout
