"""`policytext highlight`: a copy of a PDF with what was found in it marked on the pages."""

from pathlib import Path

import click

from policytext.cli.options import STATEMENT_KINDS, index_option, statement_options


@click.command("highlight")
@click.argument("document")
@click.option(
    "--output",
    "-O",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write. [default: the name of the document with -gemarkeerd, in this folder]",
)
@click.option("--kind", "-k", type=click.Choice(list(STATEMENT_KINDS)), multiple=True, help="Only this kind.")
@statement_options
@index_option
def command(
    document: str, target: Path | None, kind: tuple[str, ...], index_folder: Path, **conditions: object
) -> None:
    """Write a copy of DOCUMENT, a PDF, with claims, recommendations and commitments marked on its pages.

    Claims are blue, recommendations orange, commitments purple, what is reported of others paler. The note behind each
    mark says what it is, whose, how strong, who is to act, and its id. The file itself is never touched.

    \b
    policytext highlight 3f2a91c0
    policytext highlight rapport.pdf --kind aanbeveling --output aanbevelingen.pdf
    """
    from policytext.cli import output
    from policytext.cli.files import write_file
    from policytext.cli.filters import document_key, filters_from
    from policytext.export.highlight import highlighted
    from policytext.store import Reader
    from policytext.store.names import project_folder

    nothing = {"organisation": (), "date_from": None, "date_to": None, "document": (), "author": (), "addressee": ()}
    filters = filters_from({**conditions, **nothing, "document_kind": (), "kind": kind})
    with Reader.open(index_folder) as reader:
        record = reader.document(document_key(document, index_folder))
        statements = reader.statements(filters, document=record.id)
    source = project_folder(index_folder) / record.source
    target = target or Path(f"{source.stem}-gemarkeerd.pdf")
    if target.exists() and source.exists() and target.samefile(source):
        raise click.UsageError(f"{target} is the document itself; name another file with --output")
    content = highlighted(record, source, statements)
    write_file(target, content)
    output.notice(f"{len(statements)} statements marked in {target}")
