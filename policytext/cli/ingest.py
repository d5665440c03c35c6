"""`policytext ingest`: read documents into the index."""

from collections import Counter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from policytext.cli.options import PartialDate, index_option, json_option, reading, reading_options
from policytext.errors import FINISHED_WITH_FAILURES
from policytext.types.vocabulary import DocumentKind

if TYPE_CHECKING:
    from policytext.ingest.report import IngestReport
    from policytext.structure.manifest import ManifestEntry


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--model", help="Sentence-transformers model, by name or folder. [default: that of the index]")
@click.option(
    "--nlp",
    metavar="PIPELINE",
    help="Dutch pipeline: shared, fast or an installed spaCy one. [default: that of the index, or the best installed]",
)
@click.option("--prune", is_flag=True, help="Remove documents below PATHS that no longer exist.")
@click.option("--again", is_flag=True, help="Read unchanged documents again.")
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Processes that read documents side by side; 0: one for each core.",
)
@click.option("--timeout-s", type=click.FloatRange(min=0, min_open=True), help="Give up a document after that long.")
@click.option("--memory-mb", type=click.IntRange(min=1), help="Give up a document that takes more memory. Linux only.")
@click.option(
    "--precision",
    type=click.Choice(["auto", "float32", "bfloat16"]),  # encode.Precision, which is not imported for the help alone
    default="auto",
    show_default=True,
    help="Arithmetic of the encoder; auto: bfloat16 on processors with units for it, else float32.",
)
@click.option("--title", help="Title, for all documents of this run.")
@click.option("--organisation", "-o", multiple=True, help="Organisation that sends the documents.")
@click.option("--date", type=PartialDate(), help="Date of the documents: 2021-05-25, 2021-05 or 2021.")
@click.option("--document-kind", type=click.Choice([str(kind) for kind in DocumentKind]), help="Kind of the documents.")
@click.option("--addressee", help="To whom the documents are addressed.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Any field of the metadata, for all documents of this run: --set author='A. Vis' --set language=nl.",
)
@reading_options
@index_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    model: str | None,
    nlp: str | None,
    prune: bool,
    again: bool,
    workers: int,
    timeout_s: float | None,
    memory_mb: int | None,
    precision: str,
    title: str | None,
    organisation: tuple[str, ...],
    date: str | None,
    document_kind: str | None,
    addressee: str | None,
    settings: tuple[str, ...],
    ocr: str,
    ocr_languages: str,
    layout: str,
    index_folder: Path,
    as_json: bool,
) -> None:
    """Read the documents at PATHS (files or folders) into the index.

    PDF, DOCX, ODT, HTML, XML of official publications, Markdown and text are read, whatever their names are. Unchanged
    documents are skipped, changed ones replaced; the same document in another form is kept as a source and not read
    twice. A document that cannot be read is reported and the rest goes on; the exit code is then 6. What a
    sources.toml beside the documents says of title, organisation and date outranks what the text says, and the options
    here outrank both.

    Each worker holds the models once, about 1 GB. One that is killed costs the document that it was at.

    \b
    policytext ingest corpus/
    policytext ingest brief.pdf --organisation "VNG" --date 2021-05-25
    policytext ingest corpus/ --nlp fast
    policytext ingest archief/ --workers 0 --timeout-s 300 --memory-mb 4000
    policytext ingest scan.pdf --ocr-lang nld+eng --set reference=2021-0000123
    """
    from policytext.cli import output
    from policytext.cli.progress import progress_bar
    from policytext.encode import Precision
    from policytext.ingest.report import Outcome
    from policytext.ingest.run import IngestOptions, index_model, index_nlp, ingest

    named = [("title", title), *(("organisation", name) for name in organisation), ("date", date)]
    named += [("kind", document_kind), ("addressee", addressee)]
    overrides = _overrides([*(f"{field}={value}" for field, value in named if value), *settings])
    options = IngestOptions(
        model=model or index_model(index_folder),
        nlp=nlp or index_nlp(index_folder),
        reading=reading(ocr, ocr_languages, layout),
        overrides=overrides,
        prune=prune,
        again=again,
        precision=Precision(precision),
        workers=workers,
        timeout_s=timeout_s,
        memory_mb=memory_mb,
    )
    with progress_bar() as progress:
        report = ingest(paths, index_folder, options, progress)
    if as_json:
        output.print_json(_report_json(report))
    else:
        _show(report)
    if report.having(Outcome.FAILED):
        ctx.exit(FINISHED_WITH_FAILURES)


def _overrides(settings: list[str]) -> "ManifestEntry | None":
    from policytext.structure.manifest import parse_settings

    return parse_settings(settings) if settings else None


def _report_json(report: "IngestReport") -> dict[str, object]:
    return {
        "files": [
            {
                "source": file.source,
                "outcome": file.outcome.value,
                "reason": file.reason or None,
                "hint": file.hint or None,
                "warnings": list(file.warnings),
                "same_as": file.same_as or None,
                "pages": file.pages,
                "sentences": file.sentences,
                "statements": file.statements,
                "citations": file.citations,
            }
            for file in report.files
        ],
        "unread": list(report.unread),
        "seconds": {stage.value: round(seconds, 3) for stage, seconds in report.seconds.items()},
    }


def _show(report: "IngestReport") -> None:
    """The table of what happened: ingested files and failures by name, the unchanged as a number."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from policytext.cli.output import safe, width
    from policytext.ingest.report import Outcome

    always_told = (Outcome.INGESTED, Outcome.UNCHANGED, Outcome.FAILED)
    table = Table(box=None, pad_edge=False)
    table.add_column("document", overflow="fold")
    table.add_column("outcome")
    for name in ("sentences", "statements", "citations"):
        table.add_column(name, justify="right")
    for file in report.having(Outcome.INGESTED):
        counts = [str(number) for number in (file.sentences, file.statements, file.citations)]
        table.add_row(Text(safe(file.source)), "ingested", *counts)
    for file in report.having(Outcome.SAME):
        table.add_row(Text(safe(file.source)), Text(f"same as {safe(file.same_as)}"), "", "", "")
    for file in (*report.having(Outcome.REMOVED), *report.having(Outcome.FAILED)):
        table.add_row(Text(safe(file.source)), Text(file.outcome.value, "red" if file.reason else ""), "", "", "")
    console = Console(width=width(), highlight=False)
    if table.row_count:
        console.print(table)
        console.print()
    console.print(
        ", ".join(
            f"{len(report.having(outcome))} {outcome.value}"
            for outcome in Outcome
            if outcome in always_told or report.having(outcome)
        )
    )
    notes = Console(stderr=True, width=width(), highlight=False)
    for file in report.files:
        for warning in file.warnings:
            notes.print(Text(safe(f"Warning: {file.source}: {warning}")))
    if report.unread:
        kinds = Counter(PurePath(source).suffix.lower() for source in report.unread)
        counted = ", ".join(f"{count} {suffix}" for suffix, count in sorted(kinds.items()))
        notes.print(Text(f"Not read: {counted} (no documents, or in no format that is read; --json names them)"))
    for file in report.having(Outcome.FAILED):
        notes.print(Text(safe(f"Failed: {file.source}: {file.reason}")))
        if file.hint:
            notes.print(Text(safe(f"  Hint: {file.hint}")))
