"""hOCR, what Tesseract says of a picture of text, as lines of glyphs like those of a text layer.

The form is that of hOCR 1.2 (http://kba.github.io/hocr-spec/1.2/): lines with a baseline and a height of letters, words
with a confidence, and, as Tesseract adds them, the box of each glyph.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from statistics import median
from typing import Any

Box = tuple[float, float, float, float]

_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_NUMBER = r"-?\d+(?:\.\d+)?"
_BOX = re.compile(rf"\b(?:bbox|x_bboxes) ({_NUMBER}) ({_NUMBER}) ({_NUMBER}) ({_NUMBER})")
_BASELINE = re.compile(rf"\bbaseline ({_NUMBER}) ({_NUMBER})")
_SIZE = re.compile(rf"\bx_size ({_NUMBER})")
_CONFIDENCE = re.compile(rf"\bx_wconf ({_NUMBER})")
_ANGLE = re.compile(rf"\btextangle ({_NUMBER})")
# Of the height from descender to ascender that Tesseract gives: what stands over and under the baseline.
_ABOVE, _BELOW = 0.78, 0.22
# Words on a line with a wider gap, in heights of the line, are two things side by side.
_WIDE_GAP = 2.2
# Lines whose words are less sure than this on average are drawings, stains and handwriting read as letters; long ones,
# such as a reference in small print, can be text with less.
_UNSURE, _UNSURE_LONG, _LONG = 0.35, 0.2, 8
# Bullets come as one of these, with more than a word's gap (in heights of the line) behind it. No Dutch word is one.
_MISREAD_BULLETS = frozenset("e°©«»¢o*¤®")
_BULLET_GAP = 0.7
# Heights of lines within this share of the most frequent one are that of the running text: Tesseract guesses each anew.
_SAME_SIZE = 0.17
# A raised digit ends this much over the baseline and is no higher than this, in heights of the line.
_RAISED, _RAISED_HEIGHT = 0.22, 0.6
_MARKER = re.compile(r"[\d*]")
# A line of letters that is this many times as high as it is wide runs up or down.
_UPRIGHT = 1.5
# A glyph takes at least this many pixels, however flat it is.
_LEAST = 1.0


@dataclass(slots=True)
class Word:
    """A word with the boxes of its glyphs, in pixels; `confidence` from 0 to 1."""

    box: Box
    confidence: float
    glyphs: list[tuple[str, Box]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The code points of the word."""
        return "".join(text for text, _ in self.glyphs)


@dataclass(slots=True)
class Line:
    """A line of words, in pixels; `slope` and `offset` of its baseline from the lower left corner of its box."""

    box: Box
    slope: float
    offset: float
    size: float
    angle: float
    words: list[Word] = field(default_factory=list)

    @property
    def confidence(self) -> float:
        """Mean of its words, the longer ones counting for more."""
        length = sum(len(word.glyphs) for word in self.words)
        return sum(len(word.glyphs) * word.confidence for word in self.words) / length if length else 0.0

    def baseline(self, x: float) -> float:
        """Height of the baseline at a place."""
        return self.box[3] + self.offset + self.slope * (x - self.box[0])


def parse_hocr(markup: str) -> list[Line]:
    """Lines of a page in the order of the file, without those that are too unsure to be text."""
    parser = _Parser()
    parser.feed(markup)
    parser.close()
    for line in parser.lines:
        line.words = [word for word in line.words if word.glyphs]
        _find_direction(line)
        _mend_bullet(line)
    return [line for line in parser.lines if line.words and line.confidence >= _least(line)]


def _least(line: Line) -> float:
    return _UNSURE_LONG if sum(len(word.glyphs) for word in line.words) >= _LONG else _UNSURE


def _find_direction(line: Line) -> None:
    """Tesseract does not always say that a line runs up or down, and then has no boxes of its glyphs."""
    if line.box[3] - line.box[1] < _UPRIGHT * (line.box[2] - line.box[0]) or sum(len(w.glyphs) for w in line.words) < 3:
        return
    first, last = line.words[0].box, line.words[-1].box
    if len(line.words) > 1:
        line.angle = 270.0 if first[1] < last[1] else 90.0
    elif not line.angle:
        line.angle = 270.0 if all(box[3] <= box[1] for _, box in line.words[0].glyphs) else 90.0


def _mend_bullet(line: Line) -> None:
    if len(line.words) < 2 or line.angle:
        return
    first, second = line.words[:2]
    if first.text in _MISREAD_BULLETS and second.box[0] - first.box[2] > _BULLET_GAP * line.size:
        first.glyphs = [("•", first.glyphs[0][1])]


def page_confidence(lines: Sequence[Line]) -> float | None:
    """Mean confidence over the glyphs of a page, None for a page without any."""
    weights = [(sum(len(word.glyphs) for word in line.words), line.confidence) for line in lines]
    glyphs = sum(weight for weight, _ in weights)
    return round(sum(weight * value for weight, value in weights) / glyphs, 3) if glyphs else None


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._glyph_box: Box | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        kind, title = values.get("class", ""), values.get("title", "")
        self._glyph_box = None
        box = _box(title)
        if box is None:
            return
        if kind in _LINES:
            slope, offset = _numbers(_BASELINE, title, (0.0, 0.0))
            (size,) = _numbers(_SIZE, title, (box[3] - box[1],))
            (angle,) = _numbers(_ANGLE, title, (0.0,))
            self.lines.append(Line(box, slope, offset, max(1.0, size), angle))
        elif kind == "ocrx_word" and self.lines:
            (confidence,) = _numbers(_CONFIDENCE, title, (0.0,))
            self.lines[-1].words.append(Word(box, min(1.0, max(0.0, confidence / 100))))
        elif kind == "ocrx_cinfo":
            self._glyph_box = box

    def handle_data(self, data: str) -> None:
        text = data.strip()
        if text and self._glyph_box is not None and self.lines and self.lines[-1].words:
            self.lines[-1].words[-1].glyphs.append((text, self._glyph_box))
            self._glyph_box = None


def _box(title: str) -> Box | None:
    match = _BOX.search(title)
    if match is None:
        return None
    x0, y0, x1, y1 = (float(value) for value in match.groups())
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _numbers(pattern: re.Pattern[str], title: str, default: tuple[float, ...]) -> tuple[float, ...]:
    match = pattern.search(title)
    return tuple(float(value) for value in match.groups()) if match else default


def body_height(lines: list[Line]) -> float:
    """Height of most of the text on a page in pixels, 0 where there is none."""
    heights = [line.size for line in lines if not line.angle for word in line.words for _ in word.glyphs]
    return median(heights) if heights else 0.0


def text_blocks(lines: list[Line], scale: float, body: float) -> list[dict[str, Any]]:
    """Lines in the form of PyMuPDF's rawdict, cut at wide gaps.

    Args:
        lines: of a page.
        scale: points in a pixel.
        body: height of the running text in pixels; lines of about that height have that height.
    """
    found: list[dict[str, Any]] = []
    for line in lines:
        size = body if body and abs(line.size - body) <= _SAME_SIZE * body else line.size
        words = line.words
        if line.angle:
            found.append(_turned(words, line.angle, size, scale))
            continue
        start = 0
        for index in range(1, len(words) + 1):
            if index == len(words) or words[index].box[0] - words[index - 1].box[2] > _WIDE_GAP * size:
                found.append(_level(words[start:index], line, size, scale))
                start = index
    return [{"type": 0, "lines": found}]


def _level(words: list[Word], line: Line, size: float, scale: float) -> dict[str, Any]:
    spans: list[dict[str, Any]] = []
    for index, word in enumerate(words):
        base = line.baseline((word.box[0] + word.box[2]) / 2)
        top, foot = base - _ABOVE * size, base + _BELOW * size
        if index:
            gap = words[index - 1].box[2], word.box[0]
            _add(spans, " ", (gap[0], top, max(gap), foot), base, size, scale)
        for (text, box), (left, right) in zip(word.glyphs, _edges(word), strict=True):
            height = box[3] - box[1]
            is_raised = base - box[3] > _RAISED * size and height <= _RAISED_HEIGHT * size
            if is_raised and _MARKER.fullmatch(text):
                _add(spans, text, (left, box[1], right, box[3]), box[3], height / _ABOVE, scale)
            else:
                _add(spans, text, (left, top, right, foot), base, size, scale)
    return {"dir": (1.0, 0.0), "wmode": 0, "spans": spans}


def _edges(word: Word) -> list[tuple[float, float]]:
    """Left and right edge of each glyph: Tesseract's boxes overlap, these stand side by side."""
    x0, _, x1, _ = word.box
    middles = [(box[0] + box[2]) / 2 for _, box in word.glyphs]
    cuts = [x0, *((one + other) / 2 for one, other in pairwise(middles)), x1]
    if any(after - before < 0.5 for before, after in pairwise(cuts)):
        step = (x1 - x0) / len(middles)
        cuts = [x0 + step * index for index in range(len(middles) + 1)]
    return list(pairwise(cuts))


def _turned(words: list[Word], angle: float, size: float, scale: float) -> dict[str, Any]:
    """A line that runs up or down: the boxes of its glyphs are not in place, those of its words are."""
    spans: list[dict[str, Any]] = []
    runs_up = angle < 180
    for index, word in enumerate(words):
        x0, y0, x1, y1 = word.box
        if index:
            edge = y1 if runs_up else y0
            _add(spans, " ", (x0, edge, x1, edge), x1, size, scale)
        step = (y1 - y0) / len(word.glyphs)
        for place, (text, _) in enumerate(word.glyphs):
            top = y1 - step * (place + 1) if runs_up else y0 + step * place
            _add(spans, text, (x0, top, x1, top + step), x1, size, scale)
    direction = (0.0, -1.0) if runs_up else (0.0, 1.0)
    return {"dir": direction, "wmode": 0, "spans": spans}


def _add(spans: list[dict[str, Any]], text: str, box: Box, base: float, size: float, scale: float) -> None:
    points = round(size * scale, 1)
    if not spans or spans[-1]["size"] != points:
        spans.append({"font": "", "flags": 0, "size": points, "chars": []})
    x0, y0, x1, y1 = box
    placed = (x0 * scale, y0 * scale, max(x1, x0 + _LEAST) * scale, max(y1, y0 + _LEAST) * scale)
    # Some glyphs come as two code points (a letter and its accent): both stand in its place.
    spans[-1]["chars"] += [{"c": point, "bbox": placed, "origin": (placed[0], base * scale)} for point in text]
