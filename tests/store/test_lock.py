"""The lock of an index folder: held by a process, and by nothing that a dead one left."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from policytext.errors import IndexLocked
from policytext.store.lock import LOCK_NAME, FolderLock, is_held


def test_what_a_dead_process_left_is_no_obstacle(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from policytext.store.lock import FolderLock;"
        "lock = FolderLock(Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) as dead:
        dead.wait()
    assert (tmp_path / LOCK_NAME).read_text() == f"{dead.pid}\n"
    assert not is_held(tmp_path)
    lock = FolderLock(tmp_path)
    assert is_held(tmp_path)
    assert (tmp_path / LOCK_NAME).read_text() == f"{os.getpid()}\n"
    with pytest.raises(IndexLocked, match=f"process {os.getpid()} is writing"):
        FolderLock(tmp_path)
    lock.release()
    lock.release()
    assert not is_held(tmp_path)


def test_looking_whether_it_is_held_is_in_nobodys_way(tmp_path: Path) -> None:
    FolderLock(tmp_path).release()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            is_held(tmp_path)
            time.sleep(0.0005)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for _ in range(200):
            FolderLock(tmp_path).release()
    finally:
        stop.set()
        looking.join()


def test_disk_without_room_for_the_name_of_the_holder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("policytext.store.lock.os.pwrite", full)
    lock = FolderLock(tmp_path)
    with pytest.raises(IndexLocked, match="process unknown is writing"):
        FolderLock(tmp_path)
    lock.release()
