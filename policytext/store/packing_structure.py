"""What was understood of a document as a compact blob and back, and the counts of how it was read."""

import json
import zlib
from dataclasses import asdict
from typing import Any

from policytext.store.packing import COMPRESSION, to_json
from policytext.types.document import Block, Document, Link, NoteMarker, Redaction
from policytext.types.quality import Quality
from policytext.types.raw import Annotation, OcrPage, OutlineEntry, Page, Quad
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind


def pack_structure(document: Document) -> bytes:
    """Blocks, pages, links and note markers. A section path is written once and referred to by number."""
    sections: dict[tuple[str, ...], int] = {}
    blocks = [
        [
            block.kind.value,
            block.span.start,
            block.span.end,
            block.page,
            sections.setdefault(block.section, len(sections)),
            block.level,
            block.label,
            None if block.container is None else block.container.value,
        ]
        for block in document.blocks
    ]
    value = {
        "sections": [list(section) for section in sections],
        "blocks": blocks,
        "pages": [[page.number, page.label, page.width, page.height, page.columns] for page in document.pages],
        "links": [[link.span.start, link.span.end, link.target] for link in document.links],
        "markers": [[m.span.start, m.span.end, m.label, m.note] for m in document.markers],
        "redactions": [[r.span.start, r.span.end, r.code] for r in document.redactions],
        "outline": [[entry.title, entry.level, entry.page] for entry in document.outline],
        "annotations": [[_quad(a.box), a.kind, a.content, a.author] for a in document.annotations],
        "ocr": [[page.page, page.engine, page.languages, page.confidence] for page in document.ocr],
        "unread_pages": list(document.unread_pages),
        "model_pages": list(document.model_pages),
    }
    return zlib.compress(to_json(value).encode("ascii"), COMPRESSION)


def unpack_structure(blob: bytes) -> dict[str, Any]:
    """Inverse of `pack_structure`: fields of a document by name."""
    value: dict[str, Any] = json.loads(zlib.decompress(blob))  # Any: the object that pack_structure wrote
    sections = [tuple(section) for section in value["sections"]]
    blocks = tuple(
        Block(
            index,
            BlockKind(kind),
            Span(start, end),
            page,
            sections[section],
            level,
            label,
            None if container is None else BlockKind(container),
        )
        for index, (kind, start, end, page, section, level, label, container) in enumerate(value["blocks"])
    )
    # an index of an earlier version lacks the later fields
    return {
        "blocks": blocks,
        "pages": tuple(Page(*page) for page in value["pages"]),
        "links": tuple(Link(Span(start, end), target) for start, end, target in value["links"]),
        "markers": tuple(NoteMarker(Span(start, end), label, note) for start, end, label, note in value["markers"]),
        "redactions": tuple(Redaction(Span(start, end), code) for start, end, code in value.get("redactions", ())),
        "outline": tuple(OutlineEntry(*entry) for entry in value.get("outline", ())),
        "annotations": tuple(Annotation(Quad(*box), *rest) for box, *rest in value.get("annotations", ())),
        "ocr": tuple(OcrPage(*page) for page in value.get("ocr", ())),
        "unread_pages": tuple(value.get("unread_pages", ())),
        "model_pages": tuple(value.get("model_pages", ())),
    }


def _quad(quad: Quad) -> list[float]:
    return [quad.page, quad.x0, quad.y0, quad.x1, quad.y1]


def pack_quality(quality: Quality) -> str:
    """Counts of how a document was read, as a JSON object."""
    return to_json(asdict(quality))


def unpack_quality(text: str) -> Quality | None:
    """Inverse of `pack_quality`; None for a document of an index that did not keep it yet."""
    value: dict[str, Any] = json.loads(text)  # Any: the object that pack_quality wrote
    if not value:
        return None
    lists = {name: tuple(held) for name, held in value.items() if isinstance(held, list) and name != "blocks"}
    return Quality(**{**value, **lists, "blocks": tuple((kind, count) for kind, count in value["blocks"])})
