"""Other words for the words of a question."""

import pytest

from policytext.lexicon import table
from policytext.query.expansion import expansions, other_words
from policytext.query.ranking import Question, words_of
from policytext.store.fulltext import tokens


def other_phrases(query: str) -> set[str]:
    return {" ".join(other.words) for one in expansions(query) for other in one.alternatives}


@pytest.mark.parametrize(
    ("query", "other"),
    [
        pytest.param("jeugdzorg", "jeugdhulp", id="a word"),
        pytest.param("de wijkteams", "buurtteam", id="in another form"),
        pytest.param("rol van de VNG", "vereniging nederlandse gemeenten", id="an abbreviation"),
        pytest.param("Vereniging van Nederlandse Gemeenten", "vng", id="a full name"),
        pytest.param("wat doet Den Haag?", "rijksoverheid", id="a name of two words"),
    ],
)
def test_words_that_mean_the_same_are_known(query: str, other: str) -> None:
    assert other in other_phrases(query)


@pytest.mark.parametrize(
    ("query", "other"),
    [
        pytest.param("werkende ouders", "senioren", id="ouders are no ouderen"),
        pytest.param("korte vluchten", "bezuiniging", id="kort is no korting"),
        pytest.param("gewone mensen", "huis", id="gewoon is no woning"),
        pytest.param("zwangerschap", "draagmoeder", id="a part of a phrase"),
        pytest.param("jeugdzorg", "jeugdzorg", id="the word itself"),
    ],
)
def test_words_that_look_alike_are_not_taken(query: str, other: str) -> None:
    assert other not in other_phrases(query)


def test_the_longest_phrase_is_looked_up_and_each_word_once() -> None:
    found = expansions("kosten van de zorg")
    assert [one.words for one in found] == [("kosten", "zorg")]


def test_a_question_of_other_things_has_no_other_words() -> None:
    assert expansions("espresso zetten zonder machine") == ()
    assert other_words("espresso zetten zonder machine") == ""


def test_other_words_are_each_given_once() -> None:
    words = other_words("kernenergie en kerncentrales").split()
    assert "kerncentrale" in words
    assert len(words) == len(set(words))


def test_another_word_covers_less_than_the_word_and_more_than_none() -> None:
    question = Question.of("kernenergie", {}, 100)
    word, other, none = (
        question.coverage(words_of(text))
        for text in ("Wij willen kernenergie.", "Er komen twee kerncentrales.", "Wij willen windmolens.")
    )
    assert word > other > none == 0.0


def test_all_words_of_another_phrase_have_to_be_there() -> None:
    question = Question.of("VNG", {}, 100)
    assert question.coverage(words_of("De Vereniging van Nederlandse Gemeenten vindt dat.")) > 0
    assert question.coverage(words_of("Nederlandse gemeenten vinden dat.")) == 0.0


def test_each_phrase_of_the_list_is_lower_case_and_stands_once_in_its_group() -> None:
    for row in table("search_synonyms"):
        phrases = [phrase.strip() for phrase in row["terms"].split(";")]
        assert row["terms"] == row["terms"].lower()
        assert len(phrases) > 1
        assert len(set(phrases)) == len(phrases)
        assert all(tokens(phrase) for phrase in phrases)
