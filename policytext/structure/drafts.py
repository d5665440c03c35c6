"""Draft blocks: what the drafting of marked-up text and of pages hands to the rest of the structure stage.

Drafting decides which stretches of the source belong together, in which order, and what they are. It does not make
text: `structure.normalise` does that for every format alike, so that the offset map is right by construction.

The contract of pieces:

- the source characters of a block's pieces, joined in order with *nothing* between them, are the block's words;
  whatever no piece covers (markup, furniture, the target of a link) is dropped;
- a piece that ends a line includes the line end (and a piece may cover many lines), so that the white space between
  joined lines has its own place in the source. White space at both ends of a block is trimmed, runs of white space
  become one space, and words that are broken at a line end are joined: drafting leaves all that alone;
- a piece that stands raised is marked `superscript`; its digits become superscript digits (9 is written ⁹);
- the marker of a list item and the label of a note are in `label` and may still be in the pieces: the structure stage
  takes them off for every format alike (`structure.labels`). The number of a heading is part of the heading.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from policytext.types.raw import SourceLine
from policytext.types.spans import Span
from policytext.types.vocabulary import BlockKind

SUPERSCRIPT_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of source that goes into a block; `superscript` says that it stands raised.

    `verbatim` keeps a hyphen at a line end (a piece of an address or a table, where no word is broken).
    """

    source: Span
    superscript: bool = False
    verbatim: bool = False


@dataclass(slots=True)
class DraftBlock:
    """A block before its text is made; the fields are those of `types.document.Block`.

    Drafts are in reading order. A sentence that a page break cuts may come as two drafts with notes and furniture
    between them: `structure.joining` puts the parts together. `follows_break` says that the draft is the first of
    its page, column or box, where such a second part can stand. `is_placed` says that places on pages decided what
    belongs together, so that only a draft after a break can be a second part. `is_final` keeps a draft from being
    joined or given another kind by the later steps. `note_id` is the name by which the file's own references call a
    note.
    """

    kind: BlockKind
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0
    label: str | None = None
    container: BlockKind | None = None
    page: int = 1
    follows_break: bool = False
    is_placed: bool = False
    is_final: bool = False
    note_id: str | None = None

    @property
    def source_start(self) -> int:
        """Source position of the first piece; 0 for a block without pieces."""
        return self.pieces[0].source.start if self.pieces else 0

    def raw_text(self, source_text: str) -> str:
        """The words of the block as they stand in the source, raised digits raised; for decisions only."""
        return "".join(
            source_text[piece.source.start : piece.source.end].translate(
                SUPERSCRIPT_DIGITS if piece.superscript else {}
            )
            for piece in self.pieces
        )


def line_pieces(line: SourceLine, source_text: str) -> list[Piece]:
    """Pieces of a whole line, with its superscripts marked and its line end included.

    The line end is the carriage return, line feed or form feed that follows the line, if any; a form feed after a
    line feed is left out, since it adds no white space.
    """
    end = line.source.end
    if source_text.startswith("\r\n", end):
        end += 2
    elif end < len(source_text) and source_text[end] in "\r\n\f\v\x85\u2028\u2029":
        end += 1
    return split_superscripts(Span(line.source.start, end), line.superscripts)


def split_superscripts(span: Span, superscripts: Iterable[Span]) -> list[Piece]:
    """Pieces that cover a source span, cut where it stands raised.

    Args:
        span: half-open, code points of the source.
        superscripts: raised spans in order; those outside `span` are left out.
    """
    pieces: list[Piece] = []
    position = span.start
    for raised in superscripts:
        start, end = max(raised.start, position), min(raised.end, span.end)
        if start >= end:
            continue
        if start > position:
            pieces.append(Piece(Span(position, start)))
        pieces.append(Piece(Span(start, end), superscript=True))
        position = end
    if position < span.end:
        pieces.append(Piece(Span(position, span.end)))
    return pieces
