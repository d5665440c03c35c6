"""`policytext gaps`: what a document, or an organisation's last documents, leave out."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import index_option, json_option

if TYPE_CHECKING:
    from policytext.query.gaps import Gaps
    from policytext.store import SentenceRecord

#: Gaps of each sort shown to people unless they ask for another number.
SHOWN = 10
PARTS = {"posities": "positions", "onderwerpen": "subjects", "aanbevelingen": "recommendations"}


@click.command("gaps")
@click.argument("key", metavar="DOCUMENT|SENDER")
@click.option("--against", metavar="DOCUMENT", help="Compare with this document instead of the sender's previous one.")
@click.option("--only", type=click.Choice(list(PARTS)), help="Only gaps of this sort.")
@click.option("--limit", "-n", type=click.IntRange(1), default=SHOWN, show_default=True, help="Gaps of each sort.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Gaps of each sort to skip.")
@index_option
@json_option
def command(
    key: str, against: str | None, only: str | None, limit: int, offset: int, index_folder: Path, as_json: bool
) -> None:
    """Show positions that do not come back, subjects that others address, recommendations without an answer.

    Of a DOCUMENT its positions are those of the sender's document before it; of a SENDER, an organisation or a person
    who signs, those of each of its documents, held against all its later ones. A later document that speaks of the
    subject without the position is shown with the sentence that comes nearest; one that does not speak of it is told
    apart. Read the two beside each other: what is said again in quite other words can be missed. --json has everything.

    \b
    policytext gaps "Associatie Wijkteams"
    policytext gaps brief-2023.txt --against brief-2021.txt
    policytext gaps "Hanneke Brinkhof"
    policytext gaps VNG --only aanbevelingen --limit 50
    policytext gaps 3f2a91c0 --json
    """
    from policytext.cli import output
    from policytext.cli.filters import document_key
    from policytext.export.gaps import gaps_json
    from policytext.query.gaps import GapsQuery, find_gaps
    from policytext.query.open_index import open_index

    other = None if against is None else document_key(against, index_folder)
    with open_index(index_folder) as index:
        gaps = find_gaps(index, GapsQuery(document_key(key, index_folder), other))
    if as_json:
        output.print_json(gaps_json(gaps))
        return
    parts = list(PARTS.values()) if only is None else [PARTS[only]]
    if "positions" in parts:
        _show_positions(gaps, limit, offset)
    if "subjects" in parts:
        _show_subjects(gaps, limit, offset)
    if "recommendations" in parts:
        _show_recommendations(gaps, limit, offset)


def _show_positions(gaps: "Gaps", limit: int, offset: int) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line

    output.echo(output.style("Posities die later niet herkenbaar terugkomen", bold=True))
    if not gaps.steps:
        output.echo("   geen eerder gedateerd document van dezelfde afzender; vergelijk met: --against DOCUMENT\n")
        return
    for earlier, later in gaps.steps:
        output.echo(f" {document_line(earlier)}")
        for document in later:
            output.echo(f" → {document_line(document)}")
    output.echo()
    for item in gaps.dropped[offset : offset + limit]:
        _show_sentence(item.position, "   · ")
        if item.nearest is not None:
            output.echo(output.wrapped("vervallen; over dit onderwerp staat er wel:", "     "))
            _show_sentence(item.nearest, "       ")
        else:
            output.echo("     niet meer besproken")
        output.echo()
    kept = output.counted(gaps.kept, "komt", "komen")
    output.echo(f"{_shown(len(gaps.dropped), limit, offset)} · {kept} wel terug\n")


def _show_subjects(gaps: "Gaps", limit: int, offset: int) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import sender

    output.echo(output.style("Onderwerpen die anderen wel bespreken", bold=True))
    names = "; ".join(dict.fromkeys(sender(document) for document in gaps.compared))
    output.echo(output.wrapped(f"vergeleken met: {names or 'geen document over dezelfde zaak'}", "   "))
    output.echo()
    for item in gaps.missing[offset : offset + limit]:
        output.echo(f"   · {output.style(item.word, bold=True)} ({len(item.others)} van {len(gaps.compared)})")
        _show_sentence(item.others[0], "       ")
        output.echo()
    output.echo(_shown(len(gaps.missing), limit, offset) + "\n")


def _show_recommendations(gaps: "Gaps", limit: int, offset: int) -> None:
    from policytext.cli import output

    output.echo(output.style("Aanbevelingen waarop geen later document terugkomt", bold=True))
    output.echo()
    for item in gaps.unanswered[offset : offset + limit]:
        _show_sentence(item.recommendation, "   · ")
        actors = f"aan: {', '.join(item.actors)} · " if item.actors else ""
        looked_at = output.counted(item.later, "later document", "latere documenten")
        output.echo(output.wrapped(f"{actors}{looked_at} bekeken", "     "))
        if item.nearest is not None:
            output.echo("     dichtst erbij:")
            _show_sentence(item.nearest, "       ")
        output.echo()
    answered = output.counted(gaps.answered, "krijgt", "krijgen")
    output.echo(f"{_shown(len(gaps.unanswered), limit, offset)} · {answered} wel een vervolg")


def _show_sentence(sentence: "SentenceRecord", first: str) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import sender, where

    indent = " " * len(first)
    output.echo(output.wrapped(f"“{sentence.text}”", indent, first=first))
    document = sentence.document
    origin = f"{output.dutch_date(document.date)} · {sender(document)} · {sentence.id} · {where(sentence)}"
    output.echo(output.style(output.wrapped(origin, indent), dim=True))


def _shown(total: int, limit: int, offset: int) -> str:
    last = min(total, offset + limit)
    following = f" · verder: --offset {last}" if last < total else ""
    return f"{offset + 1}-{last} van {total}{following}" if offset < total else f"0 van {total}"
