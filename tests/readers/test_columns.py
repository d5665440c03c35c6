"""Columns of running text are counted; margins, notes and tables are none."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from policytext.readers.pages.pdf import read_pdf

WIDE = "De raad heeft het college gevraagd om voor de zomer een voorstel te doen over de wijk"
NARROW = ["de raad vraagt het college om", "met een voorstel te komen voor", "de hulp aan jonge mensen thuis"]


def write(page: pymupdf.Page, x: float, top: float, rows: int, lines: list[str], size: float = 10) -> None:
    for row in range(rows):
        page.insert_text((x, top + 1.3 * size * row), lines[row % len(lines)], fontsize=size)


def two_columns(page: pymupdf.Page) -> None:
    write(page, 60, 100, 40, NARROW)
    write(page, 320, 104, 40, NARROW)


def three_columns(page: pymupdf.Page) -> None:
    for place in range(3):
        write(page, 40 + 180 * place, 100 + 4 * place, 40, NARROW)


def margin(page: pymupdf.Page) -> None:
    write(page, 60, 100, 40, [WIDE])
    write(page, 490, 103, 8, ["Directie Jeugd", "Ons kenmerk", "Den Haag"], size=6.5)


def table(page: pymupdf.Page) -> None:
    write(page, 60, 100, 30, [WIDE])
    for row in range(8):
        page.insert_text((60, 520 + 30 * row), f"Maatregel {row + 1}", fontsize=10)
        page.insert_text((300, 520 + 30 * row), "Wordt uitgewerkt", fontsize=10)


@pytest.mark.parametrize(
    ("draw", "columns"),
    [
        pytest.param(lambda page: None, 0, id="nothing"),
        pytest.param(lambda page: write(page, 60, 100, 40, [WIDE]), 1, id="plain"),
        pytest.param(lambda page: write(page, 60, 100, 1, [WIDE]), 1, id="one line"),
        pytest.param(two_columns, 2, id="two"),
        pytest.param(three_columns, 3, id="three"),
        pytest.param(margin, 1, id="margin of a letter"),
        pytest.param(table, 1, id="table"),
    ],
)
def test_columns_of_a_page(draw: Callable[[pymupdf.Page], None], columns: int) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), "Voorblad", fontsize=20)
    draw(document.new_page(width=595, height=842))
    raw = read_pdf(Path("nota.pdf"), document.tobytes(), "sha256:0")
    assert [page.columns for page in raw.pages] == [1, columns]
