"""Head and foot of a parliamentary paper are no running text."""

import pytest

from policytext.structure.drafts import DraftBlock
from policytext.structure.papers import mark_paper_parts
from policytext.types.vocabulary import BlockKind

HEAD = ("Tweede Kamer der Staten-Generaal 2", "Vergaderjaar 2020–2021")


def kinds(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    drafts = [DraftBlock(kind) for _ in texts]
    mark_paper_parts(drafts, texts)
    return [draft.kind.value for draft in drafts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("32 545", "address", id="a dossier alone"),
        pytest.param("36 600-VII", "address", id="a dossier with an addition"),
        pytest.param("Nr. 143", "address", id="a number alone"),
        pytest.param("32 545 Wet- en regelgeving", "heading", id="a dossier with its title"),
        pytest.param("Nr. 143 MOTIE VAN DE LEDEN", "heading", id="a number with its title"),
        pytest.param("Tweede Kamer, vergaderjaar 2020–2021, 32 545, nr. 143 1", "furniture", id="the foot"),
        pytest.param("kst-32545-143 ISSN 0921 - 7371 ’s-Gravenhage 2021", "furniture", id="the imprint"),
        pytest.param("De Kamer, gehoord de beraadslaging,", "paragraph", id="the text"),
        pytest.param("32 545 gezinnen wachten.", "paragraph", id="a count"),
    ],
)
def test_parts_of_a_paper(text: str, expected: str) -> None:
    found = kinds(*HEAD, "32 545", "Nr. 143", text)
    assert found == ["address", "address", "address", "address", expected]


def test_table_rows_of_a_head_are_headings() -> None:
    texts = ("35 334 Problematiek rondom stikstof", "Nr. 331 Brief van de minister", "Den Haag, 14 februari 2025")
    assert kinds(*texts, kind=BlockKind.TABLE) == ["heading", "heading", "table"]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("32 545", "Een brief over de wijk"), id="a number and no paper"),
        pytest.param((*HEAD, "Een brief aan de Kamer"), id="a letterhead of the chamber"),
        pytest.param(("Nr. 143", "’s-Gravenhage 2021"), id="a number alone"),
    ],
)
def test_other_documents_stay(texts: tuple[str, ...]) -> None:
    assert kinds(*texts) == ["paragraph"] * len(texts)
