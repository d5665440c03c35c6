"""`policytext export`: all records, for other tools."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.options import filter_options, index_option

if TYPE_CHECKING:
    from policytext.store import CorrectionRecord, Filters, Reader


@click.command("export")
@click.argument("what", type=click.Choice(["statements", "citations", "relations", "corrections", "documents"]))
@click.option("--format", "file_format", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option(
    "--output", "-O", "target", type=click.Path(dir_okay=False, path_type=Path), help="File to write. [default: stdout]"
)
@filter_options
@index_option
def command(what: str, file_format: str, target: Path | None, index_folder: Path, **conditions: object) -> None:
    """Write all records of a kind, one a line, with every field and the place in the source.

    Relations are those between statements. Corrections are what people said with `policytext correct`, as training
    data: what it was taken for and what it is; filters of documents hold for them, --kind does not.

    \b
    policytext export statements > statements.jsonl
    policytext export citations --format csv --output citations.csv
    policytext export corrections --format csv --output corrections.csv
    """
    from policytext.cli import output
    from policytext.cli.filters import filters_from
    from policytext.export.records import csv_lines, json_lines
    from policytext.store import Reader

    lines = csv_lines if file_format == "csv" else json_lines
    with Reader.open(index_folder) as reader:
        rows = _rows(reader, what, filters_from(conditions))
        if target is None:
            for line in lines(rows):
                output.echo(line)
            return
        count = _write(target, lines(rows))
    output.notice(f"{count - (file_format == 'csv' and count > 0)} {what} written to {target}")


def _rows(reader: "Reader", what: str, filters: "Filters") -> Iterable[dict[str, Any]]:
    from policytext.export.corrections import correction_row
    from policytext.export.records import citation_row, document_row, statement_row
    from policytext.export.relations import relation_row

    if what == "relations":
        return (relation_row(record) for record in reader.relations(filters=filters))
    if what == "corrections":
        return (correction_row(record) for record in _corrections(reader, filters))
    if what == "statements":
        return (statement_row(record) for record in reader.statements(filters))
    if what == "citations":
        return (citation_row(record) for record in reader.citations(filters))
    return (document_row(record) for record in reader.documents(filters))


def _corrections(reader: "Reader", filters: "Filters") -> list["CorrectionRecord"]:
    """Corrections in the documents that the filters leave; of documents that have gone only where all are wanted."""
    found = reader.corrections()
    if not filters.narrows_documents:
        return found
    wanted = {document.id for document in reader.documents(filters)}
    return [record for record in found if record.document_id in wanted]


def _write(target: Path, lines: Iterable[str]) -> int:
    """Write the lines and count them; an unfinished file never stands under the target's name."""
    from policytext.errors import ConfigError

    unfinished = target.with_name(target.name + ".part")
    count = 0
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(line + "\n")
                count += 1
        unfinished.replace(target)
    except OSError as error:
        raise ConfigError(f"{target}: {error.strerror}", "name a file in a folder that you can write to") from error
    return count
