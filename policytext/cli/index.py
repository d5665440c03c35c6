"""`policytext index`: look at the index, check it, rebuild what is derived, keep a copy of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import index_option, json_option

if TYPE_CHECKING:
    from policytext.store.backup import BackupFacts


@click.group("index")
def command() -> None:
    """Look at the index, check it, mend it, back it up."""


@command.command("info")
@index_option
@json_option
def info(index_folder: Path, as_json: bool) -> None:
    """Show what the index holds, with which model and version it was made, and which files failed.

    \b
    policytext index info
    policytext index info --index elsewhere/index --json
    """
    from policytext.cli import output
    from policytext.store import Reader
    from policytext.vectors import ServerAway, is_current

    with Reader.open(index_folder) as reader:
        facts = reader.info()
        failures = reader.failures()
        try:
            state = "current" if is_current(index_folder, reader) else "stale"
        except ServerAway:
            state = "server away"
    shown: dict[str, object] = {
        "folder": str(facts.folder),
        "model": facts.model,
        "dimensions": facts.dimensions,
        "pipeline_version": facts.pipeline_version,
        "nlp": facts.nlp,
        "schema_version": facts.schema_version,
        "size_bytes": facts.size_bytes,
        "documents": facts.documents,
        "sources": facts.sources,
        "sentences": facts.sentences,
        "statements": facts.statements,
        "citations": facts.citations,
        "works": facts.works,
        "relations": facts.relations,
        "corrections": facts.corrections,
        "vectors": facts.vectors,
        "vector_index": state,
        "failures": [
            {"source": failure.source, "reason": failure.reason, "hint": failure.hint} for failure in failures
        ],
    }
    if as_json:
        output.print_json(shown)
        return
    for name, value in shown.items():
        if name != "failures":
            output.echo(f"{name.replace('_', ' '):<17} {output.safe(str(value))}")
    for failure in failures:
        output.echo(f"{'failed':<17} {output.safe(f'{failure.source}: {failure.reason}')}")


@command.command("check")
@index_option
@json_option
def check(index_folder: Path, as_json: bool) -> None:
    """Look for damage and contradictions; exit code 8 when there are any.

    \b
    policytext index check
    """
    from policytext.cli import output
    from policytext.errors import IntegrityError
    from policytext.store import Reader
    from policytext.store import check as check_store
    from policytext.store.lock import is_held
    from policytext.vectors import faults

    is_written_to = is_held(index_folder)
    if is_written_to:
        output.notice("Another process is writing to the index: this is about the state that queries see.")
    found = check_store(index_folder)
    problems = [str(problem) for problem in found]
    if not is_written_to and not any(problem.kind == "database" for problem in found):
        with Reader.open(index_folder, latest=True) as reader:
            problems += [
                f"derived: {fault} (to mend it: policytext index rebuild)" for fault in faults(index_folder, reader)
            ]
    if as_json:
        output.print_json({"problems": problems})
    else:
        for problem in problems:
            output.echo(output.safe(problem))
    if problems:
        raise IntegrityError(f"{index_folder}: {len(problems)} problem(s) found")
    if not as_json:
        output.echo("No problems found.")


@command.command("rebuild")
@index_option
def rebuild(index_folder: Path) -> None:
    """Make full text, resolved citations and the vector index anew from the records.

    \b
    policytext index rebuild
    """
    from policytext.cli import output
    from policytext.cli.progress import progress_bar
    from policytext.ingest.run import rebuild as rebuild_index

    with progress_bar() as progress:
        count = rebuild_index(index_folder, progress)
    output.echo(f"Rebuilt: {count} vectors.")


@command.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
@index_option
@json_option
def backup(file: Path, force: bool, index_folder: Path, as_json: bool) -> None:
    """Write the index to FILE, with corrections and saved questions.

    The index may be in use: while documents are being ingested, FILE gets the state before, as queries see it. What is
    damaged is not backed up. The documents themselves are not in FILE, their texts are.

    \b
    policytext index backup reserve.zip
    policytext index backup /media/schijf/index-2026-11-30.zip --index archief/index
    """
    from datetime import UTC, datetime

    from policytext import __version__
    from policytext.cli import output
    from policytext.store.backup import write_backup

    made = datetime.now(UTC).isoformat(timespec="seconds")
    facts = write_backup(index_folder, file, made=made, made_with=__version__, force=force)
    _show_backup(f"Written to {file} ({output.dutch_number(file.stat().st_size / 1e6, 1)} MB)", facts, as_json)


@command.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the index that is there.")
@index_option
@json_option
def restore(file: Path, force: bool, index_folder: Path, as_json: bool) -> None:
    """Put the index of a backup in place, and make anew what is derived.

    FILE is read whole and compared with what was written before anything is changed. An index that is there is
    replaced with --force only, saved questions with it.

    \b
    policytext index restore reserve.zip
    policytext index restore reserve.zip --index index --force
    """
    from policytext.cli.progress import progress_bar
    from policytext.ingest.run import rebuild as rebuild_index
    from policytext.store.backup import restore_backup

    facts = restore_backup(file, index_folder, force=force)
    with progress_bar() as progress:
        rebuild_index(index_folder, progress, whole=False)
    _show_backup(f"Restored to {index_folder}", facts, as_json)


def _show_backup(head: str, facts: "BackupFacts", as_json: bool) -> None:
    from dataclasses import asdict

    from policytext.cli import output

    if as_json:
        output.print_json(asdict(facts))
        return
    output.echo(output.safe(head))
    counted = f"{facts.documents} documents, {facts.sentences} sentences, {facts.corrections} corrections"
    output.echo(output.safe(f"{counted}; made {facts.made} with policytext {facts.made_with}"))
