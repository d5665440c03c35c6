"""Documents with faults in their citations, stored as they would be after an ingest."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from store_builders import DIMENSIONS, ingested, make_document, make_metadata

from policytext.citations import find_citations, resolve_citations
from policytext.store import Writer
from policytext.types.document import Document, Link, NoteMarker
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def document_of(
    *blocks: str | tuple[BlockKind, str], links: Sequence[tuple[str, str]] = (), title: str = "Brief over de wijk"
) -> Document:
    """A document on pages; raised digits are markers of notes, at the beginning of a note they are its label.

    `links` are words of the text and their targets.
    """
    made = make_document(blocks, make_metadata(title, "2022-03-02"), paged=True)
    labelled = []
    for block in made.blocks:
        match = re.match("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", made.quote(block.span))
        is_note = block.kind is BlockKind.NOTE and match is not None
        labelled.append(replace(block, label=match.group().translate(_RAISED) if is_note and match else None))
    notes = {block.label: block.index for block in labelled if block.label}
    markers = [
        NoteMarker(Span(*match.span()), label, notes.get(label))
        for block in made.blocks
        if block.kind is not BlockKind.NOTE
        for match in re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+").finditer(made.text, block.span.start, block.span.end)
        for label in (match.group().translate(_RAISED),)
    ]
    placed = [
        Link(Span(made.text.index(words), made.text.index(words) + len(words)), target) for words, target in links
    ]
    return replace(made, blocks=tuple(labelled), markers=tuple(markers), links=tuple(placed))


def store(folder: Path, *documents: Document) -> None:
    """Write documents with their citations, found and resolved."""
    held = []
    for document in documents:
        parts = ingested(document)
        held.append(replace(parts, citations=find_citations(document, parts.sentences)))
    with Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        for number, parts in enumerate(held):
            parts.put(writer, f"brief{number}.pdf")
        found = {parts.document.id: parts.citations for parts in held}
        writer.put_resolution(*resolve_citations(found, {parts.document.id: parts.document.metadata for parts in held}))
