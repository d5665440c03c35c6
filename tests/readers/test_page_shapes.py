"""Rules and boxes that are drawn on a page: the many ways of drawing them give the same few shapes."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from policytext.readers.pages import page_reading
from policytext.readers.pages.page_shapes import find_shapes
from policytext.readers.pages.pdf import read_pdf
from policytext.types.raw import Shape
from policytext.types.vocabulary import ShapeKind

Page = pymupdf.Page
GREY, RED, WHITE = (0.9, 0.9, 0.9), (0.8, 0.1, 0.1), (1, 1, 1)
FRAME = (72.0, 100.0, 300.0, 180.0)


def shapes(draw: Callable[[Page], None], rotation: int = 0) -> list[Shape]:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_text((72, 700), "Tekst op de bladzijde", fontsize=11)
    draw(page)
    page.set_rotation(rotation)
    return list(read_pdf(Path("nota.pdf"), document.tobytes(), "sha256:0").shapes)


def four_lines(page: Page) -> None:
    x0, y0, x1, y1 = FRAME
    for ends in (((x0, y0), (x1, y0)), ((x1, y0), (x1, y1)), ((x1, y1), (x0, y1)), ((x0, y1), (x0, y0))):
        page.draw_line(*ends, width=0.5)


def four_thin_rectangles(page: Page) -> None:
    x0, y0, x1, y1 = FRAME
    for box in ((x0, y0, x1, y0 + 0.6), (x0, y1 - 0.6, x1, y1), (x0, y0, x0 + 0.6, y1), (x1 - 0.6, y0, x1, y1)):
        page.draw_rect(box, color=None, fill=(0, 0, 0))


def frame_in_pieces(page: Page) -> None:
    """As word processors draw the border of a paragraph: a stretch for each line, corners apart."""
    x0, y0, x1, y1 = FRAME
    for box in ((x0, y0, x1, y0 + 0.6), (x0, y1 - 0.6, x1, y1)):
        page.draw_rect(box, color=None, fill=(0, 0, 0))
    for top in range(int(y0), int(y1), 20):
        page.draw_rect((x0, top, x0 + 0.6, top + 20), color=None, fill=(0, 0, 0))
        page.draw_rect((x1 - 0.6, top, x1, top + 20), color=None, fill=(0, 0, 0))


def ground_in_strips(page: Page) -> None:
    x0, y0, x1, y1 = FRAME
    for top in range(int(y0), int(y1), 16):
        page.draw_rect((x0, top, x1, top + 16), color=None, fill=GREY)


def ground_with_frame(page: Page) -> None:
    page.draw_rect(FRAME, color=None, fill=GREY)
    four_lines(page)


@pytest.mark.parametrize(
    ("draw", "is_filled"),
    [
        pytest.param(lambda page: page.draw_rect(FRAME), False, id="rectangle"),
        pytest.param(lambda page: page.draw_rect(FRAME, fill=WHITE), False, id="rectangle with a white fill"),
        pytest.param(lambda page: page.draw_rect(FRAME, radius=0.1), False, id="round corners"),
        pytest.param(lambda page: page.draw_polyline([FRAME[:2], (300, 100), (300, 180), (72, 180), FRAME[:2]]), False,
                     id="one path of lines"),
        pytest.param(four_lines, False, id="four lines"),
        pytest.param(four_thin_rectangles, False, id="four thin rectangles"),
        pytest.param(frame_in_pieces, False, id="frame in pieces"),
        pytest.param(lambda page: page.draw_rect(FRAME, color=None, fill=GREY), True, id="ground"),
        pytest.param(lambda page: page.draw_rect(FRAME, color=RED, fill=GREY), True, id="ground and frame"),
        pytest.param(ground_with_frame, True, id="ground, frame apart"),
        pytest.param(ground_in_strips, True, id="ground in strips"),
    ],
)  # fmt: skip
def test_box_however_it_is_drawn(draw: Callable[[Page], None], is_filled: bool) -> None:
    (shape,) = shapes(draw)
    assert (shape.kind, shape.is_filled, shape.box.page) == (ShapeKind.BOX, is_filled, 1)
    assert (shape.box.x0, shape.box.y0, shape.box.x1, shape.box.y1) == pytest.approx(FRAME, abs=1.1)


@pytest.mark.parametrize(
    ("draw", "box"),
    [
        pytest.param(lambda page: page.draw_line((72, 600), (216, 600)), (72, 600, 216, 600), id="line"),
        pytest.param(lambda page: page.draw_line((72, 600), (216, 600), dashes="[2 2]"), (72, 600, 216, 600),
                     id="dashed"),
        pytest.param(lambda page: page.draw_rect((72, 600, 216, 600.7), color=None, fill=RED), (72, 600, 216, 600.7),
                     id="thin rectangle"),
        pytest.param(lambda page: [page.draw_line((x, 600), (x + 24, 600)) for x in range(72, 216, 24)],
                     (72, 600, 216, 600), id="in pieces"),
        pytest.param(lambda page: page.draw_line((300, 100), (300, 400)), (300, 100, 300, 400), id="upright"),
    ],
)  # fmt: skip
def test_rule_however_it_is_drawn(draw: Callable[[Page], None], box: tuple[float, ...]) -> None:
    (shape,) = shapes(draw)
    assert shape.kind is ShapeKind.RULE
    assert (shape.box.x0, shape.box.y0, shape.box.x1, shape.box.y1) == pytest.approx(box, abs=1.1)


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda page: None, id="nothing drawn"),
        pytest.param(lambda page: page.draw_rect(FRAME, color=None, fill=WHITE), id="white ground"),
        pytest.param(lambda page: page.draw_rect(FRAME, color=WHITE), id="white frame"),
        pytest.param(lambda page: page.draw_rect(FRAME, color=None, fill=RED, fill_opacity=0), id="invisible"),
        pytest.param(lambda page: page.draw_rect(page.rect, color=None, fill=GREY), id="ground of the whole page"),
        pytest.param(lambda page: page.draw_line((72, 100), (300, 400)), id="slanted line"),
        pytest.param(lambda page: page.draw_circle((200, 200), 80), id="circle"),
        pytest.param(lambda page: page.draw_line((72, 100), (80, 100)), id="stub"),
        pytest.param(lambda page: page.draw_rect((72, 100, 84, 110), fill=RED), id="small square"),
        pytest.param(lambda page: page.draw_line((72, 2000), (300, 2000)), id="beside the page"),
    ],
)
def test_what_is_no_shape(draw: Callable[[Page], None]) -> None:
    assert shapes(draw) == []


def test_table_is_its_frame_and_the_rules_inside() -> None:
    def grid(page: Page) -> None:
        for y in (100, 120, 140):
            page.draw_line((72, y), (300, y))
        for x in (72, 186, 300):
            page.draw_line((x, 100), (x, 140))

    found = shapes(grid)
    assert sorted(shape.kind for shape in found) == [ShapeKind.BOX, ShapeKind.RULE, ShapeKind.RULE]


def test_shapes_stand_where_the_text_of_a_turned_page_stands() -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_text((80, 130), "In het kader", fontsize=11, rotate=0)
    page.draw_rect(FRAME)
    page.set_rotation(90)
    raw = read_pdf(Path("nota.pdf"), document.tobytes(), "sha256:0")
    (line,) = [line for line in raw.lines if line.box]
    (shape,) = raw.shapes
    assert line.box is not None
    assert shape.box.x0 <= line.box.x0
    assert line.box.x1 <= shape.box.x1
    assert shape.box.y0 <= line.box.y0
    assert line.box.y1 <= shape.box.y1


def test_page_of_too_many_commands_is_read_without_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_reading, "_MOST_CONTENT", 2_000)
    document = pymupdf.open()
    for rows in (1, 100):
        page = document.new_page(width=595, height=842)
        page.insert_text((72, 700), "Tekst op de bladzijde", fontsize=11)
        for row in range(rows):
            page.draw_line((72, 100 + 5 * row), (300, 100 + 5 * row))
    raw = read_pdf(Path("nota.pdf"), document.tobytes(), "sha256:0")
    assert {shape.box.page for shape in raw.shapes} == {1}
    assert raw.text.count("Tekst op de bladzijde") == 2


def test_number_of_shapes_is_bounded() -> None:
    drawings = [
        {"items": [("l", (10, y), (400, y))], "type": "s", "color": (0, 0, 0), "rect": (10, y, 400, y), "width": 1}
        for y in range(0, 600_000, 10)
    ]
    assert 0 < len(find_shapes(drawings, 1, 595, 600_000)) <= 300
