"""Progress on stderr: a bar over the documents and over the sentences of the one at hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policytext.cli.output import safe

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from policytext.ingest.report import FileReport


class Bars:
    """What an ingest tells, as rich progress bars."""

    def __init__(self, bars: "RichProgress") -> None:
        self._bars = bars
        self._files: TaskID | None = None
        self._sentences: TaskID | None = None

    def begin(self, files: int) -> None:
        """Show a bar over the files."""
        self._files = self._bars.add_task("documents", total=files)

    def file(self, source: str) -> None:
        """Name the file at hand."""
        if self._files is not None:
            self._bars.update(self._files, description=_short(source))

    def sentences(self, done: int, total: int) -> None:
        """Show a bar over the file's sentences."""
        if self._sentences is None:
            self._sentences = self._bars.add_task("sentences", total=total)
        self._bars.update(self._sentences, completed=done, total=total)

    def done(self, report: "FileReport") -> None:
        """Count the file."""
        if self._sentences is not None:
            self._bars.remove_task(self._sentences)
            self._sentences = None
        if self._files is not None:
            self._bars.advance(self._files)

    def stage(self, name: str) -> None:
        """Name the work on the whole index."""
        if self._files is not None:
            self._bars.update(self._files, description=name)


def _short(source: str, room: int = 40) -> str:
    shown = safe(source).replace("[", "(").replace("]", ")")  # square brackets are rich's markup
    return shown if len(shown) <= room else "…" + shown[-room + 1 :]


@contextmanager
def progress_bar() -> Iterator[Bars]:
    """Bars on stderr, only where stderr is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        yield Bars(bars)
