"""Who holds what: a network of actors and the proposition as a concept, as GraphML and GEXF.

Every position is an edge of its own, with its date, stance and quotations, so that Gephi, igraph or Cytoscape can merge
or filter them by time. What a document reports of another is an edge of that other, and says so.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from policytext.export.bibliography.entry import clean
from policytext.export.timeline.axis import extent
from policytext.export.timeline.lanes import UNKNOWN
from policytext.export.timeline.wording import Wording
from policytext.query.answers import Entry, Timeline
from policytext.types.vocabulary import Stance

FORMATS = ("graphml", "gexf")
Attributes = dict[str, str | int | float | bool]
CONCEPT = "concept:1"
#: Agreement as numbers, so that a program can weigh edges; a neutral position has none.
AGREEMENT = {Stance.PRO: 1, Stance.MIXED: 0, Stance.CONTRA: -1}


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by id, and edges as (actor, concept, attributes); several may join the same two.

    Of a node: `type` (actor or concept) and `label`. Of an edge: `id`, `stance`, `agreement` (1, 0, -1), `confidence`,
    `unsure`, `attribution` (own, reported, comment), `strength`, `date`, `not_before` (of a document without a date),
    `document`, `source`, `title`, `quotes` (ids of sentences), `text` (the quotations). What is not known is left out.
    """

    nodes: dict[str, Attributes]
    edges: tuple[tuple[str, str, Attributes], ...]


def timeline_network(timeline: Timeline, wording: Wording) -> Network:
    """The network of a timeline; a document of several senders gives an edge to each.

    Nobody knows that two unknown senders are one: each document has its own.
    """
    nodes: dict[str, Attributes] = {CONCEPT: {"type": "concept", "label": clean(timeline.proposition)}}
    edges: list[tuple[str, str, Attributes]] = []
    for entry, attribution in positions(timeline):
        for name in actors(entry, attribution) or (f"{UNKNOWN} ({entry.document.short_id})",):
            actor = f"actor:{clean(name)}"
            nodes.setdefault(actor, {"type": "actor", "label": clean(name)})
            edges.append((actor, CONCEPT, _edge(len(edges), entry, attribution, wording)))
    return Network(nodes, tuple(edges))


def positions(timeline: Timeline) -> Iterator[tuple[Entry, str]]:
    """The entries with whose words they are: own, reported or comment."""
    for entry in timeline.entries:
        yield entry, "own"
    for entry in timeline.reported:
        yield entry, "comment" if entry.is_comment else "reported"


def actors(entry: Entry, attribution: str) -> tuple[str, ...]:
    """Whose position it is: the senders of the document, or whoever it reports; empty where that is not known."""
    if attribution == "own":
        return entry.document.senders
    return (entry.holder,) if entry.holder else ()


def _edge(number: int, entry: Entry, attribution: str, wording: Wording) -> Attributes:
    document = entry.document
    values: dict[str, str | int | float | bool | None] = {
        "id": f"e{number}",
        "stance": entry.stance.value,
        "agreement": AGREEMENT.get(entry.stance),
        "confidence": round(entry.confidence, 3),
        "unsure": wording.is_unsure(entry),
        "attribution": attribution,
        "strength": None if entry.strength is None else entry.strength.value,
        "date": document.date,
        "not_before": document.not_before,
        "document": document.short_id,
        "source": clean(document.source),
        "title": clean(document.title),
        "quotes": "; ".join(quote.sentence.id for quote in entry.quotes),
        "text": " | ".join(clean(quote.sentence.text) for quote in entry.quotes),
    }
    return {name: value for name, value in values.items() if value is not None}


def network_lines(network: Network, file_format: str) -> Iterator[str]:
    """The lines of the file in one of `FORMATS`."""
    import networkx  # noqa: PLC0415 (two tenths of a second, for graphs alone)

    made: Any = networkx.MultiDiGraph()
    made.add_nodes_from(network.nodes.items())
    for source, target, attributes in network.edges:
        held = dict(attributes)
        if file_format == "gexf" and "date" in held:
            # Gephi's timeline shows an edge from its start on.
            held["start"] = date.fromordinal(extent(str(held["date"]))[0]).isoformat()
        made.add_edge(source, target, key=held["id"], **held)
    buffer = io.BytesIO()
    if file_format == "gexf":
        networkx.write_gexf(made, buffer, version="1.2draft")
    else:
        networkx.write_graphml_xml(made, buffer)
    yield from buffer.getvalue().decode("utf-8").rstrip("\n").split("\n")
