"""The source text of a paged document: glyphs in reading order with their boxes, as lines with a line feed after each.

An empty line stands where the page leaves a gap between lines.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from policytext.readers.pages.segments import Run, Segment
from policytext.types.raw import Quad, SourceLine
from policytext.types.spans import Span

# A raised glyph stands this much higher than its line and is this much smaller, in font sizes of the line.
_RAISED, _SMALLER = 0.15, 0.85
_LONGEST_RAISED = 6
# A blank line stands for a gap of this many line heights.
_BLANK = 0.75


@dataclass(slots=True)
class PageText:
    """The text, boxes and lines of the pages so far."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    boxes: "array[float]" = field(default_factory=lambda: array("f"))
    lines: list[SourceLine] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)

    def add_page(self, regions: Iterable[Iterable[Segment]], turned: Iterable[Segment]) -> None:
        """Add a page: its regions in reading order, then what is turned."""
        self.page_starts.append(self.length)
        for region in regions:
            before: Segment | None = None
            for line in region:
                if before is None or line.y0 - before.y1 > _BLANK * (line.y1 - line.y0):
                    self._add_blank(line)
                self._add_line(line)
                before = line
        for line in turned:
            self._add_blank(line)
            self._add_line(line)

    def _add_blank(self, line: Segment) -> None:
        """An empty line, unless nothing precedes it on its page."""
        position = self.length
        if position == self.page_starts[-1]:
            return
        self.lines.append(SourceLine(Span(position, position), len(self.page_starts)))
        self._add_line_end(line)

    def _add_line_end(self, line: Segment) -> None:
        self.parts.append("\n")
        self.length += 1
        self.boxes.extend((line.x1, line.y0, line.x1, line.y1))

    def _add_line(self, line: Segment) -> None:
        start = self.length
        page = len(self.page_starts)
        text = line.text
        printed = len(text)
        self.lines.append(
            SourceLine(
                source=Span(start, start + printed),
                page=page,
                box=Quad(page, line.x0, line.y0, line.x1, line.y1),
                size=line.size,
                bold=2 * sum(len(run.text) for run in line.runs if run.bold) > printed,
                italic=2 * sum(len(run.text) for run in line.runs if run.italic) > printed,
                superscripts=_raised(line, start) if line.is_level and len(line.runs) > 1 else (),
            )
        )
        self.parts.append(text)
        self.length += printed
        for run in line.runs:
            for box in run.boxes:
                self.boxes.extend(box)
        self._add_line_end(line)


def _raised(line: Segment, start: int) -> tuple[Span, ...]:
    """Source spans of the line that stand raised in smaller letters."""
    spans: list[Span] = []
    for run in line.runs:
        words = run.text.rstrip()
        if _is_raised(run, line) and 0 < len(words) <= _LONGEST_RAISED:
            if spans and spans[-1].end == start:
                spans[-1] = Span(spans[-1].start, start + len(words))
            else:
                spans.append(Span(start, start + len(words)))
        start += len(run.text)
    return tuple(spans)


def _is_raised(run: Run, line: Segment) -> bool:
    return line.baseline - run.baseline > _RAISED * line.size and run.size < _SMALLER * line.size + 0.05
