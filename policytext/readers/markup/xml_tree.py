"""XML as a tree with places, without ever looking outside the file.

Expat reads the decoded file as UTF-8 and says at which byte each piece stands; the bytes are counted back to code
points on the way. A file cannot make the reader fetch or grow anything: entities that lead outside are not followed,
and entities that hold others are refused.

Source: XML 1.0 (fifth edition), 4.4 (treatment of entities); CVE-2003-1564 ("billion laughs").
"""

import html
import re
from pathlib import Path
from xml.parsers import expat

from policytext.errors import UnreadableDocument
from policytext.readers.encodings import decode
from policytext.readers.markup.markup_tree import Element, Words

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DEEPEST = 200
_MOST_ELEMENTS = 5_000_000
_LONGEST_ENTITY, _MOST_ENTITIES = 100, 500
_LONGEST_VALUE = 20_000
_ENTITY = re.compile(r"&([\w.:-]{1,100});")
_REFERENCE = re.compile(r"&[#\w.:-]{1,100};")


class _RefusedXmlError(Exception):
    """The file is made to exhaust a reader."""


def parse_xml(path: Path, data: bytes) -> tuple[Element, str, tuple[str, ...]]:
    """The root element, the decoded file and what had to be guessed in decoding it.

    Raises:
        UnreadableDocument: it is not well-formed, or markup that is made to exhaust a reader.
    """
    match = _DECLARED.search(data[:1_000])
    text, warnings = decode(path, data, match[1].decode("ascii", "replace") if match else None)
    start = len(text) - len(text.lstrip("\ufeff \t\r\n\x00"))
    if "\x00" in text[start:]:
        # XML has no such character (2.2). Expat takes a first one for UTF-16 whatever encoding it is told, so that its
        # positions would be others than those of the text: what was read as UTF-16 is UTF-32.
        raise UnreadableDocument(
            f"{path}: is not well-formed XML: it holds zero bytes", "save it as UTF-8, or use its HTML or PDF form"
        )
    try:
        root = _Parser(text, start).parse()
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, str(error))
        raise UnreadableDocument(
            f"{path}: is not well-formed XML: {reason} at line {error.lineno}",
            "download the file again; if it stays so, use its HTML or PDF form",
        ) from error
    except _RefusedXmlError as error:
        raise UnreadableDocument(
            f"{path}: refused: {error}", "use another form of the document: PDF, HTML or text"
        ) from error
    return root, text, warnings


class _Parser:
    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._data = text[start:].encode("utf-8", "surrogatepass")
        self._byte, self._point = 0, start
        self._root = Element("#document")
        self._stack = [self._root]
        self._count = 0
        self._entities: dict[str, str] = {}
        self._parser = parser = expat.ParserCreate(encoding="utf-8")
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        # A default handler keeps expat from replacing entities itself.
        parser.DefaultHandler = self._other
        parser.EntityDeclHandler = self._entity
        parser.UseForeignDTD(True)

    def parse(self) -> Element:
        self._parser.Parse(self._data, True)
        root = next(self._root.elements())
        root.parent = None
        return root

    def _point_of(self, byte: int) -> int:
        """Code point of the file at a byte; bytes come in rising order."""
        self._point += len(self._data[self._byte : byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._point

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._stack) > _DEEPEST:
            raise _RefusedXmlError(f"elements are nested more than {_DEEPEST} deep")
        if self._count > _MOST_ELEMENTS:
            raise _RefusedXmlError(f"it has more than {_MOST_ELEMENTS} elements")
        values = {
            key.lower(): value[:_LONGEST_VALUE] for key, value in attributes.items() if not key.startswith("xmlns")
        }
        local = name.rpartition(":")[2]
        element = Element(local.lower(), values, self._stack[-1], self._point_of(self._parser.CurrentByteIndex))
        self._stack[-1].children.append(element)
        self._stack.append(element)

    def _end(self, _: str) -> None:
        self._stack.pop()

    def _words(self, words: str) -> None:
        byte = self._parser.CurrentByteIndex
        start = self._point_of(byte)
        length = len(words)
        if not self._text.startswith(words, start) or words == "&":
            reference = _REFERENCE.match(self._text, start)
            if reference is not None:
                length = len(reference.group())
            elif self._text.startswith("\r\n", start):
                length = 2
        self._stack[-1].children.append(Words(words, start, length))

    def _other(self, markup: str) -> None:
        """An entity that the document type names; comments and instructions pass here too."""
        match = _ENTITY.fullmatch(markup)
        if match is None:
            return
        name = match[1]
        resolved = self._entities.get(name)
        if resolved is None:
            resolved = html.unescape(markup)
        self._stack[-1].children.append(Words(resolved, self._point_of(self._parser.CurrentByteIndex), len(markup)))

    def _entity(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        base: str | None,
        system: str | None,
        public: str | None,
        notation: str | None,
    ) -> None:
        if value is None:
            if is_parameter or notation is not None:
                return  # never followed
            raise _RefusedXmlError(f"the entity {name} leads to another file")
        if "&" in value or "%" in value or "<" in value or len(value) > _LONGEST_ENTITY:
            raise _RefusedXmlError(f"the entity {name} holds others, or is longer than {_LONGEST_ENTITY} characters")
        if len(self._entities) >= _MOST_ENTITIES:
            raise _RefusedXmlError(f"it has more than {_MOST_ENTITIES} entities")
        if not is_parameter:
            self._entities.setdefault(name, value)
