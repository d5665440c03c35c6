"""Write the output in the console blocks of README.md and docs/guide.md anew, after a change of what commands print.

Usage: python -m tests.docs.refresh_examples --index FOLDER [--check]

FOLDER is an index of the sample corpus, made by `make demo`, so that the names of files begin with corpus/. Each block
keeps its shape: as many lines before the first elision and after the last as the page shows now; a page with lines
between two elisions is left as it is and named. Read the changes before you commit them: what a reader is told about
an output can be wrong afterwards.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.docs.console import ELISION, PAGES, ROOT, Example, examples, missing, run


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


def refreshed(page: Path) -> tuple[str, list[Example]]:
    """The page's text with new output, and the examples that need a person."""
    lines = page.read_text(encoding="utf-8").splitlines()
    left: list[Example] = []
    for example in reversed(list(examples(page))):
        if not example.is_compared:
            continue
        code, printed = run(example.arguments)
        if code == 0 and missing(example.shown, printed) is None:
            continue
        new = reshaped(example.shown, printed) if code == 0 else None
        if new is None:
            left.append(example)
        else:
            blank = len(example.shown) - len("\n".join(example.shown).rstrip("\n").split("\n"))
            lines[example.line : example.line + len(example.shown)] = [*new, *[""] * blank]
    return "\n".join(lines) + "\n", left


def main(arguments: list[str]) -> int:
    """Refresh all pages; exit code 1 when one is left to do, or with --check when one would change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, default=ROOT / "index")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args(arguments)
    os.environ["POLICYTEXT_INDEX"] = str(given.index.resolve())
    os.chdir(given.index.resolve().parent)
    code = 0
    for page in PAGES:
        text, left = refreshed(page)
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
