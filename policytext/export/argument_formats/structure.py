"""What both formats are made of: statements in order, and the relations between them."""

from collections.abc import Iterable
from dataclasses import dataclass

from policytext.store import RelationRecord, StatementRecord
from policytext.types.vocabulary import Attribution


@dataclass(frozen=True, slots=True)
class Structure:
    """Statements by id, document by document, and relations of which both ends are among them."""

    statements: dict[str, StatementRecord]
    relations: tuple[RelationRecord, ...]


def between(statements: Iterable[StatementRecord], relations: Iterable[RelationRecord]) -> Structure:
    """All statements given, and the relations between them."""
    held = {record.statement.id: record for record in statements}
    inside = (one for one in relations if one.relation.source in held and one.relation.target in held)
    return Structure(held, tuple(inside))


def related(relations: Iterable[RelationRecord]) -> Structure:
    """All relations given, and the statements that they join, documents in the order in which they first come."""
    found = tuple(relations)
    documents: dict[str, dict[str, StatementRecord]] = {}
    for relation in found:
        for end in (relation.source, relation.target):
            documents.setdefault(end.document.id, {})[end.statement.id] = end
    ordered: dict[str, StatementRecord] = {}
    for ends in documents.values():
        ordered |= dict(sorted(ends.items(), key=lambda item: (item[1].statement.span.start, item[0])))
    return Structure(ordered, found)


def speaker(record: StatementRecord) -> str:
    """Who states it: the holder of what is reported, else who sends the document, else its title."""
    if record.statement.attribution is Attribution.REPORTED:
        return record.statement.holder or "?"
    return "; ".join(record.document.organisations) or record.document.title
