"""A brief as JSON: every line with its template, its facts, and the sentences that it rests on."""

from typing import Any

from policytext.export.fields import document_fields, place_fields
from policytext.query.brief.model import Brief, Line, Part
from policytext.store import SentenceRecord

Json = dict[str, Any]  # Any: a JSON value


def brief_json(brief: Brief) -> Json:
    """The brief for programs, without the words of a language."""
    return {
        "topic": brief.topic,
        "proposition": brief.proposition,
        "for": brief.audience.value,
        "made": brief.made,
        "looked_at": brief.looked_at,
        "treated": brief.is_treated,
        "documents": [document_fields(document) for document in brief.documents],
        "parts": [_part(part) for part in brief.parts],
    }


def _part(part: Part) -> Json:
    return {
        "part": part.kind.value,
        "groups": [
            {
                "actors": list(group.actors),
                "strength": group.strength,
                "negated": group.is_negated,
                "lines": [_line(line) for line in group.lines],
            }
            for group in part.groups
        ],
    }


def _line(line: Line) -> Json:
    return {
        "template": line.template.value,
        "facts": {name: list(value) if isinstance(value, tuple) else value for name, value in line.facts},
        "quotation": None if line.quotation is None else line.quotation.id,
        "counterpart": None if line.counterpart is None else line.counterpart.id,
        "sources": [_source(record) for record in line.sources],
        "documents": [document.short_id for document in line.documents],
    }


def _source(record: SentenceRecord) -> Json:
    return {
        "id": record.id,
        "statements": [statement.id for statement in record.statements],
        **document_fields(record.document),
        **place_fields(record),
    }
