"""What speaks for a sentence as an answer, and how the question is read."""

import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.query import adapter
from policytext.query.adapter import adapted, moved
from policytext.query.ranking import FEATURES, WEIGHTS, Question, ranker, stems_of, words_of


def question(text: str, seen: int = 10, units: int = 1000) -> Question:
    return Question.of(text, dict.fromkeys(stems_of(text), seen), units)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param("De jeugdhulp groeit.", "De jeugdhulpplicht groeit.", id="the word before a compound with it"),
        pytest.param("De jeugdhulpplicht groeit.", "De hulp groeit.", id="a compound with it before a part of it"),
        pytest.param("De hulp groeit.", "De school groeit.", id="a part of it before nothing"),
    ],
)
def test_coverage(better: str, worse: str) -> None:
    asked = question("jeugdhulp")
    assert asked.coverage(words_of(better)) > asked.coverage(words_of(worse))


def test_rare_words_weigh_more() -> None:
    text = "granuliet gemeente"
    rare, common = stems_of("granuliet"), stems_of("gemeente")
    asked = Question.of(text, {**dict.fromkeys(rare, 2), **dict.fromkeys(common, 600)}, 1000)
    assert asked.coverage(words_of("Het granuliet ligt er.")) > 0.8 > asked.coverage(words_of("De gemeente kiest."))


def test_words_beside_count_where_the_sentence_lacks_them() -> None:
    asked = question("wachtlijsten jeugdhulp")
    own, beside = words_of("Dat duurt lang."), words_of("De wachtlijsten in de jeugdhulp groeien.")
    assert asked.coverage(own, beside, None) == 1.0
    assert asked.coverage(own) == 0.0


def test_neighbouring_words_of_the_question() -> None:
    asked = question("inkoop jeugdhulp")
    assert asked.in_order(words_of("De inkoop van jeugdhulp stokt.")) == 1.0
    assert asked.in_order(words_of("De jeugdhulp stokt door de inkoop.")) == 0.0


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        pytest.param("Wie moet de wijkteams betalen?", True, id="question"),
        pytest.param("wie moet de wijkteams betalen", True, id="without a mark"),
        pytest.param("gemeenten moeten kiezen", False, id="statement"),
        pytest.param("Hoeveel kinderen wachten?", False, id="no duty"),
    ],
)
def test_who_has_to_do_what(text: str, asks: bool) -> None:
    assert question(text).asks_for_duty is asks


@given(st.text(max_size=200), st.text(max_size=200))
def test_shares_stay_between_nothing_and_all(query: str, text: str) -> None:
    asked, words = question(query), words_of(text)
    assert 0.0 <= asked.coverage(words) <= 1.0 + 1e-9
    assert 0.0 <= asked.in_order(words) <= 1.0


def test_weights_are_those_of_the_features() -> None:
    held = json.loads(files("policytext.query").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    assert tuple(held["weights"]) == FEATURES
    assert 0.0 < ranker().least < ranker().enough < 1.0
    assert ranker().weights[FEATURES.index("nearness")] > 0 < ranker().weights[FEATURES.index("coverage")]


def test_a_moved_vector_has_unit_length_and_stays_near() -> None:
    vectors = np.random.default_rng(0).standard_normal((5, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    result = moved(vectors, *adapter._weights())
    assert np.allclose(np.linalg.norm(result, axis=1), 1.0, atol=1e-5)
    assert ((vectors * result).sum(axis=1) > 0.5).all()


def test_vectors_of_another_model_are_left_as_they_are() -> None:
    vector = np.ones(8, dtype=np.float32)
    assert adapted(vector, "another model") is vector
