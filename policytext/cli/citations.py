"""`policytext citations`: what the documents cite, each with the sentence that rests on it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.options import PartialDate, index_option, json_option
from policytext.types.vocabulary import CitationForm, Resolution

if TYPE_CHECKING:
    from policytext.store import CitationRecord, Filters, SentenceRecord

#: Citations shown to people unless they ask for another number.
SHOWN = 50
_OUTCOMES = {
    "resolved": (Resolution.RESOLVED,),
    "unresolved": (Resolution.NOT_RESOLVED, Resolution.AMBIGUOUS),
}
_YEARS = re.compile(r"(\d{4})(?:-(\d{4})?)?\Z")


class Years(click.ParamType):  # type: ignore[type-arg]  # generic only in the newest Click
    """A year or a range of years: 2018, 2015-2020, or 2015- for all from that year on."""

    name = "years"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """First and last year; a usage error where it is no year or the range is empty."""
        if isinstance(value, tuple):
            return value
        match = _YEARS.match(str(value))
        if match is None:
            self.fail(f"{value!r} is not a year; write 2018, 2015-2020 or 2015-", param, ctx)
        first = int(match[1])
        last = first if "-" not in match[0] else int(match[2] or 9999)
        if last < first:
            self.fail(f"no year lies in {value!r}; swap the two", param, ctx)
        return first, last


@click.command("citations")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--document", "-d", "named", multiple=True, help="Only this document: id, file name or title.")
@click.option(
    "--form", "-f", "forms", type=click.Choice([str(form) for form in CitationForm]), multiple=True,
    help="Only citations of this form.",
)  # fmt: skip
@click.option("--organisation", "-o", multiple=True, help="Only works of this author or organisation (part of).")
@click.option("--year", "years", type=Years(), help="Only works of this year or these years: 2018, 2015-2020, 2015-.")
@click.option("--from", "--since", "date_from", type=PartialDate(), help="Only documents dated from this day on.")
@click.option("--to", "--until", "date_to", type=PartialDate(), help="Only documents dated up to this day, included.")
@click.option("--resolved", "outcome", flag_value="resolved", help="Only works that are documents of the index.")
@click.option(
    "--unresolved", "outcome", flag_value="unresolved", help="Only works that are not, or of which it is unsure."
)
@click.option(
    "--check",
    is_flag=True,
    help="Look for dead ends, notes without source, entries nobody cites, mentions without entry, disagreeing links.",
)
@click.option("--limit", "-n", type=click.IntRange(1), help=f"Citations to list.  [default: {SHOWN}; all with --json]")
@click.option("--all", "everything", is_flag=True, help="List all; with --check also notes without a source.")
@index_option
@json_option
def command(
    documents: Sequence[str],
    named: Sequence[str],
    forms: Sequence[str],
    organisation: Sequence[str],
    years: tuple[int, int] | None,
    date_from: str | None,
    date_to: str | None,
    outcome: str | None,
    check: bool,
    limit: int | None,
    everything: bool,
    index_folder: Path,
    as_json: bool,
) -> None:
    """List what the DOCUMENTs cite (id, file name or words of the title), or all documents.

    Each citation stands with the sentence that carries its marker or mention, and with the work that it cites: the
    same eight digits are the same work, whoever cites it. With --json one citation a line, with the fields of
    `policytext export citations`.

    With --check what is wrong with the citations of each document is listed instead; its places are to be looked at,
    and the exit code stays 0. Notes without a source, which mostly just remark, are counted; --all and --json list
    them. The conditions on cited works do not go with it.

    \b
    policytext citations 3f2a91c0
    policytext citations --form kamerstuk --form law
    policytext citations --organisation SCP --year 2018-2020
    policytext citations --unresolved --json
    policytext citations --check 3f2a91c0
    """
    from policytext.cli import output
    from policytext.cli.filters import document_key
    from policytext.export.records import citation_row
    from policytext.query.citations import CitationFilters, citing_sentences
    from policytext.store import Filters, Reader

    keys = tuple(document_key(document, index_folder) for document in (*documents, *named))
    wanted = CitationFilters(
        forms=tuple(CitationForm(form) for form in forms),
        organisations=tuple(organisation),
        years=years,
        resolutions=() if outcome is None else _OUTCOMES[outcome],
    )
    about = Filters(documents=keys, date_from=date_from, date_to=date_to)
    if check:
        if wanted != CitationFilters():
            raise click.UsageError("--check looks at whole documents: leave --form, --organisation and the like out")
        _check(index_folder, about, as_json=as_json, everything=everything)
        return
    with Reader.open(index_folder) as reader:
        held = reader.citations(about)
        found = [record for record in held if wanted.admit(record)]
        most = limit if limit is not None else len(found) if everything or as_json else SHOWN
        kept = found[:most]
        if as_json:
            output.print_json_lines(citation_row(record) for record in kept)
            return
        sentences = citing_sentences(reader, kept)
    if not found:
        output.echo("Geen verwijzingen die hieraan voldoen.")
        return
    _show(kept, sentences)
    more = "" if len(kept) == len(found) else " · alles: --all"
    output.echo(f"{len(kept)} van {len(found)} getoond{more} · wie nog meer: policytext works WERK")


def _check(index_folder: Path, about: "Filters", *, as_json: bool, everything: bool) -> None:
    """What is wrong with the citations of documents."""
    from policytext.cli import output
    from policytext.cli.citation_faults import fault_row, show_faults
    from policytext.query.citation_checks import check_citations
    from policytext.store import Reader

    with Reader.open(index_folder) as reader:
        faults = check_citations(reader, about)
    if as_json:
        output.print_json_lines(fault_row(fault) for fault in faults)
    else:
        show_faults(faults, everything=everything)


def _show(records: Sequence["CitationRecord"], sentences: Mapping[str, Sequence["SentenceRecord"]]) -> None:
    """Citations below the line of their document."""
    from policytext.cli import output
    from policytext.cli.quotation import document_line, where
    from policytext.cli.sources import FORMS, described

    document = None
    for record in records:
        citation = record.citation
        if record.document.id != document:
            document = record.document.id
            output.echo(document_line(record.document))
            output.echo()
        output.echo(output.wrapped(described(citation, record.text), "     "))
        for sentence in sentences[record.id] or ():
            output.echo(output.wrapped(f"“{sentence.text}”", "       "))
            output.echo(output.style(f"       {sentence.id} · {where(sentence)}", dim=True))
        facts = [FORMS[citation.form], output.safe(record.id), where(record)]
        if citation.work is not None:
            facts.append(f"werk {citation.work.removeprefix('work:')[:8]}")
        output.echo(output.style(f"     {' · '.join([*facts, _outcome(record)])}", dim=True))
        output.echo()


def _outcome(record: "CitationRecord") -> str:
    """Whether the work is in the index."""
    from policytext.cli.output import safe

    if record.citation.resolution is Resolution.RESOLVED:
        return f"is {safe(record.resolved_source or '')}"
    if record.citation.resolution is Resolution.AMBIGUOUS:
        return f"kan {len(record.citation.candidates)} documenten zijn"
    return "niet in de index"
