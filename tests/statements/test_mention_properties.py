"""What holds of the mentions of any text: they quote it, do not overlap, take linear time, and obey the parse."""

import time
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.lexicon import table
from policytext.lexicon.organisations import Use, names_for
from policytext.statements.mentions import find_mentions, introduced_names
from policytext.statements.mentions.conditions import is_met
from policytext.statements.mentions.reading import Reading
from policytext.types.spans import Span
from policytext.types.syntax import NO_HEAD, Parse, Token

#: Pieces that names are made of, so that random texts come near to names.
PIECES = (
    *(
        "de",
        "het",
        "De",
        "Kamer",
        "kamer",
        "Raad",
        "raad",
        "van",
        "voor",
        "en",
        ",",
        ".",
        "(",
        ")",
        "-",
        "’",
        "'s",
        "\n",
    ),
    *(
        "minister",
        "ministers",
        "VWS",
        "OCW",
        "VNG",
        "(VNG)",
        "gemeente",
        "gemeenten",
        "Utrecht",
        "Den",
        "kabinet-Rutte",
    ),
    *(
        "IV",
        "Stichting",
        "zorg-",
        "aanbieders",
        "hierna:",
        "B.V.",
        "Rijk",
        "college",
        "B&W",
        "\n\n",
        "\t",
        "¹",
        "é",
        "İ",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(("", " ")))
@settings(deadline=None)
def test_mentions_quote_the_text_in_order_without_overlap(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    mentions = find_mentions(text)
    for mention in mentions:
        quote = text[mention.span.start : mention.span.end]
        assert quote
        assert quote == quote.strip()
        assert mention.canonical == mention.canonical.strip() != ""
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_has_mentions_inside_it(text: str) -> None:
    assert all(mention.span.end <= len(text) for mention in find_mentions(text))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
@settings(deadline=None)
def test_mentions_of_a_part_lie_in_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    within = Span(len(text) // 3, len(text))
    assert all(within.contains(mention.span) for mention in find_mentions(text, within=within))


def forms_of(sentence: str, names: Iterable[str]) -> dict[str, set[str]]:
    """Canonical forms of what is found in the sentence with each name in it."""
    nothing = introduced_names("")
    return {
        name: {mention.canonical for mention in find_mentions(sentence.format(name), names=nothing)} for name in names
    }


def test_alias_has_the_canonical_form_of_its_organisation() -> None:
    names = names_for(Use.TEXT)
    assert len(names) > 500
    assert forms_of("Dit zei {} gisteren.", names) == {name: {canonical} for name, canonical in names.items()}


def test_form_of_a_common_noun_has_its_canonical_form() -> None:
    rows = [row for row in table("offices_and_groups") if not row["when"]]
    expected = {form: {row["canonical"]} for row in rows for form in row["forms"].split("|")}
    assert len(expected) > 200
    assert forms_of("Dit zei {} gisteren.", expected) == expected


@pytest.mark.parametrize("condition", sorted({row["when"] for row in table("offices_and_groups")}))
def test_every_condition_of_the_lexicon_is_known(condition: str) -> None:
    reading = Reading("Het ministerie en de raad")
    assert is_met(condition, reading, 1, 2) in (True, False)


def test_singular_and_plural_have_one_canonical_form() -> None:
    rows = [row for row in table("group_heads") if row["alone"] == "both"]
    expected = {form: {row["plural"]} for row in rows for form in (row["plural"], *row["singular"].split("|"))}
    assert len(expected) > 100
    assert forms_of("Dit zei een {} gisteren.", expected) == expected


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("de ", id="articles"),
        pytest.param("gemeenten A, ", id="lists of places"),
        pytest.param("Gemeenten, ", id="heads as places"),
        pytest.param("ministers van VWS, ", id="lists of portfolios"),
        pytest.param("minister van Aap, ", id="unknown portfolios"),
        pytest.param("Raad van ", id="open names"),
        pytest.param("Stichting ", id="heads"),
        pytest.param("Aa ", id="capitals"),
        pytest.param("a-", id="hyphens"),
        pytest.param("a'", id="apostrophes"),
        pytest.param("(", id="brackets"),
        pytest.param("(AB) ", id="letters in brackets"),
        pytest.param("a@", id="mail"),
        pytest.param("www.", id="web"),
        pytest.param("VNG ", id="names"),
        pytest.param("zorg- en ", id="shared parts"),
        pytest.param("kabinet-", id="cabinets"),
        pytest.param(" ", id="spaces"),
        pytest.param(".", id="stops"),
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        find_mentions(text)
        return time.process_time() - start

    seconds(1_000)  # tables are read once
    short, long = max(seconds(10_000), seconds(10_000), 0.01), min(seconds(80_000), seconds(80_000))
    # Eight times the text takes eight times the time; four times that is for noise, and square time would be 64.
    assert long < 32 * short


def parse_of(*tokens: tuple[str, str, int, str]) -> tuple[str, Parse]:
    """A text and its parse from word, part of speech, head and relation."""
    text, made = "", []
    for word, pos, head, relation in tokens:
        start = len(text) + (1 if text else 0)
        text = f"{text} {word}".strip()
        made.append(Token(word, Span(start, start + len(word)), word.lower(), pos, "", head, relation))
    return text, Parse(tuple(made))


def test_parse_refuses_a_verb_that_looks_like_a_group() -> None:
    text, parse = parse_of(("Politiek", "NOUN", 1, "obj"), ("bedrijven", "VERB", NO_HEAD, "root"))
    assert [mention.canonical for mention in find_mentions(text)] == ["bedrijven"]
    assert find_mentions(text, parse) == ()


def test_parse_refuses_an_adjective_that_looks_like_a_group() -> None:
    text, parse = parse_of(("omwonende", "ADJ", 1, "amod"), ("mensen", "NOUN", NO_HEAD, "root"))
    assert find_mentions(text, parse) == ()


def test_parse_tells_how_far_a_name_goes() -> None:
    text, parse = parse_of(
        ("Stichting", "PROPN", NO_HEAD, "root"), ("Molens", "PROPN", 0, "flat"), ("draaien", "PROPN", 0, "flat")
    )
    assert [mention.canonical for mention in find_mentions(text)] == ["Stichting Molens"]
    assert [mention.canonical for mention in find_mentions(text, parse)] == ["Stichting Molens draaien"]


def test_parse_of_another_part_of_the_text_is_no_hindrance() -> None:
    text, parse = parse_of(("Hier", "ADV", NO_HEAD, "root"))
    assert [mention.canonical for mention in find_mentions(f"{text} zijn gemeenten", parse)] == ["gemeenten"]
