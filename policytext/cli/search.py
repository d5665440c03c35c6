"""`policytext search`: sentences that answer a query."""

from pathlib import Path

import click

from policytext.cli.options import filter_options, index_option, json_option


@click.command("search")
@click.argument("query")
@filter_options
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=10, show_default=True, help="Hits to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to skip.")
@click.option("--notes/--no-notes", default=False, help="Look in notes and bibliographies too.")
@click.option("--comments/--no-comments", default=False, help="Look in readers' comments too.")
@index_option
@json_option
def command(
    query: str,
    limit: int,
    offset: int,
    notes: bool,
    comments: bool,
    index_folder: Path,
    as_json: bool,
    **conditions: object,
) -> None:
    """Find sentences that answer QUERY, by meaning and by words.

    \b
    policytext search "wachtlijsten in de jeugdzorg"
    policytext search "wie moet de wijkteams betalen" --kind aanbeveling --from 2020
    policytext search '"1 op de 8"' --organisation "Associatie Wijkteams" --json
    """
    from policytext.cli import output
    from policytext.cli.filters import filters_from
    from policytext.cli.quotation import document_line, place
    from policytext.export.answers import search_json
    from policytext.query.open_index import open_index
    from policytext.query.search import search

    if not query.strip():
        raise click.BadParameter("the query is empty", param_hint="QUERY")
    filters = filters_from(conditions, include_notes=notes, include_comments=comments)
    with open_index(index_folder) as index:
        answer = search(index, query, filters, limit=limit, offset=offset)
    if as_json:
        output.print_json(search_json(answer))
        return
    if not answer.hits:
        output.echo("Niets gevonden.")
        return
    for number, hit in enumerate(answer.hits, start=offset + 1):
        sentence = hit.sentence
        output.echo(f"{number:>3}  {document_line(sentence.document)}")
        output.echo(output.wrapped(f"“{sentence.text}”", "     "))
        output.echo(output.style(f"     {place(sentence)}", dim=True))
        output.echo()
    last = offset + len(answer.hits)
    output.echo(f"{offset + 1}-{last} van {answer.total} getoond · policytext show {answer.hits[0].sentence.id}")
