"""`policytext points`: the points that documents make again and again on a topic."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import filter_options, index_option, json_option, statement_options

if TYPE_CHECKING:
    from policytext.query.points import Member, Point, PointsAnswer
    from policytext.store import SentenceRecord

NOTHING = "Niets gevonden dat er genoeg op lijkt."
#: Points of one document each that are shown.
SINGLE = 5
#: Organisations that are named; of more it is told how many.
_NAMED = 4
_INDENT = "     "
_DIFFERING, _RELATED = "anders of omgekeerd:", "raakt eraan:"


@click.command("points")
@click.argument("topic")
@filter_options
@statement_options
@click.option("--members", is_flag=True, help="Show every statement that makes a point, and those that touch on it.")
@click.option("--single", is_flag=True, help="Show points that one document makes too, where others recur.")
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=10, show_default=True, help="Points to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Points to skip.")
@index_option
@json_option
def command(
    topic: str,
    members: bool,
    single: bool,
    limit: int,
    offset: int,
    index_folder: Path,
    as_json: bool,
    **conditions: object,
) -> None:
    """Show the points that documents make on TOPIC, those that recur in most documents first.

    A point is a short statement; others count with it when they say the same, in their own words or the same ones.
    Only what is likely the same is counted, so that points put in quite other words are missed. Where no point recurs,
    points of single documents are shown.

    \b
    policytext points "wachttijden in de jeugdhulp"
    policytext points stikstof --kind aanbeveling --from 2020 --members
    policytext points woningbouw --organisation gemeente --single --json
    """
    from policytext.cli import output
    from policytext.cli.filters import filters_from
    from policytext.export.points import points_json
    from policytext.query.open_index import open_index
    from policytext.query.points import points
    from policytext.store.fulltext import tokens

    if not tokens(topic):
        raise click.BadParameter("the topic holds no word", param_hint="TOPIC")
    with open_index(index_folder) as index:
        answer = points(index, topic, filters_from(conditions), limit=limit, offset=offset, single=SINGLE)
    if as_json:
        output.print_json(points_json(answer))
        return
    if not answer.is_enough:
        output.echo(NOTHING)
        return
    output.echo(output.wrapped(_summary(answer), ""))
    output.echo()
    for number, point in enumerate(answer.points, start=offset + 1):
        _show(number, point, with_members=members)
    if answer.single and (single or not answer.total):
        output.echo(output.style("Alleen in één document:", bold=True))
        output.echo()
        for point in answer.single:
            _show_single(point, with_members=members)
    output.echo(output.wrapped(_shown(answer, shows_single=single or not answer.total), ""))


def _summary(answer: "PointsAnswer") -> str:
    on_topic = (
        f"{_count(answer.statements, 'uitspraak', 'uitspraken')} over dit onderwerp in {_documents(answer.documents)}"
    )
    if not answer.total:
        return f"{on_topic} · geen punt komt in meer dan één document voor"
    recurring = "1 punt komt" if answer.total == 1 else f"{answer.total} punten komen"
    return f"{on_topic} · {recurring} in meer dan één document voor"


def _show(number: int, point: "Point", *, with_members: bool) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import place

    output.echo(output.wrapped(f"{_documents(point.documents)} · {_senders(point)}", _INDENT, f"{number:>3}  "))
    output.echo(output.wrapped(f"“{point.quotation.text}”", _INDENT))
    output.echo(output.wrapped(_document_line(point.quotation), _INDENT))
    output.echo(output.style(output.wrapped(place(point.quotation), _INDENT), dim=True))
    others = point.members[1:]
    if with_members:
        _list("ook:", others)
        _list(_DIFFERING, point.differing)
        _list(_RELATED, point.related)
    else:
        output.echo(output.wrapped(f"ook: {_ids(others)}", _INDENT))
        if point.differing:
            output.echo(output.wrapped(f"{_DIFFERING} {_ids(point.differing)}", _INDENT))
    output.echo()


def _show_single(point: "Point", *, with_members: bool) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import place

    output.echo(output.wrapped(f"“{point.quotation.text}”", _INDENT, "  -  "))
    output.echo(output.wrapped(_document_line(point.quotation), _INDENT))
    output.echo(output.style(output.wrapped(place(point.quotation), _INDENT), dim=True))
    if with_members:
        _list(_DIFFERING, point.differing)
        _list(_RELATED, point.related)
    output.echo()


def _list(name: str, members: "Sequence[Member]") -> None:
    """Statements under a point, each with its document and place."""
    from policytext.cli import output
    from policytext.cli.quotation import place

    if not members:
        return
    output.echo(f"{_INDENT}{name}")
    for member in members:
        indent = _INDENT + "  "
        output.echo(output.wrapped(f"“{member.sentence.text}”", indent))
        where = f"{_document_line(member.sentence)} · {place(member.sentence)}"
        output.echo(output.style(output.wrapped(where, indent), dim=True))


def _ids(members: "Sequence[Member]") -> str:
    return ", ".join(member.sentence.id for member in members)


def _senders(point: "Point") -> str:
    """How many organisations make a point, and who send its documents."""
    from policytext.cli.quotation import sender

    names = list(dict.fromkeys(sender(member.sentence.document) for member in point.members))
    more = len(names) - _NAMED
    named = "; ".join(names[:_NAMED]) + (f" en {more} andere" if more > 0 else "")
    if not point.organisations:
        return named
    return f"{_count(len(point.organisations), 'organisatie', 'organisaties')} · {named}"


def _document_line(sentence: "SentenceRecord") -> str:
    from policytext.cli.output import dutch_date
    from policytext.cli.quotation import sender

    document = sentence.document
    return f"{dutch_date(document.date)} · {sender(document)} · {document.title}"


def _shown(answer: "PointsAnswer", *, shows_single: bool) -> str:
    """Which of how many points are shown, and how to go on."""
    parts = []
    if answer.total and not answer.points:
        parts.append(f"niets meer na {answer.offset}: {answer.total} gevonden")
    elif answer.total:
        last = answer.offset + len(answer.points)
        parts.append(f"{answer.offset + 1}-{last} van {answer.total} getoond")
        if last < answer.total:
            parts.append(f"verder: --offset {last}")
    if shows_single:
        parts.append(f"{len(answer.single)} van {answer.singles} losse punten getoond")
    example = next(iter(answer.points or answer.single), None)
    parts.append("wat hetzelfde punt maakt is een eerste oordeel")
    if example is not None:
        parts.append(f"lees na: policytext show {example.quotation.id}")
    return " · ".join(parts)


def _documents(count: int) -> str:
    return _count(count, "document", "documenten")


def _count(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
