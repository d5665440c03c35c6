"""Lines of text and Markdown become blocks of the right kind."""

from pathlib import Path

import pytest

from policytext.readers.text import read_text
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.vocabulary import BlockKind

ZIN = "De gemeente betaalt de hulp uit eigen middelen en legt daarover elk jaar verantwoording af aan de raad."


def make(text: str, name: str = "nota.md") -> Document:
    return build_document(read_text(Path(name), text.encode(), "sha256:" + 64 * "0"), None, name)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.quote(block.span)) for block in document.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# Doel #\n\nTekst.", [("heading", "Doel"), ("paragraph", "Tekst.")], id="marked heading"),
        pytest.param("- **een**\n- twee", [("list_item", "een"), ("list_item", "twee")], id="list"),
        pytest.param("1. een;\n2. twee.", [("list_item", "een;"), ("list_item", "twee.")], id="numbered list"),
        pytest.param(
            "Dat was in de zomer van\n2019. Nu.", [("paragraph", "Dat was in de zomer van 2019. Nu.")], id="a year"
        ),
        pytest.param("> Wij wachten.\n> Nog.", [("quotation", "Wij wachten. Nog.")], id="quotation"),
        pytest.param("|a|b|\n|-|-|\n|1|2|", [("table", "a|b"), ("table", "1|2")], id="table of bars"),
        pytest.param("Jan\tvoorzitter\nPiet\tlid", [("table", "Jan voorzitter"), ("table", "Piet lid")], id="tabs"),
        pytest.param("*Bron: CBS (2019)*", [("caption", "Bron: CBS (2019)")], id="caption"),
        pytest.param("Figuur 3. Aantal cliënten", [("caption", "Figuur 3. Aantal cliënten")], id="figure"),
        pytest.param("a *b* **c** ***d*** _e_", [("paragraph", "a b c d e")], id="emphasis"),
        pytest.param("2*3*4 en snake_case_naam *", [("paragraph", "2*3*4 en snake_case_naam *")], id="no emphasis"),
        pytest.param("<b>Let op</b> &amp; kijk\\!", [("paragraph", "Let op & kijk!")], id="tags and escapes"),
        pytest.param("a<!-- weg -->b", [("paragraph", "ab")], id="comment of markup"),
        pytest.param("---\ntitle: X\n---\n\nTekst.", [("paragraph", "Tekst.")], id="front matter"),
        pytest.param(f"{ZIN}\n\n---\n\n{ZIN}", [("paragraph", ZIN), ("paragraph", ZIN)], id="rule"),
    ],
)
def test_markup(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(make(text)) == expected


@pytest.mark.parametrize(
    ("line", "level"),
    [
        pytest.param("Meer tijd voor het gesprek", 1, id="short line above a paragraph"),
        pytest.param("2. Wat er nodig is", 2, id="numbered"),
        pytest.param("2.1 Wat er nodig is", 3, id="numbered twice"),
        pytest.param("**Wat er nodig is**", 1, id="emphasised"),
        pytest.param("Hoe staat het ervoor?", 1, id="question"),
        pytest.param("Wij zien dat anders.", None, id="a sentence"),
        pytest.param("Hieronder noemen wij:", None, id="an announcement"),
        pytest.param("in het kort", None, id="lower case"),
        pytest.param("Het werk van de", None, id="breaks off"),
    ],
)
def test_plain_headings(line: str, level: int | None) -> None:
    block = make(f"{line}\n\n{ZIN} {ZIN}", "nota.txt").blocks[0]
    assert (block.level if block.kind is BlockKind.HEADING else None) == level


def test_numbered_items_between_blank_lines_are_no_headings() -> None:
    document = make(f"{ZIN}\n\n1. Meer tijd\n\n2. Meer geld\n\n3. Meer rust\n\n{ZIN}", "nota.txt")
    assert [block.kind.value for block in document.blocks[1:4]] == ["list_item"] * 3
    assert [block.label for block in document.blocks[1:4]] == ["1.", "2.", "3."]


def test_sections_are_the_headings_above() -> None:
    document = make("# A\n\n## B\n\nEen.\n\n## C\n\nTwee.\n\n# D\n\nDrie.")
    assert [block.section for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [
        ("A", "B"),
        ("A", "C"),
        ("D",),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "De gemeenten in deze regio hebben gezamenlijk besloten dat de toegang tot\n"
            "hulp in alle wijken op dezelfde manier wordt ingericht. Daarvoor komt er\n"
            "Rijksgeld beschikbaar, dat in de loop van dit jaar over alle gemeenten in\n"
            "de regio wordt verdeeld. Over de verdeling beslist het college in overleg.\n",
            1,
            id="wrapped lines are one paragraph",
        ),
        pytest.param("Jan Jansen\nDorpsstraat 1\n", 2, id="short lines are lines"),
        pytest.param("EEN BETERE ZORG\nVOOR IEDEREEN\n", 1, id="a title over two lines"),
    ],
)
def test_line_ends(text: str, expected: int) -> None:
    assert len(make(text, "brief.txt").blocks) == expected


@pytest.mark.parametrize(
    ("text", "links"),
    [
        pytest.param("Zie [het rapport](https://a.nl/b_(c)).", [("het rapport", "https://a.nl/b_(c)")], id="named"),
        pytest.param("Zie [het rapport](#).", [("het rapport", "#")], id="lost target"),
        pytest.param("Zie <https://a.nl>.", [("https://a.nl", "https://a.nl")], id="angle brackets"),
        pytest.param("Zie (www.a.nl/b).", [("www.a.nl/b", "https://www.a.nl/b")], id="bare, without the bracket"),
        pytest.param("[Een \\(twee\\)](https://a.nl)", [("Een (twee)", "https://a.nl")], id="escapes in the words"),
        pytest.param("Zie [1] en [twee].", [], id="brackets alone"),
    ],
)
def test_links(text: str, links: list[tuple[str, str]]) -> None:
    document = make(text)
    assert [(document.quote(link.span), link.target) for link in document.links] == links


def headings(text: str) -> list[tuple[int, str]]:
    return [(b.level, b.section[-1] if b.section else "") for b in make(text).blocks if b.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    ("marks", "levels"),
    [
        pytest.param(["# 1. Aanleiding", "## 2. Analyse", "# 3. Advies"], [1, 1, 1], id="chapters on mixed levels"),
        pytest.param(
            ["# 1. Aanleiding", "## 1. Geld", "# 2. Advies"], [1, 2, 1], id="a numbered list inside a chapter"
        ),
        pytest.param(["# 1. Aanleiding", "## 1.1 Geld", "## 2. Advies"], [1, 2, 1], id="numbers with a point"),
        pytest.param(["# Aanleiding", "## 2019 in cijfers"], [1, 2], id="a year is no chapter"),
    ],
)
def test_levels_of_chapters(marks: list[str], levels: list[int]) -> None:
    text = "\n\n".join(f"{mark}\n\n{ZIN}" for mark in marks)
    assert [level for level, _ in headings(text)] == levels


def test_comments_stand_under_no_heading_of_the_article() -> None:
    text = f"# Het team\n\n{ZIN}\n\n## Geld\n\n{ZIN}\n\n2 reacties op dit artikel\n\n1. Mooi stuk. {ZIN}\n\n2. {ZIN}\n"
    comments = [block for block in make(text).blocks if block.container is BlockKind.COMMENT]
    assert comments
    assert {block.section for block in comments} == {()}


def test_no_chapter_stands_under_the_colophon() -> None:
    text = f"# Het team\n\n# Colofon\n\n{ZIN}\n\n## Samenvatting\n\n{ZIN}\n"
    sections = [(block.kind, block.section) for block in make(text).blocks if block.kind is not BlockKind.HEADING]
    assert sections == [(BlockKind.ADDRESS, ("Colofon",)), (BlockKind.PARAGRAPH, ("Samenvatting",))]
