"""The only place that writes results: to stdout, safe for a terminal; everything else goes to stderr.

Answers are in Dutch, as the documents are; help, errors and reports of work are in English (docs/adr/0005).
"""

import json
import shutil
import textwrap
import unicodedata
from collections.abc import Iterable
from typing import Any

import click

from policytext.types.vocabulary import Change, Stance, StatementKind

STANCES = {Stance.PRO: "▲ pro", Stance.CONTRA: "▼ contra", Stance.MIXED: "◆ gemengd", Stance.NEUTRAL: "● neutraal"}
STANCE_COLOURS = {Stance.PRO: "green", Stance.CONTRA: "red", Stance.MIXED: "yellow", Stance.NEUTRAL: "cyan"}
CHANGES = {
    Change.SAME: "gelijk gebleven",
    Change.STRENGTHENED: "versterkt",
    Change.WEAKENED: "afgezwakt",
    Change.REVERSED: "omgekeerd",
    Change.NEW: "nieuw",
    Change.DROPPED: "vervallen",
    Change.FIGURE_CHANGED: "cijfer veranderd",
}
KINDS = {
    StatementKind.CLAIM: "claim",
    StatementKind.RECOMMENDATION: "aanbeveling",
    StatementKind.COMMITMENT: "toezegging",
}
_MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
UNDATED = "zonder datum"

#: Directional formatting could make a quotation read otherwise than it stands in the document.
_DIRECTIONAL = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


def safe(text: str) -> str:
    """Text without control characters, so that a document can send no commands to the terminal."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character in "\n\t"
        or (unicodedata.category(character) not in {"Cc", "Cs"} and character not in _DIRECTIONAL)
        else "\ufffd"
        for character in text
    )


def echo(text: str = "") -> None:
    """Print a line of a result; document text in it must have passed `safe`, `style` or `wrapped`."""
    click.echo(text)


def style(text: str, **styles: Any) -> str:
    """Document text, made safe, in a colour or weight for terminals."""
    return click.style(safe(text), **styles)


def notice(text: str) -> None:
    """Print a line about the work, not a result, to stderr."""
    click.echo(safe(text), err=True)


def print_json(value: object) -> None:
    """Print one JSON value, indented, in UTF-8."""
    click.echo(json.dumps(_encodable(value), ensure_ascii=False, indent=2))


def print_json_lines(values: Iterable[object]) -> None:
    """Print one JSON value a line."""
    for value in values:
        click.echo(json.dumps(_encodable(value), ensure_ascii=False))


def _encodable(value: Any) -> Any:  # Any: JSON values of any shape
    """The value with lone surrogates replaced: they cannot be written as UTF-8."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value


def dutch_date(date: str | None) -> str:
    """An ISO date of any precision as Dutch readers write it: "25 mei 2021", "okt 2019", "2018"."""
    if date is None:
        return UNDATED
    parts = date.split("-")
    month = [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    day = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*day, *month, parts[0]])


def width() -> int:
    """Columns to write in: the terminal's, at most 110; 100 when the output is no terminal."""
    return min(shutil.get_terminal_size((100, 24)).columns, 110)


def wrapped(text: str, indent: str, first: str | None = None) -> str:
    """Text broken into lines that fit, each after `indent` (the first after `first`)."""
    return textwrap.fill(
        safe(" ".join(text.split())),
        width=max(40, width()),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
