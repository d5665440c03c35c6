"""Formats of `policytext export` that plug-ins bring."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from policytext.plugins import Plugin


class FormatChoice(click.Choice[str]):
    """A choice of the formats that policytext writes itself; plug-ins are asked about any other, and only then."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The format, or a usage error that names all there are. Any: what Click passes."""
        from policytext.plugins import EXPORTERS, exporters, tell_if_taken

        if value in self.choices:
            tell_if_taken(EXPORTERS, str(value), self.choices)
            return str(value)
        found = exporters(self.choices)
        if value in found:
            return str(value)
        listed = ", ".join((*self.choices, *found))
        self.fail(f"{value!r} is none of the formats: {listed}", param, ctx)


def exporter_of(what: str, file_format: str, taken: Collection[str]) -> "Plugin | None":
    """The plug-in that writes a format; None for one that policytext writes itself.

    Raises:
        UsageError: it does not write records of this kind.
    """
    if file_format in taken:
        return None
    from policytext.plugins import exporters

    plugin = exporters(taken)[file_format]
    kinds = [kind for kind in plugin.gives.kinds if kind != "graph"]
    if what not in kinds:
        raise click.UsageError(f"{what} cannot be written as {file_format}, which is for {', '.join(kinds)}")
    return plugin


def write_by(plugin: "Plugin", what: str, rows: Iterable[dict[str, Any]], target: Path | None) -> None:
    """Write what a plug-in makes of rows to a file, or to stdout.

    Raises:
        PolicytextError: the plug-in failed; the message has its name. Nothing is written then.
    """
    from policytext.cli import output
    from policytext.cli.export_files import check_stdout, write_stdout
    from policytext.cli.files import write_file
    from policytext.errors import PolicytextError

    try:
        made = plugin.gives.write(what, rows)
        content = made if isinstance(made, bytes) else [str(line) for line in made]
    except PolicytextError:
        raise
    except Exception as error:  # whatever a plug-in does wrong is told with its name
        hint = f"the fault is in the plug-in {plugin.title}, not in policytext: tell its makers"
        raise PolicytextError(f"the plug-in {plugin.name} failed: {type(error).__name__}: {error}", hint) from error
    if target is not None:
        text = content if isinstance(content, bytes) else "".join(line + "\n" for line in content).encode("utf-8")
        write_file(target, text)
    elif isinstance(content, bytes):
        check_stdout(plugin.name)
        write_stdout(content)
    else:
        for line in content:
            output.echo(line)
