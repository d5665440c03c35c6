"""Points, reuse, figures, gaps, follow-up, briefs and decisions from Python are those of the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from store_builders import DIMENSIONS, ingested, make_document

import policytext
from policytext.api import Index
from policytext.api.columns import COLUMNS
from policytext.cli.main import main
from policytext.errors import ConfigError, NotFound
from policytext.store import Writer
from policytext.store.coding import keep
from policytext.store.coding_records import Coded, Decision, Verdict
from policytext.types.vocabulary import Attribution, StatementKind

TOPIC = "wachttijden in de jeugdhulp"
SENDER = "Vereniging Gemeenten Waterrijk"


@pytest.fixture(scope="module")
def sample(sample_index: Path) -> Iterator[Index]:
    """The sample corpus."""
    with policytext.open(sample_index) as index:
        yield index


def command(index: Index, *arguments: str) -> Any:
    """What a command prints with --json: one value, or a list of lines."""
    result = CliRunner().invoke(main, [*arguments, "--json", "--index", str(index.folder)])
    assert result.exit_code == 0, result.output
    return (
        json.loads(result.stdout) if result.stdout.startswith("{\n") else [*map(json.loads, result.stdout.splitlines())]
    )


@pytest.fixture(scope="module")
def answers(sample: Index) -> dict[str, Any]:
    """One answer of each kind, asked once for all tests."""
    return {
        "points": sample.points(TOPIC, limit=3),
        "reuse": sample.reuse(kind=["verbatim", "same_source"]),
        "numbers": sample.numbers("wachttijd"),
        "gaps": sample.gaps(SENDER),
        "follow": sample.follow(date_from="2020"),
        "brief": sample.brief(TOPIC, audience="redactie"),
    }


def test_answers_are_those_of_the_commands(sample: Index, answers: dict[str, Any]) -> None:
    assert answers["points"].to_json() == command(sample, "points", TOPIC, "--limit", "3")
    assert answers["numbers"].to_json() == command(sample, "numbers", "wachttijd")
    assert answers["gaps"].to_json() == command(sample, "gaps", SENDER)
    assert answers["follow"].to_json() == command(sample, "follow", "--since", "2020")
    assert answers["brief"].to_json() == command(sample, "brief", TOPIC, "--for", "redactie")
    pairs = answers["reuse"].to_json()["pairs"]
    assert pairs == command(sample, "reuse", "-k", "letterlijk", "-k", "bron")


def test_documents_are_named_and_chosen_as_everywhere(sample: Index) -> None:
    document = sample.documents(organisation=SENDER)[0]
    shared = sample.reuse(document=document.short_id, kind="same_source", date_from="2018").to_json()["pairs"]
    assert shared == command(sample, "reuse", "-d", document.short_id, "-k", "bron", "--since", "2018")
    conflicts = sample.numbers(document=document.short_id, conflicts=True)
    assert conflicts.to_json() == command(sample, "numbers", "-d", document.short_id, "--conflicts")
    with pytest.raises(NotFound):
        sample.gaps("bestaat niet")


def test_rows_have_their_columns(answers: dict[str, Any]) -> None:
    for name, answer in answers.items():
        assert {tuple(row) for row in answer.rows()} == {COLUMNS[name]} == {answer.columns()}


def test_rows_leave_nothing_out(answers: dict[str, Any]) -> None:
    points, gaps, follow, brief = (answers[name] for name in ("points", "gaps", "follow", "brief"))
    members = sum(len(p.members) + len(p.differing) + len(p.related) for p in (*points.points, *points.single))
    assert len(points.rows()) == members
    assert len(answers["reuse"].rows()) == answers["reuse"].total
    assert len(gaps.rows()) == len(gaps.dropped) + len(gaps.missing) + len(gaps.unanswered)
    told = sum(max(1, len(item.answers)) for item in follow.recommendations)
    told += sum(max(1, len(item.traces)) for item in follow.promises) + len(follow.loose)
    assert len(follow.rows()) == told
    answered = [row for row in follow.rows() if row["part"] == "recommendation" and row["verdict"] is not None]
    assert [row["answer_text"] for row in answered] == [
        answer.sentence.text for item in follow.recommendations for answer in item.answers
    ]
    assert {row["text"] for row in answered} <= {item.recommendation.text for item in follow.recommendations}
    assert [row["text"] for row in brief.rows()] == [
        None if line.quotation is None else line.quotation.text for line in brief.lines
    ]


def test_a_part_of_the_answer_can_be_asked_for(sample: Index, answers: dict[str, Any]) -> None:
    part = sample.reuse(kind=["verbatim", "same_source"], limit=2, offset=1)
    assert part.to_json()["pairs"] == answers["reuse"].to_json()["pairs"][1:3]
    for ask in (lambda: sample.reuse(limit=0), lambda: sample.points(TOPIC, offset=-1), lambda: sample.numbers("..")):
        with pytest.raises(ConfigError):
            ask()


def test_a_wrong_value_is_told_with_those_that_can_be(sample: Index) -> None:
    with pytest.raises(ConfigError) as told:
        sample.reuse(kind="letterlijk")
    assert "verbatim" in told.value.hint
    with pytest.raises(ConfigError) as told:
        sample.brief(TOPIC, audience="iedereen")
    assert "kamer, redactie, onderzoek" in told.value.hint
    with pytest.raises(TypeError, match="'author' is no condition"):
        sample.numbers(author="Vis")  # type: ignore[call-arg]


def test_a_brief_is_written_as_the_command_writes_it(sample: Index, answers: dict[str, Any], tmp_path: Path) -> None:
    brief = answers["brief"]
    arguments = ["brief", TOPIC, "--for", "redactie", "--index", str(sample.folder)]
    shown = CliRunner().invoke(main, arguments).stdout
    assert brief.to_markdown() == shown
    brief.write(tmp_path / "notitie.docx")
    assert (tmp_path / "notitie.docx").read_bytes().startswith(b"PK")
    brief.write(str(tmp_path / "brief.html"), language="en")
    assert 'lang="en"' in (tmp_path / "brief.html").read_text(encoding="utf-8")
    for path, language in ((tmp_path / "a.txt", "nl"), (tmp_path / "a.md", "fr"), (tmp_path / "x" / "a.md", "nl")):
        with pytest.raises(ConfigError):
            brief.write(path, language)


def test_decisions_of_coders_are_records(tmp_path: Path) -> None:
    part = ingested(make_document(["De pont vaart."]), [(0, StatementKind.CLAIM, Attribution.OWN)])
    with Writer.open(tmp_path, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        part.put(writer, "a.txt")
    claim = Coded.of(part.statements[0])
    when = "2026-01-01T10:00:00+00:00"
    for coder, verdict, coded in (("anna", Verdict.ACCEPTED, claim), ("ben", Verdict.REJECTED, None)):
        keep(tmp_path, [Decision(coder, None, part.keys[0], "De pont vaart.", verdict, coded, claim, when)])
    with policytext.open(tmp_path) as index:
        found = index.decisions()
        assert [(one.coder, one.verdict) for one in found] == [("anna", Verdict.ACCEPTED), ("ben", Verdict.REJECTED)]
        assert found.rows() == command(index, "code", "list")[::-1]
        assert {tuple(row) for row in found.rows()} == {COLUMNS["decisions"]}
        assert [one.coder for one in index.decisions(coder="ben")] == ["ben"]
        assert len(index.decisions(proposition="De pont moet blijven")) == 0
        agreement = index.agreement()
        assert agreement.to_json() == command(index, "code", "agreement")
        assert agreement.rows() == [
            {
                "field": "kind",
                "coder": "anna",
                "other_coder": "ben",
                "units": 1,
                "agreed": 0.0,
                "kappa": 0.0,
                "alpha": 0.0,
                "alpha_units": 1,
            }
        ]
        assert {tuple(row) for row in agreement.rows()} == {COLUMNS["agreement"]}
