"""Two statements in a sentence: the spans of its main clauses, and none for a sentence that is one."""

from itertools import pairwise
from pathlib import Path

import pytest
from conllu_frames import TABLE as FRAMES
from conllu_frames import Annotated, sentences
from hypothesis import given
from hypothesis import strategies as st

from policytext.statements.clauses import main_clauses
from policytext.statements.frames import ParsedSentence
from policytext.types.spans import Span
from policytext.types.syntax import Parse, Token

TABLE = Path(__file__).with_name("clauses.tsv")
PARSES = {one.text: one for one in sentences(TABLE.with_suffix(".conllu"))}


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.mark.parametrize(("expected", "text"), [pytest.param(*row[1:], id=row[0]) for row in rows()])
def test_main_clauses(expected: str, text: str) -> None:
    spans = main_clauses(ParsedSentence.of(PARSES[text].parse))
    assert ("|".join(text[span.start : span.end] for span in spans) or "-") == expected


@pytest.mark.parametrize("one", [pytest.param(one, id=one.id) for one in sentences(FRAMES)])
def test_spans_are_in_order_apart_and_begin_and_end_with_words(one: Annotated) -> None:
    spans = main_clauses(ParsedSentence.of(one.parse))
    assert len(spans) != 1
    for earlier, later in pairwise(spans):
        assert earlier.end < later.start
    for span in spans:
        words = one.text[span.start : span.end]
        assert words == words.strip(" ,;:.–")
        assert len(words.split()) > 2


TAGS = st.sampled_from(("VERB", "AUX", "NOUN", "PRON", "CCONJ", "PUNCT"))
RELATIONS = st.sampled_from(("root", "conj", "parataxis", "nsubj", "ccomp", "cc", "punct", "aux", "cop", "xcomp"))


@given(st.data(), st.integers(1, 9))
def test_any_parse_gives_clauses_or_none(data: st.DataObject, size: int) -> None:
    """Also one with cycles, two roots or none, as a parser may make it."""
    tokens = []
    for index in range(size):
        head = data.draw(st.integers(-1, size - 1))
        tokens.append(
            Token(
                "wil",
                Span(4 * index, 4 * index + 3),
                "willen",
                data.draw(TAGS),
                "VerbForm=Fin",
                head,
                data.draw(RELATIONS),
            )
        )
    spans = main_clauses(ParsedSentence.of(Parse(tuple(tokens))))
    assert all(one.end <= other.start for one, other in pairwise(spans))
