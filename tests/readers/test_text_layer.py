"""Whether a text layer can be trusted, and whether a page shows text that its layer lacks."""

from collections.abc import Callable

import pymupdf
import pytest

from policytext.readers.pages.text_layer import is_bad_layer, shows_more_text

DUTCH = (
    "De raad heeft het college gevraagd om voor de zomer een voorstel te doen over de jeugdhulp in de wijk. "
    "Het college stelt voor om in drie wijken te beginnen en daarna te bezien of het ook elders kan. "
)
NAMES = " ".join(f"{name} 12.{number}" for number, name in enumerate(["Utrecht", "Zeist", "Soest", "Baarn"] * 15))


def shifted(text: str, places: int) -> str:
    return "".join(chr(max(1, ord(c) + places)) if c.isalpha() else c for c in text)


@pytest.mark.parametrize(
    ("text", "is_bad"),
    [
        pytest.param(DUTCH, False, id="Dutch"),
        pytest.param("", False, id="nothing"),
        pytest.param(" \n", False, id="white space"),
        pytest.param("Bijlage 1", False, id="few words"),
        pytest.param(NAMES, False, id="table of names"),
        pytest.param("The council has asked for a proposal about youth care in districts. " * 4, False, id="English"),
        pytest.param("Совет попросил предложение о помощи молодёжи в районах города. " * 6, False, id="Cyrillic"),
        pytest.param("\uf0b7 " + "\n\uf0b7 ".join(DUTCH.split(". ")), False, id="private-use bullets"),
        pytest.param(DUTCH * 3 + "\ufffd", False, id="one undefined glyph"),
        pytest.param(DUTCH.replace("e", "\ufffd"), True, id="undefined glyphs"),
        pytest.param(shifted(DUTCH, -90), True, id="control characters"),
        pytest.param(DUTCH.replace("ee", "\ue0ee").replace("ge", "\ue00e"), True, id="private-use letters"),
        pytest.param(shifted(DUTCH, -29), True, id="shifted by 29 places"),
        pytest.param(shifted(DUTCH, 3), True, id="shifted by 3 places"),
    ],
)
def test_bad_layers(text: str, is_bad: bool) -> None:
    assert is_bad_layer(text) is is_bad


def blank(page: pymupdf.Page) -> None:
    pass


def text_as_picture(page: pymupdf.Page, rows: int = 20, size: int = 11) -> None:
    source = pymupdf.open()
    picture = source.new_page(width=595, height=842)
    for row in range(rows):
        picture.insert_text((72, 100 + 16 * row), DUTCH[:90], fontsize=size)
    page.insert_image(page.rect, pixmap=picture.get_pixmap(dpi=150))


def photograph(page: pymupdf.Page) -> None:
    shades = bytes((x * 3 + y * 2 + (x * y) % 31) % 256 for y in range(421) for x in range(298))
    page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, 298, 421, shades, False))


def gradient(page: pymupdf.Page) -> None:
    shades = bytes(min(255, y // 2) for y in range(421) for _ in range(298))
    page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, 298, 421, shades, False))


def coloured_bars(page: pymupdf.Page) -> None:
    for place in range(5):
        page.draw_rect((60 + 90 * place, 300 - 40 * place, 120 + 90 * place, 700), color=None, fill=(0.1, 0.3, 0.6))


@pytest.mark.parametrize(
    ("draw", "letters", "shows_more"),
    [
        pytest.param(blank, 0, False, id="blank"),
        pytest.param(text_as_picture, 0, True, id="picture of text"),
        pytest.param(lambda page: text_as_picture(page, rows=3), 0, True, id="three lines"),
        pytest.param(text_as_picture, 60, True, id="picture of text with a stamp"),
        pytest.param(text_as_picture, 2_000, False, id="picture of text with its layer"),
        pytest.param(photograph, 0, False, id="photograph"),
        pytest.param(gradient, 0, False, id="gradient"),
        pytest.param(coloured_bars, 40, False, id="chart"),
    ],
)
def test_pictures_of_text(draw: Callable[[pymupdf.Page], None], letters: int, shows_more: bool) -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    draw(page)
    assert shows_more_text(page, [], letters) is shows_more


@pytest.mark.parametrize("size", [(3, 3), (20_000, 10), (14_400, 14_400)], ids=str)
def test_pages_of_strange_sizes(size: tuple[int, int]) -> None:
    document = pymupdf.open()
    page = document.new_page(width=size[0], height=size[1])
    assert shows_more_text(page, [], 0) is False
