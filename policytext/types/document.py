"""Documents as they were understood: blocks, sentences, metadata.

All spans are half-open, in code points of `Document.text` unless a name says `source`. Pages are numbered from 1.
Boxes are in points (1/72 inch), origin at the top left of the page.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Self

from policytext.types.raw import Annotation, GlyphBoxes, OcrPage, OutlineEntry, Page, Quad
from policytext.types.spans import OffsetMap, Span
from policytext.types.vocabulary import BlockKind, DatePrecision, DocumentKind, Origin


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The document's own date: ISO 8601 cut to its precision ("2021-05-25", "2019-10", "2018")."""

    value: str
    precision: DatePrecision
    origin: Origin

    def __post_init__(self) -> None:
        wanted = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}[self.precision]
        if len(self.value) != wanted:
            raise ValueError(f"{self.value!r} is not a date of precision {self.precision}")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document; `origins` says for each field where the value comes from.

    `organisations` send the document; `authors` are the persons who wrote or signed it, `signatories` those of them
    who signed. A Kamerstuk has a `dossier` ("32545", with its addition "36600-VII"), a `number` in it ("143") and a
    `session_year` ("2020-2021"); its `reference` joins the first two.
    """

    title: str
    kind: DocumentKind
    organisations: tuple[str, ...]
    authors: tuple[str, ...]
    addressee: str | None
    date: DocumentDate | None
    language: str
    address: str | None
    subject: str | None
    reference: str | None
    origins: tuple[tuple[str, Origin], ...]
    signatories: tuple[str, ...] = ()
    dossier: str | None = None
    number: str | None = None
    session_year: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, note ...: the blocks of a document follow each other without overlap.

    `container` says in what the block stands (BOX, COMMENT, QUOTATION) where that is not the running text itself.
    `section` holds the headings above the block, outermost first. `level` is the level of a heading from 1, else 0.
    `label` is the number of a note ("9") or the marker of a list item ("3.", "-").
    """

    index: int
    kind: BlockKind
    span: Span
    page: int
    section: tuple[str, ...] = ()
    level: int = 0
    label: str | None = None
    container: BlockKind | None = None

    @property
    def is_running_text(self) -> bool:
        """Whether the author argues here: not in notes, furniture, addresses or readers' comments."""
        return self.kind.is_running_text and self.container is not BlockKind.COMMENT and self.kind != BlockKind.COMMENT


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the document: where its text stands and where it leads ("#" where the target was lost)."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class NoteMarker:
    """A note marker in the running text; `note` is the index of the note's block, or None for a dead end."""

    span: Span
    label: str
    note: int | None


@dataclass(frozen=True, slots=True)
class Redaction:
    """A place where words were blacked out before publication, with the article that is printed there ("5.1.2e")."""

    span: Span
    code: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading or list item: a span inside one block; `index` counts from 0 over the document."""

    index: int
    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A document as understood. `id` is the content id: "sha256:" and the hash of the file's bytes.

    `outline`, `annotations`, `ocr` and `unread_pages` are what the reader saw of a paged file (`types.raw`);
    `model_pages` are the numbers of the pages on which the layout model was asked.
    """

    id: str
    media_type: str
    reader: str
    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap
    pages: tuple[Page, ...]
    metadata: Metadata
    source_text: str
    glyphs: GlyphBoxes | None = None
    links: tuple[Link, ...] = ()
    markers: tuple[NoteMarker, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    redactions: tuple[Redaction, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    ocr: tuple[OcrPage, ...] = ()
    unread_pages: tuple[int, ...] = ()
    model_pages: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.offsets.length != len(self.text):
            raise ValueError(f"the offset map covers {self.offsets.length} of {len(self.text)} code points")
        end = 0
        for number, block in enumerate(self.blocks):
            if block.index != number or block.span.start < end or block.span.end > len(self.text):
                raise ValueError(f"block out of order: {block}")
            end = block.span.end

    @property
    def short_id(self) -> str:
        """First eight hexadecimal digits of the content id: what users type and see."""
        return self.id.removeprefix("sha256:")[:8]

    def quote(self, span: Span) -> str:
        """The document's own words at a span."""
        return self.text[span.start : span.end]

    def source_spans(self, span: Span) -> tuple[Span, ...]:
        """Where a span of the text stands in the source."""
        return self.offsets.to_source(span)

    def quads(self, span: Span) -> tuple[Quad, ...] | None:
        """Where a span of the text stands on the pages; None for formats without pages."""
        return None if self.glyphs is None else self.glyphs.quads(self.offsets.to_source(span))

    def page_of(self, span: Span) -> int | None:
        """Number of the page on which a span begins; None for formats without pages."""
        sources = self.offsets.to_source(span)
        return None if self.glyphs is None or not sources else self.glyphs.page_of(sources[0].start)

    def block_at(self, position: int) -> Block | None:
        """The block that holds a position of the text."""
        index = bisect_right([block.span.start for block in self.blocks], position) - 1
        return self.blocks[index] if index >= 0 and position < self.blocks[index].span.end else None

    def with_metadata(self, metadata: Metadata) -> Self:
        """The same document with other metadata (a manifest or an option overrides)."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return type(self)(**{**values, "metadata": metadata})
