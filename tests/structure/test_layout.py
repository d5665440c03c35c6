"""Pages to blocks: each test draws the pages that it is about."""

import time
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import HEIGHT, SENTENCES, Paper, read, shown, text_width

from policytext.errors import EmptyDocument
from policytext.readers import read_document
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind

BODY = " ".join(SENTENCES)
REAL = Path(__file__).resolve().parents[2].parent / "shared" / "realdocs"
REAL_FILES = sorted(REAL.glob("*/*.pdf")) if REAL.is_dir() else []


def collapsed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def broken_blocks(document: Document) -> list[tuple[str, str]]:
    """Blocks whose source characters are not their words: there may be none."""
    found = []
    for block in document.blocks:
        source = "".join(document.source_text[s.start : s.end] for s in document.source_spans(block.span))
        if collapsed(source) != collapsed(document.quote(block.span)):
            found.append((source, document.quote(block.span)))
    return found


def two_columns() -> Paper:
    paper = Paper()
    paper.line("Jeugdhulp dichtbij", 80, size=18, look="bold")
    paper.paragraph(BODY, 120, width=210)
    paper.paragraph(BODY.replace("gemeente", "provincie"), 120, x=310, width=210)
    paper.line("4", 815, x=295, size=9)
    return paper


def notes_over_pages() -> Paper:
    paper = Paper()
    for page in (1, 2):
        if page > 1:
            paper.add_page()
        paper.paragraph(f"{BODY} {BODY}", 90)
        paper.line("Dit blijkt uit onderzoek", 330)
        end = 72 + text_width("Dit blijkt uit onderzoek")
        paper.marker(str(page), end, 330)
        paper.line("en uit de praktijk van alle dag.", 330, x=end + 7)
    paper.page = paper.pdf[0]
    paper.marker("1", 72, 740, size=5)
    paper.line("Sociaal en Cultureel Planbureau, Jeugd in beeld, Den Haag 2019; zie ook de", 740, x=76, size=8)
    paper.page = paper.pdf[1]
    paper.line("bijlage bij dat rapport.", 728, size=8)
    paper.marker("2", 72, 740, size=5)
    paper.line("Kamerstukken II 2020/21, 31839, nr. 761.", 740, x=76, size=8)
    return paper


def running_heads() -> Paper:
    paper = Paper()
    for number in range(1, 5):
        if number > 1:
            paper.add_page()
        paper.line("Advies jeugdhulp 2021", 40, size=8)
        paper.paragraph(" ".join(SENTENCES[number:] + SENTENCES[:number]), 90)
        paper.line(f"Pagina {number} van 4", 815, x=480, size=8)
    return paper


def letter() -> Paper:
    paper = Paper()
    for line, y in (("Directie Jeugd", 150), ("Postbus 20350", 160), ("2500 EJ Den Haag", 170)):
        paper.line(line, y, x=470, size=7)
    paper.line("Ons kenmerk", 200, x=470, size=7, look="bold")
    paper.line("J-2021/17", 210, x=470, size=7)
    paper.lines(["De Voorzitter van de Tweede Kamer", "Postbus 20018", "2500 EA Den Haag"], 150, size=9, pitch=12)
    paper.line("Datum", 260, size=9)
    paper.line("3 maart 2021", 260, x=130, size=9)
    paper.line("Betreft", 272, size=9)
    paper.line("Voortgang jeugdhulp", 272, x=130, size=9)
    paper.line("Geachte voorzitter,", 310, size=9)
    paper.paragraph(BODY, 335, width=360, size=9)
    paper.paragraph(BODY, 450, width=360, size=9)
    paper.line("Hoogachtend,", 560, size=9)
    paper.line("A. de Vries", 600, size=9)
    return paper


def structured() -> Paper:
    paper = Paper()
    paper.line("Naar betere jeugdhulp", 90, size=20, look="bold")
    paper.line("1 Inleiding", 130, size=14, look="bold")
    y = paper.paragraph(BODY, 155)
    paper.line("1.1 Aanleiding", y + 10, size=12, look="bold")
    y = paper.paragraph(BODY, y + 32)
    paper.line("Wij vragen drie dingen:", y)
    for number, item in enumerate(("geld voor lokale teams;", "een vast gezicht;", "minder regels."), start=1):
        paper.line(f"{number}.", y + 16 * number, x=80)
        paper.line(item, y + 16 * number, x=104)
    paper.line("2 Slot", y + 90, size=14, look="bold")
    paper.paragraph(BODY, y + 115)
    return paper


def table() -> Paper:
    paper = Paper()
    y = paper.paragraph(BODY, 90) + 10
    paper.line("Tabel 1: Jongeren met jeugdhulp", y, size=9)
    for number, row in enumerate(
        (("Gemeente", "2019", "2020"), ("Assen", "1.200", "1.340"), ("Emmen", "2.100", "2.050"))
    ):
        for cell, x in zip(row, (72, 250, 350), strict=True):
            paper.line(cell, y + 22 + 18 * number, x=x, size=9)
    paper.paragraph(BODY, y + 110)
    return paper


MADE: dict[str, Callable[[], Paper]] = {
    "columns": two_columns,
    "notes": notes_over_pages,
    "heads": running_heads,
    "letter": letter,
    "structure": structured,
    "table": table,
}


@pytest.mark.parametrize("make", MADE.values(), ids=MADE.keys())
def test_source_of_every_block_is_its_text(make: Callable[[], Paper]) -> None:
    assert broken_blocks(make().read()) == []


@pytest.mark.parametrize("make", MADE.values(), ids=MADE.keys())
def test_quads_lie_on_the_words(make: Callable[[], Paper]) -> None:
    """What the engine itself reads inside the quads of a block holds every word of it."""
    paper = make()
    document = paper.read()
    for block in document.blocks:
        quads = document.quads(block.span)
        assert quads
        read = ""
        for quad in quads:
            assert 0 <= quad.x0 < quad.x1 <= 595
            assert 0 <= quad.y0 < quad.y1 <= HEIGHT
            middle = (quad.y0 + quad.y1) / 2
            words = paper.pdf[quad.page - 1].get_text("words")
            read += "".join(
                w[4] for w in words if w[1] < middle < w[3] and quad.x0 - 1 < (w[0] + w[2]) / 2 < quad.x1 + 1
            )
        plain = unicodedata.normalize("NFKC", document.quote(block.span)).replace(" ", "")
        assert sorted(set(plain) - set(read)) == []


def test_columns_are_read_one_after_the_other() -> None:
    blocks = shown(two_columns().read())
    assert [block for block in blocks if block[0] != "furniture"] == [
        ("heading", "Jeugdhulp dichtbij"),
        ("paragraph", BODY),
        ("paragraph", BODY.replace("gemeente", "provincie")),
    ]


def test_sentence_over_a_column_break_is_one_block() -> None:
    paper = Paper()
    words = f"{BODY} {BODY} {BODY}"
    column = Paper()
    column.paragraph(words, 100, width=210)
    rows = [row for row in column.page.get_text().split("\n") if row.strip()]
    paper.lines(rows[:14], 100)
    paper.lines(rows[14:], 100, x=310)
    assert shown(paper.read()) == [("paragraph", words)]


def test_notes_go_on_over_pages_and_find_their_markers() -> None:
    document = notes_over_pages().read()
    notes = [block for block in document.blocks if block.kind is BlockKind.NOTE]
    assert [(note.label, document.quote(note.span)) for note in notes] == [
        (
            "1",
            "Sociaal en Cultureel Planbureau, Jeugd in beeld, Den Haag 2019; zie ook de bijlage bij dat rapport.",
        ),
        ("2", "Kamerstukken II 2020/21, 31839, nr. 761."),
    ]
    assert [(marker.label, marker.note) for marker in document.markers] == [(n.label, n.index) for n in notes]
    assert "onderzoek¹ en uit" in document.text


def test_notes_that_differ_in_figures_only_are_no_feet() -> None:
    paper = Paper()
    for number in range(1, 5):
        if number > 1:
            paper.add_page()
        paper.paragraph(" ".join(SENTENCES[number:] + SENTENCES[:number]), 90)
        paper.marker(str(number), 72, 780, size=5)
        paper.line(f"Kamerstukken II 2019/20, 25295, nr. {90 + number}.", 780, x=76, size=8)
    notes = [block for block in paper.read().blocks if block.kind is BlockKind.NOTE]
    assert [note.label for note in notes] == ["1", "2", "3", "4"]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    blocks = shown(running_heads().read())
    assert [kind for kind, _ in blocks] == ["furniture", "paragraph", "furniture"] * 4


def test_chapters_at_the_head_of_pages_stay() -> None:
    paper = Paper()
    for number in range(1, 5):
        if number > 1:
            paper.add_page()
        paper.line(f"Hoofdstuk {number}", 70, size=16, look="bold")
        paper.paragraph(" ".join(SENTENCES[number:] + SENTENCES[:number]), 110)
    assert [kind for kind, _ in shown(paper.read())] == ["heading", "paragraph"] * 4


def test_bare_page_number_of_a_short_document_is_furniture() -> None:
    paper = Paper()
    paper.paragraph(BODY, 90)
    paper.line("1", 810, x=295)
    assert shown(paper.read())[-1] == ("furniture", "1")


def test_figures_of_a_table_at_the_edge_are_no_page_numbers() -> None:
    paper = Paper()
    paper.paragraph(BODY, 90)
    for number in range(8):
        for cell, x in ((f"Gemeente {number}", 72), (str(40 + number), 250), (str(90 + number), 350)):
            paper.line(cell, 680 + 18 * number, x=x)
    assert {kind for kind, _ in shown(paper.read())} == {"paragraph", "table"}


def test_margin_of_a_letter_is_no_running_text() -> None:
    document = letter().read()
    running = [document.quote(block.span) for block in document.blocks if block.is_running_text]
    assert [text for text in running if "Postbus" in text or "kenmerk" in text] == []
    assert running[-2:] == [BODY, BODY]
    assert document.metadata.date is not None
    assert document.metadata.date.value == "2021-03-03"
    assert document.metadata.subject == "Voortgang jeugdhulp"
    assert document.metadata.reference == "J-2021/17"


def test_headings_items_and_sections() -> None:
    document = structured().read()
    headings = [
        (block.level, document.quote(block.span)) for block in document.blocks if block.kind is BlockKind.HEADING
    ]
    assert headings == [(1, "Naar betere jeugdhulp"), (2, "1 Inleiding"), (3, "1.1 Aanleiding"), (2, "2 Slot")]
    items = [block for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [(item.label, document.quote(item.span)) for item in items] == [
        ("1.", "geld voor lokale teams;"),
        ("2.", "een vast gezicht;"),
        ("3.", "minder regels."),
    ]
    assert items[0].section == ("Naar betere jeugdhulp", "1 Inleiding", "1.1 Aanleiding")


def test_table_rows_and_caption() -> None:
    blocks = shown(table().read())
    assert blocks[1:-1] == [
        ("caption", "Tabel 1: Jongeren met jeugdhulp"),
        ("table", "Gemeente 2019 2020"),
        ("table", "Assen 1.200 1.340"),
        ("table", "Emmen 2.100 2.050"),
    ]


def test_box_is_set_apart_and_keeps_its_title() -> None:
    paper = Paper()
    paper.line("Aanpak", 70, size=16, look="bold")
    y = paper.paragraph(BODY, 100)
    paper.line("Kader 1. Wat wij deden", y + 14, x=84, size=8.5, look="bold")
    y = paper.paragraph("Wij spraken met ouders en jongeren. " * 6, y + 28, x=84, width=420, size=8.5)
    paper.paragraph(BODY, y + 24)
    document = paper.read()
    assert [(block.kind.value, block.container) for block in document.blocks] == [
        ("heading", None),
        ("paragraph", None),
        ("heading", BlockKind.BOX),
        ("paragraph", BlockKind.BOX),
        ("paragraph", None),
    ]
    assert document.blocks[3].section == ("Aanpak", "Kader 1. Wat wij deden")
    assert document.blocks[4].section == ("Aanpak",)


def test_contents_with_dot_leaders() -> None:
    paper = Paper()
    paper.line("Inhoud", 90, size=16, look="bold")
    for number, title in enumerate(("Inleiding", "Aanpak", "Slot")):
        paper.line(f"{title} {'.' * 60} {number + 3}", 120 + 16 * number)
    paper.add_page()
    paper.line("Inleiding", 90, size=16, look="bold")
    paper.paragraph(BODY, 120)
    kinds = [kind for kind, _ in shown(paper.read())]
    assert kinds == ["contents"] * 4 + ["heading", "paragraph"]


def test_broken_word_and_ligature() -> None:
    paper = Paper()
    paper.lines(["De samenwer-", "king in de regio is goed."], 100)
    assert shown(paper.read()) == [("paragraph", "De samenwerking in de regio is goed.")]


def test_paragraph_goes_on_over_a_page() -> None:
    paper = Paper()
    rows = "De raad besluit dat de gemeente vanaf volgend jaar meer geld zal geven aan de|wijkteams van Assen en Emmen."
    first, second = rows.split("|")
    paper.paragraph(BODY, 90)
    paper.lines([BODY[:80], first], 700)
    paper.line("1", 815, x=295)
    paper.add_page()
    paper.line(second, 90)
    paper.line("2", 815, x=295)
    document = paper.read()
    (block,) = [block for block in document.blocks if "wijkteams van Assen" in document.quote(block.span)]
    assert f"{first} {second}" in document.quote(block.span)
    quads = document.quads(block.span)
    assert quads is not None
    assert [quad.page for quad in quads] == [1, 1, 2]


def scattered(places: list[tuple[float, float]], words: list[str], size: float = 4) -> Paper:
    paper = Paper()
    writer = pymupdf.TextWriter(paper.page.rect)
    for place, word in zip(places, words, strict=True):
        writer.append(place, word, fontsize=size)
    writer.write_text(paper.page)
    return paper


def test_page_of_thousands_of_words_is_read_in_bounded_time() -> None:
    places = [(x, y) for y in range(20, 820, 6) for x in range(10, 580, 14)]
    data = scattered(places, ["ab"] * len(places)).data()
    started = time.process_time()
    document = read(data)
    assert time.process_time() - started < 20
    assert document.text.count("ab") == len(places)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(4, 40),
            st.integers(3, 60),
            st.sampled_from(["een", "Twee drie", "1.", "•", "4", "¹", "Bron", "zes."]),
        ),
        min_size=1,
        max_size=40,
        unique_by=lambda item: item[:2],
    )
)
def test_words_anywhere_on_a_page_are_kept_once(items: list[tuple[int, int, str]]) -> None:
    """Whatever stands where, no letter is lost or doubled, and every block is its source."""
    paper = scattered([(14 * x, 13 * y + 10) for x, y, _ in items], [word for _, _, word in items], size=5)
    try:
        document = read(paper.data())
    except EmptyDocument:
        return
    kept = sorted(character for character in document.text if character.isalpha())
    assert kept == sorted(character for _, _, word in items for character in word if character.isalpha())
    assert broken_blocks(document) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", REAL_FILES or [None], ids=lambda path: path.stem[:40] if path else "absent")
def test_real_files_keep_the_invariant(path: Path | None) -> None:
    """With text recognition, which takes seconds a page; test_real_documents.py looks at all files without."""
    if path is None:
        pytest.skip("the documents of ../shared/realdocs are not here")
    try:
        raw = read_document(path)
    except EmptyDocument:
        return  # a scan; tests/readers/test_pdf.py looks at what is said of it
    assert raw.glyphs is not None
    assert len(raw.glyphs.boxes) == 4 * len(raw.text)
    assert all(line.source.end < after.source.start for line, after in pairwise(raw.lines))
    assert broken_blocks(build_document(raw, None, path.name)) == []
