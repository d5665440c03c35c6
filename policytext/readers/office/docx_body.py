"""Paragraphs and tables of a part of a DOCX file: the body, a header, a note."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from policytext.readers.office.docx_inline import InlineReader, Story, choose, held_kind
from policytext.readers.office.docx_numbering import Marker, Numbering
from policytext.readers.office.docx_styles import Style, draws_frame, has_space, hides_frame, read_numbering
from policytext.readers.office.office_content import Node, Paragraph, Table
from policytext.readers.office.office_xml import child_of, number_of, value_of
from policytext.types.vocabulary import BlockKind

_DELETED = ("w:del", "w:moveFrom")
_HOLDERS = frozenset(("w:ins", "w:moveTo", "w:smartTag", "w:customXml"))
_CONTENTS_GALLERY = "table of contents"
_BIBLIOGRAPHY_GALLERY = "bibliographies"
# The longest numbered line that can be a heading whose author made it bold by hand (as in structure.headings).
_LONGEST_HEADING = 110


class BodyReader:
    """Reads the blocks of a part, with one count of lists for all parts of the file.

    Args:
        story: of the part.
        numbering: of the file.
    """

    def __init__(self, story: Story, numbering: Numbering) -> None:
        self._story = story
        self._numbering = numbering
        # Paragraphs whose mark was deleted: they go on in the next one.
        self._unfinished: list[Element] = []
        # Kind that a content control gives to all that it holds.
        self._held: BlockKind | None = None

    def read(self, parent: Element) -> list[Node]:
        """The blocks in an element, in order."""
        nodes = list(self._nodes(parent))
        if self._unfinished:
            last = self._unfinished.pop()
            nodes.append(self._paragraph(last))
        return nodes

    def _nodes(self, parent: Element) -> Iterator[Node]:
        for element in parent:
            tag = element.tag
            if tag == "w:p":
                if _mark_is_deleted(element):
                    self._unfinished.append(element)
                else:
                    yield self._paragraph(element)
            elif tag == "w:tbl":
                yield self._table(element)
            elif tag in _HOLDERS:
                yield from self._nodes(element)
            elif tag == "mc:AlternateContent":
                yield from self._nodes(choose(element))
            elif tag == "w:sdt":
                yield from self._controlled(element)
            elif tag in ("w:altChunk", "w:subDoc"):
                self._story.counts["chunks"] += 1

    def _controlled(self, element: Element) -> Iterator[Node]:
        properties = child_of(element, "w:sdtPr")
        content = child_of(element, "w:sdtContent")
        if content is None or (properties is not None and child_of(properties, "w:showingPlcHdr") is not None):
            return
        gallery = (value_of(properties, "w:docPartObj/w:docPartGallery") or "").lower()
        before = self._held
        if gallery == _CONTENTS_GALLERY:
            self._held = BlockKind.CONTENTS
        elif gallery == _BIBLIOGRAPHY_GALLERY or (
            properties is not None and child_of(properties, "w:bibliography") is not None
        ):
            self._held = BlockKind.BIBLIOGRAPHY_ENTRY
        yield from self._nodes(content)
        self._held = before

    def _paragraph(self, element: Element) -> Paragraph:
        properties = child_of(element, "w:pPr")
        style = self._story.styles.paragraph(value_of(properties, "w:pStyle"))
        open_before = list(self._story.fields)
        inline = InlineReader(self._story, style.look)
        for part in (*self._unfinished, element):
            inline.read(part)
        self._unfinished = []
        # A table of contents opens in its first entry and ends in its last.
        held = held_kind((*open_before, *inline.fields)) or self._held
        paragraph = Paragraph(words=inline.words)
        self._set_kind(paragraph, properties, style, held)
        paragraph.space_before = has_space(properties, style, 0) and not style.keeps_close
        paragraph.space_after = has_space(properties, style, 1) and not style.keeps_close
        paragraph.is_placed = value_of(properties, "w:framePr", "w:vAnchor") == "page"
        if _starts_page(properties):
            paragraph.space_before = True
        # A box is a story of its own: the fields around it do not reach into it.
        fields, self._story.fields = self._story.fields, []
        paragraph.boxes = [BodyReader(self._story, self._numbering).read(box) for box in inline.boxes]
        self._story.fields = fields
        return paragraph

    def _set_kind(self, paragraph: Paragraph, properties: Element | None, style: Style, held: BlockKind | None) -> None:
        kind, level = style.kind, style.level
        outline = value_of(properties, "w:outlineLvl")
        if outline is not None and kind in (None, BlockKind.PARAGRAPH, BlockKind.HEADING):
            level = number_of(outline, 9) + 1
            kind = BlockKind.HEADING if 1 <= level <= 9 else None
        marker = self._marker(properties, style)
        is_title = held is BlockKind.BIBLIOGRAPHY_ENTRY and kind is BlockKind.HEADING
        if held is not None and not is_title:
            kind, level = held, 0
        if kind is BlockKind.HEADING:
            paragraph.kind, paragraph.level = BlockKind.HEADING, level
            paragraph.number = marker.text if marker is not None and not marker.is_bullet else ""
        elif marker is not None and kind in (None, BlockKind.PARAGRAPH):
            self._set_item(paragraph, marker, properties, style)
        elif kind is not None:
            paragraph.kind = kind
            paragraph.number = marker.text if marker is not None and kind is BlockKind.BIBLIOGRAPHY_ENTRY else ""

    def _set_item(self, paragraph: Paragraph, marker: Marker, properties: Element | None, style: Style) -> None:
        """An item of a list; a bold numbered line is left as typed, for the structure stage to tell headings."""
        is_line = len(paragraph.text) <= _LONGEST_HEADING and "\n" not in paragraph.text
        if not marker.is_bullet and paragraph.is_strong and is_line and marker.text[:1].isdigit():
            paragraph.number = marker.text
            return
        level = read_numbering(properties)[1]
        paragraph.kind = BlockKind.LIST_ITEM
        paragraph.level = (style.list_level or 0 if level is None else level) + 1
        paragraph.label = marker.text

    def _marker(self, properties: Element | None, style: Style) -> Marker | None:
        list_id, level = read_numbering(properties)
        if list_id is None:
            list_id = style.list_id
        if level is None:
            level = style.list_level
            if level is None:
                level = style.level - 1 if style.kind is BlockKind.HEADING else 0
        return self._numbering.marker(list_id, level)

    def _table(self, element: Element) -> Table:
        name = value_of(element, "w:tblPr/w:tblStyle")
        properties = child_of(element, "w:tblPr")
        styled = self._story.styles.is_framed(name) and not hides_frame(element)
        table = Table(is_framed=styled or draws_frame(element))
        table.is_placed = value_of(properties, "w:tblpPr", "w:vertAnchor") == "page"
        for row in _held_elements(element, "w:tr"):
            if child_of(row, "w:trPr/w:del") is not None:
                continue
            cells: list[Sequence[Node]] = [BodyReader.read(self, cell) for cell in _held_elements(row, "w:tc")]
            table.rows.append(cells)
        return table


def _held_elements(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those in content controls included."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag == "w:sdt":
            content = child_of(element, "w:sdtContent")
            if content is not None:
                yield from _held_elements(content, tag)
        elif element.tag in _HOLDERS:
            yield from _held_elements(element, tag)


def _mark_is_deleted(element: Element) -> bool:
    mark = child_of(element, "w:pPr/w:rPr")
    return mark is not None and any(child_of(mark, tag) is not None for tag in _DELETED)


def _starts_page(properties: Element | None) -> bool:
    value = value_of(properties, "w:pageBreakBefore")
    found = None if properties is None else child_of(properties, "w:pageBreakBefore")
    return found is not None and (value or "1") not in ("0", "false", "off")
