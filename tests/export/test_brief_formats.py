"""A brief in its formats: what comes from documents stays words, notes are real notes, templates keep their looks."""

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policytext.errors import ConfigError
from policytext.export.brief.docx import docx_bytes, packed
from policytext.export.brief.docx_parts import MAIN
from policytext.export.brief.docx_template import docx_in_template
from policytext.export.brief.html import html_parts
from policytext.export.brief.language import LANGUAGES
from policytext.export.brief.markdown import markdown_lines
from policytext.export.brief.paper import Heading, Note, Paper, Paragraph, ParagraphKind, Table
from policytext.export.brief.pdf import pdf_bytes
from policytext.export.brief.references import address, kamerstuk
from policytext.export.brief.wording import Run, RunKind, quoted, shown
from policytext.readers import read_document
from policytext.store import DocumentRecord
from policytext.types.document import Metadata
from policytext.types.manifest import Manifest
from policytext.types.vocabulary import DocumentKind

MANIFEST = Manifest("policytext test", None, (), ())
NASTY = [
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param("<img src=x onerror=alert(1)> & &lt;b&gt;", id="image and entities"),
    pytest.param("[klik](javascript:alert(1)) ![x](http://e.example/a.png)", id="links"),
    pytest.param("| a | b | *vet* _schuin_ `code` ~~weg~~", id="signs of Markdown"),
    pytest.param("# kop", id="heading"),
    pytest.param("1. eerst", id="numbered list"),
    pytest.param("- streep + plus", id="list"),
    pytest.param("--> <!-- ]]> {{brief}}", id="ends of blocks"),
    pytest.param("[^1]: noot", id="note"),
    pytest.param("https://e.example/<a>?b=1&c=2", id="address"),
    pytest.param("$x^2$ \\ {#id} ==", id="mathematics and attributes"),
]


def paper_of(text: str) -> Paper:
    """A paper in which the text stands everywhere."""
    paragraph = Paragraph((Run("Iemand: "), Run(quoted(text), RunKind.QUOTE)), (1, 2), ParagraphKind.ITEM)
    again = Paragraph((Run(shown(text)),), (1,), ParagraphKind.SMALL)
    return Paper(
        title=shown(text),
        subtitle="Notitie voor de Kamer",
        made=shown(text),
        language=LANGUAGES["nl"],
        blocks=(
            Heading("Kern", 1),
            paragraph,
            Heading(shown(text), 2),
            again,
            Table(("Datum", "Afzender", "Citaat"), ((again, again, paragraph), (again, paragraph, again))),
        ),
        notes=(Note(1, shown(text), "https://e.example/a?b=1"), Note(2, f"{shown(text)} tweede", None)),
        quoted=(),
        sentences=(),
        references=(),
    )


class Page(HTMLParser):
    """Tags and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "li", "ol", "sup", "a", "table",
    "thead", "tbody", "tr", "th", "td", "script", "span",
}  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_html_holds_the_words_and_no_tags_of_them(text: str) -> None:
    page = Page("".join(html_parts(paper_of(text), MANIFEST)))
    assert {tag for tag, _ in page.tags} <= ALLOWED
    assert [held.get("type") for tag, held in page.tags if tag == "script"] == ["application/json"]
    assert not [name for _, held in page.tags for name in held if name.startswith("on") or name in ("src", "style")]
    links = {held["href"] for tag, held in page.tags if tag == "a"}
    assert all(link and link.startswith(("#", "https://e.example/a?b=1")) for link in links)
    assert "".join(page.words).count(text) >= 8


def test_html_allows_nothing_from_outside() -> None:
    text = "".join(html_parts(paper_of("woorden"), MANIFEST))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "@media print" in text


@pytest.mark.parametrize("text", NASTY)
def test_markdown_holds_the_words_and_no_signs_of_them(text: str) -> None:
    shown_text, _, _ = "\n".join(markdown_lines(paper_of(text), MANIFEST)).partition("<!-- policytext")
    shown_text = re.sub(r"^(\[\^\d\]): ", "Noot ", shown_text, flags=re.MULTILINE)
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(shown_text)
    page = Page(html)
    assert {tag for tag, _ in page.tags} <= {"h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th",
                                             "td", "a"}  # fmt: skip
    assert {held["href"] for tag, held in page.tags if tag == "a"} <= {"https://e.example/a?b=1"}
    assert "".join(page.words).count(text) >= 8


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab \\`*_{}[]()#+-.!|<>~^$&1=\"':/"), min_size=1, max_size=24))
def test_markdown_of_any_signs_is_their_words(text: str) -> None:
    wanted = shown(text)
    head = next(markdown_lines(paper_of(text), MANIFEST)).removeprefix("# ")
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(f"Titel {head}")
    page = Page(html)
    assert {tag for tag, _ in page.tags} <= {"p"}
    assert "".join(page.words).strip() == f"Titel {wanted}".strip()


@pytest.mark.parametrize("text", NASTY)
def test_word_holds_the_words(text: str, tmp_path: Path) -> None:
    target = tmp_path / "notitie.docx"
    target.write_bytes(docx_bytes(paper_of(text), MANIFEST, "2026-11-30"))
    with zipfile.ZipFile(target) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
    assert read_document(target).text.count(text) >= 8


def elements(data: bytes, part: str, name: str) -> list[ElementTree.Element]:
    """The elements of that name in a part of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return list(ElementTree.fromstring(archive.read(part)).iter(f"{{{MAIN}}}{name}"))


def test_notes_in_word_are_footnotes_and_a_second_mark_repeats_the_number() -> None:
    data = docx_bytes(paper_of("woorden"), MANIFEST, "2026-11-30")
    marks = [mark.get(f"{{{MAIN}}}id") for mark in elements(data, "word/document.xml", "footnoteReference")]
    notes = [note.get(f"{{{MAIN}}}id") for note in elements(data, "word/footnotes.xml", "footnote")]
    assert marks == ["1", "2"]
    assert notes == ["-1", "0", "1", "2"]
    fields = [field.get(f"{{{MAIN}}}instr") or "" for field in elements(data, "word/document.xml", "fldSimple")]
    bookmarks = {mark.get(f"{{{MAIN}}}name") for mark in elements(data, "word/document.xml", "bookmarkStart")}
    assert fields
    assert {field.split()[1] for field in fields} <= bookmarks


def test_the_same_brief_has_the_same_bytes() -> None:
    assert docx_bytes(paper_of("a"), MANIFEST, "2026-11-30") == docx_bytes(paper_of("a"), MANIFEST, "2026-11-30")


def template(body: str, styles: str = "", footnotes: str | None = None) -> bytes:
    """A Word template with a letterhead, as an office may have it."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    extension = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"/></Types>',
        "word/document.xml": f'<w:document xmlns:w="{MAIN}" {compatibility} {extension}><w:body>{body}'
        '<w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}"></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{MAIN}">{styles}</w:styles>',
        "customXml/item1.xml": "<huisstijl/>",
        **({"word/footnotes.xml": footnotes} if footnotes else {}),
    }
    return packed(parts)


def written(tmp_path: Path, data: bytes) -> bytes:
    target = tmp_path / "huisstijl.dotx"
    target.write_bytes(data)
    return docx_in_template(paper_of("woorden"), MANIFEST, target)


def text_of(data: bytes) -> str:
    return "|".join(element.text or "" for element in elements(data, "word/document.xml", "t"))


def test_a_template_keeps_its_letterhead_styles_and_page(tmp_path: Path) -> None:
    style = '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    body = "<w:p><w:r><w:t>Kantoor</w:t></w:r></w:p><w:p><w:r><w:t>{{bri</w:t></w:r><w:r><w:t>ef}}</w:t></w:r></w:p>"
    data = written(tmp_path, template(f"{body}<w:p><w:r><w:t>Met groet</w:t></w:r></w:p>", style))
    text = text_of(data)
    assert text.startswith("Kantoor|woorden|")
    assert text.endswith("|Met groet")
    assert "{{" not in text
    used = {held.get(f"{{{MAIN}}}val") for held in elements(data, "word/document.xml", "pStyle")}
    assert "Kop1" in used
    assert "Heading1" not in used
    defined = {held.get(f"{{{MAIN}}}styleId") for held in elements(data, "word/styles.xml", "style")}
    assert used <= defined
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
        assert 'mc:Ignorable="w14"' in document
        assert "template.main" not in archive.read("[Content_Types].xml").decode()
        assert {"customXml/item1.xml", "customXml/item2.xml", "word/footnotes.xml"} <= set(archive.namelist())
    assert document.count("<w:pgSz") == 1


def test_notes_of_a_template_stay(tmp_path: Path) -> None:
    footnotes = f'<w:footnotes xmlns:w="{MAIN}"><w:footnote w:id="7"><w:p/></w:footnote></w:footnotes>'
    data = written(tmp_path, template("<w:p><w:r><w:t>weg</w:t></w:r></w:p>", "", footnotes))
    notes = [note.get(f"{{{MAIN}}}id") for note in elements(data, "word/footnotes.xml", "footnote")]
    assert notes == ["7", "8", "9"]
    assert "weg" not in text_of(data)


def test_a_list_without_a_style_in_the_template_gets_dashes(tmp_path: Path) -> None:
    assert "– |Iemand: " in text_of(written(tmp_path, template("")))


@pytest.mark.parametrize("data", [b"geen archief", packed({"a.txt": "b"})], ids=["no archive", "no document"])
def test_what_is_no_template_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ConfigError, match="Word document"):
        written(tmp_path, data)


@pytest.mark.parametrize("text", NASTY)
def test_pdf_holds_the_words(text: str) -> None:
    with pymupdf.open(stream=pdf_bytes(paper_of(text), MANIFEST), filetype="pdf") as document:
        words = "".join("".join(page.get_text().split()) for page in document)
    assert words.count("".join(text.split())) >= 8


def test_a_note_in_pdf_stands_on_the_page_that_calls_it_first() -> None:
    one = paper_of("woorden")
    filler = tuple(
        Paragraph((Run(f"Zin {number} " + "met woorden " * 30),), (number,), ParagraphKind.ITEM)
        for number in range(1, 40)
    )
    notes = tuple(Note(number, f"vindplaats {number} van de zin", None) for number in range(1, 40))
    paper = Paper(
        **{**{name: getattr(one, name) for name in one.__dataclass_fields__}, "blocks": filler, "notes": notes}
    )
    with pymupdf.open(stream=pdf_bytes(paper, MANIFEST), filetype="pdf") as document:
        pages = [" ".join(page.get_text().split()) for page in document]
        assert document.embfile_names() == ["policytext-manifest"]
        assert document.page_count > 2
    for number in range(1, 40):
        holding = [place for place, words in enumerate(pages) if f"Zin {number} met" in words]
        noted = [place for place, words in enumerate(pages) if f"vindplaats {number} van" in words]
        assert holding == noted
    assert [f"pagina {number} van {len(pages)}" in words for number, words in enumerate(pages, 1)] == [True] * len(
        pages
    )


def test_what_is_longer_than_a_page_goes_on_on_the_next() -> None:
    one = paper_of("woorden")
    long = (Paragraph((Run("lang " * 4000 + "eind"),)),)
    paper = Paper(**{**{name: getattr(one, name) for name in one.__dataclass_fields__}, "blocks": long})
    with pymupdf.open(stream=pdf_bytes(paper, MANIFEST), filetype="pdf") as document:
        assert document.page_count > 2
        assert "eind" in document[-1].get_text()


def record_of(**fields: str | None) -> DocumentRecord:
    metadata = Metadata(
        title="Brief",
        kind=DocumentKind.KAMERBRIEF,
        organisations=("Ministerie",),
        authors=(),
        addressee=None,
        date=None,
        language="nl",
        address=fields.get("address"),
        subject=None,
        reference=None,
        origins=(),
        dossier=fields.get("dossier"),
        number=fields.get("number"),
        session_year=fields.get("session"),
    )
    return DocumentRecord("sha256:0", "0", ("a.pdf",), "application/pdf", metadata, 1, 1, 0, 0, (), "1")


@pytest.mark.parametrize(
    ("fields", "named", "leads_to"),
    [
        pytest.param(
            {"dossier": "35334", "number": "331", "session": "2024-2025"},
            "Kamerstukken II 2024/25, 35334, nr. 331",
            "https://zoek.officielebekendmakingen.nl/kst-35334-331.html",
            id="Tweede Kamer",
        ),
        pytest.param(
            {"dossier": "36600-VII", "number": "C", "session": None},
            "Kamerstukken I, 36600-VII, C",
            "https://zoek.officielebekendmakingen.nl/kst-36600-VII-C.html",
            id="Eerste Kamer",
        ),
        pytest.param(
            {"dossier": "19637", "number": "3", "session": "1985-1986"},
            "Kamerstukken II 1985/86, 19637, nr. 3",
            None,
            id="older than the site",
        ),
        pytest.param({"dossier": "32545", "number": None}, None, None, id="no number"),
        pytest.param({"address": "https://e.example/b"}, None, "https://e.example/b", id="an address of its own"),
        pytest.param({"address": "javascript:alert(1)"}, None, None, id="no address of the web"),
    ],
)
def test_official_papers_are_named_and_found(
    fields: dict[str, str | None], named: str | None, leads_to: str | None
) -> None:
    document = record_of(**fields)
    assert (kamerstuk(document), address(document)) == (named, leads_to)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("De kosten stijgen.⁴", "“De kosten stijgen.”", id="behind a full stop"),
        pytest.param("De kosten² stijgen.", "“De kosten stijgen.”", id="behind a word"),
        pytest.param("Een huis van 80 m² is klein.", "“Een huis van 80 m² is klein.”", id="a unit"),
        pytest.param("Eén op de 10⁹ kinderen.", "“Eén op de 10⁹ kinderen.”", id="behind a number it may be one of it"),
        pytest.param("Links\u202erechts\x07", "“Links\ufffdrechts\ufffd”", id="signs that hide words"),
    ],
)
def test_quotations_are_shown_without_note_marks(text: str, expected: str) -> None:
    assert quoted(text) == expected
