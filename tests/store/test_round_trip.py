"""What is written is what is read."""

import tempfile
from array import array
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_builders import DIMENSIONS, Ingested, ingested, make_citation, make_document, make_metadata

from policytext.store import Reader, Writer
from policytext.store.packing import pack_glyphs, pack_integers, unpack_glyphs, unpack_integers
from policytext.types.document import Document, Link, NoteMarker
from policytext.types.raw import GlyphBoxes
from policytext.types.spans import Span
from policytext.types.statement import Figure, Reason
from policytext.types.vocabulary import Aspect, Attribution, BlockKind, Bound, Prominence, StatementKind

# Lone surrogates (from damaged PDF fonts) and NUL characters are part of what a document may hold.
ANY_TEXT = st.text(min_size=1, max_size=40)
PARAGRAPHS = st.lists(st.tuples(st.sampled_from(list(BlockKind)), ANY_TEXT), min_size=1, max_size=6)


def store(part: Ingested, folder: Path) -> Reader:
    """A reader of an index that holds just this."""
    with Writer.open(folder, model="hash", dimensions=DIMENSIONS, pipeline_version="1") as writer:
        part.put(writer, "beleid/een.txt")
    return Reader.open(folder)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PARAGRAPHS, ANY_TEXT, st.booleans())
def test_document_read_equals_document_written(
    paragraphs: list[tuple[BlockKind, str]], title: str, paged: bool
) -> None:
    document = make_document(paragraphs, make_metadata(title, organisations=(title,)), paged=paged)
    document = replace(document, warnings=(title,), links=(Link(Span(0, 1), title),))
    document = replace(document, markers=(NoteMarker(Span(0, 1), title, None),))
    part = ingested(document)
    with tempfile.TemporaryDirectory() as name, store(part, Path(name)) as reader:
        assert reader.load_document(document.id) == document
        assert reader.sentences(document.id) == part.sentences
        texts = [record.text for record in reader.sentence_records(part.keys)]
        assert texts == [document.quote(sentence.span) for sentence in part.sentences]


@pytest.mark.parametrize("typecode", ["f", "d"])
def test_glyph_boxes_keep_every_bit(typecode: str) -> None:
    numbers = np.random.default_rng(1).standard_normal(400) * 1e3
    glyphs = GlyphBoxes((0, 50), array(typecode, numbers.tolist()))
    assert unpack_glyphs(pack_glyphs(glyphs)) == glyphs
    assert unpack_glyphs(pack_glyphs(glyphs)).boxes.typecode == typecode


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param([[], [], []], id="nothing"),
        pytest.param([[1, 5, 9], [4, 0, 2**40], [0, 0, 1]], id="not ascending and large"),
    ],
)
def test_integers_are_read_as_written(columns: list[list[int]]) -> None:
    assert unpack_integers(pack_integers(columns), 3) == columns


def paged_report() -> Document:
    """Two pages and a note."""
    note = (BlockKind.NOTE, "9 Planbureau Zuid (2018), Zorg in de wijk.")
    return make_document(["Een op de 8 kinderen krijgt hulp⁹. Dat is veel.", "Steden groeien.", note], paged=True)


def test_sentence_record_holds_what_a_quotation_needs(folder: Path) -> None:
    part = ingested(paged_report(), [(0, StatementKind.CLAIM, Attribution.OWN)])
    with store(part, folder) as reader:
        first, third = reader.sentence_records([part.keys[0], part.keys[2]])
    span = part.sentences[0].span
    assert (first.text, first.span) == ("Een op de 8 kinderen krijgt hulp⁹.", span)
    assert (first.spans, first.quads) == (part.document.source_spans(span), part.document.quads(span))
    assert (first.page, first.page_label, first.line, first.section) == (1, "p1", None, ("Deel 1",))
    assert (first.statement, third.statement, third.page) == (part.statements[0], None, 2)
    assert (first.document.source, first.document.date) == ("beleid/een.txt", "2021-05-25")


def test_sentence_of_a_text_file_knows_its_line(folder: Path) -> None:
    part = ingested(make_document(["Kop", "Eerste zin.\r\nTweede zin.", "Derde zin."]))
    with store(part, folder) as reader:
        records = reader.sentence_records(part.keys)
    # Between two paragraphs of the source stands a blank line.
    assert [(record.line, record.page, record.quads) for record in records] == [
        (1, None, None),
        (3, None, None),
        (4, None, None),
        (6, None, None),
    ]


def test_statement_and_citation_are_read_as_written(folder: Path) -> None:
    part = ingested(paged_report(), [(0, StatementKind.RECOMMENDATION, Attribution.REPORTED)])
    figures = (
        Figure(Span(0, 11), 0.125, "deel", "kinderen", None),
        Figure(Span(3, 9), 16.0, "procent", None, "2019", 18.0, "ruim", Bound.AT_LEAST),
    )
    marker = Span(32, 33)
    citation = make_citation(part.document, part.document.blocks[2].span, [marker])
    statement = replace(part.statements[0], figures=figures, hedges=('"corrected":true',), citations=(citation.id,))
    statement = replace(
        statement,
        conditions=("als het Rijk betaalt",),
        reasons=(
            Reason(Aspect.KIND, "modal verb of obligation: moeten", 1.25, Span(2, 5)),
            Reason(Aspect.ACTOR, "subject of the modal verb"),
        ),
        odds=(0.25, 0.5, 0.0, 0.25),
        prominence=Prominence.SECTION,
    )
    with store(replace(part, statements=(statement,), citations=(citation,)), folder) as reader:
        (stated,), (cited,) = reader.statements(), reader.citations()
    assert (stated.statement, stated.sentence_id, stated.page) == (statement, part.keys[0], 1)
    assert not stated.corrected  # whatever its words are
    assert (cited.citation, cited.text, cited.page_label) == (
        citation,
        "9 Planbureau Zuid (2018), Zorg in de wijk.",
        "p3",
    )
    assert [(a.spans, a.sentence_id) for a in cited.anchors] == [(part.document.source_spans(marker), part.keys[0])]


def test_vectors_are_read_as_written_and_in_the_order_asked(folder: Path) -> None:
    part = ingested(paged_report())
    with store(part, folder) as reader:
        keys, table = reader.vectors()
        chosen, rows = reader.vectors([part.keys[2], "00000000:0", part.keys[0]])
    assert keys == list(part.keys)
    np.testing.assert_array_equal(table, part.vectors)
    assert chosen == [part.keys[2], part.keys[0]]
    np.testing.assert_array_equal(rows, part.vectors[[2, 0]])
