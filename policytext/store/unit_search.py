"""Finding sentences by filters and by words: in the columns of the index where it has them, else in SQL."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.store import columns, fulltext, packing, passages, statement_queries
from policytext.store.columns.opened import Columns, corrections, fingerprint, has_statement_conditions
from policytext.store.conditions import Fetch, unit_conditions
from policytext.store.filters import Filters
from policytext.types.vocabulary import StatementKind

_NO_FILTERS: Final = Filters()
#: Filters of which the sentences that they leave are kept: a search asks for the same up to five times.
_MASKS: Final = 4


class UnitSearch:
    """Questions about the sentences of a state of the database."""

    def __init__(self, folder: Path, fetch: Fetch, document_rows: Callable[[Filters], set[int] | None]) -> None:
        """Prepare for questions.

        Args:
            folder: the folder of the index.
            fetch: runs a query and gives all its rows.
            document_rows: rows of the documents that filters leave; None when they leave all.
        """
        self._folder, self._fetch, self._document_rows = folder, fetch, document_rows
        self._masks: dict[Filters, NDArray[np.bool_]] = {}

    @cached_property
    def columns(self) -> Columns | None:
        """The columns of this state; None where the index is too small for them, or they were not made."""
        if not (self._folder / columns.FOLDER_NAME).is_dir():
            return None
        return columns.find(self._folder, self.columns_name, corrections(self._fetch))

    @cached_property
    def columns_name(self) -> str:
        """Name of the columns of this state, whether they are there or not."""
        return fingerprint(self._fetch)

    @cached_property
    def rows_by_short_id(self) -> dict[str, int]:
        """Row of each document by its short id."""
        return dict(self._fetch("SELECT short_id, id FROM document", ()))

    def kinds_stated(self, units: Sequence[str]) -> dict[str, tuple[StatementKind, ...]]:
        """Kinds of the statements that these sentences make, of those that make any."""
        return passages.kinds_stated(self._fetch, self.rows_by_short_id, units)

    def titles(self, short_ids: Collection[str]) -> dict[str, str]:
        """Titles of documents by their short ids."""
        return statement_queries.titles(self._fetch, short_ids)

    def mask(self, held: Columns, filters: Filters) -> NDArray[np.bool_]:
        """The sentences that filters leave, as the columns have it; not to be changed."""
        if filters not in self._masks:
            for longest_ago in list(self._masks)[: 1 - _MASKS]:
                del self._masks[longest_ago]
            self._masks[filters] = self._mask(held, filters)
        return self._masks[filters]

    def _mask(self, held: Columns, filters: Filters) -> NDArray[np.bool_]:
        stating = None
        if has_statement_conditions(filters) and not held.knows_statements:
            clauses, parameters = unit_conditions(filters, self._fetch)
            found = self._fetch(f"SELECT u.document, u.number FROM unit u WHERE {' AND '.join(clauses)}", parameters)
            place = dict(zip(held.documents.tolist(), held.first.tolist(), strict=False))
            stating = np.zeros(held.units, dtype=bool)
            stating[[place[document] + number for document, number in found]] = True
        return held.mask(filters, self._document_rows(filters), stating)

    def unit_ids(self, filters: Filters) -> list[str]:
        """See `Reader.unit_ids`."""
        if self.columns is not None:
            return self.columns.ids(np.flatnonzero(self.mask(self.columns, filters)))
        clause, parameters = self._clause(filters)
        found = self._fetch(
            "SELECT d.short_id, u.number FROM unit u JOIN document d ON d.id = u.document"
            f" WHERE {clause} ORDER BY u.document, u.number",
            parameters,
        )
        return [f"{short_id}:{number}" for short_id, number in found]

    def match(self, query: str, filters: Filters, limit: int, *, require_all: bool) -> list[tuple[str, float]]:
        """See `Reader.match`."""
        terms = None if require_all or self.columns is None else fulltext.alternatives(query)
        if terms is not None:
            return self._ranked(terms, filters, limit)
        return self.match_expression(fulltext.query_expression(query, require_all=require_all), filters, limit)

    def match_parts(self, query: str, filters: Filters, limit: int) -> list[tuple[str, float]]:
        """See `Reader.match_parts`."""
        terms = None if self.columns is None else fulltext.part_alternatives(query)
        if terms is not None:
            return self._ranked(terms, filters, limit)
        return self.match_expression(fulltext.parts_expression(query), filters, limit)

    def match_expression(self, expression: str | None, filters: Filters, limit: int) -> list[tuple[str, float]]:
        """See `Reader.match_expression`."""
        if expression is None or limit <= 0:
            return []
        clause, parameters = self._clause(filters)
        found = self._fetch(
            f"SELECT d.short_id, u.number, {fulltext.SCORE} AS score"
            " FROM unit_text JOIN unit u ON u.id = unit_text.rowid JOIN document d ON d.id = u.document"
            f" WHERE unit_text MATCH ? AND {clause} ORDER BY score DESC, u.document, u.number LIMIT ?",
            (expression, *parameters, limit),
        )
        return [(f"{short_id}:{number}", score) for short_id, number, score in found]

    def frequencies(self, stems: Iterable[str], *, parts: bool) -> dict[str, int]:
        """See `Reader.frequencies`."""
        if self.columns is None:
            return passages.frequencies(self._fetch, stems, parts=parts)
        names = ("stems", "parts") if parts else ("stems",)
        wanted = list(stems)
        whole = [stem for stem in wanted if fulltext.tokens(stem) == [stem]]
        found = {stem: self.columns.postings.count(names, stem) for stem in whole}
        others = [stem for stem in wanted if stem not in found]
        return found | passages.frequencies(self._fetch, others, parts=parts)

    def _ranked(
        self, terms: Sequence[Sequence[fulltext.Term]], filters: Filters, limit: int
    ) -> list[tuple[str, float]]:
        held = self.columns
        if held is None or not terms or limit <= 0:
            return []
        found = held.postings.ranked(terms, self.mask(held, filters), limit)
        ids = held.ids([position for position, _ in found])
        return [(unit, score) for unit, (_, score) in zip(ids, found, strict=True)]

    def _clause(self, filters: Filters) -> tuple[str, list[object]]:
        """Condition on `unit u`."""
        clauses, parameters = unit_conditions(filters, self._fetch)
        rows = self._document_rows(filters)
        if rows is not None:
            clauses.append("u.document IN (SELECT value FROM json_each(?))")
            parameters.append(packing.to_json(sorted(rows)))
        return " AND ".join(clauses), parameters
