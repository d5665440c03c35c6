"""The source files of a manifest: found, hashed, and read anew when their words are asked for."""

import hashlib
import unicodedata
from collections import defaultdict
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Final

from policytext.errors import PolicytextError
from policytext.readers import read_document
from policytext.types.manifest import Quotation, SourceFile
from policytext.types.raw import RawDocument
from policytext.verifying.carriers import AS_TEXT

#: Points by which a quotation's box may be off: boxes are rounded to hundredths when they are written.
_SLACK: Final = 1.0
_HYPHENS: Final = frozenset("-\u00ad\u2010\u2011")
_MARKUP: Final = frozenset(("text/html", "application/xhtml+xml", "application/xml", "text/xml"))


def telling(text: str) -> str:
    """What of a text is compared: no white space, hyphens and signs that show nothing, which a line end may change.

    Compatibility forms are one: ligatures, raised digits of note markers.
    """
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if not character.isspace() and character not in _HYPHENS and unicodedata.category(character) not in ("Cf", "Cc")
    )


class Source:
    """A file that a manifest names, where it lies now; None for `path` where it is gone."""

    def __init__(self, file: SourceFile, path: Path | None) -> None:
        self.file = file
        self.path = path
        self._raw: RawDocument | None = None
        self._glyphs: dict[int, list[tuple[float, float, str]]] | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether the file has the bytes that were quoted from."""
        assert self.path is not None
        return "sha256:" + hashlib.sha256(self.path.read_bytes()).hexdigest() == self.file.content_id

    def raw(self) -> RawDocument:
        """The file read anew. Raises PolicytextError where it cannot be read."""
        if self._raw is None:
            assert self.path is not None
            self._raw = read_document(self.path, AS_TEXT)
        return self._raw

    def words_at(self, quotation: Quotation) -> str:
        """What stands in the file at the place of a quotation."""
        return self._under(quotation) if quotation.quads is not None else "".join(self._pieces(quotation))

    def line_of(self, quotation: Quotation) -> int | None:
        """The line of the file on which the first span begins, from 1; None without spans."""
        if not quotation.spans:
            return None
        before = self._text()[: quotation.spans[0][0]]
        return before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1

    def has(self, words: str) -> bool:
        """Whether the words stand anywhere in the file."""
        try:
            return telling(words) in telling(self.raw().text)
        except PolicytextError:
            return False

    def _text(self) -> str:
        raw = self.raw()
        return raw.text if raw.file_text is None else raw.file_text

    def _pieces(self, quotation: Quotation) -> list[str]:
        text = self._text()
        pieces = [text[start:end] for start, end in quotation.spans or ()]
        is_markup = self.raw().file_text is not None
        return [unescape(piece) for piece in pieces] if is_markup else pieces

    def _under(self, quotation: Quotation) -> str:
        """The words whose middles lie in the boxes, box after box."""
        if self._glyphs is None:
            self._glyphs = _glyphs_by_page(self.raw())
        found = []
        for page, x0, y0, x1, y1 in quotation.quads or ():
            found += [
                sign
                for x, y, sign in self._glyphs.get(int(page), ())
                if x0 - _SLACK <= x <= x1 + _SLACK and y0 - _SLACK <= y <= y1 + _SLACK
            ]
        return "".join(found)


def _glyphs_by_page(raw: RawDocument) -> dict[int, list[tuple[float, float, str]]]:
    """The middle of every sign, by page, in reading order."""
    pages: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
    if raw.glyphs is None:
        return pages
    boxes = raw.glyphs.boxes
    last: tuple[int, float, float] | None = None
    for position, sign in enumerate(raw.text):
        x0, y0, x1, y1 = boxes[4 * position : 4 * position + 4]
        page = raw.glyphs.page_of(position)
        if x1 > x0:
            last = (page, (x0 + x1) / 2, (y0 + y1) / 2)
        # a sign without width is the rest of a ligature, and stands where its first letter does
        if last is not None and last[0] == page:
            pages[page].append((last[1], last[2], sign))
    return pages


def find_sources(
    files: tuple[SourceFile, ...], folder: str | None, root: Path | None, carrier: Path
) -> dict[str, Source]:
    """Where each file lies now, by its name in the manifest.

    Args:
        files: of the manifest.
        folder: where names begin, as the manifest says; None where it tells nobody.
        root: where the user says that the sources are; None for where they were.
        carrier: what carries the manifest. Without `folder` names begin in the working folder, or in one above it.
    """
    by_name: dict[str, list[Path]] = defaultdict(list)
    if root is not None:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                by_name[path.name].append(path)
    places = [Path(folder)] if folder is not None else [Path.cwd(), *carrier.resolve().parents]
    return {file.source: Source(file, _path_of(file, places, root, by_name)) for file in files}


def _path_of(file: SourceFile, places: list[Path], root: Path | None, by_name: dict[str, list[Path]]) -> Path | None:
    """The file under its own name; below a folder of the user's choice any file of that name, the same one first."""
    name = PurePosixPath(file.source)
    if root is None:  # an absolute name stays itself, whatever stands before it
        return next((place / name for place in places if (place / name).is_file()), None)
    if not name.is_absolute() and (root / name).is_file():
        return root / name
    found = by_name.get(name.name, [])
    same = [path for path in found if Source(file, path).is_unchanged]
    return next(iter(same or found), None)
