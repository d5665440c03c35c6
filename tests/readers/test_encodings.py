"""The encoding of a text file is found; positions stay."""

from pathlib import Path

import pytest

from policytext.errors import UnreadableDocument
from policytext.readers.encodings import decode

PATH = Path("brief.txt")


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-15", "mac_roman", "cp850"],
)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Eén consult per jaar, de coördinatie en de patiënt.", id="accents"),
        pytest.param("In het café zijn ideeën geboren", id="an accent at the end of a word"),
        pytest.param("Financiële gevolgen: één bureau.\r\nNaïef, hè?", id="lines"),
    ],
)
def test_encoding_of_dutch_is_found(text: str, encoding: str) -> None:
    found, warnings = decode(PATH, text.encode(encoding))
    assert found.lstrip("\ufeff") == text
    assert bool(warnings) == (encoding not in ("utf-8", "utf-8-sig", "utf-16"))


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", ["het is ‘goed’ zo", "€ 100 – “ja”", "’s avonds en ’s nachts", "• een punt"])
def test_signs_tell_the_encoding_too(text: str, encoding: str) -> None:
    assert decode(PATH, text.encode(encoding))[0] == text


def test_a_byte_that_windows_leaves_open_keeps_its_place() -> None:
    assert decode(PATH, b"caf\xe9 \x81 na")[0] == "café \x81 na"


def test_the_guess_is_named() -> None:
    assert decode(PATH, "één".encode("cp1252"))[1] == ("not UTF-8 (byte 0), read as Windows-1252",)


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        pytest.param(b"\xbfdade\xbf", "koi8-r", "©dade©".encode("koi8-r").decode("koi8-r"), id="what is declared"),
        pytest.param("één".encode(), "iso-8859-1", "één", id="UTF-8 goes before a declaration"),
        pytest.param("“één”".encode("cp1252"), "ISO-8859-1", "“één”", id="ISO 8859-1 is Windows-1252"),
        pytest.param("één".encode("cp1252"), "nonsense", "één", id="an encoding that nobody knows"),
        pytest.param("één".encode("cp1252"), "ascii", "één", id="ASCII that is none"),
    ],
)
def test_what_a_file_declares(data: bytes, declared: str, text: str) -> None:
    assert decode(PATH, data, declared)[0] == text


@pytest.mark.parametrize(
    "data", [pytest.param(bytes(range(256)) * 8, id="binary"), pytest.param(b"\xff\xfea", id="half a code unit")]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        decode(PATH, data)
