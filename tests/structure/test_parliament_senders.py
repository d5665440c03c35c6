"""Who speaks in a paper of parliament, by its head: the ministry that answers, or the committee."""

import pytest

from policytext.structure.front import FrontLine
from policytext.structure.genre import find_kind
from policytext.structure.parliament import find_speaker
from policytext.types.vocabulary import DocumentKind

WONEN = "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"
ASKED = "De vaste commissie voor Binnenlandse Zaken heeft een aantal vragen en opmerkingen voorgelegd aan"


def head(*lines: str) -> list[FrontLine]:
    return [FrontLine(line, 1, 0.0, False, False, number == 0) for number, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("lines", "sender"),
    [
        pytest.param(
            (ASKED, "de minister van Binnenlandse Zaken en", "Koninkrijksrelaties over de brief van 4 mei. Bij brief",
             "van 9 juni zijn de vragen beantwoord."),
            WONEN,
            id="answered",
        ),
        pytest.param(
            (f"{ASKED} de minister van Financiën over de brief.",),
            "Vaste commissie voor Binnenlandse Zaken",
            id="asked",
        ),
        pytest.param(
            ("Binnen de vaste commissie voor Wonen hebben fracties vragen voor te leggen aan de minister.",),
            "Vaste commissie voor Wonen",
            id="brought in",
        ),
        pytest.param(
            ("De vaste commissie voor Wonen1, belast met het onderzoek, heeft de eer verslag uit te brengen.",),
            "Vaste commissie voor Wonen",
            id="a report, with a note behind the name",
        ),
        pytest.param(
            ("VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE VOOR WONEN EN DE HOGE COLLEGES VAN STAAT1",),
            "Vaste commissie voor Wonen en de Hoge Colleges van Staat",
            id="in capitals",
        ),
        pytest.param(
            ("De commissie voor de Rijksuitgaven heeft op 6 mei overleg gevoerd met minister Duin over:",),
            "Commissie voor de Rijksuitgaven",
            id="a debate in committee",
        ),
        pytest.param(
            ("Vragen van het lid Duin (SP).", "Antwoord van Minister Kaya (Financiën) (ontvangen 4 mei 2024)."),
            "Ministerie van Financiën",
            id="answers to one member",
        ),
        pytest.param(("De vaste commissie voor Wonen kent negen leden.",), None, id="a committee that is spoken of"),
        pytest.param(("Antwoord van de minister", "De huren dalen."), None, id="a minister without a portfolio"),
        pytest.param((), None, id="nothing"),
    ],
)  # fmt: skip
def test_speaker_of_a_paper(lines: tuple[str, ...], sender: str | None) -> None:
    assert find_speaker(head(*lines)) == (() if sender is None else (sender,))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Nr. 6 VERSLAG", DocumentKind.VERSLAG),
        ("E NADER VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE VOOR WONEN", DocumentKind.VERSLAG),
        ("2024D1234 INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", DocumentKind.VERSLAG),
        ("Nr. 7 NOTA NAAR AANLEIDING VAN HET VERSLAG", DocumentKind.NOTA),
        ("C MEMORIE VAN ANTWOORD", DocumentKind.NOTA),
        ("Nr. 4 LIJST VAN VRAGEN EN ANTWOORDEN", DocumentKind.KAMERVRAGEN),
        ("Verslag van de penningmeester over het boekjaar", DocumentKind.VERSLAG),
        ("EEN VERSLAGGEVER", DocumentKind.UNKNOWN),
    ],
)
def test_kind_of_a_paper(line: str, kind: DocumentKind) -> None:
    lines = head("Wijziging van de Woonwet", line)
    found = find_kind(
        lines[0].text, lines, 2, (), (), is_letter=False, addressee=None, organisations=(), has_comments=False
    )
    assert found is kind
