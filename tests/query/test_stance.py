"""Features of a proposition and a sentence, and what a document's sentences add up to."""

import numpy as np
import pytest

from policytext.query.pairs import FEATURES, Wording, coverage, features
from policytext.query.stance import Bounds, Logistic, Reading, joint_stance, sentence_stance, stance_model
from policytext.types.vocabulary import Stance, StatementKind

PROPOSITION = "Gemeenten moeten meer geld krijgen voor de jeugdhulp."
BOUNDS = Bounds(contra_to=0.2, pro_from=0.7)


def feature(name: str, sentence: str, proposition: str = PROPOSITION, kind: StatementKind | None = None) -> float:
    values = features(Wording.of(proposition), Wording.of(sentence), 0.8, kind)
    return float(values[FEATURES.index(name)])


@pytest.mark.parametrize(
    ("name", "sentence", "value"),
    [
        pytest.param("similarity", "Iets anders.", 0.8, id="cosine as given"),
        pytest.param("coverage", PROPOSITION, 1, id="all words"),
        pytest.param("coverage", "De wethouder fietst graag.", 0, id="no word"),
        pytest.param("shared_pairs", "De wethouder fietst graag.", 0, id="no pair"),
        pytest.param("negation_sentence", "Gemeenten krijgen geen geld.", 1, id="denied"),
        pytest.param("negation_sentence", "Gemeenten krijgen geld.", 0, id="not denied"),
        pytest.param("negation_agrees", "Gemeenten krijgen geen geld.", -1, id="denied on one side"),
        pytest.param("negation_near_shared", "Gemeenten krijgen geen geld.", 1, id="denial beside a shared word"),
        pytest.param(
            "negation_near_shared", "Niet alles wat hier in het stuk staat gaat over geld.", 0, id="denial far off"
        ),
        pytest.param("both_must", "Gemeenten moeten kiezen.", 1, id="both oblige"),
        pytest.param("both_must", "Gemeenten kiezen.", 0, id="one obliges"),
        pytest.param("direction_agrees", "Er moet meer geld komen.", 1, id="more and more"),
        pytest.param("direction_agrees", "Er moet minder geld komen.", -1, id="more and less"),
        pytest.param("direction_agrees", "Er is geld.", 0, id="no direction"),
    ],
)
def test_feature(name: str, sentence: str, value: float) -> None:
    assert feature(name, sentence) == pytest.approx(value)


@pytest.mark.parametrize("kind", [*StatementKind, None])
def test_kind_is_one_of_three_or_none(kind: StatementKind | None) -> None:
    found = [feature(f"is_{name}", "Zo is het.", kind=kind) for name in ("claim", "recommendation", "commitment")]
    assert found == [kind is item for item in StatementKind]


def test_parts_of_compounds_count_for_less() -> None:
    whole = coverage(Wording.of("jeugdhulp"), Wording.of("De jeugdhulp groeit."))
    part = coverage(Wording.of("jeugdhulp"), Wording.of("De jeugdhulpaanbieder groeit."))
    assert (whole, part) == (1, pytest.approx(0.7))


@pytest.mark.parametrize("text", ["", "de het een", "???", "\ud800"])
def test_text_without_content_gives_finite_features(text: str) -> None:
    assert np.isfinite(features(Wording.of(text), Wording.of(text), 0.0, None)).all()
    assert coverage(Wording.of(text), Wording.of(PROPOSITION)) == 0


def test_shipped_model_loads_with_sensible_thresholds() -> None:
    model = stance_model()
    assert 0 < model.bearing_threshold < 1
    assert 0 < model.bounds.contra_to < model.bounds.pro_from < 1


def test_logistic_is_a_probability() -> None:
    model = Logistic(np.zeros(1), np.ones(1), np.ones(1), 0.0)
    assert model.probability(np.zeros(1)) == 0.5
    assert 0.7 < model.probability(np.ones(1)) < 0.8


@pytest.mark.parametrize(
    ("pro", "stance"),
    [
        pytest.param(0.8, Stance.PRO, id="certain"),
        pytest.param(0.7, Stance.PRO, id="just certain"),
        pytest.param(0.69, Stance.NEUTRAL, id="not certain"),
        pytest.param(0.21, Stance.NEUTRAL, id="not certain either"),
        pytest.param(0.2, Stance.CONTRA, id="certainly not"),
    ],
)
def test_stance_of_a_sentence(pro: float, stance: Stance) -> None:
    assert sentence_stance(Reading(0.9, pro), BOUNDS) is stance


@pytest.mark.parametrize(
    ("readings", "stance"),
    [
        pytest.param([(0.9, 0.9)], Stance.PRO, id="one for"),
        pytest.param([(0.9, 0.1)], Stance.CONTRA, id="one against"),
        pytest.param([(0.9, 0.9), (0.9, 0.1)], Stance.MIXED, id="one for, one against"),
        pytest.param([(0.9, 0.95), (0.9, 0.95), (0.9, 0.95), (0.4, 0.15)], Stance.PRO, id="hardly any against"),
        pytest.param([(0.9, 0.5), (0.8, 0.5)], Stance.NEUTRAL, id="nothing certain"),
        pytest.param([(0.9, 0.9), (0.05, 0.1)], Stance.PRO, id="what bears less weighs less"),
    ],
)
def test_stance_of_a_document(readings: list[tuple[float, float]], stance: Stance) -> None:
    found, confidence = joint_stance([Reading(*reading) for reading in readings], BOUNDS)
    assert found is stance
    assert 0 <= confidence <= 1
