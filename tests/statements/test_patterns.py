"""The pattern language of the lexicon: what a phrase matches, where it ends, and which patterns are refused."""

import pytest

from policytext.statements.patterns import GAP, Hit, Phrases, tokens


def found(pattern: str, sentence: str) -> list[tuple[int, int]]:
    words = [token.text for token in tokens(sentence)]
    return [(hit.first, hit.last) for hit in Phrases([("group", pattern, "label")]).find(words)]


@pytest.mark.parametrize(
    ("pattern", "sentence", "places"),
    [
        pytest.param("moet", "Dat moet anders", [(1, 2)], id="one word"),
        pytest.param("moet", "Een moeder wacht", [], id="no part of a word"),
        pytest.param("moet", "MOET dat?", [(0, 1)], id="case does not matter"),
        pytest.param("moet|dient", "Zij dient te komen", [(1, 2)], id="alternative"),
        pytest.param("er moet", "Moet er iets?", [], id="order matters"),
        pytest.param("gemeent*", "De gemeentes en gemeenten", [(1, 2), (3, 4)], id="any ending"),
        pytest.param("gemeent*", "Het gemak", [], id="prefix must be whole"),
        pytest.param("zou ... moeten", "Het zou snel anders moeten", [(1, 5)], id="words in between"),
        pytest.param("zou ... moeten", "Het zou moeten", [(1, 3)], id="nothing in between"),
        pytest.param("zou ... moeten", "zou a b c d e moeten", [], id="too far apart"),
        pytest.param("is ... nodig", "is nodig en nodig", [(0, 2)], id="the nearest end"),
        pytest.param("van belang", "van groot belang", [], id="no gap unless asked for"),
    ],
)
def test_pattern(pattern: str, sentence: str, places: list[tuple[int, int]]) -> None:
    assert found(pattern, sentence) == places


def test_gap_is_at_most_as_long_as_stated() -> None:
    assert found("zou ... moeten", f"zou {'x ' * GAP}moeten") == [(0, GAP + 2)]
    assert found("zou ... moeten", f"zou {'x ' * (GAP + 1)}moeten") == []


@pytest.mark.parametrize("pattern", ["", "... moet", "moet ...", "moe*", "moet|", "*"])
def test_pattern_that_would_match_too_much_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        Phrases([("group", pattern, "label")])


def test_overlapping_phrases_are_all_found() -> None:
    phrases = Phrases([("modal", "moeten", "must"), ("modal", "zou ... moeten", "should")])
    assert phrases.find(["zou", "moeten"]) == [Hit("modal", "should", 0, 2), Hit("modal", "must", 1, 2)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        pytest.param("De 1.250 foto's", ["de", "1.250", "foto's"], id="number and apostrophe"),
        pytest.param("wijk- en jeugdteams", ["wijk", "-", "en", "jeugdteams"], id="cut compound"),
        pytest.param("VWS-beleid: 30%", ["vws-beleid", ":", "30", "%"], id="hyphen and percent"),
        pytest.param("", [], id="empty"),
        pytest.param("\ud800 \u0000", [], id="what is no text"),
    ],
)
def test_tokens(sentence: str, words: list[str]) -> None:
    assert [token.text for token in tokens(sentence)] == words


def test_tokens_know_their_place() -> None:
    sentence = "Vijf € 12,50 “zorg”"
    assert [sentence[token.start : token.end].lower() for token in tokens(sentence)] == [
        token.text for token in tokens(sentence)
    ]
