"""What the encoder knows of the tokens of a text, for those who listen in while it makes vectors.

One forward pass then serves two ends: the vectors of the sentences, and whatever works on the states of a lower layer
(the Dutch parser takes layer 4 of 12 and goes its own way from there).
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TokenStates:
    """States of the sub-word tokens of one batch of texts.

    Attributes:
        places: for each text of the batch its places among the texts that were given; more than one where a text
            occurs more than once.
        texts: the texts of the batch as the encoder reads them (`encodable`).
        offsets: half-open ranges of code points in these texts, shape (batch, tokens, 2); a range that ends at or
            before 0 belongs to the prompt, an empty one to a mark of the tokenizer or to padding.
        mask: which tokens are no padding, shape (batch, tokens).
        layers: the states behind each layer asked for, each of shape (batch, tokens, size), float32.
    """

    places: tuple[tuple[int, ...], ...]
    texts: tuple[str, ...]
    offsets: NDArray[np.int64]
    mask: NDArray[np.bool_]
    layers: tuple[NDArray[np.float32], ...]


class Listener(Protocol):
    """Takes the states of batch after batch; batches come in any order, and from several threads at once."""

    @property
    def layers(self) -> tuple[int, ...]:
        """Which layers it wants; 0 is the embeddings, 12 the last layer of the default model."""

    def take(self, states: TokenStates) -> None:
        """Work on one batch."""
