"""The invariant of the project, on every exported statement and citation: its words stand where the export says.

Every sentence of running text is made a statement for the purpose.

Text formats: the characters of the decoded file at `spans`, joined, are the text, after this and no more:
- compatibility composition (NFKC): the text has composed letters, ligatures apart, and a note marker as a superscript
  digit, where the file may have <sup>1</sup>, [^1] or a plain digit;
- runs of white space are one space, at the ends none. Between two spans there may be a space or none: a word that a
  line end with a hyphen cuts in two is one word.
- U+00AD (soft hyphen) and other characters that show nothing (categories Cf and Cc) are left out.

HTML: the same after entities are resolved; tags stand between spans. DOCX and ODT: the same in the words of the file as
`policytext inspect FILE --text` prints them.

PDF: on each page that is named, the words under the quads hold the words of the text, letter by letter in order.
Spaces and hyphens are left out of that comparison, since a line end may cut a word.
"""

import html
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from fake_classifier import Always
from fake_encoder import HashingEncoder
from fake_parser import NoParser

from policytext.export.records import citation_row, statement_row
from policytext.ingest.run import IngestOptions, ingest
from policytext.readers import read_document
from policytext.store import Reader
from policytext.types.vocabulary import StatementKind

Row = dict[str, Any]


def rows_of(index: Path) -> list[Row]:
    """All exported statements and citations, with the absolute path of their file."""
    with Reader.open(index) as reader:
        rows = [statement_row(record) for record in reader.statements()]
        rows += [citation_row(record) for record in reader.citations()]
    return [{**row, "path": index.parent / row["source"]} for row in rows]


def ingested(folder: Path, index: Path) -> list[Row]:
    """Rows of all documents of the folder, with every sentence as a statement, whatever a classifier thinks of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policytext.ingest.run.load_bulk_encoder", lambda *_: HashingEncoder())
        patch.setattr("policytext.ingest.analysis.load_parser", lambda *_: NoParser())
        patch.setattr("policytext.statements.finding.judge_of", lambda _: Always(StatementKind.CLAIM))
        ingest([folder], index, IngestOptions())
    return rows_of(index)


@pytest.fixture(scope="module")
def sample_rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """Rows of the sample corpus."""
    return ingested(Path(__file__).resolve().parents[1] / "corpus", tmp_path_factory.mktemp("samples") / "index")


@pytest.fixture(scope="module")
def real_rows(shared_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """Rows of the real documents; skips where they are absent."""
    return ingested(shared_corpus, tmp_path_factory.mktemp("real") / "index")


@pytest.fixture(params=["sample_rows", "real_rows"])
def rows(request: pytest.FixtureRequest) -> list[Row]:
    """Rows of one corpus after the other."""
    return list(request.getfixturevalue(request.param))


@cache
def decoded(path: Path) -> str:
    if path.suffix in (".docx", ".odt"):
        return read_document(path).text
    return path.read_bytes().decode("utf-8")


def normalised(text: str) -> str:
    shown = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc") or c.isspace())
    return " ".join(unicodedata.normalize("NFKC", shown).split())


def letters(text: str) -> str:
    """What is compared where spaces and hyphens may differ."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def fits(source: Row, text: str) -> bool:
    """Whether the pieces of the file make the text, with or without a space between two pieces."""
    at = 0
    for piece in source["pieces"]:
        words = normalised(piece)
        while text[at : at + 1] == " ":
            at += 1
        if not text.startswith(words, at):
            return False
        at += len(words)
    return at == len(text)


def text_rows(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        if row["spans"] is not None:
            pieces = [decoded(row["path"])[start:end] for start, end in row["spans"]]
            yield {**row, "pieces": list(map(html.unescape, pieces)) if row["path"].suffix == ".html" else pieces}


def test_text_at_the_spans_is_the_exported_text(rows: list[Row]) -> None:
    checked = list(text_rows(rows))
    assert checked
    assert not any("<" in piece for row in checked if row["path"].suffix == ".html" for piece in row["pieces"])
    wrong = [(row["id"], row["text"], row["pieces"]) for row in checked if not fits(row, normalised(row["text"]))]
    assert wrong == []


def test_spans_are_in_order_and_begin_and_end_with_words(rows: list[Row]) -> None:
    for row in text_rows(rows):
        # a space between two paragraphs that are read as one has a span of its own
        assert row["pieces"][0].strip()
        assert row["pieces"][-1].strip()
        assert all(one[1] <= two[0] for one, two in zip(row["spans"], row["spans"][1:], strict=False))


def test_line_is_that_of_the_first_span(rows: list[Row]) -> None:
    for row in text_rows(rows):
        assert len(decoded(row["path"])[: row["spans"][0][0]].splitlines() or [""]) in (row["line"], row["line"] - 1)


def test_anchors_in_text_stand_in_the_file(rows: list[Row]) -> None:
    anchors = [(row, anchor) for row in text_rows(rows) for anchor in row.get("anchors", ())]
    assert anchors
    assert all(0 <= start < end <= len(decoded(row["path"])) for row, (start, end) in anchors)
    single = [(row, row["anchors"][0]) for row, _ in anchors if len(row["anchors"]) == 1]
    assert all(decoded(row["path"])[start:end].strip() for row, (start, end) in single)


def words_under(path: Path, quads: list[list[float]]) -> str:
    """Text of the PDF whose glyphs' middles lie in the quads, quad by quad."""
    found = []
    with pymupdf.open(path) as document:
        for page, *box in quads:
            area = pymupdf.Rect(box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1)
            raw = document[int(page) - 1].get_text("rawdict", clip=area)
            for block in raw["blocks"]:
                for line in block.get("lines", ()):
                    for span in line["spans"]:
                        found += [
                            glyph["c"]
                            for glyph in span["chars"]
                            if (pymupdf.Rect(glyph["bbox"]).tl + pymupdf.Rect(glyph["bbox"]).br) / 2 in area
                        ]
    return "".join(found)


def test_words_under_the_quads_are_the_exported_words(sample_rows: list[Row]) -> None:
    checked = [row for row in sample_rows if row["quads"] is not None]
    assert len({row["source"] for row in checked}) >= 4
    wrong = [
        (row["id"], row["text"], found)
        for row in checked
        if letters(row["text"]) not in letters(found := words_under(row["path"], row["quads"]))
    ]
    assert wrong == []


def test_page_is_that_of_the_first_quad(sample_rows: list[Row]) -> None:
    checked = [row for row in sample_rows if row["quads"] is not None]
    assert [row["id"] for row in checked if row["page"] != row["quads"][0][0]] == []


@pytest.mark.parametrize(
    ("pieces", "text", "fit"),
    [
        pytest.param(["Een zin."], "Een zin.", True, id="as it stands"),
        pytest.param(["Een\n  zin."], "Een zin.", True, id="white space collapsed"),
        pytest.param(["samen", "werking"], "samenwerking", True, id="word cut in two"),
        pytest.param(["Een", "zin."], "Een zin.", True, id="two spans"),
        pytest.param(["Een ﬁjne zin."], "Een fijne zin.", True, id="ligature"),
        pytest.param(["Een zin"], "Een zin.", False, id="too short"),
        pytest.param(["Een zin. En"], "Een zin.", False, id="too long"),
        pytest.param(["Een **zin**."], "Een zin.", False, id="markup is not part of a span"),
        pytest.param(["een zin."], "Een zin.", False, id="other words"),
    ],
)
def test_comparison_itself(pieces: list[str], text: str, fit: bool) -> None:
    assert fits({"pieces": pieces}, text) is fit
