"""Searches and works while an ingest runs in another process: every answer is of the last complete state."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1]

# What the fixture `hashing` does, in a process: no model is loaded.
PATCHED = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from fake_encoder import HashingEncoder
from fake_parser import NoParser
import policytext.ingest.analysis, policytext.ingest.run as run, policytext.query.open_index
run.load_bulk_encoder = lambda *_: HashingEncoder()
policytext.ingest.analysis.load_parser = lambda *_: NoParser()
policytext.query.open_index.load_query_encoder = lambda *_: HashingEncoder()
"""
COMMAND = PATCHED + "from policytext.cli.main import main; main()"

# An ingest that stops twice until it is told to go on: when its documents are in and nothing else is done, and when
# all is done but for the moment at which readers are to see it.
STOPPING = (
    PATCHED
    + """
from policytext.store import Writer
def stopping(function):
    def stop(*arguments, **options):
        print("stopped", flush=True)
        sys.stdin.readline()
        return function(*arguments, **options)
    return stop
run.resolve_citations = stopping(run.resolve_citations)
Writer.complete = stopping(Writer.complete)
from policytext.cli.main import main
main()
"""
)
QUESTIONS = (
    ["search", "toegang tot de jeugdhulp", "--json", "--limit", "50"],
    ["search", "expertiseteam OR wijkteam*", "--json", "--limit", "50"],
    ["works", "--json"],
)


def start(code: str, arguments: list[str], folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, str(HERE), *arguments],
        cwd=folder,
        env={**os.environ, "POLICYTEXT_INDEX": "index"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answers(folder: Path) -> list[str]:
    """What the questions give, all asked at once."""
    running = [start(COMMAND, question, folder) for question in QUESTIONS]
    found = []
    for process in running:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
        found.append(out)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with three of the sample documents, which cite each other, and an index of them."""
    (tmp_path / "corpus").mkdir()
    for name in ("2018-vgw-de-wijk-als-voordeur.md", "2022-bjl-regionale-inkoop-ruimte-om-te-kiezen.txt"):
        shutil.copy(HERE.parent / "corpus" / name, tmp_path / "corpus")
    text = "# Nota\n\nDat volgt uit artikel 2.3 van de Jeugdwet en Kamerstukken II 2018/19, 31839, nr. 634.\n"
    (tmp_path / "corpus" / "nota.md").write_text(text, encoding="utf-8")
    process = start(COMMAND, ["ingest", "corpus"], tmp_path)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return tmp_path


def test_answers_beside_an_ingest_are_those_before_it(project: Path) -> None:
    before = answers(project)
    nota = project / "corpus" / "nota.md"
    nota.write_text(
        nota.read_text(encoding="utf-8") + "\nDe toegang tot de jeugdhulp hoort volgens de Wmo 2015 in de wijk.\n",
        encoding="utf-8",
    )
    ingest = start(STOPPING, ["ingest", "corpus"], project)
    assert ingest.stdin is not None
    assert ingest.stdout is not None
    assert ingest.stdout.readline() == "stopped\n"
    assert answers(project) == before  # the document is in the store, what it cites is not looked up yet
    print(file=ingest.stdin, flush=True)
    assert ingest.stdout.readline() == "stopped\n"
    assert answers(project) == before  # works and vectors are those of the new state, which nobody sees yet
    ingest.communicate("\n", timeout=120)
    assert ingest.returncode == 0
    assert all(new != old for new, old in zip(answers(project), before, strict=True))


@pytest.mark.slow
def test_killed_ingest_leaves_the_answers_before_it_and_the_next_one_ends_it(project: Path) -> None:
    before = answers(project)
    (project / "corpus" / "nota.md").unlink()
    ingest = start(STOPPING, ["ingest", "corpus", "--prune"], project)
    assert ingest.stdout is not None
    assert ingest.stdout.readline() == "stopped\n"
    ingest.kill()
    ingest.communicate(timeout=120)
    process = start(COMMAND, QUESTIONS[2], project)
    out, err = process.communicate(timeout=120)
    assert (out, "did not end" in err) == (before[2], True)
    process = start(COMMAND, ["ingest", "corpus", "--prune"], project)
    process.communicate(timeout=120)
    assert answers(project)[2] != before[2]
