"""The name under which an index knows a file: the same whatever folder the user stands in."""

import os
from pathlib import Path


def project_folder(index_folder: Path) -> Path:
    """The folder that holds the index: names are relative to it."""
    return Path(os.path.abspath(index_folder)).parent


def source_name(path: Path, index_folder: Path) -> str:
    """Name of a file in the index.

    Relative to the folder that holds the index where the file lies below it, so that a project can be moved as a
    whole; the absolute path otherwise. A byte of a name that is no UTF-8 (a lone surrogate in Python) is spelt out,
    as in "caf\\udce9.txt": the store holds text only, and the name of one file must not end the ingest of others.
    """
    absolute = Path(os.path.abspath(path))  # not resolve(): a symbolic link keeps the name that the user gave it
    project = project_folder(index_folder)
    name = absolute.relative_to(project).as_posix() if absolute.is_relative_to(project) else absolute.as_posix()
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
