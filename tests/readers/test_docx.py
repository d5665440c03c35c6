"""DOCX files: what Word prints of paragraphs, lists and tables becomes marked text."""

import pytest
from docx_reading import LONG, NUMBERING, STYLES, field, lines, lines_of, read
from office_files import BORDERS, docx, item, para, run, styled, table

from policytext.readers.office.office_content import role_of_style
from policytext.structure import build_document
from policytext.types.vocabulary import BlockKind


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
    assert lines_of(styled(LONG * 2, "Kop1"))[0][0] == "paragraph"


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
            para(LONG),
            item(run("Aanpak", "<w:b/>"), 1),
            para(LONG),
        )
    )
    document = build_document(read(docx(body, numbering=NUMBERING)))
    assert [(block.kind, document.quote(block.span)) for block in document.blocks][::2] == [
        (BlockKind.HEADING, "1. Inleiding"),
        (BlockKind.HEADING, "2. Aanpak"),
    ]


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
        pytest.param(run("streep", '<w:u w:val="single"/>'), "Standaard", True, id="underlined"),
        pytest.param(run("streep", '<w:u w:val="none"/>'), "Standaard", False, id="not underlined"),
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
            table(("Datum", "6 mei 2024"), ("Onderwerp", "Wachttijden")) + para(LONG),
            [("paragraph", "Datum\t6 mei 2024"), ("paragraph", "Onderwerp\tWachttijden"), ("paragraph", LONG)],
            id="the head of a letter",
        ),
        pytest.param(
            para(LONG) + table(("Meerdrecht", "14"), ("Waterrijk", "22")),
            [("paragraph", LONG), ("table", "Meerdrecht\t14"), ("table", "Waterrijk\t22")],
            id="figures without lines",
        ),
        pytest.param(
            table(("Nr.", "Reactie"), ("1", para(LONG) + para("Tot slot.")), properties=BORDERS),
            [("table", "Nr.\tReactie"), ("paragraph", "1"), ("paragraph", LONG), ("paragraph", "Tot slot.")],
            id="paragraphs in cells",
        ),
        pytest.param(table((para("Kop") + para("Tekst"),)), [("paragraph", "Kop"), ("paragraph", "Tekst")], id="place"),
        pytest.param(
            para(LONG)
            + table(("a", para("b") + table(("c", "3"), ("d", "4"))), properties=BORDERS),
            [("paragraph", LONG), ("paragraph", "a"), ("paragraph", "b"), ("table", "c\t3"), ("table", "d\t4")],
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
    assert lines_of(para(LONG) + rows)[1:] == [("table", None, "a\t1")]


def test_the_column_beside_a_letter_is_its_letterhead() -> None:
    placed = table((para("Ministerie") + para("Ons kenmerk"),), properties='<w:tblpPr w:vertAnchor="page"/>')
    assert [kind for kind, _, _ in lines_of(placed + para(LONG))] == ["address", "address", "paragraph"]


def test_what_is_placed_and_argues_is_no_letterhead() -> None:
    placed = table((para(LONG.strip()),), properties='<w:tblpPr w:vertAnchor="page"/>')
    framed = para("Ministerie", '<w:framePr w:vAnchor="page"/>')
    assert [kind for kind, _, _ in lines_of(framed + placed)] == ["address", "paragraph"]


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
