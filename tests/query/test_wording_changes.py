"""What differs between two quotations on one point: conditions, reach, words."""

from dataclasses import replace

import pytest
from answer_builders import make_entry, make_quote, make_record

from policytext.query.answers import PieceKind, Quote
from policytext.query.changes import find_steps
from policytext.query.evolve import is_statement
from policytext.query.wording_changes import closest, condition_change, difference, scope_change
from policytext.types.vocabulary import Change, Strength

BASE = "Wijkteams moeten de toegang tot de jeugdhulp vormen."


def quote(text: str, *conditions: str, bearing: float = 0.8) -> Quote:
    made = make_quote(make_record("2020"), text, strength=Strength.MUST, bearing=bearing)
    statement = replace(made.sentence.statements[0], conditions=conditions)
    return replace(made, sentence=replace(made.sentence, statements=(statement,)))


def test_closest_quotations_make_the_same_point() -> None:
    near, far = quote(BASE), quote("De wachttijden lopen op.", bearing=0.95)
    found = closest(make_entry("2019", near, far), make_entry("2021", far, quote(BASE + " Ook nu.")))
    assert found is not None
    assert found[0].sentence.text == "De wachttijden lopen op."
    found = closest(make_entry("2019", near), make_entry("2021", far, quote("Lokale wijkteams vormen de toegang.")))
    assert found is not None
    assert found[1].sentence.text == "Lokale wijkteams vormen de toegang."


def test_quotations_on_other_points_are_not_compared() -> None:
    assert closest(make_entry("2019", quote(BASE)), make_entry("2021", quote("De wachttijden lopen op."))) is None


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        pytest.param((), ("mits er geld is",), Change.CONDITION_ADDED, id="a condition came"),
        pytest.param(("mits er geld is",), (), Change.CONDITION_REMOVED, id="a condition went"),
        pytest.param(("als het kan",), ("mits er geld is",), None, id="another condition"),
        pytest.param((), (), None, id="none"),
    ],
)
def test_condition(before: tuple[str, ...], after: tuple[str, ...], change: Change | None) -> None:
    found = condition_change(quote(BASE, *before), quote(BASE, *after))
    assert (found and found[0]) == change
    if found:
        assert "mits er geld is" in found[1]


@pytest.mark.parametrize(
    ("before", "after", "change", "why"),
    [
        pytest.param(
            "Alle gemeenten doen mee.",
            "Sommige gemeenten doen mee.",
            Change.SCOPE_NARROWED,
            "“alle” werd “sommige”",
            id="all",
        ),
        pytest.param(
            "Alle gemeenten doen mee.", "Gemeenten doen mee.", Change.SCOPE_NARROWED, "zonder “alle”", id="gone"
        ),
        pytest.param(
            "Gemeenten doen mee.", "Alleen gemeenten doen mee.", Change.SCOPE_NARROWED, "met “alleen”", id="only"
        ),
        pytest.param(
            "Bepaalde gemeenten doen mee.",
            "Elke gemeente doet mee.",
            Change.SCOPE_WIDENED,
            "“bepaalde” werd “elke”",
            id="wider",
        ),
        pytest.param("Gemeenten doen mee.", "Niet alleen gemeenten doen mee.", None, "", id="not only"),
        pytest.param("Gemeenten doen mee.", "Alleenstaanden doen mee.", None, "", id="a longer word"),
        pytest.param("Alle teams, soms.", "Sommige teams, altijd.", None, "", id="both ways"),
        pytest.param("Alle gemeenten doen mee.", "Alle gemeenten deden mee.", None, "", id="as before"),
    ],
)
def test_reach(before: str, after: str, change: Change | None, why: str) -> None:
    found = scope_change(quote(before), quote(after))
    assert (found and found[0]) == change
    if found:
        assert found[1] == why


def test_difference_gives_both_quotations_back() -> None:
    old, new = BASE, "Wijkteams kunnen de toegang tot alle jeugdhulp vormen."
    pieces = difference(quote(old), quote(new))
    assert " ".join(p.text for p in pieces if p.kind is not PieceKind.ADDED) == old
    assert " ".join(p.text for p in pieces if p.kind is not PieceKind.REMOVED) == new


@pytest.mark.parametrize("after", [BASE, "De wachttijden in de jeugdhulp lopen verder op dan verwacht."])
def test_no_difference_of_equal_or_unlike_quotations(after: str) -> None:
    assert difference(quote(BASE), quote(after)) == ()


def test_a_condition_is_a_change_between_documents_with_its_difference() -> None:
    later = quote(BASE[:-1] + ", mits er geld is.", "mits er geld is")
    (step,) = find_steps([make_entry("2019", quote(BASE)), make_entry("2021", later)], [])
    assert step.change is Change.CONDITION_ADDED
    assert step.why == "nu onder voorwaarde: “mits er geld is”"
    assert any(piece.kind is PieceKind.ADDED and "mits" in piece.text for piece in step.difference)


def test_what_a_silent_document_says_on_the_subject_is_shown() -> None:
    silent, evidence = make_record("2021"), quote("De toegang is een vraagstuk.").sentence
    (step,) = find_steps([make_entry("2019", quote(BASE))], [silent], {silent.id: evidence})
    assert (step.change, step.evidence) == (Change.DROPPED, evidence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BASE, True),
        ("De kosten van jeugdhulp stijgen", True),
        ("Gemeenten krijgen te weinig geld", True),
        ("Het aantal kinderen neemt toe", True),
        ("toegang tot jeugdhulp", False),
        ("kosten van jeugdhulp", False),
        ("de rol van het Rijk", False),
        ("een bindend referendum", False),
        ("wachttijden in de jeugdhulp", False),
        ("", False),
    ],
)
def test_a_statement_has_a_finite_verb(text: str, *, expected: bool) -> None:
    assert is_statement(text) is expected
