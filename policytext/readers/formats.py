"""What a file is, by what it holds; its name decides only between formats that look alike (text and Markdown)."""

import io
import re
import zipfile
from enum import StrEnum
from pathlib import Path

from policytext.errors import EmptyDocument, UnreadableDocument, UnsupportedFormat


class Format(StrEnum):
    """Formats that have a reader."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    HTML = "html"
    XML = "xml"
    MARKDOWN = "markdown"
    TEXT = "text"


#: Suffixes under which documents of these formats come: what is looked for in folders.
SUFFIXES: dict[str, Format] = {
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".dotx": Format.DOCX,
    ".odt": Format.ODT,
    ".ott": Format.ODT,
    ".fodt": Format.ODT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".xml": Format.XML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
}

_PDF_MAGIC = b"%PDF-"
# PDF 32000-1:2008, implementation note 13: viewers accept a header anywhere in the first 1024 bytes.
_PDF_HEADER_WITHIN = 1024
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A protected OOXML file is an OLE container with this stream (MS-OFFCRYPTO, 2.3.4), its name in UTF-16.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"\x89PNG", "an image", ""),
    (b"\xff\xd8\xff", "an image", ""),
    (b"GIF8", "an image", ""),
    (b"II*\x00", "an image", ""),
    (b"MM\x00*", "an image", ""),
    (b"\x1f\x8b", "compressed", "unpack it first"),
    (b"7z\xbc\xaf", "compressed", "unpack it first"),
    (b"Rar!", "compressed", "unpack it first"),
    (b"{\\rtf", "a rich text document", "save it as DOCX, ODT or PDF"),
    (b"%!PS", "PostScript", "convert it to PDF, for instance with ps2pdf"),
)
_IMAGE_HINT = "put it in a PDF, for instance with img2pdf, so that its text can be recognised"
# What is text to a decoder and no document to a reader.
_DATA_SUFFIXES = frozenset(
    f".{name}"
    for name in (
        *("csv", "tsv", "json", "jsonl", "ndjson", "geojson", "yaml", "yml", "toml", "ini", "cfg", "log", "bib", "ris"),
        *("py", "js", "ts", "css", "sql", "sh", "r", "svg", "rss", "srt", "vtt", "eml", "ics"),
    )
)
_BOM = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*")
_PROLOGUE = re.compile(rb"\A(?:\s|\x00|\xef\xbb\xbf|<\?.{0,400}?\?>|<!--.{0,4000}?-->)*", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_TAG = re.compile(rb"<(?:!DOCTYPE|[A-Za-z_][\w.-]{0,80}(?::[\w.-]{1,80})?(?:[\s/>]|\Z))")
_SAMPLE_BYTES = 16_384


def detect_format(path: Path, data: bytes) -> Format:
    """The format of a file.

    Raises:
        EmptyDocument: the file has no bytes.
        UnreadableDocument: it is protected by a password, or not what it must be by its name.
        UnsupportedFormat: it is something that no reader takes; the message says what.
    """
    suffix = path.suffix.lower()
    if not data:
        raise EmptyDocument(f"{path}: the file is empty", "check the file, it has no content")
    if data.lstrip()[: len(_PDF_MAGIC)] == _PDF_MAGIC or (suffix == ".pdf" and _PDF_MAGIC in data[:_PDF_HEADER_WITHIN]):
        return Format.PDF
    if data.startswith(_ZIP_MAGIC):
        return _in_zip(path, data)
    if data.startswith(_OLE_MAGIC):
        _refuse_ole(path, data)
    for magic, name, hint in _OTHERS:
        if data.startswith(magic):
            raise UnsupportedFormat(f"{path}: is {name}, not a document", hint or _IMAGE_HINT)
    return _in_text(path, data, suffix)


def _in_zip(path: Path, data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:5_000])
            mimetype = b""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mimetype = archive.read("mimetype")
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError) as error:
        if path.suffix.lower() in SUFFIXES:
            raise UnreadableDocument(f"{path}: damaged {path.suffix.lower()} file: {error}") from error
        raise UnsupportedFormat(f"{path}: is a damaged zip archive: {error}") from error
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return Format.DOCX
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text") or (not mimetype and "content.xml" in names):
        return Format.ODT
    kinds = (
        ("xl/", "an Excel workbook", "save its text as DOCX or PDF"),
        ("ppt/", "a PowerPoint presentation", "save it as PDF"),
        ("META-INF/container.xml", "an e-book (EPUB)", "convert it to HTML or PDF"),
    )
    for start, name, hint in kinds:
        if any(member.startswith(start) for member in names):
            raise UnsupportedFormat(f"{path}: is {name}, not a text document", hint)
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        raise UnsupportedFormat(f"{path}: is an OpenDocument file without text", "save it as PDF")
    if path.suffix.lower() in SUFFIXES:
        raise UnreadableDocument(f"{path}: damaged: the archive holds no document")
    raise UnsupportedFormat(f"{path}: is a zip archive", "unpack it and ingest the documents in it")


def _refuse_ole(path: Path, data: bytes) -> None:
    if _ENCRYPTED_PACKAGE in data:
        raise UnreadableDocument(
            f"{path}: needs a password to be opened", "open it in its own program and save a copy without a password"
        )
    raise UnsupportedFormat(f"{path}: is an old Office document", "open it in Word or LibreOffice and save it as DOCX")


def _in_text(path: Path, data: bytes, suffix: str) -> Format:
    head = _BOM.sub(b"", data[:_SAMPLE_BYTES].replace(b"\x00", b""))
    body = _PROLOGUE.sub(b"", head, count=1)
    by_name = SUFFIXES.get(suffix)
    if _HTML.match(body) or (by_name is Format.HTML and b"<" in head):
        return Format.HTML
    if _TAG.match(body) and (head.startswith(b"<?xml") or by_name in (Format.XML, Format.ODT)):
        return Format.ODT if b"office:document" in body[:200] else Format.XML
    if by_name is Format.PDF:
        raise UnreadableDocument(f"{path}: is not a PDF file, whatever its name says")
    if by_name in (Format.DOCX, Format.ODT):
        raise UnreadableDocument(f"{path}: is not a {suffix} file, whatever its name says")
    if suffix in _DATA_SUFFIXES:
        raise UnsupportedFormat(f"{path}: holds data, not a document ({suffix})", "save the text that it holds as .txt")
    return Format.MARKDOWN if by_name is Format.MARKDOWN else Format.TEXT
