"""Bringing what finds near vectors to the state of the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.errors import IndexStateError
from policytext.store import Reader, file_sums, read_settings
from policytext.store.columns import COLUMNS_FROM, Columns, forget_others
from policytext.store.columns import FOLDER_NAME as COLUMNS_FOLDER
from policytext.store.connection import STORE_NAME
from policytext.types.served import server_of
from policytext.vectors import reduced
from policytext.vectors.index import VectorIndex
from policytext.vectors.server import ServerVectors

#: Up to so many vectors the folder has an index of Chroma too, for other programs and as a second way (docs/adr/0027).
CHROMA_LIMIT: Final = 200_000


def is_current(index_folder: Path, reader: Reader) -> bool:
    """Whether nothing has to be filled for the state that a reader sees.

    Raises:
        ServerAway: the folder is that of a store whose server does not answer.
    """
    count, vectors = reader.counts()
    if count >= COLUMNS_FROM and reader.units.columns is None:
        return False
    server = server_of(index_folder)
    if server is not None:
        return ServerVectors(server).is_filled(reader.fingerprint())
    return vectors > CHROMA_LIMIT or VectorIndex(index_folder).fingerprint == reader.fingerprint()


def faults(index_folder: Path, reader: Reader) -> list[str]:
    """What is wrong with what `fill` makes, for the state that a reader sees; files are read whole.

    Raises:
        ServerAway: the folder is that of a store whose server does not answer.
    """
    count, vectors = reader.counts()
    found: list[str] = []
    if count >= COLUMNS_FROM:
        folder = index_folder / COLUMNS_FOLDER / reader.units.columns_name
        found += [f"{folder}: {fault}" for fault in file_sums.faults(folder)]
        if not found and reader.units.columns is None:
            found.append(f"the columns of this state are not in {folder}")
    server = server_of(index_folder)
    if server is not None:
        if not ServerVectors(server).is_filled(reader.fingerprint()):
            found.append("the server does not hold the vectors of this state")
    elif vectors <= CHROMA_LIMIT:
        found += VectorIndex(index_folder).faults(reader.fingerprint())
    return found


@contextmanager
def _on_the_disk(index_folder: Path) -> Iterator[None]:
    """What keeps files from being written, also where NumPy says no more than how many numbers it wrote."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise IndexStateError(
            f"{error.filename or index_folder}: what makes searches fast cannot be written ({reason})",
            hint="free some space, then run policytext index rebuild; documents are stored, and questions are answered",
        ) from error


def fill(index_folder: Path, reader: Reader, *, whole: bool = False) -> None:
    """Make what is missing or of another state; `whole` makes all anew.

    Where the folder is that of a store with a server, the server is filled in place of the folder's own index.

    Raises:
        IndexLocked: another process is filling it.
        IndexStateError: the disk is full, or the folder cannot be written.
        ServerAway: the server does not answer.
    """
    with _on_the_disk(index_folder):
        _fill(index_folder, reader, whole=whole)


def _fill(index_folder: Path, reader: Reader, *, whole: bool) -> None:
    count, vectors = reader.counts()
    if count >= COLUMNS_FROM and (whole or reader.units.columns is None):
        with reader.filling_columns() as filling:
            held = Columns(filling.folder, knows_statements=True)
            reduced.write(filling.folder, _placed(reader, held), vectors, reader.dimensions)
    server = server_of(index_folder)
    if server is not None:
        held_there = ServerVectors(server)
        if whole or not held_there.is_filled(reader.fingerprint()):
            held_there.fill(_named(reader), vectors, fingerprint=reader.fingerprint(), store=_store_name(index_folder))
        return
    index = VectorIndex(index_folder)
    if vectors <= CHROMA_LIMIT and (whole or index.fingerprint != reader.fingerprint()):
        ids, matrix = reader.vectors()
        index.rebuild(ids, matrix, fingerprint=reader.fingerprint())


def reach(index_folder: Path) -> None:
    """Nothing, where the folder has no server or its server answers; to be known before hours of work.

    Raises:
        ServerAway: it does not.
    """
    server = server_of(index_folder)
    if server is not None:
        ServerVectors(server).check()


def forget_earlier(index_folder: Path, reader: Reader) -> None:
    """Remove what is of other states than that which a reader sees. The caller holds the lock of the index."""
    VectorIndex(index_folder).forget_earlier()
    forget_others(index_folder, reader.units.columns_name)
    server = server_of(index_folder)
    if server is not None:
        ServerVectors(server).forget_others(reader.fingerprint(), _store_name(index_folder))


def _placed(reader: Reader, held: Columns) -> Iterator[tuple[NDArray[np.uint32], NDArray[np.float32]]]:
    first = dict(zip(held.documents.tolist(), held.first.tolist(), strict=False))
    for document, numbers, vectors in reader.vector_blocks():
        order = np.argsort(numbers, kind="stable")
        yield (first[document] + numbers[order]).astype(np.uint32), vectors[order]


def _named(reader: Reader) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
    short_ids = {row: short_id for short_id, row in reader.units.rows_by_short_id.items()}
    for document, numbers, vectors in reader.vector_blocks():
        yield [f"{short_ids[document]}:{number}" for number in numbers.tolist()], vectors


def _store_name(index_folder: Path) -> str:
    return read_settings(index_folder, latest=True).get(STORE_NAME, "")
