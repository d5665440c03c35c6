"""Sets text on pages: breaks lines, fills frames, keeps notes at the foot of the page that calls them.

Only what the sample documents need (see `make_pdfs.py`), with PyMuPDF's own fonts. Everything that is set becomes a
`Strip`, a horizontal piece of a page that is never divided; a `Flow` stacks strips in frames, from frame to frame.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pymupdf

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
GREY: Colour = (0.4, 0.4, 0.4)

FONTS = {name: pymupdf.Font(name) for name in ("tiro", "tibo", "tiit", "helv", "hebo", "heit")}
_MARKER = re.compile(r"\[\^(\d+)\]")
_MARKER_SIZE = 0.62  # of the size of the text around it
_MARKER_RISE = 0.36
_NOTE_RULE = 9.0  # room for the rule between text and notes


@dataclass(frozen=True)
class Style:
    """How a paragraph looks: font, size and leading in points, room above, indent and colour.

    With `hanging`, the first line starts left of the others by the indent: a label or the start of an entry.
    """

    font: str
    size: float
    leading: float
    above: float = 0.0
    indent: float = 0.0
    hanging: bool = False
    colour: Colour = BLACK
    keep_with_next: bool = False

    def width_of(self, text: str) -> float:
        """Width of a text on one line."""
        return FONTS[self.font].text_length(text, self.size)


@dataclass(frozen=True)
class Piece:
    """A word, part of a word or note marker as it is set; `glue` says that no space stands before it."""

    text: str
    glue: bool
    note: str | None = None


@dataclass
class Line:
    """Pieces of one line, and whether it ends in a broken word."""

    pieces: list[Piece] = field(default_factory=list)
    broken: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """Labels of the notes called in the line."""
        return tuple(piece.note for piece in self.pieces if piece.note)


class Canvas:
    """A page on which text and rectangles are put in the order of the calls."""

    def __init__(self, document: pymupdf.Document, number: int) -> None:
        self.number = number
        self._document = document
        self._writer: pymupdf.TextWriter | None = None
        self._colour = BLACK

    @property
    def page(self) -> pymupdf.Page:
        """The page, asked for anew: a page object does not outlive the making of another page."""
        return self._document[self.number - 1]

    def put(self, text: str, x: float, baseline: float, font: str, size: float, colour: Colour) -> None:
        """Puts a run of text; text of one colour is gathered, so that a page has few content streams."""
        missing = [char for char in text if not FONTS[font].has_glyph(ord(char))]
        if missing:
            raise ValueError(f"the font {font} lacks {missing} in {text!r}")
        if self._writer is not None and self._colour != colour:
            self.flush()
        if self._writer is None:
            self._writer, self._colour = pymupdf.TextWriter(pymupdf.paper_rect("a4")), colour
        self._writer.append((x, baseline), text, font=FONTS[font], fontsize=size)

    def flush(self) -> None:
        """Writes what was gathered."""
        if self._writer is not None:
            self._writer.write_text(self.page, color=self._colour)
            self._writer = None

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fills a rectangle; a rule is a low one."""
        self.flush()
        self.page.draw_rect(pymupdf.Rect(x, y, x + width, y + height), color=None, fill=colour)


@dataclass(frozen=True)
class Strip:
    """A horizontal piece of a page: its height, how it is drawn from its top left, and the notes that it calls.

    `sticky` keeps it in one frame with the next strip. `mark` is a level and a title for the table of contents.
    """

    height: float
    draw: Callable[[Canvas, float, float], None]
    above: float = 0.0
    notes: tuple[str, ...] = ()
    sticky: bool = False
    mark: tuple[int, str] | None = None


@dataclass(frozen=True)
class Frame:
    """Where text may stand on a page: a column."""

    canvas: Canvas
    x: float
    top: float
    bottom: float


def pieces_of(row: str) -> list[Piece]:
    """A row of a source as pieces: words, their parts between break places, and note markers."""
    pieces: list[Piece] = []
    for word in row.split():
        glue = False
        for part in filter(None, re.split(r"(\[\^\d+\])", word)):
            if match := _MARKER.fullmatch(part):
                pieces.append(Piece(match[1], glue, match[1]))
            else:
                syllables = part.split(r"\-")
                pieces += [Piece(text, glue or number > 0) for number, text in enumerate(syllables)]
            glue = True
    return pieces


def break_lines(text: str, style: Style, width: float, outdent: float = 0.0) -> list[Line]:
    """Fills lines of a width, the first one wider by the outdent.

    Words break only where the source allows it, and every line end of the source is kept.
    """
    lines: list[Line] = []
    for row in text.splitlines():
        pieces = pieces_of(row)
        line, used, index = Line(), 0.0, 0
        while index < len(pieces):
            # What stays together: a piece, and the markers and closing marks glued to it without a break place.
            tail = index + 1
            while tail < len(pieces) and pieces[tail].glue and (pieces[tail].note or pieces[tail - 1].note):
                tail += 1
            space = style.width_of(" ") if line.pieces and not pieces[index].glue else 0.0
            room = sum(style.width_of(piece.text) * (_MARKER_SIZE if piece.note else 1) for piece in pieces[index:tail])
            may_break = tail < len(pieces) and pieces[tail].glue
            limit = width + (0.0 if lines else outdent)
            if line.pieces and used + space + room + (style.width_of("-") if may_break else 0.0) > limit:
                line.broken = pieces[index].glue
                lines.append(line)
                line, used, space = Line(), 0.0, 0.0
            line.pieces.extend(pieces[index:tail])
            used += space + room
            index = tail
        lines.append(line)
    return lines


def set_line(canvas: Canvas, line: Line, style: Style, x: float, y: float) -> None:
    """Sets a line whose top left is given, runs of plain words in one go, so that a reader sees one piece of text."""
    baseline = y + (style.leading - style.size) / 2 + style.size * 0.78
    run = ""
    for number, piece in enumerate(line.pieces):
        if piece.note is None:
            run += ("" if piece.glue or number == 0 else " ") + piece.text
            continue
        if run:
            canvas.put(run, x, baseline, style.font, style.size, style.colour)
            x += style.width_of(run)
            run = ""
        raised = baseline - style.size * _MARKER_RISE
        canvas.put(piece.text, x, raised, style.font, style.size * _MARKER_SIZE, style.colour)
        x += style.width_of(piece.text) * _MARKER_SIZE
    run += "-" if line.broken else ""
    if run:
        canvas.put(run, x, baseline, style.font, style.size, style.colour)


def paragraph(
    text: str, style: Style, width: float, label: str = "", mark: tuple[int, str] | None = None
) -> list[Strip]:
    """Strips of a paragraph, one per line; no single first or last line is left alone in a frame.

    Args:
        text: as in the source, with markers and break places.
        style: its look; with a label, the text is indented and the label hangs before it.
        width: of the frame.
        label: `1.` or a bullet; in a note, its marker as `[^1]`.
        mark: entry for the table of contents.
    """
    outdent = style.indent if style.hanging and not label else 0.0
    lines = break_lines(text, style, width - style.indent, outdent)
    strips = []
    for number, line in enumerate(lines):

        def draw(canvas: Canvas, x: float, y: float, number: int = number, line: Line = line) -> None:
            if number == 0 and label:
                set_line(canvas, Line(pieces_of(label)), style, x, y)
            set_line(canvas, line, style, x + style.indent - (outdent if number == 0 else 0.0), y)

        last = number == len(lines) - 1
        strips.append(
            Strip(
                style.leading,
                draw,
                style.above if number == 0 else 0.0,
                line.notes,
                style.keep_with_next if last else number in (0, len(lines) - 2),
                mark if number == 0 else None,
            )
        )
    return strips


def _stack(strips: Sequence[Strip]) -> tuple[float, Callable[[Canvas, float, float], None]]:
    """Height of strips on top of each other and what draws them all."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for number, strip in enumerate(strips):
            y += strip.above if number else 0.0
            strip.draw(canvas, x, y)
            y += strip.height

    return sum(strip.height + (strip.above if number else 0.0) for number, strip in enumerate(strips)), draw


def box(rows: Sequence[str], title: Style, text: Style, width: float, tint: Colour) -> Strip:
    """A tinted box with a title, kept whole."""
    padding = 10.0
    inner = width - 2 * padding
    strips = paragraph(rows[0], title, inner)
    for row in rows[1:]:
        strips += paragraph(row, replace(text, above=3.0), inner)
    height, draw_text = _stack(strips)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.fill(x, y, width, height + 2 * padding, tint)
        canvas.fill(x, y, 2.5, height + 2 * padding, title.colour)
        draw_text(canvas, x + padding, y + padding)

    return Strip(height + 2 * padding, draw, 14.0, tuple(note for strip in strips for note in strip.notes))


def table(rows: Sequence[Sequence[str]], head: Style, cell: Style, width: float) -> Strip:
    """A table with a head row and rules, kept whole; the first column is the widest."""
    first = 0.34 * width
    others = (width - first) / (len(rows[0]) - 1)
    lefts = [0.0, *(first + number * others for number in range(len(rows[0]) - 1))]
    set_rows = []
    for number, row in enumerate(rows):
        look = cell if number else head
        widths = [first, *[others] * (len(row) - 1)]
        cells = [_stack(paragraph(text, look, room - 8)) for text, room in zip(row, widths, strict=True)]
        set_rows.append((max(height for height, _ in cells) + 6, cells))

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.fill(x, y, width, 0.8, head.colour)
        for height, cells in set_rows:
            for left, (_, draw_cell) in zip(lefts, cells, strict=True):
                draw_cell(canvas, x + left + 4, y + 3)
            y += height
            canvas.fill(x, y, width, 0.4, head.colour)

    return Strip(sum(height for height, _ in set_rows), draw, 4.0)


class Flow:
    """Stacks strips in frames; notes stand at the foot of the frame in which they are called.

    A note that does not fit goes on at the foot of the next frame, as word processors do.

    Attributes:
        marks: level, title and page number of what belongs in a table of contents.
    """

    def __init__(self, frames: Iterator[Frame], notes: Mapping[str, str], note_style: Style, width: float) -> None:
        self._frames = frames
        self._notes = {label: paragraph(text, note_style, width, label=f"[^{label}]") for label, text in notes.items()}
        self._foot: list[Strip] = []
        self._carried: list[Strip] = []
        self._group: list[Strip] = []  # strips that wait for what they must stay with
        self.marks: list[tuple[int, str, int]] = []
        self._frame = next(frames)
        self.y = self._frame.top

    def add(self, strips: Sequence[Strip]) -> None:
        """Places strips; those that are kept together go to the next frame together."""
        for strip in strips:
            self._group.append(strip)
            if not strip.sticky:
                self._place_group()

    def next_frame(self) -> None:
        """Closes the frame with its notes and goes on in the next one."""
        self._set_notes()
        self._frame = next(self._frames)
        self.y = self._frame.top
        self._foot, self._carried = self._carried, []

    def close(self) -> None:
        """Places what still waits and sets the last notes."""
        self._place_group()
        while self._carried:
            self.next_frame()
        self._set_notes()

    @property
    def free(self) -> float:
        """Share of the frame that is empty, notes apart."""
        return (self._frame.bottom - self.y) / (self._frame.bottom - self._frame.top)

    def _set_notes(self) -> None:
        if not self._foot:
            return
        y = self._frame.bottom - sum(strip.height for strip in self._foot)
        self._frame.canvas.fill(self._frame.x, y - 5, 72.0, 0.5, BLACK)
        _stack([replace(strip, above=0.0) for strip in self._foot])[1](self._frame.canvas, self._frame.x, y)

    def _room(self, foot: Sequence[Strip]) -> float:
        """Height left for text above these notes."""
        notes = sum(strip.height for strip in foot) + _NOTE_RULE if foot else 0.0
        return self._frame.bottom - self.y - notes

    def _place_group(self) -> None:
        if self._group:
            self._place(self._group)
        self._group = []

    def _place(self, group: Sequence[Strip]) -> None:
        needed = sum(s.height + s.above for s in group) - (group[0].above if self.y == self._frame.top else 0.0)
        called = [self._notes[label] for strip in group for label in strip.notes]
        whole = [line for note in called[:-1] for line in note]
        last = called[-1] if called else []
        if needed > self._room([*self._foot, *whole, *last[:1]]):
            if self.y == self._frame.top:
                raise ValueError("more than a frame holds is kept together")
            self.next_frame()
            self._place(group)
            return
        self._foot += whole
        while last and needed <= self._room([*self._foot, last[0]]):
            self._foot.append(last[0])
            last = last[1:]
        self._carried += last
        for strip in group:
            self.y += strip.above if self.y > self._frame.top else 0.0
            strip.draw(self._frame.canvas, self._frame.x, self.y)
            if strip.mark:
                self.marks.append((*strip.mark, self._frame.canvas.number))
            self.y += strip.height
