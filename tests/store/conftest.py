"""Fixtures for the tests of the store."""

from pathlib import Path

import pytest
from store_builders import DIMENSIONS, OpenWriter

from policytext.store import Writer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an index may be made."""
    return tmp_path / "index"


@pytest.fixture
def open_writer(folder: Path) -> OpenWriter:
    """Opens the index for writing with the tests' model."""
    return lambda: Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1")
