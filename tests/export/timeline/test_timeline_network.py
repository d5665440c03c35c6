"""The network of actors and the proposition, as parsers of others read it."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_builders import PROPOSITION, WORDING, library_timeline, make_entry, make_record, make_timeline

from policytext.export.timeline.network import CONCEPT, FORMATS, Network, network_lines, timeline_network
from policytext.types.vocabulary import Stance

READERS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}
GEXF = "{http://www.gexf.net/1.2draft}"


def written(network: Network, file_format: str, path: Path) -> Path:
    path.write_text("".join(line + "\n" for line in network_lines(network, file_format)), encoding="utf-8")
    return path


def test_actors_hold_the_concept() -> None:
    """An unknown sender is one of this document: two of them need not be the same."""
    found = library_timeline()
    unknown = f"actor:afzender onbekend ({found.entries[3].document.short_id})"
    network = timeline_network(found, WORDING)
    assert network.nodes[CONCEPT] == {"type": "concept", "label": PROPOSITION}
    assert {name for name, node in network.nodes.items() if node["type"] == "actor"} == {
        "actor:Dorpsraad",
        "actor:Vakbond Leeszaal",
        unknown,
        "actor:leeszaalbezoekers",
    }
    assert [(source, edge["stance"], edge["agreement"], edge["attribution"]) for source, _, edge in network.edges] == [
        ("actor:Dorpsraad", "pro", 1, "own"),
        ("actor:Vakbond Leeszaal", "contra", -1, "own"),
        ("actor:Dorpsraad", "contra", -1, "own"),
        (unknown, "mixed", 0, "own"),
        ("actor:leeszaalbezoekers", "pro", 1, "reported"),
    ]


def test_a_document_of_several_senders_is_an_edge_of_each() -> None:
    entry = make_entry(make_record("2020", ["School", "Kerk"]))
    network = timeline_network(make_timeline([entry]), WORDING)
    assert [source for source, _, _ in network.edges] == ["actor:School", "actor:Kerk"]


def test_a_neutral_position_has_no_agreement() -> None:
    (edge,) = timeline_network(make_timeline([make_entry(make_record("2020"), Stance.NEUTRAL)]), WORDING).edges
    assert "agreement" not in edge[2]
    assert edge[2]["stance"] == "neutral"


@pytest.mark.parametrize("file_format", FORMATS)
def test_files_read_back_with_dates_stances_and_quotations(file_format: str, tmp_path: Path) -> None:
    """Two positions of one actor stay two edges, each with its date."""
    found = library_timeline()
    network = timeline_network(found, WORDING)
    read = READERS[file_format](written(network, file_format, tmp_path / f"network.{file_format}"))
    assert read.is_multigraph()
    assert read.is_directed()
    assert set(read) == set(network.nodes)
    council = read.get_edge_data("actor:Dorpsraad", CONCEPT).values()
    assert {(edge["date"], edge["stance"], edge["agreement"]) for edge in council} == {
        ("2019-03-01", "pro", 1),
        ("2022", "contra", -1),
    }
    (later,) = [edge for edge in council if edge["date"] == "2022"]
    assert later["quotes"].split("; ") == [quote.sentence.id for quote in found.entries[2].quotes]
    assert later["text"] == "Sluit hem op zondag. | Rust is nodig."
    assert later["confidence"] == pytest.approx(0.8)
    assert later["unsure"] is False


def test_gexf_shows_edges_from_their_date_on(tmp_path: Path) -> None:
    """Gephi's timeline wants whole dates: the first day of a year or month; an undated position has none."""
    path = written(timeline_network(library_timeline(), WORDING), "gexf", tmp_path / "network.gexf")
    root = ElementTree.parse(path).getroot()
    (graph,) = root.iterfind(f"{GEXF}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert {edge.get("id"): edge.get("start") for edge in root.iter(f"{GEXF}edge")} == {
        "e0": "2019-03-01",
        "e1": "2020-06-01",
        "e2": "2022-01-01",
        "e3": None,
        "e4": "2019-03-01",
    }


@settings(max_examples=30)
@given(st.text(min_size=1), st.text())
def test_any_text_gives_files_that_read_back(sender: str, words: str) -> None:
    entry = make_entry(make_record("2020", [sender], words), texts=[words])
    network = timeline_network(make_timeline([entry], proposition=words), WORDING)
    for file_format in FORMATS:
        root = ElementTree.fromstring("\n".join(network_lines(network, file_format)))
        assert len([element for element in root.iter() if element.tag.endswith("}edge")]) == 1
