"""Files in, raw documents out: one reader per format, chosen by what the file holds and by its suffix.

A reader decodes and says where everything stands; it understands nothing. A raw document is the only thing that the
structure stage sees of a file.
"""

import hashlib
from pathlib import Path

from policytext.errors import EmptyDocument, UnreadableDocument, UnsupportedFormat
from policytext.readers.options import ReadOptions
from policytext.readers.text import TEXT_SUFFIXES, read_text
from policytext.types.raw import RawDocument

DEFAULT_OPTIONS = ReadOptions()

PDF_SUFFIX = ".pdf"
SUPPORTED_SUFFIXES: tuple[str, ...] = (*TEXT_SUFFIXES, PDF_SUFFIX)
_PDF_MAGIC = b"%PDF-"
# PDF 32000-1:2008, implementation note 13: viewers accept a header anywhere in the first 1024 bytes.
_PDF_HEADER_WITHIN = 1024


def read_document(path: Path, options: ReadOptions = DEFAULT_OPTIONS) -> RawDocument:
    """What the file holds, decoded, with the position of every character.

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
    if not any(character.isalnum() for character in raw.text):
        raise EmptyDocument(f"{path}: holds no text")
    return raw


def _read(path: Path, data: bytes, content_id: str, options: ReadOptions) -> RawDocument:
    suffix = path.suffix.lower()
    if data.lstrip()[: len(_PDF_MAGIC)] == _PDF_MAGIC or (
        suffix == PDF_SUFFIX and _PDF_MAGIC in data[:_PDF_HEADER_WITHIN]
    ):
        from policytext.readers.pdf import read_pdf  # noqa: PLC0415 - loads the PDF engine, which text does not need

        return read_pdf(path, data, content_id, options)
    if not data:
        raise EmptyDocument(f"{path}: the file is empty", "check the file, it has no content")
    if suffix == PDF_SUFFIX:
        raise UnreadableDocument(f"{path}: is not a PDF file, whatever its name says")
    if suffix not in TEXT_SUFFIXES:
        raise UnsupportedFormat(f"{path}: no reader for {suffix or 'files without a suffix'}")
    return read_text(path, data, content_id)
