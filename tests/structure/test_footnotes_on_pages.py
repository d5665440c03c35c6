"""Footnotes on pages: found by rule, size and label, in each column, and led to from their markers."""

import pytest
from paper import SENTENCES, Paper, text_width

from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind

FILLER = " ".join(SENTENCES)


def notes(document: Document) -> list[tuple[str | None, str]]:
    return [(block.label, document.quote(block.span)) for block in document.blocks if block.kind is BlockKind.NOTE]


def linked(document: Document) -> list[tuple[str, str | None]]:
    return [
        (marker.label, None if marker.note is None else document.quote(document.blocks[marker.note].span))
        for marker in document.markers
    ]


def rule(paper: Paper, y: float, *, x: float = 72, width: float = 144) -> None:
    paper.page.draw_line((x, y), (x + width, y), width=0.5)


def marked(paper: Paper, text: str, label: str, y: float, *, x: float = 72, size: float = 11) -> None:
    """A line with a raised marker behind it."""
    paper.line(text, y, x=x, size=size)
    paper.marker(label, x + text_width(text, size), y)


def page(paper: Paper) -> float:
    """Running text from which the size of the document is known."""
    y = paper.paragraph(FILLER, 100)
    return paper.paragraph(FILLER, y + 6)


@pytest.mark.parametrize(
    "label",
    [
        pytest.param("1", id="one digit"),
        pytest.param("12", id="two digits"),
        pytest.param("*", id="an asterisk"),
    ],
)
def test_marker_after_a_full_stop_leads_to_the_note(label: str) -> None:
    paper = Paper()
    y = page(paper)
    if label == "12":
        for number in range(8, 12):
            marked(paper, "Eerder is hier al op gewezen.", str(number), y)
            paper.line(f"{number} Een oudere bron.", 640 + 10 * number, size=8)
            y += 14
    marked(paper, "Het kabinet kiest voor een andere aanpak.", label, y)
    rule(paper, 700)
    paper.line(f"{label} Kamerstukken II 2020/21, 31 839, nr. 773.", 770, size=8)
    assert (label, "Kamerstukken II 2020/21, 31 839, nr. 773.") in linked(paper.read())


def test_label_on_a_line_of_its_own() -> None:
    paper = Paper()
    marked(paper, "Het kabinet kiest voor een andere aanpak.", "1", page(paper))
    rule(paper, 740)
    paper.line("1", 750, size=6)
    paper.line("Kamerstukken II 2020/21, 31 839, nr. 773.", 758, x=76, size=8)
    document = paper.read()
    assert notes(document) == [("1", "Kamerstukken II 2020/21, 31 839, nr. 773.")]
    assert linked(document) == [("1", "Kamerstukken II 2020/21, 31 839, nr. 773.")]


def test_notes_under_a_rule_in_the_size_of_the_text() -> None:
    paper = Paper()
    marked(paper, "Het kabinet kiest voor een andere aanpak.", "1", page(paper))
    rule(paper, 740)
    paper.line("1 Kamerstukken II 2020/21, 31 839, nr. 773.", 756)
    assert linked(paper.read()) == [("1", "Kamerstukken II 2020/21, 31 839, nr. 773.")]


def test_note_in_brackets_is_called_by_its_number_in_brackets() -> None:
    paper = Paper()
    y = page(paper)
    paper.line("Het kabinet kiest voor een andere aanpak (1) en voor meer geld (2).", y)
    rule(paper, 740)
    paper.line("(1) Kamerstukken II 2020/21, 31 839, nr. 773.", 752, size=8)
    paper.line("(2) Miljoenennota 2021, blz. 12.", 762, size=8)
    assert linked(paper.read()) == [
        ("1", "Kamerstukken II 2020/21, 31 839, nr. 773."),
        ("2", "Miljoenennota 2021, blz. 12."),
    ]


def test_marker_that_is_smaller_but_not_raised() -> None:
    paper = Paper()
    y = page(paper)
    text = "Het kabinet kiest voor een andere aanpak."
    paper.line(text, y)
    paper.line("1", y, x=72 + text_width(text), size=6.5)
    paper.line("1 Kamerstukken II 2020/21, 31 839, nr. 773.", 770, size=8)
    assert linked(paper.read()) == [("1", "Kamerstukken II 2020/21, 31 839, nr. 773.")]


def test_powers_formulas_and_ordinals_are_no_markers() -> None:
    paper = Paper()
    y = page(paper)
    text = "Het terrein meet 24 m"
    marked(paper, text, "2", y)
    text = "De uitstoot van CO"
    paper.line(text, y + 30)
    paper.line("2", y + 32, x=72 + text_width(text), size=6.5)
    text = "Op de 1"
    paper.line(text, y + 60)
    paper.line("e", y + 56, x=72 + text_width(text), size=6.5)
    paper.line("1 Kamerstukken II 2020/21, 31 839, nr. 773.", 760, size=8)
    paper.line("2 Miljoenennota 2021, blz. 12.", 770, size=8)
    assert linked(paper.read()) == []


def test_note_goes_on_over_the_page_though_it_ended_in_a_full_stop() -> None:
    paper = Paper()
    marked(paper, "Het kabinet kiest voor een andere aanpak.", "1", page(paper))
    rule(paper, 740)
    paper.line("1 Kamerstukken II 2020/21, 31 839, nr. 773.", 770, size=8)
    paper.add_page()
    page(paper)
    rule(paper, 740)
    paper.line("Zie ook het debat daarover in de Eerste Kamer.", 770, size=8)
    document = paper.read()
    assert notes(document) == [
        ("1", "Kamerstukken II 2020/21, 31 839, nr. 773. Zie ook het debat daarover in de Eerste Kamer.")
    ]


def test_last_line_of_a_note_stands_close_above_the_page_number() -> None:
    paper = Paper()
    marked(paper, "Het kabinet kiest voor een andere aanpak.", "1", page(paper))
    paper.lines(
        ["1 Kamerstukken II 2020/21, 31 839, nr. 773, waarin de minister dit", "uitlegt."], 790, size=8, pitch=10
    )
    paper.line("7", 809, size=9)
    document = paper.read()
    assert notes(document) == [("1", "Kamerstukken II 2020/21, 31 839, nr. 773, waarin de minister dit uitlegt.")]
    assert [document.quote(b.span) for b in document.blocks if b.kind is BlockKind.FURNITURE] == ["7"]


def test_numbers_that_start_again_on_each_page() -> None:
    paper = Paper()
    for number in range(3):
        if number:
            paper.add_page()
        # Pages that say the same at the same height would be heads and feet.
        y = paper.paragraph(" ".join(SENTENCES[number:] + SENTENCES[:number]), 100 + 20 * number)
        marked(paper, f"{['Eerst', 'Dan', 'Slot'][number]} kiest het kabinet voor een andere aanpak.", "1", y)
        paper.line(f"1 Bron van bladzijde {'abc'[number]}.", 770, size=8)
    assert linked(paper.read()) == [("1", f"Bron van bladzijde {letter}.") for letter in "abc"]


def test_endnotes_under_a_heading() -> None:
    paper = Paper()
    y = page(paper)
    marked(paper, "Het kabinet kiest voor een andere aanpak.", "1", y)
    marked(paper, "Daar is geld voor.", "2", y + 30)
    paper.add_page()
    paper.line("Noten", 100, size=14, look="bold")
    paper.line("1. Kamerstukken II 2020/21, 31 839, nr. 773.", 130)
    paper.line("2. Miljoenennota 2021, blz. 12.", 146)
    assert linked(paper.read()) == [
        ("1", "Kamerstukken II 2020/21, 31 839, nr. 773."),
        ("2", "Miljoenennota 2021, blz. 12."),
    ]


def two_columns() -> Paper:
    """A page in two columns, each with its own notes at its foot."""
    paper = Paper()
    for number, x in enumerate((60, 310), start=1):
        y = paper.paragraph(FILLER, 100, x=x, width=220, size=9.5)
        y = paper.paragraph(FILLER, y, x=x, width=220, size=9.5)
        text = f"Kolom {number} eindigt met een eigen noot."
        paper.line(text, y, x=x, size=9.5)
        paper.marker(str(number), x + text_width(text, 9.5), y, size=5.5)
        rule(paper, 740, x=x, width=100)
        paper.line(f"{number} Bron van kolom {number}, met een toelichting die over", 755, x=x, size=7)
        paper.line("twee regels loopt.", 764, x=x, size=7)
    return paper


def test_each_column_has_its_own_notes() -> None:
    document = two_columns().read()
    assert notes(document) == [
        ("1", "Bron van kolom 1, met een toelichting die over twee regels loopt."),
        ("2", "Bron van kolom 2, met een toelichting die over twee regels loopt."),
    ]
    assert [label for label, note in linked(document) if note] == ["1", "2"]


def test_columns_are_never_interleaved() -> None:
    document = two_columns().read()
    paragraphs = [document.quote(block.span) for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    assert paragraphs == [
        FILLER,
        FILLER,
        "Kolom 1 eindigt met een eigen noot.¹",
        FILLER,
        FILLER,
        "Kolom 2 eindigt met een eigen noot.²",
    ]
