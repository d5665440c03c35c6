"""Plain text and Markdown: bytes to code points, nothing translated.

Line ends stay as they stand (a carriage return and a line feed are two code points) and a byte order mark stays the
first code point, so that a position in the raw document is a position in the decoded file.
"""

import re
from pathlib import Path

from policytext.readers.encodings import decode
from policytext.types.raw import Page, RawDocument, SourceLine
from policytext.types.spans import Span

READER_VERSION = "text 1"

_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_FRONT_MATTER_LINE = re.compile(r"(?P<key>[A-Za-z_][\w-]*):[ \t]*(?P<value>.*)")
_MOST_FRONT_MATTER_LINES = 60
_FILE_METADATA_KEYS = frozenset({"title", "author", "authors", "date", "subject", "language", "lang", "publisher"})


def read_text(path: Path, data: bytes, content_id: str, *, is_markdown: bool = False) -> RawDocument:
    """The decoded file, cut into lines; form feeds are page breaks.

    Args:
        path: for messages.
        data: the bytes of the file.
        content_id: of the bytes.
        is_markdown: whether it says of itself that it is Markdown; both are understood alike.

    Raises:
        UnreadableDocument: the bytes are no text.
    """
    text, warnings = decode(path, data)
    lines, page_count = _lines(text)
    return RawDocument(
        content_id=content_id,
        media_type="text/markdown" if is_markdown else "text/plain",
        reader=READER_VERSION,
        text=text,
        lines=lines,
        pages=tuple(Page(number, None) for number in range(1, page_count + 1)),
        file_metadata=_front_matter_metadata(text, lines),
        warnings=warnings,
    )


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
