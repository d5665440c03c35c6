"""Office files that are damaged, protected, hostile or something else end in an error that says what they are."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from office_files import archive, docx, odt, para, wrap

from policytext.errors import PolicytextError, UnreadableDocument, UnsupportedFormat
from policytext.readers.office.docx import read_docx
from policytext.readers.office.odt import read_odt
from policytext.readers.office.office_numbers import bullet_character, format_number

PATH = Path("map/brief.docx")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = OLE + "EncryptedPackage".encode("utf-16-le")
CONTENT_ID = "sha256:" + "0" * 64
BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        pytest.param(
            OLE + "EncryptedPackage".encode("utf-16-le"), UnreadableDocument, "needs a password", id="password"
        ),
        pytest.param(OLE + b"WordDocument", UnsupportedFormat, "old Office document", id="doc"),
        pytest.param(b"Gewoon tekst", UnreadableDocument, "not a zip archive", id="text"),
        pytest.param(docx(para("a"))[:200], UnreadableDocument, "damaged", id="cut off"),
        pytest.param(archive({"xl/workbook.xml": "<x/>"}), UnsupportedFormat, "an Excel workbook", id="xlsx"),
        pytest.param(archive({"ppt/presentation.xml": "<x/>"}), UnsupportedFormat, "PowerPoint", id="pptx"),
        pytest.param(archive({"META-INF/container.xml": "<x/>"}), UnsupportedFormat, "EPUB", id="epub"),
        pytest.param(odt("<text:p>a</text:p>"), UnsupportedFormat, "OpenDocument text", id="odt"),
        pytest.param(archive({"a.txt": "a"}), UnreadableDocument, "holds no document", id="zip"),
        pytest.param(archive({"word/styles.xml": "<x/>"}), UnreadableDocument, "holds no document", id="no main part"),
        pytest.param(archive({"word/document.xml": wrap("document", "")}), UnreadableDocument, "no text", id="no body"),
        pytest.param(archive({"word/document.xml": "<w:document"}), UnreadableDocument, "damaged", id="no XML"),
        pytest.param(
            archive({"word/document.xml": BOMB + "<x>&j;</x>"}), UnreadableDocument, "document type", id="entities"
        ),
        pytest.param(
            archive({"word/document.xml": b" " * 70_000_000}), UnreadableDocument, "unpacks to more", id="zip bomb"
        ),
        pytest.param(archive({f"{n}": "" for n in range(20_001)}), UnreadableDocument, "20001 members", id="members"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, error: type[PolicytextError], message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        read_docx(PATH, data, CONTENT_ID)
    assert caught.value.message.startswith("map/brief.docx: ")
    assert caught.value.hint


def test_an_external_entity_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim", encoding="utf-8")
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    document = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>' + wrap(
        "document", "<w:body>&a;</w:body>"
    ).removeprefix(declaration)
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_docx(
            PATH, archive({"word/document.xml": document.replace('<?xml version="1.0" encoding="UTF-8"?>', "")}), ""
        )


def test_a_member_with_a_password_needs_one() -> None:
    data = bytearray(docx(para("a")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as source:
        info = source.getinfo("word/document.xml")
        directory = bytes(data).rindex(b"PK\x01\x02", 0, bytes(data).rindex(b"word/document.xml"))
    data[info.header_offset + 6] |= 1
    data[directory + 8] |= 1
    with pytest.raises(UnreadableDocument, match="needs a password"):
        read_docx(PATH, bytes(data), CONTENT_ID)


@pytest.mark.parametrize("read", [read_docx, read_odt], ids=["docx", "odt"])
def test_mutated_files_end_in_a_text_or_in_an_error_of_our_own(read: object) -> None:
    """Bytes are changed in the parts themselves, stored without compression, so that the XML is reached."""
    chance = random.Random(7)
    body = para("Een alinea met woorden.") * 5
    source = (
        docx(body, styles="<w:style/>", numbering="<w:num/>") if read is read_docx else odt("<text:p>a</text:p>" * 5)
    )
    with zipfile.ZipFile(io.BytesIO(source)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    outcomes = set()
    for _ in range(300):
        changed = {name: bytearray(content) for name, content in parts.items()}
        for _ in range(chance.randrange(1, 4)):
            part = changed[chance.choice([name for name in changed if changed[name]])]
            part[chance.randrange(len(part))] = chance.randrange(256)
        try:
            read(Path("x.docx"), archive({n: bytes(c) for n, c in changed.items()}, zipfile.ZIP_STORED), CONTENT_ID)  # type: ignore[operator]
            outcomes.add("text")
        except PolicytextError:
            outcomes.add("error")
    assert outcomes == {"text", "error"}


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        pytest.param(27, "lowerLetter", "aa", id="letters repeat"),
        pytest.param(4, "I", "IV", id="roman"),
        pytest.param(1999, "lowerRoman", "mcmxcix", id="long roman"),
        pytest.param(5, "chicago", "**", id="symbols double"),
        pytest.param(3, "decimalZero", "03", id="leading zero"),
        pytest.param(2, "none", "", id="none"),
        pytest.param(2, "thaiNumbers", "2", id="unknown"),
        pytest.param(10**9, "lowerRoman", format_number(9_999, "lowerRoman"), id="bounded"),
        pytest.param(-4, "a", "0", id="negative"),
    ],
)
def test_numbers_in_their_styles(value: int, style: str, expected: str) -> None:
    assert format_number(value, style) == expected


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        pytest.param("\uf0b7", "Symbol", "•", id="private"),
        pytest.param("§", "Wingdings", "▪", id="symbol font"),
        pytest.param("o", "Courier New", "◦", id="letter o"),
        pytest.param("–", "", "–", id="dash"),
        pytest.param("", "", "•", id="picture"),
        pytest.param("\uf199", "", "•", id="unknown symbol"),
    ],
)
def test_bullets_are_what_is_seen(text: str, font: str, expected: str) -> None:
    assert bullet_character(text, font) == expected
