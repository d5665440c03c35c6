"""Damage an index, fill its disk and let reads and writes fail, and see what is left: `python tests/trust/faults.py`.

After each fault a command ends with what it should print or with a message (never a traceback), `index check` names
what is damaged unless every answer is as before, and after the disk has room again and the next run nothing is lost.
Printed: tried, survived, lost. Lost must be 0.

The disk is a small tmpfs where the user may mount one, else a limit on the size of files.
"""

import argparse
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

HERE: Final = Path(__file__).resolve().parent
if str(HERE) not in sys.path:  # it is a script too
    sys.path.insert(0, str(HERE))

from bench import TOLD, Bench, Figures, told, without_models  # noqa: E402 (found by the line above)

from policytext.store import file_sums, snapshot  # noqa: E402

SEED: Final = 11
Answers = list[tuple[int, str]]


# -- damage


def flip_bits(bench: Bench, figures: Figures, times: int, seed: int) -> None:
    """One bit of the database at a time: `index check` tells of it, or all answers are as before."""
    chance = random.Random(seed)
    before = bench.answers()
    bench.settle()
    whole = bench.database.read_bytes()
    for number in range(times):
        # every tenth in the first page, where the schema and the settings of the file are
        at, bit = chance.randrange(4_096 if number % 10 == 0 else len(whole)), chance.randrange(8)
        name = f"bit {bit} of byte {at}"
        bench.settle()
        with bench.database.open("r+b") as file:
            file.seek(at)
            file.write(bytes([whole[at] ^ 1 << bit]))
        figures.tried["bits"] += 1
        _damaged(bench, figures, before, name)
        bench.settle()
        bench.database.write_bytes(whole)


def cut_off(bench: Bench, figures: Figures, times: int, seed: int) -> None:
    """The database cut off at random lengths."""
    chance = random.Random(seed)
    before = bench.answers()
    bench.settle()
    whole = bench.database.read_bytes()
    for length in [0, 1, 100, 4_096, *(chance.randrange(len(whole)) for _ in range(max(0, times - 4)))][:times]:
        bench.settle()
        bench.database.write_bytes(whole[:length])
        figures.tried["cut off"] += 1
        _damaged(bench, figures, before, f"database of {length} bytes", must=True)
    bench.settle()
    bench.database.write_bytes(whole)


def _damaged(bench: Bench, figures: Figures, before: Answers, name: str, *, must: bool = False) -> None:
    checked = bench.run("index", "check")
    after = bench.answers()
    for result, question in (
        (told(checked), "index check"),
        *((text, "question") for code, text in after if code == 1),
    ):
        if result is not None:
            figures.faults.append(f"{name}: traceback of {question}: {result}")
    is_told = checked.exit_code in TOLD
    if not is_told and (must or after != before):
        figures.faults.append(f"{name}: index check finds nothing, and answers are others")
    figures.ends["told" if is_told else "without effect"] += 1


def damage_derived(bench: Bench, figures: Figures, *, every: int = 1) -> None:
    """Each file of columns and vector index gone, cut off or changed: it is named, questions are answered, mended."""
    with patch("policytext.vectors.filling.COLUMNS_FROM", 1):
        bench.run("index", "rebuild")
        before = bench.answers()
        pristine = bench.folder / "pristine"
        shutil.copytree(bench.index, pristine)
        folders = [bench.index / name for name in ("columns", "vectors")]
        files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
        files = [path for path in files if path.name != "policytext.lock" and path.stat().st_size]
        ways = [(path, way) for path in files for way in (_remove, _halve, _flip)]
        # A list of sums that is gone tells of nothing, as in an index of before there were any. Chroma changes its
        # database by opening it: only damage to its structure is looked for; it decides no answer of so small an index.
        unseen = ((file_sums.SUMS_NAME, _remove), ("chroma.sqlite3", _flip))
        cases = [(path, way) for path, way in ways if (path.name, way) not in unseen][::every]
        cases += [(folder, shutil.rmtree) for folder in folders]
        for number, (path, way) in enumerate(cases):
            name = f"{getattr(way, '__name__', 'way')} {path.relative_to(bench.index)}"
            way(path)
            figures.tried["derived"] += 1
            _derived(bench, figures, before, name, mend=number % 16 == 0 or path in folders)
            shutil.rmtree(bench.index)
            shutil.copytree(pristine, bench.index)


def _derived(bench: Bench, figures: Figures, before: Answers, name: str, *, mend: bool) -> None:
    after = bench.answers()
    for (code, text), (_, wanted) in zip(after, before, strict=True):
        if code == 1:
            figures.faults.append(f"{name}: traceback of a question: {text}")
        elif code == 0 and text != wanted and not name.startswith("_flip"):  # a changed number answers, and is found
            figures.faults.append(f"{name}: another answer")
    checked = bench.run("index", "check")
    if checked.exit_code != 8 or "index rebuild" not in checked.stdout:
        figures.faults.append(f"{name}: index check ends with {checked.exit_code}: {told(checked) or checked.output}")
    figures.ends["told"] += 1
    if mend:
        mended = [bench.run("index", "rebuild"), bench.run("index", "check")]
        if any(result.exit_code for result in mended) or bench.answers() != before:
            figures.faults.append(f"{name}: not mended: {[result.output[-500:] for result in mended]}")


def _remove(path: Path) -> None:
    path.unlink()


def _halve(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 16
    path.write_bytes(data)


# -- reads and writes that fail


class Failing(sqlite3.Connection):
    """A connection on which the statement with the number `at`, of all connections, and those after it fail."""

    at, count, reason = 0, 0, ""

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """The statement, or the error."""
        self._fail()
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        """The same."""
        self._fail()
        return super().executemany(*arguments)

    def backup(self, *arguments: Any, **options: Any) -> None:
        """The same."""
        self._fail()
        super().backup(*arguments, **options)

    @classmethod
    def _fail(cls) -> None:
        cls.count += 1
        if cls.count > cls.at:
            raise sqlite3.OperationalError(cls.reason)


@contextmanager
def failing(at: int, reason: str) -> Iterator[None]:
    """Let SQLite fail from its statement `at` on."""
    connect = sqlite3.connect
    Failing.at, Failing.count, Failing.reason = at, 0, reason
    with patch("sqlite3.connect", lambda *args, **options: connect(*args, **{**options, "factory": Failing})):
        yield


def fail_statements(bench: Bench, figures: Figures, times: int, seed: int) -> None:
    """Commands whose disk fails at a random statement: a message, and after the next run nothing is lost."""
    chance = random.Random(seed)
    before = bench.answers()
    key = bench.run("export", "statements").stdout.partition('"id": "')[2].partition('"')[0]
    new = bench.docs / "erbij.md"
    archive = bench.folder / "reserve.zip"
    commands: tuple[tuple[str, ...], ...] = (
        ("ingest", str(bench.docs)),
        ("index", "rebuild"),
        ("correct", key, "--own"),
        ("index", "backup", str(archive), "--force"),
        ("index", "restore", str(archive), "--force"),
        ("search", "wijkteams"),
    )
    bench.run("index", "backup", str(archive))
    for number in range(times):
        command = commands[number % len(commands)]
        reason = ("database or disk is full", "disk I/O error", "attempt to write a readonly database")[number % 3]
        if command[0] == "ingest":
            new.write_text(f"# Erbij\n\nGemeenten moeten in jaar {number} wachtlijsten openbaar maken.\n", "utf-8")
        with failing(10**9, ""):  # how many statements it takes
            Bench.copied(bench, bench.folder / "trial").run(*_moved(command, bench, bench.folder / "trial"))
            count = Failing.count
        shutil.rmtree(bench.folder / "trial")
        at = chance.randrange(max(1, count))
        name = f"{' '.join(command[:2])} failing at {at} of {count} ({reason})"
        with failing(at, reason):
            result = bench.run(*command)
        figures.tried["statements"] += 1
        _failed(figures, name, result.exit_code, told(result) or result.stderr)
        new.unlink(missing_ok=True)
        if command[0] == "search":
            continue
        if command[0] == "correct":  # it may have been done before the disk failed
            bench.run("correct", key, "--undo")
        for wrong in _settled(bench, before):
            figures.faults.append(f"{name}: {wrong}")


def _moved(command: tuple[str, ...], bench: Bench, folder: Path) -> tuple[str, ...]:
    return tuple(part.replace(str(bench.folder), str(folder)) for part in command)


def _failed(figures: Figures, name: str, code: int, errors: str) -> None:
    if "Traceback" in errors or code not in {0, *TOLD}:
        figures.faults.append(f"{name}: code {code}: {errors}")
    elif code and "Hint: " not in errors and "Failed: " not in errors:
        figures.faults.append(f"{name}: no remedy is named: {errors}")
    figures.ends["refused" if code else "done"] += 1


def _settled(bench: Bench, before: Answers) -> Iterator[str]:
    """What is wrong after the next whole run: all is as before."""
    after = bench.answers()
    if any(code == 1 for code, _ in after):
        yield f"a question ends with {next(text for code, text in after if code == 1)}"
    for command in (("ingest", str(bench.docs), "--prune"), ("index", "check")):
        result = bench.run(*command)
        if result.exit_code:
            yield f"{command} ends with {result.exit_code}: {told(result) or result.output}"
    if bench.answers() != before:
        yield "lost: other answers than before"
    if snapshot.is_kept(bench.index):
        yield "the earlier state is left over"


def fail_migration(bench: Bench, figures: Figures, times: int, seed: int) -> None:
    """Bringing an older index up to date stops at a random statement, and the next run does it."""
    chance = random.Random(seed)
    before = bench.answers()
    bench.settle()
    with sqlite3.connect(bench.database) as older:  # as before corrections, digests and all that came later
        later = [name for (name,) in older.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in {"correction", "checksum", "coding"} & set(later):
            older.execute(f"DROP TABLE {table}")
        older.execute("PRAGMA user_version = 3")
    older.close()
    bench.settle()
    whole = bench.database.read_bytes()
    for number in range(times):
        at = number if number < 12 else chance.randrange(12, 120)
        name = f"migration failing at {at}"
        with failing(at, "database or disk is full"):
            result = bench.run("ingest", str(bench.docs))
        figures.tried["migration"] += 1
        _failed(figures, name, result.exit_code, told(result) or result.stderr)
        figures.faults += [f"{name}: {wrong}" for wrong in _settled(bench, before)]
        bench.settle()
        bench.database.write_bytes(whole)


def unreadable_files(bench: Bench, figures: Figures) -> None:
    """A file whose reads fail costs itself and nothing else."""
    before = bench.answers()
    (bench.docs / "geheugen.txt").symlink_to("/proc/self/mem")  # reading it ends with an input/output error
    figures.tried["reads"] += 1
    result = bench.run("ingest", str(bench.docs))
    _failed(figures, "a file that cannot be read", result.exit_code, told(result) or result.stderr)
    if result.exit_code != 6 or "geheugen.txt" not in result.stderr:
        figures.faults.append(f"a file that cannot be read: code {result.exit_code}: {result.output}")
    (bench.docs / "geheugen.txt").unlink()
    figures.faults += [f"a file that cannot be read: {wrong}" for wrong in _settled(bench, before)]


def all_faults(folder: Path, size: int, seed: int = SEED) -> Figures:
    """Every kind of fault, each some `size` times, below the folder."""
    from small_disk import full_disk, read_only  # noqa: PLC0415 (it needs the path of this file)

    figures = Figures()
    with without_models():
        first = Bench(folder / "first")
        flip_bits(Bench.copied(first, folder / "bits"), figures, 2 * size, seed)
        cut_off(Bench.copied(first, folder / "cut"), figures, size, seed)
        damage_derived(Bench.copied(first, folder / "derived"), figures, every=max(1, 150 // (2 * size)))
        fail_statements(Bench.copied(first, folder / "statements"), figures, 2 * size, seed)
        fail_migration(Bench.copied(first, folder / "migration"), figures, size, seed)
        unreadable_files(Bench.copied(first, folder / "reads"), figures)
        full_disk(first, folder / "full", figures, size)
        read_only(first, folder / "readonly", figures)
    return figures


def main() -> int:
    """Read the arguments and print the figures; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=50)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = all_faults(Path(folder), given.size, given.seed)
    sys.stdout.write(f"{figures}\n")
    return 1 if figures.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
