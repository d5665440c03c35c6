"""XML parts of office files: parsed within bounds, their names shortened to the prefixes of the standards.

Neither Office Open XML nor OpenDocument uses a document type (ECMA-376 part 2, 8.3 forbids it), so a part with one is
refused, and with it every entity that could be expanded.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from policytext.errors import UnreadableDocument

# Word itself nests some thirty elements for a text box in a table in a text box.
_DEEPEST = 150
_MOST_ELEMENTS = 3_000_000
# Office Open XML has two sets of names, "transitional" and "strict" (ECMA-376 part 1 and 4); both mean the same here.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
}


class _TooMuchXmlError(Exception):
    """The markup is not what an office program writes."""


class _Shortener:
    """Builds the tree with names such as `w:p`; a name of another vocabulary stays `{address}name`."""

    def __init__(self) -> None:
        self._tree = TreeBuilder()
        self._names: dict[str, str] = {}
        self._depth = self._count = 0

    def _short(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            address, _, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
            prefix = _PREFIXES.get(address)
            known = f"{prefix}:{local}" if prefix else name
            self._names[name] = known
        return known

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST:
            raise _TooMuchXmlError(f"elements are nested more than {_DEEPEST} deep")
        if self._count > _MOST_ELEMENTS:
            raise _TooMuchXmlError(f"more than {_MOST_ELEMENTS} elements")
        short = self._short
        self._tree.start(short(tag), {short(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._tree.end(self._short(tag))

    def data(self, words: str) -> None:
        self._tree.data(words)

    def doctype(self, name: str, public: str | None, system: str | None) -> NoReturn:
        raise _TooMuchXmlError("it has a document type, which office files have not")

    def close(self) -> Element:
        return self._tree.close()


def parse_xml(path: Path, part: str, data: bytes) -> Element:
    """The root element of a part.

    Args:
        path: of the file, for messages.
        part: name of the part in the file, for messages.
        data: its bytes.

    Raises:
        UnreadableDocument: it is no XML, or markup that is made to exhaust a reader.
    """
    parser = XMLParser(target=_Shortener())
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, LookupError, ValueError, _TooMuchXmlError) as error:
        raise UnreadableDocument(f"{path}: damaged: {part}: {error}") from error
    return root


def children_of(element: Element, path: str) -> Iterator[Element]:
    """The elements that a path of names ("w:pPr/w:rPr") leads to, in order; the library's own paths take no colon."""
    name, _, rest = path.partition("/")
    for child in element:
        if child.tag == name:
            if rest:
                yield from children_of(child, rest)
            else:
                yield child


def child_of(element: Element, path: str) -> Element | None:
    """The first element that a path of names leads to."""
    return next(children_of(element, path), None)


def value_of(element: Element | None, child: str, attribute: str = "w:val") -> str | None:
    """An attribute of the first child of that name; None where there is neither."""
    found = None if element is None else child_of(element, child)
    return None if found is None else found.get(attribute)


def number_of(value: str | None, default: int = 0) -> int:
    """A whole number of a few digits; the default for anything else."""
    try:
        number = int(float(value)) if value is not None and len(value) < 12 else default
    except (ValueError, OverflowError):
        return default
    return number
