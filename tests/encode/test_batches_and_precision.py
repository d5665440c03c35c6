"""Even batches, and products in bfloat16."""

import numpy as np
import pytest
import torch
from dutch_sentences import SENTENCES
from hypothesis import given
from hypothesis import strategies as st

from policytext.adapters.layers import AdaptedLinear
from policytext.encode import Precision, load_bulk_encoder, precision
from policytext.encode.precision import choose_precision, quicken
from policytext.encode.transformer import even_batches
from policytext.errors import ConfigError

LENGTHS = st.lists(st.integers(1, 512), max_size=200).map(lambda found: sorted(found, reverse=True))


@given(LENGTHS, st.integers(1, 2000))
def test_batches_hold_every_text_once_and_stay_within_the_limit(lengths: list[int], limit: int) -> None:
    ranges = list(even_batches(lengths, limit))
    assert [number for start, end in ranges for number in range(start, end)] == list(range(len(lengths)))
    assert all(end - start == 1 or lengths[start] * (end - start) <= limit for start, end in ranges)


@given(LENGTHS.filter(len), st.integers(1, 2000))
def test_no_batch_leaves_room_for_the_next_text(lengths: list[int], limit: int) -> None:
    for start, end in list(even_batches(lengths, limit))[:-1]:
        assert lengths[start] * (end - start + 1) > limit


@pytest.mark.parametrize(
    ("asked", "on_gpu", "has_units", "chosen"),
    [
        (Precision.AUTO, False, True, Precision.BFLOAT16),
        (Precision.AUTO, False, False, Precision.FLOAT32),
        (Precision.AUTO, True, True, Precision.FLOAT32),
        (Precision.FLOAT32, False, True, Precision.FLOAT32),
        (Precision.BFLOAT16, False, False, Precision.BFLOAT16),
    ],
)
def test_precision_follows_the_machine_unless_one_is_asked_for(
    asked: Precision, on_gpu: bool, has_units: bool, chosen: Precision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "has_bfloat16_units", lambda: has_units)
    assert choose_precision(asked, on_gpu=on_gpu) is chosen


def test_bfloat16_on_a_gpu_is_refused() -> None:
    with pytest.raises(ConfigError, match="float32"):
        choose_precision(Precision.BFLOAT16, on_gpu=True)


def test_quick_layers_take_and_give_float32_and_keep_their_weights() -> None:
    torch.manual_seed(1)
    adapted = AdaptedLinear(32, 8, 2)
    adapted.weight.copy_(torch.randn(8, 32))
    adapted.merge()
    module = torch.nn.Sequential(torch.nn.Linear(16, 32), torch.nn.Sequential(torch.nn.GELU(), adapted))
    x = torch.randn(5, 16)
    with torch.no_grad():
        exact, before = module(x), {name: value.clone() for name, value in module.state_dict().items()}
        quicken(module)
        quick = module(x)
    after = module.state_dict()
    assert quick.dtype is torch.float32
    assert 0 < (quick - exact).abs().max() < 0.03 * exact.abs().max()
    assert all(torch.equal(before[name], after[name]) for name in ("0.weight", "0.bias"))


def test_vectors_in_bfloat16_are_those_of_float32() -> None:
    exact, quick = (load_bulk_encoder(precision=chosen) for chosen in (Precision.FLOAT32, Precision.BFLOAT16))
    texts = SENTENCES[::4]
    cosines = (exact.encode_passages(texts) * quick.encode_passages(texts)).sum(axis=1)
    assert 0.9999 < cosines.min() < 1.0 - 1e-7
    assert np.array_equal(exact.layer_weights(3)["output.dense.weight"], quick.layer_weights(3)["output.dense.weight"])
