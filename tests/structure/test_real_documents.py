"""What must hold of the real documents of ../shared/realdocs, in all formats; skipped where they are not there."""

import difflib
import html
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policytext.errors import PolicytextError
from policytext.ingest.kinship import Kinship, Wording
from policytext.readers import read_document
from policytext.readers.formats import SUFFIXES
from policytext.readers.options import ReadOptions
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.vocabulary import OcrMode

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "realdocs"
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix.lower() in SUFFIXES) if FOLDER.is_dir() else []
LETTERS = FOLDER / "labelled" / "wob_letters"
WITHOUT_OCR = ReadOptions(ocr=OcrMode.OFF)
#: Size in bytes from which a file takes seconds; `make test` reads the smaller ones of every format.
_LARGE = 250_000
# In which the words are all that a person can look at (docs/adr/0011).
_WITH_MARKUP = ("text/html", "application/xml")


@cache
def document_of(path: Path) -> Document | None:
    """None for a file that is rightly refused: its error has been checked elsewhere."""
    try:
        return build_document(read_document(path, WITHOUT_OCR), file_name=path.name)
    except PolicytextError:
        return None


def printed(text: str) -> str:
    """Characters that are printed, composed, without white space: what a quotation and its source must share."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def _cases() -> list[Any]:
    if not FILES:
        return [pytest.param(None, id="absent")]
    return [
        pytest.param(path, id=path.name, marks=[pytest.mark.slow] if path.stat().st_size >= _LARGE else [])
        for path in FILES
    ]


@pytest.mark.parametrize("path", _cases())
def test_source_of_every_block_is_its_text(path: Path | None) -> None:
    document = None if path is None else document_of(path)
    if path is None:
        pytest.skip("the real documents of ../shared/realdocs are not here")
    if document is None:
        pytest.skip(f"{path.name} is refused without text recognition")
    assert document.blocks
    for block in document.blocks:
        source = "".join(document.source_text[span.start : span.end] for span in document.source_spans(block.span))
        source = html.unescape(source) if document.media_type in _WITH_MARKUP else source
        # a word that a line end broke has lost its hyphen, which is no letter
        assert printed(source) == printed(document.quote(block.span))
        if document.glyphs is not None:
            assert document.quads(block.span)


@pytest.fixture(scope="module")
def forms() -> dict[str, Document]:
    """One motion as PDF, XML, HTML and ODT, with its official record beside them."""
    folder = FOLDER / "officiele-publicaties"
    if not folder.is_dir():
        pytest.skip("the real documents of ../shared/realdocs are not here")
    found = {path.suffix: document_of(path) for path in folder.glob("kst-32545-143.*") if "metadata" not in path.name}
    return {suffix: document for suffix, document in found.items() if document is not None}


def running_text(document: Document) -> str:
    words = " ".join(document.quote(block.span) for block in document.blocks if block.is_running_text)
    return " ".join(words.translate(str.maketrans("“”‘’", "\"\"''")).split())


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".odt"])
def test_forms_of_a_motion_have_the_same_text(forms: dict[str, Document], suffix: str) -> None:
    pair = running_text(forms[".xml"]), running_text(forms[suffix])
    assert difflib.SequenceMatcher(None, *pair, autojunk=False).ratio() >= 0.98


@pytest.mark.parametrize("suffix", [".pdf", ".xml", ".html", ".odt"])
def test_forms_of_a_motion_have_the_metadata_of_their_record(forms: dict[str, Document], suffix: str) -> None:
    found = forms[suffix].metadata
    assert (found.dossier, found.number, found.session_year) == ("32545", "143", "2020-2021")
    assert (found.kind.value, found.language, found.reference) == ("motie", "nl", "32545-143")
    assert found.date is not None
    assert found.date.value == "2021-07-06"
    assert found.organisations == ("Tweede Kamer",)
    assert found.title.startswith("Motie van de leden Inge van Dijk en Grinwis over het definiëren")
    assert sorted(found.authors) == ["I. (Inge) van Dijk", "P.A. Grinwis"]


def test_dates_of_decisions_are_found() -> None:
    """At least 85 per cent of the Wob letters with a text layer have the date that people gave them."""
    if not LETTERS.is_dir():
        pytest.skip("the labelled letters of ../shared/realdocs are not here")
    rows = [json.loads(line) for line in (LETTERS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    right: list[bool] = []
    for row in rows:
        path = LETTERS / "pdf" / row["file"]
        document = document_of(path) if path.is_file() and row["decision_date"] else None
        if document is None:
            continue
        day, month, year = (int(part) for part in row["decision_date"].split("-"))
        date = document.metadata.date
        right.append(date is not None and date.value == f"{year:04}-{month:02}-{day:02}")
    assert len(right) >= 15
    assert sum(right) >= 0.85 * len(right)


def test_forms_of_a_motion_are_one_document(forms: dict[str, Document]) -> None:
    stored = forms[".xml"]
    kinship = Kinship({stored.id: Wording(stored).signature()}, {stored.id: stored}.get)
    for suffix in (".pdf", ".html", ".odt"):
        wording = Wording(forms[suffix])
        (kin,) = kinship.find(forms[suffix], wording, wording.signature())
        assert (kin.is_same, kin.is_better) == (True, True)
