"""Boundaries against sentences that others cut: the gold standard and treebanks of ../shared, where they are."""

from pathlib import Path

import pytest
from benchmarks.sentence_splitting import TREEBANKS, GoldCount, count_gold, count_treebank, read_gold

from policytext.readers import read_document
from policytext.structure import build_document

SHARED = Path(__file__).resolve().parents[3] / "shared"

#: Floors a little below what was measured (docs/quality.md), so that a change cannot lower them unseen.
FLOOR_OF_SHARE, FLOOR_OF_F1 = 0.995, 0.99
SENTENCES, BOUNDARIES = 1_150, 400


@pytest.mark.parametrize(
    ("rows", "matched", "joined", "pieces", "differences"),
    [
        pytest.param(["De raad besluit.", "Het college voert uit."], 2, 0, 0, 0, id="equal"),
        pytest.param(["De raad besluit. Het college voert uit."], 0, 0, 0, 1, id="ours are two"),
        pytest.param(["De raad besluit.", "Het college", "voert uit."], 1, 1, 2, 0, id="broken off"),
        pytest.param(["De raad", "besluit.", "Het college voert uit."], 1, 1, 2, 0, id="broken off first"),
        pytest.param(["De raad besluit.", "Het college"], 1, 0, 0, 1, id="part only"),
        pytest.param(["De raad besluit.", "et college voert uit."], 1, 0, 0, 1, id="another start"),
    ],
)
def test_what_is_counted(
    rows: list[str], matched: int, joined: int, pieces: int, differences: int, tmp_path: Path
) -> None:
    text = "De raad besluit. Het college voert uit.\n"
    (tmp_path / "een.txt").write_text(text, encoding="utf-8")
    spans = [f"{number}\t{text.index(row)}\t{text.index(row) + len(row)}\n" for number, row in enumerate(rows)]
    (tmp_path / "een.spans.tsv").write_text("".join(spans), encoding="utf-8")
    document = build_document(read_document(tmp_path / "een.txt"), file_name="een.txt")
    count = count_gold(document, tmp_path / "een.spans.tsv")
    assert (count.matched, count.joined, count.pieces, len(count.differences)) == (matched, joined, pieces, differences)


def test_gold_sentences() -> None:
    if not (SHARED / "gold" / "dev").is_dir():
        pytest.skip("the gold sentences are not here (../shared/gold)")
    total = GoldCount()
    for count in read_gold(SHARED).values():
        total.add(count)
    assert total.sentences >= SENTENCES
    assert total.share >= FLOOR_OF_SHARE, total.differences


@pytest.mark.parametrize("name", TREEBANKS)
def test_treebank(name: str) -> None:
    path = SHARED / "ud" / f"{name}.conllu"
    if not path.is_file():
        pytest.skip("the treebanks are not here (../shared/ud)")
    found = count_treebank(path)
    assert found.right >= BOUNDARIES
    assert found.f1 >= FLOOR_OF_F1, (found.missed, found.wrong)
