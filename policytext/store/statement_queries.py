"""Documents, statements, relations and works as they stand in the index. `fetch` runs a query, gives all its rows."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from policytext.errors import NotFound
from policytext.store import packing, rows
from policytext.store.records import DocumentRecord, RelationRecord, SentenceRecord, StatementRecord
from policytext.types.citation import Work
from policytext.types.document import Metadata
from policytext.types.statement import Relation
from policytext.types.vocabulary import RelationType

Fetch = Callable[[str, Sequence[object]], list[Any]]  # Any: SQLite gives each cell the type that was stored
Documents = Mapping[int, DocumentRecord]
_Record = TypeVar("_Record")

_STATEMENTS = (
    f"SELECT {rows.STATEMENT_COLUMNS}, u.number, u.scope, u.kind, u.container, u.section"
    " FROM statement s JOIN unit u ON u.id = s.unit"
)


def documents(fetch: Fetch, wanted: Sequence[int] | None) -> dict[int, DocumentRecord]:
    """The documents of these rows, by row; all where it is None."""
    among, parameters = "", list[object]()
    if wanted is not None:
        among, parameters = "WHERE {} IN (SELECT value FROM json_each(?))", [packing.to_json(list(wanted))]
    sources: dict[int, list[str]] = {}
    for row, path in fetch(
        f"SELECT document, path FROM source {among.format('document')} ORDER BY content_id IS NOT NULL, path",
        parameters,
    ):
        sources.setdefault(row, []).append(path)
    found = fetch(f"SELECT {rows.DOCUMENT_COLUMNS} FROM document {among.format('id')}", parameters)
    return {row[0]: rows.document_record(row, tuple(sources.get(row[0], ()))) for row in found}


def titles(fetch: Fetch, short_ids: Collection[str]) -> dict[str, str]:
    """Titles of documents by their short ids."""
    found = fetch(
        "SELECT short_id, json_extract(metadata, '$.title') FROM document"
        " WHERE short_id IN (SELECT value FROM json_each(?))",
        (packing.to_json(list(short_ids)),),
    )
    return dict(found)


def metadata(fetch: Fetch) -> dict[int, tuple[str, Metadata]]:
    """Content id and metadata of each document, by row."""
    found = fetch("SELECT id, content_id, metadata FROM document", ())
    return {row: (content_id, packing.unpack_metadata(held)) for row, content_id, held in found}


def statements(
    fetch: Fetch, documents: Documents, clauses: Sequence[str], parameters: Sequence[object]
) -> list[StatementRecord]:
    """The statements on which the conditions hold, in order of document and text."""
    found = fetch(f"{_STATEMENTS} WHERE {' AND '.join(clauses)} ORDER BY s.document, s.span_start, s.id", parameters)
    return in_order(documents, [(row[1], rows.statement_record(row, documents[row[1]])) for row in found])


def keys_of(by_short: Mapping[str, int], ids: Sequence[str]) -> list[tuple[int, int]]:
    """Row of the document and number of each sentence. Raises NotFound naming the first that cannot be there."""
    keys: list[tuple[int, int]] = []
    for unit_id in ids:
        short_id, _, number = unit_id.partition(":")
        if short_id not in by_short or not (number.isascii() and number.isdigit()) or len(number) > 12:
            raise NotFound(f"no sentence {unit_id}")
        keys.append((by_short[short_id], int(number)))
    return keys


def sentences(
    fetch: Fetch, documents: Documents, ids: Sequence[str], keys: Sequence[tuple[int, int]]
) -> list[SentenceRecord]:
    """The sentences with these ids, whose `keys_of` are given. Raises NotFound naming the first that is not there."""
    found = fetch(
        f"SELECT {rows.UNIT_COLUMNS} FROM json_each(?) k JOIN unit u"
        " ON u.document = json_extract(k.value, '$[0]') AND u.number = json_extract(k.value, '$[1]')",
        (packing.to_json(keys),),
    )
    units = {(row[1], row[2]): row for row in found}
    stated = rows_of_units(fetch, [row[0] for row in units.values()])
    records: list[SentenceRecord] = []
    for unit_id, key in zip(ids, keys, strict=True):
        if key not in units:
            raise NotFound(f"no sentence {unit_id}")
        unit = units[key]
        records.append(rows.sentence_record(unit, documents[key[0]], stated.get(unit[0], ())))
    return records


def rows_of_units(fetch: Fetch, units: Sequence[int]) -> dict[int, list[Any]]:
    """Rows of the statements that the sentences of these rows make, by row of the sentence."""
    found = fetch(
        f"SELECT {rows.STATEMENT_COLUMNS} FROM statement s WHERE s.unit IN (SELECT value FROM json_each(?))"
        " ORDER BY s.span_start, s.id",
        (packing.to_json(list(units)),),
    )
    stated: dict[int, list[Any]] = {}
    for row in found:
        stated.setdefault(row[2], []).append(row)
    return stated


def relations(
    fetch: Fetch, documents: Documents, clauses: Sequence[str], parameters: Sequence[object]
) -> list[RelationRecord]:
    """The relations `r` from statements `s` on which the conditions hold, in order of source, target and type."""
    found = fetch(
        "SELECT r.source, r.target, r.type, r.score, r.method FROM relation r JOIN statement s ON s.id = r.source"
        f" WHERE {' AND '.join(clauses)}",
        parameters,
    )
    held = [Relation(source, target, RelationType(kind), *rest) for source, target, kind, *rest in found]
    ids = sorted({end for relation in held for end in (relation.source, relation.target)})
    ends = statements(fetch, documents, ["s.id IN (SELECT value FROM json_each(?))"], [packing.to_json(ids)])
    place = {record.id: number for number, record in enumerate(ends)}
    return [
        RelationRecord(relation, ends[place[relation.source]], ends[place[relation.target]])
        for relation in sorted(held, key=lambda r: (place[r.source], place[r.target], r.type, r.method))
    ]


def works(fetch: Fetch) -> list[Work]:
    """Cited works, by id, each with the ids of the citations that cite it."""
    cited: dict[str, list[str]] = {}
    for work, citation in fetch("SELECT work, citation FROM work_citation ORDER BY work, position", ()):
        cited.setdefault(work, []).append(citation)
    return [
        packing.unpack_work(key, fields, corpus_document, cited.get(key, ()))
        for key, fields, corpus_document in fetch("SELECT id, fields, corpus_document FROM work ORDER BY id", ())
    ]


def in_order(documents: Documents, records: list[tuple[int, _Record]]) -> list[_Record]:
    """Records or ids, given with the rows of their documents, in order of these; otherwise as they stand."""
    position = {row: number for number, row in enumerate(documents)}
    return [record for _, record in sorted(records, key=lambda item: position[item[0]])]
