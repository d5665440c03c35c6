"""`policytext` with the tests' encoder and parser instead of models, for processes that tests start, kill or watch."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fake_encoder import HashingEncoder
from fake_parser import NoParser

import policytext.query.open_index as open_index

open_index.load_query_encoder = lambda *_: HashingEncoder()  # type: ignore[assignment]
if sys.argv[1] == "ingest" or sys.argv[1:3] == ["index", "rebuild"]:
    import policytext.ingest.analysis as analysis  # (only what needs it: queries start fast)
    import policytext.ingest.run as run

    run.load_bulk_encoder = lambda *_: HashingEncoder()  # type: ignore[assignment]
    analysis.load_parser = lambda *_: NoParser()  # type: ignore[assignment]

from policytext.cli.main import main  # noqa: E402 (after the models are replaced)

if __name__ == "__main__":
    main(sys.argv[1:])
