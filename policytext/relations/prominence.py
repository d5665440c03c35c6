"""Which statements a document is about to say: main claims of its sections and of the whole.

A hand-made score: nobody labelled main claims, so its parts are the signs that the literature on summaries agrees on
(Edmundson 1969: place, headings, cue words; Teufel and Moens 2002: what an author concludes), each a number of points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.relations.markers import Role
from policytext.relations.pairs import Place, places_of
from policytext.types.document import Document, Sentence
from policytext.types.statement import Relation, Statement
from policytext.types.vocabulary import Attribution, BlockKind, Prominence, RelationType, StatementKind

#: Main claims of a section, and of a document: one for each so many statements, at least and at most so many.
_STATEMENTS_A_CLAIM: Final = 12
_MOST_A_SECTION: Final = 2
_MOST_A_DOCUMENT: Final = 5
#: A section with fewer statements has no main claim beside those of the document.
_FEWEST_IN_SECTION: Final = 4
#: Words in headings of sections that say what the whole comes to.
_SUMMING_UP: Final = ("samenvatting", "conclusie", "kern", "aanbeveling", "tot slot", "slot", "ten slotte", "oproep")
#: Two main claims are not to say the same: cosine of their sentences above which the second one gives way. Sentences of
#: one subject lie at 0.85 to 0.9 with the default model.
_SAME: Final = 0.95
_MOST_SUPPORTS: Final = 3


#: Roles of sentences that say little without the one before.
_DEPENDENT: Final = frozenset((Role.EXAMPLE, Role.REASON, Role.RESULT, Role.ADDITION, Role.CONTRAST))


@dataclass(frozen=True, slots=True)
class _Points:
    """Points of a statement within its section and within the whole document."""

    section: float
    whole: float


def with_prominence(
    document: Document,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    relations: Sequence[Relation],
    vectors: NDArray[np.float32] | None = None,
) -> tuple[Statement, ...]:
    """The statements in the same order, with `prominence` set for main claims and None for all others.

    What counts: how many statements support it (attacks do not count), whether it advises, whether it concludes,
    whether it stands in a summary, a conclusion, a subject line or a heading, whether it opens or closes its section,
    and how near it is to the mean of its section and of the document. Statements of others are never main claims.

    Args:
        document: the document.
        sentences: all its sentences, in order.
        statements: its statements, in order.
        relations: relations between them, from `find_relations`.
        vectors: a unit vector for each sentence, shape (len(sentences), dimensions), or None.
    """
    places = [p for p in places_of(document, sentences, statements) if p.statement.attribution is Attribution.OWN]
    parts: dict[int, list[Place]] = {}
    for place in places:
        parts.setdefault(place.part, []).append(place)
    points = _points(document, parts, relations)
    near_all = _nearness(places, vectors)
    rated = [(points[p.statement.id].whole + near_all.get(p.statement.id, 0.0), p) for p in places]
    found = {
        place.statement.id: Prominence.DOCUMENT
        for place in _best(rated, _quota(len(places), _MOST_A_DOCUMENT), vectors)
    }
    for held in parts.values():
        if len(held) < _FEWEST_IN_SECTION:
            continue
        near = _nearness(held, vectors)
        rated = [(points[p.statement.id].section + near.get(p.statement.id, 0.0), p) for p in held]
        for place in _best(rated, _quota(len(held), _MOST_A_SECTION), vectors):
            found.setdefault(place.statement.id, Prominence.SECTION)
    return tuple(replace(statement, prominence=found.get(statement.id)) for statement in statements)


def _quota(statements: int, most: int) -> int:
    """How many main claims so many statements have: one for each started dozen, at most `most`."""
    return min(most, -(-statements // _STATEMENTS_A_CLAIM))


def _points(
    document: Document, parts: Mapping[int, Sequence[Place]], relations: Sequence[Relation]
) -> dict[str, _Points]:
    """Points of each statement by its id, nearness aside."""
    supports: dict[str, int] = {}
    supporting = set()
    for relation in relations:
        if relation.type is RelationType.SUPPORT:
            supports[relation.target] = supports.get(relation.target, 0) + 1
            supporting.add(relation.source)
    found = {}
    numbers = list(parts)
    for number, held in parts.items():
        sums_up = _sums_up(document, held[0])
        is_edge = number in (numbers[0], numbers[-1])
        for at, place in enumerate(held):
            id_ = place.statement.id
            own = min(supports.get(id_, 0), _MOST_SUPPORTS) * 1.0 - (0.5 if id_ in supporting else 0.0)
            if place.statement.kind is StatementKind.RECOMMENDATION:
                own += 0.5
            if place.statement.kind is StatementKind.COMMITMENT:
                own -= 1.0
            if Role.CONCLUSION in place.signs.roles:
                own += 0.5
            leans = place.signs.points_back or bool(place.signs.roles.keys() & _DEPENDENT)
            if leans:
                own -= 0.5
            if place.kind in (BlockKind.HEADING, BlockKind.SUBJECT):
                own += 1.5
            edge = 0.5 if at in (0, len(held) - 1) else 0.0
            found[id_] = _Points(own + edge, own + (1.5 if sums_up else 0.0) + (0.5 if is_edge else 0.0) - leans)
    return found


def _sums_up(document: Document, place: Place) -> bool:
    """Whether the section of a statement is a summary, a conclusion or a list of recommendations."""
    headings = " ".join(document.blocks[place.block].section).lower()
    return any(word in headings for word in _SUMMING_UP)


def _nearness(places: Sequence[Place], vectors: NDArray[np.float32] | None) -> dict[str, float]:
    """Points in [0, 1] of each statement by its id: the rank of its cosine to the mean of all; none without vectors."""
    if vectors is None or len(places) < 2:
        return {}
    rows = vectors[[place.statement.sentence for place in places]]
    ranks = (rows @ rows.mean(axis=0)).argsort(kind="stable").argsort(kind="stable")
    return {place.statement.id: float(rank) / (len(places) - 1) for place, rank in zip(places, ranks, strict=True)}


def _best(rated: Sequence[tuple[float, Place]], count: int, vectors: NDArray[np.float32] | None) -> list[Place]:
    """The `count` statements with most points, the earlier of two equals, without near doubles."""
    kept: list[Place] = []
    for _, place in sorted(rated, key=lambda item: (-item[0], item[1].statement.sentence)):
        if len(kept) == count:
            break
        if vectors is None or all(_cosine(vectors, place, other) <= _SAME for other in kept):
            kept.append(place)
    return kept


def _cosine(vectors: NDArray[np.float32], one: Place, other: Place) -> float:
    return float(vectors[one.statement.sentence] @ vectors[other.statement.sentence])
