"""Answers as JSON values. Field names are stable; docs/data-model.md lists them."""

from collections.abc import Sequence
from typing import Any

from policytext.export.fields import document_fields, place_fields
from policytext.export.records import citation_row, document_row
from policytext.query.answers import Entry, Hit, Quote, SearchAnswer, Step, Timeline
from policytext.store import CitationRecord, DocumentRecord, SentenceRecord

Json = dict[str, Any]  # Any: a JSON value


def search_json(answer: SearchAnswer) -> Json:
    """A search answer: {"query", "total", "offset", "enough", "capped", "hits", "facets"}."""
    facets = answer.facets
    return {
        "query": answer.query,
        "total": answer.total,
        "offset": answer.offset,
        "enough": answer.is_enough,
        "capped": answer.is_capped,
        "hits": [_hit(hit) for hit in answer.hits],
        "facets": {
            "organisation": dict(facets.organisations),
            "year": dict(facets.years),
            "document_kind": dict(facets.document_kinds),
            "kind": dict(facets.kinds),
            "document": dict(facets.documents),
        },
    }


def timeline_json(timeline: Timeline) -> Json:
    """A timeline: {"proposition", "has_sides", "documents", "entries", "reported_entries", "silent", "repeats",
    "changes"}.
    """
    return {
        "proposition": timeline.proposition,
        "has_sides": timeline.has_sides,
        "documents": timeline.documents,
        "entries": [_entry(entry) for entry in timeline.entries],
        "reported_entries": [{**_entry(entry), "is_comment": entry.is_comment} for entry in timeline.reported],
        "silent": [_dated(document) for document in timeline.silent],
        "repeats": [{**_dated(one), "repeats": other.short_id} for one, other in timeline.repeats],
        "changes": [_step(step, consecutive=True) for step in timeline.steps]
        + [_step(step, consecutive=False) for step in timeline.returns],
    }


def _hit(hit: Hit) -> Json:
    sentence = hit.sentence
    statement = sentence.statement
    return {
        "id": sentence.id,
        **document_fields(sentence.document),
        "kind": None if statement is None else statement.kind.value,
        "attribution": None if statement is None else statement.attribution.value,
        "holder": None if statement is None else statement.holder,
        "corrected": bool(sentence.corrected),
        **place_fields(sentence),
        "score": round(hit.score, 6),
        "similarity": round(hit.similarity, 4),
        "before": None if hit.before is None else {"id": hit.before.id, **place_fields(hit.before)},
        "also": [{"id": other.id, **document_fields(other.document), **place_fields(other)} for other in hit.also],
    }


def _quote(quote: Quote) -> Json:
    statement = quote.sentence.statements[0]
    return {
        "statement": statement.id,
        "kind": statement.kind.value,
        "strength": None if statement.strength is None else statement.strength.value,
        "stance": quote.stance.value,
        "bearing": round(quote.bearing, 3),
        "pro": round(quote.pro, 3),
        "conditions": list(statement.conditions),
        "corrected": statement.id in quote.sentence.corrected,
        **place_fields(quote.sentence),
        "citations": list(statement.citations),
    }


def _dated(document: DocumentRecord) -> Json:
    """Which document, and where it has no date the earliest that it can be."""
    return {**document_fields(document), "not_before": document.not_before}


def _entry(entry: Entry) -> Json:
    return {
        **_dated(entry.document),
        "holder": entry.holder,
        "stance": entry.stance.value,
        "confidence": round(entry.confidence, 3),
        "strength": None if entry.strength is None else entry.strength.value,
        "conditions": list(entry.conditions),
        "quotes": [_quote(quote) for quote in entry.quotes],
    }


def _step(step: Step, *, consecutive: bool) -> Json:
    return {
        "from": step.earlier.source,
        "to": step.later.source,
        "change": step.change.value,
        "same_holder": step.same_holder,
        "consecutive": consecutive,
        "order_known": step.is_order_known,
        "why": step.why,
        "before": None if step.before is None else _quote(step.before),
        "after": None if step.after is None else _quote(step.after),
        "difference": [[piece.kind.value, piece.text] for piece in step.difference],
        "evidence": None if step.evidence is None else {"id": step.evidence.id, **place_fields(step.evidence)},
    }


def passage_json(
    document: DocumentRecord, sentences: Sequence[SentenceRecord], citations: Sequence[CitationRecord]
) -> Json:
    """A document with some of its sentences and what they cite: {..., "sentences", "citations"}."""
    return {
        **document_row(document),
        "sentences": [
            {
                "id": sentence.id,
                **place_fields(sentence),
                "block": sentence.kind.value,
                "container": None if sentence.container is None else sentence.container.value,
                "kind": None if sentence.statement is None else sentence.statement.kind.value,
                "corrected": bool(sentence.corrected),
            }
            for sentence in sentences
        ],
        "cited": [citation_row(citation) for citation in citations],
    }
