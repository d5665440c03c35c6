"""An encoder for tests that need vectors but no model."""

import re
from collections.abc import Callable, Sequence
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_WORD: Final = re.compile(r"\w+")


class HashingEncoder:
    """Hashes words and runs of four characters to 64 numbers: equal texts are equal, texts that share words are near.

    Deterministic over processes and machines; query and passage vectors of a text are the same.
    """

    name: Final = "hashing-64"
    dimensions: Final = 64

    def encode_passages(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), 64)."""
        vectors = np.stack([self._encode(text) for text in texts]) if texts else np.zeros((0, 64), dtype=np.float32)
        if on_progress is not None:
            on_progress(len(texts))
        return vectors

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """A unit vector, shape (64,)."""
        return self._encode(text)

    def _encode(self, text: str) -> NDArray[np.float32]:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        vector[0] = 1e-3  # a text without words still has a direction
        for word in _WORD.findall(text.lower()):
            self._add(vector, word, 1.0)
            padded = f"_{word}_"
            for start in range(len(padded) - 3):
                self._add(vector, padded[start : start + 4], 0.5)
        return vector / np.linalg.norm(vector)

    def _add(self, vector: NDArray[np.float32], feature: str, weight: float) -> None:
        number = crc32(feature.encode("utf-8", "surrogatepass"))
        vector[number % self.dimensions] += weight if number & 0x8000_0000 else -weight
