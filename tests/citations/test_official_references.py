"""Official references in the forms that people write: what is found, with all fields, and what is left alone."""

from collections.abc import Iterator

import pytest
from citation_builders import build, metadata
from official_table import Expected, Row, rows

from policytext.citations import find_citations
from policytext.types.citation import Citation
from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind, CitationForm


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
