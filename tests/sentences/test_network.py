"""The parts of the parser's network that can be checked without trained weights."""

import numpy as np
import pytest
import torch
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer

from policytext.adapters.layers import AdaptedLinear
from policytext.sentences.network import (
    AFFIXES,
    affixes,
    build_network,
    make_batch,
    token_pairs,
)

SIZES = {
    "hidden": 8,
    "heads": 2,
    "epsilon": 1e-12,
    "first_layer": 4,
    "layers": 1,
    "rank": 2,
    "affix_buckets": 32,
    "affix_size": 4,
    "head_size": 6,
    "relation_size": 5,
    "classifier_size": 7,
    "dropout": 0.3,
}
LABELS = {"pos": ["NOUN", "VERB"], "morph": ["", "Number=Plur"], "relations": ["nsubj", "obj", "root"]}


def _weights() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(1)
    shapes = {
        "attention.self.query": (8, 8),
        "attention.self.key": (8, 8),
        "attention.self.value": (8, 8),
        "attention.output.dense": (8, 8),
        "intermediate.dense": (16, 8),
        "output.dense": (8, 16),
    }
    found = {}
    for name, shape in shapes.items():
        found[f"{name}.weight"] = rng.normal(size=shape).astype(np.float32)
        found[f"{name}.bias"] = rng.normal(size=shape[0]).astype(np.float32)
    for name in ("attention.output.LayerNorm", "output.LayerNorm"):
        found[f"{name}.weight"] = np.ones(8, dtype=np.float32)
        found[f"{name}.bias"] = np.zeros(8, dtype=np.float32)
    return found


def _batch(forms: list[list[str]], tokens: int):
    rng = np.random.default_rng(2)
    mask = np.zeros((len(forms), tokens), dtype=bool)
    for row, sentence in enumerate(forms):
        mask[row, : len(sentence) + 1] = True
    layers = [rng.normal(size=(len(forms), tokens, 8)).astype(np.float32) for _ in range(2)]
    # Token 0 is a mark of the tokenizer; every word has one token.
    pairs = [np.array([(word + 1, word) for word in range(len(sentence))]).reshape(-1, 2) for sentence in forms]
    return layers, mask, pairs


def test_a_sentence_scores_the_same_alone_and_beside_a_longer_one() -> None:
    network = build_network({"sizes": SIZES, "labels": LABELS}, [_weights()])
    network.eval()
    forms = [["Gemeenten", "kiezen"], ["Het", "Rijk", "moet", "meer", "betalen"]]
    layers, mask, pairs = _batch(forms, 9)
    with torch.inference_mode():
        both = network(make_batch(layers, mask, pairs, forms, 32))
        alone = network(make_batch([layer[:1, :3] for layer in layers], mask[:1, :3], pairs[:1], forms[:1], 32))
    assert both.heads.shape == (2, 5, 6)
    assert torch.allclose(both.heads[0, :2, :3], alone.heads[0], atol=1e-5)
    assert (both.heads[0, :, 3:] < -1e8).all()
    assert torch.allclose(both.pos[0, :2], alone.pos[0], atol=1e-5)


def test_merged_adapters_give_the_same_and_cost_nothing() -> None:
    torch.manual_seed(1)
    layer = AdaptedLinear(8, 6, 2)
    layer.weight.normal_()
    with torch.no_grad():
        layer.up.normal_()
    x = torch.randn(3, 8)
    before = layer(x)
    layer.merge()
    assert torch.allclose(layer(x), before, atol=1e-5)
    assert not torch.allclose(layer(x), torch.nn.functional.linear(x, torch.zeros(6, 8)))


def test_layer_is_that_of_transformers() -> None:
    network = build_network({"sizes": SIZES, "labels": LABELS}, [_weights()])
    network.eval()
    config = BertConfig(
        hidden_size=8, num_attention_heads=2, intermediate_size=16, layer_norm_eps=1e-12, attn_implementation="eager"
    )
    theirs = BertLayer(config).eval()
    theirs.load_state_dict({name: torch.from_numpy(value) for name, value in _weights().items()})
    x = torch.randn(2, 5, 8)
    with torch.inference_mode():
        output = theirs(x)
        expected = output[0] if isinstance(output, tuple) else output
        found = network.layers[0](x, torch.ones(2, 1, 1, 5, dtype=torch.bool))
    assert torch.allclose(found, expected, atol=1e-5)


def test_affixes_are_the_same_everywhere() -> None:
    assert len(affixes("Jeugdhulp", 4096)) == AFFIXES
    assert affixes("Jeugdhulp", 4096) == (1137, 3451, 1919, 2459, 2855, 3895)
    assert affixes("Jeugdhulp", 4096)[:5] == affixes("jeugdhulp", 4096)[:5]
    assert affixes("Jeugdhulp", 4096)[5] != affixes("jeugdhulp", 4096)[5]


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [
        pytest.param([(-9, -9), (-9, -1), (0, 3), (3, 7), (0, 0)], [(2, 0), (3, 1)], id="marks and prompt"),
        pytest.param([(0, 2), (2, 3), (3, 7)], [(0, 0), (1, 0), (2, 1)], id="two tokens of a word"),
        pytest.param([(0, 7)], [(0, 0), (0, 1)], id="a token over two words"),
        pytest.param([(0, 3)], [(0, 0)], id="a word without tokens"),
    ],
)
def test_tokens_belong_to_the_words_that_they_overlap(
    offsets: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    found = token_pairs(np.array(offsets), [(0, 3), (4, 7)], "Het pad")
    assert found.tolist() == [list(pair) for pair in expected]
