"""Rows as frames of pandas and Polars, neither of which is needed for anything else."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from policytext.errors import ModelMissing

Json = dict[str, Any]  # Any: a JSON value


class Tabular(ABC):
    """What can be had as rows, and so as a frame.

    A row is a JSON value with the fields of `policytext export`; docs/data-model.md names them. Where there are no rows
    a frame has its columns all the same.
    """

    @abstractmethod
    def columns(self) -> tuple[str, ...]:
        """Names of the fields of a row, known without one."""

    @abstractmethod
    def rows(self) -> list[Json]:
        """The rows, in order."""

    def to_pandas(self) -> Any:  # Any: pandas is not installed where this is checked
        """A `pandas.DataFrame`, one line a row; lists and objects stay Python values.

        Raises:
            ModelMissing: pandas is not installed.
        """
        pandas = _library("pandas")
        return pandas.DataFrame(self.rows(), columns=list(self.columns()))

    def to_polars(self) -> Any:  # Any: ditto
        """A `polars.DataFrame`, one line a row; a column with lists or objects holds them as JSON text.

        Polars wants one type in a column, and objects here differ in their fields from row to row.

        Raises:
            ModelMissing: Polars is not installed.
        """
        polars = _library("polars")
        if not (rows := self.rows()):
            return polars.DataFrame(schema=dict.fromkeys(self.columns(), polars.String))
        return polars.DataFrame(flat_columns(rows), infer_schema_length=None, strict=False)


def flat_columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:  # Any: JSON values
    """Columns of the rows by name; in a column that holds a list or an object, all that is not None is JSON text."""
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: [row.get(name) for row in rows] for name in names}
    for name, cells in columns.items():
        if any(isinstance(cell, list | dict) for cell in cells):
            columns[name] = [None if cell is None else json.dumps(cell, ensure_ascii=False) for cell in cells]
    return columns


def _library(name: str) -> Any:  # Any: a module
    try:
        return import_module(name)
    except ImportError as error:
        raise ModelMissing(
            f"{name} is not installed", f"pip install {name}; without it, rows() gives the same as dictionaries"
        ) from error
