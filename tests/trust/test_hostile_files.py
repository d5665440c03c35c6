"""Hostile documents made by script, each with what must become of it; the others are named in docs/adr/0040."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from reading import understand

from policytext.errors import InputError
from policytext.ingest import run as pipeline
from policytext.ingest.report import Outcome
from policytext.ingest.run import IngestOptions, ingest
from policytext.readers import read_document
from policytext.store import Reader, check

CLAIM = "Gemeenten moeten wachtlijsten openbaar maken."


def pdf(spoil: Callable[[pymupdf.Document], None]) -> bytes:
    """A PDF of one page with a sentence, spoilt."""
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), CLAIM)
    spoil(document)
    return bytes(document.tobytes())


def script(document: pymupdf.Document) -> None:
    action = "<</S/JavaScript/JS(app.launchURL\\('https://elders.example'\\))>>"
    document.xref_set_key(document.pdf_catalog(), "OpenAction", action)


def launch(document: pymupdf.Document) -> None:
    document.xref_set_key(document.pdf_catalog(), "OpenAction", "<</S/Launch/F(/bin/sh)>>")


def huge_page(document: pymupdf.Document) -> None:
    document.xref_set_key(document.page_xref(0), "MediaBox", "[0 0 1000000000 1000000000]")


def pages_in_a_ring(document: pymupdf.Document) -> None:
    root = document.xref_get_key(document.pdf_catalog(), "Pages")[1].split()[0]
    document.xref_set_key(document.page_xref(0), "Parent", f"{document.page_xref(0)} 0 R")
    document.xref_set_key(int(root), "Parent", f"{root} 0 R")


def outline_in_a_ring(document: pymupdf.Document) -> None:
    document.set_toc([[1, "Een", 1], [1, "Twee", 1]])
    first = document.xref_get_key(int(document.xref_get_key(document.pdf_catalog(), "Outlines")[1].split()[0]), "First")
    document.xref_set_key(int(first[1].split()[0]), "Next", first[1])


def many_annotations(document: pymupdf.Document) -> None:
    remark = "<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(Opmerking)>>"
    document.xref_set_key(document.page_xref(0), "Annots", f"[{remark * 10_000}]")


def forms_in_a_ring(document: pymupdf.Document) -> None:
    form = document.get_new_xref()
    document.update_object(form, f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A {form} 0 R>>>>>>")
    document.update_stream(form, b"/A Do /A Do")
    document.xref_set_key(document.page_xref(0), "Resources", f"<</XObject<</A {form} 0 R>>>>")
    (contents,) = document[0].get_contents()
    document.update_stream(contents, document.xref_stream(contents) + b"\n/A Do")


def carried_file(document: pymupdf.Document) -> None:
    document.embfile_add("../../geheim.sh", b"rm -rf /", filename="../../geheim.sh")


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        pytest.param(script, None, id="script"),
        pytest.param(launch, None, id="launch action"),
        pytest.param(outline_in_a_ring, None, id="outline in a ring"),
        pytest.param(many_annotations, None, id="10,000 annotations"),
        pytest.param(carried_file, None, id="file inside"),
        pytest.param(forms_in_a_ring, None, id="drawing that draws itself"),
        pytest.param(huge_page, "no text on its page", id="huge page"),
        pytest.param(pages_in_a_ring, "could not read page 1", id="pages in a ring"),
    ],
)
def test_pdf_is_read_or_refused_and_does_nothing(
    spoil: Callable[[pymupdf.Document], None], refusal: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(pdf(spoil))
    started = time.monotonic()
    if refusal is None:
        assert understand(path)[1] == []
        assert CLAIM in read_document(path).text
    else:
        with pytest.raises(InputError, match=refusal) as caught:
            understand(path)
        assert caught.value.message.startswith(str(path))
    assert time.monotonic() - started < 60
    assert os.listdir(tmp_path) == ["brief.pdf"]


_WORDS = CLAIM + " Dat helpt ouders die een plek voor hun kind zoeken. "
_MIXED = ("Één coördinatie. ".encode() * 20) + ("Één coördinatie. ".encode("cp1252") * 20)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("regel.txt", (_WORDS * 52_000).encode(), id="one line of 5 MB", marks=pytest.mark.slow),
        pytest.param("regel.txt", (_WORDS * 3_000).encode(), id="one line of 300 kB"),
        pytest.param("gemengd.txt", _MIXED, id="two encodings"),
        pytest.param("andersom.txt", f"{_WORDS}\u202e{_WORDS}\u202c\u2066\u200b{_WORDS}".encode(), id="right to left"),
        pytest.param("half.html", b"<p>Een \xed\xa0\x80 en &#xD800; zin die lang genoeg is.</p>" * 9, id="surrogates"),
        pytest.param("nul.txt", b"Een zin\x00 met een nul. " * 400, id="zeros"),
        pytest.param("diep.html", b"<div>" * 20_000 + _WORDS.encode() * 4, id="deep page"),
        pytest.param("diep.md", b"> " * 20_000 + _WORDS.encode(), id="deep quotation"),
    ],
)
def test_text_is_read_with_every_span_at_its_words(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    count, lost = understand(path)
    assert lost == []
    assert count > 0


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "utf-32", "utf-16-le", "utf-16"])
def test_xml_in_wide_characters_is_read_in_place_or_refused(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "stuk.xml"
    inner = "".join(f"<al>{CLAIM} Dat is punt {number} van de brief.</al>" for number in range(9))
    path.write_bytes(f"<officiele-publicatie>{inner}</officiele-publicatie>".encode(encoding))
    if encoding.startswith("utf-32"):
        with pytest.raises(InputError, match=r"zero bytes|binary|damaged UTF-16"):
            understand(path)
    else:
        assert understand(path)[1] == []


@pytest.mark.usefixtures("hashing")
def test_a_file_that_changes_while_it_is_read_is_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its id is that of the bytes that were understood; the next run sees that the file is another."""
    docs, index = tmp_path / "docs", tmp_path / "index"
    docs.mkdir()
    path = docs / "brief.txt"
    path.write_text(f"Brief\n\n{CLAIM}\n", encoding="utf-8")
    open_document = pipeline.Here.open

    def changing(self: pipeline.Here, candidate: object) -> object:
        path.write_text("Brief\n\nHet Rijk moet meer geld geven aan de wijk.\n", encoding="utf-8")
        return open_document(self, candidate)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.Here, "open", changing)
    assert [file.outcome for file in ingest([docs], index, IngestOptions()).files] == [Outcome.INGESTED]
    monkeypatch.setattr(pipeline.Here, "open", open_document)
    ingest([docs], index, IngestOptions())
    assert check(index) == []
    with Reader.open(index) as reader:
        (record,) = reader.documents()
        assert record.id == read_document(path).content_id
        assert "Rijk" in reader.load_document(record.id).text


@pytest.mark.usefixtures("hashing")
def test_names_with_control_characters_are_kept_and_read(tmp_path: Path) -> None:
    docs, index = tmp_path / "docs", tmp_path / "index"
    docs.mkdir()
    names = ("a\x1b[2Jb.txt", "c\nd.txt", "\u202etxt.txt", "é\udc80.txt", "=1+1.txt")
    for number, name in enumerate(names):
        (docs / name).write_text(
            f"Brief {number}\n\n{CLAIM} Dat is punt {number} van {number + 7}.\n", encoding="utf-8"
        )
    (docs / "stuk\udc80.pdf").write_bytes(b"%PDF-1.7\nniets")
    report = ingest([docs], index, IngestOptions())
    (failed,) = report.having(Outcome.FAILED)
    assert failed.source == r"docs/stuk\udc80.pdf"
    assert "fault in policytext" not in failed.hint
    assert len(report.having(Outcome.INGESTED)) == len(names)
    assert {file.outcome for file in ingest([docs], index, IngestOptions()).files} == {
        Outcome.UNCHANGED,
        Outcome.FAILED,
    }
    assert check(index) == []


@pytest.mark.usefixtures("hashing")
def test_links_to_folders_are_not_followed_and_to_files_are_files(tmp_path: Path) -> None:
    """A link to a folder outside, or in a ring, is not walked through."""
    outside, docs, index = tmp_path / "buiten", tmp_path / "docs", tmp_path / "index"
    outside.mkdir()
    docs.mkdir()
    (outside / "geheim.txt").write_text("Geheim\n\nDit moet buiten blijven.\n", encoding="utf-8")
    (docs / "brief.txt").write_text(f"Brief\n\n{CLAIM}\n", encoding="utf-8")
    (docs / "weg").symlink_to(outside)
    (docs / "ring").symlink_to(docs)
    assert [file.source for file in ingest([docs], index, IngestOptions()).files] == ["docs/brief.txt"]
