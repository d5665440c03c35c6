from pathlib import Path

import pytest

from policytext.evaluation.relations import GoldRelations, RelationScore, read_gold_relations, score_relations
from policytext.types.spans import Span
from policytext.types.statement import Relation
from policytext.types.vocabulary import RelationType

SUPPORT, ATTACK = RelationType.SUPPORT, RelationType.ATTACK


def relation(source: str, target: str, kind: RelationType = SUPPORT) -> Relation:
    return Relation(source, target, kind, 0.5, "adjacent")


@pytest.fixture
def gold() -> GoldRelations:
    rows = {f"002-000{number}": Span(10 * number, 10 * number + 10) for number in range(5)}
    return GoldRelations(
        "002",
        rows,
        (("002-0001", "002-0000", SUPPORT), ("002-0003", "002-0002", SUPPORT), ("002-0004", "002-0000", ATTACK)),
    )


STATEMENTS = {f"s{number}": (Span(10 * number, 10 * number + 10),) for number in range(5)}


@pytest.mark.parametrize(
    ("said", "right", "wrong", "found"),
    [
        pytest.param([], 0, 0, 0, id="nothing said"),
        pytest.param([relation("s1", "s0")], 1, 0, 1, id="one of two"),
        pytest.param([relation("s0", "s1")], 0, 1, 0, id="the wrong way round"),
        pytest.param([relation("s1", "s0"), relation("s3", "s2"), relation("s2", "s1")], 2, 1, 2, id="one too many"),
        pytest.param([relation("s4", "s0")], 0, 1, 0, id="an attack taken for support"),
        pytest.param([relation("s1", "elsewhere")], 0, 0, 0, id="an end in another document"),
        pytest.param([relation("s1", "s0", RelationType.REPEATS)], 0, 0, 0, id="another type"),
    ],
)
def test_support(gold: GoldRelations, said: list[Relation], right: int, wrong: int, found: int) -> None:
    score = score_relations(gold, STATEMENTS, said)[SUPPORT]
    assert (len(score.right), len(score.wrong), len(score.found), len(score.missed)) == (right, wrong, found, 2 - found)


def test_attacks_are_scored_apart(gold: GoldRelations) -> None:
    scores = score_relations(gold, STATEMENTS, [relation("s4", "s0", ATTACK)])
    assert (scores[ATTACK].f1, scores[SUPPORT].f1) == (1.0, 0.0)


def test_a_statement_stands_for_rows_that_it_covers_by_half(gold: GoldRelations) -> None:
    half = {"a": (Span(15, 20),), "b": (Span(0, 4), Span(8, 9))}
    assert score_relations(gold, half, [relation("a", "b")])[SUPPORT].right
    less = {"a": (Span(16, 20),), "b": (Span(0, 10),)}
    assert score_relations(gold, less, [relation("a", "b")])[SUPPORT].wrong


def test_two_statements_of_one_row_are_both_right_and_find_one(gold: GoldRelations) -> None:
    twice = {"a": (Span(10, 15),), "b": (Span(15, 20),), "c": (Span(0, 10),)}
    score = score_relations(gold, twice, [relation("a", "c"), relation("b", "c")])[SUPPORT]
    assert (len(score.right), len(score.found), score.precision, score.recall) == (2, 1, 1.0, 0.5)


def test_scores_add_up() -> None:
    one = RelationScore((relation("a", "b"),), (), (("a", "b"),), ())
    other = RelationScore((), (relation("c", "d"),), (), (("e", "f"),))
    both = one.with_other(other)
    assert (both.precision, both.recall, both.f1) == (0.5, 0.5, 0.5)


def write_gold(folder: Path, row: str) -> None:
    (folder / "007.spans.tsv").write_text("007-0000\t0\t12\n007-0001\t13\t30\n", encoding="utf-8")
    (folder / "007.relations.tsv").write_text(f"from\tto\ttype\n{row}\n", encoding="utf-8")


def test_a_gold_folder_is_read(tmp_path: Path) -> None:
    write_gold(tmp_path, "007-0001\t007-0000\tattack")
    (gold,) = read_gold_relations(tmp_path)
    assert (gold.document, gold.rows["007-0001"]) == ("007", Span(13, 30))
    assert gold.relations == (("007-0001", "007-0000", ATTACK),)


@pytest.mark.parametrize(
    "row", ["007-0009\t007-0000\tsupport", "007-0001\t007-0000\tlikes", "007-0001\t007-0000\trepeats"]
)
def test_a_wrong_row_is_refused(tmp_path: Path, row: str) -> None:
    write_gold(tmp_path, row)
    with pytest.raises(ValueError, match=r"likes|relation"):
        read_gold_relations(tmp_path)
