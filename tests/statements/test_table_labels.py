"""Labelled sentences out of tables: found again by their hashes, in the order of their texts."""

import json
from pathlib import Path

import pytest

from policytext.statements.genre import Genre
from policytext.training.acts.passages import KINDS, sentence_hash
from policytext.training.acts.tables import LABELS, TABLES, in_tables, is_in_table

EXPLANATIONS = "labelled/stemwijzer2017/stemwijzer2017.jsonl"
DEBATES = "labelled/factrank/sentences_dump_28.12.csv"


def make(folder: Path, explanations: list[str], cells: list[str]) -> None:
    (folder / EXPLANATIONS).parent.mkdir(parents=True)
    lines = "".join(json.dumps({"explanation": text}) + "\n" for text in explanations)
    (folder / EXPLANATIONS).write_text(lines, encoding="utf-8")
    (folder / DEBATES).parent.mkdir(parents=True)
    (folder / DEBATES).write_text("content,category\n" + "".join(f'"{cell}",X\n' for cell in cells), encoding="utf-8")


def labels(folder: Path, *rows: tuple[str, str, str]) -> Path:
    path = folder / "labels.tsv"
    lines = "".join(f"{table}\t{sentence_hash(text)}\t{kind}\n" for table, text, kind in rows)
    path.write_text(f"# a comment\ntable\tsentence\tkind\n{lines}", encoding="utf-8")
    return path


def test_sentences_are_found_in_their_texts(tmp_path: Path) -> None:
    make(tmp_path, ["Er is te weinig geld. Geef wijkteams tijd! Dit is niet gelabeld.", ""], ["Ja. Dat moet anders."])
    held = labels(
        tmp_path,
        (EXPLANATIONS, "Geef wijkteams tijd!", "recommendation"),
        (EXPLANATIONS, "Er is  te weinig geld.", "claim"),
        (EXPLANATIONS, "Die zin staat er niet.", "claim"),
        (DEBATES, "Ja. Dat moet anders.", "recommendation"),
    )
    first, second = in_tables(tmp_path, held)
    assert first.texts == ("Er is te weinig geld.", "Geef wijkteams tijd!")
    assert [KINDS[kind] for kind in first.kinds] == ["claim", "recommendation"]
    assert (first.genre, second.genre) == (Genre.PROGRAMME, Genre.OTHER)
    assert second.texts == ("Ja. Dat moet anders.",)  # labelled as a whole
    assert is_in_table(first)
    assert not first.is_tested


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    held = labels(tmp_path, (DEBATES, "Dat moet anders.", "recommendation"))
    with pytest.raises(FileNotFoundError, match="sentences_dump"):
        list(in_tables(tmp_path, held))


def test_the_labels_that_ship_name_known_tables_and_kinds() -> None:
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert rows[0] == ["table", "sentence", "kind"]
    assert len(rows) > 4_000
    assert {row[0] for row in rows[1:]} == set(TABLES)
    assert {row[2] for row in rows[1:]} == set(KINDS)
    assert len({(row[0], row[1]) for row in rows[1:]}) == len(rows) - 1
