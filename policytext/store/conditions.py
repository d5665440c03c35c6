"""Filters as conditions on the rows of sentences and statements."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from policytext.store import packing
from policytext.store.filters import Filters, fold
from policytext.store.records import Scope
from policytext.store.statement_filters import NOBODY, StatementFilters, is_named

Fetch = Callable[[str, Sequence[object]], list[Any]]  # Any: SQLite gives each cell the type that was stored
Conditions = tuple[list[str], list[object]]


def unit_conditions(filters: Filters, fetch: Fetch) -> Conditions:
    """SQL conditions on `unit u`, with their parameters: where it stands and what it states.

    `fetch` runs a query and gives all its rows: names and headings are compared outside SQL.
    """
    scopes = [Scope.TEXT]
    if filters.include_notes:
        scopes.append(Scope.NOTE)
    if filters.include_comments:
        scopes.append(Scope.COMMENT)
    clauses = ["u.scope IN (SELECT value FROM json_each(?))"]
    parameters: list[object] = [packing.to_json(scopes)]
    having = filters.having
    if having is not None and having.section is not None:
        headings = [row[0] for row in fetch("SELECT DISTINCT section FROM unit", ())]
        wanted = fold(having.section)
        kept = [section for section in headings if any(wanted in fold(heading) for heading in json.loads(section))]
        clauses.append("u.section IN (SELECT value FROM json_each(?))")
        parameters.append(packing.to_json(kept))
    conditions, values = statement_conditions(filters, None)
    if having is not None:
        further, more = _having(having, fetch)
        conditions, values = conditions + further, values + more
    if conditions:
        condition = " AND ".join(["s.unit = u.id", *conditions])
        clauses.append(f"EXISTS (SELECT 1 FROM statement s WHERE {condition})")
        parameters += values
    return clauses, parameters


def _having(having: StatementFilters, fetch: Fetch) -> Conditions:
    """Conditions on the fields of `statement s`, as `StatementFilters.admit` has them; the heading is the unit's."""
    clauses, parameters = list[str](), list[object]()
    if having.actors:
        some, named = _named("$.actors", having.actors, fetch)
        clauses += some
        parameters += named
    if having.holders:
        some, named = _named("$.holder", having.holders, fetch)
        clauses += some
        parameters += named
    if having.strengths:
        clauses.append("json_extract(s.fields, '$.strength') IN (SELECT value FROM json_each(?))")
        parameters.append(packing.to_json([strength.value for strength in having.strengths]))
    for wanted, path in ((having.figure, "$.figures"), (having.source, "$.citations")):
        if wanted is not None:
            clauses.append(f"json_array_length(s.fields, '{path}') {'>' if wanted else '='} 0")
    if having.confidence:
        clauses.append("json_extract(s.fields, '$.confidence') >= ?")
        parameters.append(having.confidence)
    if having.main:
        clauses.append("json_extract(s.fields, '$.prominence') IS NOT NULL")
    return clauses, parameters


def _named(path: str, wanted: Sequence[str], fetch: Fetch) -> Conditions:
    """That one of the names in a field is meant; NOBODY is met where there are none."""
    every = f"SELECT DISTINCT a.value FROM statement s, json_each(s.fields, '{path}') a WHERE a.value IS NOT NULL"
    held = fetch(every, ())
    names = [row[0] for row in held if any(is_named(one, (row[0],)) for one in wanted if fold(one) != NOBODY)]
    inside = f"SELECT 1 FROM json_each(s.fields, '{path}') a WHERE a.value"
    either = [f"EXISTS ({inside} IN (SELECT value FROM json_each(?)))"]
    if any(fold(one) == NOBODY for one in wanted):
        either.append(f"NOT EXISTS ({inside} IS NOT NULL)")
    return [f"({' OR '.join(either)})"], [packing.to_json(names)]


def statement_conditions(filters: Filters, ids: Sequence[str] | None) -> Conditions:
    """SQL conditions on `statement s`, with their parameters: its kind, whose it is, and that it is one of `ids`."""
    clauses, parameters = list[str](), list[object]()
    if filters.kinds:
        clauses.append("s.kind IN (SELECT value FROM json_each(?))")
        parameters.append(packing.to_json(list(filters.kinds)))
    if filters.attribution is not None:
        clauses.append("s.attribution = ?")
        parameters.append(filters.attribution.value)
    if ids is not None:
        clauses.append("s.id IN (SELECT value FROM json_each(?))")
        parameters.append(packing.to_json(list(ids)))
    return clauses, parameters
