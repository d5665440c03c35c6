"""Makes the PDF documents of the sample corpus from their sources in `src/`.

    python corpus/make_pdfs.py            # writes the PDF files beside this script
    python corpus/make_pdfs.py --out DIR  # writes them elsewhere

The same sources and the same PyMuPDF give the same bytes: no time of making, no random file id. The pages have what
makes Dutch policy documents hard to read for a program, on purpose: a margin column beside a letter, running heads and
feet, notes at the foot of the page with raised markers, boxes, a table, two columns with broken words.

A source has a head of `key: value` lines, an empty line, and a body of paragraphs parted by empty lines:
`# ` and `## ` headings, `- ` and `1. ` items, `> ` lines of a box (the first is its title), `| ` rows of a table (the
line above is its caption), `~ ` entries of a bibliography, `! ` a lead, `[^1]` a note marker, `[^1]: ` a note, and
`\\-` where a word may be broken.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf

HERE = Path(__file__).resolve().parent
FICTIONAL = "Dit is een fictief voorbeelddocument bij policytext."

WIDTH, HEIGHT = 595.0, 842.0  # A4 in points
MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]

FONTS = {name: pymupdf.Font(name) for name in ("tiro", "tibo", "tiit", "helv", "hebo", "heit")}

_MARKER = re.compile(r"\[\^(\d+)\]")
_NOTE = re.compile(r"\[\^(\d+)\]: (.+)")


@dataclass(frozen=True)
class Style:
    """How a paragraph looks: font, size and leading in points, indent, room above, colour, hanging label."""

    font: str
    size: float
    leading: float
    above: float = 0.0
    indent: float = 0.0
    colour: tuple[float, float, float] = (0.0, 0.0, 0.0)
    keep_with_next: bool = False


@dataclass(frozen=True)
class Piece:
    """A word, part of a word or note marker as it is set: `glue` tells whether a space stands before it."""

    text: str
    glue: bool
    note: str | None = None


@dataclass
class Line:
    """Pieces of one line, the notes that it calls and whether it ends in a broken word."""

    pieces: list[Piece] = field(default_factory=list)
    broken: bool = False

    @property
    def notes(self) -> list[str]:
        """Labels of the notes called in the line."""
        return [piece.note for piece in self.pieces if piece.note]


@dataclass(frozen=True)
class Source:
    """A parsed source: head, blocks as (kind, text) and notes by label."""

    head: dict[str, str]
    blocks: tuple[tuple[str, str], ...]
    notes: dict[str, str]


def read_source(path: Path) -> Source:
    """Parses a source file; a line that fits no rule is an error, so that a slip does not end up in a document."""
    head_text, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    head = {}
    for line in head_text.splitlines():
        key, separator, value = line.partition(": ")
        if not separator:
            raise ValueError(f"{path.name}: not a key and a value: {line!r}")
        head[key] = value.strip()
    notes: dict[str, str] = {}
    blocks: list[tuple[str, str]] = []
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = chunk.splitlines()
        if all(_NOTE.fullmatch(line) for line in lines):
            notes.update(match.groups() for line in lines if (match := _NOTE.fullmatch(line)))
        elif lines[0].startswith("> "):
            blocks.append(("box", "\n".join(line.removeprefix("> ") for line in lines)))
        elif len(lines) > 1 and lines[1].startswith("| "):
            blocks.append(("table", chunk))
        elif all(re.match(r"(?:-|\d+\.) ", line) for line in lines):
            blocks.extend(("item", line) for line in lines)
        else:
            kinds = {"# ": "chapter", "## ": "section", "~ ": "entry", "! ": "lead"}
            kind = next((kinds[mark] for mark in kinds if chunk.startswith(mark)), "paragraph")
            blocks.append((kind, chunk if kind == "paragraph" else chunk.split(" ", 1)[1]))
    return Source(head, tuple(blocks), notes)


def pieces_of(text: str) -> list[list[Piece]]:
    """Lines of a paragraph (a line end in the source is kept) as pieces to set."""
    rows = []
    for row in text.splitlines():
        pieces: list[Piece] = []
        for word in row.split():
            glue = False
            for part in re.split(r"(\[\^\d+\])", word):
                if not part:
                    continue
                if match := _MARKER.fullmatch(part):
                    pieces.append(Piece(match[1], glue, match[1]))
                    glue = True
                    continue
                for syllable in part.split(r"\-"):
                    pieces.append(Piece(syllable, glue))
                    glue = True
        rows.append(pieces)
    return rows


def piece_width(piece: Piece, style: Style) -> float:
    """Width of a piece in points; a note marker is set at six tenths of the size."""
    return FONTS[style.font].text_length(piece.text, style.size * (0.6 if piece.note else 1.0))


def break_lines(text: str, style: Style, width: float) -> list[Line]:
    """Fills lines of a width from left to right; words break only where the source allows it."""
    space = FONTS[style.font].text_length(" ", style.size)
    hyphen = FONTS[style.font].text_length("-", style.size)
    lines: list[Line] = []
    for row in pieces_of(text):
        line, used = Line(), 0.0
        index = 0
        while index < len(row):
            # What must stay together: a piece and the markers and closing marks glued to it without a break place.
            piece = row[index]
            room = (0.0 if piece.glue or not line.pieces else space) + piece_width(piece, style)
            tail = index + 1
            while tail < len(row) and row[tail].glue and (row[tail].note or row[tail - 1].note):
                room += piece_width(row[tail], style)
                tail += 1
            may_break = tail < len(row) and row[tail].glue
            if line.pieces and used + room + (hyphen if may_break else 0.0) > width:
                line.broken = piece.glue
                lines.append(line)
                line, used = Line(), 0.0
                room -= 0.0 if piece.glue else space
            line.pieces.extend(row[index:tail])
            used += room
            index = tail
        lines.append(line)
    return lines


def set_line(writer: pymupdf.TextWriter, line: Line, style: Style, x: float, baseline: float) -> None:
    """Sets a line at a baseline, runs of plain words in one go so that a reader sees them as one piece of text."""
    run = ""
    for number, piece in enumerate(line.pieces):
        before = "" if piece.glue or number == 0 else " "
        if piece.note is None:
            run += before + piece.text
            continue
        if run:
            writer.append((x, baseline), run, font=FONTS[style.font], fontsize=style.size)
            x += FONTS[style.font].text_length(run, style.size)
            run = ""
        small = style.size * 0.6
        writer.append((x, baseline - style.size * 0.36), piece.text, font=FONTS[style.font], fontsize=small)
        x += FONTS[style.font].text_length(piece.text, small)
    if line.broken:
        run += "-"
    if run:
        writer.append((x, baseline), run, font=FONTS[style.font], fontsize=style.size)
