"""How much of what people marked as coming back is found."""

from pathlib import Path

import pytest

from policytext.evaluation.reuse import read_marked, score_reuse
from policytext.ingest.run import IngestOptions, ingest
from policytext.query.open_index import open_index
from policytext.query.reuse import ReuseQuery, find_reuse
from policytext.store import Filters
from policytext.types.vocabulary import ReuseKind

CLAIM = "Kleine dorpsscholen verliezen hun beste leerkrachten aan de grote stad."
OTHER = "Het zwembad in de polder blijft deze winter gesloten."
TEXTS = {
    "000_a.md": f"# Brief\n\nUtrecht, 1 maart 2020\n\n{CLAIM}\n\n{OTHER}\n",
    "001_b.md": f"# Nota\n\nZwolle, 2 mei 2021\n\n{CLAIM}\n",
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold folder that marks the claim as equal words, and the pool as a paraphrase that nobody finds."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name, text in TEXTS.items():
        number = name[:3]
        spans = [(n, text.find(sentence)) for n, sentence in enumerate((CLAIM, OTHER)) if sentence in text]
        lines = [f"{number}-{n}\t{at}\t{at + len((CLAIM, OTHER)[n])}" for n, at in spans]
        (folder / f"{number}.spans.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = ["from_id\tto_id\tkind\tnote", "000-0\t001-0\tverbatim\t", "000-1\t001-0\tparaphrase\t"]
    (folder / "reuse.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_marked_pairs_are_found_or_missed(gold: Path, tmp_path: Path, hashing: None) -> None:
    """A marked pair counts where a pair covers half of both rows; what nobody marked is counted too."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in TEXTS.items():
        (corpus / name).write_text(text, encoding="utf-8")
    ingest([corpus], tmp_path / "index", IngestOptions())
    with open_index(tmp_path / "index") as index:
        scores = score_reuse(read_marked(gold), lambda: find_reuse(index, ReuseQuery(Filters())).pairs)
    assert scores.found == {ReuseKind.VERBATIM: (1, 1), ReuseKind.PARAPHRASE: (0, 1)}
    assert [mark.rows for mark in scores.missed] == [("000-1", "001-0")]
    assert (scores.wrong_kind, scores.unmarked) == (0, scores.pairs - 1)


def test_a_row_that_is_not_there_is_refused(gold: Path) -> None:
    """A marked pair has to name rows of the folder."""
    with (gold / "reuse.tsv").open("a", encoding="utf-8") as file:
        file.write("000-9\t001-0\tverbatim\t\n")
    with pytest.raises(ValueError, match="000-9"):
        read_marked(gold)


def test_a_folder_without_pairs(tmp_path: Path) -> None:
    """Nothing marked is no fault."""
    assert read_marked(tmp_path) == []
