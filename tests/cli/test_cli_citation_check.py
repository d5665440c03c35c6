"""`policytext citations --check`: faults by document and kind, as words and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path

from checked_documents import document_of, store
from click.testing import Result

from policytext.types.vocabulary import BlockKind

N, B = BlockKind.NOTE, BlockKind.BIBLIOGRAPHY_ENTRY
Call = Callable[..., Result]


def test_faults_are_shown_by_kind(index_folder: Path, call: Call) -> None:
    document = document_of(
        "Dat is zo (SCP 2018).¹", "En dit (WRR 2013).", (N, "¹ Zie noot 12."), (B, "SCP (2018), Zorg in de buurt.")
    )
    store(index_folder, document)
    result = call("citations", "--check")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "2 mrt 2022 · Stichting Buurtkracht · Brief over de wijk"
    assert [line for line in lines if line.endswith("(1)")] == [
        "  leidt nergens heen (1)",
        "  staat niet in de lijst (1)",
    ]
    assert "     WRR 2013" in lines
    assert lines[-1] == "2 plaatsen in 1 document: 1 × leidt nergens heen, 1 × staat niet in de lijst"
    assert any(line.endswith("p. 3 (gedrukt: p3) · noot 12 ontbreekt") for line in lines)


def test_faults_as_json_have_the_shared_fields(index_folder: Path, call: Call) -> None:
    document = document_of("Dat is zo.¹", (N, "¹ Zie noot 12."))
    store(index_folder, document)
    (row,) = [json.loads(line) for line in call("citations", "--check", "--json").stdout.splitlines()]
    assert (row["fault"], row["detail"], row["page"]) == ("dead end", "no note 12", 2)
    assert (row["document"], row["text"], row["id"]) == (document.short_id, "Zie noot 12", f"{document.short_id}:2")


def test_no_faults(index_folder: Path, call: Call) -> None:
    store(index_folder, document_of("Dat is zo."))
    result = call("citations", "--check")
    assert (result.exit_code, result.stdout) == (0, "Geen fouten in de verwijzingen gevonden.\n")


def test_conditions_on_works_do_not_go_with_it(index_folder: Path, call: Call) -> None:
    store(index_folder, document_of("Dat is zo."))
    result = call("citations", "--check", "--form", "law")
    assert result.exit_code == 2
    assert "--check looks at whole documents" in result.stderr


def test_notes_without_source_are_listed_only_when_asked_for(index_folder: Path, call: Call) -> None:
    store(index_folder, document_of("Dat is zo.¹", (N, "¹ Dit is alleen een opmerking bij de tekst.")))
    shown, listed = call("citations", "--check").stdout, call("citations", "--check", "--all").stdout
    assert "noot zonder bron (1)" in shown
    assert "noot zonder bron (1)" in listed
    assert "alleen een opmerking" not in shown
    assert "alleen een opmerking" in listed
    assert '"note without source"' in call("citations", "--check", "--json").stdout
