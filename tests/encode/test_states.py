"""Listening to the encoder: the same vectors, and the states of the tokens at their places."""

import numpy as np
import pytest
from dutch_sentences import SENTENCES

from policytext.encode import ListenedEncoder, TokenStates, encodable, load_bulk_encoder

TEXTS = [*SENTENCES[:40], SENTENCES[3], "", "De cafe\u0301s <s>sluiten</s>.", "woord " * 700]


class Keeper:
    """Keeps what it hears."""

    layers = (0, 4)

    def __init__(self) -> None:
        self.heard: list[TokenStates] = []

    def take(self, states: TokenStates) -> None:
        self.heard.append(states)


@pytest.fixture(scope="module")
def encoder() -> ListenedEncoder:
    return load_bulk_encoder()


@pytest.fixture(scope="module")
def heard(encoder: ListenedEncoder) -> tuple[list[TokenStates], np.ndarray]:
    keeper = Keeper()
    vectors = encoder.encode_passages(TEXTS, None, keeper)
    return keeper.heard, vectors


def test_listening_changes_no_vector(encoder: ListenedEncoder, heard: tuple[list[TokenStates], np.ndarray]) -> None:
    assert (encoder.encode_passages(TEXTS) * heard[1]).sum(axis=1).min() > 0.99999


def test_every_text_is_heard_once(heard: tuple[list[TokenStates], np.ndarray]) -> None:
    places = [place for states in heard[0] for group in states.places for place in group]
    assert sorted(places) == list(range(len(TEXTS)))
    together = [group for states in heard[0] for group in states.places if len(group) > 1]
    assert together == [(3, 40)]


def test_states_have_the_shapes_that_are_told(heard: tuple[list[TokenStates], np.ndarray]) -> None:
    for states in heard[0]:
        batch, tokens = states.mask.shape
        assert states.offsets.shape == (batch, tokens, 2)
        assert [layer.shape for layer in states.layers] == [(batch, tokens, 384)] * 2
        assert {layer.dtype for layer in states.layers} == {np.dtype(np.float32)}
        assert not np.array_equal(*states.layers)


def test_offsets_lead_to_all_words_of_the_text(heard: tuple[list[TokenStates], np.ndarray]) -> None:
    checked = 0
    for states in heard[0]:
        for row, places in enumerate(states.places):
            text = states.texts[row]
            assert text == encodable(TEXTS[places[0]])
            if len(text) > 2000:
                continue
            covered = np.zeros(len(text), dtype=bool)
            for start, end in states.offsets[row][states.mask[row]]:
                covered[max(0, start) : max(0, end)] = True
            assert all(covered[place] for place, character in enumerate(text) if not character.isspace()), text
            checked += 1
    assert checked >= 42


def test_weights_of_a_layer_have_the_names_of_transformers(encoder: ListenedEncoder) -> None:
    weights = encoder.layer_weights(4)
    assert weights["intermediate.dense.weight"].shape == (1536, 384)
    assert len(weights) == 16
    assert not np.array_equal(weights["output.dense.bias"], encoder.layer_weights(5)["output.dense.bias"])
