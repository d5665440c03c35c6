"""A project of sample texts with its index, asked and written to in this process, with the tests' encoder."""

import os
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unittest.mock import patch

from click.testing import CliRunner, Result

TESTS: Final = Path(__file__).resolve().parents[1]
if str(TESTS) not in sys.path:  # the harnesses are scripts too
    sys.path.insert(0, str(TESTS))

from fake_encoder import HashingEncoder  # noqa: E402 (found by the lines above)
from fake_parser import NoParser  # noqa: E402

from policytext.cli.main import main  # noqa: E402
from policytext.store.connection import DATABASE_NAME  # noqa: E402

SAMPLES: Final = TESTS.parent / "corpus"
#: What is asked before and after a fault.
QUESTIONS: Final = (
    ("export", "statements"),
    ("export", "citations"),
    ("documents", "--json"),
    ("works", "--json"),
    ("search", "wijkteams", "--json"),
    ("evolve", "Wijkteams moeten de toegang tot de jeugdhulp vormen", "--json"),
)
#: Codes of errors that a user can mend.
TOLD: Final = frozenset({2, 3, 4, 6, 8})


@dataclass(slots=True)
class Figures:
    """What was tried by kind, how it ended, and what was wrong: a line each. `faults` must be empty."""

    tried: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = ", ".join(f"{name} {count}" for name, count in sorted(self.tried.items()))
        ends = ", ".join(f"{name} {count}" for name, count in sorted(self.ends.items()))
        survived = self.tried.total() - len({fault.partition(":")[0] for fault in self.faults})
        head = f"tried {self.tried.total()} ({kinds}), survived {survived}, lost {len(self.faults)}; {ends}"
        return "\n".join([head, *self.faults])


@contextmanager
def without_models() -> Iterator[None]:
    """Documents and questions are encoded by their words, and nothing is parsed."""
    with (
        patch("policytext.ingest.run.load_bulk_encoder", lambda *_: HashingEncoder()),
        patch("policytext.ingest.analysis.load_parser", lambda *_: NoParser()),
        patch("policytext.query.open_index.load_query_encoder", lambda *_: HashingEncoder()),
    ):
        yield


class Bench:
    """A folder with documents and an index."""

    def __init__(self, folder: Path, documents: int = 4) -> None:
        """Copy the first so many sample texts into a new folder and ingest them."""
        self.folder, self.index, self.docs = folder, folder / "index", folder / "docs"
        self.docs.mkdir(parents=True)
        texts = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".txt", ".md") and path.stem != "README"]
        for path in texts[:documents]:
            shutil.copy(path, self.docs)
        self.spare = texts[documents : documents + 2]
        done = self.run("ingest", str(self.docs))
        assert done.exit_code == 0, done.output

    @classmethod
    def copied(cls, other: "Bench", folder: Path) -> "Bench":
        """The same in another folder."""
        made = cls.__new__(cls)
        shutil.copytree(other.folder, folder, symlinks=True)
        made.folder, made.index, made.docs, made.spare = folder, folder / "index", folder / "docs", other.spare
        return made

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.index / DATABASE_NAME

    def run(self, *arguments: str) -> Result:
        """A command on the index."""
        with patch.dict(os.environ, {"POLICYTEXT_INDEX": str(self.index)}):
            return CliRunner().invoke(main, [*arguments])

    def answers(self) -> list[tuple[int, str]]:
        """Code and output of each question; an answer that is a traceback has the code 1."""
        return [(result.exit_code, told(result) or result.stdout) for result in map(self._ask, QUESTIONS)]

    def _ask(self, question: tuple[str, ...]) -> Result:
        return self.run(*question)

    def settle(self) -> None:
        """Nothing is left in the log of the database, so that its file is all of it."""
        for suffix in ("-wal", "-shm"):
            self.database.with_name(DATABASE_NAME + suffix).unlink(missing_ok=True)


def told(result: Result) -> str | None:
    """The traceback with which a command ended; None where it ended as a user may see it."""
    if result.exception is None or isinstance(result.exception, SystemExit):
        return None
    return "".join(traceback.format_exception(result.exception))[-1_500:]
