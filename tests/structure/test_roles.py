"""Blocks get the role that they have in a letter, a report or a web article."""

from pathlib import Path

import pytest

from policytext.readers.text import read_text
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind

ZIN = "De gemeente betaalt de hulp uit eigen middelen en legt daarover elk jaar verantwoording af aan de raad."
BRIEF = f"""Aan de minister van Verkeer
t.a.v. mevrouw A. Boom
Postbus 123
1234 AB Duindorp

Duindorp, 3 mei 2022

Onderwerp: meer bussen in het dorp

Geachte mevrouw Boom,

{ZIN}

Vervoer voor iedereen

{ZIN}

Met vriendelijke groet,

Piet de Wit, voorzitter Dorpsraad

¹ Een noot op de laatste bladzijde.
"""


def make(text: str, name: str = "brief.txt") -> Document:
    return build_document(read_text(Path(name), text.encode(), "sha256:" + 64 * "0"))


def of_kind(document: Document, kind: BlockKind) -> list[str]:
    return [document.quote(block.span) for block in document.blocks if block.kind is kind]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (BlockKind.ADDRESS, 5),
        (BlockKind.SUBJECT, ["Onderwerp: meer bussen in het dorp"]),
        (BlockKind.SALUTATION, ["Geachte mevrouw Boom,"]),
        (BlockKind.HEADING, ["Vervoer voor iedereen"]),
        (BlockKind.SIGNATURE, ["Met vriendelijke groet,", "Piet de Wit, voorzitter Dorpsraad"]),
        (BlockKind.PARAGRAPH, [ZIN, ZIN]),
        (BlockKind.NOTE, ["Een noot op de laatste bladzijde."]),
    ],
    ids=lambda value: value.value if isinstance(value, BlockKind) else "",
)
def test_letter(kind: BlockKind, expected: list[str] | int) -> None:
    found = of_kind(make(BRIEF), kind)
    assert (len(found) if isinstance(expected, int) else found) == expected


@pytest.mark.parametrize("line", ["Beste praktijken in de regio", "De stand in 2015 en verder", "Waarde van zorg"])
def test_headings_that_look_like_letters(line: str) -> None:
    document = make(f"Een titel\n\n{ZIN}\n\n{line}\n\n{ZIN}")
    assert of_kind(document, BlockKind.HEADING) == ["Een titel", line]


def test_contents_end_where_the_document_begins() -> None:
    document = make(f"Inhoudsopgave\n\nVoorwoord\t3\nDe opgave ..... 5\n\nVoorwoord\n\n{ZIN}\n\nDe opgave\n\n{ZIN}")
    assert len(of_kind(document, BlockKind.CONTENTS)) == 3
    assert of_kind(document, BlockKind.HEADING) == ["Voorwoord", "De opgave"]


@pytest.mark.parametrize("title", ["Literatuur", "Gebruikte bronnen", "Referenties", "Bijlage 2: Literatuurlijst"])
def test_bibliography(title: str) -> None:
    document = make(
        f"{ZIN}\n\n## {title}\n\n- Bakker (2018), Een boek\n- Kok, J. (2019). Nog een\n\n## Slot\n\n- Punt", "a.md"
    )
    assert of_kind(document, BlockKind.BIBLIOGRAPHY_ENTRY) == ["Bakker (2018), Een boek", "Kok, J. (2019). Nog een"]


def test_bronnen_inside_a_longer_title_is_no_bibliography() -> None:
    document = make("## Bronnen van spanning\n\n- Bakker (2018)\n\n## Slot\n\n- Punt", "a.md")
    assert of_kind(document, BlockKind.BIBLIOGRAPHY_ENTRY) == []


@pytest.mark.parametrize(
    ("opening", "is_comment"),
    [
        pytest.param("Reacties op dit artikel (2)", True, id="of this article"),
        pytest.param("3 reacties", True, id="counted"),
        pytest.param("Reacties (12)", True, id="counted in brackets"),
        pytest.param("Reageer", True, id="form"),
        pytest.param("Reacties", False, id="a chapter may be called so"),
        pytest.param("Reacties op de consultatie", False, id="a chapter of a report"),
        pytest.param("Reacties van gemeenten", False, id="of whom"),
    ],
)
def test_comments_open(opening: str, is_comment: bool) -> None:
    document = make(f"Een titel\n\n{ZIN}\n\n{opening}\n\n{ZIN}")
    assert (document.blocks[-1].container is BlockKind.COMMENT) is is_comment
    assert document.blocks[-1].is_running_text is not is_comment
    assert document.blocks[1].is_running_text


def test_bare_reacties_counts_with_a_form_after_it() -> None:
    document = make(
        f"Een titel\n\n{ZIN}\n\nReacties\n\n{ZIN}\n\nUw reactie\n\nHet e-mailadres wordt niet gepubliceerd."
    )
    assert [block.container for block in document.blocks[2:4]] == [BlockKind.COMMENT] * 2
    assert document.blocks[-1].kind is BlockKind.FURNITURE


def test_page_heads_and_numbers_are_furniture() -> None:
    """The head of the first page is left: it is often the title."""
    pages = [
        f"Nota vervoer gemeente Duindorp\n\n{ZIN}\n\nNog een zin die {woord} af is.\n\n{number}\n"
        for number, woord in ((1, "wel"), (2, "ook"), (3, "bijna"))
    ]
    document = make("\f".join(pages))
    head = "Nota vervoer gemeente Duindorp"
    assert of_kind(document, BlockKind.FURNITURE) == ["1", head, "2", head, "3"]
    assert [block.page for block in document.blocks][::4] == [1, 2, 3]


def test_lone_figures_without_order_are_no_page_numbers() -> None:
    document = make(f"{ZIN}\n\n2017\n\n{ZIN}\n\n12\n\n{ZIN}")
    assert of_kind(document, BlockKind.FURNITURE) == []


def test_colophon_is_an_address() -> None:
    document = make(f"{ZIN}\n\n## Colofon\n\nDit is een uitgave van de Dorpsraad.\n\nDatum: mei 2022", "a.md")
    assert of_kind(document, BlockKind.ADDRESS) == ["Dit is een uitgave van de Dorpsraad.", "Datum: mei 2022"]
