"""How much of what people marked as coming back is found.

`reuse.tsv` of a gold folder: from_id, to_id, kind, note; the ids are rows of `NNN.spans.tsv`. A marked pair is found
when one pair covers at least half of both rows, whatever its kind; `wrong_kind` counts those that are named otherwise.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from policytext.evaluation.gold import COVERED, NUMBER, number_of, read_spans, share_covered
from policytext.query.reuse import Passage, Reuse
from policytext.types.spans import Span
from policytext.types.vocabulary import ReuseKind

MARKED: Final = "reuse.tsv"


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A pair that a person marked: the numbers of the two documents, the rows in them, and how one comes back."""

    one: tuple[str, Span]
    other: tuple[str, Span]
    kind: ReuseKind
    rows: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReuseScores:
    """Found and all marked pairs by kind, those that are found under another kind, those missed, pairs not marked."""

    found: dict[ReuseKind, tuple[int, int]]
    wrong_kind: int
    missed: tuple[MarkedPair, ...]
    unmarked: int
    pairs: int


def read_marked(folder: Path) -> list[MarkedPair]:
    """The marked pairs of a gold folder; [] where it has none.

    Raises:
        ValueError: a kind is none, or a row is not there.
    """
    path = folder / MARKED
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    spans: dict[str, dict[str, Span]] = {}

    def place(row: str) -> tuple[str, Span]:
        number = row[:NUMBER]
        if number not in spans:
            spans[number] = read_spans(folder, number)
        if row not in spans[number]:
            raise ValueError(f"{MARKED}: no such row: {row}")
        return number, spans[number][row]

    return [
        MarkedPair(place(row["from_id"]), place(row["to_id"]), ReuseKind(row["kind"]), (row["from_id"], row["to_id"]))
        for row in rows
    ]


def score_reuse(marked: Sequence[MarkedPair], find: Callable[[], Sequence[Reuse]]) -> ReuseScores:
    """How many marked pairs are among those that are found."""
    pairs = find()
    found: dict[ReuseKind, tuple[int, int]] = {}
    used: set[int] = set()
    wrong, missed = 0, []
    for mark in marked:
        hits = [
            n for n, pair in enumerate(pairs) if _covers(pair.earlier, mark.one) and _covers(pair.later, mark.other)
        ]
        right, total = found.get(mark.kind, (0, 0))
        found[mark.kind] = right + bool(hits), total + 1
        used.update(hits)
        wrong += bool(hits) and not any(pairs[n].kind is mark.kind for n in hits)
        missed += [] if hits else [mark]
    return ReuseScores(found, wrong, tuple(missed), len(pairs) - len(used), len(pairs))


def _covers(passage: Passage, place: tuple[str, Span]) -> bool:
    number, row = place
    spans = [span for part in passage.parts for span in part.spans]
    return number_of(passage.document.source) == number and share_covered(spans, row) >= COVERED
