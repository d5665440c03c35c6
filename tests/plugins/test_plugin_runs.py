"""Plug-ins at work through the command line; what goes wrong in one costs what it would have given, and no more."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sample_documents import make_document

from policytext.citations import find_citations
from policytext.cli.main import main
from policytext.errors import UnreadableDocument
from policytext.readers import read_document
from policytext.sentences import split_sentences

READERS, CITATIONS, EXPORTERS = "policytext.readers", "policytext.citations", "policytext.exporters"
READER = """
    from policytext.types.raw import Page, RawDocument, SourceLine
    from policytext.types.spans import Span

    class Reader:
        suffixes = (".vtt",)

        def read(self, path, data, content_id):
            if b"BROKEN" in data:
                raise ZeroDivisionError("no such thing")
            if b"OTHER" in data:
                content_id = "sha256:0"
            if b"NOTHING" in data:
                return None
            text = data.decode()
            if b"SHORT" in data:
                text = ""
            lines, pages = (SourceLine(Span(0, len(data))),), (Page(1, None),)
            return RawDocument(content_id, "text/vtt", "words 1", text, lines, pages)
"""
FAMILY = """
    import re
    from policytext.plugins import FoundCitation
    from policytext.types.spans import Span

    class Family:
        def find(self, document, sentences):
            for match in re.finditer(r"besluit \\w+", document.text):
                yield FoundCitation(Span(*match.span()), year="2020", identifier=match[0])
            if "BROKEN" in document.text:
                raise ZeroDivisionError("no such thing")
            if "FAR" in document.text:
                yield FoundCitation(Span(0, 10_000))
            if "YEAR" in document.text:
                yield FoundCitation(Span(0, 4), year="20")
            if "ELSE" in document.text:
                yield Span(0, 4)
"""
EXPORTER = """
    class Lines:
        kinds = ("documents", "graph")

        def write(self, kind, rows):
            yield f"{kind}:"
            for row in rows:
                yield row["title"]

    class Bytes:
        kinds = ("documents",)

        def write(self, kind, rows):
            return b"\\x00" + "".join(row["title"] for row in rows).encode()

    class Bad:
        kinds = ("documents",)

        def write(self, kind, rows):
            yield "first"
            raise ZeroDivisionError("no such thing")
"""
Install = Callable[..., Path]


@pytest.fixture
def call(index_folder: Path, hashing: None) -> Callable[..., Result]:
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def stored(install: Install, call: Callable[..., Result], index_folder: Path) -> Path:
    """A folder with a document in a plug-in's format, one in text and four on which the plug-in fails, ingested."""
    install("words_vtt", READER, {READERS: {"vtt": "Reader"}})
    folder = index_folder.parent / "stukken"
    folder.mkdir()
    (folder / "a.vtt").write_text("De wethouder belooft een nieuwe brug over de haven.\n", encoding="utf-8")
    (folder / "b.txt").write_text("De veerboot vaart elk uur naar de overkant.\n", encoding="utf-8")
    for word in ("BROKEN", "OTHER", "NOTHING", "SHORT"):
        (folder / f"{word.lower()}.vtt").write_text(f"{word} en verder niets.\n", encoding="utf-8")
    result = call("ingest", folder, "--nlp", "fast", "--json")
    assert result.exit_code == 6
    (folder / "report.json").write_text(result.stdout, encoding="utf-8")
    return folder


def test_files_of_a_plugin_are_found_in_a_folder_and_read(stored: Path, call: Callable[..., Result]) -> None:
    documents = json.loads(call("documents", "--json").stdout)
    assert {row["source"]: row["media_type"] for row in documents} == {
        "stukken/a.vtt": "text/vtt",
        "stukken/b.txt": "text/plain",
    }


def test_a_failing_reader_costs_its_file_and_is_named(stored: Path) -> None:
    files = {
        Path(file["source"]).name: file
        for file in json.loads((stored / "report.json").read_text(encoding="utf-8"))["files"]
    }
    assert files["broken.vtt"]["reason"] == "the plug-in vtt failed: ZeroDivisionError: no such thing"
    assert "vtt (words_vtt 1.0)" in files["broken.vtt"]["hint"]
    for name in ("other.vtt", "nothing.vtt"):
        assert files[name]["reason"] == "the plug-in vtt gave no raw document of this file"
    assert files["short.vtt"]["reason"] == "the plug-in vtt gave positions that its text has not"


def test_an_empty_file_is_not_given_to_a_plugin(install: Install, tmp_path: Path) -> None:
    install("words_vtt", READER, {READERS: {"vtt": "Reader"}})
    (tmp_path / "leeg.vtt").touch()
    with pytest.raises(Exception, match="the file is empty"):
        read_document(tmp_path / "leeg.vtt")


def test_what_a_plugin_says_of_a_file_is_passed_on(install: Install, tmp_path: Path) -> None:
    code = READER.replace('raise ZeroDivisionError("no such thing")', 'raise UnreadableDocument(f"{path}: scrambled")')
    install("words_vtt", "    from policytext.errors import UnreadableDocument\n" + code, {READERS: {"vtt": "Reader"}})
    (tmp_path / "a.vtt").write_text("BROKEN", encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="scrambled"):
        read_document(tmp_path / "a.vtt")


def test_a_changed_plugin_reads_its_documents_again(
    stored: Path, install: Install, call: Callable[..., Result]
) -> None:
    again = json.loads(call("ingest", stored / "a.vtt", "--json").stdout)["files"]
    assert [file["outcome"] for file in again] == ["unchanged"]
    install("words_vtt", READER + "\n    # another rule\n", {READERS: {"vtt": "Reader"}})
    again = json.loads(call("ingest", stored / "a.vtt", "--json").stdout)["files"]
    assert [file["outcome"] for file in again] == ["ingested"]


def _found(text: str) -> list[tuple[str, str | None]]:
    document = make_document(text)
    found = find_citations(document, split_sentences(document))
    return [(document.quote(citation.span), citation.identifier) for citation in found]


def test_a_family_adds_citations_with_ids_in_order(install: Install) -> None:
    text = "# Nota\n\nZie besluit alfa en besluit beta, en artikel 2.3 van de Jeugdwet.\n"
    before = _found(text)
    assert len(before) == 1
    install("words_cite", FAMILY, {CITATIONS: {"besluit": "Family"}})
    assert _found(text) == [("besluit alfa", "besluit alfa"), ("besluit beta", "besluit beta"), *before]
    document = make_document(text)
    ids = [citation.id for citation in find_citations(document, split_sentences(document))]
    assert ids == [f"{document.short_id}:c{number}" for number in (1, 2, 3)]


def test_a_family_replaces_no_citation_of_policytext(install: Install) -> None:
    text = "# Nota\n\nDat staat in artikel 2.3 van de Jeugdwet.\n"
    before = _found(text)
    code = FAMILY.replace(r"besluit \\w+", r"van de Jeugdwet")
    install("words_cite", code, {CITATIONS: {"wet": "Family"}})
    assert _found(text) == before


@pytest.mark.parametrize("word", ["BROKEN", "FAR", "YEAR", "ELSE"])
def test_a_failing_family_is_named_and_the_others_go_on(
    word: str, install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    text = f"# Nota\n\nZie besluit alfa en artikel 2.3 van de Jeugdwet. {word}\n"
    install("words_cite", FAMILY, {CITATIONS: {"besluit": "Family"}})
    install("words_good", FAMILY.replace(f'"{word}" in', '"-" in'), {CITATIONS: {"good": "Family"}})
    assert ("besluit alfa", "besluit alfa") in _found(text)  # of the good one
    assert f"Plug-in besluit (words_cite 1.0) failed on document {make_document(text).short_id}: " in caplog.text


@pytest.fixture
def exporting(install: Install, stored: Path) -> None:
    points = {EXPORTERS: {"titels": "Lines", "doos": "Bytes", "kapot": "Bad", "csv": "Lines"}}
    install("words_out", EXPORTER, points)


@pytest.mark.usefixtures("exporting")
def test_a_format_of_a_plugin_is_written(call: Callable[..., Result], tmp_path: Path) -> None:
    shown = call("export", "documents", "--format", "titels")
    assert shown.exit_code == 0, shown.output
    lines = shown.stdout.splitlines()
    assert (lines[0], len(lines)) == ("documents:", 3)
    result = call("export", "documents", "--format", "titels", "--output", tmp_path / "titels.txt")
    assert "2 documents written" in result.stderr
    assert (tmp_path / "titels.txt").read_text(encoding="utf-8").splitlines() == lines
    assert call("export", "documents", "--format", "doos", "--output", tmp_path / "doos").exit_code == 0
    assert (tmp_path / "doos").read_bytes().startswith(b"\x00")


@pytest.mark.usefixtures("exporting")
def test_a_failing_exporter_is_named_and_leaves_no_file(call: Callable[..., Result], tmp_path: Path) -> None:
    result = call("export", "documents", "--format", "kapot", "--output", tmp_path / "kapot.txt")
    assert result.exit_code == 1
    assert "Error: the plug-in kapot failed: ZeroDivisionError: no such thing" in result.stderr
    assert "kapot (words_out 1.0)" in result.stderr
    assert not list(tmp_path.glob("kapot*"))


@pytest.mark.usefixtures("exporting")
def test_a_wrong_kind_or_format_names_what_there_is(call: Callable[..., Result]) -> None:
    wrong = call("export", "graph", "--format", "titels")
    assert (wrong.exit_code, "which is for documents" in wrong.stderr) == (2, True)
    unknown = call("export", "documents", "--format", "bestaatniet")
    assert unknown.exit_code == 2
    assert "parquet" in unknown.stderr
    assert "titels" in unknown.stderr


@pytest.mark.usefixtures("exporting")
def test_a_built_in_format_stays_what_it_is_and_that_is_said(
    call: Callable[..., Result], caplog: pytest.LogCaptureFixture
) -> None:
    assert call("export", "documents", "--format", "csv").stdout.startswith("document,id,source")
    assert "Plug-in csv (words_out 1.0) is not used: policytext has csv itself" in caplog.text
