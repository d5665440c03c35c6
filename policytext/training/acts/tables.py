"""Labelled sentences out of tables: answers of the Rekenkamer, explanations of parties, sentences from debates.

They are public, but no documents as people ingest them: cross-validation learns from them and does not test on them.
`table_labels.tsv` holds the tables' paths, hashes of the sentences and their kinds, and no text.
"""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from policytext.sentences.splitting import split_text
from policytext.statements.genre import Genre
from policytext.training.acts.passages import KINDS, Stretch, sentence_hash

LABELS: Final = Path(__file__).parent / "table_labels.tsv"
#: Characters of the longest cell, in which some tables hold whole letters.
_LONGEST: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: how its texts are read, in order, and what genre they are."""

    texts: Callable[[Path], Iterator[str]]
    genre: Genre


def _column(name: str, delimiter: str) -> Callable[[Path], Iterator[str]]:
    def read(path: Path) -> Iterator[str]:
        csv.field_size_limit(_LONGEST)
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter=delimiter):
                yield row[name] or ""

    return read


def _explanations(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["explanation"] or ""


TABLES: Final = {
    "labelled/kamervragen-rekenkamer/kamervragen_manual_a_v0.3.csv": _Table(_column("antwoord", "\t"), Genre.OTHER),
    "labelled/stemwijzer2017/stemwijzer2017.jsonl": _Table(_explanations, Genre.PROGRAMME),
    "labelled/factrank/sentence_dump_1.0_28.04.2019.csv": _Table(_column("statement", ","), Genre.OTHER),
    "labelled/factrank/sentences_dump_28.12.csv": _Table(_column("content", ","), Genre.OTHER),
}


def in_tables(documents: Path, labels: Path = LABELS) -> Iterator[Stretch]:
    """The labelled texts of the tables, each a stretch of its labelled sentences.

    Args:
        documents: the folder of the tables.
        labels: table, hash of the sentence and kind of each labelled sentence.

    Raises:
        FileNotFoundError: a table is missing.
    """
    kinds: dict[str, dict[str, int]] = {}
    with labels.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            kinds.setdefault(row["table"], {})[row["sentence"]] = KINDS.index(row["kind"])
    for name, of_sentence in kinds.items():
        path = documents / name
        if not path.is_file():
            raise FileNotFoundError(f"{path}: labelled table is missing")
        texts = dict.fromkeys(" ".join(text.split()) for text in TABLES[name].texts(path))
        for number, text in enumerate(texts):
            # Cells that were labelled as a whole are not split.
            pieces = (text,) if sentence_hash(text) in of_sentence else split_text(text)
            held = [(one, of_sentence[key]) for one in pieces if (key := sentence_hash(one)) in of_sentence]
            if held:
                sentences, labelled = zip(*held, strict=True)
                yield Stretch(
                    f"{name} {number}", TABLES[name].genre, False, sentences, labelled, (False,) * len(sentences)
                )


def is_in_table(stretch: Stretch) -> bool:
    """Whether a stretch is out of a table."""
    return stretch.group.startswith(tuple(TABLES))
