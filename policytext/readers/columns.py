"""How many columns of running text a page has."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from policytext.readers.reading_order import is_prose
from policytext.readers.segments import Segment

# One beside the other over this much of the height of the lower one, each with this share of the page's characters, all
# together with that one, in letters that differ less than this, in points.
_BESIDE = 0.5
_SHARE_OF_COLUMN, _SHARE_OF_COLUMNS = 0.12, 0.45
_OTHER_SIZE = 0.7


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
    is_level = shared > _BESIDE * min(one.y1 - one.y0, other.y1 - other.y0)
    is_apart = one.x0 >= other.x1 - 1 or one.x1 <= other.x0 + 1
    return is_level and is_apart and abs(one.size - other.size) < _OTHER_SIZE
