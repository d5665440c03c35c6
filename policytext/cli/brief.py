"""`policytext brief`: a paper of a few pages on a topic, of quotations and facts only."""

from pathlib import Path

import click

from policytext.cli.options import filter_options, index_option, json_option, statement_options

_FORMATS = ("md", "html", "docx", "pdf")
_AUDIENCES = ("kamer", "redactie", "onderzoek")
#: Formats that are no text, and so cannot be shown in a terminal.
_BINARY = ("docx", "pdf")


@click.command("brief")
@click.argument("topic")
@click.option(
    "--for",
    "audience",
    type=click.Choice(_AUDIENCES),
    default="kamer",
    show_default=True,
    help="For whom: what is chosen and in which order.",
)
@click.option(
    "--proposition",
    help="A sentence on which documents take sides; TOPIC itself where it is such a sentence.",
)
@click.option(
    "--format",
    "file_format",
    type=click.Choice(_FORMATS),
    help="How to write it.  [default: by the name of the file, else md]",
)
@click.option("--lang", "language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Its words.")
@click.option(
    "--output", "-O", "target", type=click.Path(dir_okay=False, path_type=Path), help="File to write. [default: stdout]"
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Word document whose letterhead and styles a DOCX gets; the brief comes where it says {{brief}}.",
)
@filter_options
@statement_options
@index_option
@json_option
def command(
    topic: str,
    audience: str,
    proposition: str | None,
    file_format: str | None,
    language: str,
    target: Path | None,
    template: Path | None,
    index_folder: Path,
    as_json: bool,
    **conditions: object,
) -> None:
    """Write a brief of one to three pages on TOPIC: who says what, who must do what, figures, what is not there.

    Every sentence is a quotation, or fixed words around facts of documents, with a note that leads to its place. Sides
    and kinds are first judgements: read the places before use. The file carries a manifest that `policytext verify`
    checks against the sources.

    \b
    policytext brief "wachttijden in de jeugdhulp" --for kamer --output wachttijden.docx
    policytext brief "Wijkteams moeten de toegang tot de jeugdhulp vormen" --for onderzoek --output brief.pdf
    policytext brief "huisvesting van aandachtsgroepen" --for redactie --from 2022 --format html > brief.html
    policytext brief wachttijden --template huisstijl.docx --output notitie.docx
    """
    from datetime import date

    from policytext.cli import output
    from policytext.cli.files import write_file
    from policytext.cli.filters import filters_from
    from policytext.export.brief.records import brief_json
    from policytext.export.brief.writing import brief_file
    from policytext.export.manifest import without_manifest
    from policytext.query.brief import Audience, BriefQuery, make_brief
    from policytext.query.open_index import open_index
    from policytext.store.fulltext import tokens

    chosen = _format(file_format, target)
    if not tokens(topic) or (proposition is not None and not tokens(proposition)):
        raise click.BadParameter("it holds no word", param_hint="TOPIC" if not tokens(topic) else "--proposition")
    if template is not None and chosen != "docx":
        raise click.UsageError("--template is for DOCX: add --format docx, or name a file that ends in .docx")
    if chosen in _BINARY and target is None and not as_json:
        raise click.UsageError(f"{chosen} is no text: name a file with --output")
    filters = filters_from(conditions)
    made = date.today().isoformat()
    with open_index(index_folder) as index:
        brief = make_brief(index, BriefQuery(topic, Audience(audience), filters, made, proposition))
    if as_json:
        output.print_json(brief_json(brief))
        return
    content = brief_file(brief, chosen, language, template)
    if target is None:
        text = content.decode("utf-8").rstrip("\n")
        if chosen == "md" and output.is_terminal():  # a person reads it, and `verify` reads files
            text = without_manifest(text)
            output.notice("--output FILE keeps what policytext verify needs to check the brief")
        output.echo(text)
        return
    write_file(target, content)
    lines = sum(1 for line in brief.lines if line.sources)
    output.notice(f"{lines} sentences on {len(brief.documents)} documents written to {target}")
    if not brief.is_treated:
        output.notice("Nothing in the index is on the topic; the brief says so, and what comes nearest.")


def _format(file_format: str | None, target: Path | None) -> str:
    """The format that was asked for, or that the file's name says."""
    if file_format is not None:
        return file_format
    suffix = "" if target is None else target.suffix.lower().removeprefix(".")
    if suffix in ("", "md", "markdown"):
        return "md"
    if suffix in ("html", "htm"):
        return "html"
    if suffix not in _FORMATS:
        raise click.UsageError(f"no format is known for .{suffix}; choose one with --format: {', '.join(_FORMATS)}")
    return suffix
