"""What holds for every document made from a file with markup: its words are those of the file at its places."""

import html
import re

from policytext.types.document import Document

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# What the text leaves out or spells out: white space, soft hyphens, characters without width, controls, ligatures.
_IGNORED = re.compile(r"[\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufff9-\uffff]+")


def _plain(text: str) -> str:
    return _IGNORED.sub("", text).translate(_DIGITS)


def blocks_that_differ(document: Document) -> list[tuple[str, str]]:
    """Blocks whose text is not that of the file at their places, entities resolved: (in the file, in the document)."""
    differing: list[tuple[str, str]] = []
    for block in document.blocks:
        spans = document.source_spans(block.span)
        source = _plain("".join(html.unescape(document.source_text[span.start : span.end]) for span in spans))
        text = _plain(document.quote(block.span))
        if source != text:
            differing.append((source, text))
    return differing


def outline(document: Document, *, furniture: bool = False) -> list[tuple[str, int, str | None, str, str]]:
    """Blocks as (kind, level, label, container, text)."""
    return [
        (str(block.kind), block.level, block.label, str(block.container or ""), document.quote(block.span))
        for block in document.blocks
        if furniture or block.kind != "furniture"
    ]
