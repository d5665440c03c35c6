"""`policytext documents`: what the index holds."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import filter_options, index_option, json_option

if TYPE_CHECKING:
    from policytext.store import DocumentRecord


@click.command("documents")
@filter_options
@click.option("--quality", "with_quality", is_flag=True, help="Tell how each document was read, and warnings.")
@index_option
@json_option
def command(index_folder: Path, as_json: bool, with_quality: bool, **conditions: object) -> None:
    """List the documents of the index, in order of date, with what was found in each.

    With --quality: pages, notes and their markers, what was recognised from pictures, versions of the same text, and
    all warnings. What could not be ingested stands below the list.

    \b
    policytext documents
    policytext documents --quality
    policytext documents --organisation VNG --from 2019 --json
    """
    from policytext.cli import output
    from policytext.cli.filters import filters_from
    from policytext.cli.quotation import sender
    from policytext.export.records import document_row, versions_of
    from policytext.store import Reader

    with Reader.open(index_folder) as reader:
        documents = reader.documents(filters_from(conditions))
        failures = reader.failures()
        versions = reader.versions()
    if as_json:
        output.print_json([document_row(document, versions) for document in documents])
        return
    names = {document.id: document.source for document in documents}
    if not documents:
        output.echo("Geen documenten.")
    for document in documents:
        kind = document.metadata.kind.value
        output.echo(
            f"{document.short_id}  {output.dutch_date(document.date):<12} {kind:<10} "
            f"{output.style(sender(document), bold=True)}"
        )
        output.echo(output.wrapped(document.title, "          "))
        counts = " · ".join(
            (
                output.counted(document.statements, "uitspraak", "uitspraken"),
                output.counted(document.citations, "verwijzing", "verwijzingen"),
                output.counted(document.sentences, "zin", "zinnen"),
            )
        )
        output.echo(output.style(f"          {document.source} · {counts}", dim=True))
        if document.metadata.date is None:
            output.echo(
                output.style("          datum onbekend: geef haar op in sources.toml of met ingest --date", dim=True)
            )
        others = [f"{names.get(other, other)} ({alike:.0%})" for other, alike in versions_of(document.id, versions)]
        if others:
            output.echo(output.style(f"          andere versie van: {', '.join(others)}", dim=True))
        if len(document.sources) > 1:
            output.echo(output.style(f"          ook in: {', '.join(document.sources[1:])}", dim=True))
        if with_quality:
            _show_quality(document)
    for failure in failures:
        output.notice(f"Not ingested: {failure.source}: {failure.reason}")


def _show_quality(document: "DocumentRecord") -> None:
    from policytext.cli import output
    from policytext.export.quality import quality_lines

    lines = ["not known: ingest the document again"] if document.quality is None else quality_lines(document.quality)
    for line in lines:
        output.echo(output.wrapped(line, "            ", "          "))
    for warning in document.warnings:
        output.echo(output.wrapped(f"warning: {warning}", "            ", "          "))
