"""Fragments take strength and actors from the recommendation that they go on from."""

from collections.abc import Sequence

import numpy as np
import pytest
from fake_classifier import Always
from sample_documents import make_document

from policytext.encode import load_bulk_encoder
from policytext.ingest.analysis import Analyser
from policytext.sentences import split_sentences
from policytext.sentences.parsing import SHARED
from policytext.statements import find_statements, finding
from policytext.statements.classifier import CLASSES, Judgement
from policytext.statements.genre import Genre
from policytext.types.statement import Statement
from policytext.types.vocabulary import Aspect, StatementKind, Strength


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(load_bulk_encoder(), SHARED)


def found(text: str, analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> list[Statement]:
    """The statements of a text in which everything is taken for a recommendation."""
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.RECOMMENDATION))
    document = make_document(f"De wijk\n\n{text}\n")
    sentences = split_sentences(document)
    made = analyser.analyse([document.quote(item.span) for item in sentences], lambda _: None, with_syntax=True)
    return list(find_statements(document, sentences, (), None, dict(enumerate(made.parses or ()))))


@pytest.mark.parametrize(
    ("text", "strength", "actors"),
    [
        pytest.param(
            "Gemeenten kunnen de wachttijd verkorten. Door vaste spreekuren in elke wijk.",
            Strength.COULD, ("gemeenten",), id="fragment in the same paragraph",
        ),
        pytest.param(
            "Het Rijk moet ruimte geven:\n\n- minder regels voor wijkteams;\n- een vast budget per wijk.",
            Strength.MUST, ("rijk",), id="items behind their lead line",
        ),
        pytest.param(
            "Het Rijk moet ruimte geven. Gemeenten zouden de regels moeten schrappen.",
            Strength.SHOULD, ("gemeenten",), id="sentence with signs of its own",
        ),
        pytest.param(
            "Gemeenten kunnen de wachttijd verkorten.\n\nEen vast spreekuur in elke wijk.",
            Strength.SHOULD, (), id="next paragraph",
        ),
    ],
)  # fmt: skip
def test_last_statement(
    text: str, strength: Strength, actors: tuple[str, ...], analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = found(text, analyser, monkeypatch)[-1]
    assert (last.strength, last.actors) == (strength, actors)


def test_reason_points_at_the_sentence_before(analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    before, last = found(
        "Gemeenten kunnen de wachttijd verkorten. Door vaste spreekuren in elke wijk.", analyser, monkeypatch
    )
    inherited = [reason for reason in last.reasons if reason.span == before.span]
    assert {reason.aspect for reason in inherited} == {Aspect.STRENGTH, Aspect.ACTOR}


class _InTurn:
    """Takes the sentences for the kinds given, one after the other."""

    def __init__(self, *kinds: StatementKind) -> None:
        self._kinds = kinds

    def judge(self, names: Sequence[Sequence[str]], readings: object, genre: Genre) -> Judgement:
        odds = np.full((len(names), len(CLASSES)), 0.1)
        for row in range(len(names)):
            odds[row, CLASSES.index(self._kinds[min(row, len(self._kinds) - 1)])] = 0.7
        return Judgement(odds, ({},) * len(names))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("Wij zetten ons in voor sport. Voor schone lucht. Voor rust.", "ccc", id="repeated preposition"),
        pytest.param("Wij zetten ons in voor sport. Met schone lucht.", "cr", id="another preposition"),
        pytest.param("Wij zetten ons in voor sport. Voor rust moet het Rijk zorgen.", "cr", id="a sentence of its own"),
        pytest.param("Wij zetten ons in voor sport.\n\nVoor schone lucht.", "cr", id="next paragraph"),
    ],
)
def test_further_part_of_a_promise(text: str, kinds: str, analyser: Analyser, monkeypatch: pytest.MonkeyPatch) -> None:
    promise, advice = StatementKind.COMMITMENT, StatementKind.RECOMMENDATION
    monkeypatch.setattr(finding, "judge_of", lambda _: _InTurn(promise, promise, advice))
    document = make_document(f"De wijk\n\n{text}\n")
    sentences = split_sentences(document)
    made = analyser.analyse([document.quote(item.span) for item in sentences], lambda _: None, with_syntax=True)
    stated = find_statements(document, sentences, (), None, dict(enumerate(made.parses or ())))
    assert "".join(one.kind[0] for one in stated[-len(kinds) :]) == kinds
    for one in stated[-len(kinds) :]:
        is_promise = one.kind is promise
        assert (one.actors == ("wij",), one.strength is None) == (is_promise, is_promise)
