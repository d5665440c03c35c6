"""Clauses that limit a statement, by the words and by the parse."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.statements.conditions import conditions_of
from policytext.types.spans import Span
from policytext.types.syntax import NO_HEAD, Parse, Token

_LINES = Path(__file__).with_name("conditions.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in _LINES if not line.startswith("#")][1:]


def _quoted(sentence: str, parse: Parse | None = None) -> list[str]:
    return [sentence[span.start : span.end] for span in conditions_of(sentence, parse)]


@pytest.mark.parametrize(("sentence", "expected"), [pytest.param(row[1], row[2:], id=row[0]) for row in ROWS])
def test_conditions_by_the_words(sentence: str, expected: list[str]) -> None:
    assert _quoted(sentence) == expected


def _parse(sentence: str, *rows: tuple[str, str, str, int, str]) -> Parse:
    """A parse of (word, part of speech, features, head, relation); heads count from 0."""
    found, at = [], 0
    for word, pos, morph, head, relation in rows:
        at = sentence.index(word, at)
        found.append(Token(word, Span(at, at + len(word)), word.lower(), pos, morph, head, relation))
        at += len(word)
    return Parse(tuple(found))


def test_the_parse_tells_where_the_clause_ends() -> None:
    """A comma in a row of subjects does not end the clause."""
    sentence = "De bouw begint als buurt, raad en bedrijf tekenen en de grond schoon blijft volgens de inspectie."
    parse = _parse(
        sentence,
        ("De", "DET", "", 1, "det"),
        ("bouw", "NOUN", "", 2, "nsubj"),
        ("begint", "VERB", "VerbForm=Fin", NO_HEAD, "root"),
        ("als", "SCONJ", "", 9, "mark"),
        ("buurt", "NOUN", "", 9, "nsubj"),
        (",", "PUNCT", "", 6, "punct"),
        ("raad", "NOUN", "", 4, "conj"),
        ("en", "CCONJ", "", 8, "cc"),
        ("bedrijf", "NOUN", "", 4, "conj"),
        ("tekenen", "VERB", "VerbForm=Fin", 2, "advcl"),
        ("en", "CCONJ", "", 14, "cc"),
        ("de", "DET", "", 12, "det"),
        ("grond", "NOUN", "", 14, "nsubj"),
        ("schoon", "ADJ", "", 14, "xcomp"),
        ("blijft", "VERB", "VerbForm=Fin", 9, "conj"),
        ("volgens", "ADP", "", 17, "case"),
        ("de", "DET", "", 17, "det"),
        ("inspectie", "NOUN", "", 2, "obl"),
        (".", "PUNCT", "", 2, "punct"),
    )
    assert _quoted(sentence, parse) == ["als buurt, raad en bedrijf tekenen en de grond schoon blijft"]


def test_the_last_verb_of_a_clause_belongs_to_it_where_the_parse_leaves_it_out() -> None:
    sentence = "De straf stijgt indien het feit de dood tot gevolg heeft."
    parse = _parse(
        sentence,
        ("De", "DET", "", 1, "det"),
        ("straf", "NOUN", "", 2, "nsubj"),
        ("stijgt", "VERB", "VerbForm=Fin", NO_HEAD, "root"),
        ("indien", "SCONJ", "", 9, "mark"),
        ("het", "DET", "", 5, "det"),
        ("feit", "NOUN", "", 9, "nsubj"),
        ("de", "DET", "", 7, "det"),
        ("dood", "NOUN", "", 9, "obj"),
        ("tot", "ADP", "", 9, "case"),
        ("gevolg", "NOUN", "", 2, "advcl"),
        ("heeft", "VERB", "VerbForm=Fin", 2, "conj"),
        (".", "PUNCT", "", 2, "punct"),
    )
    assert _quoted(sentence, parse) == ["indien het feit de dood tot gevolg heeft"]


def test_a_relative_clause_behind_the_verb_is_left_to_another_noun() -> None:
    sentence = "Het is de toevoer, die stijgt als er meer valt dan verdwijnt, die gevolgen heeft."
    parse = _parse(
        sentence,
        ("Het", "PRON", "", 3, "expl"),
        ("is", "AUX", "VerbForm=Fin", 3, "cop"),
        ("de", "DET", "", 3, "det"),
        ("toevoer", "NOUN", "", NO_HEAD, "root"),
        (",", "PUNCT", "", 6, "punct"),
        ("die", "PRON", "", 6, "nsubj"),
        ("stijgt", "VERB", "VerbForm=Fin", 3, "acl:relcl"),
        ("als", "SCONJ", "", 10, "mark"),
        ("er", "ADV", "", 10, "advmod"),
        ("meer", "PRON", "", 10, "nsubj"),
        ("valt", "VERB", "VerbForm=Fin", 6, "advcl"),
        ("dan", "SCONJ", "", 12, "mark"),
        ("verdwijnt", "VERB", "VerbForm=Fin", 10, "advcl"),
        (",", "PUNCT", "", 16, "punct"),
        ("die", "PRON", "", 16, "nsubj"),
        ("gevolgen", "NOUN", "", 16, "obj"),
        ("heeft", "VERB", "VerbForm=Fin", 12, "acl:relcl"),
        (".", "PUNCT", "", 3, "punct"),
    )
    assert _quoted(sentence, parse) == ["als er meer valt dan verdwijnt"]


def test_a_clause_in_the_past_tells_a_time() -> None:
    sentence = "Wanneer de dijk brak, vluchtte het dorp."
    parse = _parse(
        sentence,
        ("Wanneer", "SCONJ", "", 3, "mark"),
        ("de", "DET", "", 2, "det"),
        ("dijk", "NOUN", "", 3, "nsubj"),
        ("brak", "VERB", "Number=Sing|Tense=Past|VerbForm=Fin", 5, "advcl"),
        (",", "PUNCT", "", 3, "punct"),
        ("vluchtte", "VERB", "Number=Sing|Tense=Past|VerbForm=Fin", NO_HEAD, "root"),
        ("het", "DET", "", 7, "det"),
        ("dorp", "NOUN", "", 5, "nsubj"),
        (".", "PUNCT", "", 5, "punct"),
    )
    assert _quoted(sentence, parse) == []


_WORDS = "als indien mits tenzij wanneer stelt mocht dan , . ; ? het Rijk is betaalt zowel ook op voorwaarde die ( )"


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_WORDS.split()), max_size=20).map(" ".join)))
def test_conditions_lie_in_any_text_in_order(text: str) -> None:
    found = conditions_of(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("piece", ["als ", "als het is, ", "indien nodig ", "tenzij het ", "mocht "])
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        conditions_of(piece * times)
        return time.process_time() - start

    seconds(50)
    short = max(seconds(200), seconds(200), 0.005)
    assert min(seconds(2000) for _ in range(3)) < 40 * short  # the best of three: noise only adds
