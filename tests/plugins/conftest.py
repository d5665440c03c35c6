"""Plug-ins of a test, installed as far as Python can tell: a folder on the path with a package and its metadata."""

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint, distributions
from pathlib import Path
from textwrap import dedent

import pytest

from policytext.plugins import forget

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a module of this code under entry points: {group: {name: object}}."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def here(**wanted: str) -> list[EntryPoint]:
        return [e for package in distributions(path=[str(site)]) for e in package.entry_points.select(**wanted)]

    monkeypatch.setattr("policytext.plugins.finding.entry_points", here)  # whatever else is installed
    forget()
    modules: list[str] = []

    def add(module: str, code: str, points: dict[str, dict[str, str]], version: str = "1.0") -> Path:
        (site / f"{module}.py").write_text(dedent(code), encoding="utf-8")
        about = site / f"{module}-{version}.dist-info"
        about.mkdir(exist_ok=True)
        (about / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {module}\nVersion: {version}\n", encoding="utf-8"
        )
        lines = [
            line
            for group, entries in points.items()
            for line in (f"[{group}]", *(f"{name} = {module}:{value}" for name, value in entries.items()))
        ]
        (about / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        modules.append(module)
        sys.modules.pop(module, None)
        forget()
        return site / f"{module}.py"

    yield add
    forget()
    for module in modules:
        sys.modules.pop(module, None)
