"""Reading of PDF: every code point has its place, and files that cannot be read say why."""

from array import array
from pathlib import Path

import pymupdf
import pytest

from policytext.errors import EmptyDocument, UnreadableDocument
from policytext.readers import read_document
from policytext.readers.pages.pdf import read_pdf
from policytext.types.raw import RawDocument

ID = "sha256:" + 64 * "0"
WORDS = "De raad kiest voor betere jeugdhulp in de wijk."


def pdf(*pages: str) -> pymupdf.Document:
    document = pymupdf.open()
    for text in pages:
        page = document.new_page(width=595, height=842)
        if text:
            page.insert_text((72, 100), text, fontsize=11)
    return document


def read(document: pymupdf.Document, **options: object) -> RawDocument:
    return read_pdf(Path("nota.pdf"), document.tobytes(**options), ID)


def box(raw: RawDocument, position: int) -> array:
    assert raw.glyphs is not None
    return raw.glyphs.boxes[4 * position : 4 * position + 4]


def test_every_code_point_has_a_box_on_its_page() -> None:
    raw = read(pdf("Eerste bladzij\nmet twee regels", "Tweede bladzij"))
    assert raw.glyphs is not None
    assert raw.text == "Eerste bladzij\nmet twee regels\nTweede bladzij\n"
    assert len(raw.glyphs.boxes) == 4 * len(raw.text)
    assert raw.glyphs.page_starts == (0, raw.text.index("Tweede"))
    for position, character in enumerate(raw.text):
        x0, y0, x1, y1 = box(raw, position)
        assert (x1 == x0) if character == "\n" else (x1 > x0)
        assert y1 > y0
    assert [line.page for line in raw.lines] == [1, 1, 2]


def test_lines_know_size_weight_and_place() -> None:
    document = pdf("")
    document[0].insert_text((72, 100), "Gewoon", fontsize=11)
    document[0].insert_text((72, 130), "Vet", fontsize=16, fontname="hebo")
    document[0].insert_text((72, 160), "Schuin", fontsize=9, fontname="heit")
    lines = [line for line in read(document).lines if line.box]
    assert [(line.size, line.bold, line.italic) for line in lines] == [
        (11, False, False),
        (16, True, False),
        (9, False, True),
    ]
    assert lines[0].box is not None
    assert 71 < lines[0].box.x0 < 73
    assert lines[0].box.y0 < 100 < lines[0].box.y1


def test_raised_digits_are_superscripts() -> None:
    document = pdf("")
    document[0].insert_text((72, 100), "Dit is onderzocht", fontsize=11)
    end = 72 + pymupdf.get_text_length("Dit is onderzocht", "helv", 11)
    document[0].insert_text((end, 96), "12", fontsize=6.5)
    document[0].insert_text((end + 9, 100), "door derden", fontsize=11)
    raw = read(document)
    (line,) = [line for line in raw.lines if line.box]
    assert [raw.text[span.start : span.end] for span in line.superscripts] == ["12"]


def test_lower_digits_are_no_superscripts() -> None:
    document = pdf("")
    document[0].insert_text((72, 100), "CO", fontsize=11)
    document[0].insert_text((90, 102), "2", fontsize=6.5)
    assert all(line.superscripts == () for line in read(document).lines)


def test_gap_is_an_empty_line() -> None:
    document = pdf("")
    for y, text in ((100, "een"), (114, "twee"), (160, "drie")):
        document[0].insert_text((72, y), text, fontsize=11)
    assert read(document).text == "een\ntwee\n\ndrie\n"


def test_wide_spaces_part_a_line() -> None:
    document = pdf(f"Datum{' ' * 20}3 maart 2021")
    assert [line.source for line in read(document).lines if line.box][1].start == 6


def test_page_labels_links_and_file_metadata() -> None:
    document = pdf("Voorwoord", f"Zie {WORDS}")
    document.set_page_labels([{"startpage": 0, "style": "r", "firstpagenum": 1}, {"startpage": 1, "style": "D"}])
    document.set_metadata({"title": "Wijk en jeugd", "author": "A. Bakker", "creationDate": "D:20210525101500+02'00'"})
    area = document[1].search_for("betere jeugdhulp")[0]
    document[1].insert_link({"kind": pymupdf.LINK_URI, "from": area, "uri": "https://voorbeeld.nl/jeugd"})
    raw = read(document)
    assert [page.label for page in raw.pages] == ["i", "1"]
    assert [(page.width, page.height) for page in raw.pages] == [(595, 842)] * 2
    (link,) = raw.links
    assert raw.text[link.source.start : link.source.end] == "betere jeugdhulp"
    assert link.target == "https://voorbeeld.nl/jeugd"
    assert dict(raw.file_metadata) == {"title": "Wijk en jeugd", "author": "A. Bakker", "date": "2021-05-25"}


def test_blank_document_is_empty() -> None:
    with pytest.raises(EmptyDocument, match="no text on its 2 pages"):
        read(pdf("", ""))


def test_blank_pages_are_no_unread_pages() -> None:
    raw = read(pdf(WORDS, "", WORDS))
    assert (raw.warnings, raw.unread_pages, raw.ocr) == ((), (), ())
    assert raw.glyphs is not None
    assert raw.glyphs.page_of(len(raw.text) - 2) == 3


def test_password_is_asked_for_and_named() -> None:
    data = pdf(WORDS).tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="geheim", owner_pw="meer")
    with pytest.raises(UnreadableDocument, match="password") as caught:
        read_pdf(Path("nota.pdf"), data, ID)
    assert "qpdf" in caught.value.hint


def test_file_that_only_forbids_printing_is_read() -> None:
    raw = read(pdf(WORDS), encryption=pymupdf.PDF_ENCRYPT_AES_128, owner_pw="meer", permissions=0)
    assert WORDS in raw.text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n", id="header only"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 20, id="noise"),
    ],
)
def test_damaged_file_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_pdf(Path("nota.pdf"), data, ID)


def test_cut_off_file_is_repaired_and_says_so() -> None:
    data = pdf(WORDS).tobytes()
    raw = read_pdf(Path("nota.pdf"), data[: data.rindex(b"xref")], ID)
    assert WORDS in raw.text
    assert any("repaired" in warning for warning in raw.warnings)


def test_reader_is_found_by_content(tmp_path: Path) -> None:
    path = tmp_path / "nota.PDF"
    path.write_bytes(pdf(WORDS).tobytes())
    raw = read_document(path)
    assert raw.media_type == "application/pdf"
    assert raw.reader.startswith("pymupdf ")


def test_columns_are_not_joined_across_their_gutter() -> None:
    document = pdf("")
    left = [
        "de raad wil dat de jeugd in de",
        "wijk hulp krijgt van mensen die",
        "zij al kennen en die de weg in",
        "de buurt weten",
    ]
    right = [
        "in dit stuk leest u hoe dat kan",
        "en wat het kost als wij het zo",
        "doen in de jaren die voor ons",
        "liggen tot aan 2030",
    ]
    for row, (one, two) in enumerate(zip(left, right, strict=True)):
        document[0].insert_text((72, 100 + 14 * row), one, fontsize=11)
        document[0].insert_text((72 + 175, 100 + 14 * row), two, fontsize=11)
    assert " ".join(read(document).text.split()) == " ".join([*left, *right])
