"""Verdicts on statements and citations, row by row, by the rules of the gold standard's script."""

import pytest

from policytext.errors import NothingToIngest
from policytext.evaluation.citations import score_citations
from policytext.evaluation.gold import GoldCitation, GoldDocument, GoldLabel, read_gold, share_covered
from policytext.evaluation.scoring import ALL, Scores, below, compare, score, scores_json
from policytext.evaluation.statements import Counts, Said, Verdict, accuracy, count_actors, count_kind, judge_statements
from policytext.types.spans import Span
from policytext.types.statement import Statement
from policytext.types.vocabulary import Attribution, StatementKind, Strength

CLAIM, RECOMMENDATION, COMMITMENT = StatementKind.CLAIM, StatementKind.RECOMMENDATION, StatementKind.COMMITMENT
OWN, REPORTED = Attribution.OWN, Attribution.REPORTED


def said(kind: StatementKind, *spans: tuple[int, int], actors: tuple[str, ...] = (), held: Attribution = OWN) -> Said:
    statement = Statement(
        id=f"x:s{spans[0][0]}", document="x", sentence=0, span=Span(0, 1), kind=kind, attribution=held, holder=None,
        actors=actors, strength=Strength.MUST if kind is RECOMMENDATION else None, negated=False, hedges=(),
        figures=(), confidence=0.9, cues=(),
    )  # fmt: skip
    return Said(statement, tuple(Span(*span) for span in spans))


def gold(*labels: GoldLabel, citations: tuple[GoldCitation, ...] | None = None) -> GoldDocument:
    return GoldDocument("900", {f"r{place}": Span(place, place + 10) for place in range(0, 100, 10)}, labels, citations)


def label(row: str, kind: StatementKind | None, *actors: str, strength: Strength | None = None) -> GoldLabel:
    return GoldLabel(row, kind, None if kind is None else OWN, actors, strength)


def kinds(document: GoldDocument, *statements: Said) -> list[tuple[str, str]]:
    return [(v.gold, v.said) for v in judge_statements(document, statements) if v.aspect == "kind"]


@pytest.mark.parametrize(
    ("spans", "row", "share"),
    [
        pytest.param([(0, 10)], (0, 10), 1.0, id="all"),
        pytest.param([(0, 5), (3, 8)], (0, 10), 0.8, id="overlaps count once"),
        pytest.param([(8, 30), (0, 2)], (0, 10), 0.4, id="any order, beyond the row"),
        pytest.param([(10, 20)], (0, 10), 0.0, id="beside it"),
        pytest.param([], (0, 0), 0.0, id="empty row"),
    ],
)
def test_share_of_a_row(spans: list[tuple[int, int]], row: tuple[int, int], share: float) -> None:
    assert share_covered((Span(*span) for span in spans), Span(*row)) == pytest.approx(share)


def test_row_has_the_kind_that_covers_half_of_it() -> None:
    document = gold(label("r0", CLAIM), label("r10", CLAIM), label("r20", None), label("r30", RECOMMENDATION))
    statements = [said(CLAIM, (0, 15)), said(RECOMMENDATION, (20, 24)), said(COMMITMENT, (30, 40))]
    assert kinds(document, *statements) == [
        ("claim", "claim"), ("claim", "claim"), ("none", "none"), ("recommendation", "commitment"),
    ]  # fmt: skip


def test_counts_of_a_kind() -> None:
    document = gold(label("r0", CLAIM), label("r10", CLAIM), label("r20", None))
    verdicts = judge_statements(document, [said(CLAIM, (0, 10)), said(CLAIM, (20, 30))])
    counts = count_kind(verdicts, CLAIM)
    assert counts == Counts(right=1, wrong=1, missed=1)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.5, 0.5)
    assert count_kind(verdicts, COMMITMENT).f1 == 0.0


def test_further_aspects_are_looked_at_where_the_kind_is_right() -> None:
    document = gold(
        label("r0", RECOMMENDATION, "rijk", "gemeenten", strength=Strength.MUST),
        label("r10", RECOMMENDATION, "rijk", strength=Strength.SHOULD),
        label("r20", RECOMMENDATION, strength=Strength.MUST),
    )
    statements = [
        said(RECOMMENDATION, (0, 10), actors=("gemeenten",)),
        said(RECOMMENDATION, (10, 20), actors=("rijk", "vng"), held=REPORTED),
    ]
    verdicts = judge_statements(document, statements)
    assert accuracy(verdicts, "strength") == (1, 2)
    assert accuracy(verdicts, "attribution") == (1, 2)
    assert count_actors(verdicts) == Counts(right=2, wrong=1, missed=1)


def test_citations_and_the_rows_of_their_anchors() -> None:
    document = gold(citations=(GoldCitation(Span(0, 8), ("r50", "r60")), GoldCitation(Span(20, 30), ("r70",))))
    found, anchors = score_citations(
        document, [([Span(1, 9)], [Span(52, 53), Span(71, 72)]), ([Span(40, 45)], []), ([Span(2, 3)], [])]
    )
    assert found == Counts(right=1, wrong=2, missed=1)
    assert anchors in (Counts(right=1, wrong=1, missed=1), Counts(right=0, wrong=0, missed=2))


def test_index_without_the_document_says_nothing() -> None:
    scores = score([gold(label("r0", CLAIM))], [], [], [], [])
    assert scores.figures["900"]["claim F1"] == 0.0
    assert scores.support[ALL]["claim F1"] == 1


def with_kinds(*pairs: tuple[str, str]) -> Scores:
    verdicts = tuple(Verdict("900", f"r{place}", "kind", *pair) for place, pair in enumerate(pairs))
    return Scores({ALL: {"claim F1": 0.5}}, {ALL: {}}, verdicts)


def test_gained_and_lost_since_the_last_run() -> None:
    before = scores_json(with_kinds(("claim", "none"), ("claim", "claim"), ("none", "none")))
    change = compare(with_kinds(("claim", "claim"), ("claim", "none"), ("none", "none"), ("claim", "none")), before)
    assert [verdict.row for verdict in change.gained] == ["r0"]
    assert [verdict.row for verdict in change.lost] == ["r1"]


def test_floors() -> None:
    assert below(with_kinds(), {"claim F1": 0.5}) == {}
    assert below(with_kinds(), {"claim F1": 0.6, "gone": 0.1}) == {"claim F1": (0.5, 0.6), "gone": (0.0, 0.1)}


def test_folder_without_labels_is_named(tmp_path: object) -> None:
    with pytest.raises(NothingToIngest, match="holds no labels"):
        read_gold(tmp_path)  # type: ignore[arg-type]
