"""Several batches at once: the same vectors as one after the other, and nothing goes on after the end."""

import threading
import time
from collections.abc import Iterator
from copy import copy

import numpy as np
import pytest
from dutch_sentences import SENTENCES

from policytext.encode import TokenStates, transformer
from policytext.encode.convert import bundled_model_folder
from policytext.encode.encoder import DEFAULT_MODEL
from policytext.encode.locate import Located
from policytext.encode.transformer import TransformerEncoder

TEXTS = SENTENCES


@pytest.fixture(scope="module")
def loaded() -> Iterator[TransformerEncoder]:
    """The default model on a machine with many threads."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transformer, "_torch_threads", lambda: 64)
        yield TransformerEncoder(Located(DEFAULT_MODEL, bundled_model_folder()))


def working_on(loaded: TransformerEncoder, batches: int) -> TransformerEncoder:
    """The same with so many batches at once."""
    made = copy(loaded)
    made.at_once, made._pool = batches, None  # type: ignore[misc]  # decided when a model is loaded
    return made


class Listener:
    """Keeps what it hears of each text, and fails at the batch of a number."""

    layers = (0, 4, 10)

    def __init__(self, fails_at: int = -1) -> None:
        self.heard: dict[int, np.ndarray] = {}
        self.threads: set[int] = set()
        self.batches = 0
        self._fails_at = fails_at

    def take(self, states: TokenStates) -> None:
        self.batches += 1
        if self.batches == self._fails_at:
            raise ValueError("this batch is too much")
        self.threads.add(threading.get_ident())
        for row, places in enumerate(states.places):
            of_text = np.stack([layer[row][states.mask[row]] for layer in states.layers])
            self.heard |= dict.fromkeys(places, of_text)


def test_no_more_at_once_than_memory_bears(loaded: TransformerEncoder) -> None:
    assert loaded.at_once == 4


def test_vectors_and_states_are_those_of_one_batch_after_the_other(loaded: TransformerEncoder) -> None:
    one, several = Listener(), Listener()
    expected = working_on(loaded, 1).encode_passages(TEXTS, None, one)
    made = working_on(loaded, 3)
    shown: list[int] = []
    found = made.encode_passages(TEXTS, shown.append, several)
    assert (found * expected).sum(axis=1).min() > 0.99999
    assert one.threads == {threading.get_ident()}
    assert len(several.threads) > 1
    assert threading.get_ident() not in several.threads
    assert sorted(several.heard) == list(range(len(TEXTS)))
    assert all(np.allclose(several.heard[place], one.heard[place], atol=0.05) for place in one.heard)
    assert shown == sorted(shown)
    assert shown[-1] == len(TEXTS)
    assert np.array_equal(made.encode_passages(TEXTS), found)


def test_when_a_listener_fails_nothing_goes_on_and_the_encoder_can_be_used_again(
    loaded: TransformerEncoder,
) -> None:
    made = working_on(loaded, 2)
    failing = Listener(fails_at=1)
    with pytest.raises(ValueError, match="too much"):
        made.encode_passages(TEXTS, None, failing)
    batches = failing.batches
    time.sleep(0.3)
    assert failing.batches == batches < 7
    again = Listener()
    made.encode_passages(SENTENCES[:20], None, again)
    assert sorted(again.heard) == list(range(20))
    assert failing.batches == batches


def test_an_interruption_while_progress_is_shown_ends_the_work(loaded: TransformerEncoder) -> None:
    made = working_on(loaded, 2)
    listener = Listener()

    def interrupt(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.encode_passages(TEXTS, interrupt, listener)
    batches = listener.batches
    time.sleep(0.3)
    assert listener.batches == batches < 7
