"""Queries start without the heavy libraries: each command runs in a process of its own that reports its imports."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"torch", "transformers", "sentence_transformers", "spacy", "pymupdf", "sklearn", "scipy", "pandas"}

PROGRAM = """
import sys
from policytext.cli.main import main
try:
    main(sys.argv[1:], standalone_mode=False)
finally:
    sys.stderr.write("MODULES " + " ".join(sorted({name.split(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--help"], id="help"),
        pytest.param(["search", "toegang tot jeugdhulp"], id="search"),
        pytest.param(["evolve", "Wijkteams moeten de toegang vormen"], id="evolve"),
        pytest.param(["documents"], id="documents"),
        pytest.param(["show", "2019-netwerk-lokale-teams-brief-minister.txt"], id="show"),
        pytest.param(["export", "statements"], id="export"),
        pytest.param(["export", "citations", "--format", "csv"], id="export as CSV"),
        pytest.param(["index", "info"], id="info"),
        pytest.param(["index", "check"], id="check"),
    ],
)
def test_query_imports_nothing_heavy(arguments: list[str], sample_index: Path) -> None:
    command = [*arguments, "--index", str(sample_index)] if "--help" not in arguments else arguments
    done = subprocess.run([sys.executable, "-c", PROGRAM, *command], capture_output=True, text=True, check=True)
    modules = set(done.stderr.rpartition("MODULES ")[2].split())
    assert "policytext" in modules
    assert modules & HEAVY == set()
