"""Hostile and long input: every finder is linear, and nothing crashes."""

import time

import pytest
from citation_builders import build
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.citations import find_citations
from policytext.citations.reference import parse_reference
from policytext.types.vocabulary import BlockKind

LONG = 60_000
PIECES = [
    "(",
    "((2019",
    "Van ",
    "van der ",
    "A. ",
    "A, ",
    "2019 ",
    "(A 2019; ",
    "*a ",
    "_",
    "‘",
    "artikel 1, ",
    "artikel 1 en 2, ",
    "31 839, ",
    "Kamerstuk ",
    "Kamerstukken II 2018/19, ",
    "https://",
    "www.a.",
    "Wet van ",
    "het rapport A b ",
    "Bron: ",
    "; ",
    "e.a. ",
    "Zie ook ",
    "[1, ",
    "1 januari 2019 ",
    "a-",
    "A-",
    "a.b",
    "A-a ",
    "rapport A ",
    "het rapport A, ",
    "het advies van de A ",
    "Wet van 1 mei 2014 tot ",
    "brief van de minister van A ",
    "brief van 1 mei 2019 van de minister ",
    "Oratie A ",
    "motie van het lid A ",
    "A (2019) en ",
    "'a', ",
    "“a ",
    "in: A, ",
    "zei A ",
    "brief van de A van ",
    "onze brief van 1 mei 2019 ",
    "(A, 1 mei 2019) ",
    "A B, A B, ",
    "A BC, ",
    "geraadpleegd op ",
    "Ibid., p. 3. ",
    "(ibid., p. 3) ",
    "Zie noot 1; ",
    "SCP, a.w., ",
    "genoemd rapport SCP (2018) ",
    "het rapport ‘A b c d’ (hierna: het A) ",
    "(hierna: A",
    "onze brief van 1 mei jl. ",
    "het rapport dat de A in ",
    "(interview met A, 1 mei 2019) ",
    "A. A. A. ",
    "van der A, ",
    "—— ",
    "A et al. 2019 ",
    "(A, geciteerd in ",
    "Regeerakkoord 2017 ",
    "zie noot ",
    "Wit, A. en Smit, B. 2021 ",
    "Zie ook A. Smit & B. Wit (eds) ",
    "HR 3 mei 2020, & Hof ",
    "EHRM 3 mei 2000, nr. 5/99 ",
    "- Noord: https://v.nl/a ",
    "nrs. 3-4 en 5-6, ",
    "A [Proefschrift, B]. ",
    "A, B. (Red.), ",
    "tot wijziging van Besluit 77/2009/EG en ",
    "Raad voor de Zorg en ",
    "heeft het CPB het rapport ‘",
    "A (z.d.) ",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.BIBLIOGRAPHY_ENTRY])
def test_repeated_pieces_take_linear_time(piece: str, kind: BlockKind) -> None:
    document, sentences = build((kind, (piece * (LONG // len(piece)))[:LONG].rstrip()))
    started = time.process_time()
    find_citations(document, sentences)
    assert time.process_time() - started < 3


def test_thousands_of_short_forms_take_linear_time() -> None:
    """A book of notes: 400 sources of one author, each with short forms of every kind, and as many entries."""
    blocks = [(BlockKind.PARAGRAPH, "Dat is zo.")]
    for number in range(400):
        blocks += [
            (BlockKind.PARAGRAPH, f"In het rapport ‘Wijk {number}’ (SCP, 2018) staat dat. Genoemd rapport (ibid.)."),
            (BlockKind.NOTE, f"¹ SCP (2018), Rapport {number} over de wijk"),
            (BlockKind.NOTE, "¹ SCP, a.w., p. 3"),
            (BlockKind.NOTE, "¹ Zie noot 1"),
            (BlockKind.NOTE, "¹ Ibid."),
            (BlockKind.BIBLIOGRAPHY_ENTRY, f"SCP (2018), Rapport {number} over de wijk"),
        ]
    document, sentences = build(*blocks)
    started = time.process_time()
    found = find_citations(document, sentences)
    assert time.process_time() - started < 6
    assert len(found) >= 2400
    assert max(len(citation.repeats) for citation in found) <= 12


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from([*PIECES, "SCP", " (2018)", "¹", ". ", "Jeugdwet", "’", ")", "]"]), max_size=30).map(
        "".join
    )
)
def test_any_words_give_spans_inside_the_text(words: str) -> None:
    document, sentences = build(
        (BlockKind.PARAGRAPH, "Begin " + words.replace("*", "").replace("[", "(")), (BlockKind.NOTE, "¹ " + words)
    )
    for citation in find_citations(document, sentences):
        assert 0 <= citation.span.start < citation.span.end <= len(document.text)
        assert all(anchor.end <= len(document.text) for anchor in citation.anchors)
        assert citation.id not in citation.repeats


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_parses(text: str) -> None:
    fields = parse_reference(text)
    assert fields.year is None or len(fields.year) == 4
