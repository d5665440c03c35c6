"""The layout model that PyMuPDF 2 brings along: parts of a page with a name for what each is.

It costs some tenths of a second a page, so it is asked only where a user wants it or where geometry is not sure. Its
names are kept as they are: caption, footnote, formula, list-item, page-footer, page-header, picture, section-header,
table, text, title.
"""

import contextlib
import io
from importlib import import_module
from typing import Any

from policytext.types.raw import Quad, Region

_MOST_REGIONS = 500


class LayoutFailed(Exception):
    """The model could not look at a page; the message says why."""


def has_layout_model() -> bool:
    """Whether the model is installed: with PyMuPDF 2 it is, with PyMuPDF 1 as the package pymupdf_layout."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import_module("pymupdf.layout")
    except ImportError:
        return False
    return True


def find_regions(page: Any, number: int) -> list[Region]:
    """Parts of a page in the reading order of the model, in points of the page as it is shown.

    Args:
        page: of PyMuPDF.
        number: of the page from 1.

    Raises:
        LayoutFailed: the model fails on this page.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            page.get_layout()
        found = page.layout_information or []
        # The model hands its results over as plain lists, in points of the page before it is turned.
        boxes = [(_box(page, entry), str(entry[4])) for entry in found[:_MOST_REGIONS]]
    except Exception as error:  # Whatever a network and its features can raise: the page is read without it.
        raise LayoutFailed(str(error).strip().splitlines()[0][:200] if str(error).strip() else "no reason") from error
    return [Region(Quad(number, *box), kind) for box, kind in boxes if box[0] < box[2] and box[1] < box[3]]


def _box(page: Any, entry: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(value) for value in entry[:4])
    box = type(page.rect)(x0, y0, x1, y1) * page.rotation_matrix
    return float(box.x0), float(box.y0), float(box.x1), float(box.y1)
