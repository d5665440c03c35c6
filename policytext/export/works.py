"""Cited works as rows: what is known of the work, and who cites it where."""

from typing import Any

from policytext.query.works import CitedWork

Json = dict[str, Any]  # Any: a JSON value


def work_row(cited: CitedWork) -> Json:
    """All that is known of a work; `cited_by` are its citations, each with the document and the place."""
    work = cited.work
    return {
        "id": work.id,
        "kind": cited.kind.value,
        "authors": list(work.authors),
        "year": work.year,
        "title": work.title,
        "url": work.url,
        "identifier": work.identifier,
        "register_number": cited.register_number,
        "address": cited.address,
        "resolved_to": None if cited.document is None else cited.document.source,
        "documents": len(cited.documents),
        "citations": len(cited.citations),
        "organisations": list(cited.organisations),
        "cited_by": [
            {
                "citation": record.id,
                "document": record.document.short_id,
                "source": record.document.source,
                "date": record.document.date,
                "organisation": "; ".join(record.document.organisations) or None,
                "form": record.citation.form.value,
                "text": record.text,
                "parts": [list(part) for part in record.citation.parts],
                "page": record.page,
                "line": record.line,
                "sentences": [anchor.sentence_id for anchor in record.anchors if anchor.sentence_id is not None],
            }
            for record in cited.citations
        ],
    }
