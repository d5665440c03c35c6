"""Statements as JSON and back: all fields that have no column of their own."""

import json
from typing import Any, Final

from policytext.store.packing import to_json
from policytext.types.spans import Span
from policytext.types.statement import Figure, Reason, Statement
from policytext.types.vocabulary import Aspect, Attribution, Bound, Prominence, StatementKind, Strength

#: Looking an aspect up takes a fifth of the time of making one, of which each statement has half a dozen.
_ASPECTS: Final = {aspect.value: aspect for aspect in Aspect}


def pack_statement(statement: Statement, *, corrected: bool = False) -> str:
    """The fields of a statement that have no column of their own, and its sentence, as a JSON object.

    `corrected` says that a person judged it, see `corrections`.
    """
    value = {
        "sentence": statement.sentence,
        "holder": statement.holder,
        "actors": statement.actors,
        "strength": statement.strength,
        "negated": statement.negated,
        "hedges": statement.hedges,
        "figures": [
            [f.span.start, f.span.end, f.value, f.unit, f.counted, f.period, f.high, f.qualifier, f.bound]
            for f in statement.figures
        ],
        "confidence": statement.confidence,
        "cues": statement.cues,
        "citations": statement.citations,
        "conditions": statement.conditions,
        "reasons": [
            [r.aspect, r.sign, r.weight, None if r.span is None else [r.span.start, r.span.end]]
            for r in statement.reasons
        ],
        "odds": statement.odds,
        "prominence": statement.prominence,
    }
    if corrected:
        value["corrected"] = True
    return to_json(value)


def unpack_statement(key: str, document: str, span: Span, kind: str, attribution: str, fields: str) -> Statement:
    """A statement from its columns; inverse of `pack_statement`."""
    value: dict[str, Any] = json.loads(fields)  # Any: the object that pack_statement wrote
    prominence = value.get("prominence")
    return Statement(
        id=key,
        document=document,
        sentence=value["sentence"],
        span=span,
        kind=StatementKind(kind),
        attribution=Attribution(attribution),
        holder=value["holder"],
        actors=tuple(value["actors"]),
        strength=None if value["strength"] is None else Strength(value["strength"]),
        negated=value["negated"],
        hedges=tuple(value["hedges"]),
        figures=tuple(_figure(*figure) for figure in value["figures"]),
        confidence=value["confidence"],
        cues=tuple(value["cues"]),
        citations=tuple(value["citations"]),
        # what an index of an earlier version does not hold yet is unknown
        conditions=tuple(value.get("conditions", ())),
        reasons=tuple(
            Reason(_ASPECTS[aspect], sign, weight, None if place is None else Span(*place))
            for aspect, sign, weight, place in value.get("reasons", ())
        ),
        odds=tuple(value.get("odds", ())),
        prominence=None if prominence is None else Prominence(prominence),
    )


def is_corrected(fields: str) -> bool:
    """Whether a person judged the statement with these fields.

    Cheaper than reading them once more: inside a string of the JSON the quotation marks would be escaped.
    """
    return '"corrected":true' in fields


def _figure(
    start: int,
    end: int,
    value: float,
    unit: str,
    counted: str | None,
    period: str | None,
    high: float | None = None,
    qualifier: str | None = None,
    bound: str = Bound.EXACT,
) -> Figure:
    return Figure(Span(start, end), value, unit, counted, period, high, qualifier, Bound(bound))
