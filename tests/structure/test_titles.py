"""Titles and subjects over all the lines that they fill."""

import pytest

from policytext.structure.front import FrontLine, joined
from policytext.structure.titles import find_subject, find_title
from policytext.types.document import Block
from policytext.types.raw import Page, RawDocument
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind


def head(*lines: str) -> list[FrontLine]:
    """Lines of one size; an empty one sets the next apart."""
    found: list[FrontLine] = []
    is_apart = True
    for line in lines:
        if line:
            found.append(FrontLine(line, 1, 9.0, False, is_apart, False))
        is_apart = not line
    return found


@pytest.mark.parametrize(
    ("subject", "lines", "expected"),
    [
        pytest.param(
            "Betreft Besluit op uw verzoek inzake de",
            ("Betreft", "Besluit op uw verzoek inzake de", "campagne van de minister", "", "Geachte"),
            "Besluit op uw verzoek inzake de campagne van de minister",
            id="a subject that breaks off goes on",
        ),
        pytest.param(
            "Onderwerp: Klachten in 2019 van",
            ("Onderwerp: Klachten in 2019 van", "", "Geachte"),
            "Klachten in 2019 van",
            id="what was blacked out is missing",
        ),
        pytest.param(
            "Betreft: Tijd voor gezinnen",
            ("Betreft: Tijd voor gezinnen", "Bijlage(n) 1", "", "Geachte"),
            "Tijd voor gezinnen",
            id="another label follows",
        ),
        pytest.param("Betreft Error! Unknown document property name.", (), None, id="a field that was not filled"),
    ],
)
def test_subject_of_a_letter(subject: str, lines: tuple[str, ...], expected: str | None) -> None:
    block = Block(0, BlockKind.SUBJECT, Span(0, len(subject)), 1)
    assert find_subject([block], subject, head(*lines)) == expected


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        pytest.param("Tijd voor", "gezinnen", "Tijd voor gezinnen", id="two words"),
        pytest.param("grondwater-", "gebieden", "grondwatergebieden", id="a word that was broken"),
        pytest.param("Natura 2000-", "gebieden", "Natura 2000-gebieden", id="after a figure"),
        pytest.param("Sint-", "Eustatius", "Sint-Eustatius", id="before a capital"),
        pytest.param("zorg-", "en welzijn", "zorg- en welzijn", id="a hanging hyphen"),
        pytest.param("Beleid -", "een brief", "Beleid - een brief", id="a dash"),
    ],
)
def test_lines_of_a_title_are_joined_as_a_reader_does(line: str, following: str, expected: str) -> None:
    assert joined(line, following) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ("---", "title: Wonen na de opvang", "subtitle: Advies over kleine woningen", "date: 2025-01-30", "---"),
            "Wonen na de opvang",
            id="keys at the head of a Markdown file are no more of it",
        ),
        pytest.param(
            ("Titel: Wonen na de", "opvang: een advies", "", "Datum: mei 2024"),
            "Wonen na de opvang: een advies",
            id="a label on a form, and a colon in the title",
        ),
    ],
)
def test_labelled_title(lines: tuple[str, ...], expected: str) -> None:
    text = "\n".join(lines)
    raw = RawDocument("sha256:0", "text/markdown", "text 1", text, (), (Page(1, None),))
    assert find_title(raw, [], text, head(*lines), len(lines), None, "advies.md")[0] == expected


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        pytest.param("Geachte", False, id="a greeting that was cut off"),
        pytest.param("Geachte bestuurders,", False, id="a greeting"),
        pytest.param("Beste mevrouw De Vries,", False, id="a friendlier one"),
        pytest.param("Beste praktijken in de jeugdhulp", True, id="begins like one"),
        pytest.param("(ter beslissing)", False, id="what a memo is for"),
        pytest.param("Ter informatie", False, id="the same"),
        pytest.param("Ter beslissing van de gemeenteraad: de begroting", True, id="more than what it is for"),
    ],
)
def test_lines_that_are_no_title(line: str, is_title: bool) -> None:
    lines = (line, "Wonen na de opvang", "Er zijn te weinig kleine woningen.")
    text = "\n".join(lines)
    raw = RawDocument("sha256:0", "text/plain", "text 1", text, (), (Page(1, None),))
    found = find_title(raw, [], text, head(*lines), 2, None, "stuk.txt")[0]
    assert found == (line if is_title else "Wonen na de opvang")


def test_a_greeting_beside_the_label_is_no_subject() -> None:
    """Labels that stand in a column of their own are read one after the other: what follows one is no value of it."""
    lines = ("Datum", "Betreft", "Geachte", "27 januari 2021", "Besluit op uw verzoek over de wijkteams")
    assert find_subject([], "\n".join(lines), head(*lines)) is None
