"""Rules and boxes that are drawn on a page, as far as they can part or frame text.

Programs draw the same frame in many ways: as a rectangle, as four lines of one path, as four thin filled rectangles, as
one for each cell and corner, or as a ground for each line of a paragraph. All of these become one box here. Curves,
slanted lines and what is white or cannot be seen are left out. Lengths are in points.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from policytext.types.raw import Quad, Shape
from policytext.types.vocabulary import ShapeKind

Box = tuple[float, float, float, float]
Point = tuple[float, float]

# Charts and maps hold thousands of paths; none of what comes after these parts text.
_MOST_DRAWINGS = 4_000
_MOST_PIECES = 4_000
_MOST_SHAPES = 300
# A rule is no thicker than this and no shorter than that; a box can hold a line of small print.
_THICKEST_RULE, _SHORTEST_RULE = 3.0, 12.0
_NARROWEST_BOX, _LOWEST_BOX = 30.0, 9.0
# Lines that slant less than this are level or upright.
_SLANT = 1.0
# Edges this near to each other meet.
_MEETS = 2.0
# Share of its outline that must be straight for a path with round corners to be a box.
_STRAIGHT = 0.6
# What covers this share of the page both ways is the page's own ground.
_WHOLE_PAGE = 0.92
# From here on a colour component is white on paper; below this an ink cannot be seen.
_WHITE, _INVISIBLE = 0.97, 0.05


@dataclass(slots=True)
class _Pieces:
    """Rules and boxes as they are drawn; grounds by their colour, since only one colour makes one ground."""

    level: list[Box]
    upright: list[Box]
    frames: list[Box]
    grounds: dict[tuple[float, ...], list[Box]]

    def __len__(self) -> int:
        return len(self.level) + len(self.upright) + len(self.frames) + sum(map(len, self.grounds.values()))


def find_shapes(drawings: Iterable[Mapping[str, Any]], page: int, width: float, height: float) -> list[Shape]:
    """Rules and boxes of a page from the top down, a bounded number of them.

    Args:
        drawings: what PyMuPDF's `get_cdrawings` gives.
        page: its number from 1.
        width: of the page in points.
        height: of the page in points.

    Returns:
        Level and upright rules; boxes with a frame or a ground. A rule that is the edge of a box is not given again.
    """
    pieces = _Pieces([], [], [], defaultdict(list))
    for drawing in islice(drawings, _MOST_DRAWINGS):
        _take_apart(drawing, pieces)
        if len(pieces) > _MOST_PIECES:
            break
    level = _joined(pieces.level, along=0)
    upright = _joined(pieces.upright, along=1)
    grounds = [box for boxes in pieces.grounds.values() for box in _stacked(boxes)]
    frames = pieces.frames + _frames_of_rules(level, upright)
    boxes = _without_doubles([(box, True) for box in grounds] + [(box, False) for box in frames], width, height)
    rules = [rule for rule in level + upright if not any(_is_edge(rule, box) for box, _ in boxes)]
    shapes = [Shape(ShapeKind.BOX, Quad(page, *box), is_filled) for box, is_filled in boxes]
    shapes += [Shape(ShapeKind.RULE, Quad(page, *rule)) for rule in rules if _is_on_page(rule, width, height)]
    if len(shapes) > _MOST_SHAPES:
        shapes = sorted(shapes, key=_extent, reverse=True)[:_MOST_SHAPES]
    return sorted(shapes, key=lambda shape: (shape.box.y0, shape.box.x0))


def _extent(shape: Shape) -> float:
    return max(shape.box.x1 - shape.box.x0, shape.box.y1 - shape.box.y0)


def _take_apart(drawing: Mapping[str, Any], pieces: _Pieces) -> None:
    items = drawing.get("items") or ()
    kind = drawing.get("type") or ""
    ground = _colour(drawing, "fill") if "f" in kind else None
    ink = _colour(drawing, "color") if "s" in kind else None
    if ground is None and ink is None:
        return
    half = min(float(drawing.get("width") or 0.0), 2 * _THICKEST_RULE) / 2 if ink else 0.0
    outline = _outline(drawing, items)
    for box in [outline] if outline else _rectangles(items):
        _add_rectangle(box, half, pieces, ground, is_framed=ink is not None)
    if outline is None and ink is not None:
        for start, end in islice(_lines(items), _MOST_PIECES):
            _add_line(start, end, half, pieces)


def _colour(drawing: Mapping[str, Any], key: str) -> tuple[float, ...] | None:
    """Colour of a fill or a line; None for what is white or cannot be seen."""
    colour = drawing.get(key)
    opacity = drawing.get("fill_opacity" if key == "fill" else "stroke_opacity")
    if colour is None or (opacity is not None and opacity < _INVISIBLE):
        return None
    shades = tuple(round(float(shade), 2) for shade in colour)
    return None if min(shades, default=0.0) >= _WHITE else shades


def _outline(drawing: Mapping[str, Any], items: Sequence[Any]) -> Box | None:
    """The box that the lines and the round corners of a path go around, if that is what they do."""
    if not 3 <= len(items) <= 24 or any(item[0] not in "lc" for item in items):
        return None
    x0, y0, x1, y1 = (float(value) for value in drawing["rect"])
    straight = 0.0
    for start, end in _lines(items):
        if abs(start[0] - end[0]) <= _SLANT and min(abs(start[0] - x0), abs(start[0] - x1)) <= _SLANT:
            straight += abs(start[1] - end[1])
        elif abs(start[1] - end[1]) <= _SLANT and min(abs(start[1] - y0), abs(start[1] - y1)) <= _SLANT:
            straight += abs(start[0] - end[0])
        else:
            return None
    # A filled path closes itself, so that its fourth side need not be drawn; an open one lacks a side.
    sides = 2 * (x1 - x0 + y1 - y0)
    corners = sum(1 for item in items if item[0] == "c")
    needed = _STRAIGHT if corners or "f" in drawing["type"] or drawing.get("closePath") else 0.98
    return (x0, y0, x1, y1) if sides > 0 and straight >= needed * sides else None


def _rectangles(items: Iterable[Any]) -> Iterator[Box]:
    for item in items:
        if item[0] == "re":
            x0, y0, x1, y1 = (float(value) for value in item[1])
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        elif item[0] == "qu":
            xs, ys = [float(point[0]) for point in item[1]], [float(point[1]) for point in item[1]]
            if all(min(abs(x - min(xs)), abs(x - max(xs))) <= _SLANT for x in xs):
                yield min(xs), min(ys), max(xs), max(ys)


def _lines(items: Iterable[Any]) -> Iterator[tuple[Point, Point]]:
    for item in items:
        if item[0] == "l":
            yield item[1], item[2]


def _add_rectangle(
    box: Box, half: float, pieces: _Pieces, ground: tuple[float, ...] | None, *, is_framed: bool
) -> None:
    x0, y0, x1, y1 = box
    if min(x1 - x0, y1 - y0) <= _THICKEST_RULE:
        _add_rule((x0 - half, y0 - half, x1 + half, y1 + half), pieces)
    elif ground is not None:
        pieces.grounds[ground].append(box)
    elif is_framed:
        pieces.frames.append(box)


def _add_line(start: Point, end: Point, half: float, pieces: _Pieces) -> None:
    x0, x1 = sorted((float(start[0]), float(end[0])))
    y0, y1 = sorted((float(start[1]), float(end[1])))
    if y1 - y0 <= _SLANT and x1 - x0 > _SLANT:
        _add_rule((x0, y0 - half, x1, y1 + half), pieces)
    elif x1 - x0 <= _SLANT and y1 - y0 > _SLANT:
        _add_rule((x0 - half, y0, x1 + half, y1), pieces)


def _add_rule(box: Box, pieces: _Pieces) -> None:
    across, down = box[2] - box[0], box[3] - box[1]
    if down <= 2 * _THICKEST_RULE and across >= down:
        pieces.level.append(box)
    elif across <= 2 * _THICKEST_RULE:
        pieces.upright.append(box)


def _joined(rules: Sequence[Box], along: int) -> list[Box]:
    """Rules on one line that touch, as one; `along` is the coordinate that grows along them. Stubs are left out."""
    across = 1 - along
    rules = sorted(rules, key=lambda rule: (round((rule[across] + rule[across + 2]) / 2), rule[along]))
    found: list[list[float]] = []
    for rule in rules:
        last = found[-1] if found else None
        if (
            last is not None
            and rule[along] <= last[along + 2] + _MEETS
            and abs(rule[across] + rule[across + 2] - last[across] - last[across + 2]) <= 2 * _SLANT
        ):
            last[along + 2] = max(last[along + 2], rule[along + 2])
            last[across], last[across + 2] = min(last[across], rule[across]), max(last[across + 2], rule[across + 2])
        else:
            found.append(list(rule))
    return [(r[0], r[1], r[2], r[3]) for r in found if r[along + 2] - r[along] >= _SHORTEST_RULE]


def _stacked(grounds: Sequence[Box]) -> list[Box]:
    """Grounds of one colour: those of the lines of a paragraph, which stand on each other, as one."""
    found: list[list[float]] = []
    for x0, y0, x1, y1 in sorted(grounds, key=lambda box: (round(box[0]), round(box[2]), box[1])):
        last = found[-1] if found else None
        if last and abs(last[0] - x0) <= _MEETS and abs(last[2] - x1) <= _MEETS and y0 <= last[3] + _MEETS:
            last[1], last[3] = min(last[1], y0), max(last[3], y1)
        else:
            found.append([x0, y0, x1, y1])
    return [(box[0], box[1], box[2], box[3]) for box in found]


def _frames_of_rules(level: Sequence[Box], upright: Sequence[Box]) -> list[Box]:
    """Boxes that rules make: two level ones of one width with upright ones between their ends."""
    if len(level) < 2 or len(upright) < 2 or len(level) * len(upright) > 40_000:
        return []
    frames: list[Box] = []
    for top in level:
        hanging = [side for side in upright if abs(side[1] - top[1]) <= 2 * _MEETS]
        left = [side for side in hanging if abs(side[0] - top[0]) <= 2 * _MEETS]
        right = [side for side in hanging if abs(side[2] - top[2]) <= 2 * _MEETS]
        if not left or not right:
            continue
        foot = min(max(side[3] for side in left), max(side[3] for side in right))
        bottoms = [
            rule
            for rule in level
            if abs(rule[3] - foot) <= 2 * _MEETS
            and rule[1] > top[3]
            and abs(rule[0] - top[0]) <= 2 * _MEETS
            and abs(rule[2] - top[2]) <= 2 * _MEETS
        ]
        if bottoms:
            frames.append((top[0], top[1], top[2], bottoms[0][3]))
    return frames


def _without_doubles(boxes: Sequence[tuple[Box, bool]], width: float, height: float) -> list[tuple[Box, bool]]:
    """Boxes that can hold text and are less than the page, each once: a ground with its frame is one box."""
    found: list[tuple[Box, bool]] = []
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for box, is_filled in boxes:
        x0, y0, x1, y1 = max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])
        if x1 - x0 < _NARROWEST_BOX or y1 - y0 < _LOWEST_BOX:
            continue
        if x1 - x0 > _WHOLE_PAGE * width and y1 - y0 > _WHOLE_PAGE * height:
            continue
        cell = int(x0 // 8), int(y0 // 8)
        near = [n for dx in (-1, 0, 1) for dy in (-1, 0, 1) for n in places.get((cell[0] + dx, cell[1] + dy), ())]
        twin = next((n for n in near if _is_same(found[n][0], (x0, y0, x1, y1))), None)
        if twin is not None:
            found[twin] = (found[twin][0], found[twin][1] or is_filled)
        else:
            places[cell].append(len(found))
            found.append(((x0, y0, x1, y1), is_filled))
    return found[:_MOST_PIECES]


def _is_same(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= 2 * _MEETS for a, b in zip(one, other, strict=True))


def _is_edge(rule: Box, box: Box) -> bool:
    """Whether a rule lies on a side of a box, over most of it."""
    x0, y0, x1, y1 = rule
    if x1 - x0 >= y1 - y0:
        return (
            min(abs(y0 - box[1]), abs(y1 - box[3]), abs(y1 - box[1]), abs(y0 - box[3])) <= 2 * _MEETS
            and abs(x0 - box[0]) <= 2 * _MEETS
            and abs(x1 - box[2]) <= 2 * _MEETS
        )
    return (
        min(abs(x0 - box[0]), abs(x1 - box[2]), abs(x1 - box[0]), abs(x0 - box[2])) <= 2 * _MEETS
        and abs(y0 - box[1]) <= 2 * _MEETS
        and abs(y1 - box[3]) <= 2 * _MEETS
    )


def _is_on_page(rule: Box, width: float, height: float) -> bool:
    return rule[2] > 0 and rule[3] > 0 and rule[0] < width and rule[1] < height
