"""Opening the database for writing or reading, and SQLite's errors as errors that a user can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from policytext.errors import IndexLocked, IndexMissing, IndexStateError, IntegrityError, PolicytextError
from policytext.store import snapshot
from policytext.store.migrations import READABLE_FROM, SCHEMA_VERSION, migrate, schema_version

DATABASE_NAME: Final = "policytext.sqlite3"
#: Setting of the index: a name by lot, by which a server tells the stores apart that it holds vectors of.
STORE_NAME: Final = "store"
_BUSY_TIMEOUT_S: Final = 10.0
_DAMAGED_HINT: Final = (
    "see what is damaged with policytext index check; then policytext index restore FILE --force, with a backup, or"
    " remove the folder of the index and run policytext ingest"
)
#: What SQLite says where the disk or the folder is at fault, and what to do about it.
_REMEDIES: Final = {
    "is full": "free some space and run the command again; what was stored is still there",
    "disk I/O": "check the disk, and whether there is room on it, and run the command again; what was stored is there",
    "readonly": "get the right to write to the folder and its files, or name a copy of it with --index",
    "unable to open": "check the rights on the folder",
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors inside the block into errors of `policytext.errors`.

    Only what the file, the disk or another process can cause is translated; a wrong statement or a broken constraint
    is a bug and stays as it is.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise IndexLocked(f"the database {path} is in use: {text}") from error
        hint = next((hint for words, hint in _REMEDIES.items() if words in text), None)
        if hint is not None:
            raise IndexStateError(f"{path}: {text}", hint=hint) from error
        if "malformed" in text:
            raise IntegrityError(f"the database {path} is damaged: {text}", hint=_DAMAGED_HINT) from error
        raise
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.DataError):
        raise
    except sqlite3.DatabaseError as error:  # "file is not a database", "database disk image is malformed"
        raise IntegrityError(f"the database {path} is damaged: {error}", hint=_DAMAGED_HINT) from error


def open_for_writing(folder: Path) -> sqlite3.Connection:
    """Open or create the database of an index folder and bring its schema up to date.

    The caller holds the folder's lock. The connection is in autocommit mode: transactions are begun explicitly.
    """
    path = folder / DATABASE_NAME
    with translated(path):
        connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            schema_version(connection)  # refuse before the first change, the journal mode included
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(folder: Path, *, oldest: int | None = None, latest: bool = False) -> sqlite3.Connection:
    """Open the database of an index folder read-only: in the last complete state, see snapshot.py.

    The connection is in a transaction, so that all that is read with it is of one state. What a running write adds is
    read through the write-ahead log. In a folder without write permission SQLite cannot
    make the log's shared memory; the file is then opened as immutable, which is right as long as no log is pending.

    Args:
        folder: the folder of the index.
        oldest: the oldest schema that will do; `migrations.READABLE_FROM` where it is None.
        latest: the documents as they are now, in the midst of an ingest too.

    Raises:
        IndexMissing: there is no index in the folder.
        IndexStateError: an older schema, or a pending log in a folder that cannot be written.
        SchemaTooNew, IntegrityError: see `schema_version`; also a damaged file.
    """
    if not latest and snapshot.is_kept(folder):
        try:
            connection = _checked(folder / snapshot.SNAPSHOT_NAME, "mode=ro", oldest)
        except sqlite3.OperationalError:  # it went at this moment: the database is complete
            pass
        else:
            snapshot.warn_if_left_over(folder)
            return connection
    path = folder / DATABASE_NAME
    if not path.is_file():
        raise IndexMissing(f"no index in {folder}")
    connection = _opened(path, folder, oldest)
    if not latest and snapshot.is_kept(folder):  # an ingest began at this moment
        connection.close()
        return open_for_reading(folder, oldest=oldest)
    return connection


def _opened(path: Path, folder: Path, oldest: int | None) -> sqlite3.Connection:
    try:
        return _checked(path, "mode=ro", oldest)
    except sqlite3.OperationalError as error:
        log = path.with_name(path.name + "-wal")
        if log.is_file() and log.stat().st_size:
            raise IndexStateError(
                f"an ingest into {folder} did not end, and the folder cannot be written",
                hint="open the index once from an account that may write to it",
            ) from error
        with translated(path):
            return _checked(path, "mode=ro&immutable=1", oldest)


def read_settings(folder: Path, *, latest: bool = False) -> dict[str, str]:
    """What an index records of its making: model, dimensions, pipeline_version; also one with an older schema.

    `latest` as for `open_for_reading`.

    Raises:
        IndexMissing, IndexStateError, SchemaTooNew, IntegrityError: see `open_for_reading`.
    """
    with closing(open_for_reading(folder, oldest=1, latest=latest)) as connection, translated(folder / DATABASE_NAME):
        return dict(connection.execute("SELECT key, value FROM meta").fetchall())


def _checked(path: Path, options: str, oldest: int | None) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?{options}"
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN")  # all that is read is of one state
        version = schema_version(connection)
        if version == 0:
            raise IndexMissing(f"the index in {path.parent} is empty")
        if version < (READABLE_FROM if oldest is None else oldest):
            raise IndexStateError(
                f"the index has schema {version}, this version needs {SCHEMA_VERSION}",
                hint="any policytext ingest, also of nothing new, brings it up to date",
            )
    except (sqlite3.OperationalError, PolicytextError):
        connection.close()
        raise
    except sqlite3.DatabaseError as error:
        connection.close()
        raise IntegrityError(f"the database {path} is damaged: {error}", hint=_DAMAGED_HINT) from error
    return connection
