"""`policytext import`: corrections that were made in other tools."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.export_files import ENDS
from policytext.cli.options import index_option, json_option

if TYPE_CHECKING:
    from policytext.importing.run import Item, Report

#: Items shown to people where nothing more is asked; all are in the JSON.
_SHOWN = 50


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@click.option("--overrule", is_flag=True, help="Let the file count where an earlier correction says otherwise.")
@click.option("--ends", type=click.Choice(ENDS), help="How positions end in QDPX.  [default: as the words tell]")
@click.option("--limit", "-n", type=click.IntRange(1), default=_SHOWN, show_default=True, help="Lines to show.")
@index_option
@json_option
def command(
    file: Path, dry_run: bool, overrule: bool, ends: str | None, limit: int, index_folder: Path, as_json: bool
) -> None:
    """Read corrections from FILE: a CSV of corrections or statements, W3C annotations, or a REFI-QDA project (.qdpx).

    Export, change the coding in a spreadsheet, an annotation tool or QualCoder, NVivo, ATLAS.ti, and read it back. Each
    coding is put in place by the hash of its document and its position, with its words as a check, and goes the way of
    `policytext correct`. Only what was changed since the export counts; a coding that was left out changes nothing: to
    reject a statement, call it "none". Where a person corrected the same in another way since, it is a conflict, and
    the index stays as it is unless --overrule says otherwise. Ends with 6 where something could not be put in place.

    \b
    policytext export statements --format qdpx --output codering.qdpx
    policytext import codering.qdpx --dry-run
    policytext import codering.qdpx
    policytext import correcties.csv --json
    """
    from datetime import UTC, datetime

    from policytext.cli import output
    from policytext.errors import FINISHED_WITH_FAILURES
    from policytext.importing.run import ImportOptions, import_corrections

    options = ImportOptions(dry_run, overrule, ends)
    report = import_corrections(index_folder, file, options, datetime.now(UTC).isoformat(timespec="seconds"))
    if as_json:
        output.print_json(_report_json(file, report, dry_run=dry_run))
    else:
        _show(report, limit, dry_run=dry_run)
    if not report.is_clean:
        raise SystemExit(FINISHED_WITH_FAILURES)


def _report_json(file: Path, report: "Report", *, dry_run: bool) -> dict[str, Any]:  # Any: a JSON value
    from policytext.importing.deciding import Outcome

    return {
        "file": str(file),
        "dry_run": dry_run,
        **{outcome.value.replace(" ", "_"): report.count(outcome) for outcome in Outcome},
        "ignored": report.ignored,
        "items": [_item_json(item) for item in report.items if item.outcome is not Outcome.UNCHANGED],
    }


def _item_json(item: "Item") -> dict[str, Any]:  # Any: a JSON value
    return {
        "outcome": item.outcome.value,
        "in_file": list(item.names),
        "document": item.document or None,
        "source": item.source or None,
        "statement": item.statement or None,
        "sentence": item.sentence or None,
        "text": item.text or None,
        "page": item.page,
        "changes": [{"field": change.field, "was": change.was, "now": change.now} for change in item.changes],
        "reason": item.reason or None,
        "moved": item.is_moved,
    }


def _show(report: "Report", limit: int, *, dry_run: bool) -> None:
    from policytext.cli import output
    from policytext.importing.deciding import Outcome

    told = [item for item in report.items if item.outcome is not Outcome.UNCHANGED]
    for item in told[:limit]:
        _show_item(item)
    if len(told) > limit:
        output.echo(f"{limit} of {len(told)} shown; more with --limit, all with --json")
    counts = [f"{report.count(outcome)} {outcome.value}" for outcome in Outcome if report.count(outcome)]
    ignored = [f"{report.ignored} without a code of policytext"] if report.ignored else []
    verb = "would be: " if dry_run else ""
    output.echo(verb + (", ".join([*counts, *ignored]) or "nothing in it"))


def _show_item(item: "Item") -> None:
    from policytext.cli import output

    where = item.statement or item.sentence or item.names[0]
    changed = "; ".join(f"{change.field}: {change.was} → {change.now}" for change in item.changes)
    output.echo(output.wrapped(f"{item.outcome.value}  {where}  {changed}".rstrip(), "    ", first=""))
    if item.text:
        output.echo(output.wrapped(f"“{item.text}”", "    "))
    remarks = [item.reason] if item.reason else []
    remarks += ["its words stand at another place than the file says"] if item.is_moved else []
    if remarks and (item.statement or item.sentence):
        remarks.append(f"in the file: {', '.join(item.names[:3])}")
    if remarks:
        output.echo(output.wrapped("; ".join(remarks), "    "))
