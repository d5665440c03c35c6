"""What readers make of files: decoded text with positions, and what the file itself says of its parts.

Nothing here is understood yet: that is for the structure stage. All spans are half-open, in code points of
`RawDocument.text`. Pages are numbered from 1. Boxes are in points (1/72 inch), origin at the top left of the page.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from policytext.types.spans import OffsetMap, Span
from policytext.types.vocabulary import BlockKind, ShapeKind


@dataclass(frozen=True, slots=True)
class Quad:
    """An upright rectangle on a page, in points from the top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class GlyphBoxes:
    """Where each code point of the source of a paged document stands.

    `boxes` holds x0, y0, x1, y1 of each source code point, so its length is four times that of the source; inserted
    line ends have boxes of no width. `page_starts[i]` is the source position at which page i + 1 begins.
    """

    page_starts: tuple[int, ...]
    boxes: "array[float]"

    def page_of(self, position: int) -> int:
        """Number of the page on which the source code point stands."""
        return max(1, bisect_right(self.page_starts, position))

    def quads(self, spans: Iterable[Span]) -> tuple[Quad, ...]:
        """One rectangle for each line that the source spans touch, in order."""
        lines: list[Quad] = []
        for span in spans:
            for position in range(span.start, span.end):
                x0, y0, x1, y1 = self.boxes[4 * position : 4 * position + 4]
                if x1 <= x0:
                    continue
                page = self.page_of(position)
                last = lines[-1] if lines else None
                same_line = (
                    last is not None
                    and last.page == page
                    and min(last.y1, y1) - max(last.y0, y0) > 0.5 * min(last.y1 - last.y0, y1 - y0)
                    and x0 > last.x0 - 1
                )
                if last is not None and same_line:
                    lines[-1] = Quad(page, last.x0, min(last.y0, y0), max(last.x1, x1), max(last.y1, y1))
                else:
                    lines.append(Quad(page, x0, y0, x1, y1))
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its printed label where one is known, its size in points (0 for text formats).

    `columns` is how many columns of running text the reader found side by side, 0 where it did not look.
    """

    number: int
    label: str | None
    width: float = 0.0
    height: float = 0.0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source with what a reader saw of it: input of the structure stage.

    `source` covers the line without its line end. `size` is the font size in points (0 where there is none).
    `superscripts` are source spans that stand raised, the candidates for note markers.
    """

    source: Span
    page: int = 1
    box: Quad | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    superscripts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A link that the file itself holds: where its text stands in the source and where it leads."""

    source: Span
    target: str


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A stretch of text that the file's own markup names: a paragraph, a heading, a list item, a row, a note.

    `source` is without the line end after it. `level` is that of a heading from 1, or the depth of a list item from 1.
    `label` is the number of a note or the marker of a list item, where the text itself does not hold it. `container`
    is BOX, QUOTATION or COMMENT for what stands in one. `is_strong` says that all of it is emphasised, `superscripts`
    which stretches stand raised. `note_id` is the name by which references call a note.
    """

    kind: BlockKind
    source: Span
    level: int = 0
    label: str | None = None
    container: BlockKind | None = None
    page: int = 1
    is_strong: bool = False
    superscripts: tuple[Span, ...] = ()
    note_id: str | None = None


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A note marker that the file itself leads to a note: where it stands and the `note_id` that it calls."""

    source: Span
    note_id: str


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the file's own outline (bookmarks): its level from 1 and the page that it leads to, 0 for none."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark that somebody put on a page with a PDF program: it is no part of the document's text."""

    box: Quad
    kind: str
    content: str
    author: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule or a box that is drawn on a page; `is_filled` for a box with a ground of its own."""

    kind: ShapeKind
    box: Quad
    is_filled: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page as the layout model sees it, with the model's own name for its kind."""

    box: Quad
    kind: str


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A page whose text was recognised from its picture; `confidence` from 0 to 1, None where the engine gives none."""

    page: int
    engine: str
    languages: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader makes of a file: the decoded text with positions, not yet understood.

    `reader` names the reader and its version. `file_metadata` holds what the file says of itself (title, author,
    date), a weaker origin than the text; `stated` holds what an official publication states of itself in fields made
    for it, a stronger one. Their keys are those of `types.document.Metadata`, in the singular, repeated for lists.

    What is None or empty where the format has no such thing:

    - `glyphs`, `shapes`, `regions`, `outline`, `annotations`, `ocr`, `unread_pages`: paged documents. `unread_pages`
      are the numbers of the pages that hold a picture of text and no text.
    - `blocks`, `references`: formats with markup of their own (HTML, XML, DOCX, ODT). The blocks are in reading order
      without overlap, and what no block covers is white space.
    - `file_text` and `file_map`: formats whose file is text with markup in between (HTML, XML). `file_map` leads from
      `text` to code points of `file_text`, the decoded file. Elsewhere `text` is the file, or all that there is.
    """

    content_id: str
    media_type: str
    reader: str
    text: str
    lines: tuple[SourceLine, ...]
    pages: tuple[Page, ...]
    glyphs: GlyphBoxes | None = None
    links: tuple[SourceLink, ...] = ()
    file_metadata: tuple[tuple[str, str], ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    blocks: tuple[MarkedBlock, ...] = ()
    references: tuple[NoteReference, ...] = ()
    file_text: str | None = None
    file_map: OffsetMap | None = None
    shapes: tuple[Shape, ...] = ()
    regions: tuple[Region, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    ocr: tuple[OcrPage, ...] = ()
    unread_pages: tuple[int, ...] = ()
