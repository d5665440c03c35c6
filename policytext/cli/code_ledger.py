"""What is asked of decisions that are kept: `code agreement`, `list`, `export`, `adopt`, `remove`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import index_option, json_option

if TYPE_CHECKING:
    from policytext.query.coding.adopting import Adoption
    from policytext.query.coding.agreement import Agreement, Disagreement, Measure
    from policytext.store.coding_records import DecisionRecord

#: Decisions and disagreements shown to people unless they ask for another number.
SHOWN = 20
_VERDICTS = ("accepted", "changed", "rejected", "skipped")
_OUTCOMES = {
    "corrected": "gecorrigeerd",
    "held": "stond er al zo",
    "contested": "door een ander anders gecodeerd",
    "alone": "door niemand anders gecodeerd (neem ze mee met --alone)",
    "away": "nu niet in de index",
}

_coders = click.option(
    "--coder", "coders", multiple=True, metavar="NAME", help="Only of this coder; again for several."
)
_proposition = click.option("--proposition", "-p", help="Only decisions made for this proposition.")


@click.command("agreement")
@_coders
@_proposition
@click.option("--limit", "-n", type=click.IntRange(1), default=SHOWN, show_default=True, help="Disagreements to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Disagreements to skip.")
@index_option
@json_option
def agreement(
    coders: Sequence[str], proposition: str | None, limit: int, offset: int, index_folder: Path, as_json: bool
) -> None:
    """Show how far coders agree, where two or more decided on the same statement, and where they do not.

    For kind, attribution, strength and stance: Krippendorff's alpha over all coders, Cohen's kappa of each two, and of
    each value how often it was given and how often the others gave it too. A rejected statement counts as the kind
    "geen uitspraak"; what was skipped does not count. All coders saw the same proposals, which brings them closer
    together than coding unseen would.

    \b
    policytext code agreement
    policytext code agreement --coder anna --coder ben
    policytext code agreement --proposition "Wijkteams moeten de toegang tot de jeugdhulp vormen" --json
    """
    from policytext.cli import output
    from policytext.export.decisions import agreement_json
    from policytext.query.coding.agreement import find_agreement

    if len(set(coders)) == 1:
        raise click.UsageError("agreement needs two coders: name another --coder, or none for all")
    found = find_agreement(_decisions(index_folder, coders, proposition))
    if as_json:
        output.print_json(agreement_json(found))
        return
    if not found.measures:
        output.echo(f"Niets om te vergelijken: {found.decisions} besluiten, geen uitspraak door twee codeurs beslist.")
        return
    output.echo(
        output.style(
            f"{found.shared} {_one(found.shared, 'uitspraak', 'uitspraken')} door twee of meer codeurs beslist",
            bold=True,
        )
    )
    output.echo(output.wrapped(f"codeurs: {', '.join(found.coders)} · {found.decisions} besluiten", "  ", "  "))
    for measure in found.measures:
        output.echo()
        _show_measure(measure)
    output.echo()
    _show_disagreements(found, limit, offset)


@click.command("list")
@_coders
@_proposition
@click.option("--decision", type=click.Choice(_VERDICTS), multiple=True, help="Only these decisions.")
@click.option("--document", "-d", help="Only in this document: id, file name or title.")
@click.option("--limit", "-n", type=click.IntRange(1), help=f"Decisions to list.  [default: {SHOWN}; all with --json]")
@click.option("--offset", type=click.IntRange(0), default=0, help="Decisions to skip.")
@index_option
@json_option
def list_command(
    coders: Sequence[str],
    proposition: str | None,
    decision: Sequence[str],
    document: str | None,
    limit: int | None,
    offset: int,
    index_folder: Path,
    as_json: bool,
) -> None:
    """List decisions, the last one first.

    \b
    policytext code list --coder anna --decision changed
    policytext code list --document 3f2a91c0 --json
    """
    from policytext.cli import output
    from policytext.export.decisions import decision_row

    found = _decisions(index_folder, coders, proposition, document)[::-1]
    found = [one for one in found if not decision or one.verdict.value in decision]
    most = limit if limit is not None else len(found) if as_json else SHOWN
    shown = found[offset : offset + most]
    if as_json:
        output.print_json_lines(map(decision_row, shown))
        return
    for record in shown:
        _show_decision(record)
    output.echo(_count(len(shown), len(found), offset, "besluiten"))


@click.command("export")
@_coders
@_proposition
@click.option("--format", "file_format", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--training", is_flag=True, help="A row for each statement on which all agree, with the right labels.")
@click.option(
    "--output", "-O", "target", type=click.Path(dir_okay=False, path_type=Path), help="File to write. [default: stdout]"
)
@index_option
def export(
    coders: Sequence[str],
    proposition: str | None,
    file_format: str,
    training: bool,
    target: Path | None,
    index_folder: Path,
) -> None:
    """Write decisions, one a line, as `policytext code --decisions` reads them; or what they teach with --training.

    Training rows have the fields of `policytext export corrections`, and the proposition with its stance. Statements on
    which coders differ are left out, and how many is told.

    \b
    policytext code export --coder anna --format csv --output anna.csv
    policytext code export --training --output train.jsonl
    """
    from policytext.cli import output
    from policytext.cli.files import write_file
    from policytext.export.decisions import decision_row, training_rows
    from policytext.export.records import csv_lines, json_lines

    decisions = _decisions(index_folder, coders, proposition)
    rows = list(training_rows(decisions)) if training else [decision_row(one) for one in decisions]
    lines = list((csv_lines if file_format == "csv" else json_lines)(rows))
    if target is None:
        for line in lines:
            output.echo(line)
    else:
        write_file(target, "".join(f"{line}\n" for line in lines).encode("utf-8"))
        output.notice(f"{len(rows)} {'training rows' if training else 'decisions'} written to {target}")
    if training:
        units = {(one.place, one.proposition) for one in decisions if one.verdict.value != "skipped"}
        output.notice(f"{len(units) - len(rows)} left out: coders differ")


@click.command("adopt")
@click.argument("coder")
@click.option("--alone", is_flag=True, help="Also what no other coder decided on.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be corrected.")
@index_option
@json_option
def adopt(coder: str, alone: bool, dry_run: bool, index_folder: Path, as_json: bool) -> None:
    """Correct the index by what CODER decided and another coder decided likewise, and none otherwise.

    Only what differs from the index is corrected, as `policytext correct` does it, with the names of the coders as its
    note; an accepted proposal changes nothing. Stances are no part of the index and stay in the ledger.

    \b
    policytext code adopt anna --dry-run
    policytext code adopt anna --alone
    policytext correct 3f2a91c0:s12 --undo
    """
    from policytext.cli import output
    from policytext.export.decisions import adoption_row
    from policytext.query.coding.adopting import Outcome, find_adoptions
    from policytext.store import Reader

    with Reader.open(index_folder) as reader:
        decisions = reader.coding.decisions()
        _check_coders([coder], decisions)
        found = find_adoptions(reader, decisions, coder, alone=alone)
        facts = reader.info()
    corrected = [one for one in found if one.outcome is Outcome.CORRECTED]
    if corrected and not dry_run:
        _correct(index_folder, corrected, (facts.model, facts.dimensions, facts.pipeline_version))
    if as_json:
        output.print_json({"dry_run": dry_run, "decisions": [adoption_row(one) for one in found]})
        return
    for one in corrected:
        _show_adoption(one)
    for outcome in Outcome:
        if count := sum(one.outcome is outcome for one in found):
            verb = "te corrigeren" if dry_run and outcome is Outcome.CORRECTED else _OUTCOMES[outcome.value]
            output.echo(f"{count:>5}  {verb}")


@click.command("remove")
@click.argument("coder")
@_proposition
@click.option("--yes", is_flag=True, help="Do not ask first.")
@index_option
def remove(coder: str, proposition: str | None, yes: bool, index_folder: Path) -> None:
    """Forget what CODER decided: a try-out, or a name that was mistyped. Corrections that were made of it stay.

    \b
    policytext code export --coder proef --output bewaard.jsonl
    policytext code remove proef
    """
    from policytext.cli import output
    from policytext.store.coding import forget

    found = len(_decisions(index_folder, [coder], proposition))
    if found and not yes:
        click.confirm(f"Forget {found} decisions of {output.safe(coder)}?", abort=True, err=True)
    output.notice(f"{forget(index_folder, coder, proposition)} decisions forgotten")


def _correct(folder: Path, found: "Sequence[Adoption]", made: tuple[str, int, str]) -> None:
    """Put the corrections in place; `made` are model, dimensions and version of the index."""
    from datetime import UTC, datetime

    from policytext.store import Writer

    now = datetime.now(UTC).isoformat(timespec="seconds")
    model, dimensions, version = made
    with Writer.open(folder, model=model, dimensions=dimensions, pipeline_version=version) as writer:
        for one in found:
            assert one.decision.sentence_id is not None  # what is away is not corrected
            assert one.judgement is not None
            writer.correct(
                one.decision.sentence_id,
                one.judgement,
                now,
                statement=one.decision.statement_id,
                note=f"gecodeerd door {', '.join(one.coders)}",
            )


def _decisions(
    folder: Path, coders: Sequence[str], proposition: str | None, document: str | None = None
) -> "list[DecisionRecord]":
    from policytext.cli.filters import document_key
    from policytext.store import Reader

    with Reader.open(folder) as reader:
        everyone = reader.coding.decisions()
        _check_coders(coders, everyone)
        wanted = None if document is None else reader.document(document_key(document, folder)).id
    return [
        one
        for one in everyone
        if (not coders or one.coder in coders)
        and proposition in (None, one.proposition)
        and (wanted is None or (one.document is not None and one.document.id == wanted))
    ]


def _check_coders(coders: Sequence[str], decisions: "Sequence[DecisionRecord]") -> None:
    """Raise NotFound for a coder who decided nothing."""
    from policytext.errors import NotFound

    known = sorted({one.coder for one in decisions})
    for coder in coders:
        if coder not in known:
            raise NotFound(f"{coder!r} decided nothing", hint=f"there are decisions of: {', '.join(known) or 'nobody'}")


# -- showing


def _show_measure(measure: "Measure") -> None:
    from policytext.cli import output
    from policytext.cli.code_words import FIELDS, value_word

    name = output.style(FIELDS[measure.field], bold=True)
    told = f"{measure.units} {_one(measure.units, 'uitspraak', 'uitspraken')} · {measure.agreed:.0%} gelijk"
    output.echo(f"{name} · {told} · alpha {_number(measure.alpha)}")
    for pair in measure.pairs:
        text = f"{' en '.join(pair.coders)}: {pair.units}, {pair.agreed:.0%} gelijk, kappa {_number(pair.kappa)}"
        output.echo(output.wrapped(text, "    ", "  "))
    values = [one.value for one in measure.categories]
    words = {value: value_word(measure.field, value) for value in values}
    longest = max(map(len, words.values()))
    heads = "".join(f"{words[value][:8]:>9}" for value in values)
    output.echo(output.style(f"  {'':<{longest}}  keer gelijk{heads}", dim=True))
    for one in measure.categories:
        row = "".join(f"{_times(measure.table.get((one.value, other), 0.0)):>9}" for other in values)
        output.echo(f"  {words[one.value]:<{longest}}{_times(one.given):>6}{one.agreed:>7.0%}{row}")


def _show_disagreements(found: "Agreement", limit: int, offset: int) -> None:
    from policytext.cli import output

    shown = found.disagreements[offset : offset + limit]
    if found.disagreements:
        output.echo(output.style("Verschillen", bold=True))
    for one in shown:
        _show_disagreement(one)
    output.echo(_count(len(shown), len(found.disagreements), offset, "verschillen"))
    first = next((one.record.sentence_id for one in shown if one.record.sentence_id is not None), None)
    if first is not None:
        output.echo(f"lees: policytext show {first} --context 2 · opnieuw: policytext code --revisit disputed")


def _show_disagreement(one: "Disagreement") -> None:
    from policytext.cli import output
    from policytext.cli.code_words import FIELDS, value_word

    output.echo(output.wrapped(f"“{one.record.text}”", "   ", " · "))
    output.echo(output.style(output.wrapped(_place(one.record), "   "), dim=True))
    for field, values in one.values.items():
        said = " · ".join(f"{coder}: {value_word(field, value)}" for coder, value in values.items())
        output.echo(output.wrapped(f"{FIELDS[field]} – {said}", "     ", "   "))
    if "stance" in one.values:
        output.echo(output.wrapped(f"stelling: {one.record.proposition}", "     ", "   "))


def _show_decision(record: "DecisionRecord") -> None:
    from policytext.cli import output
    from policytext.cli.code_words import NO_STRENGTH, VERDICTS, coded_words

    output.echo(output.wrapped(f"“{record.text}”", "   ", " · "))
    said = [] if record.coded is None else coded_words(record.coded)[: None if record.proposition else -1]
    parts = [f"{record.coder}: {VERDICTS[record.verdict]}", *(word for word in said if word != NO_STRENGTH)]
    output.echo(output.wrapped(" · ".join(parts), "     ", "   "))
    if record.note:
        output.echo(output.wrapped(f"opmerking: {record.note}", "     ", "   "))
    output.echo(output.style(output.wrapped(f"{_place(record)} · {record.decided_at}", "   "), dim=True))


def _show_adoption(one: "Adoption") -> None:
    from policytext.cli import output
    from policytext.cli.code_words import coded_words

    now = "geen uitspraak" if one.decision.coded is None else " · ".join(coded_words(one.decision.coded)[:-1])
    output.echo(output.wrapped(f"“{one.decision.text}”", "   ", " · "))
    output.echo(output.wrapped(f"wordt: {now} ({', '.join(one.coders)})", "     ", "   "))
    output.echo(output.style(output.wrapped(_place(one.decision), "   "), dim=True))


def _place(record: "DecisionRecord") -> str:
    key = record.statement_id or record.sentence_id
    place = f"p. {record.page}" if record.page is not None else f"regel {record.line}"
    title = record.source if record.document is None else record.document.title
    return f"{key} · {place} · {title}" if key else f"nu niet in de index · {title}"


def _number(value: float | None) -> str:
    """A coefficient as Dutch readers write it; where there is none, all gave one value."""
    return "niet te bepalen (één waarde)" if value is None else f"{value:.2f}".replace(".", ",")


def _times(value: float) -> str:
    from policytext.cli.output import dutch_number

    return dutch_number(value, 1)


def _one(count: int, single: str, several: str) -> str:
    return single if count == 1 else several


def _count(shown: int, total: int, offset: int, what: str) -> str:
    if not total:
        return f"geen {what}"
    if not shown:
        return f"niets meer na {offset}: {total} {what}"
    last = offset + shown
    return f"{offset + 1}-{last} van {total} {what}" + (f" · verder: --offset {last}" if last < total else "")
