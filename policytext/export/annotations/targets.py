"""Where an annotation stands: the document, and selectors that find the words in it each in its own way.

Three selectors, alternatives of each other as the model has them:

- the quotation with the words around it, which finds the place in any rendering of the document;
- its position. In a file that is text itself (plain text, Markdown) positions count in the file as decoded; elsewhere
  in the text as policytext reads it, `Document.text`, which QDPX and TEI hold. `counted_in` says which, and the source
  has the digest of that text. The model counts without markup, so positions in an HTML file would be wrong here;
- in a PDF the page with the rectangle around the words (RFC 3778, which the model names; RFC 8118 is its successor).

All positions are half-open and in code points, as the model says.
"""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from typing import Any, Final

from policytext.export.coding import AROUND, Texts
from policytext.export.fields import quad_list, span_list
from policytext.store import DocumentRecord, Located
from policytext.types.document import Document
from policytext.types.raw import Quad
from policytext.types.spans import Span

Json = dict[str, Any]  # Any: a JSON value

#: Media types of files that are text themselves: their positions are those of the file.
PLAIN_TYPES: Final = frozenset(("text/plain", "text/markdown"))
_PDF_FRAGMENTS: Final = "http://tools.ietf.org/rfc/rfc3778"


def target_of(record: Located, span: Span, texts: Texts) -> Json:
    """The words of a record as a SpecificResource; `span` is where they stand in `Document.text`."""
    return _target(record.document, span, record.spans, record.quads, texts)


def target(record: DocumentRecord, span: Span, texts: Texts) -> Json:
    """The words at a span of `Document.text` as a SpecificResource."""
    document = texts.of(record.id)
    return _target(record, span, document.source_spans(span), document.quads(span), texts)


def _target(
    record: DocumentRecord, span: Span, spans: Sequence[Span], quads: Sequence[Quad] | None, texts: Texts
) -> Json:
    document = texts.of(record.id)
    selectors = [_quotation(document, span), _position(document, span, spans)]
    if quads:
        selectors.append(_page(quads))
    found: Json = {"type": "SpecificResource", "source": source(record, texts), "selector": selectors}
    if quads is None:
        found["spans"] = span_list(spans)
    else:
        found["quads"] = quad_list(quads)
    return found


def source(record: DocumentRecord, texts: Texts) -> Json:
    """The document: its public address where one is known, else a name made of its hash (RFC 6920), and what it is."""
    digest = record.id.removeprefix("sha256:")
    found: Json = {
        "id": record.metadata.address or hash_name(digest),
        "type": "Text",
        "format": record.media_type,
        "language": record.metadata.language,
        "digest": record.id,
        "text_digest": f"sha256:{texts.digest(record.id)}",
        "file": record.source,
        "title": record.title,
    }
    return {name: value for name, value in found.items() if value}


def hash_name(digest: str) -> str:
    """The `ni` name of content by its hexadecimal SHA-256 (RFC 6920, 3)."""
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(digest)).rstrip(b"=").decode("ascii")


def _quotation(document: Document, span: Span) -> Json:
    text = document.text
    return {
        "type": "TextQuoteSelector",
        "exact": document.quote(span),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }


def _position(document: Document, span: Span, spans: Sequence[Span]) -> Json:
    start, end, counted_in = span.start, span.end, "text"
    if spans and document.media_type in PLAIN_TYPES:
        start, end, counted_in = min(one.start for one in spans), max(one.end for one in spans), "file"
    return {"type": "TextPositionSelector", "start": start, "end": end, "counted_in": counted_in}


def _page(quads: Sequence[Quad]) -> Json:
    """The page on which the words begin and the rectangle around those that stand there: left, top, width, height."""
    page = quads[0].page
    there = [quad for quad in quads if quad.page == page]
    left, top = min(quad.x0 for quad in there), min(quad.y0 for quad in there)
    width, height = max(quad.x1 for quad in there) - left, max(quad.y1 for quad in there) - top
    rectangle = ",".join(f"{value:.2f}" for value in (left, top, width, height))
    return {
        "type": "FragmentSelector",
        "conformsTo": _PDF_FRAGMENTS,
        "value": f"page={page}&viewrect={rectangle}",
    }
