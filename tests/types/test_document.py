"""Documents check their own invariants and lead spans back to pages."""

from array import array

import pytest

from policytext.types.document import DocumentDate
from policytext.types.raw import GlyphBoxes, Quad
from policytext.types.spans import Span
from policytext.types.vocabulary import DatePrecision, Origin


def test_quads_give_one_rectangle_for_each_line_and_page() -> None:
    boxes = array("f", [10, 10, 15, 20, 15, 10, 20, 20, 20, 20, 20, 20, 10, 25, 15, 35, 10, 10, 15, 20])
    glyphs = GlyphBoxes(page_starts=(0, 4), boxes=boxes)
    assert glyphs.quads([Span(0, 5)]) == (
        Quad(1, 10, 10, 20, 20),
        Quad(1, 10, 25, 15, 35),
        Quad(2, 10, 10, 15, 20),
    )


@pytest.mark.parametrize(("position", "page"), [(0, 1), (3, 1), (4, 2), (9, 2)])
def test_page_of(position: int, page: int) -> None:
    assert GlyphBoxes(page_starts=(0, 4), boxes=array("f", [0.0] * 40)).page_of(position) == page


def test_date_longer_than_its_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="precision month"):
        DocumentDate("2021-05-25", DatePrecision.MONTH, Origin.TEXT)
