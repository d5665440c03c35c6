"""Lines of a paged document with their places, and the measures of the document that the layout steps compare with."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from policytext.types.raw import GlyphBoxes, RawDocument, Shape, SourceLine
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind, ShapeKind

# Lines of fewer characters say little about the size of the running text.
_SHORTEST_BODY_LINE = 25
# What is this much smaller than the running text, in points, is set small on purpose.
SMALL = 0.6
_TURNED = 2.5
# A page that was set has one size for most of its lines; a recognised scan has a size for every line.
_STEADY, _STEADY_SHARE, _MANY_SIZES, _UNEVEN = 0.3, 0.5, 4, 0.2
# No designer uses so many sizes on a page.
_SIZES_OF_A_SCAN = 14
# A page whose text is nearly all of another size, in points near that of the document, is measured by its own size:
# a memo that is bound with a letter.
_OWN_CHARACTERS, _OWN_SHARE, _FOREIGN_SHARE, _OWN_STEP = 500, 0.6, 0.1, 3.0
# A rule under a line: at its foot, and as long as its words, in points.
_UNDER, _SAME_ENDS = 2.5, 4.0
_LOW_GROUND = 1.8
# Digits behind a word or its punctuation, and the share of its height from which on they are no longer set smaller.
_DIGITS_AFTER_WORD = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{2}[.,;:!?)\]”’\"']))\d{1,3}(?!\w|[.,]\d)")
_SMALL_DIGIT, _ON_BASELINE = 0.8, 0.08
_NET_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\S/\S+/", re.IGNORECASE)


@dataclass(slots=True)
class PageLine:
    """A line that holds text, with its place in points from the top left of its page.

    `column` counts the stretches that are read from top to bottom, over the whole document. `right` is the right edge
    of the column about the line. `size` is that of the letters in points, evened out where a page was recognised from a
    scan. `kind` is set by the step that knows what the line is (furniture, note, margin);
    `row` is the number of the row, which lines beside each other in a column share. `body` is the size of the running
    text of its page in points; `is_recognised` says that the page was recognised from a scan. `frame` numbers the box
    that the line stands in; `is_behind_box` says that it begins where a ground of the height of a line ends.
    """

    index: int
    line: SourceLine
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    column: int = 0
    row: int = 0
    left: float = 0.0
    right: float = 0.0
    kind: BlockKind | None = None
    label: str | None = None
    is_margin: bool = False
    body: float = 0.0
    is_recognised: bool = False
    is_underlined: bool = False
    is_behind_box: bool = False
    frame: int | None = None

    @property
    def is_bold(self) -> bool:
        """Whether the line is set apart by weight, or underlined as typewriters do."""
        return self.line.bold or self.is_underlined

    @property
    def page(self) -> int:
        """Number of the page."""
        return self.line.page

    @property
    def height(self) -> float:
        """Of the line's box, in points."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.y0 + self.y1) / 2

    @property
    def starts_raised(self) -> bool:
        """Whether the line begins with something raised."""
        raised = self.line.superscripts
        return bool(raised) and raised[0].start == self.line.source.start

    @property
    def is_turned(self) -> bool:
        """Whether the text runs along the side of the page."""
        return self.height > _TURNED * self.size and len(self.text) > 1


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in the document: size of the running text, and the distance between its lines for each size."""

    body_size: float
    pitches: dict[float, float]
    bold_is_usual: bool

    def pitch(self, line: PageLine) -> float:
        """Usual distance from the top of a line of this size to the top of the next."""
        return self.pitches.get(round(line.size * 2) / 2, max(1.2 * line.size, line.height))


def read_lines(raw: RawDocument) -> list[PageLine]:
    """The lines of a paged document that hold text, with columns, rows and edges, in reading order."""
    lines: list[PageLine] = []
    for index, line in enumerate(raw.lines):
        text = raw.text[line.source.start : line.source.end]
        if line.box is not None and text.strip():
            box = line.box
            if raw.glyphs is not None and not line.superscripts:
                line = _with_small_digits(line, text, raw.glyphs)
            lines.append(PageLine(index, line, text, box.x0, box.y0, box.x1, box.y1, line.size))
    recognised = {page.page for page in raw.ocr}
    _even_sizes(lines, recognised)
    _find_underlines(lines, raw.shapes)
    _find_grounds(lines, raw.shapes)
    _number(lines)
    _find_edges(lines)
    return lines


def are_in_row(before: PageLine, line: PageLine) -> bool:
    """Whether a line stands to the right of the one before it, at the same height."""
    shared = min(before.y1, line.y1) - max(before.y0, line.y0)
    return before.page == line.page and line.x0 >= before.x1 - 2 and shared > 0.5 * min(before.height, line.height)


def _with_small_digits(line: SourceLine, text: str, glyphs: GlyphBoxes) -> SourceLine:
    """The line with digits as raised that are set smaller than the word before them, though on its own baseline."""
    small = []
    for match in _DIGITS_AFTER_WORD.finditer(text):
        first = line.source.start + match.start()
        _, top, _, bottom = glyphs.boxes[4 * first : 4 * first + 4]
        _, word_top, _, word_bottom = glyphs.boxes[4 * first - 4 : 4 * first]
        height, word_height = bottom - top, word_bottom - word_top
        # A box reaches a fifth of its height under the baseline; digits below it belong to a formula (CO2).
        drop = (bottom - height / 5) - (word_bottom - word_height / 5)
        if 0 < height < _SMALL_DIGIT * word_height and drop < _ON_BASELINE * word_height:
            small.append(Span(first, first + len(match.group())))
    return replace(line, superscripts=tuple(small)) if small else line


def _find_underlines(lines: Sequence[PageLine], shapes: Sequence[Shape]) -> None:
    """Mark lines that are underlined from their first to their last word, addresses on the net left aside."""
    rules: dict[int, list[Shape]] = {}
    for shape in shapes:
        if shape.kind is ShapeKind.RULE and shape.box.x1 - shape.box.x0 > shape.box.y1 - shape.box.y0:
            rules.setdefault(shape.box.page, []).append(shape)
    for line in lines:
        line.is_underlined = _NET_ADDRESS.search(line.text) is None and any(
            abs(rule.box.x1 - line.x1) <= _SAME_ENDS
            and (abs(rule.box.x0 - line.x0) <= _SAME_ENDS or line.x0 < rule.box.x0 < line.x0 + 2.5 * line.size)
            and line.middle < rule.box.y0 <= line.y1 + _UNDER
            for rule in rules.get(line.page, ())
        )


def _find_grounds(lines: Sequence[PageLine], shapes: Sequence[Shape]) -> None:
    """Mark pieces of lines that stand behind a ground: words were blacked out before them."""
    grounds: dict[int, list[Shape]] = {}
    for shape in shapes:
        if shape.kind is ShapeKind.BOX and shape.is_filled:
            grounds.setdefault(shape.box.page, []).append(shape)
    for line in lines:
        line.is_behind_box = any(
            -1.5 * line.size <= ground.box.x1 - line.x0 <= _SAME_ENDS
            and ground.box.y0 - 1 <= line.middle <= ground.box.y1 + 1
            and ground.box.y1 - ground.box.y0 <= _LOW_GROUND * line.height
            for ground in grounds.get(line.page, ())
        )


def _even_sizes(lines: Sequence[PageLine], recognised: Container[int]) -> None:
    """Give the lines of a recognised scan one size: there each line has its own, which says nothing."""
    by_page: dict[int, list[PageLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for on_page in by_page.values():
        long = [line for line in on_page if len(line.text) >= _SHORTEST_BODY_LINE] or on_page
        usual = median(line.size for line in long)
        steady = sum(1 for line in long if abs(line.size - usual) < _STEADY)
        is_uneven = len({round(line.size * 2) for line in long}) >= _MANY_SIZES and steady < _STEADY_SHARE * len(long)
        is_uneven = is_uneven or len({round(line.size, 1) for line in on_page}) >= _SIZES_OF_A_SCAN
        if is_uneven or on_page[0].page in recognised:
            for line in on_page:
                line.is_recognised = True
                line.body = usual
                if abs(line.size - usual) < _UNEVEN * usual:
                    line.size = usual


def _number(lines: Sequence[PageLine]) -> None:
    column = row = 0
    for before, line in pairwise(lines):
        if line.page != before.page or line.y1 < before.middle or (line.y0 < before.y0 - 2 * before.height):
            column += 1
            row += 1
        elif not are_in_row(before, line):
            row += 1
        line.column, line.row = column, row


def _find_edges(lines: Sequence[PageLine]) -> None:
    """Edges of the column about each line: the widest of the lines of about its size that stand near it."""
    reach = 12
    for number, line in enumerate(lines):
        # The line itself counts even where a damaged file gives it no width, or none that is a number.
        near = [line] + [
            other
            for other in lines[max(0, number - reach) : number + reach + 1]
            if other.column == line.column
            and abs(other.size - line.size) < SMALL
            and other.x0 < line.x1
            and other.x1 > line.x0
        ]
        line.left = min(other.x0 for other in near)
        line.right = max(other.x1 for other in near)


def measure(lines: Sequence[PageLine]) -> Measures:
    """Measures of a document; the lines are told the size of the running text about them."""
    sizes: Counter[float] = Counter()
    characters = bold = 0
    for line in lines:
        weight = len(line.text)
        if weight >= _SHORTEST_BODY_LINE:
            sizes[round(line.size * 2) / 2] += weight
            characters += weight
            bold += weight if line.line.bold else 0
    if not sizes:
        sizes.update(round(line.size * 2) / 2 for line in lines)
    distances: dict[float, list[float]] = {}
    for before, line in pairwise(lines):
        if line.column == before.column and line.row == before.row + 1 and abs(line.size - before.size) < 0.3:
            distance = line.y0 - before.y0
            if 0 < distance < 2.2 * line.size:
                distances.setdefault(round(line.size * 2) / 2, []).append(distance)
    body = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0
    _set_bodies(lines, body)
    return Measures(body, {size: median(found) for size, found in distances.items()}, bold > 0.5 * characters)


def _set_bodies(lines: Sequence[PageLine], body: float) -> None:
    """Tell each line the size of the running text: that of its page where it has one of its own."""
    by_page: dict[int, list[PageLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for on_page in by_page.values():
        long = [(line.size, len(line.text)) for line in on_page if len(line.text) >= _SHORTEST_BODY_LINE]
        total = sum(length for _, length in long)
        own = median(size for size, length in long for _ in range(1 + length // _SHORTEST_BODY_LINE)) if long else body
        most = sum(length for size, length in long if abs(size - own) < SMALL)
        foreign = sum(length for size, length in long if abs(size - body) < SMALL)
        has_own = total >= _OWN_CHARACTERS and most >= _OWN_SHARE * total and foreign < _FOREIGN_SHARE * total
        for line in on_page:
            if not line.is_recognised:
                line.body = own if has_own and abs(own - body) <= _OWN_STEP else body
