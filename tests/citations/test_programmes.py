"""National programmes by name: sources where the text treats them as documents, with all their mentions as anchors."""

import pytest
from citation_builders import build, metadata

from policytext.citations import find_citations
from policytext.lexicon import table
from policytext.types.vocabulary import BlockKind

P = BlockKind.PARAGRAPH
#: Title and year of each citation, and the words of its anchors.
Row = tuple[str | None, str | None, list[str]]

CASES: list[tuple[str, str, list[Row]]] = [
    (
        "adopted, then by its short name",
        "De Hervormingsagenda Jeugd is in 2023 vastgesteld. De Hervormingsagenda helpt.",
        [("Hervormingsagenda Jeugd", "2023", ["Hervormingsagenda Jeugd", "Hervormingsagenda"])],
    ),
    (
        "short name alone",
        "De Hervormingsagenda is in 2023 vastgesteld.",
        [("Hervormingsagenda Jeugd", "2023", ["Hervormingsagenda"])],
    ),
    (
        "short name before the document is named",
        "Wij werken aan een Hervormingsagenda. De ‘Hervormingsagenda Jeugd’ is er.",
        [("Hervormingsagenda Jeugd", None, ["Hervormingsagenda Jeugd"])],
    ),
    (
        "acronym",
        "Het Integraal Zorgakkoord (2022) helpt. Het IZA vraagt meer.",
        [("Integraal Zorgakkoord", "2022", ["Integraal Zorgakkoord", "IZA"])],
    ),
    (
        "acronym that is published",
        "Het GALA is in 2023 gepubliceerd en helpt.",
        [("Gezond en Actief Leven Akkoord", "2023", ["GALA"])],
    ),
    (
        "in its sector",
        "Het Hoofdlijnenakkoord GGZ is in 2018 gesloten.",
        [("Hoofdlijnenakkoord GGZ", "2018", ["Hoofdlijnenakkoord GGZ"])],
    ),
    (
        "two editions",
        "Het Regeerakkoord 2017 wilde dat. Het Regeerakkoord 2021 niet. Dat Regeerakkoord is anders.",
        [
            ("Regeerakkoord", "2017", ["Regeerakkoord"]),
            ("Regeerakkoord", "2021", ["Regeerakkoord", "Regeerakkoord"]),
        ],
    ),
    ("a subject is none", "Het IZA en de Hervormingsagenda Jeugd vragen veel van gemeenten.", []),
    ("another agreement", "Het Klimaatakkoord van Parijs is in 2015 gesloten.", []),
]


@pytest.mark.parametrize(("words", "expected"), [pytest.param(row[1], row[2], id=row[0]) for row in CASES])
def test_programmes(words: str, expected: list[Row]) -> None:
    document, sentences = build((P, words), about=metadata(date="2025-01-01"))
    found = [
        (citation.title, citation.year, [document.quote(anchor) for anchor in citation.anchors])
        for citation in find_citations(document, sentences)
    ]
    assert found == expected


def test_every_name_stands_for_one_programme() -> None:
    names = [name for row in table("programmes") for name in (row["name"], *filter(None, row["short"].split(";")))]
    assert len(names) == len(set(names)) > 40
