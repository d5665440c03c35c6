"""PDF: glyphs with their boxes, put in reading order, as lines with size, weight and raised stretches.

The source text of a PDF is its glyphs in reading order with a line feed after each line and an empty line where the
page leaves a gap; ligatures and soft hyphens stay as the file has them. What the lines mean is for `structure.layout`.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymupdf

from policytext.errors import EmptyDocument, UnreadableDocument
from policytext.readers.file_facts import file_metadata
from policytext.readers.options import ReadOptions
from policytext.readers.page_shapes import find_shapes
from policytext.readers.reading_order import order_segments
from policytext.readers.segments import Run, Segment, find_segments
from policytext.types.raw import GlyphBoxes, Page, Quad, RawDocument, Shape, SourceLine, SourceLink
from policytext.types.spans import Span

READER_VERSION = f"pymupdf {pymupdf.VersionBind}, pdf 1"
MEDIA_TYPE = "application/pdf"

# Ligatures and white space as they are; what has no Unicode value becomes U+FFFD rather than a made-up letter.
# PyMuPDF has no types of its own.
_ENGINE: Any = pymupdf
_FLAGS = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
# PyMuPDF's own errors derive from RuntimeError, those that it hands through from MuPDF do not.
_ENGINE_ERRORS = (RuntimeError, ValueError, _ENGINE.mupdf.FzErrorBase)
# A page of small print holds 10,000 glyphs; more than this is hostile.
_MOST_GLYPHS_A_PAGE = 200_000
_MOST_LINKS_A_PAGE = 1_000
# A raised glyph stands this much higher than its line and is this much smaller, in font sizes of the line.
_RAISED, _SMALLER = 0.15, 0.85
_LONGEST_RAISED = 6
# A blank line stands for a gap of this many line heights.
_BLANK = 0.75
# Share of a text layer that can be control characters or glyphs without a meaning before the reader is told.
_MOST_UNDEFINED = 0.02
_SAMPLE_PAGES = 12
_LETTER = re.compile(r"[^\W_]")
_UNDEFINED = re.compile(r"[\ufffd\uffff\ufffe\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def read_pdf(path: Path, data: bytes, content_id: str, options: ReadOptions | None = None) -> RawDocument:
    """Glyphs of a PDF in reading order, with the box of each in points from the top left of its page.

    Args:
        path: for messages.
        data: the bytes of the file.
        content_id: of the bytes.
        options: when to recognise text from pictures and how to tell the parts of pages apart.

    Raises:
        UnreadableDocument: the file is damaged beyond repair, or needs a password to be opened.
        EmptyDocument: no page has a text layer.
    """
    document = _open(path, data)
    try:
        return _read(path, document, content_id)
    finally:
        document.close()


def _open(path: Path, data: bytes) -> Any:
    _ENGINE.TOOLS.mupdf_display_errors(False)
    _ENGINE.TOOLS.mupdf_display_warnings(False)
    try:
        document = _ENGINE.open(stream=data, filetype="pdf")
    except _ENGINE_ERRORS as error:
        raise UnreadableDocument(f"{path}: damaged PDF: {_reason(error)}") from error
    if document.needs_pass:
        document.close()
        raise UnreadableDocument(
            f"{path}: needs a password to be opened",
            "save a copy without the password, for instance with qpdf --decrypt --password=... IN OUT",
        )
    try:
        pages = document.page_count
    except _ENGINE_ERRORS as error:
        raise UnreadableDocument(f"{path}: damaged PDF: {_reason(error)}") from error
    if pages == 0:
        raise UnreadableDocument(f"{path}: damaged PDF: no page can be found in it")
    return document


def _reason(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1][:200] if lines else type(error).__name__


def _read(path: Path, document: Any, content_id: str) -> RawDocument:
    collector = _Collector()
    warnings: list[str] = []
    failed: list[int] = []
    labels = _page_labels(document)
    pages: list[Page] = []
    links: list[SourceLink] = []
    shapes: list[Shape] = []
    for number in range(1, document.page_count + 1):
        label = labels[number - 1] if number <= len(labels) else None
        try:
            page = document.load_page(number - 1)
            width, height = float(page.rect.width), float(page.rect.height)
            content = page.get_text("rawdict", flags=_FLAGS)
            found_links = page.get_links()
            shapes += find_shapes(page.get_cdrawings(), number, width, height)
        except _ENGINE_ERRORS:
            failed.append(number)
            collector.add_page([], [])
            pages.append(Page(number, label))
            continue
        pages.append(Page(number, label, width, height))
        segments = find_segments(content["blocks"], _MOST_GLYPHS_A_PAGE)
        first_line = len(collector.lines)
        collector.add_page(
            order_segments([segment for segment in segments if segment.is_level]),
            [segment for segment in segments if not segment.is_level],
        )
        links += _page_links(found_links[:_MOST_LINKS_A_PAGE], collector, first_line)
    without_text = [number for number, count in enumerate(collector.letters, start=1) if not count]
    if len(without_text) == len(pages):
        raise EmptyDocument(f"{path}: {_pages_of_scan(len(pages))}")
    if failed:
        warnings.append(f"damaged: could not read {_name_pages(failed)}")
    without_text = [number for number in without_text if number not in failed]
    if without_text:
        warnings.append(f"no text on {_name_pages(without_text)}: pictures or scans (OCR: ocrmypdf -l nld)")
    if document.is_repaired:
        warnings.append("the file was damaged and has been repaired on reading")
    warnings += _text_layer_warnings(collector)
    return RawDocument(
        content_id=content_id,
        media_type=MEDIA_TYPE,
        reader=READER_VERSION,
        text="".join(collector.parts),
        lines=tuple(collector.lines),
        pages=tuple(pages),
        glyphs=GlyphBoxes(tuple(collector.page_starts), collector.boxes),
        links=tuple(links),
        file_metadata=file_metadata(document.metadata or {}),
        warnings=tuple(warnings),
        shapes=tuple(shapes),
    )


def _page_labels(document: Any) -> list[str | None]:
    """Printed labels of the pages; none where the file defines none."""
    try:
        if not document.get_page_labels():
            return []
        return [document.load_page(number).get_label() or None for number in range(document.page_count)]
    except _ENGINE_ERRORS:
        return []


def _pages_of_scan(count: int) -> str:
    return (
        "1 page without text, a scan or a picture" if count == 1 else f"{count} pages without text, scans or pictures"
    )


def _name_pages(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:_SAMPLE_PAGES])
    more = len(numbers) - _SAMPLE_PAGES
    return f"page{'s' if len(numbers) > 1 else ''} {shown}" + (f" and {more} more" if more > 0 else "")


def _text_layer_warnings(collector: "_Collector") -> list[str]:
    """Pages on which glyphs are control characters, private or without a Unicode value: they print well, read badly."""
    counts = list(zip(collector.undefined, collector.glyphs, strict=True))
    bad = [number for number, (undefined, glyphs) in enumerate(counts, 1) if undefined > _MOST_UNDEFINED * glyphs]
    few = [number for number, (undefined, _) in enumerate(counts, 1) if undefined and number not in bad]
    warnings: list[str] = []
    if bad:
        warnings.append(
            f"glyphs without a meaning in the text layer of {_name_pages(bad)}: words are lost"
            " (OCR: ocrmypdf --force-ocr)"
        )
    if few:
        warnings.append(f"a few glyphs without a meaning in the text layer of {_name_pages(few)}")
    return warnings


@dataclass(slots=True)
class _Collector:
    """The text, boxes and lines so far; `letters`, `glyphs` and `undefined` count per page."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    boxes: "array[float]" = field(default_factory=lambda: array("f"))
    lines: list[SourceLine] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)
    glyphs: list[int] = field(default_factory=list)
    undefined: list[int] = field(default_factory=list)

    def add_page(self, regions: Iterable[Iterable[Segment]], turned: Iterable[Segment]) -> None:
        """Add a page: its regions in reading order, then what is turned."""
        self.page_starts.append(self.length)
        first_part = len(self.parts)
        for region in regions:
            before: Segment | None = None
            for line in region:
                if before is None or line.y0 - before.y1 > _BLANK * (line.y1 - line.y0):
                    self._add_blank(line)
                self._add_line(line)
                before = line
        for line in turned:
            self._add_blank(line)
            self._add_line(line)
        added = "".join(self.parts[first_part:])
        self.glyphs.append(len(added))
        self.letters.append(len(_LETTER.findall(added)))
        self.undefined.append(len(_UNDEFINED.findall(added)))

    def _add_blank(self, line: Segment) -> None:
        """An empty line, unless nothing precedes it on its page."""
        position = self.length
        if position == self.page_starts[-1]:
            return
        self.lines.append(SourceLine(Span(position, position), len(self.page_starts)))
        self._add_line_end(line)

    def _add_line_end(self, line: Segment) -> None:
        self.parts.append("\n")
        self.length += 1
        self.boxes.extend((line.x1, line.y0, line.x1, line.y1))

    def _add_line(self, line: Segment) -> None:
        start = self.length
        page = len(self.page_starts)
        text = line.text
        printed = len(text)
        self.lines.append(
            SourceLine(
                source=Span(start, start + printed),
                page=page,
                box=Quad(page, line.x0, line.y0, line.x1, line.y1),
                size=line.size,
                bold=2 * sum(len(run.text) for run in line.runs if run.bold) > printed,
                italic=2 * sum(len(run.text) for run in line.runs if run.italic) > printed,
                superscripts=_raised(line, start) if line.is_level and len(line.runs) > 1 else (),
            )
        )
        self.parts.append(text)
        self.length += printed
        for run in line.runs:
            for box in run.boxes:
                self.boxes.extend(box)
        self._add_line_end(line)


def _raised(line: Segment, start: int) -> tuple[Span, ...]:
    """Source spans of the line that stand raised in smaller letters."""
    spans: list[Span] = []
    for run in line.runs:
        words = run.text.rstrip()
        if _is_raised(run, line) and 0 < len(words) <= _LONGEST_RAISED:
            if spans and spans[-1].end == start:
                spans[-1] = Span(spans[-1].start, start + len(words))
            else:
                spans.append(Span(start, start + len(words)))
        start += len(run.text)
    return tuple(spans)


def _is_raised(run: Run, line: Segment) -> bool:
    return line.baseline - run.baseline > _RAISED * line.size and run.size < _SMALLER * line.size + 0.05


def _page_links(found: Sequence[dict[str, Any]], collector: _Collector, first_line: int) -> list[SourceLink]:
    """Links of the page that was added last, with the glyphs under their rectangles."""
    lines = [line for line in collector.lines[first_line:] if line.box is not None]
    links: list[SourceLink] = []
    if not lines or not found:
        return links
    lines.sort(key=lambda line: line.box.y0 if line.box else 0.0)
    tops = [line.box.y0 if line.box else 0.0 for line in lines]
    tallest = max(line.box.y1 - line.box.y0 for line in lines if line.box)
    for link in found:
        target, area = link.get("uri"), link.get("from")
        if not target or area is None:
            continue
        for line in lines[bisect_left(tops, area.y0 - tallest) : bisect_right(tops, area.y1)]:
            span = _covered(line, area, collector.boxes)
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
