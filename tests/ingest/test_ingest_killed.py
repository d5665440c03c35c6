"""An ingest that is killed at any moment leaves an index that the next run completes."""

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policytext.store import Reader, check
from policytext.vectors import VectorIndex

TESTS = Path(__file__).resolve().parents[1]

#: `policytext` with the tests' encoder instead of a model.
PROGRAM = """
import sys
from fake_encoder import HashingEncoder
from fake_parser import NoParser
import policytext.ingest.analysis as analysis
import policytext.ingest.run as run
run.load_bulk_encoder = lambda *_: HashingEncoder()
analysis.load_parser = lambda *_: NoParser()
from policytext.cli.main import main
main(sys.argv[1:])
"""


def start(project: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, *arguments, "--index", str(project / "index")]
    return subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def copy_of_the_samples(project: Path) -> Path:
    """The sample texts without the PDF documents, in a folder of their own."""
    docs = project / "docs"
    docs.mkdir(parents=True)
    for path in sorted((TESTS.parent / "corpus").iterdir()):
        if path.suffix in (".txt", ".md", ".toml"):
            shutil.copy(path, docs)
    return docs


@pytest.mark.slow
def test_index_is_whole_after_kills_at_random_moments(tmp_path: Path) -> None:
    moments = random.Random(20)  # a fixed seed; how far a run gets by then depends on the machine
    docs = copy_of_the_samples(tmp_path)
    killed = 0
    for _ in range(6):
        process = start(tmp_path, "ingest", str(docs), "--again")
        try:
            process.communicate(timeout=moments.uniform(0.8, 7.0))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            killed += 1
    assert killed > 0
    last = start(tmp_path, "ingest", str(docs))
    _, errors = last.communicate(timeout=120)
    assert last.returncode == 0, errors
    assert check(tmp_path / "index") == []
    with Reader.open(tmp_path / "index") as reader:
        assert len(reader.documents()) == sum(
            path.suffix != ".toml" and path.stem != "README" for path in docs.iterdir()
        )
        assert VectorIndex(tmp_path / "index").fingerprint == reader.fingerprint()
