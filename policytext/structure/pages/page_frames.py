"""Boxes that are drawn on pages, with a frame or a ground of their own, and the text that stands in them.

A frame around the page, a banner behind a title, the cells of a table, a ground behind a few words and the fields of a
form are no boxes beside the text: a box holds several lines wholly, and less than the rest of the document does.
"""

from collections.abc import Sequence

from policytext.structure.lines import ends_sentence
from policytext.structure.pages.page_lines import SMALL, PageLine
from policytext.types.raw import Page, Quad, Shape
from policytext.types.vocabulary import ShapeKind

# What is this large both ways frames the page; a box that stands on so many pages is part of their design.
_PAGE_SHARE, _MANY_PAGES, _SAME_PLACE = 0.8, 3, 4.0
_MARGIN = 3.0
# A box holds so many characters and lines; a banner holds less, or only large letters.
_FEWEST_CHARACTERS, _FEWEST_LINES = 80, 2
# Boxes that hold this share of the text of a document are the fields of a form.
_FORM_SHARE = 0.4
_MOST_BOXES_A_PAGE = 60


def mark_frames(lines: Sequence[PageLine], shapes: Sequence[Shape], pages: Sequence[Page]) -> frozenset[int]:
    """Number the box that each line stands in, in place; 'frame' stays None outside.

    Args:
        lines: in reading order, without those of tables; furniture, margins and notes have their kinds.
        shapes: of the pages.
        pages: with their sizes.

    Returns:
        Numbers of the frames that are boxes beside the text; the others are fields of a form.
    """
    sizes = {page.number: (page.width, page.height) for page in pages}
    by_page: dict[int, list[PageLine]] = {}
    for line in lines:
        if line.kind is None:
            by_page.setdefault(line.page, []).append(line)
    held: dict[int, list[PageLine]] = {}
    for number, box in enumerate(_boxes(shapes, sizes)):
        on_page = by_page.get(box.page, [])
        inside = [line for line in on_page if _is_inside(line, box)]
        if inside and _is_box(inside) and not _is_cut(on_page, inside, box):
            held[number] = inside
            for line in inside:  # the boxes come from the largest: the innermost counts
                line.frame = number
    total = sum(len(line.text) for on_page in by_page.values() for line in on_page)
    framed = sum(len(line.text) for on_page in by_page.values() for line in on_page if line.frame is not None)
    if len(held) > 1 and framed > _FORM_SHARE * total:
        return frozenset()
    return frozenset(held)


def _boxes(shapes: Sequence[Shape], sizes: dict[int, tuple[float, float]]) -> list[Quad]:
    """Boxes that are neither the frame of a page nor a part of the design of many, the largest of a page first."""
    found: dict[int, list[Quad]] = {}
    for shape in shapes:
        box = shape.box
        width, height = sizes.get(box.page, (0.0, 0.0))
        is_page = box.x1 - box.x0 >= _PAGE_SHARE * width and box.y1 - box.y0 >= _PAGE_SHARE * height
        if shape.kind is ShapeKind.BOX and not is_page:
            found.setdefault(box.page, []).append(box)
    places: dict[tuple[int, ...], set[int]] = {}
    for boxes in found.values():
        for box in boxes:
            places.setdefault(_place(box), set()).add(box.page)
    kept: list[Quad] = []
    for boxes in found.values():
        boxes = [box for box in boxes if len(places[_place(box)]) < _MANY_PAGES]
        boxes.sort(key=lambda box: -(box.x1 - box.x0) * (box.y1 - box.y0))
        kept += boxes[:_MOST_BOXES_A_PAGE]
    return kept


def _place(box: Quad) -> tuple[int, ...]:
    return tuple(round(value / _SAME_PLACE) for value in (box.x0, box.y0, box.x1, box.y1))


def _is_inside(line: PageLine, box: Quad) -> bool:
    return (
        line.x0 >= box.x0 - _MARGIN
        and line.x1 <= box.x1 + _MARGIN
        and box.y0 - 1 <= line.middle <= box.y1 + 1
        and line.height <= box.y1 - box.y0 + _MARGIN
    )


def _is_box(inside: Sequence[PageLine]) -> bool:
    small = [line for line in inside if line.size < line.body + 2 * SMALL]
    text = " ".join(line.text for line in inside)
    tells = any(ends_sentence(line.text) for line in small)
    return len(small) >= _FEWEST_LINES and len(text) >= _FEWEST_CHARACTERS and tells


def _is_cut(on_page: Sequence[PageLine], inside: Sequence[PageLine], box: Quad) -> bool:
    """Whether words run over the sides of a box: a ground behind a part of a line, or behind two columns."""
    held = {id(line) for line in inside}
    return any(
        id(line) not in held
        and box.y0 + 1 < line.middle < box.y1 - 1
        and line.x0 < box.x1 - 2 * _MARGIN
        and line.x1 > box.x0 + 2 * _MARGIN
        for line in on_page
    )
