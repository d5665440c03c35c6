"""Out, one coding changed, in again: that changes and nothing else, and a second time nothing does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from coded_index import TRAP, plain_part, statement_called, trap_part, write_index
from exchange import (
    annotations,
    as_qualcoder_writes_it,
    corrections_csv,
    import_file,
    only_words,
    outcomes,
    project,
    rewritten,
    state,
    statements_csv,
    without_descriptions,
)

from policytext.importing.deciding import Outcome
from policytext.store import Judgement, Reader, Writer
from policytext.types.vocabulary import StatementKind

ADVICE = statement_called(plain_part(), "Gemeenten").id
CLAIM = statement_called(plain_part(), "De zorg").id
REPORTED = statement_called(plain_part(), "Volgens").id
TRAPPED = trap_part().statements[0].id

#: Formats by name: the file's name, what makes it, and the change "this recommendation is a claim" in its terms.
FORMATS: dict[str, tuple[str, Callable[..., Any], dict[str, Any]]] = {
    "csv": ("uit.csv", statements_csv, {"kind": "claim", "strength": ""}),
    "w3c": ("uit.jsonld", annotations, {"change": (["kind: recommendation", "strength: must"], ["kind: claim"])}),
    "qdpx": ("uit.qdpx", project, {"change": (["kind: recommendation", "strength: must"], ["kind: claim"])}),
    "qdpx, inclusive": (
        "uit.qdpx",
        lambda folder, *args, **more: project(folder, *args, inclusive=True, **more),
        {"change": (["kind: recommendation", "strength: must"], ["kind: claim"])},
    ),
    "qdpx of QualCoder": (
        "uit.qdpx",
        lambda folder, *args, **more: rewritten(project(folder, *args, **more), as_qualcoder_writes_it),
        {"change": (["kind: recommendation"], ["kind: claim"])},
    ),
    "qdpx with line ends of Windows": (
        "uit.qdpx",
        lambda folder, *args, **more: rewritten(
            project(folder, *args, **more), text=lambda held: "\ufeff" + held.replace("\n", "\r\n")
        ),
        {"change": (["kind: recommendation"], ["kind: claim"])},
    ),
    "qdpx without memos": (
        "uit.qdpx",
        lambda folder, *args, **more: rewritten(project(folder, *args, **more), without_descriptions),
        {"change": (["kind: recommendation"], ["kind: claim"])},
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_index(tmp_path / "index")


@pytest.mark.parametrize("name", FORMATS)
def test_untouched_file_changes_nothing(name: str, folder: Path, tmp_path: Path) -> None:
    file, make, _ = FORMATS[name]
    before = state(folder)
    report = import_file(folder, tmp_path / file, make(folder))
    assert len(report.items) == len(before)
    assert outcomes(report) == []
    assert state(folder) == before


@pytest.mark.parametrize("name", FORMATS)
def test_one_change_changes_that_and_nothing_else(name: str, folder: Path, tmp_path: Path) -> None:
    file, make, change = FORMATS[name]
    before = state(folder)
    content = make(folder, ADVICE, **change)
    report = import_file(folder, tmp_path / file, content)
    assert outcomes(report) == [Outcome.CHANGED]
    after = state(folder)
    assert after.pop(ADVICE)["kind"] == "claim"
    was = before.pop(ADVICE)
    assert after == before
    row = state(folder)[ADVICE]
    assert only_words(row) == only_words({**was, "kind": "claim", "strength": None})
    assert (row["corrected"], row["confidence"]) == (True, 1.0)
    again = import_file(folder, tmp_path / file, content)
    assert outcomes(again) == []
    assert state(folder)[ADVICE] == row


@pytest.mark.parametrize("name", FORMATS)
def test_dry_run_tells_the_same_and_changes_nothing(name: str, folder: Path, tmp_path: Path) -> None:
    file, make, change = FORMATS[name]
    before = state(folder)
    content = make(folder, ADVICE, **change)
    told = import_file(folder, tmp_path / file, content, dry_run=True)
    assert state(folder) == before
    assert told == import_file(folder, tmp_path / file, content)


CHANGES = [
    pytest.param(ADVICE, {"actors": ["rijk", "gemeenten"]}, (["actor: gemeenten"], ["actor: Rijk", "actor: gemeenten"]),
                 {"actors": '["Rijk", "gemeenten"]'}, id="another actor"),
    pytest.param(ADVICE, {"actors": []}, (["actor: gemeenten"], []), {"actors": "[]"}, id="nobody is to act"),
    pytest.param(ADVICE, {"strength": "could"}, (["strength: must"], ["strength: could"]), {"strength": "could"},
                 id="another strength"),
    pytest.param(ADVICE, {"attribution": "reported", "holder": "rekenkamer"},
                 (["attribution: own"], ["attribution: reported", "holder: Rekenkamer"]),
                 {"attribution": "reported", "holder": "Rekenkamer"}, id="reported by somebody"),
    pytest.param(ADVICE, {"attribution": "reported", "holder": "rekenkamer"}, ([], ["holder: rekenkamer"]),
                 {"attribution": "reported:rekenkamer"}, id="only who holds it"),
    pytest.param(REPORTED, {"attribution": "own", "holder": None}, (["attribution: reported"], ["attribution: own"]),
                 {"attribution": "own", "holder": ""}, id="own after all, with its holder left"),
    pytest.param(CLAIM, {"kind": "recommendation", "strength": "should"}, (["kind: claim"], ["kind: aanbeveling"]),
                 {"kind": "aanbeveling"}, id="Dutch word for a kind, no strength"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "expected", "codes", "cells"), CHANGES)
@pytest.mark.parametrize("name", ["csv", "w3c", "qdpx"])
def test_every_field_comes_back(
    name: str, key: str, expected: dict[str, Any], codes: Any, cells: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    file, make, _ = FORMATS[name]
    before = state(folder)
    content = make(folder, key, **cells) if name == "csv" else make(folder, key, codes)
    assert outcomes(import_file(folder, tmp_path / file, content)) == [Outcome.CHANGED]
    after = state(folder)
    assert only_words(after.pop(key)) == only_words({**before.pop(key), **expected})
    assert after == before
    assert outcomes(import_file(folder, tmp_path / file, content)) == []


@pytest.mark.parametrize("name", ["csv", "w3c", "qdpx"])
def test_none_rejects_a_statement(name: str, folder: Path, tmp_path: Path) -> None:
    file, make, _ = FORMATS[name]
    before = state(folder)
    change = (["kind: claim"], ["kind: none"])
    content = make(folder, CLAIM, kind="geen") if name == "csv" else make(folder, CLAIM, change)
    assert outcomes(import_file(folder, tmp_path / file, content)) == [Outcome.CHANGED]
    before.pop(CLAIM)
    assert state(folder) == before
    assert outcomes(import_file(folder, tmp_path / file, content)) == []


@pytest.mark.parametrize("name", ["csv", "w3c", "qdpx"])
def test_statement_whose_words_and_names_are_traps(name: str, folder: Path, tmp_path: Path) -> None:
    file, make, _ = FORMATS[name]
    codes = (["kind: recommendation"], ["kind: commitment"])
    content = make(folder, TRAPPED, kind="commitment") if name == "csv" else make(folder, TRAPPED, codes)
    was = state(folder)[TRAPPED]
    assert outcomes(import_file(folder, tmp_path / file, content)) == [Outcome.CHANGED]
    now = state(folder)[TRAPPED]
    assert only_words(now) == only_words({**was, "kind": "commitment", "strength": None})
    assert TRAP in now["holder"]


def corrected(folder: Path) -> None:
    """Some corrections of every sort."""
    with Reader.open(folder) as reader:
        facts = reader.info()
    judgements = {
        ADVICE: Judgement(kind=StatementKind.COMMITMENT, actors=("rijk",)),
        CLAIM: Judgement(kind=StatementKind.RECOMMENDATION),
        REPORTED: Judgement(rejected=True),
        TRAPPED: Judgement(kind=StatementKind.RECOMMENDATION),  # as the tool has it: confirmed
    }
    with Writer.open(folder, model=facts.model, dimensions=facts.dimensions, pipeline_version="1") as writer:
        for number, (key, judgement) in enumerate(judgements.items()):
            sentence = key.replace(":s", ":")
            writer.correct(sentence, judgement, f"2026-01-0{number + 1}T10:00:00+00:00", statement=key, note="=waarom")


def test_corrections_go_from_one_index_to_another(folder: Path, tmp_path: Path) -> None:
    corrected(folder)
    other = write_index(tmp_path / "other")
    content = corrections_csv(folder)
    assert outcomes(import_file(other, tmp_path / "uit.csv", content)) == [Outcome.CHANGED] * 4
    assert corrections_csv(other) == content
    assert state(other) == state(folder)
    for index in (folder, other):
        assert outcomes(import_file(index, tmp_path / "uit.csv", content)) == []
    assert corrections_csv(other) == content


def test_correction_is_changed_in_its_own_table(folder: Path, tmp_path: Path) -> None:
    corrected(folder)
    before = state(folder)
    content = corrections_csv(folder, ADVICE, kind="recommendation", strength="must")
    report = import_file(folder, tmp_path / "uit.csv", content)
    assert outcomes(report) == [Outcome.CHANGED]
    after = state(folder)
    assert (after[ADVICE]["kind"], after[ADVICE]["strength"]) == ("recommendation", "must")
    assert {key: row for key, row in after.items() if key != ADVICE} == {
        key: row for key, row in before.items() if key != ADVICE
    }
    assert outcomes(import_file(folder, tmp_path / "uit.csv", content)) == []


def test_rejected_statement_is_restored_by_its_kind(folder: Path, tmp_path: Path) -> None:
    before = state(folder)
    corrected(folder)
    content = corrections_csv(folder, REPORTED, kind="claim")
    assert outcomes(import_file(folder, tmp_path / "uit.csv", content)) == [Outcome.CHANGED]
    assert only_words(state(folder)[REPORTED])["text"] == before[REPORTED]["text"]
