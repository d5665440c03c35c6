"""Verbs in two words, told from word lists alone."""

import re

import pytest

from policytext.lexicon.separable import joined, parted_verbs


def words(text: str) -> list[str]:
    return re.findall(r"\w+|[.;:!?,()]", text.lower())


@pytest.mark.parametrize(
    ("sentence", "infinitives"),
    [
        pytest.param("De wachttijd neemt toe", ["toenemen"], id="particle ends the sentence"),
        pytest.param("De wachttijd nam in 2019 sterk toe, net als de kosten.", ["toenemen"], id="words between, past"),
        pytest.param("Het college schaft de eigen bijdrage af.", ["afschaffen"], id="not the past of afschaffen"),
        pytest.param("Zij geeft aan dat het beter gaat.", ["aangeven"], id="before a clause"),
        pytest.param("De raad wijst het plan af en stelt een norm voor.", ["afwijzen", "voorstellen"], id="two verbs"),
        pytest.param("Het is tijd om de schulden aan te pakken.", ["aanpakken"], id="with te"),
        pytest.param("Draai die korting terug", ["terugdraaien"], id="imperative"),
        pytest.param("Aanbieders werken in de wijk.", [], id="preposition before its noun"),
        pytest.param("De kosten zijn tot nu toe gelijk.", [], id="tot nu toe"),
        pytest.param("De nieuwe opzet valt mee. Toe maar.", ["meevallen"], id="not over the end of a sentence"),
        pytest.param("Hij heeft de zorg af en toe nodig.", [], id="hebben never parts"),
        pytest.param("De voorgenomen korting gaat door", ["doorgaan"], id="participle is no form"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_parted_verbs(sentence: str, infinitives: list[str]) -> None:
    assert [found.infinitive for found in parted_verbs(words(sentence))] == infinitives


def test_places_are_those_of_form_and_particle() -> None:
    (found,) = parted_verbs(words("Daarom trekt het Rijk deze maatregel in."))
    assert (found.form, found.particle) == (1, 6)


def test_joined_has_the_infinitive_instead_of_both() -> None:
    assert joined(words("Daarom bouwt zij het loket af.")) == ["daarom", "afbouwen", "zij", "het", "loket"]


def test_each_word_is_in_one_verb() -> None:
    places = [place for one in parted_verbs(words("Neemt en stelt het toe")) for place in (one.form, one.particle)]
    assert len(places) == len(set(places))
