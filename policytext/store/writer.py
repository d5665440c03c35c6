"""Writing to the store: one process at a time, each change one transaction."""

import hashlib
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from types import MappingProxyType, TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from policytext.errors import ModelMismatch
from policytext.store import checksums, corrections, fulltext, inserts, packing, snapshot, sources
from policytext.store import relations as relation_rows
from policytext.store import works as work_rows
from policytext.store.connection import DATABASE_NAME, STORE_NAME, open_for_writing, translated
from policytext.store.lock import FolderLock
from policytext.store.records import Form, Judgement, KnownSource
from policytext.store.replacing import put_in_place
from policytext.types.citation import Citation, Work
from policytext.types.document import Document, Sentence
from policytext.types.served import server_of
from policytext.types.statement import Relation, Statement
from policytext.types.vocabulary import RelationType


class Writer:
    """The one writer of an index folder. Use it as a context manager, from one thread at a time."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, lock: FolderLock, dimensions: int) -> None:
        """Wrap an open database; use `Writer.open`."""
        self._folder = folder
        self._path = folder / DATABASE_NAME
        self._keeps_state = False
        self._connection = connection
        self._lock = lock
        self._dimensions = dimensions
        #: Files that held a document in another form whose analysed file is gone: they are to be read again.
        self.orphans: list[str] = []

    @classmethod
    def open(cls, folder: Path, *, model: str, dimensions: int, pipeline_version: str) -> Self:
        """Open the index in `folder` for writing, or make one.

        Raises:
            IndexLocked: another process is writing; the message names its process id.
            ModelMismatch: the index was made with another model or number of dimensions.
            SchemaTooNew, IntegrityError, IndexStateError: the file cannot be used.
        """
        lock = FolderLock(folder)
        try:
            connection = open_for_writing(folder)
        except BaseException:
            lock.release()
            raise
        writer = cls(folder, connection, lock, dimensions)
        try:
            with translated(writer._path):
                checksums.watch(connection)
            writer._agree(model, pipeline_version)
        except BaseException:
            writer.close()
            raise
        return writer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Fold the log into the database where no reader is in the way, close it and release the lock."""
        try:
            # A pending log would make the index unreadable in a folder without write permission.
            self._connection.execute("PRAGMA busy_timeout = 0")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:  # closed already, or a full disk: the log is still valid
            pass
        finally:
            self._connection.close()
            self._lock.release()

    def keep_state_for_readers(self) -> None:
        """From the first change on, let readers see the index as it is now, until `complete`.

        Nothing is kept where the index is not complete now: new, or left by an ingest that did not end.
        """
        self._keeps_state = True

    def complete(self) -> None:
        """Let readers see what was written: works and resolved citations are those of the documents again."""
        snapshot.drop(self._folder)

    def known_sources(self) -> dict[str, KnownSource]:
        """What was ingested, by path."""
        return sources.known_sources(self._connection)

    def signatures(self) -> dict[str, bytes]:
        """By what documents are recognised, by content id."""
        return sources.signatures(self._connection)

    def put_document(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        statements: Sequence[Statement],
        citations: Sequence[Citation],
        vectors: NDArray[np.float32],
        vector_keys: Sequence[str],
        source: str,
        pipeline_version: str,
        manifest_key: str = "",
        *,
        size_bytes: int = 0,
        mtime_ns: int = 0,
        signature: bytes = b"",
        versions: Mapping[str, float] = MappingProxyType({}),
        replaces: str | None = None,
        similarity: float = 1.0,
        relations: Sequence[Relation] = (),
    ) -> None:
        """Store a document with all that was found in it, in one transaction.

        What the store held of the same content is replaced, its other sources stay; what it held of the same source is
        removed, unless another source still has it. A failure of the source is forgotten. What people corrected in the
        document, or in an earlier text of one of its files, is put over the statements given. Relations to other
        documents and resolutions that the replaced statements and citations took part in are gone: put them again.

        Args:
            document: the document.
            sentences: all its sentences, in order; a statement's `sentence` is an index among them.
            statements: their ids are unique in the whole index.
            citations: their ids are unique in the whole index.
            vectors: float32, shape (n, dimensions), row i for `vector_keys[i]`.
            vector_keys: unit ids, "short id:sentence index"; a sentence need not have a vector.
            source: path of the file as it was named.
            pipeline_version: version of the pipeline that made all this.
            manifest_key: what the manifest said of the source, in a form that can be compared.
            size_bytes: size of the file, to see a change quickly.
            mtime_ns: modification time of the file.
            signature: by what the document is recognised in other files; empty where it is too short for one.
            versions: content ids of documents of which it is another version, with how alike they are (0 to 1).
            replaces: content id of a document that this one holds in a better form; its files become other forms.
            similarity: how alike the two are.
            relations: relations between the statements given.

        Raises:
            ValueError: the parts do not belong together.
            InputError: the first eight digits of the content id are those of another document.
        """
        inserts.check_parts(document, sentences, statements, citations, relations)
        numbers = inserts.vector_numbers(document, len(sentences), vectors, vector_keys, self._dimensions)
        with self._change():
            findings = (sentences, statements, citations)
            args = (document, findings, source, pipeline_version, manifest_key)
            self._note_orphans(source, put_in_place(self._connection, *args))
            relation_rows.insert(self._connection, relations)
            row = self._row_of(document.id)
            self._connection.execute(
                "UPDATE source SET size_bytes = ?, mtime_ns = ? WHERE path = ?", (size_bytes, mtime_ns, source)
            )
            data = np.ascontiguousarray(vectors, dtype="<f4").tobytes()
            keys = np.asarray(numbers, dtype="<u4").tobytes()
            self._connection.execute(
                "INSERT INTO vector_block VALUES (?, ?, ?, ?, ?, ?)",
                (row, hashlib.sha256(keys + data).hexdigest(), len(numbers), self._dimensions, keys, data),
            )
            if signature:
                sources.put_signature(self._connection, row, signature, versions)
            if replaces is not None and replaces != document.id:
                sources.demote(self._connection, replaces, row, similarity)
            corrections.put_in_place(self._connection, row)
            self._set_meta(work_rows.RESOLUTION, work_rows.STALE)

    def put_form(
        self,
        source: str,
        document_id: str,
        form: Form,
        manifest_key: str = "",
        *,
        size_bytes: int = 0,
        mtime_ns: int = 0,
    ) -> None:
        """Record that `source` holds a stored document in another form, which is kept and not analysed.

        Raises KeyError if there is no document with that content id.
        """
        with self._change():
            row = self._row_of(document_id)
            self._bind(source, row, manifest_key, size_bytes, mtime_ns, form)
            corrections.put_in_place(self._connection, row)

    def touch_source(
        self, source: str, document_id: str, manifest_key: str = "", *, size_bytes: int = 0, mtime_ns: int = 0
    ) -> None:
        """Record that `source` is a file with the content of a stored document, seen again or at a new path.

        What the source held before is removed, unless another source has it. Raises KeyError if there is no document
        with that content id.
        """
        with self._change():
            row = self._row_of(document_id)
            self._bind(source, row, manifest_key, size_bytes, mtime_ns)
            corrections.put_in_place(self._connection, row)
            self._set_meta(work_rows.RESOLUTION, work_rows.STALE)  # what the source held before may be gone

    def remove_source(self, source: str) -> bool:
        """Forget a source and its failure; its document goes with its last source. False if it was not known."""
        with self._change():
            failed = self._connection.execute("DELETE FROM failure WHERE source = ?", (source,)).rowcount
            found = self._connection.execute("SELECT document FROM source WHERE path = ?", (source,)).fetchone()
            if found is not None:
                self._connection.execute("DELETE FROM source WHERE path = ?", (source,))
                self.orphans += sources.remove_unsourced(self._connection, found[0])
                self._set_meta(work_rows.RESOLUTION, work_rows.STALE)
            return found is not None or failed > 0

    def record_failure(self, source: str, reason: str, hint: str) -> None:
        """Remember why a file could not be ingested, until it succeeds or is removed.

        An earlier version of the file stays in the index.
        """
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO failure VALUES (?, ?, ?)",
                (source, packing.storable(reason), packing.storable(hint)),
            )

    def put_resolution(self, citations_by_document: Mapping[str, Sequence[Citation]], works: Sequence[Work]) -> None:
        """Store what the citations cite: all works anew, and of each given citation its work and resolution.

        Args:
            citations_by_document: citations by content id; those not in the store are ignored.
            works: all works of the index; they replace the earlier ones.

        Raises:
            ValueError: a work names a citation that the store does not have.
        """
        with self._transaction():
            work_rows.replace(self._connection, citations_by_document, works)
            self._set_meta(work_rows.RESOLUTION, work_rows.CURRENT)

    def put_relations(
        self,
        relations: Sequence[Relation],
        *,
        types: Collection[RelationType] | None = None,
        document: str | None = None,
    ) -> None:
        """Store relations; they replace those of the same extent, by default all.

        Args:
            relations: the relations; both ends are statements in the store.
            types: replace relations of these types only.
            document: replace relations between two statements of the document with this content id only.

        Raises:
            ValueError: a relation is outside the extent, names a statement that the store does not have, leads from a
                statement to itself or has a score outside [0, 1].
        """
        with self._transaction():
            relation_rows.replace(self._connection, relations, types, document)

    def correct(
        self,
        sentence: str,
        judgement: Judgement,
        made_at: str,
        *,
        statement: str | None = None,
        note: str | None = None,
    ) -> int:
        """Put a person's judgement over what the tool found, for good: it is put back after every ingest.

        A judgement of what was judged before is joined to the earlier one; where both speak of the same, this one
        counts.

        Args:
            sentence: unit id of the sentence.
            judgement: what the person says; a field that it leaves open stays as it is.
            made_at: when, ISO 8601.
            statement: id of the statement that is judged; needed where the sentence makes several.
            note: why, for other people; None keeps an earlier one.

        Returns:
            The number of the correction, see `CorrectionRecord`.

        Raises:
            NotFound: there is no such sentence.
            ConfigError: the sentence makes several statements, or none and no kind is given; a strength is given for
                what is no recommendation.
            IndexStateError: an ingest did not end, so that what people see is not what would be corrected.
        """
        snapshot.refuse(self._folder)
        with self._transaction():
            return corrections.correct(self._connection, sentence, statement, judgement, made_at, note)

    def undo_correction(self, sentence: str, *, statement: str | None = None) -> None:
        """Forget what a person said of a statement and put back what the tool found. Arguments as for `correct`.

        Raises:
            NotFound: there is no such sentence, or nothing was corrected in it.
            ConfigError: the sentence makes several statements.
            IndexStateError: as for `correct`.
        """
        snapshot.refuse(self._folder)
        with self._transaction():
            corrections.undo(self._connection, sentence, statement)

    def rebuild_fulltext(self) -> None:
        """Make the full-text index anew from the stored sentences."""
        with self._transaction():
            self._connection.execute("DROP TABLE IF EXISTS unit_text")
            self._connection.execute(fulltext.CREATE_TABLE)
            rows = self._connection.execute("SELECT id, text FROM unit ORDER BY id")
            self._connection.executemany(
                fulltext.INSERT,
                ((row, *fulltext.index_columns(packing.restored(text))) for row, text in rows),
            )
            for name, version in fulltext.versions().items():
                self._set_meta(name, version)

    @contextmanager
    def _change(self) -> Iterator[None]:
        """A transaction after which works and resolutions may not be those of the documents."""
        if self._keeps_state:
            with translated(self._path):
                if work_rows.is_resolved(self._meta()):
                    snapshot.keep(self._folder, self._connection)
            self._keeps_state = False
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with translated(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                checksums.renew(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # some errors, a full disk for one, have rolled back already
                    self._connection.execute("ROLLBACK")
                raise

    def _agree(self, model: str, pipeline_version: str) -> None:
        meta = self._meta()
        ours = (model, str(self._dimensions))
        if "model" in meta and (meta["model"], meta["dimensions"]) != ours:
            raise ModelMismatch(
                f"the index was made with model {meta['model']} ({meta['dimensions']} dimensions),"
                f" not with {model} ({self._dimensions})"
            )
        if any(meta.get(name) != version for name, version in fulltext.versions().items()):
            self.rebuild_fulltext()
        with self._transaction():
            if server_of(self._folder) is not None and STORE_NAME not in meta:
                self._set_meta(STORE_NAME, token_hex(8))
            self._set_meta("model", model)
            self._set_meta("dimensions", str(self._dimensions))
            self._set_meta("pipeline_version", pipeline_version)

    def _meta(self) -> dict[str, str]:
        return dict(self._connection.execute("SELECT key, value FROM meta").fetchall())

    def _set_meta(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _row_of(self, document_id: str) -> int:
        row = self._connection.execute("SELECT id FROM document WHERE content_id = ?", (document_id,)).fetchone()
        if row is None:
            raise KeyError(document_id)
        return int(row[0])

    def _bind(
        self,
        source: str,
        row: int,
        manifest_key: str,
        size_bytes: int = 0,
        mtime_ns: int = 0,
        form: Form | None = None,
    ) -> None:
        orphans = sources.bind(self._connection, source, row, manifest_key, size_bytes, mtime_ns, form)
        self._note_orphans(source, orphans)

    def _note_orphans(self, source: str, orphans: Sequence[str]) -> None:
        self.orphans += [orphan for orphan in orphans if orphan != source]
