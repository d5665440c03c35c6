"""DOCX files: what Word prints becomes marked text, with the numbers and notes that stand nowhere in the file."""

import io
import zipfile
from pathlib import Path

import pytest
from office_files import BORDERS, archive, docx, item, para, relationships, run, styled, table

from policytext.errors import UnreadableDocument
from policytext.readers.docx import READER_VERSION, read_docx
from policytext.readers.office_content import role_of_style
from policytext.structure import build_document
from policytext.types.raw import RawDocument
from policytext.types.vocabulary import BlockKind

Lines = list[tuple[str, str | None, str]]

_LONG = "Deze alinea is lang genoeg om lopende tekst te zijn: zij zegt wat gemeenten doen en waarom zij dat doen. " * 3

STYLES = """
<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/>
  <w:rPr><w:lang w:val="nl-NL"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="Kop 2"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Huis"><w:name w:val="Hoofdstuktitel"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Los"><w:name w:val="Geen kop"/><w:basedOn w:val="Kop1"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Citaat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kring"><w:name w:val="Kring"/><w:basedOn w:val="Kring"/></w:style>
<w:style w:type="paragraph" w:styleId="Lijst"><w:name w:val="Lijst"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Dicht"><w:name w:val="Adres"/><w:pPr><w:spacing w:after="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Vet"><w:name w:val="Vet"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Nadruk"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Verborgen"><w:name w:val="Verborgen"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Raster"><w:name w:val="Table Grid"/><w:tblPr>{borders}</w:tblPr></w:style>
""".replace("{borders}", BORDERS)


def level(number: int, style: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


PRIVATE_BULLET = "\uf0b7"
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2)")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", PRIVATE_BULLET)}{level(1, "bullet", "o")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "decimal", "%1")}{level(1, "decimal", "%1.%2")}'
    f"{level(2, 'upperRoman', '%3')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="3">{level(0, "upperRoman", "%1")}'
    f"{level(1, 'decimal', '%1.%2', '<w:isLgl/>')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="3"/></w:num>'
)


def read(data: bytes) -> RawDocument:
    raw = read_docx(Path("map/brief.docx"), data, "sha256:" + "0" * 64)
    end = 0
    for block in raw.blocks:
        assert raw.text[end : block.source.start].strip() == ""
        assert block.source.start >= end
        end = block.source.end
    assert raw.text[end:].strip() == ""
    return raw


def lines(raw: RawDocument) -> Lines:
    return [(block.kind.value, block.label, raw.text[block.source.start : block.source.end]) for block in raw.blocks]


def lines_of(body: str, **parts: object) -> Lines:
    return lines(read(docx(body, styles=STYLES, numbering=NUMBERING, **parts)))  # type: ignore[arg-type]


def field(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("style", "kind", "wanted"),
    [
        pytest.param("Kop1", BlockKind.HEADING, 1, id="heading 1"),
        pytest.param("Kop2", BlockKind.HEADING, 2, id="Dutch name"),
        pytest.param("Huis", BlockKind.HEADING, 1, id="own style based on a heading"),
        pytest.param("Los", BlockKind.PARAGRAPH, 0, id="outline level switched off"),
        pytest.param("Titel", BlockKind.HEADING, 1, id="title"),
        pytest.param("Bijschrift", BlockKind.CAPTION, 0, id="caption"),
        pytest.param("Citaat", BlockKind.QUOTATION, 0, id="quotation"),
        pytest.param("Inhopg1", BlockKind.CONTENTS, 0, id="contents"),
        pytest.param("Kring", BlockKind.PARAGRAPH, 0, id="a style based on itself"),
        pytest.param("Weg", BlockKind.PARAGRAPH, 0, id="a style that is missing"),
    ],
)
def test_styles_say_what_a_paragraph_is(style: str, kind: BlockKind, wanted: int) -> None:
    (block,) = read(docx(styled("Aanpak van de wachttijden", style), styles=STYLES)).blocks
    assert (block.kind, block.level) == (kind, wanted)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("heading 3", (BlockKind.HEADING, 3), id="English"),
        pytest.param("Kop3", (BlockKind.HEADING, 3), id="Dutch id"),
        pytest.param("Rapport-Kop 2", (BlockKind.HEADING, 2), id="house style"),
        pytest.param("Koptekst", (None, 0), id="a page head is no heading"),
        pytest.param("Kop", (None, 0), id="no level"),
        pytest.param("Heading_20_1", (BlockKind.HEADING, 1), id="OpenDocument"),
        pytest.param("Heading 99", (None, 0), id="no such level"),
        pytest.param("Ondertitel", (BlockKind.PARAGRAPH, 0), id="subtitle"),
    ],
)
def test_names_of_styles(name: str, expected: tuple[BlockKind | None, int]) -> None:
    assert role_of_style(name) == expected


def test_an_outline_level_of_its_own_makes_a_heading() -> None:
    (block,) = read(docx(para("Aanpak", '<w:outlineLvl w:val="2"/>'))).blocks
    assert (block.kind, block.level) == (BlockKind.HEADING, 3)


def test_a_heading_style_on_a_whole_paragraph_makes_no_heading() -> None:
    assert lines_of(styled(_LONG * 2, "Kop1"))[0][0] == "paragraph"


def test_lists_print_their_markers() -> None:
    body = "".join(
        (
            item("een", 1),
            item("a", 1, 1),
            item("b", 1, 1),
            item("twee", 1),
            item("weer a", 1, 1),
            item("telt door", 5),
            item("begint opnieuw", 3),
            item("volgt", 3),
            item("punt", 2),
            item("punt onder", 2, 1),
            styled("door de stijl", "Lijst"),
            para("geen lijst", '<w:pStyle w:val="Lijst"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
            item("onbekend", 77),
        )
    )
    assert lines_of(body) == [
        ("list_item", "1.", "een"),
        ("list_item", "a)", "a"),
        ("list_item", "b)", "b"),
        ("list_item", "2.", "twee"),
        ("list_item", "a)", "weer a"),
        ("list_item", "3.", "telt door"),
        ("list_item", "5.", "begint opnieuw"),
        ("list_item", "6.", "volgt"),
        ("list_item", "•", "punt"),
        ("list_item", "◦", "punt onder"),
        ("list_item", "7.", "door de stijl"),
        ("paragraph", None, "geen lijst"),
        ("paragraph", None, "onbekend"),
    ]


def test_items_know_their_depth() -> None:
    raw = read(docx(item("een", 1) + item("a", 1, 1), numbering=NUMBERING))
    assert [block.level for block in raw.blocks] == [1, 2]


def test_the_number_of_a_heading_is_part_of_it() -> None:
    def heading(words: str, depth: int) -> str:
        numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="4"/></w:numPr>'
        return para(words, f'<w:pStyle w:val="Kop{min(depth, 1) + 1}"/>{numbered}')

    body = heading("Inleiding", 0) + heading("Doel", 1) + heading("Aanpak", 0) + heading("Stappen", 1)
    assert [text for _, _, text in lines_of(body)] == ["1 Inleiding", "1.1 Doel", "2 Aanpak", "2.1 Stappen"]


def test_legal_numbering_prints_digits() -> None:
    assert [label for _, label, _ in lines_of(item("een", 6) + item("lid", 6, 1))] == ["I", "1.1"]


def test_a_bold_numbered_line_can_turn_out_to_be_a_heading() -> None:
    body = "".join(
        (
            item(run("Inleiding", "<w:b/>"), 1),
            para(_LONG),
            item(run("Aanpak", "<w:b/>"), 1),
            para(_LONG),
        )
    )
    document = build_document(read(docx(body, numbering=NUMBERING)))
    assert [(block.kind, document.quote(block.span)) for block in document.blocks][::2] == [
        (BlockKind.HEADING, "1. Inleiding"),
        (BlockKind.HEADING, "2. Aanpak"),
    ]


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


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>", "e-mail", id="hyphen"),
        pytest.param("<w:r><w:t>be</w:t><w:softHyphen/><w:t>leid</w:t></w:r>", "beleid", id="soft hyphen"),
        pytest.param("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb", id="tab"),
        pytest.param("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc", id="breaks"),
        pytest.param('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 18 jaar</w:t></w:r>', "≥ 18 jaar", id="symbol"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="XX"/><w:t>x</w:t></w:r>', "x", id="no symbol"),
        pytest.param(run("a") + run("weg", "<w:vanish/>") + run("b"), "ab", id="hidden"),
        pytest.param(run("a") + run("weg", '<w:rStyle w:val="Verborgen"/>') + run("b"), "ab", id="hidden by style"),
        pytest.param(run("a") + f'<w:ins w:id="1">{run("b")}</w:ins>', "ab", id="inserted"),
        pytest.param(run("a") + '<w:del w:id="1"><w:r><w:delText>b</w:delText></w:r></w:del>', "a", id="deleted"),
        pytest.param(run("a") + f'<w:moveFrom w:id="1">{run("b")}</w:moveFrom>', "a", id="moved away"),
        pytest.param(run("a") + f'<w:moveTo w:id="1">{run("b")}</w:moveTo>', "ab", id="moved here"),
        pytest.param(run("a ") + field(" DATE ", run("1 mei 2024")), "a 1 mei 2024", id="date"),
        pytest.param(run("zie ") + field(" REF x ", run("Fout! Bladwijzer niet gedefinieerd.")),
                     "zie Fout! Bladwijzer niet gedefinieerd.", id="field error"),
        pytest.param(run("a ") + f'<w:fldSimple w:instr=" SEQ T ">{run("3")}</w:fldSimple>', "a 3", id="simple"),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
            + field("DOCPROPERTY x", run("geheim"))
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("openbaar")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "openbaar",
            id="field in an instruction",
        ),
        pytest.param(f"<w:smartTag>{run('a')}</w:smartTag><w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>", "ab",
                     id="smart tag and control"),
        pytest.param(run("a") + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("Klik hier")
                     + "</w:sdtContent></w:sdt>", "a", id="placeholder"),
        pytest.param("<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
                     "<m:r><m:t>=2</m:t></m:r></m:oMath>", "a/b=2", id="formula"),
        pytest.param("<w:r><w:t>a\n   b</w:t></w:r>", "a    b", id="a line end in the file is none in the text"),
    ],
)  # fmt: skip
def test_words_are_those_that_are_printed(inner: str, expected: str) -> None:
    assert [text for _, _, text in lines_of(para(inner))] == [expected]


def test_links_lead_where_the_file_says() -> None:
    body = para(
        run("Zie ")
        + f'<w:hyperlink r:id="rId9">{run("het rapport")}</w:hyperlink>'
        + run(" en ")
        + field(' HYPERLINK "https://example.org/b" ', run("dit"))
        + run(" of ")
        + f'<w:hyperlink w:anchor="_Toc1">{run("hoofdstuk 2")}</w:hyperlink>'
    )
    raw = read(docx(body, links={"rId9": ("hyperlink", "https://example.org/a")}))
    assert [(raw.text[link.source.start : link.source.end], link.target) for link in raw.links] == [
        ("het rapport", "https://example.org/a"),
        ("dit", "https://example.org/b"),
    ]


@pytest.mark.parametrize(
    ("inner", "style", "is_strong"),
    [
        pytest.param(run("vet", "<w:b/>"), "Standaard", True, id="direct"),
        pytest.param(run("vet"), "Vet", True, id="paragraph style"),
        pytest.param(run("vet", '<w:rStyle w:val="Nadruk"/>'), "Standaard", True, id="character style"),
        pytest.param(run("niet", '<w:rStyle w:val="Nadruk"/>'), "Vet", False, id="two styles cancel each other"),
        pytest.param(run("niet", '<w:b w:val="0"/>'), "Vet", False, id="switched off"),
        pytest.param(run("vet", "<w:b/>") + run(" deels"), "Standaard", False, id="half"),
    ],
)
def test_emphasis_is_that_of_styles_and_runs(inner: str, style: str, is_strong: bool) -> None:
    (block,) = read(docx(styled(inner, style), styles=STYLES)).blocks
    assert block.is_strong is is_strong


def test_a_typed_raised_number_stands_raised() -> None:
    raw = read(docx(para(run("Zin") + run("3", '<w:vertAlign w:val="superscript"/>'))))
    assert [raw.text[span.start : span.end] for span in raw.blocks[0].superscripts] == ["3"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            table(("Gemeente", "Wachttijd"), ("Meerdrecht", "14 weken"), properties=BORDERS),
            [("table", "Gemeente\tWachttijd"), ("table", "Meerdrecht\t14 weken")],
            id="figures",
        ),
        pytest.param(
            table(("Gemeente", "Wachttijd"), properties='<w:tblStyle w:val="Raster"/>'),
            [("table", "Gemeente\tWachttijd")],
            id="lines by style",
        ),
        pytest.param(
            table(("Datum", "6 mei 2024"), ("Onderwerp", "Wachttijden")) + para(_LONG),
            [("paragraph", "Datum\t6 mei 2024"), ("paragraph", "Onderwerp\tWachttijden"), ("paragraph", _LONG)],
            id="the head of a letter",
        ),
        pytest.param(
            para(_LONG) + table(("Meerdrecht", "14"), ("Waterrijk", "22")),
            [("paragraph", _LONG), ("table", "Meerdrecht\t14"), ("table", "Waterrijk\t22")],
            id="figures without lines",
        ),
        pytest.param(
            table(("Nr.", "Reactie"), ("1", para(_LONG) + para("Tot slot.")), properties=BORDERS),
            [("table", "Nr.\tReactie"), ("paragraph", "1"), ("paragraph", _LONG), ("paragraph", "Tot slot.")],
            id="paragraphs in cells",
        ),
        pytest.param(table((para("Kop") + para("Tekst"),)), [("paragraph", "Kop"), ("paragraph", "Tekst")], id="place"),
        pytest.param(
            para(_LONG)
            + table(("a", para("b") + table(("c", "3"), ("d", "4"))), properties=BORDERS),
            [("paragraph", _LONG), ("paragraph", "a"), ("paragraph", "b"), ("table", "c\t3"), ("table", "d\t4")],
            id="a table in a table",
        ),
        pytest.param(table(("", ""), properties=BORDERS) + para("na"), [("paragraph", "na")], id="empty"),
    ],
)  # fmt: skip
def test_tables_are_rows_or_places(body: str, expected: list[tuple[str, str]]) -> None:
    assert [(kind, text) for kind, _, text in lines_of(body)] == expected


def test_a_framed_column_is_a_box() -> None:
    raw = read(docx(table((para("Kader") + para("Tekst."),), properties=BORDERS)))
    assert [block.container for block in raw.blocks] == [BlockKind.BOX, BlockKind.BOX]


def test_deleted_rows_are_gone() -> None:
    rows = table(("a", "1"), ("b", "2"), properties=BORDERS).replace(
        "<w:tr><w:tc>" + para("b"), '<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>' + para("b")
    )
    assert lines_of(para(_LONG) + rows)[1:] == [("table", None, "a\t1")]


def test_the_column_beside_a_letter_is_its_letterhead() -> None:
    placed = table((para("Ministerie") + para("Ons kenmerk"),), properties='<w:tblpPr w:vertAnchor="page"/>')
    assert [kind for kind, _, _ in lines_of(placed + para(_LONG))] == ["address", "address", "paragraph"]


def test_a_paragraph_whose_mark_was_deleted_goes_on() -> None:
    first = para("Eerste ", '<w:rPr><w:del w:id="1"/></w:rPr>')
    assert lines_of(first + styled("en tweede", "Citaat")) == [("quotation", None, "Eerste en tweede")]


def test_the_last_paragraph_stays_when_its_mark_was_deleted() -> None:
    assert lines_of(para("Alleen", '<w:rPr><w:del w:id="1"/></w:rPr>')) == [("paragraph", None, "Alleen")]


def test_tracked_changes_and_remarks_are_told_of() -> None:
    body = para(f'<w:ins w:id="1">{run("a")}</w:ins><w:del w:id="2"><w:r><w:delText>b</w:delText></w:r></w:del>')
    raw = read(docx(body, comments=f'<w:comment w:id="0"><w:p>{run("Klopt dit?")}</w:p></w:comment>'))
    assert raw.text == "a"
    assert raw.warnings == (
        "2 tracked changes: read as if all of them were accepted",
        "1 remarks of reviewers are no part of the text and were left out",
    )


def _boxed(words: str) -> str:
    box = f"<w:txbxContent>{para(words)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    raw = read(docx(para(run("Voor") + _boxed("In het kader.") + run(" en na")) + para("Verder")))
    assert lines(raw) == [
        ("paragraph", None, "Voor en na"),
        ("paragraph", None, "In het kader."),
        ("paragraph", None, "Verder"),
    ]
    assert [block.container for block in raw.blocks] == [None, BlockKind.BOX, None]


def test_a_fallback_is_read_where_the_choice_has_no_words() -> None:
    inner = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback><w:pict>'
        f"<w:txbxContent>{para('Oud')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [text for _, _, text in lines_of(para(inner))] == ["Oud"]


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
    "footer1": para("Postbus 1") + para("2"),
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
            ],
            id="one head for all pages",
        ),
    ],
)
def test_margins_come_once(title: bool, expected: list[tuple[str, str]]) -> None:
    body = para("Geachte raad,") + section(FIRST, DEFAULT, FOOT, title=title)
    assert [(kind, text) for kind, _, text in lines_of(body, links=LINKS, **MARGINS)] == expected


def test_metadata_is_found_in_a_head() -> None:
    body = para("Geachte raad,") + para(_LONG) + para("Met vriendelijke groet,") + section(FIRST, DEFAULT, FOOT)
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
