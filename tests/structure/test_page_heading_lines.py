"""Which lines of pages are headings: short lines above their paragraph, running heads of chapters, titles of boxes."""

import pytest
from paper import SENTENCES, Paper, text_width

from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind

FILLER = " ".join(SENTENCES)


def turned(number: int) -> str:
    """The sentences in another order for each number: a page that repeats another has no text of its own."""
    turn = number % len(SENTENCES)
    return " ".join(SENTENCES[turn:] + SENTENCES[:turn])


def of_kind(document: Document, kind: BlockKind) -> list[str]:
    return [document.quote(block.span) for block in document.blocks if block.kind is kind]


def above(document: Document, words: str) -> tuple[str, ...]:
    """What the block that begins with the words stands under."""
    return next(block.section for block in document.blocks if document.quote(block.span).startswith(words))


@pytest.mark.parametrize(
    ("line", "before", "space", "expected"),
    [
        pytest.param("Groen en natuur", FILLER, 14.0, True, id="short, apart from what is before"),
        pytest.param("Wie betaalt dit?", FILLER, 14.0, True, id="a question"),
        pytest.param("De kosten", FILLER.rstrip("."), 18.0, True, id="far under a paragraph without a full stop"),
        pytest.param("Groen en natuur", FILLER, 0.0, False, id="as close to what is before as to what follows"),
        pytest.param("Dat is niet alles.", FILLER, 14.0, False, id="a sentence"),
        pytest.param("Wij willen het volgende:", FILLER, 14.0, False, id="announces what follows"),
        pytest.param("en ook de natuur", FILLER, 14.0, False, id="begins inside a sentence"),
        pytest.param("De kosten", f"{FILLER} Wij dragen de", 18.0, False, id="goes on with what broke off"),
        pytest.param("3 maart 2024", FILLER, 14.0, False, id="a date"),
        pytest.param(
            "Wat de gemeente doet voor jongeren in de wijken rondom het centrum", FILLER, 14, False, id="long"
        ),
    ],
)
def test_plain_line_close_above_its_paragraph(line: str, before: str, space: float, expected: bool) -> None:
    paper = Paper()
    y = paper.paragraph(before, 80) - 0.8 * 11 + space
    paper.line(line, y)
    paper.paragraph(turned(2), y + 13.75)
    assert of_kind(paper.read(), BlockKind.HEADING) == ([line] if expected else [])


def test_plain_line_alone_names_nothing() -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80) + 14
    paper.line("Groen en natuur", y)
    paper.paragraph(turned(2), y + 40)
    assert of_kind(paper.read(), BlockKind.HEADING) == []


def programme() -> Document:
    """Chapters of two, three and one pages, their titles at the head of each page, their proposals on the last."""
    paper = Paper()
    page = 0
    for chapter, pages in (("1. Bestuur", 2), ("2. Leefbaarheid", 3), ("3. Wonen", 1), ("4. Werk", 1)):
        for number in range(pages):
            if page:
                paper.add_page()
            paper.line(chapter, 60, size=20, look="bold")
            if number == pages - 1:
                paper.line("Voorstellen", 130, size=14, look="bold")
            paper.paragraph(f"Punt {'abcdefgh'[page]}. {turned(page)}", 160 + 6 * page)
            page += 1
    return paper.read()


def test_title_at_the_head_of_the_pages_of_its_chapter_opens_it_once() -> None:
    document = programme()
    assert [text for text in of_kind(document, BlockKind.HEADING) if text != "Voorstellen"] == [
        "1. Bestuur",
        "2. Leefbaarheid",
        "3. Wonen",
        "4. Werk",
    ]
    assert of_kind(document, BlockKind.FURNITURE) == ["1. Bestuur", "2. Leefbaarheid", "2. Leefbaarheid"]


def test_part_that_each_chapter_has_at_one_height_is_a_heading() -> None:
    document = programme()
    assert of_kind(document, BlockKind.HEADING).count("Voorstellen") == 4
    assert above(document, "Punt d.") == ("2. Leefbaarheid",)
    assert above(document, "Punt e.") == ("2. Leefbaarheid", "Voorstellen")
    assert above(document, "Punt g.") == ("4. Werk", "Voorstellen")


def test_large_head_of_most_pages_is_furniture() -> None:
    paper = Paper()
    for page in range(4):
        if page:
            paper.add_page()
        paper.line("Ministerie van Wonen", 60, size=16, look="bold")
        paper.paragraph(turned(page), 140 + 6 * page)
    assert of_kind(paper.read(), BlockKind.HEADING) == []


def test_foot_of_a_full_page_is_a_foot() -> None:
    paper = Paper()
    names = ("Eerlijk wonen", "Groen en veilig", "Een mooi dorp", "Samen sterk", "Goed bestuur")
    for number, name in enumerate(names):
        if number:
            paper.add_page()
        paper.paragraph(turned(number), 100 + 6 * number)
        if number == 2:
            paper.lines(["Dit is de laatste regel van een volle bladzijde, tot vlak boven de voet"] * 2, 774, pitch=14)
        paper.line(name, 803, x=400, look="bold")
    document = paper.read()
    assert of_kind(document, BlockKind.FURNITURE) == list(names)
    assert of_kind(document, BlockKind.HEADING) == []


def test_numbered_heading_that_ends_in_a_full_stop() -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80) + 14
    heading = [
        "2.3 Vul de doelen van de gemeente aan met eisen aan de uitstoot van elk",
        "bedrijf en van elke sector in de regio waarvoor die doelen gelden.",
    ]
    paper.lines(heading, y, size=12)
    paper.paragraph(turned(1), y + 32)
    assert of_kind(paper.read(), BlockKind.HEADING) == [" ".join(heading)]


def test_long_sentence_in_larger_letters_is_no_heading() -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80) + 14
    paper.lines(
        [
            "Vul de doelen van de gemeente aan met eisen aan de uitstoot van elk bedrijf",
            "en van elke sector in de regio waarvoor die doelen gelden.",
        ],
        y,
        size=12,
    )
    paper.paragraph(turned(1), y + 32)
    assert of_kind(paper.read(), BlockKind.HEADING) == []


def test_box_that_names_itself_and_its_parts() -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80)
    paper.page.draw_rect((66, y, 530, y + 200), color=(0, 0, 0), width=0.7)
    paper.line("Kader: van doel naar norm", y + 18)
    paper.line("Ammoniak", y + 42, look="italic")
    end = paper.paragraph(turned(1), y + 62)
    paper.line("Stikstof", end + 10, look="italic")
    paper.paragraph(SENTENCES[3], end + 30)
    after = paper.paragraph(turned(2), y + 230)
    paper.paragraph(turned(3), after)
    document = paper.read()
    assert of_kind(document, BlockKind.HEADING) == ["Kader: van doel naar norm", "Ammoniak", "Stikstof"]
    assert above(document, SENTENCES[3]) == ("Kader: van doel naar norm", "Stikstof")
    assert above(document, turned(2)[:60]) == ()


def test_underlined_and_bold_lines_are_told_apart() -> None:
    paper = Paper()
    paper.line("2. Geschiedenis", 80, look="bold")
    paper.page.draw_line((72, 102), (72 + text_width("De eerste wet"), 102), width=0.7)
    paper.line("De eerste wet", 100)
    paper.paragraph(FILLER, 120)
    assert above(paper.read(), SENTENCES[0]) == ("2. Geschiedenis", "De eerste wet")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Zeeland, 10.1.c", False, id="what blacking out left"),
        pytest.param("5.1.2e 5.1.2i", False, id="codes alone"),
        pytest.param("Gevolgen van artikel 10.1.c voor gemeenten", True, id="a heading that speaks of the article"),
        pytest.param("*Z029490D7B6*", False, id="a barcode"),
        pytest.param("Ministerie", False, id="a letterhead that was cut off"),
        pytest.param("Ministerie van Wonen en Water", False, id="a letterhead"),
        pytest.param("Ministeries en hun taken", True, id="a heading on ministries"),
    ],
)
def test_large_lines_that_head_nothing(line: str, expected: bool) -> None:
    paper = Paper()
    y = paper.paragraph(FILLER, 80)
    paper.line(line, y + 10, size=14)
    paper.paragraph(turned(2), y + 30)
    assert (line in of_kind(paper.read(), BlockKind.HEADING)) is expected


def memo(names: list[str], *, look: str = "plain") -> Document:
    """Numbered lines, each above a paragraph."""
    paper = Paper()
    y = 80.0
    for number, name in enumerate(names, start=1):
        paper.line(f"{number}. {name}", y, look=look)
        y = paper.paragraph(turned(number), y + 14)
    return paper.read()


def test_numbered_lines_head_a_text_in_one_letter() -> None:
    found = of_kind(memo(["Aanleiding", "Geadviseerd besluit", "Kernpunten"]), BlockKind.HEADING)
    assert found == ["1. Aanleiding", "2. Geadviseerd besluit", "3. Kernpunten"]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["Aanleiding", "Kernpunten"], id="too few to be sure"),
        pytest.param(["Wij bouwen.", "Wij rijden.", "Wij leren."], id="sentences"),
    ],
)
def test_other_numbered_lines_head_nothing(names: list[str]) -> None:
    assert of_kind(memo(names), BlockKind.HEADING) == []
