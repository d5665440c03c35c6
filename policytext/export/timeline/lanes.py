"""Who stands where: a lane for each holder, with its positions in order of date and what changed between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policytext.query.answers import Entry, Step, Timeline
from policytext.store import DocumentRecord

#: Lanes for holders of whom documents only report; the rest share one.
MOST_REPORTED = 6
UNKNOWN = "afzender onbekend"
_UNNAMED = "niet genoemd"
_READERS = "lezers"
_OTHERS = "andere weergegeven standpunten"


@dataclass(frozen=True, slots=True)
class Point:
    """A position on the chart; `number` is that of the entry: own ones first, then reported ones, from 0."""

    number: int
    entry: Entry
    is_reported: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A change in a lane: `number` is that of the step, `before` and `after` the positions (None where silent)."""

    number: int
    step: Step
    before: Point | None
    after: Point | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A holder's positions in order of date; undated ones by the earliest that they can be, last where that is unknown.

    `silent` documents treat the subject without a position.

    `members` are the holders that share it. `is_reported` says that documents of others give all that stands in it.
    """

    name: str
    members: tuple[str, ...]
    points: tuple[Point, ...]
    links: tuple[Link, ...]
    silent: tuple[DocumentRecord, ...]
    is_reported: bool


def points_of(timeline: Timeline) -> tuple[Point, ...]:
    """All positions, numbered."""
    own = [Point(number, entry, False) for number, entry in enumerate(timeline.entries)]
    first = len(own)
    return (*own, *(Point(first + number, entry, True) for number, entry in enumerate(timeline.reported)))


def steps_of(timeline: Timeline) -> tuple[Step, ...]:
    """All changes in order of date: from document to document, and since a holder's own last one."""
    return tuple(
        sorted((*timeline.steps, *timeline.returns), key=lambda step: (step.later.earliest or "", step.later.title))
    )


def lanes_of(timeline: Timeline) -> tuple[Lane, ...]:
    """Lanes in order of their first date, those of reported holders last.

    A document of several senders stands in the lane of each that also sent another; senders of it alone share a lane.
    """
    points = points_of(timeline)
    members = _own_members([point for point in points if not point.is_reported])
    names = {key: _name(key) for key in members}
    by_holder = {holder.casefold(): key for key in members for holder in key if len(key) == 1}
    reported: dict[str, list[Point]] = {}
    for point in points:
        if point.is_reported:
            key = by_holder.get((point.entry.holder or "").casefold())
            if key is not None and not point.entry.is_comment:
                members[key].append(point)
            else:
                reported.setdefault(_reported_name(point.entry), []).append(point)
    silent = [document for document in timeline.silent if document.earliest is not None]
    lanes = [
        Lane(
            names[key],
            key,
            _in_order(held),
            _links(held, steps_of(timeline)),
            tuple(document for document in silent if set(document.senders) & set(key)),
            False,
        )
        for key, held in members.items()
    ]
    lanes.sort(key=lambda lane: (_first(lane), lane.name))
    return (*lanes, *_reported_lanes(reported))


def senders(document: DocumentRecord) -> tuple[str, ...]:
    """Organisations that send a document, else its authors, else one name for unknown."""
    return document.senders or (UNKNOWN,)


def _own_members(points: Sequence[Point]) -> dict[tuple[str, ...], list[Point]]:
    counts: dict[str, int] = {}
    for point in points:
        for name in senders(point.entry.document):
            counts[name] = counts.get(name, 0) + 1
    held: dict[tuple[str, ...], list[Point]] = {}
    for point in points:
        names = senders(point.entry.document)
        alone = tuple(name for name in names if counts[name] == 1)
        for key in ([alone] if alone else []) + [(name,) for name in names if counts[name] > 1]:
            held.setdefault(key, []).append(point)
    return held


def _name(members: Sequence[str]) -> str:
    if len(members) <= 2:
        return " en ".join(members)
    return f"{members[0]} en {len(members) - 1} andere"


def _reported_name(entry: Entry) -> str:
    holder = entry.holder or (_READERS if entry.is_comment else _UNNAMED)
    return f"{holder} ({'reactie' if entry.is_comment else 'weergegeven'})"


def _reported_lanes(reported: dict[str, list[Point]]) -> list[Lane]:
    ranked = sorted(reported.items(), key=lambda item: (-len(item[1]), item[0]))
    # one lane over is not worth a lane of leftovers
    kept, rest = (ranked, []) if len(ranked) <= MOST_REPORTED + 1 else (ranked[:MOST_REPORTED], ranked[MOST_REPORTED:])
    lanes = [Lane(name, (name,), _in_order(points), (), (), True) for name, points in kept]
    lanes.sort(key=lambda lane: (_first(lane), lane.name))
    if rest:
        points = [point for _, held in rest for point in held]
        lanes.append(Lane(_OTHERS, tuple(name for name, _ in rest), _in_order(points), (), (), True))
    return lanes


def _links(points: Iterable[Point], steps: Sequence[Step]) -> tuple[Link, ...]:
    own = {point.entry.document.id: point for point in points if not point.is_reported}
    found: list[Link] = []
    for number, step in enumerate(steps):
        before = None if step.before is None else own.get(step.earlier.id)
        after = None if step.after is None else own.get(step.later.id)
        is_held = (step.before is None or before is not None) and (step.after is None or after is not None)
        if step.same_holder and is_held and (before is not None or after is not None):
            found.append(Link(number, step, before, after))
    return tuple(found)


def _in_order(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=lambda point: (_key(point.entry.document.earliest), point.number)))


def _key(earliest: str | None) -> tuple[bool, str]:
    return earliest is None, earliest or ""


def _first(lane: Lane) -> tuple[bool, str]:
    return _key(lane.points[0].entry.document.earliest)
