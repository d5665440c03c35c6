"""Who cites what, as a graph for Gephi, yEd, Cytoscape and Graphviz: documents and works, and an edge for each citing.

A work that is a document of the index is that document's node. What a document cites of itself is no edge.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.export.bibliography.entry import clean
from policytext.query.works import CitedWork
from policytext.store import DocumentRecord

Attributes = dict[str, str | int]
#: Formats, in the words of the command line.
FORMATS = ("graphml", "gexf", "dot")
_LABEL_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by id and edges by the ids of what cites and what is cited, each with its attributes.

    Of a node: `type` (document or work), `label`, `title`, `date`, `year`, `organisation` (senders or authors), `kind`,
    `cited` (documents that cite it). Of an edge: `weight` (citations), `date` of the citing document, `pages` or lines.
    """

    nodes: dict[str, Attributes]
    edges: dict[tuple[str, str], Attributes]


def citation_graph(documents: Sequence[DocumentRecord], works: Sequence[CitedWork]) -> Graph:
    """The graph of documents and of the works that they cite; attributes of which nothing is known are left out."""
    held = {document.id: _document(document) for document in documents}
    nodes = {f"document:{document.short_id}": held[document.id] for document in documents}
    edges: dict[tuple[str, str], Attributes] = {}
    places: dict[tuple[str, str], dict[str, None]] = {}
    for cited in works:
        target = cited.work.id if cited.document is None else f"document:{cited.document.short_id}"
        nodes.setdefault(target, _work(cited))
        nodes[target]["cited"] = int(nodes[target].get("cited", 0)) + len(cited.documents)
        for record in cited.citations:
            source = f"document:{record.document.short_id}"
            if source == target:
                continue
            nodes.setdefault(source, _document(record.document))
            edge = edges.setdefault((source, target), {"label": "cites", "weight": 0})
            edge["weight"] = int(edge["weight"]) + 1
            if record.document.date is not None:
                edge["date"] = record.document.date
            where = f"p. {record.page}" if record.page is not None else f"regel {record.line}" if record.line else None
            if where is not None:
                places.setdefault((source, target), {})[where] = None
    for key, held_places in places.items():
        edges[key]["pages"] = "; ".join(held_places)
    return Graph(nodes, edges)


def _document(document: DocumentRecord) -> Attributes:
    return _known(
        type="document",
        label=_label("; ".join(document.organisations) or document.title, document.date, document.title),
        title=document.title,
        date=document.date,
        year=None if document.date is None else int(document.date[:4]),
        organisation="; ".join(document.organisations),
        kind=document.metadata.kind.value,
    )


def _work(cited: CitedWork) -> Attributes:
    if cited.document is not None:
        return _document(cited.document)
    work = cited.work
    name = work.title or work.identifier or work.url or ""
    return _known(
        type="work",
        label=_label("; ".join(work.authors[:2]), work.year, name),
        title=work.title,
        date=work.year,
        year=None if work.year is None else int(work.year),
        organisation="; ".join(work.authors),
        kind=cited.kind.value,
        identifier=work.identifier,
        url=work.url,
    )


def _known(**values: str | int | None) -> Attributes:
    held = {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}
    return {name: value for name, value in held.items() if value is not None and value != ""}


def _label(author: str, date: str | None, title: str) -> str:
    """What stands beside a node: who, the year and the begin of the title."""
    year = f" ({date[:4]})" if date else ""
    text = f"{author}{year} {title}" if author and author != title else f"{title}{year}"
    return text if len(text) <= _LABEL_LETTERS else text[: _LABEL_LETTERS - 1].rstrip() + "…"


def graph_lines(graph: Graph, file_format: str) -> Iterator[str]:
    """The lines of the file in one of `FORMATS`."""
    if file_format == "dot":
        yield from _dot_lines(graph)
        return
    import networkx  # noqa: PLC0415 (two tenths of a second, for graphs alone)

    made = networkx.DiGraph()
    made.add_nodes_from(graph.nodes.items())
    made.add_edges_from((source, target, attributes) for (source, target), attributes in graph.edges.items())
    buffer = io.BytesIO()
    if file_format == "gexf":
        networkx.write_gexf(made, buffer, version="1.2draft")
    else:
        networkx.write_graphml_xml(made, buffer)
    yield from buffer.getvalue().decode("utf-8").rstrip("\n").split("\n")


def _dot_lines(graph: Graph) -> Iterator[str]:
    """Graphviz's language. Source: https://graphviz.org/doc/info/lang.html."""
    yield "digraph citations {"
    yield '  graph [rankdir=LR, charset="UTF-8"];'
    yield '  node [shape=box, style=rounded, fontname="Helvetica"];'
    for key, attributes in graph.nodes.items():
        look: Attributes = {"shape": "box" if attributes["type"] == "document" else "ellipse", "style": "rounded"}
        yield f"  {_quoted(key)} [{_dot_attributes({**look, **attributes})}];"
    for (source, target), attributes in graph.edges.items():
        shown = {name: value for name, value in attributes.items() if name != "label"}
        weight = int(attributes["weight"])
        line: Attributes = {"penwidth": min(weight, 5), **({"label": str(weight)} if weight > 1 else {})}
        yield f"  {_quoted(source)} -> {_quoted(target)} [{_dot_attributes({**line, **shown})}];"
    yield "}"


def _dot_attributes(attributes: Attributes) -> str:
    # "type" and "date" are no attributes of Graphviz: it keeps them, and other tools read them.
    return ", ".join(f"{name}={_quoted(str(value))}" for name, value in attributes.items())


def _quoted(text: str) -> str:
    """A quoted string: a backslash begins an escape in labels, and a quotation mark ends the string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
