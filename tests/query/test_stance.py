"""Features of a proposition and a sentence, and what a document's sentences add up to."""

import json
from importlib.resources import files

import numpy as np
import pytest

from policytext.query.pairs import (
    FEATURES,
    Wording,
    coverage,
    features,
    is_denied,
)
from policytext.query.stance import (
    WEIGHTS,
    Bounds,
    Logistic,
    Reading,
    joint_stance,
    sentence_stance,
    speaking_features,
    stance_model,
    together,
)
from policytext.types.vocabulary import Stance, StatementKind

PROPOSITION = "Gemeenten moeten meer geld krijgen voor de jeugdhulp."
BOUNDS = Bounds(contra_to=0.2, pro_from=0.7)


def feature(name: str, sentence: str, proposition: str = PROPOSITION, kind: StatementKind | None = None) -> float:
    values = features(Wording.of(proposition), Wording.of(sentence), 0.8, kind)
    return float(values[FEATURES.index(name)])


@pytest.mark.parametrize(
    ("name", "sentence", "value"),
    [
        pytest.param("direction_sentence", "Het geld neemt af.", -1.0, id="direction of a verb in two words"),
        pytest.param("direction_sentence", "Zij verlaagden de norm.", -1.0, id="direction of another form"),
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


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        pytest.param(
            "Wij vinden niet langer dat gemeenten meer geld moeten krijgen voor de jeugdhulp.", True, id="no more"
        ),
        pytest.param("Gemeenten hoeven niet meer geld te krijgen voor de jeugdhulp.", True, id="denied"),
        pytest.param(
            "Dat gemeenten meer geld krijgen voor de jeugdhulp wijzen wij af.", True, id="rejected, particle apart"
        ),
        pytest.param("De raad verwerpt dat gemeenten meer geld krijgen voor de jeugdhulp.", True, id="rejected"),
        pytest.param("Wij wijzen gemeenten op meer geld voor de jeugdhulp.", False, id="pointed at"),
        pytest.param("Gemeenten moeten meer geld krijgen voor de jeugdhulp.", False, id="the same"),
        pytest.param("Niet alleen gemeenten moeten meer geld krijgen voor de jeugdhulp.", False, id="not only"),
        pytest.param("Scholen hoeven niet te wachten.", False, id="another subject denied"),
    ],
)
def test_denial_in_the_same_words(sentence: str, denied: bool) -> None:
    assert is_denied(features(Wording.of(PROPOSITION), Wording.of(sentence), 0.9, None)) is denied


@pytest.mark.parametrize("kind", [*StatementKind, None])
def test_kind_is_one_of_three_or_none(kind: StatementKind | None) -> None:
    found = [feature(f"is_{name}", "Zo is het.", kind=kind) for name in ("claim", "recommendation", "commitment")]
    assert found == [kind is item for item in StatementKind]


def test_the_marker_of_a_note_belongs_to_no_word() -> None:
    assert Wording.of("Er zijn 345 gemeenten⁴ bij.").stems == Wording.of("Er zijn 345 gemeenten bij.").stems


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
    values = json.loads(files("policytext.query").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    assert (model.speaks_from, model.denied_pro) == (values["speaks_from"], values["denied_pro"])
    assert 0 < model.speaks_from < 1
    assert 0 < model.denied_pro < model.bounds.contra_to
    assert 0 < model.bounds.contra_to < model.bounds.pro_from < 1


@pytest.mark.parametrize(
    ("bearings", "expected"),
    [
        pytest.param([0.3], 0.3, id="one alone"),
        pytest.param([0.2, 0.2, 0.2], 1 - 0.8**3, id="three doubtful ones say more than one"),
        pytest.param([0.05] * 100 + [0.2, 0.2, 0.2], 1 - 0.8**3, id="length of a document counts for nothing"),
    ],
)
def test_sentences_that_bear_together(bearings: list[float], expected: float) -> None:
    assert together(bearings) == pytest.approx(expected)


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
    assert sentence_stance(Reading(0.9, pro, is_outright=False), BOUNDS) is stance


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
    found, confidence = joint_stance([Reading(*reading, is_outright=False) for reading in readings], BOUNDS)
    assert found is stance
    assert 0 <= confidence <= 1


def test_what_is_said_outright_decides_alone() -> None:
    outright, others = Reading(0.6, 0.1, is_outright=True), [Reading(0.9, 0.9, is_outright=False)] * 3
    assert joint_stance([*others, outright], BOUNDS)[0] is Stance.CONTRA
    assert joint_stance([*others, outright, outright], BOUNDS)[0] is Stance.CONTRA
    assert joint_stance(others, BOUNDS)[0] is Stance.PRO


def test_document_that_bears_as_much_as_any_speaks_sooner_than_one_that_others_exceed() -> None:
    model = stance_model()
    assert model.speaks(0.25, best=0.25)
    assert not model.speaks(0.25, best=0.98)
    assert not model.speaks(0.03, best=0.03), "the best of nothing is nothing"


@pytest.mark.parametrize("bearing", [0.0, 1.0])
def test_certain_bearing_gives_finite_features(bearing: float) -> None:
    assert np.isfinite(speaking_features(bearing, bearing)).all()
