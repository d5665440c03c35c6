"""Help: every command explains itself with an example, and none is forgotten in the list."""

from collections.abc import Callable, Iterator

import click
import pytest
from click.testing import Result

from policytext import __version__
from policytext.cli.main import COMMANDS, main

Call = Callable[..., Result]


def command_paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Names of all commands below one, those of groups too."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield (*path, name)
            yield from command_paths(below, (*path, name))


PATHS = sorted(command_paths(main))
LEAVES = [path for path in PATHS if path != ("index",)]


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_help_gives_an_example(path: tuple[str, ...], call: Call) -> None:
    result = call(*path, "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"policytext {' '.join(path)}" in result.stdout.partition("Options:")[0].partition("\n")[2]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_option_is_explained(path: tuple[str, ...]) -> None:
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    options = [item for item in command.params if isinstance(item, click.Option) and item.name != "file_format"]
    assert [item.name for item in options if not item.help] == []


def test_main_help_lists_every_command(call: Call) -> None:
    text = call("--help").stdout
    assert [name for name, (_, line) in COMMANDS.items() if name not in text or line not in text] == []
    assert {path[0] for path in PATHS} == set(COMMANDS)


def test_short_help_option(call: Call) -> None:
    assert call("-h").stdout == call("--help").stdout


def test_version(call: Call) -> None:
    assert call("--version").stdout == f"policytext, version {__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str, call: Call) -> None:
    result = call("completion", shell)
    assert result.exit_code == 0
    assert f"_POLICYTEXT_COMPLETE={shell}_complete" in result.stdout


def test_completion_of_another_shell_is_refused(call: Call) -> None:
    assert call("completion", "csh").exit_code == 2


def test_unknown_command(call: Call) -> None:
    result = call("zoek")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "No such command 'zoek'" in result.stderr
