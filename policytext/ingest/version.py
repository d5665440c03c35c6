"""The version of the pipeline: changes whenever the same file may give other records.

A release number alone would leave documents as an older rule read them, and a number kept by hand is forgotten. So the
version holds a digest of what the stages are made of: their code, their word lists and their weights, and of the
plug-ins that have a part in them.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from policytext import __version__
from policytext.plugins import marks
from policytext.sentences.parsing import pipeline_id

#: Folders of the package that decide what is read from a file, in order of the pipeline.
STAGES: Final = (
    "types",
    "lexicon",
    "adapters",
    "readers",
    "structure",
    "sentences",
    "statements",
    "citations",
    "relations",
)
_SUFFIXES: Final = (".py", ".txt", ".tsv", ".json", ".safetensors", ".cfg", "model", "moves", "key2row")
_DIGITS: Final = 12


def pipeline_version(nlp: str) -> str:
    """Release number, digest and Dutch pipeline: "0.1.0+3f2a9c0d1b7e/shared"."""
    return f"{__version__}+{_with_plugins(_digest())}/{pipeline_id(nlp)}"


def nlp_of(version: str) -> str:
    """The Dutch pipeline that a version names, without the version of its own; empty where it names none."""
    return re.sub(r"-\d[\w.]*$", "", version.partition("/")[2])


def _with_plugins(digest: str) -> str:
    """A digest that changes when a reader or a family of citations of a plug-in comes, goes or changes."""
    found = marks()
    return digest if not found else hashlib.sha256("\n".join((digest, *found)).encode()).hexdigest()[:_DIGITS]


@cache
def _digest() -> str:
    """Of all that decides what is read from a file. Reads some megabytes, in some hundredths of a second."""
    digest = hashlib.sha256()
    for stage in STAGES:
        for name, data in _contents(files("policytext").joinpath(stage), stage):
            digest.update(f"{name} {len(data)}\n".encode())
            digest.update(data)
    return digest.hexdigest()[:_DIGITS]


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _contents(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(_SUFFIXES):
            # Line ends differ between systems and checkouts, and change nothing.
            yield f"{path}/{entry.name}", entry.read_bytes().replace(b"\r\n", b"\n")
