"""A tree to text: the blocks of a file with markup in reading order, comments and furniture after them.

A note that stands where it is called follows the block that calls it, so that the end of a letter stays its end; notes
that the file keeps elsewhere stand at the end of the text.

What the words of the page around the document are (menus, banners, lists of related pages) is kept as furniture at the
very end: nothing that a reader of the page sees is lost, and nothing of it stands between two sentences.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from policytext.readers.marked_text import MarkedText
from policytext.readers.markup.markup_roles import Place, Reading, Role
from policytext.readers.markup.markup_tree import Element, Words
from policytext.readers.markup.markup_words import with_single_spaces, without_lead
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

_LINE_END = re.compile(r"\r\n|[\n\r]")
_BLOCKS: dict[Role, BlockKind] = {
    Role.CAPTION: BlockKind.CAPTION,
    Role.HEADING: BlockKind.HEADING,
    Role.CONTENTS: BlockKind.CONTENTS,
    Role.ADDRESS: BlockKind.ADDRESS,
}
# Before these signs no space stands, nor after those.
_OPENING = frozenset("([{«“„‘/")
_CLOSING = frozenset(",.;:!?)]}»”’%/")
# In a heading, a cell, a caption or a note, blocks are only parts of one line.
_PARTS = frozenset(Role) - {
    *(
        Role.INLINE,
        Role.PART,
        Role.STRONG,
        Role.RAISED,
        Role.LINK,
        Role.REFERENCE,
        Role.FOOTNOTE,
        Role.LINE_BREAK,
        Role.SKIPPED,
    ),
    Role.NOTE,
}


@dataclass(slots=True)
class _Item:
    level: int
    label: str | None


_Note = tuple[Reading, Element, BlockKind | None]


class MarkupWriter:
    """Writes a tree into a text.

    Args:
        text: to write into.
        read: says of each element how to read it.
    """

    def __init__(self, text: MarkedText, read: Callable[[Element], Reading]) -> None:
        self._text = text
        self._read = read
        self._item: _Item | None = None
        self._last: BlockKind | None = None
        self._block = 0
        self._link_end = -1
        self._ends_in_space = True
        self._is_space_due = False
        self._last_sign = ""
        self._lead: str | None = None
        self._notes: list[_Note] = []
        self._footnotes: list[_Note] = []
        self._tables = 0
        self._leads: list[Element] = []
        self._comments: list[Element] = []
        self._furniture: list[Element] = []
        self._note_count = 0

    def write(self, root: Element) -> None:
        """All blocks below an element, then the notes that stand elsewhere, the readers' comments and the furniture."""
        self._walk(root.children, Place())
        self._write_notes(self._footnotes)
        self._write_notes(self._notes)
        for comment in self._comments:
            self._walk(comment.children, Place(container=BlockKind.COMMENT))
        self._write_notes(self._notes)
        self._write_notes(self._footnotes)
        for element in self._furniture:
            self._walk([element], Place(kind=BlockKind.FURNITURE))
            self._text.end()

    def _walk(self, nodes: Sequence[Element | Words], place: Place) -> None:
        for node in nodes:
            if isinstance(node, Words):
                self._add(node, place)
            else:
                self._element(node, self._read(node), place)

    def _element(self, element: Element, reading: Reading, place: Place) -> None:
        role = reading.role
        if place.kind is BlockKind.FURNITURE:
            self._element_of_furniture(element, reading, place)
        elif place.is_flat and role in _PARTS:
            self._part(element, role, place)
        elif role in _BLOCKS:
            self._flat_block(element, reading, place)
        else:
            _METHODS[role](self, element, reading, place)
        if self._footnotes and not (self._text.is_open or self._tables or place.is_flat):
            self._write_notes(self._footnotes)

    def _part(self, element: Element, role: Role, place: Place) -> None:
        """A block within a line: white space parts it from what stands before and after."""
        if role is Role.FURNITURE:
            self._furniture.append(element)
            return
        self._part_words()
        self._walk(element.children, place)
        self._part_words()

    def _part_words(self) -> None:
        """Let a space stand before the words that follow."""
        self._is_space_due = self._text.has_words and not self._ends_in_space and self._last_sign not in _OPENING

    def _element_of_furniture(self, element: Element, reading: Reading, place: Place) -> None:
        """Furniture is cut into blocks and keeps its links; what it is does not matter."""
        role = reading.role
        if role is Role.SKIPPED:
            return
        if role is Role.LINK:
            self._link(element, reading, place)
        elif role in (Role.LINE_BREAK, Role.PART):
            _METHODS[role](self, element, reading, place)
        elif role in _PARTS - {Role.CELL}:
            self._text.end()
            self._walk(element.children, place)
            self._text.end()
        else:
            self._walk(element.children, place)

    def _begin(self, place: Place, *, level: int = 0, label: str | None = None, note_id: str | None = None) -> None:
        kind, is_apart = place.kind, place.is_apart
        item, self._item = self._item, None
        if item is not None and kind is BlockKind.PARAGRAPH:
            kind, level, label = BlockKind.LIST_ITEM, item.level, item.label
        if kind is self._last and kind in (BlockKind.LIST_ITEM, BlockKind.TABLE, BlockKind.NOTE, BlockKind.FURNITURE):
            is_apart = False
        self._text.begin(kind, level=level, label=label, container=place.container, note_id=note_id, is_apart=is_apart)
        self._last = kind
        self._block += 1
        self._ends_in_space = True
        self._is_space_due = False

    def _add(self, words: Words, place: Place) -> None:
        if place.is_preformatted:
            self._add_lines(words, place)
            return
        if not self._text.is_open:
            if not words.text.strip():
                return
            self._begin(place)
        if self._lead is not None:
            words = self._without_lead(words)
        for piece in with_single_spaces(words):
            if piece.text == " " and self._ends_in_space:
                continue
            self._put(piece, place)
            self._ends_in_space = piece.text[-1:] == " "

    def _put(self, words: Words, place: Place) -> None:
        if self._is_space_due and words.text[0] not in _CLOSING and not words.text[0].isspace():
            self._text.add(" ")
        self._is_space_due = False
        self._last_sign = words.text[-1]
        self._text.add(words.text, words.start, words.length, superscript=place.is_raised, strong=place.is_strong)

    def _add_lines(self, words: Words, place: Place) -> None:
        """Preformatted words: their line ends are those of the text."""
        start = 0
        for match in (*_LINE_END.finditer(words.text), None):
            end = match.start() if match else len(words.text)
            line = words.cut(start, end)
            if line.text:
                if not self._text.is_open:
                    self._begin(place)
                self._put(line, place)
            if match:
                self._text.add_line_break()
                start = match.end()
        self._ends_in_space = False

    def _without_lead(self, words: Words) -> Words:
        """The words without what stands before those of the note, as long as only that was met."""
        found, self._lead = without_lead(words, self._lead or "")
        return found

    def _inline(self, element: Element, _: Reading, place: Place) -> None:
        self._walk(element.children, place)

    def _part_of_line(self, element: Element, _: Reading, place: Place) -> None:
        self._part_words()
        self._walk(element.children, place)
        self._part_words()

    def _lead_in(self, element: Element, _: Reading, __: Place) -> None:
        self._leads.append(element)

    def _strong(self, element: Element, _: Reading, place: Place) -> None:
        self._walk(element.children, replace(place, is_strong=True))

    def _raised(self, element: Element, _: Reading, place: Place) -> None:
        self._walk(element.children, replace(place, is_raised=True))

    def _link(self, element: Element, reading: Reading, place: Place) -> None:
        if reading.target and not self._text.is_open and any(words.text.strip() for words in element.words()):
            holds_blocks = any(self._read(child).role in _PARTS for child in element.elements())
            if not holds_blocks:
                self._begin(place)
        if self._link_end == self._text.position:
            self._part_words()  # links side by side: each is a word of its own
        block, start = self._block, self._text.position
        self._walk(element.children, place)
        self._link_end = self._text.position
        if reading.target and block == self._block:
            self._text.link(start, reading.target)

    def _line_break(self, _: Element, __: Reading, place: Place) -> None:
        if self._text.has_words:
            self._text.add_line_break()
            self._ends_in_space = True

    def _reference(self, element: Element, reading: Reading, place: Place) -> None:
        if not self._text.is_open:
            self._begin(place)
        start = self._text.position
        for words in reading.marker or tuple(element.words()):
            self._put(words, replace(place, is_raised=True))
        self._ends_in_space = False
        if reading.note_id is not None:
            self._text.refer(Span(start, self._text.position), reading.note_id)

    def _footnote(self, element: Element, reading: Reading, place: Place) -> None:
        self._note_count += 1
        reading = replace(reading, note_id=reading.note_id or f"note at {element.start}")
        if reading.marker:
            self._reference(element, reading, place)
        else:
            reading = replace(reading, label=reading.label or str(self._note_count))
            if not self._text.is_open:
                self._begin(place)
            self._text.add_reference(reading.label or "", reading.note_id or "")
            self._ends_in_space = False
        self._footnotes.append((reading, element, place.container))

    def _note(self, element: Element, reading: Reading, place: Place) -> None:
        self._notes.append((reading, element, place.container))

    def _write_notes(self, notes: list[_Note]) -> None:
        """Write the notes of a list and those that they call, and empty it."""
        self._text.end()
        number = 0
        while number < len(notes):
            reading, element, container = notes[number]
            number += 1
            kept = container if container is BlockKind.COMMENT else None
            place = Place(kind=BlockKind.NOTE, container=kept, is_flat=True)
            self._begin(place, label=reading.label, note_id=reading.note_id)
            self._lead = reading.label or ""
            self._walk(element.children, place)
            self._lead = None
            self._text.end()
        notes.clear()

    def _group(self, element: Element, reading: Reading, place: Place) -> None:
        self._text.end()
        self._walk(element.children, replace(place, is_apart=reading.is_apart))
        self._text.end()

    def _preformatted(self, element: Element, _: Reading, place: Place) -> None:
        self._text.end()
        self._walk(element.children, replace(place, is_preformatted=True))
        self._text.end()

    def _flat_block(self, element: Element, reading: Reading, place: Place) -> None:
        """A heading, a caption or another block whose parts are parts of one line."""
        self._text.end()
        self._item = None
        inner = replace(place, kind=_BLOCKS[reading.role], is_flat=True)
        if reading.role is Role.HEADING and place.kind is BlockKind.QUOTATION:
            inner = replace(inner, container=BlockKind.QUOTATION)
        if reading.role is Role.CONTENTS:
            self._lines_of(element, inner)
            return
        self._begin(inner, level=reading.level)
        leads, self._leads = (self._leads, []) if reading.role is Role.HEADING else ([], self._leads)
        for lead in leads:
            self._walk(lead.children, inner)
            self._part_words()
        self._walk(element.children, inner)
        self._text.end()

    def _lines_of(self, element: Element, place: Place) -> None:
        """A table of contents: a block for each line."""
        for child in element.children:
            if isinstance(child, Element) and self._read(child).role in _PARTS:
                self._text.end()
                self._lines_of(child, place)
                self._text.end()
            else:
                self._walk([child], place)

    def _list(self, element: Element, _: Reading, place: Place) -> None:
        self._text.end()
        self._walk(element.children, replace(place, depth=place.depth + 1))
        self._text.end()

    def _list_item(self, element: Element, reading: Reading, place: Place) -> None:
        self._text.end()
        self._item = _Item(max(1, place.depth), reading.label)
        inner = replace(place, kind=BlockKind.PARAGRAPH, depth=max(1, place.depth))
        if place.kind is BlockKind.QUOTATION:
            inner = replace(inner, container=BlockKind.QUOTATION)
        self._walk(element.children, inner)
        self._text.end()
        self._item = None

    def _table(self, element: Element, reading: Reading, place: Place) -> None:
        self._tables += 1
        self._group(element, reading, place)
        self._tables -= 1

    def _row(self, element: Element, reading: Reading, place: Place) -> None:
        self._text.end()
        self._item = None
        inner = replace(place, kind=BlockKind.TABLE, is_flat=True)
        self._begin(inner)
        for number, cell in enumerate(node for node in element.children if _counts(node)):
            if number:
                self._text.add_tab()
                self._ends_in_space = True
            self._walk(cell.children if isinstance(cell, Element) else [cell], inner)
        self._text.end()

    def _cell(self, element: Element, reading: Reading, place: Place) -> None:
        self._group(element, reading, place)

    def _quotation(self, element: Element, reading: Reading, place: Place) -> None:
        self._group(element, reading, replace(place, kind=BlockKind.QUOTATION))

    def _box(self, element: Element, reading: Reading, place: Place) -> None:
        self._group(element, reading, replace(place, container=place.container or BlockKind.BOX))

    def _comment(self, element: Element, reading: Reading, place: Place) -> None:
        if place.container is BlockKind.COMMENT:
            self._group(element, reading, place)
        else:
            self._comments.append(element)

    def _furnish(self, element: Element, _: Reading, __: Place) -> None:
        self._furniture.append(element)

    def _skip(self, *_: object) -> None:
        pass


_METHODS: dict[Role, Callable[[MarkupWriter, Element, Reading, Place], None]] = {
    Role.INLINE: MarkupWriter._inline,
    Role.PART: MarkupWriter._part_of_line,
    Role.LEAD: MarkupWriter._lead_in,
    Role.STRONG: MarkupWriter._strong,
    Role.RAISED: MarkupWriter._raised,
    Role.LINK: MarkupWriter._link,
    Role.REFERENCE: MarkupWriter._reference,
    Role.FOOTNOTE: MarkupWriter._footnote,
    Role.LINE_BREAK: MarkupWriter._line_break,
    Role.GROUP: MarkupWriter._group,
    Role.PARAGRAPH: MarkupWriter._group,
    Role.PREFORMATTED: MarkupWriter._preformatted,
    Role.LIST: MarkupWriter._list,
    Role.ITEM: MarkupWriter._list_item,
    Role.TABLE: MarkupWriter._table,
    Role.ROW: MarkupWriter._row,
    Role.CELL: MarkupWriter._cell,
    Role.QUOTATION: MarkupWriter._quotation,
    Role.BOX: MarkupWriter._box,
    Role.COMMENT: MarkupWriter._comment,
    Role.NOTE: MarkupWriter._note,
    Role.FURNITURE: MarkupWriter._furnish,
    Role.SKIPPED: MarkupWriter._skip,
}


def _counts(node: Element | Words) -> bool:
    """Whether a child of a row is a cell, or words that stand where a cell should."""
    return isinstance(node, Element) or bool(node.text.strip())
