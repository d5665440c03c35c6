"""The network that tells what a sentence does: claim, recommend, promise, or none of these.

The states of the encoder behind a middle layer are taken through the layers above with adapters trained for this
(adapters/layers.py); a mean over the tokens and a few learned queries (Lin et al. 2017, self-attentive embedding) make
one reading of the sentence; with its cues it goes through a recurrent layer over the sentences of the document, in both
directions (Cho et al. 2014, GRU), because a fragment does what the sentence before it does.

This module imports torch: import it inside functions only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from policytext.adapters.layers import AdaptedLinear, EncoderLayer, LayerSizes

#: Classes that are told apart, in the order of the outputs (`classifier.CLASSES`).
_CLASSES = 4


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the network, as `config.json` beside the weights has them."""

    hidden: int
    heads: int
    epsilon: float
    first_layer: int
    layers: int
    rank: int
    queries: int
    reading: int
    cues: int
    context: int
    dropout: float


class ActNetwork(nn.Module):
    """See the description of the module."""

    def __init__(self, sizes: Sizes, feed_forward: int, cues: int) -> None:
        super().__init__()
        self.sizes = sizes
        of_layer = LayerSizes(sizes.hidden, sizes.heads, feed_forward, sizes.epsilon)
        self.layers = nn.ModuleList(EncoderLayer(of_layer, sizes.rank) for _ in range(sizes.layers))
        self.queries = nn.Linear(sizes.hidden, sizes.queries)
        self.reading = nn.Linear(sizes.hidden * (1 + sizes.queries), sizes.reading)
        self.cues = nn.Linear(cues, sizes.cues)
        width = sizes.reading + sizes.cues
        self.context = nn.GRU(width, sizes.context, bidirectional=True, batch_first=True)
        self.output = nn.Linear(width + 2 * sizes.context, _CLASSES)
        self.dropout = nn.Dropout(sizes.dropout)

    def read(self, states: Tensor, mask: Tensor) -> Tensor:
        """Readings of sentences, shape (batch, `Sizes.reading`).

        Args:
            states: states behind layer `Sizes.first_layer`, shape (batch, tokens, hidden).
            mask: which tokens are no padding, shape (batch, tokens).
        """
        allowed = mask[:, None, None, :]
        for layer in self.layers:
            states = layer(states, allowed)
        present = mask[..., None]
        mean = (states * present).sum(1) / present.sum(1).clamp(min=1)
        weights = self.queries(states).masked_fill(~present, -1e9).softmax(1)
        asked = torch.einsum("btq,bth->bqh", weights, states).flatten(1)
        return functional.gelu(self.reading(self.dropout(torch.cat([mean, asked], 1))))

    def judge(self, readings: Tensor, cues: Tensor) -> Tensor:
        """Logits of the classes, shape (n, 4), for sentences of one document that follow each other.

        Args:
            readings: from `read`, shape (n, `Sizes.reading`).
            cues: 1 where a sentence has a cue, shape (n, number of cues).
        """
        own = self.dropout(torch.cat([readings, functional.gelu(self.cues(self.dropout(cues)))], 1))
        around = self.dropout(self.context(own[None])[0][0])
        logits: Tensor = self.output(torch.cat([own, around], 1))
        return logits

    def merge(self) -> None:
        """Make ready for use: adapters become part of the weights."""
        self.eval()
        for module in self.modules():
            if isinstance(module, AdaptedLinear):
                module.merge()


def build_network(
    config: Mapping[str, Any],  # Any: the JSON object that training wrote
    fixed: Sequence[Mapping[str, NDArray[np.float32]]],
) -> ActNetwork:
    """A network of the sizes and cues in a configuration, on the encoder's own layers.

    Args:
        config: what `config.json` beside the weights holds.
        fixed: the encoder's weights of layers `first_layer` to `first_layer + layers`, by transformers' names.
    """
    sizes = Sizes(**config["sizes"])
    network = ActNetwork(sizes, len(fixed[0]["intermediate.dense.bias"]), len(config["cues"]))
    for layer, weights in zip(network.layers, fixed, strict=True):
        assert isinstance(layer, EncoderLayer)
        layer.load_fixed(weights)
    return network
