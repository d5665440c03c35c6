"""A second run: what is skipped, what is replaced, what is removed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policytext.ingest import run as pipeline
from policytext.ingest.run import IngestOptions, ingest
from policytext.store import Reader, check
from policytext.structure.manifest import ManifestEntry
from policytext.types.document import DocumentDate
from policytext.types.vocabulary import DatePrecision, Origin
from policytext.vectors import VectorIndex

Run = Callable[..., dict[str, str]]
ALL = {"docs/brief.txt", "docs/nota.md", "docs/deel/rapport.md"}


def texts(index: Path) -> str:
    with Reader.open(index) as reader:
        ids = reader.unit_ids()
        return " ".join(record.text for record in reader.sentence_records(ids))


def sources(index: Path) -> dict[str, tuple[str, ...]]:
    """Sources of each document, by its title."""
    with Reader.open(index) as reader:
        return {record.title: record.sources for record in reader.documents()}


def test_first_run_ingests_everything(run: Run, index: Path) -> None:
    assert run() == dict.fromkeys(ALL, "ingested")
    assert check(index) == []


def test_second_run_does_nothing(run: Run, index: Path) -> None:
    run()
    with Reader.open(index) as reader:
        before = reader.fingerprint()
    assert run() == dict.fromkeys(ALL, "unchanged")
    with Reader.open(index) as reader:
        assert reader.fingerprint() == before == VectorIndex(index).fingerprint


def test_again_reads_unchanged_documents(run: Run, index: Path) -> None:
    run()
    assert run(again=True) == dict.fromkeys(ALL, "ingested")
    assert len(sources(index)) == 3


def test_other_pipeline_reads_unchanged_documents(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr(pipeline, "pipeline_version", lambda _: "later")
    assert run() == dict.fromkeys(ALL, "ingested")


@pytest.mark.parametrize("way", ["again", "other pipeline"])
def test_works_outlive_reading_the_same_documents_anew(
    run: Run, folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    text = "# Nota\n\nDat volgt uit artikel 2.3 van de Jeugdwet en Kamerstukken II 2018/19, 31839, nr. 634.\n"
    (folder / "bron.md").write_text(text, encoding="utf-8")
    run()
    with Reader.open(index) as reader:
        before = reader.works()
        citations = [record.citation for record in reader.citations()]
    assert {work.identifier for work in before} >= {"31839-634", "Jeugdwet"}
    if way == "other pipeline":
        monkeypatch.setattr(pipeline, "pipeline_version", lambda _: "later")
    run(again=way == "again")
    with Reader.open(index) as reader:
        assert reader.works() == before
        assert [record.citation for record in reader.citations()] == citations


def test_changed_document_replaces_its_old_self(run: Run, folder: Path, index: Path) -> None:
    run()
    (folder / "brief.txt").write_text("Brief over de wijk\n\nHet loket sluit.\n", encoding="utf-8")
    assert run() == {**dict.fromkeys(ALL, "unchanged"), "docs/brief.txt": "ingested"}
    assert "Het loket sluit." in texts(index)
    assert "wachtlijsten openbaar" not in texts(index)
    assert check(index) == []


def test_equal_files_are_one_document_with_two_sources(run: Run, folder: Path, index: Path) -> None:
    (folder / "kopie.md").write_bytes((folder / "nota.md").read_bytes())
    assert run()["docs/nota.md"] == "unchanged"
    assert sources(index)["Wachten op hulp"] == ("docs/kopie.md", "docs/nota.md")
    assert set(run().values()) == {"unchanged"}


def test_changed_copy_leaves_the_other_alone(run: Run, folder: Path, index: Path) -> None:
    (folder / "kopie.md").write_bytes((folder / "nota.md").read_bytes())
    run()
    (folder / "kopie.md").write_text("# Een kopie\n\nAndere tekst.\n", encoding="utf-8")
    run()
    assert sources(index) | {"Wachten op hulp": ("docs/nota.md",), "Een kopie": ("docs/kopie.md",)} == sources(index)


def test_file_named_twice_is_read_once(run: Run, folder: Path) -> None:
    assert run(folder, folder / "brief.txt", folder.parent / "docs" / "brief.txt") == dict.fromkeys(ALL, "ingested")


def test_prune_removes_what_vanished(run: Run, folder: Path, index: Path) -> None:
    run()
    (folder / "nota.md").unlink()
    assert "docs/nota.md" not in run()
    assert "Wachten op hulp" in sources(index)
    assert run(prune=True)["docs/nota.md"] == "removed"
    assert "Wachten op hulp" not in sources(index)
    assert check(index) == []


def test_prune_leaves_what_lies_elsewhere(run: Run, folder: Path, index: Path) -> None:
    run()
    (folder / "nota.md").unlink()
    assert run(folder / "deel", prune=True) == {"docs/deel/rapport.md": "unchanged"}
    assert "Wachten op hulp" in sources(index)


def test_prune_keeps_a_document_that_was_renamed(run: Run, folder: Path, index: Path) -> None:
    run()
    (folder / "nota.md").rename(folder / "andere-naam.md")
    run(prune=True)
    assert sources(index)["Wachten op hulp"] == ("docs/andere-naam.md",)


def test_prune_forgets_failures_of_files_that_vanished(run: Run, folder: Path, index: Path) -> None:
    (folder / "leeg.txt").write_bytes(b"")
    assert run()["docs/leeg.txt"] == "failed"
    (folder / "leeg.txt").unlink()
    assert run(prune=True)["docs/leeg.txt"] == "removed"
    with Reader.open(index) as reader:
        assert reader.failures() == []


MANIFEST = '[[document]]\nfile = "brief.txt"\ntitle = "{title}"\norganisation = "Dorpsraad"\ndate = "2020-03"\n'


def test_manifest_outranks_the_text(run: Run, folder: Path, index: Path) -> None:
    (folder / "sources.toml").write_text(MANIFEST.format(title="Uit de lijst"), encoding="utf-8")
    run()
    with Reader.open(index) as reader:
        record = reader.document("docs/brief.txt")
    assert (record.title, record.organisations, record.date) == ("Uit de lijst", ("Dorpsraad",), "2020-03")
    assert dict(record.metadata.origins)["title"] is Origin.MANIFEST


def test_changed_manifest_is_noticed_for_the_document_that_it_changed(run: Run, folder: Path, index: Path) -> None:
    run()
    (folder / "sources.toml").write_text(MANIFEST.format(title="Eerst"), encoding="utf-8")
    assert run() == {**dict.fromkeys(ALL, "unchanged"), "docs/brief.txt": "ingested"}
    (folder / "sources.toml").write_text(MANIFEST.format(title="Later"), encoding="utf-8")
    run()
    assert "Later" in sources(index)
    assert set(run().values()) == {"unchanged"}


def test_ignored_and_hidden_files_are_no_documents(run: Run, folder: Path) -> None:
    (folder / "sources.toml").write_text('ignore = ["deel", "nota.*"]\n', encoding="utf-8")
    (folder / ".verborgen.txt").write_text("Niet lezen.", encoding="utf-8")
    (folder / "README.md").write_text("Over deze map.", encoding="utf-8")
    (folder / "tabel.xlsx").write_bytes(b"PK\x03\x04")
    assert run() == {"docs/brief.txt": "ingested"}


def test_options_outrank_the_manifest(run: Run, folder: Path, index: Path) -> None:
    (folder / "sources.toml").write_text(MANIFEST.format(title="Uit de lijst"), encoding="utf-8")
    date = DocumentDate("2021", DatePrecision.YEAR, Origin.OPTION)
    run(folder / "brief.txt", overrides=ManifestEntry("", title="Uit de optie", date=date))
    with Reader.open(index) as reader:
        record = reader.document("docs/brief.txt")
    assert (record.title, record.organisations, record.date) == ("Uit de optie", ("Dorpsraad",), "2021")
    origins = dict(record.metadata.origins)
    assert (origins["title"], origins["organisations"]) == (Origin.OPTION, Origin.MANIFEST)


def test_names_do_not_depend_on_the_working_folder(folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    ingest([Path("deel")], Path("../index"), IngestOptions())
    monkeypatch.chdir(folder.parent)
    report = ingest([Path("docs/deel")], Path("index"), IngestOptions())
    assert [(file.source, file.outcome.value) for file in report.files] == [("docs/deel/rapport.md", "unchanged")]


def test_index_inside_the_folder_is_not_read(folder: Path) -> None:
    index = folder / "index"
    ingest([folder], index, IngestOptions())
    (index / "notitie.md").write_text("Geen document.", encoding="utf-8")
    report = ingest([folder], index, IngestOptions())
    assert {file.source for file in report.files} == {"brief.txt", "nota.md", "deel/rapport.md"}
