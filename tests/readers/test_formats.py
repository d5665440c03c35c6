"""The format of a file is what it holds, whatever its name says."""

import io
import zipfile
from pathlib import Path

import pytest

from policytext.errors import EmptyDocument, PolicytextError, UnreadableDocument, UnsupportedFormat
from policytext.readers.formats import Format, detect_format

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + 100 * b"\0"


def zipped(*names: str, mimetype: str | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype is not None:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


DOCX = zipped("[Content_Types].xml", "word/document.xml")
ODT = zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        pytest.param("a.pdf", b"%PDF-1.7 ...", Format.PDF, id="pdf"),
        pytest.param("a.txt", b"%PDF-1.7 ...", Format.PDF, id="pdf under another name"),
        pytest.param("a.pdf", b"\x00junk\n%PDF-1.4", Format.PDF, id="pdf behind a few bytes"),
        pytest.param("a.docx", DOCX, Format.DOCX, id="docx"),
        pytest.param("a.bin", DOCX, Format.DOCX, id="docx under another name"),
        pytest.param("a.odt", ODT, Format.ODT, id="odt"),
        pytest.param("a.docx", ODT, Format.ODT, id="odt named docx"),
        pytest.param("a.html", b"<p>Tekst</p>", Format.HTML, id="a part of a page"),
        pytest.param("a.txt", b"\n<!DOCTYPE html><html>", Format.HTML, id="a page under another name"),
        pytest.param("a.xml", b"<?xml version='1.0'?><!-- x --><html xmlns='y'>", Format.HTML, id="xhtml"),
        pytest.param("a.htm", "<html>".encode("utf-16"), Format.HTML, id="a page in utf-16"),
        pytest.param("a.xml", b"<?xml version='1.0'?>\n<kamerstuk>", Format.XML, id="xml"),
        pytest.param("a", b"<?xml version='1.0'?><kamerstuk/>", Format.XML, id="xml without a suffix"),
        pytest.param("a.xml", b"<kamerstuk>", Format.XML, id="xml without a declaration"),
        pytest.param("a.fodt", b"<?xml version='1.0'?><office:document x='y'>", Format.ODT, id="flat odt"),
        pytest.param("a.md", b"# Kop", Format.MARKDOWN, id="markdown"),
        pytest.param("a.TXT", b"tekst", Format.TEXT, id="text"),
        pytest.param("brief", b"Geachte heer,", Format.TEXT, id="text without a suffix"),
        pytest.param("a.txt", b"<b> is een teken", Format.TEXT, id="text that begins with a tag"),
    ],
)
def test_format_is_what_the_file_holds(name: str, data: bytes, expected: Format) -> None:
    assert detect_format(Path(name), data) is expected


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        pytest.param("a.txt", b"", EmptyDocument, "empty", id="no bytes"),
        pytest.param("a.pdf", b"tekst", UnreadableDocument, "not a PDF", id="text named pdf"),
        pytest.param("a.docx", b"tekst", UnreadableDocument, "not a .docx", id="text named docx"),
        pytest.param("a.docx", DOCX[:60], UnreadableDocument, "damaged", id="half a docx"),
        pytest.param("a.docx", zipped("x"), UnreadableDocument, "no document", id="a zip named docx"),
        pytest.param("a.docx", zipped("xl/workbook.xml"), UnsupportedFormat, "Excel", id="a workbook"),
        pytest.param("a.pptx", zipped("ppt/slides/slide1.xml"), UnsupportedFormat, "PowerPoint", id="a presentation"),
        pytest.param("a.epub", zipped("META-INF/container.xml"), UnsupportedFormat, "EPUB", id="an e-book"),
        pytest.param("a.zip", zipped("brief.pdf"), UnsupportedFormat, "zip", id="a zip"),
        pytest.param("a.doc", OLE, UnsupportedFormat, "old Office", id="doc"),
        pytest.param(
            "a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), UnreadableDocument, "password", id="a password"
        ),
        pytest.param("a.rtf", b"{\\rtf1", UnsupportedFormat, "rich text", id="rtf"),
        pytest.param("a.png", b"\x89PNG\r\n", UnsupportedFormat, "image", id="a picture"),
        pytest.param("a.csv", b"a;b", UnsupportedFormat, "data", id="a table"),
    ],
)
def test_what_no_reader_takes_is_named(name: str, data: bytes, error: type[PolicytextError], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        detect_format(Path(name), data)
    assert caught.value.message.startswith(name)
    assert caught.value.hint
