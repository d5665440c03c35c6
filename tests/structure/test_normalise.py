"""Pieces become text, and every character of the text leads back to its source."""

import itertools
import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policytext.structure.drafts import Piece
from policytext.structure.normalise import BLOCK_SEPARATOR, TextBuilder, find_compounds
from policytext.types.spans import Span

# Characters without a look of their own that never are part of a text.
DROPPED = re.compile(
    r"[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
    r"\ue000-\uf8ff\ufff9-\ufffc\ufffe\uffff]"
)


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
        pytest.param("VNG-\nbrief", "VNG-brief", id="after capitals"),
        pytest.param("NOx-\ndeposities", "NOx-deposities", id="after a capital inside the word"),
        pytest.param("Wob-\nverzoek", "Wob-verzoek", id="after the abbreviation of a law"),
        pytest.param("mkb-\nondernemers", "mkb-ondernemers", id="after an abbreviation in small letters"),
        pytest.param("10-\n20 procent", "10-20 procent", id="a range of figures"),
        pytest.param("2021-\n2025", "2021-2025", id="a range of years"),
        pytest.param("e-\nmail", "e-mail", id="after a letter"),
        pytest.param("niet-\nacute zorg", "niet-acute zorg", id="after niet"),
        pytest.param("oud-\nminister", "oud-minister", id="after oud"),
        pytest.param("zorg-\nen welzijn", "zorg- en welzijn", id="a hanging hyphen before en"),
        pytest.param("anti-\nabortus", "antiabortus", id="anti joins"),
        pytest.param("co-\nassistent", "coassistent", id="co joins before most letters"),
        pytest.param("proces-\nverbalen", "proces-verbalen", id="a word that is written with a hyphen"),
        pytest.param("kosten-\nbatenanalyse", "kosten-batenanalyse", id="parts side by side"),
        pytest.param("kosten-baten-\nanalyse", "kosten-batenanalyse", id="broken behind the second part"),
        pytest.param("sociaal-\neconomische", "sociaal-economische", id="adjectives side by side"),
        pytest.param("verantwoordelijk-\nheden", "verantwoordelijkheden", id="a word broken behind an ending"),
        pytest.param("persoonlijk-\nheidsrechten", "persoonlijkheidsrechten", id="and in a compound"),
        pytest.param("media-\naanbod", "media-aanbod", id="vowels that would run together"),
        pytest.param("muse-\num", "museum", id="vowels of one word"),
        pytest.param("ouderen-\nzorg en ouderenzorg", "ouderenzorg en ouderenzorg", id="unbroken elsewhere"),
        pytest.param("test-\naanpak is test-aanpak", "test-aanpak is test-aanpak", id="with a hyphen elsewhere"),
        pytest.param("https://a.nl/b-\nc/d", "https://a.nl/b-c/d", id="an address keeps its hyphen"),
        pytest.param("https://a.nl/b/\nc-d/e.pdf", "https://a.nl/b/c-d/e.pdf", id="a wrapped address gets no space"),
        pytest.param("https://a.nl/x_\ny-\nz/e.pdf", "https://a.nl/x_y-z/e.pdf", id="wrapped twice"),
        pytest.param("zie https://a.nl/b/\nvoor meer", "zie https://a.nl/b/ voor meer", id="a word after an address"),
        pytest.param("zie https://a.nl.\nHet kan", "zie https://a.nl. Het kan", id="a sentence after an address"),
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
    builder = TextBuilder(source, find_compounds(source))
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


_WORDS = [
    "beleids",
    "brief",
    "Noord",
    "zorg-",
    "en",
    "e-",
    "mail",
    "10-",
    "20",
    "niet-",
    "https://a.nl/b-",
    "c/d",
    "9",
    "½",
]
_MARKS = [
    "-\n",
    "\n",
    "\r\n",
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\f",
    "\u2028",
    "\u00ad\n",
    "\ufeff",
    "\x00",
    "\u0301",
    "\ufb03",
    "ĳ",
]
_PARTS = st.sampled_from([*_WORDS, *_MARKS])
_SOURCES = st.lists(_PARTS, max_size=25).map("".join) | st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@st.composite
def pieces_of_blocks(draw: st.DrawFn) -> tuple[str, list[list[Piece]]]:
    """A source, and blocks of pieces of it in any order, without overlap inside a block."""
    source = draw(_SOURCES)
    blocks: list[list[Piece]] = []
    for _ in range(draw(st.integers(1, 3))):
        cuts = sorted(draw(st.lists(st.integers(0, len(source)), min_size=2, max_size=8)))
        spans = [Span(start, end) for start, end in itertools.pairwise(cuts)]
        kept = [span for span in spans if draw(st.booleans())]
        blocks.append([Piece(span, draw(st.booleans()), verbatim=draw(st.booleans())) for span in kept])
    return source, blocks


def plain(text: str) -> str:
    """Letters, their marks and digits only, without what normalising may change: by this text and source are equal.

    Decomposed, since a line end between a letter and its mark keeps the two apart in the source.
    """
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalnum() or unicodedata.category(c) == "Mn")


@settings(max_examples=400, deadline=None)
@example(("\x1b 0", [[Piece(Span(0, 3))]]))
@example(("beleidsn\xad\n\u0301", [[Piece(Span(0, 11))]]))
@given(pieces_of_blocks())
def test_source_of_a_block_is_its_text(case: tuple[str, list[list[Piece]]]) -> None:
    source, blocks = case
    builder = TextBuilder(source, find_compounds(source))
    for pieces in blocks:
        span = builder.add_block(pieces)
        whole_source = "".join(source[p.source.start : p.source.end] for p in pieces)
        if span is None:
            assert plain(DROPPED.sub("", whole_source)) == ""
            continue
        text, offsets = builder.text[span.start : span.end], builder.offsets()
        assert text == " ".join(text.split(" ")).strip()
        assert "\n" not in text
        assert plain(text) == plain(DROPPED.sub("", whole_source))
        covered = offsets.to_source(span)
        assert plain(DROPPED.sub("", "".join(source[s.start : s.end] for s in covered))) == plain(text)


@settings(max_examples=400, deadline=None)
@given(pieces_of_blocks(), st.data())
def test_source_of_any_stretch_holds_its_letters(case: tuple[str, list[list[Piece]]], data: st.DataObject) -> None:
    source, blocks = case
    builder = TextBuilder(source, find_compounds(source))
    spans = [span for pieces in blocks if (span := builder.add_block(pieces)) is not None]
    text, offsets = builder.text, builder.offsets()
    assert offsets.length == len(text)
    for span in spans:
        start = data.draw(st.integers(span.start, span.end - 1))
        end = data.draw(st.integers(start + 1, span.end))
        stretch = text[start:end]
        covered = "".join(source[s.start : s.end] for s in offsets.to_source(Span(start, end)))
        # A ligature or a composed letter is one stretch of source for several letters of text, or the reverse.
        assert plain(stretch) in plain(covered)
        assert len(covered) <= 4 * len(stretch) + 40 or not plain(covered)


@settings(max_examples=200, deadline=None)
@given(pieces_of_blocks())
def test_normalising_again_changes_nothing(case: tuple[str, list[list[Piece]]]) -> None:
    source, blocks = case
    builder = TextBuilder(source, find_compounds(source))
    for pieces in blocks:
        builder.add_block(pieces)
    text = builder.text
    again = TextBuilder(text)
    for block in text.split(BLOCK_SEPARATOR) if text else []:
        start = text.index(block)
        again.add_block([Piece(Span(start, start + len(block)))])
    # A mark that stood apart from its letter in the source is composed with it only now.
    assert again.text == unicodedata.normalize("NFC", text)
