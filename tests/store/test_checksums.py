"""Digests of what was written: every change of a row is noticed, and every way of writing keeps them right."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from store_builders import OpenWriter, ingested, make_document

from policytext.store import Judgement, Reader, Writer, check, checksums
from policytext.store.connection import DATABASE_NAME
from policytext.types.vocabulary import Attribution, StatementKind

FIRST = ingested(make_document(["De zorg is duur. Dat moet anders."]), [(0, StatementKind.CLAIM, Attribution.OWN)])
SECOND = ingested(make_document(["De wijk is groot."]), [(0, StatementKind.CLAIM, Attribution.OWN)])


@pytest.fixture
def filled(folder: Path, open_writer: OpenWriter) -> Path:
    """An index of two documents, a failure and a correction."""
    with open_writer() as writer:
        FIRST.put(writer, "a.txt")
        SECOND.put(writer, "b.txt")
        writer.record_failure("c.txt", "damaged", "mend it")
        writer.correct(FIRST.keys[0], Judgement(kind=StatementKind.COMMITMENT), "2026-01-01T12:00:00+00:00")
        writer.put_resolution({}, [])
    return folder


def change(folder: Path, sql: str) -> None:
    """Run a statement behind the store's back."""
    database = sqlite3.connect(folder / DATABASE_NAME)
    database.execute(sql)
    database.commit()
    database.close()


def parts(folder: Path) -> set[str]:
    """Parts that are not what was written; documents by their row."""
    database = sqlite3.connect(folder / DATABASE_NAME)
    try:
        return {found.part for found in checksums.changed(database)}
    finally:
        database.close()


@pytest.mark.parametrize(
    ("sql", "part"),
    [
        pytest.param("UPDATE unit SET text = 'De zorg is dul.' WHERE id = 1", "1", id="a letter of a sentence"),
        pytest.param("UPDATE unit SET text = CAST(text AS BLOB) WHERE id = 1", "1", id="a text that became bytes"),
        pytest.param("UPDATE unit SET page = 7 WHERE id = 1", "1", id="a page"),
        pytest.param("UPDATE statement SET text = 'x' WHERE document = 2", "2", id="a statement"),
        pytest.param("UPDATE statement SET fields = fields || ' ' WHERE document = 2", "2", id="fields of a statement"),
        pytest.param("UPDATE document SET metadata = replace(metadata, '2021', '2012')", "1", id="a date"),
        pytest.param("UPDATE source SET path = 'd.txt' WHERE path = 'b.txt'", "2", id="the name of a file"),
        pytest.param("UPDATE document_body SET glyphs = x'00' WHERE document = 1", "1", id="places on the page"),
        pytest.param("UPDATE failure SET reason = 'x'", "failure", id="a failure"),
        pytest.param("UPDATE correction SET note = 'x'", "correction", id="a note of a person"),
        pytest.param("UPDATE meta SET value = 'x' WHERE key = 'pipeline_version'", "meta", id="a setting"),
        pytest.param("INSERT INTO work VALUES ('w', '{}', NULL)", "works", id="a cited work"),
        pytest.param("UPDATE checksum SET part = '9' WHERE part = '2'", "9", id="a digest of nothing"),
    ],
)
def test_change_behind_the_stores_back_is_noticed(filled: Path, sql: str, part: str) -> None:
    assert parts(filled) == set()
    change(filled, sql)
    assert part in parts(filled)
    assert "changed" in {problem.kind for problem in check(filled)}


def test_text_that_is_no_utf8_is_a_change_and_no_error(filled: Path) -> None:
    change(filled, "UPDATE unit SET text = CAST(x'ff41' AS TEXT) WHERE id = 1")
    assert parts(filled) == {"1"}


def test_problem_names_the_document_and_its_file(filled: Path) -> None:
    change(filled, "UPDATE unit SET text = 'De wijk is klein.' WHERE document = 2")
    (problem,) = (problem for problem in check(filled) if problem.kind == "changed")
    assert (problem.document, "(b.txt)" in problem.message) == (SECOND.document.id, True)
    assert "--again" in problem.hint


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda w: w.remove_source("b.txt"), id="remove"),
        pytest.param(lambda w: SECOND.put(w, "a.txt"), id="another document in a file"),
        pytest.param(lambda w: FIRST.put(w, "a.txt"), id="the same again"),
        pytest.param(lambda w: w.touch_source("d.txt", SECOND.document.id), id="another file with it"),
        pytest.param(lambda w: w.undo_correction(FIRST.keys[0]), id="undo"),
        pytest.param(lambda w: w.record_failure("d.txt", "x", "y"), id="failure"),
        pytest.param(lambda w: w.rebuild_fulltext(), id="full text"),
        pytest.param(lambda w: w.put_relations([]), id="relations"),
        pytest.param(lambda w: w.put_resolution({}, []), id="works"),
    ],
)
def test_every_way_of_writing_keeps_the_digests_right(
    filled: Path, open_writer: OpenWriter, write: Callable[[Writer], object]
) -> None:
    with open_writer() as writer:
        write(writer)
        assert parts(filled) == set()
    assert parts(filled) == set()
    assert check(filled) == []


def test_writing_beside_damage_does_not_bless_it(filled: Path, open_writer: OpenWriter) -> None:
    change(filled, "UPDATE unit SET text = 'De wijk is klein.' WHERE document = 2")
    with open_writer() as writer:
        FIRST.put(writer, "a.txt")
    assert parts(filled) == {"2"}
    with open_writer() as writer:  # which mends it
        SECOND.put(writer, "b.txt")
    assert parts(filled) == set()


def test_index_of_before_has_no_digests_until_it_is_written_to(filled: Path, open_writer: OpenWriter) -> None:
    change(filled, "DELETE FROM checksum")
    assert parts(filled) == set()
    open_writer().close()
    change(filled, "UPDATE unit SET page = 7 WHERE document = 2")
    assert parts(filled) == {"2"}
    with Reader.open(filled) as reader:
        assert len(reader.documents()) == 2
