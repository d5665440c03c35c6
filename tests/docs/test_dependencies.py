"""Every dependency is explained in docs/dependencies.md, and the table of licences is of packages that are needed."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(lines: list[str]) -> set[str]:
    """Names of the packages that requirements ask for, but our own."""
    found = {re.split(r"[^A-Za-z0-9_.-]", line, maxsplit=1)[0].lower() for line in lines}
    return found - {"policytext"}


def told(heading: str) -> dict[str, list[str]]:
    """Cells by the first one of the tables below a heading."""
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("| ").split(" | ")] for line in part.splitlines() if line.startswith("| ")
    ]
    return {row[0]: row[1:] for row in rows[2:]}


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        pytest.param("Every installation", names(PROJECT["dependencies"]), id="runtime"),
        pytest.param("For development", names(PROJECT["optional-dependencies"]["dev"]), id="dev"),
        pytest.param(
            "Parts that are chosen",
            {
                name
                for extra, lines in PROJECT["optional-dependencies"].items()
                if extra != "dev"
                for name in names(lines)
            },
            id="extras",
        ),
    ],
)
def test_every_dependency_is_explained(heading: str, wanted: set[str]) -> None:
    rows = told(heading)
    assert set(rows) == wanted
    assert [name for name, cells in rows.items() if len(cells) < 4 or not all(cells)] == []


def test_licences_are_told_of_all_that_is_installed() -> None:
    listed = told("What they bring along")
    assert names(PROJECT["dependencies"]) <= set(listed)
    assert [name for name, cells in listed.items() if not cells[1]] == []
