"""Write the output in the console blocks of README.md and of the guides anew, after a change of what commands print.

Usage: python -m tests.docs.refresh_examples --index FOLDER [--check]

FOLDER is an index of the sample corpus, made by `make demo`, so that the names of files begin with corpus/. Each block
keeps its shape: as many lines before the first elision and after the last as the page shows now; a page with lines
between two elisions is left as it is and named. The guides whose commands follow on each other are run in a copy. Read
the changes before you commit them: what a reader is told about an output can be wrong afterwards.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.docs.console import ELISION, PAGES, ROOT, WALKS, Example, Outcome, examples, run, walked


def reshaped(shown: Sequence[str], printed: Sequence[str]) -> list[str] | None:
    """The printed lines cut to the shape of the shown ones; None where the shape is too much for a program."""
    places = [number for number, line in enumerate(shown) if line == ELISION]
    if not places:
        return list(printed)
    if len(places) > 1 and places[-1] - places[0] + 1 != len(places):
        return None
    head, tail = places[0], len(shown) - places[-1] - 1
    if head + tail >= len(printed):
        return list(printed)
    return [*printed[:head], ELISION, *(printed[-tail:] if tail else [])]


def outcomes(page: Path) -> list[Outcome]:
    """What the compared examples of a page print now, each run by itself."""
    compared = [example for example in examples(page) if example.is_compared]
    found = [run(example.arguments) for example in compared]
    return [Outcome(example, code, tuple(printed)) for example, (code, printed) in zip(compared, found, strict=True)]


def refreshed(page: Path, found: Iterable[Outcome]) -> tuple[str, list[Example]]:
    """The page's text with new output, and the examples that need a person."""
    lines = page.read_text(encoding="utf-8").splitlines()
    left: list[Example] = []
    for outcome in sorted(found, key=lambda outcome: -outcome.example.line):
        example = outcome.example
        if outcome.fault is None:
            continue
        new = reshaped(example.shown, outcome.printed) if "exit code" not in outcome.fault else None
        if new is None:
            left.append(example)
        else:
            blank = len(example.shown) - len("\n".join(example.shown).rstrip("\n").split("\n"))
            new = "\n".join(new).rstrip("\n").split("\n")  # else each run adds those that the output ends with
            lines[example.line : example.line + len(example.shown)] = [*new, *[""] * blank]
    return "\n".join(lines) + "\n", left


def walk(page: Path, index: Path) -> list[Outcome]:
    """What a guide prints from its first command to its last, in a copy of the index and the documents beside it."""
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        shutil.copytree(index, Path(folder) / "index")
        shutil.copytree(index.parent / "corpus", Path(folder) / "corpus")
        os.environ.pop("POLICYTEXT_INDEX", None)
        os.chdir(folder)
        try:
            return list(walked(page))
        finally:
            os.chdir(before)


def main(arguments: list[str]) -> int:
    """Refresh all pages; exit code 1 when one is left to do, or with --check when one would change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, default=ROOT / "index")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args(arguments)
    index = given.index.resolve()
    os.environ["POLICYTEXT_INDEX"] = str(index)
    os.chdir(index.parent)
    code = 0
    for page in (*PAGES, *WALKS):
        text, left = refreshed(page, walk(page, index) if page in WALKS else outcomes(page))
        changed = text != page.read_text(encoding="utf-8")
        for example in left:
            sys.stderr.write(f"{page.name}:{example.line}: do this one by hand: {example.command}\n")
        if changed:
            sys.stderr.write(f"{page.name}: {'would change' if given.check else 'written'}\n")
        if changed and not given.check:
            page.write_text(text, encoding="utf-8")
        code = max(code, int(bool(left) or (changed and given.check)))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
