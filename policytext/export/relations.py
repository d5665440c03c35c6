"""Relations between statements as rows: both ends with their words and place."""

from typing import Any

from policytext.export.fields import document_fields, place_fields
from policytext.store import RelationRecord, StatementRecord

Json = dict[str, Any]  # Any: a JSON value

_OF_THE_DOCUMENT = ("document", "source", "title", "date", "organisation")
_OF_THE_PLACE = ("text", "spans", "quads", "page", "page_label", "line", "section")


def relation_row(record: RelationRecord) -> Json:
    """A relation: {"from", "to", "type", "score", "method", "from_...", "to_..."}.

    What is known of the two statements has the names that it has in their own rows, behind `from_` and `to_`.
    """
    relation = record.relation
    return {
        "from": relation.source,
        "to": relation.target,
        "type": relation.type.value,
        "score": round(relation.score, 4),
        "method": relation.method,
        **_end("from", record.source),
        **_end("to", record.target),
    }


def _end(name: str, record: StatementRecord) -> Json:
    document, place = document_fields(record.document), place_fields(record)
    return {
        f"{name}_kind": record.statement.kind.value,
        **{f"{name}_{field}": place[field] for field in _OF_THE_PLACE},
        **{f"{name}_{field}": document[field] for field in _OF_THE_DOCUMENT},
    }
