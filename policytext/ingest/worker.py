"""A process that prepares documents for another one: takes files from a connection and sends back what is in them."""

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from policytext.errors import PolicytextError
from policytext.ingest.discover import Candidate
from policytext.ingest.options import IngestOptions
from policytext.ingest.preparing import Analysed, Opened, analyse_document, explained, open_document
from policytext.ingest.report import Stage, StageTimes

if TYPE_CHECKING:
    from policytext.ingest.analysis import Analyser

#: What a worker reads before it says that it is ready.
_FIRST = """Beste lezer,

Gemeenten moeten volgens het Rijk 12 miljoen euro aan hulp in de wijk besteden. Dat staat in een brief uit 2020.
"""


@dataclass(frozen=True, slots=True)
class Ready:
    """The models are loaded: name and dimensions of the embedding model."""

    model: str
    dimensions: int


@dataclass(frozen=True, slots=True)
class CannotStart:
    """The models do not load: the error's class, message and hint."""

    error: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Encoded:
    """So many of the sentences of the document at hand are encoded."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that is done, with the seconds that each stage took."""

    opened: Opened
    analysed: Analysed
    seconds: dict[Stage, float]


@dataclass(frozen=True, slots=True)
class NotPrepared:
    """A document that failed, and why."""

    reason: str
    hint: str
    seconds: dict[Stage, float]


def work(connection: Connection, load: "Callable[[], Analyser]", options: IngestOptions) -> None:
    """Prepare documents until the connection ends.

    Args:
        connection: gives a `Candidate` at a time; takes `Ready` or `CannotStart`, then for each document `Encoded` any
            number of times and `Prepared` or `NotPrepared` once.
        load: makes the analyser, with all that it needs.
        options: how to read.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes; the parent ends this one
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    try:
        analyser = load()
        _warm_up(analyser, options)
    except PolicytextError as error:
        connection.send(CannotStart(type(error).__name__, error.message, error.hint))
        return
    connection.send(Ready(analyser.encoder.name, analyser.encoder.dimensions))
    while True:
        try:
            candidate: Candidate = connection.recv()
        except EOFError:  # the parent is done
            return
        connection.send(_prepare(candidate, analyser, options, connection))


def _warm_up(analyser: "Analyser", options: IngestOptions) -> None:
    """Load what the first document would load, so that its limits of time and memory are for itself."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "begin.txt"
        path.write_text(_FIRST, encoding="utf-8")
        found = open_document(Candidate(path, path.name, None), options, StageTimes())
        analyse_document(found.document, analyser, StageTimes(), lambda done, total: None)


def _prepare(
    candidate: Candidate, analyser: "Analyser", options: IngestOptions, connection: Connection
) -> Prepared | NotPrepared:
    times = StageTimes()
    try:
        opened = open_document(candidate, options, times)
        found = analyse_document(
            opened.document, analyser, times, lambda done, total: connection.send(Encoded(done, total))
        )
    except Exception as error:  # the border of a document: its failure must not stop the others
        failed = explained(error, candidate)
        return NotPrepared(failed.reason, failed.hint, times.seconds)
    return Prepared(opened, found, times.seconds)


def _end_with_the_parent() -> None:
    """A worker whose parent was killed would go on with its document for nobody."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
