"""Recognising text: which pages are recognised, with what, and what is said where that is not possible."""

import difflib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from policytext.errors import ConfigError, EmptyDocument, ModelMissing
from policytext.readers.options import ReadOptions
from policytext.readers.pages import ocr
from policytext.readers.pages.ocr import OcrFailed, find_recogniser, split_languages, tessdata_folders
from policytext.readers.pages.pdf import read_pdf
from policytext.types.raw import RawDocument
from policytext.types.vocabulary import OcrMode

LINES = (
    "De gemeente kiest voor betere jeugdhulp in de wijk.",
    "Daarom adviseren wij het college om in 2026 te beginnen",
    "met drie wijkteams, die samen 12.500 gezinnen bereiken.",
    "De kosten zijn nog niet bekend, maar worden onderzocht.",
)
DUTCH = any((folder / "nld.traineddata").is_file() for folder in tessdata_folders())
needs_dutch = pytest.mark.skipif(
    not DUTCH, reason="Tesseract's Dutch language data is not installed (tesseract-ocr-nld)"
)
needs_program = pytest.mark.skipif(
    not DUTCH or shutil.which("tesseract") is None, reason="the tesseract program or its Dutch data is not installed"
)


def typed(document: pymupdf.Document, lines: tuple[str, ...] = LINES) -> pymupdf.Page:
    page = document.new_page(width=595, height=842)
    for row, line in enumerate(lines):
        page.insert_text((72, 120 + 16 * row), line, fontsize=11, fontname="tiro")
    return page


def scanned(document: pymupdf.Document, lines: tuple[str, ...] = LINES, dpi: int = 200) -> pymupdf.Page:
    """A page that holds the picture of a typed page."""
    source = pymupdf.open()
    picture = typed(source, lines).get_pixmap(dpi=dpi)
    page = document.new_page(width=595, height=842)
    page.insert_image(page.rect, pixmap=picture)
    return page


def outlined(document: pymupdf.Document) -> pymupdf.Page:
    """A page whose letters are drawn as outlines, as print-to-PDF programs do."""
    source = pymupdf.open()
    typed(source)
    svg = pymupdf.open(stream=source[0].get_svg_image(text_as_path=True).encode(), filetype="svg")
    drawn = pymupdf.open(stream=svg.convert_to_pdf(), filetype="pdf")
    document.insert_pdf(drawn)
    return document[-1]


def stamped(document: pymupdf.Document) -> pymupdf.Page:
    page = scanned(document)
    page.insert_text((400, 40), "Ontvangen 12 mei 2021 nr. 4711", fontsize=8)
    return page


def garbled(document: pymupdf.Document) -> pymupdf.Page:
    """A page that prints well and whose layer is the same letters, each 29 places down, as some programs write it."""
    page = scanned(document)
    for row, line in enumerate(LINES * 3):
        shifted = "".join(chr(ord(c) - 29) if c.isascii() and c > "<" else c for c in line)
        page.insert_text((72, 120 + 16 * row), shifted, fontsize=11, render_mode=3)
    return page


def read(document: pymupdf.Document, mode: OcrMode = OcrMode.AUTO, languages: str = "nld") -> RawDocument:
    return read_pdf(Path("scan.pdf"), document.tobytes(), "sha256:0", ReadOptions(mode, languages))


def likeness(text: str, lines: tuple[str, ...] = LINES) -> float:
    return difflib.SequenceMatcher(None, " ".join(text.split()), " ".join(lines), autojunk=False).ratio()


def check_boxes(raw: RawDocument) -> None:
    assert raw.glyphs is not None
    assert len(raw.glyphs.boxes) == 4 * len(raw.text)
    for position, character in enumerate(raw.text):
        x0, y0, x1, y1 = raw.glyphs.boxes[4 * position : 4 * position + 4]
        assert character.isspace() or (x0 < x1 and y0 < y1)


def check_places(raw: RawDocument) -> None:
    check_boxes(raw)
    assert raw.glyphs is not None
    for line in raw.lines:
        for position in range(line.source.start, line.source.end):
            x0, y0, x1, y1 = raw.glyphs.boxes[4 * position : 4 * position + 4]
            assert x0 <= x1
            assert y0 < y1
            assert line.box is not None
            assert line.box.y0 - 2 <= (y0 + y1) / 2 <= line.box.y1 + 2


@needs_dutch
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(scanned, id="picture"),
        pytest.param(outlined, id="outlines"),
        pytest.param(stamped, id="stamp over a picture"),
        pytest.param(garbled, id="garbage letters"),
    ],
)
def test_pages_that_need_it_are_recognised(make: Callable[[pymupdf.Document], pymupdf.Page]) -> None:
    document = pymupdf.open()
    typed(document)
    make(document)
    document.new_page()
    raw = read(document)
    assert [page.page for page in raw.ocr] == [2]
    assert raw.unread_pages == ()
    assert raw.glyphs is not None
    start, end = raw.glyphs.page_starts[1:]
    stamp = "Ontvangen 12 mei 2021 nr. 4711 " if make is stamped else ""
    assert likeness(raw.text[start:end].replace(stamp.strip(), ""), LINES) > 0.97
    assert raw.text[start:end].count("jeugdhulp") == 1, "the layer and the recognised text must not both be there"
    assert raw.text[start:end].count("4711") == (1 if stamp else 0)
    assert raw.ocr[0].languages == "nld"
    assert "tesseract" in raw.ocr[0].engine
    assert any("page 2 recognised" in warning for warning in raw.warnings)
    check_places(raw)


@needs_dutch
def test_lines_come_in_order_where_they_stand() -> None:
    document = pymupdf.open()
    scanned(document)
    raw = read(document)
    lines = [line for line in raw.lines if line.box]
    assert len(lines) == len(LINES)
    for row, line in enumerate(lines):
        assert line.box is not None
        assert likeness(raw.text[line.source.start : line.source.end], (LINES[row],)) > 0.95
        assert line.box.x0 == pytest.approx(72, abs=3)
        assert line.box.y0 < 120 + 16 * row - 3 < line.box.y1
        assert line.size == pytest.approx(11, rel=0.2)
    assert len({line.size for line in lines}) == 1, "one size of letters is one size"


@needs_dutch
@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_scan_on_a_turned_page_is_read_as_it_is_shown(rotation: int) -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    source = pymupdf.open()
    picture = typed(source).get_pixmap(dpi=200)
    upright = (595, 842) if rotation == 180 else (842, 595)
    if rotation != 180:
        page.set_mediabox(pymupdf.Rect(0, 0, *upright))
    page.insert_image(page.rect, pixmap=picture, rotate=rotation)
    page.set_rotation(rotation)
    raw = read(document)
    assert (raw.pages[0].width, raw.pages[0].height) == (595, 842)
    assert likeness(raw.text) > 0.97
    assert raw.lines[0].box is not None
    assert raw.lines[0].box.x0 == pytest.approx(72, abs=4)


@needs_program
@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_scan_that_lies_on_its_side_is_read_and_keeps_its_places(rotation: int) -> None:
    if not (find_recogniser("nld").tessdata / "osd.traineddata").is_file():
        pytest.skip("Tesseract's data for the direction of text is not installed (tesseract-ocr-osd)")
    source = pymupdf.open()
    picture = typed(source, LINES * 6).get_pixmap(dpi=200)
    document = pymupdf.open()
    typed(document)
    size = (595, 842) if rotation == 180 else (842, 595)
    page = document.new_page(width=size[0], height=size[1])
    page.insert_image(page.rect, pixmap=picture, rotate=rotation)
    raw = read(document)
    assert raw.glyphs is not None
    assert likeness(raw.text[raw.glyphs.page_starts[1] :], LINES * 6) > 0.95
    boxes = [line.box for line in raw.lines if line.box and line.page == 2]
    text_area = pymupdf.Rect(60, 100, 400, 520) * pymupdf.Matrix(1, 1)
    turn = {90: (0, -1, 1, 0, 0, 595), 180: (-1, 0, 0, -1, 595, 842), 270: (0, 1, -1, 0, 842, 0)}[rotation]
    area = text_area * pymupdf.Matrix(*turn)
    assert all(area.contains(pymupdf.Rect(box.x0, box.y0, box.x1, box.y1)) for box in boxes)
    check_boxes(raw)


@needs_dutch
def test_skewed_scan_is_read_line_by_line() -> None:
    source = pymupdf.open()
    typed(source, LINES * 5)
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    askew = source[0].get_pixmap(matrix=pymupdf.Matrix(200 / 72, 200 / 72).prerotate(1.2))
    page.insert_image(page.rect, pixmap=askew)
    assert likeness(read(document).text, LINES * 5) > 0.97


@needs_dutch
def test_force_takes_the_place_of_the_layer() -> None:
    document = pymupdf.open()
    typed(document)
    page = scanned(document)
    page.insert_text((72, 700), "Deze regel is onzichtbaar in de laag", fontsize=11, render_mode=3)
    raw = read(document, OcrMode.FORCE)
    assert [page.page for page in raw.ocr] == [1, 2]
    assert raw.text.count("jeugdhulp") == 2
    assert "onzichtbaar" not in raw.text


@needs_dutch
def test_good_layers_and_photographs_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("nothing here needs OCR")

    monkeypatch.setattr(ocr.Recogniser, "recognise", never)
    document = pymupdf.open()
    typed(document, LINES * 3)
    cover = document.new_page(width=595, height=842)
    shades = bytes((x * 3 + y * 2 + (x * y) % 31) % 256 for y in range(421) for x in range(298))
    cover.insert_image(cover.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, 298, 421, shades, False))
    cover.insert_text((72, 100), "Jaarverslag", fontsize=30)
    raw = read(document)
    assert (raw.ocr, raw.unread_pages, raw.warnings) == ((), (), ())
    assert "Jaarverslag" in raw.text


@needs_program
def test_program_says_how_sure_it_is() -> None:
    document = pymupdf.open()
    scanned(document)
    (page,) = read(document).ocr
    assert page.engine.startswith("tesseract ")
    assert page.confidence is not None
    assert 0.8 < page.confidence <= 1


@needs_dutch
def test_without_the_program_the_engine_inside_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda _: None)
    document = pymupdf.open()
    scanned(document)
    raw = read(document)
    assert likeness(raw.text) > 0.95
    assert raw.ocr[0].confidence is None
    assert "pymupdf" in raw.ocr[0].engine
    check_places(raw)


@needs_dutch
def test_page_on_which_ocr_fails_does_not_fail_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: object, page: object, number: int) -> None:
        raise OcrFailed("out of ink")

    monkeypatch.setattr(ocr.Recogniser, "recognise", fail)
    document = pymupdf.open()
    typed(document)
    scanned(document)
    raw = read(document)
    assert raw.unread_pages == (2,)
    assert any("OCR failed on page 2: out of ink" in warning for warning in raw.warnings)


@needs_program
def test_program_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "tesseract"
    script.write_text("#!/bin/sh\nexec sleep 60\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(ocr, "_MOST_SECONDS_A_PAGE", 0.3)
    monkeypatch.setattr(ocr, "_SECONDS_TO_START", 0.3)
    document = pymupdf.open()
    typed(document)
    scanned(document)
    raw = read(document)
    assert raw.unread_pages == (2,)
    assert any("took more than" in warning for warning in raw.warnings)


@pytest.fixture
def without_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "tessdata_folders", list)


@pytest.mark.usefixtures("without_data")
def test_without_language_data_the_document_is_read_as_far_as_it_goes() -> None:
    document = pymupdf.open()
    typed(document)
    scanned(document)
    raw = read(document)
    assert LINES[0] in raw.text
    assert raw.unread_pages == (2,)
    (warning,) = raw.warnings
    assert warning.startswith("no text on page 2: pictures or scans (")
    assert "apt-get install tesseract-ocr-nld" in warning


@pytest.mark.usefixtures("without_data")
@pytest.mark.parametrize(
    ("languages", "packages"),
    [
        pytest.param("nld", "tesseract-ocr-nld", id="Dutch"),
        pytest.param("fry+eng", "tesseract-ocr-fry tesseract-ocr-eng", id="two"),
        pytest.param("deu_latf", "tesseract-ocr-deu-latf", id="variant"),
    ],
)
def test_scan_without_language_data_is_empty_and_names_the_package(languages: str, packages: str) -> None:
    document = pymupdf.open()
    scanned(document)
    with pytest.raises(EmptyDocument, match="1 page without text") as caught:
        read(document, languages=languages)
    assert f"apt-get install {packages} (" in caught.value.hint


@pytest.mark.usefixtures("without_data")
def test_force_without_language_data_is_an_error() -> None:
    document = pymupdf.open()
    typed(document)
    with pytest.raises(ModelMissing, match="nld") as caught:
        read(document, OcrMode.FORCE)
    assert "tesseract-ocr-nld" in caught.value.hint


def test_ocr_that_is_off_leaves_pages_unread_and_says_so() -> None:
    document = pymupdf.open()
    typed(document)
    scanned(document)
    raw = read(document, OcrMode.OFF)
    assert (raw.unread_pages, raw.ocr) == ((2,), ())
    assert "--ocr auto" in raw.warnings[0]


@pytest.mark.parametrize(
    "languages",
    ["", " ", "nl", "dutch", "nld,eng", "nld+", "../nld", "nld;rm", "-l", "nld+eng+fra+deu+spa+ita+por", "n\u0131d"],
)
def test_languages_that_cannot_be(languages: str) -> None:
    document = pymupdf.open()
    typed(document)
    with pytest.raises(ConfigError, match="no languages for OCR") as caught:
        read(document, languages=languages)
    assert "nld+eng" in caught.value.hint


@pytest.mark.parametrize(
    ("languages", "codes"),
    [("nld", ("nld",)), ("nld+eng", ("nld", "eng")), ("nld+nld", ("nld",)), (" chi_sim_vert ", ("chi_sim_vert",))],
)
def test_languages_are_codes_each_once(languages: str, codes: tuple[str, ...]) -> None:
    assert split_languages(languages) == codes


@pytest.mark.parametrize("place", ["", "tessdata"], ids=["the folder itself", "the folder above"])
def test_tessdata_prefix_is_looked_at_first(place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / place
    folder.mkdir(exist_ok=True)
    (folder / "xyz.traineddata").write_bytes(b"")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert find_recogniser("xyz").tessdata == folder


def test_missing_language_says_which_ones_are_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "eng.traineddata").write_bytes(b"")
    monkeypatch.setattr(ocr, "tessdata_folders", lambda: [tmp_path])
    with pytest.raises(ModelMissing, match=r"for nld \(installed: eng\)") as caught:
        find_recogniser("eng+nld")
    assert "tesseract-ocr-nld" in caught.value.hint
    assert "tesseract-ocr-eng" not in caught.value.hint
