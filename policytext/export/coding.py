"""What tools for coding text have in common: names of codes, ids that stay, words around a quotation.

A code says itself what it is about ("actor: gemeenten"), because tools keep the name of a code and lose the rest, and
because some want every name once (QualCoder): `gemeenten` can be an actor here and the holder of a view there.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID, uuid5

from policytext.store import Reader
from policytext.types.document import Document
from policytext.types.statement import Statement

Json = dict[str, Any]  # Any: a JSON value

#: What a statement is coded by, in this order.
FIELDS: Final = ("kind", "attribution", "holder", "actor", "strength")
#: The kind of a sentence that states nothing.
NONE: Final = "none"
#: Namespace of the ids below; made once, at random.
_NAMESPACE: Final = UUID("6b0e7a52-41d8-4c1c-9d5e-0f2f6a8c3b17")
#: Code points of the words before and after a quotation by which it is found again in another rendering.
AROUND: Final = 32

#: What is no character of XML 1.0 (fifth edition, 2.2): control characters, surrogates and two that are none.
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guid(*parts: str) -> str:
    """An id that is the same for the same parts in every export: a UUID of version 5 (RFC 9562)."""
    name = "\n".join(parts).encode("utf-8", "replace").decode("utf-8")
    return str(uuid5(_NAMESPACE, name))


def statement_guid(document_id: str, statement_id: str) -> str:
    """The id of a statement in every format: from the hash of its document and its own id."""
    return guid("statement", document_id, statement_id)


def codes_of(statement: Statement) -> tuple[tuple[str, str], ...]:
    """The codes of a statement as pairs of field and value, in order of `FIELDS`; several actors are several codes."""
    values: dict[str, Sequence[str | None]] = {
        "kind": (statement.kind.value,),
        "attribution": (statement.attribution.value,),
        "holder": (statement.holder,),
        "actor": statement.actors,
        "strength": (None if statement.strength is None else statement.strength.value,),
    }
    return tuple((field, value) for field in FIELDS for value in values[field] if value)


def code_name(field: str, value: str) -> str:
    """The name of a code: "kind: claim"."""
    return f"{field}: {value}"


def text_digest(text: str) -> str:
    """Hexadecimal SHA-256 of a text in UTF-8; lone surrogates, which it cannot hold, count as question marks."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def compact(value: object) -> str:
    """A value as JSON on one line that every encoding can hold."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode("utf-8", "replace").decode("utf-8")


def xml_characters(text: str) -> str:
    """The text with a replacement character for each code point that XML cannot hold, so that positions stay."""
    return text if text.isascii() and text.isprintable() else _NOT_IN_XML.sub("\ufffd", text)


class Texts:
    """The documents of an index as they are needed; records come document by document, so one is kept.

    `versions` are those of `Reader.versions`.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.versions = reader.versions()
        self._last: Document | None = None
        self._digest: str | None = None

    def of(self, document_id: str) -> Document:
        """The document with this content id. Raises NotFound if there is none."""
        if self._last is None or self._last.id != document_id:
            self._last = self._reader.load_document(document_id)
            self._digest = None
        return self._last

    def digest(self, document_id: str) -> str:
        """`text_digest` of the document's text."""
        document = self.of(document_id)
        if self._digest is None:
            self._digest = text_digest(document.text)
        return self._digest
