"""OpenDocument text: ODT archives and flat FODT files, read as XML (why not a library: docs/adr/0014).

What is printed counts: numbers of lists and headings are computed, tracked deletions and remarks are left out and
counted in a warning. There are no pages: a program makes them anew each time it opens the file.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from policytext.errors import UnreadableDocument, UnsupportedFormat
from policytext.readers.office.odt_body import BodyReader
from policytext.readers.office.odt_inline import Story
from policytext.readers.office.odt_lists import ListStyles
from policytext.readers.office.odt_properties import stated_metadata
from policytext.readers.office.odt_styles import Styles
from policytext.readers.office.office_content import Content, Node, Paragraph, paragraphs_of
from policytext.readers.office.office_properties import file_metadata
from policytext.readers.office.office_writer import write_content
from policytext.readers.office.office_xml import child_of, children_of, parse_xml
from policytext.readers.office.office_zip import OfficeArchive
from policytext.types.raw import RawDocument

READER_VERSION = "odt 1"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
FLAT_MEDIA_TYPE = "application/vnd.oasis.opendocument.text-flat-xml"

_PROPERTIES = {
    "title": ("dc:title",),
    "author": ("meta:initial-creator", "dc:creator"),
    "date": ("dc:date", "meta:creation-date"),
    "subject": ("dc:subject",),
    "language": ("dc:language",),
}
_KINDS = ("-first", "", "-left")
_TEXT_BLOCKS = ("text:p", "text:h", "table:table")
_STANDARD = "Standard"
_LONGEST_MARGIN = 120
_MOST_MASTERS = 60
# Flat files hold their pictures as text.
_LARGEST_FLAT = 64_000_000
_OBJECTS = ".opendocument.chart", ".opendocument.formula"


def read_odt(path: Path, data: bytes, content_id: str) -> RawDocument:
    """What an OpenDocument text holds, as marked text.

    Args:
        path: for messages.
        data: the bytes of the file, an archive or flat XML.
        content_id: of the bytes.

    Raises:
        UnreadableDocument: the file is protected by a password, damaged or made to exhaust a reader.
        UnsupportedFormat: it is an office file of another kind.
    """
    is_flat = b"<" in data[:64] and not data.startswith(b"PK")
    warnings: list[str] = []
    if is_flat:
        if len(data) > _LARGEST_FLAT:
            raise UnreadableDocument(f"{path}: is larger than a flat file can be", "save it as .odt")
        root = parse_xml(path, "the file", data)
        content, styles, meta = _Roots(root, root, root)
    else:
        archive = OfficeArchive(path, data)
        content, styles, meta = _open(archive)
        warnings = archive.warnings
    body = child_of(content, "office:body/office:text")
    if body is None:
        kinds = child_of(content, "office:body")
        held = next((child.tag.partition(":")[2] for child in kinds), "") if kinds is not None else ""
        if not held:
            raise UnreadableDocument(f"{path}: damaged: the file holds no text")
        raise UnsupportedFormat(f"{path}: is an OpenDocument {held}, not a text", "save it as PDF")
    collected = _Parts(content, styles, body).read()
    if not is_flat:
        warnings = [*warnings, *_unread_objects(archive)]
    return write_content(collected).finish(
        content_id,
        FLAT_MEDIA_TYPE if is_flat else MEDIA_TYPE,
        READER_VERSION,
        file_metadata=file_metadata(meta, _PROPERTIES),
        stated=stated_metadata(meta),
        warnings=(*collected.warnings, *warnings),
    )


class _Roots(NamedTuple):
    content: Element
    styles: Element | None
    meta: Element | None


def _open(archive: OfficeArchive) -> _Roots:
    """The roots of content, styles and properties of an archive."""
    mimetype = (archive.read("mimetype") or b"")[:200]
    manifest = archive.optional_xml("META-INF/manifest.xml")
    if manifest is not None and any(True for _ in manifest.iter("manifest:encryption-data")):
        raise UnreadableDocument(
            f"{archive.path}: needs a password to be opened",
            "open it in its own program and save a copy without a password",
        )
    is_other = b"opendocument" in mimetype and b"opendocument.text" not in mimetype
    content = None if is_other else archive.xml("content.xml")
    if content is None:
        raise archive.refuse("an OpenDocument text")
    return _Roots(content, archive.optional_xml("styles.xml"), archive.optional_xml("meta.xml"))


def _unread_objects(archive: OfficeArchive) -> list[str]:
    manifest = archive.optional_xml("META-INF/manifest.xml")
    entries = [] if manifest is None else list(children_of(manifest, "manifest:file-entry"))
    count = sum(entry.get("manifest:media-type", "").endswith(_OBJECTS) for entry in entries)
    return [f"{count} charts or formulas were not read"] if count else []


class _Parts:
    """The parts of a file as a reader needs them; in a flat file all roots are one."""

    def __init__(self, content: Element, styles: Element | None, body: Element) -> None:
        self._body = body
        common = None if styles is None else child_of(styles, "office:styles")
        automatic = child_of(content, "office:automatic-styles")
        of_margins = None if styles is None else child_of(styles, "office:automatic-styles")
        self._styles, self._lists = Styles((automatic, common)), ListStyles((automatic, common))
        self._margin_styles, self._margin_lists = Styles((of_margins, common)), ListStyles((of_margins, common))
        self._masters = {
            master.get("style:name", ""): master
            for master in (children_of(styles, "office:master-styles/style:master-page") if styles is not None else ())
        }

    def read(self) -> Content:
        """Everything in the file that is printed, and what to tell of the rest."""
        story = Story()
        reader = BodyReader(self._styles, self._lists, story)
        content = Content(body=reader.read(self._body), notes=story.notes)
        first = self._first_master()
        margin_story = Story(is_margin=True)
        for number, master in enumerate(self._ordered(first)):
            for part, is_head in _margin_parts(master):
                margin = BodyReader(self._margin_styles, self._margin_lists, margin_story)
                nodes: Sequence[Node] = margin.read(part)
                (content.heads if is_head and number == 0 else content.margins).append(nodes)
        for box in reader.placed:
            # A frame on the page is a margin, unless it argues.
            if any(len(paragraph.text) > _LONGEST_MARGIN for paragraph in paragraphs_of(box)):
                content.body.append(Paragraph(boxes=[box]))
            else:
                content.margins.append(box)
        told = (
            (story.counts["changes"], "tracked changes: read as if all of them were accepted"),
            (story.counts["remarks"], "remarks of reviewers are no part of the text and were left out"),
        )
        content.warnings += [f"{count} {what}" for count, what in told if count]
        return content

    def _first_master(self) -> str:
        """Name of the page style of the first page: the first block that is text names it, or it is the usual one."""
        first = next((element for element in self._body if element.tag in _TEXT_BLOCKS), None)
        if first is None:
            return _STANDARD
        family = "table" if first.tag == "table:table" else "paragraph"
        name = first.get("table:style-name" if family == "table" else "text:style-name")
        named = self._styles.get(family, name).master_page
        return named if named in self._masters else _STANDARD

    def _ordered(self, first: str) -> list[Element]:
        """Page styles with that of the first page in front."""
        names = sorted(self._masters, key=lambda name: name != first)
        return [self._masters[name] for name in names[:_MOST_MASTERS]]


def _margin_parts(master: Element) -> Iterator[tuple[Element, bool]]:
    """Headers and footers of a page style, and whether each is the head of its first page."""
    tags = [f"style:{side}{kind}" for side in ("header", "footer") for kind in _KINDS]
    found = {part.tag: part for part in master if part.tag in tags and part.get("style:display") != "false"}
    first = "style:header-first" if "style:header-first" in found else "style:header"
    for tag in sorted(found, key=lambda tag: (tag != first, tags.index(tag))):
        yield found[tag], tag == first
