"""The table of official references (official_references.tsv) as rows: what stands in a text, with all its fields."""

import re
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("official_references.tsv")
_OPEN, _CLOSE, _JOINT = "⟦", "⟧", " + "
_ADDRESSES = {
    "ob:": ("https://zoek.officielebekendmakingen.nl/", ".html"),
    "dossier:": ("https://zoek.officielebekendmakingen.nl/dossier/", ""),
    "jci:": ("https://wetten.overheid.nl/jci1.3:c:", ""),
    "wet:": ("https://wetten.overheid.nl/", ""),
    "celex:": ("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:", ""),
    "rs:": ("https://deeplink.rechtspraak.nl/uitspraak?id=", ""),
}


@dataclass(frozen=True)
class Expected:
    """One reference of a row; `words` are those between its marks."""

    words: str
    form: str
    identifier: str
    parts: tuple[tuple[str, str], ...]
    address: str
    authors: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    half: str
    text: str
    expected: tuple[Expected, ...]


def rows() -> list[Row]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [_row(line.split("\t")) for line in lines[1:]]


def _row(cells: list[str]) -> Row:
    half, marked, *fields = cells
    words = re.findall(f"{_OPEN}([^{_CLOSE}]+){_CLOSE}", marked)
    form, identifier, parts, address, authors = (fields + [""] * 5)[:5]
    columns = [column.split(_JOINT) if len(words) > 1 else [column] for column in (form, identifier, parts, address)]
    assert all(len(column) == len(words) for column in columns if words), marked
    expected = tuple(
        Expected(
            piece,
            columns[0][number],
            columns[1][number],
            tuple((name, value) for name, _, value in (p.partition("=") for p in columns[2][number].split("|") if p)),
            _address(columns[3][number]),
            tuple(authors.split("; ")) if authors else (),
        )
        for number, piece in enumerate(words)
    )
    return Row(half, marked.replace(_OPEN, "").replace(_CLOSE, ""), expected)


def _address(short: str) -> str:
    if short.startswith("tk:"):
        number = short.removeprefix("tk:")
        return f"https://www.tweedekamer.nl/kamerstukken/detail?id={number}&did={number}"
    for prefix, (before, behind) in _ADDRESSES.items():
        if short.startswith(prefix):
            return before + short.removeprefix(prefix) + behind
    return short
