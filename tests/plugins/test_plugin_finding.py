"""Plug-ins are found, loaded when needed, and reported with their name when they cannot be used."""

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policytext.ingest.version import pipeline_version
from policytext.plugins import citation_families, exporters, forget, marks, reader_for, reader_suffixes

READERS, CITATIONS, EXPORTERS = "policytext.readers", "policytext.citations", "policytext.exporters"
READER = """
    class Reader:
        suffixes = {suffixes!r}

        def read(self, path, data, content_id):
            raise NotImplementedError
"""
EXPORTER = """
    kinds = ("statements",)

    class Exporter:
        kinds = kinds

        def write(self, kind, rows):
            return b""
"""
Install = Callable[..., Path]


def test_a_reader_is_found_by_its_suffix(install: Install) -> None:
    install("words_vtt", READER.format(suffixes=(".vtt",)), {READERS: {"vtt": "Reader"}})
    plugin = reader_for(".vtt", (".txt",))
    assert plugin is not None
    assert (plugin.name, plugin.title) == ("vtt", "vtt (words_vtt 1.0)")
    assert reader_for(".xyz", (".txt",)) is None
    assert ".vtt" in reader_suffixes((".txt",))


def test_a_built_in_format_is_not_replaced_and_that_is_said(install: Install, caplog: pytest.LogCaptureFixture) -> None:
    install("other_pdf", READER.format(suffixes=(".pdf", ".djvu")), {READERS: {"better": "Reader"}})
    assert reader_for(".pdf", (".pdf",)) is None
    assert reader_for(".djvu", (".pdf",)) is not None
    assert "Plug-in better (other_pdf 1.0) does not get .pdf: policytext reads such files itself" in caplog.text


def test_of_two_readers_of_a_suffix_the_first_by_name_is_used(
    install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    install("words_b", READER.format(suffixes=(".vtt",)), {READERS: {"b": "Reader"}})
    install("words_a", READER.format(suffixes=(".vtt",)), {READERS: {"a": "Reader"}})
    plugin = reader_for(".vtt", ())
    assert plugin is not None
    assert plugin.name == "a"
    assert "Plug-in b (words_b 1.0) does not get .vtt: a (words_a 1.0) reads such files" in caplog.text


@pytest.mark.parametrize(
    ("code", "told"),
    [
        pytest.param("import there_is_no_such_module", "ModuleNotFoundError", id="does not import"),
        pytest.param("x = 1", "AttributeError", id="has not the object"),
        pytest.param("class Reader:\n    pass", "TypeError", id="has not what it should give"),
        pytest.param("raise SystemExit(3)", "SystemExit", id="ends the program"),
        pytest.param("class Reader:\n    suffixes = '.vtt'\n    read = None", "TypeError", id="one text for suffixes"),
        pytest.param("class Reader:\n    suffixes = (1,)\n    read = None", "TypeError", id="a suffix is no text"),
        pytest.param("class Reader:\n    def __init__(self, x): pass", "TypeError", id="is not made without arguments"),
    ],
)
def test_a_broken_plugin_is_reported_once_with_its_name(
    code: str, told: str, install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    install("words_bad", code, {READERS: {"bad": "Reader"}})
    install("words_good", READER.format(suffixes=(".vtt",)), {READERS: {"good": "Reader"}})
    for _ in range(2):
        assert reader_for(".vtt", ()) is not None
    assert caplog.text.count("Plug-in bad (words_bad 1.0) is broken and not used") == 1
    assert told in caplog.text


def test_a_suffix_that_is_none_is_told(install: Install, caplog: pytest.LogCaptureFixture) -> None:
    install("words_up", READER.format(suffixes=(".VTT", "vtt", "")), {READERS: {"up": "Reader"}})
    assert reader_suffixes(()) == ()
    assert "a suffix is lower case, with its dot" in caplog.text


def test_an_exporter_with_the_name_of_a_built_in_one_is_left_out(
    install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    install("words_out", EXPORTER, {EXPORTERS: {"csv": "Exporter", "odd": "Exporter"}})
    assert list(exporters(("csv", "jsonl"))) == ["odd"]
    assert "Plug-in csv (words_out 1.0) is not used: policytext has csv itself" in caplog.text


def test_without_plugins_the_version_is_that_of_policytext(install: Install) -> None:
    assert marks() == ()
    assert citation_families() == ()


def test_what_changes_results_changes_the_version(install: Install) -> None:
    versions = [pipeline_version("fast")]
    code = READER.format(suffixes=(".vtt",))
    install("words_v", code, {READERS: {"v": "Reader"}})
    versions.append(pipeline_version("fast"))
    install("words_v", code + "\n    # another rule\n", {READERS: {"v": "Reader"}})
    versions.append(pipeline_version("fast"))
    assert len(set(versions)) == 3
    assert {version.partition("+")[0] for version in versions} == {versions[0].partition("+")[0]}
    forget()
    assert pipeline_version("fast") == versions[-1]


def test_an_exporter_and_a_broken_reader_leave_the_version_as_it_is(install: Install) -> None:
    before = pipeline_version("fast")
    install("words_w", EXPORTER, {EXPORTERS: {"odd": "Exporter"}, READERS: {"bad": "Nothing"}})
    assert pipeline_version("fast") == before


def test_a_report_reaches_the_user_of_a_program_that_sets_up_no_log(install: Install) -> None:
    module = install("words_bad", "import there_is_no_such_module", {READERS: {"bad": "Reader"}})
    program = f"import sys; sys.path.insert(0, {str(module.parent)!r}); from policytext.plugins import marks; marks()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Plug-in bad (words_bad 1.0) is broken" in done.stderr
    assert logging.getLogger("policytext").handlers == []


def test_finding_plugins_imports_nothing_heavy() -> None:
    program = "import sys, policytext.plugins; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"numpy", "click", "sqlite3", "torch"} & set(done.stdout.split())
