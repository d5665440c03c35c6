"""The judges of sentences: the shapes that the code expects of the shipped weights, and the same answer every time."""

import json
from importlib.resources import files

import numpy as np
import pytest
import torch

from policytext.encode import load_bulk_encoder
from policytext.statements.classifier import (
    CLASSES,
    FIGURES,
    FOLDER,
    NetworkJudge,
    WordsJudge,
    softmax,
    words_judge,
)
from policytext.statements.genre import Genre
from policytext.statements.listening import ActReader
from policytext.statements.network import ActNetwork, Sizes
from policytext.types.vocabulary import StatementKind

GENRE = Genre.OTHER
SIZES = Sizes(
    hidden=8, heads=2, epsilon=1e-12, first_layer=3, layers=1, rank=2, queries=2, reading=6, cues=4, context=3,
    dropout=0.3,
)  # fmt: skip
SENTENCES = [
    "De wachttijden in de jeugdzorg zijn in 2022 met 30 procent gestegen.",
    "Daarom moeten gemeenten meer geld krijgen van het Rijk.",
    "Wie betaalt dit?",
]


@pytest.fixture(scope="module")
def reader() -> ActReader:
    """The shipped network on the default model."""
    return ActReader(load_bulk_encoder())


def network() -> ActNetwork:
    torch.manual_seed(0)
    made = ActNetwork(SIZES, 16, 2)
    made.merge()
    return made


def network_judge(
    shifts: dict[str, float] | None = None,
    temperature: float = 1.0,
    headings: dict[str, list[float]] | None = None,
) -> NetworkJudge:
    return NetworkJudge(network(), ("modal:must", "question"), headings or {}, shifts or {}, temperature)


READINGS = np.linspace(-1, 1, 18, dtype=np.float32).reshape(3, 6)
NAMES = [["modal:must"], ["question", "unknown"], []]


def test_every_kind_has_a_column() -> None:
    assert set(CLASSES) == {*StatementKind, None}


def test_shapes_of_the_weights_for_words() -> None:
    judge = words_judge()
    assert judge.bias.shape == (len(CLASSES),)
    assert judge.rows.shape == (len(judge.names), len(CLASSES))
    assert sorted(judge.names.values()) == list(range(len(judge.names)))
    assert np.isfinite(judge.rows).all()


def test_words_follow_the_features_and_say_why() -> None:
    judge = WordsJudge(np.zeros(4), {"modal:must": 0}, np.array([[0.0, 9.0, 0.0, 0.0]]), {})
    judgement = judge.judge([["modal:must"], ["unknown"], []], None, GENRE)
    assert judgement.odds.sum(axis=1) == pytest.approx([1, 1, 1])
    assert judgement.odds[0].argmax() == 1
    assert judgement.odds[1] == pytest.approx(4 * [0.25])
    assert judgement.weights == ({"modal:must": pytest.approx(4.5)}, {}, {})


def test_no_sentence_gives_no_row() -> None:
    assert words_judge().judge([], None, GENRE).odds.shape == (0, 4)
    assert network_judge().judge([], READINGS[:0], GENRE).odds.shape == (0, 4)


def test_same_answer_every_time() -> None:
    names = [["modal:must", "w:gemeenten"], ["question"]]
    first = words_judge().judge(names, None, GENRE)
    words_judge.cache_clear()
    assert (words_judge().judge(names, None, GENRE).odds == first.odds).all()


def test_network_gives_probabilities_and_weights_of_cues_that_are_there() -> None:
    judgement = network_judge().judge(NAMES, READINGS, GENRE)
    assert judgement.odds.sum(axis=1) == pytest.approx([1, 1, 1])
    assert [set(weights) <= set(names) for weights, names in zip(judgement.weights, NAMES, strict=True)] == 3 * [True]


def test_weight_of_a_cue_is_near_what_it_changes() -> None:
    judge = network_judge()
    with_cue, without = (judge.judge([names, [], []], READINGS, GENRE) for names in (["modal:must"], []))
    kind = int(with_cue.odds[0].argmax())
    log_odds = [np.log(odds[0, kind] / (1 - odds[0, kind])) for odds in (with_cue.odds, without.odds)]
    weight = with_cue.weights[0].get("modal:must", 0.0)
    assert weight == pytest.approx(log_odds[0] - log_odds[1], abs=0.1)


def test_bonus_is_for_recommendations_of_its_genre() -> None:
    plain = network_judge().judge(NAMES, READINGS, GENRE).odds
    raised = network_judge({"other": 2.0}).judge(NAMES, READINGS, GENRE).odds
    assert (raised[:, 1] > plain[:, 1]).all()
    assert network_judge({"programme": 2.0}).judge(NAMES, READINGS, GENRE).odds == pytest.approx(plain)


def test_temperature_makes_less_sure_and_keeps_the_answer() -> None:
    plain, cooled = (network_judge(temperature=t).judge(NAMES, READINGS, GENRE).odds for t in (1.0, 2.0))
    assert (cooled.argmax(axis=1) == plain.argmax(axis=1)).all()
    assert (cooled.max(axis=1) < plain.max(axis=1)).all()


def test_padding_changes_no_reading() -> None:
    states = torch.randn(2, 5, 8, generator=torch.Generator().manual_seed(1))
    mask = torch.tensor([[True] * 5, [True] * 3 + [False] * 2])
    with torch.inference_mode():
        together = network().read(states, mask)
        alone = network().read(states[1:, :3], mask[1:, :3])
    assert together[1].numpy() == pytest.approx(alone[0].numpy(), abs=1e-5)


def test_softmax_takes_large_scores() -> None:
    assert softmax(np.array([[1000.0, 0.0]])).tolist() == [[1.0, 0.0]]


def test_shipped_network_judges_in_context(reader: ActReader) -> None:
    listener = reader.listen(len(SENTENCES))
    load_bulk_encoder().encode_passages(SENTENCES, None, listener)
    assert listener.readings.shape == (3, reader.network.sizes.reading)
    assert listener.seconds > 0
    odds = reader.judge.judge([[], [], []], listener.readings, GENRE).odds
    assert [CLASSES[place] for place in odds.argmax(axis=1)] == [
        StatementKind.CLAIM,
        StatementKind.RECOMMENDATION,
        None,
    ]


def test_figures_are_those_of_documents_that_were_not_seen() -> None:
    """A floor under the cross-validation that is shipped: weights that do worse are not to be written."""
    figures = json.loads(files("policytext.statements").joinpath(FOLDER, FIGURES).read_text(encoding="utf-8"))
    f1 = figures["network"]["f1"]
    assert f1["claim"] >= 0.74
    assert f1["recommendation"] >= 0.55
    assert f1["commitment"] >= 0.68
    assert figures["network"]["calibration_error"] <= 0.05


def test_a_heading_adds_to_the_scores_and_is_a_reason() -> None:
    plain = network_judge().judge(NAMES, READINGS, GENRE).odds
    names = [[*NAMES[0], "heading:advice"], [*NAMES[1], "heading:unknown"], NAMES[2]]
    judgement = network_judge(headings={"heading:advice": [0.0, 2.0, 0.0, 0.0]}).judge(names, READINGS, GENRE)
    moved = np.log(judgement.odds[0]) - np.log(plain[0])
    assert moved[1] - moved[0] == pytest.approx(2.0)
    assert judgement.odds[1:] == pytest.approx(plain[1:])
    assert judgement.weights[0]["heading:advice"] != 0
    assert "heading:unknown" not in judgement.weights[1]
