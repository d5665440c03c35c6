"""The plain text of a document for other tools: the same number of code points, none of them a trap."""

import re
from typing import Final

from policytext.store import DocumentRecord

#: Control characters, what some tools read as a line end, a byte order mark, and surrogates, which UTF-8 cannot hold.
_TRAPS: Final = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ud800-\\udfff\\ufffe\\uffff]")
#: Characters that file names cannot have somewhere: tools save a source under its name.
_NO_FILE_NAME: Final = re.compile('[/\\\\:*?"<>|]')
_LONGEST_NAME: Final = 80


def plain_text(text: str) -> str:
    """The text with a replacement character in place of each that tools count or read differently."""
    return text if text.isascii() and text.isprintable() else _TRAPS.sub("\ufffd", text)


def source_name(document: DocumentRecord) -> str:
    """A name that no other document has, that is a file's name everywhere and that a person knows it by."""
    title = " ".join(_NO_FILE_NAME.sub("-", plain_text(document.title)).split()).strip(". ")[:_LONGEST_NAME].strip(". ")
    return f"{title or 'document'} ({document.short_id})"
