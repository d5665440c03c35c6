"""What records of official publications state, and the record beside a file."""

from pathlib import Path

import pytest
from official_files import RECORD

from policytext.readers.markup.html import read_html
from policytext.readers.official_metadata import (
    Field,
    body_name,
    fields_beside,
    identifier_of,
    kind_of_type,
    official_metadata,
    stated_values,
)

_STATED = (
    ("title", "Motie van het lid Bos over vaste teams"),
    ("kind", "motie"),
    ("date", "2024-03-12"),
    ("organisation", "Tweede Kamer der Staten-Generaal"),
    ("author", "A. Aker"),
    ("author", "C. Bos"),
    ("reference", "90001-XII-8"),
    ("dossier", "90001-XII"),
    ("number", "8"),
    ("session_year", "2023-2024"),
    ("language", "nl"),
    ("address", "https://zoek.officielebekendmakingen.nl/kst-90001-XII-8.html"),
)


def test_record() -> None:
    assert official_metadata(RECORD.encode()) == _STATED


def test_page_states_the_same_as_its_record() -> None:
    body = (
        RECORD.partition("<metadata_gegevens>")[2].replace("</metadata_gegevens>", "").replace("<metadata ", "<meta ")
    )
    page = f"<html><head>{body}</head><body><p>De Kamer verzoekt de regering om vaste teams.</p></body></html>"
    assert read_html(Path("kst.html"), page.encode(), "sha256:0").stated == _STATED


def field(name: str, value: str, scheme: str = "") -> Field:
    return Field(name, scheme, value)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            [
                field("DC.type", "Brief", "OVERHEIDop.KamerstukTypen"),
                field("DC.type", "Kamerstuk", "OVERHEIDop.Parlementair"),
                field("DC.creator", "Tweede Kamer der Staten-Generaal", "OVERHEID.StatenGeneraal"),
            ],
            {"kind": "kamerbrief"},
            id="the chamber prints a letter, it does not send it",
        ),
        pytest.param(
            [field("DC.creator", "Oost", "OVERHEID.Gemeente"), field("DC.identifier", "gmb-2024-1")],
            {
                "organisation": "Gemeente Oost",
                "reference": "gmb-2024-1",
                "address": "https://zoek.officielebekendmakingen.nl/gmb-2024-1.html",
            },
            id="municipality",
        ),
        pytest.param(
            [field("OVERHEIDop.datumOndertekening", "2014-07-14"), field("DCTERMS.issued", "2014-07-29")],
            {"date": "2014-07-14"},
            id="signed before it was published",
        ),
        pytest.param([field("DCTERMS.issued", "morgen"), field("DC.title", "  ")], {}, id="nothing of use"),
        pytest.param([field("DC.type", "Onbekend type")], {}, id="unknown type"),
    ],
)
def test_stated_values(fields: list[Field], expected: dict[str, str]) -> None:
    assert dict(stated_values(fields)) == expected


@pytest.mark.parametrize(
    ("name", "scheme", "expected"),
    [
        ("Oost", "OVERHEID.Gemeente", "Gemeente Oost"),
        ("Oost", "overheid:Gemeente", "Gemeente Oost"),
        ("Gemeente Oost", "OVERHEID.Gemeente", "Gemeente Oost"),
        ("Hoogheemraadschap Oost", "OVERHEID.Waterschap", "Hoogheemraadschap Oost"),
        ("Ministerie van Financiën", "OVERHEID.Ministerie", "Ministerie van Financiën"),
    ],
)
def test_bodies_in_full(name: str, scheme: str, expected: str) -> None:
    assert body_name(name, scheme) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Motie", ("motie", True)),
        ("motie", ("motie", True)),
        ("Verslag van een schriftelijk overleg", ("verslag", True)),
        ("Amendement", ("", True)),
        ("Klein Koninklijk Besluit", ("besluit", False)),
        ("Wetenschappelijk artikel", None),
    ],
)
def test_kinds_of_types(name: str, expected: tuple[str, bool] | None) -> None:
    assert kind_of_type(name) == expected


def test_record_of_a_folder_belongs_to_the_publication_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "metadata.xml").write_text(RECORD)
    assert identifier_of(fields_beside(tmp_path / "kst-90001-XII-8.pdf")) == "kst-90001-XII-8"
    assert fields_beside(tmp_path / "ander-stuk.pdf") == []


@pytest.mark.parametrize("record", ["<metadata_gegevens><metadata", "<iets/>", ""])
def test_record_that_cannot_be_read_says_nothing(record: str, tmp_path: Path) -> None:
    (tmp_path / "stuk.metadata.xml").write_text(record)
    assert fields_beside(tmp_path / "stuk.pdf") == []
