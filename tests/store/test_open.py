"""Opening an index: missing, older, newer, damaged, locked, read-only, after a crash, beside an ingest."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from store_builders import OpenWriter, ingested, make_document

from policytext.errors import IndexLocked, IndexMissing, IndexStateError, IntegrityError, PolicytextError, SchemaTooNew
from policytext.store import Judgement, Reader, check, connection, migrations, read_settings
from policytext.types.spans import Span
from policytext.types.statement import Figure
from policytext.types.vocabulary import Attribution, StatementKind

DATABASE = connection.DATABASE_NAME
PART = ingested(make_document(["De zorg is duur."]))

# A writer that is killed inside the transaction of its second document.
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from store_builders import DIMENSIONS, ingested, make_document
from policytext.store import Writer, inserts
writer = Writer.open(Path(sys.argv[1]), model="hash", dimensions=DIMENSIONS, pipeline_version="1")
ingested(make_document(["De zorg is duur."])).put(writer, "a.txt")
print(os.getpid(), flush=True)
inserts.insert_citations = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
ingested(make_document(["De zorg is goedkoop."])).put(writer, "a.txt")
"""


def change_database(folder: Path, sql: str) -> None:
    """Run a statement behind the store's back."""
    database = sqlite3.connect(folder / DATABASE)
    database.execute(sql)
    database.commit()
    database.close()


def test_killed_writer_leaves_the_last_state_and_no_lock(folder: Path, open_writer: OpenWriter) -> None:
    here = str(Path(__file__).parents[1])
    run = subprocess.run([sys.executable, "-c", KILLED, str(folder), here], capture_output=True, text=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr
    with Reader.open(folder) as reader:
        assert [record.id for record in reader.documents()] == [PART.document.id]
        assert reader.match("duur") != []
    assert check(folder) == []
    with open_writer() as writer:
        assert set(writer.known_sources()) == {"a.txt"}


def test_lock_of_another_process_names_it(folder: Path, open_writer: OpenWriter) -> None:
    open_writer().close()
    code = (
        "import sys; from pathlib import Path; from policytext.store.lock import FolderLock;"
        "lock = FolderLock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(IndexLocked, match=f"process {other.pid} "):
            open_writer()
        with Reader.open(folder):  # reading is free
            pass
        other.communicate()
    open_writer().close()


def test_reader_keeps_its_snapshot_beside_an_ingest(folder: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer, Reader.open(folder) as reader:
        PART.put(writer, "a.txt")
        assert reader.documents() == []
        reader.refresh()
        assert len(reader.documents()) == 1
        writer.remove_source("a.txt")
        assert reader.sentence_records(PART.keys)[0].text == "De zorg is duur."


def test_reader_cannot_write(folder: Path, open_writer: OpenWriter) -> None:
    open_writer().close()
    with Reader.open(folder) as reader, pytest.raises(IndexStateError, match="readonly"):
        reader._rows("DELETE FROM document")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder_can_be_read(folder: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer:
        PART.put(writer, "a.txt")
    folder.chmod(0o555)
    try:
        with Reader.open(folder) as reader:
            assert reader.match("zorg") != []
        assert check(folder) == []
    finally:
        folder.chmod(0o755)


@pytest.fixture
def no_shared_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What SQLite does in a folder without write permission, also for root: only immutable files open."""
    checked = connection._checked

    def refuse(path: Path, options: str, oldest: int | None) -> sqlite3.Connection:
        if "immutable" not in options:
            raise sqlite3.OperationalError("unable to open database file")
        return checked(path, options, oldest)

    monkeypatch.setattr(connection, "_checked", refuse)


@pytest.mark.usefixtures("no_shared_memory")
def test_file_without_pending_log_is_opened_as_immutable(folder: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer:
        PART.put(writer, "a.txt")
    with Reader.open(folder) as reader:
        assert reader.match("zorg") != []


@pytest.mark.usefixtures("no_shared_memory")
def test_pending_log_is_not_passed_over(folder: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer:
        PART.put(writer, "a.txt")
        with pytest.raises(IndexStateError, match="did not end"):
            Reader.open(folder)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(None, IndexMissing, id="no file"),
        pytest.param(b"", IndexMissing, id="empty file: an interrupted first ingest"),
        pytest.param(b"geen database" * 100, IntegrityError, id="not a database"),
        pytest.param(b"SQLite format 3\0" + b"\xff" * 5000, IntegrityError, id="damaged head"),
    ],
)
def test_unusable_file_is_named(folder: Path, content: bytes | None, error: type[PolicytextError]) -> None:
    folder.mkdir()
    if content is not None:
        (folder / DATABASE).write_bytes(content)
    with pytest.raises(error) as caught:
        Reader.open(folder)
    assert caught.value.hint


def test_database_of_another_program_is_left_alone(folder: Path, open_writer: OpenWriter) -> None:
    folder.mkdir()
    change_database(folder, "CREATE TABLE recept (naam TEXT)")
    before = (folder / DATABASE).read_bytes()
    for opening in (open_writer, lambda: Reader.open(folder)):
        with pytest.raises(IntegrityError, match="not a policytext index"):
            opening()
    assert (folder / DATABASE).read_bytes() == before


def test_newer_schema_is_refused_and_left_alone(folder: Path, open_writer: OpenWriter) -> None:
    open_writer().close()
    change_database(folder, "PRAGMA user_version = 99")
    for opening in (open_writer, lambda: Reader.open(folder)):
        with pytest.raises(SchemaTooNew, match="99"):
            opening()


def test_damage_in_the_records_is_found(folder: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer:
        for number in range(30):
            ingested(make_document([f"De zorg in wijk {number} is duur. " * 20])).put(writer, f"{number}.txt")
    file = folder / DATABASE
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    data[middle:] = b"\xa5" * (len(data) - middle)  # the schema and the first records stay whole
    file.write_bytes(data)
    assert {problem.kind for problem in check(folder)} >= {"database"}
    with pytest.raises(IntegrityError, match="damaged"), Reader.open(folder) as reader:
        reader.sentence_records(reader.unit_ids())


def test_opening_again_changes_nothing(folder: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer:
        PART.put(writer, "a.txt")
    with Reader.open(folder) as reader:
        before = (reader.info(), reader.fingerprint())
    open_writer().close()
    with Reader.open(folder) as reader:
        assert (reader.info(), reader.fingerprint()) == before
        assert before[0].schema_version == migrations.SCHEMA_VERSION


def test_interrupted_migration_is_done_again(
    folder: Path, open_writer: OpenWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_writer() as writer:
        PART.put(writer, "a.txt")
    steps = ("CREATE TABLE extra (n INTEGER)", "SELECT nergens")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, steps))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", migrations.SCHEMA_VERSION + 1)
    with pytest.raises(sqlite3.OperationalError, match="nergens"):
        open_writer()
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS[:-1], steps[:1]))
    with open_writer() as writer:  # the table of the first attempt is not in the way
        assert set(writer.known_sources()) == {"a.txt"}


def test_older_schema_is_not_read_but_named(
    folder: Path, open_writer: OpenWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_writer().close()
    version = migrations.SCHEMA_VERSION
    for name in ("SCHEMA_VERSION", "READABLE_FROM"):
        monkeypatch.setattr(connection, name, version + 1)
    with pytest.raises(IndexStateError, match=f"schema {version}, this version needs {version + 1}") as caught:
        Reader.open(folder)
    assert "ingest" in caught.value.hint


# What the schema's third version had instead of the tables of today.
BEFORE_CORRECTIONS = (
    "DROP TABLE coding",
    "DROP TABLE checksum",
    "DROP TABLE correction",
    "DROP TABLE relation",
    "CREATE TABLE relation (source TEXT NOT NULL REFERENCES statement ON DELETE CASCADE,"
    " target TEXT NOT NULL REFERENCES statement ON DELETE CASCADE, type TEXT NOT NULL, score REAL NOT NULL,"
    " method TEXT NOT NULL, PRIMARY KEY (source, target, type, method)) WITHOUT ROWID",
    "CREATE INDEX relation_target ON relation (target)",
)


@pytest.fixture
def of_third_schema(folder: Path, open_writer: OpenWriter) -> Path:
    """An index as the version before corrections left it: without their table and the later fields of statements."""
    part = ingested(make_document(["De zorg is duur."]), [(0, StatementKind.CLAIM, Attribution.OWN)])
    with open_writer() as writer:
        part.put(writer, "a.txt")
    later = ", ".join(f"'$.{name}'" for name in ("conditions", "reasons", "odds", "prominence"))
    for sql in (
        f"UPDATE statement SET fields = json_remove(fields, {later})",
        "UPDATE statement SET fields = json_set(fields, '$.figures', json('[[3,7,1.0,\"euro\",null,null]]'))",
        *BEFORE_CORRECTIONS,
        "INSERT INTO relation SELECT id, id, 'support', 0.5, 'cue' FROM statement",
        "PRAGMA user_version = 3",
    ):
        change_database(folder, sql)
    return folder


def test_index_without_corrections_can_be_asked(of_third_schema: Path) -> None:
    with Reader.open(of_third_schema) as reader:
        (statement,) = (record.statement for record in reader.statements())
        assert reader.corrections() == []
        assert (reader.info().schema_version, reader.info().corrections) == (3, 0)
        assert [record.relation.score for record in reader.relations()] == [0.5]
    assert statement.figures == (Figure(Span(3, 7), 1.0, "euro", None, None),)
    assert (statement.conditions, statement.reasons, statement.odds, statement.prominence) == ((), (), (), None)


def test_index_without_corrections_is_brought_up_to_date(of_third_schema: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer, Reader.open(of_third_schema) as reader:
        (sentence,) = reader.unit_ids()
        assert [record.relation.score for record in reader.relations()] == [0.5]
        writer.correct(sentence, Judgement(rejected=True), "2026-01-01")
    with Reader.open(of_third_schema) as reader:
        assert reader.info().schema_version == migrations.SCHEMA_VERSION
        assert (len(reader.corrections()), reader.statements()) == (1, [])


# What the schema's second version had instead of the columns of today.
SECOND_SCHEMA = (
    *BEFORE_CORRECTIONS,
    "DROP TABLE unit_text",
    'CREATE VIRTUAL TABLE unit_text USING fts5 (words, stems, tokenize = "unicode61 remove_diacritics 0")',
    "INSERT INTO unit_text (rowid, words, stems) VALUES (1, 'de jeugdhulpplicht geldt', 'de jeugdhulpplicht geldt')",
    "DELETE FROM meta WHERE key = 'compounds'",
    "PRAGMA user_version = 2",
)


@pytest.fixture
def of_second_schema(folder: Path, open_writer: OpenWriter) -> Path:
    """An index as the version before compounds left it."""
    with open_writer() as writer:
        ingested(make_document(["De jeugdhulpplicht geldt."])).put(writer, "a.txt")
    for sql in SECOND_SCHEMA:
        change_database(folder, sql)
    return folder


def test_settings_of_an_older_index_can_be_read(of_second_schema: Path) -> None:
    assert read_settings(of_second_schema)["model"] == "hash"


def test_index_without_compounds_is_brought_up_to_date(of_second_schema: Path, open_writer: OpenWriter) -> None:
    with pytest.raises(IndexStateError, match="schema 2"):
        Reader.open(of_second_schema)
    with open_writer() as writer:
        assert set(writer.known_sources()) == {"a.txt"}
    with Reader.open(of_second_schema) as reader:
        assert len(reader.match("jeugdhulp")) == 1
        assert len(reader.match('"jeugdhulpplicht geldt"')) == 1
    assert check(of_second_schema) == []


def test_interrupted_filling_of_the_new_columns_is_done_again(of_second_schema: Path, open_writer: OpenWriter) -> None:
    connection.open_for_writing(of_second_schema).close()  # migrates, and stops before the words are put back
    assert {problem.kind for problem in check(of_second_schema)} == {"full text"}
    open_writer().close()
    assert check(of_second_schema) == []


def test_other_version_of_the_compounds_makes_the_full_text_anew(folder: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer:
        ingested(make_document(["De jeugdhulpplicht geldt."])).put(writer, "a.txt")
    change_database(folder, "UPDATE unit_text SET parts = ''")
    open_writer().close()
    with Reader.open(folder) as reader:
        assert reader.match("jeugdhulp") == []  # the same version: what is there is taken for right
    change_database(folder, "UPDATE meta SET value = 'older' WHERE key = 'compounds'")
    open_writer().close()
    with Reader.open(folder) as reader:
        assert len(reader.match("jeugdhulp")) == 1
