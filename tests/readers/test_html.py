"""HTML pages: the document in the page, its parts, its notes, and what stands around it."""

import hashlib
from pathlib import Path

import pytest
from markup_checks import blocks_that_differ, outline
from web_pages import PAGES

from policytext.readers.markup.html import READER_VERSION, read_html
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.raw import RawDocument

_PROSE = "De raad besluit dat het plan in maart wordt aangepast, omdat de kosten hoger zijn dan eerder was geraamd."


def read(page: str, name: str = "pagina.html") -> RawDocument:
    data = page.encode("latin-1" if "iso-8859-1" in page[:60] else "utf-8", "xmlcharrefreplace")
    return read_html(Path(name), data, "sha256:" + hashlib.sha256(data).hexdigest())


def built(page: str) -> Document:
    return build_document(read(page), None, "pagina.html")


def texts(page: str, kind: str) -> list[str]:
    return [text for found, _, _, _, text in outline(built(page), furniture=True) if found == kind]


@pytest.mark.parametrize("name", PAGES)
def test_every_block_is_the_file_at_its_places(name: str) -> None:
    document = built(PAGES[name])
    assert len(document.blocks) > 3
    assert blocks_that_differ(document) == []


def test_text_and_its_parts() -> None:
    document = built(PAGES["wordpress"])
    found = [(kind, level, label, text[:30]) for kind, level, label, where, text in outline(document) if not where]
    assert found == [
        ("heading", 1, None, "Een team in elke wijk"),
        ("paragraph", 0, None, "12 maart 2024 door Mira de Wit"),
        ("paragraph", 0, None, "De wachttijden in de jeugdhulp"),
        ("heading", 2, None, "Wat er moet gebeuren"),
        ("paragraph", 0, None, "Wij vinden dat elke wijk een t"),
        ("quotation", 0, None, "“We kennen elkaar hier bij naa"),
        ("paragraph", 0, None, "De wethouder zegt dat het huid"),
        ("list_item", 0, "•", "een team per wijk;"),
        ("list_item", 0, "•", "vaste mensen;"),
        ("list_item", 0, "•", "ten minste drie dagen"),
        ("note", 0, "1", "Rekenkamer Oost, Wachten, 2023"),
    ]


def test_comments_stand_apart() -> None:
    for name, words in (("wordpress", "Ik wacht al een half jaar"), ("news", "Eindelijk schrijft iemand")):
        comments = [row for row in outline(built(PAGES[name])) if row[3] == "comment" and row[4].startswith(words)]
        assert len(comments) == 1, name
        assert not any(block.is_running_text for block in built(PAGES[name]).blocks if block.container == "comment"), (
            name
        )


@pytest.mark.parametrize(
    ("name", "around"),
    [
        pytest.param("wordpress", ["Over ons", "Twitter", "Markt verplaatst", "© Wijkblad De Brug"], id="blog"),
        pytest.param("government", ["Home", "Jeugdhulp", "Sitemap", "Direct naar de inhoud"], id="government"),
        pytest.param("news", ["Advertentie", "Meer over jeugdhulp", "Abonneer u Log in"], id="news"),
        pytest.param("layout", ["Home Nieuws Leden"], id="layout table"),
    ],
)
def test_page_around_the_text_is_furniture(name: str, around: list[str]) -> None:
    furniture = texts(PAGES[name], "furniture")
    assert [words for words in around if words not in furniture] == []
    is_furniture = [block.kind == "furniture" for block in read(PAGES[name]).blocks]
    assert is_furniture == sorted(is_furniture), "furniture stands at the end"


def test_furniture_below_the_comments_is_none_of_them() -> None:
    containers = {row[3] for row in outline(built(PAGES["news"]), furniture=True) if row[4].startswith("Meer over")}
    assert containers == {""}


def test_note_in_a_box_stands_in_none() -> None:
    box = "<aside class=footnotes><p id=fn1>1. Eigen onderzoek van de rekenkamer.</p></aside>"
    found = outline(built(f"<h1>A</h1><p>{_PROSE}<sup><a href='#fn1'>1</a></sup></p><p>{_PROSE}</p>{box}"))
    assert found[-1] == ("note", 0, "1", "", "Eigen onderzoek van de rekenkamer.")


def test_cookie_banner_is_furniture() -> None:
    assert [words[:30] for words in texts(PAGES["government"], "furniture") if "cookies" in words] == [
        "Deze website gebruikt cookies "
    ]


def test_text_that_a_button_opens_is_read_and_other_hidden_text_is_not() -> None:
    assert any("120 miljoen" in words for words in texts(PAGES["government"], "paragraph"))
    page = f"<h1>A</h1><p>{_PROSE}</p><p hidden>Nooit te zien.</p><p style='display:none'>Ook niet.</p><p>{_PROSE}</p>"
    assert "Nooit" not in built(page).text
    assert "Ook niet" not in built(page).text


def test_box_and_caption() -> None:
    found = outline(built(PAGES["news"]))
    assert [text[:20] for kind, _, _, where, text in found if where == "box"] == ["In 2015 werden gemee"]
    assert [text for kind, _, _, _, text in found if kind == "caption"] == ["Een wachtkamer in Utrecht. Foto: L. Kok"]
    assert "wachtkamer vol" not in built(PAGES["news"]).text


@pytest.mark.parametrize(
    ("name", "notes", "markers"),
    [
        pytest.param("wordpress", [("1", "Rekenkamer Oost, Wachten, 2023, p. 12.")], ["1"], id="blog"),
        pytest.param(
            "word", [("1", "CBS (2023), Jeugdhulp in cijfers."), ("2", "Zie noot 1.")], ["1", "2"], id="word processor"
        ),
        pytest.param("encyclopedia", [("1", "Jansen (2019), De wijk in.")], ["1", "1"], id="two markers of one note"),
        pytest.param("markdown", [("1", "Wet van 1 maart 2014. Zie ook artikel 2.3.")], ["1"], id="two paragraphs"),
        pytest.param("plain notes", [("1", "Eigen onderzoek."), ("2", "Idem, p. 4.")], ["1", "2"], id="one paragraph"),
    ],
)
def test_notes(name: str, notes: list[tuple[str, str]], markers: list[str]) -> None:
    document = built(PAGES[name])
    found = [(label, text) for kind, _, label, _, text in outline(document) if kind == "note"]
    assert found == notes
    assert [marker.label for marker in document.markers] == markers
    for marker in document.markers:
        assert marker.note is not None
        assert document.blocks[marker.note].label == marker.label


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"<p><a href='#h'>1</a> {_PROSE}</p><h2 id=h>Een</h2><p>{_PROSE}</p>", id="leads to a heading"),
        pytest.param(f"<p><a href='#p'>hier</a> {_PROSE}</p><p id=p>{_PROSE}</p>", id="words, no number"),
        pytest.param(f"<p id=p>{_PROSE}</p><p>{_PROSE}<a href='#p'>2</a></p>", id="leads back"),
        pytest.param(f"<p>{_PROSE}<a href='#nergens'>2</a></p>", id="leads nowhere"),
    ],
)
def test_links_that_are_no_notes(page: str) -> None:
    assert read(f"<h1>Plan</h1>{page}<p>{_PROSE}</p>").references == ()


def test_tables_row_by_row() -> None:
    raw = read(PAGES["table"])
    rows = [raw.text[block.source.start : block.source.end] for block in raw.blocks if block.kind == "table"]
    assert rows == ["Gemeente\t2022\t2023", "Oost\t9\t11", "West\t\t8,5"]
    assert texts(PAGES["table"], "caption") == ["Tabel 1: wachttijd in weken"]


def test_table_that_places_things_is_read_as_blocks() -> None:
    kinds = [kind for kind, *_ in outline(built(PAGES["layout"]))]
    assert "table" not in kinds
    assert kinds.count("paragraph") >= 4
    assert kinds[0] == "heading"


def test_contents_of_the_page_are_contents() -> None:
    assert texts(PAGES["encyclopedia"], "contents") == ["1 Taken", "2 Geschiedenis", "3 Kritiek"]


def test_characters() -> None:
    text = built(PAGES["xhtml"]).text
    assert "Zo is het besloten & vastgesteld." in text
    assert "a < b en x²" in text
    assert "geen tekst" not in text


def test_tags_that_are_left_out_or_crossed() -> None:
    found = [text for *_, text in outline(built(PAGES["broken"]))]
    assert found[3:] == ["een", "twee drie", "a b", "c d", "los", "einde &onbekend; é €5 AT&T < 10 <"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("<ol><li>a<li>b</ol>", ["1.", "2."], id="numbers"),
        pytest.param("<ol start=4 type=a><li>a<li>b</ol>", ["d.", "e."], id="letters from the fourth"),
        pytest.param("<ol type=I reversed><li>a<li value=9>b<li>c</ol>", ["III.", "IX.", "VIII."], id="roman, down"),
        pytest.param("<ul><li>a<li>b</ul>", ["•", "•"], id="bullets"),
    ],
)
def test_labels_of_items(markup: str, expected: list[str]) -> None:
    raw = read(f"<h1>Lijst</h1><p>{_PROSE}</p>{markup}<p>{_PROSE}</p>")
    assert [block.label for block in raw.blocks if block.kind == "list_item"] == expected


def test_markers_that_an_item_writes_itself_are_its_label() -> None:
    items = (
        "<li><p><span class=ol>a. </span>een team per wijk</p></li><li><p><span class=ol>• </span>vaste mensen</p></li>"
    )
    found = outline(built(f"<h1>Lijst</h1><p>{_PROSE}</p><ul>{items}</ul><p>{_PROSE}</p>"))
    assert [(label, text) for kind, _, label, _, text in found if kind == "list_item"] == [
        ("a.", "een team per wijk"),
        ("•", "vaste mensen"),
    ]


def test_notes_of_official_pages() -> None:
    page = (
        f"<h1>Brief</h1><p>{_PROSE}<a href='#ID-1' class='nawoord'><sup>1</sup></a></p><p>{_PROSE}</p>"
        "<div id=noten><div class=noot><a name='ID-1'></a><sup>1</sup><p>Kamerstuk 90 001, nr. 3.</p></div></div>"
    )
    document = built(page)
    assert [(row[2], row[4]) for row in outline(document) if row[0] == "note"] == [("1", "Kamerstuk 90 001, nr. 3.")]
    assert [marker.note is not None for marker in document.markers] == [True]


def test_links_lead_to_full_addresses() -> None:
    document = built(PAGES["wordpress"])
    links = {document.quote(link.span): link.target for link in document.links}
    assert links["notitie van de raad"] == "https://debrug.example/notitie.pdf"
    assert not any(target.startswith("#") for target in links.values())
    links_of_page = "<a href='c'>een</a> <a href='javascript:x()'>twee</a> <a href='#d'>drie vier</a>"
    page = f"<base href='https://a.example/b/'><h1>A</h1><p>{links_of_page} {_PROSE}</p>"
    assert [link.target for link in read(page).links] == ["https://a.example/b/c"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "wordpress",
            [
                ("title", "Een team in elke wijk"),
                ("date", "2024-03-12"),
                ("organisation", "Wijkblad De Brug"),
                ("author", "Mira de Wit"),
                ("language", "nl"),
                ("address", "https://debrug.example/een-team-in-elke-wijk/"),
            ],
            id="open graph",
        ),
        pytest.param(
            "news",
            [
                ("title", "Wachten op hulp duurt langer"),
                ("date", "2023-11-02"),
                ("organisation", "De Voorbeeldkrant"),
                ("author", "Lena Kok"),
                ("kind", "artikel"),
            ],
            id="data for search engines",
        ),
        pytest.param(
            "government",
            [
                ("title", "Kabinet wil vaste teams in de wijk"),
                ("date", "2024-05-21"),
                ("organisation", "Ministerie van Voorbeelden"),
                ("language", "nl"),
                ("address", "https://www.voorbeelden.example/teams"),
            ],
            id="dublin core",
        ),
        pytest.param("table", [], id="nothing said"),
    ],
)
def test_what_a_page_says_of_itself(name: str, expected: list[tuple[str, str]]) -> None:
    raw = read(PAGES[name])
    assert list(raw.file_metadata) == expected
    assert raw.stated == ()
    assert (raw.media_type, raw.reader) == ("text/html", READER_VERSION)


def test_encoding_that_the_page_declares() -> None:
    data = f"<meta charset=windows-1252><h1>Coördinatie</h1><p>{_PROSE} Eén €.</p>".encode("cp1252")
    raw = read_html(Path("p.html"), data, "sha256:0")
    assert "Coördinatie" in raw.text
    assert "Eén €." in raw.text


def test_title_from_outside_the_text_is_kept() -> None:
    page = (
        "<title>Besluit over de wijk - Site</title><div class=top><h1>Besluit over de wijk</h1></div><div><div class=x>"
        f"<p>{_PROSE}</p><p>{_PROSE} Meer.</p><p>{_PROSE} Nog meer.</p></div></div>"
    )
    assert outline(built(page))[0][:2] == ("heading", 1)
    assert outline(built(page))[0][4] == "Besluit over de wijk"


@pytest.mark.parametrize(
    ("content", "authors"),
    [
        pytest.param("Mira de Wit", ["Mira de Wit"], id="a person"),
        pytest.param("https://social.example/mira", [], id="a profile"),
        pytest.param("Bouwer - http://www.bouwer.example", [], id="who built the site"),
    ],
)
def test_author_of_a_page(content: str, authors: list[str]) -> None:
    page = PAGES["wordpress"].replace('content="Mira de Wit"', f'content="{content}"')
    assert page != PAGES["wordpress"] or authors
    assert [value for key, value in read(page).file_metadata if key == "author"] == authors
