"""Where the spans of a document stand: source spans, quads, page, label and line, worked out once at ingest."""

import re
from bisect import bisect_right
from typing import Final

from policytext.store import packing
from policytext.store.records import Scope
from policytext.types.document import Document
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_SCOPES: Final = {
    BlockKind.HEADING: Scope.HEADING,
    BlockKind.SUBJECT: Scope.HEADING,
    BlockKind.TABLE: Scope.NOTE,
    BlockKind.CAPTION: Scope.NOTE,
    BlockKind.NOTE: Scope.NOTE,
    BlockKind.BIBLIOGRAPHY_ENTRY: Scope.NOTE,
    BlockKind.COMMENT: Scope.COMMENT,
    BlockKind.CONTENTS: Scope.FURNITURE,
    BlockKind.ADDRESS: Scope.FURNITURE,
    BlockKind.SALUTATION: Scope.FURNITURE,
    BlockKind.SIGNATURE: Scope.FURNITURE,
    BlockKind.FURNITURE: Scope.FURNITURE,
}


class Places:
    """Where the spans of one document stand, worked out once for each span."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(document.source_text))]
        self._labels = {page.number: page.label for page in document.pages}
        self._known: dict[Span, tuple[str, str | None, int | None, str | None, int | None]] = {}

    def spans(self, span: Span) -> list[list[int]]:
        """Source spans, for JSON."""
        return packing.pack_spans(self.document.source_spans(span))

    def quads(self, span: Span) -> list[list[float]] | None:
        """Quads, for JSON."""
        return packing.pack_quads(self.document.quads(span))

    def columns(self, span: Span) -> tuple[str, str | None, int | None, str | None, int | None]:
        """Values of the columns spans, quads, page, page_label and line."""
        if span not in self._known:
            sources = self.document.source_spans(span)
            page, line = self._page(span), None
            if self.document.glyphs is None and sources:
                line = bisect_right(self._line_starts, sources[0].start)
            quads = self.quads(span)
            self._known[span] = (
                packing.to_json(packing.pack_spans(sources)),
                None if quads is None else packing.to_json(quads),
                page,
                None if page is None else self._labels.get(page),
                line,
            )
        return self._known[span]

    def _page(self, span: Span) -> int | None:
        if self.document.glyphs is not None:
            return self.document.page_of(span)
        if len(self.document.pages) < 2:  # the one page of a text format says nothing
            return None
        block = self.document.block_at(span.start)
        return None if block is None else block.page


def scope_of(kind: BlockKind, container: BlockKind | None, *, states_something: bool) -> Scope:
    """Which part of the document a sentence of such a block belongs to; a heading that states something is text."""
    if container is BlockKind.COMMENT:
        return Scope.COMMENT
    scope = _SCOPES.get(kind, Scope.TEXT)
    return Scope.TEXT if scope is Scope.HEADING and states_something else scope
