"""Readings of sentences for the classifier, taken while the encoder makes their vectors.

Imports torch: import this module inside functions only.
"""

import json
import time
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load as load_safetensors

from policytext.adapters.layers import load_trained
from policytext.adapters.listening import ListenedEncoder, TokenStates
from policytext.errors import ModelMissing
from policytext.statements.classifier import FOLDER, NetworkJudge, figures
from policytext.statements.network import ActNetwork, build_network

CONFIG: Final = "config.json"
WEIGHTS: Final = "network.safetensors"


class ActReader:
    """The network on top of an encoder: listens for readings, and judges them in the context of a document."""

    def __init__(self, encoder: ListenedEncoder) -> None:
        """Load the shipped weights.

        Raises:
            ModelMissing: the weights are not there or do not fit the encoder.
        """
        folder = files("policytext.statements").joinpath(FOLDER)
        try:
            config = json.loads(folder.joinpath(CONFIG).read_text(encoding="utf-8"))
            tensors = load_safetensors(folder.joinpath(WEIGHTS).read_bytes())
            self.network: Final = load_network(config, tensors, encoder)
            found = figures()["network"]
        except (OSError, KeyError, ValueError, RuntimeError, IndexError, TypeError) as error:
            raise ModelMissing(
                f"the classifier of statements does not load: {str(error).splitlines()[0][:200]}",
                "install policytext again",
            ) from error
        self.judge: Final = NetworkJudge(
            self.network, tuple(config["cues"]), found["headings"], found["shifts"], float(found["temperature"])
        )

    def listen(self, count: int) -> "ReadingListener":
        """A listener for one call of `encode_passages` with so many sentences."""
        return ReadingListener(self.network, count)


class ReadingListener:
    """Reads sentences while they are encoded; when that is done `readings` has them, shape (count, size), float32."""

    def __init__(self, network: ActNetwork, count: int) -> None:
        self._network = network
        self.layers: Final = (network.sizes.first_layer,)
        self.readings: Final = np.zeros((count, network.sizes.reading), dtype=np.float32)
        self._took: list[float] = []

    @property
    def seconds(self) -> float:
        """What reading has taken so far, of all threads together."""
        return sum(self._took)

    def take(self, states: TokenStates) -> None:
        """Read one batch."""
        start = time.perf_counter()
        with torch.inference_mode():
            rows = self._network.read(torch.from_numpy(states.layers[0]), torch.from_numpy(states.mask)).numpy()
        for row, places in enumerate(states.places):
            self.readings[list(places)] = rows[row]
        self._took.append(time.perf_counter() - start)


def load_network(
    config: Mapping[str, Any],  # Any: the JSON object that training wrote
    tensors: Mapping[str, NDArray[np.generic]],
    encoder: ListenedEncoder,
) -> ActNetwork:
    """The trained network on an encoder, ready for use.

    Raises:
        KeyError, RuntimeError: weights, configuration and encoder do not belong together.
    """
    sizes = config["sizes"]
    layers = range(sizes["first_layer"], sizes["first_layer"] + sizes["layers"])
    network = build_network(config, [encoder.layer_weights(layer) for layer in layers])
    load_trained(network, tensors)
    network.merge()
    return network
