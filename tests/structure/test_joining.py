"""A sentence that a page break, notes or a box cut in two is one block with two stretches of source."""

from pathlib import Path

import pytest

from policytext.readers.text import read_text
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind

EERSTE = "De raad vraagt het college om in het komende jaar met alle"
TWEEDE = "aanbieders in de regio een gesprek te voeren."


def make(text: str) -> Document:
    return build_document(read_text(Path("nota.txt"), text.encode(), "sha256:" + 64 * "0"))


@pytest.mark.parametrize(
    ("between", "joined"),
    [
        pytest.param("\n\n", True, id="an empty line"),
        pytest.param("\n\n\n\n", True, id="a gap"),
        pytest.param("\n\f", True, id="a form feed"),
        pytest.param("\n\n¹ Een noot.\n\n² Nog een noot.\n\n", True, id="notes"),
        pytest.param("\n\n### Kader\n\nEen zin in het kader.\n\n*Bron: CBS*\n\n", True, id="a box with a heading"),
        pytest.param(" partijen.\n\n", False, id="the first half has an end"),
        pytest.param(
            "\n\n- een punt van een lijst dat zelf niet af is en op\n\n", False, id="a nearer unfinished half"
        ),
    ],
)
def test_lower_case_goes_on(between: str, joined: bool) -> None:
    document = make(EERSTE + between + TWEEDE)
    assert (document.quote(document.blocks[0].span) == f"{EERSTE} {TWEEDE}") is joined
    sources = document.source_spans(document.blocks[0].span)
    assert "".join(document.source_text[s.start : s.end] for s in sources).startswith(EERSTE)


def test_capital_goes_on_over_notes_only_when_the_first_half_breaks_off() -> None:
    breaks_off = make("Dat staat in het advies van de\n\n¹ Een noot.\n\nRaad voor Volksgezondheid van dit jaar.")
    ends = make("Dat staat in het advies van dit jaar\n\n¹ Een noot.\n\nRaad voor Volksgezondheid zegt dat ook.")
    assert [block.kind for block in breaks_off.blocks] == [BlockKind.PARAGRAPH, BlockKind.NOTE]
    assert [block.kind for block in ends.blocks][1:] == [BlockKind.NOTE, BlockKind.PARAGRAPH]


def test_box_between_halves_is_a_box_with_its_own_section() -> None:
    document = make(f"## Kop\n\n{EERSTE}\n\n### Uitleg\n\nEen zin.\n\n{TWEEDE}\n\nEen slotzin van de tekst.\n\n## Eind")
    box = [block for block in document.blocks if block.container is BlockKind.BOX]
    assert [document.quote(block.span) for block in box] == ["Uitleg", "Een zin."]
    assert box[1].section == ("Kop", "Uitleg")
    last = next(block for block in document.blocks if document.quote(block.span).startswith("Een slotzin"))
    assert last.section == ("Kop",)


def test_broken_word_is_joined_over_a_page() -> None:
    assert make("De raad spreekt in het openbaar over de beleids-\n\n\n\nbrief van het college.").text == (
        "De raad spreekt in het openbaar over de beleidsbrief van het college."
    )


@pytest.mark.parametrize("line", ["https://voorbeeld.nl/a", "oktober 2019", "p/a Postbus 12"])
def test_lines_that_stand_alone_continue_nothing(line: str) -> None:
    assert len(make(f"Een regel zonder eind die daar zomaar ophoudt\n\n{line}\n").blocks) == 2
