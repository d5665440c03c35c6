"""What the head of a Kamerstuk says: dossier, number, parliamentary year."""

import pytest

from policytext.structure.front import FrontLine
from policytext.structure.kamerstuk import Kamerstuk, find_kamerstuk


def head(*lines: str) -> list[FrontLine]:
    return [FrontLine(line, 1, 0.0, False, False, False) for line in lines]


SECOND = ("Tweede Kamer der Staten-Generaal", "2", "Vergaderjaar 2020–2021")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            (*SECOND, "32 545 Wet- en regelgeving", "Nr. 143 MOTIE VAN DE LEDEN"),
            Kamerstuk("32545", "143", "2020-2021"),
            id="as printed",
        ),
        pytest.param(
            ("32 545", "Wet- en regelgeving", "Nr. 143"), Kamerstuk("32545", "143", None), id="without a year"
        ),
        pytest.param(
            ("Vergaderjaar 2024/25", "36 600-VII Vaststelling begroting", "nr. 12"),
            Kamerstuk("36600-VII", "12", "2024-2025"),
            id="with an addition and a short year",
        ),
        pytest.param(
            ("Eerste Kamer der Staten-Generaal", "Vergaderjaar 2012-2013", "33 802 Wet", "C"),
            Kamerstuk("33802", "C", "2012-2013"),
            id="a letter of the Eerste Kamer",
        ),
        pytest.param(("33 802 Wet", "C", "Tekst"), None, id="a letter elsewhere"),
        pytest.param(("12 345 inwoners", "Tekst"), None, id="a number and no paper"),
        pytest.param((), None, id="nothing"),
    ],
)
def test_head_of_a_paper(lines: tuple[str, ...], expected: Kamerstuk | None) -> None:
    assert find_kamerstuk(head(*lines)) == expected


def test_reference_joins_dossier_and_number() -> None:
    assert Kamerstuk("36600-VII", "12", None).reference == "36600-VII-12"
