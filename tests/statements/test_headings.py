"""What headings say of the sentences under them."""

import numpy as np
import pytest

from policytext.statements.headings import heading_names
from policytext.training.acts.headings import fit_headings, left_out, under_headings


@pytest.mark.parametrize(
    ("section", "names"),
    [
        pytest.param((), [], id="no heading"),
        pytest.param(("Aanbevelingen",), ["heading:advice"], id="plain"),
        pytest.param(("4.2 Conclusies en aanbevelingen",), ["heading:advice", "heading:summary"], id="two roles"),
        pytest.param(("b) Onze beleidsaanbevelingen voor 2030",), ["heading:advice"], id="letter, compound"),
        pytest.param(("Wat moet er nu gebeuren?",), ["heading:advice"], id="question"),
        pytest.param(("Wat gemeenten moeten doen",), ["heading:advice"], id="who has to act"),
        pytest.param(("Advies aan de wethouder",), ["heading:advice"], id="addressee"),
        pytest.param(("Advies Raad van State",), [], id="what another advised"),
        pytest.param(("Wensen en bedenkingen",), [], id="a term of law"),
        pytest.param(("Voorstel van wet",), [], id="a bill"),
        pytest.param(("1. Inleiding",), ["heading:introduction"], id="introduction"),
        pytest.param(("Voorwoord",), [], id="a preface argues"),
        pytest.param(("BIJLAGE 2: opdracht",), ["heading:annex"], id="annex"),
        pytest.param(("Bijlage 1", "Werkwijze"), ["heading:method"], id="the nearest"),
        pytest.param(("Aanbevelingen", "Voor gemeenten"), ["heading:advice"], id="further up"),
        pytest.param(("Aanbevelingen", "Aanbeveling 3"), ["heading:advice"], id="a role counts once"),
    ],
)
def test_roles_of_headings(section: tuple[str, ...], names: list[str]) -> None:
    assert heading_names(section) == names


def test_the_title_of_the_document_announces_nothing() -> None:
    title = "Advies aan de wethouder"
    assert heading_names((f" {title.upper()}",), title) == []
    assert heading_names((title, "Bijlage 1"), title) == ["heading:annex"]
    assert heading_names((title, "Jeugd"), "Een andere titel") == ["heading:advice"]


def labelled() -> tuple[np.ndarray, np.ndarray, list[tuple[str, ...]], list[str]]:
    """Sentences of four documents of which no score tells anything; under one heading all are recommendations."""
    names = [("heading:advice",) if row % 2 else () for row in range(240)]
    kinds = np.array([1 if row % 2 else (0, 3)[row % 4 // 2] for row in range(240)])
    return np.log(np.full((240, 4), 0.25)), kinds, names, [f"d{row // 60}" for row in range(240)]


def test_what_a_heading_adds_is_learned_from_other_documents() -> None:
    scores, kinds, names, groups = labelled()
    weights = fit_headings(scores, kinds, names, groups)
    assert list(weights) == ["heading:advice"]
    assert int(np.argmax(weights["heading:advice"])) == 1
    moved = left_out(scores, kinds, names, groups)
    assert (moved[1::2].argmax(axis=1) == 1).all()
    assert (moved[::2] == scores[::2]).all()
    assert (under_headings(scores, names, {}) == scores).all()


def test_a_heading_of_two_documents_teaches_nothing() -> None:
    scores, kinds, names, groups = labelled()
    assert fit_headings(scores, kinds, names, [group if group < "d2" else "d1" for group in groups]) == {}
    assert fit_headings(scores[:70], kinds[:70], names[:70], groups[:70]) == {}
