"""How many columns of running text a page has, and whether its geometry can be read in two ways."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from statistics import median
from typing import NamedTuple

from policytext.readers.pages.reading_order import aligned_share, is_prose
from policytext.readers.pages.segments import Segment

# One beside the other over this much of the height of the lower one, each with this share of the page's characters, all
# together with that one, in letters that differ less than this, in points.
_BESIDE = 0.5
_SHARE_OF_COLUMN, _SHARE_OF_COLUMNS = 0.12, 0.45
_OTHER_SIZE = 0.7
# Rows whose pieces are this long can be two columns, and columns of which this share stands on one baseline with the
# other can be rows. Fewer rows than this are chance.
_LONG_PIECE = 25
_FEWEST_ROWS = 3
_ALIGNED = 0.6
_SAME_BASELINE = 2.0
_APART = 4.0
_MOST_REGIONS = 40


class _Column(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float
    share: float
    size: float


def count_columns(regions: Sequence[Sequence[Segment]]) -> int:
    """How many columns of running text stand side by side: 1 for a plain page, 0 for one without text.

    Columns of running text have one size of letters, several lines and together a good part of the page's text. A
    margin with short lines, a column of notes and the cells of a table are none.

    Args:
        regions: of the page in reading order, as `order_segments` gives them.
    """
    characters = [sum(segment.length for segment in region) for region in regions]
    columns = [
        _column(region, share)
        for region, count in zip(regions, characters, strict=True)
        if (share := count / (sum(characters) or 1)) >= _SHARE_OF_COLUMN and is_prose(region)
    ]
    most = 1 if any(characters) else 0
    for column in columns:
        beside = [column]
        for other in columns:
            if all(_is_beside(other, one) for one in beside):
                beside.append(other)
        if sum(one.share for one in beside) >= _SHARE_OF_COLUMNS:
            most = max(most, len(beside))
    return most


def _column(region: Sequence[Segment], share: float) -> _Column:
    return _Column(
        min(segment.x0 for segment in region),
        min(segment.y0 for segment in region),
        max(segment.x1 for segment in region),
        max(segment.y1 for segment in region),
        share,
        median(segment.size for segment in region),
    )


def _is_beside(one: _Column, other: _Column) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > _BESIDE * min(one.y1 - one.y0, other.y1 - other.y0) and _are_apart(one, other)


def _are_apart(one: _Column, other: _Column) -> bool:
    """Whether two pieces of one size stand beside each other."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    is_apart = one.x0 >= other.x1 - 1 or one.x1 <= other.x0 + 1
    return shared > 0 and is_apart and abs(one.size - other.size) < _OTHER_SIZE


def is_ambiguous(regions: Sequence[Sequence[Segment]]) -> bool:
    """Whether what was read as rows can be columns of text, or what was read as columns can be the rows of a table.

    Args:
        regions: of the page in reading order, as `order_segments` gives them.
    """
    rows = sum(1 for region in regions for before, after in pairwise(region) if _is_long_row(before, after))
    if rows >= _FEWEST_ROWS:
        return True
    if len(regions) > _MOST_REGIONS or count_columns(regions) > 1:
        return False
    sides = [(region, _column(region, 0.0)) for region in regions if len(region) >= _FEWEST_ROWS]
    return any(
        _are_apart(one, other) and aligned_share(left, right) >= _ALIGNED
        for (left, one), (right, other) in combinations(sides, 2)
    )


def _is_long_row(before: Segment, after: Segment) -> bool:
    is_row = abs(before.baseline - after.baseline) < _SAME_BASELINE and after.x0 > before.x1 + _APART
    return is_row and min(before.length, after.length) >= _LONG_PIECE
