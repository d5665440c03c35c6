"""An index of small documents whose vectors and statements a test decides."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policytext.ingest.run import IngestOptions, ingest
from policytext.query import search
from policytext.query.open_index import OpenIndex, open_index

Texts = dict[str, str]


@pytest.fixture
def opened(tmp_path: Path, hashing: None) -> Iterator[Callable[[Texts], OpenIndex]]:
    """Ingests texts (file name to text) and opens the index for questions."""
    open_ones = []

    def make(texts: Texts) -> OpenIndex:
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        ingest([tmp_path / name for name in texts], tmp_path / "index", IngestOptions())
        manager = open_index(tmp_path / "index")
        open_ones.append(manager)
        return manager.__enter__()

    yield make
    for manager in open_ones:
        manager.__exit__(None, None, None)


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is near enough: the thresholds are of real documents, where words are rarer than in a few lines."""
    shipped = search.ranker()
    monkeypatch.setattr(search, "ranker", lambda: replace(shipped, enough=0.0, least=0.0))
