"""What a plug-in gives: one protocol for each group of entry points.

An entry point names an object with these attributes: an instance, a class that is made without arguments, or a module.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from policytext.types.document import Document, Sentence
from policytext.types.raw import RawDocument
from policytext.types.spans import Span
from policytext.types.vocabulary import CitationForm


@runtime_checkable
class Reader(Protocol):
    """Reads a format of files that policytext does not read itself; group `policytext.readers`.

    `suffixes` are those of its files, lower case with the dot (".srt"): by them alone files are given to it.
    """

    suffixes: tuple[str, ...]

    def read(self, path: Path, data: bytes, content_id: str) -> RawDocument:
        """What a file holds, decoded, with the position of every character; `policytext.types.raw` tells of what.

        The same bytes give the same document. Raise `policytext.errors.UnreadableDocument` for a file that cannot be
        read, with a message that begins with the path.

        Args:
            path: the file, for messages.
            data: its bytes.
            content_id: the id that the raw document carries.
        """


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """A reference to a source, as a family of citations found it.

    `span` is the reference itself and `anchors` are the mentions or markers in the running text that it stands at, in
    code points of `Document.text`; without anchors the reference is its own. The other fields are those of
    `policytext.types.citation.Citation`: `identifier` is what makes two references the same work.
    """

    span: Span
    form: CitationForm = CitationForm.OTHER
    anchors: tuple[Span, ...] = ()
    authors: tuple[str, ...] = ()
    year: str | None = None
    title: str | None = None
    url: str | None = None
    identifier: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    address: str | None = None


@runtime_checkable
class CitationFamily(Protocol):
    """Finds references of a kind that policytext does not know; group `policytext.citations`.

    What overlaps a citation that policytext found itself is left out.
    """

    def find(self, document: Document, sentences: Sequence[Sentence]) -> Iterable[FoundCitation]:
        """The references in a document, in any order; the same document gives the same ones."""


@runtime_checkable
class Exporter(Protocol):
    """Writes records in a format that policytext does not write; group `policytext.exporters`.

    The name of the entry point is the name of the format: `policytext export KIND --format NAME`. `kinds` are the kinds
    of records that it can write: "statements", "citations", "works", "relations", "corrections", "documents".
    """

    kinds: tuple[str, ...]

    def write(self, kind: str, rows: Iterable[Mapping[str, Any]]) -> bytes | Iterable[str]:
        """The whole file as bytes, or its lines without line ends.

        Args:
            kind: which of `kinds`.
            rows: a record each, with the fields of `policytext export KIND --format jsonl`. Any: JSON values.
        """
