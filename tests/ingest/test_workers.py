"""Documents prepared in other processes: the same index, and a death that costs one document."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import fake_workers
import pytest

from policytext.errors import ModelMissing
from policytext.ingest import run as pipeline
from policytext.ingest.report import FileReport, IngestReport, Outcome, Silent
from policytext.ingest.run import IngestOptions, ingest
from policytext.store import check

SENTENCES = (
    "Gemeenten moeten de wachtlijsten van de jeugdhulp openbaar maken.",
    "Dat vraagt van het Rijk een bijdrage van 12 miljoen euro.",
    "Volgens de Rekenkamer wachten gezinnen gemiddeld 14 weken.",
    "Wij pleiten voor een wijkteam dat zelf hulp kan bieden.",
)


@pytest.fixture
def many(folder: Path) -> Path:
    """Eleven documents more: versions of a text, a copy, the same in two formats, and what cannot be read."""
    text = " ".join(f"{sentence} Dit is punt {number} van de nota." for number in range(2) for sentence in SENTENCES)
    for number in range(5):
        body = text.replace("14 weken", f"{14 + number} weken")
        (folder / f"versie{number}.md").write_text(f"# Nota {number}\n\n{body}\n", encoding="utf-8")
    other = text.replace("wijkteam", "buurtteam").replace("nota", "brief").replace("Rijk", "kabinet")
    (folder / "tekst.txt").write_text(f"Een brief\n\n{other}\n", encoding="utf-8")
    (folder / "pagina.html").write_text(
        f"<html><head><title>Een brief</title></head><body><main><h1>Een brief</h1><p>{other}</p></main></body></html>",
        encoding="utf-8",
    )
    (folder / "kopie.txt").write_bytes((folder / "tekst.txt").read_bytes())
    (folder / "leeg.txt").write_bytes(b"")
    (folder / "stuk.pdf").write_bytes(b"%PDF-1.7\nniets")
    return folder


@pytest.fixture
def with_workers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., IngestReport]:
    """Ingests in worker processes that load no model."""

    def run(folder: Path, index: Path, load: object = fake_workers.hashing, **options: object) -> IngestReport:
        monkeypatch.setattr(pipeline, "load_analyser", load)
        return ingest([folder], index, IngestOptions(**{"workers": 2, **options}))  # type: ignore[arg-type]

    return run


def contents(index: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, save when they were written."""
    with sqlite3.connect(index / "policytext.sqlite3") as database:
        tables = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not name.startswith("sqlite_")
        ]
        found = {}
        for table in tables:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if not row[1].endswith("_at")]
            if columns:
                names = ", ".join(f'"{column}"' for column in columns)
                found[table] = sorted(database.execute(f"SELECT {names} FROM {table}"), key=repr)
        return found


def outcomes(report: IngestReport) -> list[FileReport]:
    return report.files


@pytest.mark.parametrize("again", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_index_and_report_are_those_of_one_process(
    many: Path, index: Path, with_workers: Callable[..., IngestReport], again: bool
) -> None:
    alone = ingest([many], index, IngestOptions(again=again))
    side_by_side = with_workers(many, index.with_name("other"), again=again)
    assert side_by_side.files == alone.files
    assert {outcome for outcome in Outcome if alone.having(outcome)} >= {
        Outcome.INGESTED, Outcome.SAME, Outcome.FAILED
    }  # fmt: skip
    assert contents(index.with_name("other")) == contents(index)
    assert set(side_by_side.seconds) == set(alone.seconds)
    assert check(index.with_name("other")) == []


@pytest.mark.slow
def test_second_run_prepares_what_is_new(many: Path, index: Path, with_workers: Callable[..., IngestReport]) -> None:
    with_workers(many, index)
    (many / "brief.txt").write_text("Brief over de wijk\n\nHet loket sluit.\n", encoding="utf-8")
    report = with_workers(many, index)
    assert [file.source for file in report.having(Outcome.INGESTED)] == ["docs/brief.txt"]


@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.slow), 2])
def test_crash_costs_its_document_only(
    many: Path, index: Path, with_workers: Callable[..., IngestReport], workers: int
) -> None:
    for name in ("a.txt", "tegen.md"):
        (many / name).write_text("Een tekst die ontploft in de wijk.", encoding="utf-8")
    report = with_workers(many, index, fake_workers.mischievous, workers=workers, timeout_s=60)
    failed = {file.source: file for file in report.having(Outcome.FAILED)}
    assert set(failed) == {"docs/a.txt", "docs/tegen.md", "docs/leeg.txt", "docs/stuk.pdf"}
    assert failed["docs/a.txt"].reason == "the process that read it was ended by SIGSEGV"
    assert len(report.having(Outcome.INGESTED)) == 10
    assert check(index) == []


def test_document_that_never_ends_is_given_up(
    folder: Path, index: Path, with_workers: Callable[..., IngestReport]
) -> None:
    (folder / "lang.txt").write_text("Een eindeloos verhaal over de wijk.", encoding="utf-8")
    report = with_workers(folder, index, fake_workers.mischievous, workers=1, timeout_s=6.0)
    (failed,) = report.having(Outcome.FAILED)
    assert (failed.source, failed.reason) == ("docs/lang.txt", "it took longer than 6 seconds")
    assert "--timeout-s" in failed.hint
    assert len(report.having(Outcome.INGESTED)) == 3


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process takes")
def test_document_that_eats_memory_is_given_up(
    folder: Path, index: Path, with_workers: Callable[..., IngestReport]
) -> None:
    (folder / "groot.txt").write_text("Een gulzig verhaal over de wijk.", encoding="utf-8")
    report = with_workers(folder, index, fake_workers.mischievous, workers=1, memory_mb=200)
    (failed,) = report.having(Outcome.FAILED)
    assert (failed.source, failed.reason) == ("docs/groot.txt", "it took more than 200 MB of memory")
    assert len(report.having(Outcome.INGESTED)) == 3


@pytest.mark.slow
def test_model_that_does_not_load_in_a_worker_is_told(
    folder: Path, index: Path, with_workers: Callable[..., IngestReport]
) -> None:
    with pytest.raises(ModelMissing, match="er is geen model") as raised:
        with_workers(folder, index, fake_workers.without_model)
    assert raised.value.hint == "zoek het"
    assert not index.exists()


@pytest.mark.slow
def test_workers_that_end_at_once_end_the_run(
    folder: Path, index: Path, with_workers: Callable[..., IngestReport]
) -> None:
    with pytest.raises(ModelMissing, match="end by SIGKILL before"):
        with_workers(folder, index, fake_workers.dying)


@pytest.mark.slow
def test_progress_counts_every_file_in_order(many: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Told(Silent):
        def __init__(self) -> None:
            self.heard: list[str] = []

        def file(self, source: str) -> None:
            self.heard.append(source)

        def sentences(self, done: int, total: int) -> None:
            assert 0 <= done <= total

        def done(self, report: FileReport) -> None:
            assert self.heard[-1] == report.source

    told = Told()
    monkeypatch.setattr(pipeline, "load_analyser", fake_workers.hashing)
    report = ingest([many], index, IngestOptions(workers=2), told)
    assert told.heard == [file.source for file in report.files]


PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell in the background has ignored
sys.path[:0] = sys.argv[1:3]
import fake_workers
import policytext.ingest.run as run
run.load_analyser = fake_workers.mischievous
if __name__ == "__main__":
    from policytext.cli.main import main
    main(sys.argv[3:])
"""


def children(process: int) -> list[int]:
    """Processes that were started by one, as Linux tells them."""
    found = subprocess.run(["ps", "-ww", "-o", "pid=,args=", "--ppid", str(process)], capture_output=True, text=True)
    return [int(line.split()[0]) for line in found.stdout.splitlines() if "spawn_main" in line]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="asks for processes as Linux tells them")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_workers_end_with_the_run(folder: Path, index: Path, how: signal.Signals, code: int) -> None:
    (folder / "a.txt").write_text("Een eindeloos verhaal.", encoding="utf-8")
    here = Path(__file__).parent
    arguments = ["ingest", str(folder), "--workers", "2", "--index", str(index)]
    command = [sys.executable, "-c", PROGRAM, str(here), str(here.parent), *arguments]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0)
    started: list[int] = []
    deadline = time.monotonic() + 60
    while len(started) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
        started = children(running.pid)
    assert len(started) == 2, running.communicate(timeout=1) if running.poll() is not None else "still running"
    time.sleep(1.0)
    os.killpg(running.pid, how) if how is signal.SIGINT else running.send_signal(how)
    _, errors = running.communicate(timeout=20)
    assert (running.returncode, "Traceback" in errors) == (code, False), errors
    deadline = time.monotonic() + 10
    while (alive := [number for number in started if Path(f"/proc/{number}").exists()]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert alive == []
