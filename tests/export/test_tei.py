"""TEI: valid by the DTD of TEI, the text whole and in order, everything that points into it leads somewhere."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import trafilatura
from coded_index import write_index
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from store_builders import ingested, make_document

from policytext.export.coding import xml_characters
from policytext.export.records import citation_row, document_row, statement_row
from policytext.export.tei.markup import Element, marked_up
from policytext.export.tei.writing import tei_lines
from policytext.store import Filters, Reader

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_index(tmp_path_factory.mktemp("encoded"))


def tei(folder: Path, documents: slice = slice(None)) -> Any:
    """The file as lxml reads it; Any: lxml has no types."""
    with Reader.open(folder) as reader:
        text = "\n".join(tei_lines(reader, reader.documents()[documents], Filters()))
    return etree.fromstring(text.encode("utf-8"))


@pytest.fixture(scope="module")
def dtd() -> Any:
    """The DTD of TEI that trafilatura brings along, a choice of its modules: that of `ana` is not among them."""
    file = Path(trafilatura.__file__).parent / "data" / "tei_corpus.dtd"
    return etree.DTD(io.StringIO(file.read_text(encoding="utf-8") + "\n<!ATTLIST seg ana CDATA #IMPLIED>\n"))


@pytest.mark.parametrize("documents", [slice(None), slice(0, 1), slice(1, 2), slice(2, 3), slice(0)])
def test_file_is_valid_by_the_dtd_of_tei(documents: slice, folder: Path, dtd: Any) -> None:
    root = tei(folder, documents)
    if documents.stop == 0:
        assert root.tag == f"{TEI}teiCorpus"
        return  # an empty corpus is well formed and no more: TEI wants a document in it
    assert dtd.validate(root), dtd.error_log.filter_from_errors()[0]
    assert root.tag == (f"{TEI}teiCorpus" if documents == slice(None) else f"{TEI}TEI")


def test_dtd_refuses_what_is_not_tei(folder: Path, dtd: Any) -> None:
    root = tei(folder)
    next(root.iter(f"{TEI}body")).append(etree.Element(f"{TEI}sentence"))
    assert not dtd.validate(root)


def test_text_is_whole_and_in_order(folder: Path) -> None:
    with Reader.open(folder) as reader:
        records = reader.documents()
        texts = [reader.load_document(record.id) for record in records]
    for document, body in zip(texts, tei(folder).iter(f"{TEI}body"), strict=True):
        expected = " ".join(document.quote(block.span) for block in document.blocks)
        assert "".join("".join(body.itertext()).split()) == "".join(xml_characters(expected).split())


def test_everything_that_points_leads_somewhere(folder: Path) -> None:
    root = tei(folder)
    ids = [element.get(XML_ID) for element in root.iter() if element.get(XML_ID)]
    assert len(ids) == len(set(ids))
    pointers = [
        target
        for element in root.iter(etree.Element)
        for name in ("target", "ana", "active", "passive")
        for target in (element.get(name) or "").split()
    ]
    assert pointers
    assert {target[1:] for target in pointers if target.startswith("#")} <= set(ids)


def test_note_is_linked_from_its_marker_with_what_it_cites(folder: Path) -> None:
    root = tei(folder)
    note = next(element for element in root.iter(f"{TEI}note") if element.get("place") == "foot")
    (marker,) = [one for one in root.iter(f"{TEI}ref") if f"#{note.get(XML_ID)}" in (one.get("target") or "").split()]
    assert marker.text == "1"
    (cited,) = [one for one in root.iter(f"{TEI}bibl") if one.get("type") == "footnote"]
    assert f"#{cited.get(XML_ID)}" in marker.get("target").split()
    assert [one.text for one in cited.iter(f"{TEI}author")] == ["Planbureau Zuid"]
    assert "".join(note.itertext()) == "Planbureau Zuid, Zorg in de wijk, 2018."


def test_link_leads_to_an_address_without_spaces(folder: Path) -> None:
    targets = [one.get("target") for one in tei(folder).iter(f"{TEI}ref") if one.get("type") == "link"]
    assert targets == ["https://voorbeeld.nl/een%20plan?a=1&b=%3C2%3E"]


def test_statement_is_a_segment_with_its_codes_and_its_whole_record(folder: Path) -> None:
    root = tei(folder)
    with Reader.open(folder) as reader:
        rows = {record.id: statement_row(record) for record in reader.statements()}
        texts = {record.id: record.text for record in reader.statements()}
        cited = [citation_row(record) for record in reader.citations()]
        documents = [document_row(record) for record in reader.documents()]
    expected = _in_xml([rows, cited, documents])
    records = {
        note.getparent().tag.removeprefix(TEI): [] for note in root.iter(f"{TEI}note") if note.get("type") == "record"
    }
    for note in root.iter(f"{TEI}note"):
        if note.get("type") == "record":
            records[note.getparent().tag.removeprefix(TEI)].append(json.loads(note.text))
    assert {row["id"]: row for row in records["annotation"]} == expected[0]
    assert records["bibl"] == expected[1]
    assert [json.loads(one.text) for one in root.iter(f"{TEI}xenoData")] == expected[2]
    segments = {one.get(XML_ID): one for one in root.iter(f"{TEI}seg") if one.get("type") == "statement"}
    for row in expected[0].values():
        segment = segments[f"st-{row['id'].replace(':', '-')}"]
        codes = [f"#kind-{row['kind']}", f"#attribution-{row['attribution']}"]
        codes += [f"#strength-{row['strength']}"] if row["strength"] else []
        assert segment.get("ana").split() == codes
        assert "".join("".join(segment.itertext()).split()) == "".join(xml_characters(texts[row["id"]]).split())


def _in_xml(value: Any) -> Any:
    """The value as XML can hold it."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    return json.loads(xml_characters(text))


def test_pages_of_a_pdf_begin_where_they_do(folder: Path) -> None:
    assert [one.get("n") for one in tei(folder).iter(f"{TEI}pb")] == ["1", "2"]


def test_empty_document_is_valid_too(tmp_path: Path, dtd: Any) -> None:
    write_index(tmp_path, ("leeg.txt", ingested(make_document([""]))))
    assert dtd.validate(tei(tmp_path)), dtd.error_log


SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 3), st.sampled_from("abc"))


@given(st.text("xy&<", min_size=12, max_size=12), st.lists(SPANS, max_size=8))
def test_overlapping_elements_make_a_tree_around_the_same_text(
    text: str, spans: list[tuple[int, int, int, str]]
) -> None:
    elements = [
        Element(min(start, end), max(start, end), rank, name, {"xml:id": f"i{number}"})
        for number, (start, end, rank, name) in enumerate(spans)
    ]
    root = etree.fromstring(f"<r>{marked_up(text, 0, len(text), elements)}</r>".encode())
    assert "".join(root.itertext()) == text
    ids = [one.get(XML_ID) for one in root.iter() if one.get(XML_ID)]
    assert len(ids) == len(set(ids))
    for number, element in enumerate(elements):
        if element.end > element.start:
            assert f"i{number}" in ids
