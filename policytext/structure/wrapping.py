"""Whether a text was wrapped at a fixed width: decides if a line end means anything."""

import re
from collections.abc import Sequence
from itertools import pairwise

_MARKED = re.compile(r"[ \t]*(?:[#>|]|[-*+•–][ \t]|\d{1,3}[.)][ \t]|[⁰¹²³⁴-⁹]|<sup>|\[\^)|.*\t")
# A wrapped text has a few lines to judge by, of a width that people or programs wrap at.
_FEWEST_LINES = 4
_NARROWEST, _WIDEST = 40, 200
# Most lines of a wrapped paragraph are nearly as long as the width; lines of an address are of any length.
_FULL_LINE = 0.7
_FULL_SHARE = 0.6


def find_wrap_width(contents: Sequence[str]) -> int | None:
    """Width in characters at which the lines of a document are wrapped, or None if a line is a paragraph.

    Args:
        contents: the lines without their ends.
    """
    lengths = [
        len(line.rstrip())
        for line, following in pairwise(contents)
        if line.strip() and following.strip() and not _MARKED.match(line) and not _MARKED.match(following)
    ]
    if len(lengths) < _FEWEST_LINES:
        return None
    lengths.sort()
    width = lengths[int(0.95 * (len(lengths) - 1))]
    full = sum(1 for length in lengths if length >= _FULL_LINE * width)
    if not _NARROWEST <= width <= _WIDEST or full < _FULL_SHARE * len(lengths):
        return None
    return width
