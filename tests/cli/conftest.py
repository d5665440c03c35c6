"""Running commands as a user does, with stdout and stderr apart."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext.cli.main import main

Call = Callable[..., Result]


def run(*arguments: str | Path, index: Path | None = None) -> Result:
    """The result of a command line; an exception that no user should see is raised."""
    runner = CliRunner(env={} if index is None else {"POLICYTEXT_INDEX": str(index)})
    return runner.invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def call(index_folder: Path) -> Call:
    """Runs a command in an empty folder, with `index` in it as the index."""
    return run


@pytest.fixture
def sample(sample_index: Path) -> Call:
    """Runs a query of the sample corpus."""
    return lambda *arguments: run(*arguments, index=sample_index)
