"""Stop commands that write an index by SIGKILL at random moments, and see what is left: `python tests/trust/kill.py`.

Each time one of `ingest`, `index rebuild` and `correct` is started and killed. Then a query must answer from a complete
state (every statement that was there before the kill and whose document is unchanged), and after the next whole run
`index check` finds nothing and no statement is lost. Printed: tried (killed), survived, lost. Lost must be 0.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
SAMPLES: Final = HERE.parents[1] / "corpus"
SEED: Final = 11
#: Most seconds that a command may take when it is not killed.
_WHOLE_S: Final = 200.0


@dataclass(slots=True)
class Figures:
    """How often what was killed, and what was wrong afterwards."""

    killed: Counter[str] = field(default_factory=Counter)
    ended_before: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        tried = ", ".join(f"{name} {count}" for name, count in sorted(self.killed.items()))
        head = (
            f"tried {self.killed.total()} ({tried}), lost {len(self.faults)}; {self.ended_before} ended before the kill"
        )
        return "\n".join([head, *self.faults])


class Project:
    """A folder with copies of the sample texts, whose statements are known by their words."""

    def __init__(self, folder: Path, documents: int) -> None:
        self.folder = folder
        docs = folder / "docs"
        docs.mkdir(parents=True)
        texts = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".txt", ".md") and path.stem != "README"]
        for path in texts[:documents]:
            shutil.copy(path, docs)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A command with the tests' encoder."""
        return subprocess.Popen(
            [sys.executable, str(HERE / "hashing_program.py"), *arguments],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip

    def run(self, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
        """Standard output of a whole run.

        Raises:
            RuntimeError: it failed; the message has its errors.
        """
        process = self.start(*arguments)
        printed, errors = process.communicate(timeout=_WHOLE_S)
        if process.returncode not in codes or "Traceback" in errors:
            raise RuntimeError(f"{arguments}: code {process.returncode}: {errors[-1500:]}")
        return printed

    def seconds(self, *arguments: str) -> float:
        """How long a whole run takes."""
        started = time.monotonic()
        self.run(*arguments)
        return time.monotonic() - started

    def kill(self, after_s: float, *arguments: str) -> bool:
        """Start a command and kill it; whether it was still there."""
        process = self.start(*arguments)
        try:
            process.communicate(timeout=after_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return True
        return False

    def statements(self) -> set[tuple[str, str]]:
        """Source and words of each statement, as a query answers now."""
        rows: list[dict[str, Any]] = [
            json.loads(line) for line in self.run("export", "statements").splitlines() if line.startswith("{")
        ]
        return {(row["source"], row["text"]) for row in rows}

    def sentence(self) -> str:
        """Id of a statement to correct."""
        lines = self.run("export", "statements").splitlines()
        return str(json.loads(lines[len(lines) // 2])["id"])


def kill_many(folder: Path, times: int, seed: int = SEED, documents: int = 8) -> Figures:
    """Kill a command `times` times in a project below the folder; one that ended before the kill does not count.

    The moment is drawn from the time that the command takes; after three tries for each kill it is given up.
    """
    chance = random.Random(seed)
    project = Project(folder / "project", documents)
    project.run("ingest", "docs")
    wanted, key = project.statements(), project.sentence()
    figures = Figures()
    if not wanted:
        figures.faults.append("the samples give no statements: the harness says nothing")
    commands = (("ingest", "docs", "--again"), ("index", "rebuild"), ("correct", key, "--note", "proef", "--own"))
    takes_s = {command: project.seconds(*command) for command in commands}
    for number in range(3 * times):
        if figures.killed.total() == times:
            break
        command = commands[(0, 1, 0, 2)[number % 4]]
        name = f"{number}: {' '.join(command[:2])}"
        after = chance.uniform(0.05, 0.95) * takes_s[command]
        try:
            if not project.kill(after, *command):
                figures.ended_before += 1
                continue
            figures.killed[command[0]] += 1
            # an ingest in between leaves the earlier state to readers, so no statement may be away at any moment
            for lost in sorted(wanted - project.statements()):
                figures.faults.append(f"{name} killed after {after:.2f} s: a query lost {lost}")
            project.run("search", "wijkteams")
            if number % 3 == 2 or figures.killed.total() == times:
                _complete(project, wanted, figures, name)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            figures.faults.append(f"{name} killed after {after:.2f} s: {error}")
    return figures


def _complete(project: Project, wanted: set[tuple[str, str]], figures: Figures, name: str) -> None:
    """The next run brings everything to an end."""
    project.run("ingest", "docs")
    project.run("index", "check")
    for lost in sorted(wanted - project.statements()):
        figures.faults.append(f"{name}: lost for good {lost}")
    left = [path.name for path in (project.folder / "index").iterdir() if ".before." in path.name]
    if left:
        figures.faults.append(f"{name}: left after a whole run: {left}")


def main() -> int:
    """Read the arguments and print the figures; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--documents", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = kill_many(Path(folder), given.times, given.seed, given.documents)
    sys.stdout.write(f"{figures}\n")
    return 1 if figures.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
