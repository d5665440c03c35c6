"""One writing process at a time: an advisory lock on a file beside the database.

SQLite alone would let two ingests alternate their transactions; relations, resolution and the derived vectors need one
writer for the whole run. The kernel drops the lock with the process, so a process that died leaves no obstacle.
"""

import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from policytext.errors import IndexLocked, IndexStateError

LOCK_NAME: Final = "policytext.lock"
_NO_RIGHT: Final = "get the right to write there and room on the disk, or name another folder with --index"
_TRIES: Final = 5
_BETWEEN_S: Final = 0.03


def is_held(folder: Path) -> bool:
    """Whether a process is writing to the index in a folder; what a dead one left in the file counts for nothing."""
    try:
        descriptor = os.open(folder / LOCK_NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _take(descriptor: int) -> None:
    """Take the lock. Tried again for a moment: `is_held` has it while it looks."""
    for remaining in reversed(range(_TRIES)):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not remaining:
                raise
            time.sleep(_BETWEEN_S)
        else:
            return


class FolderLock:
    """Exclusive right to write to an index folder, held until `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock at once; the folder is made where it is not there.

        Raises:
            IndexLocked: another process (or another writer of this one) holds it; the message names its process id.
            IndexStateError: the folder cannot be written, or its file system knows no locks.
        """
        self._descriptor: int | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            _take(self._descriptor)
        except BlockingIOError as error:
            assert self._descriptor is not None  # taking it is what blocks
            holder = os.pread(self._descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
            self._close()
            raise IndexLocked(f"process {holder} is writing to the index in {folder}") from error
        except OSError as error:
            self._close()
            message = f"cannot write to {error.filename or folder}: {error.strerror or error}"
            raise IndexStateError(message, hint=_NO_RIGHT) from error
        with suppress(OSError):  # a full disk: the lock is held all the same, and nobody is told by whom
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, f"{os.getpid()}\n".encode("ascii"), 0)

    def release(self) -> None:
        """Give the lock back; a second call does nothing. The file stays: removing it would open a race."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.ftruncate(self._descriptor, 0)
            self._close()

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
