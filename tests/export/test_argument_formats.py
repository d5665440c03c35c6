"""AIF and Argdown: what arguebuf and Argdown's own parser make of them, where these are installed."""

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from coded_index import TRAP, write_index

from policytext.export.argument_formats.aif import aif_lines
from policytext.export.argument_formats.argdown import argdown_lines, escaped
from policytext.export.argument_formats.structure import Structure, between, related
from policytext.export.bibliography.entry import clean
from policytext.export.records import statement_row
from policytext.store import Reader
from policytext.types.vocabulary import RelationType

Json = dict[str, Any]
READ_ARGDOWN = Path(__file__).with_name("read_argdown.js")
#: Words that begin something in Argdown, each the words of a statement.
LINES = (
    TRAP,
    "+ steunt",
    "- bestrijdt",
    "(1) eerst dit",
    "1. eerst dit",
    "a -- b ---- c",
    "=== titel ===",
    "zie https://voorbeeld.nl/a_b_c?x=1#top en o.a. dit, d.w.z. :dat: of .zo.",
    "een {zaak} en [een: ding] met <iets>: ja",
    "*vet* __vet__ _schuin_ #label #(lang label) @[naam] @<naam>",
    "aan\\het\\eind\\",
    "[tekst](https://voorbeeld.nl) /* weg */ <!-- weg --> // weg",
    "€ 5,- per jaar; 3 > 2, 2 < 3",
)


@pytest.fixture(scope="module")
def structure(tmp_path_factory: pytest.TempPathFactory) -> Structure:
    with Reader.open(write_index(tmp_path_factory.mktemp("argued"))) as reader:
        return between(reader.statements(), reader.relations())


def in_json(value: object) -> Any:
    """A value as it comes back from a file: half characters are question marks."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def aif(structure: Structure) -> Json:
    found: Json = json.loads("\n".join(aif_lines(structure)).encode("utf-8"))
    return found


def test_statements_are_joined_over_scheme_nodes_only(structure: Structure) -> None:
    graph = aif(structure)
    types = {node["nodeID"]: node["type"] for node in graph["nodes"]}
    joins = Counter((types[edge["fromID"]], types[edge["toID"]]) for edge in graph["edges"])
    count = len(structure.statements)
    assert joins == {
        ("L", "YA"): count,
        ("YA", "I"): count,
        ("I", "RA"): 1,
        ("RA", "I"): 1,
        ("I", "CA"): 1,
        ("CA", "I"): 1,
    }


def test_relations_lead_the_way_they_do_in_the_index(structure: Structure) -> None:
    graph = aif(structure)
    nodes = {node["nodeID"]: node for node in graph["nodes"]}
    follows = {edge["fromID"]: edge["toID"] for edge in graph["edges"]}
    before = {edge["toID"]: edge["fromID"] for edge in graph["edges"] if nodes[edge["toID"]]["type"] in ("RA", "CA")}
    found = {
        (nodes[start]["record"]["id"], nodes[scheme]["record"]["type"], nodes[follows[scheme]]["record"]["id"])
        for scheme, start in before.items()
    }
    assert found == {(one.relation.source, one.relation.type, one.relation.target) for one in structure.relations}


def test_node_of_a_statement_has_its_whole_record(structure: Structure) -> None:
    found = [node["record"] for node in aif(structure)["nodes"] if node["type"] == "I"]
    assert found == in_json([statement_row(record) for record in structure.statements.values()])


def test_speaker_is_the_sender_or_who_is_reported(structure: Structure) -> None:
    graph = aif(structure)
    names = {one["participantID"]: one["surname"] for one in graph["participants"]}
    speakers = {names[one["personID"]] for one in graph["locutions"]}
    assert {"Stichting Buurtkracht; Raad & Co", "de Raad", "Ministerie van Water"} <= speakers
    assert len(graph["locutions"]) == len(structure.statements)


def test_relations_that_aif_has_no_node_for_are_not_lost(structure: Structure) -> None:
    (first, *_), statements = structure.relations, structure.statements
    changed = first.relation.__class__(first.relation.source, first.relation.target, RelationType.SAME_SOURCE, 1.0, "x")
    graph = aif(Structure(statements, (first.__class__(changed, first.source, first.target),)))
    assert [one["type"] for one in graph["other_relations"]] == ["same_source"]
    assert {node["type"] for node in graph["nodes"]} == {"L", "YA", "I"}


def test_only_statements_in_relations_where_relations_are_asked_for(structure: Structure) -> None:
    found = related(structure.relations)
    ends = {end for one in structure.relations for end in (one.relation.source, one.relation.target)}
    assert set(found.statements) == ends
    assert list(found.statements) == sorted(ends, key=list(structure.statements).index)


def test_arguebuf_reads_statements_supports_and_attacks(structure: Structure) -> None:
    arguebuf = pytest.importorskip(
        "arguebuf", reason="arguebuf 2.7 wants lxml < 6: pip install --no-deps arguebuf arg-services pendulum graphviz"
    )
    graph = arguebuf.load.aif(aif(structure))
    assert [node.plain_text for node in graph.atom_nodes.values()] == in_json(
        [record.text for record in structure.statements.values()]
    )
    schemes = Counter(type(node.scheme).__name__ for node in graph.scheme_nodes.values())
    assert schemes == {"Support": 1, "Attack": 1}


def argdown(structure: Structure) -> str:
    return "\n".join(argdown_lines(structure)) + "\n"


def test_argdown_defines_every_statement_once_on_one_line(structure: Structure) -> None:
    lines = argdown(structure).splitlines()
    defined = [match[1] for line in lines if (match := re.match(r"\[([^\]]+)\]: ", line))]
    assert defined == list(structure.statements)
    relations = [line.strip() for line in lines if line.startswith("  ")]
    assert sorted(relations) == sorted(
        f"{'+' if one.relation.type is RelationType.SUPPORT else '-'} [{one.relation.source}]"
        for one in structure.relations
    )


@pytest.mark.parametrize("text", LINES)
def test_escaped_text_reads_as_before_without_its_backslashes(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escaped(text)) == clean(text)


def test_argdown_parser_reads_words_data_and_relations(structure: Structure, tmp_path: Path) -> None:
    node = shutil.which("node")
    modules = os.environ.get("POLICYTEXT_NODE_MODULES", "")
    known = {**os.environ, "NODE_PATH": modules}
    look = [node or "", "-e", "require.resolve('@argdown/core')"]
    if node is None or subprocess.run(look, env=known, capture_output=True, check=False).returncode:
        pytest.skip("needs node with @argdown/core; name its node_modules in POLICYTEXT_NODE_MODULES")
    file = tmp_path / "kaart.argdown"
    more = "".join(f"\n[regel {number}]: {escaped(line)}\n" for number, line in enumerate(LINES))
    file.write_text(argdown(structure) + more, encoding="utf-8")
    found = json.loads(
        subprocess.run([node, str(READ_ARGDOWN), str(file)], env=known, capture_output=True, check=True).stdout
    )
    assert found["errors"] == []
    words = {one["title"]: " ".join(one["text"].split()) for one in found["statements"]}
    for key, record in structure.statements.items():
        kind, attribution = record.statement.kind.value, record.statement.attribution.value
        assert words[key] == f"{clean(record.text)} #{kind} #{attribution}"
    for number, line in enumerate(LINES):
        assert words[f"regel {number}"] == clean(line)
    data = {one["title"]: one["data"] for one in found["statements"] if one["data"]}
    assert data == in_json({key: statement_row(record) for key, record in structure.statements.items()})
    assert sorted(map(tuple, found["relations"])) == sorted(
        (one.relation.type.value, one.relation.source, one.relation.target) for one in structure.relations
    )
