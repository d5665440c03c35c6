"""Footnotes of real documents: the numbers of notes and linked markers that were counted by hand on their pages."""

import re
from pathlib import Path

import pytest

from policytext.readers import read_document
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

# Notes, markers, and labels whose marker or note is met in a place that is easily missed, with words of the note.
COUNTED = [
    ("officiele-publicaties/bnc-fiche5-mifid.pdf", 13, 13, {"6": "https://www.esma.europ.eu", "13": "182/2011"}),
    ("officiele-publicaties/kamerbrief-draagmoederschap_2011.pdf", 1, 1, {"1": "hoogtechnologisch draagmoederschap"}),
    ("internetconsultatie/mvt-wet-abortus-is-zorg.pdf", 36, 36, {"9": "Sedgh G", "27": "Tweede evaluatie"}),
    (
        "internetconsultatie/beleidskompas-strafmaxima-drugs.pdf",
        3,
        3,
        {"2": "jaarverslagen van het LIEC", "3": "76 e.v."},
    ),
    ("internetconsultatie/nota-van-toelichting-openbaarmaking-jeugdwet.pdf", 3, 3, {"3": "Stb, 2021, 500"}),
    ("rapporten/rapport-nitraat-gwbg.pdf", 23, 23, {"1": "RIVM, 2023", "16": "Percelen in met nutriënten"}),
    ("rapporten/expertoordeel-petersen.pdf", 11, 11, {"4": "De eerste fase", "11": "schijnzekerheden"}),
    # Notes 3, 14 and 18 are called twice; markers 13 and 14 stand behind each other.
    ("rapporten/wur-van-depositie-naar-emissiebeleid.pdf", 28, 31, {"14": "Kooijman", "19": "Melkveerevolutie"}),
    # Tables call the notes of their page several times, and numbers start again on each page.
    ("rapporten/rivm-kennisnotitie-bufferzones.pdf", 8, 20, {"3": "overschat de methodiek"}),
    ("rapporten/coalitieakkoord-2021-2025.pdf", 3, 3, {"2": "stabiliseert de schuld"}),
    (
        "kamerbrieven/kamerbrief-2025-contourenbrief-emissienormen.pdf",
        3,
        3,
        {"1": "andere sporen", "3": "34 682, nr. 135"},
    ),
    ("kamerbrieven/kamerstuk-35334-331.pdf", 3, 3, {"2": "edepot.wur.nl/670348"}),
    # The label of note 2 stands above its note, half a line higher.
    ("kamerbrieven/beslisnota-met-handgeschreven-tekst.pdf", 3, 3, {"2": "Naar verwachting", "3": "Handboek MAZL"}),
    ("pdflab/1848-notificatie-met-undefined-unicodes.pdf", 8, 8, {"1": "Nederlandse Organisatie", "8": "nr. 88"}),
    ("labelled/wob_letters/pdf/wob14.pdf", 2, 2, {"1": "RBOVE:2019:1970"}),
    ("labelled/wob_letters/pdf/wob16.pdf", 1, 1, {"1": "www.rvo.nl"}),
    ("labelled/wob_letters/pdf/wob18.pdf", 1, 1, {"1": "bis-advies-2021-2024"}),
    ("labelled/wob_letters/pdf/wob30.pdf", 5, 5, {"4": "25295, nr. 96", "5": "www.om.nl"}),
    # Numbers of the ground on which words were blacked out are raised here and there, and are no markers.
    ("labelled/wob_letters/pdf/wob38.pdf", 0, 0, {}),
    ("officiele-publicaties/kst-32545-143.pdf", 0, 0, {}),
]
COUNTED_TEXTS = [
    ("000_0fe6665fb631d653.txt", 20, 20),
    ("001_4320f31fdf807239.txt", 39, 43),
    ("002_89abad463b732c43.txt", 6, 6),
]


def read(path: Path) -> Document:
    if not path.exists():
        pytest.skip(f"{path.name} of the development documents is not here")
    return build_document(read_document(path), None, path.name)


def note_texts(document: Document) -> list[tuple[str | None, str]]:
    return [(block.label, document.quote(block.span)) for block in document.blocks if block.kind is BlockKind.NOTE]


@pytest.mark.parametrize(("name", "notes", "markers", "words"), COUNTED, ids=[Path(row[0]).stem for row in COUNTED])
def test_notes_and_markers_of_pages(name: str, notes: int, markers: int, words: dict[str, str]) -> None:
    document = read(SHARED / "realdocs" / name)
    found = note_texts(document)
    assert (len(found), len(document.markers)) == (notes, markers)
    for marker in document.markers:
        assert marker.note is not None, marker
        note = document.blocks[marker.note]
        assert note.label == marker.label
        # A footnote stands on the page of its marker; one that is called again stands on an earlier one.
        page = document.page_of(marker.span)
        assert page is not None
        assert note.page <= page
    for label, text in words.items():
        assert any(label == known and text in note for known, note in found), (label, text)
    # No note swallows the text of the page, the next note or the page number.
    assert all(len(text) < 1500 for _, text in found)
    assert all(not re.match(r"\d{1,2}\s+[A-Z]\S+\s.*\n", text) for _, text in found)


@pytest.mark.parametrize(("name", "notes", "markers"), COUNTED_TEXTS, ids=[row[0][:3] for row in COUNTED_TEXTS])
def test_notes_and_markers_of_texts(name: str, notes: int, markers: int) -> None:
    document = read(SHARED / "corpus" / name)
    assert (len(note_texts(document)), len(document.markers)) == (notes, markers)
    assert all(marker.note is not None for marker in document.markers)
