"""OpenDocument texts: styles, lists and notes of an archive or a flat file become marked text."""

from pathlib import Path

import pytest
from office_files import flat_odt, odt

from policytext.errors import UnreadableDocument, UnsupportedFormat
from policytext.readers.office.odt import FLAT_MEDIA_TYPE, MEDIA_TYPE, read_odt
from policytext.structure import build_document
from policytext.types.raw import RawDocument
from policytext.types.vocabulary import BlockKind, Origin

_LONG = "Deze alinea is lang genoeg om lopende tekst te zijn: zij zegt wat gemeenten doen en waarom zij dat doen. " * 3

COMMON = """
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="Illustratie" style:display-name="Illustration" style:family="paragraph"/>
<style:style style:name="Vet" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Kring" style:family="paragraph" style:parent-style-name="Kring"/>
<text:outline-style style:name="Outline">
  <text:outline-level-style text:level="1" style:num-format="1"/>
  <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
  <text:outline-level-style text:level="3" style:num-format=""/>
</text:outline-style>
"""
AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.2cm"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="700"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>
<style:style style:name="A1" style:family="table-cell">
  <style:table-cell-properties fo:border="0.05pt solid #000000"/></style:style>
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
  <text:list-level-style-number text:level="3" style:num-format="i" text:display-levels="3" style:num-suffix="."/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style>
"""
NOTE = (
    '<text:note text:id="ftn{0}" text:note-class="{2}"><text:note-citation>{1}</text:note-citation>'
    "<text:note-body><text:p>Noot {0}.</text:p></text:note-body></text:note>"
)


def read(data: bytes) -> RawDocument:
    return read_odt(Path("map/notitie.odt"), data, "sha256:" + "0" * 64)


def read_body(body: str) -> RawDocument:
    return read(odt(body, automatic=AUTOMATIC, common=COMMON))


def lines(raw: RawDocument) -> list[tuple[str, str | None, str]]:
    return [(block.kind.value, block.label, raw.text[block.source.start : block.source.end]) for block in raw.blocks]


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        pytest.param("Title", BlockKind.HEADING, id="title"),
        pytest.param("P1", BlockKind.QUOTATION, id="automatic style based on a quotation"),
        pytest.param("Illustratie", BlockKind.CAPTION, id="name that is shown"),
        pytest.param("Kring", BlockKind.PARAGRAPH, id="a style based on itself"),
        pytest.param("Weg", BlockKind.PARAGRAPH, id="a style that is missing"),
    ],
)
def test_styles_say_what_a_paragraph_is(style: str, kind: BlockKind) -> None:
    (block,) = read_body(f'<text:p text:style-name="{style}">Woorden</text:p>').blocks
    assert block.kind is kind


def test_headings_carry_their_number() -> None:
    body = (
        '<text:h text:outline-level="1">Inleiding</text:h><text:h text:outline-level="2">Doel</text:h>'
        '<text:h text:outline-level="2" text:is-list-header="true">Zonder</text:h>'
        '<text:h text:outline-level="1">Aanpak</text:h><text:h text:outline-level="2">Stappen</text:h>'
        '<text:h text:outline-level="3">Geen nummer</text:h>'
        '<text:h text:outline-level="1"><text:number>IX</text:number>Geschreven</text:h>'
    )
    raw = read_body(body)
    assert [(block.level, text) for block, (_, _, text) in zip(raw.blocks, lines(raw), strict=True)] == [
        (1, "1 Inleiding"),
        (2, "1.1 Doel"),
        (2, "Zonder"),
        (1, "2 Aanpak"),
        (2, "2.1 Stappen"),
        (3, "Geen nummer"),
        (1, "IX Geschreven"),
    ]


EIGHT = ' text:start-value="8"'


def _item(inner: str, more: str = "") -> str:
    return f"<text:list-item{more}>{inner}</text:list-item>"


def test_lists_print_their_markers() -> None:
    deepest = f"<text:list>{_item('<text:p>diep</text:p>')}</text:list>"
    nested = f"<text:list>{_item('<text:p>a</text:p>')}{_item('<text:p>b</text:p>' + deepest)}</text:list>"
    body = (
        f'<text:list xml:id="x" text:style-name="L1"><text:list-header><text:p>kop</text:p></text:list-header>'
        f"{_item('<text:p>een</text:p><text:p>vervolg</text:p>' + nested)}{_item('<text:p>twee</text:p>')}"
        "</text:list>"
        f'<text:p>Tussen.</text:p><text:list text:style-name="L1" text:continue-list="x">'
        f"{_item('<text:p>drie</text:p>')}{_item('<text:p>acht</text:p>', EIGHT)}"
        f'</text:list><text:list text:style-name="L1">{_item("<text:p>weer een</text:p>")}</text:list>'
        f'<text:list text:style-name="L1" text:continue-numbering="true">{_item("<text:p>dan twee</text:p>")}'
        "</text:list>"
        f'<text:list text:style-name="L2">{_item("<text:p>streep</text:p>")}</text:list>'
    )
    assert lines(read_body(body)) == [
        ("paragraph", None, "kop"),
        ("list_item", "1.", "een"),
        ("paragraph", None, "vervolg"),
        ("list_item", "(a)", "a"),
        ("list_item", "(b)", "b"),
        ("list_item", "1.b.i.", "diep"),
        ("list_item", "2.", "twee"),
        ("paragraph", None, "Tussen."),
        ("list_item", "3.", "drie"),
        ("list_item", "8.", "acht"),
        ("list_item", "1.", "weer een"),
        ("list_item", "2.", "dan twee"),
        ("list_item", "–", "streep"),
    ]


def test_notes_follow_what_calls_them() -> None:
    body = (
        f"<text:p>Een{NOTE.format(1, '1', 'footnote')}.</text:p><text:p>Twee{NOTE.format(2, 'i', 'endnote')}</text:p>"
        '<text:p>Drie<text:note-ref text:ref-name="ftn1">1</text:note-ref></text:p>'
    )
    raw = read_body(body)
    assert lines(raw) == [
        ("paragraph", None, "Een1."),
        ("note", "1", "Noot 1."),
        ("paragraph", None, "Tweei"),
        ("paragraph", None, "Drie1"),
        ("note", "i", "Noot 2."),
    ]
    document = build_document(raw)
    assert [(marker.label, marker.note) for marker in document.markers] == [("1", 1), ("i", 4), ("1", 1)]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param("a<text:s text:c='3'/>b", "a b", id="spaces"),
        pytest.param("a<text:tab/>b<text:line-break/>c", "a\tb\nc", id="tab and break"),
        pytest.param("a<text:soft-page-break/>b", "ab", id="page break"),
        pytest.param("a<office:annotation><text:p>Klopt dit?</text:p></office:annotation>b", "ab", id="remark"),
        pytest.param("a<text:span text:style-name='T3'>weg</text:span>b", "ab", id="hidden"),
        pytest.param("a<text:change-start/>b<text:change-end/>", "ab", id="change"),
        pytest.param("op <text:date>6 mei 2024</text:date>", "op 6 mei 2024", id="field"),
        pytest.param("a<text:bookmark text:name='x'/><text:meta>b</text:meta>", "ab", id="bookmark and meta"),
        pytest.param("a<draw:frame><svg:desc>een foto</svg:desc><draw:image/></draw:frame>b", "ab", id="picture"),
        pytest.param("a\n   b", "a    b", id="a line end in the file is none in the text"),
    ],
)
def test_words_are_those_that_are_printed(inner: str, expected: str) -> None:
    assert read_body(f"<text:p>{inner}</text:p>").text == expected


@pytest.mark.parametrize(
    ("paragraph", "is_strong"),
    [
        pytest.param('<text:p text:style-name="Vet">vet</text:p>', True, id="paragraph"),
        pytest.param('<text:p><text:span text:style-name="T1">vet</text:span></text:p>', True, id="span"),
        pytest.param('<text:p text:style-name="Vet"><text:span text:style-name="T4">niet</text:span></text:p>', False,
                     id="switched off"),
        pytest.param('<text:p>half <text:span text:style-name="T1">vet</text:span></text:p>', False, id="half"),
    ],
)  # fmt: skip
def test_emphasis(paragraph: str, is_strong: bool) -> None:
    assert read_body(paragraph).blocks[0].is_strong is is_strong


def test_raised_words_and_links() -> None:
    raw = read_body(
        '<text:p>Zin<text:span text:style-name="T2">3</text:span> in <text:a xlink:href="https://example.org/">dit'
        '</text:a> en <text:a xlink:href="#hoofdstuk">dat</text:a></text:p>'
    )
    assert [raw.text[span.start : span.end] for span in raw.blocks[0].superscripts] == ["3"]
    assert [(raw.text[link.source.start : link.source.end], link.target) for link in raw.links] == [
        ("dit", "https://example.org/")
    ]


def _table(*rows: tuple[str, ...], style: str = "") -> str:
    cells = (
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:style-name="{style}"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return f"<table:table><table:table-column/>{''.join(cells)}</table:table>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(_table(("Plaats", "Weken"), ("Meerdrecht", "14"), style="A1"),
                     [("table", "Plaats\tWeken"), ("table", "Meerdrecht\t14")], id="figures"),
        pytest.param(_table(("Datum", "6 mei 2024"), ("Betreft", "Wonen")),
                     [("paragraph", "Datum\t6 mei 2024"), ("paragraph", "Betreft\tWonen")], id="lines"),
        pytest.param(_table(("Oordeel", _LONG), style="A1"),
                     [("paragraph", "Oordeel"), ("paragraph", _LONG)], id="prose"),
    ],
)  # fmt: skip
def test_tables_are_rows_or_places(body: str, expected: list[tuple[str, str]]) -> None:
    assert [(kind, text) for kind, _, text in lines(read_body(body))] == expected


def test_sections_contents_and_boxes() -> None:
    entry = "<text:p>Inleiding<text:tab/>3</text:p>"
    body = (
        f"<text:table-of-content><text:table-of-content-source/><text:index-body><text:index-title><text:p>Inhoud"
        f"</text:p></text:index-title>{entry}</text:index-body></text:table-of-content>"
        "<text:section><text:p>In een deel</text:p></text:section>"
        '<text:section text:display="none"><text:p>Verborgen</text:p></text:section>'
        "<text:p>Voor<draw:frame text:anchor-type='paragraph'><draw:text-box><text:p>Kader</text:p></draw:text-box>"
        "</draw:frame> en na</text:p>"
        "<draw:frame text:anchor-type='page'><draw:text-box><text:p>kst-1-2</text:p></draw:text-box></draw:frame>"
        "<text:bibliography><text:index-body><text:index-title><text:p text:style-name='Bibliography_20_Heading'>"
        "Bronnen</text:p></text:index-title><text:p>Jansen (2020).</text:p></text:index-body></text:bibliography>"
    )
    raw = read_body(body)
    assert [(kind, text) for kind, _, text in lines(raw)] == [
        ("contents", "Inhoud"),
        ("contents", "Inleiding\t3"),
        ("paragraph", "In een deel"),
        ("paragraph", "Voor en na"),
        ("paragraph", "Kader"),
        ("heading", "Bronnen"),
        ("bibliography_entry", "Jansen (2020)."),
        ("furniture", "kst-1-2"),
    ]
    assert raw.blocks[4].container is BlockKind.BOX


def test_tracked_changes_and_remarks_are_told_of() -> None:
    raw = read_body(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Tekst<office:annotation><text:p>Klopt dit?</text:p></office:annotation></text:p>"
    )
    assert raw.text == "Tekst"
    assert raw.warnings == (
        "1 tracked changes: read as if all of them were accepted",
        "1 remarks of reviewers are no part of the text and were left out",
    )


def test_margins_of_pages() -> None:
    masters = (
        '<style:master-page style:name="Standard"><style:header><text:p>Vervolg</text:p></style:header>'
        "<style:footer><text:p>Postbus 1</text:p><text:p>Blad <text:page-number>2</text:page-number></text:p>"
        "</style:footer>"
        "<style:header-first><text:p>Datum 6 mei 2024</text:p></style:header-first></style:master-page>"
    )
    raw = read(odt("<text:p>Tekst</text:p>", masters=masters))
    assert [(kind, text) for kind, _, text in lines(raw)] == [
        ("furniture", "Datum 6 mei 2024"),
        ("paragraph", "Tekst"),
        ("furniture", "Vervolg"),
        ("furniture", "Postbus 1"),
    ]


PARTED = '<text:p text:style-name="P2">d</text:p>'


def test_empty_lines_stand_where_they_are_seen() -> None:
    raw = read_body(
        '<text:p>a</text:p><text:p>b</text:p><text:p/><text:p>c</text:p><text:p text:style-name="P2">d</text:p>'
    )
    assert raw.text == "a\nb\n\nc\n\nd"


def _field(name: str, value: str) -> str:
    return f'<meta:user-defined meta:name="{name}">{value}</meta:user-defined>'


OFFICIAL = "".join(
    (
        "<dc:title>Lang; Motie; Motie over wonen</dc:title><dc:language>nl</dc:language>",
        _field("OVERHEIDop.dossiernummer", "38910"),
        _field("OVERHEIDop.ondernummer", "12"),
        _field("OVERHEIDop.documenttitel", "Motie over wonen"),
        _field("OVERHEIDop.KamerstukTypen/DC.type", "Motie"),
        _field("OVERHEIDop.Parlementair/DC.type", "Kamerstuk"),
        _field("OVERHEIDop.indiener", "A. Oosterling"),
        _field("OVERHEIDop.indiener", "B. Visser"),
        _field("OVERHEID.StatenGeneraal/DC.creator", "Tweede Kamer der Staten-Generaal"),
        _field("DCTERMS.W3CDTF/DCTERMS.issued", "2023-12-05"),
    )
)


def test_an_official_publication_states_what_it_is() -> None:
    raw = read(odt("<text:p>De Kamer,</text:p>", meta=OFFICIAL))
    assert raw.file_metadata == (("title", "Lang; Motie; Motie over wonen"), ("language", "nl"))
    assert raw.stated == (
        ("title", "Motie over wonen"),
        ("date", "2023-12-05"),
        ("organisation", "Tweede Kamer der Staten-Generaal"),
        ("author", "A. Oosterling"),
        ("author", "B. Visser"),
        ("dossier", "38910"),
        ("number", "12"),
        ("kind", "Motie"),
        ("reference", "38910-12"),
    )
    metadata = build_document(raw).metadata
    assert (metadata.title, metadata.reference) == ("Motie over wonen", "38910-12")
    assert dict(metadata.origins)["title"] is Origin.PUBLICATION


def test_fields_of_a_user_state_nothing() -> None:
    assert read(odt("<text:p>Tekst</text:p>", meta=_field("DC.title", "Een titel"))).stated == ()


def test_a_flat_file_reads_alike() -> None:
    raw = read(flat_odt('<text:h text:outline-level="2">Kop</text:h><text:p>Tekst</text:p>'))
    assert lines(raw) == [("heading", None, "Kop"), ("paragraph", None, "Tekst")]
    assert (raw.media_type, read(odt("<text:p>a</text:p>")).media_type) == (FLAT_MEDIA_TYPE, MEDIA_TYPE)


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        pytest.param(flat_odt("", kind="spreadsheet"), UnsupportedFormat, "OpenDocument spreadsheet", id="flat sheet"),
        pytest.param(
            odt("", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            UnsupportedFormat,
            "is an OpenDocument spreadsheet",
            id="sheet",
        ),
        pytest.param(
            odt(
                "",
                extra={
                    "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                    "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
                },
            ),
            UnreadableDocument,
            "needs a password",
            id="encrypted",
        ),
        pytest.param(flat_odt("<text:p>"), UnreadableDocument, "damaged", id="no XML"),
        pytest.param(b"<?xml version='1.0'?><a/>", UnreadableDocument, "holds no text", id="other XML"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        read(data)


def test_the_odt_and_the_xml_of_a_kamerstuk_say_the_same() -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "realdocs" / "officiele-publicaties"
    if not folder.is_dir():
        pytest.skip("the real documents are not here (../shared/realdocs)")
    import difflib  # noqa: PLC0415 - this test only
    from xml.etree import ElementTree  # noqa: PLC0415

    root = ElementTree.parse(folder / "kst-32545-143.xml").getroot()
    wanted = ("dossiernr", "titel", "stuknr", "datumtekst", "al")
    expected = " ".join(" ".join("".join(part.itertext()).split()) for part in root.iter() if part.tag in wanted)
    document = build_document(read((folder / "kst-32545-143.odt").read_bytes()))
    found = " ".join(document.quote(block.span) for block in document.blocks if block.is_running_text)
    assert difflib.SequenceMatcher(None, expected, found, autojunk=False).ratio() >= 0.98
