"""`policytext ingest`: reports on stdout, failures and warnings on stderr, exit codes."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pymupdf
import pytest
from click.testing import Result

from policytext.errors import ModelMissing
from policytext.ingest import run as pipeline
from policytext.store.connection import DATABASE_NAME

Call = Callable[..., Result]

TEXT = "Brief over de wijk\n\nGemeenten moeten de wachtlijsten openbaar maken.\n"


@pytest.fixture
def docs(index_folder: Path, hashing: None) -> Path:
    """A folder with one good document, in the working folder."""
    folder = index_folder.parent / "docs"
    folder.mkdir()
    (folder / "brief.txt").write_text(TEXT, encoding="utf-8")
    return folder


def encrypted_pdf() -> bytes:
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), "Geheime brief")
    return document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="geheim", owner_pw="baas")


def drawn_pdf() -> bytes:
    document = pymupdf.open()
    document.new_page().draw_rect((10, 10, 100, 100), fill=(0, 0, 0))
    return document.tobytes()


BAD = [
    pytest.param("leeg.txt", b"", "empty", "check the file", id="empty"),
    pytest.param("wit.txt", b" \n\n \t\n", "holds no text", "", id="white space only"),
    pytest.param("stuk.pdf", b"%PDF-1.7\nniets", "damaged PDF", "opens in its own program", id="damaged PDF"),
    pytest.param("nep.pdf", b"gewone tekst", "not a PDF", "opens in its own program", id="no PDF"),
    pytest.param("slot.pdf", encrypted_pdf(), "needs a password", "qpdf --decrypt", id="encrypted PDF"),
    pytest.param("tekening.pdf", drawn_pdf(), "no text", "", id="PDF of drawings"),
    pytest.param("ruis.txt", bytes(range(256)) * 20, "not text", "", id="binary"),
    pytest.param("word.txt", b"PK\x03\x04" + 99 * b"x", "damaged", "", id="damaged archive under another name"),
    pytest.param("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office", "save it as DOCX", id="old Office file"),
]


@pytest.mark.parametrize(("name", "data", "reason", "hint"), BAD)
def test_bad_file_is_named_with_a_remedy_and_the_rest_is_ingested(
    name: str, data: bytes, reason: str, hint: str, docs: Path, call: Call
) -> None:
    (docs / name).write_bytes(data)
    result = call("ingest", docs)
    assert result.exit_code == 6
    assert "1 ingested, 0 unchanged, 1 failed" in result.stdout
    line = next(line for line in result.stderr.splitlines() if line.startswith("Failed: "))
    assert line.startswith(f"Failed: docs/{name}: ")
    assert reason in line
    assert hint in result.stderr.partition("Hint: ")[2]
    assert call("index", "check").exit_code == 0


def test_file_that_cannot_be_opened(docs: Path, call: Call) -> None:
    (docs / "weg.txt").symlink_to(docs / "nergens.txt")
    result = call("ingest", docs)
    assert result.exit_code == 6
    assert "Failed: docs/weg.txt: No such file or directory" in result.stderr


def test_all_good_is_exit_code_0_and_says_nothing_on_stderr(docs: Path, call: Call) -> None:
    result = call("ingest", docs)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "docs/brief.txt" in result.stdout
    assert "1 ingested, 0 unchanged, 0 failed" in result.stdout


def test_second_run_tells_that_nothing_changed(docs: Path, call: Call) -> None:
    call("ingest", docs)
    assert call("ingest", docs).stdout == "0 ingested, 1 unchanged, 0 failed\n"


def test_json_report(docs: Path, call: Call) -> None:
    (docs / "leeg.txt").write_bytes(b"")
    result = call("ingest", docs, "--json")
    report = json.loads(result.stdout)
    files = {file["source"]: file for file in report["files"]}
    assert (result.exit_code, files["docs/leeg.txt"]["outcome"]) == (6, "failed")
    assert files["docs/leeg.txt"]["reason"] == "the file is empty"
    assert files["docs/brief.txt"] | {"outcome": "ingested", "reason": None, "sentences": 2} == files["docs/brief.txt"]
    assert {"read", "encode", "store", "vectors"} <= report["seconds"].keys()


def test_prune_reports_what_it_removed(docs: Path, call: Call) -> None:
    (docs / "tweede.txt").write_text("Een tweede tekst over de wijk.", encoding="utf-8")
    call("ingest", docs)
    (docs / "tweede.txt").unlink()
    assert call("ingest", docs, "--prune").stdout.endswith("0 ingested, 1 unchanged, 0 failed, 1 removed\n")


def test_options_become_metadata(docs: Path, call: Call) -> None:
    options = ["--title", "Plan", "-o", "Dorpsraad", "-o", "Wijkraad", "--date", "2021-05", "--document-kind", "nota"]
    call("ingest", docs, *options, "--addressee", "de raad")
    (document,) = json.loads(call("documents", "--json").stdout)
    wanted = {"title": "Plan", "organisations": ["Dorpsraad", "Wijkraad"], "date": "2021-05", "kind": "nota"}
    assert document | wanted | {"addressee": "de raad", "date_precision": "month"} == document
    assert set(document["origins"].values()) >= {"option"}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["ingest"], 2, "Missing argument", id="no path"),
        pytest.param(["ingest", "nergens"], 3, "nergens: there is no such file or folder", id="path that is not there"),
        pytest.param(["ingest", "kaal"], 3, "kaal: no documents in this folder", id="folder without documents"),
        pytest.param(["ingest", "docs", "--date", "25 mei"], 2, "is not a date", id="wrong date"),
        pytest.param(["ingest", "docs", "--document-kind", "boek"], 2, "'boek' is not one of", id="wrong kind"),
        pytest.param(["ingest", "docs", "--index", "docs/brief.txt"], 2, "is a file", id="index that is a file"),
    ],
)
def test_run_that_cannot_start(arguments: list[str], code: int, message: str, docs: Path, call: Call) -> None:
    (docs.parent / "kaal").mkdir()
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert not (docs.parent / "index").exists()


def test_wrong_manifest_is_named_with_its_entry(docs: Path, call: Call) -> None:
    (docs / "sources.toml").write_text('[[document]]\nfile = "brief.txt"\ndate = "gisteren"\n', encoding="utf-8")
    result = call("ingest", docs)
    assert result.exit_code == 2
    assert "docs/sources.toml: entry 1 (brief.txt): 'date'" in result.stderr


def test_index_of_another_model(docs: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    call("ingest", docs)

    class Other(type(pipeline.load_bulk_encoder(""))):  # type: ignore[misc]  # the fake encoder under another name
        name = "other-model"

    monkeypatch.setattr(pipeline, "load_bulk_encoder", lambda *_: Other())
    result = call("ingest", docs, "--model", "other-model")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "hashing-64" in result.stderr
    assert "Hint: " in result.stderr


def test_model_of_the_index_is_used_unless_another_is_named(
    docs: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    encoder = pipeline.load_bulk_encoder("")
    monkeypatch.setattr(pipeline, "load_bulk_encoder", lambda model, _: asked.append(model) or encoder)
    for arguments in ([], [], ["--model", "mijn-model"]):
        call("ingest", docs, *arguments)
    assert asked == ["multilingual-e5-small", "hashing-64", "mijn-model"]


@pytest.mark.parametrize("model", ["iemand/onbekend-model", "map/die/er/niet/is"])
def test_unknown_model_without_network(
    model: str, index_folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setenv("POLICYTEXT_CACHE", str(index_folder.parent / "cache"))
    (index_folder.parent / "brief.txt").write_text(TEXT, encoding="utf-8")
    result = call("ingest", "brief.txt", "--model", model)
    assert (result.exit_code, result.stdout) == (ModelMissing.exit_code, "")
    assert model in result.stderr.splitlines()[0]
    assert result.stderr.splitlines()[1].startswith("Hint: ")
    assert not index_folder.exists()


def test_interrupt_is_exit_code_130(docs: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("policytext.ingest.preparing.split_sentences", interrupted)
    result = call("ingest", docs)
    assert (result.exit_code, result.stdout) == (130, "")
    assert "what was finished is kept" in result.stderr
    monkeypatch.undo()


def test_control_characters_of_a_document_reach_no_terminal(docs: Path, call: Call) -> None:
    (docs / "kwaad\x1b[31m.txt").write_text("Titel\n\nEen \x1b]0;kwaad\x07 zin over de wijk.\n", encoding="utf-8")
    outputs = [call("ingest", docs), call("documents"), call("search", "wijk"), call("show", "kwaad", "--all")]
    assert all(result.exit_code == 0 for result in outputs)
    assert not any(sign in result.output for result in outputs for sign in "\x1b\x07")


def test_files_that_are_no_documents_are_told(docs: Path, call: Call) -> None:
    (docs / "sources.toml").write_text("ignore = []\n", encoding="utf-8")
    aside = ("README.md", "brief.metadata.xml", ".verborgen.odt")
    for name in ("tabel.csv", "film.mp4", "ander.csv", "foto.jpg", *aside):
        (docs / name).write_bytes(b"x")
    result = call("ingest", docs)
    assert result.exit_code == 0
    assert "1 ingested, 0 unchanged, 0 failed" in result.stdout
    assert "Not read: 2 .csv, 1 .jpg, 1 .mp4" in " ".join(result.stderr.split())
    unread = json.loads(call("ingest", docs, "--json").stdout)["unread"]
    assert [Path(source).name for source in unread] == ["ander.csv", "film.mp4", "foto.jpg", "tabel.csv"]


def test_a_folder_of_what_can_be_read_says_nothing_of_other_formats(docs: Path, call: Call) -> None:
    assert "Not read" not in call("ingest", docs).stderr


def test_index_tells_which_pipeline_parsed_it_and_another_reads_documents_again(docs: Path, call: Call) -> None:
    call("ingest", docs, "--nlp", "fast")
    assert json.loads(call("index", "info", "--json").stdout)["nlp"] == "fast"
    assert "1 unchanged" in call("ingest", docs).stdout  # that of the index, not the default
    assert "1 ingested" in call("ingest", docs, "--nlp", "shared").stdout
    assert json.loads(call("index", "info", "--json").stdout)["nlp"] == "shared"
    (document,) = json.loads(call("documents", "--json").stdout)
    assert document["pipeline_version"].endswith("/shared")


def test_pipeline_that_is_not_installed(docs: Path, call: Call) -> None:
    result = call("ingest", docs, "--nlp", "nl_core_news_xl")
    assert (result.exit_code, result.stdout) == (ModelMissing.exit_code, "")
    assert "nl_core_news_xl" in result.stderr
    assert "Hint: choose one of shared, fast" in result.stderr
    assert not (docs.parent / "index").exists()


def test_ingest_brings_an_older_index_up_to_date(docs: Path, call: Call) -> None:
    call("ingest", docs)
    with closing(sqlite3.connect(docs.parent / "index" / DATABASE_NAME)) as database:
        database.executescript(
            "DROP TABLE checksum;"
            "DROP TABLE coding;"
            "DROP TABLE correction;"
            "DROP TABLE relation;"
            "CREATE TABLE relation (source TEXT NOT NULL REFERENCES statement ON DELETE CASCADE,"
            " target TEXT NOT NULL REFERENCES statement ON DELETE CASCADE, type TEXT NOT NULL, score REAL NOT NULL,"
            " method TEXT NOT NULL, PRIMARY KEY (source, target, type, method)) WITHOUT ROWID;"
            "DROP TABLE unit_text;"
            'CREATE VIRTUAL TABLE unit_text USING fts5 (words, stems, tokenize = "unicode61 remove_diacritics 0");'
            "DELETE FROM meta WHERE key = 'compounds';"
            "PRAGMA user_version = 2;"
        )
    assert call("documents").exit_code == 4
    result = call("ingest", docs)
    assert (result.exit_code, "1 unchanged" in result.stdout) == (0, True), result.stderr
    assert call("documents").exit_code == 0
