"""The version of the pipeline: changes whenever the same file may give other records.

A release number alone would leave documents as an older rule read them, and a number kept by hand is forgotten. So the
version holds a digest of what the stages are made of: their code, their word lists and their weights.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from policytext import __version__

#: Folders of the package that decide what is read from a file, in order of the pipeline.
STAGES: Final = ("types", "lexicon", "readers", "structure", "sentences", "statements", "citations")
_SUFFIXES: Final = (".py", ".txt", ".tsv", ".json")
_DIGITS: Final = 12


@cache
def pipeline_version() -> str:
    """Release number and digest: "0.1.0+3f2a9c0d1b7e". Reads about a megabyte, in some milliseconds."""
    digest = hashlib.sha256()
    for stage in STAGES:
        for name, data in _contents(files("policytext").joinpath(stage), stage):
            digest.update(f"{name} {len(data)}\n".encode())
            digest.update(data)
    return f"{__version__}+{digest.hexdigest()[:_DIGITS]}"


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _contents(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(_SUFFIXES):
            # Line ends differ between systems and checkouts, and change nothing.
            yield f"{path}/{entry.name}", entry.read_bytes().replace(b"\r\n", b"\n")
