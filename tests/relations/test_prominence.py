from dataclasses import replace
from pathlib import Path

import pytest
from argued_texts import ESSAY, Argued, argued

from policytext.relations import find_relations, with_prominence
from policytext.types.statement import Statement
from policytext.types.vocabulary import Attribution, Prominence


@pytest.fixture
def essay(tmp_path: Path) -> Argued:
    return argued(tmp_path, ESSAY)


def rated(text: Argued, statements: tuple[Statement, ...] | None = None) -> dict[str, Prominence | None]:
    chosen = text.statements if statements is None else statements
    relations = find_relations(text.document, text.sentences, chosen, text.vectors)
    result = with_prominence(text.document, text.sentences, chosen, relations, text.vectors)
    assert [replace(s, prominence=None) for s in result] == list(chosen)
    return {statement.id: statement.prominence for statement in result}


def test_what_is_advised_and_argued_for_is_a_main_claim_of_the_document(essay: Argued) -> None:
    assert rated(essay)[essay.said("Daarom moeten gemeenten")] is Prominence.DOCUMENT


def test_what_a_list_argues_for_is_a_main_claim(essay: Argued) -> None:
    assert rated(essay)[essay.said("De wachttijd is onhoudbaar")] is not None


def test_reasons_are_no_main_claims(essay: Argued) -> None:
    found = rated(essay)
    assert found[essay.said("scholen nemen taken over")] is None
    assert found[essay.said("In 2023 vertrok")] is None


def test_a_short_document_has_few(essay: Argued) -> None:
    values = list(rated(essay).values())
    assert 1 <= values.count(Prominence.DOCUMENT) <= 2
    assert values.count(Prominence.SECTION) <= 2


def test_a_long_document_has_five_at_most(tmp_path: Path) -> None:
    section = "# Kop {0}\n\n" + " ".join(f"Gemeente {{0}}.{n} moet meer doen." for n in range(30))
    text = argued(tmp_path, "\n\n".join(section.format(number) for number in range(6)))
    values = list(rated(text).values())
    assert values.count(Prominence.DOCUMENT) <= 5
    assert values.count(Prominence.SECTION) <= 12


def test_statements_of_others_are_no_main_claims(essay: Argued) -> None:
    others = tuple(replace(s, attribution=Attribution.REPORTED, holder="de rekenkamer") for s in essay.statements)
    assert set(rated(essay, others).values()) == {None}
