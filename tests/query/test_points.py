"""Recurring points: what counts as the same point, what does not, and what stands apart."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from fake_classifier import Always

from policytext.query import points as pointing
from policytext.query.open_index import OpenIndex
from policytext.query.points import Point, PointsAnswer, matcher, points
from policytext.query.points_pairs import FEATURES, Said, may_differ, of_one_kind, pair_features
from policytext.query.ranking import words_of
from policytext.statements import finding
from policytext.store import Filters
from policytext.types.spans import Span
from policytext.types.statement import Figure, Statement
from policytext.types.vocabulary import Attribution, StatementKind, Strength

Open = Callable[[dict[str, str]], OpenIndex]

SAME = "Gemeenten moeten de wachtlijsten in de jeugdhulp dit jaar nog halveren."
OTHER = "Provincies moeten de bruggen over het kanaal sneller laten herstellen."
TEXTS = {
    "een.txt": f"Brief\n\n1 maart 2019\n\nHet weer was vorige week mooi. {SAME} De bibliotheek bleef open.\n",
    "twee.txt": f"Nota\n\n2 mei 2021\n\nHet loket sluit in de winter. {SAME} {OTHER}\n",
    "drie.txt": "Advies\n\n3 mei 2022\n\nGemeenten moeten de wachtlijsten in de jeugdhulp dit jaar niet halveren.\n",
}


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sentence is a recommendation, and near enough to the topic: the thresholds are of real documents."""
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.RECOMMENDATION))
    shipped = pointing.ranker()
    monkeypatch.setattr(pointing, "ranker", lambda: replace(shipped, enough=0.0, least=0.0))


def point_of(answer: PointsAnswer, text: str) -> Point:
    return next(point for point in answer.points if point.quotation.text == text)


def said(text: str, kind: StatementKind = StatementKind.CLAIM, figures: tuple[tuple[float, str], ...] = ()) -> Said:
    statement = Statement(
        id="x:s1",
        document="x",
        sentence=0,
        span=Span(0, len(text)),
        kind=kind,
        attribution=Attribution.OWN,
        holder=None,
        actors=(),
        strength=Strength.MUST if kind is StatementKind.RECOMMENDATION else None,
        negated=False,
        hedges=(),
        figures=tuple(Figure(Span(0, 1), value, unit, None, None) for value, unit in figures),
        confidence=0.9,
        cues=(),
    )
    return Said.of(statement, text, words_of(text))


def test_what_two_documents_state_is_a_point_with_both(opened: Open, near: None) -> None:
    point = point_of(points(opened(TEXTS), "wachtlijsten in de jeugdhulp", Filters()), SAME)
    assert point.documents == 2
    assert {member.sentence.document.source.rpartition("/")[2] for member in point.members} == {"een.txt", "twee.txt"}
    assert point.members[0].probability == 1.0


def test_a_denial_in_the_same_words_is_not_counted_and_shown_apart(opened: Open, near: None) -> None:
    point = point_of(points(opened(TEXTS), "wachtlijsten in de jeugdhulp", Filters()), SAME)
    assert all("niet" not in member.sentence.text for member in point.members)
    assert ["niet" in member.sentence.text for member in point.differing] == [True]


def test_a_point_of_one_document_is_single(opened: Open, near: None) -> None:
    answer = points(opened(TEXTS), "bruggen over het kanaal", Filters(), single=20)
    assert OTHER in [point.quotation.text for point in answer.single]
    assert all(point.quotation.text != OTHER for point in answer.points)
    assert all(point.documents == 1 for point in answer.single)


def test_a_point_within_one_document_does_not_recur(opened: Open, near: None) -> None:
    twice = {"een.txt": f"Brief\n\n{SAME} Het weer was vorige week mooi. {SAME}\n"}
    assert points(opened(twice), "wachtlijsten in de jeugdhulp", Filters()).total == 0


def test_filters_decide_whose_points_count(opened: Open, near: None) -> None:
    answer = points(opened(TEXTS), "wachtlijsten in de jeugdhulp", Filters(documents=("een.txt",)))
    assert (answer.documents, answer.total) == (1, 0)


def test_a_topic_that_nothing_treats_is_said_to_be_so(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = pointing.ranker()
    monkeypatch.setattr(pointing, "ranker", lambda: replace(shipped, enough=1.0))
    answer = points(opened(TEXTS), "kernfusie in sterren", Filters())
    assert (answer.is_enough, answer.points, answer.single) == (False, (), ())


def test_limit_and_offset_take_a_part_of_all(opened: Open, near: None) -> None:
    texts = {name: text + OTHER for name, text in TEXTS.items() if name != "drie.txt"}
    index = opened(texts)
    whole = points(index, "gemeenten en provincies", Filters())
    assert whole.total == len(whole.points) == 2
    part = points(index, "gemeenten en provincies", Filters(), limit=1, offset=1)
    assert (part.total, part.points) == (2, whole.points[1:])


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        pytest.param(said("De wachttijd is te lang."), said("De wachttijd is niet te lang."), True, id="denied"),
        pytest.param(said("Er is meer geld nodig."), said("Er is minder geld nodig."), True, id="other way"),
        pytest.param(
            said("Het duurt 9 weken.", figures=((9.0, "week"),)),
            said("Het duurt 14 weken.", figures=((14.0, "week"),)),
            True,
            id="other figure",
        ),
        pytest.param(
            said("Het duurt 9 weken.", figures=((9.0, "week"),)), said("Het duurt lang."), False, id="one figure"
        ),
        pytest.param(said("Het duurt te lang."), said("De wachttijd is te lang."), False, id="agree"),
    ],
)
def test_what_may_say_something_else(one: Said, other: Said, differ: bool) -> None:
    assert may_differ([one, other])[0, 1] == differ
    assert may_differ([other, one])[0, 1] == differ
    assert not may_differ([one, other]).diagonal().any()


def test_a_claim_and_a_recommendation_are_of_different_kinds() -> None:
    kinds = [said("Dat is zo.", kind) for kind in StatementKind]
    found = of_one_kind(kinds)
    claims = np.array([kind is StatementKind.CLAIM for kind in StatementKind])
    assert np.array_equal(found, claims[:, None] == claims[None, :])


def test_words_count_by_their_parts_and_by_how_rare_they_are() -> None:
    texts = [
        said("De jeugdhulpplicht geldt overal."),
        said("De plicht tot jeugdhulp geldt altijd."),
        said("De winter duurt overal."),
    ]
    vectors = np.eye(3, dtype=np.float32)
    common = {"overal": 900, "geldt": 900}
    found = pair_features(texts, vectors, 1.0, common, 1000)[:, :, FEATURES.index("overlap")]
    assert found[0, 1] > found[0, 2] > 0
    assert np.allclose(found, found.T)
    assert ((found >= 0) & (found <= 1.0 + 1e-9)).all()


def test_the_shipped_weights_know_all_features() -> None:
    model = matcher()
    assert len(model.weights) == len(FEATURES)
    assert model.weights[FEATURES.index("overlap")] > 0
    assert 0.5 <= model.threshold < 1
