"""Pieces become text, and every character of the text leads back to its source."""

import pytest

from policytext.structure.drafts import Piece
from policytext.structure.normalise import TextBuilder, find_compounds
from policytext.types.spans import Span


def whole(source: str) -> list[Piece]:
    return [Piece(Span(0, len(source)))]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("  een\n\ttwee  drie ", "een twee drie", id="white space runs become one space"),
        pytest.param("een\u00a0twee", "een twee", id="no-break space"),
        pytest.param("beleids-\nbrief", "beleidsbrief", id="a word broken at a line end"),
        pytest.param("beleids-\r\n  brief", "beleidsbrief", id="with a carriage return and an indent"),
        pytest.param("jeugd-\nen opvoedhulp", "jeugd- en opvoedhulp", id="a hanging hyphen stays"),
        pytest.param("18-\njarigen", "18-jarigen", id="after a figure the hyphen stays"),
        pytest.param("VNG-\ncommissie", "VNG-commissie", id="after an abbreviation the hyphen stays"),
        pytest.param("Noord-\nHolland", "Noord-Holland", id="before a capital the hyphen stays"),
        pytest.param("Wmo -\nen", "Wmo - en", id="a dash is no hyphen"),
        pytest.param("ge\u00admeente en be\u00ad\nleid", "gemeente en beleid", id="soft hyphens"),
        pytest.param("e\ufb03ciënt bĳ", "efficiënt bij", id="ligatures"),
        pytest.param("cafe\u0301", "café", id="composed"),
        pytest.param("\ufeffa\u200bb\x00c", "abc", id="characters without width and controls"),
        pytest.param("m² en ½", "m² en ½", id="what the source writes is kept"),
        pytest.param(" \n\t", None, id="nothing left"),
    ],
)
def test_one_block(source: str, text: str | None) -> None:
    builder = TextBuilder(source)
    span = builder.add_block(whole(source))
    assert (builder.text if span else None) == text


def test_known_compound_keeps_its_hyphen() -> None:
    source = "sociaal-economisch beleid is sociaal-\neconomisch"
    builder = TextBuilder(source, find_compounds(source))
    builder.add_block(whole(source))
    assert builder.text == "sociaal-economisch beleid is sociaal-economisch"


def test_raised_digits_become_superscripts() -> None:
    source = "1 op de 10<sup>9</sup>, nu"
    builder = TextBuilder(source)
    builder.add_block([Piece(Span(0, 10)), Piece(Span(15, 16), superscript=True), Piece(Span(22, len(source)))])
    assert builder.text == "1 op de 10⁹, nu"
    assert builder.offsets().to_source(Span(10, 11)) == (Span(15, 16),)


def test_space_between_joined_lines_lies_in_a_run() -> None:
    source = "eerste\n¹ noot\n\ntweede"
    builder = TextBuilder(source)
    builder.add_block([Piece(Span(0, 7)), Piece(Span(15, 21))])
    assert builder.text == "eerste tweede"
    assert builder.offsets().to_source(Span(0, 13)) == (Span(0, 7), Span(15, 21))


def test_blocks_are_parted_by_text_without_source() -> None:
    builder = TextBuilder("een\ntwee")
    first, second = builder.add_block([Piece(Span(0, 4))]), builder.add_block([Piece(Span(4, 8))])
    assert (first, second) == (Span(0, 3), Span(5, 9))
    assert builder.offsets().to_source(Span(3, 5)) == ()


def test_empty_block_leaves_no_separator() -> None:
    builder = TextBuilder("een \n ")
    builder.add_block([Piece(Span(0, 3))])
    assert builder.add_block([Piece(Span(3, 6))]) is None
    assert builder.text == "een"


def test_spaces_on_both_sides_of_dropped_markup_are_one() -> None:
    builder = TextBuilder("a ** b")
    builder.add_block([Piece(Span(0, 2)), Piece(Span(4, 6))])
    assert builder.text == "a b"
