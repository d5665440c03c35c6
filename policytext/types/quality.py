"""How well a document was read: counts that tell what to look at before trusting it."""

from collections import Counter
from dataclasses import dataclass
from typing import Self

from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of what was understood of a document; page numbers count from 1.

    `characters` are code points of the text; `blocks` counts blocks by kind, in the order of the kinds. A note without
    a marker and a marker without a note are given by their labels. `columns` is the most that a page has, 0 where
    there are no pages. `ocr_confidence` is the mean over recognised pages, from 0 to 1, None where no engine gives one.
    """

    pages: int
    characters: int
    unread_pages: tuple[int, ...]
    ocr_pages: tuple[int, ...]
    ocr_confidence: float | None
    model_pages: tuple[int, ...]
    columns: int
    blocks: tuple[tuple[str, int], ...]
    notes: int
    markers: int
    linked_markers: int
    markers_without_note: tuple[str, ...]
    notes_without_marker: tuple[str, ...]
    redactions: int
    annotations: int

    @property
    def text_share(self) -> float:
        """Share of the pages that are not pictures of unread text, from 0 to 1."""
        return 1.0 if not self.pages else 1 - len(self.unread_pages) / self.pages

    def count(self, kind: BlockKind) -> int:
        """Number of blocks of a kind."""
        return dict(self.blocks).get(kind.value, 0)

    @classmethod
    def of(cls, document: Document) -> Self:
        """The counts of a document."""
        kinds = Counter(block.kind for block in document.blocks)
        marked = {marker.note for marker in document.markers}
        notes = [block for block in document.blocks if block.kind is BlockKind.NOTE]
        known = [page.confidence for page in document.ocr if page.confidence is not None]
        return cls(
            pages=len(document.pages) if document.glyphs is not None else 0,
            characters=len(document.text),
            unread_pages=document.unread_pages,
            ocr_pages=tuple(page.page for page in document.ocr),
            ocr_confidence=sum(known) / len(known) if known else None,
            model_pages=document.model_pages,
            columns=max((page.columns for page in document.pages), default=0),
            blocks=tuple((kind.value, kinds[kind]) for kind in BlockKind if kinds[kind]),
            notes=len(notes),
            markers=len(document.markers),
            linked_markers=sum(marker.note is not None for marker in document.markers),
            markers_without_note=tuple(marker.label for marker in document.markers if marker.note is None),
            notes_without_marker=tuple(note.label or "?" for note in notes if note.index not in marked),
            redactions=len(document.redactions),
            annotations=len(document.annotations),
        )
