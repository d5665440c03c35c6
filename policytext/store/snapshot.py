"""The last complete state of an index, kept for readers while an ingest changes the documents one by one.

Works and resolved citations follow from all documents together, so between the first document of an ingest and its end
the database does not agree with itself. Before the first change it is therefore copied; readers open the copy as long
as it is there. It goes when the ingest has brought everything up to date, in one step: a reader sees all of the earlier
state or all of the new one. An ingest that was stopped leaves the copy, so that its half of the work answers nobody
until the next one has finished it. docs/adr/0026 has the other ways and what this costs.
"""

import logging
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from policytext.errors import IndexStateError
from policytext.store.lock import LOCK_NAME, is_held

_LOG = logging.getLogger(__name__)

SNAPSHOT_NAME: Final = "policytext.before.sqlite3"


def is_kept(folder: Path) -> bool:
    """Whether readers of an index folder are to read the copy."""
    return (folder / SNAPSHOT_NAME).is_file()


def keep(folder: Path, connection: sqlite3.Connection) -> None:
    """Copy the database for readers, unless a copy of an ingest that did not end is there.

    The copy is whole before it has its name. `connection` is outside any transaction.
    """
    if is_kept(folder):
        return
    fresh = folder / f"{SNAPSHOT_NAME}.{os.getpid()}"
    try:
        copy(connection, fresh)
        fresh.rename(folder / SNAPSHOT_NAME)
    finally:
        fresh.unlink(missing_ok=True)


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the state that a connection sees to a new file, whole and on the disk.

    Raises:
        sqlite3.Error, OSError: there is no room, or what is read is damaged.
    """
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target, isolation_level=None)) as fresh:
        fresh.execute("PRAGMA synchronous = OFF")  # it is synchronised once, at the end
        connection.backup(fresh)
        fresh.execute("PRAGMA journal_mode = DELETE")  # a reader without write permission needs no log beside it
    with target.open("rb") as file:
        os.fsync(file.fileno())


def drop(folder: Path) -> None:
    """Let readers see the database itself from now on; those that are reading the copy go on with it."""
    (folder / SNAPSHOT_NAME).unlink(missing_ok=True)


def refuse(folder: Path) -> None:
    """Refuse a correction where readers see the copy.

    Raises:
        IndexStateError: they do; what would be corrected may not be what was shown.
    """
    if is_kept(folder):
        raise IndexStateError(
            f"an ingest into {folder} did not end: what would be corrected may not be what is shown",
            hint="bring it to an end with policytext ingest, or policytext index rebuild",
        )


def warn_if_left_over(folder: Path) -> None:
    """Say so where a copy is there and no process writes: an ingest was stopped."""
    if not (folder / LOCK_NAME).is_file() or is_held(folder):  # nobody ever wrote here, or an ingest is at work
        return
    _LOG.warning(
        "an ingest into %s did not end; this is the state before it (bring it to an end with policytext ingest, or"
        " with policytext index rebuild)",
        folder,
    )
