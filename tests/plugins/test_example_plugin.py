"""The example of docs/example-plugin installs with pip into a folder, and works through the command line."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fake_classifier import Always

from policytext.cli.main import main
from policytext.plugins import forget
from policytext.statements import finding
from policytext.types.vocabulary import StatementKind

ROOT = Path(__file__).resolve().parents[2]
DEBATE = """1
00:00:01,000 --> 00:00:04,200
Voorzitter, de veerpont moet
<i>ook in de winter</i> blijven varen.

2
00:00:04,500 --> 00:00:06,000
Dat staat in raadsvoorstel 2021-45.

3
00:00:12,000 --> 00:00:15,000
Ik ben het daar niet mee eens.
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which pip installed the example."""
    folder = tmp_path_factory.mktemp("example")
    source, target = folder / "source", folder / "site"
    shutil.copytree(ROOT / "docs" / "example-plugin", source)  # the build leaves files beside what it builds
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    try:
        done = subprocess.run(
            [*pip, "--target", str(target), str(source)],
            capture_output=True,
            text=True,
            timeout=120,
            env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        )
    except subprocess.TimeoutExpired:
        pytest.skip("pip took more than two minutes")
    if done.returncode and ("No module named pip" in done.stderr or "setuptools" in done.stderr):
        pytest.skip(f"pip cannot build here: {done.stderr[-300:]}")
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def call(
    site: Path, index_folder: Path, hashing: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Result]]:
    """Runs a command with the example installed; a debate is ingested, in which every sentence is a recommendation."""
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.RECOMMENDATION))
    forget()

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), catch_exceptions=False)

    Path("debat.srt").write_text(DEBATE, encoding="utf-8", newline="\r\n")
    result = run("ingest", "debat.srt", "--nlp", "fast")
    assert result.exit_code == 0, result.output
    yield run
    forget()
    for name in [name for name in sys.modules if name.partition(".")[0] == "policytext_debates"]:
        del sys.modules[name]


def test_a_quotation_leads_to_its_place_in_the_subtitles(call: Callable[..., Result]) -> None:
    rows = [json.loads(line) for line in call("statements", "--json").stdout.splitlines()]
    assert [row["text"] for row in rows] == [
        "Voorzitter, de veerpont moet ook in de winter blijven varen.",
        "Dat staat in raadsvoorstel 2021-45.",
        "Ik ben het daar niet mee eens.",
    ]
    assert [row["line"] for row in rows] == [3, 8, 12]
    file = Path("debat.srt").read_bytes().decode("utf-8")
    held = ["".join(file[start:end] for start, end in row["spans"]) for row in rows]
    assert held[0].split() == [
        "Voorzitter,",
        "de",
        "veerpont",
        "moet",
        "ook",
        "in",
        "de",
        "winter",
        "blijven",
        "varen.",
    ]
    assert held[1:] == [row["text"] for row in rows[1:]]


def test_a_silence_begins_a_paragraph(call: Callable[..., Result]) -> None:
    shown = json.loads(call("show", "debat.srt", "--all", "--json").stdout)
    assert [sentence["block"] for sentence in shown["sentences"]] == ["paragraph"] * 3
    text = call("show", "debat.srt", "--all").stdout
    assert "raadsvoorstel" in text


def test_a_proposal_is_a_citation(call: Callable[..., Result]) -> None:
    rows = [json.loads(line) for line in call("citations", "--json").stdout.splitlines()]
    assert [(row["text"], row["identifier"], row["line"]) for row in rows] == [
        ("raadsvoorstel 2021-45", "raadsvoorstel-2021-045", 8)
    ]


def test_statements_are_written_as_markdown(call: Callable[..., Result]) -> None:
    result = call("export", "statements", "--format", "markdown")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("## ")
    assert "> Ik ben het daar niet mee eens.\n> — " in result.stdout
    assert ", regel 12 [" in result.stdout


def test_without_the_package_subtitles_are_not_read(index_folder: Path, hashing: None) -> None:
    forget()
    Path("debat.srt").write_text(DEBATE, encoding="utf-8")
    result = CliRunner().invoke(main, ["ingest", "debat.srt", "--nlp", "fast"])
    assert result.exit_code == 6
    assert "holds data, not a document (.srt)" in result.output


def test_what_the_page_shows_is_in_the_example() -> None:
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:python|toml)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    example = ROOT / "docs" / "example-plugin"
    files = [path.read_text(encoding="utf-8") for path in (example / "pyproject.toml", *example.rglob("*.py"))]
    assert len(blocks) >= 4
    for block in blocks:
        assert any(block in file for file in files), block
