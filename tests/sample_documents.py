"""Documents made from a line or two of text by the real reader and structure, for tests of the later stages."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from policytext.readers.text import read_text
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.vocabulary import DocumentKind


def make_document(
    text: str,
    organisations: Sequence[str] = ("Stichting Buurtkracht",),
    kind: DocumentKind = DocumentKind.NOTITIE,
    name: str = "nota.md",
) -> Document:
    """The document that a file of that text gives, sent by the organisations."""
    data = text.encode()
    document = build_document(read_text(Path(name), data, f"sha256:{sha256(data).hexdigest()}"))
    return document.with_metadata(replace(document.metadata, organisations=tuple(organisations), authors=(), kind=kind))
