"""Plain text and Markdown: bytes to code points, nothing translated.

Line ends stay as they stand (a carriage return and a line feed are two code points) and a byte order mark stays the
first code point, so that a position in the raw document is a position in the decoded file.
"""

import codecs
import re
from pathlib import Path

from policytext.errors import UnreadableDocument, UnsupportedFormat
from policytext.types.raw import Page, RawDocument, SourceLine
from policytext.types.spans import Span

READER_VERSION = "text 1"
TEXT_SUFFIXES: tuple[str, ...] = (".txt", ".md", ".markdown", ".text")
_MARKDOWN_SUFFIXES = (".md", ".markdown")

_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
# First bytes of formats that people rename by mistake; a text reader would make noise of them.
_FOREIGN = (
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "compressed"),
    (b"{\\rtf", "a rich text document"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b")) + b"\x7f"
# A stray control character is damage that a reader can live with; more than one in twenty is not text.
_MOST_CONTROLS = 0.05
_FEWEST_CONTROLS = 8
_SAMPLE_BYTES = 65536

_FRONT_MATTER_LINE = re.compile(r"(?P<key>[A-Za-z_][\w-]*):[ \t]*(?P<value>.*)")
_MOST_FRONT_MATTER_LINES = 60
_FILE_METADATA_KEYS = frozenset({"title", "author", "authors", "date", "subject", "language", "lang", "publisher"})


def read_text(path: Path, data: bytes, content_id: str) -> RawDocument:
    """The decoded file, cut into lines; form feeds are page breaks.

    Args:
        path: for messages and for the kind of text (Markdown or plain).
        data: the bytes of the file.
        content_id: of the bytes.

    Raises:
        UnreadableDocument: the bytes are not text in UTF-8, UTF-16 or Windows-1252.
        UnsupportedFormat: the bytes are another format under a text file's name.
    """
    text, warnings = _decode(path, data)
    lines, page_count = _lines(text)
    return RawDocument(
        content_id=content_id,
        media_type="text/markdown" if path.suffix.lower() in _MARKDOWN_SUFFIXES else "text/plain",
        reader=READER_VERSION,
        text=text,
        lines=lines,
        pages=tuple(Page(number, None) for number in range(1, page_count + 1)),
        file_metadata=_front_matter_metadata(text, lines),
        warnings=warnings,
    )


def _decode(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            raise UnsupportedFormat(f"{path}: is {name}, not text")
    if _HTML.match(data):
        raise UnsupportedFormat(f"{path}: is a web page, not text")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"), ()
        except UnicodeDecodeError as error:
            raise UnreadableDocument(f"{path}: damaged UTF-16: {error.reason} at byte {error.start}") from error
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls > max(_FEWEST_CONTROLS, _MOST_CONTROLS * len(sample)):
        raise UnreadableDocument(f"{path}: is binary, not text")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        warning = f"not UTF-8 (byte {error.start}), read as Windows-1252"
    # Windows-1252 leaves five bytes without a character; they stay as C1 controls, so that positions are right.
    text = data.decode("cp1252", errors="policytext_c1")
    return text, (warning,)


def _c1_character(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("policytext_c1", _c1_character)


def _lines(text: str) -> tuple[tuple[SourceLine, ...], int]:
    """Lines without their ends, and the number of pages."""
    lines: list[SourceLine] = []
    start, page = 0, 1
    for match in _LINE_END.finditer(text):
        lines.append(SourceLine(Span(start, match.start()), page))
        start = match.end()
        if match.group() == "\f":
            page += 1
    if start < len(text):
        lines.append(SourceLine(Span(start, len(text)), page))
    elif page > 1 and text.endswith("\f"):
        page -= 1  # a form feed at the very end starts no page
    return tuple(lines), page


def front_matter_end(text: str, lines: tuple[SourceLine, ...]) -> int:
    """Number of lines that a block of metadata at the head of a Markdown file takes, 0 where there is none.

    Source: the convention of Jekyll and Pandoc: between two lines of three hyphens, `key: value` lines.
    """
    if not lines or text[lines[0].source.start : lines[0].source.end].strip("\ufeff \t") != "---":
        return 0
    for number, line in enumerate(lines[1 : _MOST_FRONT_MATTER_LINES + 1], start=1):
        content = text[line.source.start : line.source.end].rstrip()
        if content in ("---", "..."):
            return number + 1 if number > 1 else 0
        if not (_FRONT_MATTER_LINE.match(content) or content.startswith((" ", "-", "#")) or not content):
            return 0
    return 0


def _front_matter_metadata(text: str, lines: tuple[SourceLine, ...]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for line in lines[: front_matter_end(text, lines)]:
        match = _FRONT_MATTER_LINE.match(text, line.source.start, line.source.end)
        if match and match["key"].lower() in _FILE_METADATA_KEYS and match["value"].strip():
            found.append((match["key"].lower(), match["value"].strip().strip("\"'")))
    return tuple(found)
