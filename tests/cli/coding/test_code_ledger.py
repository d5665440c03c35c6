"""`policytext code`: agreement, lists, what becomes a correction, stances, and what an ingest leaves."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from argued_index import LETTER
from click.testing import CliRunner
from coding_calls import DEAR, DESK, OPENLY, PROMISE, WAIT, Call, decided, take, walk
from fake_classifier import Always
from store_builders import DIMENSIONS, Ingested

from policytext.cli.main import main
from policytext.ingest import run as pipeline
from policytext.statements import finding
from policytext.store import Writer, check
from policytext.types.vocabulary import StatementKind

# -- agreement, lists, training rows


@pytest.fixture
def two(letter: Ingested, call: Call) -> None:
    """Anna and Ben agree on the first and the third, differ on the kind of the second, and on who acts in the fifth."""
    walk(call, "a1ca1cao3x\na")
    walk(call, "aa1ca" + "aa", coder="ben")


def test_agreement_is_measured(two: None, call: Call) -> None:
    found = json.loads(call("agreement", "--json").stdout)
    assert (found["coders"], found["decisions"], found["shared"]) == (["anna", "ben"], 9, 4)
    kind, attribution = found["measures"]
    assert (kind["field"], kind["units"], kind["agreed"]) == ("kind", 4, 0.75)
    assert kind["pairs"] == [{"coders": ["anna", "ben"], "units": 4, "agreed": 0.75, "kappa": 0.5556}]
    assert kind["alpha"] == 0.5882
    assert kind["categories"][0] == {"value": "claim", "given": 5.0, "agreed": 0.8}
    assert (attribution["field"], attribution["alpha"]) == ("attribution", None)
    assert [one["said"] for one in found["disagreements"]] == [
        {"kind": {"anna": "claim", "ben": "recommendation"}},
        {"actors": {"anna": "x", "ben": "wij"}},
    ]
    shown = call("agreement").stdout
    assert "soort · 4 uitspraken · 75% gelijk · alpha 0,59" in shown
    assert "anna en ben: 4, 75% gelijk, kappa 0,56" in shown
    assert "alpha niet te bepalen (één waarde)" in shown
    assert "soort – anna: claim · ben: aanbeveling" in shown
    assert "1-2 van 2 verschillen" in shown
    assert max(map(len, shown.splitlines())) <= 100
    assert "1-1 van 2 verschillen · verder: --offset 1" in call("agreement", "--limit", "1").stdout


def test_disputed_statements_are_walked_through_again(two: None, call: Call) -> None:
    assert "anna · 1 van 2 · nu: gewijzigd" in walk(call, "1aa", "--revisit", "disputed").stdout


def test_nothing_to_compare_is_told(letter: Ingested, call: Call) -> None:
    walk(call, "a")
    assert "Niets om te vergelijken: 1 besluiten" in call("agreement").stdout
    assert json.loads(call("agreement", "--json").stdout)["measures"] == []


def test_decisions_are_listed_and_filtered(two: None, call: Call) -> None:
    shown = call("list").stdout
    assert "1-10 van 10 besluiten" in shown
    assert "anna: overgeslagen" in shown
    rows = [
        json.loads(line)
        for line in call("list", "--coder", "anna", "--decision", "changed", "--json").stdout.splitlines()
    ]
    assert [row["text"] for row in rows] == [LETTER[PROMISE], LETTER[DESK], LETTER[OPENLY]]
    assert "geen besluiten" in call("list", "--document", "artikel.txt").stdout
    assert "1-1 van 10 besluiten · verder: --offset 1" in call("list", "--limit", "1").stdout


def test_training_rows_are_what_all_agree_on(two: None, call: Call) -> None:
    result = call("export", "--training", "--format", "csv")
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert [(row["text"], row["kind"], row["was_kind"], row["coders"]) for row in rows] == [
        (LETTER[WAIT], "claim", "claim", '["anna", "ben"]'),
        (LETTER[DESK], "claim", "recommendation", '["anna", "ben"]'),
        (LETTER[DEAR], "claim", "claim", '["ben"]'),
    ]
    assert "2 left out: coders differ" in result.stderr


def test_what_a_coder_decided_can_be_forgotten(two: None, call: Call, index_folder: Path) -> None:
    kept = call("remove", "ben", keys="n\n")
    assert (kept.exit_code, kept.stdout) == (1, "")
    assert len(decided(call)) == 10
    gone = call("remove", "ben", keys="y\n")
    assert "5 decisions forgotten" in gone.stderr
    assert {row["coder"] for row in decided(call)} == {"anna"}
    call("remove", "anna", "--proposition", "Wachten moet korter", "--yes")
    assert len(decided(call)) == 5
    assert check(index_folder) == []


# -- from decisions to corrections


def test_what_coders_agree_on_becomes_a_correction(two: None, letter: Ingested, call: Call, index_folder: Path) -> None:
    outcome = ["held", "contested", "corrected", "contested"]
    dry = json.loads(call("adopt", "anna", "--dry-run", "--json").stdout)
    assert [one["outcome"] for one in dry["decisions"]] == outcome
    assert corrections() == []
    shown = call("adopt", "anna").stdout
    assert "wordt: claim · eigen · niemand genoemd · – (anna, ben)" in shown
    ((text, kind, note),) = corrections()
    assert (text, kind, note) == (LETTER[DESK], "claim", "gecodeerd door anna, ben")
    assert check(index_folder) == []
    again = json.loads(call("adopt", "anna", "--json").stdout)
    assert [one["outcome"] for one in again["decisions"]] == ["held", "contested", "held", "contested"]


def test_names_are_the_same_in_whatever_case_and_order(letter: Ingested, call: Call) -> None:
    key = letter.statements[OPENLY].id
    rows = [
        {"id": key, "coder": "anna", "holder": "Raad van State", "actors": ["Rijk", "gemeenten"]},
        {"id": key, "coder": "ben", "holder": "raad van  state", "actors": ["gemeenten", "rijk"]},
    ]
    assert take(call, "\n".join(map(json.dumps, rows))).stdout == "2 kept\n"
    assert json.loads(call("agreement", "--json").stdout)["disagreements"] == []
    (one,) = json.loads(call("adopt", "anna", "--dry-run", "--json").stdout)["decisions"]
    assert (one["outcome"], one["changes"]) == ("corrected", ["attribution"])


def test_what_one_coder_decided_is_adopted_when_asked_for(letter: Ingested, call: Call) -> None:
    walk(call, "v3Rijk\na1ta2ev")
    assert {one["outcome"] for one in json.loads(call("adopt", "anna", "--json").stdout)["decisions"]} == {"alone"}
    call("adopt", "anna", "--alone")
    assert [(text, kind) for text, kind, _ in corrections()] == [
        (LETTER[WAIT], "none"),
        (LETTER[OPENLY], "recommendation"),
        (LETTER[DESK], "commitment"),
        (LETTER[DEAR], "none"),
    ]
    assert {one["outcome"] for one in json.loads(call("adopt", "anna", "--alone", "--json").stdout)["decisions"]} == {
        "held"
    }


def test_a_sentence_that_states_nothing_any_more_becomes_what_was_coded(letter: Ingested, call: Call) -> None:
    walk(call, "1aa")
    key = letter.statements[WAIT].id
    CliRunner().invoke(main, ["correct", key, "--reject"], catch_exceptions=False)
    (one,) = json.loads(call("adopt", "anna", "--alone", "--json").stdout)["decisions"]
    assert (one["outcome"], one["changes"]) == ("corrected", ["kind", "actors", "strength", "attribution"])
    assert [(text, kind) for text, kind, _ in corrections()] == [(LETTER[WAIT], "recommendation")]


def test_a_decision_whose_sentence_has_gone_is_told(letter: Ingested, call: Call, index_folder: Path) -> None:
    walk(call, "1aa")
    with Writer.open(index_folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        writer.remove_source("brief.txt")
    (one,) = json.loads(call("adopt", "anna", "--alone", "--json").stdout)["decisions"]
    assert (one["id"], one["outcome"]) == (None, "away")
    assert "nu niet in de index · brief.txt" in call("list").stdout
    assert decided(call)[0]["text"] == LETTER[WAIT]


def corrections() -> list[tuple[str, str, str]]:
    lines = CliRunner().invoke(main, ["export", "corrections"], catch_exceptions=False).stdout.splitlines()
    return [(row["text"], row["kind"], row["note"]) for row in map(json.loads, lines)]


# -- stance, and what an ingest leaves

TEXTS = {
    "2019-raad.md": "# Advies over de wijk\n\nStichting Raad, 1 mei 2019\n\nGemeenten moeten de wijkteams betalen.\n",
    "2021-bond.md": "# Brief over de wijk\n\nBond Zuid, 2 juni 2021\n\nWij zullen de wijkteams niet meer betalen.\n",
}
PROPOSITION = "Gemeenten moeten de wijkteams betalen"


@pytest.fixture
def ingest(index_folder: Path, hashing: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Ingests two documents in which every sentence is a recommendation, and changes of them."""
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.RECOMMENDATION))

    def run(*arguments: str, **texts: str) -> None:
        for name, text in {**TEXTS, **texts}.items():
            Path(name).write_text(text, encoding="utf-8")
        result = CliRunner().invoke(main, ["ingest", *TEXTS, *arguments], catch_exceptions=False)
        assert result.exit_code == 0, result.output

    return run


def test_stances_are_coded_for_a_proposition(ingest: Callable[..., None], call: Call) -> None:
    ingest()
    for coder, keys in (("anna", "1c5xa"), ("ben", "5ca")):
        result = call("--coder", coder, "-p", PROPOSITION, keys=keys)
        assert f"Stelling: {PROPOSITION}" in result.stdout
        assert "standpunt    ▲ pro" in result.stdout
    rows = decided(call, "--proposition", PROPOSITION)
    assert [(row["coder"], row["stance"], row["proposed_stance"]) for row in rows] == [
        ("anna", "unrelated", "pro"),
        ("ben", "contra", "pro"),
    ]
    found = json.loads(call("agreement", "--json").stdout)
    assert [(one["field"], one["units"], one["agreed"]) for one in found["measures"]] == [
        ("kind", 1, 0.0),
        ("attribution", 1, 1.0),
        ("stance", 1, 0.0),
    ]
    assert [one["proposition"] for one in found["disagreements"]] == [None, PROPOSITION]
    assert "standpunt – anna: gaat er niet over · ben: contra" in call("agreement").stdout
    assert decided(call, "--training") == []
    # What was said of a statement for the proposition is shown where none is asked about, and is no decision there.
    assert "claim (voorstel: aanbeveling)" in call("--coder", "anna", keys="").stdout
    # A row without what was proposed is compared with what the tool sees.
    row = {"id": rows[0]["id"], "decision": "accept", "proposition": PROPOSITION, "coder": "cas"}
    assert take(call, json.dumps(row)).stdout == "1 kept\n"
    assert decided(call, "--coder", "cas")[0]["stance"] == rows[0]["proposed_stance"]


def test_a_subject_has_no_stances(ingest: Callable[..., None], call: Call) -> None:
    ingest()
    result = call("--coder", "anna", "-p", "wijkteams")
    assert (result.exit_code, "has no sides" in result.stderr) == (2, True)


def test_decisions_survive_every_ingest(
    ingest: Callable[..., None], call: Call, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest()
    call("--coder", "anna", keys="va")
    before = [(row["text"], row["decision"]) for row in decided(call)]
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "pipeline_version", lambda _: "later")
        ingest()
    ingest("--again")
    ingest(**{"2019-raad.md": TEXTS["2019-raad.md"].replace("Gemeenten", "Wij lazen dit. Gemeenten", 1)})
    rows = decided(call)
    assert [(row["text"], row["decision"]) for row in rows] == before
    assert all(row["sentence"] is not None for row in rows)
    assert check(index_folder) == []
