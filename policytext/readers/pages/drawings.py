"""A drawing (SVG) as a picture (PNG)."""

from typing import Any

import pymupdf

_ENGINE: Any = pymupdf
# A drawing of very many lanes would fill the memory: a picture has at most so many pixels on a side.
_MOST_PIXELS = 12_000


def draw_png(svg: str, zoom: float = 2.0) -> bytes:
    """The drawing as PNG on white, `zoom` pixels to each of its own; less where a side would pass 12,000 pixels.

    MuPDF reads shapes and text with presentation attributes; style sheets, dashes and inherited fonts it ignores.
    """
    with _ENGINE.open(stream=svg.encode("utf-8"), filetype="svg") as document:
        page = document.load_page(0)
        zoom = min(zoom, _MOST_PIXELS / max(page.rect.width, page.rect.height, 1.0))
        pixmap = page.get_pixmap(matrix=_ENGINE.Matrix(zoom, zoom), alpha=False)
        return bytes(pixmap.tobytes("png"))
