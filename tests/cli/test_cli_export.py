"""`policytext export`: both formats, to stdout and to a file that is whole or not there."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from policytext.export import records

Call = Callable[..., Result]


@pytest.mark.parametrize("what", ["statements", "citations", "relations", "documents"])
def test_both_formats_hold_the_same_rows(what: str, sample: Call) -> None:
    lines = sample("export", what).stdout.splitlines()
    rows = list(csv.DictReader(sample("export", what, "--format", "csv").stdout.splitlines(keepends=True)))
    key = {"documents": "document", "relations": "from"}.get(what, "id")
    assert [json.loads(line)[key] for line in lines] == [row[key] for row in rows]


@pytest.mark.parametrize("file_format", ["jsonl", "csv"])
def test_file_holds_what_stdout_would(file_format: str, tmp_path: Path, sample: Call) -> None:
    target = tmp_path / "uit"
    shown = sample("export", "citations", "--format", file_format)
    written = sample("export", "citations", "--format", file_format, "--output", target)
    count = len(sample("export", "citations").stdout.splitlines())
    assert target.read_text(encoding="utf-8") == shown.stdout
    assert written.stdout == ""
    assert written.stderr.startswith(f"{count} citations written to ")
    assert [path.name for path in tmp_path.iterdir()] == ["uit"]


def test_folder_that_is_not_there(tmp_path: Path, sample: Call) -> None:
    result = sample("export", "documents", "-O", tmp_path / "nergens" / "uit.csv")
    assert result.exit_code == 2
    assert "nergens/uit.csv: No such file or directory" in result.stderr


def test_failure_midway_leaves_the_earlier_file(tmp_path: Path, sample: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> Iterator[str]:
        yield "een regel"
        raise OSError(28, "No space left on device")

    target = tmp_path / "uit.jsonl"
    target.write_text("eerder\n", encoding="utf-8")
    monkeypatch.setattr(records, "json_lines", broken)
    assert sample("export", "documents", "-O", target).exit_code == 2
    assert target.read_text(encoding="utf-8") == "eerder\n"
