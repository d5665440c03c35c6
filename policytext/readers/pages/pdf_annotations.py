"""What a PDF lays over its pages: links, and the remarks that somebody put there with a PDF program."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from policytext.readers.pages.page_text import PageText
from policytext.types.raw import Annotation, Quad, SourceLine, SourceLink
from policytext.types.spans import Span

_MOST_LINKS = 1_000
_MOST_ANNOTATIONS = 500
_LONGEST_CONTENT, _LONGEST_AUTHOR = 4_000, 200
# Kinds of PDF 32000-1:2008, 12.5.6, in which people write: not links, form fields, windows of remarks, sounds, films.
_NOTES = frozenset({"Text", "FreeText", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Stamp"})
_DRAWINGS = frozenset({"Square", "Circle", "Polygon", "PolyLine", "Line", "Ink"})
_KINDS = _NOTES | _DRAWINGS


def page_annotations(page: Any, number: int) -> list[Annotation]:
    """Remarks on a page with the words in them, a bounded number; marks without words are left out.

    Args:
        page: of PyMuPDF.
        number: of the page from 1.
    """
    found: list[Annotation] = []
    turn = page.rotation_matrix
    for annotation in page.annots():
        if len(found) >= _MOST_ANNOTATIONS:
            break
        kind = str(annotation.type[1])
        if kind not in _KINDS:
            continue
        about = annotation.info
        content = _words(about.get("content"), _LONGEST_CONTENT)
        if not content:
            continue
        box = annotation.rect * turn
        found.append(
            Annotation(
                Quad(number, float(box.x0), float(box.y0), float(box.x1), float(box.y1)),
                kind,
                content,
                _words(about.get("title"), _LONGEST_AUTHOR),
            )
        )
    return found


def _words(value: object, longest: int) -> str:
    """Printable text of a string of the file, its paragraphs apart."""
    lines = str(value or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = [" ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in lines]
    return "\n".join(line for line in cleaned if line)[:longest]


def page_links(found: Sequence[Mapping[str, Any]], text: PageText, first_line: int) -> list[SourceLink]:
    """Links to the web of the page that was added last, with the glyphs under their rectangles.

    Links to places in the document itself are left out.

    Args:
        found: what PyMuPDF's `get_links` gives, in points of the page as it is shown.
        text: of the document so far.
        first_line: index of the first line of the page.
    """
    lines = [line for line in text.lines[first_line:] if line.box is not None]
    links: list[SourceLink] = []
    if not lines or not found:
        return links
    lines.sort(key=lambda line: line.box.y0 if line.box else 0.0)
    tops = [line.box.y0 if line.box else 0.0 for line in lines]
    tallest = max(line.box.y1 - line.box.y0 for line in lines if line.box)
    for link in found[:_MOST_LINKS]:
        target, area = link.get("uri"), link.get("from")
        if not target or area is None:
            continue
        for line in lines[bisect_left(tops, area.y0 - tallest) : bisect_right(tops, area.y1)]:
            span = _covered(line, area, text.boxes)
            if span is None:
                continue
            last = links[-1] if links else None
            if last is not None and last.target == target and 0 <= span.start - last.source.end <= 2:
                links[-1] = SourceLink(Span(last.source.start, span.end), target)
            else:
                links.append(SourceLink(span, target))
    return links


def _covered(line: SourceLine, area: Any, boxes: "array[float]") -> Span | None:
    """Stretch of a line whose glyphs have their middle in a rectangle."""
    first = last = None
    for position in range(line.source.start, line.source.end):
        x0, y0, x1, y1 = boxes[4 * position : 4 * position + 4]
        if x1 > x0 and area.x0 <= (x0 + x1) / 2 <= area.x1 and area.y0 <= (y0 + y1) / 2 <= area.y1:
            first = position if first is None else first
            last = position
    return None if first is None or last is None else Span(first, last + 1)
