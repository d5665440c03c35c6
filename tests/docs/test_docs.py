"""The documentation keeps what it promises: its commands run and print what it shows, its links lead somewhere."""

import json
import re
import shutil
from pathlib import Path

import pytest

from policytext.cli.main import COMMANDS
from tests.docs import write_cli_reference, write_limits, write_model_figures
from tests.docs.console import CHANGING, ELISION, PAGES, ROOT, WALKS, Example, examples, missing, run, walked
from tests.docs.refresh_examples import reshaped

ALL_EXAMPLES = [example for page in PAGES for example in examples(page)]
MARKDOWN = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "corpus" / "README.md",
    *sorted(ROOT.glob("docs/**/*.md")),
]

_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+\s+(?P<title>.+)$", re.MULTILINE)


@pytest.mark.parametrize("example", ALL_EXAMPLES, ids=lambda example: f"{example.page.name}:{example.line}")
def test_example_prints_what_the_page_shows(
    example: Example, sample_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Differs after a change of what commands find or print: python -m tests.docs.refresh_examples."""
    folder = sample_project
    if example.arguments[0] in CHANGING:  # it may change what the other examples show
        folder = tmp_path / "project"
        shutil.copytree(sample_project, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("POLICYTEXT_INDEX", str(folder / "index"))
    code, printed = run(example.arguments)
    assert code == 0
    if example.is_compared:
        assert missing([*example.shown, ELISION], printed) is None


@pytest.mark.parametrize("page", WALKS, ids=lambda page: page.name)
def test_guide_can_be_walked(page: Path, sample_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As above: a reader of the guide who types every command in order sees what it shows."""
    shutil.copytree(sample_project, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.delenv("POLICYTEXT_INDEX", raising=False)
    assert [outcome.fault for outcome in walked(page) if outcome.fault] == []


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param(["one", "two"], None, id="from the top"),
        pytest.param(["two"], "two", id="the top is not left out silently"),
        pytest.param(["…", "two", "three"], None, id="after an elision"),
        pytest.param(["…", "two", "four"], "four", id="lines after an elision follow each other"),
        pytest.param(["one", "…", "four"], None, id="an elision in the middle"),
        pytest.param(["one", "…", "one"], "one", id="lines stand in order"),
    ],
)
def test_missing_line(shown: list[str], expected: str | None) -> None:
    assert missing(shown, ["one", "two", "three", "four"]) == expected


def test_reshaped_output_keeps_the_page_s_shape() -> None:
    printed = ["1", "2", "3", "4"]
    assert reshaped(["a", "b", "…"], printed) == ["1", "2", "…"]
    assert reshaped(["a", "…", "b"], printed) == ["1", "…", "4"]
    assert reshaped(["a", "…", "b", "…"], printed) is None
    assert reshaped(["a", "b"], printed) == printed


def test_cli_reference_is_current() -> None:
    """Otherwise: python -m tests.docs.write_cli_reference."""
    assert write_cli_reference.is_current()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_command_is_shown_to_users(command: str) -> None:
    assert any(f"policytext {command}" in page.read_text(encoding="utf-8") for page in (*PAGES, *WALKS))


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    targets = [match["target"] for match in _LINK.finditer(text) if "://" not in match["target"]]
    assert [target for target in targets if not _leads_somewhere(page, target)] == []


def _leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    found = (page.parent / path) if path else page
    if not found.exists():
        return False
    return not anchor or anchor in {_anchor(m["title"]) for m in _HEADING.finditer(found.read_text(encoding="utf-8"))}


def _anchor(title: str) -> str:
    """A heading's address as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


def _names(value: object) -> set[str]:
    """Names of all fields of a JSON value, save those that are data: what a document's metadata come from, stages."""
    if isinstance(value, list):
        return set().union(*map(_names, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    below = [_names(item) for name, item in value.items() if name not in {"origins", "seconds", "blocks", "facets"}]
    return set(value).union(*below)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["export", "statements"], id="statements"),
        pytest.param(["export", "citations"], id="citations"),
        pytest.param(["export", "documents"], id="documents"),
        pytest.param(["export", "works"], id="works"),
        pytest.param(["export", "relations"], id="relations"),
        pytest.param(["explain", "2020-de-oever:9", "--json"], id="explain"),
        pytest.param(["search", "wachttijd", "--json"], id="search"),
        pytest.param(["evolve", "Wijkteams moeten de toegang tot de jeugdhulp vormen", "--json"], id="evolve"),
        pytest.param(["show", "2020-de-oever", "--json"], id="show"),
        pytest.param(["index", "info", "--json"], id="info"),
        pytest.param(["index", "check", "--json"], id="check"),
    ],
)
def test_field_is_described(arguments: list[str], sample_project: Path) -> None:
    code, printed = run([*arguments, "--index", str(sample_project / "index")])
    assert code == 0
    values = json.loads("\n".join(printed)) if "--json" in arguments else [json.loads(line) for line in printed]
    described = set(re.findall(r"[a-z_]+", (ROOT / "docs" / "data-model.md").read_text(encoding="utf-8")))
    assert _names(values) - described == set()


def test_model_cards_have_the_figures_of_the_weights() -> None:
    """Otherwise: python -m tests.docs.write_model_figures."""
    assert write_model_figures.stale_cards() == {}


def test_page_on_limits_has_the_measured_figures() -> None:
    """Otherwise: python -m tests.docs.write_limits."""
    text = write_limits.PAGE.read_text(encoding="utf-8")
    assert write_limits.differing(text) == []
    assert write_limits.unaccounted(text) == []


@pytest.mark.parametrize(
    ("there", "value"),
    [
        pytest.param("F1 | 0.714", "0,71", id="two decimals and a comma"),
        pytest.param("F1 | 0.715", "0,72", id="half goes up"),
        pytest.param("F1 | 1,427", "1.427", id="a point at a thousand"),
        pytest.param("F1 | eleven", "11", id="a number in letters"),
    ],
)
def test_measured_figure_in_dutch_form(there: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.md").write_text(there, encoding="utf-8")
    monkeypatch.setattr(write_limits, "DOCS", tmp_path)
    assert write_limits.measured(write_limits.Figure("", "made.md", r"F1 \| (\S+)")) == value


def test_readme_is_short_enough_to_read() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/adr/*.md")), ids=lambda page: page.name)
def test_decision_record_is_short(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 60
