"""An index as one file and back: nothing lost, nothing let in, nothing half done."""

import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from store_builders import OpenWriter, ingested, make_document

from policytext.errors import (
    ConfigError,
    IndexLocked,
    IndexMissing,
    IndexStateError,
    InputError,
    IntegrityError,
    PolicytextError,
    SchemaTooNew,
)
from policytext.store import Judgement, Reader, check, snapshot
from policytext.store.backup import BackupFacts, restore_backup, write_backup
from policytext.store.connection import DATABASE_NAME
from policytext.store.lock import FolderLock
from policytext.types.vocabulary import StatementKind

FIRST = ingested(make_document(["De zorg is duur. Dat moet anders."]))
SECOND = ingested(make_document(["De wijk is groot."]))


@pytest.fixture
def filled(folder: Path, open_writer: OpenWriter) -> Path:
    """An index of one document with a correction, and saved questions beside it."""
    with open_writer() as writer:
        FIRST.put(writer, "a.txt")
        writer.correct(FIRST.keys[0], Judgement(kind=StatementKind.CLAIM), "2026-01-01T12:00:00+00:00", note="proef")
        writer.put_resolution({}, [])
    (folder / "watches.json").write_text('{"format": 1, "watches": {}}', encoding="utf-8")
    return folder


def back_up(folder: Path, target: Path, *, force: bool = False) -> BackupFacts:
    return write_backup(folder, target, made="2026-01-02T12:00:00+00:00", made_with="1", force=force)


def dump(folder: Path) -> list[str]:
    """All that the database of an index holds."""
    connection = sqlite3.connect(folder / DATABASE_NAME)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_restored_index_is_the_one_that_was_backed_up(filled: Path, tmp_path: Path) -> None:
    facts = back_up(filled, tmp_path / "b.zip")
    assert (facts.documents, facts.sentences, facts.corrections) == (1, 2, 1)
    assert restore_backup(tmp_path / "b.zip", tmp_path / "new" / "index") == facts
    assert dump(tmp_path / "new" / "index") == dump(filled)
    assert (tmp_path / "new/index/watches.json").read_bytes() == (filled / "watches.json").read_bytes()
    assert check(tmp_path / "new" / "index") == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "index", "new"]


def test_backup_beside_an_ingest_holds_the_state_before_it(
    filled: Path, open_writer: OpenWriter, tmp_path: Path
) -> None:
    with open_writer() as writer:
        writer.keep_state_for_readers()
        SECOND.put(writer, "b.txt")
        back_up(filled, tmp_path / "b.zip")
        writer.put_resolution({}, [])
        writer.complete()
    restore_backup(tmp_path / "b.zip", tmp_path / "other")
    with Reader.open(tmp_path / "other") as reader:
        assert [record.id for record in reader.documents()] == [FIRST.document.id]
    assert check(tmp_path / "other") == []


def test_restoring_over_an_index_replaces_it_beside_its_readers(
    filled: Path, open_writer: OpenWriter, tmp_path: Path
) -> None:
    back_up(filled, tmp_path / "b.zip")
    with open_writer() as writer:
        writer.keep_state_for_readers()
        SECOND.put(writer, "b.txt")  # an ingest that does not end
    with pytest.raises(IndexStateError, match="there is an index") as refused:
        restore_backup(tmp_path / "b.zip", filled)
    assert "--force" in refused.value.hint
    with Reader.open(filled, latest=True) as reader:
        assert len(reader.documents()) == 2
        restore_backup(tmp_path / "b.zip", filled, force=True)
        assert len(reader.documents()) == 2  # it goes on with what it began with
    assert not snapshot.is_kept(filled)
    with Reader.open(filled) as reader:
        assert [record.id for record in reader.documents()] == [FIRST.document.id]
        assert [record.note for record in reader.corrections()] == ["proef"]
    assert check(filled) == []


@pytest.mark.parametrize("content", [b"geen database" * 500, b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_restoring_over_a_damaged_index(filled: Path, tmp_path: Path, content: bytes) -> None:
    before = dump(filled)
    back_up(filled, tmp_path / "b.zip")
    (filled / DATABASE_NAME).write_bytes(content)
    (filled / f"{DATABASE_NAME}-wal").write_bytes(b"of another database" * 300)
    restore_backup(tmp_path / "b.zip", filled, force=True)
    assert dump(filled) == before
    assert check(filled) == []


def test_index_that_is_written_to_is_not_replaced(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "b.zip")
    lock = FolderLock(filled)
    try:
        with pytest.raises(IndexLocked):
            restore_backup(tmp_path / "b.zip", filled, force=True)
    finally:
        lock.release()


def test_file_that_is_there_is_not_replaced(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"
    target.write_text("iets anders", encoding="utf-8")
    with pytest.raises(ConfigError, match="there already"):
        back_up(filled, target)
    assert target.read_text(encoding="utf-8") == "iets anders"
    back_up(filled, target, force=True)
    assert zipfile.is_zipfile(target)


def test_there_must_be_an_index_and_a_folder(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        back_up(tmp_path / "nergens", tmp_path / "b.zip")
    with pytest.raises(ConfigError, match="no folder"):
        back_up(filled, tmp_path / "nergens" / "b.zip")
    with pytest.raises(InputError, match=r"c\.zip"):
        restore_backup(tmp_path / "c.zip", tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_damaged_index_is_not_backed_up(filled: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(filled / DATABASE_NAME)
    connection.execute("UPDATE unit SET text = 'De zorg is dul.' WHERE id = 1")
    connection.commit()
    connection.close()
    with pytest.raises(IntegrityError, match="would pass for a good one"):
        back_up(filled, tmp_path / "b.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def changed(archive: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of an archive with other members."""
    with zipfile.ZipFile(archive) as held:
        members = {name: held.read(name) for name in held.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return target


def listed(members: dict[str, bytes], **values: object) -> None:
    members["backup.json"] = json.dumps(json.loads(members["backup.json"]) | values).encode()


def spoilt(members: dict[str, bytes]) -> None:
    members[DATABASE_NAME] = members[DATABASE_NAME].replace(b"De zorg", b"De zorh")


def growing(members: dict[str, bytes]) -> None:
    members[DATABASE_NAME] += bytes(5_000_000)


def other_program(members: dict[str, bytes]) -> None:
    members[DATABASE_NAME] = b"geen database"
    digest = hashlib.sha256(members[DATABASE_NAME]).hexdigest()
    files = json.loads(members["backup.json"])["files"]
    listed(members, files=files | {DATABASE_NAME: {"bytes": 13, "sha256": digest}})


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param(lambda m: m.update({"../../elders.txt": b"x"}), InputError, id="a path that leads out"),
        pytest.param(lambda m: m.update({"/tmp/elders.txt": b"x"}), InputError, id="a path from the root"),
        pytest.param(lambda m: m.update({"policytext.lock": b"1"}), InputError, id="another file of the index"),
        pytest.param(lambda m: m.pop(DATABASE_NAME), InputError, id="no database"),
        pytest.param(lambda m: m.pop("backup.json"), InputError, id="no list"),
        pytest.param(lambda m: m.update({"backup.json": b"{}"}), InputError, id="an empty list"),
        pytest.param(lambda m: m.update({"backup.json": b"[1"}), InputError, id="a list that is none"),
        pytest.param(
            lambda m: listed(m, files={"../x": {"bytes": 1, "sha256": ""}}), InputError, id="a list that leads out"
        ),
        pytest.param(lambda m: listed(m, schema=99), SchemaTooNew, id="a newer schema"),
        pytest.param(lambda m: listed(m, backup=2), SchemaTooNew, id="a newer format"),
        pytest.param(spoilt, IntegrityError, id="a letter that is another one"),
        pytest.param(growing, IntegrityError, id="more than was written"),
        pytest.param(other_program, InputError, id="no index inside"),
    ],
)
def test_archive_that_is_no_whole_backup_changes_nothing(
    filled: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], error: type[PolicytextError]
) -> None:
    back_up(filled, tmp_path / "b.zip")
    bad = changed(tmp_path / "b.zip", tmp_path / "bad.zip", change)
    before = dump(filled)
    with pytest.raises(error) as caught:
        restore_backup(bad, filled, force=True)
    assert caught.value.hint
    assert dump(filled) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "bad.zip", "index"]
    assert not [path.name for path in filled.iterdir() if "restored" in path.name]


def test_archive_that_is_cut_off_or_has_other_bytes_is_refused(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "b.zip")
    data = (tmp_path / "b.zip").read_bytes()
    bad = tmp_path / "bad.zip"
    for number in range(40):
        at = number * len(data) // 40
        bad.write_bytes(data[:at])
        with pytest.raises(InputError):
            restore_backup(bad, tmp_path / "other")
        bad.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        try:
            restore_backup(bad, tmp_path / "other")
        except (InputError, IntegrityError, SchemaTooNew):
            assert not (tmp_path / "other" / DATABASE_NAME).exists()
        else:  # a byte that says nothing: a time, or a flag
            assert dump(tmp_path / "other") == dump(filled)
            shutil.rmtree(tmp_path / "other")


def test_database_that_acts_by_itself_is_refused(filled: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(filled / DATABASE_NAME)
    connection.execute("CREATE TRIGGER weg AFTER INSERT ON document BEGIN DELETE FROM correction; END")
    connection.commit()
    connection.close()
    back_up(filled, tmp_path / "b.zip")
    with pytest.raises(InputError, match="no index of policytext"):
        restore_backup(tmp_path / "b.zip", tmp_path / "other")


def test_no_room(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(filled, tmp_path / "b.zip")
    monkeypatch.setattr("policytext.store.backup.shutil.disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 1000))
    with pytest.raises(IndexStateError, match="are needed"):
        restore_backup(tmp_path / "b.zip", tmp_path / "other")
    assert not (tmp_path / "other" / DATABASE_NAME).exists()
