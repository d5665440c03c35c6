"""Recurring points as JSON values. Field names are stable; docs/data-model.md lists them."""

from typing import Any

from policytext.export.fields import document_fields, place_fields
from policytext.query.points import Member, Point, PointsAnswer

Json = dict[str, Any]  # Any: a JSON value


def points_json(answer: PointsAnswer) -> Json:
    """{"topic", "enough", "statements", "documents", "total", "offset", "points", "singles", "single"}."""
    return {
        "topic": answer.topic,
        "enough": answer.is_enough,
        "statements": answer.statements,
        "documents": answer.documents,
        "total": answer.total,
        "offset": answer.offset,
        "points": [_point(point) for point in answer.points],
        "singles": answer.singles,
        "single": [_point(point) for point in answer.single],
    }


def _point(point: Point) -> Json:
    return {
        "documents": point.documents,
        "organisations": list(point.organisations),
        "quotation": point.quotation.id,
        "members": [_member(member) for member in point.members],
        "differing": [_member(member) for member in point.differing],
        "related": [_member(member) for member in point.related],
    }


def _member(member: Member) -> Json:
    sentence = member.sentence
    statement = sentence.statements[0]
    return {
        "id": sentence.id,
        "statement": statement.id,
        **document_fields(sentence.document),
        "kind": statement.kind.value,
        "attribution": statement.attribution.value,
        "holder": statement.holder,
        **place_fields(sentence),
        "probability": round(member.probability, 3),
    }
