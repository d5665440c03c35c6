"""Errors: each class has its exit code and a hint, and reaches the user as one line and a remedy."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from policytext import errors
from policytext.cli.main import main
from policytext.errors import PolicytextError

Call = Callable[..., Result]

CODES = {
    "PolicytextError": 1,
    "InputError": 3,
    "UnreadableDocument": 3,
    "EmptyDocument": 3,
    "UnsupportedFormat": 3,
    "NothingToIngest": 3,
    "IndexStateError": 4,
    "IndexMissing": 4,
    "IndexLocked": 4,
    "ModelMismatch": 4,
    "SchemaTooNew": 4,
    "NotFound": 5,
    "ModelMissing": 7,
    "ConfigError": 2,
    "IntegrityError": 8,
}


def classes(above: type[PolicytextError] = PolicytextError) -> Iterator[type[PolicytextError]]:
    yield above
    for below in above.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from classes(below)


def test_every_error_has_its_exit_code() -> None:
    assert {error.__name__: error.exit_code for error in classes()} == CODES


@pytest.mark.parametrize("error", list(classes()), ids=lambda error: error.__name__)
def test_error_is_one_line_a_hint_and_a_code(
    error: type[PolicytextError], call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("brief.pdf: er is iets mis", "doe dit")

    monkeypatch.setattr("policytext.store.Reader.open", fail)
    result = call("documents")
    assert (result.exit_code, result.stdout) == (error.exit_code, "")
    assert result.stderr == "Error: brief.pdf: er is iets mis\nHint: doe dit\n"


def test_error_without_a_hint_has_no_empty_hint(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise errors.ConfigError("zo niet")

    monkeypatch.setattr("policytext.store.Reader.open", fail)
    assert call("documents").stderr == "Error: zo niet\n"


def test_control_characters_of_an_error_reach_no_terminal(call: Call) -> None:
    result = call("ingest", "kwaad\x1b[2J")
    assert result.exit_code == 3
    assert "\x1b" not in result.stderr


def test_interrupt(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("policytext.store.Reader.open", interrupted)
    assert call("documents").exit_code == 130


def test_fault_of_the_program_is_not_hidden(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("een fout in het programma")

    monkeypatch.setattr("policytext.store.Reader.open", fail)
    result = CliRunner().invoke(main, ["documents"])
    assert result.exit_code == 1
    assert isinstance(result.exception, RuntimeError)


def test_a_command_puts_off_the_collection_of_garbage(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    during = list[int]()
    monkeypatch.setattr("policytext.store.Reader.open", lambda _: during.append(gc.get_threshold()[0]))
    before = gc.get_threshold()
    gc.set_threshold(700)
    try:
        CliRunner().invoke(main, ["documents", "--index", str(index_folder)])
    finally:
        gc.set_threshold(*before)
    assert set(during) == {100_000}


def test_help_names_the_exit_codes() -> None:
    epilog = " ".join(click.unstyle(main.epilog or "").split())
    named = {int(part.split()[0]) for part in epilog.removeprefix("Exit codes: ").split(", ")}
    assert named == {0, 130, errors.FINISHED_WITH_FAILURES, *CODES.values()} - {1}
