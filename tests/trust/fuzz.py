"""Spoil the sample files in thousands of ways and see that each is read or refused: `python tests/trust/fuzz.py`.

Each mutant is read by one of two processes, started anew when one dies or hangs: structure, sentences, citations, and
the provenance of every span. Nothing is encoded. Printed at the end: tried, survived (read), refused, lost (a span
whose words are not those of the file, or words in no sentence), tracebacks, hangs, crashes. The last four must be 0.

A mutant is made again by its name: `python tests/trust/fuzz.py --seed 11 --only NUMBER --keep FOLDER`.
"""

import argparse
import contextlib
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
if str(HERE) not in sys.path:  # it is a script too
    sys.path.insert(0, str(HERE))

from mutations import mutant  # noqa: E402 (found by the line above)

SEED: Final = 11
TIMEOUT_S: Final = 60.0
_SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".xml", ".docx", ".odt", ".pdf"})


def samples() -> list[Path]:
    """The files of the sample corpus that are documents."""
    found = [path for path in sorted((ROOT / "corpus").rglob("*")) if path.suffix in _SUFFIXES]
    return [path for path in found if path.stem != "README" and not path.is_symlink()]


def xml_samples() -> dict[str, bytes]:
    """Official publications in XML, written for the tests of their reader."""
    sys.path.insert(0, str(ROOT / "tests" / "readers"))
    try:
        from official_files import FILES  # noqa: PLC0415 (found by the line above)
    finally:
        sys.path.pop(0)
    return {f"{name.replace(' ', '-')}.xml": text.encode() for name, text in FILES.items()}


@dataclass(frozen=True, slots=True)
class Try:
    """A mutant: the sample with its bytes, and by which numbers it is made."""

    number: int
    name: str
    data: bytes = field(repr=False)
    seed: int

    def bytes(self) -> tuple[str, bytes]:
        """See `mutations.mutant`."""
        return mutant(self.name, self.data, self.seed, self.number)


@dataclass(slots=True)
class Outcomes:
    """What became of the mutants; `faults` are lines for people, one for each that is no survival and no refusal."""

    count: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def add(self, task: Try, kind: str, detail: str, seconds: float) -> None:
        """Count one mutant."""
        self.count[kind] += 1
        self.formats[f"{task.name.rpartition('.')[2]} {kind}"] += 1
        self.slowest = max(self.slowest, (seconds, f"{task.name} {task.number}"))
        if kind == "refused":
            self.reasons[detail] += 1
        elif kind != "survived":
            self.faults.append(f"{kind}: {task.name}, seed {task.seed}, number {task.number}: {detail}")

    def __str__(self) -> str:
        kinds = ("survived", "refused", "lost", "traceback", "hang", "crash")
        lines = [f"tried {self.count.total()}: " + ", ".join(f"{self.count[kind]} {kind}" for kind in kinds)]
        lines += [f"  {name}: {count}" for name, count in sorted(self.formats.items())]
        lines += [f"  refused {count} times: {reason}" for reason, count in self.reasons.most_common(20)]
        lines.append(f"  slowest: {self.slowest[0]:.1f} s, {self.slowest[1]}")
        return "\n".join([*lines, *self.faults])


def tries(count: int, seed: int, first: int = 0) -> Iterator[Try]:
    """So many mutants, of each sample in turn; every format comes as often as another one."""
    by_format: dict[str, list[tuple[str, bytes]]] = {}
    for path in samples():
        by_format.setdefault(path.suffix, []).append((path.name, path.read_bytes()))
    by_format[".xml"] = by_format.get(".xml", []) + list(xml_samples().items())
    formats = sorted(by_format)
    for number in range(first, first + count):
        files = by_format[formats[number % len(formats)]]
        name, data = files[number // len(formats) % len(files)]
        yield Try(number, name, data, seed)


def read_one(task: Try, folder: Path) -> tuple[str, str]:
    """Outcome and detail of a mutant, in this process."""
    from reading import understand  # noqa: PLC0415 (a worker imports it once, the parent never)

    from policytext.errors import InputError  # noqa: PLC0415 (the same)

    done, data = task.bytes()
    path = folder / task.name
    path.write_bytes(data)
    try:
        _, lost = understand(path)
    except InputError as error:
        told = error.message.removeprefix(f"{path}: ")
        if told == error.message:
            return "traceback", f"[{done}] the message names no file: {told}"
        return "refused", told.partition(":")[0][:60]
    except Exception:  # whatever it is, it is a fault that this harness looks for
        return "traceback", f"[{done}] {traceback.format_exc(limit=-4)}"
    return ("lost", f"[{done}] {len(lost)}: {lost[0]}") if lost else ("survived", "")


def _work(connection: Connection) -> None:
    sys.path.insert(0, str(HERE))
    with tempfile.TemporaryDirectory() as folder:
        while True:
            try:
                task: Try = connection.recv()
            except EOFError:
                return
            connection.send(read_one(task, Path(folder)))


class _Worker:
    """A process that reads mutants."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.task: Try | None = None
        self.since = 0.0

    def give(self, task: Try) -> None:
        """Let it read one."""
        self.task, self.since = task, time.monotonic()
        self.connection.send(task)

    def end(self) -> None:
        """Stop it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def fuzz(wanted: Sequence[Try], processes: int = 2, timeout_s: float = TIMEOUT_S) -> Outcomes:
    """Read all mutants, each within the time."""
    outcomes = Outcomes()
    waiting = deque(wanted)
    workers = [_Worker() for _ in range(processes)]
    try:
        while waiting or any(worker.task for worker in workers):
            for worker in workers:
                if worker.task is None and waiting:
                    worker.give(waiting.popleft())
            heard = wait([worker.connection for worker in workers if worker.task], timeout=1.0)
            for number, worker in enumerate(workers):
                if worker.task is None:
                    continue
                seconds = time.monotonic() - worker.since
                if worker.connection in heard:
                    try:
                        kind, detail = worker.connection.recv()
                    except (EOFError, OSError):
                        worker.process.join(5)
                        kind, detail = "crash", f"exit code {worker.process.exitcode}"
                elif seconds > timeout_s:
                    kind, detail = "hang", f"more than {timeout_s:g} seconds, {worker.task.bytes()[0]}"
                else:
                    continue
                outcomes.add(worker.task, kind, detail, seconds)
                worker.task = None
                if kind in ("crash", "hang"):
                    worker.end()
                    workers[number] = _Worker()
    finally:
        for worker in workers:
            worker.end()
    return outcomes


def main() -> int:
    """Read the arguments and print the figures; 1 where a mutant was neither read nor refused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--only", type=int, help="one mutant, in this process")
    parser.add_argument("--keep", type=Path, help="where the file of --only is written")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if given.only is not None:
        (task,) = tries(1, given.seed, given.only)
        with contextlib.ExitStack() as stack:
            folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            sys.stdout.write("\n".join((task.name, task.bytes()[0], *read_one(task, folder), "")))
        return 0
    outcomes = fuzz(list(tries(given.count, given.seed, given.first)), given.processes)
    sys.stdout.write(f"{outcomes}\n")
    return 1 if outcomes.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
