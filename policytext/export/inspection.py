"""A page for the browser that shows what was understood of a document: every page as a picture, the blocks over it.

One file without anything from outside: pictures are in it, and it works from a disk. For formats without pages the
blocks are shown as text, in the same colours.
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from policytext.export.quality import quality_lines
from policytext.types.document import Block, Document
from policytext.types.quality import Quality
from policytext.types.raw import Quad
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

#: A colour for each kind of block, told apart by people who see red and green alike; what stands in a box, a quotation
#: or a comment has a second, dashed outline.
COLOURS = {
    BlockKind.HEADING: "#c2185b",
    BlockKind.SUBJECT: "#ad1457",
    BlockKind.PARAGRAPH: "#1e66f5",
    BlockKind.LIST_ITEM: "#00838f",
    BlockKind.QUOTATION: "#6a1b9a",
    BlockKind.BOX: "#6a1b9a",
    BlockKind.TABLE: "#ef6c00",
    BlockKind.CAPTION: "#a1661b",
    BlockKind.NOTE: "#2e7d32",
    BlockKind.BIBLIOGRAPHY_ENTRY: "#558b2f",
    BlockKind.CONTENTS: "#827717",
    BlockKind.COMMENT: "#6d4c41",
    BlockKind.ADDRESS: "#546e7a",
    BlockKind.SALUTATION: "#37474f",
    BlockKind.SIGNATURE: "#37474f",
    BlockKind.FURNITURE: "#9e9e9e",
}
_CONTAINED = "#6a1b9a"
_LONGEST_TITLE = 300
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 72rem; color: #1c1c1c;
  background: #f4f4f2; }
h1 { font-size: 1.3rem; margin: 0 0 .3rem } h2 { font-size: 1rem; margin: 1.6rem 0 .4rem }
table { border-collapse: collapse } td { padding: .1rem .8rem .1rem 0; vertical-align: top }
td:first-child, td:last-child { color: #555 }
.warning { color: #8a3c00 } ul { margin: .3rem 0; padding-left: 1.2rem }
.legend { position: sticky; top: 0; background: #f4f4f2; padding: .5rem 0; z-index: 2; border-bottom: 1px solid #ccc }
.legend label { margin-right: .9rem; white-space: nowrap; cursor: pointer }
.swatch { display: inline-block; width: .8em; height: .8em; margin: 0 .3em; border-radius: 2px }
.page { position: relative; background: #fff; box-shadow: 0 1px 4px #0004; margin: 0 0 1.4rem }
.page img, .page svg { position: absolute; inset: 0; width: 100%; height: 100% }
.block { border-left: 5px solid; background: #fff; margin: .35rem 0; padding: .3rem .7rem; overflow-wrap: anywhere }
.block small { color: #666; display: block }
rect { cursor: help }
"""
# Hides the blocks of a kind when its box in the legend is cleared.
_SCRIPT = """
document.querySelectorAll('.legend input').forEach(box => box.addEventListener('change', () =>
  document.querySelectorAll('.k-' + box.value).forEach(e => e.style.display = box.checked ? '' : 'none')));
"""


def inspection_page(document: Document, source: str, pictures: Mapping[int, bytes]) -> Iterator[str]:
    """Parts of an HTML page, to be written one after the other.

    Args:
        document: as understood.
        source: name of the file, for the head of the page.
        pictures: PNG or JPEG of the pages to show, by number; empty for formats without pages.
    """
    quality = Quality.of(document)
    yield (
        '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_safe(source)}</title><style>{_STYLE}</style></head><body>\n"
    )
    yield f"<h1>{_safe(document.metadata.title)}</h1><p>{_safe(source)} · {_safe(document.reader)}</p>\n"
    yield _facts(document)
    yield from (f'<p class="warning">⚠ {_safe(warning)}</p>\n' for warning in document.warnings)
    yield "<ul>" + "".join(f"<li>{_safe(line)}</li>" for line in quality_lines(quality)) + "</ul>\n"
    yield _legend(document.blocks)
    if document.glyphs is None:
        yield from (_text_block(document, block) for block in document.blocks)
    else:
        yield from _pages(document, pictures)
    yield f"<script>{_SCRIPT}</script></body></html>\n"


def _safe(text: str) -> str:
    """Text as HTML; lone surrogates and control characters cannot stand in a file."""
    return escape("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text))


def _facts(document: Document) -> str:
    metadata = document.metadata
    origins = dict(metadata.origins)
    facts = {
        "date": None if metadata.date is None else metadata.date.value,
        "kind": metadata.kind.value,
        "organisations": "; ".join(metadata.organisations),
        "authors": "; ".join(metadata.authors),
        "signatories": "; ".join(metadata.signatories),
        "addressee": metadata.addressee,
        "subject": metadata.subject,
        "reference": metadata.reference,
        "dossier": metadata.dossier,
        "number": metadata.number,
        "language": metadata.language,
        "address": metadata.address,
    }
    rows = "".join(
        f"<tr><td>{name}</td><td>{_safe(value)}</td><td>{origins[name].value if name in origins else ''}</td></tr>"
        for name, value in facts.items()
        if value
    )
    return f"<table>{rows}</table>\n"


def _legend(blocks: Sequence[Block]) -> str:
    kinds = [kind for kind in BlockKind if any(block.kind is kind for block in blocks)]
    boxes = "".join(
        f'<label><input type="checkbox" value="{kind.value}" checked>'
        f'<span class="swatch" style="background:{COLOURS[kind]}"></span>{kind.value.replace("_", " ")}'
        f" {sum(block.kind is kind for block in blocks)}</label>"
        for kind in kinds
    )
    return f'<div class="legend">{boxes}</div>\n'


def _title(document: Document, block: Block) -> str:
    parts = [f"{block.index} {block.kind.value}"]
    if block.level:
        parts.append(f"level {block.level}")
    if block.label:
        parts.append(f"label {block.label}")
    if block.container:
        parts.append(f"in {block.container.value}")
    if block.section:
        parts.append(" › ".join(block.section))
    return f"{' · '.join(parts)}\n{document.quote(block.span)[:_LONGEST_TITLE]}"


def _text_block(document: Document, block: Block) -> str:
    head = _title(document, block).split("\n", maxsplit=1)[0]
    words = _safe(document.quote(block.span))
    notes = [marker for marker in document.markers if block.span.contains(marker.span)]
    links = "".join(
        f' <a href="#b{marker.note}">{_safe(marker.label)} →</a>' if marker.note is not None else " ?"
        for marker in notes
    )
    return (
        f'<div class="block k-{block.kind.value}" id="b{block.index}" style="border-color:{COLOURS[block.kind]}">'
        f"<small>{_safe(head)}{links}</small>{words}</div>\n"
    )


def _pages(document: Document, pictures: Mapping[int, bytes]) -> Iterator[str]:
    shapes: dict[int, list[str]] = {}
    for block in document.blocks:
        for page, quads in groupby(document.quads(block.span) or (), key=lambda quad: quad.page):
            shapes.setdefault(page, []).append(_outline(document, block, list(quads)))
    for marker in document.markers:
        if marker.note is None:
            continue
        for page, line in _note_line(document, marker.span, document.blocks[marker.note].span):
            shapes.setdefault(page, []).append(line)
    for page in document.pages:
        if page.number not in pictures:
            continue
        label = f" ({page.label})" if page.label and page.label != str(page.number) else ""
        columns = f" · {page.columns} columns" if page.columns > 1 else ""
        yield f'<h2 id="p{page.number}">page {page.number}{_safe(label)}{columns}</h2>\n'
        data = base64.b64encode(pictures[page.number]).decode("ascii")
        kind = "png" if pictures[page.number].startswith(b"\x89PNG") else "jpeg"
        width, height = max(page.width, 1.0), max(page.height, 1.0)
        yield (
            f'<div class="page" style="max-width:{1.35 * width:.0f}px;aspect-ratio:{width:.2f}/{height:.2f}">'
            f'<img alt="page {page.number}" src="data:image/{kind};base64,{data}">'
            f'<svg viewBox="0 0 {width:.2f} {height:.2f}">{"".join(shapes.get(page.number, ()))}</svg></div>\n'
        )


def _outline(document: Document, block: Block, quads: Sequence[Quad]) -> str:
    """The lines of a block on one page, shaded, with one outline around them."""
    colour = COLOURS[block.kind]
    title = f"<title>{_safe(_title(document, block))}</title>"
    lines = "".join(
        f'<rect x="{q.x0:.1f}" y="{q.y0:.1f}" width="{q.x1 - q.x0:.1f}" height="{q.y1 - q.y0:.1f}"'
        f' fill="{colour}" fill-opacity=".16"/>'
        for q in quads
    )
    x0, y0 = min(q.x0 for q in quads) - 2, min(q.y0 for q in quads) - 1
    x1, y1 = max(q.x1 for q in quads) + 2, max(q.y1 for q in quads) + 1
    frame = (
        f'<rect x="{x0:.1f}" y="{y0:.1f}" width="{x1 - x0:.1f}" height="{y1 - y0:.1f}" fill="transparent"'
        f' stroke="{colour}" stroke-width=".8"/>'
    )
    inside = ""
    if block.container is not None:
        inside = (
            f'<rect x="{x0 - 2:.1f}" y="{y0 - 2:.1f}" width="{x1 - x0 + 4:.1f}" height="{y1 - y0 + 4:.1f}"'
            f' fill="none" stroke="{_CONTAINED}" stroke-width=".6" stroke-dasharray="3 2"/>'
        )
    return f'<g class="k-{block.kind.value}">{lines}{frame}{inside}{title}</g>'


def _note_line(document: Document, marker: Span, note: Span) -> Iterator[tuple[int, str]]:
    """A line from a marker to its note; where the note is on another page, the marker is ringed on its own."""
    start = (document.quads(marker) or (None,))[0]
    end = (document.quads(note) or (None,))[0]
    if start is None or end is None:
        return
    x, y = (start.x0 + start.x1) / 2, (start.y0 + start.y1) / 2
    ring = f'<circle class="k-note" cx="{x:.1f}" cy="{y:.1f}" r="4" fill="none" stroke="#2e7d32" stroke-width="1"/>'
    line = (
        f'<line class="k-note" x1="{x:.1f}" y1="{y + 4:.1f}" x2="{end.x0:.1f}" y2="{(end.y0 + end.y1) / 2:.1f}"'
        ' stroke="#2e7d32" stroke-width=".7" stroke-opacity=".7"/>'
    )
    yield start.page, ring + (line if start.page == end.page else "")
