"""DOCX: the parts of the archive that hold text, read as XML (why not a library: docs/adr/0014).

What Word prints counts, not what it stores: numbers of lists, headings and notes are computed, changes that are still
tracked are taken as accepted, hidden text and reviewers' remarks are left out and counted in a warning. There are no
pages: a DOCX file has none until a program lays it out, and the next program does it otherwise.
"""

import posixpath
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from policytext.errors import UnreadableDocument
from policytext.readers.office.docx_body import BodyReader
from policytext.readers.office.docx_inline import Story, find_marks
from policytext.readers.office.docx_notes import NoteLabels, label_notes
from policytext.readers.office.docx_numbering import Numbering
from policytext.readers.office.docx_styles import Styles
from policytext.readers.office.office_content import Content, Node, Note, paragraphs_of
from policytext.readers.office.office_properties import file_metadata
from policytext.readers.office.office_writer import write_content
from policytext.readers.office.office_xml import child_of, children_of
from policytext.readers.office.office_zip import OfficeArchive
from policytext.types.raw import RawDocument

READER_VERSION = "docx 1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MAIN_PART = "word/document.xml"
_PROPERTIES = {
    "title": ("dc:title",),
    "author": ("dc:creator", "cp:lastModifiedBy"),
    # A file made from a template can carry the template's day of making, so the day it was last saved goes first.
    "date": ("dcterms:modified", "dcterms:created"),
    "subject": ("dc:subject",),
    "language": ("dc:language",),
}
_NOTE_PARTS = (("footnotes", "w:footnote", "footnote"), ("endnotes", "w:endnote", "endnote"))
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")
_MARGIN_ORDER = ("first", "default", "even")
_MOST_MARGINS = 60
_CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")


def read_docx(path: Path, data: bytes, content_id: str) -> RawDocument:
    """What a DOCX file (or a DOCM, DOTX or DOTM file) holds, as marked text.

    Args:
        path: for messages.
        data: the bytes of the file.
        content_id: of the bytes.

    Raises:
        UnreadableDocument: the file is protected by a password, damaged or made to exhaust a reader.
        UnsupportedFormat: it is an office file of another kind.
    """
    archive = OfficeArchive(path, data)
    package = _Package(archive)
    content = package.read()
    properties = archive.optional_xml(package.properties_part)
    text = write_content(content)
    metadata = file_metadata(properties, _PROPERTIES)
    language = package.styles.language
    if language and "language" not in dict(metadata):
        metadata = (*metadata, ("language", language.lower()[:2]))
    return text.finish(
        content_id,
        MEDIA_TYPE,
        READER_VERSION,
        file_metadata=metadata,
        warnings=(*content.warnings, *archive.warnings),
    )


class _Package:
    """The parts of a file, found by their relationships, as a reader needs them."""

    def __init__(self, archive: OfficeArchive) -> None:
        self._archive = archive
        links = self._relationships("")
        self.main_part = next((part for kind, part in links.values() if kind == "officeDocument"), _MAIN_PART)
        self.properties_part = next(
            (part for kind, part in links.values() if kind == "core-properties"), "docProps/core.xml"
        )
        if not self.main_part.startswith("word/") or self.main_part not in archive:
            if _MAIN_PART not in archive:
                raise archive.refuse("a Word document")
            self.main_part = _MAIN_PART
        self._links = self._relationships(self.main_part)
        self.styles = Styles(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"))
        self._content = Content()

    def _relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind (the last part of its address) and target of a part's relationships by id; "" for the package."""
        folder, name = posixpath.split(part)
        root = self._archive.optional_xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for link in children_of(root, "rel:Relationship") if root is not None else ():
            target = link.get("Target", "")
            if link.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.setdefault(link.get("Id", ""), (link.get("Type", "").rsplit("/", 1)[-1], target))
        return found

    def _related(self, kind: str) -> Element | None:
        """The root of the main part's only part of a kind; the usual name where no relationship leads to it."""
        part = next((part for name, part in self._links.values() if name == kind), f"word/{kind}.xml")
        return self._archive.optional_xml(part)

    def read(self) -> Content:
        """Everything in the file that is printed, and what to tell of the rest."""
        document = self._archive.xml(self.main_part)
        body = None if document is None else child_of(document, "w:body")
        if document is None or body is None:
            raise UnreadableDocument(f"{self._archive.path}: damaged: {self.main_part} holds no text")
        settings = self._related("settings")
        labels = label_notes(document, settings)
        story = self._story(self.main_part)
        story.note_labels, story.marks = labels.labels, find_marks(document)
        self._content.body = BodyReader(story, self._numbering).read(body)
        self._read_notes(labels, story)
        self._read_margins(document, settings)
        self._warn(document, story)
        return self._content

    def _story(self, part: str, *, is_margin: bool = False) -> Story:
        targets = {
            name: target
            for name, (kind, target) in self._relationships(part).items()
            if kind == "hyperlink" and len(target) < 2_000
        }
        return Story(self.styles, is_margin, targets)

    def _read_notes(self, labels: NoteLabels, story: Story) -> None:
        for kind, tag, name in _NOTE_PARTS:
            root = self._related(kind)
            if root is None:
                continue
            part = next((part for link, part in self._links.values() if link == kind), f"word/{kind}.xml")
            notes = self._story(part)
            notes.note_labels, notes.counts = story.note_labels, story.counts
            for element in children_of(root, tag):
                note_id = f"{name} {element.get('w:id', '')}"
                if element.get("w:type") in _NO_NOTES or note_id not in labels.labels:
                    continue
                notes.fields = []
                nodes = BodyReader(notes, self._numbering).read(element)
                _drop_mark(nodes, labels.marks.get(note_id))
                label = labels.labels[note_id]
                self._content.notes[note_id] = Note(label, nodes, is_at_end=kind == "endnotes")
        order = {note_id: number for number, note_id in enumerate(labels.labels)}
        self._content.notes = dict(sorted(self._content.notes.items(), key=lambda item: order[item[0]]))

    def _read_margins(self, document: Element, settings: Element | None) -> None:
        """Headers and footers that are printed: first pages' only where a section has them, even ones where set."""
        has_even = settings is not None and child_of(settings, "w:evenAndOddHeaders") is not None
        seen: set[str] = set()
        for number, section in enumerate(document.iter("w:sectPr")):
            first = "first" if _has_title_page(section) else "default"
            wanted = {first, "default", *(("even",) if has_even else ())}
            for tag in ("w:headerReference", "w:footerReference"):
                found = {reference.get("w:type", "default"): reference for reference in children_of(section, tag)}
                for kind in _MARGIN_ORDER:
                    link = self._links.get(found[kind].get("r:id", "")) if kind in found and kind in wanted else None
                    if link is None or link[1] in seen or len(seen) >= _MOST_MARGINS:
                        continue
                    seen.add(link[1])
                    is_head = number == 0 and kind == first and tag == "w:headerReference"
                    (self._content.heads if is_head else self._content.margins).append(self._margin(link[1]))

    def _margin(self, part: str) -> Sequence[Node]:
        root = self._archive.optional_xml(part)
        return () if root is None else BodyReader(self._story(part, is_margin=True), self._numbering).read(root)

    def _warn(self, document: Element, story: Story) -> None:
        changes = sum(1 for element in document.iter() if element.tag in _CHANGES)
        comments = self._related("comments")
        remarks = 0 if comments is None else sum(1 for _ in children_of(comments, "w:comment"))
        told = (
            (changes, "tracked changes: read as if all of them were accepted"),
            (remarks, "remarks of reviewers are no part of the text and were left out"),
            (story.counts["charts"], "charts or diagrams were not read"),
            (story.counts["chunks"], "documents inside the document were not read"),
        )
        self._content.warnings += [f"{count} {what}" for count, what in told if count]


def _has_title_page(section: Element) -> bool:
    found = child_of(section, "w:titlePg")
    return found is not None and found.get("w:val", "1") not in ("0", "false", "off")


def _drop_mark(nodes: Sequence[Node], mark: str | None) -> None:
    """Take the author's own mark off the words of its note: it is the label."""
    if not mark:
        return
    for paragraph in paragraphs_of(nodes):
        if paragraph.is_blank:
            continue
        if paragraph.text.lstrip().startswith(mark):
            missing = len(paragraph.text) - len(paragraph.text.lstrip()) + len(mark)
            for words in paragraph.words:
                cut = min(missing, len(words.text))
                words.text, missing = words.text[cut:], missing - cut
        return
