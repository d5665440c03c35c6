"""Fields that every answer and every export share: which document, and where in it."""

from collections.abc import Iterable
from typing import Any

from policytext.store import DocumentRecord, Located
from policytext.types.raw import Quad
from policytext.types.spans import Span

Json = dict[str, Any]  # Any: a JSON value


def document_fields(document: DocumentRecord) -> Json:
    """Which document: its short id, source, title, date and senders ("; " between several)."""
    return {
        "document": document.short_id,
        "source": document.source,
        "title": document.title,
        "date": document.date,
        "organisation": "; ".join(document.organisations) or None,
    }


def place_fields(record: Located) -> Json:
    """The words and where they stand: `spans` in the source for text formats, `quads` on the pages for PDF."""
    return {
        "text": record.text,
        "spans": None if record.quads is not None else span_list(record.spans),
        "quads": None if record.quads is None else quad_list(record.quads),
        "page": record.page,
        "page_label": record.page_label,
        "line": record.line,
        "recognised": record.is_recognised,
        "section": list(record.section),
    }


def span_list(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as [[start, end], ...]: half-open, code points of the source file."""
    return [[span.start, span.end] for span in spans]


def quad_list(quads: Iterable[Quad]) -> list[list[float]]:
    """Quads as [[page, x0, y0, x1, y1], ...]: pages from 1, points from the top left."""
    return [[quad.page, *(round(value, 2) for value in (quad.x0, quad.y0, quad.x1, quad.y1))] for quad in quads]
