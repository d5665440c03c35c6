"""The manifest of what is made from an index: source files by their hash, quotations by their place."""

from collections.abc import Iterable, Sequence

from policytext import __version__
from policytext.export.fields import quad_list, span_list
from policytext.store import DocumentRecord, Located
from policytext.types.manifest import NAME, Manifest, Quotation, Sentence, SourceFile


def make_manifest(
    records: Iterable[Located],
    *,
    documents: Iterable[DocumentRecord] = (),
    sentences: Sequence[Sentence] = (),
    references: Sequence[tuple[str, str]] = (),
) -> Manifest:
    """The manifest of these quotations, each once, and of the documents that they stand in.

    Args:
        records: what is quoted.
        documents: documents that are spoken of without a quotation.
        sentences: what the text shows.
        references: what its notes show, by id of the quotation.
    """
    held = {record.id: record for record in records}
    known = {record.document.id: record.document for record in held.values()}
    known |= {document.id: document for document in documents}
    return Manifest(
        made_with=f"policytext {__version__}",
        folder=None,  # a paper that goes to others must not tell where its maker keeps files
        files=tuple(SourceFile(d.source, d.id, d.media_type, d.title) for d in known.values()),
        quotations=tuple(_quotation(record) for record in held.values()),
        sentences=tuple(sentences),
        references=tuple(references),
    )


def _quotation(record: Located) -> Quotation:
    quads = None if record.quads is None else tuple(tuple(quad) for quad in quad_list(record.quads))
    spans = None if record.quads is not None else tuple((start, end) for start, end in span_list(record.spans))
    return Quotation(
        record.id, record.document.source, record.text, spans, quads, record.page, record.line, record.is_recognised
    )


def html_block(manifest: Manifest) -> str:
    """The manifest as a block of data in a page: it is never run."""
    return f'<script type="application/json" id="{NAME}">{manifest.to_json()}</script>'


def markdown_block(manifest: Manifest) -> str:
    """The manifest as a comment at the end of a Markdown text: readers do not see it."""
    return f"<!-- {NAME}\n{manifest.to_json()}\n-->"


def without_manifest(text: str) -> str:
    """A Markdown text without the comment of `markdown_block` at its end."""
    return text.partition(f"\n<!-- {NAME}\n")[0].rstrip("\n")
