"""`policytext numbers`: the ledger of figures, by what they count."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import comparing_options, index_option, json_option

if TYPE_CHECKING:
    from policytext.query.numbers import Conflict, Ledger, Row, Thing

#: Things shown to people unless they ask for another number, and letters of a name and of a figure.
SHOWN = 10
_NAME, _FIGURE = 60, 26
_ROLES = {"former": " (daarvoor)", "change": " (verandering)", "level": ""}


@click.command("numbers")
@click.argument("topic", required=False, default="")
@click.option("--document", "-d", multiple=True, help="Only this document: id, file name or title.")
@comparing_options
@click.option("--conflicts", is_flag=True, help="Only things of which documents disagree for the same year.")
@click.option("--all", "alone", is_flag=True, help="Also figures that one document alone gives.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a row for each figure, for a spreadsheet.")
@click.option("--limit", "-n", type=click.IntRange(1), help=f"Things to list.  [default: {SHOWN}; all with --json]")
@click.option("--offset", type=click.IntRange(0), default=0, help="Things to skip.")
@index_option
@json_option
def command(
    topic: str,
    document: Sequence[str],
    conflicts: bool,
    alone: bool,
    as_csv: bool,
    limit: int | None,
    offset: int,
    index_folder: Path,
    as_json: bool,
    **conditions: object,
) -> None:
    """List figures by what they count, over documents and years: who came first with a number, who repeats it.

    Without TOPIC the things of which two documents give figures. A conflict is two documents that give different
    numbers for the same thing in the same stated year; where place, group or year differ there is none. Every figure
    has its sentence: policytext show ID.

    \b
    policytext numbers "kinderen met jeugdhulp"
    policytext numbers --conflicts
    policytext numbers "wachttijd" --from 2018 --to 2023 --csv > wachttijd.csv
    policytext numbers --document 3f2a91c0 --all --json
    """
    from policytext.cli import output
    from policytext.cli.filters import document_key, filters_of_documents
    from policytext.export.numbers import ledger_json, ledger_rows
    from policytext.query.numbers import LedgerQuery, find_ledger
    from policytext.query.open_index import open_index

    if as_csv and as_json:
        raise click.UsageError("--csv and --json exclude each other")
    filters = filters_of_documents(conditions, tuple(document_key(key, index_folder) for key in document))
    query = LedgerQuery(filters, topic.strip() or None, alone=alone or bool(document), only_conflicts=conflicts)
    most = limit if limit is not None else None if as_json or as_csv else SHOWN
    with open_index(index_folder) as index:
        ledger = find_ledger(index, query, limit=most, offset=offset)
    if as_json:
        output.print_json(ledger_json(ledger))
    elif as_csv:
        _print_csv(ledger_rows(ledger))
    else:
        _show(ledger)


def _print_csv(rows: "Sequence[dict[str, object]]") -> None:
    from policytext.export.records import csv_lines

    for line in csv_lines(rows):
        click.echo(line)


def _show(ledger: "Ledger") -> None:
    from policytext.cli import output

    for number, thing in enumerate(ledger.things, start=ledger.offset + 1):
        _show_thing(number, thing)
    output.echo(_shown(ledger))


def _show_thing(number: int, thing: "Thing") -> None:
    from policytext.cli import output
    from policytext.cli.quotation import where

    name = _cut(" ".join(thing.name.split()), _NAME)
    output.echo(f"{number:>3}  {output.style(name, bold=True)}")
    for conflict in thing.conflicts:
        output.echo(output.wrapped(_conflict(conflict), "     ", first="     ! "))
    for row in thing.rows:
        mention = row.mention
        year = mention.year or "    "
        words = _cut(" ".join(mention.words.split()), _FIGURE) + _ROLES[mention.role.value]
        output.echo(f"     {year}  {output.safe(words):<{_FIGURE}}  {_who(row)}")
        place = f"{mention.sentence.id} · {where(mention.sentence)}"
        output.echo(output.style(f"           {place}{_origin(row)}", dim=True))
    for row in thing.otherwise:
        mention = row.mention
        output.echo(output.wrapped(f"in een andere eenheid: {mention.words} ({mention.sentence.id})", "     "))
    output.echo()


def _who(row: "Row") -> str:
    from policytext.cli import output
    from policytext.cli.quotation import sender

    document = row.mention.sentence.document
    return f"{output.dutch_date(document.date)} · {_cut(sender(document), 28)}"


def _origin(row: "Row") -> str:
    """Who gave the number before, and whether its sentence names a source."""
    from policytext.cli.quotation import sender, source_name

    cited = "; ".join(dict.fromkeys(source_name(record.citation) for record in row.cited[:2]))
    source = f" · bron: {_cut(cited, 30)}" if cited else ""
    if row.first is None:
        return f" · eerste{source}"
    named = "" if row.cites_first else " (niet genoemd)"
    return f" · eerder {_cut(sender(row.first.mention.sentence.document), 24)}{named}{source}"


def _conflict(conflict: "Conflict") -> str:
    from policytext.cli.quotation import sender

    sides = [f"{row.mention.words} ({sender(row.mention.sentence.document)})" for row in (conflict.one, conflict.other)]
    return f"tegenspraak over {conflict.year}: {sides[0]} tegenover {sides[1]}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _shown(ledger: "Ledger") -> str:
    if not ledger.total:
        return f"Geen cijfers die hieraan voldoen ({ledger.figures} cijfers in {ledger.documents} documenten bekeken)."
    if not ledger.things:
        return f"niets meer na {ledger.offset}: {ledger.total} gevonden"
    last = ledger.offset + len(ledger.things)
    following = f" · verder: --offset {last}" if last < ledger.total else ""
    return f"{ledger.offset + 1}-{last} van {ledger.total} getoond{following}"
