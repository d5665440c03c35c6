"""Nothing is overwritten silently: two corrections that differ are told, and the index stays as it is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from coded_index import paged_part, plain_part, statement_called, write_index
from exchange import NOW, annotations, corrections_csv, import_file, outcomes, project, state, statements_csv

from policytext.importing.deciding import Outcome
from policytext.store import Judgement, Reader, Writer
from policytext.types.vocabulary import StatementKind

ADVICE = statement_called(plain_part(), "Gemeenten").id
CLAIM = statement_called(plain_part(), "De zorg").id
NO_STATEMENT = f"{plain_part().document.short_id}:0"
CHANGES = {
    "csv": lambda folder: statements_csv(folder, ADVICE, kind="claim"),
    "jsonld": lambda folder: annotations(folder, ADVICE, (["kind: recommendation"], ["kind: claim"])),
    "qdpx": lambda folder: project(folder, ADVICE, (["kind: recommendation"], ["kind: claim"])),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_index(tmp_path / "index")


def correct(folder: Path, key: str, judgement: Judgement, made_at: str = NOW) -> None:
    with Reader.open(folder) as reader:
        facts = reader.info()
    with Writer.open(folder, model=facts.model, dimensions=facts.dimensions, pipeline_version="1") as writer:
        writer.correct(key.replace(":s", ":"), judgement, made_at, statement=key)


@pytest.mark.parametrize("suffix", CHANGES)
def test_correction_made_since_the_export_stands(suffix: str, folder: Path, tmp_path: Path) -> None:
    content = CHANGES[suffix](folder)
    correct(folder, ADVICE, Judgement(kind=StatementKind.COMMITMENT))
    before = state(folder)
    report = import_file(folder, tmp_path / f"uit.{suffix}", content)
    assert outcomes(report) == [Outcome.CONFLICT]
    (item,) = [one for one in report.items if one.outcome is Outcome.CONFLICT]
    assert (item.changes[0].field, item.changes[0].was, item.changes[0].now) == ("kind", "commitment", "claim")
    assert item.reason == f"kind was corrected otherwise at {NOW}"
    assert state(folder) == before


@pytest.mark.parametrize("suffix", CHANGES)
def test_overrule_lets_the_file_count(suffix: str, folder: Path, tmp_path: Path) -> None:
    content = CHANGES[suffix](folder)
    correct(folder, ADVICE, Judgement(kind=StatementKind.COMMITMENT))
    assert outcomes(import_file(folder, tmp_path / f"uit.{suffix}", content, overrule=True)) == [Outcome.CHANGED]
    assert state(folder)[ADVICE]["kind"] == "claim"


@pytest.mark.parametrize("suffix", ["jsonld", "qdpx"])
def test_correction_that_the_export_had_can_be_changed(suffix: str, folder: Path, tmp_path: Path) -> None:
    correct(folder, ADVICE, Judgement(kind=StatementKind.COMMITMENT))
    codes = (["kind: commitment"], ["kind: claim"])
    content = annotations(folder, ADVICE, codes) if suffix == "jsonld" else project(folder, ADVICE, codes)
    assert outcomes(import_file(folder, tmp_path / f"uit.{suffix}", content)) == [Outcome.CHANGED]
    assert state(folder)[ADVICE]["kind"] == "claim"


@pytest.mark.parametrize("suffix", ["jsonld", "qdpx"])
def test_corrections_of_different_fields_do_not_conflict(suffix: str, folder: Path, tmp_path: Path) -> None:
    codes = (["actor: gemeenten"], ["actor: rijk"])
    content = annotations(folder, ADVICE, codes) if suffix == "jsonld" else project(folder, ADVICE, codes)
    correct(folder, ADVICE, Judgement(kind=StatementKind.COMMITMENT))
    assert outcomes(import_file(folder, tmp_path / f"uit.{suffix}", content)) == [Outcome.CHANGED]
    row = state(folder)[ADVICE]
    assert (row["kind"], row["actors"]) == ("commitment", ["rijk"])


def test_old_table_of_corrections_does_not_take_back_a_later_one(folder: Path, tmp_path: Path) -> None:
    correct(folder, ADVICE, Judgement(kind=StatementKind.COMMITMENT), "2026-01-01T10:00:00+00:00")
    old = corrections_csv(folder)
    correct(folder, ADVICE, Judgement(kind=StatementKind.CLAIM), "2026-01-02T10:00:00+00:00")
    assert outcomes(import_file(folder, tmp_path / "uit.csv", old)) == [Outcome.CONFLICT]
    assert state(folder)[ADVICE]["kind"] == "claim"


def test_untouched_table_of_another_state_of_the_index_corrects_nothing(folder: Path, tmp_path: Path) -> None:
    """A table does not say what was edited in it; what the tool saw tells that it saw something else by now."""
    table = statements_csv(folder)
    part = plain_part()
    changed = [replace(one, kind=StatementKind.CLAIM, strength=None, cues=("andere",)) for one in part.statements[:3]]
    newer = write_index(tmp_path / "newer", ("nota.md", replace(part, statements=tuple(changed), relations=())))
    before = state(newer)
    report = import_file(newer, tmp_path / "uit.csv", table)
    assert [item.outcome for item in report.items].count(Outcome.CONFLICT) == 3
    assert set(outcomes(report)) == {Outcome.CONFLICT, Outcome.NOT_IN_INDEX}
    assert next(item for item in report.items if item.statement == ADVICE).reason.endswith("export it anew")
    assert state(newer) == before
    import_file(newer, tmp_path / "uit.csv", table, overrule=True)
    assert state(newer)[ADVICE]["kind"] == "recommendation"


def test_two_rows_of_one_statement_that_differ(folder: Path, tmp_path: Path) -> None:
    table = f"id,text,kind\r\n{CLAIM},De zorg is duur1.,aanbeveling\r\n{CLAIM},,toezegging\r\n"
    before = state(folder)
    report = import_file(folder, tmp_path / "uit.csv", table)
    assert outcomes(report) == [Outcome.CONFLICT]
    assert report.items[0].names == ("row 2", "row 3")
    assert report.items[0].reason == "two codings differ in kind: row 2 says recommendation, row 3 commitment"
    assert state(folder) == before


def test_two_rows_that_agree_are_one(folder: Path, tmp_path: Path) -> None:
    table = f"id,kind,strength\r\n{CLAIM},aanbeveling,\r\n{CLAIM},recommendation,kan\r\n"
    assert outcomes(import_file(folder, tmp_path / "uit.csv", table)) == [Outcome.CHANGED]
    assert state(folder)[CLAIM]["strength"] == "could"


def test_coding_of_one_place_as_two_kinds(folder: Path, tmp_path: Path) -> None:
    content = annotations(folder, CLAIM, ([], ["kind: commitment"]))
    report = import_file(folder, tmp_path / "uit.jsonld", content)
    assert outcomes(report) == [Outcome.NOT_UNDERSTOOD]
    assert next(item.reason for item in report.items if item.reason) == "is coded as claim and as commitment"


def test_new_annotation_beside_the_untouched_one_counts(folder: Path, tmp_path: Path) -> None:
    """Some tools do not change annotations of others: who disagrees makes one of their own."""
    page = json.loads(annotations(folder))
    (one,) = [item for item in page["items"] if item["record"]["id"] == CLAIM]
    own = {"type": "Annotation", "target": one["target"], "body": [{"type": "TextualBody", "value": "aanbeveling"}]}
    page["items"].append(own)
    assert outcomes(import_file(folder, tmp_path / "uit.jsonld", json.dumps(page))) == [Outcome.CHANGED]
    assert state(folder)[CLAIM]["kind"] == "recommendation"


def test_sentence_that_states_nothing_wants_a_kind(folder: Path, tmp_path: Path) -> None:
    report = import_file(folder, tmp_path / "uit.csv", f"id,actor\r\n{NO_STATEMENT},rijk\r\n")
    assert outcomes(report) == [Outcome.NOT_UNDERSTOOD]
    report = import_file(folder, tmp_path / "uit.csv", f"id,kind,actor\r\n{NO_STATEMENT},toezegging,rijk\r\n")
    assert outcomes(report) == [Outcome.CHANGED]
    with Reader.open(folder) as reader:
        (statement,) = reader.sentence_records([NO_STATEMENT])[0].statements
    assert (statement.kind, statement.actors) == (StatementKind.COMMITMENT, ("rijk",))


def test_part_of_a_sentence_is_corrected_by_itself(folder: Path, tmp_path: Path) -> None:
    first, second = (one.id for one in paged_part().statements[:2])
    content = annotations(folder, second, (["kind: claim"], ["kind: none"]))
    before = state(folder)
    assert outcomes(import_file(folder, tmp_path / "uit.jsonld", content)) == [Outcome.CHANGED]
    before.pop(second)
    assert state(folder) == before
    assert first in before
    table = corrections_csv(folder)
    assert outcomes(import_file(folder, tmp_path / "uit.csv", table)) == []


def test_note_and_time_of_the_file_are_kept(folder: Path, tmp_path: Path) -> None:
    table = f"id,kind,note,corrected_at\r\n{CLAIM},toezegging,omdat,2026-01-05T09:00:00+00:00\r\n"
    import_file(folder, tmp_path / "uit.csv", table)
    with Reader.open(folder) as reader:
        (record,) = reader.corrections()
    assert (record.note, record.made_at) == ("omdat", "2026-01-05T09:00:00+00:00")
