"""HTML: the document that a page holds, with the place of every character in the page's own file.

The page is cut into a tree with places; what is the document and what is the page around it is decided in
`html_main_text`, how elements are read in `html_reading`, notes in `html_notes`.
"""

import re
from pathlib import Path

from policytext.readers.encodings import decode
from policytext.readers.marked_text import MarkedText
from policytext.readers.markup.html_main_text import find_parts
from policytext.readers.markup.html_metadata import base_address, meta_fields, page_metadata
from policytext.readers.markup.html_notes import find_notes
from policytext.readers.markup.html_parts import controlled_ids
from policytext.readers.markup.html_reading import PageReading
from policytext.readers.markup.html_tree import parse_html
from policytext.readers.markup.markup_writer import MarkupWriter
from policytext.readers.official_metadata import fields_beside, identifier_of, is_official, stated_values
from policytext.types.raw import RawDocument

READER_VERSION = "html 1"
MEDIA_TYPE = "text/html"

# WHATWG HTML, 13.2.3.2: a declaration of the encoding stands in the first 1024 bytes; many pages are later.
_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})"""
)
_DECLARED_WITHIN = 8_192
_PUBLICATIONS = "https://zoek.officielebekendmakingen.nl/"


def read_html(path: Path, data: bytes, content_id: str) -> RawDocument:
    """The document that a page holds, then its notes, its readers' comments, and the page around it as furniture.

    Args:
        path: for messages, and to find a record of metadata beside the file.
        data: the bytes of the file.
        content_id: of the bytes.

    Raises:
        UnreadableDocument: the bytes are no text.
    """
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    declared = (match[1] or match[2]).decode("ascii", "replace") if match else None
    page, warnings = decode(path, data, declared)
    root = parse_html(page)
    fields = meta_fields(root)
    file_metadata = page_metadata(root, fields, page)
    record = fields_beside(path) or (fields if is_official(fields) else [])
    address = base_address(root) or (_PUBLICATIONS if identifier_of(record) else "")
    controlled = controlled_ids(root)
    title = dict(file_metadata).get("title", "")
    notes = find_notes(root)
    parts = find_parts(root, page, title, controlled, frozenset(notes.notes))
    text = MarkedText(page)
    MarkupWriter(text, PageReading(notes, parts, address, controlled)).write(root)
    return text.finish(
        content_id,
        MEDIA_TYPE,
        READER_VERSION,
        file_metadata=file_metadata,
        stated=stated_values(record) if record else (),
        warnings=warnings,
    )
