"""Sizes and digests of the files of a folder that is written once, so that a damaged one is noticed and named."""

import hashlib
import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote

SUMS_NAME: Final = "sums.json"


def write(folder: Path) -> None:
    """Write down what the files of a folder are, those below it too. To be done last.

    Raises:
        OSError: a file cannot be read or the disk is full.
    """
    sums = {
        path.relative_to(folder).as_posix(): [path.stat().st_size, _digest(path)]
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != SUMS_NAME
    }
    (folder / SUMS_NAME).write_text(json.dumps(sums) + "\n", encoding="utf-8")


def faults(folder: Path, *, contents: bool = True, databases: Collection[str] = ()) -> list[str]:
    """What is wrong with the files of a folder, each with its name; none where nothing was written down of them.

    Args:
        folder: the folder.
        contents: read them whole; otherwise only missing files and other sizes are found, in no time.
        databases: names of SQLite files that another program changes by opening them: these only have to be sound.
    """
    try:
        held = json.loads((folder / SUMS_NAME).read_text(encoding="utf-8"))
        sums = {name: (int(size), str(digest)) for name, (size, digest) in held.items()}
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, AttributeError):
        return [f"{SUMS_NAME} is damaged"]
    found: list[str] = []
    for name, (size, digest) in sums.items():
        path = folder / name
        try:
            if not path.is_file():
                found.append(f"{name} is missing")
            elif name in databases:
                found += [f"{name} is damaged: {message}" for message in _unsound(path)]
            elif path.stat().st_size != size:
                found.append(f"{name} has {path.stat().st_size} bytes where {size} were written")
            elif contents and _digest(path) != digest:
                found.append(f"{name} is not what was written")
        except OSError as error:
            found.append(f"{name} cannot be read: {error.strerror or error}")
    return found


def _unsound(path: Path) -> list[str]:
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as connection:
            messages = [message for (message,) in connection.execute("PRAGMA integrity_check(1)")]
    except sqlite3.DatabaseError as error:
        messages = [str(error)]
    return [message for message in messages if message != "ok"]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
