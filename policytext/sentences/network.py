"""The network of the Dutch parser: from states of the encoder to parts of speech, features and dependencies.

The encoder itself stays as it is. Its states behind a lower layer are taken, the next few layers are run once more with
low-rank adapters that were trained for syntax (Hu et al. 2022, LoRA), the layers are mixed (Peters et al. 2018), the
sub-word tokens of a word are averaged, and on top stand a classifier for parts of speech, one for features and a
biaffine scorer of heads and relations (Dozat and Manning 2017). Word endings come in as hashed affixes, because
sub-word pieces hide them.

This module imports torch: import it inside functions only.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from policytext.adapters.layers import AdaptedLinear, EncoderLayer, LayerSizes

#: A score that no argmax and no softmax takes.
_NEVER: Final = -1e9
#: Affixes of a word that are looked up: endings of one to four letters, the first three letters, the shape.
AFFIXES: Final = 6
_SHAPES: Final = ((re.compile(r"[^\W\d_]"), "x"), (re.compile(r"\d"), "d"))
_LEAK: Final = 0.1


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the network, as `config.json` beside the weights has them."""

    hidden: int
    heads: int
    epsilon: float
    first_layer: int
    layers: int
    rank: int
    affix_buckets: int
    affix_size: int
    head_size: int
    relation_size: int
    classifier_size: int
    dropout: float


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that the network tells apart, in the order of its outputs."""

    pos: tuple[str, ...]
    morph: tuple[str, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences for the network.

    `embeddings` and `states` are those of layer 0 and of layer `Sizes.first_layer`, shape (batch, tokens, hidden);
    `mask` tells tokens from padding. `pairs` says which tokens belong to which words, shape (batch, pairs, 2), token
    and word; padding names a word behind the last. `affixes` has shape (batch, words, AFFIXES); `lengths` are the
    numbers of words.
    """

    embeddings: Tensor
    states: Tensor
    mask: Tensor
    pairs: Tensor
    affixes: Tensor
    lengths: Tensor

    @property
    def word_mask(self) -> Tensor:
        """Which words are no padding, shape (batch, words)."""
        return torch.arange(self.affixes.shape[1])[None, :] < self.lengths[:, None]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of a batch.

    `heads` has shape (batch, words, words + 1): column 0 is the root, column i + 1 the word i. `pos` and `morph` are
    logits. `dependents` and `governors` are what relations are scored from; row 0 of the governors is the root.
    """

    heads: Tensor
    pos: Tensor
    morph: Tensor
    dependents: Tensor
    governors: Tensor


class Biaffine(nn.Module):
    """Scores of pairs: x' W y, with a constant joined to both."""

    def __init__(self, size: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, size + 1, size + 1) * 0.01)

    def all_pairs(self, x: Tensor, y: Tensor) -> Tensor:
        """Every x with every y: (batch, n, size) and (batch, m, size) to (batch, n, m), for one output."""
        return _joined(x) @ self.weight[0] @ _joined(y).transpose(1, 2)

    def pairs(self, x: Tensor, y: Tensor) -> Tensor:
        """Each x with its own y: (batch, n, size) twice to (batch, n, outputs)."""
        return torch.einsum("bni,oij,bnj->bno", _joined(x), self.weight, _joined(y))


class SyntaxNetwork(nn.Module):
    """See the description of the module."""

    def __init__(self, sizes: Sizes, labels: Labels, feed_forward: int) -> None:
        super().__init__()
        self.sizes, self.labels = sizes, labels
        of_layer = LayerSizes(sizes.hidden, sizes.heads, feed_forward, sizes.epsilon)
        self.layers = nn.ModuleList(EncoderLayer(of_layer, sizes.rank) for _ in range(sizes.layers))
        # One mixture for dependencies, one for parts of speech and features.
        self.mixtures = nn.Parameter(torch.zeros(2, sizes.layers + 2))
        self.scales = nn.Parameter(torch.ones(2))
        self.affixes = nn.EmbeddingBag(sizes.affix_buckets, sizes.affix_size, mode="sum")
        nn.init.normal_(self.affixes.weight, std=0.1)
        width = sizes.hidden + sizes.affix_size
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.head_of = nn.Linear(width, sizes.head_size)
        self.dependent_of = nn.Linear(width, sizes.head_size)
        self.relation_head = nn.Linear(width, sizes.relation_size)
        self.relation_dependent = nn.Linear(width, sizes.relation_size)
        self.head_scorer = Biaffine(sizes.head_size, 1)
        self.relation_scorer = Biaffine(sizes.relation_size, len(labels.relations))
        self.pos = self._classifier(width, len(labels.pos))
        self.morph = self._classifier(width, len(labels.morph))
        self.dropout = nn.Dropout(sizes.dropout)

    def _classifier(self, width: int, outputs: int) -> nn.Sequential:
        size = self.sizes.classifier_size
        return nn.Sequential(
            nn.Linear(width, size), nn.GELU(), nn.Dropout(self.sizes.dropout), nn.Linear(size, outputs)
        )

    def merge(self) -> None:
        """Make ready for use: adapters become part of the weights."""
        self.eval()
        for module in self.modules():
            if isinstance(module, AdaptedLinear):
                module.merge()

    def forward(self, batch: Batch) -> Scores:
        """Scores of a batch; relations are scored afterwards, for the heads that were chosen."""
        arcs, words = (self.dropout(x) for x in self._word_vectors(batch))
        governed = torch.cat([self.root.expand(len(arcs), 1, -1), arcs], 1)
        heads = self.head_scorer.all_pairs(
            self._projected(self.dependent_of, arcs), self._projected(self.head_of, governed)
        )
        possible = functional.pad(batch.word_mask, (1, 0), value=True)
        return Scores(
            heads=heads.masked_fill(~possible[:, None, :], _NEVER),
            pos=self.pos(words),
            morph=self.morph(words),
            dependents=self._projected(self.relation_dependent, arcs),
            governors=self._projected(self.relation_head, governed),
        )

    def relations(self, scores: Scores, heads: Tensor) -> Tensor:
        """Logits of the relations, given heads (0 the root, i + 1 the word i), shape (batch, words, relations)."""
        wanted = heads[..., None].expand(-1, -1, scores.governors.shape[-1])
        return self.relation_scorer.pairs(scores.dependents, scores.governors.gather(1, wanted))

    def _projected(self, layer: nn.Module, x: Tensor) -> Tensor:
        projected: Tensor = self.dropout(functional.leaky_relu(layer(x), _LEAK))
        return projected

    def _word_vectors(self, batch: Batch) -> Iterator[Tensor]:
        """Two vectors a word, shape (batch, words, hidden + affixes)."""
        allowed = batch.mask[:, None, None, :]
        x = batch.states
        layers = [batch.embeddings, x]
        for layer in self.layers:
            x = layer(x, allowed)
            layers.append(x)
        size, words = batch.affixes.shape[:2]
        affixes = self.affixes(batch.affixes.reshape(size * words, -1)).view(size, words, -1)
        for mixture, scale in zip(self.mixtures.softmax(-1), self.scales, strict=True):
            mixed = sum((part * weight for part, weight in zip(layers, mixture, strict=True)), torch.zeros(()))
            yield torch.cat([_average(mixed * scale, batch.pairs, words), affixes], -1)


def _joined(x: Tensor) -> Tensor:
    return functional.pad(x, (0, 1), value=1.0)


def _average(tokens: Tensor, pairs: Tensor, count: int) -> Tensor:
    """Mean of the tokens of each word, zero for a word without tokens, shape (batch, count, hidden)."""
    batch, _, hidden = tokens.shape
    token, word = pairs.unbind(-1)
    states = tokens.gather(1, token[..., None].expand(-1, -1, hidden))
    # Padding goes to a row of its own behind the last word.
    sums = tokens.new_zeros(batch, count + 1, hidden).scatter_add(1, word[..., None].expand(-1, -1, hidden), states)
    numbers = tokens.new_zeros(batch, count + 1).scatter_add(1, word, torch.ones_like(word, dtype=tokens.dtype))
    return sums[:, :count] / numbers[:, :count, None].clamp(min=1.0)


def affixes(word: str, buckets: int) -> tuple[int, ...]:
    """Numbers of the hashed affixes of a word, `AFFIXES` of them, each below `buckets`.

    CRC-32 is the hash because it is the same on every machine and in every process.
    """
    lower = word.lower()
    shape = "".join(_shape(character) for character in word[:6])
    keys = (*(f"{size}{lower[-size:]}" for size in (1, 2, 3, 4)), f"p{lower[:3]}", f"s{shape}")
    return tuple(zlib.crc32(key.encode("utf-8", "replace")) % buckets for key in keys)


def _shape(character: str) -> str:
    if character.isupper():
        return "X"
    return next((sign for pattern, sign in _SHAPES if pattern.match(character)), character)


def make_batch(
    layers: Sequence[NDArray[np.float32]],
    mask: NDArray[np.bool_],
    pairs: Sequence[NDArray[np.int64]],
    forms: Sequence[Sequence[str]],
    buckets: int,
) -> Batch:
    """A batch of sentences.

    Args:
        layers: embeddings and states, each of shape (batch, tokens, hidden).
        mask: shape (batch, tokens).
        pairs: for each sentence which token belongs to which word, shape (pairs, 2).
        forms: the words of each sentence.
        buckets: number of affixes that the network tells apart.
    """
    longest = max(1, *(len(sentence) for sentence in forms))
    places = np.zeros((len(forms), max(1, *(len(rows) for rows in pairs)), 2), dtype=np.int64)
    places[..., 1] = longest
    hashes = np.zeros((len(forms), longest, AFFIXES), dtype=np.int64)
    for row, (found, sentence) in enumerate(zip(pairs, forms, strict=True)):
        places[row, : len(found)] = found
        if sentence:
            hashes[row, : len(sentence)] = [affixes(form, buckets) for form in sentence]
    embeddings, states = (torch.from_numpy(np.ascontiguousarray(layer)) for layer in layers)
    return Batch(
        embeddings=embeddings,
        states=states,
        mask=torch.from_numpy(mask),
        pairs=torch.from_numpy(places),
        affixes=torch.from_numpy(hashes),
        lengths=torch.tensor([len(sentence) for sentence in forms]),
    )


def token_pairs(offsets: NDArray[np.int64], spans: Sequence[tuple[int, int]], text: str) -> NDArray[np.int64]:
    """Which tokens belong to which words: those that share a code point, shape (pairs, 2).

    Args:
        offsets: half-open ranges of code points of the tokens, shape (tokens, 2); empty ones and those before 0 are no
            part of the text.
        spans: half-open ranges of the words, ascending.
        text: the text; a token may begin with the white space before its word.
    """
    starts, ends = np.array([span[0] for span in spans]), np.array([span[1] for span in spans])
    pairs: list[tuple[int, int]] = []
    for token, (begin, end) in enumerate(offsets.tolist()):
        while 0 <= begin < end and text[begin].isspace():
            begin += 1
        if 0 <= begin < end:
            first, last = np.searchsorted(ends, begin, "right"), np.searchsorted(starts, end, "left")
            pairs.extend((token, int(word)) for word in range(first, last))
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def build_network(
    config: Mapping[str, Any],  # Any: the JSON object that training wrote
    fixed: Sequence[Mapping[str, NDArray[np.float32]]],
) -> SyntaxNetwork:
    """A network of the sizes and labels in a configuration, on the encoder's own layers.

    Args:
        config: what `config.json` beside the weights holds.
        fixed: the encoder's weights of layers `first_layer` to `first_layer + layers`, by transformers' names.
    """
    labels = Labels(*(tuple(config["labels"][name]) for name in ("pos", "morph", "relations")))
    network = SyntaxNetwork(Sizes(**config["sizes"]), labels, len(fixed[0]["intermediate.dense.bias"]))
    for layer, weights in zip(network.layers, fixed, strict=True):
        assert isinstance(layer, EncoderLayer)
        layer.load_fixed(weights)
    return network
