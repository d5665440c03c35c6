"""The ledger of figures as JSON and as rows of a table. Field names are stable; docs/data-model.md lists them."""

from typing import Any

from policytext.export.fields import document_fields, place_fields
from policytext.query.numbers import Conflict, Ledger, Row, Thing

Json = dict[str, Any]  # Any: a JSON value


def ledger_json(ledger: Ledger) -> Json:
    """The ledger: {"topic", "documents", "figures", "total", "offset", "things": [{"name", "figures", ...}]}."""
    return {
        "topic": ledger.topic,
        "documents": ledger.documents,
        "figures": ledger.figures,
        "total": ledger.total,
        "offset": ledger.offset,
        "things": [_thing(thing) for thing in ledger.things],
    }


def ledger_rows(ledger: Ledger) -> list[Json]:
    """A row for each figure, with the name of its thing: what a spreadsheet wants."""
    return [
        {"thing": number, "name": thing.name, "in_conflict": row_is_disputed(thing, row), **_row(row)}
        for number, thing in enumerate(ledger.things, start=ledger.offset + 1)
        for row in thing.rows
    ]


def row_is_disputed(thing: Thing, row: Row) -> bool:
    """Whether another document gives another number for it."""
    return any(row is conflict.one or row is conflict.other for conflict in thing.conflicts)


def _thing(thing: Thing) -> Json:
    return {
        "name": thing.name,
        "units": list(thing.units),
        "figures": [_row(row) for row in thing.rows],
        "conflicts": [_conflict(conflict) for conflict in thing.conflicts],
        "other_units": [_row(row) for row in thing.otherwise],
    }


def _conflict(conflict: Conflict) -> Json:
    return {
        "year": conflict.year,
        "from": conflict.one.mention.sentence.id,
        "from_words": conflict.one.mention.words,
        "to": conflict.other.mention.sentence.id,
        "to_words": conflict.other.mention.words,
    }


def _row(row: Row) -> Json:
    mention, figure = row.mention, row.mention.figure
    return {
        "sentence": mention.sentence.id,
        **document_fields(mention.sentence.document),
        "words": mention.words,
        "value": figure.value,
        "high": figure.high,
        "unit": figure.unit,
        "counted": figure.counted,
        "year": mention.year,
        "period": figure.period,
        "bound": figure.bound.value,
        "role": mention.role.value,
        "first": None if row.first is None else row.first.mention.sentence.id,
        "first_document": None if row.first is None else row.first.mention.sentence.document.short_id,
        "citations": [record.id for record in row.cited],
        "cites_first": row.cites_first,
        **place_fields(mention.sentence),
    }
