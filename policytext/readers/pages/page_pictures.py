"""Pictures of the pages of a PDF, to show what was read where."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pymupdf

_ENGINE: Any = pymupdf
_ENGINE_ERRORS = (RuntimeError, ValueError, _ENGINE.mupdf.FzErrorBase)
_QUALITY = 72
# A poster or a hostile page would fill the memory: a picture has at most so many pixels on a side.
_MOST_PIXELS = 2_400


def draw_pages(path: Path, numbers: Collection[int], dots_per_inch: int = 110) -> dict[int, bytes]:
    """JPEG of each page that can be drawn, by its number from 1; pages that cannot are left out.

    Args:
        path: of a PDF; other files give nothing.
        numbers: of the pages wanted.
        dots_per_inch: of the pictures; large pages are drawn smaller.
    """
    pictures: dict[int, bytes] = {}
    try:
        document = _ENGINE.open(stream=path.read_bytes(), filetype="pdf")
    except (OSError, *_ENGINE_ERRORS):
        return pictures
    with document:
        if document.needs_pass:
            return pictures
        for number in sorted(numbers):
            try:
                page = document.load_page(number - 1)
                largest = max(page.rect.width, page.rect.height, 1.0)
                zoom = min(dots_per_inch / 72, _MOST_PIXELS / largest)
                pixmap = page.get_pixmap(matrix=_ENGINE.Matrix(zoom, zoom), alpha=False, annots=True)
                pictures[number] = pixmap.tobytes("jpeg", jpg_quality=_QUALITY)
            except _ENGINE_ERRORS:
                continue
    return pictures
