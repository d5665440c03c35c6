"""Lists of records, as the store and the queries give them, with their rows."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from policytext.api.frames import Json, Tabular

Record = TypeVar("Record", covariant=True)


class Records(Tabular, Sequence[Record], Generic[Record]):
    """Records in order: a sequence that does not change, and a table."""

    def __init__(self, records: Sequence[Record], to_row: Callable[[Any], Json], columns: tuple[str, ...]) -> None:
        """Hold records; `to_row` makes the row of one, with the fields `columns`.

        Any: the records, which a type variable that is covariant cannot say here.
        """
        self._records = tuple(records)
        self._to_row = to_row
        self._columns = columns

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> "Records[Record]": ...
    def __getitem__(self, place: int | slice) -> "Record | Records[Record]":
        if isinstance(place, slice):
            return Records(self._records[place], self._to_row, self._columns)
        return self._records[place]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Records) and self._records == other._records

    def __hash__(self) -> int:
        return hash(self._records)

    def __repr__(self) -> str:
        name = type(self._records[0]).__name__ if self._records else ""
        return f"<{len(self)} × {name}>" if name else "<no records>"

    def rows(self) -> list[Json]:
        """A row for each record, with the fields of `policytext export`."""
        return [self._to_row(record) for record in self._records]

    def columns(self) -> tuple[str, ...]:
        """Names of the fields of a row."""
        return self._columns
