"""The only place that writes results: to stdout, safe for a terminal; everything else goes to stderr.

Answers are in Dutch, as the documents are; help, errors and reports of work are in English (docs/adr/0005).
"""

import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from typing import Any

import click

from policytext.export.change_words import CHANGES as CHANGES
from policytext.types.vocabulary import Aspect, Bound, RelationType, Stance, StatementKind, Strength

STANCES = {Stance.PRO: "▲ pro", Stance.CONTRA: "▼ contra", Stance.MIXED: "◆ gemengd", Stance.NEUTRAL: "● neutraal"}
STANCE_WORDS = {Stance.PRO: "pro", Stance.CONTRA: "contra", Stance.MIXED: "gemengd", Stance.NEUTRAL: "neutraal"}
STANCE_COLOURS = {Stance.PRO: "green", Stance.CONTRA: "red", Stance.MIXED: "yellow", Stance.NEUTRAL: "cyan"}
KINDS = {
    StatementKind.CLAIM: "claim",
    StatementKind.RECOMMENDATION: "aanbeveling",
    StatementKind.COMMITMENT: "toezegging",
}
STRENGTHS = {Strength.MUST: "moet", Strength.SHOULD: "zou moeten", Strength.COULD: "kan"}
ASPECTS = {
    Aspect.KIND: "soort",
    Aspect.ATTRIBUTION: "van wie",
    Aspect.ACTOR: "wie handelt",
    Aspect.STRENGTH: "sterkte",
    Aspect.NEGATION: "ontkenning",
}
BOUNDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "ongeveer",
    Bound.AT_LEAST: "ten minste",
    Bound.AT_MOST: "ten hoogste",
}
#: What a statement does to another, and what another does to it.
RELATIONS = {
    RelationType.SUPPORT: ("ondersteunt", "ondersteund door"),
    RelationType.ATTACK: ("spreekt tegen", "tegengesproken door"),
    RelationType.REPEATS: ("herhaalt", "herhaald door"),
    RelationType.PARAPHRASES: ("zegt in andere woorden", "in andere woorden gezegd door"),
    RelationType.SAME_FIGURE: ("noemt hetzelfde cijfer als", "noemt hetzelfde cijfer als"),
    RelationType.SAME_SOURCE: ("steunt op dezelfde bron als", "steunt op dezelfde bron als"),
    RelationType.CONTRADICTS: ("is in tegenspraak met", "is in tegenspraak met"),
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


def dutch_number(value: float, places: int = 2) -> str:
    """A number as Dutch readers write it, without zeros at the end: "1,1", "605.000.000"."""
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def counted(count: int, one: str, several: str) -> str:
    """A number with the word that goes with it: "1 zin", "2 zinnen"."""
    return f"{count} {one if count == 1 else several}"


def is_terminal() -> bool:
    """Whether a person reads what is written, and not a file or another program."""
    return sys.stdout.isatty()


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
