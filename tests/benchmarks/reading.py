"""Measure how fast pages are read and understood, and in how much memory: `python -m tests.benchmarks.reading`.

Each figure is taken in a process of its own that is kept on one core: pages a second over PDF files with a text layer,
with OCR off and layout by geometry, and its ratio to what PyMuPDF takes for the glyphs alone; the most memory that a
file of 120 pages needs. Files are the real documents of ../shared/realdocs, or the samples where those are not there.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pymupdf

from policytext.errors import PolicytextError
from policytext.readers import read_document
from policytext.readers.options import ReadOptions
from policytext.structure import build_document
from policytext.types.vocabulary import LayoutMode, OcrMode

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "quality.md"
_START, _END = "<!-- reading -->\n", "<!-- end of reading -->"
FOLDERS = {"real": ROOT.parent / "shared" / "realdocs", "sample": ROOT / "corpus"}
#: What the project aims at: pages a second at least, megabytes at most, for a file of so many pages.
AIM_PAGES, AIM_MEGABYTES, LARGE = 20.0, 1_000.0, 120
GEOMETRY = ReadOptions(ocr=OcrMode.OFF, layout=LayoutMode.GEOMETRY)

Json = dict[str, Any]  # Any: a JSON value


def measure_speed(folder: Path) -> Json:
    """Pages a second over all PDF files of a folder that have a text layer."""
    pages = 0
    spent = bare = 0.0
    files = 0
    for path in sorted(folder.rglob("*.pdf")):
        start = time.perf_counter()
        try:
            document = build_document(read_document(path, GEOMETRY), file_name=path.name)
        except PolicytextError:
            continue
        spent += time.perf_counter() - start
        start = time.perf_counter()
        with pymupdf.open(path) as pdf:
            for page in pdf:
                page.get_text("rawdict")
        bare += time.perf_counter() - start
        pages += len(document.pages)
        files += 1
    return {
        "files": files,
        "pages": pages,
        "pages_a_second": round(pages / spent, 1),
        "ratio_to_glyphs_alone": round(spent / bare, 2),
    }


def measure_memory(folder: Path) -> Json:
    """The most memory of a process that reads one file of 120 pages, made of the longest report over and over."""
    reports = []
    for path in folder.rglob("*.pdf"):
        with pymupdf.open(path) as pdf:
            if not pdf.needs_pass:
                reports.append((sum(len(page.get_text()) for page in pdf), path))
    _, source = max(reports)
    with tempfile.TemporaryDirectory() as temporary:
        large = Path(temporary) / "large.pdf"
        with pymupdf.open() as made, pymupdf.open(source) as pdf:
            while made.page_count < LARGE:
                made.insert_pdf(pdf, to_page=min(pdf.page_count, LARGE - made.page_count) - 1)
            made.save(large)
        return {"pages": LARGE, **_in_process("--memory-of", str(large))}


def _memory_of(path: Path) -> Json:
    start = time.perf_counter()
    document = build_document(read_document(path, GEOMETRY), file_name=path.name)
    return {
        "characters": len(document.text),
        "seconds": round(time.perf_counter() - start, 2),
        # Linux counts in kilobytes
        "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def _in_process(*arguments: str) -> Json:
    """What this module prints in a process of its own, on one core."""
    command = [sys.executable, "-m", "tests.benchmarks.reading", *arguments]
    found: Json = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
    return found


def measure() -> Json:
    """All measurements, on the real documents where they are."""
    name, folder = next((name, folder) for name, folder in FOLDERS.items() if folder.is_dir())
    return {"documents": name, "speed": _in_process("--speed-of", str(folder)), "memory": measure_memory(folder)}


def table(result: Json) -> str:
    """The figures for docs/quality.md."""
    speed, memory = result["speed"], result["memory"]
    return "\n".join(
        (
            "| what | aim | figure |",
            "| --- | --- | ---: |",
            f"| files, pages ({result['documents']} documents) | | {speed['files']}, {speed['pages']} |",
            f"| pages a second, one core | ≥ {AIM_PAGES:.0f} | {speed['pages_a_second']} |",
            f"| ratio to PyMuPDF's glyphs alone | | {speed['ratio_to_glyphs_alone']} |",
            f"| most memory for {memory['pages']} pages, {memory['characters']} characters | < {AIM_MEGABYTES:.0f} MB"
            f" | {memory['megabytes']:.0f} MB |",
        )
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table into docs/quality.md")
    parser.add_argument("--speed-of", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.speed_of or given.memory_of:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        found = measure_speed(given.speed_of) if given.speed_of else _memory_of(given.memory_of)
        sys.stdout.write(json.dumps(found) + "\n")
        return
    result = measure()
    sys.stdout.write(json.dumps(result, indent=2) + "\n")
    if given.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(_START)
        PAGE.write_text(f"{before}{_START}{table(result)}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
