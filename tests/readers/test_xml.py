"""XML documents: official publications, laws, judgments and general formats, and what is refused."""

import difflib
from pathlib import Path

import pytest
from markup_checks import blocks_that_differ, outline
from official_files import FILES, RECORD

from policytext.errors import UnsupportedFormat
from policytext.readers import read_document
from policytext.readers.markup.xml import READER_VERSION, read_xml
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.raw import RawDocument

# These number their notes without writing the number where it is printed.
_UNWRITTEN = frozenset({"tei", "docbook"})

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def read(text: str, path: Path = Path("stuk.xml")) -> RawDocument:
    return read_xml(path, text.encode(), "sha256:" + "0" * 64)


def built(text: str) -> Document:
    return build_document(read(text), None, "stuk.xml")


@pytest.mark.parametrize("name", [name for name in FILES if name not in _UNWRITTEN])
def test_every_block_is_the_file_at_its_places(name: str) -> None:
    document = built(FILES[name])
    assert len(document.blocks) > 3
    assert blocks_that_differ(document) == []


def rows(name: str) -> list[tuple[str, int, str | None, str]]:
    raw = read(FILES[name])
    return [
        (str(block.kind), block.level, block.label, raw.text[block.source.start : block.source.end].strip())
        for block in raw.blocks
    ]


def test_kamerstuk() -> None:
    assert rows("kamerstuk") == [
        ("address", 0, None, "Vergaderjaar 2023-2024"),
        ("address", 0, None, "Tweede Kamer der Staten-Generaal"),
        ("heading", 1, None, "90 001 Jeugdhulp in de wijk"),
        ("heading", 1, None, "Nr. 7 BRIEF VAN DE MINISTER1"),
        ("note", 0, "1", "Ook per post verzonden."),
        ("paragraph", 0, None, "Den Haag, 12 maart 2024"),
        ("heading", 2, None, "1. Aanleiding"),
        ("paragraph", 0, None, "De wachttijd is elf weken.2 Dat is te lang & het groeit met 10 m2."),
        ("note", 0, "2", "Zie Kamerstuk 90 001, nr. 3."),
        ("heading", 4, None, "Wat er gebeurt"),
        ("list_item", 1, "a.", "een team per wijk;"),
        ("list_item", 1, "b.", "vaste mensen:"),
        ("list_item", 2, "–", "drie dagen"),
        ("quotation", 0, None, "Iedereen verdient hulp."),
        ("caption", 0, None, "Tabel 1"),
        ("table", 0, None, "Gemeente\tWeken"),
        ("table", 0, None, "Oost\t11 (2023)"),
        ("paragraph", 0, None, "De Minister van Voorbeelden, A.B. Jansen"),
    ]


def test_law_in_articles_and_paragraphs() -> None:
    assert rows("law")[1:] == [
        ("heading", 2, None, "Hoofdstuk 2 Teams"),
        ("heading", 3, None, "Artikel 2.1"),
        ("list_item", 1, "1.", "Er is een team, bedoeld in artikel 2.3:"),
        ("list_item", 2, "a.", "in elke wijk;"),
        ("list_item", 1, "2.", "Het college wijst de leden aan."),
        ("heading", 3, None, "Artikel 2.2"),
        ("paragraph", 0, None, "Deze wet vervalt."),
    ]


def test_questions_and_debates() -> None:
    assert rows("questions")[1] == ("heading", 1, None, "Vragen van het lid Bos (ABC) over de wijkteams.")
    assert [text for *_, text in rows("questions")[2:]] == [
        "Vraag 1",
        "Kent u het bericht over de wijkteams?",
        "Antwoord 1",
        "Ja, dat bericht ken ik.",
    ]


@pytest.mark.parametrize("name", ["debate", "old debate"])
def test_speaker_stands_above_what_is_said(name: str) -> None:
    assert rows(name) == [
        ("heading", 1, None, "Jeugdhulp"),
        ("heading", 2, None, "Mevrouw Bos (ABC):"),
        ("paragraph", 0, None, "Voorzitter. Elk kind moet hulp krijgen."),
        ("paragraph", 0, None, "Dat is nu niet zo."),
    ]


def test_judgment() -> None:
    assert rows("judgment") == [
        ("paragraph", 0, None, "Jeugdhulp. Plicht van de gemeente."),
        ("heading", 2, None, "2 De beoordeling"),
        ("list_item", 1, "2.1", "De gemeente moet hulp geven.1"),
        ("note", 0, "1", "Zie artikel 2.3."),
    ]


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        pytest.param("kamerstuk", ["1", "2"], id="note where it is called"),
        pytest.param("judgment", ["1"], id="note that is called from elsewhere"),
        pytest.param("tei", ["3"], id="number in an attribute"),
        pytest.param("docbook", ["1"], id="no number"),
    ],
)
def test_markers_lead_to_their_notes(name: str, labels: list[str]) -> None:
    document = built(FILES[name])
    assert [marker.label for marker in document.markers] == labels
    for marker in document.markers:
        assert marker.note is not None
        assert document.blocks[marker.note].kind == "note"
        assert document.blocks[marker.note].label == marker.label


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        pytest.param("kst-90001-3", "https://zoek.officielebekendmakingen.nl/kst-90001-3.html", id="publication"),
        pytest.param("stb-2014-105", "https://zoek.officielebekendmakingen.nl/stb-2014-105.html", id="Staatsblad"),
        pytest.param("jci1.3:c:BWBR0034925", "https://wetten.overheid.nl/jci1.3:c:BWBR0034925", id="jci"),
        pytest.param("BWBR0034925", "https://wetten.overheid.nl/BWBR0034925", id="law"),
        pytest.param("CVDR://90762_1", "https://lokaleregelgeving.overheid.nl/CVDR90762/1", id="local rule"),
        pytest.param(
            "ECLI:NL:HR:2011:BP5608", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2011:BP5608", id="ECLI"
        ),
        pytest.param("https://www.example.org/a", "https://www.example.org/a", id="address"),
        pytest.param("www.example.org", "http://www.example.org", id="address without its scheme"),
    ],
)
def test_links(doc: str, expected: str) -> None:
    raw = read(
        f"<officiele-publicatie><al>Zie <extref doc='{doc}'>hier</extref> en verder.</al></officiele-publicatie>"
    )
    assert [(raw.text[link.source.start : link.source.end], link.target) for link in raw.links] == [("hier", expected)]


@pytest.mark.parametrize("doc", ["", "artikel 3", "javascript:x()", "stuk"])
def test_links_that_lead_nowhere(doc: str) -> None:
    raw = read(f"<officiele-publicatie><al>Zie <intref doc='{doc}'>hier</intref>.</al></officiele-publicatie>")
    assert raw.text == "Zie hier."
    assert raw.links == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "law",
            {
                "title": "Wijkteamwet",
                "kind": "wettekst",
                "date": "2024-01-01",
                "reference": "BWBR0099999",
                "language": "nl",
                "address": "https://wetten.overheid.nl/BWBR0099999/2024-01-01",
            },
            id="law",
        ),
        pytest.param(
            "local rule",
            {
                "title": "Verordening wijkteams Oost",
                "kind": "wettekst",
                "date": "2022-05-03",
                "organisation": "Gemeente Oost",
                "reference": "CVDR12345_2",
                "language": "nl",
                "address": "https://lokaleregelgeving.overheid.nl/CVDR12345/2",
            },
            id="local rule",
        ),
        pytest.param(
            "judgment",
            {
                "title": "ECLI:NL:RBXXX:2023:1 Rechtbank Oost",
                "date": "2023-03-27",
                "organisation": "Rechtbank Oost",
                "reference": "ECLI:NL:RBXXX:2023:1",
                "language": "nl",
                "address": "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:RBXXX:2023:1",
            },
            id="judgment",
        ),
        pytest.param(
            "kamerstuk",
            {
                "reference": "90001-7",
                "dossier": "90001",
                "number": "7",
                "address": "https://zoek.officielebekendmakingen.nl/kst-90001-7.html",
            },
            id="kamerstuk without its record",
        ),
        pytest.param("unknown", {}, id="nothing stated"),
    ],
)
def test_what_a_publication_states(name: str, expected: dict[str, str]) -> None:
    raw = read(FILES[name])
    assert dict(raw.stated) == expected
    assert (raw.media_type, raw.reader) == ("application/xml", READER_VERSION)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(RECORD, "describes kst-90001-XII-8 and holds no text of its own", id="record of metadata"),
        pytest.param("<rss><channel><title>Nieuws</title></channel></rss>", "a news feed", id="feed"),
        pytest.param("<urlset><url><loc>https://a.example</loc></url></urlset>", "a map of a web site", id="site map"),
        pytest.param("<svg xmlns='http://www.w3.org/2000/svg'><text>Tekst</text></svg>", "a drawing", id="drawing"),
        pytest.param("<klanten><klant><naam>Bos</naam></klant></klanten>", "root element klanten", id="data"),
    ],
)
def test_what_is_no_document_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnsupportedFormat, match=reason) as caught:
        read(text)
    assert caught.value.message.startswith("stuk.xml: ")
    assert caught.value.hint


def test_xhtml_is_read_as_a_page() -> None:
    page = "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Plan</h1><p>De raad besluit.</p></body></html>"
    assert read(page).media_type == "text/html"


def test_record_beside_the_document_is_read_along(tmp_path: Path) -> None:
    path = tmp_path / "kst-90001-XII-8.xml"
    path.write_text(FILES["kamerstuk"])
    path.with_name("kst-90001-XII-8.metadata.xml").write_text(RECORD)
    metadata = build_document(read_document(path), None, path.name).metadata
    assert metadata.title == "Motie van het lid Bos over vaste teams"
    assert metadata.reference == "90001-XII-8"
    assert metadata.authors == ("A. Aker", "C. Bos")


def test_name_of_the_gazette_is_furniture() -> None:
    head = "<kop><titel>STAATSCOURANT</titel><subtitel>Officiële uitgave.</subtitel></kop>"
    body = "<staatscourant><kop><titel>Besluit</titel></kop><al>Het college besluit.</al></staatscourant>"
    raw = read(f"<officiele-publicatie>{head}{body}</officiele-publicatie>")
    assert [(str(block.kind), raw.text[block.source.start : block.source.end]) for block in raw.blocks] == [
        ("heading", "Besluit"),
        ("paragraph", "Het college besluit."),
        ("furniture", "STAATSCOURANT Officiële uitgave."),
    ]


def test_words_in_a_row_outside_its_cells_are_kept() -> None:
    row = "<row>los<entry><al>a</al></entry></row>"
    raw = read(f"<officiele-publicatie><table><tgroup>{row}</tgroup></table></officiele-publicatie>")
    assert raw.text == "los\ta"


@pytest.fixture(scope="module")
def publication() -> Path:
    folder = SHARED / "realdocs" / "officiele-publicaties"
    if not (folder / "kst-32545-143.xml").is_file():
        pytest.skip("the real publication is not here (../shared/realdocs)")
    return folder


@pytest.mark.parametrize("suffix", ["html", "pdf", "odt"])
def test_forms_of_one_publication_agree(publication: Path, suffix: str) -> None:
    def running(kind: str) -> str:
        path = publication / f"kst-32545-143.{kind}"
        document = build_document(read_document(path), None, path.name)
        return " ".join(document.quote(block.span) for block in document.blocks if block.is_running_text)

    ratio = difflib.SequenceMatcher(None, running("xml"), running(suffix), autojunk=False).ratio()
    assert ratio >= 0.98


@pytest.mark.parametrize(
    "name", ["bwb_toestand_5.xml", "cvdr_example1.xml", "rechtspraak1.xml", "gmb.html", "stb.html"]
)
def test_real_files_keep_their_places(name: str) -> None:
    path = SHARED / "realdocs" / "wetsuite-xml-html" / name
    if not path.is_file():
        pytest.skip("the real files are not here (../shared/realdocs)")
    document = build_document(read_document(path), None, name)
    assert len([row for row in outline(document) if row[4]]) > 10
    assert blocks_that_differ(document) == []
