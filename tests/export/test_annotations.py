"""W3C annotations: valid against the model, whole, and their selectors find the words."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from coded_index import TRAP, write_index

from policytext.export.annotations.writing import annotation_lines
from policytext.export.coding import Texts, code_name, codes_of
from policytext.export.records import citation_row, statement_row
from policytext.export.relations import relation_row
from policytext.store import Reader

Json = dict[str, Any]
SCHEMA = json.loads(Path(__file__).with_name("web_annotation.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_index(tmp_path_factory.mktemp("annotated"))


def page(folder: Path, what: str) -> Json:
    with Reader.open(folder) as reader:
        records: Any = {
            "statements": reader.statements,
            "citations": reader.citations,
            "relations": reader.relations,
        }[what]()
        text = "\n".join(annotation_lines(reader, what, records))
    found: Json = json.loads(text.encode("utf-8"))
    return found


def in_json(value: object) -> object:
    """A value as it comes back from a file: half characters are question marks."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


@pytest.mark.parametrize("what", ["statements", "citations", "relations"])
def test_page_is_valid_by_the_model(what: str, folder: Path) -> None:
    found = page(folder, what)
    jsonschema.validate(found, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert len({item["id"] for item in found["items"]}) == len(found["items"]) > 0


def test_schema_refuses_what_is_no_annotation(folder: Path) -> None:
    """The schema is the project's own: it must be able to fail."""
    for spoil in (
        lambda item: item.pop("target"),
        lambda item: item.update(type="Remark"),
        lambda item: item["target"]["selector"][1].update(start=-1),
        lambda item: item["target"]["selector"][0].pop("exact"),
        lambda item: item.update(motivation="counting"),
    ):
        found = page(folder, "statements")
        spoil(found["items"][0])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(found, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_every_record_is_whole(folder: Path) -> None:
    with Reader.open(folder) as reader:
        rows = {
            "statements": [statement_row(one) for one in reader.statements()],
            "citations": [citation_row(one) for one in reader.citations()],
            "relations": [relation_row(one) for one in reader.relations()],
        }
    for what, expected in rows.items():
        assert [item["record"] for item in page(folder, what)["items"]] == in_json(expected)


def test_tags_name_kind_attribution_holder_actors_and_strength(folder: Path) -> None:
    with Reader.open(folder) as reader:
        expected = [[code_name(*code) for code in codes_of(one.statement)] for one in reader.statements()]
    found = [
        [body["value"] for body in item["body"] if body["purpose"] == "tagging"]
        for item in page(folder, "statements")["items"]
    ]
    assert found == in_json(expected)
    assert ["kind: claim", "attribution: reported", "holder: de Raad"] in found


def test_figures_are_told_in_words(folder: Path) -> None:
    bodies = [body["value"] for item in page(folder, "statements")["items"] for body in item["body"]]
    assert "figure: ruim 600 banen = 600, aantal, banen, at least" in bodies


def test_selectors_find_the_words(folder: Path) -> None:
    with Reader.open(folder) as reader:
        texts = Texts(reader)
        for item in page(folder, "statements")["items"]:
            source, (quotation, position, *rest) = item["target"]["source"], item["target"]["selector"]
            document = texts.of(source["digest"])
            text = document.source_text if position["counted_in"] == "file" else document.text
            there = text[position["start"] : position["end"]].encode("utf-8", "replace").decode()
            assert there == quotation["exact"]
            around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
            assert around in document.text.encode("utf-8", "replace").decode()
            is_paged = document.media_type == "application/pdf"
            assert ("text" if is_paged else "file") == position["counted_in"]
            assert [one["type"] for one in rest] == ["FragmentSelector"] * is_paged
            for one in rest:
                assert re.fullmatch(r"page=\d+&viewrect=[\d.]+,[\d.]+,[\d.]+,[\d.]+", one["value"])


def test_citation_stands_on_its_words_and_on_its_marker(folder: Path) -> None:
    (item,) = page(folder, "citations")["items"]
    assert [target["selector"][0]["exact"] for target in item["target"]] == [
        "Planbureau Zuid, Zorg in de wijk, 2018.",
        "1",
    ]
    assert {"id": "https://voorbeeld.nl/zorg", "type": "Text", "purpose": "linking"} in item["body"]


def test_source_without_address_is_named_by_its_hash(folder: Path) -> None:
    sources = [item["target"]["source"] for item in page(folder, "statements")["items"]]
    assert all(re.fullmatch(r"ni:///sha-256;[\w-]{43}", source["id"]) for source in sources)
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", source["text_digest"]) for source in sources)
    assert f"Titel {TRAP}".encode("utf-8", "replace").decode() in [source["title"] for source in sources]


def test_ids_stay_the_same(folder: Path) -> None:
    assert page(folder, "statements") == page(folder, "statements")
