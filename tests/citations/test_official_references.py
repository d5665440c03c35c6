"""Official references in the forms that people write: what is found, with all fields, and what is left alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from citation_builders import build, metadata

from policytext.citations import find_citations
from policytext.types.citation import Citation
from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind, CitationForm

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


def found_in(text: str) -> tuple[Document, list[Citation]]:
    """Citations of a paragraph that are official references: by their form, or because they have an identifier."""
    document, sentences = build((BlockKind.PARAGRAPH, text), about=metadata(date="2025-06-01"))
    official = {CitationForm.KAMERSTUK, CitationForm.LAW}
    citations = find_citations(document, sentences)
    return document, [cited for cited in citations if cited.form in official or cited.identifier is not None]


def compare(row: Row) -> Iterator[tuple[str, str]]:
    """("right" | "missed" | "extra" | "other span", what) for each reference of a row and each citation found."""
    document, found = found_in(row.text)
    left = list(found)
    for expected in row.expected:
        match = next((cited for cited in left if _fits(cited, expected)), None)
        if match is None:
            yield "missed", f"{expected}"
            continue
        left.remove(match)
        yield "right", expected.words
        if document.quote(match.span) != expected.words:
            yield "other span", f"{document.quote(match.span)!r} for {expected.words!r}"
    for cited in left:
        yield "extra", f"{cited.form} {document.quote(cited.span)!r} {cited.identifier} {cited.parts} {cited.address}"


def _fits(cited: Citation, expected: Expected) -> bool:
    return (
        cited.form == expected.form
        and (cited.identifier or "") == expected.identifier
        and cited.parts == expected.parts
        and (cited.address or "") == expected.address
        and (not expected.authors or cited.authors == expected.authors)
    )


def score(chosen: list[Row]) -> tuple[float, dict[str, int], list[str]]:
    """F1 over references, counts by outcome, and what went wrong."""
    counts = dict.fromkeys(("right", "missed", "extra", "other span"), 0)
    wrong = []
    for row in chosen:
        for outcome, what in compare(row):
            counts[outcome] += 1
            if outcome != "right":
                wrong.append(f"{row.text}\n    {outcome}: {what}")
    total = 2 * counts["right"] + counts["missed"] + counts["extra"]
    return 2 * counts["right"] / total, counts, wrong


def test_table_is_large_enough() -> None:
    """Of the references, half are forms taken from documents; of the other strings there are enough."""
    table = rows()
    references = [row for row in table if row.expected]
    assert sum(len(row.expected) for row in references) >= 250
    assert sum(1 for row in references if row.half == "b") >= 125
    assert sum(1 for row in table if not row.expected) >= 80


@pytest.mark.parametrize("half", ["a", "b"])
def test_official_references(half: str) -> None:
    result, counts, wrong = score([row for row in rows() if row.half == half])
    report = "\n".join([f"F1 {result:.4f} {counts}", *wrong])
    assert result >= 0.98, report
    assert counts["other span"] <= 0.05 * counts["right"], report
