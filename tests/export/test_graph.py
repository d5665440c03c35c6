"""The graph of documents and works: what stands in it, and that programs of others read each format."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import networkx
import pydot
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.export.bibliography.entry import clean
from policytext.export.graph import Graph, citation_graph, graph_lines
from policytext.query.works import cited_works
from policytext.store import Reader

_GEXF = "{http://www.gexf.net/1.2draft}"
SMALL = Graph(
    {
        "document:0a": {"type": "document", "label": 'Raad "Zuid" (2018) \\x', "title": "De wijk & <b>", "year": 2018},
        "work:1b": {"type": "work", "label": "De stad", "kind": "report", "cited": 1},
    },
    {("document:0a", "work:1b"): {"label": "cites", "weight": 3, "date": "2018-05", "pages": "p. 3; p. 7"}},
)


def written(graph: Graph, file_format: str) -> str:
    return "".join(line + "\n" for line in graph_lines(graph, file_format))


def test_graph_of_the_sample_corpus(sample_index: Path) -> None:
    """Each document is a node, a cited document is no second node, and edges count citations with their place."""
    with Reader.open(sample_index) as reader:
        documents, works = reader.documents(), cited_works(reader)
    graph = citation_graph(documents, works)
    assert len(graph.nodes) == len(documents) + sum(work.document is None for work in works)
    assert all(source in graph.nodes and target in graph.nodes for source, target in graph.edges)
    counted = sum(int(edge["weight"]) for edge in graph.edges.values())
    of_itself = sum(
        work.document is not None and record.document.id == work.document.id
        for work in works
        for record in work.citations
    )
    assert counted == sum(len(work.citations) for work in works) - of_itself
    assert all(source != target for source, target in graph.edges)
    within = [key for key in graph.edges if key[1].startswith("document:")]
    assert within
    for key in within:
        assert {"weight", "date", "pages"} <= set(graph.edges[key])
        assert {"type", "label", "title", "organisation", "kind", "cited"} <= set(graph.nodes[key[1]])


def assert_reads_back(graph: Graph, tmp_path: Path) -> None:
    """The three formats hold the nodes and edges with every attribute, as parsers of others read them."""
    for file_format, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        path = tmp_path / f"graph.{file_format}"
        path.write_text(written(graph, file_format), encoding="utf-8")
        found = read(path)
        assert found.is_directed()
        assert {key: dict(found.nodes[key]) for key in found} == graph.nodes
        edges = {(source, target): dict(data) for source, target, data in found.edges(data=True)}
        for data in edges.values():
            data.pop("id", None)  # GEXF numbers its edges
        assert edges == graph.edges
    (dot,) = pydot.graph_from_dot_data(written(graph, "dot"))
    named = (node for node in dot.get_nodes() if node.get_name() not in ("graph", "node"))  # defaults
    nodes = {_text(node.get_name()): node.get_attributes() for node in named}
    for key, attributes in graph.nodes.items():
        held = {name: _text(value) for name, value in nodes[key].items()}
        assert {name: held[name] for name in attributes} == {name: str(value) for name, value in attributes.items()}
    ends = {
        (_text(edge.get_source()), _text(edge.get_destination())): edge.get_attributes() for edge in dot.get_edges()
    }
    assert set(ends) == set(graph.edges)
    for key, attributes in graph.edges.items():
        held = {name: _text(value) for name, value in ends[key].items()}
        shown = {name: str(value) for name, value in attributes.items() if name != "label"}
        assert {name: held[name] for name in shown} == shown


def _text(quoted: str) -> str:
    """A quoted string of Graphviz without its quotation marks and backslashes."""
    assert quoted[0] == quoted[-1] == '"', quoted
    return quoted[1:-1].replace("\\\\", "\0").replace('\\"', '"').replace("\0", "\\")


def test_formats_read_back(tmp_path: Path) -> None:
    assert_reads_back(SMALL, tmp_path)


_TEXTS = st.text(max_size=30).map(clean).filter(bool)


@given(title=_TEXTS, label=st.text(alphabet="\\\"<>&{}[]|;\n'aé", max_size=20).map(clean).filter(bool))
def test_hostile_text_reads_back(title: str, label: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    nodes = {key: {**attributes, "title": title, "label": label} for key, attributes in SMALL.nodes.items()}
    assert_reads_back(Graph(nodes, SMALL.edges), tmp_path_factory.mktemp("graph"))


def test_gexf_has_what_its_schema_asks_for() -> None:
    """Required by gexf.xsd: version; nodes with id; edges with id, source, target; attributes declared before use."""
    root = ElementTree.fromstring(written(SMALL, "gexf").encode())
    graph = root.find(f"{_GEXF}graph")
    assert graph is not None
    assert (root.tag, root.get("version"), graph.get("defaultedgetype")) == (f"{_GEXF}gexf", "1.2", "directed")
    for kind, plural in (("node", "nodes"), ("edge", "edges")):
        declared = {
            attribute.get("id"): attribute.get("type")
            for group in graph.findall(f"{_GEXF}attributes[@class='{kind}']")
            for attribute in group
        }
        assert set(declared.values()) <= {"string", "long", "integer"}
        for item in graph.findall(f"{_GEXF}{plural}/{_GEXF}{kind}"):
            assert item.get("id") is not None
            used = {value.get("for") for value in item.iter(f"{_GEXF}attvalue")}
            assert used <= set(declared)
    (edge,) = graph.findall(f"{_GEXF}edges/{_GEXF}edge")
    assert (edge.get("source"), edge.get("target"), float(edge.get("weight") or 0)) == ("document:0a", "work:1b", 3.0)
    assert [node.get("label") for node in graph.findall(f"{_GEXF}nodes/{_GEXF}node")][1] == "De stad"


@pytest.mark.parametrize("file_format", ["graphml", "gexf", "dot"])
def test_empty_graph_is_a_valid_file(file_format: str) -> None:
    text = written(Graph({}, {}), file_format)
    assert (
        pydot.graph_from_dot_data(text) if file_format == "dot" else ElementTree.fromstring(text.encode()) is not None
    )
