"""What a run leaves when a document fails, when it is interrupted, and when it may not start."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policytext.errors import ConfigError, IndexLocked, ModelMismatch, NothingToIngest
from policytext.ingest import preparing
from policytext.ingest import run as pipeline
from policytext.ingest.report import Outcome
from policytext.ingest.run import IngestOptions, ingest, rebuild
from policytext.store import Reader, Writer, check, inserts
from policytext.vectors import VectorIndex

Run = Callable[..., dict[str, str]]


def titles(index: Path) -> set[str]:
    with Reader.open(index) as reader:
        return {record.title for record in reader.documents()}


def failing_for(word: str, error: BaseException, wrapped: Callable[..., object]) -> Callable[..., object]:
    """The function, but raising for a call whose first argument's text holds the word."""

    def call(document: object, *rest: object, **options: object) -> object:
        if word in getattr(document, "text", ""):
            raise error
        return wrapped(document, *rest, **options)

    return call


def test_damaged_files_leave_the_others(run: Run, folder: Path, index: Path) -> None:
    (folder / "leeg.txt").write_bytes(b"")
    (folder / "stuk.pdf").write_bytes(b"%PDF-1.7\nniets")
    (folder / "weg.txt").symlink_to(folder / "nergens.txt")
    outcomes = run()
    assert {name for name, outcome in outcomes.items() if outcome == "failed"} == {
        "docs/leeg.txt", "docs/stuk.pdf", "docs/weg.txt"
    }  # fmt: skip
    assert titles(index) == {"Brief over de wijk", "Wachten op hulp", "Tijd voor gezinnen"}
    assert check(index) == []


def test_failure_names_the_file_and_the_remedy(folder: Path, index: Path) -> None:
    (folder / "weg.txt").symlink_to(folder / "nergens.txt")
    (failed,) = ingest([folder], index, IngestOptions()).having(Outcome.FAILED)
    assert failed.source == "docs/weg.txt"
    assert failed.reason == "No such file or directory"
    assert "fault in policytext" not in failed.hint


def test_exception_in_a_stage_is_reported_as_a_fault(run: Run, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = failing_for("14 weken", RuntimeError("kapot"), preparing.find_citations)
    monkeypatch.setattr(preparing, "find_citations", broken)
    assert run()["docs/nota.md"] == "failed"
    assert titles(index) == {"Brief over de wijk", "Tijd voor gezinnen"}
    with Reader.open(index) as reader:
        (failure,) = reader.failures()
    assert failure.reason == "RuntimeError: kapot"
    assert "fault in policytext" in failure.hint


def test_exception_while_storing_leaves_no_half_document(
    run: Run, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def broken(*arguments: object, **options: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("schijf vol")
        return original(*arguments, **options)

    original = inserts.insert_statements
    monkeypatch.setattr(inserts, "insert_statements", broken)
    assert sorted(run().values()) == ["failed", "ingested", "ingested"]
    assert len(titles(index)) == 2
    assert check(index) == []


def test_changed_file_that_fails_keeps_its_earlier_version(run: Run, folder: Path, index: Path) -> None:
    run()
    (folder / "nota.md").write_bytes(b"")
    assert run()["docs/nota.md"] == "failed"
    assert "Wachten op hulp" in titles(index)


def test_failure_is_forgotten_when_the_file_is_mended(run: Run, folder: Path, index: Path) -> None:
    (folder / "leeg.txt").write_bytes(b"")
    run()
    (folder / "leeg.txt").write_text("Toch een tekst over de wijk.", encoding="utf-8")
    assert run()["docs/leeg.txt"] == "ingested"
    with Reader.open(index) as reader:
        assert reader.failures() == []


def test_interrupt_keeps_what_was_finished(run: Run, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(
            preparing,
            "build_document",
            failing_for("Tijd voor gezinnen", KeyboardInterrupt(), preparing.build_document),
        )
        with pytest.raises(KeyboardInterrupt):
            run()
    assert titles(index) == {"Brief over de wijk", "Wachten op hulp"}
    outcomes = run()
    assert outcomes == {"docs/brief.txt": "unchanged", "docs/nota.md": "unchanged", "docs/deel/rapport.md": "ingested"}
    with Reader.open(index) as reader:
        assert VectorIndex(index).fingerprint == reader.fingerprint()
    assert check(index) == []


def test_interrupt_before_the_vectors_is_made_good(run: Run, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(VectorIndex, "rebuild", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert VectorIndex(index).fingerprint is None
    assert set(run().values()) == {"unchanged"}
    with Reader.open(index) as reader:
        assert VectorIndex(index).fingerprint == reader.fingerprint()


def test_rebuild_makes_the_derived_anew(run: Run, index: Path) -> None:
    run()
    with Reader.open(index) as reader:
        count = reader.info().vectors
    for seal in (index / "vectors").glob("sealed*"):
        seal.unlink()
    assert rebuild(index) == count
    with Reader.open(index) as reader:
        assert VectorIndex(index).fingerprint == reader.fingerprint()


def test_second_writer_is_refused(run: Run, index: Path) -> None:
    run()
    with (
        Writer.open(index, model="hashing-64", dimensions=64, pipeline_version="x"),
        pytest.raises(IndexLocked, match="process"),
    ):
        run()


def test_other_model_is_refused(run: Run, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()

    class Other(type(pipeline.load_bulk_encoder(""))):  # type: ignore[misc]  # the fake encoder under another name
        name = "other"

    monkeypatch.setattr(pipeline, "load_bulk_encoder", lambda *_: Other())
    with pytest.raises(ModelMismatch, match="hashing-64"):
        run()


def test_path_that_is_not_there(run: Run, folder: Path) -> None:
    with pytest.raises(NothingToIngest, match=r"nergens: there is no such file or folder"):
        run(folder / "nergens")


def test_folder_without_documents(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kaal").mkdir()
    with pytest.raises(NothingToIngest, match=r"kaal: no documents"):
        run(tmp_path / "kaal")


def test_wrong_manifest_stops_the_run_before_anything_is_written(run: Run, folder: Path, index: Path) -> None:
    (folder / "sources.toml").write_text('[[document]]\nfile = "nota.md"\ntitel = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="did you mean 'title'"):
        run()
    assert not index.exists()
