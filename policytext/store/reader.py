"""Reading the store: one snapshot, read-only, beside a running ingest."""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from policytext.errors import NotFound
from policytext.store import correction_rows, packing, passages, rows, sources, statement_queries, vector_blocks
from policytext.store.coding import Ledger
from policytext.store.columns import Filling, build, corrections
from policytext.store.conditions import statement_conditions
from policytext.store.connection import DATABASE_NAME, open_for_reading, translated
from policytext.store.filters import Filters
from policytext.store.keys import find_document, sentence_number
from policytext.store.migrations import CORRECTIONS_FROM, schema_version
from policytext.store.passages import Passage
from policytext.store.records import (
    CitationRecord,
    CorrectionRecord,
    DocumentRecord,
    FailureRecord,
    IndexInfo,
    RelationRecord,
    SentenceRecord,
    StatementRecord,
    chronological,
)
from policytext.store.unit_search import UnitSearch
from policytext.types.citation import Work
from policytext.types.document import Document, Metadata, Sentence
from policytext.types.spans import Span
from policytext.types.vocabulary import RelationType

_NO_FILTERS: Final = Filters()


class Reader:
    """A consistent view of an index: what an ingest writes after opening is seen after `refresh` only.

    Use it as a context manager, from one thread at a time. Every method raises IntegrityError for a damaged file.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        """Wrap an open database; use `Reader.open`."""
        self.folder = folder
        self._connection = connection
        self._forget()
        with translated(folder / DATABASE_NAME):
            self._meta: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta").fetchall())
            self._schema = schema_version(connection)

    @classmethod
    def open(cls, folder: Path, *, latest: bool = False) -> Self:
        """Open the index in `folder`; the folder may be read-only.

        It is read in its last complete state, or with `latest` as it is now where an ingest is at work.

        Raises:
            IndexMissing, IndexStateError, SchemaTooNew, IntegrityError: there is none, or it cannot be used.
        """
        return cls(folder, open_for_reading(folder, latest=latest))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; a second call does nothing."""
        self._connection.close()

    def refresh(self) -> None:
        """Move on to what has been written since the index was opened."""
        self.close()
        self._connection = open_for_reading(self.folder)
        with translated(self.folder / DATABASE_NAME):
            self._meta = dict(self._connection.execute("SELECT key, value FROM meta").fetchall())
        self._forget()

    def _forget(self) -> None:
        self._documents: dict[int, DocumentRecord] | None = None
        self._known: dict[int, DocumentRecord] = {}
        self._metadata: dict[int, tuple[str, Metadata]] | None = None
        self.units = UnitSearch(self.folder, self._rows, self._document_rows)  # by filters and words
        self.coding = Ledger(self._rows, self._all_documents)  # what coders decided

    # -- the index as a whole

    def info(self) -> IndexInfo:
        """Counts, model, versions and size."""
        names = ["document", "source", "unit", "statement", "citation", "work", "relation", "failure"]
        names += ["correction"] if self._schema >= CORRECTIONS_FROM else []
        files = (self.folder / (DATABASE_NAME + suffix) for suffix in ("", "-wal"))
        return rows.index_info(
            self.folder,
            self._meta,
            {name: int(self._rows(f"SELECT count(*) FROM {name}")[0][0]) for name in names},
            schema_version=self._schema,
            size_bytes=sum(file.stat().st_size for file in files if file.is_file()),
            vectors=self.counts()[1],
        )

    def fingerprint(self) -> str:
        """A hash of model and vectors with their keys: equal exactly when `vectors()` returns the same rows."""
        digest = hashlib.sha256(f"{self._meta.get('model')} {self._meta.get('dimensions')}".encode())
        for content_id, part in self._rows(
            "SELECT d.content_id, v.digest FROM vector_block v JOIN document d ON d.id = v.document ORDER BY 1"
        ):
            digest.update(f"\n{content_id} {part}".encode())
        return digest.hexdigest()

    def filling_columns(self) -> Filling:
        """Make the columns of this state anew, see `columns.build`; for the process that writes to the index."""
        return build(self._connection, self.folder, self.units.columns_name, corrections(self._rows))

    def counts(self) -> tuple[int, int]:
        """How many sentences and vectors there are."""
        found = self._rows("SELECT (SELECT total(sentences) FROM document), (SELECT total(count) FROM vector_block)")
        return int(found[0][0]), int(found[0][1])

    @property
    def dimensions(self) -> int:
        """Numbers of a vector."""
        return int(self._meta.get("dimensions", "0"))

    def failures(self) -> list[FailureRecord]:
        """Files that could not be ingested, by path."""
        found = self._rows("SELECT source, reason, hint FROM failure ORDER BY source")
        return [
            FailureRecord(source, packing.restored(reason), packing.restored(hint)) for source, reason, hint in found
        ]

    # -- documents

    def documents(self, filters: Filters | None = None) -> list[DocumentRecord]:
        """Documents in order of date, then title; undated ones last."""
        records = self._all_documents()
        wanted = None if filters is None else self._document_rows(filters)
        return [record for row, record in records.items() if wanted is None or row in wanted]

    def document(self, key: str) -> DocumentRecord:
        """The document that a user means.

        Args:
            key: the id, the first digits of it, the source path, the file's name, stem or the beginning of its stem,
                or words of the title; the first of these that fits anything counts.

        Raises:
            NotFound: nothing fits, or several documents do; the message lists them.
        """
        return find_document(key, list(self._all_documents().values()))

    def load_document(self, document_id: str) -> Document:
        """The whole document, equal to what was stored. Raises NotFound if there is none with that content id."""
        found = self._rows(
            "SELECT d.media_type, d.reader, d.metadata, d.warnings, b.* FROM document d"
            " JOIN document_body b ON b.document = d.id WHERE d.content_id = ?",
            (document_id,),
        )
        if not found:
            raise NotFound(f"no document {document_id}")
        return rows.document(found[0], document_id)

    def versions(self) -> list[tuple[str, str, float]]:
        """Pairs of documents that are versions of one text, by content id, with how alike they are (0 to 1)."""
        return [(one, other, float(similarity)) for one, other, similarity in self._rows(sources.VERSIONS)]

    # -- sentences

    def sentences(self, document_id: str) -> tuple[Sentence, ...]:
        """The sentences of a document, in order; empty if there is none with that content id."""
        found = self._rows(
            "SELECT u.number, u.block, u.span_start, u.span_end FROM unit u JOIN document d ON d.id = u.document"
            " WHERE d.content_id = ? ORDER BY u.number",
            (document_id,),
        )
        return tuple(Sentence(number, block, Span(start, end)) for number, block, start, end in found)

    def sentence_records(self, ids: Sequence[str]) -> list[SentenceRecord]:
        """Sentences with their places, in the order of `ids`. Raises NotFound naming the first that is not there."""
        keys = statement_queries.keys_of(self.units.rows_by_short_id, ids)
        documents = self._some_documents({row for row, _ in keys})
        return statement_queries.sentences(self._rows, documents, ids, keys)

    def documents_of(self, units: Iterable[str]) -> dict[str, DocumentRecord]:
        """The documents that sentences are from, by short id; nothing for one that is not in the index."""
        held = self.units.rows_by_short_id
        rows_of = {short: held[short] for short in {unit.partition(":")[0] for unit in units} if short in held}
        documents = self._some_documents(rows_of.values())
        return {short: documents[row] for short, row in rows_of.items()}

    def find_statement(self, key: str) -> tuple[SentenceRecord, list[StatementRecord]]:
        """The sentence that a user means, and its statements; the one statement where the key is the id of one.

        Args:
            key: "DOCUMENT:NUMBER" or "DOCUMENT:sNUMBER", with a document as `document` finds it.

        Raises:
            NotFound: there is no such sentence.
        """
        name, _, rest = key.strip().rpartition(":")
        number = sentence_number(rest)
        if not name or number is None:
            raise NotFound(f"{key!r} names no sentence", hint="write SHORT:NUMBER, as search and statements print it")
        record = self.document(name)
        hint = f"see its sentences with: policytext show {record.short_id} --all"
        if number >= record.sentences:
            raise NotFound(f"{record.short_id} has sentences 0 to {record.sentences - 1}, not {number}", hint=hint)
        sentence = self.sentence_records([f"{record.short_id}:{number}"])[0]
        ids = [statement.id for statement in sentence.statements]
        wanted = f"{record.short_id}:{rest}"
        return sentence, self.statements(ids=[wanted] if wanted in ids else ids)

    def unit_ids(self, filters: Filters | None = None) -> list[str]:
        """Ids of the sentences that the filters leave, in order of document and text; by default the running text."""
        return self.units.unit_ids(filters or _NO_FILTERS)

    def match(
        self, query: str, filters: Filters | None = None, limit: int = 50, *, require_all: bool = False
    ) -> list[tuple[str, float]]:
        """Sentences that share words with a query, best first.

        Args:
            query: any text. Words are alternatives and are also found in other inflections and as parts of compounds;
                what stands in quotation marks must occur word for word.
            filters: what to look in; by default the running text.
            limit: at most so many.
            require_all: every word must occur.

        Returns:
            (unit id, BM25 score) pairs; a higher score is better, scores of different queries do not compare.
        """
        return self.units.match(query, filters or _NO_FILTERS, limit, require_all=require_all)

    def match_parts(self, query: str, filters: Filters | None = None, limit: int = 50) -> list[tuple[str, float]]:
        """Sentences with the parts of a query's compounds or the compounds themselves; see `match`."""
        return self.units.match_parts(query, filters or _NO_FILTERS, limit)

    def match_expression(
        self, expression: str | None, filters: Filters | None = None, limit: int = 50
    ) -> list[tuple[str, float]]:
        """Sentences on which an FTS5 expression holds, from `query_syntax` or `fulltext`; see `match`."""
        return self.units.match_expression(expression, filters or _NO_FILTERS, limit)

    def passages(self, units: Sequence[str]) -> list[Passage]:
        """Sentences with the words around them, see `passages.passages`."""
        return passages.passages(self._rows, self.units.rows_by_short_id, units)

    def frequencies(self, stems: Iterable[str], *, parts: bool = True) -> dict[str, int]:
        """In how many units each stem (of `fulltext.stem`) occurs, and as part of compounds unless `parts` is off."""
        return self.units.frequencies(stems, parts=parts)

    def vectors(self, ids: Sequence[str] | None = None) -> tuple[list[str], NDArray[np.float32]]:
        """Unit ids and their vectors.

        Args:
            ids: the units wanted, in that order; those without a vector are left out. None for all.

        Returns:
            The ids that have a vector and float32 vectors of shape (n, dimensions).
        """
        with translated(self.folder / DATABASE_NAME):
            if ids is None:
                return vector_blocks.read_all(self._connection, self.counts()[1], self.dimensions)
            return vector_blocks.read_chosen(self._connection, ids, self.dimensions)

    def vector_blocks(self) -> Iterator[tuple[int, NDArray[np.uint32], NDArray[np.float32]]]:
        """Vectors document by document, see `vector_blocks.read_blocks`."""
        with translated(self.folder / DATABASE_NAME):
            yield from vector_blocks.read_blocks(self._connection, self.dimensions)

    # -- statements, citations, works, relations

    def statements(
        self, filters: Filters | None = None, document: str | None = None, ids: Sequence[str] | None = None
    ) -> list[StatementRecord]:
        """Statements in order of document (as `documents`) and text.

        Args:
            filters: conditions; notes and comments are not left out here, see `StatementRecord.scope`.
            document: content id; only this document's.
            ids: only those with these ids; an id of no statement is passed over.
        """
        clauses, parameters = self._document_clause(filters or _NO_FILTERS, document, "s")
        conditions, values = statement_conditions(filters or _NO_FILTERS, ids)
        return statement_queries.statements(
            self._rows, self._all_documents(), clauses + conditions, parameters + values
        )

    def citations(self, filters: Filters | None = None, document: str | None = None) -> list[CitationRecord]:
        """Citations in order of document (as `documents`) and text; of the filters only those of documents count."""
        clauses, parameters = self._document_clause(filters or _NO_FILTERS, document, "c")
        found = self._rows(
            f"SELECT {rows.CITATION_COLUMNS} FROM citation c WHERE {' AND '.join(clauses)}"
            " ORDER BY c.document, c.span_start, c.id",
            parameters,
        )
        documents = self._all_documents()
        sources = {record.id: record.source for record in documents.values()}
        records = [(row[1], rows.citation_record(row, documents[row[1]], sources)) for row in found]
        return statement_queries.in_order(documents, records)

    def works(self) -> list[Work]:
        """Cited works, by id, each with the ids of the citations that cite it."""
        return statement_queries.works(self._rows)

    def relations(
        self,
        types: Sequence[RelationType] | None = None,
        *,
        filters: Filters | None = None,
        document: str | None = None,
        statement: str | None = None,
    ) -> list[RelationRecord]:
        """Relations between statements, in order of the statement that they lead from, then of that they lead to.

        Args:
            types: only of these types.
            filters: conditions on the statement that a relation leads from.
            document: content id; only those that lead from a statement of this document.
            statement: id of a statement; only those that lead from it or to it.
        """
        clauses, parameters = self._document_clause(filters or _NO_FILTERS, document, "s")
        conditions, values = statement_conditions(filters or _NO_FILTERS, None)
        if types is not None:
            conditions.append("r.type IN (SELECT value FROM json_each(?))")
            values.append(packing.to_json(list(types)))
        if statement is not None:
            conditions.append("? IN (r.source, r.target)")
            values.append(statement)
        return statement_queries.relations(self._rows, self._all_documents(), clauses + conditions, parameters + values)

    def corrections(self, sentence: str | None = None) -> list[CorrectionRecord]:
        """What people corrected, by file and time; with a unit id what is in place at that sentence."""
        if self._schema < CORRECTIONS_FROM:
            return []
        with translated(self.folder / DATABASE_NAME):
            return correction_rows.records(self._connection, sentence)

    # -- private

    def _rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of a query. Any: SQLite gives each cell the type that was stored."""
        with translated(self.folder / DATABASE_NAME):
            return self._connection.execute(sql, parameters).fetchall()

    def _all_documents(self) -> dict[int, DocumentRecord]:
        if self._documents is None:
            records = statement_queries.documents(self._rows, None)
            self._documents = dict(sorted(records.items(), key=lambda item: chronological(item[1])))
        return self._documents

    def _some_documents(self, wanted: Collection[int]) -> Mapping[int, DocumentRecord]:
        """Documents by row, in no order, and no more than those wanted need be read."""
        if self._documents is not None:
            return self._documents
        missing = [row for row in wanted if row not in self._known]
        self._known.update(statement_queries.documents(self._rows, missing))
        return self._known

    def _document_rows(self, filters: Filters) -> set[int] | None:
        """Rows of the documents that the filters leave; None when they leave all."""
        if not filters.narrows_documents:
            return None
        wanted = frozenset(self.document(key).id for key in filters.documents)
        if self._metadata is None:  # less than a record of each
            self._metadata = statement_queries.metadata(self._rows)
        return {row for row, (key, metadata) in self._metadata.items() if filters.admit(metadata, key, wanted)}

    def _document_clause(self, filters: Filters, document: str | None, alias: str) -> tuple[list[str], list[object]]:
        clauses, parameters = ["1"], list[object]()
        wanted = self._document_rows(filters)
        if wanted is not None:
            clauses.append(f"{alias}.document IN (SELECT value FROM json_each(?))")
            parameters.append(packing.to_json(sorted(wanted)))
        if document is not None:
            clauses.append(f"{alias}.document = (SELECT id FROM document WHERE content_id = ?)")
            parameters.append(document)
        return clauses, parameters
