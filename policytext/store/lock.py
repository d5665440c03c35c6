"""One writing process at a time: an advisory lock on a file beside the database.

SQLite alone would let two ingests alternate their transactions; relations, resolution and the derived vectors need one
writer for the whole run. The kernel drops the lock with the process, so a process that died leaves no obstacle.
"""

import fcntl
import os
from pathlib import Path
from typing import Final

from policytext.errors import IndexLocked

LOCK_NAME: Final = "policytext.lock"


class FolderLock:
    """Exclusive right to write to an index folder, held until `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock at once.

        Raises:
            IndexLocked: another process (or another writer of this one) holds it; the message names its process id.
        """
        self._descriptor: int | None = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(self._descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(self._descriptor)
            self._descriptor = None
            raise IndexLocked(f"process {holder} is writing to the index in {folder}") from error
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode("ascii"), 0)

    def release(self) -> None:
        """Give the lock back; a second call does nothing. The file stays: removing it would open a race."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None
