"""The gate of `make check-all`: no figure on the development documents falls below what was reached before.

Floors only rise: `policytext evaluate ../shared/gold/dev ../shared/corpus --floors tests/evaluation/floors.json
--raise-floors`.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from policytext.cli.main import main

FLOORS = Path(__file__).parent / "floors.json"


@pytest.mark.slow
def test_no_figure_is_below_its_floor(shared_corpus: Path, tmp_path: Path) -> None:
    gold = shared_corpus.parent / "gold" / "dev"
    if not gold.is_dir():
        pytest.skip("the annotations are not here (../shared/gold/dev)")
    arguments = ["evaluate", str(gold), str(shared_corpus), "--work", str(tmp_path / "work"), "--floors", str(FLOORS)]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
