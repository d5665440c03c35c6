"""Sentences of documents: inside their block, trimmed, in order, and fast on hostile text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.sentences import split_sentences
from policytext.sentences.boundaries import find_boundaries
from policytext.types.document import Block, Document, Metadata
from policytext.types.spans import OffsetMap, Run, Span
from policytext.types.vocabulary import BlockKind, DocumentKind


def document(*blocks: tuple[BlockKind, str]) -> Document:
    """A document of blocks with a line end between them, read as it stands."""
    text, made = "", []
    for kind, words in blocks:
        start = len(text)
        text += words
        made.append(Block(len(made), kind, Span(start, len(text)), 1))
        text += "\n"
    runs = [Run(Span(0, len(text)), Span(0, len(text)))] if text else []
    metadata = Metadata("t", DocumentKind.UNKNOWN, (), (), None, None, "nl", None, None, None, ())
    return Document("sha256:0", "text/plain", "test", text, tuple(made), OffsetMap(runs), (), metadata, text)


@pytest.mark.parametrize(
    ("kind", "text", "count"),
    [
        pytest.param(BlockKind.PARAGRAPH, "Dit is zo. Dat ook.", 2, id="paragraph"),
        pytest.param(BlockKind.LIST_ITEM, "1. Doe dit. Laat dat.", 2, id="list item"),
        pytest.param(BlockKind.HEADING, "Wat nu? Drie wegen.", 1, id="heading"),
        pytest.param(BlockKind.SIGNATURE, "A. Bakker. De voorzitter.", 1, id="signature"),
        pytest.param(BlockKind.FURNITURE, "Pagina 1. Concept.", 1, id="furniture"),
        pytest.param(BlockKind.NOTE, "¹ Wij bedoelen teams. Zij helpen.", 2, id="note of two sentences"),
        pytest.param(BlockKind.NOTE, "¹ Bakker, A. (2016). Over teams.", 1, id="note that is a reference"),
        pytest.param(BlockKind.PARAGRAPH, "Zo ook Bakker (2016). Dat klopt.", 2, id="year in running text"),
        pytest.param(BlockKind.NOTE, "¹ Bakker, Anna. 2016. Over teams.", 1, id="note with a bare year"),
        pytest.param(BlockKind.BIBLIOGRAPHY_ENTRY, "Bakker, Anna. 2016/2017. Over teams.", 1, id="entry with years"),
        pytest.param(
            BlockKind.PARAGRAPH, "Zo ook in juni. 2016 was beter. Dat klopt.", 3, id="bare year in running text"
        ),
        pytest.param(BlockKind.CAPTION, "Bron: Bakker (2016). Over teams.", 1, id="source of a figure"),
        pytest.param(BlockKind.NOTE, "Zie hier. [2] Bakker schreef dat.", 2, id="second note in a block of notes"),
        pytest.param(BlockKind.PARAGRAPH, "[1] Zie hier. [2] Bakker schreef dat.", 2, id="numbered paragraph"),
        pytest.param(BlockKind.PARAGRAPH, "Zie hier. [2] Bakker schreef dat.", 2, id="marker between sentences"),
        pytest.param(BlockKind.PARAGRAPH, "   ", 0, id="white space"),
        pytest.param(BlockKind.PARAGRAPH, "", 0, id="empty"),
    ],
)
def test_units_by_kind_of_block(kind: BlockKind, text: str, count: int) -> None:
    assert len(split_sentences(document((kind, text)))) == count


def test_no_sentence_crosses_a_block() -> None:
    made = document((BlockKind.PARAGRAPH, "Een zin zonder einde"), (BlockKind.PARAGRAPH, "en een vervolg. Klaar."))
    assert [(s.index, s.block, made.quote(s.span)) for s in split_sentences(made)] == [
        (0, 0, "Een zin zonder einde"),
        (1, 1, "en een vervolg."),
        (2, 1, "Klaar."),
    ]


def test_very_long_block_is_split_at_white_space() -> None:
    made = document((BlockKind.PARAGRAPH, "woord " * 250_000))
    spans = [sentence.span for sentence in split_sentences(made)]
    assert len(spans) > 5
    assert all(made.quote(span).startswith("woord") and made.quote(span).endswith("woord") for span in spans)


@given(st.lists(st.text(alphabet="aB .!?…1(“”)⁹\n’•-", max_size=40), max_size=5))
def test_sentences_cover_every_visible_character_once(texts: list[str]) -> None:
    made = document(*((BlockKind.PARAGRAPH, text) for text in texts))
    sentences = split_sentences(made)
    assert "".join("".join(made.quote(s.span).split()) for s in sentences) == "".join(made.text.split())
    assert all(made.quote(s.span) == made.quote(s.span).strip() != "" for s in sentences)
    assert all(made.blocks[s.block].span.contains(s.span) for s in sentences)


@pytest.mark.parametrize(
    "unit",
    [
        *(".", " . ", "a.", "a. ", "(...) ", "”", ".)", ". (...) ", "1.2.", "A.B. ", "? ! ", ".⁹,⁹", "e.a. De "),
        *("A.\t", "5. 6 ", "1. A 2. B 3. C ", "a. b. c. ", "• ", '. " ', ". [9] ", ".[9]", "[9, ", "zorg.12 De "),
        *("zorg.12,", "c.s. (a ", "? (a ", "?” (", "art. A ", "bijlage B. ", "zorg.De ", ",,", ". ''", "J. De A "),
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """A pattern that goes back over what it read would need minutes here."""
    started = time.process_time()
    find_boundaries(unit * 60_000)
    assert time.process_time() - started < 5


def test_boundaries_inside_tokens_take_linear_time() -> None:
    """spaCy takes "2015.De" for one token; looking them up one by one would need minutes."""
    started = time.process_time()
    made = document((BlockKind.PARAGRAPH, "in 2015.De " * 10_000))
    assert len(split_sentences(made)) == 10_001
    assert time.process_time() - started < 10


def test_a_run_without_white_space_loses_nothing_and_takes_its_length() -> None:
    run = "(" * 20_000
    made = document((BlockKind.PARAGRAPH, f"Dit is zo. {run} Dat ook."))
    start = time.process_time()
    sentences = split_sentences(made)
    assert time.process_time() - start < 8.0  # the square of the length took a minute
    words = "".join(made.quote(sentence.span) for sentence in sentences).replace(" ", "")
    assert words == made.text.replace(" ", "").strip()
    assert made.quote(sentences[0].span) == "Dit is zo."
