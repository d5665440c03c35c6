"""The timeline as SVG: date from left to right, a lane for each holder, the stance by height, shape and colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policytext.export.timeline.axis import Axis, extent
from policytext.export.timeline.lanes import Lane, Link, Point, lanes_of, senders
from policytext.export.timeline.marks import (
    CHANGE_RADIUS,
    PAPER,
    SIZE,
    change_mark,
    dashes,
    line,
    open_end,
    stance_mark,
    text,
)
from policytext.export.timeline.markup import escaped, lines_of, shortened, text_width
from policytext.export.timeline.wording import ORDER_UNKNOWN, Wording
from policytext.query.answers import Timeline
from policytext.store import DocumentRecord
from policytext.types.vocabulary import Change, Stance

WIDE, NARROW = 960.0, 360.0
NOTICE = "Standpunten zijn een eerste oordeel van een programma; een vraagteken betekent: onzeker. Lees de vindplaats."
#: Height of each stance in a lane, and the lane's, in pixels.
_LEVELS = {Stance.PRO: 32.0, Stance.MIXED: 48.0, Stance.NEUTRAL: 48.0, Stance.CONTRA: 64.0}
_LANE = 80.0
_HEAD = 18.0  # of a lane with its name above it, on a narrow chart
_LABELS = 210.0
_UNDATED = "zonder datum"
_FULL_DATE = len("2019-10-25")
_APART = 2 * SIZE + 3
_QUESTION = 9.0  # room that a question mark beside a mark takes
#: Room between two positions from which the sign of a change fits between them.
_ROOM_FOR_SIGN = 4 * SIZE + 2 * CHANGE_RADIUS
_EDGE = 14.0
_TOUCH = 12.0  # WCAG 2.2 asks for targets of 24 pixels
_ABOVE = SIZE + CHANGE_RADIUS + 6  # of a sign over its mark, clear of a question mark


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: `axis` in the part with dates, undated positions from `undated` on (None without any).

    An undated document of which the earliest time is known stands there on the axis, with an arrow.
    """

    width: float
    axis: Axis
    undated: float | None
    is_narrow: bool
    linked: bool
    has_sides: bool
    wording: Wording

    def is_unsure(self, point: Point) -> bool:
        """Whether the mark has a question mark; where there are no sides there is nothing to be unsure of."""
        return self.has_sides and self.wording.is_unsure(point.entry)

    @property
    def head(self) -> float:
        """Height of what stands above the marks of a lane."""
        return _HEAD if self.is_narrow else 0.0


@dataclass(slots=True)
class _Drawing:
    """Parts of the picture, and how far down it goes."""

    parts: list[str] = field(default_factory=list)
    height: float = 0.0


def chart_svg(timeline: Timeline, wording: Wording, *, width: float = WIDE, linked: bool = False) -> str:
    """The chart as an SVG element.

    Args:
        timeline: as `evolve` gives it.
        wording: words for stances and changes.
        width: in pixels; below 600 the names stand above their lanes.
        linked: for a page: marks are links to "#e3" (the entry) and "#c2" (the change), title and notice are left out.
    """
    lanes = lanes_of(timeline)
    frame = _frame(timeline, wording, width, linked)
    drawing = _Drawing()
    if not linked:
        _title(drawing, timeline, frame)
    _legend(drawing, lanes, frame)
    _dates(drawing, frame)
    for number, lane in enumerate(lanes):
        height = frame.head + _LANE
        drawing.parts.append(
            f'<g class="lane" data-lane="{number}" data-height="{height:g}"'
            f' transform="translate(0 {drawing.height:g})">{"".join(_lane(lane, frame))}</g>'
        )
        drawing.height += height
    if not linked:
        for words in lines_of(NOTICE, 11, width - 2 * _EDGE, 3):
            drawing.height += 16
            drawing.parts.append(text(_EDGE, drawing.height, escaped(words), size=11, look="faint"))
        drawing.height += 12
    return _element(timeline, drawing, frame)


def _element(timeline: Timeline, drawing: _Drawing, frame: _Frame) -> str:
    size = f'viewBox="0 0 {frame.width:g} {drawing.height:g}"'
    label = escaped(f"Tijdlijn: {timeline.proposition}")
    if frame.linked:
        kind = "narrow" if frame.is_narrow else "wide"
        head = f'<svg class="chart {kind}" {size} role="group" aria-label="{label}">'
        return head + "".join(drawing.parts) + "</svg>"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} width="{frame.width:g}" height="{drawing.height:g}"'
        f' role="img"><title>{label}</title><rect width="{frame.width:g}" height="{drawing.height:g}" fill="{PAPER}"/>'
    )
    return head + "".join(drawing.parts) + "</svg>\n"


def _frame(timeline: Timeline, wording: Wording, width: float, linked: bool) -> _Frame:
    is_narrow = width < 600
    documents = [entry.document for entry in (*timeline.entries, *timeline.reported)]
    silent = {document.id: document for document in timeline.silent}
    dropped = [step.later for step in timeline.steps if step.after is None and step.later.id in silent]
    dates = [document.earliest for document in (*documents, *dropped) if document.earliest is not None]
    left = 54.0 if is_narrow else _LABELS + 46
    right = width - _EDGE - _QUESTION
    undated = None
    if any(document.earliest is None for document in documents):
        undated = width - (76 if is_narrow else 120)
        right = undated - 16
    return _Frame(width, Axis.over(dates, left, right), undated, is_narrow, linked, timeline.has_sides, wording)


def _title(drawing: _Drawing, timeline: Timeline, frame: _Frame) -> None:
    drawing.height = 12
    for words in lines_of(timeline.proposition, 18, frame.width - 2 * _EDGE, 3):
        drawing.height += 22
        drawing.parts.append(text(_EDGE, drawing.height, escaped(words), size=18, look="bold"))
    drawing.height += 6


def _legend(drawing: _Drawing, lanes: Sequence[Lane], frame: _Frame) -> None:
    """Signs with their meaning, those that the chart has, in lines that fit."""
    x, drawing.height = _EDGE + 8, drawing.height + 18
    for sign, label in _signs(lanes, frame):
        room = 14 + text_width(label, 12) + 20
        if x > _EDGE + 8 and x + room > frame.width - 4:
            x, drawing.height = _EDGE + 8, drawing.height + 22
        drawing.parts.append(
            f'<g transform="translate({x:.1f} {drawing.height:g})">{sign}{text(13, 4, escaped(label))}</g>'
        )
        x += room
    drawing.height += 16


def _signs(lanes: Sequence[Lane], frame: _Frame) -> Iterator[tuple[str, str]]:
    """The signs that the chart has, drawn at (0, 0), with their meaning."""
    wording = frame.wording
    points = [point for lane in lanes for point in lane.points]
    for stance in Stance:
        if any(point.entry.stance is stance for point in points):
            yield (
                stance_mark(0, 0, stance, hollow=False, unsure=False),
                wording.stance(stance) if frame.has_sides else "uitspraken hierover",
            )
    if any(point.is_reported for point in points):
        yield stance_mark(0, 0, Stance.NEUTRAL, hollow=True, unsure=False), "open: weergegeven door een ander"
    if any(map(frame.is_unsure, points)):
        yield text(0, 4, "?", look="bold", anchor="middle"), "onzeker"
    if any(_vague(point.entry.document, frame) for point in points):
        yield line(-8, 0, 8, 0, "join"), "alleen maand of jaar bekend"
    if any(point.entry.document.not_before is not None for point in points):
        yield open_end(-8, 0), "zonder datum: hier of later"
    if any(lane.silent for lane in lanes):
        yield _silent_tick(0, 0), "document zonder standpunt"
    changes = {link.step.change for lane in lanes for link in lane.links}
    for change in Change:
        if change in changes:
            yield change_mark(0, 0, change), wording.change(change)


def _dates(drawing: _Drawing, frame: _Frame) -> None:
    drawing.height += 14
    for x, label in frame.axis.ticks(frame.wording.date):
        drawing.parts.append(text(x, drawing.height, label, look="faint", anchor="middle"))
    if frame.undated is not None:
        words = ("zonder", "datum") if frame.is_narrow else (_UNDATED,)
        middle = (frame.undated + frame.width - 4) / 2
        for number, word in enumerate(words):
            at = drawing.height - 12 * (len(words) - 1 - number)
            drawing.parts.append(text(middle, at, word, look="faint", anchor="middle", size=11))
    drawing.height += 6


def _lane(lane: Lane, frame: _Frame) -> list[str]:
    top, bottom = frame.head, frame.head + _LANE
    parts = [line(0, 0, frame.width, 0)]
    if frame.is_narrow:
        parts.append(text(_EDGE - 8, 14, _label(lane.name, frame.width - 16), look="bold"))
    else:
        words = lines_of(lane.name, 12, _LABELS - _EDGE, 4)
        start = top + _LANE / 2 + 4 - 7.5 * (len(words) - 1)
        parts += [text(_EDGE, start + 15 * k, escaped(w), look="bold") for k, w in enumerate(words)]
    left, right = frame.axis.left, frame.axis.right
    parts += [line(x, top + 14, x, bottom - 4, "tick") for x, _ in frame.axis.ticks(frame.wording.date)]
    parts.append(line(left - 8, top + _LEVELS[Stance.NEUTRAL], right + 8, top + _LEVELS[Stance.NEUTRAL]))
    if frame.undated is not None:
        parts.append(line(frame.undated - 6, 0, frame.undated - 6, bottom))
    for stance in (Stance.PRO, Stance.CONTRA) if frame.has_sides else ():
        at = top + _LEVELS[stance] + 4
        parts.append(text(left - 12, at, escaped(frame.wording.stance(stance)), size=10.5, look="faint", anchor="end"))
    places = _places(lane.points, frame)
    joins, signs = _links(lane.links, places, frame)
    parts += [_silent(document, frame) for document in lane.silent]
    parts += joins
    # Reading order is that of dates: a position, then the change that follows it.
    order = [(places[point.number][0], 0, _point(point, places[point.number], frame)) for point in lane.points]
    parts += [shape for _, _, shape in sorted(order + signs, key=lambda item: item[:2])]
    return parts


def _label(words: str, width: float) -> str:
    return escaped(shortened(words, 12, width))


def _places(points: Sequence[Point], frame: _Frame) -> dict[int, tuple[float, float]]:
    """Where the positions of a lane stand; those that would cover each other are moved apart sideways."""
    places: dict[int, tuple[float, float]] = {}
    for stances in ({Stance.PRO}, {Stance.MIXED, Stance.NEUTRAL}, {Stance.CONTRA}):
        for is_dated in (True, False):
            held = [p for p in points if p.entry.stance in stances and bool(p.entry.document.earliest) is is_dated]
            if is_dated:
                wanted = [frame.axis.at(extent(point.entry.document.earliest or "")[0]) for point in held]
                ends = (frame.axis.left, frame.axis.right)
            else:
                middle = ((frame.undated or 0) + frame.width - 8) / 2
                wanted = [middle - (_APART + _QUESTION / 2) * (len(held) - 1) / 2] * len(held)
                ends = ((frame.undated or 0) + SIZE, frame.width - 8 - SIZE)
            room = [_APART + (_QUESTION if frame.is_unsure(point) else 0) for point in held]
            for point, x in zip(held, _apart(wanted, room, *ends), strict=True):
                places[point.number] = (x, frame.head + _LEVELS[point.entry.stance])
    return places


def _apart(wanted: Sequence[float], room: Sequence[float], left: float, right: float) -> list[float]:
    """The places, in order, each as far from the next as its mark needs, or less where there is no room for all."""
    scale = min(1.0, (right - left) / max(sum(room[:-1]), 1.0))
    found: list[float] = []
    for number, x in enumerate(wanted):
        found.append(max(x, found[-1] + scale * room[number - 1]) if found else max(x, left))
    limit = right
    for number in range(len(found) - 1, -1, -1):
        found[number] = min(found[number], limit)
        limit = found[number] - scale * room[number - 1]
    return found


def _links(
    links: Sequence[Link], places: dict[int, tuple[float, float]], frame: _Frame
) -> tuple[list[str], list[tuple[float, int, str]]]:
    """Lines between positions, and the signs on them with their place in the order of reading."""
    joins: list[str] = []
    signs: list[tuple[float, int, str]] = []
    for link in links:
        if link.after is None and link.step.later.earliest is None:
            continue
        if link.before is None:
            assert link.after is not None
            x, y = places[link.after.number]
            at = (x, y - _ABOVE)
        else:
            x0, y0 = places[link.before.number]
            if link.after is None:
                x1 = max(frame.axis.at(extent(link.step.later.earliest or "")[0]), x0 + _ROOM_FOR_SIGN / 2)
                x1, y1 = min(x1, frame.axis.right), frame.head + _LEVELS[Stance.NEUTRAL]
                joins.append(dashes(x0, y0, x1, y1))
                at = (x1, y1)
            else:
                x1, y1 = places[link.after.number]
                joins.append(line(x0, y0, x1, y1, "join"))
                fits = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 >= _ROOM_FOR_SIGN
                at = ((x0 + x1) / 2, (y0 + y1) / 2 if fits else min(y0, y1) - _ABOVE)
        shape = change_mark(*at, link.step.change)
        order = "" if link.step.is_order_known else f" ({ORDER_UNKNOWN})"
        words = f"{frame.wording.change(link.step.change)}{order}: {link.step.why}"
        signs.append((at[0], 1, _linked(shape, at, f"c{link.number}", words, frame)))
    return joins, signs


def _point(point: Point, at: tuple[float, float], frame: _Frame) -> str:
    entry, wording = point.entry, frame.wording
    unsure = frame.is_unsure(point)
    shape = stance_mark(*at, entry.stance, hollow=point.is_reported, unsure=unsure)
    document = entry.document
    who = "; ".join(senders(document))
    if point.is_reported:
        who = f"{entry.holder or 'niet genoemd'}, weergegeven door {who}"
    words = f"{wording.written(document)}, {who}"
    if frame.has_sides:
        words += f": {wording.stance(entry.stance)}{' (onzeker)' if unsure else ''}"
    bar = "" if document.not_before is None else open_end(at[0], at[1] + SIZE + 3)
    if length := _vague(document, frame):
        y = at[1] + SIZE + 3
        bar = line(at[0], y, min(at[0] + length, frame.axis.right + 8), y, "join")
    return bar + _linked(shape, at, f"e{point.number}", f"{words}. {document.title}", frame)


def _vague(document: DocumentRecord, frame: _Frame) -> float:
    """Length of the month or year in which a document was written, where the day is not known; 0 if it hardly shows."""
    if document.date is None or len(document.date) == _FULL_DATE:
        return 0.0
    begin, end = extent(document.date)
    length = frame.axis.at(end) - frame.axis.at(begin)
    return length if length > 2 * SIZE else 0.0


def _linked(shape: str, at: tuple[float, float], target: str, words: str, frame: _Frame) -> str:
    title = f"<title>{escaped(words)}</title>"
    if frame.linked:
        # A finger needs more room than the mark has.
        touch = f'<circle class="touch" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{_TOUCH:g}" fill="none"/>'
        return f'<a href="#{target}" aria-label="{escaped(words)}">{title}{touch}{shape}</a>'
    return f"<g>{title}{shape}</g>"


def _silent_tick(x: float, y: float) -> str:
    return line(x, y - 5, x, y + 5, "join")


def _silent(document: DocumentRecord, frame: _Frame) -> str:
    x = frame.axis.at(extent(document.earliest or "")[0])
    if not frame.axis.left - 8 <= x <= frame.axis.right + 8:
        return ""
    words = f"{frame.wording.written(document)}: {document.title} (zonder standpunt)"
    return f"<g><title>{escaped(words)}</title>{_silent_tick(x, frame.head + _LEVELS[Stance.NEUTRAL])}</g>"
