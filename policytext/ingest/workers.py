"""Documents prepared in processes of their own, ahead of the one that writes.

Each worker has a document at a time and a connection of its own, so that one that is killed costs its document and
nothing else; a new one takes its place. Results are asked for in the order of the documents, and only so many are
prepared ahead as there is room for.
"""

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from policytext import errors
from policytext.errors import ConfigError, ModelMissing, PolicytextError
from policytext.ingest.analysis import Analyser
from policytext.ingest.discover import Candidate
from policytext.ingest.options import IngestOptions
from policytext.ingest.preparing import Analysed, DocumentFailed, Opened
from policytext.ingest.report import Progress, StageTimes
from policytext.ingest.worker import CannotStart, Encoded, NotPrepared, Prepared, Ready, work

#: Documents that are prepared or being prepared, for each worker: a long one must not leave the others idle.
_AHEAD: Final = 3
#: Times that workers may end one after another before any is ready.
_FALSE_STARTS: Final = 3
#: Seconds between two looks at what workers take.
_LOOK_S: Final = 0.1
_END_S: Final = 2.0
#: What libraries ask for the number of their threads.
_THREADS: Final = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")
_KILLED_HINT: Final = "the machine may be short of memory: ingest the file by itself, or with fewer --workers"
_CRASHED_HINT: Final = "a library failed on the file: save it again in its own program, or in another format"
_LIMIT_HINT: Final = "raise {option}, or leave the file out"


@dataclass(slots=True)
class _Task:
    """A document, its place in the order (None where it was not foreseen), and what became of it."""

    candidate: Candidate
    number: int | None
    encoded: Encoded | None = None
    outcome: Prepared | NotPrepared | None = None


@dataclass(slots=True)
class _Worker:
    """A process, and the document that it has with when it took it up and how much memory it held then, in bytes."""

    process: SpawnProcess
    connection: Connection
    is_ready: bool = False
    task: _Task | None = None
    since: float = 0.0
    held: int = 0


class Workers:
    """A `Preparer` that prepares ahead in other processes. Use it as a context manager."""

    def __init__(
        self, load: Callable[[], Analyser], options: IngestOptions, times: StageTimes, progress: Progress
    ) -> None:
        """Say how workers are to work; they start with the context.

        Args:
            load: makes the analyser in a worker; it is sent there, so it has to be a function of a module.
            options: number of workers, limits, how to read.
            times: where the seconds of each document are added.
            progress: told of the sentences of the document that is waited for.

        Raises:
            ConfigError: a limit on memory, on a system that does not tell what a process takes.
        """
        if options.memory_mb is not None and _resident_bytes(os.getpid()) is None:
            raise ConfigError("--memory-mb needs a system that tells what a process takes: Linux", "leave it out")
        self._load = load
        self._options = options
        self._times = times
        self._progress = progress
        self._count = options.workers or _cores()
        self._workers: list[_Worker] = []
        self._false_starts = 0
        self._to_come: Iterator[Candidate] = iter(())
        self._pulled = 0
        self._tasks: dict[str, _Task] = {}
        self._waiting: deque[_Task] = deque()
        self._watched: _Task | None = None
        self._opened: Prepared | None = None
        #: Name and length of vectors of the embedding model, once the context is entered.
        self.model = ""
        self.dimensions = 0

    def __enter__(self) -> Self:
        """Start the first worker; the others start once it has its models, which may have to be made or fetched.

        Raises:
            ModelMissing: the models do not load.
        """
        try:
            self._start()
            while not self.model:
                self._pump()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._let_go()
        self._end()

    def look_ahead(self, candidates: Iterator[Candidate]) -> None:
        """See `Preparer`."""
        self._to_come = candidates

    def open(self, candidate: Candidate) -> Opened:
        """See `Preparer`."""
        task = self._tasks.get(candidate.source)
        if task is None:
            self._pull()
            task = self._tasks.get(candidate.source)
        if task is None:
            task = self._tasks[candidate.source] = _Task(candidate, None)
            self._waiting.appendleft(task)
        self._forget_those_before(task)
        self._watched = task
        if task.encoded is not None:
            self._progress.sentences(task.encoded.done, task.encoded.total)
        while task.outcome is None:
            self._pump()
        self._watched = None
        del self._tasks[candidate.source]
        for stage, seconds in task.outcome.seconds.items():
            self._times.add(stage, seconds)
        if isinstance(task.outcome, NotPrepared):
            raise DocumentFailed(task.outcome.reason, task.outcome.hint)
        self._opened = task.outcome
        return task.outcome.opened

    def analyse(self, opened: Opened) -> Analysed:
        """See `Preparer`."""
        assert self._opened is not None
        assert self._opened.opened is opened
        found, self._opened = self._opened.analysed, None
        return found

    def _forget_those_before(self, task: _Task) -> None:
        """Drop what was foreseen and never asked for, such as a file that has changed since."""
        if task.number is None:
            return
        late = [
            source for source, other in self._tasks.items() if other.number is not None and other.number < task.number
        ]
        for source in late:
            other = self._tasks.pop(source)
            if other in self._waiting:
                self._waiting.remove(other)

    def _pull(self) -> None:
        """Take up documents while there is room."""
        while len(self._tasks) < self._count * _AHEAD:
            candidate = next(self._to_come, None)
            if candidate is None:
                return
            self._pulled += 1
            task = self._tasks[candidate.source] = _Task(candidate, self._pulled)
            self._waiting.append(task)

    def _pump(self) -> None:
        """Hand out documents, wait until a worker says something, and hear it."""
        self._pull()
        self._assign()
        has_limits = self._options.timeout_s is not None or self._options.memory_mb is not None
        heard = wait([worker.connection for worker in self._workers], _LOOK_S if has_limits else None)
        for worker in [worker for worker in self._workers if worker.connection in heard]:
            self._hear(worker)
        if has_limits:
            for worker in [worker for worker in self._workers if worker.task is not None]:
                if not worker.connection.poll():  # one that is done only waits to be heard
                    self._keep_to_limits(worker)

    def _assign(self) -> None:
        for worker in [worker for worker in self._workers if worker.is_ready and worker.task is None]:
            if not self._waiting:
                return
            task = self._waiting.popleft()
            worker.task, worker.since = task, time.monotonic()
            worker.held = _resident_bytes(worker.process.pid) or 0
            try:
                worker.connection.send(task.candidate)
            except OSError:  # it ended while it had nothing to do
                worker.task = None
                self._waiting.appendleft(task)
                self._remove(worker)
        starting = sum(not worker.is_ready for worker in self._workers)
        for _ in range(min(len(self._waiting) - starting, self._count - len(self._workers))):
            self._start()

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            self._lose(worker)
            return
        if isinstance(message, Ready):
            worker.is_ready, self._false_starts = True, 0
            self.model, self.dimensions = message.model, message.dimensions
        elif isinstance(message, CannotStart):
            kind = getattr(errors, message.error, ModelMissing)
            assert issubclass(kind, PolicytextError)
            raise kind(message.message, message.hint)
        elif worker.task is not None:
            self._take(worker, worker.task, message)

    def _take(self, worker: _Worker, task: _Task, message: Encoded | Prepared | NotPrepared) -> None:
        if isinstance(message, Encoded):
            task.encoded = message
            if task is self._watched:
                self._progress.sentences(message.done, message.total)
        else:
            task.outcome, worker.task = message, None

    def _lose(self, worker: _Worker) -> None:
        """A worker ended by itself: that costs its document."""
        worker.process.join(_END_S)
        code = worker.process.exitcode
        self._remove(worker)
        killed = _signal_name(code)
        how = f"by {killed}" if killed else f"with exit code {code}"
        if worker.task is not None:
            hint = _KILLED_HINT if killed == "SIGKILL" else _CRASHED_HINT
            worker.task.outcome = NotPrepared(f"the process that read it was ended {how}", hint, {})
        elif not worker.is_ready:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS:
                raise ModelMissing(
                    f"the processes that read documents end {how} before they have loaded the models",
                    "use fewer --workers, or 1 to read in this process",
                )
            if not self._tasks:
                self._start()

    def _keep_to_limits(self, worker: _Worker) -> None:
        """End a worker whose document takes more than it may."""
        seconds, megabytes = self._options.timeout_s, self._options.memory_mb
        assert worker.task is not None
        taken = (_resident_bytes(worker.process.pid) or 0) - worker.held
        if seconds is not None and time.monotonic() - worker.since > seconds:
            reason, option = f"it took longer than {seconds:g} seconds", "--timeout-s"
        elif megabytes is not None and taken > megabytes * 1_000_000:
            reason, option = f"it took more than {megabytes} MB of memory", "--memory-mb"
        else:
            return
        worker.task.outcome = NotPrepared(reason, _LIMIT_HINT.format(option=option), {})
        worker.process.kill()
        self._remove(worker)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self._load, self._options), daemon=False)
        with _threads(max(1, _cores() // self._count)), _without_interrupts():
            process.start()
        theirs.close()  # so that the connection ends with the process
        self._workers.append(_Worker(process, ours))

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join(_END_S)

    def _let_go(self) -> None:
        """Let workers that have nothing to do end by themselves."""
        for worker in self._workers:
            worker.connection.close()
        end = time.monotonic() + _END_S
        for worker in self._workers:
            worker.process.join(max(0.0, end - time.monotonic()))

    def _end(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.process.terminate()
        end = time.monotonic() + _END_S
        for worker in self._workers:
            worker.process.join(max(0.0, end - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.connection.close()
        self._workers.clear()


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _resident_bytes(process: int | None) -> int | None:
    """Memory that a process holds, in bytes; None where the system does not tell, or it has ended."""
    with suppress(OSError, ValueError, IndexError):
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return None


def _signal_name(code: int | None) -> str:
    """The signal that ended a process with that exit code; empty for none."""
    with suppress(ValueError):
        return signal.Signals(-code).name if code is not None and code < 0 else ""
    return f"signal {-code}" if code is not None else ""


@contextmanager
def _threads(count: int) -> Iterator[None]:
    """Let processes that are started here share the cores: libraries read the number of threads when they load."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update({name: _fewer(value, count) for name, value in before.items()})
    try:
        yield
    finally:
        _restore(before)


def _fewer(asked: str | None, count: int) -> str:
    return str(min(int(asked), count) if asked and asked.isdecimal() and int(asked) else count)


def _restore(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: it goes to all processes of a terminal, and this one ends the others.

    An interrupt that comes meanwhile is raised behind the context.
    """
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover  (Windows)
        yield
        return
    resource_tracker.ensure_running()  # it would be started with the first process, and unblocks interrupts then
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
