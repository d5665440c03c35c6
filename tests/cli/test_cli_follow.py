"""follow on the command line: what people see, what programs get, the web page."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import Result

Call = Callable[..., Result]
COURT = "Rekenkamer Waterrijk"


def test_fields_of_the_json(sample: Call) -> None:
    """Every part with its fields; the counts are those of the lists."""
    result = sample("follow", COURT, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert set(found) == {"documents", "counts", "recommendations", "promises", "loose_answers"}
    assert sum(found["counts"]["recommendations"].values()) == len(found["recommendations"])
    for item in found["recommendations"]:
        assert set(item) == {
            "recommendation", "number", "actors", "strength", "status", "sure", "later_documents", "answers",
        }  # fmt: skip
        for answer in item["answers"]:
            assert set(answer) == {
                "verdict", "basis", "by", "addressee", "reported", "sure", "words", "likeness", "matter", "answer",
            }  # fmt: skip
            assert answer["answer"]["text"]


def test_what_people_see(sample: Call) -> None:
    """Quotation, who has to act, verdict with its words, and how many there are."""
    result = sample("follow", COURT)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "“Zij onderschrijven de aanbevelingen 1, 2, 3 en 5.”" in result.stdout
    assert "(niet de geadresseerde)" in result.stdout
    assert "niet getoond; alles: --status niemand" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "statuses"),
    [
        pytest.param(["--status", "overgenomen"], {"accepted"}, id="one"),
        pytest.param(["--status", "onbeantwoord", "--status", "geen-document"], {"silent", "absent"}, id="two"),
    ],
)
def test_only_some_statuses(sample: Call, arguments: list[str], statuses: set[str]) -> None:
    """What became of them is a condition."""
    found = json.loads(sample("follow", COURT, *arguments, "--json").stdout)
    assert {item["status"] for item in found["recommendations"]} == statuses
    assert found["promises"] == []


def test_lists_are_continued(sample: Call) -> None:
    """What is left out is said, and how to go on."""
    result = sample("follow", COURT, "--limit", "2", "--only", "aanbevelingen")
    assert re.search(r"1-2 van \d+ · verder: --offset 2", result.stdout)
    assert "Toezeggingen" not in result.stdout


class _Text(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_needs_nothing_from_elsewhere(sample: Call, tmp_path: Path) -> None:
    """One file with quotations in it, no script and no address."""
    page = tmp_path / "opvolging.html"
    assert sample("follow", COURT, "--html", str(page)).exit_code == 0
    read = _Text()
    read.feed(page.read_text(encoding="utf-8"))
    assert "Zij onderschrijven de aanbevelingen 1, 2, 3 en 5." in read.words
    assert {"table", "th", "q"} <= set(read.tags)
    assert not {"script", "link", "img"} & set(read.tags)


def test_what_names_nothing_is_refused(sample: Call) -> None:
    """With the exit code of what does not exist."""
    result = sample("follow", "Bond van Niemand")
    assert result.exit_code == 5
    assert result.stderr
