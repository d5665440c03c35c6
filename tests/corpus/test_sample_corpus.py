"""The sample corpus: fictional, of every format, and its PDF documents are what their sources make."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pymupdf
import pytest

from policytext.ingest.discover import find_candidates
from policytext.readers import read_document
from policytext.structure import build_document
from policytext.structure.manifest import read_manifest
from policytext.types.vocabulary import BlockKind

SAMPLES = Path(__file__).resolve().parents[2] / "corpus"
SCRIPT = SAMPLES / "make_pdfs.py"
OFFICE_SCRIPT = SAMPLES / "make_office.py"

_FICTIONAL = "Dit is een fictief voorbeelddocument bij policytext"
_SUFFIXES = (".docx", ".html", ".md", ".odt", ".pdf", ".txt")
_OFFICE_SUFFIXES = (".docx", ".odt")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A picture of a page: what it says stands in its source, and in the file only for a program that recognises text.
SCANS = sorted((SAMPLES / "scans").glob("*.pdf"))
READ = sorted(path for path in SAMPLES.iterdir() if path.suffix in _SUFFIXES and path.name != "README.md")
DOCUMENTS = [*READ, *SCANS]
PDF_DOCUMENTS = sorted((path for path in DOCUMENTS if path.suffix == ".pdf"), key=lambda path: path.name)
OFFICE_DOCUMENTS = [path for path in DOCUMENTS if path.suffix in _OFFICE_SUFFIXES]
TYPESET = [path for path in PDF_DOCUMENTS if path not in SCANS]


def run_script(*arguments: str, script: Path = SCRIPT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script), *arguments], capture_output=True, text=True, timeout=120, check=False
    )


def plain_text(path: Path) -> str:
    """The text of a document with white space collapsed, by the reader that the program uses; of a scan, its source."""
    if path in SCANS:
        source = (SAMPLES / "src" / f"{path.stem}.md").read_text(encoding="utf-8")
        return " ".join(f"{_FICTIONAL} {source}".split())
    return " ".join(read_document(path).text.split())


def page_texts(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [page.get_text() for page in document]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDF documents as the script makes them now."""
    folder = tmp_path_factory.mktemp("made")
    assert run_script("--out", str(folder)).returncode == 0
    return folder


def test_pdf_documents_are_what_the_script_makes() -> None:
    done = run_script("--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_source_has_its_pdf_document() -> None:
    assert [path.stem for path in PDF_DOCUMENTS] == sorted(path.stem for path in (SAMPLES / "src").glob("*.md"))


def test_making_twice_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    assert run_script("--out", str(tmp_path)).returncode == 0
    for path in PDF_DOCUMENTS:
        name = path.relative_to(SAMPLES)
        assert (tmp_path / name).read_bytes() == (made / name).read_bytes()


def test_check_finds_another_text_and_a_missing_file(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    missing, changed, *_ = TYPESET
    (tmp_path / missing.name).unlink()
    with pymupdf.open(tmp_path / changed.name) as document:
        document[0].insert_text((80, 820), "Een regel te veel")
        document.saveIncr()
    done = run_script("--check", "--out", str(tmp_path))
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [missing.name, changed.name]


def test_check_sees_that_a_scan_looks_otherwise(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    (scan,) = SCANS
    with pymupdf.open(scan) as document:
        document[0].draw_rect(pymupdf.Rect(80, 500, 400, 700), fill=(0, 0, 0))
        document.save(tmp_path / scan.relative_to(SAMPLES))
    done = run_script("--check", "--out", str(tmp_path))
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [scan.name]


@pytest.mark.parametrize("path", SCANS, ids=lambda path: path.name)
def test_scans_are_pictures_without_text(path: Path) -> None:
    assert path.stat().st_size < 300_000
    with pymupdf.open(path) as document:
        for page in document:
            assert page.get_text().strip() == ""
            (picture,) = page.get_image_info()
            assert picture["bbox"] == pytest.approx(tuple(page.rect), abs=0.1)
            assert 120 <= picture["width"] / page.rect.width * 72 <= 155
            assert picture["colorspace"] == 1


def test_office_documents_are_what_the_script_makes(tmp_path: Path) -> None:
    done = run_script("--check", script=OFFICE_SCRIPT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert run_script("--out", str(tmp_path), script=OFFICE_SCRIPT).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [path.name for path in OFFICE_DOCUMENTS]
    for path in OFFICE_DOCUMENTS:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_check_finds_a_changed_office_document(tmp_path: Path) -> None:
    changed, missing = OFFICE_DOCUMENTS
    (tmp_path / changed.name).write_bytes(changed.read_bytes() + b"\0")
    done = run_script("--check", "--out", str(tmp_path), script=OFFICE_SCRIPT)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [changed.name, missing.name]


@pytest.mark.parametrize("path", OFFICE_DOCUMENTS, ids=lambda path: path.name)
def test_office_documents_have_two_notes_that_their_markers_lead_to(path: Path) -> None:
    document = build_document(read_document(path))
    notes = [block.index for block in document.blocks if block.kind is BlockKind.NOTE]
    assert len(notes) == 2
    assert [(marker.label, marker.note) for marker in document.markers] == [("1", notes[0]), ("2", notes[1])]


def test_letter_in_word_has_a_list_a_table_and_leftovers_of_its_making() -> None:
    raw = read_document(SAMPLES / "2024-meerdrecht-antwoord-raadsvragen-wachttijden.docx")
    assert [block.label for block in raw.blocks if block.kind is BlockKind.LIST_ITEM] == ["1.", "2.", "3."]
    assert sum(block.kind is BlockKind.TABLE for block in raw.blocks) == 4
    assert len(raw.warnings) == 2
    assert "Nog afstemmen" not in raw.text


def test_web_page_has_a_note_comments_and_boilerplate() -> None:
    page = (SAMPLES / "2024-wijkblik-de-huisarts-kan-het-niet-alleen.html").read_text(encoding="utf-8")
    assert page.count('class="comment"') == 2
    assert '<a href="#n1">' in page
    assert all(part in page for part in ("<nav>", 'class="cookie"', "<footer>"))


def test_formats_and_number() -> None:
    counts = Counter(path.suffix for path in DOCUMENTS)
    assert sum(counts.values()) >= 8
    assert set(counts) == set(_SUFFIXES)


def test_ingest_takes_the_documents_and_nothing_else(tmp_path: Path) -> None:
    found = find_candidates([SAMPLES], tmp_path / "index")
    assert sorted(candidate.path.name for candidate in found) == [path.name for path in READ]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_document_says_that_it_is_fictional(path: Path) -> None:
    assert _FICTIONAL in plain_text(path)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_document_is_in_the_readme(path: Path) -> None:
    assert f"`{path.relative_to(SAMPLES).as_posix()}`" in (SAMPLES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.name[0].isdigit()], ids=lambda path: path.name)
def test_year_of_the_name_stands_in_the_text_and_no_later_source_is_known(path: Path) -> None:
    year = int(path.name[:4])
    text = plain_text(path)
    assert 2018 <= year <= 2025
    assert str(year) in text
    # A reference to a later paper would be a slip; plans may look ahead.
    cited = [int(match[1]) for match in re.finditer(r"\((?:[^()]*\D)?((?:19|20)\d\d)\)", text)]
    assert max(cited, default=year) <= year


def test_files_of_the_manifest_are_read() -> None:
    entries = read_manifest(SAMPLES)
    present = [name for name in entries if (SAMPLES / name).is_file()]
    assert present
    for name in present:
        assert read_document(SAMPLES / name).text.strip()
        date = entries[name].date
        assert date is None or "2018" <= date.value[:4] <= "2025"


@pytest.mark.parametrize("path", TYPESET, ids=lambda path: path.name)
def test_nothing_is_set_outside_the_page_or_on_other_text(path: Path) -> None:
    with pymupdf.open(path) as document:
        for page in document:
            words = page.get_text("words")
            assert words
            inner = pymupdf.Rect(20, 20, page.rect.width - 20, page.rect.height - 20)
            boxes = [pymupdf.Rect(word[:4]) for word in words]
            for number, box in enumerate(boxes):
                assert box in inner
                # Boxes of glyphs reach above and below the ink, so only the middle of a word counts.
                middle = pymupdf.Point((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
                assert not any(middle in other for place, other in enumerate(boxes) if place != number)
            assert "\N{REPLACEMENT CHARACTER}" not in page.get_text()


def test_report_has_a_sentence_and_a_note_that_cross_a_page_break() -> None:
    pages = page_texts(SAMPLES / "2021-rekenkamer-dichtbij-en-toch-ver-weg.pdf")
    number = next(number for number, text in enumerate(pages) if "kunnen\n6 Zie noot 1" in text)
    assert "haar geschrapt en de middelen\n" in pages[number]
    assert pages[number + 1].startswith("overleggen. De derde is druk.")
    assert "\ningezet om de achterstand" in pages[number + 1]


def test_article_has_broken_words_and_two_columns() -> None:
    pages = page_texts(SAMPLES / "2023-de-oever-wachten-op-een-sleutel.pdf")
    assert len(pages) == 2
    assert "Eenpersoonswo-\nningen" in pages[0]


def test_passage_is_copied_word_for_word_without_credit() -> None:
    essay = plain_text(SAMPLES / "2020-de-oever-wie-bewaakt-de-drempel.md")
    copy = plain_text(SAMPLES / "2022-bjl-regionale-inkoop-ruimte-om-te-kiezen.txt")
    start, end = "Wie een kind doorverwijst", "een oordeel over een leven."
    passage = essay[essay.index(start) : essay.index(end) + len(end)]
    assert len(passage.split()) > 40
    assert passage in copy
    assert "De Oever" not in copy
