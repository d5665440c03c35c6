"""The signs that a sentence gives: a table for each, with sentences that look alike and do not give it."""

import pytest

from policytext.statements.cues import read
from policytext.statements.features import features
from policytext.statements.genre import Genre


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        pytest.param("Gemeenten moeten dit regelen.", "modal:must", id="obligation"),
        pytest.param("Gemeenten zouden dit moeten regelen.", "modal:should", id="advice"),
        pytest.param("Gemeenten kunnen dit regelen.", "modal:could", id="possibility"),
        pytest.param("Wij pleiten voor één loket.", "frame:should", id="plea"),
        pytest.param("Wij zullen u hierover berichten.", "promise:promise", id="promise"),
        pytest.param("De commissie stelt dat het kan.", "reporting:says", id="saying"),
        pytest.param("Dit leidt mogelijk tot uitval.", "hedge:hedge", id="hedge"),
        pytest.param("Er is geen overzicht.", "negation:negation", id="denial"),
        pytest.param("Versterk de wijkteams.", "imperative", id="imperative"),
        pytest.param("• Versterk de wijkteams.", "imperative", id="imperative behind a bullet"),
        pytest.param("3. Versterk de wijkteams.", "item", id="numbered item"),
        pytest.param("Wie betaalt dit?", "question", id="question"),
        pytest.param("Wie betaalt dit?", "question word", id="question word"),
        pytest.param("Drie dingen zijn nodig:", "colon", id="introduces a list"),
        pytest.param("Er zijn 12 teams.", "figure", id="figure"),
        pytest.param("Dat kost 30 procent.", "quantity", id="quantity"),
        pytest.param("In 2019 begon het.", "year", id="year"),
        pytest.param("De “regie” ontbreekt.", "quotation", id="quotation marks"),
        pytest.param("Meer op www.buurt.example", "address", id="address"),
        pytest.param("Onze teams werken hard.", "first person", id="first person"),
        pytest.param("De zin eindigt met een noot.¹²", "full stop", id="note marker behind the stop"),
    ],
)
def test_cue_is_given(sentence: str, cue: str) -> None:
    assert cue in read(sentence).cues


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        pytest.param("De ontmoeting was goed.", "modal:must", id="moet inside a word"),
        pytest.param("In 2019 begon het.", "figure", id="a year is no figure"),
        pytest.param("Denk je dat ook?", "imperative", id="question with je"),
        pytest.param("Ga ik mee, dan lukt het.", "imperative", id="verb before ik"),
        pytest.param("De versterking helpt.", "imperative", id="noun of the verb"),
        pytest.param("Dit is zo.", "question", id="statement"),
        pytest.param("Er zijn 2019 teams", "item", id="number in the line"),
        pytest.param("Twaalf teams zijn klaar.", "item", id="word that begins a line"),
        pytest.param("Het gemeentehuis is open.", "first person", id="no pronoun"),
    ],
)
def test_cue_is_not_given(sentence: str, cue: str) -> None:
    assert cue not in read(sentence).cues


def test_item_can_be_told_by_the_caller() -> None:
    assert "item" in read("Een vast loket", is_item=True).cues
    assert "item" not in read("Een vast loket").cues


@pytest.mark.parametrize("sentence", ["", "¹", "…", "12", "\ud800"])
def test_any_string_can_be_read(sentence: str) -> None:
    assert read(sentence).cues


def names_of(*sentences: str) -> list[set[str]]:
    return [set(names) for names in features([read(sentence) for sentence in sentences], Genre.OTHER)]


def test_features_tell_what_stands_before_and_after() -> None:
    first, second = names_of("Gemeenten moeten kiezen.", "Dat kan.")
    assert {"<none", ">modal:could", "w:gemeenten", "^gemeenten moeten", "genre:other"} <= first
    assert {"<modal:must", ">none"} <= second
    assert "<modal:could" not in second


def test_features_of_an_item_hold_those_of_its_introduction() -> None:
    _, first, second, after = names_of("Wij adviseren:", "• een loket;", "• een team.", "Het Rijk betaalt.")
    assert "|frame:should" in first
    assert "|frame:should" in second
    assert "|frame:should" not in after


def test_numbers_are_one_word() -> None:
    assert names_of("Er zijn 12 teams")[0] >= {"w:0", "w:0 teams"}
    assert names_of("Er zijn 12 teams") == names_of("Er zijn 13 teams")
