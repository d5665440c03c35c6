"""`policytext inspect` shows how a file is read, and ingests nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from click.testing import Result

Call = Callable[..., Result]

LETTER = """Datum: 25 mei 2021
Onderwerp: Tijd voor gezinnen

Geachte raad,

Wijkteams hebben te weinig tijd.[^1]

[^1]: Rekenkamer (2020). De wijk. Den Haag.
"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "brief.md"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "brief.pdf"
    document = pymupdf.open()
    for number in (1, 2, 3):
        page = document.new_page()
        page.insert_text((72, 100), f"Hoofdstuk {number}", fontsize=18)
        page.insert_textbox((72, 130, 500, 400), "Wijkteams hebben te weinig tijd voor <gezinnen>. " * 8, fontsize=11)
    document.save(path)
    document.close()
    return path


def test_report_names_metadata_with_its_origin_and_counts(call: Call, letter: Path) -> None:
    result = call("inspect", letter)
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "date 2021-05-25 (text)" in lines
    assert "1 notes, 1 markers, 1 linked" in lines
    assert not (Path.cwd() / "index").exists()


def test_json_has_quality_and_metadata(call: Call, letter: Path) -> None:
    found = json.loads(call("inspect", letter, "--json").stdout)
    assert (found["date"], found["origins"]["date"], found["media_type"]) == ("2021-05-25", "text", "text/markdown")
    assert found["quality"]["notes"] == found["quality"]["linked_markers"] == 1
    assert found["quality"]["blocks"]["note"] == 1


def test_text_is_what_positions_count_in(call: Call, letter: Path) -> None:
    assert call("inspect", letter, "--text").stdout == LETTER + "\n"


def test_blocks_are_listed(call: Call, letter: Path) -> None:
    assert "paragraph" in call("inspect", letter, "--blocks").stdout


def test_page_shows_pictures_with_blocks_over_them(call: Call, pdf: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit.html"
    result = call("inspect", pdf, "--html", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    html = out.read_text(encoding="utf-8")
    assert html.count('src="data:image/jpeg;base64,') == 3
    assert html.count('<g class="k-heading">') == 3
    assert "&lt;gezinnen&gt;" in html
    assert "<gezinnen>" not in html
    assert "http://" not in html.replace('xmlns="http://www.w3.org', "")


def test_only_the_pages_that_are_named_are_drawn(call: Call, pdf: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit.html"
    call("inspect", pdf, "--html", out, "--pages", "2-3")
    html = out.read_text(encoding="utf-8")
    assert [f'id="p{number}"' in html for number in (1, 2, 3)] == [False, True, True]


def test_page_of_a_text_shows_its_blocks(call: Call, letter: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit.html"
    call("inspect", letter, "--html", out)
    html = out.read_text(encoding="utf-8")
    assert "Wijkteams hebben te weinig tijd" in html
    assert "1 →</a>" in html


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param(["nergens.pdf"], 3, "nergens.pdf", id="no file"),
        pytest.param(["brief.md", "--pages", "een"], 2, "names no pages", id="pages that are none"),
        pytest.param(["brief.md", "--html", "geen/map/uit.html"], 3, "cannot be written", id="no folder to write to"),
        pytest.param(["brief.md", "--ocr", "soms"], 2, "soms", id="a mode that is none"),
    ],
)
def test_errors_name_the_cause(call: Call, letter: Path, arguments: list[str], code: int, says: str) -> None:
    (Path.cwd() / "brief.md").write_bytes(letter.read_bytes())
    result = call("inspect", *arguments)
    assert result.exit_code == code
    assert says in result.stderr


def test_documents_tell_how_they_were_read(call: Call, letter: Path, pdf: Path) -> None:
    call("ingest", letter, pdf)
    stdout = call("documents", "--quality").stdout
    assert "1 notes, 1 markers, 1 linked" in stdout
    assert "3 pages" in stdout
    rows = json.loads(call("documents", "--json").stdout)
    assert [row["quality"]["pages"] for row in rows] == [0, 3]
