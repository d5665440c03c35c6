"""Readers' comments under an article are never shown as the author's position."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fake_classifier import Always

from policytext.statements import finding
from policytext.types.vocabulary import StatementKind

Call = Callable[..., Result]

PROPOSITION = "Wijkteams moeten de toegang tot de jeugdhulp vormen"
OWN = "Wijkteams moeten de toegang tot de jeugdhulp vormen."
COMMENT = "Wijkteams moeten helemaal niet de toegang tot de jeugdhulp vormen, huisartsen wel."
REPORTED = "Volgens de Rekenkamer moeten wijkteams de toegang tot de jeugdhulp niet vormen."


@pytest.fixture
def evolve(
    index_folder: Path, hashing: None, call: Call, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], dict[str, Any]]:
    """Ingests an article in which every sentence is a recommendation and asks for its position."""
    monkeypatch.setattr(finding, "judge_of", lambda _: Always(StatementKind.RECOMMENDATION))

    def ask(text: str) -> dict[str, Any]:
        article = index_folder.parent / "artikel.txt"
        article.write_text(f"De wijk wacht\n\n{text}\n", encoding="utf-8")
        assert call("ingest", article).exit_code == 0
        return dict(json.loads(call("evolve", PROPOSITION, "--json").stdout))

    return ask


def quotes(entries: list[dict[str, Any]]) -> list[str]:
    return [quote["text"] for entry in entries for quote in entry["quotes"]]


def test_comment_stands_apart_from_the_author(evolve: Callable[[str], dict[str, Any]]) -> None:
    found = evolve(f"{OWN}\n\nReacties op dit artikel (1)\n\n 1. {COMMENT}")
    assert OWN in quotes(found["entries"])
    assert COMMENT not in quotes(found["entries"])
    (reported,) = (entry for entry in found["reported_entries"] if COMMENT in quotes([entry]))
    assert (reported["is_comment"], reported["holder"]) == (True, "lezer")


def test_article_with_comments_only_has_no_position(evolve: Callable[[str], dict[str, Any]]) -> None:
    found = evolve(f"Het regende in de straat.\n\nReacties op dit artikel (1)\n\n 1. {COMMENT}")
    assert COMMENT not in quotes(found["entries"])
    assert COMMENT in quotes(found["reported_entries"])


def test_comment_is_labelled_for_people(evolve: Callable[[str], dict[str, Any]], call: Call) -> None:
    evolve(f"{OWN}\n\nReacties op dit artikel (1)\n\n 1. {COMMENT}")
    own, _, reported = call("evolve", PROPOSITION).stdout.partition("Weergegeven standpunten van anderen")
    assert OWN in " ".join(own.split())
    assert "helemaal niet" not in own
    assert "reactie van lezer" in reported


def test_what_another_is_reported_to_hold_stands_apart(evolve: Callable[[str], dict[str, Any]]) -> None:
    found = evolve(f"{OWN}\n\n{REPORTED}")
    assert REPORTED not in quotes(found["entries"])
    (reported,) = (entry for entry in found["reported_entries"] if REPORTED in quotes([entry]))
    assert (reported["is_comment"], reported["holder"]) == (False, "rekenkamer")


def test_unsure_positions_carry_a_question_mark_and_own_ones_no_holder(sample: Call) -> None:
    command = ("evolve", "Wijkteams moeten de toegang tot de jeugdhulp vormen")
    entries = json.loads(sample(*command, "--json").stdout)["entries"]
    shown = sample(*command).stdout.partition("Weergegeven standpunten")[0]
    unsure = sum(entry["confidence"] < 0.5 for entry in entries)
    assert 0 < unsure < len(entries)
    assert (
        sum(line.count(f"{label}?") for line in shown.splitlines() for label in ("pro", "contra", "gemengd")) == unsure
    )
    assert "(weergegeven)" not in shown


def test_unknown_senders_are_not_counted_as_no_organisations(
    evolve: Callable[[str], dict[str, Any]], call: Call
) -> None:
    evolve(OWN)
    assert "organisatie" not in call("evolve", PROPOSITION).stdout.splitlines()[1]
