"""Train the Dutch parser on the encoder's states: `config.toml` says how."""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_

from policytext.encode import ListenedEncoder, TokenStates
from policytext.sentences.network import Batch, SyntaxNetwork, build_network, make_batch, token_pairs
from policytext.training.treebank import Sentence

Config = dict[str, Any]  # Any: values of config.toml
_NO_LABEL: Final = -100
#: Parts of speech and features are learned sooner than dependencies, and weigh less.
_TAGS_WEIGH: Final = 0.5
#: The rate never falls below this share of its height.
_LOWEST_RATE: Final = 0.02
#: Sentences are put into batches by length, give or take so many words: batches differ from round to round.
_LENGTH_NOISE: Final = 6.0


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the states of its tokens (float16, to save memory) and its labels as numbers."""

    forms: tuple[str, ...]
    layers: tuple[NDArray[np.float16], ...]
    pairs: NDArray[np.int64]
    heads: tuple[int, ...]
    relations: tuple[int, ...]
    pos: tuple[int, ...]
    morph: tuple[int, ...]


def label_names(sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """All labels in the training data, sorted."""
    tokens = [token for sentence in sentences for token in sentence.parse.tokens]
    return {
        "pos": sorted({token.pos for token in tokens}),
        "morph": sorted({token.morph for token in tokens}),
        "relations": sorted({token.relation for token in tokens}),
    }


class _Collector:
    """Keeps the states of every sentence."""

    def __init__(self, layers: tuple[int, ...], count: int) -> None:
        self.layers: Final = layers
        nothing = np.zeros((0, 2), dtype=np.int64)
        self.states: list[tuple[tuple[NDArray[np.float16], ...], NDArray[np.int64]]] = [((), nothing)] * count

    def take(self, states: TokenStates) -> None:
        """Keep one batch."""
        for row, places in enumerate(states.places):
            size = int(states.mask[row].sum())
            layers = tuple(layer[row, :size].astype(np.float16) for layer in states.layers)
            for place in places:
                self.states[place] = (layers, states.offsets[row, :size])


def make_examples(
    sentences: Sequence[Sentence], encoder: ListenedEncoder, config: Config, labels: dict[str, list[str]]
) -> list[Example]:
    """Encode sentences once and for all; labels that the training data does not have count as none."""
    collector = _Collector((0, config["sizes"]["first_layer"]), len(sentences))
    encoder.encode_passages([sentence.text for sentence in sentences], None, collector)
    numbers = {name: {label: number for number, label in enumerate(known)} for name, known in labels.items()}
    examples: list[Example] = []
    for sentence, (layers, offsets) in zip(sentences, collector.states, strict=True):
        tokens = sentence.parse.tokens
        spans = [(token.span.start, token.span.end) for token in tokens]
        examples.append(
            Example(
                forms=tuple(token.text for token in tokens),
                layers=layers,
                pairs=token_pairs(offsets, spans, sentence.text),
                heads=tuple(token.head + 1 for token in tokens),
                relations=tuple(numbers["relations"].get(token.relation, _NO_LABEL) for token in tokens),
                pos=tuple(numbers["pos"].get(token.pos, _NO_LABEL) for token in tokens),
                morph=tuple(numbers["morph"].get(token.morph, _NO_LABEL) for token in tokens),
            )
        )
    return examples


def train_network(
    examples: Sequence[Example],
    encoder: ListenedEncoder,
    config: Config,
    labels: dict[str, list[str]],
    on_epoch: Callable[[int, float, SyntaxNetwork], None],
) -> SyntaxNetwork:
    """Train on examples.

    Args:
        examples: from `make_examples`, with the same encoder, configuration and labels.
        encoder: the encoder that the parser will listen to.
        config: what `config.toml` holds.
        labels: from `label_names`.
        on_epoch: called after each round with its number, the mean loss and the network.
    """
    how = config["training"]
    random.seed(config["seed"])
    torch.manual_seed(config["seed"])
    sizes = config["sizes"]
    fixed = [encoder.layer_weights(sizes["first_layer"] + number) for number in range(sizes["layers"])]
    network = build_network({"sizes": sizes, "labels": labels}, fixed)
    adapters = [weight for weight in network.layers.parameters() if weight.requires_grad]
    known = {id(weight) for weight in adapters}
    others = [weight for weight in network.parameters() if weight.requires_grad and id(weight) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": adapters, "lr": how["adapter_rate"]}, {"params": others, "lr": how["rate"]}],
        weight_decay=how["weight_decay"],
        betas=(0.9, 0.98),
    )
    steps = how["epochs"] * len(list(_batches(examples, how["words_a_batch"])))
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, _rate(how["warm_up"] * steps, steps))
    for epoch in range(how["epochs"]):
        network.train()
        losses: list[float] = []
        for chosen in _batches(examples, how["words_a_batch"]):
            loss = _loss(network, chosen)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            clip_grad_norm_([*adapters, *others], 1.0)
            optimizer.step()
            scheduler.step()
            losses.append(loss.item())
        on_epoch(epoch, float(np.mean(losses)), network)
    return network


def _rate(warm_up: float, steps: int) -> Callable[[int], float]:
    """A linear rise, then half a cosine down."""

    def share(step: int) -> float:
        rise = min(1.0, (step + 1) / warm_up)
        return rise * max(_LOWEST_RATE, 0.5 * (1.0 + math.cos(math.pi * step / steps)))

    return share


def _batches(examples: Sequence[Example], words: int) -> Iterator[list[Example]]:
    keyed = sorted(examples, key=lambda example: len(example.forms) + random.random() * _LENGTH_NOISE)
    batches: list[list[Example]] = [[]]
    for example in keyed:
        longest = max((len(other.forms) for other in batches[-1]), default=0)
        if batches[-1] and max(longest, len(example.forms)) * (len(batches[-1]) + 1) > words:
            batches.append([])
        batches[-1].append(example)
    random.shuffle(batches)
    return iter(batches)


def to_batch(examples: Sequence[Example], buckets: int) -> Batch:
    """Examples as the network takes them."""
    longest = max(len(example.layers[0]) for example in examples)
    hidden = examples[0].layers[0].shape[1]
    layers = [np.zeros((len(examples), longest, hidden), dtype=np.float32) for _ in examples[0].layers]
    mask = np.zeros((len(examples), longest), dtype=np.bool_)
    for row, example in enumerate(examples):
        size = len(example.layers[0])
        mask[row, :size] = True
        for target, layer in zip(layers, example.layers, strict=True):
            target[row, :size] = layer
    return make_batch(layers, mask, [e.pairs for e in examples], [e.forms for e in examples], buckets)


def _loss(network: SyntaxNetwork, examples: Sequence[Example]) -> Tensor:
    batch = to_batch(examples, network.sizes.affix_buckets)
    scores = network(batch)
    width = batch.affixes.shape[1]
    heads = _padded([example.heads for example in examples], width)
    relations = network.relations(scores, heads.clamp(min=0))
    return (
        _entropy(scores.heads, heads)
        + _entropy(relations, _padded([example.relations for example in examples], width))
        + _TAGS_WEIGH * _entropy(scores.pos, _padded([example.pos for example in examples], width))
        + _TAGS_WEIGH * _entropy(scores.morph, _padded([example.morph for example in examples], width))
    )


def _entropy(logits: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=_NO_LABEL)


def _padded(rows: Sequence[Sequence[int]], width: int) -> Tensor:
    labels = torch.full((len(rows), width), _NO_LABEL)
    for number, row in enumerate(rows):
        labels[number, : len(row)] = torch.tensor(row)
    return labels


def shipped_config(config: Config, labels: dict[str, list[str]]) -> Config:
    """What `config.json` beside the weights holds."""
    return {"sizes": config["sizes"], "labels": labels, "training": config["training"], "seed": config["seed"]}
