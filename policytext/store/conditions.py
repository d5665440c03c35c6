"""Filters as conditions on the rows of sentences."""

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
