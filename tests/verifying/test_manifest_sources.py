"""Sources read anew: what is compared, and where it is looked for."""

import hashlib
from array import array
from pathlib import Path

import pytest

from policytext.types.manifest import Quotation, SourceFile
from policytext.types.raw import GlyphBoxes, RawDocument
from policytext.verifying.sources import Source, find_sources, telling


def quotation(
    text: str, spans: tuple[tuple[int, int], ...] | None, quads: tuple[tuple[float, ...], ...] | None
) -> Quotation:
    return Quotation("a:1", "brief", text, spans, quads, None, None, recognised=False)


def source_of(path: Path, text: str) -> Source:
    path.write_text(text, encoding="utf-8")
    return Source(SourceFile(path.name, "sha256:0", "text/plain", "Brief"), path)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        pytest.param("de jeugd-\nhulp", "de jeugdhulp", True, id="a word cut by a line end"),
        pytest.param("eﬀect ﬁjn", "effect fijn", True, id="ligatures"),
        pytest.param("kosten²", "kosten2", True, id="a raised note marker"),
        pytest.param("woord\u00adafbreking", "woordafbreking", True, id="soft hyphen"),
        pytest.param("1,5 procent", "15 procent", False, id="a comma in a number"),
        pytest.param("dat is niet zo", "dat is zo", False, id="a word less"),
        pytest.param("Zorg is duur.", "Zorg is duur", False, id="a full stop"),
    ],
)
def test_what_of_two_texts_is_compared(left: str, right: str, same: bool) -> None:
    assert (telling(left) == telling(right)) is same


def test_words_of_a_text_are_those_at_the_spans(tmp_path: Path) -> None:
    source = source_of(tmp_path / "a.txt", "Een twee\ndrie vier")
    held = quotation("twee vier", ((4, 8), (14, 18)), None)
    assert source.words_at(held) == "tweevier"
    assert source.line_of(held) == 1
    assert source.line_of(quotation("drie", ((9, 13),), None)) == 2


def test_entities_of_a_page_are_read(tmp_path: Path) -> None:
    text = "<!doctype html><html><body><h1>Nota</h1><p>Zorg &amp; welzijn zijn in deze wijk duur.</p></body></html>"
    source = source_of(tmp_path / "a.html", text)
    start = text.index("Zorg")
    held = quotation("Zorg & welzijn", ((start, start + len("Zorg &amp; welzijn")),), None)
    assert source.words_at(held) == "Zorg & welzijn"


def test_letters_of_a_ligature_stand_where_it_begins(tmp_path: Path) -> None:
    """A ligature has the box of its first letter; the others have none."""
    boxes = array("d", [0, 0, 5, 10, 5, 0, 9, 10, 9, 0, 9, 10, 9, 0, 14, 10, 20, 50, 25, 60])
    raw = RawDocument("sha256:0", "application/pdf", "test", "afijn", (), (), GlyphBoxes((0,), boxes))
    source = Source(SourceFile("a.pdf", "sha256:0", "application/pdf", "Brief"), tmp_path / "a.pdf")
    source._raw = raw
    assert source.words_at(quotation("afij", None, ((1, 0.0, 0.0, 14.0, 10.0),))) == "afij"


def test_a_source_is_found_by_its_bytes_among_files_of_its_name(tmp_path: Path) -> None:
    for folder, text in (("a", "ander"), ("b", "echt")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "brief.txt").write_text(text, encoding="utf-8")
    wanted = "sha256:" + hashlib.sha256(b"echt").hexdigest()
    files = (SourceFile("/elders/brief.txt", wanted, "text/plain", "Brief"),)
    found = find_sources(files, None, tmp_path, tmp_path / "brief.md")["/elders/brief.txt"]
    assert found.path == tmp_path / "b" / "brief.txt"
    assert found.is_unchanged
    assert find_sources(files, None, None, tmp_path / "brief.md")["/elders/brief.txt"].path is None


def test_without_a_folder_names_begin_above_the_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bronnen").mkdir()
    (tmp_path / "bronnen" / "brief.txt").write_text("tekst", encoding="utf-8")
    (tmp_path / "uit").mkdir()
    (tmp_path / "elders").mkdir()
    monkeypatch.chdir(tmp_path / "elders")
    file = SourceFile("bronnen/brief.txt", "sha256:0", "text/plain", "Brief")
    for paper in (tmp_path / "uit" / "notitie.md", tmp_path / "notitie.md"):
        assert find_sources((file,), None, None, paper)[file.source].path == tmp_path / "bronnen" / "brief.txt"
