"""`policytext evolve`: how positions on a proposition evolved across documents."""

from pathlib import Path

import click

from policytext.cli.options import filter_options, index_option, json_option
from policytext.cli.timeline_files import file_options, taken_files, write_files


@click.command("evolve")
@click.argument("proposition")
@filter_options
@click.option("--actor", "holder", help="Only positions of this organisation: its own, and what others report of it.")
@click.option(
    "--by",
    type=click.Choice(["document", "organisation", "year"]),
    default="document",
    show_default=True,
    help="In one line of time, or organisation by organisation, or year by year.",
)
@click.option(
    "--stance-model",
    metavar="MODEL",
    help="Tell sides by this cross-encoder for entailment: a folder, or a name at the model hub (slow; needs torch).",
)
@click.option(
    "--quotes",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="Show at most so many quotations of each position, those that bear most on it; files and JSON have up to six.",
)
@click.option("--reported/--no-reported", default=True, help="Show what documents report of others.")
@file_options
@index_option
@json_option
def command(
    proposition: str,
    holder: str | None,
    by: str,
    stance_model: str | None,
    quotes: int,
    reported: bool,
    index_folder: Path,
    as_json: bool,
    **conditions: object,
) -> None:
    """Show who takes which side on PROPOSITION, document after document, and what changed.

    Write the proposition as a sentence that one can agree or disagree with; a subject ("toegang tot jeugdhulp") shows
    what is said on it, without sides. What a document reports of others, and readers' comments, are shown apart and
    never count as the document's own position. A question mark says that the judgement is unsure. Between two
    quotations in like words the difference is shown: [-what went-] {+what came+}. A document without a date stands
    where its own text allows: "z.d., niet vóór 2018" is of 2018 or later.

    With a FILE the timeline is written there and not shown: as a page with a chart, or for other programs. Several
    files can be asked for at once.

    \b
    policytext evolve "Wijkteams moeten de toegang tot de jeugdhulp vormen"
    policytext evolve "Gemeenten krijgen te weinig geld" --actor VNG --from 2018 --to 2023
    policytext evolve "wachttijden in de jeugdhulp" --by organisation
    policytext evolve "Wijkteams moeten de toegang tot de jeugdhulp vormen" --html tijdlijn.html --csv citaten.csv
    """
    from dataclasses import replace

    from policytext.cli import output, timeline
    from policytext.cli.filters import filters_from
    from policytext.encode import EntailmentModel
    from policytext.export.answers import timeline_json
    from policytext.query.evolve import evolve
    from policytext.query.open_index import open_index

    if not proposition.strip():
        raise click.BadParameter("the proposition is empty", param_hint="PROPOSITION")
    files = taken_files(conditions)
    with open_index(index_folder) as index:
        judge = None if stance_model is None else EntailmentModel(stance_model)
        found = evolve(index, proposition, filters_from(conditions), holder, judge)
        write_files(found if reported else replace(found, reported=()), files, index.reader)
    if as_json:
        output.print_json(timeline_json(found))
    if as_json or files:
        return
    show = {
        "document": timeline.show_timeline,
        "organisation": timeline.show_by_organisation,
        "year": timeline.show_by_year,
    }[by]
    show(found, with_reported=reported, quotes=quotes)
