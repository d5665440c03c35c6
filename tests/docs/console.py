"""Console blocks of the documentation: the commands in them, what they show, and whether a run shows it too.

A block is fenced with ```console. A line that begins with "$ " is a command, what follows is what it prints; a line of
"…" alone stands for lines that were left out. Commands other than policytext's are not run.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from policytext.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "docs" / "guide.md")
#: Guides whose commands follow on each other: run in order, in a folder of their own, so that a change shows later on.
WALKS = tuple(ROOT / "docs" / f"guide-{reader}.md" for reader in ("onderzoeker", "journalist", "kamer"))
ELISION = "…"
#: Exit code of `watch run` where something is new.
NEWS = 10
#: What a walk begins with; the folder in which it is run has its outcome already.
FIRST = "policytext ingest corpus/"
#: Commands that change the index.
CHANGING = ("ingest", "correct")
_BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A command of a page and the lines that the page shows below it; `line` is the command's own, from 1."""

    page: Path
    line: int
    command: str
    shown: tuple[str, ...]

    @property
    def arguments(self) -> list[str]:
        """What follows the program's name."""
        return shlex.split(self.command)[1:]

    @property
    def is_compared(self) -> bool:
        """Whether the output can be compared: what a change reports depends on what the index held before."""
        return bool(self.shown) and self.arguments[0] not in CHANGING


@dataclass(frozen=True)
class Outcome:
    """An example of a walk, and what its command did."""

    example: Example
    code: int
    printed: tuple[str, ...]

    @property
    def fault(self) -> str | None:
        """What a reader would stumble over; None when all is as the page shows it."""
        where = f"{self.example.page.name}:{self.example.line}: {self.example.command}"
        is_news = self.code == NEWS and self.example.arguments[:2] == ["watch", "run"]
        if self.code and not is_news:
            return f"{where}: exit code {self.code}"
        line = missing([*self.example.shown, ELISION], self.printed) if self.example.shown else None
        return None if line is None else f"{where}: not printed: {line}"


def walked(page: Path) -> Iterator[Outcome]:
    """The commands of a guide, run one after another in the working folder, save the first ingest."""
    for example in examples(page):
        if example.command != FIRST:
            code, printed = run(example.arguments)
            yield Outcome(example, code, tuple(printed))


def examples(page: Path) -> Iterator[Example]:
    """The policytext commands of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        first = text.count("\n", 0, block.start("body")) + 1
        lines = block["body"].splitlines()
        starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            if lines[start].startswith("$ policytext "):
                yield Example(page, first + start, lines[start][2:], tuple(lines[start + 1 : end]))


def run(arguments: Sequence[str]) -> tuple[int, list[str]]:
    """Exit code and lines of a command's standard output, 100 columns wide; samples named as in a checkout."""
    result = CliRunner().invoke(main, list(arguments), env={"COLUMNS": "100"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, [
        line.rstrip() for line in result.stdout.replace(f"{ROOT}/corpus/", "corpus/").splitlines()
    ]


def missing(shown: Sequence[str], printed: Sequence[str]) -> str | None:
    """The first shown line that a run did not print where the page says; None when all is there.

    Lines between two elisions must follow each other. A shown line may be part of a printed one, so that a path on the
    page need not be that of the machine.
    """
    position, anchored = 0, True
    for line in (line.rstrip() for line in shown):
        if line == ELISION:
            anchored = False
            continue
        places = range(position, len(printed)) if not anchored else range(position, min(position + 1, len(printed)))
        found = next((place for place in places if agrees(line, printed[place])), None)
        if found is None:
            return line
        position, anchored = found + 1, True
    return None


def agrees(shown: str, printed: str) -> bool:
    """Whether a printed line is the shown one, or holds it apart from its own indent."""
    return shown == printed or (bool(shown.strip()) and shown.strip() in printed)
