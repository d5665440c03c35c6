"""What a PDF holds beside its text: outline, labels, remarks, links, files, forms; and pages that are turned."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from policytext.errors import UnreadableDocument
from policytext.readers.pages.pdf import read_pdf
from policytext.types.raw import OutlineEntry, RawDocument

WORDS = "De raad kiest voor betere jeugdhulp in de wijk."


def pdf(*pages: str) -> pymupdf.Document:
    document = pymupdf.open()
    for text in pages:
        document.new_page(width=595, height=842).insert_text((72, 100), text, fontsize=11)
    return document


def read(document: pymupdf.Document) -> RawDocument:
    return read_pdf(Path("nota.pdf"), document.tobytes(), "sha256:0")


def test_outline_is_kept_in_order_with_levels_and_pages() -> None:
    document = pdf(WORDS, WORDS)
    document.set_toc([[1, "1 Inleiding", 1], [2, "1.1  Aanleiding\t", 2], [1, "2 Advies", 2]])
    assert read(document).outline == (
        OutlineEntry("1 Inleiding", 1, 1),
        OutlineEntry("1.1 Aanleiding", 2, 2),
        OutlineEntry("2 Advies", 1, 2),
    )


def test_outline_of_strange_pages_and_levels_is_tolerated(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [[0, "Nul", 1], [-3, "Min", -1], [999, "Diep", 77], [1, " \x00 ", 1], [1, "Geen", None]]
    entries += [[1, "x" * 9_000, 1]] * 9_000
    monkeypatch.setattr(pymupdf.Document, "get_toc", lambda self, simple: entries)
    outline = read(pdf(WORDS)).outline
    assert [(entry.title, entry.level, entry.page) for entry in outline[:4]] == [
        ("Nul", 1, 1),
        ("Min", 1, 0),
        ("Diep", 20, 0),
        ("Geen", 1, 0),
    ]
    assert len(outline) <= 5_000
    assert max(len(entry.title) for entry in outline) <= 500


def test_damaged_outline_is_no_outline(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: object, simple: bool) -> None:
        raise ValueError("bad outline")

    monkeypatch.setattr(pymupdf.Document, "get_toc", fail)
    assert read(pdf(WORDS)).outline == ()


def test_remarks_are_kept_with_place_kind_words_and_author() -> None:
    document = pdf(WORDS, WORDS)
    page = document[1]
    note = page.add_text_annot((300, 300), "Klopt dit?\r\nZie  ook blz. 4")
    note.set_info(title="J. Jansen")
    note.update()
    mark = page.add_highlight_annot(page.search_for("jeugdhulp"))
    mark.set_info(content="kernpunt")
    mark.update()
    page.add_highlight_annot(page.search_for("wijk"))
    page.add_freetext_annot((100, 400, 300, 440), "Concept")
    page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(72, 90, 100, 104), "uri": "https://voorbeeld.nl"})
    found = {remark.kind: remark for remark in read(document).annotations}
    assert {kind: remark.content for kind, remark in found.items()} == {
        "Text": "Klopt dit?\nZie ook blz. 4",
        "Highlight": "kernpunt",
        "FreeText": "Concept",
    }
    assert found["Text"].author == "J. Jansen"
    box = found["Highlight"].box
    assert box.page == 2
    assert box.y0 < 97 < box.y1
    assert "Klopt dit" not in read(document).text


def test_links_inside_the_document_are_left_out() -> None:
    document = pdf(WORDS, WORDS)
    area = document[0].search_for("jeugdhulp")[0]
    document[0].insert_link({"kind": pymupdf.LINK_GOTO, "from": area, "page": 1, "to": pymupdf.Point(0, 0)})
    assert read(document).links == ()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_everything_on_a_turned_page_stands_as_the_page_is_shown(rotation: int) -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    turned = {0: ((100, 200), 0), 90: ((200, 742), 90), 180: ((495, 642), 180), 270: ((395, 100), 270)}
    place, angle = turned[rotation]
    page.insert_text(place, WORDS, fontsize=11, rotate=angle)
    page.set_rotation(rotation)
    document = pymupdf.open(stream=document.tobytes(), filetype="pdf")
    page = document[0]
    area = page.search_for("jeugdhulp", quads=False)[0]
    note = page.add_highlight_annot(area)
    note.set_info(content="kern")
    note.update()
    page.insert_link({"kind": pymupdf.LINK_URI, "from": area, "uri": "https://voorbeeld.nl"})
    raw = read(document)
    (line,) = [line for line in raw.lines if line.box]
    assert line.box is not None
    width, height = (842, 595) if rotation in {90, 270} else (595, 842)
    assert (raw.pages[0].width, raw.pages[0].height) == (width, height)
    assert raw.text == WORDS + "\n"
    assert line.box.x1 - line.box.x0 > 200 > 20 > line.box.y1 - line.box.y0
    assert (line.box.x0, line.box.y1) == pytest.approx((100, 203), abs=4)
    (remark,), (link,) = raw.annotations, raw.links
    assert line.box.y0 - 3 < (remark.box.y0 + remark.box.y1) / 2 < line.box.y1 + 3
    assert raw.text[link.source.start : link.source.end] == "jeugdhulp"


def test_files_inside_are_named() -> None:
    document = pdf(WORDS)
    for number in range(7):
        document.embfile_add(f"bijlage{number}.xlsx", b"data")
    (warning,) = read(document).warnings
    assert warning.startswith("files inside the document are not read: bijlage0.xlsx, ")
    assert warning.endswith(" and 2 more")


def xfa(document: pymupdf.Document) -> None:
    xref = document.get_new_xref()
    document.update_object(xref, "<< /Fields [] /XFA (form) >>")
    document.xref_set_key(document.pdf_catalog(), "AcroForm", f"{xref} 0 R")


def portfolio(document: pymupdf.Document) -> None:
    document.embfile_add("nota.pdf", b"%PDF-1.7")
    document.xref_set_key(document.pdf_catalog(), "Collection", "<< /Type /Collection /View /D >>")


WAIT = "Please wait...\nIf this message is not eventually replaced by the proper contents of the document, your PDF"
OPEN = "For the best experience, open this PDF portfolio in\nAcrobat X or Adobe Reader X, or later."


@pytest.mark.parametrize(
    ("text", "make", "what"), [(WAIT, xfa, "XFA form"), (OPEN, portfolio, "portfolio")], ids=["XFA form", "portfolio"]
)
def test_pages_that_stand_in_for_something_else_are_refused(
    text: str, make: Callable[[pymupdf.Document], None], what: str
) -> None:
    document = pdf(text)
    make(document)
    with pytest.raises(UnreadableDocument, match=f"nota.pdf: {what}") as caught:
        read(document)
    assert "Adobe Reader" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "make"), [(WORDS, xfa), (WORDS, portfolio), (WAIT, lambda document: None)], ids=["form", "folder", "words"]
)
def test_forms_with_pages_of_their_own_are_read(text: str, make: Callable[[pymupdf.Document], None]) -> None:
    document = pdf(text)
    make(document)
    assert text.split("\n")[0] in read(document).text
