"""`policytext documents`: what the index holds."""

from pathlib import Path

import click

from policytext.cli.options import filter_options, index_option, json_option


@click.command("documents")
@filter_options
@index_option
@json_option
def command(index_folder: Path, as_json: bool, **conditions: object) -> None:
    """List the documents of the index, in order of date, with what was found in each.

    \b
    policytext documents
    policytext documents --organisation VNG --from 2019 --json
    """
    from policytext.cli import output
    from policytext.cli.filters import filters_from
    from policytext.cli.quotation import sender
    from policytext.export.records import document_row
    from policytext.store import Reader

    with Reader.open(index_folder) as reader:
        documents = reader.documents(filters_from(conditions))
        failures = reader.failures()
    if as_json:
        output.print_json([document_row(document) for document in documents])
        return
    if not documents:
        output.echo("Geen documenten.")
    for document in documents:
        kind = document.metadata.kind.value
        output.echo(
            f"{document.short_id}  {output.dutch_date(document.date):<12} {kind:<10} "
            f"{output.style(sender(document), bold=True)}"
        )
        output.echo(output.wrapped(document.title, "          "))
        counts = f"{document.statements} uitspraken · {document.citations} verwijzingen · {document.sentences} zinnen"
        output.echo(output.style(f"          {document.source} · {counts}", dim=True))
        if document.metadata.date is None:
            output.echo(
                output.style("          datum onbekend: geef haar op in sources.toml of met ingest --date", dim=True)
            )
    for failure in failures:
        output.notice(f"Not ingested: {failure.source}: {failure.reason}")
