"""Warnings about a document as a whole: language, date, several documents in one file."""

from pathlib import Path

import pymupdf
import pytest

from policytext.readers import read_document
from policytext.structure import build_document
from policytext.structure.manifest import parse_settings
from policytext.types.document import Document, DocumentDate
from policytext.types.vocabulary import DatePrecision, Origin

BODY = "De gemeente wil dat het wijkteam op tijd hulp geeft en dat de ouders weten waar zij aan toe zijn. "


def build(folder: Path, text: str, *settings: str) -> Document:
    path = folder / "brief.md"
    path.write_text(text, encoding="utf-8")
    return build_document(read_document(path), None, path.name, parse_settings(settings) if settings else None)


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        pytest.param("Zie ECLI:NL:HR:2025:123.", "ECLI:NL:HR:2025:123", id="a later judgment"),
        pytest.param("Zie Stcrt. 2025, 1234.", "Stcrt. 2025, 1234", id="a later journal"),
        pytest.param("Zie Kamerstukken II 2025/26, 31 839.", "Kamerstukken II 2025/26", id="a later session"),
        pytest.param("Geraadpleegd op 3 mei 2024 hier.", "Geraadpleegd op 3 mei 2024", id="a page seen later"),
        pytest.param("Zie ECLI:NL:HR:2024:123.", None, id="a judgment of the year"),
        pytest.param("Zie Kamerstukken II 2023/24, 31 839.", None, id="the session that runs"),
        pytest.param("Dit gaat in op 1 januari 2026.", None, id="a plan"),
        pytest.param("De brief van 3 januari 2024 zei dit.", None, id="an earlier letter"),
    ],
)
def test_what_is_cited_before_it_exists(tmp_path: Path, cited: str, said: str | None) -> None:
    document = build(tmp_path, f"Datum: 14 februari 2024\n\nOnderwerp: Hulp\n\n{BODY}{cited}\n")
    found = [warning for warning in document.warnings if "cites what is later" in warning]
    assert len(found) == (said is not None)
    if said is not None:
        assert f"dated 2024-02-14, but cites what is later: {said} (" in found[0]


def test_a_right_date_ends_the_warning(tmp_path: Path) -> None:
    text = f"Datum: 14 februari 2024\n\n{BODY}Zie ECLI:NL:HR:2025:123.\n"
    assert build(tmp_path, text, "date=2025-02-14").warnings == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("The council should help the families in time and not wait for this. " * 8, "English", id="en"),
        pytest.param(
            "E gobièrnu ta duna yudansa na e famianan di e bario pa nan por biba. " * 8, "Papiamentu", id="pap"
        ),
        pytest.param(BODY * 4, None, id="nl"),
        pytest.param(BODY * 8 + "This is the summary of the letter. " * 3, None, id="nl with a summary"),
    ],
)
def test_another_language_is_named(tmp_path: Path, text: str, name: str | None) -> None:
    found = [warning for warning in build(tmp_path, text).warnings if warning.startswith("language: ")]
    assert [warning.split(",")[0] for warning in found] == ([] if name is None else [f"language: {name}"])


def test_date_of_the_file_is_the_last_resort_and_told(tmp_path: Path) -> None:
    path = tmp_path / "nota.pdf"
    pdf = pymupdf.open()
    pdf.new_page().insert_textbox((72, 72, 500, 700), BODY * 4, fontsize=11)
    pdf.set_metadata({"creationDate": "D:20200301120000"})
    pdf.save(path)
    pdf.close()
    document = build_document(read_document(path), file_name=path.name)
    assert document.metadata.date == DocumentDate("2020-03-01", DatePrecision.DAY, Origin.FILE)
    assert any("by the file's own metadata" in warning for warning in document.warnings)
