"""The labels of pairs and what is learned from them."""

from pathlib import Path

import numpy as np

from policytext.query.points_pairs import FEATURES
from policytext.training.points import LabelledPair, average_precision, labels, train, write_stretches


def test_labels_name_sentences_by_hash_and_hold_no_text() -> None:
    rows = labels()
    assert len(rows) > 500
    assert all(set(row) == {"topic", "point", "other", "grade"} for row in rows)
    assert all(len(row[end]) == 12 and int(row[end], 16) >= 0 for row in rows for end in ("point", "other"))
    assert {row["grade"] for row in rows} == {"0", "1", "2"}
    assert len({(row["topic"], row["point"], row["other"]) for row in rows}) == len(rows)


def test_average_precision_is_one_where_the_right_ones_come_first() -> None:
    y = np.array([1.0, 0.0, 1.0, 0.0])
    assert average_precision(y, np.array([0.9, 0.1, 0.8, 0.2])) == 1.0
    assert average_precision(y, np.array([0.1, 0.9, 0.2, 0.8])) < 0.5


def test_what_overlaps_more_is_learned_to_make_the_point() -> None:
    place = FEATURES.index("overlap")
    pairs = []
    for number in range(60):
        features = np.zeros(len(FEATURES))
        features[place] = number / 60 + 0.3 * (number % 3)
        pairs.append(LabelledPair(f"topic {number % 10}", features, True, 2 if number > 40 else number % 2))
    report, weights = train(pairs)
    assert weights["weights"]["overlap"] > 0  # type: ignore[index]
    assert report["same"] == 19


def test_stretches_that_are_no_files_are_written_as_texts(tmp_path: Path) -> None:
    rows = ("id\tfile\ttext", "1\tPartij_2020\tWij willen rust.", "2\ta/b.pdf\tNiet dit.", "3\tPartij_2020\tEn orde.")
    (tmp_path / "statements.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    folder = write_stretches(tmp_path, tmp_path / "texts")
    assert [file.read_text(encoding="utf-8") for file in folder.iterdir()] == [
        "# Partij_2020\n\nWij willen rust.\n\nEn orde.\n"
    ]
