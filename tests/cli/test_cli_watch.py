"""watch on the command line: what is kept, what is told, and the exit codes that scripts go by."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from policytext.cli import output

Call = Callable[..., Result]
CLAIM = ("--claim", "Wijkteams moeten de toegang tot de jeugdhulp vormen")
NEW = "2023-vgw-brief-toegang-jeugdhulp.pdf"


@pytest.fixture
def watch(sample: Call, tmp_path: Path) -> Call:
    """Runs a command on the sample corpus with a file of questions of the test's own."""
    return lambda name, *arguments: sample("watch", name, *arguments, "--watches", str(tmp_path / "watches.json"))


@pytest.fixture
def unseen(watch: Call, sample: Call, tmp_path: Path) -> Callable[[], None]:
    """Makes one document of the corpus a new one for all questions, as if it had been ingested since."""

    def forget() -> None:
        path = tmp_path / "watches.json"
        held = json.loads(path.read_text(encoding="utf-8"))
        rows = json.loads(sample("documents", "--json").stdout)
        (mark,) = [row["id"].removeprefix("sha256:")[:16] for row in rows if row["source"].endswith(NEW)]
        for saved in held["watches"].values():
            saved["documents"].remove(mark)
            saved["events"] = []
        path.write_text(json.dumps(held), encoding="utf-8")

    return forget


def names(result: Result) -> list[str]:
    """Names of the questions that `list --json` prints."""
    return [json.loads(line)["name"] for line in result.stdout.splitlines()]


def test_questions_are_kept_listed_and_removed(watch: Call) -> None:
    assert watch("add", "poort", *CLAIM).exit_code == 0
    assert watch("add", "toets", "--answers", "Rekenkamer Waterrijk").exit_code == 0
    assert names(watch("list", "--json")) == ["poort", "toets"]
    assert "poort: bewering “Wijkteams" in watch("list").stdout
    assert watch("remove", "poort").exit_code == 0
    assert names(watch("list", "--json")) == ["toets"]


def test_what_is_there_when_a_question_is_kept_is_no_news(watch: Call) -> None:
    watch("add", "poort", *CLAIM)
    result = watch("run")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "niets nieuws" in result.stdout


def test_news_is_told_once(watch: Call, unseen: Callable[[], None]) -> None:
    """Exit code 10 the first time, with quotations; 0 the second time."""
    watch("add", "poort", *CLAIM)
    unseen()
    result = watch("run")
    assert (result.exit_code, result.stderr) == (10, "")
    assert "spreekt de bewering tegen" in result.stdout
    assert "“Wij vinden niet langer dat wijkteams de toegang tot de jeugdhulp moeten vormen.”" in result.stdout
    assert watch("run").exit_code == 0


def test_fields_of_the_json(watch: Call, unseen: Callable[[], None]) -> None:
    watch("add", "poort", *CLAIM)
    unseen()
    found = json.loads(watch("run", "--json").stdout)
    assert set(found) == {"new", "watches", "failed"}
    (one,) = found["watches"]
    assert set(one) == {"name", "kind", "text", "actor", "new_documents", "events"}
    assert (one["new_documents"], found["new"]) == (1, len(one["events"]))
    event: dict[str, Any] = one["events"][0]  # Any: JSON
    assert {"kind", "by", "reported", "sure", "change", "answer", "addressee", "earlier", "quotes", "source"} <= set(
        event
    )
    assert all(quote["text"] and quote["id"] for quote in event["quotes"])


def test_peek_and_since_keep_nothing(watch: Call, unseen: Callable[[], None]) -> None:
    """News stays news until a run tells it for good."""
    watch("add", "poort", *CLAIM)
    unseen()
    assert [watch("run", *how).exit_code for how in (("--peek",), ("--since", "2023"), (), ())] == [10, 10, 10, 0]


def test_a_run_that_dies_is_told_again(
    watch: Call, unseen: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was seen is kept after all has been printed."""
    watch("add", "poort", *CLAIM)
    unseen()

    def die(_: object) -> None:
        raise BrokenPipeError

    with monkeypatch.context() as patch:
        patch.setattr(output, "print_json", die)
        with pytest.raises(BrokenPipeError):
            watch("run", "--json")
    assert watch("run").exit_code == 10


def test_a_question_that_cannot_be_run_keeps_the_others(
    watch: Call, unseen: Callable[[], None], tmp_path: Path
) -> None:
    """It is named, the others are told, and the exit code says that something failed."""
    watch("add", "poort", *CLAIM)
    watch("add", "toets", "--answers", "Rekenkamer Waterrijk")
    unseen()
    path = tmp_path / "watches.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Rekenkamer Waterrijk", "Bond van Niemand"))
    result = watch("run", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 6
    assert set(found["failed"]) == {"toets"}
    assert found["new"] > 0


def test_after_an_ingest(call: Call, index_folder: Path, hashing: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that comes later is news, the same letter read anew by another version is none, nor is a copy of it."""
    folder = index_folder.parent / "stukken"
    folder.mkdir()
    (folder / "een.md").write_text("# Een\n\nDe haven moet dieper worden gemaakt voor grote schepen.", encoding="utf-8")
    call("ingest", str(folder))
    assert call("watch", "add", "haven", "--topic", "diepte haven voor grote schepen").exit_code == 0
    call("ingest", str(folder))
    assert call("watch", "run").exit_code == 0
    with monkeypatch.context() as patch:
        patch.setattr("policytext.ingest.run.pipeline_version", lambda *_: "9.9")
        assert "1 ingested" in call("ingest", str(folder)).output
    assert call("watch", "run").exit_code == 0
    (folder / "kopie.md").write_bytes((folder / "een.md").read_bytes())
    call("ingest", str(folder))
    assert call("watch", "run").exit_code == 0
    found = json.loads(call("watch", "run", "--json").stdout)
    assert found["watches"][0]["new_documents"] == 0
    (folder / "twee.md").write_text("# Twee\n\nDe sluis moet breder worden voor de veerboten.", encoding="utf-8")
    call("ingest", str(folder))
    assert json.loads(call("watch", "run", "--json").stdout)["watches"][0]["new_documents"] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["add", "a"], 2, id="no question"),
        pytest.param(["add", "a", *CLAIM, "--query", "b"], 2, id="two questions"),
        pytest.param(["add", "a", "--query", "b", "--actor", "c"], 2, id="an actor without a subject"),
        pytest.param(["add", "a", "--claim", " "], 2, id="an empty claim"),
        pytest.param(["add", "a", "--answers", "Bond van Niemand"], 5, id="nobody's recommendations"),
        pytest.param(["remove", "a"], 5, id="remove what is not kept"),
        pytest.param(["run", "a"], 5, id="run what is not kept"),
    ],
)
def test_wrong_calls_are_refused(watch: Call, arguments: list[str], code: int) -> None:
    result = watch(*arguments)
    assert result.exit_code == code
    assert result.stderr
    assert names(watch("list", "--json")) == []


def test_a_name_is_given_once(watch: Call) -> None:
    watch("add", "poort", *CLAIM)
    assert watch("add", "poort", "--query", "iets anders").exit_code == 2
    assert len(names(watch("list", "--json"))) == 1


def test_without_questions_there_is_a_way_on(watch: Call, tmp_path: Path) -> None:
    """Nothing is kept, nothing is written."""
    for command in ("list", "run"):
        result = watch(command)
        assert result.exit_code == 0
        assert "watch add" in result.stdout
    assert not list(tmp_path.glob("watches*"))
