"""All scores of an index against a gold folder, document by document, and what changed since another run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from policytext.evaluation.citations import score_citations
from policytext.evaluation.gold import GoldDocument, number_of
from policytext.evaluation.relations import GoldRelations, RelationScore, score_relations
from policytext.evaluation.statements import (
    Counts,
    Said,
    Verdict,
    accuracy,
    count_actors,
    count_kind,
    judge_statements,
)
from policytext.store import CitationRecord, RelationRecord, StatementRecord
from policytext.types.vocabulary import RelationType, StatementKind

Json = dict[str, Any]  # Any: a JSON value
#: The name under which the figures of all documents together stand.
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures by document and name, of all documents under `ALL`, and the verdicts that the kinds come from.

    A figure is a share in [0, 1]; `support` is how many rows or items it is about, by the same names.
    """

    figures: Mapping[str, Mapping[str, float]]
    support: Mapping[str, Mapping[str, int]]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the rows since another run: those that are right now and were not, and the other way round."""

    gained: tuple[Verdict, ...]
    lost: tuple[Verdict, ...]


def score(
    gold: Sequence[GoldDocument],
    gold_relations: Sequence[GoldRelations],
    statements: Iterable[StatementRecord],
    citations: Iterable[CitationRecord],
    relations: Iterable[RelationRecord],
) -> Scores:
    """Score the records of an index; a document that it lacks counts with nothing said."""
    by_number: dict[str, list[StatementRecord]] = {}
    for record in statements:
        by_number.setdefault(number_of(record.document.source), []).append(record)
    cited: dict[str, list[CitationRecord]] = {}
    for citation in citations:
        cited.setdefault(number_of(citation.document.source), []).append(citation)
    related: dict[str, list[RelationRecord]] = {}
    for relation in relations:
        related.setdefault(number_of(relation.source.document.source), []).append(relation)

    tables: dict[str, _Table] = {document.number: _Table() for document in gold}
    for document in gold:
        table, records = tables[document.number], by_number.get(document.number, [])
        table.verdicts = judge_statements(document, [Said(record.statement, record.spans) for record in records])
        if document.citations is not None:
            found = [
                (record.spans, [span for anchor in record.anchors for span in anchor.spans])
                for record in cited.get(document.number, [])
            ]
            table.citations, table.anchors = score_citations(document, found)
    for labelled in gold_relations:
        if labelled.document in tables:
            spans = {record.statement.id: record.spans for record in by_number.get(labelled.document, [])}
            said = [record.relation for record in related.get(labelled.document, [])]
            tables[labelled.document].relations = score_relations(labelled, spans, said)
    total = _Table()
    for table in tables.values():
        total.add(table)
    named = {**tables, ALL: total}
    return Scores(
        {number: table.figures() for number, table in named.items()},
        {number: table.support() for number, table in named.items()},
        tuple(total.verdicts),
    )


class _Table:
    """The counts of one document, or of several."""

    def __init__(self) -> None:
        self.verdicts: list[Verdict] = []
        self.citations: Counts | None = None
        self.anchors = Counts()
        self.relations: dict[RelationType, RelationScore] = {}

    def add(self, other: "_Table") -> None:
        self.verdicts += other.verdicts
        if other.citations is not None:
            self.citations = (self.citations or Counts()) + other.citations
            self.anchors += other.anchors
        for kind, found in other.relations.items():
            self.relations[kind] = self.relations[kind].with_other(found) if kind in self.relations else found

    def figures(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for kind in StatementKind:
            _add(found, str(kind), count_kind(self.verdicts, kind))
        for aspect in ("attribution", "strength"):
            right, all_ = accuracy(self.verdicts, aspect)
            found[f"{aspect} accuracy"] = right / max(1, all_)
        _add(found, "actor", count_actors(self.verdicts))
        if self.citations is not None:
            _add(found, "citation", self.citations)
            found["anchor F1"] = self.anchors.f1
        for relation, scores in self.relations.items():
            found[f"{relation} precision"] = scores.precision
            found[f"{relation} recall"] = scores.recall
            found[f"{relation} F1"] = scores.f1
        if self.relations:
            found["relations F1"] = _joint(list(self.relations.values()))
        return {name: round(value, 3) for name, value in found.items()}

    def support(self) -> dict[str, int]:
        found = {
            f"{kind} F1": sum(v.aspect == "kind" and v.gold == kind for v in self.verdicts) for kind in StatementKind
        }
        for aspect in ("attribution", "strength"):
            found[f"{aspect} accuracy"] = accuracy(self.verdicts, aspect)[1]
        actors = count_actors(self.verdicts)
        found["actor F1"] = actors.right + actors.missed
        if self.citations is not None:
            found["citation F1"] = self.citations.right + self.citations.missed
            found["anchor F1"] = self.anchors.right + self.anchors.missed
        for relation, scores in self.relations.items():
            found[f"{relation} F1"] = len(scores.found) + len(scores.missed)
        return found


def _add(found: dict[str, float], name: str, counts: Counts) -> None:
    found[f"{name} precision"], found[f"{name} recall"], found[f"{name} F1"] = (
        counts.precision,
        counts.recall,
        counts.f1,
    )


def _joint(scores: Sequence[RelationScore]) -> float:
    total = scores[0]
    for other in scores[1:]:
        total = total.with_other(other)
    return total.f1


def scores_json(scores: Scores) -> Json:
    """The scores as JSON: what a later run compares itself with."""
    return {
        "figures": {number: dict(figures) for number, figures in scores.figures.items()},
        "support": {number: dict(support) for number, support in scores.support.items()},
        "verdicts": [[v.document, v.row, v.aspect, v.gold, v.said] for v in scores.verdicts],
    }


def compare(scores: Scores, before: Json) -> Change:
    """What changed since the run whose `scores_json` is given.

    Rows of which only one run has a verdict are left out: attribution and strength are looked at where kinds are right.
    """
    earlier = {(row[0], row[1], row[2]): Verdict(*row) for row in before.get("verdicts", ())}
    pairs = [
        (verdict, earlier[key])
        for verdict in scores.verdicts
        if (key := (verdict.document, verdict.row, verdict.aspect)) in earlier
    ]
    return Change(
        tuple(now for now, then in pairs if now.is_right and not then.is_right),
        tuple(now for now, then in pairs if then.is_right and not now.is_right),
    )


def below(scores: Scores, floors: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Figures of all documents together that are below their floor, with the floor; a missing figure counts as 0."""
    figures = scores.figures[ALL]
    return {name: (figures.get(name, 0.0), floor) for name, floor in floors.items() if figures.get(name, 0.0) < floor}
