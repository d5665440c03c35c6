"""An index as one file, and back.

The file is a zip archive with the database, in the state that queries see, the saved questions that lie beside it, and
a list of both with their hashes. All that is derived (columns, the vector index) follows from the database and is made
anew after restoring. Docs/adr/0041 has the other ways.

Nothing of an archive is ever used as a path: members are read by the names that a backup has, and an archive with any
other member is refused.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final

from policytext.errors import ConfigError, IndexStateError, InputError, IntegrityError, SchemaTooNew
from policytext.store import snapshot
from policytext.store.checking import first_damage
from policytext.store.connection import DATABASE_NAME, open_for_reading, translated
from policytext.store.lock import FolderLock
from policytext.store.migrations import CORRECTIONS_FROM, SCHEMA_VERSION, schema_version
from policytext.store.watches import WATCHES_NAME

#: Changes whenever an older version could not read what is written here.
_FORMAT: Final = 1
_LIST_NAME: Final = "backup.json"
_LARGEST_LIST: Final = 1 << 20
_CHUNK: Final = 1 << 20
#: Most of a database is compressed already: more effort takes longer and gains a few per cent.
_COMPRESSION: Final = 1
_ROOM: Final = "free some space and run the command again; nothing was changed"


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup says of itself. `made` is ISO 8601; `schema` that of the database; counts are of its state."""

    made: str
    made_with: str
    schema: int
    documents: int
    sentences: int
    corrections: int


def write_backup(folder: Path, target: Path, *, made: str, made_with: str, force: bool = False) -> BackupFacts:
    """Write the index in a folder to a file, while others may be reading it or writing to it.

    The file holds the last complete state, as queries see it. It has its name when it is whole and on the disk.

    Args:
        folder: the folder of the index.
        target: the file.
        made: the time, ISO 8601.
        made_with: the version of the program.
        force: replace a file that is there.

    Raises:
        ConfigError: there is a file with that name, or no such folder.
        IndexMissing, IndexStateError, SchemaTooNew: there is no index, or no room.
        IntegrityError: the index is damaged: a backup of it would pass for a good one.
    """
    if target.is_dir() or (target.exists() and not force):
        raise ConfigError(f"{target} is there already", hint="name another file, or replace it with --force")
    if not target.parent.is_dir():
        raise ConfigError(f"there is no folder {target.parent}", hint="make it first")
    copy, archive = (target.with_name(f".{target.name}.{os.getpid()}.{part}") for part in ("database", "part"))
    try:
        with _disk(target), translated(copy):
            with closing(open_for_reading(folder, oldest=1)) as connection:
                snapshot.copy(connection, copy)
            facts = _checked_facts(copy, folder, made, made_with)
            members = {DATABASE_NAME: copy}
            if (folder / WATCHES_NAME).is_file():
                members[WATCHES_NAME] = folder / WATCHES_NAME
            _pack(archive, members, facts)
            archive.replace(target)
    finally:
        for path in (copy, archive):
            path.unlink(missing_ok=True)
    return facts


def restore_backup(source: Path, folder: Path, *, force: bool = False) -> BackupFacts:
    """Put the index of a backup into a folder. What is derived is of an earlier state afterwards, or not there.

    Nothing is changed before all of the file was read and found whole. An index that is there is replaced in one
    transaction; queries that run beside it answer from the one or the other.

    Args:
        source: the file.
        folder: the folder of the index; it is made where it is not there.
        force: replace an index that is there.

    Raises:
        InputError: the file cannot be read, or is no backup.
        IntegrityError: the file is damaged.
        SchemaTooNew: a newer version wrote it.
        IndexStateError: there is an index in the folder; there is no room for another.
        IndexLocked: another process is writing to the index.
    """
    with _opened(source) as archive:
        listed = _listed(archive, source)
        if not force and any((folder / name).exists() for name in (DATABASE_NAME, snapshot.SNAPSHOT_NAME)):
            raise IndexStateError(
                f"there is an index in {folder}", hint="name another folder, or replace it with --force"
            )
        with _disk(folder):
            folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(folder)
        fresh = {name: folder / f".restored.{os.getpid()}.{name}" for name in listed.files}
        try:
            with _disk(folder):
                _has_room(folder, sum(size for size, _ in listed.files.values()))
                for name, path in fresh.items():
                    _extract(archive, source, name, path, *listed.files[name])
                _is_ours(fresh[DATABASE_NAME], source)
                _put_database(fresh[DATABASE_NAME], folder)
                if WATCHES_NAME in fresh:
                    fresh[WATCHES_NAME].replace(folder / WATCHES_NAME)
                snapshot.drop(folder)
        finally:
            for path in fresh.values():
                path.unlink(missing_ok=True)
            lock.release()
    return listed.facts


# -- writing


def _checked_facts(copy: Path, folder: Path, made: str, made_with: str) -> BackupFacts:
    with closing(sqlite3.connect(copy)) as connection:
        schema = schema_version(connection)
        damaged = first_damage(connection)
        if damaged is not None:
            raise IntegrityError(
                f"the index in {folder} is damaged ({damaged}), and a backup of it would pass for a good one",
                hint="see what is damaged with policytext index check; to keep it as it is, copy its folder",
            )
        counts = [
            int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("document", "unit", "correction")
            if schema >= CORRECTIONS_FROM or table != "correction"
        ]
    return BackupFacts(made, made_with, schema, counts[0], counts[1], sum(counts[2:]))


def _pack(path: Path, members: dict[str, Path], facts: BackupFacts) -> None:
    files: dict[str, dict[str, object]] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        for name, member in members.items():
            digest, size = hashlib.sha256(), 0
            # The size is not known to `open`, so that it allows for one above 4 GB.
            with member.open("rb") as held, archive.open(name, "w", force_zip64=True) as packed:
                while chunk := held.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    packed.write(chunk)
            files[name] = {"bytes": size, "sha256": digest.hexdigest()}
        listed = {"backup": _FORMAT, **asdict(facts), "files": files}
        archive.writestr(_LIST_NAME, json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
    with path.open("rb") as file:
        os.fsync(file.fileno())


# -- restoring


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the list of an archive says: size in bytes and SHA-256 of each file by its name."""

    facts: BackupFacts
    files: dict[str, tuple[int, str]]


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; whatever a file that is none, or is cut off or changed, makes the library raise, as our errors."""
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except OSError as error:
        raise InputError(
            f"{source}: {error.strerror or error}", hint="name a file that policytext index backup made"
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(
            f"{source} is no backup, or it is cut off or damaged: {error}",
            hint="name a file that policytext index backup made; an earlier one may be whole",
        ) from error


def _listed(archive: zipfile.ZipFile, source: Path) -> _Listed:
    names = archive.namelist()
    others = sorted(set(names) - {_LIST_NAME, DATABASE_NAME, WATCHES_NAME})
    if others or len(set(names)) != len(names) or not {_LIST_NAME, DATABASE_NAME} <= set(names):
        held = f"it holds {others[0]!r}" if others else "members are missing or there twice"
        raise InputError(f"{source} is no backup of policytext: {held}", hint="nothing of it was unpacked")
    if archive.getinfo(_LIST_NAME).file_size > _LARGEST_LIST:
        raise InputError(
            f"{source} is no backup of policytext: its list is too long", hint="nothing of it was unpacked"
        )
    held_list: Any = json.loads(archive.read(_LIST_NAME))  # Any: JSON
    try:
        if held_list["backup"] > _FORMAT or held_list["schema"] > SCHEMA_VERSION:
            raise SchemaTooNew(f"a newer version of policytext ({held_list['made_with']}) wrote {source}")
        files = {str(name): (int(one["bytes"]), str(one["sha256"])) for name, one in held_list["files"].items()}
        facts = BackupFacts(**{name: held_list[name] for name in BackupFacts.__slots__})
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{source} is no backup of policytext: {error!r}", hint="nothing of it was unpacked"
        ) from error
    if set(files) != set(names) - {_LIST_NAME}:
        raise InputError(
            f"{source} is no backup of policytext: its list is of other files", hint="nothing of it was unpacked"
        )
    return _Listed(facts, files)


def _extract(archive: zipfile.ZipFile, source: Path, name: str, path: Path, size: int, wanted: str) -> None:
    """Write a member to a file, never more than it should be."""
    digest, done = hashlib.sha256(), 0
    with archive.open(name) as packed, path.open("wb") as file:
        while chunk := _piece(packed):
            done += len(chunk)
            if done > size:
                break
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if (done, digest.hexdigest()) != (size, wanted):
        raise IntegrityError(
            f"{source} is damaged: {name} is not what was written", hint="an earlier backup may be whole"
        )


def _piece(packed: IO[bytes]) -> bytes:
    """Bytes of a member. An OSError here is of the archive, not of the disk that is written to."""
    try:
        return packed.read(_CHUNK)
    except OSError as error:
        raise ValueError(f"it cannot be read: {error.strerror or error}") from error


def _is_ours(database: Path, source: Path) -> None:
    """Refuse a database that is no index, or that would do something by itself when it is written to."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            found = schema_version(connection)
            acting = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
            ).fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise InputError(f"{source} holds no index: {error}", hint="nothing was changed") from error
    if not found or acting:
        raise InputError(f"{source} holds no index of policytext", hint="nothing was changed")


def _put_database(fresh: Path, folder: Path) -> None:
    """Put a database in place of the one of a folder; the caller holds its lock."""
    path = folder / DATABASE_NAME
    if path.is_file():
        try:
            # Through SQLite: one transaction, that readers see before or after, and that a kill leaves undone.
            with closing(sqlite3.connect(fresh)) as source, closing(sqlite3.connect(path)) as target:
                source.backup(target)
            return
        except sqlite3.OperationalError as error:
            if "full" in str(error) or "disk I/O" in str(error) or "locked" in str(error):
                with translated(path):
                    raise
        except sqlite3.DatabaseError:  # what is there is no database any more
            pass
    for suffix in ("-wal", "-shm", "-journal"):  # the log of another database would be played into this one
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    fresh.replace(path)


def _has_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size:
        raise IndexStateError(f"{folder}: {size >> 20} MB are needed, and {free >> 20} are free", hint=_ROOM)


@contextmanager
def _disk(place: Path) -> Iterator[None]:
    """What the system says of a file that cannot be written, as an error with the place and the remedy."""
    try:
        yield
    except OSError as error:
        raise IndexStateError(f"{error.filename or place}: {error.strerror or error}", hint=_ROOM) from error
