"""The files that `policytext evolve` writes of a timeline: a page, pictures, rows, and networks."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from policytext.cli import output

if TYPE_CHECKING:
    from policytext.export.timeline.wording import Wording
    from policytext.query.answers import Timeline
    from policytext.store import Reader

_Command = TypeVar("_Command", bound=Callable[..., object])
#: Kinds of files with what their option says.
KINDS = {
    "html": "Write a page for the browser: chart, changes and all quotations, in one file.",
    "svg": "Write the chart as a drawing.",
    "png": "Write the chart as a picture.",
    "csv": "Write the quotations as rows for a spreadsheet.",
    "dna": "Write a database for Discourse Network Analyzer 3.0 (coder Admin, password policytext).",
    "graphml": "Write actors and proposition as a network in GraphML.",
    "gexf": "Write actors and proposition as a network in GEXF, for Gephi.",
}


def file_options(command: _Command) -> _Command:
    """The options that name files to write."""
    for kind, words in reversed(KINDS.items()):
        path = click.Path(dir_okay=False, path_type=Path)
        command = click.option(f"--{kind}", f"{kind}_file", metavar="FILE", type=path, help=words)(command)
    return command


def taken_files(conditions: dict[str, object]) -> dict[str, Path]:
    """The files that were asked for, by kind, taken out of the values of the other options."""
    named = {kind: conditions.pop(f"{kind}_file", None) for kind in KINDS}
    return {kind: path for kind, path in named.items() if isinstance(path, Path)}


def write_files(found: "Timeline", files: dict[str, Path], reader: "Reader") -> None:
    """Write the files and say so on stderr; an unfinished file never stands under its name.

    Raises:
        ConfigError: a file cannot be written.
    """
    wording = _wording()
    for kind, path in files.items():
        _write(path, _content(kind, found, reader, wording))
        output.notice(f"Written: {path}")
    undated = {entry.document.id for entry in (*found.entries, *found.reported) if entry.document.date is None}
    if "dna" in files and undated:
        output.notice(f"{len(undated)} document(s) without a date stand under 1970-01-01 in {files['dna']}")


def _wording() -> "Wording":
    from policytext import __version__
    from policytext.cli.quotation import where, written
    from policytext.export.timeline.wording import SURE, Wording

    return Wording(
        stances=output.STANCES,
        changes=output.CHANGES,
        kinds=output.KINDS,
        strengths=output.STRENGTHS,
        date=output.dutch_date,
        written=written,
        place=where,
        sure=SURE,
        version=__version__,
    )


def _content(kind: str, found: "Timeline", reader: "Reader", wording: "Wording") -> bytes:
    if kind == "dna":
        from policytext.export.timeline.discourse import coded_documents
        from policytext.store.discourse import discourse_file

        held = {entry.document.id for entry in (*found.entries, *found.reported)}
        texts = {content_id: reader.load_document(content_id).text for content_id in sorted(held)}
        return discourse_file(coded_documents(found, texts, wording))
    if kind in ("svg", "png"):
        from policytext.export.timeline.chart import chart_svg

        drawing = chart_svg(found, wording)
        if kind == "svg":
            return drawing.encode("utf-8")
        from policytext.readers.pages.drawings import draw_png

        return draw_png(drawing)
    return "".join(_parts(kind, found, reader, wording)).encode("utf-8")


def _parts(kind: str, found: "Timeline", reader: "Reader", wording: "Wording") -> Iterable[str]:
    if kind == "html":
        from policytext.export.timeline.context import contexts
        from policytext.export.timeline.page import timeline_page

        return timeline_page(found, contexts(reader, found), wording)
    if kind == "csv":
        from policytext.export.records import csv_lines
        from policytext.export.timeline.rows import timeline_rows

        return (line + "\r\n" for line in csv_lines(timeline_rows(found, wording.sure)))
    from policytext.export.timeline.network import network_lines, timeline_network

    return (line + "\n" for line in network_lines(timeline_network(found, wording), kind))


def _write(path: Path, content: bytes) -> None:
    from policytext.errors import ConfigError

    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", "name a file in a folder that you can write to") from error
