"""Reading one page of a PDF: its own text layer, or the text that is recognised from its picture.

A page is one of four: its layer is good; its layer is bad; it shows text that no layer holds; it shows no text at all.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pymupdf

from policytext.errors import ModelMissing
from policytext.readers.options import ReadOptions
from policytext.readers.pages.columns import count_columns, is_ambiguous
from policytext.readers.pages.layout_model import LayoutFailed, find_regions, has_layout_model
from policytext.readers.pages.ocr import OcrFailed, Recogniser, find_recogniser, split_languages
from policytext.readers.pages.page_shapes import find_shapes
from policytext.readers.pages.pdf_annotations import page_annotations
from policytext.readers.pages.reading_order import order_segments
from policytext.readers.pages.segments import Segment, find_segments, turn_blocks
from policytext.readers.pages.text_layer import is_bad_layer, shows_more_text, undefined_glyphs
from policytext.types.raw import Annotation, OcrPage, Quad, Region, Shape
from policytext.types.vocabulary import LayoutMode, OcrMode

_Thing = TypeVar("_Thing")
_ENGINE: Any = pymupdf
# PyMuPDF's own errors derive from RuntimeError, those that it hands through from MuPDF do not.
ENGINE_ERRORS = (RuntimeError, ValueError, _ENGINE.mupdf.FzErrorBase)
# Ligatures and white space as they are; what has no Unicode value becomes U+FFFD rather than a made-up letter.
_FLAGS = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
# A page of small print holds 10,000 glyphs; more than this is hostile.
_MOST_GLYPHS_A_PAGE = 200_000
# Bytes of a page's commands: the largest of 637 real pages has 4.4 million. PyMuPDF makes an object of each drawing, so
# that the shapes of larger ones would take gigabytes; their text is read all the same.
_MOST_CONTENT = 6_000_000
_LETTER = re.compile(r"[^\W\d_]")
# Recognised text takes the place of the layer when it has more letters than a stain or a logo gives, and, where the
# layer is good as far as it goes (a stamp, the labels of a picture), this many times as many.
_FEWEST_RECOGNISED = 12
_MANY_MORE = 2.0


@dataclass(slots=True)
class ReadPage:
    """A page with its size in points as it is shown. `is_unread` says that it shows text that was not read, `is_bad`
    that its layer is not what it shows, `has_undefined` that a few glyphs of a good layer have no meaning."""

    number: int
    width: float
    height: float
    regions_of_text: list[list[Segment]] = field(default_factory=list)
    turned: list[Segment] = field(default_factory=list)
    columns: int = 0
    links: Sequence[Mapping[str, Any]] = ()
    shapes: Sequence[Shape] = ()
    layout: Sequence[Region] = ()
    annotations: Sequence[Annotation] = ()
    ocr: OcrPage | None = None
    is_unread: bool = False
    is_bad: bool = False
    has_undefined: bool = False

    def let_go(self) -> None:
        """Drop the segments, which a long document could not keep for all of its pages."""
        self.regions_of_text, self.turned, self.links = [], [], ()


@dataclass(slots=True)
class PageReader:
    """Reads pages as the options say, and remembers what went wrong, by page."""

    options: ReadOptions
    warnings: list[str] = field(default_factory=list)
    ocr_failures: dict[int, str] = field(default_factory=dict)
    layout_failures: dict[int, str] = field(default_factory=dict)
    _recogniser: Recogniser | None = None
    _missing: ModelMissing | None = None
    _has_looked: bool = False
    _can_lay_out: bool | None = None

    def __post_init__(self) -> None:
        if self.options.ocr is not OcrMode.OFF:
            split_languages(self.options.ocr_languages)
        if self.options.ocr is OcrMode.FORCE and self._find_recogniser() is None and self._missing is not None:
            raise self._missing

    @property
    def remedy(self) -> str:
        """What a user can do about pages that were not read."""
        if self.options.ocr is OcrMode.OFF:
            return "OCR is off: read the document with --ocr auto"
        if self._missing is not None:
            return self._missing.hint
        return "OCR: ocrmypdf --force-ocr -l nld, or a better scan"

    def read(self, document: Any, number: int) -> ReadPage:
        """The page with a number from 1.

        Raises:
            one of ENGINE_ERRORS: the page is damaged.
        """
        page = document.load_page(number - 1)
        found = ReadPage(number, float(page.rect.width), float(page.rect.height))
        content = page.get_text("rawdict", flags=_FLAGS)["blocks"]
        if page.rotation:
            turn_blocks(content, page.rotation_matrix)
        segments = self._text(page, find_segments(content, _MOST_GLYPHS_A_PAGE), found)
        found.links = _tolerant(page.get_links)
        found.shapes = _tolerant(lambda: _shapes(page, found))
        found.annotations = _tolerant(lambda: page_annotations(page, number))
        found.turned = [segment for segment in segments if not segment.is_level]
        found.regions_of_text = order_segments([segment for segment in segments if segment.is_level])
        found.columns = count_columns(found.regions_of_text)
        found.layout = self._layout(page, found)
        return found

    def _text(self, page: Any, segments: list[Segment], found: ReadPage) -> list[Segment]:
        """Segments of the layer or of what is recognised in its place, never of both."""
        layer = "\n".join(segment.text for segment in segments)
        letters = len(_LETTER.findall(layer))
        found.is_bad = is_bad_layer(layer)
        found.has_undefined = not found.is_bad and undefined_glyphs(layer) > 0
        found.is_unread = not found.is_bad and shows_more_text(page, segments, letters)
        is_forced = self.options.ocr is OcrMode.FORCE
        if self.options.ocr is OcrMode.OFF or not (is_forced or found.is_bad or found.is_unread):
            return segments
        recogniser = self._find_recogniser()
        if recogniser is None:
            return segments
        try:
            recognised = recogniser.recognise(page, found.number)
        except OcrFailed as error:
            self.ocr_failures[found.number] = str(error)
            return segments
        count = recognised.letters
        if not is_forced and count < max(_FEWEST_RECOGNISED, 0 if found.is_bad else _MANY_MORE * letters):
            # The engine looked and found no more text: a picture, or a layer that holds what there is.
            found.is_unread = False
            return segments
        found.is_unread = found.is_bad = found.has_undefined = False
        found.ocr = recognised.about
        return find_segments(recognised.blocks, _MOST_GLYPHS_A_PAGE)

    def _find_recogniser(self) -> Recogniser | None:
        if not self._has_looked:
            self._has_looked = True
            try:
                self._recogniser = find_recogniser(self.options.ocr_languages)
            except ModelMissing as error:
                self._missing = error
        return self._recogniser

    def _layout(self, page: Any, found: ReadPage) -> list[Region]:
        mode = self.options.layout
        # The model goes by the letters of the layer: on a page without good ones it has nothing to go by.
        if mode is LayoutMode.GEOMETRY or found.ocr is not None or found.is_bad or found.is_unread:
            return []
        if mode is LayoutMode.AUTO and not is_ambiguous(found.regions_of_text):
            return []
        if self._can_lay_out is None:
            self._can_lay_out = has_layout_model()
            if not self._can_lay_out and mode is LayoutMode.MODEL:
                self.warnings.append("geometry alone was used: no layout model is installed (pip install 'pymupdf>=2')")
        if not self._can_lay_out:
            return []
        try:
            return find_regions(page, found.number)
        except LayoutFailed as error:
            self.layout_failures[found.number] = str(error)
            return []


def _tolerant(give: Callable[[], Sequence[_Thing]]) -> Sequence[_Thing]:
    """What lies over the text, or nothing where the file is damaged there: its text is read all the same."""
    try:
        return give()
    except (*ENGINE_ERRORS, AttributeError, KeyError, TypeError):
        return ()


def _shapes(page: Any, found: ReadPage) -> list[Shape]:
    """Shapes in points of the page as it is shown; PyMuPDF gives them before it is turned."""
    if len(page.read_contents()) > _MOST_CONTENT:
        return []
    drawings = page.get_cdrawings()
    if not page.rotation:
        return find_shapes(drawings, found.number, found.width, found.height)
    size = (found.height, found.width) if page.rotation in {90, 270} else (found.width, found.height)
    turned: list[Shape] = []
    for shape in find_shapes(drawings, found.number, *size):
        box = _ENGINE.Rect(shape.box.x0, shape.box.y0, shape.box.x1, shape.box.y1) * page.rotation_matrix
        quad = Quad(found.number, float(box.x0), float(box.y0), float(box.x1), float(box.y1))
        turned.append(Shape(shape.kind, quad, shape.is_filled))
    return sorted(turned, key=lambda shape: (shape.box.y0, shape.box.x0))
