"""The readers of official references by themselves: articles and their parts, addresses, what fields are completed."""

import pytest
from citation_builders import build, metadata

from policytext.citations import find_citations
from policytext.citations.fields import Fields
from policytext.citations.identifiers import complete, find_official
from policytext.citations.official.law_mentions import iter_laws
from policytext.citations.official.provisions import read_provisions, written
from policytext.citations.official.publications import is_isbn
from policytext.citations.official.web_addresses import official_of_address
from policytext.types.vocabulary import BlockKind

PROVISIONS = [
    ("2.3, eerste lid", "2.3 lid 1"),
    ("10, tweede lid, aanhef en onder e en g", "10 lid 2 onder e, g"),
    ("4, aanhef", "4 aanhef"),
    ("1, onderdeel a, onder 2°", "1 onder a onder 2°"),
    ("2, eerste lid, onderdeel 36e", "2 lid 1 onder 36e"),
    ("300 tot en met 304", "300 t/m 304"),
    ("5 lid 1, 6 lid 2", "5 lid 1; 6 lid 2"),
    ("5 lid 1, 2 en 3", "5 lid 1, 2, 3"),
    ("5 lid 1 t/m 3", "5 lid 1 t/m 3"),
    ("1 jo. artikel 3", "1; 3"),
    ("1, gelezen", "1"),
    ("11.0e, tweede lid, laatste volzin", "11.0e lid 2 volzin laatste"),
    ("6, 5e lid", "6 lid 5"),
    ("32a, tweede, derde en vierde lid, en 51", "32a lid 2, 3, 4; 51"),
    ("3 onder de voorwaarde", "3"),
    ("2.3 lid 1, 3; 4 onder a", "2.3 lid 1, 3; 4 onder a"),
    ("18 en verder", "18 e.v."),
    ("30 (3)", "30 lid 3"),
    ("6(1)(e)", "6 lid 1 onder e"),
    ("4, sub 4: risico", "4 onder 4"),
    ("II, onderdeel B", "II"),
]


@pytest.mark.parametrize(("words", "expected"), PROVISIONS)
def test_articles_and_their_parts(words: str, expected: str) -> None:
    reading = read_provisions(words, 0, len(words))
    assert reading is not None
    assert written(reading.provisions) == expected


LAWS = [
    ("Zie artikel 2 Opiumwet en artikel 10 van diezelfde wet.", ["Opiumwet, art. 2", "Opiumwet, art. 10"]),
    ("Zie artikel 10 van diezelfde wet.", []),
    ("Zie artikel 8.1 WEB BES hierover.", ["Wet educatie en beroepsonderwijs BES, art. 8.1"]),
    ("Zie artikel 94 van de uitvoeringsregeling Meststoffenwet.", ["Uitvoeringsregeling Meststoffenwet, art. 94"]),
    ("Zie artikel 14 van de Invoeringswet Gemeentewet.", ["Invoeringswet Gemeentewet, art. 14"]),
    (
        "Zie artikel 114 (MiFIR) van het VWEU hierover.",
        ["Verdrag betreffende de werking van de Europese Unie, art. 114"],
    ),
    ("Zie de artikelen 3 en 5 van de Wafz.", ["Wafz, art. 3; 5"]),
    ("Sinds de WVO 2020 is dat zo.", ["Wet voortgezet onderwijs 2020"]),
    ("De rapportage over de Habitatrichtlijn van 2019 is uit.", []),
    ("Volgens artikel 12 van de Regeling proeftuinen is dat zo.", ["Regeling proeftuinen, art. 12"]),
    ("Zie artikel 3 van het Besluit keuring van boten bepaald.", ["Besluit keuring van boten, art. 3"]),
    ("Zie de Uitleveringswet, artikel 2.120 hierover.", ["Uitleveringswet, art. 2.120"]),
    ("Zie artikel 20 van de Comptabiliteitswet 2001.", ["Comptabiliteitswet 2001, art. 20"]),
    ("Zie artikel 5 van de Politiewet 1957.", ["Politiewet 1957, art. 5"]),
    ("Zie artikel 14 van EU-richtlijn 2003/96.", ["Richtlijn 2003/96, art. 14"]),
    ("Zie artikel 12 van het Verdrag van Istanbul.", ["Verdrag van Istanbul, art. 12"]),
    ("Zie artikel 3:4, tweede lid, jo. artikel 4:84 Awb.", ["Algemene wet bestuursrecht, art. 3:4 lid 2; 4:84"]),
]


@pytest.mark.parametrize(("words", "expected"), LAWS)
def test_acts_of_articles(words: str, expected: list[str]) -> None:
    assert [law.identifier for law in iter_laws(words, 0, len(words))] == expected


ADDRESSES = [
    ("https://zoek.officielebekendmakingen.nl/kst-36600-VII-1.pdf", "36600-VII-1"),
    ("https://zoek.officielebekendmakingen.nl/h-tk-20242025-20-3.html", "h-tk-20242025-20-3"),
    ("https://zoek.officielebekendmakingen.nl/ah-tk-20242025-100.html", "ah-tk-20242025-100"),
    ("https://zoek.officielebekendmakingen.nl/kv-tk-2021Z03234.html", "kv-tk-2021Z03234"),
    ("https://zoek.officielebekendmakingen.nl/stcrt-2019-41519.html#h1", "Stcrt. 2019, 41519"),
    ("https://zoek.officielebekendmakingen.nl/blg-1007826", "blg-1007826"),
    ("https://wetten.overheid.nl/BWBR0034925/2022-01-01#Hoofdstuk2", "Jeugdwet"),
    ("https://wetten.overheid.nl/jci1.3:c:BWBR0034925&artikel=2.3&lid=1", "Jeugdwet, art. 2.3 lid 1"),
    ("https://wetten.overheid.nl/BWBR0099999", "BWBR0099999"),
    ("https://lokaleregelgeving.overheid.nl/CVDR101405/2", "CVDR101405_2"),
    ("https://uitspraken.rechtspraak.nl/details?id=ECLI:NL:RVS:2019:795", "ECLI:NL:RVS:2019:795"),
    ("https://deeplink.rechtspraak.nl/uitspraak?id=ECLI%3ANL%3ARVS%3A2019%3A795", "ECLI:NL:RVS:2019:795"),
    ("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX%3A32011L0024", "Richtlijn 2011/24"),
    ("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:62012CJ0131", "CELEX 62012CJ0131"),
    ("http://data.europa.eu/eli/reg/2016/679/oj", "Verordening 2016/679"),
    ("https://eur-lex.europa.eu/eli/dir/2019/1937/oj", "Richtlijn 2019/1937"),
    ("https://www.tweedekamer.nl/kamerstukken/detail?id=2024Z12345&did=2024D40329", "2024D40329"),
    ("https://dx.doi.org/10.1234/ABC", "doi:10.1234/abc"),
    ("https://wetten.overheid.nl/", None),
    ("https://www.voorbeeld.nl/kst-31839-290.html", None),
    ("https://zoek.officielebekendmakingen.nl/resultaten", None),
    ("", None),
]


@pytest.mark.parametrize(("url", "expected"), ADDRESSES)
def test_official_of_address(url: str, expected: str | None) -> None:
    found = official_of_address(url)
    assert (found.identifier if found is not None else None) == expected


def test_address_of_an_official_leads_back_to_it() -> None:
    """What the canonical form gives as address is read as the same reference."""
    texts = [
        "Kamerstukken II 2018/19, 31 839, nr. 290",
        "Kamerstuk 36 600 VIII, nr. 61",
        "Handelingen II 2019/20, nr. 45, item 7",
        "Aanhangsel Handelingen II 2019/20, nr. 1234",
        "kv-tk-2021Z03234",
        "2024D40329",
        "Stb. 2014, 105",
        "ECLI:NL:RVS:2019:795",
        "ECLI:EU:C:2014:317",
        "Verordening (EU) 2016/679",
        "Richtlijn 92/43/EEG",
        "Verordening (EG) nr. 883/2004",
        "COM(2020) 123",
        "PbEU 2016, L 119",
        "CVDR101405_1",
        "BWBR0034925",
        "doi:10.1234/abc",
    ]
    for text in texts:
        found = find_official(text)
        assert found is not None, text
        assert found.address is not None, text
        back = official_of_address(found.address)
        assert back is not None, found.address
        assert back.identifier == found.identifier


def test_fields_of_notes_are_completed() -> None:
    """A note keeps what it says, and gets parts and address, with the page, from its own words."""
    document, sentences = build(
        (BlockKind.PARAGRAPH, "Dat is gezegd.¹ En geregeld.²"),
        (BlockKind.NOTE, "¹ Kamerstukken II 2019/20, 31 839, nr. 742, p. 3."),
        (BlockKind.NOTE, "² Zie artikel 2.3, tweede lid, van de Jeugdwet."),
        about=metadata(date="2025-01-01"),
    )
    paper, law = find_citations(document, sentences)
    assert ("page", "3") in paper.parts
    assert paper.address == "https://zoek.officielebekendmakingen.nl/kst-31839-742.html"
    assert law.identifier == "Jeugdwet, art. 2.3 lid 2"
    assert law.parts == (("bwb", "BWBR0034925"), ("artikel", "2.3"), ("lid", "2"))


def test_what_is_complete_stays() -> None:
    full = Fields(identifier="31839-290", parts=(("dossier", "31839"),))
    assert complete(full, "Kamerstuk 31 839, nr. 290") == full
    bare = Fields(title="Een rapport")
    assert complete(bare, "Een rapport") == bare


def test_articles_of_an_annex_are_those_of_the_act_in_its_heading() -> None:
    document, sentences = build(
        (BlockKind.PARAGRAPH, "Wij weigeren dit op grond van artikel 10 van de Wob."),
        (BlockKind.HEADING, "Artikel 2"),
        (BlockKind.HEADING, "Bijlage 1 – Relevante artikelen uit de Wob"),
        (BlockKind.HEADING, "Artikel 3"),
        (BlockKind.LIST_ITEM, "Een ieder kan een verzoek doen."),
        (BlockKind.PARAGRAPH, "Artikel 10"),
        (BlockKind.PARAGRAPH, "Artikel 11 wordt anders gelezen."),
        (BlockKind.HEADING, "Bijlage 2 – Inventaris"),
        (BlockKind.HEADING, "Artikel 4"),
    )
    found = find_citations(document, sentences)
    assert [(cited.identifier, [document.quote(anchor) for anchor in cited.anchors]) for cited in found] == [
        ("Wet openbaarheid van bestuur, art. 10", ["artikel 10 van de Wob", "Artikel 10"]),
        ("Wet openbaarheid van bestuur, art. 3", ["Artikel 3"]),
    ]


def test_number_of_the_document_itself_is_no_citation() -> None:
    document, sentences = build((BlockKind.PARAGRAPH, "ISBN 978-90-12-34567-5"))
    assert find_citations(document, sentences) == ()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("9789012345675", True),
        ("9789012345674", False),
        ("080442957X", True),
        ("0804429570", False),
        ("12345", False),
        ("", False),
    ],
)
def test_check_digit_of_isbn(number: str, expected: bool) -> None:
    assert is_isbn(number) is expected
