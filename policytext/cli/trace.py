"""`policytext trace`: where a claim comes from."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import filter_options, index_option, json_option, statement_options

if TYPE_CHECKING:
    from policytext.query.trace import Kin, Source, Step, Trace
    from policytext.store import SentenceRecord

#: Repetitions shown to people; the rest is counted.
_SHOWN = 8
_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command("trace")
@click.argument("claim", metavar="CLAIM|STATEMENT")
@filter_options
@statement_options
@click.option(
    "--limit", "-n", type=click.IntRange(1), default=_SHOWN, show_default=True, help="Repetitions to show of each sort."
)
@click.option("--dot", "dot_file", type=_FILE, help="Also write the chain for Graphviz to this file.")
@click.option(
    "--html",
    "html_file",
    type=_FILE,
    help="Also write a page with the chain as a picture and the passages side by side.",
)
@index_option
@json_option
def command(
    claim: str,
    limit: int,
    dot_file: Path | None,
    html_file: Path | None,
    index_folder: Path,
    as_json: bool,
    **conditions: object,
) -> None:
    """Trace a claim to its source: CLAIM in words, or the id of a sentence or statement.

    Shown are the place that says it best, the sources that it gives, what these say themselves, and so on until a
    document gives no source, or the source is not in the index; then who said the same earlier without being named,
    and who repeats it later. Numbers that changed on the way are told, and reservations that stand beside the claim in
    a source and were not found where it is repeated. That two passages say the same is worked out from words, numbers
    and meaning: read both.

    \b
    policytext trace "Inwoners zijn over het algemeen tevreden over die hulp"
    policytext trace 558ef468:16
    policytext trace "1 op de 9 kinderen krijgt jeugdhulp" --html herkomst.html
    """
    from policytext.cli import output
    from policytext.cli.filters import filters_from
    from policytext.export.trace import dot_lines, trace_answer
    from policytext.query.open_index import open_index
    from policytext.query.trace import trace

    with open_index(index_folder) as index:
        answer = trace(index, claim, filters_from(conditions))
    if dot_file is not None:
        dot_file.write_text("\n".join(dot_lines(answer)) + "\n", encoding="utf-8")
        output.notice(f"Written to {dot_file}")
    if html_file is not None:
        from policytext.export.trace_page import trace_page

        html_file.write_text("".join(trace_page(answer)), encoding="utf-8")
        output.notice(f"Written to {html_file}")
    if as_json:
        output.print_json(trace_answer(answer))
        return
    _show(answer, limit)


def _show(answer: "Trace", limit: int) -> None:
    from policytext.cli import output
    from policytext.export.trace_words import verdict

    lines = verdict(answer)
    if answer.start is None:
        output.echo(output.wrapped(lines[0], ""))
        _nearest(answer)
        return
    _step(answer.start, "")
    for title, kin in (
        ("Eerder gezegd, hier niet als bron gegeven", answer.earlier),
        ("Later herhaald", answer.later),
        ("Zegt hetzelfde; welke de eerste is, staat niet vast", answer.unordered),
    ):
        if kin:
            output.echo()
            output.echo(output.style(f"{title} ({len(kin)})", bold=True))
            for one in kin[:limit]:
                output.echo()
                _kin(one)
            if len(kin) > limit:
                output.echo(output.wrapped(f"{limit} van {len(kin)} getoond · alles: --limit {len(kin)}", "  "))
    output.echo()
    output.echo(output.style("Oordeel", bold=True))
    for line in lines:
        output.echo(output.wrapped(line, "    ", first="  · "))
    if answer.set_aside:
        output.echo(
            output.wrapped(
                f"{answer.set_aside} documenten hebben dezelfde woorden als standaardtekst", "    ", first="  · "
            )
        )
    _nearest(answer)
    output.echo(
        output.wrapped(
            f"Dat twee plaatsen hetzelfde zeggen, is berekend; lees ze: policytext show {answer.start.sentence.id}", ""
        )
    )


def _nearest(answer: "Trace") -> None:
    from policytext.cli import output
    from policytext.export.trace_words import named

    if answer.start is not None and answer.nearest:
        output.echo()
        output.echo("Gaat er ook over (niet gevolgd):")
    for sentence in answer.nearest:
        output.echo(output.wrapped(f"“{sentence.text}”", "     "))
        output.echo(output.wrapped(f"{sentence.id} · {named(sentence.document)}", "     "))
    if answer.nearest:
        output.echo(f"Volg een andere plaats: policytext trace {output.safe(answer.nearest[0].id)}")


def _step(step: "Step", indent: str, rest: "Sequence[SentenceRecord]" = ()) -> None:
    from policytext.cli import output
    from policytext.cli.quotation import document_line, where
    from policytext.export.trace_words import step_facts

    sentence = step.sentence
    output.echo(f"{indent}{document_line(sentence.document)}" if not indent else output.wrapped(_plain(step), indent))
    output.echo(output.wrapped(f"“{sentence.text}”", indent + "  "))
    facts = [output.safe(sentence.id), where(sentence), *map(output.safe, step_facts(step))]
    output.echo(output.wrapped(" · ".join(facts), indent + "  "))
    for other in rest:
        output.echo(output.wrapped(f"ook daar: “{other.text}” [{other.id}]", indent + "  "))
    for source in step.sources:
        _source(source, indent + "  ")


def _plain(step: "Step") -> str:
    from policytext.export.trace_words import named

    return f"{named(step.sentence.document)} · {step.sentence.document.title}"


def _source(source: "Source", indent: str) -> None:
    from policytext.cli import output
    from policytext.cli.sources import FORMS
    from policytext.export.trace_words import address, reference, rest_of, source_facts

    form = FORMS[source.best.citation.form]
    output.echo(f"{indent}│")
    output.echo(output.wrapped(f"{form}: {reference(source)}", indent + "│     ", first=f"{indent}├─▶ "))
    link = address(source)
    if link is not None:
        output.echo(f"{indent}│     {output.safe(link)}")
    facts = source_facts(source)
    if facts:
        output.echo(output.wrapped(" · ".join(facts), indent + "│     "))
    if source.end is not None and source.match is not None and source.step is None and source.document is not None:
        output.echo(
            output.wrapped(
                f"dichtstbij: “{source.match.sentence.text}” [{source.match.sentence.id}]", indent + "│     "
            )
        )
    _differences(source, indent + "│     ")
    if source.step is not None:
        _step(source.step, indent + "│   ", rest_of(source))


def _kin(kin: "Kin") -> None:
    from policytext.cli import output
    from policytext.export.trace_words import kin_title

    output.echo(output.wrapped(kin_title(kin), "    ", first="  ○ "))
    _step(kin.step, "    ")
    _differences(kin, "      ")


def _differences(holder: "Source | Kin", indent: str) -> None:
    from policytext.cli import output
    from policytext.export.trace_words import change_lines, lost_line

    for line in change_lines(holder):
        output.echo(output.wrapped(line, indent + "  ", first=indent + "≠ "))
    for one in holder.lost:
        output.echo(output.wrapped(lost_line(one), indent + "  ", first=indent + "! "))
