"""Reading vectors: the table holds them in one block for each document, in order of their units."""

import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from policytext.store import packing

Vectors = tuple[list[str], NDArray[np.float32]]


def read_all(connection: sqlite3.Connection, count: int, dimensions: int) -> Vectors:
    """All unit ids that have a vector, and the vectors, shape (count, dimensions)."""
    table = np.empty((count, dimensions), dtype=np.float32)
    keys: list[str] = []
    # Copied row by row into place: fetching all blobs and joining them takes several times as long.
    for short_id, numbers, data in connection.execute(
        "SELECT d.short_id, v.numbers, v.data FROM vector_block v JOIN document d ON d.id = v.document"
        " ORDER BY v.document"
    ):
        block = np.frombuffer(data, dtype="<f4").reshape(-1, dimensions)
        table[len(keys) : len(keys) + len(block)] = block
        keys += _unit_ids(short_id, numbers)
    return keys, table


def read_blocks(
    connection: sqlite3.Connection, dimensions: int
) -> Iterator[tuple[int, NDArray[np.uint32], NDArray[np.float32]]]:
    """Document by document its row, the numbers of its sentences with a vector, and these, shape (n, dimensions)."""
    for row, numbers, data in connection.execute("SELECT document, numbers, data FROM vector_block ORDER BY document"):
        yield (
            row,
            np.frombuffer(numbers, dtype="<u4").astype(np.uint32),
            np.frombuffer(data, dtype="<f4").astype(np.float32).reshape(-1, dimensions),
        )


def read_chosen(connection: sqlite3.Connection, ids: Sequence[str], dimensions: int) -> Vectors:
    """Those of the ids that have a vector, in their order, and the vectors, shape (n, dimensions).

    Only the bytes of these vectors are read, not the blocks in which they stand.
    """
    width = 4 * dimensions
    held = connection.execute(
        "SELECT v.document, d.short_id, v.numbers FROM vector_block v JOIN document d ON d.id = v.document"
        " WHERE d.short_id IN (SELECT value FROM json_each(?))",
        (packing.to_json(sorted({key.partition(":")[0] for key in ids})),),
    ).fetchall()
    wanted, found = frozenset(ids), dict[str, bytes]()
    for row, short_id, numbers in held:
        with connection.blobopen("vector_block", "data", row, readonly=True) as blob:
            for position, key in enumerate(_unit_ids(short_id, numbers)):
                if key in wanted:
                    blob.seek(position * width)
                    found[key] = blob.read(width)
    kept = [key for key in ids if key in found]
    table = np.frombuffer(b"".join(found[key] for key in kept), dtype="<f4").reshape(len(kept), dimensions)
    return kept, table.astype(np.float32)


def _unit_ids(short_id: str, numbers: bytes) -> list[str]:
    return [f"{short_id}:{number}" for number in np.frombuffer(numbers, dtype="<u4").tolist()]
