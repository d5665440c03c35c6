"""Files with markup of their own: what the markup names is kept, and every character leads back into the file."""

import html

import pytest

from policytext.readers.marked_text import MarkedText
from policytext.structure import build_document
from policytext.types.document import Document
from policytext.types.spans import OffsetMap, Run, Span
from policytext.types.vocabulary import BlockKind

FILE = (
    "<h1>Jeugdhulp</h1><p>Het caf&eacute; en de <b>w&iuml;jk</b>.<a href='#n1'>1</a></p>\n"
    "<p>Meer\n  tekst</p><i>1 op de 8</i>"
)


def _collect() -> MarkedText:
    text = MarkedText(FILE)

    def add(words: str, entity: str | None = None, after: int = 0, **values: bool) -> int:
        start = FILE.index(entity or words, after)
        text.add(words, start, None if entity is None else len(entity), **values)
        return start + len(entity or words)

    text.begin(BlockKind.HEADING, level=1)
    end = add("Jeugdhulp")
    text.begin(BlockKind.PARAGRAPH)
    end = add("Het caf", after=end)
    end = add("é", "&eacute;", after=end)
    end = add(" en de ", after=end)
    end = add("w", after=end, strong=True)
    end = add("ï", "&iuml;", after=end)
    end = add("jk", after=end)
    end = add(".", after=end)
    text.add_reference("1", "n1", FILE.index(">1<") + 1)
    text.begin(BlockKind.PARAGRAPH)
    add("Meer\n  tekst", after=end)
    text.begin(BlockKind.NOTE, label="1", note_id="n1")
    add("1 op de 8", after=end)
    return text


@pytest.fixture
def document() -> Document:
    return build_document(_collect().finish("sha256:" + "0" * 64, "text/html", "test 1"))


def test_blocks_are_those_of_the_markup(document: Document) -> None:
    assert [(block.kind, document.quote(block.span)) for block in document.blocks] == [
        (BlockKind.HEADING, "Jeugdhulp"),
        (BlockKind.PARAGRAPH, "Het café en de wïjk.¹"),
        (BlockKind.PARAGRAPH, "Meer tekst"),
        (BlockKind.NOTE, "1 op de 8"),
    ]
    assert document.blocks[3].label == "1"


def test_every_character_leads_into_the_file(document: Document) -> None:
    assert document.source_text == FILE
    for block in document.blocks:
        source = "".join(FILE[span.start : span.end] for span in document.source_spans(block.span))
        printed = document.quote(block.span).replace("¹", "1")
        assert " ".join(html.unescape(source).split()) == printed


def test_a_marker_leads_to_the_note_that_the_file_names(document: Document) -> None:
    assert [(marker.label, marker.note) for marker in document.markers] == [("1", 3)]


def test_a_missing_note_is_a_dead_end() -> None:
    text = MarkedText("")
    text.add("Tekst")
    text.add_reference("2", "nowhere")
    document = build_document(text.finish("sha256:" + "0" * 64, "text/html", "test 1"))
    assert [(marker.label, marker.note) for marker in document.markers] == [("2", None)]


def test_blocks_without_words_leave_nothing() -> None:
    text = MarkedText()
    text.begin(BlockKind.PARAGRAPH)
    text.add("  \n ")
    text.begin(BlockKind.PARAGRAPH)
    text.add("Woorden")
    raw = text.finish("sha256:" + "0" * 64, "text/html", "test 1")
    assert raw.text == "Woorden"
    assert len(raw.blocks) == 1


def test_a_number_that_an_author_typed_makes_an_item() -> None:
    text = MarkedText()
    for words in ("Inleiding op de lijst:", "1. Maak afspraken.", "2. Houd ze."):
        text.begin(BlockKind.PARAGRAPH)
        text.add(words)
    document = build_document(text.finish("sha256:" + "0" * 64, "text/html", "test 1"))
    assert [(block.kind, block.label, document.quote(block.span)) for block in document.blocks[1:]] == [
        (BlockKind.LIST_ITEM, "1.", "Maak afspraken."),
        (BlockKind.LIST_ITEM, "2.", "Houd ze."),
    ]


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        pytest.param(
            [Run(Span(0, 4), Span(1, 5))],
            [Run(Span(0, 6), Span(10, 16))],
            [Run(Span(0, 4), Span(11, 15))],
            id="linear through linear",
        ),
        pytest.param(
            [Run(Span(0, 3), Span(0, 3))],
            [Run(Span(0, 1), Span(0, 1)), Run(Span(1, 2), Span(1, 9)), Run(Span(2, 3), Span(9, 10))],
            [Run(Span(0, 1), Span(0, 1)), Run(Span(1, 2), Span(1, 9)), Run(Span(2, 3), Span(9, 10))],
            id="an entity stays whole",
        ),
        pytest.param(
            [Run(Span(0, 1), Span(0, 1)), Run(Span(1, 2), Span(1, 3)), Run(Span(2, 3), Span(3, 4))],
            [Run(Span(0, 2), Span(0, 2)), Run(Span(2, 4), Span(5, 7))],
            [Run(Span(0, 2), Span(0, 2)), Run(Span(2, 3), Span(6, 7))],
            id="white space around a tag is its first stretch",
        ),
        pytest.param(
            [Run(Span(0, 1), Span(0, 1)), Run(Span(1, 3), Span(1, 1))],
            [Run(Span(0, 1), Span(4, 5))],
            [Run(Span(0, 1), Span(4, 5)), Run(Span(1, 3), Span(5, 5))],
            id="what has no source has none in the file",
        ),
    ],
)
def test_maps_follow_each_other(inner: list[Run], outer: list[Run], expected: list[Run]) -> None:
    assert list(OffsetMap(inner).through(OffsetMap(outer)).runs) == expected


def test_typed_markers_lead_to_no_note_that_the_file_calls() -> None:
    text = MarkedText()
    text.add("Kent u het bericht? [1] En dit")
    text.add_reference("1", "n1")
    text.begin(BlockKind.NOTE, label="1", note_id="n1")
    text.add("Kamerstuk 29 628.")
    document = build_document(text.finish("sha256:" + "0" * 64, "text/html", "test 1"))
    assert [(marker.label, marker.note) for marker in document.markers] == [("1", 1)]
