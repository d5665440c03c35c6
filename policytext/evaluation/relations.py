"""Support and attack against gold annotations.

Gold rows are stretches of a source file, so that a score needs no particular sentence splitter: a statement stands for
each row of which it covers at least half, as in the gold standard's own script. A relation is right when its ends stand
for the two rows of a labelled relation of the same type.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from policytext.types.spans import Span
from policytext.types.statement import Relation
from policytext.types.vocabulary import RelationType

TYPES: Final = (RelationType.SUPPORT, RelationType.ATTACK)
#: Share of a row that a statement has to cover to stand for it.
COVERED: Final = 0.5


@dataclass(frozen=True, slots=True)
class GoldRelations:
    """The labelled relations of one document.

    `document` is the number in the names of the gold files ("002"). `rows` are the spans of all its rows in the source
    file, in code points, by row id; `relations` are (from, to, type) with row ids.
    """

    document: str
    rows: Mapping[str, Span]
    relations: tuple[tuple[str, str, RelationType], ...]


@dataclass(frozen=True, slots=True)
class RelationScore:
    """How relations of one type compare with the labelled ones.

    `right` and `wrong` are those said, `found` and `missed` those labelled. Several relations may be right by the same
    labelled one, so `right` and `found` need not be equally many.
    """

    right: tuple[Relation, ...]
    wrong: tuple[Relation, ...]
    found: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        """Share of the relations said that are labelled; 0 where none is said."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """Share of the labelled relations that are said; 0 where none is labelled."""
        return len(self.found) / max(1, len(self.found) + len(self.missed))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def with_other(self, other: "RelationScore") -> "RelationScore":
        """The score of two documents together."""
        return RelationScore(
            self.right + other.right,
            self.wrong + other.wrong,
            self.found + other.found,
            self.missed + other.missed,
        )


def read_gold_relations(gold_folder: Path) -> tuple[GoldRelations, ...]:
    """The documents of a gold folder for which relations are labelled (`NNN.relations.tsv`), in order of number.

    Raises:
        ValueError: a relation names a row that `NNN.spans.tsv` lacks, or a type that is neither support nor attack.
        OSError: a file cannot be read.
    """
    found = []
    for path in sorted(gold_folder.glob("*.relations.tsv")):
        number = path.name.removesuffix(".relations.tsv")
        with (gold_folder / f"{number}.spans.tsv").open(encoding="utf-8", newline="") as file:
            rows = {
                row[0]: Span(int(row[1]), int(row[2]))
                for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                if row
            }
        relations = []
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                kind = RelationType(row["type"])
                if kind not in TYPES or not {row["from"], row["to"]} <= rows.keys():
                    raise ValueError(f"{path.name}: not a relation between rows: {row}")
                relations.append((row["from"], row["to"], kind))
        found.append(GoldRelations(number, rows, tuple(relations)))
    return tuple(found)


def score_relations(
    gold: GoldRelations, statements: Mapping[str, Sequence[Span]], relations: Iterable[Relation]
) -> dict[RelationType, RelationScore]:
    """The score of support and of attack in one document.

    Args:
        gold: its labelled relations.
        statements: the spans in the source file of each statement of the document, by the statement's id.
        relations: those said; ones with an end outside `statements`, or of another type, are not of this document and
            are left out.
    """
    stands_for = {id_: _rows_of(spans, gold.rows) for id_, spans in statements.items()}
    said = [r for r in relations if r.source in stands_for and r.target in stands_for]
    scores = {}
    for kind in TYPES:
        labelled = {(source, target) for source, target, type_ in gold.relations if type_ is kind}
        right: list[Relation] = []
        wrong: list[Relation] = []
        found: set[tuple[str, str]] = set()
        for relation in said:
            if relation.type is not kind:
                continue
            ends = {
                (source, target) for source in stands_for[relation.source] for target in stands_for[relation.target]
            }
            hits = ends & labelled
            (right if hits else wrong).append(relation)
            found |= hits
        scores[kind] = RelationScore(tuple(right), tuple(wrong), tuple(sorted(found)), tuple(sorted(labelled - found)))
    return scores


def _rows_of(spans: Sequence[Span], rows: Mapping[str, Span]) -> tuple[str, ...]:
    """Ids of the rows of which the spans cover at least `COVERED`."""
    return tuple(id_ for id_, row in rows.items() if len(row) and _overlap(spans, row) >= COVERED * len(row))


def _overlap(spans: Sequence[Span], row: Span) -> int:
    """Code points of a row that spans cover; the spans of one statement do not overlap."""
    return sum(max(0, min(span.end, row.end) - max(span.start, row.start)) for span in spans)
