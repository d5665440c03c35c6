"""Text files are decoded without moving a single position."""

from pathlib import Path

import pytest

from policytext.errors import EmptyDocument, PolicytextError, UnreadableDocument
from policytext.readers import read_document

ZIN = "De gemeente vergoedt één consult per jaar.\n"


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(ZIN.encode(), ZIN, id="utf-8"),
        pytest.param(b"\xef\xbb\xbf" + ZIN.encode(), "\ufeff" + ZIN, id="the byte order mark stays"),
        pytest.param(b"a\r\nb\rc\n", "a\r\nb\rc\n", id="line ends stay as they stand"),
        pytest.param(b"\xff\xfe" + ZIN.encode("utf-16-le"), "\ufeff" + ZIN, id="utf-16 little-endian"),
        pytest.param(b"\xfe\xff" + ZIN.encode("utf-16-be"), "\ufeff" + ZIN, id="utf-16 big-endian"),
        pytest.param(b"a\x00b\x07" + 50 * b"c", "a\x00b\x07" + 50 * "c", id="lone control characters"),
    ],
)
def test_decoding_keeps_every_code_point(tmp_path: Path, data: bytes, text: str) -> None:
    raw = read_document(write(tmp_path, "brief.txt", data))
    assert raw.text == text
    assert raw.warnings == ()
    assert raw.glyphs is None


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", EmptyDocument, id="no bytes"),
        pytest.param(b" \n\n\t...\n", EmptyDocument, id="no letters"),
        pytest.param(bytes(range(256)) * 8, UnreadableDocument, id="binary"),
        pytest.param(b"\xff\xfea", UnreadableDocument, id="half a code unit of utf-16"),
    ],
)
def test_what_is_not_text_is_refused(tmp_path: Path, data: bytes, error: type[PolicytextError]) -> None:
    with pytest.raises(error):
        read_document(write(tmp_path, "a.txt", data))


def test_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="nergens"):
        read_document(tmp_path / "nergens.txt")


def test_lines_and_pages_of_form_feeds(tmp_path: Path) -> None:
    raw = read_document(write(tmp_path, "brief.txt", b"een\r\ntwee\n\fdrie\n\f"))
    lines = [(raw.text[line.source.start : line.source.end], line.page) for line in raw.lines]
    assert lines == [("een", 1), ("twee", 1), ("", 1), ("drie", 2), ("", 2)]
    assert [page.number for page in raw.pages] == [1, 2]


@pytest.mark.parametrize(
    ("head", "metadata"),
    [
        pytest.param("---\ntitle: Nota\ndate: '2020-03'\n---\n", (("title", "Nota"), ("date", "2020-03")), id="found"),
        pytest.param("---\nGeen kop maar een zin.\n---\n", (), id="a rule and a sentence"),
        pytest.param("---\n---\n", (), id="two rules"),
    ],
)
def test_front_matter(tmp_path: Path, head: str, metadata: tuple[tuple[str, str], ...]) -> None:
    assert read_document(write(tmp_path, "nota.md", (head + ZIN).encode())).file_metadata == metadata


def test_same_bytes_have_the_same_id(tmp_path: Path) -> None:
    one, two = (read_document(write(tmp_path, name, ZIN.encode())) for name in ("een.txt", "twee.md"))
    assert one.content_id == two.content_id
    assert one.content_id.startswith("sha256:")
    assert (one.media_type, two.media_type) == ("text/plain", "text/markdown")
