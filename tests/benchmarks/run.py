"""Measure ingest and queries: `python -m tests.benchmarks.run [--json]`.

Times depend on the machine and on what else it does, so what is aimed at are ratios, each between things measured in
one run: ingest to bare encoding of the same sentences in the same process, a query to `python -c "import chromadb"`,
by turns. Corpora are the sample corpus and, where they are there, the real documents of ../shared/corpus.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sentence_transformers import SentenceTransformer

from policytext.encode import load_bulk_encoder
from policytext.encode.convert import PROMPTS
from policytext.encode.locate import locate_model
from policytext.ingest.report import IngestReport, Outcome, Stage
from policytext.ingest.run import IngestOptions, ingest
from policytext.query.evolve import evolve
from policytext.query.open_index import open_index
from policytext.query.search import search
from policytext.store import Filters, Reader

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "quality.md"
_START, _END = "<!-- benchmark -->\n", "<!-- end of benchmark -->"
CORPORA = {"sample": ROOT / "corpus", "real": ROOT.parent / "shared" / "corpus"}

QUERY = "toegang tot de jeugdhulp"
PROPOSITION = "Wijkteams moeten de toegang tot de jeugdhulp vormen"
QUERIES = (
    QUERY,
    "wachttijden",
    "wie betaalt de wijkteams",
    "huisvesting van aandachtsgroepen",
    "tekorten bij gemeenten",
)
PROPOSITIONS = (PROPOSITION, "Gemeenten krijgen te weinig geld", "Het aantal kinderen met jeugdhulp neemt toe")

#: Ratios that the project aims at.
AIM_INGEST, AIM_QUERY = 2.0, 1.6

#: A query as it runs on an index with more vectors than are compared one by one (docs/adr/0003): through Chroma.
_THROUGH_CHROMA = (
    "import policytext.vectors.nearest as nearest; nearest.EXACT_SEARCH_LIMIT = -1; "
    "from policytext.cli.main import main; main()"
)

_SIZES = ("documents", "pages", "sentences")

Json = dict[str, Any]  # Any: a JSON value


def measure_ingest(corpus: Path, folder: Path) -> Json:
    """Ingest a corpus into a new index and encode the same sentences, each twice and by turns.

    Libraries are imported and the model's files are in the cache before; each ingest loads the model all the same, and
    that counts for it. Bare encoding is `SentenceTransformer.encode` with its own defaults, the model loaded.
    """
    name = load_bulk_encoder().name
    model = SentenceTransformer(str(locate_model(name).folder), local_files_only=True)
    totals, bares, reports = [], [], []
    for turn in ("index", "again"):
        start = time.perf_counter()
        reports.append(ingest([corpus], folder / turn, IngestOptions()))
        totals.append(time.perf_counter() - start)
        texts = encoded_texts(folder / turn)
        bares.append(seconds(lambda texts=texts: _encode(model, texts)))  # type: ignore[misc]  # called at once
    total = statistics.mean(totals)
    stages = {
        str(stage): round(statistics.mean(report.seconds.get(stage, 0.0) for report in reports), 3) for stage in Stage
    }
    pages, count = _sizes(reports[0])
    return {
        "documents": len(reports[0].having(Outcome.INGESTED)),
        "pages": pages,
        "sentences": count,
        "encoded": len(texts),
        "seconds": [round(spent, 2) for spent in totals],
        "pages_a_second": round(pages / total, 2),
        "sentences_a_second": round(count / total, 1),
        "stages": stages,
        "other": round(total - sum(stages.values()), 3),
        "bare_encoding": [round(spent, 2) for spent in bares],
        "ratios": [round(spent / bare, 2) for spent, bare in zip(totals, bares, strict=True)],
        "ratio": round(sum(totals) / sum(bares), 2),
    }


def encoded_texts(index: Path) -> list[str]:
    """The sentences that an ingest encoded, in the order of the documents."""
    with Reader.open(index) as reader:
        ids, _ = reader.vectors()
        return [record.text for record in reader.sentence_records(ids)]


def _encode(model: SentenceTransformer, texts: Sequence[str]) -> None:
    model.encode(list(texts), prompt=PROMPTS["passage"], normalize_embeddings=True, show_progress_bar=False)


def _sizes(report: IngestReport) -> tuple[int, int]:
    """Pages (a text file counts as one) and sentences."""
    return sum(max(1, file.pages) for file in report.files), sum(file.sentences for file in report.files)


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure_cold(index: Path, rounds: int) -> Json:
    """Median wall time of whole processes, run by turns, and their ratios to importing chromadb."""
    search_arguments = ["search", QUERY, "--index", str(index)]
    evolve_arguments = ["evolve", PROPOSITION, "--index", str(index)]
    script = str(Path(sys.executable).with_name("policytext"))
    commands = {
        "import chromadb": [sys.executable, "-c", "import chromadb"],
        "search": [script, *search_arguments],
        "evolve": [script, *evolve_arguments],
        "search through chroma": [sys.executable, "-c", _THROUGH_CHROMA, *search_arguments],
        "evolve through chroma": [sys.executable, "-c", _THROUGH_CHROMA, *evolve_arguments],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            spent = seconds(lambda command=command: _run(command))  # type: ignore[misc]  # bound at once
            if number:  # the first round fills the page cache
                times[name].append(spent)
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians["import chromadb"]
    return {
        name: {
            "seconds": round(median, 3),
            "least": round(min(times[name]), 3),
            "most": round(max(times[name]), 3),
            "ratio": round(median / base, 2),
        }
        for name, median in medians.items()
    }


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def measure_warm(index: Path, rounds: int) -> Json:
    """Milliseconds of a query in a process that has answered others: median and the longest."""
    found: dict[str, list[float]] = {"search": [], "evolve": []}
    with open_index(index) as opened:
        search(opened, QUERY, Filters())
        evolve(opened, PROPOSITION, Filters())
        for _ in range(rounds):
            for query in QUERIES:
                found["search"].append(seconds(lambda query=query: search(opened, query, Filters())))  # type: ignore[misc]
            for proposition in PROPOSITIONS:
                found["evolve"].append(
                    seconds(lambda proposition=proposition: evolve(opened, proposition, Filters()))  # type: ignore[misc]
                )
    return {
        name: {"median_ms": round(1000 * statistics.median(values), 1), "most_ms": round(1000 * max(values), 1)}
        for name, values in found.items()
    }


def machine() -> Json:
    """What the figures depend on."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return {
        "commit": commit or None,
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        **{name: version(name) for name in ("torch", "sentence-transformers", "chromadb", "spacy", "pymupdf")},
    }


def measure(rounds: int) -> Json:
    """All measurements."""
    result: Json = {"machine": machine(), "corpora": {}}
    for name, corpus in CORPORA.items():
        if not corpus.is_dir():
            continue
        sys.stderr.write(f"measuring {name} ...\n")
        with tempfile.TemporaryDirectory() as folder:
            index = Path(folder) / "index"
            result["corpora"][name] = {
                "ingest": measure_ingest(corpus, Path(folder)),
                "cold": measure_cold(index, rounds),
                "warm": measure_warm(index, rounds),
            }
    result["load_at_the_end"] = round(os.getloadavg()[0], 1)
    return result


def shown(result: Json) -> str:
    """The measurements for a person."""
    facts = result["machine"]
    lines = [
        f"commit {facts['commit']}, {facts['cores']} cores, load {facts['load']} before and "
        f"{result['load_at_the_end']} after (0 is a quiet machine), Python {facts['python']}, torch {facts['torch']}"
    ]
    for name, corpus in result["corpora"].items():
        got = corpus["ingest"]
        lines += [
            "",
            f"{name}: {got['documents']} documents, {got['pages']} pages, {got['sentences']} sentences",
            f"  ingest           {_both(got['seconds'])} s, {got['pages_a_second']} pages and "
            f"{got['sentences_a_second']} sentences a second",
            *(f"    {stage:<14} {spent:8.3f} s" for stage, spent in {**got["stages"], "other": got["other"]}.items()),
            f"  bare encoding    {_both(got['bare_encoding'])} s",
            f"  ratio            {got['ratio']} ({_both(got['ratios'])}; aim: at most {AIM_INGEST})",
            *(
                f"  {command:<22} {cold['seconds']:.2f} s ({cold['least']:.2f} to {cold['most']:.2f}), "
                f"ratio {cold['ratio']:.2f}" + ("" if command == "import chromadb" else f" (aim: at most {AIM_QUERY})")
                for command, cold in corpus["cold"].items()
            ),
            *(
                f"  warm {command:<17} {warm['median_ms']} ms, at most {warm['most_ms']} ms"
                for command, warm in corpus["warm"].items()
            ),
        ]
    lines += [
        "",
        "An index of up to 200,000 sentences is searched exactly, without Chroma (docs/adr/0003); the lines “through",
        "chroma” are the same queries made to go through it, as they do on a larger index.",
    ]
    return "\n".join(lines)


def table(result: Json) -> str:
    """The ratios for docs/quality.md."""
    facts, corpora = result["machine"], result["corpora"]
    rows = [
        f"Commit {facts['commit']}, {facts['cores']} cores, load {facts['load']} before and "
        f"{result['load_at_the_end']} after (0 is a quiet machine), Python {facts['python']}, torch {facts['torch']}.",
        "",
        f"| what | aim | {' | '.join(corpora)} |",
        "| --- | --- |" + " ---: |" * len(corpora),
    ]

    def row(label: str, aim: str, cells: Callable[[Json], str]) -> None:
        rows.append(f"| {label} | {aim} | {' | '.join(cells(corpus) for corpus in corpora.values())} |")

    row("documents, pages, sentences", "", lambda c: ", ".join(str(c["ingest"][n]) for n in _SIZES))
    row("ingest, ratio to bare encoding", f"≤ {AIM_INGEST}", lambda c: f"{c['ingest']['ratio']}")
    row("pages a second", "", lambda c: f"{c['ingest']['pages_a_second']}")
    row("sentences a second", "", lambda c: f"{c['ingest']['sentences_a_second']}")
    row("share of encoding in ingest", "", lambda c: f"{c['ingest']['stages']['encode'] / _mean_s(c):.0%}")
    row("parsing, ratio to encoding", "≤ 0.5", lambda c: f"{_parsing(c):.2f}")
    row("statements and relations, sentences a second", "≥ 400", lambda c: f"{_stating(c):.0f}")
    for name in ("search", "evolve", "search through chroma", "evolve through chroma"):
        row(
            f"{name}, cold, ratio to `import chromadb`",
            f"≤ {AIM_QUERY}",
            lambda c, name=name: f"{c['cold'][name]['ratio']}",  # type: ignore[misc]  # called at once
        )
    for name in ("search", "evolve"):
        row(f"{name}, warm, median", "", lambda c, name=name: f"{c['warm'][name]['median_ms']} ms")  # type: ignore[misc]
    return "\n".join(rows)


def _stating(corpus: Json) -> float:
    """Sentences a second of finding statements and relations, the network's own layers included."""
    stages = corpus["ingest"]["stages"]
    return float(corpus["ingest"]["encoded"] / (stages["statements"] + stages["relations"]))


def _parsing(corpus: Json) -> float:
    stages = corpus["ingest"]["stages"]
    return float(stages["parse"] / stages["encode"])


def _mean_s(corpus: Json) -> float:
    return statistics.mean(corpus["ingest"]["seconds"])


def _both(values: Sequence[float]) -> str:
    return " and ".join(str(value) for value in values)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each query, by turns [default: 5]")
    parser.add_argument("--write", action="store_true", help="write the table of ratios into docs/quality.md")
    given = parser.parse_args()
    result = measure(given.rounds)
    sys.stdout.write((json.dumps(result, indent=2) if given.json else shown(result)) + "\n")
    if given.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(_START)
        PAGE.write_text(f"{before}{_START}{table(result)}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
