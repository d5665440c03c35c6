"""Commands on a disk with no room, and on one that cannot be written: part of `tests/trust/faults.py`.

A tmpfs of a few megabytes where the user may mount one; else a limit on the size of the files that a command writes,
and a folder without the right to write (which does not hold root back).
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
if str(HERE) not in sys.path:  # the harness is a script too
    sys.path.insert(0, str(HERE))

from bench import TOLD, Bench, Figures  # noqa: E402 (found by the line above)

#: Most seconds that a command may take.
_WHOLE_S: Final = 200.0
#: Kilobytes that a disk has left. The tests' index has some 500, and its vector index as many.
ROOM_KB: Final = (0, 8, 32, 64, 128, 256, 400, 600, 900, 1_400, 2_000, 3_000, 6_000)


class Disk:
    """A place for a project that can be filled up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_mounted = False
        folder.mkdir(parents=True)
        if os.geteuid() == 0 and shutil.which("mount"):
            done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)], check=False)
            self.is_mounted = done.returncode == 0
        self._limit_kb: int | None = None

    def leave(self, room_kb: int | None) -> None:
        """Leave so much room; None for as much as is needed."""
        if not self.is_mounted:
            self._limit_kb = room_kb
            return
        used = shutil.disk_usage(self.folder).used >> 10
        size = 65_536 if room_kb is None else max(4, used + room_kb)
        subprocess.run(["mount", "-o", f"remount,size={size}k", str(self.folder)], check=True)

    def forbid_writing(self, is_forbidden: bool) -> None:
        """Let nothing be written, or all again."""
        if self.is_mounted:
            option = "remount,ro" if is_forbidden else "remount,rw"
            subprocess.run(["mount", "-o", option, str(self.folder)], check=True)
            return
        for path in [self.folder, *self.folder.rglob("*")]:
            mode = 0o755 if path.is_dir() else 0o644
            path.chmod(mode & 0o555 if is_forbidden else mode)

    def limit(self) -> None:
        """Hold the process back that calls it, where the disk itself does not."""
        if self._limit_kb is not None:
            room = max(1, self._limit_kb) << 10
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    def close(self) -> None:
        """Give the place back."""
        if self.is_mounted:
            subprocess.run(["umount", str(self.folder)], check=False)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A disk that is gone afterwards."""
    disk = Disk(folder)
    try:
        yield disk
    finally:
        disk.leave(None)
        disk.forbid_writing(False)
        disk.close()


def _command(bench: Bench, disk: Disk | None, *arguments: str) -> tuple[int, str, str]:
    """Code, output and errors of a command in a process of its own: a disk may end it by a signal."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        done = subprocess.run(
            [sys.executable, str(HERE / "hashing_program.py"), *arguments],
            stdout=out, stderr=errors, timeout=_WHOLE_S, check=False, preexec_fn=None if disk is None else disk.limit,
            env={**os.environ, "POLICYTEXT_INDEX": str(bench.index), "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        out.seek(0)
        errors.seek(0)
        return done.returncode, out.read(), errors.read()


def full_disk(first: Bench, folder: Path, figures: Figures, times: int) -> None:
    """Commands on a disk with ever more room: done or refused, and afterwards nothing is lost."""
    before = first.answers()
    with small_disk(folder) as disk:
        bench = Bench.copied(first, folder / "project")
        (bench.docs / "erbij.md").write_text(
            "# Erbij\n\nGemeenten moeten wachtlijsten openbaar maken.\n" * 400, "utf-8"
        )
        archive = str(bench.folder / "reserve.zip")
        bench.run("index", "backup", archive)
        pristine = folder.with_name(folder.name + "-pristine")
        shutil.copytree(bench.folder, pristine)
        commands = (
            ("ingest", str(bench.docs)),
            ("index", "rebuild"),
            ("index", "backup", archive, "--force"),
            ("index", "restore", archive, "--force"),
        )
        for number in range(times):
            room = ROOM_KB[(number // len(commands)) % len(ROOM_KB)]
            command = commands[number % len(commands)]
            name = f"{' '.join(command[:2])} with {room} KB left"
            disk.leave(room)
            code, _, errors = _command(bench, disk, *command)
            figures.tried["full disk"] += 1
            figures.ends["refused" if code else "done"] += 1
            if code not in {0, *TOLD} or "Traceback" in errors:
                figures.faults.append(f"{name}: code {code}: {errors[-1_500:]}")
            elif code and "Hint: " not in errors:
                figures.faults.append(f"{name}: no remedy is named: {errors}")
            code, _, errors = _command(bench, disk, "documents")  # answered while the disk is full
            figures.ends["question answered" if code == 0 else "question refused"] += 1
            if code not in (0, 4) or "Traceback" in errors:
                figures.faults.append(f"{name}: a question ends with {code}: {errors[-1_500:]}")
            disk.leave(None)
            (bench.docs / "erbij.md").unlink()
            for next_one in (("ingest", str(bench.docs), "--prune"), ("index", "check")):
                result = bench.run(*next_one)
                if result.exit_code:
                    figures.faults.append(f"{name}: then {next_one} ends with {result.exit_code}: {result.output}")
            if bench.answers() != before:
                figures.faults.append(f"{name}: lost: other answers than before")
            left = [path.name for path in bench.index.iterdir() if ".restored." in path.name or ".before." in path.name]
            if left or [path.name for path in bench.folder.iterdir() if path.name.startswith(".")]:
                figures.faults.append(f"{name}: left on the disk: {left}")
            shutil.rmtree(bench.folder)
            shutil.copytree(pristine, bench.folder)


def read_only(first: Bench, folder: Path, figures: Figures) -> None:
    """An index that cannot be written answers all the same, and says why nothing is written."""
    if os.geteuid() == 0 and not shutil.which("mount"):
        return  # nothing holds root back
    before = first.answers()
    with small_disk(folder) as disk:
        bench = Bench.copied(first, folder / "project")
        bench.settle()
        (bench.docs / "erbij.md").write_text("# Erbij\n\nGemeenten moeten wachtlijsten openbaar maken.\n", "utf-8")
        key = bench.run("export", "statements").stdout.partition('"id": "')[2].partition('"')[0]
        bench.settle()
        disk.forbid_writing(True)
        figures.tried["read-only"] += 1
        if bench.answers() != before:
            figures.faults.append("read-only: other answers than before")
        if bench.run("index", "check").exit_code:
            figures.faults.append("read-only: index check finds something")
        for command in (
            ("ingest", str(bench.docs)),
            ("index", "rebuild"),
            ("correct", key, "--own"),
            ("index", "backup", str(bench.folder / "reserve.zip")),
        ):
            name = f"read-only {' '.join(command[:2])}"
            code, _, errors = _command(bench, None, *command)
            figures.tried["read-only"] += 1
            figures.ends["refused" if code else "done"] += 1
            if code != 4 or "Hint: " not in errors or "Traceback" in errors:
                figures.faults.append(f"{name}: code {code}: {errors[-1_500:]}")
        disk.forbid_writing(False)
        (bench.docs / "erbij.md").unlink()
        if bench.run("ingest", str(bench.docs), "--prune").exit_code or bench.answers() != before:
            figures.faults.append("read-only: lost: other answers than before")
