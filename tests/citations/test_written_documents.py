"""Three documents written for the purpose, read from files: every field of what they cite is what was written.

A report with a list of sources in APA style, a letter with footnotes, an article with links and quotations from the
press; the same words give the same citations in every format. The table is `written_documents.tsv`.
"""

import csv
from pathlib import Path

import pytest
from written_documents import docx, markdown, read, web_page

from policytext.types.citation import Citation

Row = dict[str, str | None]
Fields = tuple[str, ...]

TABLE = Path(__file__).with_name("written_documents.tsv")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NAMES = ("authors", "year", "title", "url", "identifier")


def rows(document: str, kind: str) -> list[Row]:
    """The rows of one document and kind, in order."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row for row in table if (row["document"], row["kind"]) == (document, kind)]


def words(document: str, kind: str) -> list[str]:
    """What stands in a document, by paragraph, note or entry."""
    return [row["words"] or "" for row in rows(document, kind)]


def wanted(row: Row) -> list[Fields]:
    """The fields of each source of a row; none where it has none."""
    values = [(row[name] or "").split(" + ") for name in NAMES]
    count = max(len(value) for value in values)
    filled = [value if len(value) == count else value * count for value in values]
    return [fields for fields in zip(*filled, strict=True) if any(fields)]


def fields(citation: Citation) -> Fields:
    """The same of a citation that was found."""
    year = (citation.year or "") + (citation.year_suffix or "")
    return ("; ".join(citation.authors), year, citation.title or "", citation.url or "", citation.identifier or "")


def test_report_with_a_list_of_sources_in_apa_style(tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    file.write_bytes(docx(words("report", "paragraph"), bibliography=words("report", "entry")))
    document, citations = read(file)
    entries = [citation for citation in citations if citation.form == "bibliography"]
    mentions = [citation for citation in citations if citation.form == "author-year"]
    table = rows("report", "entry")
    assert [fields(entry) for entry in entries] == [expected for row in table for expected in wanted(row)]
    assert [[document.quote(anchor) for anchor in entry.anchors] for entry in entries] == [
        [row["mention"]] for row in table
    ]
    assert len(entries) == len(mentions) == len(citations) / 2
    assert {mention.repeats for mention in mentions} == {(entry.id,) for entry in entries}
    assert {fields(mention)[2:] for mention in mentions} == {fields(entry)[2:] for entry in entries}


@pytest.mark.parametrize("kind", ["docx", "html", "md"])
def test_letter_with_footnotes(kind: str, tmp_path: Path) -> None:
    paragraphs, notes = words("letter", "paragraph"), words("letter", "note")
    file = tmp_path / f"brief.{kind}"
    if kind == "docx":
        file.write_bytes(docx(paragraphs, notes))
    else:
        file.write_text({"html": web_page, "md": markdown}[kind](paragraphs, notes), encoding="utf-8")
    document, citations = read(file)
    expected = [
        (str(number), found) for number, row in enumerate(rows("letter", "note"), start=1) for found in wanted(row)
    ]
    numbers = [document.quote(citation.anchors[0]).translate(RAISED) for citation in citations]
    assert list(zip(numbers, map(fields, citations), strict=True)) == expected
    by_note = dict(zip(numbers, citations, strict=True))
    assert by_note["4"].repeats == (by_note["3"].id,)
    assert by_note["8"].repeats == (by_note["2"].id,)


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_article_with_links_and_press(kind: str, tmp_path: Path) -> None:
    paragraphs = words("article", "paragraph")
    file = tmp_path / f"stuk.{kind}"
    if kind == "docx":
        file.write_bytes(docx(paragraphs))
    else:
        file.write_text(web_page(paragraphs), encoding="utf-8")
    document, citations = read(file)
    expected = [(row["mention"], row["words"], *wanted(row)) for row in rows("article", "cited")]
    assert [(found.form, document.quote(found.span), fields(found)) for found in citations] == expected
