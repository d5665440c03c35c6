"""Files in, raw documents out: one reader per format, chosen by what the file holds.

A reader decodes and says where everything stands; it understands nothing. A raw document is the only thing that the
structure stage sees of a file.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

from policytext.errors import EmptyDocument, PolicytextError, UnreadableDocument
from policytext.plugins import Plugin, reader_for, reader_suffixes
from policytext.readers.formats import SUFFIXES, Format, detect_format
from policytext.readers.options import ReadOptions
from policytext.readers.sidecars import records_beside
from policytext.types.raw import MarkedBlock, NoteReference, RawDocument, SourceLine, SourceLink

DEFAULT_OPTIONS = ReadOptions()
SUPPORTED_SUFFIXES: tuple[str, ...] = tuple(SUFFIXES)


def document_suffixes() -> tuple[str, ...]:
    """Suffixes under which documents come: those that are read here, and those that plug-ins read."""
    return (*SUPPORTED_SUFFIXES, *reader_suffixes(SUPPORTED_SUFFIXES))


def read_document(path: Path, options: ReadOptions = DEFAULT_OPTIONS) -> RawDocument:
    """What the file holds, decoded, with the position of every character, and what an official record beside it states.

    Raises:
        UnreadableDocument: the file cannot be opened or decoded, or is not what its suffix says.
        UnsupportedFormat: no reader knows the format.
        EmptyDocument: the file holds no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path}: {error.strerror or error}") from error
    content_id = "sha256:" + hashlib.sha256(data).hexdigest()
    raw = _read(path, data, content_id, options)
    if not raw.stated and records_beside(path):
        from policytext.readers.official_metadata import fields_beside, stated_values  # noqa: PLC0415 - few files need it

        raw = replace(raw, stated=stated_values(fields_beside(path)))
    if not any(character.isalnum() for character in raw.text):
        raise EmptyDocument(f"{path}: holds no text")
    return raw


def _read(path: Path, data: bytes, content_id: str, options: ReadOptions) -> RawDocument:
    """Hand the file to the reader of its format; a reader is imported when it is needed, some load a whole engine."""
    plugin = reader_for(path.suffix.lower(), SUPPORTED_SUFFIXES)
    if plugin is not None and data:
        return _read_by(plugin, path, data, content_id)
    kind = detect_format(path, data)
    if kind is Format.PDF:
        from policytext.readers.pages.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(path, data, content_id, options)
    if kind is Format.DOCX:
        from policytext.readers.office.docx import read_docx  # noqa: PLC0415

        return read_docx(path, data, content_id)
    if kind is Format.ODT:
        from policytext.readers.office.odt import read_odt  # noqa: PLC0415

        return read_odt(path, data, content_id)
    if kind is Format.HTML:
        from policytext.readers.markup.html import read_html  # noqa: PLC0415

        return read_html(path, data, content_id)
    if kind is Format.XML:
        from policytext.readers.markup.xml import read_xml  # noqa: PLC0415

        return read_xml(path, data, content_id)
    from policytext.readers.text import read_text  # noqa: PLC0415

    return read_text(path, data, content_id, is_markdown=kind is Format.MARKDOWN)


def _read_by(plugin: Plugin, path: Path, data: bytes, content_id: str) -> RawDocument:
    """What the reader of a plug-in makes of a file; what goes wrong in it is told with its name.

    Raises:
        UnreadableDocument: the plug-in failed, or gave something else than the raw document of this file.
    """
    hint = f"the fault is in the plug-in {plugin.title}, not in policytext: tell its makers"
    try:
        raw = plugin.gives.read(path, data, content_id)
    except PolicytextError:
        raise
    except Exception as error:  # whatever a plug-in does wrong costs this document and no other
        told = f"{type(error).__name__}: {error}"
        raise UnreadableDocument(f"{path}: the plug-in {plugin.name} failed: {told}", hint) from error
    if not isinstance(raw, RawDocument) or raw.content_id != content_id:
        raise UnreadableDocument(f"{path}: the plug-in {plugin.name} gave no raw document of this file", hint)
    if not _is_consistent(raw):
        raise UnreadableDocument(f"{path}: the plug-in {plugin.name} gave positions that its text has not", hint)
    return raw


def _is_consistent(raw: RawDocument) -> bool:
    """Whether all positions lie in the text, and the map to the file covers all of it."""
    parts: list[SourceLine | MarkedBlock | SourceLink | NoteReference]
    parts = [*raw.lines, *raw.blocks, *raw.links, *raw.references]
    covers_all = raw.file_map is None or raw.file_map.length == len(raw.text)
    return covers_all and all(part.source.end <= len(raw.text) for part in parts)
