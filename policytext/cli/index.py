"""`policytext index`: look at the index, check it, rebuild what is derived."""

from pathlib import Path

import click

from policytext.cli.options import index_option, json_option


@click.group("index")
def command() -> None:
    """Look at the index, check it, rebuild what is derived."""


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
    from policytext.vectors import is_current

    problems = [str(problem) for problem in check_store(index_folder)]
    if not problems:
        with Reader.open(index_folder) as reader:
            if not is_current(index_folder, reader):
                problems.append("vectors: the vector index is missing, stale or damaged")
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
