"""The manifest: what it may say, and one clear line for every mistake in it."""

from pathlib import Path

import pytest

from policytext.errors import ConfigError
from policytext.structure.manifest import ManifestEntry, read_manifest
from policytext.types.document import DocumentDate
from policytext.types.vocabulary import DatePrecision, DocumentKind, Origin


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_full_entry(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        [[document]]
        file = "2021/brief.txt"
        title = "Over de wachttijden"
        organisation = ["Stichting Voorbeeld", "Gemeente Nergens"]
        date = "2021-05"
        kind = "brief"
        address = "https://voorbeeld.example/brief"
        author = "A. de Vries"
        addressee = "de raad"
        language = "nl"
        """,
    )
    assert read_manifest(tmp_path) == {
        "2021/brief.txt": ManifestEntry(
            file="2021/brief.txt",
            title="Over de wachttijden",
            organisations=("Stichting Voorbeeld", "Gemeente Nergens"),
            date=DocumentDate("2021-05", DatePrecision.MONTH, Origin.MANIFEST),
            kind=DocumentKind.BRIEF,
            address="https://voorbeeld.example/brief",
            authors=("A. de Vries",),
            addressee="de raad",
            language="nl",
        )
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("2021-05-25", "2021-05-25", id="TOML date"),
        pytest.param("2021-05-25T10:00:00", "2021-05-25", id="TOML date and time"),
        pytest.param('"2021-05-25"', "2021-05-25", id="day"),
        pytest.param('"2021-05"', "2021-05", id="month"),
        pytest.param('"2021"', "2021", id="year"),
        pytest.param("2021", "2021", id="year as a number"),
    ],
)
def test_date_forms(tmp_path: Path, written: str, value: str) -> None:
    entries = read_manifest(write(tmp_path, f'[[document]]\nfile = "a.txt"\ndate = {written}\n'))
    date = entries["a.txt"].date
    assert date is not None
    assert (date.value, date.origin) == (value, Origin.MANIFEST)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param('file = "a.txt"', ["unknown key 'file'"], id="key outside the entries"),
        pytest.param('[[documents]]\nfile = "a.txt"', ["documents", "did you mean 'document'"], id="table name"),
        pytest.param("document = 3", ["list of tables"], id="no tables"),
        pytest.param("[[document]]\ntitle = 'x'", ["entry 1", "'file' is missing"], id="no file"),
        pytest.param("[[document]]\nfile = 3", ["entry 1", "'file'", "3"], id="file is a number"),
        pytest.param("[[document]]\nfile = '/etc/x'", ["'file'", "/etc/x"], id="absolute file"),
        pytest.param("[[document]]\nfile = '../x'", ["'file'", "../x"], id="file above the folder"),
        pytest.param("[[document]]\nfile='a'\ndate='25 mei 2021'", ["entry 1 (a)", "'date'", "25 mei"], id="date"),
        pytest.param("[[document]]\nfile='a'\ndate='2021-02-30'", ["'date'"], id="impossible date"),
        pytest.param("[[document]]\nfile='a'\ndate=true", ["'date'", "True"], id="date is a boolean"),
        pytest.param("[[document]]\nfile='a'\nkind='breif'", ["'kind'", "did you mean 'brief'"], id="kind"),
        pytest.param("[[document]]\nfile='a'\norganisaton='V'", ["organisaton", "organisation"], id="misspelt key"),
        pytest.param("[[document]]\nfile='a'\norganisation=[3]", ["'organisations'", "3"], id="list of numbers"),
        pytest.param("[[document]]\nfile='a'\ntitle=' '", ["'title'", "empty"], id="empty value"),
        pytest.param("[[document]]\nfile='a'\nlanguage='Dutch'", ["'language'", "Dutch"], id="language"),
        pytest.param("[[document]]\nfile='a'\nauthor='x'\nauthors=['y']", ["'authors'", "twice"], id="both numbers"),
        pytest.param("[[document]]\nfile='a'\n[[document]]\nfile='./a'", ["entry 2", "already"], id="same file twice"),
        pytest.param("[[document]\nfile=", ["not TOML"], id="not TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, named: list[str]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read_manifest(tmp_path)
    assert all(part in caught.value.message for part in [*named, path.name])
    assert caught.value.exit_code == 2


def test_folder_without_manifest_is_empty(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}


def test_named_file_that_is_absent_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"other\.toml"):
        read_manifest(tmp_path / "other.toml")


def test_entry_for_an_absent_document_is_kept(tmp_path: Path) -> None:
    assert set(read_manifest(write(tmp_path, "[[document]]\nfile = 'later.pdf'\n"))) == {"later.pdf"}


def test_latin1_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_bytes("[[document]]\nfile = 'caf\xe9'\n".encode("latin-1"))
    with pytest.raises(ConfigError, match="UTF-8"):
        read_manifest(tmp_path)
