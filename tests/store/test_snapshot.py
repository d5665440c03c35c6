"""The last complete state that readers see while an ingest is at work, and after one that was stopped."""

import logging
import sqlite3
from pathlib import Path

import pytest
from store_builders import OpenWriter, ingested, make_document

from policytext.errors import IndexStateError
from policytext.store import Judgement, Reader, check, snapshot

FIRST = ingested(make_document(["De zorg is duur."]))
SECOND = ingested(make_document(["De wijk is groot."]))
THIRD = ingested(make_document(["De school is klein."]))


def ids(folder: Path, *, latest: bool = False) -> list[str]:
    with Reader.open(folder, latest=latest) as reader:
        return [record.id for record in reader.documents()]


@pytest.fixture
def complete(folder: Path, open_writer: OpenWriter) -> Path:
    """An index of one document in which everything is up to date."""
    with open_writer() as writer:
        FIRST.put(writer, "a.txt")
        writer.put_resolution({}, [])
    return folder


def test_readers_see_the_earlier_state_until_all_is_complete(complete: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer:
        writer.keep_state_for_readers()
        SECOND.put(writer, "b.txt")
        THIRD.put(writer, "a.txt")
        assert ids(complete) == [FIRST.document.id]
        assert sorted(ids(complete, latest=True)) == sorted([SECOND.document.id, THIRD.document.id])
        writer.put_resolution({}, [])
        assert ids(complete) == [FIRST.document.id]
        with Reader.open(complete) as reader:
            writer.complete()
            assert reader.match("duur") != []  # the copy is gone and still read
            reader.refresh()
            assert reader.match("duur") == []
        assert sorted(ids(complete)) == sorted([SECOND.document.id, THIRD.document.id])
    assert check(complete) == []


def test_removing_a_document_keeps_the_earlier_state(complete: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer:
        writer.keep_state_for_readers()
        writer.remove_source("a.txt")
        assert (ids(complete), ids(complete, latest=True)) == ([FIRST.document.id], [])


def test_first_ingest_is_seen_as_it_grows(folder: Path, open_writer: OpenWriter) -> None:
    """There is no complete state yet that could be shown instead."""
    with open_writer() as writer:
        writer.keep_state_for_readers()
        FIRST.put(writer, "a.txt")
        assert ids(folder) == [FIRST.document.id]


def test_nothing_is_copied_when_nothing_changes(complete: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer:
        writer.keep_state_for_readers()
        writer.record_failure("b.txt", "damaged", "")
    assert not snapshot.is_kept(complete)


def test_stopped_ingest_leaves_the_earlier_state_with_a_warning(
    complete: Path, open_writer: OpenWriter, caplog: pytest.LogCaptureFixture
) -> None:
    with open_writer() as writer:
        writer.keep_state_for_readers()
        SECOND.put(writer, "b.txt")
        assert ids(complete) == [FIRST.document.id]
        assert caplog.records == []  # an ingest is at work, all is well
    with caplog.at_level(logging.WARNING):
        assert ids(complete) == [FIRST.document.id]
    assert "did not end" in caplog.text
    with open_writer() as writer:  # the next one goes on from there, and does not take half of it for complete
        writer.keep_state_for_readers()
        THIRD.put(writer, "c.txt")
        assert ids(complete) == [FIRST.document.id]
        writer.put_resolution({}, [])
        writer.complete()
    assert len(ids(complete)) == 3


def test_correction_beside_a_stopped_ingest_is_refused(complete: Path, open_writer: OpenWriter) -> None:
    with open_writer() as writer:
        writer.keep_state_for_readers()
        SECOND.put(writer, "b.txt")
    with open_writer() as writer, pytest.raises(IndexStateError, match="did not end"):
        writer.correct(f"{FIRST.document.short_id}:0", Judgement(), "2026-01-01T00:00:00")


def test_copy_needs_no_log_beside_it(complete: Path, open_writer: OpenWriter) -> None:
    """A folder that cannot be written has no place for SQLite's shared memory."""
    with open_writer() as writer:
        writer.keep_state_for_readers()
        SECOND.put(writer, "b.txt")
        copy = sqlite3.connect(complete / snapshot.SNAPSHOT_NAME)
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        copy.close()
