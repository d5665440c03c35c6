"""Levels of headings on pages: what a block stands under, told from look, numbers and places."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import SENTENCES, Paper, text_width

from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind

FILLER = " ".join(SENTENCES)


def put(paper: Paper, text: str, look: str, size: float, y: float) -> None:
    if "u" in look:
        paper.page.draw_line((72, y + 2), (72 + text_width(text, size), y + 2), width=0.7)
    paper.line(text, y, size=size, look="bold" if "b" in look else "italic" if "i" in look else "plain")


def pages_of(headings: list[tuple[str, str, float]]) -> Paper:
    """Each heading (words, look, size) with a paragraph under it, three to a page at heights of its own."""
    paper = Paper()
    y = 80.0
    for number, (text, look, size) in enumerate(headings):
        if number and number % 3 == 0:
            paper.add_page()
            y = 80 + 5 * number
        put(paper, text, look, size, y)
        turn = number % len(SENTENCES)
        y = paper.paragraph(" ".join(SENTENCES[turn:] + SENTENCES[:turn]), y + 20) + 24
    return paper


def outline(document: Document) -> list[tuple[str, ...]]:
    """Each heading with those that it stands under."""
    return [
        (*block.section, document.quote(block.span)) for block in document.blocks if block.kind is BlockKind.HEADING
    ]


# Rows are headings as they stand in the document: look (u: underlined, b: bold, i: italic), size, words. They are
# indented as deep as they are to stand.
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            """
            b11 1. Aanleiding
                u11 Wat er speelt
            b11 2. Voorstel
                u11 Kosten
            """,
            id="underlined under bold",
        ),
        pytest.param(
            """
            b16 Zorg
                b13 Thuis
                    i11 Buurt
            b16 Werk
                i11 Loon
            b16 Cijfers
                b14 Tabel van kosten
                    b13 Lasten
            """,
            id="looks between which others come in later",
        ),
        pytest.param(
            """
            b13 2. Beleid
                b11 2.1 Doel
                    b11 2.1.1 Meten
                        b11 Najaar
                b11 2.2 Middel
            b13 3. Slot
            """,
            id="numbers with dots among headings set alike",
        ),
        pytest.param(
            """
            b11 A. Werkwijze
                b11 Bronnen
                b11 Gesprekken
            b11 B. Uitkomst
                b11 Cijfers
            b11 Conclusie
            """,
            id="without a letter between lettered ones",
        ),
        pytest.param(
            """
            b11 Kader
            b11 1. Doel
            b11 2. Middel
            b11 Vervolg
            """,
            id="nothing tells what comes after the last number",
        ),
        pytest.param(
            """
            b11 3. Benoemingen
                b11 a. Voorzitter
            b11 4. Verdragen
                b11 b. Handel
            b11 5. Rondvraag
            """,
            id="letters that seem to run on over a number",
        ),
        pytest.param(
            """
            b11 Besluit
            b11 Bijlage 1: de wet
                b11 Artikel 1
                b11 Artikel 10
            b11 Bijlage 2: de stukken
                b11 1. Brieven
            b11 Rechtsmiddelen
            """,
            id="articles and numbers of an appendix",
        ),
        pytest.param(
            """
            b13 Kern
            b13 Toelichting
                u11 1. Kort
                u11 2. Advies
            b11 Bijlage I. Meer uitleg
                b11 1. Advies
                b11 2. Kosten
            """,
            id="an appendix stands with the chapters though it is set smaller",
        ),
        pytest.param(
            """
            b13 Bijlagen
                b11 Bijlage A
                b11 Bijlage B
            b13 Verantwoording
            """,
            id="appendices under their own title",
        ),
        pytest.param(
            """
            b11 Artikelsgewijs
                b11 Artikel I
                b11 Artikel II, onderdeel B
                b11 Artikel III
            """,
            id="articles in Roman numerals",
        ),
    ],
)
def test_what_headings_stand_under(rows: str) -> None:
    headings: list[tuple[str, str, float]] = []
    expected: list[tuple[str, ...]] = []
    for row in dedent(rows).strip().splitlines():
        look, text = row.split(maxsplit=1)
        headings.append((text, look[0], float(look[1:])))
        depth = (len(row) - len(row.lstrip())) // 4
        expected.append((*(expected[-1][:depth] if expected else ()), text))
    assert outline(pages_of(headings).read()) == expected


def memo(paper: Paper, names: tuple[str, ...], size: float, heading_size: float) -> None:
    """A page of a memo that counts its own pages."""
    y = 80.0
    for name in names:
        paper.line(name, y, size=heading_size, look="bold")
        y = paper.paragraph(FILLER, y + 20, size=size) + 24
    paper.line("Pagina 1 van 1", 815, x=450, size=7)


def test_documents_bound_together_begin_anew() -> None:
    paper = Paper()
    memo(paper, ("Aanleiding", "Kern"), 12, 13)
    paper.add_page()
    memo(paper, ("Gevraagd besluit", "Toelichting"), 10, 10)
    assert outline(paper.read()) == [("Aanleiding",), ("Kern",), ("Gevraagd besluit",), ("Toelichting",)]


def test_cover_before_page_one_is_part_of_its_document() -> None:
    paper = Paper()
    paper.line("Wonen voor iedereen", 200, size=30, look="bold")
    paper.line("Een onderzoek", 250, size=20)
    paper.add_page()
    memo(paper, ("Aanleiding", "Kern"), 11, 13)
    assert outline(paper.read())[2:] == [
        ("Wonen voor iedereen", "Aanleiding"),
        ("Wonen voor iedereen", "Kern"),
    ]


def test_author_and_date_under_the_title_head_nothing() -> None:
    paper = Paper()
    paper.line("Oordeel over de drempel", 80, size=14, look="bold")
    paper.line("Jan de Vries", 110, size=12.5)
    paper.line("28 augustus 2024 (eerder: 22 juli 2023)", 140, size=12.5)
    paper.line("Samenvatting", 170, look="bold")
    y = paper.paragraph(FILLER, 190) + 24
    paper.line("Inleiding", y, look="bold")
    paper.paragraph(FILLER, y + 20)
    title = "Oordeel over de drempel"
    assert outline(paper.read()) == [(title,), (title, "Samenvatting"), (title, "Inleiding")]


def test_lines_of_a_cover_head_nothing_that_follows() -> None:
    paper = Paper()
    paper.line("Partij van de Polder 2026", 200, size=36, look="bold")
    paper.line("Programma voor de verkiezingen", 280, size=24)
    paper.add_page()
    paper.line("Waarom wij meedoen", 80, look="bold")
    paper.paragraph(FILLER, 100)
    for name in ("1. Bestuur", "2. Wonen"):
        paper.add_page()
        paper.line(name, 80, size=24, look="bold")
        paper.line("Kort gezegd", 120, size=24)
        y = paper.paragraph(FILLER, 150) + 20
        paper.line("Punten", y, look="bold")
        paper.paragraph(FILLER, y + 20)
    title = "Partij van de Polder 2026"
    assert outline(paper.read())[2:] == [
        (title, "Waarom wij meedoen"),
        (title, "1. Bestuur"),
        (title, "1. Bestuur", "Kort gezegd"),
        (title, "1. Bestuur", "Kort gezegd", "Punten"),
        (title, "2. Wonen"),
        (title, "2. Wonen", "Kort gezegd"),
        (title, "2. Wonen", "Kort gezegd", "Punten"),
    ]


def test_title_of_the_contents_is_above_nothing() -> None:
    paper = Paper()
    paper.line("Wonen voor iedereen", 200, size=40, look="bold")
    paper.line("Een onderzoek in Waterrijk", 280, size=20)
    paper.add_page()
    paper.line("Inhoudsopgave", 80, size=18, look="bold")
    names = ("1 Inleiding", "2 Methode", "3 Conclusie")
    for number, name in enumerate(names):
        paper.line(name, 120 + 20 * number, look="bold")
        paper.line(str(3 + number), 120 + 20 * number, x=515, look="bold")
    for name in names:
        paper.add_page()
        paper.line(name, 80, size=14, look="bold")
        paper.paragraph(FILLER, 110)
    document = paper.read()
    assert outline(document)[2:] == [("Wonen voor iedereen", name) for name in names]
    assert BlockKind.CONTENTS in [block.kind for block in document.blocks]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["1. Doel", "2. Middel", "2.1 Geld", "a. Buurt", "b. Wijk", "Bijlage 1", "Artikel 2", "Slot"]
            ),
            st.sampled_from(["b", "u", "i", "bu"]),
            st.sampled_from([11, 13]),
        ),
        min_size=1,
        max_size=9,
    )
)
def test_path_of_a_heading_is_what_levels_say(headings: list[tuple[str, str, float]]) -> None:
    """Whatever the headings: each stands under those above it of smaller levels, outermost first."""
    document = pages_of(headings).read()
    above: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        while above and above[-1][0] >= block.level:
            above.pop()
        assert block.section == tuple(title for _, title in above)
        above.append((block.level, document.quote(block.span)))
