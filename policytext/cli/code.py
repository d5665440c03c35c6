"""`policytext code`: coders decide what proposed statements are, and see how far they agree."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from policytext.cli.code_ledger import adopt, agreement, export, list_command, remove
from policytext.cli.options import filter_options, index_option, statement_options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policytext.cli.code_session import Session
    from policytext.query.coding.proposing import Proposal
    from policytext.query.open_index import OpenIndex
    from policytext.types.vocabulary import Stance

#: Which statements that are decided already are walked through again.
_REVISITED = ("decided", "skipped", "disputed")
#: What goes with --decisions; the rest chooses what is walked through.
_WITH_DECISIONS = ("coder", "proposition", "decisions", "index_folder")


@click.group("code", invoke_without_command=True)
@click.option("--coder", envvar="POLICYTEXT_CODER", show_envvar=True, metavar="NAME", help="Who decides.")
@click.option("--proposition", "-p", help="Code the stance to this sentence, of the statements that evolve finds.")
@click.option(
    "--revisit",
    type=click.Choice(_REVISITED),
    help="Walk through what you decided or skipped before, or what coders disagree on.",
)
@click.option("--decisions", metavar="FILE", help="Take decisions from a CSV or JSON Lines file; - for standard input.")
@click.option("--limit", "-n", type=click.IntRange(1), help="Stop after so many statements.")
@filter_options
@statement_options
@click.option("--comments/--no-comments", default=False, help="Code readers' comments too.")
@index_option
@click.pass_context
def command(
    context: click.Context,
    /,
    coder: str | None,
    proposition: str | None,
    revisit: str | None,
    decisions: str | None,
    limit: int | None,
    comments: bool,
    index_folder: Path,
    **conditions: Any,  # Any: Click's option values
) -> None:
    """Walk through proposed statements and decide on each with a key; decisions are kept with your name.

    Each statement is shown in its context with what it is taken for: kind, whose it is, who is to act, strength, and
    with --proposition the stance. Accept it, change a field, reject it, skip it, go back; what is decided is kept at
    once, and the next time you go on where you stopped. Decisions survive every ingest and change no answer:
    `code adopt` makes corrections of those on which coders agree.

    With --decisions nothing is asked: each row names a statement (id) and says accept, change, reject or skip
    (decision), with what it is in kind, attribution, holder, actors, strength, stance. `code export` writes such rows,
    so that coders with an index each can bring their work together: a row that is older than what is kept is left out,
    and --coder and --proposition hold for rows that name none.

    \b
    policytext code --coder anna --kind aanbeveling --document 3f2a91c0
    policytext code --coder anna --proposition "Wijkteams moeten de toegang tot de jeugdhulp vormen"
    policytext code --coder anna --revisit disputed
    policytext code --decisions van-ben.csv
    policytext code agreement
    """
    given = [name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if context.invoked_subcommand is not None:
        if given:
            raise click.UsageError(
                f"options go behind the subcommand: policytext code {context.invoked_subcommand} ..."
            )
        return
    for name, text in (("--coder", coder), ("--proposition", proposition)):
        if text is not None and (not text.strip() or not text.isprintable()):
            raise click.BadParameter("it holds no words, or signs that cannot be shown", param_hint=name)
    coder, proposition = coder and " ".join(coder.split()), proposition and proposition.strip()
    if decisions is not None:
        if odd := [name for name in given if name not in _WITH_DECISIONS]:
            raise click.UsageError(f"--decisions has its own statements: leave out --{odd[0].replace('_', '-')}")
        _take(index_folder, decisions, coder, proposition)
        return
    if coder is None:
        raise click.UsageError("say who decides with --coder NAME, or in POLICYTEXT_CODER")
    _walk(_session(index_folder, coder, proposition, revisit, conditions, comments=comments), limit)


for subcommand in (agreement, list_command, export, adopt, remove):
    command.add_command(subcommand)


def _session(
    folder: Path,
    coder: str,
    proposition: str | None,
    revisit: str | None,
    conditions: dict[str, Any],
    *,
    comments: bool,
) -> "Session":
    """The statements to be walked through, with what this coder decided before."""
    from policytext.cli.code_session import Session
    from policytext.query.coding.agreement import find_agreement
    from policytext.store import Reader
    from policytext.store.coding_records import Verdict

    proposals = _proposals(folder, proposition, conditions, comments=comments)
    with Reader.open(folder) as reader:
        everyone = reader.coding.decisions()
    own = {
        one.statement_id: one
        for one in everyone
        if one.coder == coder and one.proposition == proposition and one.statement_id is not None
    }
    if revisit == "disputed":
        shared = [one for one in everyone if one.proposition == proposition]
        disputed = {one.record.statement_id for one in find_agreement(shared).disagreements}
        wanted = [one for one in proposals if one.record.id in disputed and one.record.id in own]
    elif revisit is not None:
        verdicts = {Verdict.SKIPPED} if revisit == "skipped" else set(Verdict) - {Verdict.SKIPPED}
        wanted = [one for one in proposals if one.record.id in own and own[one.record.id].verdict in verdicts]
    else:
        wanted = [one for one in proposals if one.record.id not in own]
    # What this coder said of the statement itself, for whatever proposition.
    said = {one.statement_id: one.coded for one in everyone if one.coder == coder and one.coded is not None}
    return Session(folder, coder, proposition, wanted, own, said, total=len(proposals))


def _proposals(
    folder: Path, proposition: str | None, conditions: dict[str, Any], *, comments: bool
) -> "list[Proposal]":
    from dataclasses import replace

    from policytext.cli.filters import document_key, filters_from, having_from
    from policytext.query.coding.proposing import propose, propose_stances
    from policytext.query.open_index import open_index
    from policytext.store import StatementFilters

    filters = filters_from(conditions, include_comments=comments)
    named = tuple(document_key(document, folder) for document in filters.documents)
    filters = replace(filters, documents=named, having=None)
    wanted = having_from(conditions, include_comments=comments) or StatementFilters(include_comments=comments)
    with open_index(folder) as index:
        if proposition is None:
            return propose(index.reader, filters, wanted)
        return propose_stances(index, proposition, filters, wanted)


def _walk(session: "Session", limit: int | None) -> None:
    """Ask, until there is nothing left or the coder stops; then say how to go on."""
    from policytext.cli import output
    from policytext.cli.code_words import VERDICTS

    if not session.proposals:
        output.echo(f"Niets te coderen: {session.total} voorgesteld, alle beslist of overgeslagen.")
        return
    tally = session.run(limit)
    counts = ", ".join(f"{tally[verdict]} {word}" for verdict, word in VERDICTS.items() if tally[verdict])
    left = len(session.proposals) - session.position
    output.echo(f"{session.coder}: {counts or 'niets beslist'} · nog {left}")
    if left:
        output.echo("Verder met dezelfde opdracht; u begint waar u gestopt bent.")


def _take(folder: Path, file: str, coder: str | None, proposition: str | None) -> None:
    """Keep the decisions of a file; those that cannot be kept are told, and end with exit code 6."""
    from datetime import UTC, datetime

    from policytext.cli import output
    from policytext.errors import FINISHED_WITH_FAILURES
    from policytext.importing.decisions import Told, decisions_of, newer, read_rows
    from policytext.query.open_index import open_index
    from policytext.store.coding import keep

    try:
        with click.open_file(file, "rb") as stream:  # standard input for -
            data = stream.read()
    except OSError as error:
        raise click.BadParameter(f"{file}: {error.strerror}", param_hint="--decisions") from error
    told = Told(coder, proposition, datetime.now(UTC).isoformat(timespec="seconds"))
    with open_index(folder) as index:
        decisions, refused = decisions_of(index.reader, read_rows(data), told, _stances(index))
        fresh = newer(index.reader, decisions)
    if fresh:
        keep(folder, fresh)
    older = len(decisions) - len(fresh)
    for row in refused:
        output.notice(f"{row.row}: {row.reason}")
    parts = [f"{len(fresh)} kept", *([f"{older} not newer than what is kept"] if older else [])]
    output.echo(", ".join([*parts, *([f"{len(refused)} refused"] if refused else [])]))
    if refused:
        raise SystemExit(FINISHED_WITH_FAILURES)


def _stances(index: "OpenIndex") -> "Callable[[str], Mapping[str, Stance]]":
    """The stances that the tool sees, worked out once for each proposition."""
    from functools import cache

    from policytext.query.coding.proposing import stances_on
    from policytext.store import Filters

    @cache
    def seen(proposition: str) -> "Mapping[str, Stance]":
        return stances_on(index, proposition, Filters())

    return seen
