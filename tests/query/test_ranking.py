"""What speaks for a sentence as an answer, and how the question is read."""

import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.query import adapter
from policytext.query.adapter import adapted, moved
from policytext.query.ranking import FEATURES, PLACES, WEIGHTS, Question, among_others, ranker, stems_of, words_of


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


def rows(*found: tuple[float, float]) -> np.ndarray:
    """Features of sentences of which only nearness and coverage are told."""
    x = np.zeros((len(found), len(FEATURES)))
    x[:, FEATURES.index("nearness")], x[:, FEATURES.index("coverage")] = zip(*found, strict=True)
    return x


def place(x: np.ndarray, name: str) -> list[float]:
    return [float(value) for value in x[:, len(FEATURES) + PLACES.index(name)]]


def test_nearness_counts_more_where_no_sentence_has_the_words() -> None:
    units = ["a:1", "b:1"]
    lacking = place(among_others(rows((2.0, 0.0), (1.0, 0.1)), units), "nearness_without_words")
    having = place(among_others(rows((2.0, 1.0), (1.0, 0.9)), units), "nearness_without_words")
    assert lacking[0] > having[0] > 0.0


def test_rank_among_the_nearest() -> None:
    assert place(among_others(rows((1.0, 0.0), (3.0, 0.0), (2.0, 0.0)), ["a:1", "b:1", "c:1"]), "among_nearest") == [
        pytest.approx(1 / 12),
        pytest.approx(1 / 10),
        pytest.approx(1 / 11),
    ]


def test_sentences_found_around_one_speak_for_it_by_how_close_they_stand() -> None:
    x = rows((1.0, 0.0), (4.0, 0.0), (4.0, 0.0), (4.0, 0.0))
    alone, beside, further, elsewhere = (
        place(among_others(x[:2], ["a:5", other]), "nearness_around")[0] for other in ("a:50", "a:6", "a:9", "b:6")
    )
    assert beside > further > alone == elsewhere == 0.0


def test_nothing_found_has_no_order() -> None:
    assert among_others(np.zeros((0, len(FEATURES))), []).shape == (0, len(FEATURES) + len(PLACES))


def test_every_weight_of_the_order_has_its_feature() -> None:
    held = json.loads(files("policytext.query").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    assert tuple(held["order"]) == (*FEATURES, *PLACES)
