"""Fixtures that several folders of tests share."""

import os
from pathlib import Path

import pytest
from fake_encoder import HashingEncoder
from fake_parser import NoParser
from filelock import FileLock

from policytext.ingest.run import IngestOptions, ingest

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
# Answers are wrapped at the width of the terminal: the same one wherever the tests run, in a pipe or a worker.
os.environ["COLUMNS"] = "100"


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample corpus, made once with the default model, for all processes; read-only for tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "samples" / "index"
    with FileLock(shared / "samples.lock"):
        if not folder.is_dir():
            ingest([SAMPLES], shared / "unfinished" / "index", IngestOptions())
            (shared / "unfinished").rename(shared / "samples")
    return folder


@pytest.fixture(scope="session")
def shared_corpus() -> Path:
    """The folder of real documents; skips where it is absent."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the real documents are not here (../shared/corpus)")
    return folder


@pytest.fixture(scope="session")
def shared_index(shared_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the five real documents; read-only for tests."""
    folder = tmp_path_factory.mktemp("shared") / "index"
    ingest([shared_corpus], folder, IngestOptions())
    return folder


@pytest.fixture
def index_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for an index of the test's own, as the working folder's default."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POLICYTEXT_INDEX", raising=False)
    return tmp_path / "index"


@pytest.fixture
def hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents and questions are encoded by words alone and not parsed: no model is loaded, whatever is asked for."""
    monkeypatch.setattr("policytext.ingest.run.load_bulk_encoder", lambda *_: HashingEncoder())
    monkeypatch.setattr("policytext.ingest.analysis.load_parser", lambda *_: NoParser())
    monkeypatch.setattr("policytext.query.open_index.load_query_encoder", lambda *_: HashingEncoder())
