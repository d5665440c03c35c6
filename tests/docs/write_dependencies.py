"""Write the table of licences in docs/dependencies.md anew: `python -m tests.docs.write_dependencies`.

Of all packages that policytext brings, in the versions of this environment: name, version, licence as its metadata have
it, and which of ours it comes with.
"""

import re
from collections import deque
from importlib.metadata import PackageNotFoundError, distribution, metadata
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "dependencies.md"
BEGIN: Final = "<!-- what follows is written by tests/docs/write_dependencies.py -->"


def licence(name: str) -> str:
    """The licence in the metadata of an installed package; "not stated" where they have none."""
    held = metadata(name)
    stated = held.get("License-Expression")
    if stated:
        return str(stated)
    kinds = [line.split("::")[-1].strip() for line in held.get_all("Classifier") or [] if line.startswith("License ::")]
    first = (held.get("License") or "").strip().splitlines()
    return "; ".join(kinds) or (first[0][:90] if first else "not stated")


def brought(names: list[str]) -> dict[str, str]:
    """Each installed package that the named ones need, themselves included, with the one by which it was met first."""
    found: dict[str, str] = {}
    waiting = deque((canonicalize_name(name), canonicalize_name(name)) for name in names)
    while waiting:
        name, root = waiting.popleft()
        if name in found:
            continue
        try:
            held = distribution(name)
        except PackageNotFoundError:  # for another system or version of Python
            continue
        found[name] = root
        for line in held.requires or []:
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                waiting.append((canonicalize_name(need.name), root))
    return found


def direct(text: str, extra: str | None = None) -> list[str]:
    """Names of the dependencies in pyproject.toml: those of every installation, or those of an extra."""
    import tomllib  # noqa: PLC0415 (the test of the page needs no more of this module)

    project = tomllib.loads(text)["project"]
    lines = project["dependencies"] if extra is None else project["optional-dependencies"][extra]
    names = [Requirement(line).name for line in lines]
    return [name for name in names if name != "policytext"]


def table() -> str:
    """The table, in Markdown."""
    names = direct((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rows = ["| package | version | licence | comes with |", "| --- | --- | --- | --- |"]
    for name, root in sorted(brought(names).items()):
        shown = re.sub(r"\s+", " ", licence(name)).replace("|", "/")
        rows.append(f"| {name} | {distribution(name).version} | {shown} | {'' if root == name else root} |")
    return "\n".join(rows)


if __name__ == "__main__":
    before = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    PAGE.write_text(f"{before}{BEGIN}\n\n{table()}\n", encoding="utf-8")
