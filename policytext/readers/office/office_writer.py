"""Writes what was collected of an office file as marked text: its blocks in reading order, its notes where they call.

What stands in the margins of pages comes once: the head of the first page before the body, since a letter has its
sender and date there, all else after it: the head of the pages that follow repeats what the first page says better.
What is placed on the page before the running text begins (the margin column of a letter) is its letterhead.
A footnote follows the block that calls it, as it does on the page; endnotes stand at the end.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from policytext.readers.marked_text import MarkedText
from policytext.readers.office.office_content import Content, Node, Note, Paragraph, Table, Words, paragraphs_of
from policytext.readers.office.office_tables import filled_cells, is_column, is_lines, is_prose, printed
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

# A line in which the author typed the marker of an item.
_TYPED_ITEM = re.compile(r"\s*(?:[-–—•*▪◦]|\(?\d{1,2}[.)](?!\d)|[a-z][.)])\s+\S")
# What is left of the number of a page, which the readers leave out: a program counts it anew each time.
_FOLIO = re.compile(
    r"(?:pagina|pag\.?|blad|page|p\.)\W*\d{0,4}(?:\W*(?:van|of|/)\W*\d{0,4})?\W*|\W*(?:(?:van|of)\W*)?", re.IGNORECASE
)
_LONGEST_FOLIO = 40
# Running text has begun after a paragraph of this length.
_BODY_PARAGRAPH = 180
# A style for headings on something this long was chosen for its looks.
_LONGEST_HEADING = 400


def write_content(content: Content) -> MarkedText:
    """The marked text of an office file."""
    writer = _Writer(content.notes)
    writer.write_margins(content.heads)
    writer.write(content.body)
    writer.write_endnotes()
    writer.write_margins(content.margins)
    return writer.text


class _Writer:
    def __init__(self, notes: dict[str, Note]) -> None:
        self.text = MarkedText()
        self._notes = notes
        self._called: set[str] = set()
        self._waiting: list[str] = []
        self._is_apart = True
        self._has_body = False
        self._in_margins: set[str] = set()
        self._last_kind: BlockKind | None = None

    def write_margins(self, margins: Iterable[Sequence[Node]]) -> None:
        """Heads or feet of pages, each once: the first page and the others often say the same."""
        for nodes in margins:
            self._is_apart = True
            for node in self._lines_of(nodes):
                key = " ".join(node.text.split())
                if key not in self._in_margins and not (len(key) <= _LONGEST_FOLIO and _FOLIO.fullmatch(key)):
                    self._write_paragraph(replace(node, kind=BlockKind.FURNITURE, level=0, label=None), None)
                    self._in_margins.add(key)
        self._is_apart = True

    def _lines_of(self, nodes: Sequence[Node]) -> Iterable[Paragraph]:
        for node in nodes:
            if isinstance(node, Table):
                for row in node.rows:
                    cells = filled_cells(row)
                    if len(cells) == 2 and not any(is_prose(cell) for cell in cells):
                        yield Paragraph(words=_side_by_side(cells))
                    else:
                        for cell in row:
                            yield from self._lines_of(cell)
            else:
                if not node.is_blank:
                    yield replace(node, boxes=[])
                for box in node.boxes:
                    yield from self._lines_of(box)

    def write(self, nodes: Sequence[Node], container: BlockKind | None = None) -> None:
        for node in nodes:
            if isinstance(node, Table):
                self._write_table(node, container)
            else:
                self._write_paragraph(node, container)

    def write_endnotes(self) -> None:
        for note_id, note in self._notes.items():
            if note.is_at_end and note_id in self._called:
                self._write_note(note_id, note)

    def _write_paragraph(self, paragraph: Paragraph, container: BlockKind | None) -> None:
        if paragraph.is_placed and not self._has_body and not _argues(paragraph):
            paragraph = replace(paragraph, kind=BlockKind.ADDRESS, level=0, label=None)
        if paragraph.is_blank:
            self._is_apart = True
        else:
            if paragraph.space_before or BlockKind.HEADING in (paragraph.kind, self._last_kind):
                self._is_apart = True
            for part in _parts(paragraph):
                self._write_part(part, container)
            self._is_apart = paragraph.space_after
            self._last_kind = paragraph.kind
            self._has_body = self._has_body or _argues(paragraph)
            self._write_called_notes()
        for box in paragraph.boxes:
            self._is_apart = True
            self.write(box, container or BlockKind.BOX)
            self._is_apart = True

    def _write_part(self, part: Paragraph, container: BlockKind | None) -> None:
        is_title = part.kind is BlockKind.HEADING and len(part.text) <= _LONGEST_HEADING
        kind = part.kind if part.kind is not BlockKind.HEADING or is_title else BlockKind.PARAGRAPH
        level = part.level if kind in (BlockKind.HEADING, BlockKind.LIST_ITEM) else 0
        label = part.label if kind is BlockKind.LIST_ITEM else None
        self.text.begin(kind, level=level, label=label, container=container, is_apart=self._is_apart)
        if part.number:
            self.text.add(f"{part.number} ", strong=part.is_strong)
        self._write_words(part.words)
        self._is_apart = False

    def _write_words(self, words: Sequence[Words]) -> None:
        link_start, target = 0, None
        for stretch in words:
            if stretch.target != target:
                if target:
                    self.text.link(link_start, target)
                link_start, target = self.text.position, stretch.target
            self._write_stretch(stretch)
        if target:
            self.text.link(link_start, target)

    def _write_stretch(self, stretch: Words) -> None:
        start = self.text.position
        for piece in re.split(r"([\n\t])", stretch.text):
            if piece == "\n":
                self.text.add_line_break()
            elif piece == "\t":
                self.text.add_tab()
            else:
                self.text.add(piece, superscript=stretch.superscript, strong=stretch.strong)
        if stretch.note_id is not None:
            self.text.refer(Span(start, self.text.position), stretch.note_id)
            if stretch.note_id not in self._called:
                self._called.add(stretch.note_id)
                self._waiting.append(stretch.note_id)

    def _write_called_notes(self) -> None:
        waiting, self._waiting = self._waiting, []
        for note_id in waiting:
            note = self._notes.get(note_id)
            if note is not None and not note.is_at_end:
                self._write_note(note_id, note)

    def _write_note(self, note_id: str, note: Note) -> None:
        self.text.begin(BlockKind.NOTE, label=note.label, note_id=note_id)
        for number, paragraph in enumerate(printed(note.nodes)):
            if number:
                self.text.add_line_break()
            if paragraph.label or paragraph.number:
                self.text.add(f"{paragraph.label or paragraph.number} ")
            self._write_words(paragraph.words)
        self._is_apart = True

    def _write_table(self, found: Table, container: BlockKind | None) -> None:
        self._is_apart = True
        if (
            found.is_placed
            and not self._has_body
            and not any(_argues(paragraph) for paragraph in paragraphs_of([found]))
        ):
            for paragraph in self._lines_of([found]):
                self._write_paragraph(replace(paragraph, kind=BlockKind.ADDRESS, level=0, label=None), container)
        elif is_column(found):
            inner = container or (BlockKind.BOX if found.is_framed else None)
            for row in found.rows:
                for cell in row:
                    self.write(cell, inner)
        else:
            as_lines = is_lines(found, in_head=not self._has_body)
            for row in found.rows:
                self._write_row(row, container, as_lines=as_lines)
        self._is_apart = True

    def _write_row(self, row: Sequence[Sequence[Node]], container: BlockKind | None, *, as_lines: bool) -> None:
        cells = filled_cells(row)
        if not cells:
            self._is_apart = True
        elif any(is_prose(cell) for cell in cells) or (as_lines and len(cells) == 1):
            for cell in cells:
                self.write(cell, container)
        else:
            kind = BlockKind.PARAGRAPH if as_lines else BlockKind.TABLE
            self._write_paragraph(Paragraph(kind, _side_by_side(cells if as_lines else row)), container)
            self._is_apart = False
        for cell in row:
            for paragraph in cell:
                if isinstance(paragraph, Paragraph) and paragraph.is_blank:
                    for box in paragraph.boxes:
                        self.write(box, container or BlockKind.BOX)


def _argues(paragraph: Paragraph) -> bool:
    """Whether a paragraph is running text: long, and it ends as a sentence does (a subject can be long too)."""
    text = paragraph.text.rstrip()
    return len(text) >= _BODY_PARAGRAPH and text.endswith((".", "?", "!", ":", ";", "”", "’", ")"))


def _side_by_side(cells: Sequence[Sequence[Node]]) -> list[Words]:
    """The words of a row, its cells parted by tabs."""
    words: list[Words] = []
    for number, cell in enumerate(cells):
        if number:
            words.append(Words("\t"))
        for place, paragraph in enumerate(printed(cell)):
            lead = " " * bool(place) + (f"{marker} " if (marker := paragraph.label or paragraph.number) else "")
            if lead:
                words.append(Words(lead, strong=paragraph.is_strong))
            # A line break in a cell parts words of one row.
            words += [replace(stretch, text=stretch.text.replace("\n", " ")) for stretch in paragraph.words]
    return words


def _parts(paragraph: Paragraph) -> list[Paragraph]:
    """A paragraph cut where its author used line breaks for new paragraphs.

    That is at an empty line, before a typed marker of an item, and between an emphasised line and one that is not.
    """
    if "\n" not in paragraph.text or paragraph.kind in (BlockKind.HEADING, BlockKind.TABLE, BlockKind.FURNITURE):
        return [paragraph]
    lines = _lines(paragraph.words)
    parts: list[Paragraph] = []
    for number, line in enumerate(lines):
        text = "".join(words.text for words in line)
        if not text.strip():
            continue
        before = lines[number - 1] if number else []
        starts = not parts or not "".join(words.text for words in before).strip()
        if not starts and paragraph.kind is BlockKind.PARAGRAPH:
            starts = _is_strong(before) != _is_strong(line) or _TYPED_ITEM.match(text) is not None
        if starts:
            is_first = not parts
            kind = paragraph.kind if is_first or paragraph.kind is not BlockKind.LIST_ITEM else BlockKind.PARAGRAPH
            label, head = (paragraph.label, paragraph.number) if is_first else (None, "")
            parts.append(replace(paragraph, kind=kind, words=list(line), label=label, number=head, boxes=[]))
        else:
            parts[-1].words += [Words("\n"), *line]
    return parts


def _lines(words: Sequence[Words]) -> list[list[Words]]:
    """Words of a paragraph by line, without the line breaks."""
    lines: list[list[Words]] = [[]]
    for stretch in words:
        for number, text in enumerate(stretch.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(replace(stretch, text=text))
    return lines


def _is_strong(line: Sequence[Words]) -> bool:
    return all(words.strong for words in line if words.text.strip())
