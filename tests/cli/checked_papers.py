"""A small collection of two documents, one with pages, and what is made from it, for the tests of verify."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
from click.testing import Result

Call = Callable[..., Result]

TOPIC = "wachttijden in de jeugdhulp"
ADVICE = "Gemeenten moeten de wachttijden in de jeugdhulp dit jaar nog halveren."
FIGURE = "De wachttijden in de jeugdhulp bedroegen in 2020 gemiddeld 19 weken."
PROMISE = "De regio zal de wachttijden in de jeugdhulp ieder kwartaal openbaar maken."


def collection(folder: Path) -> Path:
    """The folder `bronnen` with a text and a PDF of two pages."""
    sources = folder / "bronnen"
    sources.mkdir()
    letter = f"Stichting Buurtkracht\n\nBrief over wachten\n\n1 maart 2019\n\nGeachte leden,\n\n{ADVICE}\n\nMet groet\n"
    (sources / "brief.txt").write_text(letter, encoding="utf-8")
    document = pymupdf.open()
    for lines in (["Wachten in cijfers", "", "2 mei 2021", "", FIGURE], [PROMISE]):
        page = document.new_page()
        for number, line in enumerate(lines):
            page.insert_text((60, 80 + 24 * number), line, fontsize=10)
    document.save(sources / "cijfers.pdf")
    return sources


def ingested(folder: Path, call: Call) -> Path:
    """The index of that collection."""
    sources = collection(folder)
    result = call("ingest", sources, "--index", folder / "index")
    assert result.exit_code == 0, result.stderr
    return folder / "index"
