"""The vector index: Chroma, filled from the store and thrown away whenever it does not agree with it.

Chroma's local store must not be written by two processes or read while it is written, and a store of another version of
Chroma may not open. So it is never changed in place. A writer makes a new folder under a lock, seals it with a small
file that is written last; readers open a sealed folder only, which nobody writes to. The folder before it stays until
`forget_earlier`, for readers that see the records that it was made from (docs/adr/0026).

    vectors/policytext.lock     held by the process that fills
    vectors/sealed.json         which folder is whole, what it was filled from, by which version of Chroma
    vectors/sealed.before.json  the same of the folder before it
    vectors/<generation>/       Chroma's files, and rows.npz: what was filled in, to find what changed

Vectors are always passed in; Chroma's own embedding function and its telemetry are off.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from policytext.errors import IndexStateError
from policytext.store import file_sums
from policytext.store.lock import FolderLock

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection

FOLDER_NAME: Final = "vectors"
_SEAL_NAME: Final = "sealed.json"
_EARLIER_SEAL_NAME: Final = "sealed.before.json"
_ROWS_NAME: Final = "rows.npz"
_GENERATION: Final = "chroma-"
#: Chroma's own database, which it changes by opening it.
_CHROMA_FILE: Final = "chroma.sqlite3"
_COLLECTION: Final = "sentences"
#: Changes whenever what is written here would differ.
_FORMAT: Final = 1
#: Breadth of the graph's search. The default of 100 loses neighbours among sentences on one subject, which lie close
#: together (docs/adr/0003 has the recall that was measured).
SEARCH_BREADTH: Final = 400
#: From this share of changed rows on, a new graph is quicker to make than the old one is to mend.
_MENDABLE_SHARE: Final = 0.2


class VectorsStale(IndexStateError):
    """The vector index is missing, damaged or made from other records; a query then compares with all vectors."""

    default_hint = "make it anew with: policytext index rebuild"


@dataclass(frozen=True, slots=True)
class _Seal:
    """What the sealing file says."""

    format: int
    chroma: str
    generation: str
    fingerprint: str
    count: int
    mended: int  # rows taken out and put in since the graph was made from nothing


class VectorIndex:
    """The vector index of an index folder. Reading `fingerprint` and `count` does not import Chroma."""

    def __init__(self, index_folder: Path) -> None:
        self.folder = index_folder / FOLDER_NAME
        self._client: ClientAPI | None = None
        self._opened: tuple[_Seal, ChromaCollection] | None = None

    @property
    def fingerprint(self) -> str | None:
        """What the caller said that the vectors were made from; None where the index is not usable."""
        seal = self._seal()
        return None if seal is None else seal.fingerprint

    def count(self) -> int:
        """Number of vectors; 0 where the index is not usable."""
        seal = self._seal()
        return 0 if seal is None else seal.count

    def faults(self, fingerprint: str) -> list[str]:
        """What is wrong with the index of the records with that fingerprint; its files are read whole."""
        seal = self._seal()
        if seal is None:
            return [f"there is no whole vector index in {self.folder}"]
        if seal.fingerprint != fingerprint:
            return [f"the vector index in {self.folder} is not up to date"]
        generation = self.folder / seal.generation
        found = file_sums.faults(generation)
        if any(fault.startswith(_CHROMA_FILE) for fault in found):  # Chroma has opened it and changed its files
            found = [
                fault
                for fault in file_sums.faults(generation, databases=(_CHROMA_FILE,))
                if fault.startswith((_CHROMA_FILE, _ROWS_NAME)) or fault.endswith(" is missing")
            ]
        return [f"{generation}: {fault}" for fault in found]

    def rebuild(self, ids: Sequence[str], vectors: NDArray[np.float32], *, fingerprint: str) -> None:
        """Make the index anew.

        Args:
            ids: distinct names.
            vectors: unit length, shape (len(ids), dimensions).
            fingerprint: of the records that they were made from; `fingerprint` returns it once all is written.

        Raises:
            IndexLocked: another process is filling it.
        """
        with self._writing():
            self._seal_with(self._fill(ids, vectors), ids, vectors, fingerprint)

    def refresh(self, ids: Sequence[str], vectors: NDArray[np.float32], *, fingerprint: str) -> None:
        """Bring the index to the vectors, changing only the rows that differ where these are few; see `rebuild`."""
        with self._writing():
            generation, mended = self._mend(ids, vectors) or (self._fill(ids, vectors), 0)
            self._seal_with(generation, ids, vectors, fingerprint, mended)

    def query(
        self, vector: NDArray[np.float32], limit: int, allowed: Collection[str] | None = None, *, fingerprint: str
    ) -> list[tuple[str, float]]:
        """The nearest vectors; near enough always the exact ones.

        Args:
            vector: unit length, shape (dimensions,).
            limit: at most so many.
            allowed: ids that may be returned; None for all.
            fingerprint: of the records as they are now.

        Returns:
            (id, cosine) pairs, nearest first.

        Raises:
            VectorsStale: the index is missing, damaged or was made from other records.
        """
        seals = (self._seal(), self._seal(_EARLIER_SEAL_NAME))
        seal = next((one for one in seals if one is not None and one.fingerprint == fingerprint), None)
        if seal is None:
            raise VectorsStale(f"the vector index in {self.folder} is not up to date")
        with _damage_as_stale(self.folder):
            if allowed is not None:
                # Chroma fails on an id that it does not hold: not every sentence has a vector.
                allowed = _read_rows(self.folder / seal.generation).keys() & allowed
            limit = min(limit, seal.count if allowed is None else len(allowed))
            if limit <= 0:
                return []
            found = self._collection(seal).query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=limit,
                ids=None if allowed is None or len(allowed) == seal.count else sorted(allowed),
                include=["distances"],
            )
            names, distances = found["ids"][0], (found["distances"] or [[]])[0]
            return [(name, 1.0 - distance) for name, distance in zip(names, distances, strict=True)]

    def forget_earlier(self) -> None:
        """Remove what the latest filling replaced, and what an interrupted one left."""
        if (self.folder / _EARLIER_SEAL_NAME).is_file():
            with self._writing():
                (self.folder / _EARLIER_SEAL_NAME).unlink()

    def close(self) -> None:
        """Let go of Chroma's files."""
        self._opened = None
        if self._client is not None:
            _close(self._client)
            self._client = None

    # -- reading

    def _seal(self, name: str = _SEAL_NAME) -> _Seal | None:
        """A seal, if the index can be used by this program."""
        try:
            seal = _Seal(**json.loads((self.folder / name).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        usable = (seal.format, seal.chroma) == (_FORMAT, _chroma_version())
        return seal if usable and (self.folder / seal.generation / _ROWS_NAME).is_file() else None

    def _collection(self, seal: _Seal) -> "ChromaCollection":
        if self._opened is None or self._opened[0] != seal:
            self.close()
            self._client = _client(self.folder / seal.generation)
            collection = self._client.get_collection(_COLLECTION, embedding_function=None)
            if collection.count() != seal.count:
                raise ValueError("another number of vectors than was filled in")
            self._opened = (seal, collection)
        return self._opened[1]

    # -- writing

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock; afterwards only the generations that are sealed are left."""
        self.close()
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(self.folder)
        try:
            yield
        finally:
            seals = (self._seal(), self._seal(_EARLIER_SEAL_NAME))
            sealed = {seal.generation for seal in seals if seal is not None}
            for folder in self.folder.glob(f"{_GENERATION}*"):
                if folder.name not in sealed:
                    shutil.rmtree(folder, ignore_errors=True)
            lock.release()

    def _new_generation(self) -> Path:
        """A folder that no client of this process has seen: Chroma remembers paths, also those that failed."""
        return Path(tempfile.mkdtemp(prefix=_GENERATION, dir=self.folder))

    def _fill(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> Path:
        """A generation made from nothing."""
        generation = self._new_generation()
        with _full_disk_as_told(self.folder):
            client = _client(generation)
            try:
                collection = client.create_collection(
                    _COLLECTION,
                    configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_BREADTH}},
                    embedding_function=None,
                )
                _add(client, collection, ids, vectors)
            finally:
                _close(client)
        return generation

    def _mend(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> tuple[Path, int] | None:
        """A copy of the sealed generation with the rows that differ changed, and how many rows were ever changed in it.

        None if that does not pay or work. Mending wears the graph, as removed rows stay in it as dead ends: changed
        rows are counted from when it was made from nothing.
        """
        seal = self._seal()
        if seal is None:
            return None
        sealed = self.folder / seal.generation
        try:
            before = _read_rows(sealed)
            now = dict(zip(ids, _row_digests(vectors), strict=True))
            gone = [name for name, digest in before.items() if now.get(name) != digest]
            fresh = [row for row, name in enumerate(ids) if before.get(name) != now[name]]
            mended = seal.mended + len(gone) + len(fresh)
            if mended > _MENDABLE_SHARE * len(ids):
                return None
            generation = self._new_generation()
            shutil.copytree(sealed, generation, dirs_exist_ok=True)
            with _damage_as_stale(generation):
                self._change(generation, gone, [ids[row] for row in fresh], vectors[fresh], len(ids))
        except (OSError, ValueError, KeyError, BadZipFile, VectorsStale):
            return None
        return generation, mended

    def _change(
        self, generation: Path, gone: Sequence[str], names: Sequence[str], vectors: NDArray[np.float32], count: int
    ) -> None:
        client = _client(generation)
        try:
            collection = client.get_collection(_COLLECTION, embedding_function=None)
            size = client.get_max_batch_size()
            for start in range(0, len(gone), size):
                collection.delete(ids=list(gone[start : start + size]))
            _add(client, collection, names, vectors)
            if collection.count() != count:
                raise ValueError("another number of vectors than was filled in")
        finally:
            _close(client)

    def _seal_with(
        self, generation: Path, ids: Sequence[str], vectors: NDArray[np.float32], fingerprint: str, mended: int = 0
    ) -> None:
        names = np.array([name.encode("utf-8") for name in ids], dtype=np.bytes_)
        np.savez(generation / _ROWS_NAME, names=names, digests=np.array(_row_digests(vectors), dtype=np.uint32))
        file_sums.write(generation)
        seal = _Seal(_FORMAT, _chroma_version(), generation.name, fingerprint, len(ids), mended)
        before, earlier = self._seal(), self._seal(_EARLIER_SEAL_NAME)
        if before is not None and before.fingerprint != fingerprint and earlier is None:
            # A copy: at no moment is there no seal. An earlier one stays where an ingest did not end.
            shutil.copyfile(self.folder / _SEAL_NAME, self.folder / _EARLIER_SEAL_NAME)
        fresh = self.folder / f"{_SEAL_NAME}.{os.getpid()}"
        fresh.write_text(json.dumps(asdict(seal)) + "\n", encoding="utf-8")
        fresh.replace(self.folder / _SEAL_NAME)


def _client(folder: Path) -> "ClientAPI":
    from chromadb import PersistentClient  # noqa: PLC0415  # the only owner of chromadb; half a second
    from chromadb.config import Settings  # noqa: PLC0415  # the same

    return PersistentClient(folder, settings=Settings(anonymized_telemetry=False))


def _close(client: "ClientAPI") -> None:
    close = getattr(client, "close", None)  # newer than Chroma 1.0; without it, files are closed with the process
    if close is not None:
        close()


def _add(client: "ClientAPI", collection: "ChromaCollection", ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
    size = client.get_max_batch_size()
    for start in range(0, len(ids), size):
        chunk = np.ascontiguousarray(vectors[start : start + size], dtype=np.float32)
        collection.add(ids=list(ids[start : start + size]), embeddings=chunk)


def _row_digests(vectors: NDArray[np.float32]) -> list[int]:
    return [crc32(row) for row in np.ascontiguousarray(vectors)]


def _read_rows(generation: Path) -> dict[str, int]:
    with np.load(generation / _ROWS_NAME, allow_pickle=False) as rows:
        names: list[bytes] = rows["names"].tolist()
        digests: list[int] = rows["digests"].tolist()
    return {name.decode("utf-8"): digest for name, digest in zip(names, digests, strict=True)}


def _chroma_version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # 20 ms, and few questions ask

    try:
        return version("chromadb")
    except PackageNotFoundError:
        return "none"


@contextmanager
def _full_disk_as_told(folder: Path) -> Iterator[None]:
    """What Chroma's Rust part says where the disk is full, in words only, as an error that a user can mend."""
    try:
        yield
    except Exception as error:
        if not any(words in str(error) for words in ("is full", "No space left", "disk I/O", "readonly database")):
            raise
        raise IndexStateError(
            f"the vector index in {folder} cannot be written: {error}",
            hint="free some space, then run policytext index rebuild; documents are stored, and questions are answered",
        ) from error


@contextmanager
def _damage_as_stale(folder: Path) -> Iterator[None]:
    """Whatever Chroma raises on a damaged store as one error; a panic of its Rust part is not even an Exception."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:
        raise VectorsStale(f"the vector index in {folder} does not open ({type(error).__name__})") from error
