"""PDF: glyphs with their boxes, put in reading order, as lines with size, weight and raised stretches.

The source text of a PDF is its glyphs in reading order with a line feed after each line and an empty line where the
page leaves a gap; ligatures and soft hyphens stay as the file has them. The text of pages that are pictures is
recognised, where that is wanted and possible. What the lines mean is for `structure.pages.layout`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymupdf

from policytext.errors import EmptyDocument, UnreadableDocument
from policytext.readers.options import ReadOptions
from policytext.readers.pages.file_facts import file_metadata
from policytext.readers.pages.page_reading import ENGINE_ERRORS, PageReader, ReadPage
from policytext.readers.pages.page_text import PageText
from policytext.readers.pages.pdf_annotations import page_links
from policytext.readers.pages.pdf_outline import dynamic_content, is_stand_in, page_labels, read_outline
from policytext.types.raw import GlyphBoxes, OutlineEntry, Page, RawDocument, SourceLink

READER_VERSION = f"pymupdf {pymupdf.VersionBind}, pdf 2"
MEDIA_TYPE = "application/pdf"

# PyMuPDF has no types of its own.
_ENGINE: Any = pymupdf
_NAMED_PAGES = 12
_NAMED_FILES = 5
_LETTER = re.compile(r"[^\W_]")


def read_pdf(path: Path, data: bytes, content_id: str, options: ReadOptions | None = None) -> RawDocument:
    """Glyphs of a PDF in reading order, with the box of each in points from the top left of its page as it is shown.

    Args:
        path: for messages.
        data: the bytes of the file.
        content_id: of the bytes.
        options: when to recognise text from pictures and how to tell the parts of pages apart.

    Raises:
        UnreadableDocument: the file is damaged beyond repair, needs a password to be opened, or only stands in for
            content that Adobe's programs show.
        EmptyDocument: no page has text that can be read.
        ConfigError: the languages for OCR are no codes.
        ModelMissing: OCR is asked for on every page and language data is missing.
    """
    reader = PageReader(options or ReadOptions())
    document = _open(path, data)
    try:
        return _read(path, document, content_id, reader)
    finally:
        document.close()


def _open(path: Path, data: bytes) -> Any:
    _ENGINE.TOOLS.mupdf_display_errors(False)
    _ENGINE.TOOLS.mupdf_display_warnings(False)
    try:
        document = _ENGINE.open(stream=data, filetype="pdf")
    except ENGINE_ERRORS as error:
        raise UnreadableDocument(f"{path}: damaged PDF: {_reason(error)}") from error
    if document.needs_pass:
        document.close()
        raise UnreadableDocument(
            f"{path}: needs a password to be opened",
            "save a copy without the password, for instance with qpdf --decrypt --password=... IN OUT",
        )
    try:
        pages = document.page_count
    except ENGINE_ERRORS as error:
        raise UnreadableDocument(f"{path}: damaged PDF: {_reason(error)}") from error
    if pages == 0:
        raise UnreadableDocument(f"{path}: damaged PDF: no page can be found in it")
    return document


def _reason(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1][:200] if lines else type(error).__name__


@dataclass(slots=True)
class _Pages:
    """What is known of the pages so far; numbers from 1."""

    pages: list[Page] = field(default_factory=list)
    read: list[ReadPage] = field(default_factory=list)
    links: list[SourceLink] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def numbers(self, which: str) -> list[int]:
        """Pages of which an attribute is true."""
        return [page.number for page in self.read if getattr(page, which)]


def _read(path: Path, document: Any, content_id: str, reader: PageReader) -> RawDocument:
    text = PageText()
    found = _Pages()
    labels = _tolerant_labels(document)
    for number in range(1, document.page_count + 1):
        label = labels[number - 1] if number <= len(labels) else None
        try:
            page = reader.read(document, number)
        except ENGINE_ERRORS:
            found.failed.append(number)
            text.add_page([], [])
            found.pages.append(Page(number, label))
            continue
        found.read.append(page)
        found.pages.append(Page(number, label, page.width, page.height, page.columns))
        first_line = len(text.lines)
        text.add_page(page.regions_of_text, page.turned)
        found.links += page_links(page.links, text, first_line)
        page.let_go()
    source = "".join(text.parts)
    _refuse_without_text(path, document, source, found, reader)
    return RawDocument(
        content_id=content_id,
        media_type=MEDIA_TYPE,
        reader=READER_VERSION,
        text=source,
        lines=tuple(text.lines),
        pages=tuple(found.pages),
        glyphs=GlyphBoxes(tuple(text.page_starts), text.boxes),
        links=tuple(found.links),
        file_metadata=file_metadata(document.metadata or {}),
        warnings=tuple(_warnings(document, found, reader)),
        shapes=tuple(shape for page in found.read for shape in page.shapes),
        regions=tuple(region for page in found.read for region in page.layout),
        outline=_tolerant_outline(document),
        annotations=tuple(remark for page in found.read for remark in page.annotations),
        ocr=tuple(page.ocr for page in found.read if page.ocr is not None),
        unread_pages=tuple(found.numbers("is_unread")),
    )


def _tolerant_labels(document: Any) -> list[str | None]:
    try:
        return page_labels(document)
    except ENGINE_ERRORS:
        return []


def _tolerant_outline(document: Any) -> tuple[OutlineEntry, ...]:
    try:
        return read_outline(document)
    except ENGINE_ERRORS:
        return ()


def _refuse_without_text(path: Path, document: Any, source: str, found: _Pages, reader: PageReader) -> None:
    dynamic = _tolerant_dynamic_content(document)
    if dynamic is not None and is_stand_in(source):
        raise UnreadableDocument(
            f"{path}: {dynamic}, its pages only ask to open it in another program",
            "open it in Adobe Reader, and print the form or save the files inside it as PDF",
        )
    if _LETTER.search(source):
        return
    unread, pages = found.numbers("is_unread"), len(found.pages)
    if unread:
        shown = "1 page" if len(unread) == 1 else f"{len(unread)} pages"
        raise EmptyDocument(f"{path}: {shown} without text, scans or pictures", reader.remedy)
    if found.failed:
        raise UnreadableDocument(f"{path}: damaged PDF: could not read {_name_pages(found.failed)}")
    raise EmptyDocument(
        f"{path}: no text on its {'page' if pages == 1 else f'{pages} pages'}, nor pictures of text", "check the file"
    )


def _tolerant_dynamic_content(document: Any) -> str | None:
    try:
        return dynamic_content(document)
    except ENGINE_ERRORS:
        return None


def _name_pages(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:_NAMED_PAGES])
    more = len(numbers) - _NAMED_PAGES
    return f"page{'s' if len(numbers) > 1 else ''} {shown}" + (f" and {more} more" if more > 0 else "")


def _warnings(document: Any, found: _Pages, reader: PageReader) -> list[str]:
    warnings: list[str] = []
    if found.failed:
        warnings.append(f"damaged: could not read {_name_pages(found.failed)}")
    unread, bad, few = found.numbers("is_unread"), found.numbers("is_bad"), found.numbers("has_undefined")
    if unread:
        warnings.append(f"no text on {_name_pages(unread)}: pictures or scans ({reader.remedy})")
    if bad:
        warnings.append(
            f"glyphs without a meaning in the text layer of {_name_pages(bad)}: words are lost ({reader.remedy})"
        )
    if few:
        warnings.append(f"a few glyphs without a meaning in the text layer of {_name_pages(few)}")
    recognised = found.numbers("ocr")
    if recognised:
        warnings.append(f"text of {_name_pages(recognised)} recognised from pictures: {_recognised(found)}")
    if document.is_repaired:
        warnings.append("the file was damaged and has been repaired on reading")
    for failures, what in ((reader.ocr_failures, "OCR"), (reader.layout_failures, "the layout model")):
        if failures:
            numbers = sorted(failures)
            warnings.append(f"{what} failed on {_name_pages(numbers)}: {failures[numbers[0]]}")
    return warnings + reader.warnings + _inside(document)


def _recognised(found: _Pages) -> str:
    pages = [page.ocr for page in found.read if page.ocr is not None]
    sure = [page.confidence for page in pages if page.confidence is not None]
    how_sure = f", {100 * sum(sure) / len(sure):.0f}% sure" if sure else ""
    return f"{pages[0].engine}, {pages[0].languages}{how_sure}; compare quotations with the page"


def _inside(document: Any) -> list[str]:
    """Files that the document carries and that are not read."""
    try:
        names = [" ".join(str(name).split())[:80] for name in document.embfile_names()]
    except ENGINE_ERRORS:
        return []
    if not names:
        return []
    more = f" and {len(names) - _NAMED_FILES} more" if len(names) > _NAMED_FILES else ""
    return [f"files inside the document are not read: {', '.join(names[:_NAMED_FILES])}{more}"]
