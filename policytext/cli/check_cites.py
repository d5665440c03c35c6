"""`policytext check-cites`: whether the documents that are cited say what is said of them."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import PartialDate, index_option, json_option

if TYPE_CHECKING:
    from policytext.query.checking import CheckAnswer, CiteCheck, FigureCheck, Match
    from policytext.store import SentenceRecord

#: Checks shown to people unless they ask for another number.
SHOWN = 30
#: Share of a claim's words in a place of the source from which it is shown where nothing was judged.
_NEAR = 0.2
#: What a user may ask for: verdicts, and citations of a version that is no longer the last.
_WANTED = ("supported", "partly", "figure-differs", "contradicted", "not-found", "cannot-judge", "superseded")
_NAMES = {
    "supported": "✓ staat er",
    "partly": "◐ staat er deels",
    "figure differs": "≠ ander cijfer",
    "contradicted": "✗ bron zegt het omgekeerde",
    "not found": "∅ niet gevonden in de bron",
    "cannot judge": "? niet te beoordelen",
}
_COLOURS = {
    "supported": "green",
    "partly": "yellow",
    "figure differs": "red",
    "contradicted": "red",
    "not found": "red",
    "cannot judge": None,
}
_DOUBTS = {
    "no sentence": "geen zin in de tekst verwijst ernaar",
    "says nothing": "de zin zegt te weinig over de inhoud van de bron",
    "leans": "de zin leunt op de zin ervoor; lees beide",
    "only near": "in de bron is geen zin die dit duidelijk zegt of tegenspreekt",
    "not read": "de bron is niet Nederlands, of niet goed gelezen",
}


@click.command("check-cites")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option(
    "--verdict", "wanted", type=click.Choice(_WANTED), multiple=True,
    help="Only citations with this outcome; superseded: of a version that has a later one.",
)  # fmt: skip
@click.option("--organisation", "-o", multiple=True, help="Only documents of this organisation (part of).")
@click.option("--from", "--since", "date_from", type=PartialDate(), help="Only documents dated from this day on.")
@click.option("--to", "--until", "date_to", type=PartialDate(), help="Only documents dated up to this day, included.")
@click.option("--limit", "-n", type=click.IntRange(1), help=f"Citations to show.  [default: {SHOWN}; all with --json]")
@click.option("--offset", type=click.IntRange(0), default=0, help="Citations to skip.")
@index_option
@json_option
def command(
    documents: Sequence[str],
    wanted: Sequence[str],
    organisation: Sequence[str],
    date_from: str | None,
    date_to: str | None,
    limit: int | None,
    offset: int,
    index_folder: Path,
    as_json: bool,
) -> None:
    """Check the citations of the DOCUMENTs (or of all) against the documents that they lead to.

    For each sentence that cites a document of the index the place there that says most of it is shown beside it, with
    a judgement: it says so, partly, gives another figure, says the reverse, has nothing like it; and whether a later
    version of the cited document is in the index. Words, numbers, years and names are compared, not arguments: read
    both passages. What cannot be judged is said, with the reason. With --json one citation a line.

    `policytext citations --check` looks for faults of the references themselves.

    \b
    policytext check-cites brief-2021.txt
    policytext check-cites --verdict figure-differs --verdict not-found
    policytext check-cites --organisation VNG --json
    """
    from policytext.cli import output
    from policytext.cli.filters import document_key
    from policytext.export.trace_cites import check_row
    from policytext.query.checking import check_cites
    from policytext.store import Filters, Reader

    keys = tuple(document_key(document, index_folder) for document in documents)
    about = Filters(documents=keys, organisations=tuple(organisation), date_from=date_from, date_to=date_to)
    with Reader.open(index_folder) as reader:
        answer = check_cites(reader, about)
    kept = [check for check in answer.checks if not wanted or _is_wanted(check, wanted)]
    stop = None if limit is None and as_json else offset + (limit or SHOWN)
    if as_json:
        output.print_json_lines(check_row(check) for check in kept[offset:stop])
        return
    _show(kept[offset:stop])
    _summary(answer, len(kept), offset, len(kept[offset:stop]))


def _is_wanted(check: "CiteCheck", wanted: Sequence[str]) -> bool:
    return check.verdict.value.replace(" ", "-") in wanted or ("superseded" in wanted and check.later is not None)


def _show(checks: Sequence["CiteCheck"]) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    for _, held in groupby(checks, key=lambda check: check.document.id):
        of_document = list(held)
        output.echo(document_line(of_document[0].document))
        output.echo()
        for check in of_document:
            _show_check(check)
            output.echo()


def _show_check(check: "CiteCheck") -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line
    from policytext.cli.sources import FORMS

    verdict = check.verdict.value
    note = f": {_DOUBTS[check.doubt.value]}" if check.doubt is not None else ""
    output.echo(output.style(f"  {_NAMES[verdict]}", fg=_COLOURS[verdict], bold=True) + note)
    if check.claim is None:
        output.echo(output.wrapped(check.citations[0].text, "     "))
    else:
        if check.claim.before is not None:
            output.echo(output.wrapped(f"na: “{check.claim.before.text}”", "     "))
        _quote(check.claim.sentence, ", ".join(dict.fromkeys(FORMS[r.citation.form] for r in check.citations)))
    output.echo(f"   → {document_line(check.cited)}")
    if check.match is not None and _is_telling(check):
        _quotes(check.match)
    for remark in remarks(check.match) if check.doubt is None else ():
        output.echo(output.wrapped(remark, "       ", first="     · "))
    if check.later is not None:
        _show_later(check)


def _is_telling(check: "CiteCheck") -> bool:
    """Whether the nearest place in the source tells the reader something."""
    if check.doubt is None:
        return True
    match = check.match
    is_near = match is not None and (match.coverage >= _NEAR or any(f.sentence is not None for f in match.figures))
    return is_near and check.doubt.value in ("leans", "only near")


def _quotes(match: "Match") -> None:
    for sentence in sorted((match.sentence, *match.beside), key=lambda sentence: sentence.index):
        _quote(sentence)
    shown = {match.sentence.id, *(sentence.id for sentence in match.beside)}
    for figure in match.figures:
        if figure.sentence is not None and figure.sentence.id not in shown:
            shown.add(figure.sentence.id)
            _quote(figure.sentence)


def _quote(sentence: "SentenceRecord", form: str = "") -> None:
    from policytext.cli import output
    from policytext.cli.quotation import where

    output.echo(output.wrapped(f"“{sentence.text}”", "     "))
    facts = [output.safe(sentence.id), where(sentence), *([form] if form else [])]
    output.echo(output.style(f"     {' · '.join(facts)}", dim=True))


def _show_later(check: "CiteCheck") -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    later = check.later
    assert later is not None
    when = "verscheen na dit document" if later.is_after else "was er al"
    says = _NAMES[later.verdict.value][2:]
    output.echo(output.style("     ! aangehaalde versie is vervangen", fg="yellow") + f" ({when}); daar: {says}")
    output.echo(f"   → {document_line(later.document)}")
    if later.match is not None and later.verdict is not check.verdict:
        _quote(later.match.sentence)
        for remark in remarks(later.match):
            output.echo(output.wrapped(remark, "       ", first="     · "))


def remarks(match: "Match | None") -> list[str]:
    """What is to be said of numbers, names and places of a match, in Dutch."""
    if match is None:
        return []
    said = [_figure_remark(figure) for figure in match.figures]
    said += [f"de naam “{name}” komt in de bron niet voor" for name in match.missing_names]
    if match.is_at_hint is False:
        said.append("de verwijzing noemt een andere plaats dan waar dit staat")
    return [remark for remark in said if remark]


def _figure_remark(figure: "FigureCheck") -> str:
    finding = figure.finding.value
    if finding == "differs":
        return f"hier {figure.words}, in de bron {figure.there}"
    if finding == "year differs":
        return f"{figure.words}: hier voor {figure.year}, in de bron voor {figure.year_there}"
    if finding == "elsewhere":
        return f"{figure.words} staat in de bron, maar bij iets anders of in een tabel"
    return f"{figure.words} is in de bron niet gevonden" if finding == "absent" else ""


def _summary(answer: "CheckAnswer", total: int, offset: int, shown: int) -> None:
    from policytext.cli import output

    counts = Counter(check.verdict.value for check in answer.checks)
    superseded = sum(check.later is not None for check in answer.checks)
    if not answer.checks:
        output.echo("Geen verwijzingen naar documenten van de index.")
    else:
        following = f" · verder: --offset {offset + shown}" if offset + shown < total else ""
        first = f"{offset + 1}-{offset + shown} van {total}" if shown else f"0 van {total}"
        output.echo(output.wrapped(f"{first} getoond{following}", ""))
        parts = [f"{counts[name]} {words[2:]}" for name, words in _NAMES.items() if counts[name]]
        parts += [f"{superseded} van een versie die vervangen is"] if superseded else []
        output.echo(output.wrapped(f"{len(answer.checks)} nagegaan: {', '.join(parts)}", ""))
    left = answer.unresolved + answer.ambiguous
    if left:
        unsure = f", {answer.ambiguous} naar een document dat niet vaststaat" if answer.ambiguous else ""
        verb = "verwijzing leidt" if left == 1 else "verwijzingen leiden"
        output.echo(output.wrapped(f"{left} {verb} naar werk buiten de index{unsure}: niet na te gaan", ""))
