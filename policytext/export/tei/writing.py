"""A document as a TEI file, or several as a corpus."""

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from policytext.export.records import document_row
from policytext.export.tei.body import Parts, body_lines
from policytext.export.tei.header import corpus_header_lines, header_lines
from policytext.export.tei.standoff import bibliography_lines, standoff_lines
from policytext.store import DocumentRecord, Filters, Reader

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"


def tei_lines(reader: Reader, documents: Sequence[DocumentRecord], filters: Filters) -> Iterator[str]:
    """The lines of a file: `TEI` for one document, `teiCorpus` for any other number.

    Args:
        reader: the index.
        documents: the documents.
        filters: which statements are marked; the text is whole whatever they say.
    """
    yield '<?xml version="1.0" encoding="utf-8"?>'
    if len(documents) == 1:
        yield from _document(reader, documents[0], filters, is_alone=True)
        return
    yield f'<teiCorpus xmlns="{NAMESPACE}">'
    yield from corpus_header_lines(len(documents))
    for record in documents:
        yield from _document(reader, record, filters, is_alone=False)
    yield "</teiCorpus>"


def _document(reader: Reader, record: DocumentRecord, filters: Filters, *, is_alone: bool) -> Iterator[str]:
    statements = reader.statements(filters, document=record.id)
    held = {one.statement.id for one in statements}
    citations = reader.citations(document=record.id)
    parts = Parts(record, reader.load_document(record.id), reader.sentences(record.id), statements, citations)
    relations = [
        one
        for one in reader.relations(document=record.id)
        if one.relation.source in held and one.relation.target in held
    ]
    yield f"<TEI{f' xmlns={quoteattr(NAMESPACE)}' if is_alone else ''}>"
    yield from header_lines(record, document_row(record, reader.versions()), with_codes=is_alone)
    yield from standoff_lines(statements, relations)
    yield f"<text xml:lang={quoteattr(record.metadata.language or 'und')}>"
    yield from body_lines(parts)
    yield from bibliography_lines(citations)
    yield "</text></TEI>"
