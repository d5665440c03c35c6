"""Citations and their anchors against gold annotations, by the rules of the gold standard's own script."""

from collections.abc import Sequence

from policytext.evaluation.gold import COVERED, GoldDocument
from policytext.evaluation.statements import Counts
from policytext.types.spans import Span


def score_citations(gold: GoldDocument, said: Sequence[tuple[Sequence[Span], Sequence[Span]]]) -> tuple[Counts, Counts]:
    """Counts of the references, and of the rows in which those that were found are anchored.

    Args:
        gold: the document; its citations must not be None.
        said: for each citation its spans and those of its anchors in the source file.
    """
    assert gold.citations is not None
    used: set[int] = set()
    anchors = Counts()
    for wanted in gold.citations:
        overlaps = [
            (max((_overlap(span, wanted.span) for span in spans), default=0.0), number)
            for number, (spans, _) in enumerate(said)
            if number not in used
        ]
        best = max((pair for pair in overlaps if pair[0] >= COVERED), default=None)
        if best is None:
            continue
        used.add(best[1])
        labelled = {row for row in wanted.anchors if row in gold.rows}
        found = {
            row
            for row, span in gold.rows.items()
            for anchor in said[best[1]][1]
            if anchor.start < span.end and anchor.end > span.start
        }
        anchors += Counts(len(labelled & found), len(found - labelled), len(labelled - found))
    missed = len(gold.citations) - len(used)
    return Counts(len(used), len(said) - len(used), missed), anchors


def _overlap(one: Span, other: Span) -> float:
    """What two spans share, of the shorter one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / max(1, min(len(one), len(other)))
