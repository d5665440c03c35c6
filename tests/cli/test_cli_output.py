"""What reaches a terminal: safe text, Dutch dates, lines that fit."""

import json

import click
import pytest
from click.testing import CliRunner

from policytext.cli import output


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Gewone tekst, met é en “”.", "Gewone tekst, met é en “”.", id="plain"),
        pytest.param("a\x1b[31mb", "a\ufffd[31mb", id="escape"),
        pytest.param("a\x00b\x07c\x9bd", "a\ufffdb\ufffdc\ufffdd", id="control characters"),
        pytest.param("a\u202eb\u2066c", "a\ufffdb\ufffdc", id="directional formatting"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone surrogate"),
        pytest.param("a\nb\tc", "a\nb\tc", id="line end and tab stay"),
        pytest.param("a\u00adb", "a\u00adb", id="soft hyphen stays"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert output.safe(text) == shown


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2021-05-05", "5 mei 2021"), ("2019-10", "okt 2019"), ("2018", "2018"), (None, "zonder datum")],
)
def test_dutch_date(date: str | None, shown: str) -> None:
    assert output.dutch_date(date) == shown


def test_wrapped_lines_fit_and_keep_their_words() -> None:
    text = "woord " * 60 + "lange-samenstelling-" * 8
    lines = output.wrapped(text, "    ", first="1 ").splitlines()
    assert lines[0].startswith("1 woord")
    assert all(line.startswith("    ") for line in lines[1:])
    assert max(len(line) for line in lines[:-1]) <= output.width()
    assert " ".join(" ".join(lines).split()) == "1 " + " ".join(text.split())


def test_json_replaces_what_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json({"a": ["\ud800", ("é", None)], "b": {"c": 1.5}})
    assert json.loads(capsys.readouterr().out) == {"a": ["?", ["é", None]], "b": {"c": 1.5}}


def test_json_lines_are_one_value_each(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json_lines([{"a": "één\nregel"}, {"a": 2}])
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == [{"a": "één\nregel"}, {"a": 2}]


def test_notices_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    output.notice("Let op\x1b")
    assert capsys.readouterr() == ("", "Let op\ufffd\n")


def test_every_value_of_a_vocabulary_has_a_word() -> None:
    for words in (output.STANCES, output.CHANGES, output.KINDS):
        vocabulary = type(next(iter(words)))
        assert set(words) == set(vocabulary)


@click.command()
def coloured() -> None:
    """Prints in a colour, for the test below."""
    output.echo(output.style("tekst", fg="red"))


def test_no_colour_where_nobody_sees_it() -> None:
    assert CliRunner().invoke(coloured).output == "tekst\n"


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 zinnen"), (1, "1 zin"), (2, "2 zinnen")], ids=["none", "one", "several"]
)
def test_number_with_the_word_that_goes_with_it(count: int, expected: str) -> None:
    assert output.counted(count, "zin", "zinnen") == expected
