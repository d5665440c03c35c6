"""Write docs/cli.md from the help texts of all commands.

Usage: python -m tests.docs.write_cli_reference [--check]

`--check` writes nothing; exit code 1 when the page is not what the help texts make.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from policytext.cli.main import main as program

TARGET = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
_WIDTH = 100
_LAYOUT = re.compile(r"[\s{}\[\]]+")
_HEAD = """\
# Command line

All commands with their options, as `--help` prints them. This page is made from the help texts by
`python -m tests.docs.write_cli_reference`; do not edit it. How the commands are used together: [guide.md](guide.md).

"""


def commands(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Name and help text of a command and of all below it."""
    settings = {**command.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}
    context = click.Context(command, info_name=name.split()[-1], parent=parent, **settings)
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None:
                yield from commands(found, f"{name} {below}", context)


def page() -> str:
    """The text of docs/cli.md."""
    parts = []
    for name, text in commands(program, "policytext"):
        level = "##" if name == "policytext" or name.count(" ") == 1 else "###"
        shown = "\n".join(line.rstrip() for line in text.splitlines())
        parts.append(f"{level} {name}\n\n```text\n{shown}\n```\n")
    return _HEAD + "\n".join(parts)


def is_current() -> bool:
    """Whether the page says what the help texts say; how Click breaks lines and sets brackets is not compared."""
    written = TARGET.read_text(encoding="utf-8") if TARGET.is_file() else ""
    return _LAYOUT.sub(" ", written) == _LAYOUT.sub(" ", page())


def main(arguments: list[str]) -> int:
    """Write the page, or compare with it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args(arguments).check:
        current = is_current()
        if not current:
            sys.stderr.write(f"{TARGET.name} is not what the help texts make; write it anew without --check\n")
        return 0 if current else 1
    TARGET.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
