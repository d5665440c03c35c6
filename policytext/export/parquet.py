"""Records as a Parquet file, for pandas, Polars, DuckDB, R and Arrow: the rows of JSON Lines, with types.

Needs pyarrow, which is an optional part of the installation. The types of the columns are declared, so that a column
has the same type whatever stands in it.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from policytext import __version__
from policytext.errors import ModelMissing

if TYPE_CHECKING:
    import pyarrow as pa

Json = dict[str, Any]  # Any: a JSON value

#: Rows that are written together.
_BATCH: Final = 5_000

# A type is its name; a list holds the type of its items, a dictionary the fields of a structure, and one with the only
# key "*" maps any string to values of a type. Fields of which nothing is said are strings.
Type = str | list[Any] | dict[str, Any]  # Any: types again, as deep as they go

_PLACE: Final[Mapping[str, Type]] = {
    "spans": [["int"]],
    "quads": [["float"]],
    "page": "int",
    "line": "int",
    "recognised": "bool",
    "section": ["string"],
}
_FIGURE: Final[Type] = {
    "text": "string",
    "value": "float",
    "high": "float",
    "unit": "string",
    "counted": "string",
    "period": "string",
    "qualifier": "string",
    "bound": "string",
}
_QUALITY: Final[Type] = {
    "pages": "int",
    "characters": "int",
    "unread_pages": ["int"],
    "ocr_pages": ["int"],
    "ocr_confidence": "float",
    "model_pages": ["int"],
    "columns": "int",
    "blocks": {"*": "int"},
    "notes": "int",
    "markers": "int",
    "linked_markers": "int",
    "markers_without_note": ["string"],
    "notes_without_marker": ["string"],
    "redactions": "int",
    "annotations": "int",
    "text_share": "float",
}
_CITED_BY: Final[Type] = {
    "citation": "string",
    "document": "string",
    "source": "string",
    "date": "string",
    "organisation": "string",
    "form": "string",
    "text": "string",
    "parts": [["string"]],
    "page": "int",
    "line": "int",
    "sentences": ["string"],
}
_OF_AN_END: Final[Mapping[str, Type]] = {
    f"{end}_{name}": kind for end in ("from", "to") for name, kind in _PLACE.items() if name != "recognised"
}
#: Types of the fields that are no strings, by kind of record.
_TYPES: Final[Mapping[str, Mapping[str, Type]]] = {
    "statements": {
        **_PLACE,
        "actors": ["string"],
        "negated": "bool",
        "hedges": ["string"],
        "conditions": ["string"],
        "figures": [_FIGURE],
        "confidence": "float",
        "odds": {"claim": "float", "recommendation": "float", "commitment": "float", "none": "float"},
        "cues": ["string"],
        "reasons": [{"aspect": "string", "sign": "string", "weight": "float", "text": "string"}],
        "citations": ["string"],
        "corrected": "bool",
    },
    "citations": {
        **_PLACE,
        "authors": ["string"],
        "parts": [["string"]],
        "repeats": ["string"],
        "anchors": [["float"]],
        "anchor_sentences": ["string"],
        "candidates": ["string"],
    },
    "works": {
        "authors": ["string"],
        "documents": "int",
        "citations": "int",
        "organisations": ["string"],
        "cited_by": [_CITED_BY],
    },
    "relations": {**_OF_AN_END, "score": "float"},
    "corrections": {"page": "int", "line": "int", "was_confidence": "float", "corrected_fields": ["string"]},
    "documents": {
        "sources": ["string"],
        "organisations": ["string"],
        "authors": ["string"],
        "signatories": ["string"],
        "origins": {"*": "string"},
        "pages": "int",
        "sentences": "int",
        "statements": "int",
        "citations": "int",
        "warnings": ["string"],
        "versions": [{"document": "string", "likeness": "float"}],
        "quality": _QUALITY,
    },
}


def parquet_file(rows: Iterable[Json], what: str) -> bytes:
    """A Parquet file with a row group for each 5,000 rows. Without rows only the columns that are declared are known.

    Args:
        rows: rows of one kind as `export --format jsonl` has them.
        what: the kind: "statements", "citations", "works", "relations", "corrections" or "documents".

    Raises:
        ModelMissing: pyarrow is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: PLC0415 - optional, and 0.3 s to import
    except ImportError as error:
        raise ModelMissing(
            "Parquet needs pyarrow, which is not installed", "install it with: pip install 'policytext[parquet]'"
        ) from error
    import pyarrow as pa  # noqa: PLC0415

    buffer = io.BytesIO()
    writer = None
    for batch in _batches(iter(rows)):
        if writer is None:
            writer = pyarrow.parquet.ParquetWriter(buffer, _schema(what, batch[0]), compression="zstd")
        writer.write_table(pa.Table.from_pylist([_storable(row, what) for row in batch], writer.schema))
    if writer is None:
        pyarrow.parquet.write_table(_schema(what, {}).empty_table(), buffer)
    else:
        writer.close()
    return buffer.getvalue()


def _batches(rows: Iterator[Json]) -> Iterator[list[Json]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _schema(what: str, row: Json) -> "pa.Schema":
    """The columns in the order of the row; of an empty one those that are declared."""
    import pyarrow as pa  # noqa: PLC0415

    types = _TYPES[what]
    fields = [pa.field(name, _arrow(types.get(name, "string"))) for name in row or types]
    return pa.schema(fields, metadata={"creator": f"policytext {__version__}", "kind": what})


def _arrow(kind: Type) -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415

    if isinstance(kind, list):
        return pa.list_(_arrow(kind[0]))
    if isinstance(kind, dict):
        if list(kind) == ["*"]:
            return pa.map_(pa.string(), _arrow(kind["*"]))
        return pa.struct([pa.field(name, _arrow(inner)) for name, inner in kind.items()])
    return {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}[kind]


def _storable(row: Json, what: str) -> Json:
    """The row in the types of the columns: pairs as structures, and no lone surrogates."""
    if what == "documents":
        row = {**row, "versions": [{"document": key, "likeness": alike} for key, alike in row["versions"]]}
    return {name: _encodable(value) for name, value in row.items()}


def _encodable(value: Any) -> Any:  # Any: JSON values of any shape
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return value
