"""Figures with value, unit, bound, what they count and period; numbers that count nothing are none."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policytext.statements.figures import find_figures
from policytext.types.spans import Span
from policytext.types.statement import Figure
from policytext.types.syntax import NO_HEAD, Parse, Token

TABLE = Path(__file__).with_name("figures.tsv")


def _rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


ROWS = _rows()
FIGURES = [row for row in ROWS if len(row) > 2]
MISSES = [row for row in ROWS if len(row) == 2]


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 1e6 else f"{value:.6g}"


def _cell(sentence: str, figure: Figure) -> str:
    number = _number(figure.value) + ("" if figure.high is None else f"..{_number(figure.high)}")
    words = sentence[figure.span.start : figure.span.end]
    return " | ".join(
        (words, number, figure.unit, figure.counted or "-", figure.period or "-", str(figure.bound.value))
    )


@pytest.mark.parametrize(
    ("sentence", "expected"), [pytest.param(row[1], row[2:], id=f"{row[0]}: {row[1][:40]}") for row in FIGURES]
)
def test_figures_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert [_cell(sentence, figure) for figure in find_figures(sentence)] == expected


@pytest.mark.parametrize("sentence", [pytest.param(row[1], id=f"{row[0]}: {row[1][:40]}") for row in MISSES])
def test_number_that_counts_nothing_is_no_figure(sentence: str) -> None:
    assert find_figures(sentence) == ()


def test_the_table_is_large_enough() -> None:
    """The rules are many: a table without near misses would let each of them grow unchecked."""
    assert len(ROWS) >= 200
    assert len(MISSES) >= 60
    assert len({row[1] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("sentence", "qualifier"),
    [
        ("Ruim 30 bakkers sloten.", "Ruim"),
        ("Naar schatting ruim 30 bakkers sloten.", "Naar schatting ruim"),
        ("Kinderen van 12 jaar of ouder betalen mee.", "of ouder"),
        ("Op 30 daken liggen panelen.", None),
    ],
)
def test_qualifier_is_kept_as_written(sentence: str, qualifier: str | None) -> None:
    assert [figure.qualifier for figure in find_figures(sentence)] == [qualifier]


def test_spans_are_moved_to_where_the_sentence_starts() -> None:
    (here,), (there,) = find_figures("Er zijn 12 teams."), find_figures("Er zijn 12 teams.", 100)
    assert (there.span.start, there.span.end) == (here.span.start + 100, here.span.end + 100)


def _parse(sentence: str, *rows: tuple[str, str, int, str]) -> Parse:
    """A parse of (word, part of speech, head, relation); heads count from 0."""
    tokens, at = [], 0
    for word, pos, head, relation in rows:
        at = sentence.index(word, at)
        tokens.append(Token(word, Span(at, at + len(word)), word.lower(), pos, "", head, relation))
        at += len(word)
    return Parse(tuple(tokens))


def test_parse_tells_what_is_halved() -> None:
    sentence = "De raad kiest een doel waarbij in 2030 de lasten van gemeenten gehalveerd zijn."
    parse = _parse(
        sentence,
        ("De", "DET", 1, "det"),
        ("raad", "NOUN", 2, "nsubj"),
        ("kiest", "VERB", NO_HEAD, "root"),
        ("een", "DET", 4, "det"),
        ("doel", "NOUN", 2, "obj"),
        ("waarbij", "ADV", 12, "advmod"),
        ("in", "ADP", 7, "case"),
        ("2030", "NUM", 12, "obl"),
        ("de", "DET", 9, "det"),
        ("lasten", "NOUN", 12, "nsubj:pass"),
        ("van", "ADP", 11, "case"),
        ("gemeenten", "NOUN", 9, "nmod"),
        ("gehalveerd", "VERB", 4, "acl:relcl"),
        ("zijn", "AUX", 12, "aux:pass"),
    )
    (figure,) = find_figures(sentence, parse=parse)
    assert (figure.value, figure.counted, figure.period) == (0.5, "lasten", "2030")


def test_who_gets_money_is_not_what_it_counts() -> None:
    sentence = "Zo heeft Waterrijk een bedrag van 12 miljoen euro gekregen."
    parse = _parse(
        sentence,
        ("Zo", "ADV", 8, "advmod"),
        ("heeft", "AUX", 8, "aux"),
        ("Waterrijk", "PROPN", 8, "nsubj"),
        ("een", "DET", 4, "det"),
        ("bedrag", "NOUN", 8, "obj"),
        ("van", "ADP", 7, "case"),
        ("12 miljoen", "NUM", 7, "nummod"),
        ("euro", "NOUN", 8, "obl"),
        ("gekregen", "VERB", NO_HEAD, "root"),
    )
    (figure,) = find_figures(sentence, parse=parse)
    assert (figure.value, figure.unit, figure.counted) == (12e6, "euro", None)


def test_parse_tells_what_changes() -> None:
    sentence = "De export viel vorig jaar uiteindelijk terug met 4 procent."
    parse = _parse(
        sentence,
        ("De", "DET", 1, "det"),
        ("export", "NOUN", 2, "nsubj"),
        ("viel", "VERB", NO_HEAD, "root"),
        ("vorig", "ADJ", 4, "amod"),
        ("jaar", "NOUN", 2, "obl"),
        ("uiteindelijk", "ADV", 2, "advmod"),
        ("terug", "ADV", 2, "compound:prt"),
        ("met", "ADP", 9, "case"),
        ("4", "NUM", 9, "nummod"),
        ("procent", "NOUN", 2, "obl"),
        (".", "PUNCT", 2, "punct"),
    )
    assert [figure.counted for figure in find_figures(sentence)] == [None]
    assert [figure.counted for figure in find_figures(sentence, 0, parse)] == ["export"]


def test_parse_tells_a_verb_from_a_number() -> None:
    sentence = "Het college acht maatregelen nodig."
    parse = _parse(
        sentence,
        ("Het", "DET", 1, "det"),
        ("college", "NOUN", 2, "nsubj"),
        ("acht", "VERB", NO_HEAD, "root"),
        ("maatregelen", "NOUN", 2, "obj"),
        ("nodig", "ADJ", 2, "xcomp"),
        (".", "PUNCT", 2, "punct"),
    )
    assert find_figures(sentence, 0, parse) == ()


_WORDS = (
    "12 1.300,5 een één op de van tot % € procent miljoen 2019 - – / . , ruim tussen en per jaar gemeenten helft "
    "derde 18 + ( ) ’s anderhalf tientallen x keer in ² jarigen factor mln. nieuwe naar er half kwart uur K km"
)
_PIECES = st.sampled_from(_WORDS.split())
_REPEATED = (
    "1|1 |1.|1.1.|1-|1,|een |tien van de |tot 3 |3 en |2015 en |€|duizend|1/2|(1) |in 2015 3 procent |nieuwe "
    "|het aantal |van 3 procent naar "
)


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map(" ".join), st.lists(_PIECES).map("".join)))
@example("0€HALF")
def test_figures_lie_in_any_text_in_order(text: str) -> None:
    figures = find_figures(text)
    assert all(0 <= figure.span.start < figure.span.end <= len(text) for figure in figures)
    assert all(one.span.end <= other.span.start for one, other in pairwise(figures))
    for figure in figures:
        words = text[figure.span.start : figure.span.end]
        assert any(character.isalnum() for character in words)
        assert words == words.strip()
        assert figure.high is None or figure.high > figure.value


@given(st.integers(min_value=2, max_value=999_999), st.sampled_from(("gemeenten", "euro", "procent", "weken")))
def test_whole_numbers_are_read_back(number: int, unit: str) -> None:
    written = f"{number:,}".replace(",", ".")
    (figure,) = find_figures(f"Er zijn {written} {unit} bij.")
    assert figure.value == number


@pytest.mark.parametrize("piece", _REPEATED.split("|"))
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    """Ten times the text takes less than fifty times the time: a square would take a hundred.

    The best of three counts for the long text, since other work of the process can fall into one of them.
    """

    def seconds(times: int) -> float:
        start = time.process_time()
        find_figures(piece * times)
        return time.process_time() - start

    seconds(100)
    short = max(seconds(300), seconds(300), 0.005)
    assert min(seconds(3000) for _ in range(3)) < 50 * short
