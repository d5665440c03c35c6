"""Several processes at one index: `python tests/trust/races.py`.

Two ingests at once, queries beside an ingest, corrections beside an ingest, backups beside all of them, and what a
process that was killed leaves of its lock. Each command is done, or says which process is writing; a query answers with
a whole state, the one before or the one after; no statement and no correction that was said to be made is lost.
Printed: tried, survived, lost. Lost must be 0.
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
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
if str(HERE) not in sys.path:  # it is a script too
    sys.path.insert(0, str(HERE))

from bench import Bench, Figures, without_models  # noqa: E402 (found by the line above)

SEED: Final = 11
_WHOLE_S: Final = 300.0
Ended = tuple[int, str, str]


class Running:
    """A command in a process of its own; what it prints goes to files, so that it never waits for a reader."""

    def __init__(self, bench: Bench, *arguments: str, index: Path | None = None) -> None:
        self.arguments = arguments
        self._out, self._errors = tempfile.TemporaryFile("w+"), tempfile.TemporaryFile("w+")  # noqa: SIM115 (closed below)
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "hashing_program.py"), *arguments],
            cwd=bench.folder, stdout=self._out, stderr=self._errors,
            env={**os.environ, "POLICYTEXT_INDEX": str(index or bench.index), "OMP_NUM_THREADS": "1"},
        )  # fmt: skip

    def end(self) -> Ended:
        """Code, output and errors."""
        code = self.process.wait(_WHOLE_S)
        with self._out as out, self._errors as errors:
            out.seek(0)
            errors.seek(0)
            return code, out.read(), errors.read()


def _fault(figures: Figures, kind: str, name: str, ended: Ended, *, codes: tuple[int, ...]) -> bool:
    """Note how a command ended; whether it ended as it may."""
    code, _, errors = ended
    figures.tried[kind] += 1
    figures.ends["done" if code == 0 else "told who writes" if "is writing to the index" in errors else "refused"] += 1
    if code not in codes or "Traceback" in errors or (code == 4 and "Hint: " not in errors):
        figures.faults.append(f"{name}: code {code}: {errors[-1_500:]}")
        return False
    return True


def _whole(bench: Bench, figures: Figures, name: str, wanted: set[str]) -> None:
    """After all have ended: the index is whole, and holds every statement."""
    for command in (("ingest", str(bench.docs)), ("index", "check")):
        result = bench.run(*command)
        if result.exit_code:
            figures.faults.append(f"{name}: then {command} ends with {result.exit_code}: {result.output}")
    lost = wanted - set(_statements(bench))
    if lost:
        figures.faults.append(f"{name}: lost {sorted(lost)[:3]}")


def _statements(bench: Bench) -> list[str]:
    """What each statement says."""
    lines = bench.run("export", "statements").stdout.splitlines()
    return [str(json.loads(line)["text"]) for line in lines if line.startswith("{")]


def two_ingests(bench: Bench, figures: Figures, number: int) -> None:
    """Two ingests of different files at once: both are done, or one names the other; then nothing is missing."""
    files = [bench.docs / f"samen{number}-{one}.md" for one in "ab"]
    for file in files:
        file.write_text(f"# Samen\n\nGemeenten moeten {file.stem} openbaar maken, elk jaar weer.\n", "utf-8")
    wanted = set(_statements(bench))
    running = [Running(bench, "ingest", str(file)) for file in files]
    pids = {str(one.process.pid) for one in running}
    ended = [one.end() for one in running]
    for one in ended:
        _fault(figures, "two ingests", f"two ingests {number}", one, codes=(0, 4))
        holder = one[2].partition("process ")[2].partition(" ")[0]
        if one[0] == 4 and holder not in pids:
            figures.faults.append(f"two ingests {number}: the holder is not named: {one[2]}")
    if all(code for code, _, _ in ended):
        figures.faults.append(f"two ingests {number}: neither was done")
    _whole(bench, figures, f"two ingests {number}", wanted)
    shown = bench.run("documents", "--json").stdout
    figures.faults += [f"two ingests {number}: {file.name} is not there" for file in files if file.name not in shown]


def queries_beside(bench: Bench, figures: Figures, number: int) -> None:
    """Questions and backups while a document changes: each answer is that of before or that of after."""
    name = f"queries beside an ingest {number}"
    file = bench.docs / "wisselend.md"
    file.write_text(f"# Wisselend\n\nGemeenten moeten lijst {number} openbaar maken.\n", "utf-8")
    bench.run("ingest", str(bench.docs))
    question = ("search", f"lijst {number}", "--json", "--limit", "50")  # of which the answer changes
    before = bench.run(*question).stdout
    file.write_text(f"# Wisselend\n\nGemeenten moeten lijst {number} geheim houden.\n", "utf-8")
    ingest = Running(bench, "ingest", str(bench.docs), "--again")
    seen: list[str] = []
    archive = bench.folder / f"tijdens{number}.zip"
    backup: Running | None = None
    while ingest.process.poll() is None:
        asked = bench.run(*question)
        figures.tried["queries"] += 1
        figures.ends["done" if asked.exit_code == 0 else "refused"] += 1
        seen.append(asked.stdout)
        if asked.exit_code:
            figures.faults.append(f"{name}: a question ends with {asked.exit_code}: {asked.exception!r} {asked.output}")
        if backup is None and len(seen) == 3 + number % 5:
            backup = Running(bench, "index", "backup", str(archive))
        time.sleep(0.05)
    _fault(figures, "ingest beside queries", name, ingest.end(), codes=(0,))
    after = bench.run(*question).stdout
    if "geheim" not in after or "geheim" in before:
        figures.faults.append(f"{name}: the answer does not change, so this says nothing")
    strange = [text for text in seen if text not in (before, after)]
    if strange:
        figures.faults.append(f"{name}: {len(strange)} of {len(seen)} answers are of neither state")
    if backup is not None and _fault(figures, "backups", f"{name}: backup", backup.end(), codes=(0,)):
        other = bench.folder / "terug" / "index"
        restored = Running(bench, "index", "restore", str(archive), index=other).end()
        _fault(figures, "restores", f"{name}: restore", restored, codes=(0,))
        checked = Running(bench, "index", "check", index=other).end()
        text = Running(bench, *question, index=other).end()[1]
        if checked[0] or text not in (before, after):
            figures.faults.append(f"{name}: the backup is of neither state, or damaged: {checked}")
        shutil.rmtree(other.parent)
    archive.unlink(missing_ok=True)


def corrections_beside(bench: Bench, figures: Figures, number: int, chance: random.Random) -> None:
    """Corrections while an ingest runs, and two at once: what was said to be done is there."""
    name = f"corrections beside an ingest {number}"
    wanted = set(_statements(bench))
    lines = bench.run("export", "statements").stdout.splitlines()
    keys = [str(json.loads(line)["id"]) for line in chance.sample(lines, 3)]
    ingest = Running(bench, "ingest", str(bench.docs), "--again")
    time.sleep(chance.uniform(0, 3))
    tried = [Running(bench, "correct", key, "--own", "--note", f"ronde {number}") for key in keys]
    ended = [one.end() for one in tried]
    _fault(figures, "ingest beside corrections", name, ingest.end(), codes=(0, 4))
    done = set()
    for key, one in zip(keys, ended, strict=True):
        _fault(figures, "corrections", f"{name} {key}", one, codes=(0, 4))
        if one[0] == 0:
            done.add(key)
    _whole(bench, figures, name, wanted)
    rows = bench.run("export", "corrections").stdout.splitlines()
    held = {json.loads(line)["id"] for line in rows if f"ronde {number}" in line}
    if held != done:
        figures.faults.append(f"{name}: made {sorted(done)}, held {sorted(held)}")


def stale_lock(bench: Bench, figures: Figures, number: int, chance: random.Random) -> None:
    """An ingest, with workers too, is killed; the next command writes at once."""
    name = f"stale lock {number}"
    wanted = set(_statements(bench))
    workers = ("--workers", "2") if number % 2 else ()
    dead = Running(bench, "ingest", str(bench.docs), "--again", *workers)
    lock = bench.index / "policytext.lock"
    deadline = time.monotonic() + _WHOLE_S
    while lock.read_text() != f"{dead.process.pid}\n" and dead.process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.5))
    dead.process.kill()
    dead.end()
    _fault(figures, "stale locks", name, Running(bench, "ingest", str(bench.docs)).end(), codes=(0,))
    _whole(bench, figures, name, wanted)


def race_all(folder: Path, times: int, seed: int = SEED, documents: int = 4) -> Figures:
    """Each race so many times, in a project below the folder."""
    chance = random.Random(seed)
    figures = Figures()
    with without_models():
        bench = Bench(folder / "project", documents)
        for number in range(times):
            two_ingests(bench, figures, number)
            queries_beside(bench, figures, number)
            corrections_beside(bench, figures, number, chance)
            stale_lock(bench, figures, number, chance)
    return figures


def main() -> int:
    """Read the arguments and print the figures; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = race_all(Path(folder), given.times, given.seed)
    sys.stdout.write(f"{figures}\n")
    return 1 if figures.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
