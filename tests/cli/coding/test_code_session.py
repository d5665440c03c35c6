"""`policytext code`: the dialogue, and decisions from files."""

import json
from pathlib import Path

import pytest
from argued_index import LETTER, make_index
from coding_calls import DEAR, DESK, OPENLY, PROMISE, WAIT, Call, brief, decided, take, walk
from store_builders import Ingested

from policytext.store import check

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
