"""Score the answers on the development set: `python -m tests.benchmarks.score_gold [--index FOLDER] [--write]`.

Needs ../shared/corpus and ../shared/gold, which are not in the repository. Without --index the documents are ingested
into a folder that is thrown away. Prints the table of docs/quality.md; --write puts it there, with the commit.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from policytext.ingest.run import IngestOptions, ingest

ROOT = Path(__file__).resolve().parents[2]
CORPUS, GOLD = ROOT.parent / "shared" / "corpus", ROOT.parent / "shared" / "gold"
PAGE = ROOT / "docs" / "quality.md"
_START, _END = "<!-- scores -->\n", "<!-- end of scores -->"

#: Part, figure, name that score.py prints, what it counts.
FIGURES: Final = (
    ("statements", "claim F1", "claim_f1", "sentences of the right kind"),
    ("", "recommendation F1", "recommendation_f1", ""),
    ("", "attribution accuracy", "attribution_accuracy", "own or reported, where the kind is right"),
    ("", "strength accuracy", "strength_accuracy", "must, should or could"),
    ("citations", "F1", "citation_f1", "references found"),
    ("", "year", "citation_year_accuracy", "fields of those that were found"),
    ("", "authors", "citation_authors_accuracy", ""),
    ("", "title", "citation_title_accuracy", ""),
    ("", "anchor F1", "anchor_f1", "sentences in which their markers or mentions stand"),
    ("", "resolved", "resolved_to_corpus", "references to a document of the set that lead there"),
    ("search", "nDCG@10", "ndcg_at_10", "order of the first ten hits, graded"),
    ("", "recall@10", "recall_at_10_of_direct_answers", "direct answers among the first ten hits"),
    ("evolve", "document F1", "evolve_document_f1", "documents that take a side"),
    ("", "stance accuracy", "evolve_stance_accuracy", "which side"),
    ("", "quotation hit rate", "evolve_quote_hit_rate", "a right sentence among those shown"),
    ("", "change accuracy", "evolve_change_accuracy", "from one document to the next"),
)


def scores(index: Path) -> dict[str, str]:
    """All figures of score.py by name, as it prints them."""
    program = str(Path(sys.executable).with_name("policytext"))
    with tempfile.TemporaryDirectory() as folder:
        options = []
        for what in ("statements", "citations"):
            target = f"{folder}/{what}.jsonl"
            subprocess.run([program, "export", what, "--index", str(index), "--output", target], check=True)
            options += [f"--{what}", target]
        options += ["--search", f"{program} search {{query}} --json --index {index}"]
        options += ["--evolve", f"{program} evolve {{proposition}} --json --index {index}"]
        command = [sys.executable, str(GOLD / "score.py"), str(GOLD / "dev"), str(CORPUS), *options]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(line.split(" ", 1) for line in printed.splitlines())


def table(found: Mapping[str, str]) -> str:
    """The figures for a page."""
    rows = ["| what | figure | value | what it counts |", "| --- | --- | ---: | --- |"]
    rows += [f"| {part} | {figure} | {found.get(name, '')} | {counted} |" for part, figure, name, counted in FIGURES]
    return "\n".join(rows)


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, help="an index of the development set; made anew otherwise")
    parser.add_argument("--write", action="store_true", help="write the table into docs/quality.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = given.index or Path(folder)
        if given.index is None:
            ingest([CORPUS], index, IngestOptions())
        made = table(scores(index.resolve()))
    sys.stdout.write(made + "\n")
    if given.write:
        commit = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.strip()
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(_START)
        after = rest.partition(_END)[2]
        PAGE.write_text(f"{before}{_START}Commit {commit}.\n\n{made}\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
