"""An index opened for questions from Python."""

from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from policytext.api.answers import SearchResult, TimelineResult, TraceResult
from policytext.api.coding import AgreementResult
from policytext.api.columns import COLUMNS
from policytext.api.comparing import FollowResult, GapsResult, NumbersResult, PointsResult, ReuseResult
from policytext.api.conditions import (
    CitationConditions,
    ComparingConditions,
    DocumentConditions,
    SearchConditions,
    StatementConditions,
    Words,
    WorkConditions,
    check_names,
    citation_filters,
    document_filters,
    key_of,
    members,
    several,
    statement_filters,
    work_filters,
)
from policytext.api.papers import BriefResult
from policytext.api.records import Records
from policytext.errors import ConfigError, IndexStateError
from policytext.store import (
    CitationRecord,
    DocumentRecord,
    Filters,
    IndexInfo,
    Reader,
    RelationRecord,
    SentenceRecord,
    StatementRecord,
)
from policytext.store.coding_records import DecisionRecord
from policytext.types.vocabulary import ReuseKind

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

        self._check(query, limit, offset)
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

    def points(
        self,
        topic: str,
        *,
        limit: int = 10,
        offset: int = 0,
        single: int = 5,
        **conditions: Unpack[StatementConditions],
    ) -> PointsResult:
        """The points that documents make on a topic, those that recur in most documents first.

        Args:
            topic: a few words or a question.
            limit: at most so many recurring points.
            offset: recurring points to skip.
            single: at most so many points that only one document makes.
            conditions: where to look.
        """
        from policytext.query.points import points  # noqa: PLC0415

        self._check(topic, limit, offset)
        filters = document_filters(self.folder, conditions, StatementConditions)
        found = points(self._open_index(), topic, filters, limit=limit, offset=offset, single=single)
        return PointsResult.made_of(found)

    def reuse(
        self, *, document: Words = (), kind: Words = (), boilerplate: bool = False, limit: int | None = None,
        offset: int = 0, **conditions: Unpack[ComparingConditions],
    ) -> ReuseResult:  # fmt: skip
        """What comes back across documents, the earlier document of each pair first.

        Args:
            document: only what this one shares with others; of several, what they share with each other.
            kind: "verbatim", "paraphrase", "same_figure" or "same_source".
            boilerplate: also standard text, and what both merely quote.
            limit: at most so many pairs.
            offset: pairs to skip.
            conditions: which documents are compared.
        """
        from policytext.query.reuse import ReuseQuery, find_reuse  # noqa: PLC0415

        self._check(None, limit, offset)
        filters = document_filters(self.folder, conditions, ComparingConditions)
        given = {"document": document, "kind": kind}
        wanted = tuple(dict.fromkeys(self.document(key).id for key in several(given, "document")))
        kinds = members(given, "kind", ReuseKind) or tuple(ReuseKind)
        query = ReuseQuery(filters, wanted, kinds, boilerplate)
        return ReuseResult.made_of(find_reuse(self._open_index(), query, limit=limit, offset=offset))

    def numbers(
        self, topic: str | None = None, *, document: Words = (), alone: bool = False, conflicts: bool = False,
        limit: int | None = None, offset: int = 0, **conditions: Unpack[ComparingConditions],
    ) -> NumbersResult:  # fmt: skip
        """Figures by what they count, over documents and years.

        Args:
            topic: only things on this topic.
            document: only figures of this document, also those that it alone gives.
            alone: also things of which one document alone gives figures.
            conflicts: only things of which documents disagree for the same year.
            limit: at most so many things.
            offset: things to skip.
            conditions: which documents.
        """
        from policytext.query.numbers import LedgerQuery, find_ledger  # noqa: PLC0415

        self._check(topic, limit, offset)
        check_names(conditions, ComparingConditions)
        named = several({"document": document}, "document")
        filters = document_filters(self.folder, {**conditions, "document": named}, DocumentConditions)
        query = LedgerQuery(filters, topic, alone=alone or bool(named), only_conflicts=conflicts)
        return NumbersResult.made_of(find_ledger(self._open_index(), query, limit=limit, offset=offset))

    def gaps(self, key: str, *, against: str | None = None) -> GapsResult:
        """What a document, or the documents of an organisation, leave out.

        Args:
            key: a document, as `document` takes it, or an organisation.
            against: the document to compare with, instead of the sender's previous one.
        """
        from policytext.query.gaps import GapsQuery, find_gaps  # noqa: PLC0415

        other = None if against is None else key_of(against, self.folder)
        return GapsResult.made_of(find_gaps(self._open_index(), GapsQuery(key_of(key, self.folder), other)))

    def follow(
        self, key: str | None = None, *, by: str | None = None, date_from: str | None = None, date_to: str | None = None
    ) -> FollowResult:
        """What became of recommendations and promises.

        Args:
            key: only those of this document or organisation.
            by: only recommendations that this organisation has to act on or answers (part of its name).
            date_from: only of documents dated from this day on.
            date_to: only of documents dated up to this day, included.
        """
        from policytext.query.follow import FollowQuery, find_follow  # noqa: PLC0415

        name = None if key is None else key_of(key, self.folder)
        query = FollowQuery(name, by, Filters(date_from=date_from, date_to=date_to))
        return FollowResult.made_of(find_follow(self._open_reader(), query))

    def brief(
        self, topic: str, *, audience: str = "kamer", proposition: str | None = None,
        **conditions: Unpack[StatementConditions],
    ) -> BriefResult:  # fmt: skip
        """A brief on a topic, of quotations and facts only, to be read, taken as rows or written as a file.

        Args:
            topic: a few words, or a sentence on which documents take sides.
            audience: "kamer", "redactie" or "onderzoek": what is chosen and in which order.
            proposition: a sentence on which documents take sides, where the topic is none.
            conditions: where to look.
        """
        from policytext.query.brief import Audience, BriefQuery, make_brief  # noqa: PLC0415

        self._check(topic)
        self._check(proposition)
        (chosen,) = members({"audience": audience}, "audience", Audience)
        filters = document_filters(self.folder, conditions, StatementConditions)
        query = BriefQuery(topic, chosen, filters, date.today().isoformat(), proposition)
        return BriefResult.made_of(make_brief(self._open_index(), query))

    def decisions(self, *, coder: Words = (), proposition: str | None = None) -> Records[DecisionRecord]:
        """What coders decided with `policytext code`, in order of time; of one coder on one statement the last.

        Args:
            coder: only of these.
            proposition: only for this one; "" for decisions without one.
        """
        from policytext.export.decisions import decision_row  # noqa: PLC0415

        found = self._open_reader().coding.decisions(several({"coder": coder}, "coder"), proposition)
        return Records(found, decision_row, COLUMNS["decisions"])

    def agreement(self, *, coder: Words = (), proposition: str | None = None) -> AgreementResult:
        """How far coders agree, where two or more decided on the same statement; arguments as for `decisions`."""
        from policytext.query.coding.agreement import find_agreement  # noqa: PLC0415

        return AgreementResult.made_of(find_agreement(self.decisions(coder=coder, proposition=proposition)))

    @staticmethod
    def _check(text: str | None, limit: int | None = None, offset: int = 0) -> None:
        """Raise ConfigError for a topic without words, and for a part of an answer that cannot be."""
        from policytext.store.fulltext import tokens  # noqa: PLC0415

        if text is not None and not tokens(text):
            raise ConfigError("the topic holds no word", "ask for a subject or a question")
        if (limit is not None and limit < 1) or offset < 0:
            raise ConfigError(f"nothing with limit {limit} and offset {offset}", "limit is from 1, offset from 0")

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
