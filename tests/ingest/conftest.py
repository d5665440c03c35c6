"""A project folder with three short documents, and an ingest of it that loads no model."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policytext.ingest.report import IngestReport
from policytext.ingest.run import IngestOptions, ingest

TEXTS = {
    "brief.txt": "Brief over de wijk\n\nGemeenten moeten de wachtlijsten openbaar maken. Dat helpt ouders.\n",
    "nota.md": "# Wachten op hulp\n\nDe wachttijd is 14 weken.[^1]\n\n[^1]: Rekenkamer (2020). De wijk. Den Haag.\n",
    "deel/rapport.md": "# Tijd voor gezinnen\n\nWijkteams hebben te weinig tijd voor gezinnen.\n",
}


@pytest.fixture
def folder(tmp_path: Path, hashing: None) -> Path:
    """The documents, in `docs` below the project folder."""
    docs = tmp_path / "docs"
    for name, text in TEXTS.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return docs


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where the index is made: beside `docs`."""
    return tmp_path / "index"


@pytest.fixture
def run(folder: Path, index: Path) -> Callable[..., dict[str, str]]:
    """Ingests the folder (or the given paths) and gives the outcome of each file by its name in the index."""

    def run_ingest(*paths: Path, **options: object) -> dict[str, str]:
        report: IngestReport = ingest(paths or (folder,), index, IngestOptions(**options))  # type: ignore[arg-type]
        return {file.source: file.outcome.value for file in report.files}

    return run_ingest
