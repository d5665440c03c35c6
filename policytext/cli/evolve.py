"""`policytext evolve`: how positions on a proposition evolved across documents."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import filter_options, index_option, json_option

if TYPE_CHECKING:
    from policytext.query.answers import Entry, Quote, Step, Timeline


#: Confidence below which a position carries a question mark.
SURE = 0.5


@click.command("evolve")
@click.argument("proposition")
@filter_options
@click.option("--reported/--no-reported", default=True, help="Show what documents report of others.")
@index_option
@json_option
def command(proposition: str, reported: bool, index_folder: Path, as_json: bool, **conditions: object) -> None:
    """Show who takes which side on PROPOSITION, document after document, and what changed.

    Write the proposition as a sentence that one can agree or disagree with. What a document reports of others, and
    readers' comments, are shown apart and never count as the document's own position. A question mark says that the
    judgement is unsure.

    \b
    policytext evolve "Wijkteams moeten de toegang tot de jeugdhulp vormen"
    policytext evolve "Gemeenten krijgen te weinig geld" --organisation VNG --from 2018 --to 2023
    """
    from policytext.cli import output
    from policytext.cli.filters import filters_from
    from policytext.export.answers import timeline_json
    from policytext.query.evolve import evolve
    from policytext.query.open_index import open_index

    if not proposition.strip():
        raise click.BadParameter("the proposition is empty", param_hint="PROPOSITION")
    with open_index(index_folder) as index:
        timeline = evolve(index, proposition, filters_from(conditions))
    if as_json:
        output.print_json(timeline_json(timeline))
    else:
        _show(timeline, reported)


def _show(timeline: "Timeline", with_reported: bool) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    output.echo(output.style(timeline.proposition, bold=True))
    output.echo(_summary(timeline))
    output.echo()
    if not timeline.entries:
        output.echo("Geen document neemt hierover zelf een standpunt in dat er duidelijk genoeg op slaat.")
    steps = {step.earlier.id: step for step in timeline.steps if step.same_holder or step.after is not None}
    starts = {step.later.id: step for step in timeline.steps if step.before is None and step.same_holder}
    returns = {step.later.id: step for step in timeline.returns}
    for entry in timeline.entries:
        new = starts.get(entry.document.id)
        if new is not None:
            output.echo(f"   ├─ {_step_line(new)}")
            output.echo("   │")
        _show_entry(entry)
        since = returns.get(entry.document.id)
        if since is not None:
            date = output.dutch_date(since.earlier.date)
            output.echo(
                output.wrapped(f"sinds {date}, zelfde afzender: {_step_line(since)}", " " * 13, first="   ↺         ")
            )
        step = steps.get(entry.document.id)
        if step is not None and step.before is not None:
            output.echo("   │")
            output.echo(f"   ├─ {_step_line(step, others=True)}")
            if step.after is None:
                output.echo(f"   │    in: {document_line(step.later)}")
            output.echo("   │")
    if with_reported and timeline.reported:
        output.echo()
        output.echo(output.style("Weergegeven standpunten van anderen (tellen niet mee voor het document)", bold=True))
        for entry in timeline.reported:
            _show_entry(entry, is_reported=True)
    dropped = {step.later.id for step in steps.values() if step.after is None}
    others = [document for document in timeline.silent if document.id not in dropped]
    if others:
        output.echo()
        output.echo("Ook over dit onderwerp, zonder standpunt hierover:")
        for document in others:
            output.echo(f"   {document_line(document)}")
    if timeline.entries:
        output.echo()
        first = timeline.entries[0].quotes[0].sentence.id
        output.echo(f"Standpunten zijn een eerste oordeel (“?”: onzeker); lees de vindplaats: policytext show {first}")


def _summary(timeline: "Timeline") -> str:
    from policytext.cli.output import dutch_date

    dates = [entry.document.date for entry in timeline.entries if entry.document.date is not None]
    parts = [f"{len(timeline.entries)} van {timeline.documents} documenten"]
    if dates:
        parts.append(
            dutch_date(dates[0]) if dates[0] == dates[-1] else f"{dutch_date(dates[0])} – {dutch_date(dates[-1])}"
        )
    organisations = {name for entry in timeline.entries for name in entry.document.organisations}
    parts.append(f"{len(organisations)} organisatie{'s' if len(organisations) != 1 else ''}")
    quotes = sum(len(entry.quotes) for entry in timeline.entries)
    parts.append(f"{quotes} uitspra{'ken' if quotes != 1 else 'ak'}")
    return " · ".join(parts)


def _step_line(step: "Step", *, others: bool = False) -> str:
    """The change in words; with `others`, one between two holders says so: it is no change of anybody's mind."""
    from policytext.cli.output import CHANGES, safe

    holder = " (andere afzender)" if others and not step.same_holder else ""
    return f"{CHANGES[step.change]}{holder}: {safe(step.why)}"


def _show_entry(entry: "Entry", *, is_reported: bool = False) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    holder = ""
    if entry.is_comment:
        holder = f" — reactie van {output.safe(entry.holder or 'een lezer')}"
    elif is_reported:
        holder = f" — {output.safe(entry.holder or 'niet genoemde ander')} (weergegeven)"
    output.echo(f" {document_line(entry.document)}{holder}")
    label = output.STANCES[entry.stance] + ("?" if entry.confidence < SURE else "")
    coloured = output.style(label, fg=output.STANCE_COLOURS[entry.stance])
    for number, quote in enumerate(entry.quotes):
        lead = f" {coloured}{' ' * (12 - len(label))}" if number == 0 else " " * 13
        text = output.wrapped(f"“{quote.sentence.text}”", " " * 13)
        output.echo(lead + text.lstrip())
        output.echo(" " * 13 + output.style(_foot(quote), dim=True))


def _foot(quote: "Quote") -> str:
    from policytext.cli.quotation import place

    cited = quote.sentence.statements[0].citations
    source = f" · bron: {', '.join(cited)}" if cited else ""
    return f"[{place(quote.sentence)}{source}]"
