"""The manifest that a file carries or has beside it, and the words that the file shows to its readers."""

import json
import re
import zipfile
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError, fromstring

from policytext.errors import ConfigError, InputError, PolicytextError, UnreadableDocument
from policytext.readers import read_document
from policytext.readers.options import ReadOptions
from policytext.types.manifest import BESIDE, NAME, NAMESPACE, Manifest
from policytext.types.vocabulary import LayoutMode, OcrMode

#: The fastest way of reading a file that holds text.
AS_TEXT: Final = ReadOptions(OcrMode.OFF, "nld", LayoutMode.GEOMETRY)
_COMMENT: Final = re.compile(rf"<!-- {NAME}\s+(\{{.*\}})\s*-->", re.DOTALL)
_ITEM: Final = re.compile(r"customXml/item\d+\.xml")
_FOOTNOTE_MARK: Final = re.compile(r"\[\^\d+\]:?")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
#: The number at the foot of a page of a PDF, in the languages that briefs have.
_FOOT: Final = re.compile(r"^(?:pagina \d+ van \d+|page \d+ of \d+)$", re.MULTILINE)
_LARGEST: Final = 100_000_000  # bytes of a part of an archive, unpacked
_BLOCKS: Final = frozenset(("p", "li", "td", "th", "h1", "h2", "h3", "h4", "tr", "div", "br"))


@dataclass(frozen=True, slots=True)
class Row:
    """A record of JSON Lines: its line from 1, id, words, and its place as the manifest has it."""

    line: int
    id: str
    text: str
    page: int | None
    position: Any  # Any: JSON spans or quads, compared as they are


@dataclass(frozen=True, slots=True)
class Carried:
    """A manifest with what its text shows: its words (None for records), or its records."""

    manifest: Manifest
    words: str | None
    rows: tuple[Row, ...] = ()


class NoManifest(InputError):
    """The file carries no manifest, or one that cannot be read."""

    default_hint = "only briefs, pages and exports that policytext made with a manifest can be verified"


def read_carried(path: Path) -> Carried:
    """The manifest of a file and what the file shows.

    Raises:
        UnreadableDocument: the file cannot be opened.
        NoManifest: it has no manifest that can be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path}: {error.strerror or error}") from error
    try:
        if data.startswith(b"%PDF"):
            return _from_pdf(path, data)
        if data.startswith(b"PK"):
            return _from_docx(path)
        text = data.decode("utf-8-sig")
        beside = path.with_name(path.name + BESIDE)
        if beside.is_file():
            return _from_rows(path, text, beside.read_text(encoding="utf-8"))
        if f'id="{NAME}"' in text:
            return _from_html(path, text)
        return _from_markdown(path, text)
    except UnicodeDecodeError as error:
        raise NoManifest(f"{path}: neither text nor a format that carries a manifest") from error
    except ValueError as error:
        raise NoManifest(f"{path}: {error}") from error


def _from_pdf(path: Path, data: bytes) -> Carried:
    import pymupdf  # noqa: PLC0415 - slow to load, and only this format needs it

    engine: Any = pymupdf  # it has no types
    try:
        with engine.open(stream=data, filetype="pdf") as document:
            if NAME not in document.embfile_names():
                raise NoManifest(f"{path}: carries no manifest")
            manifest = Manifest.from_json(document.embfile_get(NAME).decode("ascii"))
            # as it was written, cell after cell: what stands beside each other on the page does not mix
            words = "\n".join(_FOOT.sub("", page.get_text("text", sort=False)) for page in document)
    except (RuntimeError, engine.FileDataError) as error:
        raise UnreadableDocument(f"{path}: damaged PDF") from error
    return Carried(manifest, words)


def _from_docx(path: Path) -> Carried:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info for info in archive.infolist() if _ITEM.fullmatch(info.filename)]
            items = [archive.read(info) for info in names if info.file_size <= _LARGEST]
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableDocument(f"{path}: damaged archive") from error
    for item in items:
        try:
            root = fromstring(item)
        except ParseError:
            continue
        if root.tag == f"{{{NAMESPACE}}}manifest":
            return Carried(Manifest.from_json(root.text or ""), _words_of(path))
    raise NoManifest(f"{path}: carries no manifest")


def _words_of(path: Path) -> str:
    """The words of a DOCX, notes included."""
    try:
        return read_document(path, AS_TEXT).text
    except PolicytextError as error:
        raise UnreadableDocument(error.message, error.hint) from error


def _from_html(path: Path, text: str) -> Carried:
    page = _Page()
    page.feed(text)
    page.close()
    if page.manifest is None:
        raise NoManifest(f"{path}: carries no manifest")
    return Carried(Manifest.from_json(page.manifest), "".join(page.words))


class _Page(HTMLParser):
    """The words of a page, and the block of data that is the manifest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.manifest: str | None = None
        self._inside: str | None = None
        self._is_manifest = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "title"):
            self._inside = tag
            self._is_manifest = tag == "script" and ("id", NAME) in attrs
        elif tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside, self._is_manifest = None, False

    def handle_data(self, data: str) -> None:
        if self._is_manifest:
            self.manifest = (self.manifest or "") + data
        elif self._inside is None:
            self.words.append(data)


def _from_markdown(path: Path, text: str) -> Carried:
    found = _COMMENT.search(text)
    if found is None:
        raise NoManifest(f"{path}: carries no manifest")
    shown = text[: found.start()] + text[found.end() :]
    return Carried(Manifest.from_json(found[1]), unescape(_ESCAPED.sub(r"\1", _FOOTNOTE_MARK.sub("", shown))))


def _from_rows(path: Path, text: str, manifest: str) -> Carried:
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            held = json.loads(line)
            position = held["quads"] if held.get("quads") is not None else held.get("spans")
            page = held.get("page")
            rows.append(Row(number, str(held["id"]), str(held["text"]), page, position))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NoManifest(f"{path}: line {number} is no record with id and text") from error
    return Carried(Manifest.from_json(manifest), None, tuple(rows))


def check_root(root: Path) -> None:
    """Raises ConfigError where the folder in which sources are looked for is none."""
    if not root.is_dir():
        raise ConfigError(f"{root}: no such folder", "name the folder that holds the source files")
