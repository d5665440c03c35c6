"""Corrections in a table: what `export corrections` and `export statements` write as CSV, or one that a person made.

Spreadsheets change a CSV file when they save it: the separator becomes a semicolon where commas are decimal, the
encoding may be that of the machine, and cells get or lose an apostrophe in front.
"""

import csv
import io
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from policytext.errors import InputError
from policytext.importing.codings import Coding, Codings, Place
from policytext.importing.labels import LabelError, labels_of_cells
from policytext.types.vocabulary import StatementKind

_SEPARATORS: Final = ",;\t"
#: Columns that say what a statement is; a table without any of them corrects nothing.
_SAID: Final = frozenset(("kind", "attribution", "holder", "actor", "actors", "strength"))
#: Columns with what the tool saw, which nobody edits: lists in JSON, which spreadsheets leave as they are.
_FOUND: Final = ("odds", "cues", "reasons")
_MOST_ROWS: Final = 200_000
_LONGEST_CELL: Final = 1_000_000
#: An apostrophe that exports put before what a spreadsheet would run.
_GUARDED: Final = re.compile(r"'(?=[=+\-@\t\r])")
_HINT: Final = "it needs the columns id, text and kind, as `policytext export corrections --format csv` writes them"


def read_table(path: Path, data: bytes) -> Codings:
    """The codings in a CSV file, one for each row that says something.

    Raises:
        InputError: it is no table of corrections.
    """
    text = _decoded(path, data)
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    previous = csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        columns = [name.strip().lower() for name in next(rows, [])]
        if "id" not in columns and not {"document", "text"} <= set(columns):
            raise InputError(f"{path}: is no table of corrections", _HINT)
        if not _SAID & set(columns):
            raise InputError(f"{path}: has no column that says what a statement is", _HINT)
        codings: list[Coding] = []
        ignored = 0
        for number, row in enumerate(rows, start=2):
            if number > _MOST_ROWS:
                raise InputError(f"{path}: has more than {_MOST_ROWS} rows", "part it in several files")
            cells = {name: _GUARDED.sub("", cell) for name, cell in zip(columns, row, strict=False) if cell}
            coding = _coding(f"row {number}", cells)
            if coding is None:
                ignored += bool(cells)
            else:
                codings.append(coding)
    except csv.Error as error:
        raise InputError(f"{path}: cannot be read as a table: {error}", _HINT) from error
    finally:
        csv.field_size_limit(previous)
    return Codings(tuple(codings), ignored)


def _decoded(path: Path, data: bytes) -> str:
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path}: is no text in UTF-8", "save it as CSV in UTF-8")


def _coding(name: str, cells: Mapping[str, str]) -> Coding | None:
    """A row as a coding; None where it says nothing."""
    names = (cells.get(column, "").strip() for column in ("document", "file", "source"))
    key = cells.get("id", "").strip() or cells.get("sentence", "").strip() or None
    owner = () if key is None or ":" not in key else (key.rpartition(":")[0],)
    place = Place(
        documents=tuple(dict.fromkeys(one for one in (*owner, *names) if one)),
        key=key,
        quote=cells.get("text", ""),
        before=cells.get("before", ""),
        after=cells.get("after", ""),
    )
    try:
        said = labels_of_cells(cells)
    except LabelError as error:
        return Coding(name, place, {}, fault=str(error))
    if said.get("kind") == StatementKind.CLAIM and "actors" not in cells and not said.get("actors"):
        said.pop("actors", None)  # corrections show no actors of a claim, as the annotation guide has it
    if not said:
        return None
    return Coding(
        name,
        place,
        said,
        note=cells.get("note") or None,
        made_at=cells.get("corrected_at") or None,
        seen=cells.get("corrected_at") or None,
        confirmed=_confirmed(cells.get("corrected_fields", "")),
        found=_found(cells),
    )


def _found(cells: Mapping[str, str]) -> dict[str, Any]:  # Any: JSON values
    """What the tool saw in the statement when the table was made."""
    found = {}
    for name in _FOUND:
        with suppress(ValueError, RecursionError):
            found[name] = json.loads(cells.get(name, ""))
    return found


def _confirmed(cell: str) -> frozenset[str]:
    try:
        fields = json.loads(cell) if cell else []
    except ValueError:
        return frozenset()
    return frozenset(map(str, fields)) if isinstance(fields, list) else frozenset()
