"""Saved questions: what is written is read, a write that dies changes nothing, marks only grow."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from policytext.errors import ConfigError, IndexStateError
from policytext.store.watches import SavedWatch, Watches

ONE = SavedWatch("haven", "claim", "De haven groeit", None, "2024-01-01T00:00:00", None, frozenset({"a"}), frozenset())
TWO = SavedWatch("sluis", "actor", "sluizen", "Bond", "2024-01-01", "2024-02-01", frozenset(), frozenset({"x", "y"}))


@pytest.fixture
def watches(tmp_path: Path) -> Watches:
    """A file with two questions."""
    held = Watches(tmp_path / "watches.json")
    with held.changing() as saved:
        saved.update({ONE.name: ONE, TWO.name: TWO})
    return held


def test_what_is_written_is_read(watches: Watches) -> None:
    assert watches.read() == {"haven": ONE, "sluis": TWO}
    assert list(Watches(watches.path).read()) == ["haven", "sluis"]


def test_no_file_is_no_question(tmp_path: Path) -> None:
    assert Watches(tmp_path / "none.json").read() == {}


def test_a_change_that_raises_is_not_written(watches: Watches) -> None:
    before = watches.path.read_bytes()

    def change() -> None:
        with watches.changing() as saved:
            saved.clear()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change()
    assert watches.path.read_bytes() == before


def test_a_write_that_dies_leaves_the_old_file(watches: Watches, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file takes the place of the old one when it is complete, and not before."""
    before = watches.path.read_bytes()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", die)
    with pytest.raises(KeyboardInterrupt):
        watches.remember({ONE.name: replace(ONE, documents=frozenset({"b"}))})
    assert watches.path.read_bytes() == before


def test_what_two_runs_saw_is_joined(watches: Watches) -> None:
    """A run that began before another one ended takes nothing away."""
    watches.remember({ONE.name: replace(ONE, documents=frozenset({"b"}), last_run="2024-03-01")})
    watches.remember(
        {ONE.name: replace(ONE, documents=frozenset({"c"}), events=frozenset({"z"}), last_run="2024-03-02")}
    )
    held = watches.read()["haven"]
    assert (held.documents, held.events, held.last_run) == ({"a", "b", "c"}, {"z"}, "2024-03-02")


def test_what_was_removed_or_changed_meanwhile_stays_so(watches: Watches) -> None:
    """A run does not bring back a question, and what it saw is not said of another question of that name."""
    other = replace(ONE, text="De haven krimpt", documents=frozenset())
    with watches.changing() as saved:
        del saved["sluis"]
        saved["haven"] = other
    watches.remember({"haven": replace(ONE, documents=frozenset({"b"})), "sluis": TWO})
    assert watches.read() == {"haven": other}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[]", id="no object"),
        pytest.param('{"format": 1}', id="no questions"),
        pytest.param('{"format": 1, "watches": {"a": {}}}', id="no fields"),
        pytest.param(json.dumps({"format": 99, "watches": {}}), id="newer"),
    ],
)
def test_another_file_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "watches.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError), Watches(path).changing() as saved:
        saved[ONE.name] = ONE
    assert path.read_text(encoding="utf-8") == text


def test_a_place_that_cannot_be_written_is_named_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(IndexStateError) as caught, Watches(tmp_path / "file" / "watches.json").changing():
        pass
    assert "--watches" in caught.value.hint
