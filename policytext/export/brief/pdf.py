"""A brief as PDF: set by PyMuPDF block by block, so that every note stands at the foot of the page that calls it.

The file has page numbers, bookmarks and the manifest as an embedded file. It has no structure tags for screen readers:
the engine that sets the pages knows none, and the HTML form is the one for them.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from policytext.export.brief.paper import Heading, Note, Paper, Paragraph, ParagraphKind, Table
from policytext.types.manifest import NAME, Manifest

#: A4 in points: left, top, right and bottom of the text, and where the page number stands.
_PAGE: Final = (0, 0, 595, 842)
_LEFT, _TOP, _RIGHT, _BOTTOM = 62.0, 50.0, 533.0, 788.0
_NUMBER: Final = 806.0
_NUMBER_SIZE: Final = 8
#: Points between the text and its notes, with the rule in the middle.
_GAP: Final = 12.0
_RULE: Final = 120.0
_ENDLESS: Final = 100_000.0
_STYLE: Final = """
* { font-family: sans-serif } body { margin: 0; padding: 0; font-size: 10px; line-height: 1.3 }
h1 { font-size: 17px; margin-bottom: 2px } h2 { font-size: 12.5px; margin: 11px 0 3px 0 }
h3 { font-size: 10.5px; margin: 6px 0 2px 0 } p { margin: 2px 0 } .sub, .small { color: #444; font-size: 9px }
ul { margin: 0; padding-left: 12px } li { margin: 2px 0 } sup { font-size: 7px }
.note { font-size: 8px; line-height: 1.25; margin: 1px 0 } .cell { font-size: 9.5px; margin: 2px 0 }
"""
#: Where the columns of a table begin, by how many there are; between them is some room.
_COLUMNS: Final = {3: (62.0, 134.0, 250.0), 4: (62.0, 130.0, 232.0, 288.0)}
_BETWEEN: Final = 8.0

#: Stretches of HTML beside each other, each with where it begins and ends.
_Strip = tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What stays together on a page: strips under each other, the notes that they call, headings with their level."""

    strips: tuple[_Strip, ...]
    notes: tuple[int, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()


def pdf_bytes(paper: Paper, manifest: Manifest) -> bytes:
    """The whole file."""
    import pymupdf  # noqa: PLC0415 - slow to load, and only this format needs it

    engine: Any = pymupdf  # it has no types
    pages = _Pages(engine, paper)
    for chunk in _chunks(paper):
        pages.add(chunk)
    data, headings = pages.close()
    with engine.open(stream=data, filetype="pdf") as document:
        _number(engine, document, paper)
        document.set_toc([[level, title, page] for level, title, page in headings])
        document.set_metadata({"title": paper.title, "creator": "policytext", "producer": "policytext"})
        document.set_language(paper.language.code)
        document.embfile_add(
            NAME, manifest.to_json().encode("ascii"), filename=f"{NAME}.json", desc="sources of this brief"
        )
        return bytes(document.tobytes(garbage=3, deflate=True))


class _Pages:
    """Puts chunks under each other and their notes at the foot; begins a page where the next does not fit."""

    def __init__(self, engine: Any, paper: Paper) -> None:
        self._engine = engine
        self._buffer = io.BytesIO()
        self._writer = engine.DocumentWriter(self._buffer)
        self._notes = {note.number: note for note in paper.notes}
        self._placed: set[int] = set()
        self._heights: dict[tuple[str, float, float], float] = {}
        self._headings: list[tuple[int, str, int]] = []
        self._page = 0
        self._begin()

    def add(self, chunk: _Chunk) -> None:
        """Place a chunk on this page, or on the next where it does not fit with its notes."""
        new = [number for number in dict.fromkeys(chunk.notes) if number not in self._placed]
        height = sum(max(self._height(html, x0, x1) for x0, x1, html in strip) for strip in chunk.strips)
        foot = sum(self._height(_note(self._notes[number])) for number in new)
        gap = _GAP if new and not self._foot else 0.0
        if self._y + height + foot + gap > _BOTTOM - self._foot_height() and self._y > _TOP:
            self._end()
            self._begin()
        self._headings += [(level, text, self._page) for level, text in chunk.headings]
        for strip in chunk.strips:
            if len(strip) == 1:
                self._draw_over_pages(strip[0][2])
            else:
                self._y += max(self._draw(html, self._y, x0, x1) for x0, x1, html in strip)
        for number in new:
            self._placed.add(number)
            self._foot.append(_note(self._notes[number]))

    def close(self) -> tuple[bytes, list[tuple[int, str, int]]]:
        """The pages as PDF, and the headings with their level and page."""
        self._end()
        self._writer.close()
        return self._buffer.getvalue(), self._headings

    def _begin(self) -> None:
        self._page += 1
        self._device = self._writer.begin_page(self._engine.Rect(*_PAGE))
        self._y = _TOP
        self._foot: list[str] = []

    def _end(self) -> None:
        y = _BOTTOM - self._foot_height()
        if self._foot:
            y = max(y, self._y) + _GAP
            rule = f'<div style="width: {_RULE}px; border-top: 0.5px solid #888; font-size: 1px">&nbsp;</div>'
            self._draw(rule, y - _GAP / 2)
        for note in self._foot:
            y += self._draw(note, y)
        self._writer.end_page()

    def _foot_height(self) -> float:
        return sum(map(self._height, self._foot)) + (_GAP if self._foot else 0.0)

    def _story(self, html: str) -> Any:
        return self._engine.Story(html=f"<body>{html}</body>", user_css=_STYLE)

    def _height(self, html: str, x0: float = _LEFT, x1: float = _RIGHT) -> float:
        key = (html, x0, x1)
        if key not in self._heights:
            _, filled = self._story(html).place(self._engine.Rect(x0, 0, x1, _ENDLESS))
            self._heights[key] = float(filled[3])
        return self._heights[key]

    def _draw(self, html: str, y: float, x0: float = _LEFT, x1: float = _RIGHT) -> float:
        """Draw at a height, and return how much room that took."""
        story = self._story(html)
        _, filled = story.place(self._engine.Rect(x0, y, x1, _ENDLESS))
        story.draw(self._device)
        return float(filled[3]) - y

    def _draw_over_pages(self, html: str) -> None:
        """Draw from where the page has room; what is longer than a page goes on on the next."""
        story = self._story(html)
        is_more = 1
        while is_more:
            is_more, filled = story.place(self._engine.Rect(_LEFT, self._y, _RIGHT, _BOTTOM))
            story.draw(self._device)
            self._y = float(filled[3])
            if is_more:
                self._end()
                self._begin()


def _chunks(paper: Paper) -> Iterator[_Chunk]:
    """The paper in parts that are not broken over pages; a heading stays with what follows it."""
    head = f'<h1>{_escaped(paper.title)}</h1><p class="sub">{_escaped(paper.subtitle)} · {_escaped(paper.made)}</p>'
    above, headings = [_line(head)], [(1, paper.title)]
    for block in paper.blocks:
        if isinstance(block, Heading):
            above.append(_line(f"<h{block.level + 1}>{_escaped(block.text)}</h{block.level + 1}>"))
            headings += [(2, block.text)] if block.level == 1 else []
            continue
        if isinstance(block, Table):
            above.append(_columns([f"<b>{_escaped(name)}</b>" for name in block.head]))
            parts = [(_columns([_words(cell) for cell in row]), _notes_of(row)) for row in block.rows]
        else:
            parts = [(_line(_paragraph(block)), block.notes)]
        for strip, notes in parts:
            yield _Chunk((*above, strip), notes, tuple(headings))
            above, headings = [], []


def _line(html: str) -> _Strip:
    return ((_LEFT, _RIGHT, html),)


def _columns(cells: Sequence[str]) -> _Strip:
    """Cells beside each other."""
    begins = _COLUMNS[len(cells)]
    ends = (*(begin - _BETWEEN for begin in begins[1:]), _RIGHT)
    return tuple((x0, x1, f'<p class="cell">{words}</p>') for x0, x1, words in zip(begins, ends, cells, strict=True))


def _notes_of(cells: Sequence[Paragraph]) -> tuple[int, ...]:
    return tuple(number for cell in cells for number in cell.notes)


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.kind is ParagraphKind.ITEM:
        return f"<ul><li>{_words(paragraph)}</li></ul>"
    name = ' class="small"' if paragraph.kind is ParagraphKind.SMALL else ""
    return f"<p{name}>{_words(paragraph)}</p>"


def _words(paragraph: Paragraph) -> str:
    notes = ", ".join(map(str, paragraph.notes))
    return "".join(_escaped(run.text) for run in paragraph.runs) + (f"<sup>{notes}</sup>" if notes else "")


def _note(note: Note) -> str:
    address = f" {_escaped(note.address)}" if note.address else ""
    return f'<p class="note"><sup>{note.number}</sup> {_escaped(note.text)}{address}</p>'


def _escaped(text: str) -> str:
    """Words as HTML. The engine resolves entities twice, so that "&lt;" in a document would be read as a sign: nothing
    may stand behind an ampersand.
    """
    return escape(text).replace("&amp;", "&amp;<wbr/>")


def _number(engine: Any, document: Any, paper: Paper) -> None:
    """Put the number at the foot of each page."""
    for number, page in enumerate(document, start=1):
        words = paper.language.footer.format(number, document.page_count)
        width = engine.get_text_length(words, fontname="helv", fontsize=_NUMBER_SIZE)
        page.insert_text(
            (_RIGHT - width, _NUMBER), words, fontname="helv", fontsize=_NUMBER_SIZE, color=(0.3, 0.3, 0.3)
        )
