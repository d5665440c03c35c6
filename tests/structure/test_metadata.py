"""Metadata from letterheads, covers and colophons: title, kind, senders, addressee, date."""

from pathlib import Path

import pytest

from policytext.errors import PolicytextError
from policytext.readers import read_document
from policytext.readers.text import read_text
from policytext.structure import build_document
from policytext.structure.senders import _merge
from policytext.types.document import Metadata
from policytext.types.vocabulary import DocumentKind, Origin

SAMPLES = Path(__file__).resolve().parents[2] / "corpus"
BODY = (
    "De gemeenten in deze regio hebben de afgelopen jaren veel gedaan om de wachttijden in de jeugdhulp te verkorten,"
    " en zij verwachten van het Rijk dat het daar nu ook aan bijdraagt.\n"
)


def metadata(text: str, name: str = "stuk.txt") -> Metadata:
    return build_document(read_text(Path(name), text.encode(), "sha256:" + 64 * "0"), None, name).metadata


LETTER = f"""Vereniging Buurtkracht

Aan de staatssecretaris van Welzijn

Duindorp, 25 mei 2021

Onderwerp: ruimte voor wijkteams

Geachte staatssecretaris,

{BODY}
Met vriendelijke groet,

A. de Vis
voorzitter
"""


def test_letter_tells_date_subject_and_kind() -> None:
    found = metadata(LETTER)
    assert found.kind is DocumentKind.BRIEF
    assert found.date is not None
    assert found.date.value == "2021-05-25"
    assert found.subject is not None
    assert "ruimte voor wijkteams" in found.subject


@pytest.mark.parametrize(
    ("line", "value"),
    [
        pytest.param("Oktober 2019", "2019-10", id="a month"),
        pytest.param("27 juni 2023", "2023-06-27", id="a day"),
        pytest.param("Wij spraken in juni met elf gemeenten", None, id="a month without a year is no date"),
    ],
)
def test_date_of_a_cover(line: str, value: str | None) -> None:
    found = metadata(f"# De staat van de buurt\n\n{line}\n\n{BODY}")
    assert (found.date.value if found.date else None) == value


def test_motion_as_a_paper_of_the_chamber_prints_it() -> None:
    head = "Tweede Kamer\n\n38 910   Toegang tot de jeugdhulp\n\nNr. 34   MOTIE VAN HET LID VIS C.S.\n\nDe Kamer,\n\n"
    assert (
        metadata(f"{head}constaterende dat {BODY}\nverzoekt de regering dit te regelen.\n").kind is DocumentKind.MOTIE
    )


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        pytest.param("MOTIE VAN HET LID VIS C.S.", ("Vis",), id="as the Chamber prints it"),
        pytest.param("Motie van de leden Vis en Ooms over wachttijden", ("Vis", "Ooms"), id="with its subject"),
        pytest.param("motie van het lid Vis over wachttijden.", (), id="a running line that breaks before it"),
    ],
)
def test_who_moves_a_motion(line: str, authors: tuple[str, ...]) -> None:
    assert metadata(f"Tweede Kamer\n\n{line}\n\nDe Kamer,\n\n{BODY}\n").authors == authors


def test_letterhead_in_capitals_is_the_sender_and_not_the_title() -> None:
    found = metadata(f"BRANCHEVERENIGING BUURTZAKEN\n\nRuimte om te kiezen\n\nmei 2022\n\n{BODY}")
    assert (found.title, found.organisations) == ("Ruimte om te kiezen", ("Branchevereniging Buurtzaken",))


def test_document_without_a_date_gets_none() -> None:
    found = metadata(f"# Over wijkteams\n\n{BODY}\nIn 2018 was dat anders.\n")
    assert found.date is None
    assert dict(found.origins)["date"] is Origin.UNKNOWN


@pytest.mark.parametrize(
    ("name", "kind", "date", "organisation"),
    [
        # a line of the body that begins with "motie van" does not make a letter a motion
        pytest.param(
            "2023-ministerie-kamerbrief-toegang-jeugdhulp.pdf",
            DocumentKind.KAMERBRIEF,
            "2023-11-17",
            "Ministerie van Jeugd en Samenleven",
            id="letter of a minister with a margin column",
        ),
        # a month named in a narrow column is not the date of the article
        pytest.param(
            "2023-de-oever-wachten-op-een-sleutel.pdf",
            DocumentKind.RAPPORT,
            "2023-06",
            "Kennisinstituut De Oever",
            id="article in two columns",
        ),
        pytest.param(
            "2021-rekenkamer-dichtbij-en-toch-ver-weg.pdf",
            DocumentKind.RAPPORT,
            "2021-06",
            "Rekenkamer Waterrijk",
            id="report with a cover",
        ),
    ],
)
def test_sample_pages(name: str, kind: DocumentKind, date: str, organisation: str) -> None:
    try:
        found = build_document(read_document(SAMPLES / name), None, name).metadata
    except PolicytextError as error:  # a sample that is not read fails here with its own reason
        pytest.fail(error.message)
    assert (found.kind, found.date.value if found.date else None) == (kind, date)
    assert found.organisations[0] == organisation


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(
            ["Ministerie van Jeugd", "Ministerie van Jeugd en Samenleven"],
            ("Ministerie van Jeugd en Samenleven",),
            id="a name that a line end cut",
        ),
        pytest.param(["Gemeente Duin", "Gemeente Duindorp"], ("Gemeente Duin", "Gemeente Duindorp"), id="two towns"),
    ],
)
def test_parts_of_names_are_merged(names: list[str], expected: tuple[str, ...]) -> None:
    assert _merge(dict.fromkeys(names, 3.0)) == expected
