"""Office files are zip archives of XML parts: opened without trusting what they say of their own size.

What is read is bounded by member, by ratio and in all, so that a small file cannot fill the memory.
"""

import io
import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element

from policytext.errors import UnreadableDocument, UnsupportedFormat
from policytext.readers.office.office_xml import parse_xml

# A report of a thousand pages is some 20 MB of XML; pictures are never read.
_LARGEST_PART = 64_000_000
_LARGEST_TOTAL = 160_000_000
_MOST_MEMBERS = 20_000
# Markup shrinks to a tenth or a thirtieth. More than this, in more than that many bytes, no text does.
_HIGHEST_RATIO = 250
_RATIO_FROM = 8_000_000
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# MS-OFFCRYPTO, 2.3.4: a protected OOXML file is an OLE container with a stream of this name.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PASSWORD_HINT = "open it in its own program and save a copy without a password"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)
_OTHERS = (
    ("word/", "a Word document"),
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("visio/", "a Visio drawing"),
    ("meta-inf/container.xml", "an e-book (EPUB)"),
    ("meta-inf/manifest.xml", "an OpenDocument file"),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_KINDS = {
    "text": "an OpenDocument text",
    "spreadsheet": "an OpenDocument spreadsheet",
    "presentation": "an OpenDocument presentation",
    "graphics": "an OpenDocument drawing",
}


class OfficeArchive:
    """The parts of an office file, by name; names are compared without regard to case (ECMA-376 part 2, 6.2.2).

    `warnings` collects what could not be read of parts that a document can do without.

    Raises:
        UnreadableDocument: the file is protected by a password or damaged.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.warnings: list[str] = []
        self._total = 0
        if data.startswith(_OLE_MAGIC):
            if _ENCRYPTED_PACKAGE in data:
                raise UnreadableDocument(f"{path}: needs a password to be opened", _PASSWORD_HINT)
            raise UnsupportedFormat(
                f"{path}: is an old Office document", "open it in Word or LibreOffice and save it as DOCX"
            )
        if not data.startswith(_ZIP_MAGIC):
            raise UnreadableDocument(f"{path}: is no {path.suffix.lower() or 'office'} file: not a zip archive")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            members = self._archive.infolist()
        except _DAMAGED as error:
            raise UnreadableDocument(f"{path}: damaged: {error}") from error
        if len(members) > _MOST_MEMBERS:
            raise UnreadableDocument(f"{path}: holds {len(members)} members, no document has more than {_MOST_MEMBERS}")
        self._members = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in members}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def names(self) -> list[str]:
        """Names of all members, in lower case."""
        return list(self._members)

    def read(self, name: str) -> bytes | None:
        """The bytes of a member; None where there is none.

        Raises:
            UnreadableDocument: it is damaged, encrypted or too large.
        """
        info = self._members.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableDocument(f"{self.path}: needs a password to be opened", _PASSWORD_HINT)
        try:
            with self._archive.open(info) as member:
                data = member.read(_LARGEST_PART + 1)
        except _DAMAGED as error:
            raise UnreadableDocument(f"{self.path}: damaged: {name}: {error}") from error
        self._total += len(data)
        is_bomb = len(data) > _RATIO_FROM and len(data) > _HIGHEST_RATIO * max(info.compress_size, 1)
        if len(data) > _LARGEST_PART or self._total > _LARGEST_TOTAL or is_bomb:
            raise UnreadableDocument(
                f"{self.path}: {name} unpacks to more than a document can hold", "the archive is no ordinary document"
            )
        return data

    def xml(self, name: str) -> Element | None:
        """The root of a part that must be sound; None where the file has no such part.

        Raises:
            UnreadableDocument: it is damaged or too large.
        """
        data = self.read(name)
        return None if data is None else parse_xml(self.path, name, data)

    def optional_xml(self, name: str) -> Element | None:
        """The root of a part that a document can do without: where it is damaged, a warning says so."""
        try:
            return self.xml(name)
        except UnreadableDocument as error:
            self.warnings.append(error.message.removeprefix(f"{self.path}: "))
            return None

    def refuse(self, wanted: str) -> UnsupportedFormat | UnreadableDocument:
        """The error to raise for an archive that holds no `wanted`: it says what the archive is instead."""
        mimetype = (self.read("mimetype") or b"")[:200].decode("ascii", "replace").strip()
        if mimetype.startswith(_OPEN_DOCUMENT):
            kind = mimetype.removeprefix(_OPEN_DOCUMENT).partition("-")[0]
            found: str | None = _OPEN_KINDS.get(kind, "an OpenDocument file")
        else:
            found = next((what for start, what in _OTHERS if any(n.startswith(start) for n in self._members)), None)
        if found is None or found == wanted:
            return UnreadableDocument(f"{self.path}: damaged: the archive holds no document")
        return UnsupportedFormat(f"{self.path}: is {found}, not {wanted}", "save it in a format that its name says")
