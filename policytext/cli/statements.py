"""`policytext statements`: what the documents claim, recommend and promise, filtered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import STATEMENT_KINDS, filter_options, index_option, json_option, statement_options
from policytext.types.vocabulary import StatementKind

if TYPE_CHECKING:
    from policytext.store import Reader, StatementRecord

#: Statements shown to people unless they ask for another number.
SHOWN = 50
NOBODY = "niemand genoemd"


@click.command("statements")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@filter_options
@statement_options
@click.option("--comments/--no-comments", default=False, help="List readers' comments too.")
@click.option("--limit", "-n", type=click.IntRange(1), help=f"Statements to list.  [default: {SHOWN}; all with --json]")
@index_option
@json_option
def command(
    documents: Sequence[str],
    comments: bool,
    limit: int | None,
    index_folder: Path,
    as_json: bool,
    **conditions: object,
) -> None:
    """List statements of the DOCUMENTs (id, file name or words of the title), or of all documents.

    Recommendations alone are grouped by who is to act, everything else by document. With --json one statement a line,
    with the fields of `policytext export statements`.

    \b
    policytext statements 3f2a91c0
    policytext statements --kind aanbeveling --actor rijk --strength moet
    policytext statements --kind claim --with-figure --without-source --since 2020
    policytext statements --reported --holder rekenkamer --json
    """
    from policytext.cli import output
    from policytext.cli.filters import document_key, filters_from, having_from
    from policytext.export.records import statement_row
    from policytext.store import Reader, StatementFilters

    filters = filters_from(conditions)
    named = tuple(document_key(document, index_folder) for document in documents)
    filters = replace(filters, documents=(*named, *filters.documents), having=None)
    wanted = having_from(conditions, include_comments=comments) or StatementFilters()
    with Reader.open(index_folder) as reader:
        found = [record for record in reader.statements(filters) if wanted.admit(record)]
        kept = found[: limit if limit is not None else len(found) if as_json else SHOWN]
        if as_json:
            output.print_json_lines(statement_row(record) for record in kept)
            return
        names = _source_names(reader, kept)
    if not found:
        output.echo("Geen uitspraken die hieraan voldoen.")
        return
    if {record.statement.kind for record in found} == {StatementKind.RECOMMENDATION} and _asks_for(conditions):
        _show_by_actor(kept, names, Counter(actor for record in found for actor in _actors(record)))
    else:
        _show_by_document(kept, names)
    more = "" if len(kept) == len(found) else f" · alles: --limit {len(found)}"
    output.echo(f"{len(kept)} van {len(found)} getoond{more} · waarom: policytext explain {kept[0].id}")


def _asks_for(conditions: dict[str, object]) -> bool:
    """Whether recommendations alone were asked for, and do not only happen to be all that there is."""
    kinds = conditions["kind"]
    assert isinstance(kinds, tuple)
    return {STATEMENT_KINDS[kind] for kind in kinds} == {StatementKind.RECOMMENDATION}


def _source_names(reader: "Reader", records: Iterable["StatementRecord"]) -> dict[str, str]:
    """Cited sources in a few words, by id of the citation."""
    from policytext.cli.quotation import source_name

    citing = {record.document.id for record in records if record.statement.citations}
    return {
        citation.id: source_name(citation.citation)
        for document in citing
        for citation in reader.citations(document=document)
    }


def _show_by_document(records: Sequence["StatementRecord"], names: dict[str, str]) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    document = None
    for record in records:
        if record.document.id != document:
            document = record.document.id
            output.echo(document_line(record.document))
            output.echo()
        _show(record, names)


def _actors(record: "StatementRecord") -> tuple[str | None, ...]:
    """Who is to act; None where nobody is named."""
    return record.statement.actors or (None,)


def _show_by_actor(
    records: Sequence["StatementRecord"], names: dict[str, str], all_of: Mapping[str | None, int]
) -> None:
    """One heading an actor, the one who is asked most first; what asks several stands under each of them.

    `all_of` counts the recommendations to each actor, also those that are not among `records`.
    """
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    groups: dict[str | None, list[StatementRecord]] = {}
    for record in records:
        for actor in _actors(record):
            groups.setdefault(actor, []).append(record)
    for actor, group in sorted(groups.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or "")):
        count = output.counted(all_of[actor], "aanbeveling", "aanbevelingen")
        if len(group) < all_of[actor]:
            count = f"{len(group)} van {count}"
        output.echo(f"{output.style(actor or NOBODY, bold=True)} · {count}")
        output.echo()
        for record in group:
            _show(record, names, document_line(record.document))


def _show(record: "StatementRecord", names: dict[str, str], document: str | None = None) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import statement_place

    output.echo(output.wrapped(f"“{record.text}”", "     "))
    if document is not None:
        output.echo(f"     {document}")
    sources = [names.get(citation, citation) for citation in record.statement.citations]
    output.echo(output.style(f"     {statement_place(record, sources)}", dim=True))
    output.echo()
