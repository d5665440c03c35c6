"""The shipped weights: the shapes that the code expects, and the same answer every time."""

import json
from importlib.resources import files

import numpy as np
import pytest

from policytext.encode import DEFAULT_MODEL
from policytext.encode.encoder import EngineEncoder
from policytext.statements.classifier import CLASSES, WEIGHTS, Classifier, Weights, classifier, dense_features
from policytext.types.vocabulary import StatementKind


def test_file_has_the_names_that_are_read() -> None:
    value = json.loads(files("policytext.statements").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    assert {"mean", "with_vectors", "without_vectors"} <= value.keys()
    assert {"bias", "names", "rows", "dense"} <= value["with_vectors"].keys() & value["without_vectors"].keys()
    assert value["without_vectors"]["dense"] is None


@pytest.mark.parametrize("which", ["with_vectors", "without_vectors"])
def test_shapes(which: str) -> None:
    weights: Weights = getattr(classifier(), which)
    assert weights.bias.shape == (len(CLASSES),)
    assert weights.rows.shape == (len(weights.names), len(CLASSES))
    assert sorted(weights.names.values()) == list(range(len(weights.names)))
    assert np.isfinite(weights.rows).all()


def test_dense_weights_are_for_vectors_of_the_default_model() -> None:
    engine = EngineEncoder()
    assert engine.name == DEFAULT_MODEL
    assert classifier().mean.shape == (engine.dimensions,)
    dense = classifier().with_vectors.dense
    assert dense is not None
    assert dense.shape == (3 * engine.dimensions, len(CLASSES))


def test_every_kind_has_a_column() -> None:
    assert set(CLASSES) == {*StatementKind, None}


def tiny() -> Classifier:
    weights = Weights(np.zeros(4), {"modal:must": 0}, np.array([[0.0, 9.0, 0.0, 0.0]]), np.ones((6, 4)))
    return Classifier(weights, Weights(weights.bias, weights.names, weights.rows, None), np.zeros(2))


def test_probabilities_add_up_and_follow_the_features() -> None:
    odds = tiny().probabilities([["modal:must"], ["unknown"], []], None)
    assert odds.sum(axis=1) == pytest.approx([1, 1, 1])
    assert odds[0].argmax() == 1
    assert odds[1] == pytest.approx(4 * [0.25])


def test_no_sentence_gives_no_row() -> None:
    assert tiny().probabilities([], None).shape == (0, 4)
    assert tiny().probabilities([], np.zeros((0, 2), dtype=np.float32)).shape == (0, 4)


def test_dense_features_hold_the_neighbours_and_nothing_at_the_ends() -> None:
    rows = dense_features(np.array([[1, 0], [0, 1]], dtype=np.float32), np.zeros(2))
    assert rows.tolist() == [[10, 0, 0, 0, 0, 5], [0, 10, 5, 0, 0, 0]]


def test_same_answer_every_time() -> None:
    names = [["modal:must", "w:gemeenten"], ["question"]]
    first = classifier().probabilities(names, None)
    classifier.cache_clear()
    assert (classifier().probabilities(names, None) == first).all()
