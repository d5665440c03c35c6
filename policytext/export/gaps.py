"""What is left out as JSON. Field names are stable; docs/data-model.md lists them."""

from typing import Any

from policytext.export.fields import document_fields, place_fields
from policytext.query.gaps import Gaps
from policytext.store import SentenceRecord

Json = dict[str, Any]  # Any: a JSON value


def gaps_json(gaps: Gaps) -> Json:
    """The gaps: {"documents", "compared", "kept", "dropped", "missing_subjects", "answered", "unanswered", ...}."""
    return {
        "documents": [document_fields(document) for document in gaps.documents],
        "compared": [
            {"from": earlier.source, "to": [document.source for document in later]} for earlier, later in gaps.steps
        ],
        "kept": gaps.kept,
        "dropped": [
            {
                "position": _sentence(item.position),
                "to": [document.source for document in item.later],
                "treats_subject": item.treats_subject,
                "nearest": None if item.nearest is None else _sentence(item.nearest),
                "likeness": round(item.likeness, 3),
            }
            for item in gaps.dropped
        ],
        "others": [document_fields(document) for document in gaps.compared],
        "missing_subjects": [
            {"word": item.word, "document": item.document.short_id, "others": [_sentence(one) for one in item.others]}
            for item in gaps.missing
        ],
        "answered": gaps.answered,
        "unanswered": [
            {
                "recommendation": _sentence(item.recommendation),
                "actors": list(item.actors),
                "later_documents": item.later,
                "nearest": None if item.nearest is None else _sentence(item.nearest),
                "likeness": round(item.likeness, 3),
            }
            for item in gaps.unanswered
        ],
    }


def _sentence(sentence: SentenceRecord) -> Json:
    return {"id": sentence.id, **document_fields(sentence.document), **place_fields(sentence)}
