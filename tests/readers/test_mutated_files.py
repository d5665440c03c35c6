"""Damaged files: what cannot be read is refused with a reason, what can be read is read, and nothing else happens."""

import random
from pathlib import Path

import pymupdf
import pytest

from policytext.errors import InputError
from policytext.readers import read_document
from policytext.sentences import split_sentences
from policytext.structure import build_document

SAMPLES = Path(__file__).resolve().parents[2] / "corpus"
NAMES = (
    "2023-vgw-brief-toegang-jeugdhulp.pdf",
    "2023-de-oever-wachten-op-een-sleutel.pdf",
    "2018-vgw-de-wijk-als-voordeur.md",
    "2021-netwerk-lokale-teams-vervolgbrief.txt",
)
INSERTED = (b"\x00" * 50, b"(" * 3_000, b"\n" * 2_000, b"# " * 900, b"[^1]" * 600, b"<sup>" * 500, b"\xff\xfe")
MUTATIONS = 12


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes cut off, changed here and there, with a part repeated or with something put between."""
    place = chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            return data[:place]
        case 1:
            changed = bytearray(data)
            for _ in range(40):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            return bytes(changed)
        case 2:
            return data[:place] + data[place : place + 3_000] * 4 + data[place:]
        case _:
            return data[:place] + chance.choice(INSERTED) + data[place:]


def understand(path: Path) -> int:
    """Number of sentences; an error of the reader is the only one that may leave this."""
    document = build_document(read_document(path), None, path.name)
    found = split_sentences(document)
    assert all(document.source_spans(sentence.span) for sentence in found)
    return len(found)


@pytest.mark.parametrize("name", NAMES)
def test_mutated_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    outcomes: list[int] = []
    reasons: list[str] = []
    for _ in range(MUTATIONS):
        path = tmp_path / name
        path.write_bytes(mutated((SAMPLES / name).read_bytes(), chance))
        try:
            outcomes.append(understand(path))
        except InputError as error:
            reasons.append(error.message)
    assert [reason for reason in reasons if name not in reason] == []
    assert any(outcomes), "every mutation was refused: the test says nothing of those that are read"


def test_pages_that_hold_each_other_are_refused(tmp_path: Path) -> None:
    """MuPDF reports a circle in the tree of pages by an error of its own class."""
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), "Brief over de wijk")
    root = document.xref_get_key(document.pdf_catalog(), "Pages")[1].removesuffix(" 0 R")
    document.xref_set_key(int(root), "Kids", f"[{root} 0 R]")
    path = tmp_path / "kring.pdf"
    path.write_bytes(document.tobytes())
    with pytest.raises(InputError, match=r"kring\.pdf"):
        read_document(path)
