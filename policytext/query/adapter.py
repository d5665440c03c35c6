"""The vector of a question, moved to where its answers lie.

The embedding model was not made for questions about policy put in other words than their answers. A small learned map
of the question's vector brings the two closer; the vectors of documents stay as they are, so no index has to be made
anew.
Weights, data and what it gains: docs/models/ranking.md.
"""

from functools import cache
from importlib.resources import as_file, files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.encode import DEFAULT_MODEL

WEIGHTS: Final = "adapter.safetensors"
Array = NDArray[np.float32]


def moved(vector: Array, down: Array, up: Array) -> Array:
    """Vectors halfway between themselves and what the map makes of them, unit length.

    Args:
        vector: unit vectors, shape (..., d).
        down: shape (d, rank).
        up: shape (rank, d).
    """
    mapped = _unit(vector + vector @ down @ up)
    return _unit(vector + mapped)


def adapted(vector: Array, model: str) -> Array:
    """The vector of a question to search with; as it is where another than the default model made it."""
    if model != DEFAULT_MODEL:
        return vector
    down, up = _weights()
    return moved(vector, down, up)


@cache
def _weights() -> tuple[Array, Array]:
    from safetensors.numpy import load_file  # noqa: PLC0415  # only where a question is asked

    with as_file(files("policytext.query").joinpath(WEIGHTS)) as path:
        held = load_file(path)
    return held["down"].astype(np.float32), held["up"].astype(np.float32)


def _unit(vector: NDArray[np.floating]) -> Array:
    return np.asarray(vector / np.linalg.norm(vector, axis=-1, keepdims=True), dtype=np.float32)
