"""Formats of `policytext export` that are one whole file rather than rows: for tools of annotation, coding, argument.

A table says which kinds of records each can hold; `whole_file` calls the module that writes it.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from policytext.store import Filters, Reader

#: What each of these formats can hold.
WHOLE = {
    "parquet": ("statements", "citations", "works", "relations", "corrections", "documents"),
    "w3c": ("statements", "citations", "relations"),
    "qdpx": ("statements",),
    "aif": ("statements", "relations"),
    "argdown": ("statements", "relations"),
    "tei": ("documents",),
}
#: Formats that are no text: they go to a file, or to what reads them, never to a terminal.
BINARY = ("parquet", "qdpx")
#: Statements on a topic that are looked for, at most.
_MOST = 1_000
ENDS = ("exclusive", "inclusive")
Count = Callable[[Iterable[Any]], Iterator[Any]]  # Any: records of the kind that is asked for


@dataclass(frozen=True, slots=True)
class Chosen:
    """Options that only some formats know."""

    ends: str | None = None
    topics: Sequence[str] = ()

    def check(self, file_format: str) -> None:
        """Raise UsageError where an option says nothing to the format."""
        if file_format != "qdpx" and (self.ends is not None or self.topics):
            raise click.UsageError("--ends and --topic go with --format qdpx")


def formats_of(what: str) -> tuple[str, ...]:
    """Names of these formats for a kind of records."""
    return tuple(name for name, kinds in WHOLE.items() if what in kinds)


def whole_lines(reader: "Reader", what: str, file_format: str, filters: "Filters", count: Count) -> Iterator[str]:
    """The lines of a file in a text format of this table.

    Args:
        reader: the index.
        what: the kind of records.
        file_format: the format.
        filters: which records.
        count: passes records on and counts them.
    """
    if file_format == "w3c":
        from policytext.export.annotations.writing import annotation_lines

        return annotation_lines(reader, what, count(_records(reader, what, filters)))
    if file_format == "tei":
        from policytext.export.tei.writing import tei_lines

        return tei_lines(reader, list(count(reader.documents(filters))), filters)
    from policytext.export.argument_formats.aif import aif_lines
    from policytext.export.argument_formats.argdown import argdown_lines
    from policytext.export.argument_formats.structure import between, related

    relations = reader.relations(filters=filters)
    if what == "relations":
        structure = related(count(relations))
    else:
        structure = between(count(reader.statements(filters)), relations)
    return (aif_lines if file_format == "aif" else argdown_lines)(structure)


def whole_bytes(
    reader: "Reader",
    what: str,
    file_format: str,
    filters: "Filters",
    counted: tuple[Count, Iterable[dict[str, Any]]],
    chosen: Chosen,
) -> bytes:
    """The file in a format of `BINARY`.

    Args:
        reader: the index.
        what: the kind of records.
        file_format: the format.
        filters: which records.
        counted: what counts records as it passes them on, and the records as rows.
        chosen: options of QDPX.
    """
    count, rows = counted
    if file_format == "parquet":
        from policytext.export.parquet import parquet_file

        return parquet_file(count(rows), what)
    from policytext.export.qdpx.archive import qdpx_archive
    from policytext.export.qdpx.project import QdpxSettings

    settings = QdpxSettings(chosen.ends == "inclusive", statements_on(reader.folder, chosen.topics, filters))
    return qdpx_archive(reader, count(reader.statements(filters)), filters, settings)


def statements_on(folder: Path, topics: Sequence[str], filters: "Filters") -> dict[str, frozenset[str]]:
    """Ids of the statements that a search for each topic finds, by topic; a notice where there are none or too many."""
    if not topics:
        return {}
    from policytext.cli import output
    from policytext.query.open_index import open_index
    from policytext.query.search import search

    found: dict[str, frozenset[str]] = {}
    with open_index(folder) as index:
        for topic in dict.fromkeys(topics):
            answer = search(index, topic, filters, limit=_MOST)
            hits = answer.hits if answer.is_enough else ()
            sentences = [sentence for hit in hits for sentence in (hit.sentence, *hit.also)]
            found[topic] = frozenset(one.id for sentence in sentences for one in sentence.statements)
            more = " (and more: name a narrower topic)" if answer.is_capped and answer.is_enough else ""
            output.notice(f"topic {topic!r}: {len(found[topic])} statements{more}")
    return found


def check_stdout(file_format: str) -> None:
    """Raise UsageError where stdout is a terminal, which cannot show the format."""
    if sys.stdout.isatty():
        raise click.UsageError(f"{file_format} is no text: name a file with --output")


def write_stdout(content: bytes) -> None:
    """Write bytes to stdout."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _records(reader: "Reader", what: str, filters: "Filters") -> Iterable[Any]:
    if what == "statements":
        return reader.statements(filters)
    return reader.citations(filters) if what == "citations" else reader.relations(filters=filters)
