"""The tables of organisations, offices and groups: one place for each name, and what each reader gets of it."""

from collections import Counter
from importlib.resources import files

import pytest

from policytext.lexicon import table
from policytext.lexicon.organisations import (
    HeadKind,
    Use,
    canonical_name,
    head_words,
    ministry_of,
    names_for,
    organisations,
    portfolios,
)

VWS = "Ministerie van Volksgezondheid, Welzijn en Sport"
TABLES = (
    *("organisations.tsv", "offices_and_groups.tsv", "group_heads.tsv", "not_groups.txt", "organisation_heads.tsv"),
    *("linked_place_names.txt", "prime_ministers.txt", "author_words.txt"),
)


@pytest.mark.parametrize("name", TABLES)
def test_table_states_its_source(name: str) -> None:
    text = files("policytext.lexicon").joinpath(name).read_text(encoding="utf-8")
    comments = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert "Source:" in comments


@pytest.mark.parametrize("use", list(Use))
def test_no_name_stands_for_two_organisations(use: Use) -> None:
    holders: dict[str, set[str]] = {}
    for body in organisations():
        if use in body.uses:
            for name in body.names:
                holders.setdefault(name, set()).add(body.canonical)
    assert {name: found for name, found in holders.items() if len(found) > 1} == {}


def test_canonical_form_has_one_row_for_all_uses_at_most() -> None:
    whole = Counter(body.canonical for body in organisations() if body.uses == frozenset(Use))
    assert whole.most_common(1)[0][1] == 1


def test_no_form_of_an_office_or_group_stands_twice_without_a_condition() -> None:
    forms = Counter(form for row in table("offices_and_groups") if not row["when"] for form in row["forms"].split("|"))
    assert [form for form, count in forms.items() if count > 1] == []


def test_offices_belong_to_organisations_that_the_table_has() -> None:
    canonical = {body.canonical for body in organisations()}
    assert {row["of"] for row in table("offices_and_groups")} - canonical == {""}


@pytest.mark.parametrize(
    ("name", "use", "canonical"),
    [
        pytest.param("Vereniging van Nederlandse Gemeenten", Use.TEXT, "VNG", id="full name"),
        pytest.param("vereniging van nederlandse gemeenten", Use.LETTERHEAD, "VNG", id="capitals of a long name"),
        pytest.param("VNG", Use.AUTHOR, "VNG", id="its own form"),
        pytest.param("OECD", Use.AUTHOR, "OESO", id="another language"),
        pytest.param("OECD", Use.LETTERHEAD, None, id="no sender"),
        pytest.param("AR", Use.AUTHOR, "Algemene Rekenkamer", id="letters of an author"),
        pytest.param("AR", Use.TEXT, None, id="letters of much else in a text"),
        pytest.param("sp", Use.TEXT, None, id="capitals of a short name"),
        pytest.param("Vereniging van Molenaars", Use.TEXT, None, id="unknown"),
    ],
)
def test_canonical_name_by_use(name: str, use: Use, canonical: str | None) -> None:
    assert canonical_name(name, use) == canonical


@pytest.mark.parametrize(
    ("portfolio", "ministry"),
    [
        pytest.param("Volksgezondheid, Welzijn en Sport", VWS, id="its name"),
        pytest.param("volksgezondheid welzijn en sport", VWS, id="its name, loosely"),
        pytest.param("VWS", VWS, id="its letters"),
        pytest.param("Medische Zorg", VWS, id="a part of its work"),
        pytest.param("Rechtsbescherming", "Ministerie van Justitie en Veiligheid", id="a part of another's"),
        pytest.param("VNG", None, id="no ministry"),
        pytest.param("Zeewaardigheid", None, id="unknown"),
    ],
)
def test_ministry_of_a_portfolio(portfolio: str, ministry: str | None) -> None:
    assert ministry_of(portfolio) == ministry


def test_portfolios_are_those_of_ministries() -> None:
    assert all(ministry.startswith("Ministerie van ") for ministry in portfolios().values())


def test_words_for_bodies_differ_by_use() -> None:
    assert head_words(Use.LETTERHEAD)["Gemeente"].kind is HeadKind.PLACE
    assert "Landelijke" in head_words(Use.LETTERHEAD)
    assert "Nederlandse" not in head_words(Use.LETTERHEAD)
    assert head_words(Use.TEXT)["Nederlandse"].kind is HeadKind.ADJECTIVE


def test_names_of_a_use_are_in_order_of_the_table() -> None:
    assert list(names_for(Use.TEXT))[:2] == ["VNG", "Vereniging van Nederlandse Gemeenten"]
