"""What an ingest did, document by document, and how long each stage took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What became of a file."""

    INGESTED = "ingested"
    UNCHANGED = "unchanged"
    SAME = "same document"  # kept as another form of a document that is in the index in a better one
    FAILED = "failed"
    REMOVED = "removed"


class Stage(StrEnum):
    """Stages whose time is measured."""

    READ = "read"
    STRUCTURE = "structure"
    COMPARE = "compare"
    SENTENCES = "sentences"
    ENCODE = "encode"
    PARSE = "parse"
    CITATIONS = "citations"
    STATEMENTS = "statements"
    RELATIONS = "relations"
    STORE = "store"
    RESOLVE = "resolve"
    VECTORS = "vectors"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: what became of it and, for a failure, why and what to do; warnings where it was read with doubts.

    `same_as` is the source of the document of which the file is another form.
    """

    source: str
    outcome: Outcome
    reason: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()
    same_as: str = ""
    pages: int = 0
    sentences: int = 0
    statements: int = 0
    citations: int = 0


@dataclass(slots=True)
class StageTimes:
    """Seconds for each stage; of documents that are prepared side by side they are added up."""

    seconds: dict[Stage, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: Stage) -> Iterator[None]:
        """Add the time that the block takes to a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.add(stage, time.perf_counter() - start)

    def add(self, stage: Stage, seconds: float) -> None:
        """Add to a stage."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def move(self, seconds: float, start: Stage, target: Stage) -> None:
        """Count time that was measured within one stage for another: sentences are parsed while they are encoded."""
        self.add(start, -seconds)
        self.add(target, seconds)


@dataclass(slots=True)
class IngestReport(StageTimes):
    """All files of a run in order, documents in folders that no reader takes yet, and seconds for each stage."""

    files: list[FileReport] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def having(self, outcome: Outcome) -> list[FileReport]:
        """The files with that outcome."""
        return [file for file in self.files if file.outcome is outcome]


class Progress(Protocol):
    """What an ingest tells while it works, for a progress bar."""

    def begin(self, files: int) -> None:
        """The run starts with so many files."""

    def file(self, source: str) -> None:
        """A file is taken up."""

    def sentences(self, done: int, total: int) -> None:
        """So many of the current file's sentences are encoded."""

    def done(self, report: FileReport) -> None:
        """A file is finished."""

    def stage(self, name: str) -> None:
        """Work on the whole index starts: resolving citations, filling the vector index."""


class Silent:
    """Progress that nobody sees."""

    def begin(self, files: int) -> None:
        """Nothing."""

    def file(self, source: str) -> None:
        """Nothing."""

    def sentences(self, done: int, total: int) -> None:
        """Nothing."""

    def done(self, report: FileReport) -> None:
        """Nothing."""

    def stage(self, name: str) -> None:
        """Nothing."""
