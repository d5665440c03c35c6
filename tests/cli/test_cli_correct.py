"""`policytext correct`: what it changes in every answer, what it prints, and that it outlives a new ingest."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argued_index import LETTER, make_index
from click.testing import Result
from fake_classifier import Always
from store_builders import Ingested

from policytext.ingest import run as pipeline
from policytext.statements import finding
from policytext.store import check
from policytext.types.vocabulary import StatementKind

Call = Callable[..., Result]

WAIT, OPENLY, DESK, DEAR, PROMISE, RAIN, NOTE = range(7)


@pytest.fixture
def letter(index_folder: Path) -> Ingested:
    """The letter of the index in the working folder."""
    return make_index(index_folder)[0]


def rows(call: Call, what: str = "statements") -> list[dict[str, Any]]:
    return [json.loads(line) for line in call("export", what).stdout.splitlines()]


def lines(result: Result) -> list[str]:
    assert (result.exit_code, result.stderr) == (0, "")
    return [line.strip() for line in result.stdout.splitlines()]


def test_prints_what_it_was_and_what_it_is(letter: Ingested, call: Call, index_folder: Path) -> None:
    key = letter.statements[DEAR].id
    command = ("correct", key, "-k", "aanbeveling", "-a", "Rijk", "-a", "gemeenten", "--strength", "kan", "--own")
    assert lines(call(*command)) == [
        f"“{LETTER[DEAR]}”",
        key,
        "was claim, weergegeven van rekenkamer",
        "is  aanbeveling · kan · rijk, gemeenten",
        f"Ongedaan maken: policytext correct {key} --undo",
    ]
    row = next(row for row in rows(call) if row["id"] == key)
    assert (row["kind"], row["actors"], row["strength"]) == ("recommendation", ["rijk", "gemeenten"], "could")
    assert (row["attribution"], row["holder"], row["corrected"], row["confidence"]) == ("own", None, True, 1.0)
    assert "aanbeveling (gecorrigeerd) · kan" in call("statements", "brief.txt").stdout
    assert "gevonden was: claim, weergegeven van rekenkamer; nu: aanbeveling · kan" in " ".join(
        call("explain", key).stdout.split()
    )
    assert check(index_folder) == []
    assert lines(call("correct", key, "--undo"))[2:] == [
        "was aanbeveling · kan · rijk, gemeenten",
        "is  claim, weergegeven van rekenkamer",
    ]
    row = next(row for row in rows(call) if row["id"] == key)
    assert (row["kind"], row["holder"], row["corrected"]) == ("claim", "rekenkamer", False)


def test_sentence_becomes_a_statement(letter: Ingested, call: Call) -> None:
    assert lines(call("correct", letter.keys[RAIN], "--kind", "claim", "--reported-by", "De Krant"))[2:4] == [
        "was geen uitspraak",
        "is  claim, weergegeven van de krant",
    ]
    assert LETTER[RAIN] in [row["text"] for row in rows(call)]
    assert "weergegeven van de krant (gecorrigeerd)" in call("statements", "--holder", "krant").stdout


@pytest.mark.parametrize("words", [["--reject"], ["--kind", "none"], ["--kind", "geen"]])
def test_rejected_statement_is_in_no_answer(words: list[str], letter: Ingested, call: Call) -> None:
    key = letter.statements[WAIT].id
    assert lines(call("correct", key, *words))[3] == "is  geen uitspraak"
    assert key not in [row["id"] for row in rows(call)]
    assert rows(call, "relations") == []
    told = " ".join(call("explain", key).stdout.split())
    assert "soort geen uitspraak" in told
    assert "gevonden was: claim; nu: geen uitspraak" in told
    assert lines(call("correct", key, "--undo"))[3] == "is  claim"
    assert len(rows(call, "relations")) == 1


def test_nobody_can_be_named(letter: Ingested, call: Call) -> None:
    call("correct", letter.keys[OPENLY], "--actor", "-")
    call("correct", letter.keys[DEAR], "--reported-by", "-")
    row = {row["text"]: row for row in rows(call)}
    assert (row[LETTER[OPENLY]]["actors"], row[LETTER[OPENLY]]["strength"]) == ([], "must")
    assert (row[LETTER[DEAR]]["attribution"], row[LETTER[DEAR]]["holder"]) == ("reported", None)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param([WAIT], 2, "say what it is", id="nothing said"),
        pytest.param([WAIT, "--own", "--reported-by", "x"], 2, "either --own or", id="own and reported"),
        pytest.param([WAIT, "--reject", "--kind", "claim"], 2, "no statement", id="none, of a kind"),
        pytest.param([WAIT, "--kind", "claim", "--strength", "must"], 2, "only a recommendation", id="claim, strong"),
        pytest.param([WAIT, "--strength", "must"], 2, "only a recommendation", id="strength of a claim"),
        pytest.param([WAIT, "--actor", "-", "--actor", "rijk"], 2, "alone for nobody", id="nobody and somebody"),
        pytest.param([WAIT, "--undo", "--reject"], 2, "nothing else", id="undo and reject"),
        pytest.param([WAIT, "--undo"], 5, "nothing was corrected", id="nothing to undo"),
        pytest.param([RAIN, "--actor", "rijk"], 2, "is no statement", id="actor of no statement"),
        pytest.param(["x:1", "--reject"], 5, "no document fits", id="unknown document"),
    ],
)
def test_wrong_correction_is_refused(
    arguments: list[Any], code: int, words: str, letter: Ingested, call: Call, index_folder: Path
) -> None:
    key, *options = arguments
    before = rows(call)
    result = call("correct", letter.keys[key] if isinstance(key, int) else key, *options)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in " ".join(result.stderr.split())
    assert rows(call) == before
    assert rows(call, "corrections") == []


def test_corrections_are_training_data(letter: Ingested, call: Call) -> None:
    call("correct", letter.keys[OPENLY], "--kind", "claim", "--note", "een feit")
    call("correct", letter.keys[DEAR], "--reject")
    wrong, rejected = rows(call, "corrections")
    assert {
        name: wrong[name] for name in ("id", "file", "page", "text", "kind", "attribution", "actor", "strength")
    } == {
        "id": letter.statements[OPENLY].id,
        "file": "brief.txt",
        "page": 0,
        "text": LETTER[OPENLY],
        "kind": "claim",
        "attribution": "own",
        "actor": "-",
        "strength": "-",
    }
    assert (wrong["was_kind"], wrong["was_actor"], wrong["was_strength"]) == (
        "recommendation",
        "gemeenten;rijk",
        "must",
    )
    assert (wrong["before"], wrong["after"], wrong["note"]) == (LETTER[WAIT], LETTER[DESK], "een feit")
    assert (wrong["document"], wrong["corrected_fields"]) == (letter.document.short_id, ["kind"])
    assert (rejected["kind"], rejected["attribution"], rejected["was_attribution"]) == (
        "none",
        "-",
        "reported:rekenkamer",
    )
    table = list(csv.DictReader(call("export", "corrections", "--format", "csv").stdout.splitlines()))
    assert [(row["id"], row["kind"]) for row in table] == [(row["id"], row["kind"]) for row in (wrong, rejected)]
    assert call("export", "corrections", "--document", "artikel.txt").stdout == ""
    assert json.loads(call("index", "info", "--json").stdout)["corrections"] == 2


def test_json_is_the_row_of_the_export(letter: Ingested, call: Call) -> None:
    made = json.loads(call("correct", letter.keys[RAIN], "--kind", "claim", "--json").stdout)
    assert made.pop("undone") is False
    assert [made] == rows(call, "corrections")
    assert json.loads(call("correct", letter.keys[RAIN], "--undo", "--json").stdout)["undone"] is True
    assert rows(call, "corrections") == []


@pytest.fixture
def ingest(index_folder: Path, hashing: None, call: Call, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Ingests a note of this text, in which every sentence is a claim, with the command line."""
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.CLAIM))

    def run(text: str, *options: str) -> None:
        note = index_folder.parent / "nota.txt"
        note.write_text(text, encoding="utf-8")
        assert call("ingest", note, *options).exit_code == 0
        assert check(index_folder) == []

    return run


NOTE_TEXT = "Nota over wachten\n\nHet loket is te laat open. De wachttijd is lang. Niemand weet waarom.\n"


def corrected(call: Call) -> dict[str, str]:
    return {row["text"]: row["kind"] for row in rows(call) if row["corrected"]}


def test_correction_survives_every_ingest(
    ingest: Callable[..., None], call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(NOTE_TEXT)
    key = {row["text"]: row["id"] for row in rows(call)}
    call("correct", key["De wachttijd is lang."], "--kind", "aanbeveling", "--actor", "rijk")
    call("correct", key["Niemand weet waarom."], "--reject")
    wanted = {"De wachttijd is lang.": "recommendation"}
    ingest(NOTE_TEXT, "--again")
    assert corrected(call) == wanted
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "pipeline_version", lambda _: "later")
        ingest(NOTE_TEXT)
    assert corrected(call) == wanted
    ingest(NOTE_TEXT.replace("te laat open.", "om negen uur open, las ik."))
    assert corrected(call) == wanted
    assert "Niemand weet waarom." not in [row["text"] for row in rows(call)]
    assert [(row["was_kind"], row["kind"]) for row in rows(call, "corrections")] == [
        ("claim", "recommendation"),
        ("claim", "none"),
    ]


def test_correction_waits_while_its_sentence_is_gone(ingest: Callable[..., None], call: Call) -> None:
    ingest(NOTE_TEXT)
    key = {row["text"]: row["id"] for row in rows(call)}
    call("correct", key["De wachttijd is lang."], "--kind", "toezegging")
    ingest(NOTE_TEXT.replace("De wachttijd is lang.", "De wachttijd is kort."))
    assert corrected(call) == {}
    assert [(row["sentence"], row["text"]) for row in rows(call, "corrections")] == [(None, "De wachttijd is lang.")]
    ingest(NOTE_TEXT)
    assert corrected(call) == {"De wachttijd is lang.": "commitment"}
