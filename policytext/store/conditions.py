"""Filters as conditions on the rows of sentences and statements."""

from collections.abc import Sequence

from policytext.store import packing
from policytext.store.filters import Filters
from policytext.store.records import Scope


def unit_conditions(filters: Filters) -> tuple[list[str], list[object]]:
    """SQL conditions on `unit u`, with their parameters: where it stands and what it states."""
    scopes = [Scope.TEXT]
    if filters.include_notes:
        scopes.append(Scope.NOTE)
    if filters.include_comments:
        scopes.append(Scope.COMMENT)
    clauses = ["u.scope IN (SELECT value FROM json_each(?))"]
    parameters: list[object] = [packing.to_json(scopes)]
    if filters.kinds or filters.attribution is not None:
        condition = "s.unit = u.id"
        if filters.kinds:
            condition += " AND s.kind IN (SELECT value FROM json_each(?))"
            parameters.append(packing.to_json(list(filters.kinds)))
        if filters.attribution is not None:
            condition += " AND s.attribution = ?"
            parameters.append(filters.attribution.value)
        clauses.append(f"EXISTS (SELECT 1 FROM statement s WHERE {condition})")
    return clauses, parameters


def statement_conditions(filters: Filters, ids: Sequence[str] | None) -> tuple[list[str], list[object]]:
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
