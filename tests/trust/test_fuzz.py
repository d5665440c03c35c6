"""A small part of the fuzzer in each run of the tests, and all of it with the slow ones."""

import sys
from pathlib import Path

import pytest
from fuzz import Outcomes, Try, fuzz, read_one, tries
from reading import understand

SMALL = 63


def fault_free(outcomes: Outcomes, count: int) -> None:
    assert outcomes.faults == []
    assert outcomes.count["survived"] + outcomes.count["refused"] == count
    assert outcomes.count["survived"] > count // 4, "nearly all are refused: the harness says nothing of those read"


def test_spoilt_samples_are_read_or_refused() -> None:
    outcomes = fuzz(list(tries(SMALL, seed=11)), processes=1)
    fault_free(outcomes, SMALL)
    assert {name.partition(" ")[0] for name in outcomes.formats} == {"txt", "md", "html", "xml", "docx", "odt", "pdf"}


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_two_thousand_spoilt_samples_are_read_or_refused() -> None:
    outcomes = fuzz(list(tries(2_000, seed=12)))
    sys.stdout.write(f"{outcomes}\n")  # pytest -s shows the figures of SECURITY.md
    fault_free(outcomes, 2_000)


def test_mutants_are_made_again_by_their_numbers() -> None:
    assert [task.bytes() for task in tries(14, 5)] == [task.bytes() for task in tries(14, 5)]
    assert len({task.bytes()[1] for task in tries(14, 5)}) == 14


def test_harness_sees_a_span_that_leads_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "nota.txt"
    path.write_text("Een kop\n\nGemeenten moeten wachtlijsten openbaar maken.\n", encoding="utf-8")
    assert understand(path)[1] == []
    monkeypatch.setattr("reading._without_given_markers", lambda document, span: document.quote(span)[1:])
    assert understand(path)[1]


def test_harness_sees_an_error_of_no_kind_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IndexError("kapot")

    monkeypatch.setattr("reading.find_citations", fail)
    kind, detail = read_one(Try(1, "a.txt", b"Een zin over zorg. " * 40, 3), tmp_path)
    assert kind == "traceback"
    assert "kapot" in detail


def test_harness_ends_what_hangs() -> None:
    outcomes = fuzz([Try(1, "a.txt", b"Een zin over zorg. " * 400, 3)], processes=1, timeout_s=-1.0)
    assert outcomes.count["hang"] + outcomes.count["survived"] == 1
