"""What holds for every file, however it was spoilt: it is read or refused, and every span leads to its words."""

import html
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from policytext.citations import find_citations
from policytext.readers import read_document
from policytext.readers.options import ReadOptions
from policytext.sentences import split_sentences
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.spans import Span
from policytext.types.vocabulary import LayoutMode, OcrMode

_READING: Final = ReadOptions(ocr=OcrMode.OFF, layout=LayoutMode.GEOMETRY)
_WITH_ENTITIES: Final = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
#: Shown by nothing: format and control characters, private use, noncharacters. Marks are no letters of their own.
_UNSEEN: Final = frozenset({"Cf", "Cc", "Co", "Cn"})


def understand(path: Path) -> tuple[int, list[str]]:
    """Number of sentences of a file, and what was lost on the way; an error of the reader leaves this.

    Raises:
        PolicytextError: the file is refused, with its reason.
    """
    document = build_document(read_document(path, _READING), None, path.name)
    sentences = split_sentences(document)
    citations = find_citations(document, sentences)
    spans = [(f"block {block.index}", block.span) for block in document.blocks]
    spans += [(f"sentence {sentence.index}", sentence.span) for sentence in sentences]
    spans += [(f"citation {citation.id}", citation.span) for citation in citations]
    spans += [(f"anchor of {citation.id}", anchor) for citation in citations for anchor in citation.anchors]
    lost = [fault for what, span in spans for fault in _faults(document, what, span)]
    return len(sentences), lost + list(_left_out(document, [sentence.span for sentence in sentences]))


def seen(text: str) -> str:
    """A text as it is compared: composed, note markers as plain digits, without white space and what shows nothing."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(c for c in composed if not c.isspace() and unicodedata.category(c) not in _UNSEEN)


def _faults(document: Document, what: str, span: Span) -> Iterator[str]:
    if not 0 <= span.start < span.end <= len(document.text):
        yield f"{what}: {span} lies outside the text"
        return
    sources = document.source_spans(span)
    # The cells of a row in a PDF are put in order: in the glyphs of a page they may stand otherwise.
    if document.glyphs is None and any(one.end > two.start for one, two in pairwise(sources)):
        yield f"{what}: spans in the source are not in order"
    pieces = [document.source_text[source.start : source.end] for source in sources]
    if document.media_type in _WITH_ENTITIES:
        pieces = [html.unescape(piece) for piece in pieces]
    text, source = _without_given_markers(document, span), "".join(pieces)
    if seen(text) != seen(source):
        yield f"{what}: {text[:200]!r} is in the source {source[:200]!r}"


def _without_given_markers(document: Document, span: Span) -> str:
    """The words at a span without the note numbers that the file gives as an attribute and not as text."""
    text = document.quote(span)
    for marker in reversed(document.markers):
        if span.contains(marker.span) and not any(len(source) for source in document.source_spans(marker.span)):
            text = text[: marker.span.start - span.start] + text[marker.span.end - span.start :]
    return text


def _left_out(document: Document, sentences: list[Span]) -> Iterator[str]:
    """Letters of blocks that stand in no sentence."""
    at = 0
    for span in [*sentences, Span(len(document.text), len(document.text))]:
        rest = document.text[at : span.start]
        if any(c.isalnum() for c in rest):
            yield f"in no sentence: {rest[:200]!r}"
        at = max(at, span.end)
