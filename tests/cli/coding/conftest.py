"""A letter in an index, and a way to call `policytext code` on it."""

from pathlib import Path

import pytest
from argued_index import make_index
from click.testing import CliRunner, Result
from coding_calls import Call
from store_builders import Ingested

from policytext.cli.main import main


@pytest.fixture
def letter(index_folder: Path) -> Ingested:
    """The letter of the index in the working folder."""
    return make_index(index_folder)[0]


@pytest.fixture
def call(index_folder: Path) -> Call:
    """Runs `policytext code` in the working folder, 80 columns wide, with keys or a file as its input."""

    def run(*arguments: str, keys: str = "") -> Result:
        environment = {"COLUMNS": "80", "POLICYTEXT_CODER": ""}
        return CliRunner(env=environment).invoke(main, ["code", *arguments], input=keys, catch_exceptions=False)

    return run
