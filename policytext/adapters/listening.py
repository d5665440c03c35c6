"""How parts of the pipeline listen to the encoder: what they see of it, and several of them in one pass.

These are the protocols of `policytext.encode.states`, for those stages that come before the encoder and know nothing of
it but this.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray


class TokenStates(Protocol):
    """What is heard of one batch; see `policytext.encode.TokenStates`."""

    @property
    def places(self) -> tuple[tuple[int, ...], ...]: ...
    @property
    def texts(self) -> tuple[str, ...]: ...
    @property
    def offsets(self) -> NDArray[np.int64]: ...
    @property
    def mask(self) -> NDArray[np.bool_]: ...
    @property
    def layers(self) -> tuple[NDArray[np.float32], ...]: ...


class Listener(Protocol):
    """What the encoder talks to; see `policytext.encode.Listener`."""

    @property
    def layers(self) -> tuple[int, ...]: ...
    def take(self, states: TokenStates) -> None: ...


class ListenedEncoder(Protocol):
    """The encoder that adapters were trained on; see `policytext.encode.ListenedEncoder`."""

    def encode_passages(
        self,
        texts: Sequence[str],
        on_progress: Callable[[int], None] | None = None,
        listener: Listener | None = None,
    ) -> NDArray[np.float32]: ...
    def layer_weights(self, layer: int) -> dict[str, NDArray[np.float32]]: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """The part of a batch that one of several listeners asked for."""

    places: tuple[tuple[int, ...], ...]
    texts: tuple[str, ...]
    offsets: NDArray[np.int64]
    mask: NDArray[np.bool_]
    layers: tuple[NDArray[np.float32], ...]


class Together:
    """Several listeners to one pass of the encoder; each gets the layers that it wants."""

    def __init__(self, listeners: Sequence[Listener]) -> None:
        self._listeners: Final = tuple(listeners)
        self.layers: Final = tuple(sorted({layer for listener in self._listeners for layer in listener.layers}))

    def take(self, states: TokenStates) -> None:
        """Hand one batch to all."""
        by_layer = dict(zip(self.layers, states.layers, strict=True))
        for listener in self._listeners:
            wanted = tuple(by_layer[layer] for layer in listener.layers)
            listener.take(Heard(states.places, states.texts, states.offsets, states.mask, wanted))
