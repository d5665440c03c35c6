"""Where Dutch sentences end: `boundaries.tsv` beside this file has the texts, by family."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytext.sentences.boundaries import find_boundaries
from policytext.sentences.splitting import split_text

TABLE = Path(__file__).with_name("boundaries.tsv")
_SIGN = re.compile(r"\| |‖")


def rows() -> list[dict[str, str]]:
    """The table's rows, its comments left out."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def cases() -> Iterator[object]:
    """Each row as a text without its signs, and the positions at which they stood."""
    for row in rows():
        written = row["text"].replace("⎵", "\xa0")
        boundaries: list[int] = []
        for number, sign in enumerate(_SIGN.finditer(written)):
            boundaries.append(sign.start() - sum(len(found) for found in _SIGN.findall(written)[:number]))
        yield pytest.param(_SIGN.sub("", written), boundaries, id=f"{row['family']}: {row['case']}")


@pytest.mark.parametrize(("text", "boundaries"), list(cases()))
def test_boundaries(text: str, boundaries: list[int]) -> None:
    assert find_boundaries(text) == boundaries


@pytest.mark.parametrize(("text", "boundaries"), list(cases()))
def test_the_pipeline_cuts_there(text: str, boundaries: list[int]) -> None:
    """spaCy's tokens must not hide a boundary: one inside a token would be lost."""
    starts, ends = [0, *boundaries], [*boundaries, len(text)]
    assert list(split_text(text)) == [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def test_table_is_large_and_of_both_kinds() -> None:
    """Every family has rows, no text stands twice, and a fifth of the rows have no boundary."""
    texts = [row["text"] for row in rows()]
    families = Counter(row["family"] for row in rows())
    assert len(texts) >= 300
    assert len(set(texts)) == len(texts)
    assert min(families.values()) >= 7
    assert sum(_SIGN.search(text) is None for text in texts) >= 60
