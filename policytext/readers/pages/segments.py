"""Stretches of glyphs on one baseline, as the PDF engine hands them over, before anybody asks in which order to read.

A segment is shorter than a line where the page leaves a gap (columns, tables, a bullet and its text) and never reaches
over one, so that the reading order can be made from segments.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# Bits of a span's flags (PyMuPDF, "Text extraction flags and font properties").
_ITALIC, _BOLD = 2, 16
_BOLD_NAME = re.compile(r"bold|black|heavy|demi(?!b?oldface)|-bd\b", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
# A text line runs level when the cosine of its angle is this near to one: scans are a little askew.
_LEVEL = 0.985
# White space this wide, in font sizes, parts two things on a line even where it is made of space characters.
_WIDE_GAP = 2.2
_SPACES = re.compile(r"[ \u00a0\t]{3,}")
# Line breaks inside a glyph's text would make lines that nobody sees; lone surrogates are no text at all.
_LINE_BREAK = re.compile(r"[\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UNFIT = re.compile(r"[\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029\ud800-\udfff]")

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Run:
    """Code points of one look with their boxes in points; `baseline` is the height on the page that they stand on."""

    text: str
    boxes: list[Box]
    baseline: float
    size: float
    bold: bool
    italic: bool

    def cut(self, start: int, end: int) -> "Run":
        """The code points [start, end) of the run."""
        return Run(self.text[start:end], self.boxes[start:end], self.baseline, self.size, self.bold, self.italic)


@dataclass(slots=True)
class Segment:
    """Runs that follow each other on a line without a wide gap. `is_level` is false for turned text.

    `size`, `baseline`, `y0` and `y1` are those of most of the text, so that raised digits do not count.
    """

    runs: list[Run]
    is_level: bool = True
    x0: float = field(init=False)
    y0: float = field(init=False)
    x1: float = field(init=False)
    y1: float = field(init=False)
    size: float = field(init=False)
    baseline: float = field(init=False)

    def __post_init__(self) -> None:
        self.measure()

    @property
    def text(self) -> str:
        """The code points of the segment."""
        return "".join(run.text for run in self.runs)

    @property
    def length(self) -> int:
        """Number of code points."""
        return sum(len(run.text) for run in self.runs)

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.y0 + self.y1) / 2

    @property
    def width(self) -> float:
        """In points."""
        return self.x1 - self.x0

    def measure(self) -> None:
        """Set box, size and baseline from the runs."""
        counts: dict[tuple[float, int], int] = {}
        if len(self.runs) > 1:
            for run in self.runs:
                key = (round(run.size, 1), round(run.baseline))
                counts[key] = counts.get(key, 0) + len(run.text.replace(" ", ""))
            size, baseline = max(counts, key=lambda key: (counts[key], key))
            main = [run for run in self.runs if round(run.size, 1) == size and round(run.baseline) == baseline]
        else:
            main = self.runs
        self.size = round(main[0].size, 1)
        self.baseline = main[0].baseline
        self.x0 = min(min(run.boxes)[0] for run in self.runs)
        self.x1 = max(max(box[2] for box in (run.boxes if not self.is_level else run.boxes[-2:])) for run in self.runs)
        ends = [box for run in main for box in ((run.boxes[0], run.boxes[-1]) if self.is_level else run.boxes)]
        self.y0 = min(box[1] for box in ends)
        self.y1 = max(box[3] for box in ends)


def find_segments(blocks: Iterable[Mapping[str, Any]], most_glyphs: int) -> list[Segment]:
    """Segments of a page in the order of the file.

    Args:
        blocks: the "blocks" of PyMuPDF's rawdict.
        most_glyphs: glyphs after which the rest of the page is left out (a hostile file).
    """
    found: list[Segment] = []
    left = most_glyphs
    for block in blocks:
        for line in block.get("lines", ()):
            runs = [run for span in line["spans"] if (run := _run(span)) is not None]
            left -= sum(len(run.text) for run in runs)
            if left < 0:
                return found
            is_level = line["dir"][0] >= _LEVEL and line["wmode"] == 0
            found += [Segment(part, is_level) for part in _parts(runs, is_level=is_level)]
    return found


def _run(span: Mapping[str, Any]) -> Run | None:
    chars = span["chars"]
    if not chars:
        return None
    text = "".join([char["c"] for char in chars])
    boxes = [char["bbox"] for char in chars]
    if len(text) != len(boxes):
        boxes = [char["bbox"] for char in chars for _ in char["c"]]
    if _UNFIT.search(text):
        text = _LINE_BREAK.sub(" ", _SURROGATE.sub("\ufffd", text))
    flags, font = span["flags"], span["font"]
    # A space that the engine made up stands on the baseline of what precedes it.
    solid = next((char for char in chars if not char["c"].isspace()), chars[0])
    return Run(
        text=text,
        boxes=boxes,
        baseline=solid["origin"][1],
        size=span["size"],
        bold=bool(flags & _BOLD) or _BOLD_NAME.search(font) is not None,
        italic=bool(flags & _ITALIC) or _ITALIC_NAME.search(font) is not None,
    )


def _parts(runs: list[Run], *, is_level: bool) -> Iterator[list[Run]]:
    """Runs cut at stretches of spaces that stand for a gap, without the white space at their ends."""
    text = "".join(run.text for run in runs)
    start = 0
    if is_level:
        boxes: list[Box] | None = None
        for match in _SPACES.finditer(text):
            boxes = [box for run in runs for box in run.boxes] if boxes is None else boxes
            if match.end() == len(text):
                break
            if boxes[match.end()][0] - boxes[match.start()][0] > _WIDE_GAP * runs[0].size:
                yield from _stripped(runs, text, start, match.start())
                start = match.end()
    yield from _stripped(runs, text, start, len(text))


def _stripped(runs: list[Run], text: str, start: int, end: int) -> Iterator[list[Run]]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start >= end:
        return
    if start == 0 and end == len(text):
        yield runs
        return
    kept: list[Run] = []
    position = 0
    for run in runs:
        first, last = max(start - position, 0), min(end - position, len(run.text))
        if first < last:
            kept.append(run.cut(first, last))
        position += len(run.text)
    yield kept


def turn_blocks(blocks: Iterable[Mapping[str, Any]], matrix: Any) -> None:
    """Turn the glyphs of a rawdict in place: PyMuPDF gives those of a turned page as they stood before it was turned.

    Args:
        blocks: of PyMuPDF's rawdict.
        matrix: PyMuPDF's `rotation_matrix` of the page, for the quarter turns that PDF allows.
    """
    a, b, c, d, e, f = (float(value) for value in matrix)
    for block in blocks:
        for line in block.get("lines", ()):
            across, down = line["dir"]
            line["dir"] = (a * across + c * down, b * across + d * down)
            for span in line["spans"]:
                for char in span["chars"]:
                    x0, y0, x1, y1 = char["bbox"]
                    xs = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e))
                    ys = sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
                    char["bbox"] = (xs[0], ys[0], xs[1], ys[1])
                    x, y = char["origin"]
                    char["origin"] = (a * x + c * y + e, b * x + d * y + f)
