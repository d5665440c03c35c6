"""Paragraphs, lists, tables and sections of an OpenDocument text."""

from collections.abc import Iterator, Sequence
from itertools import islice
from xml.etree.ElementTree import Element

from policytext.readers.office.odt_inline import InlineReader, Story
from policytext.readers.office.odt_lists import OUTLINE, ListStyles
from policytext.readers.office.odt_styles import Style, Styles
from policytext.readers.office.office_content import Node, Note, Paragraph, Table
from policytext.readers.office.office_xml import child_of, children_of, number_of
from policytext.types.vocabulary import BlockKind

_INDEXES = {
    "text:table-of-content": BlockKind.CONTENTS,
    "text:illustration-index": BlockKind.CONTENTS,
    "text:table-index": BlockKind.CONTENTS,
    "text:object-index": BlockKind.CONTENTS,
    "text:user-index": BlockKind.CONTENTS,
    "text:alphabetical-index": BlockKind.CONTENTS,
    "text:bibliography": BlockKind.BIBLIOGRAPHY_ENTRY,
}
_ROWS = ("table:table-header-rows", "table:table-rows", "table:table-row-group")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_DRAWINGS = "draw:"
_DEEPEST_OUTLINE = 10
_MOST_COLUMNS = 200


class BodyReader:
    """Reads the blocks of a part of the file.

    `placed` collects the text boxes that stand at a fixed place of a page.

    Args:
        styles: that hold for the part.
        lists: list styles that hold for the part.
        story: of the file.
    """

    def __init__(self, styles: Styles, lists: ListStyles, story: Story) -> None:
        self._styles = styles
        self._lists = lists
        self._story = story
        self._headings: dict[int, int] = {}
        self._lists_by_id: dict[str, dict[int, int]] = {}
        self._lists_by_style: dict[str, dict[int, int]] = {}
        self._held: BlockKind | None = None
        self.placed: list[Sequence[Node]] = []

    def read(self, parent: Element) -> list[Node]:
        """The blocks in an element, in order."""
        return list(self._nodes(parent))

    def _nodes(self, parent: Element) -> Iterator[Node]:
        for element in parent:
            tag = element.tag
            if tag in ("text:p", "text:h"):
                yield self._paragraph(element)
            elif tag == "text:list":
                yield from self._list(element)
            elif tag == "text:numbered-paragraph":
                yield from self._numbered(element)
            elif tag == "table:table":
                yield self._table(element)
            elif tag in _INDEXES:
                yield from self._index(element, _INDEXES[tag])
            elif tag == "text:section":
                if element.get("text:display") != "none" and element.get("text:is-hidden") != "true":
                    yield from self._nodes(element)
            elif tag in ("text:index-body", "text:index-title"):
                yield from self._nodes(element)
            elif tag == "text:tracked-changes":
                self._story.counts["changes"] += sum(1 for _ in children_of(element, "text:changed-region"))
            elif tag.startswith(_DRAWINGS):
                yield self._drawing(element)

    def _index(self, element: Element, kind: BlockKind) -> Iterator[Node]:
        body = child_of(element, "text:index-body")
        if body is None:
            return
        before, self._held = self._held, kind
        yield from self._nodes(body)
        self._held = before

    def _drawing(self, element: Element) -> Paragraph:
        inline = InlineReader(self._styles, self._story, None)
        inline.find_boxes(element)
        return self._with_boxes(Paragraph(), inline)

    def _with_boxes(self, paragraph: Paragraph, inline: InlineReader) -> Paragraph:
        paragraph.boxes = [self.read(box) for box in inline.boxes]
        self.placed += [self.read(box) for box in inline.placed_boxes]
        return paragraph

    def _paragraph(self, element: Element, label: str | None = None, level: int = 0) -> Paragraph:
        name = element.get("text:style-name")
        style = self._styles.get("paragraph", name)
        inline = InlineReader(self._styles, self._story, name)
        inline.read(element)
        paragraph = Paragraph(words=inline.words)
        self._set_kind(paragraph, element, style, label, level)
        paragraph.space_before = style.space[0] or style.starts_page
        paragraph.space_after = style.space[1]
        for note, note_id, note_label in inline.notes:
            body = child_of(note, "text:note-body")
            nodes = self.read(body) if body is not None else []
            is_at_end = note.get("text:note-class") == "endnote"
            self._story.notes.setdefault(note_id, Note(note_label, nodes, is_at_end))
        return self._with_boxes(paragraph, inline)

    def _set_kind(self, paragraph: Paragraph, element: Element, style: Style, label: str | None, level: int) -> None:
        is_title = (
            self._held is BlockKind.BIBLIOGRAPHY_ENTRY and "heading" in element.get("text:style-name", "").lower()
        )
        if is_title:
            paragraph.kind, paragraph.level = BlockKind.HEADING, 1
        elif self._held is not None:
            paragraph.kind = self._held
        elif element.tag == "text:h":
            paragraph.kind = BlockKind.HEADING
            paragraph.level = max(1, min(number_of(element.get("text:outline-level"), 1), _DEEPEST_OUTLINE))
            paragraph.number = self._heading_number(element, style, paragraph.level, label)
        elif style.kind is not None and style.kind is not BlockKind.PARAGRAPH:
            paragraph.kind, paragraph.level = style.kind, style.level
            paragraph.number = label if label and label[:1].isalnum() and style.kind is BlockKind.HEADING else ""
        elif label is not None:
            paragraph.kind, paragraph.level, paragraph.label = BlockKind.LIST_ITEM, level, label

    def _heading_number(self, element: Element, style: Style, level: int, label: str | None) -> str:
        """The number that is printed: the one that the file writes down, that of the list, or of the outline."""
        written = child_of(element, "text:number")
        name = OUTLINE if style.list_style is None else style.list_style
        if element.get("text:is-list-header") == "true":
            return ""
        if label is not None:
            return label if label[:1].isalnum() else ""
        restart = element.get("text:start-value") if element.get("text:restart-numbering") == "true" else None
        counted = self._lists.count(name, level, self._headings, restart)
        if written is not None:
            return " ".join("".join(written.itertext()).split())[:40]
        return counted if counted and any(character.isalnum() for character in counted) else ""

    def _list(self, element: Element) -> Iterator[Node]:
        name = element.get("text:style-name")
        continued = self._lists_by_id.get(element.get("text:continue-list", ""))
        if continued is None and element.get("text:continue-numbering") == "true":
            continued = self._lists_by_style.get(name or "")
        counters: dict[int, int] = {} if continued is None else continued
        if name_of_list := element.get("xml:id"):
            self._lists_by_id[name_of_list] = counters
        self._lists_by_style[name or ""] = counters
        yield from self._items(element, name, 1, counters)

    def _items(self, parent: Element, name: str | None, level: int, counters: dict[int, int]) -> Iterator[Node]:
        for item in parent:
            if item.tag == "text:list-header":
                yield from self._item_nodes(item, name, level, counters, None)
            elif item.tag == "text:list-item":
                override = item.get("text:style-override")
                first = next((child.tag for child in item if child.tag != "text:number"), "")
                label = None
                if first in ("text:p", "text:h"):
                    label = self._label(item[0], override or name, level, counters, item.get("text:start-value"))
                yield from self._item_nodes(item, name, level, counters, label)

    def _label(
        self, element: Element, name: str | None, level: int, counters: dict[int, int], start: str | None
    ) -> str | None:
        """The marker of an item; headings in a list of the outline style are counted with the other headings."""
        if element.tag == "text:h" and (name is None or self._lists.level(name, level) is None or name == OUTLINE):
            return None
        return self._lists.count(name, level, counters, start)

    def _item_nodes(
        self, item: Element, name: str | None, level: int, counters: dict[int, int], label: str | None
    ) -> Iterator[Node]:
        for child in item:
            if child.tag in ("text:p", "text:h"):
                yield self._paragraph(child, label, level)
                label = None
            elif child.tag == "text:list":
                yield from self._items(child, child.get("text:style-name") or name, level + 1, counters)
            elif child.tag != "text:number":
                holder = Element("text:list-item")
                holder.append(child)
                yield from self._nodes(holder)

    def _numbered(self, element: Element) -> Iterator[Node]:
        """A paragraph of a list that stands alone (`text:numbered-paragraph`)."""
        name, level = element.get("text:style-name"), number_of(element.get("text:level"), 1)
        counters = self._lists_by_id.setdefault(element.get("text:list-id", ""), {})
        label = self._lists.count(name, level, counters, element.get("text:start-value"))
        yield from self._item_nodes(element, name, level, counters, label)

    def _table(self, element: Element) -> Table:
        table = Table(is_framed=self._styles.get("table", element.get("table:style-name")).is_framed)
        for row in _rows(element):
            cells: list[Sequence[Node]] = []
            for cell in islice((cell for cell in row if cell.tag in _CELLS), _MOST_COLUMNS):
                is_framed = self._styles.get("table-cell", cell.get("table:style-name")).is_framed
                table.is_framed = table.is_framed or is_framed
                cells.append(self.read(cell) if cell.tag == _CELLS[0] else [])
            table.rows.append(cells)
        return table


def _rows(parent: Element) -> Iterator[Element]:
    for element in parent:
        if element.tag == "table:table-row":
            yield element
        elif element.tag in _ROWS:
            yield from _rows(element)
