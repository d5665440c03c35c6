"""Rules and boxes on pages: tables by their grid, boxes by their frame; underlined headings, feet that vary."""

import pytest
from paper import HEIGHT, SENTENCES, WIDTH, Paper, shown, text_width

from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind

FILLER = " ".join(SENTENCES)


def box(paper: Paper, x0: float, y0: float, x1: float, y1: float, *, fill: tuple[float, ...] | None = None) -> None:
    paper.page.draw_rect((x0, y0, x1, y1), color=None if fill else (0, 0, 0), fill=fill, width=0.7)


def level(paper: Paper, y: float, x0: float = 72, x1: float = 500) -> None:
    paper.page.draw_line((x0, y), (x1, y), width=0.7)


def upright(paper: Paper, x: float, y0: float, y1: float) -> None:
    paper.page.draw_line((x, y0), (x, y1), width=0.7)


def of_kind(document: Document, kind: BlockKind) -> list[str]:
    return [document.quote(block.span) for block in document.blocks if block.kind is kind]


def boxed(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks if block.container is BlockKind.BOX]


def test_header_and_cells_of_several_lines_are_one_row_each() -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80)
    for edge in (y, y + 40, y + 80, y + 100):
        level(paper, edge)
    for edge in (72, 250, 380, 500):
        upright(paper, edge, y, y + 100)
    paper.lines(["Soort", "maatregel"], y + 16, x=76)
    paper.lines(["Uitgaven", "in 2024"], y + 16, x=254)
    paper.lines(["Uitgaven", "in 2025"], y + 16, x=384)
    paper.lines(["Versterking van de", "lokale teams"], y + 56, x=76)
    paper.line("12,5", y + 56, x=254)
    paper.line("14,0", y + 56, x=384)
    paper.line("Toezicht", y + 94, x=76)
    paper.line("3,1", y + 94, x=254)
    paper.line("3,2", y + 94, x=384)
    paper.paragraph(FILLER, y + 130)
    document = paper.read()
    assert of_kind(document, BlockKind.TABLE) == [
        "Soort maatregel Uitgaven in 2024 Uitgaven in 2025",
        "Versterking van de lokale teams 12,5 14,0",
        "Toezicht 3,1 3,2",
    ]
    assert of_kind(document, BlockKind.PARAGRAPH) == [FILLER, FILLER]


def test_rows_of_figures_without_rules_between_them_are_rows() -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80)
    for edge in (y, y + 20, y + 90):
        level(paper, edge)
    for edge in (72, 250, 380, 500):
        upright(paper, edge, y, y + 90)
    for number, row in enumerate(
        (("Post", "2024", "2025"), ("Zorg", "10", "11"), ("Wonen", "20", "22"), ("Groen", "3", "-"))
    ):
        for x, cell in zip((76, 254, 384), row, strict=True):
            paper.line(cell, y + 15 + 20 * number, x=x)
    assert of_kind(paper.read(), BlockKind.TABLE) == ["Post 2024 2025", "Zorg 10 11", "Wonen 20 22", "Groen 3 -"]


def test_rules_under_headings_make_no_table() -> None:
    paper = Paper()
    y = 80.0
    for name in ("Aanleiding", "Aanpak", "Vervolg"):
        paper.line(name, y, size=14, look="bold")
        level(paper, y + 6)
        y = paper.paragraph(FILLER, y + 26) + 10
    document = paper.read()
    assert of_kind(document, BlockKind.TABLE) == []
    assert of_kind(document, BlockKind.HEADING) == ["Aanleiding", "Aanpak", "Vervolg"]
    assert of_kind(document, BlockKind.PARAGRAPH) == [FILLER] * 3


@pytest.mark.parametrize("fill", [pytest.param(None, id="a frame"), pytest.param((0.85, 0.92, 1.0), id="a ground")])
def test_drawn_box(fill: tuple[float, ...] | None) -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80)
    box(paper, 66, y, 530, y + 110, fill=fill)
    paper.line("Hoe wij te werk gingen", y + 20, look="bold")
    paper.paragraph(" ".join(SENTENCES[:3]), y + 40)
    y = paper.paragraph(FILLER, y + 140)
    paper.paragraph(FILLER, y)
    document = paper.read()
    assert boxed(document) == ["Hoe wij te werk gingen", " ".join(SENTENCES[:3])]
    title = next(block for block in document.blocks if block.container is BlockKind.BOX)
    assert title.kind is BlockKind.HEADING
    assert of_kind(document, BlockKind.PARAGRAPH).count(FILLER) == 3


def test_frame_of_the_page_and_banner_are_no_boxes() -> None:
    paper = Paper()
    box(paper, 20, 20, WIDTH - 20, HEIGHT - 20)
    box(paper, 40, 40, WIDTH - 40, 90, fill=(0.1, 0.3, 0.6))
    paper.line("Jeugdhulp dichtbij", 72, size=22, look="bold")
    y = paper.paragraph(FILLER, 130)
    paper.paragraph(FILLER, y)
    document = paper.read()
    assert boxed(document) == []
    assert shown(document)[0] == ("heading", "Jeugdhulp dichtbij")


def test_fields_of_a_form_are_no_boxes() -> None:
    paper = Paper()
    y = 80.0
    for number in range(4):
        paper.line(f"Vraag {number + 1} van het formulier", y, look="bold")
        end = paper.paragraph(" ".join(SENTENCES[number:] + SENTENCES[:number]), y + 24)
        box(paper, 68, y + 8, 530, end)
        y = end + 24
    assert boxed(paper.read()) == []


def test_ground_behind_a_part_of_a_line_is_no_box() -> None:
    paper = Paper()
    box(paper, 150, 68, 320, 100, fill=(1, 1, 0.5))
    y = paper.paragraph(FILLER, 80)
    paper.paragraph(FILLER, y)
    document = paper.read()
    assert boxed(document) == []
    assert of_kind(document, BlockKind.PARAGRAPH) == [FILLER, FILLER]


def test_words_behind_a_blacked_out_name_belong_to_their_line() -> None:
    paper = Paper()
    first = "Op 20 augustus heeft mevrouw"
    paper.paragraph(FILLER, 80)
    y = 220
    paper.line(first, y)
    left = 72 + text_width(first) + 4
    box(paper, left, y - 10, left + 80, y + 3, fill=(0, 0, 0))
    paper.line("per e-mail gevraagd om alle stukken.", y, x=left + 84)
    paragraphs = of_kind(paper.read(), BlockKind.PARAGRAPH)
    assert paragraphs == [FILLER, f"{first} per e-mail gevraagd om alle stukken."]


def test_underlined_line_above_text_is_a_heading() -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80) + 14
    paper.line("Eigen vermogen", y)
    level(paper, y + 2, 72, 72 + text_width("Eigen vermogen"))
    paper.paragraph(FILLER, y + 14)
    assert of_kind(paper.read(), BlockKind.HEADING) == ["Eigen vermogen"]


def test_foot_that_names_the_chapter_of_its_page() -> None:
    paper = Paper()
    names = ("Integer en transparant", "Realistische plannen", "Betaalbaar wonen", "Veilig op straat")
    for number, name in enumerate(names):
        if number:
            paper.add_page()
        paper.paragraph(" ".join(SENTENCES[number:] + SENTENCES[:number]), 100 + 15 * number)
        paper.line(name, 800, x=400, look="bold")
    document = paper.read()
    assert of_kind(document, BlockKind.FURNITURE) == list(names)


def test_heading_that_comes_three_times_is_a_heading() -> None:
    paper = Paper()
    for number in range(3):
        if number:
            paper.add_page()
        y = paper.paragraph(" ".join(SENTENCES[number:] + SENTENCES[:number]), 100 + 20 * number)
        paper.line("Aanbeveling", y + 20, look="bold", size=13)
        paper.paragraph(" ".join(SENTENCES[number + 1 :] + SENTENCES[:number]), y + 44)
    assert of_kind(paper.read(), BlockKind.HEADING) == ["Aanbeveling"] * 3


def test_roman_page_number_and_number_under_a_table() -> None:
    paper = Paper()
    paper.paragraph(FILLER, 80)
    for number in range(14):
        paper.line(f"Post {'abcdefghijklmn'[number]} van de begroting", 610 + 14 * number)
        paper.line(str(100 + 7 * number), 610 + 14 * number, x=400)
    paper.line("iv", 825, x=290, size=9)
    document = paper.read()
    assert of_kind(document, BlockKind.FURNITURE) == ["iv"]
    assert len(of_kind(document, BlockKind.TABLE)) == 14


def test_contents_without_page_numbers() -> None:
    paper = Paper()
    names = ["1. Inleiding", "2. Juridische aspecten", "3. Verhouding tot hoger recht", "4. Financiële gevolgen"]
    for number, name in enumerate(names):
        paper.line(name, 100 + 16 * number, look="bold")
    y = 220.0
    for name in names:
        paper.line(name, y, look="bold")
        y = paper.paragraph(" ".join(SENTENCES[:2]), y + 20) + 20
    document = paper.read()
    assert of_kind(document, BlockKind.CONTENTS) == names
    assert of_kind(document, BlockKind.HEADING) == names


def test_lettered_headings_in_italics() -> None:
    paper = Paper()
    paper.line("1. Algemene gegevens", 80, look="bold")
    y = 96.0
    for name in ("a) Titel van het voorstel", "b) Rechtsbasis", "c) Rol van het parlement"):
        paper.line(name, y, look="italic")
        y = paper.paragraph(" ".join(SENTENCES[:2]), y + 16) + 20
    document = paper.read()
    assert of_kind(document, BlockKind.HEADING) == [
        "1. Algemene gegevens",
        "a) Titel van het voorstel",
        "b) Rechtsbasis",
        "c) Rol van het parlement",
    ]


@pytest.mark.parametrize(
    ("lead", "size", "text", "expected"),
    [
        pytest.param("Het rapport zegt:", 9.5, FILLER, BlockKind.QUOTATION, id="after a colon"),
        pytest.param("Zo is het.", 9.5, f'"{FILLER}"', BlockKind.QUOTATION, id="in quotation marks"),
        pytest.param("Zo is het.", 9.5, f"{FILLER} (Don 2007, 5)", BlockKind.QUOTATION, id="with its source"),
        pytest.param("Zo is het.", 9.5, FILLER, BlockKind.PARAGRAPH, id="small and set in alone"),
        pytest.param("Het rapport zegt:", 11, FILLER, BlockKind.PARAGRAPH, id="set like the text"),
    ],
)
def test_quotation_that_stands_apart(lead: str, size: float, text: str, expected: BlockKind) -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80)
    y = paper.paragraph(f"{' '.join(SENTENCES[:3])} {lead}", y)
    y = paper.paragraph(text, y, x=100, width=380, size=size)
    paper.paragraph(" ".join(SENTENCES[1:]), y)
    document = paper.read()
    assert [block.kind for block in document.blocks if document.quote(block.span) == text][-1] is expected


def test_entries_of_a_bibliography_hang_in() -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80)
    paper.line("Referenties", y + 20, look="bold", size=13)
    paper.line(
        "Adviescollege Meten en Berekenen. 2020. Meer meten. [Leden: L. Hordijk, J.W. Erisman, H.", y + 44, size=10
    )
    paper.line("Eskes, J.C. Hanekamp en P.F. Levelt]. Den Haag: Adviescollege.", y + 57, x=100, size=10)
    paper.line("Hordijk, Leen. 2024. Twee alternatieven voor het beleid. ESB, te verschijnen.", y + 70, size=10)
    assert of_kind(paper.read(), BlockKind.BIBLIOGRAPHY_ENTRY) == [
        "Adviescollege Meten en Berekenen. 2020. Meer meten. [Leden: L. Hordijk, J.W. Erisman, H."
        " Eskes, J.C. Hanekamp en P.F. Levelt]. Den Haag: Adviescollege.",
        "Hordijk, Leen. 2024. Twee alternatieven voor het beleid. ESB, te verschijnen.",
    ]


def test_references_in_the_margin_never_interrupt_the_text() -> None:
    paper = Paper()
    for number in range(4):
        if number:
            paper.add_page()
        paper.line("Ons kenmerk", 120, x=470, size=7, look="bold")
        paper.line("3203973", 129, x=470, size=7)
        words = " ".join(SENTENCES[number:] + SENTENCES[:number])
        paper.paragraph(f"Deel {'abcd'[number]}. {words}", 100 + 6 * number, width=380)
    document = paper.read()
    assert [text for kind, text in shown(document) if "3203973" in text and kind not in ("address", "furniture")] == []
    assert len(of_kind(document, BlockKind.PARAGRAPH)) == 4
