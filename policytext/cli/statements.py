"""`policytext statements`: what the documents claim, recommend and promise, filtered."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import STATEMENT_KINDS, STRENGTHS, filter_options, index_option, json_option
from policytext.types.vocabulary import StatementKind

if TYPE_CHECKING:
    from policytext.store import Reader, StatementRecord

#: Statements shown to people unless they ask for another number.
SHOWN = 50
NOBODY = "niemand genoemd"


@click.command("statements")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@filter_options
@click.option(
    "--actor", "-a", "actors", multiple=True, help="Only where this one is to act (begin of a word); - for nobody."
)
@click.option("--strength", type=click.Choice(list(STRENGTHS)), multiple=True, help="Only recommendations this strong.")
@click.option("--holder", "holders", multiple=True, help="Only what this other is reported to hold (begin of a word).")
@click.option(
    "--own/--reported", "own", default=None, help="Only the documents' own statements, or only what they report."
)
@click.option("--with-figure/--without-figure", "figure", default=None, help="Only with a number, or only without.")
@click.option(
    "--with-source/--without-source", "source", default=None, help="Only with a cited source, or only without."
)
@click.option("--section", help="Only under a heading with these words.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only at least this sure, 0 to 1.")
@click.option("--main", is_flag=True, help="Only main claims of a document or a section.")
@click.option("--comments/--no-comments", default=False, help="List readers' comments too.")
@click.option("--limit", "-n", type=click.IntRange(1), help=f"Statements to list.  [default: {SHOWN}; all with --json]")
@index_option
@json_option
def command(
    documents: Sequence[str],
    actors: Sequence[str],
    strength: Sequence[str],
    holders: Sequence[str],
    own: bool | None,
    figure: bool | None,
    source: bool | None,
    section: str | None,
    min_confidence: float,
    main: bool,
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
    from policytext.cli.filters import document_key, filters_from
    from policytext.export.records import statement_row
    from policytext.store import Filters, Reader, StatementFilters
    from policytext.types.vocabulary import Attribution

    values = {name: getattr(filters_from(conditions), name) for name in Filters.__dataclass_fields__}
    values["documents"] = (*(document_key(document, index_folder) for document in documents), *values["documents"])
    values["attribution"] = None if own is None else Attribution.OWN if own else Attribution.REPORTED
    wanted = StatementFilters(
        actors=tuple(actors),
        holders=tuple(holders),
        strengths=tuple(dict.fromkeys(STRENGTHS[name] for name in strength)),
        section=section,
        figure=figure,
        source=source,
        confidence=min_confidence,
        main=main,
        include_comments=comments,
    )
    with Reader.open(index_folder) as reader:
        found = [record for record in reader.statements(Filters(**values)) if wanted.admit(record)]
        kept = found[: limit if limit is not None else len(found) if as_json else SHOWN]
        if as_json:
            output.print_json_lines(statement_row(record) for record in kept)
            return
        names = _source_names(reader, kept)
    if not found:
        output.echo("Geen uitspraken die hieraan voldoen.")
        return
    if {record.statement.kind for record in found} == {StatementKind.RECOMMENDATION} and _asks_for(conditions):
        _show_by_actor(kept, names)
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


def _show_by_actor(records: Sequence["StatementRecord"], names: dict[str, str]) -> None:
    """One heading an actor, the one who is asked most first; what asks several stands under each of them."""
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    groups: dict[str | None, list[StatementRecord]] = {}
    for record in records:
        for actor in record.statement.actors or (None,):
            groups.setdefault(actor, []).append(record)
    for actor, group in sorted(groups.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or "")):
        count = f"{len(group)} aanbeveling{'' if len(group) == 1 else 'en'}"
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
