"""The files of a gold folder: rows that are stretches of a source file, and what people said of them.

The format is that of the gold standard's README: `NNN.spans.tsv` (row, start, end), `NNN.labels.tsv` (row, kind,
attribution, actor, strength), `NNN.citations.tsv`; NNN are the first three characters of the name of the source file.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from policytext.errors import NothingToIngest
from policytext.types.spans import Span
from policytext.types.vocabulary import Attribution, StatementKind, Strength

#: Characters of a file name that number its document.
NUMBER: Final = 3
#: Share of a row that has to be covered to stand for it.
COVERED: Final = 0.5


@dataclass(frozen=True, slots=True)
class GoldLabel:
    """What a person said of a row; `kind` is None for no statement. `actors` are in lower case."""

    row: str
    kind: StatementKind | None
    attribution: Attribution | None
    actors: tuple[str, ...]
    strength: Strength | None


@dataclass(frozen=True, slots=True)
class GoldCitation:
    """A reference of a document: its place, and the rows in which its markers or mentions stand."""

    span: Span
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """All that is annotated of one document; `number` is NNN, `rows` are spans in the source file by row."""

    number: str
    rows: Mapping[str, Span]
    labels: tuple[GoldLabel, ...]
    citations: tuple[GoldCitation, ...] | None


def read_gold(folder: Path) -> list[GoldDocument]:
    """The documents of a gold folder that have labels, in order of number.

    Raises:
        NothingToIngest: the folder holds no labels.
        ValueError: a label names a row or a value that there is not.
    """
    found = []
    for path in sorted(folder.glob("*.labels.tsv")):
        number = path.name.removesuffix(".labels.tsv")
        rows = read_spans(folder, number)
        labels = tuple(_label(row, path.name) for row in _lines(path))
        unknown = [label.row for label in labels if label.row not in rows]
        if unknown:
            raise ValueError(f"{path.name}: no such row: {unknown[0]}")
        found.append(GoldDocument(number, rows, labels, _citations(folder / f"{number}.citations.tsv")))
    if not found:
        raise NothingToIngest(f"{folder} holds no labels", "name the folder with the files NNN.labels.tsv")
    return found


def read_spans(folder: Path, number: str) -> dict[str, Span]:
    """Row -> span in the source file of the document with this number; empty where it has no file of them."""
    path = folder / f"{number}.spans.tsv"
    return {row[0]: Span(int(row[1]), int(row[2])) for row in _lines(path)} if path.is_file() else {}


def number_of(source: str) -> str:
    """The number of the document that a source file is."""
    return Path(source).name[:NUMBER]


def share_covered(spans: Iterable[Span], row: Span) -> float:
    """Share of a row's code points that spans cover; overlaps among the spans count once."""
    covered, end = 0, row.start
    for span in sorted(spans, key=lambda span: span.start):
        start = max(span.start, end)
        stop = min(span.end, row.end)
        if stop > start:
            covered += stop - start
            end = stop
    return covered / max(1, row.end - row.start)


def _lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row]


def _label(row: Sequence[str], name: str) -> GoldLabel:
    try:
        sentence, kind, attribution, actor, strength = row[:5]
        return GoldLabel(
            sentence,
            None if kind == "none" else StatementKind(kind),
            None if attribution == "-" else Attribution(attribution.split(":")[0]),
            tuple(part.strip().lower() for part in actor.split(";") if part.strip() not in ("", "-")),
            None if strength == "-" else Strength(strength),
        )
    except ValueError as error:
        raise ValueError(f"{name}: not a label: {row}") from error


def _citations(path: Path) -> tuple[GoldCitation, ...] | None:
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            GoldCitation(
                Span(int(row["start"]), int(row["end"])),
                tuple(anchor for anchor in (row.get("anchors") or "").split(";") if anchor),
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        )
