"""Layers of the encoder with low-rank adapters: how a part of the pipeline takes the encoder's states its own way.

The encoder itself stays as it is. A part that hears its states behind some layer runs the layers above once more with
small trained updates (Hu et al. 2022, LoRA): the parser for syntax, the classifier for what a sentence does.

This module imports torch: import it inside functions only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class LayerSizes:
    """Sizes of a layer of the encoder: of a state, number of heads, of the wide part; epsilon of the norms."""

    hidden: int
    heads: int
    feed_forward: int
    epsilon: float


class AdaptedLinear(nn.Module):
    """A linear layer that stays fixed, with a trained update of low rank."""

    weight: Tensor
    bias: Tensor

    def __init__(self, inputs: int, outputs: int, rank: int) -> None:
        super().__init__()
        self.register_buffer("weight", torch.zeros(outputs, inputs), persistent=False)
        self.register_buffer("bias", torch.zeros(outputs), persistent=False)
        self.down = nn.Parameter(torch.randn(rank, inputs) / inputs**0.5)
        self.up = nn.Parameter(torch.zeros(outputs, rank))
        self.is_merged = False

    def merge(self) -> None:
        """Add the update to the weights, so that it costs nothing; training is over then."""
        with torch.no_grad():
            self.weight = self.weight + self.up @ self.down
        self.is_merged = True

    def forward(self, x: Tensor) -> Tensor:
        """Shape (..., inputs) to (..., outputs)."""
        fixed = functional.linear(x, self.weight, self.bias)
        return fixed if self.is_merged else fixed + x @ self.down.T @ self.up.T


class EncoderLayer(nn.Module):
    """One layer of BERT (Devlin et al. 2019) with adapters on its six matrices."""

    #: Names of the parts here and in transformers.
    PARTS: Final = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "output_norm": "output.LayerNorm",
    }

    def __init__(self, sizes: LayerSizes, rank: int) -> None:
        super().__init__()
        hidden, feed_forward = sizes.hidden, sizes.feed_forward
        self.heads = sizes.heads
        self.query, self.key, self.value, self.attended = (AdaptedLinear(hidden, hidden, rank) for _ in range(4))
        self.wide = AdaptedLinear(hidden, feed_forward, rank)
        self.narrow = AdaptedLinear(feed_forward, hidden, rank)
        self.attended_norm = nn.LayerNorm(hidden, sizes.epsilon).requires_grad_(False)
        self.output_norm = nn.LayerNorm(hidden, sizes.epsilon).requires_grad_(False)
        self.dropout = nn.Dropout(0.1)

    def load_fixed(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        """Take over the encoder's own weights of this layer, by transformers' names."""
        with torch.no_grad():
            for name, theirs in self.PARTS.items():
                part = getattr(self, name)
                part.weight.copy_(torch.from_numpy(weights[f"{theirs}.weight"]))
                part.bias.copy_(torch.from_numpy(weights[f"{theirs}.bias"]))

    def forward(self, x: Tensor, allowed: Tensor) -> Tensor:
        """Shape (batch, tokens, hidden); `allowed` tells which tokens may be attended to, (batch, 1, 1, tokens)."""
        batch, tokens, hidden = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, tokens, self.heads, hidden // self.heads).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=allowed
        )
        attended = self.attended(mixed.transpose(1, 2).reshape(batch, tokens, hidden))
        x = self.attended_norm(x + self.dropout(attended))
        output: Tensor = self.output_norm(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))
        return output


def load_trained(network: nn.Module, tensors: Mapping[str, NDArray[np.generic]]) -> None:
    """Put trained weights into a network; the norms of its encoder layers stay as the encoder has them.

    Raises:
        RuntimeError: weights and network do not belong together.
    """
    weights = {name: torch.from_numpy(tensor.astype(np.float32)) for name, tensor in tensors.items()}
    fixed = {name: tensor for name, tensor in network.state_dict().items() if "_norm." in name}
    network.load_state_dict({**weights, **fixed})


def trained_tensors(network: nn.Module) -> dict[str, NDArray[np.float16]]:
    """What has to be shipped: all that was trained, in half precision; the encoder's own weights are not among it."""
    return {
        name: weight.detach().numpy().astype(np.float16)
        for name, weight in network.named_parameters()
        if weight.requires_grad
    }
