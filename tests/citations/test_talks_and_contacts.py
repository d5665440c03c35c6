"""Talks and interviews are sources; contact lines, controls and where to get this very document are none."""

import pytest
from citation_builders import build, metadata

from policytext.citations import find_citations
from policytext.types.vocabulary import BlockKind, CitationForm

P, N = BlockKind.PARAGRAPH, BlockKind.NOTE
#: Words at the span, authors joined with ";", year, title.
Row = tuple[str, str, str | None, str | None]

CITING: list[tuple[str, list[Row]]] = [
    (
        "Dat zei zij ook (interview met Jan de Wit, 12 mei 2020).",
        [("interview met Jan de Wit, 12 mei 2020", "Jan de Wit", "2020", "interview met Jan de Wit")],
    ),
    (
        "Zo gaat het (persoonlijke communicatie, J. de Wit, 3 mei 2021).",
        [
            (
                "persoonlijke communicatie, J. de Wit, 3 mei 2021",
                "J. de Wit",
                "2021",
                "persoonlijke communicatie, J. de Wit",
            )
        ],
    ),
    (
        "Dat bleek in een gesprek met wethouder De Wit op 3 mei 2021.",
        [("gesprek met wethouder De Wit op 3 mei 2021", "De Wit", "2021", "gesprek met wethouder De Wit")],
    ),
    (
        "In haar Thorbeckelezing van 2019 zei zij dat.",
        [("Thorbeckelezing van 2019", "", "2019", "Thorbeckelezing")],
    ),
    (
        "Zie de toespraak van Jan de Wit op 3 mei 2019.",
        [("toespraak van Jan de Wit op 3 mei 2019", "Jan de Wit", "2019", "toespraak van Jan de Wit")],
    ),
    ("In een interview met bewoners op 3 mei 2021 bleek dat.", []),
    ("Wij hadden een gesprek met Jan de Wit over de wijk.", []),
    ("Dat stond er (geciteerd in Bakema, 2014, p. 3).", [("Bakema, 2014", "Bakema", "2014", None)]),
    ("Dat stond er (Tonkema, geciteerd in Bakema 2016).", [("Bakema 2016", "Bakema", "2016", None)]),
    ("Bakema’s (2018) indeling helpt.", [("Bakema’s (2018)", "Bakema", "2018", None)]),
    (
        "Bakema, De Wit en Smit (2015) tonen dat.",
        [("Bakema, De Wit en Smit (2015)", "Bakema;De Wit;Smit", "2015", None)],
    ),
    ("Bron: Bakema 2012, bewerking auteurs", [("Bakema 2012", "Bakema", "2012", None)]),
    (
        "NRC, 12 mei 2019, ‘Kop van de dag’ (https://nrc.nl/kop).",
        [("NRC, 12 mei 2019, ‘Kop van de dag’ (https://nrc.nl/kop", "NRC", "2019", "Kop van de dag")],
    ),
]


@pytest.mark.parametrize(("words", "expected"), CITING)
def test_running_text(words: str, expected: list[Row]) -> None:
    document, sentences = build((P, words), about=metadata(date="2025-01-01"))
    found = [
        (document.quote(citation.span), ";".join(citation.authors), citation.year, citation.title)
        for citation in find_citations(document, sentences)
    ]
    assert found == expected


def test_headline_with_its_address_is_one_citation() -> None:
    document, sentences = build((P, "Trouw, 3 mei 2019, ‘Jeugdzorg in nood’, https://trouw.nl/nood"))
    (citation,) = find_citations(document, sentences)
    assert citation.url == "https://trouw.nl/nood"


@pytest.mark.parametrize(
    ("words", "is_citation"),
    [
        ("Meer informatie: www.voorbeeld.nl.", False),
        ("Kijk voor meer informatie over de aanpak in de wijken op www.voorbeeld.nl.", False),
        ("Voor vragen kunt u contact opnemen via https://www.voorbeeld.nl/contact.", False),
        ("U kunt zich tot en met vrijdag aanmelden via https://www.voorbeeld.nl/dag.", False),
        ("Deze publicatie is gratis te downloaden via www.voorbeeld.nl/publicaties.", False),
        ("Bel 030-123 45 67 of kijk op www.voorbeeld.nl als u iets wilt weten.", False),
        ("Gemeente Meerdrecht, info@meerdrecht.nl, www.meerdrecht.nl", False),
        ("[Print deze agenda](https://www.voorbeeld.nl/agenda/print)", False),
        ("[13](https://www.voorbeeld.nl/agenda/13)", False),
        ("Een routebeschrijving vindt u op www.voorbeeld.nl.", False),
        ("Dit besluit en de documenten worden geplaatst op www.voorbeeld.nl, zodat ieder ze kan lezen.", False),
        ("De documenten zullen voor een ieder openbaar worden gemaakt op https://www.voorbeeld.nl/besluiten/", False),
        ("Meer informatie over de aanpak staat op https://www.voorbeeld.nl/aanpak-van-wijken.", True),
        ("Het rapport is te downloaden via https://www.voorbeeld.nl/rapport-wijken.", True),
        ("De volgende gegevens over bedrijven zijn te vinden op www.voorbeeld.nl en openbaar.", True),
        ("Het aantal telefoontjes groeit (https://www.voorbeeld.nl/cijfers).", True),
        ("Lees de [Regiovisie](https://www.regio.nl/visie) van de gemeenten.", True),
    ],
)
def test_address(words: str, is_citation: bool) -> None:
    assert bool(find_citations(*build((P, words)))) is is_citation


def test_mention_at_the_end_of_a_remark_in_a_note_is_the_source() -> None:
    remark = (
        "Daarin kunnen drie soorten waarden worden onderscheiden die elk hun eigen gewicht hebben (Bakema 2006, 50)."
    )
    document, sentences = build((P, "Dat is zo.¹"), (N, f"¹ {remark}"))
    (citation,) = find_citations(document, sentences)
    assert (document.quote(citation.span), citation.form) == ("Bakema 2006", CitationForm.AUTHOR_YEAR)


def test_titles_with_maker_and_year_in_one_note_are_each_a_source() -> None:
    note = "¹ Zie Beeld van de wijk (Politie, 2017), Zicht op de wijk (SCP, 2018) en de jaarverslagen."
    document, sentences = build((P, "Dat is zo.¹"), (N, note))
    assert [(citation.authors, citation.title) for citation in find_citations(document, sentences)] == [
        (("Politie",), "Beeld van de wijk"),
        (("SCP",), "Zicht op de wijk"),
    ]
