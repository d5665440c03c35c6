"""The layout model: asked for every page, or where geometry can be read in two ways, or never; and where it lacks."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from policytext.readers.options import ReadOptions
from policytext.readers.pages import layout_model, page_reading
from policytext.readers.pages.layout_model import LayoutFailed, find_regions, has_layout_model
from policytext.readers.pages.pdf import read_pdf
from policytext.types.raw import Quad, RawDocument, Region
from policytext.types.vocabulary import LayoutMode

needs_model = pytest.mark.skipif(
    importlib.util.find_spec("pymupdf.layout") is None, reason="this PyMuPDF brings no layout model along"
)
LINE = "De raad heeft het college gevraagd om voor de zomer een voorstel te doen"


def plain(page: pymupdf.Page) -> None:
    for row in range(30):
        page.insert_text((72, 100 + 14 * row), LINE, fontsize=11)
    page.insert_text((280, 815), "Pagina 3 van 9", fontsize=8)


def rows_or_columns(page: pymupdf.Page) -> None:
    """Two columns of words that stand on the same lines, some of them short: a table or columns."""
    for row in range(12):
        page.insert_text((60, 100 + 30 * row), "Maatregel voor de wijk " + "ab " * (row % 3), fontsize=10)
        page.insert_text((300, 100 + 30 * row), "Wordt in het voorjaar uitgewerkt", fontsize=10)


def read(draw: Callable[[pymupdf.Page], None], mode: LayoutMode, rotation: int = 0) -> RawDocument:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    draw(page)
    page.set_rotation(rotation)
    return read_pdf(Path("nota.pdf"), document.tobytes(), "sha256:0", ReadOptions(layout=mode))


@needs_model
def test_regions_stand_where_their_text_stands() -> None:
    raw = read(plain, LayoutMode.MODEL)
    assert {region.kind for region in raw.regions} >= {"text", "page-footer"}
    (footer,) = [region.box for region in raw.regions if region.kind == "page-footer"]
    (line,) = [line.box for line in raw.lines if "Pagina" in raw.text[line.source.start : line.source.end]]
    assert line is not None
    assert footer.page == 1
    assert (footer.x0, footer.y0, footer.x1, footer.y1) == pytest.approx((line.x0, line.y0, line.x1, line.y1), abs=8)


@needs_model
def test_regions_of_a_turned_page_are_on_the_page_as_it_is_shown() -> None:
    def level_as_shown(page: pymupdf.Page) -> None:
        for row in range(20):
            page.insert_text((100 + 14 * row, 742), LINE, fontsize=11, rotate=90)

    raw = read(level_as_shown, LayoutMode.MODEL, rotation=90)
    assert (raw.pages[0].width, raw.pages[0].height) == (842, 595)
    boxes = [line.box for line in raw.lines if line.box]
    (region,) = [region.box for region in raw.regions]
    assert region.x0 == pytest.approx(100, abs=5)
    assert region.x1 == pytest.approx(max(box.x1 for box in boxes), abs=5)
    assert region.y0 == pytest.approx(boxes[0].y0, abs=14)
    assert region.y1 == pytest.approx(boxes[-1].y1, abs=14)


@needs_model
@pytest.mark.parametrize(
    ("draw", "mode", "has_regions"),
    [
        pytest.param(plain, LayoutMode.AUTO, False, id="plain page, auto"),
        pytest.param(plain, LayoutMode.MODEL, True, id="plain page, model"),
        pytest.param(rows_or_columns, LayoutMode.AUTO, True, id="rows or columns, auto"),
        pytest.param(rows_or_columns, LayoutMode.GEOMETRY, False, id="rows or columns, geometry"),
    ],
)
def test_model_is_asked_where_it_should_be(
    draw: Callable[[pymupdf.Page], None], mode: LayoutMode, has_regions: bool
) -> None:
    assert bool(read(draw, mode).regions) is has_regions


@needs_model
def test_model_changes_no_text_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with_model, without = read(plain, LayoutMode.MODEL), read(plain, LayoutMode.GEOMETRY)
    assert (with_model.text, with_model.lines, with_model.glyphs) == (without.text, without.lines, without.glyphs)
    assert capfd.readouterr() == ("", "")


def test_without_the_model_geometry_reads_alone_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_reading, "has_layout_model", lambda: False)
    asked, unasked = read(plain, LayoutMode.MODEL), read(rows_or_columns, LayoutMode.AUTO)
    assert asked.regions == unasked.regions == ()
    (warning,) = asked.warnings
    assert "geometry alone" in warning
    assert "pip install" in warning
    assert unasked.warnings == ()


def test_model_that_cannot_be_imported_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(layout_model, "import_module", fail)
    assert has_layout_model() is False


def test_page_on_which_the_model_fails_is_read_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: object, number: int) -> list[Region]:
        raise LayoutFailed("no memory")

    monkeypatch.setattr(page_reading, "has_layout_model", lambda: True)
    monkeypatch.setattr(page_reading, "find_regions", fail)
    raw = read(plain, LayoutMode.MODEL)
    assert LINE in raw.text
    assert raw.warnings == ("the layout model failed on page 1: no memory",)


class FakePage:
    """A page whose model hands over what a test wants."""

    def __init__(self, result: Any) -> None:
        self.layout_information = result
        self.rect = pymupdf.Rect(0, 0, 595, 842)
        self.rotation_matrix = pymupdf.Matrix(1, 1)

    def get_layout(self) -> None:
        sys.stdout.write("chatter")


@pytest.mark.parametrize(
    ("result", "regions"),
    [
        pytest.param([[10, 20, 30, 40, "text"]], [Region(Quad(2, 10, 20, 30, 40), "text")], id="region"),
        pytest.param([[30, 40, 10, 20, "text"]], [], id="box inside out"),
        pytest.param([], [], id="nothing"),
        pytest.param(None, [], id="none"),
    ],
)
def test_what_the_model_hands_over(result: Any, regions: list[Region], capsys: pytest.CaptureFixture[str]) -> None:
    assert find_regions(FakePage(result), 2) == regions
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("result", [[["a", 1, 2, 3, "text"]], [[1, 2]], 7], ids=["no number", "too short", "no list"])
def test_nonsense_of_the_model_is_a_failure(result: Any) -> None:
    with pytest.raises(LayoutFailed):
        find_regions(FakePage(result), 1)
