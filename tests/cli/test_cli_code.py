"""`policytext code`: the dialogue, decisions from files, agreement, and what becomes of decisions."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argued_index import LETTER, make_index
from click.testing import CliRunner, Result
from fake_classifier import Always
from store_builders import DIMENSIONS, Ingested

from policytext.cli.main import main
from policytext.ingest import run as pipeline
from policytext.statements import finding
from policytext.store import Writer, check
from policytext.types.vocabulary import StatementKind

Call = Callable[..., Result]

WAIT, OPENLY, DESK, DEAR, PROMISE = range(5)


@pytest.fixture
def letter(index_folder: Path) -> Ingested:
    """The letter of the index in the working folder."""
    return make_index(index_folder)[0]


@pytest.fixture
def call(index_folder: Path) -> Call:
    """Runs `policytext code` in the working folder, 80 columns wide, with keys or a file as its input."""

    def run(*arguments: str, keys: str = "") -> Result:
        environment = {"COLUMNS": "80", "POLICYTEXT_CODER": ""}
        return CliRunner(env=environment).invoke(main, ["code", *arguments], input=keys, catch_exceptions=False)

    return run


def decided(call: Call, *arguments: str) -> list[dict[str, Any]]:
    """Decisions in order of time."""
    return [json.loads(line) for line in call("export", *arguments).stdout.splitlines()]


def brief(rows: list[dict[str, Any]]) -> list[tuple[str, str, str | None]]:
    return [(row["text"], row["decision"], row["kind"]) for row in rows]


def walk(call: Call, keys: str, *arguments: str, coder: str = "anna") -> Result:
    result = call("--coder", coder, "--document", "brief.txt", *arguments, keys=keys)
    assert result.exit_code == 0, result.output
    return result


# -- the dialogue


def test_each_key_decides(letter: Ingested, call: Call, index_folder: Path) -> None:
    result = walk(call, "avos")
    assert brief(decided(call)) == [
        (LETTER[WAIT], "accepted", "claim"),
        (LETTER[OPENLY], "rejected", "none"),
        (LETTER[DESK], "skipped", None),
    ]
    assert "anna: 1 akkoord, 1 geen uitspraak, 1 overgeslagen · nog 2" in result.stdout
    assert check(index_folder) == []


def test_a_screen_shows_what_is_proposed_in_its_context(letter: Ingested, call: Call) -> None:
    screens = walk(call, "aas").stdout
    second = screens[screens.index("anna · 2 van 5") : screens.index("anna · 3 van 5")]
    lines = [line.rstrip() for line in second.splitlines()]
    assert lines[:3] == [
        "anna · 2 van 5",
        "1 mei 2023 · Stichting Buurtkracht · Brief over wachten",
        f"{letter.statements[OPENLY].id} · regel 3 · Deel 1",
    ]
    assert lines[4:7] == [
        f"     {LETTER[WAIT]}",
        f"▶    “{LETTER[OPENLY]}”",
        f"     {LETTER[DESK]}",
    ]
    assert lines[8:12] == [
        "  1 soort        aanbeveling",
        "  2 van wie      eigen",
        "  3 wie handelt  gemeenten; rijk",
        "  4 sterkte      moet",
    ]
    assert lines[13].startswith("[a]kkoord [1-4] wijzig [v]erwerp [o]verslaan [n]oteer [+] context [t]erug [s]top")
    assert max(map(len, screens.replace("[s]top ", "[s]top\n").splitlines())) <= 80
    assert "\x1b" not in screens


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param("1aa", {"kind": "recommendation", "strength": "should"}, id="kind, which brings a strength"),
        pytest.param("w1ta", {"kind": "commitment"}, id="by the key for changing"),
        pytest.param(
            "2wRekenkamer  Waterrijk\na", {"attribution": "reported", "holder": "rekenkamer waterrijk"}, id="whose"
        ),
        pytest.param("2w\na", {"attribution": "reported", "holder": None}, id="of nobody named"),
        pytest.param("3Rijk; gemeenten;Rijk \na", {"actors": ["rijk", "gemeenten"]}, id="who acts"),
        pytest.param("1a4ka", {"kind": "recommendation", "strength": "could"}, id="strength"),
        pytest.param("1a1c4a", {"kind": "claim", "strength": None}, id="a claim has no strength"),
        pytest.param("nzie p. 2\na", {"note": "zie p. 2"}, id="note"),
        pytest.param("1z9xa", {"kind": "claim"}, id="keys that mean nothing"),
    ],
)
def test_a_field_is_changed(keys: str, expected: dict[str, object], letter: Ingested, call: Call) -> None:
    walk(call, keys)
    (row,) = decided(call)
    assert {name: row[name] for name in expected} == expected
    fields = ("kind", "attribution", "holder", "actors", "strength")
    is_changed = any(row[name] != row[f"proposed_{name}"] for name in fields)
    assert row["decision"] == ("changed" if is_changed else "accepted")
    assert (row["proposed_kind"], row["proposed_attribution"], row["proposed_actors"]) == ("claim", "own", [])


def test_going_back_decides_anew(letter: Ingested, call: Call) -> None:
    result = walk(call, "at1ta\x04")
    assert "anna · 1 van 5 · nu: akkoord" in result.stdout
    assert "toezegging (voorstel: claim)" in result.stdout
    assert brief(decided(call)) == [(LETTER[WAIT], "changed", "commitment")]
    assert "Dit is de eerste." in walk(call, "tts").stdout


def test_who_stops_goes_on_where_they_stopped(letter: Ingested, call: Call) -> None:
    walk(call, "as")
    assert "anna · 1 van 4" in walk(call, "a").stdout  # the end of the input stops as well
    assert "ben · 1 van 5" in walk(call, "", coder="ben").stdout
    assert "anna · 1 van 2" in walk(call, "aaa", "--limit", "1").stdout.replace("van 3", "van 2")
    assert len(decided(call)) == 3
    walk(call, "oo")
    done = call("--coder", "anna", "--document", "brief.txt")
    assert done.stdout == "Niets te coderen: 5 voorgesteld, alle beslist of overgeslagen.\n"


def test_what_was_decided_or_skipped_is_walked_through_again(letter: Ingested, call: Call) -> None:
    walk(call, "aoas")
    assert "anna · 1 van 1 · nu: overgeslagen" in walk(call, "v", "--revisit", "skipped").stdout
    assert "anna · 1 van 3 · nu: akkoord" in walk(call, "", "--revisit", "decided").stdout


def test_filters_are_those_of_statements(letter: Ingested, call: Call) -> None:
    assert "anna · 1 van 2" in walk(call, "", "--kind", "aanbeveling").stdout
    assert "anna · 1 van 1" in walk(call, "", "--kind", "aanbeveling", "--strength", "moet").stdout
    assert "1 van 1" in walk(call, "", "--with-source").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param([], "say who decides", id="no coder"),
        pytest.param(["--coder", " "], "holds no words", id="blank coder"),
        pytest.param(["--kind", "claim", "agreement"], "behind the subcommand", id="options of another"),
        pytest.param(["--decisions", "-", "--kind", "claim"], "leave out --kind", id="filters of a file"),
        pytest.param(["--decisions", "nergens.csv"], "No such file", id="no file"),
        pytest.param(["agreement", "--coder", "anna"], "needs two coders", id="one coder"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], words: str, letter: Ingested, call: Call) -> None:
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in " ".join(result.stderr.split())


def test_an_unknown_coder_is_told_with_those_there_are(letter: Ingested, call: Call) -> None:
    walk(call, "a")
    for arguments in (["list", "--coder", "ben"], ["export", "--coder", "ben"], ["adopt", "ben"]):
        result = call(*arguments)
        assert (result.exit_code, "anna" in result.stderr) == (5, True)


# -- decisions from files


def take(call: Call, text: str, *arguments: str) -> Result:
    return call("--decisions", "-", *arguments, keys=text)


def test_decisions_of_a_table(letter: Ingested, call: Call) -> None:
    ids = [statement.id for statement in letter.statements]
    text = (
        "id;decision;kind;strength;actors;holder;note\n"
        f"{ids[WAIT]};accept\n"
        f"{ids[OPENLY]};change;;kan;rijk;;te sterk\n"
        f"{ids[DESK]};reject\n"
        f"{ids[DEAR]};skip\n"
        f"{ids[PROMISE]};;claim;;-;rekenkamer\n"
    )
    result = take(call, text, "--coder", "ben")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "5 kept\n", "")
    rows = decided(call)
    assert [row["decision"] for row in rows] == ["accepted", "changed", "rejected", "skipped", "changed"]
    assert (rows[1]["strength"], rows[1]["actors"], rows[1]["note"]) == ("could", ["rijk"], "te sterk")
    assert (rows[4]["kind"], rows[4]["holder"], rows[4]["attribution"]) == ("claim", "rekenkamer", "reported")
    assert {row["coder"] for row in rows} == {"ben"}


def test_rows_that_cannot_be_kept_are_told_and_the_others_kept(letter: Ingested, call: Call) -> None:
    wait = letter.statements[WAIT].id
    rows = [
        {"id": wait, "decision": "accept"},
        {"id": wait, "decision": "misschien"},
        {"id": wait},
        {"id": wait, "decision": "change"},
        {"id": wait, "strength": "must"},
        {"id": wait, "stance": "pro"},
        {"id": wait, "kind": "wens"},
        {"id": "niets:s1", "decision": "accept"},
        {"id": letter.keys[5], "decision": "accept"},
        {"id": wait, "decision": "accept", "text": "Iets heel anders."},
        {"id": wait, "decision": "accept", "decided_at": "gisteren"},
    ]
    result = take(call, "\n".join(map(json.dumps, rows)), "--coder", "ben")
    assert result.exit_code == 6
    assert result.stdout == "1 kept, 10 refused\n"
    reasons = [line.partition(": ")[2] for line in result.stderr.splitlines()]
    for reason, part in zip(
        reasons,
        [
            "is no decision",
            "says nothing",
            "changes nothing",
            "only a recommendation",
            "no proposition",
            "is no kind",
            "no document fits",
            "makes 0 statements",
            "other words",
            "isoformat",
        ],
        strict=True,
    ):
        assert part in reason


@pytest.mark.parametrize("text", ["", "naam,besluit\nx,y\n", '{"id": 1\n', "[1]"])
def test_what_is_no_table_of_decisions_is_told(text: str, letter: Ingested, call: Call) -> None:
    result = take(call, text, "--coder", "ben")
    assert (result.exit_code, result.stdout) == (3, "")


@pytest.mark.parametrize("file_format", ["csv", "jsonl"])
def test_what_is_exported_can_be_taken_elsewhere(
    file_format: str, letter: Ingested, call: Call, tmp_path: Path
) -> None:
    walk(call, "a1ca2wde raad\no3x\nanv. s. p.\nv")
    before = decided(call)
    assert len(before) == 5
    call("export", "--format", file_format, "--output", "anna.txt")
    for name in ("policytext.sqlite3", "policytext.sqlite3-wal", "policytext.sqlite3-shm"):
        (tmp_path / "index" / name).unlink(missing_ok=True)
    make_index(tmp_path / "index")  # another index of the same documents
    assert call("--decisions", "anna.txt").stdout == "5 kept\n"
    assert decided(call) == before


def test_an_older_row_does_not_undo_a_newer_decision(letter: Ingested, call: Call) -> None:
    walk(call, "v")
    row = {"id": letter.statements[WAIT].id, "decision": "accept", "decided_at": "2020-01-01T10:00:00"}
    result = take(call, json.dumps(row), "--coder", "anna")
    assert result.stdout == "0 kept, 1 not newer than what is kept\n"
    assert [one["decision"] for one in decided(call)] == ["rejected"]


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
