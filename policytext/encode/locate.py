"""Where a model is, from the name that a user or an index gives."""

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from policytext.encode.convert import bundled_model_folder, cache_folder
from policytext.encode.encoder import DEFAULT_MODEL
from policytext.errors import ModelMissing

_HINT: Final = (
    f"name the folder of a sentence-transformers model, a model of the hub while there is network, or {DEFAULT_MODEL},"
    " which needs none"
)
#: The name that an index records for a folder: its own name and a digest of what it holds.
_RECORDED: Final = re.compile(r"(?P<folder>[^/\\]+)@[0-9a-f]{12}")
_HUB_NAME: Final = re.compile(r"[\w.-]+(/[\w.-]+)?", re.ASCII)
#: Files that decide which vectors a model gives.
_DECISIVE: Final = (".json", ".safetensors", ".bin", ".model", ".txt", ".onnx")


@dataclass(frozen=True, slots=True)
class Located:
    """A model: the name that an index records, and the folder or, for a model of the hub, None."""

    name: str
    folder: Path | None


def locate_model(model: str) -> Located:
    """Find a model.

    Raises:
        ModelMissing: a folder that was named holds no model, or the name cannot be one.
        ConfigError: the cache of models cannot be written.
    """
    if model == DEFAULT_MODEL:
        return Located(DEFAULT_MODEL, bundled_model_folder())
    if _RECORDED.fullmatch(model):
        return _recorded(model)
    folder = _folder(model)
    if folder is not None:
        return _in_folder(folder)
    if _HUB_NAME.fullmatch(model) is None:
        raise ModelMissing(f"no embedding model at {model}", _HINT)
    return Located(model, None)


def folder_digest(folder: Path) -> str:
    """Twelve hexadecimal digits that change with the weights, the tokenizer or a setting of a model."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in _DECISIVE or not path.is_file():
            continue
        digest.update(f"{path.relative_to(folder).as_posix()}\n{path.stat().st_size}\n".encode())
        with path.open("rb") as file:
            while chunk := file.read(1 << 22):
                digest.update(chunk)
    return digest.hexdigest()[:12]


def _folder(model: str) -> Path | None:
    """The folder of that name, if there is one."""
    try:
        folder = Path(model).expanduser()
        return folder.resolve() if model and folder.is_dir() else None
    except (OSError, RuntimeError, ValueError):  # a name that is too long, the home of nobody, a NUL
        return None


def _in_folder(folder: Path) -> Located:
    if not ((folder / "modules.json").is_file() or (folder / "config.json").is_file()):
        raise ModelMissing(f"the folder {folder} holds no embedding model", _HINT)
    located = Located(f"{folder.name}@{folder_digest(folder)}", folder)
    _remember(located)
    return located


def _remember(located: Located) -> None:
    """Note where the folder is, so that a question to the index finds it by the name that the index records.

    The index itself holds no path: it may travel to another machine. Without a cache the user has to name the folder.
    """
    with suppress(OSError):
        places = cache_folder() / "places"
        places.mkdir(parents=True, exist_ok=True)
        note = places / f"{located.name}.json"
        fresh = note.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({"folder": str(located.folder)}), encoding="utf-8")
        fresh.replace(note)


def _recorded(name: str) -> Located:
    hint = "name the folder of the model with --model in an ingest, which also notes its place"
    try:
        note = json.loads((cache_folder() / "places" / f"{name}.json").read_text(encoding="utf-8"))
        folder = Path(note["folder"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissing(f"it is not known where the embedding model {name} is", hint) from error
    if not folder.is_dir():
        raise ModelMissing(f"the embedding model {name} is no longer in {folder}", hint)
    if folder_digest(folder) != name.rpartition("@")[2]:
        raise ModelMissing(f"the embedding model in {folder} is no longer {name}", hint)
    return Located(name, folder)
