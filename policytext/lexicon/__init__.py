"""Dutch word lists as data: one UTF-8 file per list, with its source in comment lines that start with `#`.

`.txt` files hold one entry a line; `.tsv` files have a header line and tab-separated columns. Empty lines are skipped.
"""

from functools import cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def words(name: str) -> tuple[str, ...]:
    """Entries of the list `name`.txt, in order of the file."""
    return tuple(line.strip() for line in _lines(f"{name}.txt"))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of `name`.tsv as dictionaries from column name to value; missing trailing cells are empty."""
    header, *rows = (line.split("\t") for line in _lines(f"{name}.tsv"))
    for row in rows:
        if len(row) > len(header):
            raise ValueError(f"{name}.tsv: row with too many cells: {row}")
    return tuple(dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)) for row in rows)
