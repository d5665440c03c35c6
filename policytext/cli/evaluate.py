"""`policytext evaluate`: how right the tool is on documents that people annotated."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.options import json_option

if TYPE_CHECKING:
    from policytext.evaluation.gold import GoldDocument
    from policytext.evaluation.reuse import ReuseScores
    from policytext.evaluation.scoring import Scores
    from policytext.evaluation.search import QueryScore

#: Exit code where a figure is below its floor.
BELOW = 1
#: The scores of the last run, in the folder of the index that was scored.
LAST = "evaluation.json"
#: Queries that are shown because they were answered worst.
_WORST = 5
#: Changed rows that are shown of each sort.
_SHOWN = 20


@click.command("evaluate")
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("index/evaluation"),
    show_default=True,
    help="Folder of the index that CORPUS is ingested into, and of the scores of the last run.",
)
@click.option("--baseline", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Compare with this run.")
@click.option(
    "--floors", type=click.Path(dir_okay=False, path_type=Path), help="JSON file of figures not to fall below."
)
@click.option("--search", "with_search", is_flag=True, help="Score searching by the queries of GOLD_DIR too.")
@click.option("--reuse", "with_reuse", is_flag=True, help="Score what comes back by the pairs of GOLD_DIR too.")
@click.option("--raise-floors", is_flag=True, help="Write into --floors what is better now; no floor is ever lowered.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    gold_dir: Path,
    corpus: Path,
    work: Path,
    baseline: Path | None,
    floors: Path | None,
    with_search: bool,
    with_reuse: bool,
    raise_floors: bool,
    as_json: bool,
) -> None:
    """Score statements, citations and relations of the documents in CORPUS against the annotations in GOLD_DIR.

    GOLD_DIR holds NNN.spans.tsv and NNN.labels.tsv (also NNN.citations.tsv and NNN.relations.tsv, if any); NNN are the
    first three characters of the file's name in CORPUS. The documents are ingested first; unchanged ones are not read
    again. Shown are all figures by document, and the rows that were gained and lost since the last run; with --search
    also nDCG@10 and recall@10 of the queries in queries.tsv, and the worst of these; with --reuse how many pairs of
    reuse.tsv are found, by kind. Exit code 1 when a figure is below its floor, 6 when a document could not be read (it
    counts with nothing said).

    \b
    policytext evaluate gold/dev corpus/
    policytext evaluate gold/dev corpus/ --floors floors.json
    policytext evaluate gold/dev corpus/ --search --reuse
    policytext evaluate gold/dev corpus/ --json > scores.json
    """
    from policytext.cli import output
    from policytext.cli.progress import progress_bar
    from policytext.errors import FINISHED_WITH_FAILURES, ConfigError
    from policytext.evaluation.gold import read_gold
    from policytext.evaluation.relations import read_gold_relations
    from policytext.evaluation.scoring import below, compare, score, scores_json
    from policytext.ingest.report import Outcome
    from policytext.ingest.run import IngestOptions, ingest
    from policytext.store import Reader

    if raise_floors and floors is None:
        raise click.UsageError("--raise-floors needs --floors FILE")
    try:
        gold, gold_relations = read_gold(gold_dir), read_gold_relations(gold_dir)
    except ValueError as error:
        raise ConfigError(str(error), f"correct the file in {gold_dir}") from error
    kept = work / LAST
    last = _read(baseline or kept) if baseline or kept.is_file() else None
    limits = _read(floors) if floors is not None and floors.is_file() else {}
    with progress_bar() as progress:
        report = ingest([corpus], work, IngestOptions(), progress)
    failed = report.having(Outcome.FAILED)
    for file in failed:
        click.echo(f"Not read: {file.source}: {file.reason}", err=True)
    with Reader.open(work) as reader:
        scores = score(gold, gold_relations, reader.statements(), reader.citations(), reader.relations())
    searched = _score_search(gold_dir, work) if with_search else []
    reused = _score_reuse(gold_dir, work) if with_reuse else None
    change = None if last is None else compare(scores, last)
    kept.write_text(json.dumps(scores_json(scores), ensure_ascii=False) + "\n", encoding="utf-8")
    if as_json:
        result = scores_json(scores)
        if change is not None:
            result["gained"] = [[v.document, v.row, v.aspect, v.gold, v.said] for v in change.gained]
            result["lost"] = [[v.document, v.row, v.aspect, v.gold, v.said] for v in change.lost]
        if with_search:
            result["search"] = [asdict(query) for query in searched]
        if reused is not None:
            result["reuse"] = {
                "found": {kind.value: list(counts) for kind, counts in reused.found.items()},
                "missed": [list(mark.rows) for mark in reused.missed],
                "wrong_kind": reused.wrong_kind,
                "unmarked": reused.unmarked,
                "pairs": reused.pairs,
            }
        output.print_json(result)
    else:
        _print_table(scores, gold)
        if with_search:
            _print_search(searched)
        if reused is not None:
            _print_reuse(reused)
        if change is not None:
            _print_change("gained", change.gained)
            _print_change("lost", change.lost)
    if raise_floors and floors is not None:
        _raise(floors, limits, scores)
    fallen = below(scores, limits)
    for name, (value, floor) in fallen.items():
        click.echo(f"Below its floor: {name} {value:.3f}, floor {floor:.3f}", err=True)
    if failed:
        ctx.exit(FINISHED_WITH_FAILURES)
    if fallen:
        ctx.exit(BELOW)


def _score_search(gold_dir: Path, index_folder: Path) -> "list[QueryScore]":
    from policytext.evaluation.search import CUT, read_queries, score_search
    from policytext.query.open_index import open_index
    from policytext.query.search import search
    from policytext.store import Filters

    with open_index(index_folder) as index:
        return score_search(
            gold_dir, read_queries(gold_dir), lambda query: search(index, query, Filters(), limit=CUT).hits
        )


def _score_reuse(gold_dir: Path, index_folder: Path) -> "ReuseScores":
    from policytext.errors import ConfigError
    from policytext.evaluation.reuse import read_marked, score_reuse
    from policytext.query.open_index import open_index
    from policytext.query.reuse import ReuseQuery, find_reuse
    from policytext.store import Filters

    try:
        marked = read_marked(gold_dir)
    except ValueError as error:
        raise ConfigError(str(error), f"correct the file in {gold_dir}") from error
    with open_index(index_folder) as index:
        return score_reuse(marked, lambda: find_reuse(index, ReuseQuery(Filters())).pairs)


def _print_reuse(scores: "ReuseScores") -> None:
    from policytext.cli import output

    output.echo()
    if not scores.found:
        output.echo("reuse: no reuse.tsv")
        return
    for kind, (right, total) in sorted(scores.found.items()):
        output.echo(f"reuse, {kind.value}: {right} of {total} found")
    output.echo(f"reuse: {scores.wrong_kind} found under another kind, {scores.unmarked} of {scores.pairs} not marked")
    for mark in scores.missed:
        output.echo(f"  missed  {mark.rows[0]} -> {mark.rows[1]}  {mark.kind.value}")


def _print_search(searched: "list[QueryScore]") -> None:
    from policytext.cli import output

    output.echo()
    if not searched:
        output.echo("search: no queries.tsv")
        return
    count = len(searched)
    mean = sum(query.ndcg for query in searched) / count, sum(query.recall for query in searched) / count
    output.echo(f"search: nDCG@10 {mean[0]:.3f}, recall@10 {mean[1]:.3f} of {count} queries; the worst:")
    for query in sorted(searched, key=lambda query: query.ndcg)[:_WORST]:
        output.echo(f"  {query.ndcg:.3f}  {query.recall:.3f}  {output.safe(query.text)}")


def _print_table(scores: "Scores", gold: "list[GoldDocument]") -> None:
    from policytext.cli import output
    from policytext.evaluation.scoring import ALL

    columns = [document.number for document in gold] + [ALL]
    width = max(len(name) for name in scores.figures[ALL])
    output.echo(" " * width + "".join(f"{column:>9}" for column in columns) + "   of")
    for name in scores.figures[ALL]:
        cells = "".join(
            f"{scores.figures[column][name]:>9.3f}" if name in scores.figures[column] else " " * 9 for column in columns
        )
        support = scores.support[ALL].get(name)
        output.echo(f"{name:<{width}}{cells}" + ("" if support is None else f"{support:>5}"))


def _print_change(what: str, verdicts: "tuple[Any, ...]") -> None:
    from policytext.cli import output

    output.echo()
    output.echo(f"{what} since the last run: {len(verdicts)}")
    for verdict in verdicts[:_SHOWN]:
        output.echo(f"  {verdict.row}  {verdict.aspect}: {verdict.gold}, said {verdict.said}")
    if len(verdicts) > _SHOWN:
        output.echo(f"  and {len(verdicts) - _SHOWN} more (--json has all)")


def _read(path: Path) -> Any:  # Any: a JSON value
    from policytext.errors import ConfigError

    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read as JSON: {error}", "correct the file, or remove it") from error
    if not isinstance(value, dict):
        raise ConfigError(f"{path} holds no JSON object", "correct the file, or remove it")
    return value


def _raise(path: Path, floors: dict[str, float], scores: "Scores") -> None:
    """Write the floors, each the higher one of what it was and what is reached; only figures that have one."""
    from policytext.evaluation.scoring import ALL

    figures = scores.figures[ALL]
    raised = {name: max(floor, figures.get(name, 0.0)) for name, floor in floors.items()} if floors else dict(figures)
    path.write_text(json.dumps(raised, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
