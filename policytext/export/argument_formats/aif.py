"""AIF, the Argument Interchange Format, as the JSON of AIFdb.

Statements are I-nodes. Support is an RA-node between two of them and attack a CA-node: never an edge from statement to
statement. Repeats and paraphrases are MA-nodes, contradictions CA-nodes. That a document states something is an L-node
that leads over a YA-node to the statement; its speaker is a participant. What AIF has no field for stands in `record`
of a node, which readers of AIF pass over. Nodes are numbered, as AIFdb's are.

Source: C. Chesñevar and others, Towards an argument interchange format, The Knowledge Engineering Review 21(4), 2006.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from policytext.export.argument_formats.structure import Structure, speaker
from policytext.export.coding import compact
from policytext.export.records import statement_row
from policytext.export.relations import relation_row
from policytext.store import RelationRecord, StatementRecord
from policytext.types.vocabulary import Attribution, RelationType

Json = dict[str, Any]  # Any: a JSON value

#: Node type and name of its scheme by type of relation; those of which AIF knows nothing are no nodes.
_SCHEMES: Final[Mapping[RelationType, tuple[str, str]]] = {
    RelationType.SUPPORT: ("RA", "Default Inference"),
    RelationType.ATTACK: ("CA", "Default Conflict"),
    RelationType.CONTRADICTS: ("CA", "Default Conflict"),
    RelationType.REPEATS: ("MA", "Default Rephrase"),
    RelationType.PARAPHRASES: ("MA", "Default Rephrase"),
}


def aif_lines(structure: Structure) -> Iterator[str]:
    """The lines of an AIF file, one node or edge a line; `other_relations` holds those that AIF has no node for."""
    graph = _Graph()
    for record in structure.statements.values():
        graph.add_statement(record)
    others = [relation_row(record) for record in structure.relations if not graph.add_relation(record)]
    parts: dict[str, list[Json]] = {
        "nodes": graph.nodes,
        "edges": graph.edges,
        "schemefulfillments": [],
        "descriptorfulfillments": [],
        "participants": graph.participants,
        "locutions": graph.locutions,
    }
    if others:
        parts["other_relations"] = others
    yield "{"
    for number, (name, values) in enumerate(parts.items(), start=1):
        yield f' "{name}": ['
        for position, value in enumerate(values, start=1):
            yield "  " + compact(value) + ("," if position < len(values) else "")
        yield " ]" + ("," if number < len(parts) else "")
    yield "}"


class _Graph:
    """Nodes and edges as they are numbered."""

    def __init__(self) -> None:
        self.nodes: list[Json] = []
        self.edges: list[Json] = []
        self.participants: list[Json] = []
        self.locutions: list[Json] = []
        self._statements: dict[str, str] = {}
        self._speakers: dict[str, str] = {}

    def add_statement(self, record: StatementRecord) -> None:
        """An I-node with the L-node and YA-node that say who states it, whether it reports or speaks for itself."""
        row, who = statement_row(record), speaker(record)
        is_reported = record.statement.attribution is Attribution.REPORTED
        said = self._node("L", f"{who}: {record.text}")
        act = self._node("YA", "Reporting" if is_reported else "Asserting")
        node = self._node("I", record.text, row)
        self._statements[record.statement.id] = node
        self._edge(said, act)
        self._edge(act, node)
        if who not in self._speakers:
            self._speakers[who] = str(len(self._speakers) + 1)
            self.participants.append({"participantID": self._speakers[who], "firstname": "", "surname": who})
        self.locutions.append({"nodeID": said, "personID": self._speakers[who], "timestamp": "", "start": row["date"]})

    def add_relation(self, record: RelationRecord) -> bool:
        """The node of a relation with its two edges; False where AIF has none for it."""
        relation = record.relation
        if relation.type not in _SCHEMES:
            return False
        kind, scheme = _SCHEMES[relation.type]
        values = {"type": relation.type.value, "score": round(relation.score, 4), "method": relation.method}
        node = self._node(kind, scheme, values)
        self._edge(self._statements[relation.source], node)
        self._edge(node, self._statements[relation.target])
        return True

    def _node(self, kind: str, text: str, row: Json | None = None) -> str:
        key = str(len(self.nodes) + 1)
        node: Json = {"nodeID": key, "text": text, "type": kind, "timestamp": ""}
        self.nodes.append(node if row is None else {**node, "record": row})
        return key

    def _edge(self, source: str, target: str) -> None:
        key = str(len(self.edges) + 1)
        self.edges.append({"edgeID": key, "fromID": source, "toID": target, "formEdgeID": None})
