"""Markers lead to their notes, and to none where there is none."""

from pathlib import Path

import pytest

from policytext.readers.text import read_text
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind


def make(text: str) -> Document:
    return build_document(read_text(Path("nota.md"), text.encode(), "sha256:" + 64 * "0"))


def linked(document: Document) -> list[tuple[str, str | None]]:
    return [
        (marker.label, None if marker.note is None else document.quote(document.blocks[marker.note].span))
        for marker in document.markers
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Het kan.¹\n\n¹ Bron.", [("1", "Bron.")], id="superscript characters"),
        pytest.param("Het kan.<sup>12</sup>\n\n<sup>12</sup>Bron.", [("12", "Bron.")], id="tags"),
        pytest.param("Het kan.[^3]\n\n[^3]: Bron.", [("3", "Bron.")], id="markdown"),
        pytest.param("1 op de 10⁹, nu.\n\n⁹ Bron.", [("9", "Bron.")], id="after a figure, with a note"),
        pytest.param("Het kan.[4]\n\n[4] Bron.", [("4", "Bron.")], id="square brackets"),
        pytest.param("Het [2] kan.", [], id="brackets without a note"),
        pytest.param("Het kan.¹\n\n---\n\n1. Bron.", [("1", "Bron.")], id="a list under a rule"),
        pytest.param("Dat is 10⁹ meter.", [], id="a power"),
        pytest.param("Het is 24 m² groot en 3 km² ver.\n\n² Bron.", [], id="square metres"),
        pytest.param("Het kan.⁷", [("7", None)], id="dead end"),
        pytest.param(
            "Een.¹\n\n¹ Eerste bron.\n\nTwee.¹\n\n¹ Tweede bron.",
            [("1", "Eerste bron."), ("1", "Tweede bron.")],
            id="numbers that start again",
        ),
        pytest.param("In 2007-2022.¹ Dan.\n\n¹ Bron.", [("1", "Bron.")], id="after a year and a stop"),
        pytest.param("Punt 10.¹.c en ¹³C.\n\n¹ Bron.", [], id="parts of a number and an isotope"),
        pytest.param("Het kan (1), en dan (2).\n\n[1] Bron.\n[2] Twee.", [("1", "Bron."), ("2", "Twee.")], id="round"),
        pytest.param("Eén.¹ En (1) dit.\n\n¹ Bron.", [("1", "Bron.")], id="round brackets that count something else"),
        pytest.param(
            "Een.¹\n\nTwee.²\n\nDrie.¹\n\n# Noten\n\n1. Eerste.\n2. Tweede.\n\n1. Derde.",
            [("1", "Eerste."), ("2", "Tweede."), ("1", "Derde.")],
            id="notes of two chapters at the end",
        ),
        pytest.param(
            "Een.¹ Drie.³\n\n¹ Eerste.\n² Tweede.\n\nVier.¹ Vijf.³\n\n¹ Vierde.\n³ Vijfde.",
            [("1", "Eerste."), ("3", None), ("1", "Vierde."), ("3", "Vijfde.")],
            id="a missing note is not looked for on the next page",
        ),
        pytest.param("Een.¹\n\n¹ Bron.\n\nNog eens.¹", [("1", "Bron."), ("1", "Bron.")], id="one note for two markers"),
    ],
)
def test_markers(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert linked(make(text)) == expected


def test_note_goes_on_over_lines_and_holds_no_label() -> None:
    document = make("Tekst.¹\n\n¹ Bron die over twee\nregels loopt.\n² Nog een.")
    notes = [(block.label, document.quote(block.span)) for block in document.blocks if block.kind is BlockKind.NOTE]
    assert notes == [("1", "Bron die over twee regels loopt."), ("2", "Nog een.")]
