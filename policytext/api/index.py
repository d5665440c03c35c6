"""An index opened for questions from Python."""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from policytext.api.answers import SearchResult, TimelineResult, TraceResult
from policytext.api.columns import COLUMNS
from policytext.api.conditions import (
    CitationConditions,
    DocumentConditions,
    SearchConditions,
    StatementConditions,
    WorkConditions,
    citation_filters,
    document_filters,
    key_of,
    statement_filters,
    work_filters,
)
from policytext.api.records import Records
from policytext.errors import ConfigError, IndexStateError
from policytext.store import (
    CitationRecord,
    DocumentRecord,
    IndexInfo,
    Reader,
    RelationRecord,
    SentenceRecord,
    StatementRecord,
)

if TYPE_CHECKING:
    from policytext.query.open_index import OpenIndex
    from policytext.query.works import CitedWork


class Index:
    """An index, read-only, as it was when it was opened. Use it as a context manager, from one thread at a time.

    What a condition means is told at the classes of `policytext.api.conditions`. Every method raises IndexStateError
    once the index is closed, ConfigError for a value that a condition cannot have, and NotFound where `document` names
    no document.
    """

    def __init__(self, folder: str | Path) -> None:
        """Open the index in a folder.

        Raises:
            IndexMissing: there is none.
            SchemaTooNew, IntegrityError: it cannot be used.
        """
        self.folder = Path(folder)
        self._reader: Reader | None = Reader.open(self.folder)
        self._asked: OpenIndex | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Index {str(self.folder)!r}{'' if self._reader is not None else ', closed'}>"

    def close(self) -> None:
        """Close the index; a second call does nothing."""
        if self._reader is not None:
            self._reader.close()
        self._reader = self._asked = None

    def refresh(self) -> None:
        """Move on to what an ingest wrote since the index was opened."""
        self._open_reader().refresh()
        self._asked = None

    def info(self) -> IndexInfo:
        """Counts, model, versions and size."""
        return self._open_reader().info()

    def documents(self, **conditions: Unpack[DocumentConditions]) -> Records[DocumentRecord]:
        """Documents in order of date, undated ones last."""
        from policytext.export.records import document_row  # noqa: PLC0415 - only what is asked for is imported

        reader = self._open_reader()
        found = reader.documents(document_filters(self.folder, conditions, DocumentConditions))
        versions = reader.versions()
        return Records(found, lambda record: document_row(record, versions), COLUMNS["documents"])

    def document(self, key: str) -> DocumentRecord:
        """The one document of an id, the first digits of it, a path or name of its file, or words of its title."""
        return self._open_reader().document(key_of(key, self.folder))

    def text(self, key: str) -> str:
        """The text of a document, to which the spans of statements and citations lead; `key` as for `document`."""
        return self._open_reader().load_document(self.document(key).id).text

    def statements(self, **conditions: Unpack[StatementConditions]) -> Records[StatementRecord]:
        """Statements in order of document and text; readers' comments only where asked for."""
        from policytext.export.records import statement_row  # noqa: PLC0415

        filters = document_filters(self.folder, conditions, StatementConditions)
        wanted = statement_filters(conditions)
        found = [record for record in self._open_reader().statements(filters) if wanted.admit(record)]
        return Records(found, statement_row, COLUMNS["statements"])

    def sentence(self, key: str) -> SentenceRecord:
        """The sentence of an id, as answers have it ("3f2a91c0:12"), with the statements that it makes."""
        return self._open_reader().find_statement(key)[0]

    def citations(self, **conditions: Unpack[CitationConditions]) -> Records[CitationRecord]:
        """Citations in order of document and text."""
        from policytext.export.records import citation_row  # noqa: PLC0415

        filters = document_filters(self.folder, conditions, CitationConditions)
        wanted = citation_filters(conditions)
        found = [record for record in self._open_reader().citations(filters) if wanted.admit(record)]
        return Records(found, citation_row, COLUMNS["citations"])

    def works(self, **conditions: Unpack[WorkConditions]) -> "Records[CitedWork]":
        """Cited works, each once, the one that most documents cite first."""
        from policytext.export.works import work_row  # noqa: PLC0415
        from policytext.query.works import cited_works  # noqa: PLC0415

        wanted, citing = work_filters(self.folder, conditions)
        return Records(cited_works(self._open_reader(), wanted, citing), work_row, COLUMNS["works"])

    def relations(self, **conditions: Unpack[DocumentConditions]) -> Records[RelationRecord]:
        """Relations between statements, in order of the statement that they lead from."""
        from policytext.export.relations import relation_row  # noqa: PLC0415

        filters = document_filters(self.folder, conditions, DocumentConditions)
        return Records(self._open_reader().relations(filters=filters), relation_row, COLUMNS["relations"])

    def search(
        self, query: str, *, limit: int = 10, offset: int = 0, order: str = "relevance",
        **conditions: Unpack[SearchConditions],
    ) -> SearchResult:  # fmt: skip
        """Sentences that answer a query, by meaning and by words.

        Args:
            query: words; with quotation marks, AND, OR, NOT, NEAR(...) and prefix* as for `policytext search`.
            limit: at most so many hits.
            offset: hits to skip.
            order: "relevance" or "date".
            conditions: where to look.
        """
        from policytext.query.search import Order, search  # noqa: PLC0415
        from policytext.store.fulltext import tokens  # noqa: PLC0415

        if not tokens(query):
            raise ConfigError("the query holds no word", "ask for a subject or a question")
        if limit < 1 or offset < 0:
            raise ConfigError(f"no hits with limit {limit} and offset {offset}", "limit is from 1, offset from 0")
        if order not in tuple(Order):
            raise ConfigError(f"order cannot be {order!r}", f"order is one of {', '.join(Order)}")
        filters = document_filters(self.folder, conditions, SearchConditions)
        answer = search(self._open_index(), query, filters, limit=limit, offset=offset, order=Order(order))
        return SearchResult.made_of(answer)

    def evolve(
        self, proposition: str, *, actor: str | None = None, **conditions: Unpack[DocumentConditions]
    ) -> TimelineResult:
        """Who takes which side on a proposition, document after document, and what changed.

        Args:
            proposition: a sentence that one can agree or disagree with, or a subject, which has no sides.
            actor: only positions of this organisation, its own and those that others report of it.
            conditions: in which documents.
        """
        from policytext.query.evolve import evolve  # noqa: PLC0415

        if not proposition.strip():
            raise ConfigError("the proposition is empty", "write a sentence that one can agree or disagree with")
        filters = document_filters(self.folder, conditions, DocumentConditions)
        return TimelineResult.made_of(evolve(self._open_index(), proposition, filters, actor))

    def trace(self, claim: str, **conditions: Unpack[StatementConditions]) -> TraceResult:
        """Where a claim comes from.

        Args:
            claim: the claim in words, or the id of a sentence or statement.
            conditions: where the claim is looked for; its sources are followed into any document.
        """
        from policytext.query.trace import trace  # noqa: PLC0415

        if not claim.strip():
            raise ConfigError("the claim is empty", "write the claim, or the id of a sentence")
        filters = document_filters(self.folder, conditions, StatementConditions)
        return TraceResult.made_of(trace(self._open_index(), claim, filters))

    def _open_reader(self) -> Reader:
        if self._reader is None:
            raise IndexStateError("the index is closed", "open it again with policytext.open")
        return self._reader

    def _open_index(self) -> "OpenIndex":
        """The index with what questions by meaning need, kept from one question to the next."""
        if self._asked is None:
            from policytext.query.open_index import OpenIndex  # noqa: PLC0415 - brings vectors and encoder

            self._asked = OpenIndex(self.folder, self._open_reader())
        return self._asked


def open_index(folder: str | Path = "index") -> Index:
    """Open the index in a folder; see `Index`."""
    return Index(folder)
