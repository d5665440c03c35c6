"""DOCX files: notes, margins, contents and properties, which stand in parts of their own, and parts that fail."""

import io
import zipfile
from pathlib import Path

import pytest
from docx_reading import LONG, STYLES, field, lines, lines_of, read
from office_files import archive, docx, para, relationships, run, styled, table

from policytext.errors import UnreadableDocument
from policytext.readers.office.docx import READER_VERSION
from policytext.structure import build_document
from policytext.types.vocabulary import BlockKind

NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" Eerste noot.")}</w:p></w:footnote>'
    f'<w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r>{run(" Tweede noot.")}</w:p>{para("Met vervolg.")}'
    f'</w:footnote><w:footnote w:id="8">{para("Nooit aangeroepen.")}</w:footnote>'
)


def call(number: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/></w:r>'


def test_footnotes_follow_what_calls_them_with_the_printed_number() -> None:
    body = para(run("Zin een") + call(5) + run(".")) + para(run("Zin twee") + call(2) + run("."))
    raw = read(docx(body, footnotes=NOTES))
    assert lines(raw) == [
        ("paragraph", None, "Zin een1."),
        ("note", "1", " Tweede noot.\nMet vervolg."),
        ("paragraph", None, "Zin twee2."),
        ("note", "2", " Eerste noot."),
    ]
    document = build_document(raw)
    assert document.quote(document.blocks[0].span) == "Zin een¹."
    assert document.quote(document.blocks[1].span) == "Tweede noot. Met vervolg."
    assert [(marker.label, marker.note) for marker in document.markers] == [("1", 1), ("2", 3)]


@pytest.mark.parametrize(
    ("settings", "labels"),
    [
        pytest.param("", ["1", "2"], id="decimal"),
        pytest.param('<w:footnotePr><w:numFmt w:val="lowerRoman"/></w:footnotePr>', ["i", "ii"], id="roman"),
        pytest.param('<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>', ["*", "†"], id="symbols"),
        pytest.param('<w:footnotePr><w:numStart w:val="7"/></w:footnotePr>', ["7", "8"], id="start"),
        pytest.param('<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>', ["1", "1"], id="each page"),
        pytest.param('<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>', ["1", "1"], id="each section"),
    ],
)
def test_footnotes_are_numbered_as_the_settings_say(settings: str, labels: list[str]) -> None:
    body = para(run("Een") + call(2), "<w:sectPr/>") + para(
        "<w:r><w:lastRenderedPageBreak/></w:r>" + run("Twee") + call(5)
    )
    raw = read(docx(body, footnotes=NOTES, settings=settings))
    assert [block.label for block in raw.blocks if block.kind is BlockKind.NOTE] == labels
    assert [raw.text[reference.source.start : reference.source.end] for reference in raw.references] == labels


def test_a_mark_of_its_own_is_label_and_takes_no_number() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    notes = f'<w:footnote w:id="2"><w:p>{run("* Met ster.")}</w:p></w:footnote>' + (
        f'<w:footnote w:id="5"><w:p>{run("Gewoon.")}</w:p></w:footnote>'
    )
    raw = read(docx(para(run("Een") + own) + para(run("Twee") + call(5)), footnotes=notes))
    assert lines(raw) == [
        ("paragraph", None, "Een*"),
        ("note", "*", " Met ster."),
        ("paragraph", None, "Twee1"),
        ("note", "1", "Gewoon."),
    ]
    assert len(raw.references) == 2


def test_endnotes_stand_at_the_end() -> None:
    notes = f'<w:endnote w:id="1"><w:p>{run("Bron.")}</w:p></w:endnote>'
    raw = read(docx(para(run("Een") + call(1, "endnote")) + para("Twee"), endnotes=notes))
    assert lines(raw) == [("paragraph", None, "Eeni"), ("paragraph", None, "Twee"), ("note", "i", "Bron.")]


def test_a_missing_note_is_a_dead_end() -> None:
    document = build_document(read(docx(para(run("Een") + call(9)), footnotes=NOTES)))
    assert [(marker.label, marker.note) for marker in document.markers] == [("1", None)]


def test_a_deleted_marker_takes_no_number() -> None:
    body = para(run("Een") + f'<w:del w:id="1">{call(5)}</w:del>' + call(2))
    assert [label for kind, label, _ in lines_of(body, footnotes=NOTES) if kind == "note"] == ["1"]


def test_the_number_of_a_note_can_be_repeated() -> None:
    marked = f'<w:bookmarkStart w:id="0" w:name="_Ref1"/>{call(2)}<w:bookmarkEnd w:id="0"/>'
    body = para(run("Een") + marked) + para(run("Nogmaals") + field(" NOTEREF _Ref1 \\h ", run("1")))
    document = build_document(read(docx(body, footnotes=NOTES)))
    assert [(document.quote(marker.span), marker.note) for marker in document.markers] == [("¹", 1), ("¹", 1)]


def test_a_bold_heading_with_a_note_is_still_emphasised() -> None:
    raw = read(docx(para(run("Wachttijden", "<w:b/>") + call(2)), footnotes=NOTES))
    assert raw.blocks[0].is_strong


LINKS = {
    "rId1": ("header", "header1.xml"),
    "rId2": ("header", "header2.xml"),
    "rId3": ("footer", "footer1.xml"),
}


def section(*references: str, title: bool = True) -> str:
    return f"<w:sectPr>{''.join(references)}{'<w:titlePg/>' if title else ''}</w:sectPr>"


FIRST = '<w:headerReference w:type="first" r:id="rId1"/>'
DEFAULT = '<w:headerReference w:type="default" r:id="rId2"/>'
FOOT = '<w:footerReference w:type="default" r:id="rId3"/>'
MARGINS = {
    "header1": table(("Datum", "6 mei 2024")) + table(("Onderwerp", "Wachttijden")),
    "header2": para("Gemeente Meerdrecht") + para("Datum") + para(run("Pagina ") + field("PAGE", run("2"))),
    "footer1": para("Postbus 1")
    + para("17")
    + para(field("PAGE", run("2")) + run(" van ") + field("NUMPAGES", run("9"))),
}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param(
            True,
            [
                ("furniture", "Datum\t6 mei 2024"),
                ("furniture", "Onderwerp\tWachttijden"),
                ("paragraph", "Geachte raad,"),
                ("furniture", "Gemeente Meerdrecht"),
                ("furniture", "Datum"),
                ("furniture", "Postbus 1"),
                ("furniture", "17"),
            ],
            id="a head of the first page",
        ),
        pytest.param(
            False,
            [
                ("furniture", "Gemeente Meerdrecht"),
                ("furniture", "Datum"),
                ("paragraph", "Geachte raad,"),
                ("furniture", "Postbus 1"),
                ("furniture", "17"),
            ],
            id="one head for all pages",
        ),
    ],
)
def test_margins_come_once(title: bool, expected: list[tuple[str, str]]) -> None:
    body = para("Geachte raad,") + section(FIRST, DEFAULT, FOOT, title=title)
    assert [(kind, text) for kind, _, text in lines_of(body, links=LINKS, **MARGINS)] == expected


def test_metadata_is_found_in_a_head() -> None:
    body = para("Geachte raad,") + para(LONG) + para("Met vriendelijke groet,") + section(FIRST, DEFAULT, FOOT)
    metadata = build_document(read(docx(body, links=LINKS, **MARGINS))).metadata
    assert metadata.date is not None
    assert (metadata.subject, metadata.date.value) == ("Wachttijden", "2024-05-06")


def test_a_table_of_contents_is_one() -> None:
    entries = styled("Inleiding\t3", "Standaard") + styled("Aanpak\t5", "Standaard")
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{styled('Inhoud', 'Kop1')}{entries}</w:sdtContent></w:sdt>"
    )
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    rest = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("Slot 9")
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = control + para(begin + rest) + para(run("Bijlage 11") + end) + para("Tekst")
    assert [kind for kind, _, _ in lines_of(body)] == ["contents"] * 5 + ["paragraph"]


def test_a_list_of_sources_of_a_citation_program() -> None:
    body = para(field(" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ", run("Jansen, A. (2020). Titel."))) + para("Tekst")
    assert [kind for kind, _, _ in lines_of(body)] == ["bibliography_entry", "paragraph"]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(run("Vraag 1", "<w:b/>") + "<w:r><w:br/></w:r>" + run("Kent u dit?"), ["Vraag 1", "Kent u dit?"],
                     id="after an emphasised line"),
        pytest.param("<w:r><w:t>Een:</w:t><w:br/><w:t>- twee</w:t><w:br/><w:t>- drie</w:t></w:r>",
                     ["Een:", "- twee", "- drie"], id="typed items"),
        pytest.param("<w:r><w:t>Een</w:t><w:br/><w:br/><w:t>twee</w:t></w:r>", ["Een", "twee"], id="an empty line"),
        pytest.param('<w:r><w:t>Een</w:t><w:br w:type="page"/><w:t>twee</w:t></w:r>', ["Een", "twee"], id="page"),
        pytest.param("<w:r><w:t>Postbus 1</w:t><w:br/><w:t>1000 AA Plaats</w:t></w:r>", ["Postbus 1\n1000 AA Plaats"],
                     id="an address stays"),
    ],
)  # fmt: skip
def test_line_breaks_that_stand_for_paragraphs(inner: str, expected: list[str]) -> None:
    assert [text for _, _, text in lines_of(para(inner))] == expected


@pytest.mark.parametrize(
    ("body", "gap"),
    [
        pytest.param(styled("a", "Dicht") + styled("b", "Dicht"), 1, id="close"),
        pytest.param(styled("a", "Dicht") + para("") + styled("b", "Dicht"), 2, id="an empty paragraph"),
        pytest.param(para("a") + para("b"), 2, id="space by the file's default"),
        pytest.param(styled("a", "Dicht") + styled("b", "Kop1"), 2, id="a heading"),
        pytest.param(styled("a", "Dicht") + para("b", '<w:pStyle w:val="Dicht"/><w:pageBreakBefore/>'), 2, id="page"),
    ],
)
def test_empty_lines_stand_where_they_are_seen(body: str, gap: int) -> None:
    raw = read(docx(body, styles=STYLES))
    assert raw.text.count("\n") == gap


def test_properties_of_the_file() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>Een  titel\n</dc:title><dc:creator>J. Jansen</dc:creator><dc:subject/>"
        "<dcterms:created>2020-01-01T10:00:00Z</dcterms:created>"
        "<dcterms:modified>2024-05-06T10:00:00Z</dcterms:modified></cp:coreProperties>"
    )
    raw = read(docx(para("Tekst"), styles=STYLES, extra={"docProps/core.xml": core}))
    assert raw.file_metadata == (
        ("title", "Een titel"),
        ("author", "J. Jansen"),
        ("date", "2024-05-06"),
        ("language", "nl"),
    )
    assert (raw.reader, raw.media_type.endswith("wordprocessingml.document")) == (READER_VERSION, True)


def test_the_strict_form_reads_alike() -> None:
    assert lines(read(docx(styled("Kop", "Kop1"), styles=STYLES, strict=True))) == [("heading", None, "Kop")]


def test_the_main_part_can_have_another_name() -> None:
    data = docx(para("Tekst"))
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = relationships({"rId1": ("officeDocument", "/word/document2.xml")}).encode()
    assert lines(read(archive(parts))) == [("paragraph", None, "Tekst")]


def test_a_damaged_part_that_is_not_needed_is_told_of() -> None:
    raw = read(docx(para("Tekst"), extra={"word/styles.xml": "<w:styles"}))
    assert raw.text == "Tekst"
    assert [warning.split(":")[1].strip() for warning in raw.warnings] == ["word/styles.xml"]


@pytest.mark.parametrize("depth", [30, 120])
def test_deep_markup_is_read(depth: int) -> None:
    body = "<w:ins>" * depth + run("diep") + "</w:ins>" * depth
    assert read(docx(f"<w:p>{body}</w:p>")).text == "diep"


def test_bottomless_markup_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"brief\.docx: damaged: word/document\.xml: .*nested"):
        read(docx("<w:p>" + "<w:ins>" * 100_000 + run("diep") + "</w:ins>" * 100_000 + "</w:p>"))


@pytest.mark.parametrize(
    ("name", "notes", "date", "addressee"),
    [
        pytest.param("antwoord-kamervragen-hoofddoek-boa", 2, "2024-05-16", "Voorzitter van de Tweede Kamer", id="boa"),
        pytest.param("antwoord-kamervragen-teunissen-pvdd", 2, "2024-08-26", None, id="teunissen"),
        pytest.param("antwoord-kamervragen-politiebureau-wolvega", 0, "2024-07-25", "Voorzitter", id="wolvega"),
        pytest.param("toezending-expertoordeel-petersen", 0, "2025-02-20", "Voorzitter", id="petersen"),
    ],
)
def test_letters_of_ministers(name: str, notes: int, date: str, addressee: str | None) -> None:
    path = Path(__file__).resolve().parents[3] / "shared" / "realdocs" / "docx-kamervragen" / f"{name}.docx"
    if not path.is_file():
        pytest.skip("the real documents are not here (../shared/realdocs)")
    document = build_document(read(path.read_bytes()), file_name=path.name)
    found = [block for block in document.blocks if block.kind is BlockKind.NOTE]
    assert [block.label for block in found] == [str(number + 1) for number in range(notes)]
    assert document.metadata.date is not None
    assert document.metadata.date.value == date
    assert addressee is None or addressee in (document.metadata.addressee or "")
