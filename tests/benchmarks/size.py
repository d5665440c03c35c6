"""What an ingest costs as it grows: `python -m tests.benchmarks.size [--whole] [--model] [--workers N]`.

Documents are made of the sentences of the sample corpus, shuffled with a fixed seed, each with a title, a date, an
organisation and notes; every tenth is an earlier one with a changed number, so that there are versions to find. They
are read at 10, 100 and, with --whole, 1,000 documents, each into a new index. Without --model an encoder that hashes
words stands in for the model and nothing is parsed, so that all else shows. Printed are milliseconds for each document,
in all and by stage (processor time, which other work on the machine changes little), and the ratio of each to that of
the size before: about 1 if cost is linear.

With --model and --workers the same documents are read with the default model, by one process and by N, by turns.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from policytext.ingest.report import IngestReport, Outcome, Stage
from policytext.ingest.run import IngestOptions, ingest
from policytext.readers import read_document
from policytext.sentences import split_sentences
from policytext.structure import build_document

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10, 100)
WHOLE = (10, 100, 1000)
_PARAGRAPHS, _SENTENCES = 8, 5
_WORKS = (
    "Rekenkamer Waterrijk ({year}). Wachten op hulp. Den Haag.",
    "Kamerstukken II {year}/{next}, 31839, nr. {number}.",
    "Kennisinstituut De Oever ({year}). Jeugdhulp in cijfers. Utrecht.",
)


def sample_sentences() -> list[str]:
    """Sentences of the text files of the sample corpus, each once, in order."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "corpus").iterdir()):
        if path.suffix in (".md", ".txt") and path.stem != "README":
            document = build_document(read_document(path), None, path.name)
            for sentence in split_sentences(document):
                text = document.quote(sentence.span)
                if len(text.split()) > 5 and text.endswith(".") and "[^" not in text and "\n" not in text:
                    found[text] = None
    return list(found)


def write_documents(folder: Path, count: int, sentences: Sequence[str]) -> None:
    """Synthetic documents, the same for the same count; a smaller count makes the first of them."""
    folder.mkdir()
    texts: list[str] = []
    for number in range(count):
        chance = random.Random(number)
        if number % 10 == 9:
            text = texts[-1].replace("14 gemeenten", "15 gemeenten")
        else:
            text = _document(number, chance, sentences)
        texts.append(text)
        (folder / f"stuk{number:05}.md").write_text(text, encoding="utf-8")


def _document(number: int, chance: random.Random, sentences: Sequence[str]) -> str:
    year = chance.randrange(2012, 2025)
    parts = [f"# Stuk {number}\n\nVereniging Waterrijk {number % 25}, {year}\n"]
    notes = []
    for paragraph in range(_PARAGRAPHS):
        chosen = chance.sample(sentences, _SENTENCES)
        parts.append(f"## Deel {paragraph + 1}\n\n{' '.join(chosen)}[^{paragraph + 1}]\n")
        work = chance.choice(_WORKS).format(year=year - 1, next=year % 100, number=chance.randrange(1, 400))
        notes.append(f"[^{paragraph + 1}]: {work}\n")
    parts.append("In dit stuk gaat het om 14 gemeenten in het hele land.\n")
    return "\n".join(parts + notes)


def measure(count: int, folder: Path, sentences: Sequence[str], options: IngestOptions) -> dict[str, Any]:
    """Read so many documents into a new index."""
    documents = folder / f"documents{count}"
    if not documents.exists():
        write_documents(documents, count, sentences)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        start, cpu = time.perf_counter(), time.process_time()
        report: IngestReport = ingest([documents], Path(place) / "index", options)
        spent, worked = time.perf_counter() - start, time.process_time() - cpu
    assert len(report.having(Outcome.INGESTED)) == count, [file for file in report.files if file.reason][:3]
    return {
        "documents": count,
        "sentences": sum(file.sentences for file in report.files),
        "seconds": spent,
        "cpu": worked,
        "stages": {stage.value: report.seconds.get(stage, 0.0) for stage in Stage},
    }


def without_model() -> None:
    """Let an encoder that hashes words stand in for the model, and parse nothing."""
    sys.path.insert(0, str(ROOT / "tests"))
    from fake_encoder import HashingEncoder  # noqa: PLC0415 (found only now)
    from fake_parser import NoParser  # noqa: PLC0415 (the same)

    from policytext.ingest import analysis, report, run  # noqa: PLC0415 (to be changed)

    report.time = SimpleNamespace(perf_counter=time.process_time)  # type: ignore[assignment]
    run.load_bulk_encoder = lambda *_: HashingEncoder()  # type: ignore[assignment, return-value]
    analysis.load_parser = lambda *_: NoParser()


def shown(results: Sequence[dict[str, Any]]) -> str:
    """Milliseconds for each document, by stage, with ratios to the size before."""
    sizes = [result["documents"] for result in results]
    lines = ["ms a document".ljust(16) + "".join(f"{size:>10}{'':8}" for size in sizes)]
    for name in ("seconds", "cpu", *(stage.value for stage in Stage)):
        values = [
            1000 * (result["stages"].get(name) if name in result["stages"] else result[name]) / result["documents"]
            for result in results
        ]
        cells = []
        for place, value in enumerate(values):
            before = values[place - 1] if place else 0.0
            ratio = f"({value / before:.2f})" if before >= 0.1 else ""
            cells.append(f"{value:10.1f} {ratio:7}")
        label = {"seconds": "all, wall time", "cpu": "all, CPU time"}.get(name, f"  {name}")
        lines.append(label.ljust(16) + "".join(cells))
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", action="store_true", help="1,000 documents too")
    parser.add_argument("--model", action="store_true", help="with the default model, at 10 documents only")
    parser.add_argument("--workers", type=int, default=1, help="with --model: compare with so many workers")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    sentences = sample_sentences()
    with tempfile.TemporaryDirectory() as place:
        if given.model:
            asked = (IngestOptions(), *([IngestOptions(workers=given.workers)] if given.workers != 1 else []))
            results = [measure(SIZES[0], Path(place), sentences, options) for _ in range(2) for options in asked]
        else:
            without_model()
            measure(1, Path(place), sentences, IngestOptions())  # loads what is loaded once
            sizes = WHOLE if given.whole else SIZES
            results = [measure(size, Path(place), sentences, IngestOptions()) for size in sizes]
    sys.stdout.write((json.dumps(results, indent=1) if given.json else shown(results)) + "\n")


if __name__ == "__main__":
    main()
