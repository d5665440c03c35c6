"""Bringing what finds near vectors to the state of the store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.store import Reader
from policytext.store.columns import COLUMNS_FROM, Columns, forget_others
from policytext.vectors import reduced
from policytext.vectors.index import VectorIndex

#: Up to so many vectors the folder has an index of Chroma too, for other programs and as a second way (docs/adr/0027).
CHROMA_LIMIT: Final = 200_000


def is_current(index_folder: Path, reader: Reader) -> bool:
    """Whether nothing has to be filled for the state that a reader sees."""
    count, vectors = reader.counts()
    if count >= COLUMNS_FROM and reader.units.columns is None:
        return False
    return vectors > CHROMA_LIMIT or VectorIndex(index_folder).fingerprint == reader.fingerprint()


def fill(index_folder: Path, reader: Reader, *, whole: bool = False) -> None:
    """Make what is missing or of another state; `whole` makes all anew.

    Raises:
        IndexLocked: another process is filling it.
    """
    count, vectors = reader.counts()
    if count >= COLUMNS_FROM and (whole or reader.units.columns is None):
        with reader.filling_columns() as filling:
            held = Columns(filling.folder, knows_statements=True)
            reduced.write(filling.folder, _placed(reader, held), vectors, reader.dimensions)
    index = VectorIndex(index_folder)
    if vectors <= CHROMA_LIMIT and (whole or index.fingerprint != reader.fingerprint()):
        ids, matrix = reader.vectors()
        index.rebuild(ids, matrix, fingerprint=reader.fingerprint())


def forget_earlier(index_folder: Path, reader: Reader) -> None:
    """Remove what is of other states than that which a reader sees. The caller holds the lock of the index."""
    VectorIndex(index_folder).forget_earlier()
    forget_others(index_folder, reader.units.columns_name)


def _placed(reader: Reader, held: Columns) -> Iterator[tuple[NDArray[np.uint32], NDArray[np.float32]]]:
    first = dict(zip(held.documents.tolist(), held.first.tolist(), strict=False))
    for document, numbers, vectors in reader.vector_blocks():
        order = np.argsort(numbers, kind="stable")
        yield (first[document] + numbers[order]).astype(np.uint32), vectors[order]
