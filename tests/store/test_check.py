"""What `check` finds, and what `rebuild_derived` mends."""

import sqlite3
from pathlib import Path

import pytest
from store_builders import OpenWriter, ingested, make_document

from policytext.errors import IndexLocked, IndexMissing
from policytext.store import Judgement, Reader, check, rebuild_derived
from policytext.store.connection import DATABASE_NAME
from policytext.types.vocabulary import Attribution, StatementKind

#: A relation between the two statements, up to its type.
RELATION = (
    "INSERT INTO relation (source, target, type, score, method)"
    " VALUES ((SELECT min(id) FROM statement), (SELECT max(id) FROM statement),"
)


@pytest.fixture
def filled(folder: Path, open_writer: OpenWriter) -> Path:
    """An index of two documents in which nothing is wrong."""
    with open_writer() as writer:
        for source, text in (("a.txt", "De zorg is duur. Dat moet anders."), ("b.txt", "De zorg is goedkoop.")):
            part = ingested(make_document([text]), [(0, StatementKind.CLAIM, Attribution.OWN)])
            part.put(writer, source)
        writer.correct(part.keys[0], Judgement(kind=StatementKind.COMMITMENT), "2026-01-01T12:00:00+00:00")
    assert check(folder) == []
    return folder


@pytest.mark.parametrize(
    ("sql", "kind", "mended"),
    [
        pytest.param("DELETE FROM unit_text WHERE rowid = 1", "full text", True, id="a sentence is not indexed"),
        pytest.param("INSERT INTO unit_text (rowid) VALUES (99)", "full text", True, id="a sentence too many is"),
        pytest.param(
            "UPDATE unit_text SET words = 'x' WHERE rowid = 1", "full text", True, id="other words are indexed"
        ),
        pytest.param("DELETE FROM unit_text_data WHERE id > 10", "full text", True, id="the word lists are gone"),
        pytest.param(
            "UPDATE unit_text SET parts = 'x' WHERE rowid = 1", "full text", True, id="other parts are indexed"
        ),
        pytest.param("UPDATE meta SET value = 'x' WHERE key = 'stemmer'", "full text", True, id="another stemmer"),
        pytest.param("UPDATE meta SET value = 'x' WHERE key = 'compounds'", "full text", True, id="other compounds"),
        pytest.param("DELETE FROM meta WHERE key = 'compounds'", "full text", True, id="compounds of no known version"),
        pytest.param("DELETE FROM vector_block WHERE document = 1", "vectors", False, id="no vectors"),
        pytest.param("UPDATE vector_block SET data = x'00'", "vectors", False, id="vectors cut off"),
        pytest.param("UPDATE vector_block SET dimensions = 3", "vectors", False, id="another dimension"),
        pytest.param("UPDATE vector_block SET digest = 'x'", "vectors", False, id="other vectors than were stored"),
        pytest.param("DELETE FROM unit WHERE number = 1", "count", False, id="a sentence is gone"),
        pytest.param("DELETE FROM statement", "count", False, id="statements are gone"),
        pytest.param("DELETE FROM source WHERE path = 'a.txt'", "orphan", False, id="a document without a source"),
        pytest.param("UPDATE statement SET unit = 99", "orphan", False, id="a statement without its sentence"),
        pytest.param("UPDATE statement SET kind = 'mening'", "unreadable", False, id="a kind that is none"),
        pytest.param("UPDATE statement SET fields = '{}'", "unreadable", False, id="a statement without its fields"),
        pytest.param(f"{RELATION} 'support', 1.5, '')", "relation", False, id="a score above one"),
        pytest.param(f"{RELATION} 'knows', 0.5, '')", "relation", False, id="a relation of no type"),
        pytest.param(
            "INSERT INTO relation SELECT min(id), min(id), 'attack', '', 0.5 FROM statement",
            "relation",
            False,
            id="a relation to itself",
        ),
        pytest.param(
            "INSERT INTO relation SELECT min(id), 'nergens', 'attack', '', 0.5 FROM statement",
            "orphan",
            False,
            id="a relation to nothing",
        ),
        pytest.param("UPDATE correction SET sentence = 'iets'", "correction", False, id="corrected elsewhere"),
        pytest.param("UPDATE correction SET judgement = '{}'", "correction", False, id="a correction of nothing"),
        pytest.param("UPDATE correction SET unit = NULL", "correction", False, id="corrected by nobody"),
        pytest.param(
            "UPDATE statement SET fields = json_set(fields, '$.negated', json('true'))"
            " WHERE id IN (SELECT statement FROM correction)",
            "correction",
            False,
            id="a correction that is not in place",
        ),
        pytest.param("UPDATE document_body SET text = x'00'", "unreadable", False, id="text that is no text"),
        pytest.param("UPDATE document_body SET offsets = x''", "unreadable", False, id="no offsets"),
        pytest.param("UPDATE document_body SET structure = x'00'", "unreadable", False, id="no structure"),
    ],
)
def test_problem_is_found(filled: Path, sql: str, kind: str, mended: bool) -> None:
    database = sqlite3.connect(filled / DATABASE_NAME)
    database.execute(sql)
    database.commit()
    database.close()
    assert kind in {problem.kind for problem in check(filled)}
    rebuild_derived(filled)
    assert (check(filled) == []) is mended


def test_problem_is_one_line_with_its_remedy(filled: Path) -> None:
    database = sqlite3.connect(filled / DATABASE_NAME)
    database.execute("DELETE FROM unit_text WHERE rowid = 1")
    database.commit()
    database.close()
    assert "policytext index rebuild" in str(check(filled)[0])


def test_rebuilding_changes_no_answer(filled: Path) -> None:
    with Reader.open(filled) as reader:
        before = (reader.match("zorg duur"), reader.fingerprint())
    rebuild_derived(filled)
    with Reader.open(filled) as reader:
        assert (reader.match("zorg duur"), reader.fingerprint()) == before


def test_rebuilding_beside_a_writer_or_without_an_index_is_refused(
    filled: Path, open_writer: OpenWriter, tmp_path: Path
) -> None:
    with open_writer(), pytest.raises(IndexLocked):
        rebuild_derived(filled)
    with pytest.raises(IndexMissing):
        rebuild_derived(tmp_path)
    assert not (tmp_path / DATABASE_NAME).exists()
